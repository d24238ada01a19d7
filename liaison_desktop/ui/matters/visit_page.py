"""走访日记: visits, typing many in a row, village stays, diaries, visit sheets."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.diary import DiaryFilter
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import STRETCH, line_of
from liaison_desktop.ui.matters.diary_view import DiaryView
from liaison_desktop.ui.matters.stay_view import StayView
from liaison_desktop.ui.matters.visit_entry import VisitEntry
from liaison_desktop.ui.matters.visit_ledger import VisitLedger
from liaison_desktop.ui.matters.visit_sheet_view import VisitSheetView
from liaison_desktop.ui.page import VISITS, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments

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
View = TypeVar("View", bound=Page)


class VisitPage(Page):
    """Each view is a page of its own, built when it is first shown, that asks for itself."""

    name: ClassVar[str] = VISITS

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.setProperty("role", "page")
        self.segments = Segments(_VIEWS)
        self._stack = QStackedWidget()
        sizes = theme.metrics()
        line = line_of(self.segments, STRETCH)
        line.setContentsMargins(sizes.margin, sizes.px(8), sizes.margin, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        self.segments.chosen.connect(self.show_view)
        self._stack.setCurrentWidget(self.ledger)
        self.setFocusProxy(self.ledger)

    @cached_property
    def ledger(self) -> VisitLedger:
        """The view 走访."""
        return self._added(VisitLedger(self.desk))

    @cached_property
    def entry(self) -> VisitEntry:
        """The view 连续录入."""
        return self._added(VisitEntry(self.desk))

    @cached_property
    def stays(self) -> StayView:
        """The view 住村."""
        return self._added(StayView(self.desk))

    @cached_property
    def diaries(self) -> DiaryView:
        """The view 民情日记."""
        return self._added(DiaryView(self.desk))

    @cached_property
    def sheets(self) -> VisitSheetView:
        """The view 走访单."""
        view = self._added(VisitSheetView(self.desk))
        view.entry_wanted.connect(self._enter_sheet)
        return view

    def view(self) -> Page:
        """Return the view in sight."""
        return self._view(self.segments.current())

    def show_view(self, view: str) -> None:
        """Bring a view into sight; it asks the store if something changed."""
        self.segments.choose(view)
        shown = self._view(view)
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        shown.setFocus()

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

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do in the view in sight."""
        view = self.view()
        return {"refresh": view.refresh, "new": self._begin_new, **view.commands()}

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        for place in range(self._stack.count()):
            shown = self._stack.widget(place)
            if isinstance(shown, Page):
                shown.keep_draft()

    def _begin_new(self) -> None:
        self.show_view(LEDGER)
        self.ledger.begin_new()

    def _enter_sheet(self, sheet_id: int) -> None:
        self.show_view(ENTRY)
        self.entry.show_sheet(sheet_id)

    def _view(self, view: str) -> Page:
        views: dict[str, Callable[[], Page]] = {
            ENTRY: lambda: self.entry,
            STAYS: lambda: self.stays,
            DIARIES: lambda: self.diaries,
            SHEETS: lambda: self.sheets,
        }
        return views.get(view, lambda: self.ledger)()

    def _added(self, view: View) -> View:
        self._stack.addWidget(view)
        return view
