"""What is due for visits and for the station: next visits, names to find, month-end, calendar."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.agenda import Duty, DutyKind
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.month_end import briefing_days, next_month_end
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.models.tables import AnyRow, table
from liaison_desktop.services.matters.agenda_concerns import Asked, days_words
from liaison_desktop.services.matters.working_days import work_calendar

_VISIT, _WHOM, _WHO = table("visit").c, table("visit_household").c, table("visit_cadre").c
_CADRE, _HEAD = table("cadre").c, table("resident").c
_SOON = timedelta(days=3)
_NOTICE_MONTH = 12  # the days off of the next year are published in autumn


def visit_duties(session: Session, asked: Asked) -> Iterator[Duty]:
    """Yield visits that were announced and not made, and names that wait to be found."""
    yield from _next_visits(session, asked)
    if asked.cadre_id is None:
        yield from _unresolved(session)


def station_duties(session: Session, today: date) -> Iterator[Duty]:
    """Yield what the month and the calendar ask of the station."""
    if session.scalar(select(table("concern").c.id).limit(1)) is None:
        return  # a ledger nobody keeps asks for nothing
    end = next_month_end(today)
    if end <= today + _SOON:
        said = "月底梳理：办结的销号，未办结的注明情况结转，公示两张表"
        yield _station(DutyKind.MONTH_END, end, today, said, "月底梳理")
    days = briefing_days(today.year, today.month)
    for on, said in (
        (days.village, "各村民主议政日通报民情台账"),
        (days.township, "镇例会通报民情台账"),
    ):
        if today <= on <= today + _SOON:
            yield _station(DutyKind.BRIEFING, on, today, said, "打印通报单")
    yield from _calendar(session, today)


def _calendar(session: Session, today: date) -> Iterator[Duty]:
    needed = today.year + (today.month == _NOTICE_MONTH)
    if work_calendar(session).known_through < needed:
        yield Duty(
            kind=DutyKind.CALENDAR_DATA,
            light=Light.GREY,
            due_on=None,
            days=None,
            title=f"还没有 {needed} 年的放假调休安排，时限按周末和固定节日计算",
            who="",
            action="导入日历",
        )


def _station(kind: DutyKind, on: date, today: date, said: str, action: str) -> Duty:
    days = (on - today).days
    when = "今天" if days == 0 else f"{days} 天后"
    return Duty(kind, Light.AMBER, on, days, f"{said}（{when}）", "", action)


def _next_visits(session: Session, asked: Asked) -> Iterator[Duty]:
    later, with_whom = table("visit").alias("later"), table("visit_household").alias("with_whom")
    been = exists().where(
        with_whom.c.household_id == _WHOM.household_id,
        with_whom.c.visit_id == later.c.id,
        later.c.on > _VISIT.on,
    )
    statement = (
        select(
            _VISIT.id,
            _VISIT.next_on,
            func.min(func.coalesce(_HEAD.name, _WHOM.typed, "")).label("whom"),
            func.count(_WHOM.id.distinct()).label("households"),
            func.coalesce(func.min(_CADRE.name), "").label("who"),
        )
        .join(table("visit_household"), _WHOM.visit_id == _VISIT.id)
        .outerjoin(table("resident"), (_HEAD.household_id == _WHOM.household_id) & _HEAD.is_head)
        .outerjoin(table("visit_cadre"), _WHO.visit_id == _VISIT.id)
        .outerjoin(table("cadre"), _CADRE.id == _WHO.cadre_id)
        .where(_VISIT.next_on.is_not(None), _VISIT.next_on <= asked.today + _SOON, ~been)
        .group_by(_VISIT.id, _VISIT.next_on)
    )
    if asked.cadre_id is not None:
        statement = statement.where(_WHO.cadre_id == asked.cadre_id)
    for row in session.execute(statement):
        yield _next_visit(row, asked.today)


def _next_visit(row: AnyRow, today: date) -> Duty:
    days = (row.next_on - today).days
    more = f"等 {row.households} 户" if row.households > 1 else ""
    return Duty(
        kind=DutyKind.NEXT_VISIT,
        light=Light.RED if days < 0 else Light.AMBER,
        due_on=row.next_on,
        days=days,
        title=f"约好再去走访{numbers_masked(row.whom)}{more}，{days_words(days)}",
        who=row.who,
        action="登记走访",
        target=Kind.VISIT,
        target_id=row.id,
    )


def _unresolved(session: Session) -> Iterator[Duty]:
    waiting = session.scalar(select(func.count()).where(_WHOM.household_id.is_(None))) or 0
    waiting += session.scalar(select(func.count()).where(_WHO.cadre_id.is_(None))) or 0
    if waiting:
        yield Duty(
            kind=DutyKind.UNRESOLVED_VISITS,
            light=Light.GREY,
            due_on=None,
            days=None,
            title=f"走访记录里有 {waiting} 个名字还没有对应到农户或干部",
            who="",
            action="核对",
        )
