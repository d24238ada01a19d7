"""The page 联系卡: saved filters, the list, one card beside it; making, printing, handing out."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.card_issue import CardFilter, IssueReport
from liaison_desktop.domain.register.contact_card import CardDetail
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import VALID_STATES, CardState
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.filter_chips import FilterChips
from liaison_desktop.ui.layout_parts import STRETCH, column_of, flow_of, label, line_of, pad
from liaison_desktop.ui.list_tools import card_rows, column_button, household_rows
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import CARDS, DeskContext, Destination, Page
from liaison_desktop.ui.place_filter import PlaceFilter
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.register.card_columns import (
    CARD_COLUMNS,
    CHIPS,
    CLOSED,
    OUT,
    STALE,
    TO_MAKE,
    TO_MAKE_COLUMNS,
    TO_PRINT,
    VALID,
    WAITING,
)
from liaison_desktop.ui.register.card_detail import CardDetailPane
from liaison_desktop.ui.register.card_empty import MAKE_HINT, empty_text
from liaison_desktop.ui.register.card_hand_out import HandOutView
from liaison_desktop.ui.register.card_issue_dialog import IssueDialog
from liaison_desktop.ui.register.card_query import (
    CardQuery,
    CardSurroundings,
    read_ids,
    read_surroundings,
)
from liaison_desktop.ui.register.card_steps import CardSteps
from liaison_desktop.ui.side_by_side import record_side, side_by_side
from liaison_desktop.ui.table import TablePane

HAND_OUT = "hand_out"


class CardPage(Page):
    """The chip 待制 lists households, the others list cards."""

    name: ClassVar[str] = CARDS
    esc_to_list: ClassVar[bool] = True
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {
            Kind.CONTACT_CARD,
            Kind.CARD_EVENT,
            Kind.HOUSEHOLD,
            Kind.RESIDENT,
            Kind.CADRE,
            Kind.UNIT,
            Kind.PAIRING,
            Kind.AREA,
            Kind.STATION,
        }
    )

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.setProperty("role", "page")
        self._sort = Sort()
        self._only: HouseholdFilter | None = None
        self._wanted: int | None = None
        self._any_household = True
        self.steps = CardSteps(desk, self)
        self.chips = FilterChips(CHIPS)
        self.place = PlaceFilter()
        self.cadre = CadreBox()
        self.list = TablePane("cards", CARD_COLUMNS, card_rows(desk), desk.lanes, measure="张")
        self.to_make = TablePane(
            "to_make",
            TO_MAKE_COLUMNS,
            household_rows(desk),
            desk.lanes,
            measure="户",
        )
        self.detail = CardDetailPane(desk, self.steps)
        self.hand_out = HandOutView(desk, self.steps)
        self.narrowed = label("", "caption")
        self.clear_button = button("显示全部", variant="quiet", icon_name="close")
        self.issue_button = button("批量制卡", variant="primary", icon_name="card", tip="Ctrl+N")
        self.print_button = button(
            "打印", icon_name="print", tip="打印选中的卡；没有选多张就打印整个列表（Ctrl+P）"
        )
        self.hand_out_button = button("发放登记", icon_name="ok", tip="按村组逐张勾选，一次保存")
        self.replace_button = button("换发", icon_name="refresh", tip="按现在的资料重制待换发的卡")
        self.export_button = button("导出", icon_name="export", tip="导出联系卡清单（Ctrl+E）")
        self._lists, self._stack = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self._connect()

    def query(self) -> CardQuery:
        """Return what the filters say."""
        place = HouseholdFilter(village_id=self.place.village_id(), group_id=self.place.group_id())
        return CardQuery(
            self._only or place, self.cadre.cadre_id(), self.chips.current(), self._sort
        )

    def refresh(self) -> None:
        """Ask for the list, the counts and the card shown."""
        office, query = self.desk.office, self.query()
        self.desk.lanes.read(
            (id(self), "list"),
            lambda: read_ids(office, query),
            lambda ids: self._on_read(query, ids),
            owner=self,
        )
        self.desk.lanes.read(
            (id(self), "surroundings"),
            lambda: read_surroundings(office, query),
            self._on_surroundings_read,
            owner=self,
        )
        if self._stack.currentWidget() is self.hand_out:
            self.hand_out.refresh()

    def show_destination(self, destination: Destination) -> None:
        """Show a card, the cards of a household, a list, or the delivery."""
        self.show_list()
        if isinstance(destination.filter, CardFilter):
            self._wanted = destination.record
            self._show_filter(destination.filter)
        elif destination.kind is Kind.CONTACT_CARD and destination.record is not None:
            self._show_one_card(destination.record)
        elif destination.kind is Kind.HOUSEHOLD and destination.record is not None:
            self._show_household(destination.record)
        elif isinstance(destination.filter, HouseholdFilter):
            self._show_to_make(destination.filter)
        elif destination.view == HAND_OUT:
            self.show_hand_out()
        else:
            self.refresh()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"new": self.issue, "print": self.print_cards, "export": self.export}

    def issue(self) -> None:
        """Open 批量制卡 on the households the page shows."""
        chosen = tuple(self.to_make.selected_ids())
        wanted = self.query().to_make()
        if self.chips.current() == TO_MAKE and len(chosen) > 1:
            wanted = HouseholdFilter(ids=chosen)
        dialog = IssueDialog(self.desk, self, self.steps, wanted)
        dialog.issued.connect(self._on_issued)
        dialog.open()

    def print_cards(self) -> None:
        """Open the print dialog for the cards selected, else for the whole list."""
        if self._stack.currentWidget() is self.hand_out:
            self.print_ids(tuple(self.hand_out.list.model.ids))
        elif self.print_button.isEnabled():
            self.print_ids(self._chosen())

    def print_ids(self, ids: Sequence[int]) -> None:
        """Open the print dialog."""
        self.desk.print("cards", tuple(ids))

    def replace_stale(self) -> None:
        """Replace the cards selected, else every card of the list 待换发."""
        ids = self._chosen()
        if ids:
            show_progress(self, "正在换发", self.steps.replace(ids, self._on_issued))

    def show_hand_out(self) -> None:
        """Show the delivery of the place chosen."""
        self._stack.setCurrentWidget(self.hand_out)
        self.hand_out.begin(self.query().households)

    def show_list(self) -> None:
        """Return to the list."""
        self._stack.setCurrentIndex(0)

    def export(self) -> None:
        """Open the export dialog."""
        self.desk.export("cards", self.query().cards(None if self._lists_cards() else VALID))

    def _lists_cards(self) -> bool:
        return self.chips.current() != TO_MAKE

    def _chosen(self) -> tuple[int, ...]:
        """Return the cards selected when there are several, else all of the list."""
        several = self.list.selected_count() > 1
        return tuple(self.list.selected_ids() if several else self.list.model.ids)

    def _show_one_card(self, card_id: int) -> None:
        """Show a card in the list of its state."""
        cards = self.desk.office.cards

        def found(detail: CardDetail) -> None:
            self._clear_filters()
            state = detail.row.state
            self.chips.choose(VALID if state in VALID_STATES else CLOSED)
            self._wanted = card_id
            self.refresh()

        self.desk.lanes.read((id(self), "one"), lambda: cards.detail(card_id), found, owner=self)

    def _show_household(self, household_id: int) -> None:
        """Show the cards of one household, or that it has none."""
        self._clear_filters()
        self._only = HouseholdFilter(ids=(household_id,))
        self.chips.choose(VALID)
        self.refresh()

    def _show_filter(self, wanted: CardFilter) -> None:
        self._clear_filters()
        self._only = wanted.households if wanted.households.ids is not None else None
        self.place.choose(wanted.households.village_id, wanted.households.group_id)
        by_states: dict[tuple[CardState, ...], str] = {
            (CardState.MADE,): WAITING,
            (CardState.HANDED_OUT,): OUT,
        }
        self.chips.choose(STALE if wanted.stale else by_states.get(wanted.states, VALID))
        self.refresh()

    def _show_to_make(self, wanted: HouseholdFilter) -> None:
        self._clear_filters()
        self.place.choose(wanted.village_id, wanted.group_id)
        self.chips.choose(TO_MAKE)
        self.refresh()

    def _clear_filters(self) -> None:
        self._only = None
        self.place.choose(None)
        blocked = self.cadre.blockSignals(True)
        self.cadre.set_cadre(None)
        self.cadre.blockSignals(blocked)

    def _on_read(self, query: CardQuery, ids: "array[int]") -> None:
        lists_cards = query.chip != TO_MAKE
        self._lists.setCurrentIndex(0 if lists_cards else 1)
        self._show_empty_text()
        if lists_cards:
            self._show_cards(ids)
        else:
            self.to_make.show_ids(ids)
        self._update_buttons()
        self._show_current()

    def _show_cards(self, ids: "array[int]") -> None:
        self.list.show_ids(ids)
        if self._wanted is not None:
            self.list.show_record(self._wanted)
            self._wanted = None
        elif self.list.current_id() is None and ids:
            self.list.show_record(ids[0])

    def _on_surroundings_read(self, found: CardSurroundings) -> None:
        self._any_household = found.any_household
        self.place.set_areas(found.areas)
        self.cadre.set_cadres(found.cadres)
        self.chips.set_counts(found.counts)
        self.narrowed.setText("只看一户的卡" if self._only is not None else "")
        self.clear_button.setVisible(self._only is not None)
        self.hand_out_button.setEnabled(found.counts[WAITING] > 0)
        self._show_empty_text()

    def _show_empty_text(self) -> None:
        text = empty_text(self.chips.current(), any_household=self._any_household)
        (self.list if self._lists_cards() else self.to_make).set_empty(text)

    def _update_buttons(self) -> None:
        """Let the buttons say how many cards they would work on."""
        chip, several = self.chips.current(), self.list.selected_count()
        count = several if several > 1 else len(self.list.model.ids)
        printable = self._lists_cards() and chip not in (CLOSED, STALE) and count > 0
        self.print_button.setText(f"打印 {count:,} 张" if printable else "打印")
        self.print_button.setEnabled(printable)
        self.replace_button.setVisible(chip == STALE and count > 0)
        self.replace_button.setText(f"换发 {count:,} 张")

    def _show_current(self) -> None:
        current = self.list.current_id() if self._lists_cards() else None
        if current is None:
            text = None if self._lists_cards() else MAKE_HINT
            self.detail.show_nothing(text)
            return
        cards = self.desk.office.cards
        self.desk.lanes.read(
            (id(self), "detail"),
            lambda: cards.detail(current),
            self.detail.show_card,
            owner=self,
        )

    def _on_issued(self, report: IssueReport) -> None:
        """Show the new cards, ready to be printed."""
        if report.cards:
            self._only = None
            self.chips.choose(TO_PRINT)
            self._wanted = report.cards[0]
            self.refresh()

    def _on_sorted(self, key: str, descending: bool) -> None:
        self._sort = Sort(key, descending)
        self.refresh()

    def _on_chip_chosen(self) -> None:
        self._sort = Sort()
        self.list.show_sort("", descending=False)
        self.to_make.show_sort("", descending=False)
        self.refresh()

    def _on_cleared(self) -> None:
        self._clear_filters()
        self.refresh()

    def _on_empty_action(self) -> None:
        """Do what the empty list says comes next."""
        if self._any_household:
            self.issue()
        else:
            self.desk.start_import("households")

    def _on_household_opened(self, household_id: object) -> None:
        if isinstance(household_id, int):
            self.desk.navigate(Kind.HOUSEHOLD, household_id)

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _key: self._on_chip_chosen())
        self.place.changed.connect(self.refresh)
        self.cadre.edited.connect(self.refresh)
        self.clear_button.clicked.connect(self._on_cleared)
        for pane in (self.list, self.to_make):
            pane.sort_requested.connect(self._on_sorted)
            pane.empty_action_requested.connect(self._on_empty_action)
            pane.copied.connect(lambda count: self.desk.notice(f"已复制 {count} 行"))
        self.list.current_changed.connect(lambda _id: self._show_current())
        self.list.selection_changed.connect(lambda _count: self._update_buttons())
        self.to_make.open_requested.connect(self._on_household_opened)
        self.detail.print_wanted.connect(self.print_ids)
        self.hand_out.closed.connect(self.show_list)
        self.issue_button.clicked.connect(self.issue)
        self.print_button.clicked.connect(self.print_cards)
        self.hand_out_button.clicked.connect(self.show_hand_out)
        self.replace_button.clicked.connect(self.replace_stale)
        self.export_button.clicked.connect(self.export)

    def _lay_out(self) -> None:
        theme.keep_width(self.cadre, least=190)
        self.cadre.setAccessibleName("联系干部")
        line = self.cadre.lineEdit()
        if line is not None:
            line.setPlaceholderText("联系干部")
        self.replace_button.hide()
        self.clear_button.hide()
        self._stack.addWidget(self._listing())
        self._stack.addWidget(self.hand_out)
        page = QVBoxLayout(self)
        pad(page, across=16, down=12)
        page.addWidget(self._stack)
        self.setFocusProxy(self.list)

    def _listing(self) -> QWidget:
        """Return the lists with one card beside them, filters and buttons above."""
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.to_make)
        left, listing = QWidget(), QWidget()
        left.setLayout(column_of(line_of(self.chips, column_button(self.list)), self._lists))
        right = record_side(self.detail, 360)
        outer = QVBoxLayout(listing)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.metrics().gap)
        outer.addLayout(
            flow_of(
                line_of(self.place, self.cadre), line_of(self.narrowed, self.clear_button),
                STRETCH, self.export_button, self.hand_out_button, self.replace_button,
                self.print_button, self.issue_button,
            )
        )  # fmt: skip
        outer.addWidget(
            side_by_side(self.desk.settings, "cards", (left, 840, 1), (right, 470, 0)), 1
        )
        return listing
