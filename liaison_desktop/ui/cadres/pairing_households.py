"""The households that can be paired: filters, a search, and boxes to tick."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.register.household import HouseholdFilter, HouseholdRow
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip, FilterChips
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, line_of
from liaison_desktop.ui.list_tools import column_button, household_rows
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.place_filter import PlaceFilter
from liaison_desktop.ui.tick_pane import TickPane
from liaison_desktop.ui.tokens import Tone

UNPAIRED, EVERYTHING, TICKED = "unpaired", "all", "ticked"
_WAIT_MS = 150
_HouseholdColumn = Column[HouseholdRow]
PAIRING_COLUMNS: tuple[_HouseholdColumn, ...] = (
    _HouseholdColumn(key="village", title="村", text=lambda row: row.village, width=84),
    _HouseholdColumn(key="group", title="组", text=lambda row: row.group, width=72),
    _HouseholdColumn(key="number", title="户编号", text=lambda row: row.number, width=84),
    _HouseholdColumn(key="head", title="户主", text=lambda row: row.head, width=84),
    _HouseholdColumn(
        key="size", title="人口", text=lambda row: str(row.size), width=56, align=RIGHT
    ),
    _HouseholdColumn(key="kind", title="户类型", text=lambda row: row.kind, width=104),
    _HouseholdColumn(
        key="cadre",
        title="现联系干部",
        text=lambda row: row.cadre or "未结对",
        width=110,
        tip=lambda row: row.cadre,
        tone=lambda row: None if row.cadre else Tone.RED,
    ),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The list asked for, the counts of the chips and the places."""

    ids: "array[int]"
    counts: Mapping[str, int]
    areas: tuple[AreaRow, ...]


class PairingHouseholds(QWidget):
    """What is ticked stays ticked when another filter is chosen."""

    ticks_changed = Signal(int)
    """How many households are ticked."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._sort = Sort()
        self._households = 0
        self.chips = FilterChips(
            (Chip(UNPAIRED, "未结对"), Chip(EVERYTHING, "全部农户"), Chip(TICKED, "已勾选"))
        )
        self.place = PlaceFilter()
        self.search = QLineEdit()
        self.list = TickPane(
            "pairing_households",
            PAIRING_COLUMNS,
            household_rows(desk),
            desk.lanes,
            measure="户",
        )
        self.tick_button = button("全部勾选", variant="quiet", tip="勾选列表里的每一户")
        self.untick_button = button("清除勾选", variant="quiet")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()

    def wanted(self) -> HouseholdFilter:
        """Return the filter of the place and chip chosen."""
        base = HouseholdFilter(village_id=self.place.village_id(), group_id=self.place.group_id())
        if self.chips.current() == UNPAIRED:
            return replace(base, paired=False)
        if self.chips.current() == TICKED:
            return replace(base, ids=tuple(self.list.ticks.all_ticked()))
        return base

    def show_filter(self, wanted: HouseholdFilter) -> None:
        """Choose the place and the chip that stand for a filter."""
        self.place.choose(wanted.village_id, wanted.group_id)
        self.chips.choose(UNPAIRED if wanted.paired is False else EVERYTHING)
        if wanted.ids is not None:
            self.tick(wanted.ids)
            self.chips.choose(TICKED)
        self.refresh()

    def ticked(self) -> tuple[int, ...]:
        """Return the households ticked: those listed in their order, then the others."""
        listed = self.list.ticks.ticked()
        others = self.list.ticks.all_ticked().difference(listed)
        return (*listed, *sorted(others))

    def tick(self, ids: Iterable[int]) -> None:
        """Tick these households only."""
        self.list.ticks.clear_ticks()
        self.list.ticks.set_ticks(ids, ticked=True)

    def refresh(self) -> None:
        """Ask for the list."""
        office, wanted, typed = self._desk.office, self.wanted(), self.search.text().strip()
        sort, ticked = self._sort, len(self.list.ticks.all_ticked())

        def read() -> _Answer:
            return _read(office, wanted, typed, sort, ticked)

        self._desk.lanes.read((id(self), "list"), read, self._on_read, owner=self)

    def _on_read(self, answer: _Answer) -> None:
        self._households = answer.counts[EVERYTHING]
        self.place.set_areas(answer.areas)
        self.chips.set_counts(answer.counts)
        self.list.set_empty(self._empty_text(self._households))
        self.list.show_ids(answer.ids)

    def _empty_text(self, households: int) -> EmptyText:
        if not households:
            return EmptyText("household", "还没有农户，先导入农户花名册", "导入花名册")
        if self.search.text().strip():
            return EmptyText("search", "没有找到这户，换个字试试")
        if self.chips.current() == UNPAIRED:
            return EmptyText("ok", "这里的农户都有干部联系", "看全部农户", "")
        if self.chips.current() == TICKED:
            return EmptyText("household", "还没有勾选农户，选中后按空格键勾选")
        return EmptyText("household", "这里没有农户")

    def _on_empty_action(self) -> None:
        if self._households:
            self.chips.choose(EVERYTHING)
            self.refresh()
        else:
            self._desk.start_import("households")

    def _on_ticks_changed(self, count: int) -> None:
        self.untick_button.setEnabled(count > 0)
        self.chips.chip(TICKED).setText(f"已勾选 {count:,}")
        self.ticks_changed.emit(count)

    def _on_sorted(self, key: str, descending: bool) -> None:
        self._sort = Sort(key, descending)
        self.refresh()

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _key: self.refresh())
        self.place.changed.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self._soon.timeout.connect(self.refresh)
        self.list.sort_requested.connect(self._on_sorted)
        self.list.ticks_changed.connect(self._on_ticks_changed)
        self.list.empty_action_requested.connect(self._on_empty_action)
        self.tick_button.clicked.connect(lambda: self.list.tick_shown(ticked=True))
        self.untick_button.clicked.connect(self.list.ticks.clear_ticks)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("查找：户主、拼音、户号")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self.untick_button.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.metrics().gap)
        column.addLayout(line_of(self.place, self.search))
        ticking = line_of(self.tick_button, self.untick_button, column_button(self.list), gap=2)
        column.addLayout(flow_of(self.chips, STRETCH, ticking))
        column.addWidget(self.list, 1)


def _read(office: Office, wanted: HouseholdFilter, typed: str, sort: Sort, ticked: int) -> _Answer:
    """Read list, counts and places; runs on the read lane."""
    ids = office.households.ids(wanted, sort)
    if typed:
        found = frozenset(office.search.household_ids(typed))
        ids = array("q", (one for one in ids if one in found))
    here = HouseholdFilter(village_id=wanted.village_id, group_id=wanted.group_id)
    counts = {
        UNPAIRED: office.households.count(replace(here, paired=False)),
        EVERYTHING: office.households.count(here),
        TICKED: ticked,
    }
    return _Answer(ids, counts, office.areas.tree())
