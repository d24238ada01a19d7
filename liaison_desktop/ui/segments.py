"""The control that changes between the views inside a page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from liaison_desktop.ui import theme
from liaison_desktop.ui.message import button


class Segments(QFrame):
    """Buttons in one frame, one of them down."""

    chosen = Signal(str)
    """The person chose another view: its key."""

    def __init__(self, views: Sequence[tuple[str, str, str]]) -> None:
        """Make the control; the first view is chosen.

        Args:
            views: Key, caption and keys (e.g. ``Alt+1``, "" for none) of each view.
        """
        super().__init__()
        self.setProperty("role", "segments")
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.metrics().px(3),) * 4)
        row.setSpacing(theme.metrics().px(2))
        for key, caption, keys in views:
            made = button(caption, variant="segment", tip=f"{caption}（{keys}）" if keys else "")
            made.setCheckable(True)
            if keys:
                # Not the button's own: another caption would take those away.
                QShortcut(QKeySequence(keys), self).activated.connect(made.click)
            self._group.addButton(made)
            self._buttons[key] = made
            row.addWidget(made)
        self._buttons[views[0][0]].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)

    def current(self) -> str:
        """Return the key of the view chosen."""
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def choose(self, key: str) -> None:
        """Press a segment without telling anyone."""
        self._buttons[key].setChecked(True)

    def segment(self, key: str) -> QPushButton:
        """Return the button of a view."""
        return self._buttons[key]

    def _on_clicked(self, clicked: QPushButton) -> None:
        self.chosen.emit(next(key for key, made in self._buttons.items() if made is clicked))
