"""No line of a summary on the screen begins with a mark that belongs behind a number.

Qt breaks lines behind every object, so the 。 after a token may come to stand alone. The token
goes with it: room is added at the end of the line before, by formats of the layout, which are
neither in the text nor among its steps back.
"""

from collections.abc import Iterator
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout
from PySide6.QtWidgets import QTextEdit

from liaison_desktop.ui.figures.summary_text import text_blocks
from liaison_desktop.ui.figures.summary_tokens import OBJECT

_MARKS = frozenset("；，。、：！？）》”’％%")
_OPENING = frozenset("（《“‘")
_MOST = 50  # lines of one paragraph mended at a time


class _Room(Protocol):
    """What PySide6's own types leave out of ``QTextLayout.FormatRange``."""

    start: int
    length: int
    format: QTextCharFormat


def keep_marks(document: QTextDocument, block: QTextBlock) -> None:
    """Move numbers whose mark begins a line to that line; do it before the paragraph is painted.

    Args:
        document: Of the paragraph; where it is being composed or not set from the left, lines
            stay as they are.
        block: The paragraph.
    """
    layout = block.layout()
    sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignHCenter
    if layout.preeditAreaText() or block.blockFormat().alignment() & sides:
        return
    for _ in range(_MOST):
        padded = {cast(_Room, one).start for one in layout.formats()}
        found = next((one for one in _rooms(document, block) if one[0] not in padded), None)
        if found is None:
            return
        layout.setFormats([*layout.formats(), _room(*found)])
        document.markContentsDirty(block.position(), block.length())


def keep_marks_in_sight(edit: QTextEdit) -> None:
    """See to the lines of the paragraphs that can be seen; others wait until they are."""
    document, down = edit.document(), edit.verticalScrollBar().value()
    for block in text_blocks(document):
        place = document.documentLayout().blockBoundingRect(block)
        if place.top() > down + edit.viewport().height():
            break
        if place.bottom() >= down:
            keep_marks(document, block)


def forget_marks(document: QTextDocument, first: int = 0, length: int | None = None) -> None:
    """Let lines break as they may: words or the width are others now.

    Args:
        document: The document.
        first: Where the change begins.
        length: How far it goes, None for everything.
    """
    block = document.findBlock(first)
    while block.isValid() and (length is None or block.position() <= first + length):
        layout = block.layout()
        if layout.formats() and not layout.preeditAreaText():
            layout.clearFormats()
            document.markContentsDirty(block.position(), block.length())
        block = block.next()


def _rooms(document: QTextDocument, block: QTextBlock) -> Iterator[tuple[int, float]]:
    """Yield where room is to be added before a number whose mark begins a line, and how much."""
    layout, start = block.layout(), block.position()
    for number in range(1, layout.lineCount()):
        before, at = layout.lineAt(number - 1), layout.lineAt(number).textStart()
        if (
            document.characterAt(start + at) in _MARKS
            and document.characterAt(start + at - 1) == OBJECT
            and at - 2 >= before.textStart()
            and _is_prose(document.characterAt(start + at - 2))
        ):
            yield at - 2, before.width() - before.naturalTextWidth() + 1


def _is_prose(sign: str) -> bool:
    """Tell whether room may stand behind a character: whole, and nothing that is opened there."""
    return len(sign) == 1 and sign not in _OPENING | {OBJECT} and not "\ud800" <= sign <= "\udfff"


def _room(place: int, wide: float) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    look = QTextCharFormat()
    look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    look.setFontLetterSpacing(wide)
    room = cast(_Room, made)
    room.start, room.length, room.format = place, 1, look
    return made
