"""Clocks of disputes: limits as they stand today, for many at once.

``dispute.limit_on`` holds what extensions and ended pauses made of the limit.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.clock import Light, Pause, Standing, stored_clock
from liaison_desktop.domain.terms.dispute import OPEN_DISPUTE_STATES, DisputeState
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table

_DISPUTE, _PAUSE = table("dispute").c, table("dispute_pause").c
OPEN = tuple(state.value for state in OPEN_DISPUTE_STATES)


@dataclass(frozen=True, slots=True)
class Dated:
    """What a clock needs to know of a dispute."""

    id: int
    state: DisputeState
    found_on: date
    limit_on: date | None


def standing(dated: Dated, pauses: Sequence[Pause], today: date) -> Standing:
    """Return how one dispute stands."""
    if dated.state not in OPEN_DISPUTE_STATES:
        return Standing(dated.limit_on, Light.DONE, None)
    if dated.limit_on is None:
        return Standing(None, Light.GREY, None)
    return running(dated.found_on, dated.limit_on, pauses, today)


def running(found_on: date, limit_on: date, pauses: Sequence[Pause], today: date) -> Standing:
    """Return how an open dispute with a limit stands."""
    clock = stored_clock(found_on, limit_on, pauses, today)
    due = clock.due_today(today)
    return Standing(due, clock.light(today), (due - today).days)


def standings(session: Session, disputes: Sequence[Dated], today: date) -> dict[int, Standing]:
    """Return how disputes stand, by key."""
    running = [one.id for one in disputes if one.limit_on and one.state in OPEN_DISPUTE_STATES]
    paused = pauses_of(session, running)
    return {one.id: standing(one, paused.get(one.id, ()), today) for one in disputes}


def pauses_of(session: Session, ids: Sequence[int]) -> dict[int, list[Pause]]:
    """Return the pauses of disputes, by the dispute's key."""
    found: dict[int, list[Pause]] = defaultdict(list)
    for part in parts(ids):
        statement = select(_PAUSE.dispute_id, _PAUSE.since, _PAUSE.until, _PAUSE.reason)
        for key, *pause in session.execute(statement.where(_PAUSE.dispute_id.in_(part))):
            found[key].append(Pause(*pause))
    return found


def pauses_of_open(session: Session) -> dict[int, list[Pause]]:
    """Return the pauses of all open disputes, by the dispute's key."""
    found: dict[int, list[Pause]] = defaultdict(list)
    statement = (
        select(_PAUSE.dispute_id, _PAUSE.since, _PAUSE.until, _PAUSE.reason)
        .join(table("dispute"), _DISPUTE.id == _PAUSE.dispute_id)
        .where(_DISPUTE.state.in_(OPEN))
    )
    for key, *pause in session.execute(statement):
        found[key].append(Pause(*pause))
    return found


def open_with_limit(session: Session, today: date) -> dict[int, Standing]:
    """Return how every open dispute with a limit stands."""
    statement = select(_DISPUTE.id, _DISPUTE.found_on, _DISPUTE.limit_on).where(
        _DISPUTE.state.in_(OPEN), _DISPUTE.limit_on.is_not(None)
    )
    paused = pauses_of_open(session)
    return {
        key: running(found_on, limit_on, paused.get(key, ()), today)
        for key, found_on, limit_on in session.execute(statement)
    }
