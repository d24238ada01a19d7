"""Which disputes a filter means, as SQL, and in which order a list shows them."""

from array import array
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.terms.dispute import DISPUTE_STATE_LABELS, DisputeState
from liaison_desktop.models.tables import table
from liaison_desktop.models.text_part import has_part
from liaison_desktop.services.matters.dispute_clock import OPEN, open_with_limit

SORT_KEYS = (
    "found_on", "number", "file_number", "title", "place", "first_side", "second_side",
    "category", "risk", "owner", "limit_on", "state", "mediated_on", "settled_on", "amount",
)  # fmt: skip
_FEW = 20_000  # keys that go into one IN list; every engine takes 32,000
_DISPUTE, _PARTY = table("dispute").c, table("party").c
_AGREEMENT, _FOLLOW_UP = table("agreement").c, table("follow_up").c
_SEARCHED = ("number", "file_number", "title", "place")
_REACHED = (DisputeState.AGREED.value, DisputeState.PERFORMED.value)


def dispute_ids(session: Session, wanted: DisputeFilter, sort: Sort, today: date) -> "array[int]":
    """Return the keys of the disputes of a filter; the natural order is newest first.

    Raises:
        UsageError: When there is no such column to sort by.
    """
    statement = _ordered(select(_DISPUTE.id).where(*conditions(wanted, today)), sort)
    ids = array("q", session.scalars(statement))
    chosen = _chosen(session, wanted, today)
    return ids if chosen is None else array("q", (key for key in ids if key in chosen))


def _chosen(session: Session, wanted: DisputeFilter, today: date) -> frozenset[int] | None:
    """Return the keys a filter names beside its conditions, None when it names none."""
    sets: list[frozenset[int]] = []
    if wanted.ids is not None and len(wanted.ids) > _FEW:
        sets.append(frozenset(wanted.ids))
    lights = [
        light
        for asked, light in ((wanted.overdue, Light.RED), (wanted.amber, Light.AMBER))
        if asked
    ]
    if lights:
        standing = open_with_limit(session, today)
        sets += [
            frozenset(key for key, one in standing.items() if one.light is light)
            for light in lights
        ]
    return frozenset.intersection(*sets) if sets else None


def conditions(wanted: DisputeFilter, today: date) -> Iterator[ColumnElement[bool]]:
    """Yield a filter as conditions on the dispute table; clocks and long ``ids`` left out."""
    if wanted.since is not None:
        yield _DISPUTE.found_on >= wanted.since
    if wanted.until is not None:
        yield _DISPUTE.found_on <= wanted.until
    if wanted.states:
        yield _DISPUTE.state.in_([state.value for state in wanted.states])
    else:
        yield _DISPUTE.state != DisputeState.VOID.value
    if wanted.open:
        yield _DISPUTE.state.in_(OPEN)
    for column, value in (
        (_DISPUTE.risk, wanted.risk or None),
        (_DISPUTE.source, wanted.source or None),
        (_DISPUTE.village_id, wanted.village_id),
        (_DISPUTE.owner_id, wanted.owner_id),
        (_DISPUTE.committee_id, wanted.committee_id),
    ):
        if value is not None:
            yield column == value
    if wanted.category:
        yield _DISPUTE.category.startswith(wanted.category, autoescape=True)
    if wanted.ids is not None and len(wanted.ids) <= _FEW:
        yield _DISPUTE.id.in_(wanted.ids)
    yield from _conditions_on_parts(wanted, today)


def _conditions_on_parts(wanted: DisputeFilter, today: date) -> Iterator[ColumnElement[bool]]:
    if wanted.household_id is not None:
        of_household = select(_PARTY.dispute_id).where(_PARTY.household_id == wanted.household_id)
        yield _DISPUTE.id.in_(of_household)
    if wanted.unlinked:
        yield _DISPUTE.id.in_(select(_PARTY.dispute_id).where(unlinked()))
    if wanted.owed_follow_up:
        yield owes_follow_up(today)
    if text := wanted.text.strip():
        party = exists().where(_PARTY.dispute_id == _DISPUTE.id, has_part(_PARTY.name, text))
        columns = (has_part(_DISPUTE[name], text) for name in _SEARCHED)
        yield or_(*columns, party)


def unlinked() -> ColumnElement[bool]:
    """Say that a party is neither a resident of the register nor known not to be one."""
    marked = or_(
        func.coalesce(_PARTY.is_outsider, False), func.coalesce(_PARTY.is_organisation, False)
    )
    return _PARTY.resident_id.is_(None) & not_(marked)


def owes_follow_up(today: date) -> ColumnElement[bool]:
    """Say that an agreement is past its performance date and nobody asked since it was made."""
    due = exists().where(
        _AGREEMENT.dispute_id == _DISPUTE.id,
        func.coalesce(_AGREEMENT.performed_on, _AGREEMENT.perform_by) < today,
    )
    newest = (
        select(func.max(_AGREEMENT.agreed_on))
        .where(_AGREEMENT.dispute_id == _DISPUTE.id)
        .correlate(table("dispute"))
        .scalar_subquery()
    )
    asked = exists().where(_FOLLOW_UP.dispute_id == _DISPUTE.id, _FOLLOW_UP.on >= newest)
    return _DISPUTE.state.in_(_REACHED) & due & not_(asked)


def _ordered(statement: Select[int], sort: Sort) -> Select[int]:
    if sort.key in ("", "found_on"):
        if sort.key and not sort.descending:
            return statement.order_by(_DISPUTE.found_on, _DISPUTE.id)
        return statement.order_by(_DISPUTE.found_on.desc(), _DISPUTE.id.desc())
    order = _order(sort.key)
    turned = order.desc() if sort.descending else order.asc()
    return statement.order_by(turned.nulls_last(), _DISPUTE.found_on.desc(), _DISPUTE.id.desc())


def _order(key: str) -> ColumnElement[Any]:
    if key in ("number", "file_number"):  # a longer number is a later one of the same year
        return _DISPUTE.id if key == "number" else _DISPUTE.file_number
    if key in ("first_side", "second_side"):
        return _first_name("first" if key == "first_side" else "second")
    if key == "risk":
        places = {code: n for n, (code, _) in enumerate(code_list("dispute_risk").items)}
        return case(places, value=_DISPUTE.risk)
    if key == "state":
        places = {state.value: n for n, state in enumerate(DISPUTE_STATE_LABELS)}
        return case(places, value=_DISPUTE.state)
    if key in SORT_KEYS:
        return _DISPUTE[key]
    raise UsageError(f"纠纷台账没有“{key}”这一列，不能按它排序。")


def _first_name(side: str) -> ColumnElement[Any]:
    return (
        select(func.min(_PARTY.name))
        .where(_PARTY.dispute_id == _DISPUTE.id, _PARTY.side == side)
        .correlate(table("dispute"))
        .scalar_subquery()
    )
