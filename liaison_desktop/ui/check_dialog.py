"""系统 › 检查数据: is the store whole, is the journal unbroken, what is worth mending."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui import theme
from liaison_desktop.ui.icons import Ink, pixmap
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad, rule
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import HOUSEHOLDS, DeskContext, Destination
from liaison_desktop.ui.window_state import size_to_screen

if TYPE_CHECKING:
    from liaison_desktop.services.system.check import CheckReport


class CheckDialog(QDialog):
    """Runs the check when opened and shows what it found."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("检查数据")
        self._desk = desk
        self.title = label("正在核对数据库与操作日志…", "heading")
        self.words = label("", "field", wrap=True)
        self.findings = label("", "", wrap=True)
        self.mend_button = button("去补正")
        self.close_button = button("关闭", variant="primary")
        self._sign = label()
        self._lay_out()
        self.mend_button.clicked.connect(self._on_mend)
        self.close_button.clicked.connect(self.accept)
        check = desk.office.check
        desk.lanes.read((id(self), "check"), check.run, self.show_report, owner=self)

    def show_report(self, report: "CheckReport") -> None:
        """Show what a check found."""
        name, ink = ("ok", Ink.GREEN) if report.whole else ("error", Ink.RED)
        self._sign.setPixmap(pixmap(name, ink, theme.metrics().px(32), self.devicePixelRatioF()))
        self.title.setText("数据库和操作日志完好" if report.whole else "发现损坏，请用备份恢复")
        problems = "\n".join(report.problems)
        chain = f"操作日志 {report.operations:,} 次操作，环环相扣，没有缺失或改动。"
        self.words.setText(chain if report.whole else problems)
        lines = [f"{one.label}　{one.count:,} 处" for one in report.findings if one.count]
        self.findings.setText("\n".join(lines) or "资料没有需要补正的地方。")
        self.mend_button.setVisible(bool(lines))

    def _on_mend(self) -> None:
        self.accept()
        self._desk.go(Destination(HOUSEHOLDS, filter=HouseholdFilter(with_problems=True)))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.mend_button.hide()
        head = line_of(self._sign, self.title, STRETCH, gap=12)
        column = QVBoxLayout(self)
        pad(column, across=24, down=20)
        column.setSpacing(sizes.px(12))
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(rule())
        column.addWidget(label("资料中值得补正的", "section"))
        column.addWidget(self.findings)
        column.addStretch(1)
        column.addLayout(line_of(STRETCH, self.mend_button, self.close_button))
        size_to_screen(self, 560, 400)
