"""What reports are due: those the office owes and has not sent (R142, R145)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.reporting import ReportDue
from liaison_desktop.domain.matters.agenda import Duty, DutyKind
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.services.figures.owed_reports import reports_due
from liaison_desktop.services.matters.agenda_concerns import days_words

_SOON = timedelta(days=3)


def report_duties(session: Session, today: date) -> Iterator[Duty]:
    """Yield the reports that are late or due within days; one line a report, oldest first."""
    waiting: dict[int, list[ReportDue]] = defaultdict(list)
    for due in reports_due(session, today):
        if due.due_on <= today + _SOON and due.owed.id is not None:
            waiting[due.owed.id].append(due)
    for key, dues in waiting.items():
        first = dues[0]
        days = (first.due_on - today).days
        more = f"等 {len(dues)} 期" if len(dues) > 1 else ""
        yield Duty(
            kind=DutyKind.OWED_REPORT,
            light=Light.RED if days < 0 else Light.AMBER,
            due_on=first.due_on,
            days=days,
            title=(
                f"{parse_period(first.period).label}{more}《{first.owed.name}》"
                f"报送{first.owed.to_whom}，{days_words(days)}"
            ),
            who="",
            action="报送",
            target=Kind.OWED_REPORT,
            target_id=key,
        )
