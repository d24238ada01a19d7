"""Tokens inside the text of a summary: one character each, drawn as words on a tinted ground."""

import json
from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from liaison_desktop.domain.figures.summary_json import source_from_values, source_to_values
from liaison_desktop.domain.figures.token import BLANK, Token, TokenKind, TokenSource
from liaison_desktop.ui import theme
from liaison_desktop.ui.tokens import COLOURS

OBJECT = "\ufffc"
"""The character a token is in the text."""
_KIND = int(QTextFormat.ObjectTypes.UserObject.value) + 1
_SOURCE = int(QTextFormat.Property.UserProperty.value) + 1
_SHOWN = _SOURCE + 1
_EDGE = 2.0  # beside the words, in pixels at 100 %
_ASIDE = 48  # what indents and margins of a paragraph take of a line, in pixels at 100 %
_ENDLESS = 1e6
_FOLDED = int(Qt.TextFlag.TextWrapAnywhere)

Marks = Mapping[Token, str]
"""Tokens whose figure is another today, and what it is."""


def token_format(token: Token, base: QTextCharFormat) -> QTextCharFormat:
    """Return the format of the character that stands for a token.

    Args:
        token: The token.
        base: Format of the words around it.
    """
    made = QTextCharFormat(base)
    made.setObjectType(_KIND)
    made.setProperty(_SOURCE, json.dumps(source_to_values(token.source), ensure_ascii=False))
    made.setProperty(_SHOWN, token.shown)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return made


def prose_format(base: QTextCharFormat) -> QTextCharFormat:
    """Return a format without whatever made it a token."""
    made = QTextCharFormat(base)
    for one in (_SOURCE, _SHOWN, int(QTextFormat.Property.ObjectType.value)):
        made.clearProperty(one)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignNormal)
    return made


def token_of(found: QTextFormat) -> Token | None:
    """Return the token a format stands for, None for prose."""
    if found.objectType() != _KIND:
        return None
    return Token(str(found.property(_SHOWN)), _source(str(found.property(_SOURCE))))


@lru_cache(maxsize=512)
def _source(written: str) -> TokenSource:
    """Return the source written down; asked at each repaint, for each token."""
    return source_from_values(json.loads(written))


class TokenDrawing(QPyTextObject):
    """Draws tokens: tinted; amber underlined when the figure is another today; blanks framed."""

    def __init__(self, document: QTextDocument) -> None:
        """Draw the tokens of a document.

        Args:
            document: Also the Qt parent.
        """
        super().__init__(document)
        self.changed: Marks = {}
        self._document = document
        self.attach()

    def attach(self) -> None:
        """Be asked by the layout of the document."""
        self._document.documentLayout().registerHandler(_KIND, self)

    def intrinsicSize(self, document: QTextDocument, _place: int, found: QTextFormat) -> QSizeF:
        """Return the room the words take; more than a line of them are folded."""
        measured = QFontMetricsF(found.toCharFormat().font())
        shown = str(found.property(_SHOWN))
        edges = 2 * theme.metrics().px(_EDGE)
        wide = measured.horizontalAdvance(shown) + edges
        most = document.textWidth() - 2 * document.documentMargin() - theme.metrics().px(_ASIDE)
        if wide <= most or most <= edges:
            return QSizeF(wide, measured.height())
        room = QRectF(0, 0, most - edges, _ENDLESS)
        return QSizeF(most, measured.boundingRect(room, _FOLDED, shown).height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _place: int,
        found: QTextFormat,
    ) -> None:
        """Draw the words on their ground."""
        token = token_of(found)
        if token is None:
            return
        char = found.toCharFormat()
        measured = QFontMetricsF(char.font())
        ink, ground, line = self._look(token)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        corner = theme.metrics().px(3)
        box = QRectF(rect)
        painter.drawRoundedRect(box.adjusted(0.5, 0, -0.5, 0), corner, corner)
        painter.setFont(char.font())
        painter.setPen(QColor(ink))
        edge = theme.metrics().px(_EDGE)
        if box.height() > 1.5 * measured.height():
            painter.drawText(box.adjusted(edge, 0, -edge, 0), _FOLDED, token.shown)
        else:
            words = QPointF(box.left() + edge, box.bottom() - measured.descent())
            painter.drawText(words, token.shown)
        if line:
            painter.setPen(QPen(QColor(line), theme.metrics().px(2)))
            low = box.bottom() - 0.5
            painter.drawLine(QPointF(box.left() + 1, low), QPointF(box.right() - 1, low))
        painter.restore()

    def _look(self, token: Token) -> tuple[str, str, str]:
        """Return ink, ground and the line under a token, "" for none."""
        if token in self.changed:
            return COLOURS.amber, COLOURS.amber_soft, COLOURS.amber
        if token.shown == BLANK:
            return COLOURS.amber, COLOURS.amber_soft, ""
        if token.source.kind is TokenKind.TYPED:
            return COLOURS.ink, COLOURS.grey_soft, ""
        return COLOURS.accent, COLOURS.accent_soft, ""


def drawing_of(document: QTextDocument) -> TokenDrawing:
    """Return what draws the tokens of a document."""
    found: QObject | None = document.findChild(TokenDrawing)
    return found if isinstance(found, TokenDrawing) else TokenDrawing(document)
