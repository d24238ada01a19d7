"""How a cell is drawn: plain text, or a tinted chip where a value has a tone."""

from typing import Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.id_table_model import TONE_ROLE
from liaison_desktop.ui.tokens import COLOURS, Tone, tone_colours


class DrawnFields(Protocol):
    """Fields of an option; PySide's type stubs leave them out."""

    state: QStyle.StateFlag
    palette: QPalette
    text: str
    font: QFont
    rect: QRect
    widget: QWidget


def drawn_fields(option: QStyleOptionViewItem) -> DrawnFields:
    """Return an option as what it is at run time."""
    return cast("DrawnFields", option)


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of a list; no focus rectangle, the whole row shows what is current."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Prepare a cell: no dotted focus frame, text in ink also where selected."""
        super().initStyleOption(option, index)
        drawn = drawn_fields(option)
        drawn.state &= ~QStyle.StateFlag.State_HasFocus
        drawn.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(COLOURS.ink))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell."""
        tone = index.data(TONE_ROLE)
        if not isinstance(tone, Tone):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        drawn = drawn_fields(option)
        text, drawn.text = drawn.text, ""
        style = drawn.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, drawn.widget)
        if text:
            self._draw_chip(painter, drawn, text, tone)

    def _draw_chip(self, painter: QPainter, drawn: DrawnFields, text: str, tone: Tone) -> None:
        sizes, measured = theme.metrics(), QFontMetrics(drawn.font)
        ink, ground = tone_colours(tone)
        if drawn.state & QStyle.StateFlag.State_Selected and ground == COLOURS.accent_soft:
            ground = COLOURS.surface  # else the chip would vanish in the selected row
        side, high, edge = sizes.px(8), sizes.px(24), sizes.px(8)
        room = drawn.rect.width() - 2 * edge
        wide = min(measured.horizontalAdvance(text) + 2 * side, room)
        left = drawn.rect.x() + edge
        box = QRectF(left, drawn.rect.center().y() - high / 2 + 0.5, wide, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, sizes.px(4), sizes.px(4))
        painter.setPen(QColor(ink))
        painter.setFont(drawn.font)
        fits = measured.elidedText(text, Qt.TextElideMode.ElideRight, wide - side)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), fits)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a cell for a double click on a heading's edge."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + theme.metrics().px(12), theme.metrics().row)
