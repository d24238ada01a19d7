"""How concerns stand against their limits: in SQL for lists and figures, as lights for people.

``concern.limit_on`` holds what extensions and ended pauses made of the limit; only a pause
that still runs moves it further. So the overdue ones of a day are one comparison.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.clock import Light, Pause, Standing, stored_clock
from liaison_desktop.domain.terms.concern import CLOSED_STATES, LEDGER_STATES, ConcernState
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table

_CONCERN, _PAUSE = table("concern").c, table("concern_pause").c
_LEDGER = [state.value for state in LEDGER_STATES]
_CLOSED = [state.value for state in CLOSED_STATES]
_OUTSIDE = [
    state.value for state in (ConcernState.ANSWERED, ConcernState.CONVERTED, ConcernState.VOID)
]


def in_ledger() -> ColumnElement[bool]:
    """Say in SQL that a concern stands in the ledger (R93)."""
    return _CONCERN.state.in_(_LEDGER)


def open_on(day: date) -> ColumnElement[bool]:
    """Say in SQL that a concern of the ledger was open at the end of a day."""
    return and_(
        in_ledger(),
        _CONCERN.received_on <= day,
        or_(_CONCERN.done_on.is_(None), _CONCERN.done_on > day),
        or_(_CONCERN.returned_on.is_(None), _CONCERN.returned_on > day),
    )


def overdue_on(day: date) -> ColumnElement[bool]:
    """Say in SQL that a concern was open and past its limit at the end of a day.

    A clock that was stopped in time is not overdue while it stands still.
    """
    stopped = exists().where(
        _PAUSE.concern_id == _CONCERN.id,
        _PAUSE.until.is_(None),
        _PAUSE.since <= _CONCERN.limit_on,
        _PAUSE.since <= day,
    )
    return and_(open_on(day), _CONCERN.limit_on < day, ~stopped)


def running_pause(session: Session, concern_id: int) -> bool:
    """Tell whether the clock of a concern stands still."""
    statement = select(_PAUSE.id).where(_PAUSE.concern_id == concern_id, _PAUSE.until.is_(None))
    return session.scalars(statement).first() is not None


def standing_of(
    received_on: date,
    limit_on: date | None,
    ended_on: date | None,
    pauses: Sequence[Pause],
    today: date,
) -> Standing:
    """Return how a concern stands.

    Args:
        received_on: 登记日期, when its clock starts.
        limit_on: Its limit as the table holds it.
        ended_on: 办结日期 or 退回日期, None while it is open.
        pauses: All of them.
        today: The day it is.
    """
    if limit_on is None:
        light = Light.DONE if ended_on is not None and ended_on <= today else Light.GREY
        return Standing(None, light, None)
    clock = stored_clock(received_on, limit_on, pauses, today)
    limit, light = clock.due_today(today), clock.light(today, ended_on)
    return Standing(limit, light, None if light is Light.DONE else (limit - today).days)


def standings(session: Session, ids: Sequence[int], today: date) -> dict[int, Standing]:
    """Return how concerns stand, by key; ended ones are told as done."""
    columns = (
        _CONCERN.id, _CONCERN.received_on, _CONCERN.limit_on, _CONCERN.done_on,
        _CONCERN.returned_on, _CONCERN.state,
    )  # fmt: skip
    found: dict[int, Standing] = {}
    for part in parts(ids):
        stopped = pauses_of(session, part)
        for row in session.execute(select(*columns).where(_CONCERN.id.in_(part))):
            found[row.id] = standing_of(
                row.received_on,
                row.limit_on,
                ended_on(row.state, row.received_on, row.done_on, row.returned_on),
                stopped[row.id],
                today,
            )
    return found


def ended_on(
    state: str, received_on: date, done_on: date | None, returned_on: date | None
) -> date | None:
    """Return the day a concern left the open ones; what is outside the ledger never ran."""
    if state in _CLOSED:
        return done_on
    return received_on if state in _OUTSIDE else returned_on


def pauses_of(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Pause]]:
    """Return the pauses of concerns, by key of the concern."""
    found: defaultdict[int, list[Pause]] = defaultdict(list)
    statement = select(_PAUSE.concern_id, _PAUSE.since, _PAUSE.until, _PAUSE.reason)
    for part in parts(ids):
        rows = session.execute(statement.where(_PAUSE.concern_id.in_(part)).order_by(_PAUSE.id))
        for key, since, until, reason in rows:
            found[key].append(Pause(since, until, reason))
    return found
