"""The dialogs a person sees when something fails; ``error_reporter`` chooses."""

import platform
import re
import traceback

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from liaison_desktop import __version__
from liaison_desktop.domain.errors import ConflictError
from liaison_desktop.ui import theme
from liaison_desktop.ui.message import MessageDialog, button
from liaison_desktop.ui.tokens import Tone

# Phones, identity numbers, card numbers; and what SQLAlchemy adds of the values bound.
_PERSONAL = re.compile(r"\d{6,}[Xx]?")
_BOUND_VALUES = re.compile(r"\[parameters: .*?\](?=\n|$)", re.DOTALL)


def masked(text: str) -> str:
    """Return the text without runs of six or more digits and without bound values."""
    return _PERSONAL.sub("******", _BOUND_VALUES.sub("[parameters: ***]", text))


def report_text(error: BaseException) -> str:
    """Return what a person sends to whoever mends the program; nothing personal in it."""
    lines = traceback.format_exception(error)
    head = (
        f"群众工作站 {__version__} · Qt {qVersion()} · Python {platform.python_version()}"
        f" · {platform.platform()}\n\n"
    )
    return masked(head + "".join(lines))


class ConflictDialog(MessageDialog):
    """Shows both values of every field two people changed, and asks which to keep."""

    keep_mine = Signal()
    take_theirs = Signal()

    def __init__(self, parent: QWidget | None, error: ConflictError) -> None:
        super().__init__(parent, error.title, error.message, Tone.AMBER)
        self.add_content(self._comparison(error))
        self.add_button("取对方的", then=self.take_theirs.emit)
        self.add_button("留我填的", variant="primary", then=self.keep_mine.emit)

    def _comparison(self, error: ConflictError) -> QWidget:
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.metrics().margin)
        for column, caption in enumerate(("", "对方保存的", "我填写的")):
            grid.addWidget(_cell(caption, "caption"), 0, column)
        for row, (label, (theirs, mine)) in enumerate(error.fields.items(), start=1):
            grid.addWidget(_cell(label, "field"), row, 0)
            grid.addWidget(_cell(theirs or "（空）", ""), row, 1)
            grid.addWidget(_cell(mine or "（空）", ""), row, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        return sheet


class ReportDialog(MessageDialog):
    """A defect of the program: says so, and lets the report be copied."""

    def __init__(self, parent: QWidget | None, error: BaseException) -> None:
        super().__init__(
            parent,
            "程序出错了",
            "这一步没有完成，已保存的内容不受影响。请复制报告，发给维护人员。报告里没有个人信息。",
            Tone.RED,
        )
        self._report = report_text(error)
        pane = QPlainTextEdit(self._report)
        pane.setReadOnly(True)
        pane.setMinimumHeight(pane.fontMetrics().lineSpacing() * 9)
        pane.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.add_content(pane)
        copy = button("复制报告", icon_name="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._report))
        self.add_widget_button(copy)
        self.add_button("关闭", variant="primary")


def _cell(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
