"""Text of a summary on the clipboard: plain words for other programs, tokens for this one."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument, QTextDocumentFragment

from liaison_desktop.domain.errors import StoreError
from liaison_desktop.domain.figures.summary import Block, BlockKind
from liaison_desktop.domain.figures.summary_json import blocks_from_json, blocks_to_json
from liaison_desktop.ui.figures.summary_text import block_of, text_blocks

MEDIA = "application/x-liaison-summary"
_PLAIN, _RICH = "text/plain", "text/html"
_ENDS = re.compile("\r\n|[\n\r\x0c\x85\u2029]")  # of paragraphs, as programs write them


def copied(document: QTextDocument, first: int, last: int) -> QMimeData:
    """Return what stands between two places of a text."""
    blocks = []
    for block in text_blocks(document):
        start = block.position()
        if start <= last and start + block.length() > first:
            blocks.append(block_of(block, max(first - start, 0), last - start))
    data = QMimeData()
    data.setText("\n".join(block.text for block in blocks))
    data.setData(MEDIA, blocks_to_json(blocks).encode())
    return data


def can_paste(source: QMimeData) -> bool:
    """Tell whether there are tokens of this program or plain words; no pictures, no looks."""
    return any(map(source.hasFormat, (MEDIA, _PLAIN, _RICH)))


def pasted(source: QMimeData) -> Sequence[Block]:
    """Return tokens as tokens, else paragraphs of plain words; nothing where there are none."""
    if source.hasFormat(MEDIA):
        blocks = _read(bytes(source.data(MEDIA).data()))
        if blocks:
            return blocks
    lines = _ENDS.split(_words(source))
    if not any(lines):
        return ()
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [Block(BlockKind.BODY, (line,) if line else ()) for line in lines]


def _words(source: QMimeData) -> str:
    """Return the words of what comes from elsewhere; the name of a file is none."""
    if source.hasFormat(_PLAIN):
        return source.text()
    lines = QTextDocumentFragment.fromHtml(source.html()).toPlainText().split("\n")
    return "\n".join(line for line in lines if line.strip())  # a table leaves empty ones behind


def _read(content: bytes) -> tuple[Block, ...]:
    """Return what was copied, nothing when it cannot be read."""
    try:
        return blocks_from_json(content.decode())
    except (StoreError, ValueError, KeyError, TypeError, AttributeError):
        return ()
