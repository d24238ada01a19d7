"""The short codes of an office, one a line, edited as text."""

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.matters.phrase_edit import (
    keep_phrases,
    kept_phrases,
    read_phrases,
    written_phrases,
)
from liaison_desktop.ui.message import button


class PhrasePanel(QFrame):
    """Stands beside the grid; what is written is kept when it is closed."""

    kept = Signal()
    """The phrases were kept."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._settings = settings
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("短语")
        self.text.setTabChangesFocus(True)
        self.done_button = button("存好", variant="primary", tip="存好并回到表格（Ctrl+Enter）")
        self.cancel_button = button("取消", tip="不改（Esc）")
        words = label(
            "一行一条：短码、空格、短语。录入时打短码按回车就写出短语，如 ys 写出“饮水困难”。",
            "caption",
            wrap=True,
        )
        foot = line_of(STRETCH, self.cancel_button, self.done_button)
        column = column_of(label("常用短语", "heading"), words, self.text, foot)
        pad(column, across=14, down=12)
        self.setLayout(column)
        self.setFixedWidth(theme.metrics().px(300))
        self.done_button.clicked.connect(self.keep)
        self.cancel_button.clicked.connect(self.cancel)
        self.hide()

    def begin(self) -> None:
        """Show the phrases kept."""
        self.text.setPlainText(written_phrases(kept_phrases(self._settings)))
        self.setFixedWidth(theme.metrics().px(300))
        self.show()
        self.text.setFocus()

    def keep(self) -> None:
        """Keep what is written; lines without a code and words are left out."""
        keep_phrases(self._settings, read_phrases(self.text.toPlainText()))
        self.hide()
        self.kept.emit()

    def cancel(self) -> None:
        """Leave the phrases as they were."""
        self.hide()
        self.kept.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Ctrl+Enter keeps."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)
