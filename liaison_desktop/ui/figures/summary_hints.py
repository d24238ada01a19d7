"""What belongs in the paragraphs of a summary that are left to be written, drawn in their place."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from liaison_desktop.ui.figures.summary_text import hint_of, text_blocks
from liaison_desktop.ui.tokens import COLOURS


def draw_hints(editor: QTextEdit, area: QRectF) -> None:
    """Draw the hints of empty paragraphs over a text; call it while the viewport is painted.

    Args:
        editor: Shows the text. Where words are being composed no hint lies under them.
        area: What is painted anew, in the viewport.
    """
    painter = QPainter(editor.viewport())
    painter.setPen(QColor(COLOURS.ink_faint))
    document, down = editor.document(), editor.verticalScrollBar().value()
    writing = editor.textCursor().block() if editor.hasFocus() else QTextBlock()
    for block in text_blocks(document):
        hint = hint_of(block)
        composing = block == writing and block.layout().preeditAreaText()
        if block.length() > 1 or not hint or composing:
            continue
        place = document.documentLayout().blockBoundingRect(block).translated(0, -down)
        if place.intersects(area):
            edge = document.documentMargin()
            left = edge + block.blockFormat().textIndent()
            wide = editor.viewport().width() - left - edge
            _draw(painter, block, QRectF(left, place.top(), wide, place.height()), hint)
    painter.end()


def _draw(painter: QPainter, block: QTextBlock, box: QRectF, hint: str) -> None:
    font = block.charFormat().font()
    painter.setFont(font)
    words = QFontMetricsF(font).elidedText(f"〔{hint}〕", Qt.TextElideMode.ElideRight, box.width())
    low = int(Qt.AlignmentFlag.AlignBottom | block.blockFormat().alignment())
    painter.drawText(box, low, words)
