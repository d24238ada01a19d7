"""台账: the list of concerns with its filters, and one of them beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QMenu

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.matters.concern import (
    ConcernDetail,
    ConcernDraft,
    ConcernFilter,
    ConcernRow,
)
from liaison_desktop.services.matters.concerns import Concerns
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.layout_parts import Part
from liaison_desktop.ui.matters import concern_prints
from liaison_desktop.ui.matters.concern_columns import (
    ALL,
    AMBER,
    CHIPS,
    COLUMNS,
    FILTERS,
    OPEN,
    OVERDUE,
    OWED,
    RETURNED,
)
from liaison_desktop.ui.matters.concern_pane import CHANGES, ConcernPane
from liaison_desktop.ui.matters.ledger_page import LedgerPage, LedgerWords
from liaison_desktop.ui.page import CONCERNS, DeskContext, Destination

_WORDS: LedgerWords[ConcernRow] = LedgerWords(
    name=CONCERNS,
    columns=COLUMNS,
    chips=CHIPS,
    measure="件",
    new="接待登记",
    import_caption="导入台账",
    nothing_kept=EmptyText(
        "concern", "还没有民情事项。来人反映事情按 Ctrl+N 登记；已有的台账可以导入", "导入台账"
    ),
    good={
        OVERDUE: "没有超期的民情",
        AMBER: "没有快到期的民情",
        OPEN: "没有在办的民情",
        OWED: "没有等着反馈销号的民情",
        RETURNED: "没有退回的民情",
    },
)


class ConcernLedger(LedgerPage[ConcernRow, ConcernFilter, ConcernDetail]):
    """Ctrl+N writes down what somebody says; Enter in the list goes to the record."""

    name: ClassVar[str] = CONCERNS
    words = _WORDS
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.CONCERN, Kind.CONCERN_STEP, Kind.AREA})
    pane: ConcernPane

    def __init__(self, desk: DeskContext) -> None:
        self.owner, self.category = CadreBox(), QComboBox()
        super().__init__(desk, ConcernPane(desk))
        self.owner.edited.connect(self._on_owner_edited)
        self._owner_shown: int | None = None
        self.category.currentIndexChanged.connect(lambda _index: self._on_filtered())
        menu = QMenu(self.print_button)
        menu.addAction("民情台账\tCtrl+P").triggered.connect(lambda _on=False: self.print_ledger())
        visitors = menu.addAction("群众来访接待登记表")
        visitors.triggered.connect(lambda _on=False: self.print_visitors())
        self.print_button.setMenu(menu)

    def ledger(self) -> Concerns:
        """Return the service of concerns."""
        return self.desk.office.concerns

    def filter_of(self, chip: str) -> ConcernFilter:
        """Return which concerns a chip stands for, within the filters above."""
        since, until = self.period.days()
        return replace(
            FILTERS[chip],
            since=since,
            until=until,
            village_id=self.place.village_id(),
            owner_id=self.owner.cadre_id(),
            category=str(self.category.currentData() or ""),
        )

    def show_filter(self, wanted: ConcernFilter) -> None:
        """Choose chip, village, days, owner and class; what they cannot tell is told in words."""
        self.show_everything()
        bare = replace(
            wanted, since=None, until=None, village_id=None, owner_id=None, category=""
        )  # fmt: skip
        chip = next((key for key, which in FILTERS.items() if which == bare), None)
        self.chips.choose(chip or ALL)
        self.place.choose(wanted.village_id)
        self.period.show_days(wanted.since, wanted.until)
        self._choose_owner(wanted.owner_id)
        self._choose_category(wanted.category)
        if chip is None:
            self.narrow_to(wanted, "从别处选定的民情")

    def show_everything(self) -> None:
        """Clear every filter."""
        super().show_everything()
        self._choose_owner(None)
        self._choose_category("")

    def refresh(self) -> None:
        """Ask for the list and who may own a concern."""
        super().refresh()
        office = self.desk.office

        def read() -> Iterable[CadreRow]:
            return office.cadres.rows(office.cadres.ids(CadreFilter())).values()

        self.desk.lanes.read((id(self), "owners"), read, self.owner.set_cadres, owner=self)

    def receive(self, household: int | None = None, seed: ConcernDraft | None = None) -> None:
        """Begin to write down what somebody says; see ``ConcernPane.receive``."""
        self.list.view.clearSelection()
        self.pane.receive(household=household, seed=seed)

    def show_destination(self, destination: Destination) -> None:
        """Show a list, and a record in it; what is being typed becomes a draft."""
        if destination.record is not None and self.pane.is_new:
            self.pane.show_nothing()
        super().show_destination(destination)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {**super().commands(), "history": lambda: self.pane.show_part(CHANGES)}

    def print_ledger(self) -> None:
        """Print the list as its paper."""
        self.desk.print(
            "paper", concern_prints.ledger(self.desk.office, self.filter(), self._period())
        )

    def print_visitors(self) -> None:
        """Print the list as 群众来访接待登记表."""
        self.desk.print(
            "paper", concern_prints.reception(self.desk.office, self.filter(), self._period())
        )

    def filters(self) -> tuple[Part, ...]:
        """Return the boxes for owner and class."""
        self.category.addItem("全部类别", "")
        for code, words in code_list("concern_category").items:
            self.category.addItem(words, code)
        self.category.setAccessibleName("类别")
        self.owner.setAccessibleName("责任人")
        theme.keep_width(self.owner, fixed=130)
        line = self.owner.lineEdit()
        if line is not None:
            line.setPlaceholderText("全部责任人")
        return (self.owner, self.category)

    def _is_narrowed(self) -> bool:
        owned = self.owner.cadre_id() is not None or bool(self.category.currentData())
        return owned or super()._is_narrowed()

    def _on_current_changed(self, current: int | None) -> None:
        """Leave what is being written down as a draft when another concern is chosen."""
        if current is not None and self.pane.is_new and self.list.view.hasFocus():
            household, seed = self.pane.begun
            if self.pane.editor.dirty:
                self.desk.notice(
                    "没登记完的已替您存着", "接着填", lambda: self.receive(household, seed)
                )
            self.pane.show_nothing()
        super()._on_current_changed(current)

    def _on_owner_edited(self) -> None:
        if self.owner.cadre_id() != self._owner_shown:
            self._owner_shown = self.owner.cadre_id()
            self._on_filtered()

    def _choose_owner(self, cadre_id: int | None) -> None:
        blocked = self.owner.blockSignals(True)
        self.owner.set_cadre(cadre_id)
        self.owner.blockSignals(blocked)
        self._owner_shown = cadre_id

    def _choose_category(self, code: str) -> None:
        blocked = self.category.blockSignals(True)
        self.category.setCurrentIndex(max(self.category.findData(code), 0))
        self.category.blockSignals(blocked)

    def _period(self) -> str:
        since, until = self.period.days()
        if since is None and until is None:
            return ""
        begins = day_words(since, "")
        if until is None:
            return f"{begins}以来"
        return begins if since == until else f"{begins}至{day_words(until)}"
