"""What hangs below a search box: the hits, or the sentence that there are none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from liaison_desktop.ui import theme
from liaison_desktop.ui.hit_list import HitList


class SearchDrop(QFrame):
    """The list of hits, or the sentence that there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = HitList()
        self._empty = QLabel()
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "field")
        self._empty.setMargin(theme.metrics().px(12))
        self._empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.metrics().px(4),) * 4)
        column.addWidget(self.list)
        column.addWidget(self._empty)
        self.hide()

    def show_empty(self, sentence: str) -> None:
        """Show a sentence instead of the list, or the list if there is no sentence."""
        self._empty.setText(sentence)
        self._empty.setVisible(bool(sentence))
        self.list.setVisible(not sentence)

    def height_for(self, rows: int) -> int:
        """Return the height that shows up to so many hits."""
        frame = 2 * theme.metrics().px(4) + 4
        if not self.list.hits:
            return theme.metrics().px(56) + frame
        return self.list.height_for(rows) + frame
