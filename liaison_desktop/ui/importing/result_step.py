"""Step 4: what was stored, with 撤销 and the way to the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.register.import_plan import ImportReport
from liaison_desktop.ui import theme
from liaison_desktop.ui.icons import Ink, pixmap
from liaison_desktop.ui.importing.nouns import COUNTED
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button


class ResultStep(QWidget):
    """Figures come from the report of what is really stored."""

    undo_wanted = Signal()
    """The import is to be taken back."""
    list_wanted = Signal()
    """The list is to be opened."""
    errors_wanted = Signal()
    """The problem rows are to be written to a workbook."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "title")
        self.words = label("", "", wrap=True)
        self.problems = label("", "field", wrap=True)
        self.undo_button = button("撤销这次导入", icon_name="undo")
        self.errors_button = button("导出问题行…", icon_name="export")
        self.list_button = button("打开列表", variant="primary")
        self._sign = label()
        self._lay_out()
        self.undo_button.clicked.connect(self.undo_wanted)
        self.errors_button.clicked.connect(self.errors_wanted)
        self.list_button.clicked.connect(self.list_wanted)

    def show_report(self, report: ImportReport) -> None:
        """Show what an import did."""
        stored = report.changes.operation is not None
        sizes = theme.metrics()
        self._sign.setPixmap(pixmap("ok", Ink.GREEN, sizes.px(44), self.devicePixelRatioF()))
        self.title.setText("导入完成" if stored else "没有要改动的内容")
        lines = [
            f"{words}：新增 {count.new:,} {measure}，变更 {count.changed:,} {measure}，"
            f"相同 {count.same:,} {measure}"
            for noun, count in report.counts.items()
            for words, measure in (COUNTED.get(noun, (noun, "条")),)
        ]
        self.words.setText("\n".join(lines))
        number = len(report.problems)
        self.problems.setText(
            f"有 {number:,} 处需要核对，其余内容都已存入。可以导出问题行，补正后再导入一次。"
            if number
            else "没有需要核对的地方。"
        )
        self.errors_button.setVisible(bool(number))
        self.undo_button.setVisible(stored)
        self.undo_button.setEnabled(stored)

    def show_undone(self, sentence: str, *, whole: bool) -> None:
        """Say that the import was taken back.

        Args:
            sentence: What the undo did.
            whole: Whether nothing was kept.
        """
        self.title.setText(sentence if whole else "已撤销")
        self.words.setText("台账已回到导入之前的样子。" if whole else sentence)
        self.problems.setText("")
        self.undo_button.setEnabled(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, across=24, down=24)
        column.setSpacing(theme.metrics().px(14))
        column.addStretch(1)
        for one in (self._sign, self.title, self.words, self.problems):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(one)
        column.addSpacing(theme.metrics().px(8))
        column.addLayout(
            line_of(STRETCH, self.undo_button, self.errors_button, self.list_button, STRETCH)
        )
        column.addStretch(2)
