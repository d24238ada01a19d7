"""Alt and a letter that no command heard: Qt would type the letter into the field."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def is_stray(event: QKeyEvent) -> bool:
    """Tell whether a key is Alt and a letter: a command that may not be given just now.

    AltGr, which types signs, is told apart: it comes with Ctrl or as another modifier.
    """
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return held == Qt.KeyboardModifier.AltModifier and event.text().isalnum()
