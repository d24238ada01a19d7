"""What the pages of the ledgers share: filters above, the list, one record beside it."""

from abc import abstractmethod
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip, FilterChips
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.layout_parts import STRETCH, Part, flow_of, label, line_of, pad
from liaison_desktop.ui.list_tools import column_button
from liaison_desktop.ui.matters.form_room import FormRoom
from liaison_desktop.ui.matters.period_box import PeriodBox
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext, Destination, Page
from liaison_desktop.ui.place_filter import PlaceFilter
from liaison_desktop.ui.save_foot import SaveFoot
from liaison_desktop.ui.side_by_side import record_side, side_by_side
from liaison_desktop.ui.table import TablePane

Row = TypeVar("Row")
Filter = TypeVar("Filter")
Detail = TypeVar("Detail")
Row_co = TypeVar("Row_co", covariant=True)
Filter_contra = TypeVar("Filter_contra", contravariant=True)
Detail_co = TypeVar("Detail_co", covariant=True)


class Ledger(Protocol[Row_co, Filter_contra, Detail_co]):
    """The service of a ledger, as its page asks it."""

    def ids(self, which: Filter_contra, sort: Sort) -> "array[int]":
        """Return the records of a filter, in order."""

    def rows(self, ids: Sequence[int]) -> Mapping[int, Row_co]:
        """Return lines of the list."""

    def count(self, which: Filter_contra) -> int:
        """Return how many records a filter has."""

    def detail(self, record_id: int) -> Detail_co:
        """Return everything about one record."""


class MatterPane(QWidget, Generic[Detail]):
    """The right side of a ledger: one record, shown, typed and taken further."""

    saved = Signal(int)
    """A record was stored: its key."""
    given_up = Signal()
    """A new record was not wanted after all."""

    @abstractmethod
    def show_detail(self, detail: Detail) -> None:
        """Show a stored record; what is being typed about it stays."""

    @abstractmethod
    def show_blank(self) -> None:
        """Begin a new record and give its first field the keys."""

    @abstractmethod
    def show_nothing(self) -> None:
        """Say that a record can be chosen."""

    @abstractmethod
    def form_side(self) -> QWidget:
        """Return what is typed in: the form with its foot."""

    @abstractmethod
    def foot(self) -> SaveFoot:
        """Return the foot of the form."""

    def set_alone(self, alone: bool) -> None:
        """Leave all height to the form while it has the page for itself, or no longer."""

    @property
    def is_new(self) -> bool:
        """Whether a new record is being typed."""
        return False

    def edit(self) -> None:
        """Give the first field the keys (F2)."""

    def save(self) -> None:
        """Store what was typed (Ctrl+S)."""

    def keep_draft(self) -> None:
        """Keep what was typed but not saved."""


@dataclass(frozen=True)  # with slots, LedgerWords[Row](…) fails on Python 3.11
class LedgerWords(Generic[Row]):
    """What a ledger's page is made of.

    Attributes:
        name: Name of the page; also of its export and of what is kept about it.
        columns: Columns of the list.
        chips: Saved filters; the first shows everything.
        measure: Measure word of its records.
        new: Caption of the button that begins a record.
        import_caption: Caption of the button that imports, "" for none.
        nothing_kept: What an empty ledger says.
        good: Key of a chip to what its empty list says.
    """

    name: str
    columns: tuple[Column[Row], ...]
    chips: tuple[Chip, ...]
    measure: str
    new: str
    import_caption: str
    nothing_kept: EmptyText
    good: Mapping[str, str]


class LedgerPage(Page, Generic[Row, Filter, Detail]):
    """Enter in the list goes to the record, Ctrl+N begins a new one.

    A page says in ``filter_of`` which records a chip, a village and some days stand for,
    in ``ledger`` which service to ask, and brings its pane.
    """

    esc_to_list: ClassVar[bool] = True
    words: LedgerWords[Row]

    def __init__(self, desk: DeskContext, pane: MatterPane[Detail]) -> None:
        super().__init__(desk)
        self._sort, self._wanted = Sort(), 0
        self._only: Filter | None = None
        self.pane = pane
        self.chips = FilterChips(self.words.chips)
        self.place = PlaceFilter()
        self.period = PeriodBox(desk.office.context.today)
        self.list = TablePane(
            self.words.name, self.words.columns, self._rows, desk.lanes, measure=self.words.measure
        )
        self.narrowed = label("", "caption")
        self.clear_button = button("显示全部", variant="quiet", icon_name="close")
        self.new_button = button(self.words.new, variant="primary", icon_name="add", tip="Ctrl+N")
        self.import_button = button(self.words.import_caption, icon_name="import", tip="Ctrl+I")
        self.export_button = button("导出", icon_name="export", tip="导出当前列表（Ctrl+E）")
        self.print_button = button(
            "打印台账", icon_name="print", tip="按纸质台账的样子打印（Ctrl+P）"
        )
        self._lay_out()
        self._connect()

    @abstractmethod
    def ledger(self) -> Ledger[Row, Filter, Detail]:
        """Return the service of the page; asked on a lane."""

    @abstractmethod
    def filter_of(self, chip: str) -> Filter:
        """Return which records a chip stands for, in the village and days chosen."""

    @abstractmethod
    def show_filter(self, wanted: Filter) -> None:
        """Choose the chip, village and days a filter stands for."""

    @abstractmethod
    def print_ledger(self) -> None:
        """Print the list as its paper."""

    def tools(self) -> tuple[Part, ...]:
        """Return further buttons of the page, left of the usual ones."""
        return ()

    def filters(self) -> tuple[Part, ...]:
        """Return further filters of the page, right of village and days."""
        return ()

    def filter(self) -> Filter:
        """Return which records the list shows."""
        return self._only if self._only is not None else self.filter_of(self.chips.current())

    def refresh(self) -> None:
        """Ask for the list, the counts, the places and the record shown."""
        self._ask_list()
        office = self.desk.office
        wanted = {chip.key: self.filter_of(chip.key) for chip in self.words.chips}

        def read() -> tuple[Any, dict[str, int]]:
            ledger = self.ledger()
            return office.areas.tree(), {key: ledger.count(one) for key, one in wanted.items()}

        self.desk.lanes.read((id(self), "surroundings"), read, self._on_surroundings, owner=self)

    def narrow_to(self, which: Filter, words: str) -> None:
        """Take a selection that the filters cannot tell, and say which; ``refresh`` shows it."""
        self._only = which
        self.narrowed.setText(f"只看：{words}")

    def show_destination(self, destination: Destination) -> None:
        """Show a list, and a record in it."""
        self._only = None
        if destination.filter is not None:
            self.show_filter(cast("Filter", destination.filter))
        if destination.record is not None:
            self._wanted = destination.record
            if destination.filter is None and self.list.model.place_of(destination.record) < 0:
                self.show_everything()
        self.refresh()

    def show_everything(self) -> None:
        """Clear every filter."""
        self._only = None
        self.chips.choose(self.words.chips[0].key)
        self.place.choose(None)
        self.period.show_days(None, None)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {
            "new": self.begin_new,
            "edit": self.pane.edit,
            "save": self.pane.save,
            "print": self.print_ledger,
            "import": self._import,
            "export": self.export,
        }

    def begin_new(self) -> None:
        """Begin a new record."""
        # No record stays current, or a refresh would bring it back over the new one.
        self.list.view.setCurrentIndex(QModelIndex())
        self.list.view.clearSelection()
        self.pane.show_blank()

    def export(self) -> None:
        """Open the export dialog for the list as it is filtered."""
        self.desk.export(self.words.name, self.filter())

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self.pane.keep_draft()

    def _rows(self, ids: Sequence[int]) -> Mapping[int, Row]:
        return self.ledger().rows(ids)

    def _ask_list(self) -> None:
        which, sort = self.filter(), self._sort
        self.desk.lanes.read(
            (id(self), "list"), lambda: self.ledger().ids(which, sort), self._on_read, owner=self
        )
        narrowed = self._only is not None
        self.narrowed.setVisible(narrowed)
        self.clear_button.setVisible(narrowed)

    def _on_read(self, ids: "array[int]") -> None:
        self.list.set_empty(self._empty_text())
        self.list.show_ids(ids)
        wanted, self._wanted = self._wanted, 0
        if wanted:
            self.list.show_record(wanted)
        elif self.list.current_id() is None and len(ids) and not self.pane.is_new:
            self.list.show_record(ids[0])
        self._show_current()

    def _on_surroundings(self, found: tuple[Any, dict[str, int]]) -> None:
        areas, counts = found
        self.place.set_areas(areas)
        self.chips.set_counts(counts)

    def _empty_text(self) -> EmptyText:
        chip = self.chips.current()
        if chip in self.words.good:
            return EmptyText("ok", self.words.good[chip])
        if self._only is None and chip == self.words.chips[0].key and not self._is_narrowed():
            return self.words.nothing_kept
        return EmptyText("search", "这里没有记录", "显示全部")

    def _is_narrowed(self) -> bool:
        return self.place.village_id() is not None or self.period.days() != (None, None)

    def _show_current(self) -> None:
        current = self.list.current_id()
        if current is None:
            if not self.pane.is_new:
                self.pane.show_nothing()
            return

        def answered(detail: Detail) -> None:
            if self.list.current_id() == current:  # else a new record was begun meanwhile
                self.pane.show_detail(detail)

        def gone(error: BaseException) -> None:
            if not isinstance(error, RefusedError):
                raise error
            if self.list.current_id() == current:
                self.pane.show_nothing()

        self.desk.lanes.read(
            (id(self), "detail"),
            lambda: self.ledger().detail(current),
            answered,
            gone,
            owner=self,
        )

    def _import(self) -> None:
        if self.words.import_caption:
            self.desk.start_import(self.words.name, "")

    def _on_current_changed(self, current: int | None) -> None:
        if current is not None:
            self._show_current()

    def _on_sorted(self, key: str, descending: bool) -> None:
        self._sort = Sort(key, descending)
        self._ask_list()

    def _on_filtered(self) -> None:
        self._only = None
        self.refresh()

    def _on_empty_action(self) -> None:
        if self._empty_text() == self.words.nothing_kept:
            self._import()
        else:
            self.show_everything()
            self.refresh()

    def _on_saved(self, record: int) -> None:
        if self.list.model.place_of(record) < 0:  # a new one the filters may hide
            self.show_everything()
        self._wanted = record

    def _on_given_up(self) -> None:
        self.list.view.setFocus()
        self._show_current()

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _key: self._on_filtered())
        self.place.changed.connect(self._on_filtered)
        self.period.changed.connect(self._on_filtered)
        self.clear_button.clicked.connect(self._on_cleared)
        self.list.sort_requested.connect(self._on_sorted)
        self.list.current_changed.connect(self._on_current_changed)
        self.list.open_requested.connect(lambda _id: self.pane.edit())
        self.list.empty_action_requested.connect(self._on_empty_action)
        self.list.copied.connect(lambda count: self.desk.notice(f"已复制 {count} 行"))
        self.pane.saved.connect(self._on_saved)
        self.pane.given_up.connect(self._on_given_up)
        clicks: tuple[tuple[QPushButton, Callable[[], None]], ...] = (
            (self.new_button, self.begin_new),
            (self.import_button, self._import),
            (self.export_button, self.export),
            (self.print_button, self.print_ledger),
        )
        for made, call in clicks:
            made.clicked.connect(call)

    def _on_cleared(self) -> None:
        self.show_everything()
        self.refresh()

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        # Hidden from the start, or the window makes room for them.
        self.narrowed.hide()
        self.clear_button.hide()
        if not self.words.import_caption:
            self.import_button.hide()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap)
        column.addLayout(line_of(self.chips, column_button(self.list)))
        column.addWidget(self.list, 1)
        right = record_side(self.pane, 400)
        self.splitter = side_by_side(
            self.desk.settings, self.words.name, (left, 690, 1), (right, 550, 1)
        )
        outer = QVBoxLayout(self)
        pad(outer, across=16, down=12)
        outer.setSpacing(0)
        tools = QWidget()
        line = flow_of(
            self.place, self.period, *self.filters(),
            line_of(self.narrowed, self.clear_button), STRETCH, *self.tools(),
            self.print_button, self.export_button, self.import_button, self.new_button,
        )  # fmt: skip
        line.setContentsMargins(0, 0, 0, sizes.gap)
        tools.setLayout(line)
        outer.addWidget(tools)
        outer.addWidget(self.splitter, 1)
        foot = self.pane.foot()
        room = FormRoom(self, self.pane.form_side(), self.splitter, tools)
        room.changed.connect(foot.set_alone)
        room.changed.connect(self.pane.set_alone)
        foot.list_button.clicked.connect(self.list.setFocus)
        self.setFocusProxy(self.list)
