"""A table of any length: the sorted ids of the whole answer, and a cache of pages of rows."""

import struct
from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor

from liaison_desktop.ui.lanes import Lanes
from liaison_desktop.ui.tokens import COLOURS, Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE_ROWS = 200
CACHED_PAGES = 50
_ID_BYTES = 8
_PAGES_A_REQUEST = 6
WAITING_TEXT = "…"
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
LEFT, CENTRE, RIGHT = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignHCenter,
    Qt.AlignmentFlag.AlignRight,
)


@dataclass(frozen=True, kw_only=True)  # with slots, Column[Row](…) fails on Python 3.11
class Column(Generic[Row]):
    """One column of a list.

    Attributes:
        key: What ``sort_requested`` and the kept widths call it.
        title: Its heading.
        text: Returns what a row shows.
        width: Width in logical pixels at 100 % text.
        align: ``LEFT``, ``CENTRE`` or ``RIGHT`` (figures).
        tip: Returns the tool tip of a row, "" for none.
        tone: Returns the tone a value is shown in, as a coloured chip, or None.
        sortable: Whether a click on the heading asks for another order.
        hidden: Whether it is hidden until chosen.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    align: Qt.AlignmentFlag = LEFT
    tip: Callable[[Row], str] | None = None
    tone: Callable[[Row], Tone | None] | None = None
    sortable: bool = True
    hidden: bool = False


class IdTableModel(QAbstractTableModel, Generic[Row]):
    """Holds eight bytes a row; rows come in pages of 200 through the read lane."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Mapping[int, Row]],
        lanes: Lanes,
        parent: QObject | None = None,
    ) -> None:
        """Make an empty model.

        Args:
            columns: The columns, in their original order.
            fetch: Returns the rows of up to 1,200 ids; runs on the read lane. An id it
                leaves out is shown blank.
            lanes: Where to ask.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._lanes = lanes
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, Mapping[int, Row]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._stale: set[int] = set()
        self._generation = 0
        # Asking from inside data() would re-enter the view; the timer asks just after.
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.timeout.connect(self._ask)

    @property
    def ids(self) -> "array[int]":
        """The ids of the whole answer in their order; do not change it."""
        return self._ids

    def set_ids(self, ids: "array[int]") -> None:
        """Show another answer (another filter or order); the first page is asked at once.

        Args:
            ids: Every id of the answer in its order, ``array("q")``.
        """
        self.beginResetModel()
        self._ids = ids
        self._forget_rows()
        self._pages.clear()
        self.endResetModel()
        if ids:
            self._want(0)
            self._ask()

    def refresh(self) -> None:
        """Ask again for the rows shown, because records changed; ids and order stay.

        Old texts stand until the new ones arrive, so nothing flickers.
        """
        self._forget_rows()
        self._stale = set(self._pages)
        if self._ids:
            last_row, last_column = len(self._ids) - 1, len(self.columns) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(last_row, last_column))

    def row_at(self, row: int) -> Row | None:
        """Return the row at a place, None while it has not arrived."""
        page = self._page(row // PAGE_ROWS)
        return page.get(self._ids[row]) if page is not None else None

    def id_at(self, row: int) -> int:
        """Return the id at a place."""
        return self._ids[row]

    def place_of(self, record_id: int) -> int:
        """Return the place of an id, -1 when the answer does not hold it."""
        # A search over bytes is a hundred times faster than array.index on a million ids.
        raw, needle, start = self._ids.tobytes(), struct.pack("=q", record_id), 0
        while (found := raw.find(needle, start)) >= 0:
            if found % _ID_BYTES == 0:
                return found // _ID_BYTES
            start = found + 1
        return -1

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the length of the whole answer."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns, hidden ones included."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows; a row on its way shows an ellipsis."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align | Qt.AlignmentFlag.AlignVCenter
        if role not in _ROW_ROLES:
            return None
        page = self._page(index.row() // PAGE_ROWS)
        if page is None:
            return _while_waiting(role)
        row = page.get(self._ids[index.row()])
        return None if row is None else _cell(column, row, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the headings."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align | Qt.AlignmentFlag.AlignVCenter
        return None

    def _page(self, number: int) -> Mapping[int, Row] | None:
        """Return a cached page, old texts included; asks for it when it must."""
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
        if page is None or number in self._stale:
            self._want(number)
        return page

    def _want(self, number: int) -> None:
        if number in self._wanted:
            return
        self._wanted[number] = None
        while len(self._wanted) > _PAGES_A_REQUEST:
            self._wanted.popitem(last=False)
        self._ask_soon.start(0)

    def _forget_rows(self) -> None:
        self._generation += 1
        self._wanted.clear()
        self._stale.clear()

    def _ask(self) -> None:
        """Ask for all pages still wanted; a newer request replaces one under way."""
        self._ask_soon.stop()
        numbers, generation = tuple(self._wanted), self._generation
        if not numbers:
            return
        ids = {number: self._ids_of(number) for number in numbers}
        wanted = [one for page in ids.values() for one in page]

        def answered(rows: Mapping[int, Row]) -> None:
            if generation == self._generation:
                for number, page in ids.items():
                    self._store(number, {one: rows[one] for one in page if one in rows})

        # A page that failed is not asked for again before the next refresh: otherwise each
        # repaint would open another error message.
        self._lanes.read((id(self), "rows"), lambda: self._fetch(wanted), answered, owner=self)

    def _ids_of(self, number: int) -> "array[int]":
        return self._ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]

    def _store(self, number: int, page: Mapping[int, Row]) -> None:
        self._pages[number] = page
        self._pages.move_to_end(number)
        self._wanted.pop(number, None)
        self._stale.discard(number)
        while len(self._pages) > CACHED_PAGES:
            self._pages.popitem(last=False)
        first = number * PAGE_ROWS
        last = min(first + PAGE_ROWS, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


_ROW_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.ForegroundRole,
        TONE_ROLE,
    )
)
_FAINT = QColor(COLOURS.ink_faint)


def _while_waiting(role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return WAITING_TEXT
    return _FAINT if role == Qt.ItemDataRole.ForegroundRole else None


def _cell(column: Column[Row], row: Row, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return column.text(row)
    if role == TONE_ROLE:
        return column.tone(row) if column.tone is not None else None
    if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
        return column.tip(row) or None
    return None
