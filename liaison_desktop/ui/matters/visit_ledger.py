"""走访: the list of visits with its filters, and one of them beside it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.visit import VisitDetail, VisitFilter, VisitRow
from liaison_desktop.services.matters.visits import Visits
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.matters import visit_prints
from liaison_desktop.ui.matters.ledger_page import LedgerPage, LedgerWords
from liaison_desktop.ui.matters.period_box import days_of
from liaison_desktop.ui.matters.visit_columns import (
    ALL,
    CHIPS,
    COLUMNS,
    COUNTED,
    MONTH,
    SAID,
    WAITING,
)
from liaison_desktop.ui.matters.visit_pane import VisitPane
from liaison_desktop.ui.page import VISITS, DeskContext, Destination

_WORDS = LedgerWords[VisitRow](
    name=VISITS,
    columns=COLUMNS,
    chips=CHIPS,
    measure="次",
    new="登记走访",
    import_caption="导入走访",
    nothing_kept=EmptyText(
        "visit",
        "还没有走访记录。按 Ctrl+N 登记一次，一叠手写记录按 Alt+2 连续录入；已有的表格可以导入",
        "导入走访",
    ),
    good={WAITING: "没有待核对的名字", MONTH: "本月还没有走访记录"},
)


class VisitLedger(LedgerPage[VisitRow, VisitFilter, VisitDetail]):
    """Ctrl+N begins a visit; Enter in the list goes to the record."""

    name: ClassVar[str] = VISITS
    words = _WORDS
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.VISIT, Kind.VISIT_HOUSEHOLD, Kind.VISIT_CADRE, Kind.CONCERN, Kind.CADRE, Kind.AREA}
    )
    pane: VisitPane

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, VisitPane(desk))
        self.place.group.hide()  # a visit knows its village only

    def ledger(self) -> Visits:
        """Return the service of visits."""
        return self.desk.office.visits

    def filter_of(self, chip: str) -> VisitFilter:
        """Return which visits a chip stands for, in the village and days chosen."""
        since, until = self.period.days()
        base = VisitFilter(since=since, until=until, village_id=self.place.village_id())
        if chip == MONTH:
            first, last = days_of("month", self.desk.office.context.today())
            return replace(base, since=first, until=last)
        if chip == COUNTED:
            return replace(base, counted=True)
        if chip == WAITING:
            return replace(base, unresolved=True)
        return replace(base, with_problem=True) if chip == SAID else base

    def show_filter(self, wanted: VisitFilter) -> None:
        """Choose chip, village and days; what they cannot tell is told in words."""
        self.show_everything()
        bare = replace(wanted, since=None, until=None, village_id=None)
        chips = {
            VisitFilter(): ALL,
            VisitFilter(counted=True): COUNTED,
            VisitFilter(unresolved=True): WAITING,
            VisitFilter(with_problem=True): SAID,
        }
        self.chips.choose(chips.get(bare, ALL))
        self.place.choose(wanted.village_id)
        self.period.show_days(wanted.since, wanted.until)
        if bare not in chips:
            self.narrow_to(wanted, "从别处选定的走访")

    def refresh(self) -> None:
        """Ask for the list and who may have gone."""
        super().refresh()
        self.pane.editor.ask_cadres()

    def show_destination(self, destination: Destination) -> None:
        """Show a list, and a record in it; what is being typed becomes a draft."""
        if destination.record is not None and self.pane.is_new:
            self.pane.show_nothing()
        super().show_destination(destination)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {**super().commands(), "delete": self.pane.delete}

    def print_ledger(self) -> None:
        """Print the list as 走访登记表."""
        self.desk.print("paper", visit_prints.ledger(self.desk.office, self.filter()))
