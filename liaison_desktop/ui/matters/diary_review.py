"""The review (点评) of a diary: shown where one stands, asked in a strip where none does."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from liaison_desktop.domain.matters.diary import DiaryReview
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.layout_parts import column_of, flow_of, label, line_of, pad
from liaison_desktop.ui.message import button

_GRADES = ("优秀", "良好", "合格", "需改进")


class DiaryReviewStrip(QFrame):
    """Enter goes on and at the end stores the review, which locks the diary; Esc closes."""

    given = Signal(object)
    """The ``DiaryReview`` typed."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("role", "step")
        self._today = today
        sizes = theme.metrics()
        self.reviewer = QLineEdit()
        self.reviewer.setAccessibleName("点评人")
        self.reviewer.setMaximumWidth(sizes.px(110))
        self.day = DateEditor(Field("day", "点评日期", FieldType.DATE), today)
        self.day.setAccessibleName("点评日期")
        self.day.setMaximumWidth(sizes.px(112))
        self.grade = QComboBox()
        self.grade.setEditable(True)
        self.grade.addItems(_GRADES)
        self.grade.setAccessibleName("评定等级")
        self.text = QLineEdit()
        self.text.setPlaceholderText("点评内容")
        self.text.setAccessibleName("点评内容")
        self.text.setMaxLength(1000)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.confirm_button = button(
            "点评并锁定", variant="primary", tip="存下点评，日记不再改（Ctrl+S）"
        )
        self.cancel_button = button("取消", variant="quiet", tip="不点评（Esc）")
        first = flow_of(
            line_of(label("点评人", "field"), self.reviewer),
            line_of(label("等级", "field"), self.grade),
            line_of(label("日期", "field"), self.day),
        )
        last = line_of(self.text, self.confirm_button, self.cancel_button)
        column = column_of(first, last, self.problem, gap=6)
        pad(column, across=10, down=8)
        self.setLayout(column)
        self._connect()
        self.hide()

    def begin(self, reviewer: str) -> None:
        """Ask for a review.

        Args:
            reviewer: Who reviewed last, "" for nobody.
        """
        self.reviewer.setText(reviewer)
        self.grade.setCurrentIndex(-1)
        self.grade.setEditText("")
        self.text.clear()
        self.day.set_value(self._today())
        self.show_problem("")
        self.show()
        (self.grade if reviewer else self.reviewer).setFocus()

    def show_problem(self, sentence: str) -> None:
        """Say what is missing, "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def confirm(self) -> None:
        """Tell the review typed."""
        day = self.day.value()
        if not isinstance(day, date):
            self.show_problem("点评日期看不懂，请填如 2023-3-5。")
            self.day.setFocus()
            return
        self.given.emit(
            DiaryReview(
                self.reviewer.text(), self.text.text(), self.grade.currentText().strip(), day
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.reviewer.returnPressed.connect(self.grade.setFocus)
        self.text.returnPressed.connect(self.confirm)
        self.day.returnPressed.connect(self.text.setFocus)
        line = self.grade.lineEdit()
        if line is not None:
            line.returnPressed.connect(self.text.setFocus)
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button.clicked.connect(self.hide)
