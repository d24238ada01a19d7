"""A line under a card's head that asks what a step needs: a day, who signed, a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from liaison_desktop.domain.terms.contact_card import RECEIPT_LABELS, ReceiptWay
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.layout_parts import flow_of, label, line_of, pad
from liaison_desktop.ui.message import button

HAND_OUT, TAKE_BACK, VOID = "hand_out", "take_back", "void"


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """What was typed for a step.

    Attributes:
        on: Day of it.
        way: 签收方式.
        receiver: Who signed, "" for nobody by name.
        reason: Why, "" when not asked.
    """

    on: date
    way: ReceiptWay
    receiver: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Step:
    """What a step asks, and its words."""

    caption: str
    day: str
    reasons: tuple[str, ...] = ()
    needs_reason: bool = False


_STEPS = {
    HAND_OUT: _Step("登记发放", "发放日期"),
    TAKE_BACK: _Step("登记回收", "回收日期", ("户籍迁出", "农户注销", "更换联系干部")),
    VOID: _Step("作废这张卡", "", ("印制有误", "卡片损坏", "重复制卡"), needs_reason=True),
}


class CardStepStrip(QFrame):
    """Shows only what the step needs; Enter does it, Esc closes the strip."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._step = ""
        self._then: Callable[[str, StepAnswer], None] | None = None
        sizes = theme.metrics()
        self.day = DateEditor(Field("day", "日期", FieldType.DATE), today)
        self.day.setMaximumWidth(sizes.px(120))
        self.way = way_box()
        self.receiver = QLineEdit()
        self.receiver.setPlaceholderText("签收人（可不填）")
        self.receiver.setMaximumWidth(sizes.px(150))
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.setMinimumWidth(sizes.px(180))
        self.confirm_button = button("", variant="primary")
        self.cancel_button = button("取消", variant="quiet")
        self._day_caption = label("", "field")
        self._reason_caption = label("原因", "field")
        row = flow_of(
            line_of(self._day_caption, self.day),
            self.way,
            self.receiver,
            line_of(self._reason_caption, self.reason),
            line_of(self.confirm_button, self.cancel_button),
        )
        pad(row, across=0, down=6)
        self.setLayout(row)
        self._connect()
        self.hide()

    def begin(self, step: str, then: Callable[[str, StepAnswer], None]) -> None:
        """Ask for what a step needs.

        Args:
            step: ``HAND_OUT``, ``TAKE_BACK`` or ``VOID``.
            then: Hears the step and what was typed.
        """
        asked = _STEPS[step]
        self._step, self._then = step, then
        self.day.set_value(self._today())
        self._day_caption.setText(asked.day)
        _show((self._day_caption, self.day), shown=bool(asked.day))
        _show((self.way, self.receiver), shown=step == HAND_OUT)
        _show((self._reason_caption, self.reason), shown=step != HAND_OUT)
        self.reason.clear()
        self.reason.addItems(asked.reasons)
        self.reason.setCurrentIndex(-1)
        self.reason.setEditText("")
        self.receiver.clear()
        self.confirm_button.setText(asked.caption)
        self.show()
        (self.reason if step != HAND_OUT else self.confirm_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_confirmed(self) -> None:
        # Enter in an editable box comes twice: from its line and from the box.
        then, day, reason = self._then, self.day.value(), self.reason.currentText().strip()
        if then is None:
            return
        if not isinstance(day, date):
            self.day.setFocus()
            return
        if _STEPS[self._step].needs_reason and not reason:
            line = self.reason.lineEdit()
            if line is not None:
                line.setPlaceholderText("请写明原因")
            self.reason.setFocus()
            return
        answer = StepAnswer(day, self.way.currentData(), self.receiver.text().strip(), reason)
        self._then = None
        self.hide()
        then(self._step, answer)

    def _connect(self) -> None:
        self.confirm_button.clicked.connect(self._on_confirmed)
        self.cancel_button.clicked.connect(self.hide)
        self.day.returnPressed.connect(self._on_confirmed)
        self.receiver.returnPressed.connect(self._on_confirmed)
        line = self.reason.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._on_confirmed)


def _show(parts: tuple[QWidget, ...], *, shown: bool) -> None:
    for part in parts:
        part.setVisible(shown)


def way_box() -> QComboBox:
    """Return a box of the ways a card is signed for (签收方式)."""
    box = QComboBox()
    box.setAccessibleName("签收方式")
    for way, words in RECEIPT_LABELS.items():
        box.addItem(words, way)
    return box
