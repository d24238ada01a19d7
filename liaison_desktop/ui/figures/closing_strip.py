"""上报并封账: a strip that says what will be frozen; nothing is asked over the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from liaison_desktop.domain.figures.period import Period
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button


class ClosingStrip(QFrame):
    """Enter closes the period, Esc leaves everything as it is."""

    close_wanted = Signal()
    """The report is handed in: freeze it."""
    left = Signal()
    """Esc: nothing is frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "step")
        self.title = label("上报并封账", "section")
        self.told = label("", "", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.close_button = button("上报并封账", variant="primary", icon_name="lock")
        cancel = button("取消")
        cancel.clicked.connect(self.close_strip)
        self.close_button.clicked.connect(self.close_wanted)
        foot = line_of(STRETCH, cancel, self.close_button)
        column = column_of(self.title, self.told, self.problem, foot)
        pad(column, across=14, down=10)
        self.setLayout(column)
        self.hide()

    def open_strip(self, period: Period, blocking: int) -> None:
        """Say what will happen.

        Args:
            period: What will be closed.
            blocking: How many red findings are neither mended nor signed for.
        """
        self.told.setText(
            f"将封存{period.label}的全部数字、每个数字后面的名单、这份总结的正文，"
            "以及它的 PDF 和 Word 文件。封账以后正文只读，随时可以一字不差地重印；"
            "台账照常可改，改动会在下一份总结里列为“调整”。"
        )
        self.problem.setText(
            f"口径检查还有 {blocking} 处红色问题，改正或签注以后才能封账" if blocking else ""
        )
        self.problem.setVisible(bool(blocking))
        self.close_button.setEnabled(not blocking)
        self.show()
        (self.close_button if not blocking else self).setFocus()

    def show_problem(self, sentence: str) -> None:
        """Say why it could not be frozen."""
        self.problem.setText(sentence)
        self.problem.show()

    def close_strip(self) -> None:
        """Leave everything as it is."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Enter closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_button.click()
        else:
            super().keyPressEvent(event)
