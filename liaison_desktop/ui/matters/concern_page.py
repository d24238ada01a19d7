"""民情台账: the ledger, the round at the end of a month, public notices, working days."""

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.concern import ConcernDraft, ConcernRow
from liaison_desktop.ui.matters.concern_ledger import ConcernLedger
from liaison_desktop.ui.matters.notice_view import NoticeView
from liaison_desktop.ui.matters.round_view import RoundView
from liaison_desktop.ui.matters.working_days_view import WorkingDaysView
from liaison_desktop.ui.page import CONCERNS, RECEPTION, Destination, Page
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.views_page import ViewsPage

LEDGER, MONTH_END, NOTICES, CALENDAR = "ledger", "month_end", "notices", "calendar"
_VIEWS = (
    (LEDGER, "台账", "Alt+1"),
    (MONTH_END, "月末梳理", "Alt+2"),
    (NOTICES, "公示", "Alt+3"),
    (CALENDAR, "工作日历", "Alt+4"),
)
_FROM_VISIT = "from:"


class ConcernPage(ViewsPage):
    """Concerns in four views."""

    name: ClassVar[str] = CONCERNS
    views = _VIEWS

    @cached_property
    def ledger(self) -> ConcernLedger:
        """The view 台账."""
        return self.added(ConcernLedger(self.desk))

    @cached_property
    def round(self) -> RoundView:
        """The view 月末梳理."""
        return self.added(RoundView(self.desk))

    @cached_property
    def notices(self) -> NoticeView:
        """The view 公示."""
        return self.added(NoticeView(self.desk))

    @cached_property
    def calendar(self) -> WorkingDaysView:
        """The view 工作日历."""
        return self.added(WorkingDaysView(self.desk))

    @property
    def list(self) -> TablePane[ConcernRow]:
        """The list of the view 台账."""
        return self.ledger.list

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

    def view_of(self, key: str) -> Page:
        """Return a view, built when it is first asked for."""
        views: dict[str, Callable[[], Page]] = {
            MONTH_END: lambda: self.round,
            NOTICES: lambda: self.notices,
            CALENDAR: lambda: self.calendar,
        }
        return views.get(key, lambda: self.ledger)()
