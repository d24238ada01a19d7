"""走访日记: visits, typing many in a row, village stays, diaries, visit sheets."""

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.diary import DiaryFilter
from liaison_desktop.ui.matters.diary_view import DiaryView
from liaison_desktop.ui.matters.stay_view import StayView
from liaison_desktop.ui.matters.visit_entry import VisitEntry
from liaison_desktop.ui.matters.visit_ledger import VisitLedger
from liaison_desktop.ui.matters.visit_sheet_view import VisitSheetView
from liaison_desktop.ui.page import VISITS, Destination, Page
from liaison_desktop.ui.views_page import ViewsPage

LEDGER, ENTRY, STAYS, DIARIES, SHEETS = "visits", "entry", "stays", "diaries", "sheets"
DIARY_OF_VISIT = "diary"
"""View of a destination that begins a diary of a visit."""
_VIEWS = (
    (LEDGER, "走访", "Alt+1"),
    (ENTRY, "连续录入", "Alt+2"),
    (STAYS, "住村", "Alt+3"),
    (DIARIES, "民情日记", "Alt+4"),
    (SHEETS, "走访单", "Alt+5"),
)


class VisitPage(ViewsPage):
    """Visits and what is written of them in five views."""

    name: ClassVar[str] = VISITS
    views = _VIEWS

    @cached_property
    def ledger(self) -> VisitLedger:
        """The view 走访."""
        return self.added(VisitLedger(self.desk))

    @cached_property
    def entry(self) -> VisitEntry:
        """The view 连续录入."""
        return self.added(VisitEntry(self.desk))

    @cached_property
    def stays(self) -> StayView:
        """The view 住村."""
        return self.added(StayView(self.desk))

    @cached_property
    def diaries(self) -> DiaryView:
        """The view 民情日记."""
        return self.added(DiaryView(self.desk))

    @cached_property
    def sheets(self) -> VisitSheetView:
        """The view 走访单."""
        view = self.added(VisitSheetView(self.desk))
        view.entry_wanted.connect(self._enter_sheet)
        return view

    def show_destination(self, destination: Destination) -> None:
        """Show a view, a list or a record; a visit sheet opens the rows to type it in."""
        kind, record, view = destination.kind, destination.record, destination.view
        if kind is Kind.VISIT_SHEET and record is not None:
            self._enter_sheet(record)
        elif kind is Kind.VISIT and record is not None and view == DIARY_OF_VISIT:
            self.show_view(DIARIES)
            self.diaries.write_of_visit(record)
        elif kind is Kind.DIARY or isinstance(destination.filter, DiaryFilter):
            self.show_view(DIARIES)
            self.diaries.show_destination(destination)
        elif kind is Kind.VILLAGE_STAY and record is not None:
            self.show_view(STAYS)
            self.stays.show_stay(record)
        elif view in {key for key, _, _ in _VIEWS} and view != LEDGER:
            self.show_view(view)
        else:
            self.show_view(LEDGER)
            self.ledger.show_destination(destination)

    def _enter_sheet(self, sheet_id: int) -> None:
        self.show_view(ENTRY)
        self.entry.show_sheet(sheet_id)

    def view_of(self, key: str) -> Page:
        """Return a view, built when it is first asked for."""
        views: dict[str, Callable[[], Page]] = {
            ENTRY: lambda: self.entry,
            STAYS: lambda: self.stays,
            DIARIES: lambda: self.diaries,
            SHEETS: lambda: self.sheets,
        }
        return views.get(key, lambda: self.ledger)()
