"""Which villages owe a 零报告: no dispute found in a half-month, and none said so (6.3)."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.agenda import Duty, DutyKind
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.half_month import Days, half_before, half_month, half_words
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.agenda_concerns import days_words
from liaison_desktop.services.matters.zero_reports import village_reports

_SOON = timedelta(days=3)


def zero_duties(session: Session, today: date) -> Iterator[Duty]:
    """Yield the villages that reported nothing for the half-month past, or the one that ends."""
    if not _is_kept(session):
        return  # a ledger nobody keeps asks for nothing
    now = half_month(today)
    yield from _owed(session, half_before(now), today)
    if now[1] <= today + _SOON:
        yield from _owed(session, now, today)


def _is_kept(session: Session) -> bool:
    return any(
        session.scalar(select(table(name).c.id).limit(1)) is not None
        for name in ("dispute", "zero_report")
    )


def _owed(session: Session, half: Days, today: date) -> Iterator[Duty]:
    days, when = (half[1] - today).days, half_words(half)
    for village in village_reports(session, *half):
        if not village.is_owed:
            continue
        yield Duty(
            kind=DutyKind.ZERO_REPORT,
            light=Light.RED if days < 0 else Light.AMBER,
            due_on=half[1],
            days=days,
            title=f"{village.area} {when}没有排查到纠纷，也没有零报告，{days_words(days)}",
            who="",
            action="零报告",
            target=Kind.ZERO_REPORT,
            target_id=village.area_id,
        )
