"""What concerns make due today: limits, feedback, striking off, promises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.agenda import Duty, DutyKind
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.concern import OPEN_STATES, ConcernState
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.concern_clock import pauses_of, standing_of

_CONCERN, _CADRE, _PAUSE = table("concern"), table("cadre"), table("concern_pause").c
PRESSING = (Light.RED, Light.AMBER)
_OPEN = [state.value for state in OPEN_STATES]
_SOON = timedelta(days=3)
_FEEDBACK_DAYS = 3  # a result nobody was told of for longer turns amber
_NAME = func.coalesce(_CADRE.c.name, _CONCERN.c.owner, "").label("who")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose duties are asked for.

    Attributes:
        today: The day it is.
        cadre_id: Only those of this cadre, None for all.
    """

    today: date
    cadre_id: int | None


def concern_duties(session: Session, asked: Asked) -> Iterator[Duty]:
    """Yield the duties that concerns make."""
    yield from _limits(session, asked)
    yield from _promises(session, asked)
    yield from _closing(session, asked)


def days_words(days: int) -> str:
    """Say how far a day is off."""
    if days < 0:
        return f"已超期 {-days} 天"
    return "今天到期" if days == 0 else f"还有 {days} 天到期"


def _rows(session: Session, asked: Asked, *where: ColumnElement[bool]) -> list[Any]:
    columns = (
        "id", "number", "title", "state", "received_on", "limit_on", "done_on", "promised",
        "promised_on",
    )  # fmt: skip
    statement = (
        select(*(_CONCERN.c[name] for name in columns), _NAME)
        .outerjoin(_CADRE, _CADRE.c.id == _CONCERN.c.owner_id)
        .where(*where)
    )
    if asked.cadre_id is not None:
        statement = statement.where(_CONCERN.c.owner_id == asked.cadre_id)
    return list(session.execute(statement).all())


def _limits(session: Session, asked: Asked) -> Iterator[Duty]:
    rows = _rows(session, asked, _CONCERN.c.state.in_(_OPEN), _CONCERN.c.limit_on.is_not(None))
    with_pause = select(_PAUSE.concern_id).join(_CONCERN, _CONCERN.c.id == _PAUSE.concern_id)
    paused = pauses_of(
        session, list(session.scalars(with_pause.where(_CONCERN.c.state.in_(_OPEN))))
    )
    for row in rows:
        stand = standing_of(
            row.received_on, row.limit_on, None, paused.get(row.id, []), asked.today
        )
        if stand.light in PRESSING and stand.days is not None:
            yield Duty(
                kind=DutyKind.CONCERN_LIMIT,
                light=stand.light,
                due_on=stand.limit_on,
                days=stand.days,
                title=f"{row.number} {numbers_masked(row.title)}，{days_words(stand.days)}",
                who=row.who,
                action="办理",
                target=Kind.CONCERN,
                target_id=row.id,
            )


def _promises(session: Session, asked: Asked) -> Iterator[Duty]:
    concern = _CONCERN.c
    for row in _rows(
        session,
        asked,
        concern.state.in_(_OPEN),
        concern.promised.is_not(None),
        concern.promised_on <= asked.today + _SOON,
    ):
        days, promised = (row.promised_on - asked.today).days, numbers_masked(row.promised)
        yield Duty(
            kind=DutyKind.PROMISE,
            light=Light.RED if days < 0 else Light.AMBER,
            due_on=row.promised_on,
            days=days,
            title=f"答应过群众“{promised}”（{row.number}），{days_words(days)}",
            who=row.who,
            action="兑现",
            target=Kind.CONCERN,
            target_id=row.id,
        )


def _closing(session: Session, asked: Asked) -> Iterator[Duty]:
    fed_back, explained = ConcernState.FED_BACK.value, ConcernState.EXPLAINED.value
    ended = (ConcernState.DONE.value, explained, fed_back)
    # Who said how satisfied he is was told the result: an imported ledger has no day for it.
    owed = or_(_CONCERN.c.state == fed_back, _CONCERN.c.satisfaction.is_(None))
    for row in _rows(session, asked, _CONCERN.c.state.in_(ended), owed):
        owes_feedback = row.state != fed_back
        waited = (asked.today - row.done_on).days
        late = owes_feedback and waited > _FEEDBACK_DAYS
        how = "解释说明" if row.state == explained else "办结"
        since = f"{how} {waited} 天" if waited else f"今天{how}"
        said = f"{since}，还没有反馈" if owes_feedback else "已反馈，可以销号"
        yield Duty(
            kind=DutyKind.CONCERN_FEEDBACK if owes_feedback else DutyKind.CONCERN_STRIKE_OFF,
            light=Light.AMBER if late else Light.GREY,
            due_on=None,
            days=None,
            title=f"{row.number} {numbers_masked(row.title)}，{said}",
            who=row.who,
            action="反馈" if owes_feedback else "销号",
            target=Kind.CONCERN,
            target_id=row.id,
        )
