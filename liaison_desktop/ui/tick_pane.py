"""A list whose rows can be ticked: Space ticks what is selected, a click on the box one row."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from liaison_desktop.ui.id_table_model import CENTRE, Column, IdTableModel, Index
from liaison_desktop.ui.lanes import Lanes
from liaison_desktop.ui.table import TablePane

Row = TypeVar("Row")
_TICK = Qt.ItemDataRole.CheckStateRole


class TickModel(IdTableModel[Row], Generic[Row]):
    """Holds the ids ticked; they stay ticked when the list is filtered or sorted anew."""

    ticks_changed = Signal()
    """Other records are ticked now."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Mapping[int, Row]],
        lanes: Lanes,
        parent: QObject | None = None,
    ) -> None:
        """Make an empty model; see ``IdTableModel``."""
        tick: Column[Row] = Column(
            key="tick", title="✓", text=_nothing, width=38, align=CENTRE, sortable=False
        )
        super().__init__((tick, *columns), fetch, lanes, parent)
        self._ticked: set[int] = set()

    def ticked(self) -> "array[int]":
        """Return the ids ticked that the answer holds, in its order."""
        return array("q", (one for one in self.ids if one in self._ticked))

    def all_ticked(self) -> frozenset[int]:
        """Return every id ticked, also those the present answer leaves out."""
        return frozenset(self._ticked)

    def set_ticks(self, ids: Iterable[int], *, ticked: bool) -> None:
        """Tick or untick records."""
        before = len(self._ticked)
        if ticked:
            self._ticked.update(ids)
        else:
            self._ticked.difference_update(ids)
        if len(self._ticked) != before:
            self._tell()

    def clear_ticks(self) -> None:
        """Untick everything."""
        self.set_ticks(tuple(self._ticked), ticked=False)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows; the first column has the box."""
        if role == _TICK:
            if not index.isValid() or index.column() != 0:
                return None
            ticked = self.id_at(index.row()) in self._ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row."""
        if role != _TICK or not index.isValid():
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        self.set_ticks((self.id_at(index.row()),), ticked=wanted)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that the first column can be ticked."""
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else plain

    def _tell(self) -> None:
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, 0), [_TICK])
        self.ticks_changed.emit()


class TickPane(TablePane[Row], Generic[Row]):
    """A list with a box before each row."""

    ticks_changed = Signal(int)
    """How many records are ticked now."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Mapping[int, Row]],
        lanes: Lanes,
        *,
        measure: str = "条",
    ) -> None:
        """Make an empty list; see ``TablePane``."""
        super().__init__(name, columns, fetch, lanes, measure=measure)
        self.ticks.ticks_changed.connect(self._on_ticks_changed)
        self.view.installEventFilter(self)

    @property
    def ticks(self) -> TickModel[Row]:
        """Return the model, which knows the ticks."""
        return cast("TickModel[Row]", self.model)

    def make_model(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Mapping[int, Row]],
        lanes: Lanes,
    ) -> IdTableModel[Row]:
        """Return a model with ticks."""
        return TickModel(columns, fetch, lanes, self)

    def tick_shown(self, *, ticked: bool) -> None:
        """Tick or untick every row of the answer shown."""
        self.ticks.set_ticks(self.ticks.ids, ticked=ticked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Space tick the rows selected: all of them, or none if all were."""
        if (
            watched is self.view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            chosen = self.selected_ids()
            ticked = self.ticks.all_ticked()
            self.ticks.set_ticks(chosen, ticked=not all(one in ticked for one in chosen))
            return True
        return super().eventFilter(watched, event)

    def _on_ticks_changed(self) -> None:
        self.ticks_changed.emit(len(self.ticks.all_ticked()))


def _nothing(_row: object) -> str:
    return ""
