"""A strip over the text of a summary, or over its findings, that asks one thing at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextStrip(QFrame):
    """Hidden until it is opened; Esc closes it. A subclass says what is asked."""

    left = Signal()
    """Closed: back to what was being done."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "step")
        self.hide()

    def close_strip(self) -> None:
        """Ask no more; everything is left as it is."""
        self.hide()
        self.left.emit()

    def enter(self) -> bool:
        """Do what Enter means here; tell whether it means anything."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip, Enter does what is asked."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        elif event.key() not in _ENTER or not self.enter():
            super().keyPressEvent(event)
