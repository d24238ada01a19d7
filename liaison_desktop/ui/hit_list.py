"""The hits of a search, grouped by kind, two lines each."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from liaison_desktop.domain.changes import KIND_LABELS, Kind
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.ui import theme
from liaison_desktop.ui.icons import Ink, pixmap
from liaison_desktop.ui.table_delegate import drawn_fields
from liaison_desktop.ui.tokens import COLOURS

_HIT = Qt.ItemDataRole.UserRole + 1
_ICONS = {
    Kind.HOUSEHOLD: "household",
    Kind.RESIDENT: "person",
    Kind.CADRE: "cadre",
    Kind.CONTACT_CARD: "card",
    Kind.AREA: "village",
    Kind.CONCERN: "concern",
    Kind.DISPUTE: "dispute",
    Kind.VISIT_SHEET: "visit",
}


class HitList(QListWidget):
    """A list whose headings cannot be chosen; the mouse and ``step`` walk it."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_HitDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List hits by kind, kinds in the order of their best hit; the first is current."""
        self.clear()
        kinds = list(dict.fromkeys(hit.kind for hit in hits))
        self.hits = tuple(hit for kind in kinds for hit in hits if hit.kind is kind)
        last: Kind | None = None
        for hit in self.hits:
            if hit.kind is not last:
                last = hit.kind
                heading = QListWidgetItem(KIND_LABELS[hit.kind], self)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(f"{hit.title} {hit.subtitle}", self)
            item.setData(_HIT, hit)
        self.step(1)

    def step(self, rows: int) -> None:
        """Move the current hit, over headings, stopping at the ends."""
        places = [row for row in range(self.count()) if self.item(row).data(_HIT) is not None]
        if not places:
            return
        now = self.currentRow()
        at = places.index(now) if now in places else -1
        self.setCurrentRow(places[min(max(at + rows, 0), len(places) - 1)])
        if self.currentRow() == places[0]:
            self.scrollToTop()

    def current_hit(self) -> Hit | None:
        """Return the current hit."""
        item = self.currentItem()
        hit = item.data(_HIT) if item is not None else None
        return hit if isinstance(hit, Hit) else None

    def height_for(self, rows: int) -> int:
        """Return the height of up to so many lines, headings included."""
        return sum(self.sizeHintForRow(row) for row in range(min(rows, self.count()))) + 2


class _HitDelegate(QStyledItemDelegate):
    """Draws headings small and hits with icon, title and subtitle."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a heading or of a hit."""
        return QSize(10, theme.metrics().px(44 if index.data(_HIT) is not None else 28))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a heading or a hit."""
        self.initStyleOption(option, index)
        drawn = drawn_fields(option)
        hit = index.data(_HIT)
        painter.save()
        if isinstance(hit, Hit):
            self._paint_ground(painter, drawn.rect, drawn.state)
            self._paint_hit(painter, drawn.rect, drawn.font, hit)
        else:
            self._paint_heading(painter, drawn.rect, drawn.font, str(index.data()))
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(COLOURS.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(COLOURS.accent_faint))

    def _paint_heading(self, painter: QPainter, rect: QRect, font: QFont, text: str) -> None:
        sizes = theme.metrics()
        painter.setFont(_sized(font, sizes.small))
        painter.setPen(QColor(COLOURS.accent))
        inner = rect.adjusted(sizes.px(10), 0, -sizes.px(10), 0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_hit(self, painter: QPainter, rect: QRect, font: QFont, hit: Hit) -> None:
        sizes = theme.metrics()
        ratio = painter.device().devicePixelRatioF()
        sign = pixmap(_ICONS.get(hit.kind, "concern"), Ink.SOFT, sizes.icon, ratio)
        painter.drawPixmap(rect.x() + sizes.px(12), rect.center().y() - sizes.icon // 2, sign)
        inner = rect.adjusted(sizes.px(42), sizes.px(4), -sizes.px(10), -sizes.px(4))
        upper = QRect(inner.x(), inner.y(), inner.width(), inner.height() * 11 // 20)
        lower = QRect(inner.x(), upper.bottom(), inner.width(), inner.bottom() - upper.bottom())
        _draw_line(painter, upper, _sized(font, sizes.text), COLOURS.ink, hit.title)
        _draw_line(painter, lower, _sized(font, sizes.px(12)), COLOURS.ink_soft, hit.subtitle)


def _draw_line(painter: QPainter, rect: QRect, font: QFont, colour: str, text: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    fits = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), fits)


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    return sized
