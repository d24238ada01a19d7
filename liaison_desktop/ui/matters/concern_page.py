"""民情台账: the ledger, the round at the end of a month, public notices, working days."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.concern import ConcernDraft, ConcernRow
from liaison_desktop.ui.layout_parts import STRETCH, line_of, pad
from liaison_desktop.ui.matters.concern_ledger import ConcernLedger
from liaison_desktop.ui.matters.notice_view import NoticeView
from liaison_desktop.ui.matters.round_view import RoundView
from liaison_desktop.ui.matters.working_days_view import WorkingDaysView
from liaison_desktop.ui.page import CONCERNS, RECEPTION, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.table import TablePane

LEDGER, MONTH_END, NOTICES, CALENDAR = "ledger", "month_end", "notices", "calendar"
_VIEWS = (
    (LEDGER, "台账", "Alt+1"),
    (MONTH_END, "月末梳理", "Alt+2"),
    (NOTICES, "公示", "Alt+3"),
    (CALENDAR, "工作日历", "Alt+4"),
)
_FROM_VISIT = "from:"
View = TypeVar("View", bound=Page)


class ConcernPage(Page):
    """Each view is a page of its own, built when it is first shown, that asks for itself."""

    name: ClassVar[str] = CONCERNS

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.setProperty("role", "page")
        self.segments = Segments(_VIEWS)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = line_of(self.segments, STRETCH)
        pad(line, across=16, down=0)
        line.setContentsMargins(line.contentsMargins().left(), 12, 0, 0)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        self.segments.chosen.connect(self.show_view)
        self._stack.setCurrentWidget(self.ledger)
        self.setFocusProxy(self.ledger)

    @cached_property
    def ledger(self) -> ConcernLedger:
        """The view 台账."""
        return self._added(ConcernLedger(self.desk))

    @cached_property
    def round(self) -> RoundView:
        """The view 月末梳理."""
        return self._added(RoundView(self.desk))

    @cached_property
    def notices(self) -> NoticeView:
        """The view 公示."""
        return self._added(NoticeView(self.desk))

    @cached_property
    def calendar(self) -> WorkingDaysView:
        """The view 工作日历."""
        return self._added(WorkingDaysView(self.desk))

    @property
    def list(self) -> TablePane[ConcernRow]:
        """The list of the view 台账."""
        return self.ledger.list

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
        """Show a view, a list, a record, or begin to write down what somebody says."""
        kind, record, view = destination.kind, destination.record, destination.view
        if view in {key for key, _, _ in _VIEWS} and view != LEDGER:
            self.show_view(view)
        elif kind is Kind.PUBLIC_NOTICE and record is not None:
            self.show_view(NOTICES)
            self.notices.show_notice(record)
        else:
            self.show_view(LEDGER)
            if kind is Kind.HOUSEHOLD or view == RECEPTION:
                self.ledger.receive(record if kind is Kind.HOUSEHOLD else None)
            elif kind is Kind.VISIT and record is not None:
                self._receive_of_visit(record, view.removeprefix(_FROM_VISIT))
            else:
                self.ledger.show_destination(destination)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do in the view in sight."""
        view = self.view()
        return {"refresh": view.refresh, "new": self._begin_new, **view.commands()}

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self.ledger.keep_draft()

    def _begin_new(self) -> None:
        """Write down what somebody says, whatever view is in sight."""
        self.show_view(LEDGER)
        self.ledger.begin_new()

    def _receive_of_visit(self, visit: int, question: str) -> None:
        visits = self.desk.office.visits

        def begin(seed: ConcernDraft) -> None:
            self.ledger.receive(seed=seed)

        self.desk.lanes.read(
            (id(self), "visit"),
            lambda: visits.concern_draft(visit, question or None),
            begin,
            owner=self,
        )

    def _view(self, view: str) -> Page:
        views: dict[str, Callable[[], Page]] = {
            MONTH_END: lambda: self.round,
            NOTICES: lambda: self.notices,
            CALENDAR: lambda: self.calendar,
        }
        return views.get(view, lambda: self.ledger)()

    def _added(self, view: View) -> View:
        self._stack.addWidget(view)
        return view
