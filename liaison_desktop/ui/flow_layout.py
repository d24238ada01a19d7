"""A layout that puts widgets beside each other and begins a new line when a line is full."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget


class FlowLayout(QLayout):
    """For chips and short buttons whose number and width change with the text size."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        """Make an empty layout.

        Args:
            parent: The widget laid out.
            gap: Distance of neighbours and of lines, pixels.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None when there is no such place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Take an item out, None when there is no such place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return no direction: extra room stays empty."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow layout needs more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width, margins included."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        lines = self._arrange(QRect(0, 0, inner, 0), place=False)
        return lines + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets, in the middle of the height there is."""
        super().setGeometry(rect)
        spare = rect.height() - self.heightForWidth(rect.width())
        inner = rect.marginsRemoved(self.contentsMargins())
        self._arrange(inner.translated(0, max(spare // 2, 0)), place=True)

    def add_layout(self, layout: QLayout) -> None:
        """Put a layout at the end, whose parts stay together."""
        self.addChildLayout(layout)
        self.addItem(layout)

    def add_stretch(self) -> None:
        """Push what follows to the right end, where a line has room to spare."""
        policy = QSizePolicy.Policy
        self.addItem(QSpacerItem(0, 0, policy.Expanding, policy.Minimum))

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        shown = [item.sizeHint() for item in self._items if not _is_hidden(item)]
        wide = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        return self._with_margins(QSize(wide, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            if not _is_hidden(item):
                size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Return the height needed; move the items if asked."""
        y, pushed = rect.y(), False
        for line in self._lines(rect.width()):
            height = max(_size(item, rect.width()).height() for item in line)
            if place:
                self._place(line, QRect(rect.x(), y, rect.width(), height), pushed=pushed)
            pushed = pushed or any(item.spacerItem() is not None for item in line)
            y += height + self._gap
        return max(y - self._gap - rect.y(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return the items line by line; only a first item may be wider than the line."""
        lines: list[list[QLayoutItem]] = []
        used = width + 1
        for item in self._items:
            if _is_hidden(item):
                continue
            wide = item.sizeHint().width()
            if used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wide + (self._gap if wide else 0)
        return lines

    def _place(self, line: list[QLayoutItem], rect: QRect, *, pushed: bool) -> None:
        """Put the items of a line in their places, in the middle of its height.

        Args:
            line: The items.
            rect: The room of the line.
            pushed: Whether a stretch before the line pushes it to the right end.
        """
        stretches = sum(1 for item in line if item.spacerItem() is not None)
        sizes = [_size(item, rect.width()) for item in line]
        needed = sum(size.width() for size in sizes) + self._gap * (len(line) - stretches - 1)
        room = max(rect.width() - needed, 0)
        spare = room // stretches if stretches else 0
        x = rect.x() + (room if pushed and not stretches else 0)
        for item, size in zip(line, sizes, strict=True):
            if item.spacerItem() is not None:
                x += spare
                continue
            top = rect.y() + (rect.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), size))
            x += size.width() + self._gap


def _size(item: QLayoutItem, room: int) -> QSize:
    """Return the size of an item in a line; one too wide for it grows in height instead."""
    hint = item.sizeHint()
    if hint.width() <= room:
        return hint
    height = item.heightForWidth(room) if item.hasHeightForWidth() else hint.height()
    return QSize(room, height)


def _is_hidden(item: QLayoutItem) -> bool:
    """Tell whether an item takes no part: a hidden widget, but not a stretch."""
    return item.isEmpty() and item.spacerItem() is None
