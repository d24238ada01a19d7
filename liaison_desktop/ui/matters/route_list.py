"""The households of a visit sheet being made, in the order of the route."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText

_KEY = Qt.ItemDataRole.UserRole
_WIDTHS = (44, 90, 170, 110)


@dataclass(frozen=True, slots=True)
class Stop:
    """A household on the route.

    Attributes:
        id: Its key.
        head: Its head.
        place: 村 组 户编号.
        last: When it was last visited, in words.
    """

    id: int
    head: str
    place: str
    last: str


class RouteList(QTreeWidget):
    """Alt+Up and Alt+Down move a household, Delete takes it off."""

    changed = Signal()
    """The route is another."""

    def __init__(self) -> None:
        super().__init__()
        self._stops: dict[int, Stop] = {}
        self._order: list[int] = []
        self.setHeaderLabels(["序", "户主", "地址", "上次走访"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setAccessibleName("走访路线")
        for column, wide in enumerate(_WIDTHS):
            self.setColumnWidth(column, theme.metrics().px(wide))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.empty = EmptyState(self.viewport())
        self._show()

    def households(self) -> tuple[int, ...]:
        """Return the households in the order of the route."""
        return tuple(self._order)

    def add(self, stops: Iterable[Stop]) -> int:
        """Put households at the end; those already on the route stay where they are.

        Returns:
            How many were added.
        """
        before = len(self._order)
        for stop in stops:
            if stop.id not in self._stops:
                self._order.append(stop.id)
            self._stops[stop.id] = stop
        self._show()
        return len(self._order) - before

    def clear_route(self) -> None:
        """Take every household off."""
        self._order, self._stops = [], {}
        self._show()

    def move_chosen(self, step: int) -> None:
        """Move the chosen households one place up (-1) or down (1)."""
        chosen = self._chosen()
        places = [self._order.index(one) for one in chosen]
        ends = (0, len(self._order) - 1)
        if not places or (min(places) if step < 0 else max(places)) == ends[step > 0]:
            return
        for place in sorted(places, reverse=step > 0):
            other = place + step
            self._order[place], self._order[other] = self._order[other], self._order[place]
        self._show(chosen)

    def remove_chosen(self) -> None:
        """Take the chosen households off."""
        chosen = self._chosen()
        if not chosen:
            return
        place = self._order.index(chosen[0])
        for one in chosen:
            self._order.remove(one)
            del self._stops[one]
        self._show(self._order[min(place, len(self._order) - 1) :][:1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear Alt and the arrows, and Delete."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if alt and event.key() in steps:
            self.move_chosen(steps[event.key()])
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.remove_chosen()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> list[int]:
        keys = {int(item.data(0, _KEY)) for item in self.selectedItems()}
        return [one for one in self._order if one in keys]

    def _show(self, chosen: Iterable[int] = ()) -> None:
        wanted = set(chosen)
        self.clear()
        for place, key in enumerate(self._order):
            stop = self._stops[key]
            item = QTreeWidgetItem([str(place + 1), stop.head, stop.place, stop.last])
            item.setData(0, _KEY, key)
            item.setToolTip(2, stop.place)
            self.addTopLevelItem(item)
            if key in wanted:
                item.setSelected(True)
        if wanted:
            first = next(n for n, key in enumerate(self._order) if key in wanted)
            kept = self.selectedItems()
            if (current := self.topLevelItem(first)) is not None:
                self.setCurrentItem(current)
            for one in kept:
                one.setSelected(True)
        if self._order:
            self.empty.hide()
        else:
            self.empty.show_text(
                EmptyText("visit", "选好村组后整批加入，或按姓名、拼音、户号一户一户加入")
            )
        self.changed.emit()
