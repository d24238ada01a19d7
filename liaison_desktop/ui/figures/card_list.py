"""A list of short paragraphs one walks with the arrows; Enter does what the pane is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from liaison_desktop.ui import theme
from liaison_desktop.ui.table_delegate import drawn_fields
from liaison_desktop.ui.tokens import COLOURS, Tone, tone_colours

_LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class CardLine:
    """One paragraph of the list.

    Attributes:
        text: What it says.
        detail: Smaller words below, "" for none.
        tone: Colour of the bar at its left, None for no bar.
        key: What it stands for.
    """

    text: str
    detail: str = ""
    tone: Tone | None = None
    key: object = None


class _Drawing(QStyledItemDelegate):
    """Draws a paragraph over as many lines as it needs."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a line of the list."""
        line, drawn, sizes = _line(index), drawn_fields(option), theme.metrics()
        painter.save()
        if drawn.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(drawn.rect, QColor(COLOURS.accent_soft))
        painter.setPen(QColor(COLOURS.line))
        painter.drawLine(drawn.rect.bottomLeft(), drawn.rect.bottomRight())
        if line.tone is not None:
            bar = QRect(drawn.rect.left(), drawn.rect.top(), sizes.px(4), drawn.rect.height() - 1)
            painter.fillRect(bar, QColor(tone_colours(line.tone)[0]))
        box = _inside(drawn.rect)
        painter.setFont(drawn.font)
        painter.setPen(QColor(COLOURS.ink))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        used = painter.drawText(box, flags, line.text)
        if line.detail:
            box.setTop(used.bottom() + sizes.px(4))
            font = drawn.font
            font.setPixelSize(sizes.small)
            painter.setFont(font)
            painter.setPen(QColor(COLOURS.ink_faint))
            painter.drawText(box, flags, line.detail)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room a line needs at the width of the list."""
        line, sizes = _line(index), theme.metrics()
        measured = QFontMetrics(drawn_fields(option).font)
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListWidget) else 0
        box = _inside(QRect(0, 0, max(wide, sizes.px(160)), 10_000))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        high = measured.boundingRect(box, flags, line.text).height()
        if line.detail:
            font = QFont(drawn_fields(option).font)
            font.setPixelSize(sizes.small)
            small = QFontMetrics(font).boundingRect(box, flags, line.detail)
            high += small.height() + sizes.px(4)
        return QSize(wide, high + sizes.px(15))


class CardList(QListWidget):
    """The list."""

    taken = Signal(object)
    """Enter or a click of the mouse: the key of the line."""
    left = Signal()
    """Esc: back to where one came from."""

    def __init__(self, name: str, *, one_click: bool = False) -> None:
        """Make an empty list.

        Args:
            name: What readers of the screen are told.
            one_click: Whether one click takes a line; else it needs two.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "bare")
        self.setItemDelegate(_Drawing(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        clicked = self.itemClicked if one_click else self.itemDoubleClicked
        clicked.connect(lambda item: self.taken.emit(item.data(_LINE).key))

    def show_lines(self, lines: Sequence[CardLine]) -> None:
        """Show other lines; the place in the list stays."""
        row = self.currentRow()
        self.clear()
        for line in lines:
            item = QListWidgetItem(self)
            item.setData(_LINE, line)
            # Readers of the screen and the clipboard ask for this.
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.text} {line.detail}".strip())
        if lines:
            self.setCurrentRow(min(max(row, 0), len(lines) - 1))

    def lines(self) -> list[CardLine]:
        """Return the lines shown."""
        return [self.item(row).data(_LINE) for row in range(self.count())]

    def current(self) -> CardLine | None:
        """Return the line marked."""
        return _line(self.currentIndex()) if self.currentIndex().isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes a line, Esc leaves the list."""
        line = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.taken.emit(line.key)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


def _line(index: QModelIndex | QPersistentModelIndex) -> CardLine:
    found = index.data(_LINE)
    return found if isinstance(found, CardLine) else CardLine("")


def _inside(rect: QRect) -> QRect:
    sizes = theme.metrics()
    return rect.adjusted(sizes.px(12), sizes.px(8), -sizes.px(10), 0)
