"""F1: help for the page shown; and the list of keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from liaison_desktop.paths import resource
from liaison_desktop.ui import theme
from liaison_desktop.ui.actions import COMMANDS
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tokens import COLOURS
from liaison_desktop.ui.window_menus import WINDOW_COMMANDS, key_lines
from liaison_desktop.ui.window_state import size_to_screen

_FORM_KEYS = (
    ("Enter", "下一格"),
    ("F4", "同上：照抄上一户（上一行）的同一项"),
    ("Esc", "放弃没有保存的修改；没有修改时回到名单"),
    ("空格", "打勾、取消打勾"),
    ("Alt+1…4", "家庭成员、家庭情况、来往、历史"),
    ("Ctrl+R", "记民情：写下这户来人说的事"),
)


class HelpPane(QDialog):
    """Stays beside the window, so that one can read and do."""

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        """Show a topic.

        Args:
            topic: File below ``resources/help``, without ``.md``.
            parent: The window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("帮助")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setMarkdown(resource("help", f"{topic}.md").read_text(encoding="utf-8"))
        sizes = theme.metrics()
        self.text.setStyleSheet(f"background: {COLOURS.surface}; color: {COLOURS.ink};")
        self.text.document().setDocumentMargin(sizes.margin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        size_to_screen(self, 520, 560)


class KeysDialog(QDialog):
    """Every key of the window, from the table of commands."""

    def __init__(self, _desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("快捷键")
        sizes = theme.metrics()
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(sizes.px(24))
        grid.setVerticalSpacing(sizes.px(7))
        lines = [*key_lines((*COMMANDS, *WINDOW_COMMANDS)), *_FORM_KEYS]
        for row, (keys, words) in enumerate(lines):
            grid.addWidget(label(keys, "section"), row, 0)
            grid.addWidget(label(words), row, 1)
        grid.setColumnStretch(1, 1)
        scroll = QScrollArea()
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        close = button("关闭", variant="primary")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        pad(column, across=20, down=16)
        column.addWidget(label("快捷键", "heading"))
        column.addWidget(scroll, 1)
        column.addLayout(line_of(STRETCH, close))
        size_to_screen(self, 440, 600)
