"""Where in a summary's text its tokens stand: beside the cursor, under the pointer."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from liaison_desktop.domain.figures.token import Token
from liaison_desktop.ui.figures.summary_text import hint_of, tokens_of


def chosen_token(cursor: QTextCursor) -> Token | None:
    """Return the token a cursor has chosen, None when it chose other words or none."""
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    if last - first != 1:
        return None
    return next((token for at, token in tokens_of(cursor.document()) if at == first), None)


def neighbour(cursor: QTextCursor, by: int) -> int | None:
    """Return the place of the next (1) or the previous (-1) token, None at the end."""
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    places = [at for at, _ in tokens_of(cursor.document())]
    if by > 0:
        return next((at for at in places if at >= last), None)
    return next((at for at in reversed(places) if at < first), None)


def place_under(edit: QTextEdit, point: QPointF) -> int | None:
    """Return the place of the character under a point of the viewport, None beside the words."""
    bars = QPointF(edit.horizontalScrollBar().value(), edit.verticalScrollBar().value())
    layout = edit.document().documentLayout()
    at = layout.hitTest(point + bars, Qt.HitTestAccuracy.ExactHit)
    return at if at >= 0 else None


def token_under(edit: QTextEdit, point: QPointF) -> tuple[int, Token] | None:
    """Return the token under a point of the viewport and its place, None for none."""
    under = place_under(edit, point)
    found = tokens_of(edit.document())
    return next(((at, token) for at, token in found if at == under), None)


def hint_under(edit: QTextEdit, point: QPointF) -> str:
    """Return what is to be written in the empty paragraph under a point, "" for none."""
    block = edit.cursorForPosition(point.toPoint()).block()
    return hint_of(block) if block.length() <= 1 else ""
