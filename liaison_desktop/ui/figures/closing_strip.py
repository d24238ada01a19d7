"""上报并封账: a strip that says what will be frozen; nothing is asked over the window."""

from PySide6.QtCore import Signal

from liaison_desktop.domain.figures.period import Period
from liaison_desktop.ui.figures.text_strip import TextStrip
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button


class ClosingStrip(TextStrip):
    """Enter closes the period, Esc leaves everything as it is."""

    close_wanted = Signal()
    """The report is handed in: freeze it."""

    def __init__(self) -> None:
        super().__init__()
        self._period = ""
        self.title = label("上报并封账", "section")
        self.told = label("", "", wrap=True)
        self.late = label("", "field", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.close_button = button("上报并封账", variant="primary", icon_name="lock")
        cancel = button("取消")
        cancel.clicked.connect(self.close_strip)
        self.close_button.clicked.connect(self.close_wanted)
        foot = line_of(STRETCH, cancel, self.close_button)
        column = column_of(self.title, self.told, self.late, self.problem, foot)
        pad(column, across=14, down=10)
        self.setLayout(column)

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
        self._period = period.label
        self.show_late(0)
        self.problem.setText(
            f"口径检查还有 {blocking} 处红色问题，改正或签注以后才能封账" if blocking else ""
        )
        self.problem.setVisible(bool(blocking))
        self.close_button.setEnabled(not blocking)
        self.show()
        (self.close_button if not blocking else self).setFocus()

    def show_late(self, count: int) -> None:
        """Say how many records of the period came in after it had ended."""
        self.late.setText(f"{self._period}有 {count} 条记录是期末以后补录的" if count else "")
        self.late.setVisible(bool(count))

    def show_problem(self, sentence: str) -> None:
        """Say why it could not be frozen."""
        self.problem.setText(sentence)
        self.problem.show()

    def enter(self) -> bool:
        """Close the period."""
        self.close_button.click()
        return True
