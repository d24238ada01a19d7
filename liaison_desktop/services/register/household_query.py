"""Which households a filter means, as SQL, and in which order a list shows them."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.age import elders_born_by
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.place_name import number_key
from liaison_desktop.domain.terms.contact_card import CardState
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, not_closed, not_moved_out
from liaison_desktop.services.register.contact_cards_stale import is_valid, stale_households

SOUND_STATES = (IdState.OK, IdState.UPGRADED)
_FEW = 20_000  # keys that go into one IN list; every engine takes 32,000

_HOUSEHOLD, _RESIDENT = table("household").c, table("resident").c


def conditions(wanted: HouseholdFilter, day: date) -> list[ColumnElement[bool]]:
    """Return a filter as conditions on the household table, all of which must hold.

    Args:
        wanted: The filter, names resolved; ``ids`` is left to the caller when long.
        day: The day it is.
    """
    found = list(_own_conditions(wanted, day))
    found += _pairing_conditions(wanted, day)
    found += _card_conditions(wanted, day)
    found += _people_conditions(wanted, day)
    found += _visit_conditions(wanted, day)
    return found


def _own_conditions(wanted: HouseholdFilter, day: date) -> Iterator[ColumnElement[bool]]:
    if wanted.village_id is not None:
        yield _HOUSEHOLD.village_id == wanted.village_id
    if wanted.group_id is not None:
        yield _HOUSEHOLD.group_id == wanted.group_id
    if wanted.number:
        yield _HOUSEHOLD.number_key == number_key(wanted.number)
    if wanted.kind:
        yield _HOUSEHOLD.kind == wanted.kind
    if wanted.ids is not None and len(wanted.ids) <= _FEW:
        yield _HOUSEHOLD.id.in_(wanted.ids)
    if not wanted.include_closed:
        yield not_closed(day)


def _pairing_conditions(wanted: HouseholdFilter, day: date) -> Iterator[ColumnElement[bool]]:
    pairing = table("pairing").c
    paired = select(pairing.household_id).where(current_on(day))
    if wanted.cadre_id is not None:
        yield _HOUSEHOLD.id.in_(paired.where(pairing.cadre_id == wanted.cadre_id))
    if wanted.paired is not None:
        yield _HOUSEHOLD.id.in_(paired) if wanted.paired else _HOUSEHOLD.id.not_in(paired)


def _card_conditions(wanted: HouseholdFilter, day: date) -> Iterator[ColumnElement[bool]]:
    valid = select(table("contact_card").c.household_id).where(is_valid())
    if wanted.card == "none":
        yield _HOUSEHOLD.id.not_in(valid)
    elif wanted.card == "valid":
        yield _HOUSEHOLD.id.in_(valid)
    elif wanted.card == "stale":
        yield _HOUSEHOLD.id.in_(stale_households(day))


def _people_conditions(wanted: HouseholdFilter, day: date) -> Iterator[ColumnElement[bool]]:
    living = select(_RESIDENT.household_id).where(not_moved_out(day))
    if wanted.with_problems:
        yield _HOUSEHOLD.id.in_(living.where(_RESIDENT.id_state.not_in(SOUND_STATES)))
    if wanted.elder:
        yield _HOUSEHOLD.id.in_(living.where(_RESIDENT.birth <= elders_born_by(day)))


def _visit_conditions(wanted: HouseholdFilter, day: date) -> Iterator[ColumnElement[bool]]:
    if wanted.unvisited_days is not None:
        visit, whom = table("visit"), table("visit_household")
        visited = (
            select(whom.c.household_id)
            .join(visit, visit.c.id == whom.c.visit_id)
            .where(
                visit.c.counted,
                visit.c.on > day - timedelta(days=wanted.unvisited_days),
                whom.c.household_id.is_not(None),
            )
        )
        yield _HOUSEHOLD.id.not_in(visited)


def sorted_ids(session: Session, wanted: HouseholdFilter, sort: Sort, day: date) -> "array[int]":
    """Return the keys of the households of a filter in the order of a list.

    Args:
        session: A session.
        wanted: The filter, names resolved.
        sort: The order; households with equal keys stand in place order.
        day: The day it is.

    Raises:
        UsageError: When there is no such column to sort by.
    """
    ids = _in_place_order(session, conditions(wanted, day))
    if wanted.ids is not None and len(wanted.ids) > _FEW:
        chosen = frozenset(wanted.ids)
        ids = array("q", (key for key in ids if key in chosen))
    if sort.key in _PLACE_KEYS:
        return ids[::-1] if sort.descending else ids
    return _by_key(session, ids, sort, day)


def _in_place_order(session: Session, where: Sequence[ColumnElement[bool]]) -> "array[int]":
    """Return keys in the order 村→组→户号.

    The rows come in the order of an index, village and group by their keys; the runs of
    one group are then put in the order of the places. Sorting 300,000 rows by joined
    names takes three times as long.
    """
    place = (_HOUSEHOLD.village_id, _HOUSEHOLD.group_id)
    # Whether a household without a group comes first or last in its village is the
    # engine's choice, the same one in both queries.
    counting = select(*place, func.count()).where(*where).group_by(*place).order_by(*place)
    runs = session.execute(counting).all()
    statement = select(_HOUSEHOLD.id).where(*where)
    # Exactly the order of ix_household_place: no sorting at all.
    own = (_HOUSEHOLD.number_key, _HOUSEHOLD.until, _HOUSEHOLD.id)
    statement = statement.order_by(*place, *own)
    ids = array("q", session.scalars(statement))
    ranks = place_ranks(session)
    ends = [0, *accumulate(count for _, _, count in runs)]
    slices = {(v, g): span for (v, g, _), span in zip(runs, pairwise(ends), strict=True)}
    result = array("q")
    for village_id, group_id in sorted(slices, key=lambda one: (ranks[one[0]], ranks[one[1]])):
        start, end = slices[village_id, group_id]
        result.extend(ids[start:end])
    return result


def place_ranks(session: Session) -> dict[int | None, tuple[int, str, int]]:
    """Return what sorts areas of one parent; a household without a group comes first."""
    area = table("area").c
    ranks: dict[int | None, tuple[int, str, int]] = {None: (-1, "", 0)}
    for key, position, name in session.execute(select(area.id, area.position, area.name)):
        ranks[key] = (position, name, key)
    return ranks


def _by_key(session: Session, ids: "array[int]", sort: Sort, day: date) -> "array[int]":
    """Sort keys by a column; blanks come last in both directions."""
    make = _KEYS.get(sort.key)
    if make is None:
        raise UsageError(f"农户列表没有“{sort.key}”这一列，不能按它排序。")
    keys: dict[int, Any] = defaultdict(lambda: None)
    keys.update((row[0], row[1]) for row in session.execute(make(day)) if row[1] not in (None, ""))
    filled = [key for key in ids if keys[key] is not None]
    blank = [key for key in ids if keys[key] is None]
    filled.sort(key=keys.__getitem__, reverse=sort.descending)
    return array("q", [*filled, *blank])


def _number_keys(_day: date) -> Select[tuple[Any, ...]]:
    return select(_HOUSEHOLD.id, _HOUSEHOLD.number_key)


def _head_keys(_day: date) -> Select[tuple[Any, ...]]:
    return select(_RESIDENT.household_id, _RESIDENT.name_key).where(_RESIDENT.is_head)


def _sizes(day: date) -> Select[tuple[Any, ...]]:
    living = select(_RESIDENT.household_id, func.count()).where(not_moved_out(day))
    return living.group_by(_RESIDENT.household_id)


def _problem_counts(day: date) -> Select[tuple[Any, ...]]:
    return _sizes(day).where(_RESIDENT.id_state.not_in(SOUND_STATES))


def _kinds(_day: date) -> Select[tuple[Any, ...]]:
    return select(_HOUSEHOLD.id, _HOUSEHOLD.kind)


def _cadre_keys(day: date) -> Select[tuple[Any, ...]]:
    pairing, cadre = table("pairing"), table("cadre")
    return (
        select(pairing.c.household_id, func.min(cadre.c.name_key))
        .join_from(pairing, cadre, cadre.c.id == pairing.c.cadre_id)
        .where(current_on(day))
        .group_by(pairing.c.household_id)
    )


def _card_numbers(_day: date) -> Select[tuple[Any, ...]]:
    card = table("contact_card").c
    valid = select(card.household_id, func.min(card.number)).where(is_valid())
    return valid.group_by(card.household_id)


def _card_states(day: date) -> Select[tuple[Any, ...]]:
    """Households with a stale card first, then cards made, then cards handed out."""
    card = table("contact_card").c
    rank = case(
        (card.household_id.in_(stale_households(day)), 0),
        (card.state == CardState.MADE.value, 1),
        else_=2,
    )
    return select(card.household_id, func.min(rank)).where(is_valid()).group_by(card.household_id)


_PLACE_KEYS = ("", "village", "group")
_KEYS = {
    "number": _number_keys,
    "head": _head_keys,
    "size": _sizes,
    "problems": _problem_counts,
    "kind": _kinds,
    "cadre": _cadre_keys,
    "card": _card_numbers,
    "card_state": _card_states,
}
SORT_KEYS = (*_PLACE_KEYS[1:], *_KEYS)
