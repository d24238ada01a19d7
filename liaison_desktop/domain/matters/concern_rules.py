"""What may be done with a concern: by where it stands (domain.md 2) and by its level (R7).

The states are code, because figures and the database rest on them; which level may do what,
the order of the levels and the usual limits are data in ``resources/concern_rules.json``.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from liaison_desktop import paths
from liaison_desktop.domain.matters.clock import Limit, LimitUnit
from liaison_desktop.domain.matters.concern import Deadline
from liaison_desktop.domain.terms.concern import (
    CLOSED_STATES,
    OPEN_STATES,
    RETURNED_STATES,
    ConcernState,
    ConcernStepKind,
)

_S, _K = ConcernState, ConcernStepKind
_WAITING = (_S.PENDING, _S.ESCALATED)

# Which states a step may be taken in; a step that stands nowhere here is never taken by hand.
STATES_FOR: Mapping[ConcernStepKind, tuple[ConcernState, ...]] = {
    _K.ACCEPTED: _WAITING,
    _K.ANSWERED: (_S.PENDING,),
    _K.ASSIGNED: OPEN_STATES,
    _K.PROGRESS: OPEN_STATES,
    _K.ESCALATED: OPEN_STATES,
    _K.RETURNED: OPEN_STATES,
    _K.EXTENDED: OPEN_STATES,
    _K.SUPERVISED: OPEN_STATES,
    _K.PAUSED: OPEN_STATES,
    _K.RESUMED: OPEN_STATES,
    _K.DONE: OPEN_STATES,
    _K.EXPLAINED: OPEN_STATES,
    _K.FED_BACK: (_S.DONE, _S.EXPLAINED, _S.FED_BACK),
    _K.STRUCK_OFF: (_S.FED_BACK,),
    _K.REOPENED: (*CLOSED_STATES, *RETURNED_STATES),
    _K.CARRIED_OVER: OPEN_STATES,
    _K.CONVERTED: (*OPEN_STATES, _S.ANSWERED),
    _K.VOIDED: (_S.ANSWERED, *OPEN_STATES, *CLOSED_STATES, *RETURNED_STATES),
}
_NOT_PAUSED = (_K.PAUSED, _K.EXTENDED)


@dataclass(frozen=True, slots=True)
class _Rules:
    levels: tuple[str, ...]
    units: Mapping[str, str]
    powers: Mapping[str, frozenset[str]]
    deadlines: tuple[Deadline, ...]


@cache
def _rules() -> _Rules:
    data = json.loads(paths.resource("concern_rules.json").read_text(encoding="utf-8"))
    return _Rules(
        tuple(data["levels"]),
        data["units"],
        {level: frozenset(kinds) for level, kinds in data["powers"].items()},
        tuple(Deadline(**one) for one in data["deadlines"]),
    )


def deadlines() -> tuple[Deadline, ...]:
    """Return the limits offered when a concern is written down."""
    return _rules().deadlines


def limit_of(offered: Deadline) -> Limit:
    """Return an offered deadline as a length of time for the clock."""
    return Limit(offered.days, LimitUnit.WORKING if offered.working else LimitUnit.CALENDAR)


def levels_above(level: str) -> tuple[str, ...]:
    """Return the levels a concern may go up to from its level, the next one first (R94)."""
    known = _rules().levels
    return known[known.index(level) + 1 :] if level in known else known[1:]


def unit_of(level: str) -> str:
    """Return who is asked at a level, as the 办理申请单 names it (R94)."""
    return _rules().units.get(level, "")


def may_at_level(level: str, kind: ConcernStepKind) -> bool:
    """Tell whether a level may take a step itself (R7); a level without a rule may take all."""
    powers = _rules().powers.get(level)
    return powers is None or kind.value in powers


def allowed_steps(
    state: ConcernState, level: str, *, paused: bool = False
) -> tuple[ConcernStepKind, ...]:
    """Return the steps that may be taken now, in the order of their kinds.

    Args:
        state: Where the concern stands.
        level: Code of its 办理层级, "" for none.
        paused: Whether its clock stands still.
    """
    return tuple(_allowed(state, level, paused=paused))


def _allowed(state: ConcernState, level: str, *, paused: bool) -> Iterable[ConcernStepKind]:
    for kind in ConcernStepKind:
        if state not in STATES_FOR.get(kind, ()) or not may_at_level(level, kind):
            continue
        if (kind in _NOT_PAUSED and paused) or (kind is _K.RESUMED and not paused):
            continue
        if kind is _K.ESCALATED and not levels_above(level):
            continue
        yield kind
