"""Which keys mean something of their own in the text of a summary."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_BACK_AND_FORTH = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_REMOVE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_K)


def is_insert(event: QKeyEvent) -> bool:
    """Tell whether a number is to be inserted: Ctrl+I."""
    return event.key() == Qt.Key.Key_I and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def token_step(event: QKeyEvent) -> int:
    """Return 1 for Alt+↓, -1 for Alt+↑, 0 for other keys."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held != Qt.KeyboardModifier.AltModifier:
        return 0
    return _STEPS.get(Qt.Key(event.key()), 0)


def joins(event: QKeyEvent, cursor: QTextCursor) -> bool:
    """Tell whether a key may bring paragraphs together; others keep their own steps back."""
    if any(map(event.matches, _BACK_AND_FORTH)):
        return False
    at_edge = cursor.atBlockStart() or cursor.atBlockEnd()
    by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return spans(cursor) or (event.key() in _REMOVE and (at_edge or by_word))


def spans(cursor: QTextCursor) -> bool:
    """Tell whether words of several paragraphs are chosen."""
    document = cursor.document()
    return document.findBlock(cursor.anchor()) != document.findBlock(cursor.position())
