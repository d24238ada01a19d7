"""An area of 今日: its name and count, three lines with a button each, and 更多."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import Destination
from liaison_desktop.ui.today.due_area import DueArea, DueLine


class DueBlock(QFrame):
    """Built anew for every answer: at most three lines, so that it stays light."""

    went = Signal(object)
    """A ``Destination`` was asked for."""

    def __init__(self, area: DueArea) -> None:
        super().__init__()
        self.area = area
        self.setProperty("role", "card")
        self.buttons: list[QPushButton] = []
        sizes = theme.metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.margin, sizes.px(12), sizes.margin, sizes.px(10))
        column.setSpacing(sizes.px(6))
        column.addLayout(self._heading())
        for line in area.lines:
            column.addWidget(_rule())
            column.addWidget(self._line(line))
        column.addStretch(1)
        rest = area.count - len(area.lines)
        if rest > 0:
            self.more = self._button(f"更多 {rest:,} {area.measure}", area.everything)
            column.addWidget(_rule())
            column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)

    def _heading(self) -> QHBoxLayout:
        title = QLabel(self.area.title)
        title.setProperty("role", "heading")
        count = QLabel(f"{self.area.count:,} {self.area.measure}")
        count.setProperty("tone", self.area.tone.value)
        row = QHBoxLayout()
        row.addWidget(title)
        row.addWidget(count)
        row.addStretch(1)
        return row

    def _line(self, line: DueLine) -> QWidget:
        sizes = theme.metrics()
        title, detail = QLabel(line.title), QLabel(line.detail)
        detail.setProperty("role", "caption")
        for label in (title, detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(sizes.px(1))
        words.addWidget(title)
        words.addWidget(detail)
        step = self._button(self.area.step, line.destination)
        step.setAccessibleName(f"{self.area.step}：{line.title}")
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(step)
        return sheet

    def _button(self, caption: str, destination: Destination) -> QPushButton:
        made = button(caption, variant="quiet")
        made.clicked.connect(partial(self._go, destination))
        self.buttons.append(made)
        return made

    def _go(self, destination: Destination, _checked: bool = False) -> None:
        self.went.emit(destination)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "rule")
    return rule
