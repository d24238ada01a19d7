"""A narrow list of cadres to pick one from, those with too few households first."""

from array import array

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.listing import Sort
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import fits
from liaison_desktop.ui.cadres.cadre_columns import CADRE_COLUMNS
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip, FilterChips
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.layout_parts import line_of
from liaison_desktop.ui.list_tools import cadre_rows
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.table import TablePane

EVERYBODY, WITH_ROOM = "all", "room"
_SHOWN = ("name", "unit", "households")
_WAIT_MS = 150


class CadrePicker(QWidget):
    """Type two letters, arrow down: the current one is picked."""

    picked = Signal()
    """Another cadre is picked, or the picked one changed."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._sort = Sort()
        self._rows: dict[int, CadreRow] = {}
        self._wanted: int | None = None
        self.search = QLineEdit()
        self.chips = FilterChips(
            (
                Chip(EVERYBODY, "在岗干部"),
                Chip(WITH_ROOM, "未满额", "联系户少于应联系户数，或一户也没有"),
            )
        )
        columns = tuple(column for column in CADRE_COLUMNS if column.key in _SHOWN)
        self.list = TablePane(
            "pairing_cadres",
            columns,
            cadre_rows(desk),
            desk.lanes,
            measure="人",
        )
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()

    def row(self) -> CadreRow | None:
        """Return the cadre picked."""
        current = self.list.current_id()
        return self._rows.get(current) if current is not None else None

    def rows(self) -> tuple[CadreRow, ...]:
        """Return every cadre in his post."""
        return tuple(self._rows.values())

    def choose(self, cadre_id: int) -> None:
        """Pick a cadre, whatever filter was chosen."""
        self._wanted = cadre_id
        self.search.clear()
        self.chips.choose(EVERYBODY)
        self.refresh()

    def focus_search(self) -> None:
        """Give the search the keys."""
        self.search.setFocus()

    def refresh(self) -> None:
        """Ask for the list."""
        office, sort = self._desk.office, self._sort
        self._desk.lanes.read(
            (id(self), "list"), lambda: _read(office, sort), self._on_read, owner=self
        )

    def _on_read(self, rows: dict[int, CadreRow]) -> None:
        self._rows = rows
        roomy = sum(1 for row in rows.values() if has_room(row))
        self.chips.set_counts({EVERYBODY: len(rows), WITH_ROOM: roomy})
        self._show()

    def _show(self) -> None:
        typed, with_room = self.search.text().strip(), self.chips.current() == WITH_ROOM
        shown = array(
            "q",
            (
                key
                for key, row in self._rows.items()
                if (not with_room or has_room(row)) and (not typed or fits(row, typed))
            ),
        )
        empty = EmptyText("cadre", "还没有登记干部，先导入干部名册", "导入名册")
        self.list.set_empty(EmptyText("search", "没有符合的干部") if self._rows else empty)
        self.list.show_ids(shown)
        if self._wanted is not None:
            self.list.show_record(self._wanted)
            self._wanted = None
        self.picked.emit()

    def _on_sorted(self, key: str, descending: bool) -> None:
        self._sort = Sort(key, descending)
        self.refresh()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self._soon.timeout.connect(self._show)
        self.search.returnPressed.connect(self._on_search_entered)
        self.chips.chosen.connect(lambda _key: self._show())
        self.list.current_changed.connect(lambda _id: self.picked.emit())
        self.list.sort_requested.connect(self._on_sorted)
        self.list.empty_action_requested.connect(lambda: self._desk.start_import("cadres"))

    def _on_search_entered(self) -> None:
        """Pick the first that fits."""
        self._soon.stop()
        self._show()
        if self.list.model.ids:
            self.list.show_record(self.list.model.id_at(0))
            self.list.view.setFocus()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("查找干部：姓名、拼音、单位")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.metrics().gap)
        column.addWidget(self.search)
        chips = line_of(self.chips)
        chips.addStrut(theme.metrics().control)
        column.addLayout(chips)
        column.addWidget(self.list, 1)


def has_room(row: CadreRow) -> bool:
    """Tell whether a cadre could take more households: below his quota, or without any."""
    return row.households == 0 or (row.quota is not None and row.households < row.quota)


def _read(office: Office, sort: Sort) -> dict[int, CadreRow]:
    ids = office.cadres.ids(CadreFilter(), sort)
    rows = office.cadres.rows(ids)
    return {key: rows[key] for key in ids if key in rows}
