"""The page 农户: places and saved filters, the list, and one household beside it."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.register.household import (
    HouseholdDetail,
    HouseholdFilter,
    HouseholdRow,
)
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import FilterChips
from liaison_desktop.ui.layout_parts import STRETCH, line_of, pad
from liaison_desktop.ui.list_tools import column_button
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import HOUSEHOLDS, DeskContext, Destination, Page
from liaison_desktop.ui.register.household_columns import (
    CHIPS,
    COLUMNS,
    EVERYTHING,
    chip_of,
    filtered,
)
from liaison_desktop.ui.register.household_fields import PlaceChoices
from liaison_desktop.ui.register.household_pane import HouseholdPane
from liaison_desktop.ui.register.place_tree import PlaceTree
from liaison_desktop.ui.side_by_side import side_by_side
from liaison_desktop.ui.table import TablePane

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office

NOTHING_KEPT = EmptyText(
    "household", "还没有农户。把村里报来的花名册导进来，或按 Ctrl+N 逐户登记。", "导入花名册"
)
_GOOD = {
    "unpaired": "这里的农户都有责任干部",
    "no_card": "这里的农户都有联系卡",
    "stale": "这里没有待换发的联系卡",
    "damaged": "这里没有要补正的身份证号",
}


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands around the list: the places, and what every chip finds there."""

    areas: tuple[AreaRow, ...]
    counts: Mapping[str, int]


class HouseholdPage(Page):
    """Enter in the list goes to the household, Ctrl+N begins a new one."""

    name: ClassVar[str] = HOUSEHOLDS
    esc_to_list: ClassVar[bool] = True
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        (
            Kind.HOUSEHOLD,
            Kind.RESIDENT,
            Kind.AREA,
            Kind.PAIRING,
            Kind.CADRE,
            Kind.CONTACT_CARD,
            Kind.CARD_EVENT,
        )
    )

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._sort = Sort()
        self._base = HouseholdFilter()
        self._wanted: int | None = None
        self.places = PlaceTree()
        self.chips = FilterChips(CHIPS)
        self.list = TablePane(
            "households",
            COLUMNS,
            desk.office.households.rows,
            desk.lanes,
            measure="户",
        )
        self.pane = HouseholdPane(desk)
        self.new_button = button("新增农户", variant="primary", icon_name="add", tip="Ctrl+N")
        self.import_button = button("导入花名册", icon_name="import", tip="Ctrl+I")
        self.export_button = button("导出", icon_name="export", tip="导出当前列表（Ctrl+E）")
        self.narrowed = QLabel()
        self.clear_button = button("显示全部", variant="quiet", icon_name="close")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for the list, the places, the counts and the household shown."""
        self._ask_list()
        office, base = self.desk.office, self._base
        self.desk.lanes.read(
            (id(self), "surroundings"),
            lambda: _Surroundings(office.areas.tree(), _counts(office, base)),
            self._on_surroundings,
            owner=self,
        )

    def _ask_list(self) -> None:
        """Ask for the list alone: another order or another chip."""
        households, which, sort = self.desk.office.households, self.filter(), self._sort
        self.desk.lanes.read(
            (id(self), "list"), lambda: households.ids(which, sort), self._on_read, owner=self
        )
        self._update_narrowed()

    def filter(self) -> HouseholdFilter:
        """Return which households the list shows."""
        return filtered(self._base, self.chips.current())

    def show_destination(self, destination: Destination) -> None:
        """Show a list, and a household in it."""
        if isinstance(destination.filter, HouseholdFilter):
            self._base, chip = chip_of(destination.filter)
            self.chips.choose(chip)
            self.places.choose(self._base.village_id, self._base.group_id)
        if destination.record is not None:
            self._wanted = destination.record
            if destination.filter is None and self.list.model.place_of(destination.record) < 0:
                self._show_everything()
        self.refresh()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {
            "new": self.begin_new,
            "edit": self.pane.edit,
            "save": self.pane.editor.save,
            "delete": self.pane.close_household,
            "print": self.pane.print_form,
            "import": lambda: self.desk.start_import(HOUSEHOLDS),
            "export": self.export,
            "history": lambda: self.pane.show_part("history"),
        }

    def begin_new(self) -> None:
        """Begin a new household in the place chosen."""
        self.list.view.clearSelection()
        self.pane.show_blank(self._base.village_id, self._base.group_id)

    def export(self) -> None:
        """Open the export dialog for the list as it is filtered."""
        self.desk.export(HOUSEHOLDS, self.filter())

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self.pane.editor.keep_draft()

    def _on_read(self, ids: "array[int]") -> None:
        self.list.set_empty(self._empty_text())
        self.list.show_ids(ids)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.list.show_record(wanted)
        elif self.list.current_id() is None and len(ids) and not self.pane.editor.is_new:
            self.list.show_record(ids[0])
        self._show_current()

    def _on_surroundings(self, found: _Surroundings) -> None:
        self.places.show_areas(found.areas)
        self.pane.editor.set_places(PlaceChoices(found.areas))
        self.chips.set_counts(found.counts)

    def _empty_text(self) -> EmptyText:
        if not self._is_narrowed():
            return NOTHING_KEPT
        good = _GOOD.get(self.chips.current())
        return EmptyText("ok", good) if good else EmptyText("search", "这里没有农户", "显示全部")

    def _show_current(self) -> None:
        current = self.list.current_id()
        if current is None:
            if not self.pane.editor.is_new:
                self.pane.show_nothing()
            return
        households = self.desk.office.households

        def gone(error: BaseException) -> None:
            if not isinstance(error, RefusedError):
                raise error
            self.pane.show_nothing()

        self.desk.lanes.read(
            (id(self), "detail"),
            lambda: (households.detail(current), households.rows((current,))[current]),
            self._on_detail_read,
            gone,
            owner=self,
        )

    def _on_detail_read(self, answer: tuple[HouseholdDetail, HouseholdRow]) -> None:
        self.pane.show_household(*answer)

    def _on_current_changed(self, current: int | None) -> None:
        if current is not None:
            self._show_current()

    def _on_place_chosen(self, village: int | None, group: int | None) -> None:
        self._base = replace(self._base, village_id=village, group_id=group)
        self.refresh()

    def _on_sorted(self, key: str, descending: bool) -> None:
        self._sort = Sort(key, descending)
        self._ask_list()

    def _on_empty_action(self) -> None:
        if self.list.empty_state.isVisible() and not self._is_narrowed():
            self.desk.start_import(HOUSEHOLDS)
        else:
            self._show_everything()
            self.refresh()

    def _is_narrowed(self) -> bool:
        return self.filter() != HouseholdFilter()

    def _show_everything(self) -> None:
        self._base = HouseholdFilter()
        self.chips.choose(EVERYTHING)
        self.places.choose(None, None)

    def _update_narrowed(self) -> None:
        """Say when the list shows a selection that neither tree nor chips tell."""
        which = self._base
        words = []
        if which.ids is not None:
            words.append(f"选出的 {len(which.ids)} 户")
        if which.cadre_id is not None:
            words.append("一名干部联系的农户")
        if which.include_closed:
            words.append("含已注销")
        self.narrowed.setText("只看：" + "，".join(words) if words else "")
        self.narrowed.setVisible(bool(words))
        self.clear_button.setVisible(bool(words))

    def _on_cleared(self) -> None:
        self._show_everything()
        self.refresh()

    def _on_closed(self) -> None:
        self.pane.show_nothing()
        self.list.view.setFocus()
        self._show_current()

    def _on_saved(self, household: int) -> None:
        self._wanted = household

    def _connect(self) -> None:
        self.places.chosen.connect(self._on_place_chosen)
        self.chips.chosen.connect(lambda _key: self._ask_list())
        self.list.sort_requested.connect(self._on_sorted)
        self.list.current_changed.connect(self._on_current_changed)
        self.list.open_requested.connect(lambda _id: self.pane.edit())
        self.list.empty_action_requested.connect(self._on_empty_action)
        self.list.copied.connect(lambda count: self.desk.notice(f"已复制 {count} 行"))
        self.pane.closed.connect(self._on_closed)
        self.pane.editor.saved.connect(self._on_saved)
        self.new_button.clicked.connect(self.begin_new)
        self.import_button.clicked.connect(lambda: self.desk.start_import(HOUSEHOLDS))
        self.export_button.clicked.connect(self.export)
        self.clear_button.clicked.connect(self._on_cleared)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.narrowed.setProperty("role", "caption")
        # Hidden from the start, or the window makes room for them.
        self.narrowed.hide()
        self.clear_button.hide()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap)
        column.addLayout(
            line_of(
                self.narrowed,
                self.clear_button,
                STRETCH,
                self.export_button,
                self.import_button,
                self.new_button,
            )
        )
        column.addLayout(line_of(self.chips, column_button(self.list)))
        column.addWidget(self.list, 1)
        right = QWidget()
        right.setProperty("role", "pane")
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.pane)
        theme.keep_width(right, least=380)
        self.splitter = side_by_side(
            self.desk.settings, HOUSEHOLDS, (self.places, 172, 0), (middle, 590, 3), (right, 478, 3)
        )
        outer = QVBoxLayout(self)
        pad(outer, across=16, down=12)
        outer.addWidget(self.splitter, 1)
        self.setFocusProxy(self.list)


def _counts(office: "Office", base: HouseholdFilter) -> dict[str, int]:
    """Count what every chip finds in the place chosen; runs on the read lane."""
    return {chip.key: office.households.count(filtered(base, chip.key)) for chip in CHIPS}
