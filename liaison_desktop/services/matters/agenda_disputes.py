"""What disputes make due today: limits, police, performance, follow-up, confirmation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.agenda import Duty, DutyKind
from liaison_desktop.domain.matters.clock import Light, judicial_confirmation_deadline
from liaison_desktop.domain.matters.dispute_rules import (
    PERFORMED_CODES,
    confirmation_refusal,
    follow_up_due,
)
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.models.tables import AnyRow, table
from liaison_desktop.services.matters.agenda_concerns import PRESSING, Asked, days_words
from liaison_desktop.services.matters.dispute_clock import OPEN, pauses_of_open, running
from liaison_desktop.services.matters.working_days import work_calendar

_DISPUTE, _CADRE, _AGREEMENT = table("dispute"), table("cadre"), table("agreement")
_FOLLOW_UP = table("follow_up")
_REACHED = (DisputeState.AGREED.value, DisputeState.PERFORMED.value)
_SOON = timedelta(days=3)
_CONFIRM_SOON = 10  # days before the last day on which confirmation may be asked for
_CONFIRM_WITHIN = timedelta(days=45)  # thirty days and any holidays behind them
_NAME = func.coalesce(_CADRE.c.name, _DISPUTE.c.owner, "").label("who")


@dataclass(frozen=True, slots=True)
class _Due:
    """When something of a dispute is due, and what is said of it."""

    kind: DutyKind
    on: date
    said: str
    action: str


def dispute_duties(session: Session, asked: Asked) -> Iterator[Duty]:
    """Yield the duties that disputes make."""
    yield from _limits(session, asked)
    yield from _police(session, asked)
    yield from _agreements(session, asked)


def _rows(
    session: Session, asked: Asked, *where: ColumnElement[bool], agreed: bool = False
) -> list[AnyRow]:
    columns: list[ColumnElement[Any]] = [
        _DISPUTE.c.id, _DISPUTE.c.number, _DISPUTE.c.title, _DISPUTE.c.category,
        _DISPUTE.c.found_on, _DISPUTE.c.limit_on, _NAME,
    ]  # fmt: skip
    source = _DISPUTE.outerjoin(_CADRE, _CADRE.c.id == _DISPUTE.c.owner_id)
    if agreed:
        names = (
            "agreed_on", "effective_on", "perform_by", "performed_on", "performance",
            "performance_way", "terms", "confirm_applied_on",
        )  # fmt: skip
        columns += [_AGREEMENT.c[name] for name in names]
        source = source.join(_AGREEMENT, _AGREEMENT.c.dispute_id == _DISPUTE.c.id)
    statement = select(*columns).select_from(source).where(*where)
    if agreed:
        statement = statement.order_by(_AGREEMENT.c.agreed_on, _AGREEMENT.c.id)
    if asked.cadre_id is not None:
        statement = statement.where(_DISPUTE.c.owner_id == asked.cadre_id)
    return list(session.execute(statement).all())


def _limits(session: Session, asked: Asked) -> Iterator[Duty]:
    rows = _rows(session, asked, _DISPUTE.c.state.in_(OPEN), _DISPUTE.c.limit_on.is_not(None))
    paused = pauses_of_open(session)
    for row in rows:
        stand = running(row.found_on, row.limit_on, paused.get(row.id, ()), asked.today)
        if stand.light in PRESSING and stand.days is not None:
            yield Duty(
                kind=DutyKind.DISPUTE_LIMIT,
                light=stand.light,
                due_on=stand.limit_on,
                days=stand.days,
                title=f"{row.number} {numbers_masked(row.title)}，化解时限{days_words(stand.days)}",
                who=row.who,
                action="办理",
                target=Kind.DISPUTE,
                target_id=row.id,
            )


def _police(session: Session, asked: Asked) -> Iterator[Duty]:
    dispute = _DISPUTE.c
    for row in _rows(
        session,
        asked,
        dispute.may_escalate,
        or_(dispute.police_on.is_(None), dispute.police_unit.is_(None)),
        dispute.state.in_(OPEN),
    ):
        yield Duty(
            kind=DutyKind.POLICE_REPORT,
            light=Light.RED,
            due_on=row.found_on,
            days=(row.found_on - asked.today).days,
            title=f"{row.number} {numbers_masked(row.title)}，可能激化，还没有报告公安机关",
            who=row.who,
            action="登记报告",
            target=Kind.DISPUTE,
            target_id=row.id,
        )


def _agreements(session: Session, asked: Asked) -> Iterator[Duty]:
    """Yield what the agreement in force of each dispute makes due; the newest one is."""
    rows = _rows(session, asked, _DISPUTE.c.state.in_(_REACHED), ~_settled_for_good(), agreed=True)
    newest = {one.id: one for one in rows}
    last_visit = (
        select(_FOLLOW_UP.c.dispute_id, func.max(_FOLLOW_UP.c.on))
        .join(_DISPUTE, _DISPUTE.c.id == _FOLLOW_UP.c.dispute_id)
        .where(_DISPUTE.c.state.in_(_REACHED))
        .group_by(_FOLLOW_UP.c.dispute_id)
    )
    visited = {row[0]: row[1] for row in session.execute(last_visit)}
    for due, row in [
        *((due, one) for one in newest.values() for due in _owed(one, visited, asked.today)),
        *_confirmations(session, newest, asked.today),
    ]:
        days = (due.on - asked.today).days
        yield Duty(
            kind=due.kind,
            light=Light.RED if days < 0 else Light.AMBER,
            due_on=due.on,
            days=days,
            title=f"{row.number} {numbers_masked(row.title)}，{due.said}{days_words(days)}",
            who=row.who,
            action=due.action,
            target=Kind.DISPUTE,
            target_id=row.id,
        )


def _settled_for_good() -> ColumnElement[bool]:
    """Say that somebody asked after the last agreement, and all are performed: nothing is due."""
    agreed, asked = _AGREEMENT.alias("agreed").c, _FOLLOW_UP.alias("asked").c
    unperformed = func.coalesce(agreed.performance, "").not_in(sorted(PERFORMED_CODES))
    still_owing = exists().where(
        agreed.dispute_id == _DISPUTE.c.id, or_(unperformed, agreed.agreed_on > asked.on)
    )
    return exists().where(asked.dispute_id == _DISPUTE.c.id, ~still_owing)


def _owed(row: AnyRow, visited: Mapping[int, date], today: date) -> Iterator[_Due]:
    unasked = visited.get(row.id, date.min) < row.agreed_on  # what came back is asked anew
    performed = row.performance in PERFORMED_CODES
    if not performed and row.perform_by is not None and row.perform_by <= today + _SOON:
        yield _Due(DutyKind.AGREEMENT_PERFORMANCE, row.perform_by, "协议履行", "登记履行")
    due = follow_up_due(row.perform_by, row.performed_on)
    if unasked and due is not None and due <= today + _SOON:
        yield _Due(DutyKind.DISPUTE_FOLLOW_UP, due, "回访", "登记回访")


def _confirmations(
    session: Session, newest: dict[int, AnyRow], today: date
) -> Iterator[tuple[_Due, AnyRow]]:
    """Yield agreements whose thirty days for judicial confirmation run out soon."""
    running = [
        row
        for row in newest.values()
        if row.effective_on is not None
        and row.confirm_applied_on is None
        and row.performance not in PERFORMED_CODES
        and row.effective_on + _CONFIRM_WITHIN >= today
    ]
    calendar = work_calendar(session) if running else None
    for row in running:
        if calendar is None or confirmation_refusal(
            row.category or "", (row.terms or "", row.performance_way or "")
        ):
            continue
        last = judicial_confirmation_deadline(row.effective_on, calendar)
        if 0 <= (last - today).days <= _CONFIRM_SOON:
            said = "如需申请司法确认，"
            yield _Due(DutyKind.JUDICIAL_CONFIRMATION, last, said, "司法确认"), row
