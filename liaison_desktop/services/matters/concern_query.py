"""Which concerns a filter means, as SQL, and in which order a list shows them."""

from array import array
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.terms.concern import LEDGER_STATES, OPEN_STATES, ConcernState
from liaison_desktop.models.tables import table
from liaison_desktop.models.text_part import has_part
from liaison_desktop.services.matters.concern_clock import overdue_on, standings

_FEW = 20_000  # keys that go into one IN list; every engine takes 32,000
_YEAR_ENDS = 5  # 民2023
_CONCERN = table("concern").c
_SEARCHED = ("number", "title", "content", "applicant")
_BY_PINYIN = ("applicant", "owner", "first_receiver", "title")
_BY_VALUE = ("number", "received_on", "limit_on", "done_on", "reopened")
_BY_CODE = {
    "category": "concern_category",
    "channel": "concern_channel",
    "level": "concern_level",
    "satisfaction": "satisfaction",
}
SORT_KEYS = (*_BY_VALUE, *_BY_PINYIN, *_BY_CODE, "state", "household")


def concern_ids(session: Session, wanted: ConcernFilter, sort: Sort, today: date) -> "array[int]":
    """Return the keys of the concerns of a filter; the natural order is newest first.

    Raises:
        UsageError: When there is no such column to sort by.
    """
    statement = select(_CONCERN.id).where(*conditions(wanted, today))
    if sort.key in _BY_PINYIN:
        ids = _in_pinyin_order(session, statement, sort)
    else:
        ids = array("q", session.scalars(_ordered(statement, sort)))
    if wanted.ids is not None and len(wanted.ids) > _FEW:
        chosen = frozenset(wanted.ids)
        ids = array("q", (key for key in ids if key in chosen))
    if not wanted.amber:
        return ids
    lights = standings(session, ids, today)
    return array("q", (key for key in ids if lights[key].light is Light.AMBER))


def conditions(wanted: ConcernFilter, today: date) -> Iterator[ColumnElement[bool]]:
    """Yield a filter as conditions on the concern table; ``ids`` only when short."""
    yield from _conditions_on_state(wanted, today)
    if wanted.since is not None:
        yield _CONCERN.received_on >= wanted.since
    if wanted.until is not None:
        yield _CONCERN.received_on <= wanted.until
    for name in ("category", "channel", "level", "satisfaction", "owner"):
        if value := getattr(wanted, name):
            yield _CONCERN[name] == value
    for name in ("village_id", "household_id", "owner_id", "first_receiver_id"):
        if (key := getattr(wanted, name)) is not None:
            yield _CONCERN[name] == key
    if wanted.ids is not None and len(wanted.ids) <= _FEW:
        yield _CONCERN.id.in_(wanted.ids)
    if wanted.repeated:
        yield _asked_before()
    if text := wanted.text.strip():
        yield or_(*(has_part(_CONCERN[name], text) for name in _SEARCHED))


def _conditions_on_state(wanted: ConcernFilter, today: date) -> Iterator[ColumnElement[bool]]:
    if wanted.states:
        yield _CONCERN.state.in_([state.value for state in wanted.states])
    else:
        yield _CONCERN.state != ConcernState.VOID.value
    if wanted.ledger is True:
        yield _CONCERN.state.in_([state.value for state in LEDGER_STATES])
    elif wanted.ledger is False:
        yield _CONCERN.state == ConcernState.ANSWERED.value
    if wanted.overdue:
        yield overdue_on(today)
    if wanted.amber:
        yield _CONCERN.state.in_([state.value for state in OPEN_STATES])
        yield _CONCERN.limit_on.is_not(None)
    if wanted.owed_feedback:
        owed = (ConcernState.DONE, ConcernState.EXPLAINED, ConcernState.FED_BACK)
        yield _CONCERN.state.in_([state.value for state in owed])


def _asked_before() -> ColumnElement[bool]:
    """Say in SQL that the household asked for something of this class before."""
    earlier = table("concern").alias("earlier")
    return exists().where(
        earlier.c.household_id == _CONCERN.household_id,
        earlier.c.category == _CONCERN.category,
        earlier.c.state != ConcernState.VOID.value,
        or_(
            earlier.c.received_on < _CONCERN.received_on,
            and_(earlier.c.received_on == _CONCERN.received_on, earlier.c.id < _CONCERN.id),
        ),
    )


def _ordered(statement: Select[int], sort: Sort) -> Select[int]:
    if sort.key == "":
        newest = (_CONCERN.received_on.desc(), _CONCERN.id.desc())
        oldest = (_CONCERN.received_on, _CONCERN.id)
        return statement.order_by(*(oldest if sort.descending else newest))
    if sort.key == "number":  # 民2023-10000 comes after 民2023-9999, whatever its first digit
        number = _CONCERN.number
        keys = (func.substr(number, 1, _YEAR_ENDS), func.length(number), number)
        return statement.order_by(*(key.desc() if sort.descending else key for key in keys))
    order = _order(sort.key)
    turned = order.desc() if sort.descending else order.asc()
    return statement.order_by(turned.nulls_last(), _CONCERN.id)


def _order(key: str) -> ColumnElement[Any]:
    if key in _BY_VALUE:
        return _CONCERN[key]
    if key in _BY_CODE:
        places = {code: n for n, (code, _) in enumerate(code_list(_BY_CODE[key]).items)}
        return case(places, value=_CONCERN[key])
    if key == "state":
        return case({state.value: n for n, state in enumerate(ConcernState)}, value=_CONCERN.state)
    if key == "household":
        household = table("household")
        return (
            select(household.c.number_key)
            .where(household.c.id == _CONCERN.household_id)
            .correlate(table("concern"))
            .scalar_subquery()
        )
    raise UsageError(f"民情台账没有“{key}”这一列，不能按它排序。")


def _in_pinyin_order(session: Session, statement: Select[int], sort: Sort) -> "array[int]":
    """Sort by names no key is stored for; each different name is read once.

    Keys and names are read apart and one by one: ten thousand rows held at a time wake the
    garbage collector, which takes longer than the sorting.
    """
    in_order = statement.order_by(_CONCERN.id)
    ids = array("q", session.scalars(in_order))
    named = in_order.with_only_columns(_CONCERN[sort.key])
    names = [name or "" for name in session.scalars(named)]
    keys = {name: pinyin_key(name) for name in set(names)}
    filled = [place for place, name in enumerate(names) if name]
    filled.sort(key=lambda place: keys[names[place]], reverse=sort.descending)
    blank = (place for place, name in enumerate(names) if not name)
    return array("q", (ids[place] for place in (*filled, *blank)))
