"""Earlier disputes between the same two families, about the same plot or place.

Asked while the parties are typed, so everything goes over an index: party by household and
by name, dispute by plot and by village.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.dispute import EarlierMatter, Party
from liaison_desktop.domain.matters.dispute_rules import plot_key
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.models.tables import table

FAMILIES, PLOT, PLACE = "同两户", "同一地块", "同一地点"
_DISPUTE, _PARTY, _RESIDENT = table("dispute").c, table("party").c, table("resident").c
_MOST = 50


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of the dispute being typed.

    Attributes:
        parties: Those typed so far.
        village_id: Its village, None while unknown.
        plot, place: As typed, "" when blank.
        exclude_id: The dispute itself, None for a new one.
    """

    parties: Sequence[Party]
    village_id: int | None
    plot: str
    place: str
    exclude_id: int | None


def earlier_matters(session: Session, question: Question) -> tuple[EarlierMatter, ...]:
    """Return earlier disputes, newest first, each with the strongest reason it came up."""
    why: dict[int, str] = {}
    for reason, keys in (
        (PLACE, _same_place(session, question)),
        (PLOT, _same_plot(session, question)),
        (FAMILIES, _same_families(session, question.parties)),
    ):
        why |= dict.fromkeys(keys, reason)
    why.pop(question.exclude_id or 0, None)
    statement = (
        select(_DISPUTE.id, _DISPUTE.number, _DISPUTE.title, _DISPUTE.found_on, _DISPUTE.state)
        .where(_DISPUTE.id.in_(sorted(why, reverse=True)[:_MOST]))
        .where(_DISPUTE.state != DisputeState.VOID.value)
        .order_by(_DISPUTE.found_on.desc(), _DISPUTE.id.desc())
    )
    return tuple(
        EarlierMatter(key, number, numbers_masked(title), found_on, DisputeState(state), why[key])
        for key, number, title, found_on, state in session.execute(statement)
    )


def _same_families(session: Session, parties: Sequence[Party]) -> set[int]:
    """Return disputes in which a family of each of two parties stands."""
    involved = [_disputes_of(session, party) for party in parties]
    return {
        key
        for place, first in enumerate(involved)
        for second in involved[place + 1 :]
        for key in first & second
    }


def _disputes_of(session: Session, party: Party) -> frozenset[int]:
    """Return the disputes a party's household, or without one his name, stood in."""
    household_id = party.household_id
    if household_id is None and party.resident_id is not None:
        household_id = session.scalar(
            select(_RESIDENT.household_id).where(_RESIDENT.id == party.resident_id)
        )
    if household_id is not None:
        return _found(session, _PARTY.household_id == household_id)
    name = party.name.strip()
    return _found(session, _PARTY.name == name) if name else frozenset()


def _found(session: Session, condition: ColumnElement[bool]) -> frozenset[int]:
    return frozenset(session.scalars(select(_PARTY.dispute_id).where(condition)))


def _same_plot(session: Session, question: Question) -> Iterable[int]:
    key = plot_key(question.plot)
    if not key:
        return ()
    statement = select(_DISPUTE.id).where(_DISPUTE.plot_key == key)
    if question.village_id is not None:
        statement = statement.where(_DISPUTE.village_id == question.village_id)
    return session.scalars(statement).all()


def _same_place(session: Session, question: Question) -> Iterable[int]:
    """Return disputes of the village whose place reads the same.

    A place that is no more than a village or group says nothing about one dispute.
    """
    key = plot_key(question.place)
    if not key or question.village_id is None or key.endswith(("组", "村", "委会", "小组")):
        return ()
    statement = select(_DISPUTE.id, _DISPUTE.place).where(
        _DISPUTE.village_id == question.village_id, _DISPUTE.place.is_not(None)
    )
    return [found for found, place in session.execute(statement) if plot_key(place) == key]
