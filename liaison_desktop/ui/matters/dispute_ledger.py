"""矛盾纠纷 · 台账: the list with its filters, one dispute beside it."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.dispute import DisputeFilter, DisputeRow
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.layout_parts import Part
from liaison_desktop.ui.matters.dispute_columns import (
    AMBER,
    EVERYTHING,
    FILED,
    FOLLOW_UP,
    OPEN,
    OVERDUE,
    UNLINKED,
    WORDS,
)
from liaison_desktop.ui.matters.dispute_pane import DisputePane, DisputeView
from liaison_desktop.ui.matters.ledger_page import LedgerPage
from liaison_desktop.ui.page import DISPUTES, DeskContext
from liaison_desktop.ui.paper_dialog import Paper

_CHIPS: Mapping[str, DisputeFilter] = {
    EVERYTHING: DisputeFilter(),
    OPEN: DisputeFilter(open=True),
    OVERDUE: DisputeFilter(overdue=True),
    AMBER: DisputeFilter(amber=True),
    FOLLOW_UP: DisputeFilter(owed_follow_up=True),
    FILED: DisputeFilter(states=(DisputeState.FILED,)),
    UNLINKED: DisputeFilter(unlinked=True),
}


class DisputeSource:
    """The disputes of an office, each with what may be done about it."""

    def __init__(self, office: Office) -> None:
        self._disputes = office.disputes

    def ids(self, which: DisputeFilter, sort: Sort) -> "array[int]":
        """Return the disputes of a filter, in order."""
        return self._disputes.ids(which, sort)

    def rows(self, ids: Sequence[int]) -> Mapping[int, DisputeRow]:
        """Return lines of the list."""
        return self._disputes.rows(ids)

    def count(self, which: DisputeFilter) -> int:
        """Return how many disputes a filter has."""
        return self._disputes.count(which)

    def detail(self, record_id: int) -> DisputeView:
        """Return a dispute with its steps.

        Raises:
            RefusedError: When it is gone.
        """
        detail = self._disputes.detail(record_id)
        asked = any(one.values.get("effective_on") for one in detail.agreements)
        why = self._disputes.confirmation_problem(detail) if asked else ""
        return DisputeView(detail, self._disputes.allowed(record_id), why)


class DisputeLedger(LedgerPage[DisputeRow, DisputeFilter, DisputeView]):
    """Further filters: category by class, risk, owner."""

    name: ClassVar[str] = DISPUTES
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {
            Kind.DISPUTE, Kind.PARTY, Kind.INQUIRY, Kind.MEDIATION, Kind.AGREEMENT,
            Kind.FOLLOW_UP, Kind.DISPUTE_STEP, Kind.DISPUTE_PAUSE, Kind.MEDIATION_COMMITTEE,
            Kind.RESIDENT, Kind.HOUSEHOLD, Kind.CADRE, Kind.AREA,
        }
    )  # fmt: skip
    words = WORDS

    dossier_wanted = Signal(int)
    """The papers of a dispute are to be shown: its key."""

    def __init__(self, desk: DeskContext) -> None:
        self._detail_pane = DisputePane(desk)
        super().__init__(desk, self._detail_pane)
        self._detail_pane.dossier_wanted.connect(self.dossier_wanted)
        self._detail_pane.earlier_wanted.connect(self.show_other)
        self._detail_pane.stale.connect(self._show_current)

    @property
    def dispute_pane(self) -> DisputePane:
        """The pane beside the list."""
        return self._detail_pane

    def ledger(self) -> DisputeSource:
        """Return the disputes of the office."""
        return DisputeSource(self.desk.office)

    def filters(self) -> tuple[Part, ...]:
        """Return the filters by category, risk and owner."""
        self.category = _box("全部类别", "类别", _classes())
        self.risk = _box("全部风险", "风险等级", code_list("dispute_risk").items)
        self.owner = CadreBox()
        self.owner.setAccessibleName("责任人")
        self.place.group.hide()  # disputes are told by village
        for box, width in ((self.category, 140), (self.risk, 104), (self.owner, 130)):
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            theme.keep_width(box, fixed=width)
        line = self.owner.lineEdit()
        if line is not None:
            line.setPlaceholderText("责任人")
        self._owner_id: int | None = None
        self.category.currentIndexChanged.connect(self._on_filtered)
        self.risk.currentIndexChanged.connect(self._on_filtered)
        self.owner.edited.connect(self._on_owner)
        return self.category, self.risk, self.owner

    def filter_of(self, chip: str) -> DisputeFilter:
        """Return which disputes a chip stands for, in everything else chosen."""
        since, until = self.period.days()
        return replace(
            _CHIPS[chip],
            since=since,
            until=until,
            village_id=self.place.village_id(),
            category=str(self.category.currentData()),
            risk=str(self.risk.currentData()),
            owner_id=self.owner.cadre_id(),
        )

    def show_filter(self, wanted: DisputeFilter) -> None:
        """Choose what a filter stands for; one the boxes cannot tell is shown by name."""
        self.chips.choose(_chip_of(wanted))
        self.place.choose(wanted.village_id)
        self.period.show_days(wanted.since, wanted.until)
        _choose(self.category, wanted.category)
        _choose(self.risk, wanted.risk)
        self.owner.set_cadre(wanted.owner_id)
        if self.filter_of(self.chips.current()) != wanted:
            self.narrow_to(wanted, "选出的这些纠纷")

    def show_everything(self) -> None:
        """Clear every filter."""
        super().show_everything()
        _choose(self.category, "")
        _choose(self.risk, "")
        self.owner.set_cadre(None)

    def show_other(self, record: int) -> None:
        """Show another dispute; what is being typed is kept as a draft."""
        new = self.pane.is_new
        self._detail_pane.editor.leave_new()
        self._only, self._wanted = None, record
        self.show_everything()
        self.refresh()
        if new:
            self.desk.notice("正在登记的已存为草稿", "接着填", self.begin_new)

    def refresh(self) -> None:
        """Ask for everything shown, and for what the form offers."""
        super().refresh()
        self._detail_pane.editor.ask_surroundings()
        office = self.desk.office

        def read() -> Mapping[int, CadreRow]:
            return office.cadres.rows(office.cadres.ids(CadreFilter()))

        self.desk.lanes.read(
            (id(self), "cadres"), read, lambda rows: self.owner.set_cadres(rows.values()),
            owner=self,
        )  # fmt: skip

    def print_ledger(self) -> None:
        """Print the list as its paper."""
        papers, which, period = self.desk.office.dispute_papers, self.filter(), self._period_words()

        def draw(progress: Progress, _purpose: str) -> bytes:
            return papers.ledger_pdf(which, period=period, progress=progress)

        self.desk.print("paper", Paper("矛盾纠纷排查调处台账", draw, job="disputes"))

    def _period_words(self) -> str:
        since, until = self.period.days()
        if since is None and until is None:
            return ""
        begins = day_words(since, "")
        return f"{begins}至{day_words(until)}" if until is not None else f"{begins}以来"

    def _is_narrowed(self) -> bool:
        chosen = (self.category.currentData(), self.risk.currentData(), self.owner.cadre_id())
        return super()._is_narrowed() or any(chosen)

    def _on_owner(self) -> None:
        chosen = self.owner.cadre_id()
        if chosen != self._owner_id:
            self._owner_id = chosen
            self._on_filtered()


def _classes() -> list[tuple[str, str]]:
    """Return the classes of the categories: their first two digits and names."""
    categories = code_list("dispute_category")
    found = {code[:2]: categories.group_of(code) for code, _ in categories.items}
    return [(code, name or categories.label_of(f"{code}99")) for code, name in found.items()]


def _box(everything: str, name: str, items: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItem(everything, "")
    for code, words in items:
        box.addItem(words, code)
    return box


def _choose(box: QComboBox, code: str) -> None:
    blocked = box.blockSignals(True)
    box.setCurrentIndex(max(box.findData(code), 0))
    box.blockSignals(blocked)


def _chip_of(wanted: DisputeFilter) -> str:
    flags = (
        (OVERDUE, wanted.overdue),
        (AMBER, wanted.amber),
        (FOLLOW_UP, wanted.owed_follow_up),
        (UNLINKED, wanted.unlinked),
        (FILED, wanted.states == (DisputeState.FILED,)),
        (OPEN, wanted.open),
    )
    return next((key for key, on in flags if on), EVERYTHING)
