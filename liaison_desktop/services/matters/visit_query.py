"""Which visits a filter means, as SQL, and in which order a list shows them."""

from array import array
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.visit import VisitFilter
from liaison_desktop.domain.terms.visit import SIX_QUESTIONS
from liaison_desktop.models.tables import table
from liaison_desktop.models.text_part import has_part

SORT_KEYS = ("on", "households", "village", "cadres", "way", "counted", "said")
_FEW = 20_000  # keys that go into one IN list; every engine takes 32,000
_VISIT, _OF_HOUSEHOLD, _OF_CADRE = (
    table("visit").c,
    table("visit_household").c,
    table("visit_cadre").c,
)
_SEARCHED = (
    "content",
    "said",
    "answered",
    "policy",
    "note",
    *(field.name for field in SIX_QUESTIONS),
)


def visit_ids(session: Session, wanted: VisitFilter, sort: Sort) -> "array[int]":
    """Return the keys of the visits of a filter; the natural order is newest first.

    Raises:
        UsageError: When there is no such column to sort by.
    """
    statement = _ordered(select(_VISIT.id).where(*conditions(wanted)), sort)
    ids = array("q", session.scalars(statement))
    if wanted.ids is not None and len(wanted.ids) > _FEW:
        chosen = frozenset(wanted.ids)
        ids = array("q", (key for key in ids if key in chosen))
    return ids


def conditions(wanted: VisitFilter) -> Iterator[ColumnElement[bool]]:
    """Yield a filter as conditions on the visit table; ``ids`` only when short."""
    if wanted.since is not None:
        yield func.coalesce(_VISIT.ends_on, _VISIT.on) >= wanted.since
    if wanted.until is not None:
        yield _VISIT.on <= wanted.until
    for column, value in (
        (_VISIT.village_id, wanted.village_id),
        (_VISIT.sheet_id, wanted.sheet_id),
        (_VISIT.way, wanted.way or None),
        (_VISIT.counted, wanted.counted),
    ):
        if value is not None:
            yield column == value
    if wanted.ids is not None and len(wanted.ids) <= _FEW:
        yield _VISIT.id.in_(wanted.ids)
    yield from _conditions_on_people(wanted)
    if wanted.with_problem:
        yield _VISIT.said.is_not(None)
    if text := wanted.text.strip():
        yield _says(text)


def _conditions_on_people(wanted: VisitFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.household_id is not None:
        visited = select(_OF_HOUSEHOLD.visit_id)
        yield _VISIT.id.in_(visited.where(_OF_HOUSEHOLD.household_id == wanted.household_id))
    if wanted.cadre_id is not None:
        went = select(_OF_CADRE.visit_id).where(_OF_CADRE.cadre_id == wanted.cadre_id)
        yield _VISIT.id.in_(went)
    if wanted.unresolved:
        waiting = select(_OF_HOUSEHOLD.visit_id).where(_OF_HOUSEHOLD.household_id.is_(None))
        others = select(_OF_CADRE.visit_id).where(_OF_CADRE.cadre_id.is_(None))
        yield or_(_VISIT.id.in_(waiting), _VISIT.id.in_(others))


def _says(text: str) -> ColumnElement[bool]:
    """Say in SQL that a text stands somewhere in what was said, or is a name as typed."""
    found = [has_part(_VISIT[name], text) for name in _SEARCHED]
    typed = (
        exists().where(part.visit_id == _VISIT.id, has_part(part.typed, text))
        for part in (_OF_HOUSEHOLD, _OF_CADRE)
    )
    return or_(*found, *typed)


def _ordered(statement: Select[int], sort: Sort) -> Select[int]:
    if sort.key in ("", "on"):
        if sort.key and not sort.descending:
            return statement.order_by(_VISIT.on, _VISIT.id)
        return statement.order_by(_VISIT.on.desc(), _VISIT.id.desc())
    order = _order(sort.key)
    turned = order.desc() if sort.descending else order.asc()
    return statement.order_by(turned.nulls_last(), _VISIT.on.desc(), _VISIT.id.desc())


def _order(key: str) -> ColumnElement[Any]:
    if key == "households":
        head = table("resident")
        return _least(
            select(func.min(head.c.name_key))
            .join(table("visit_household"), _OF_HOUSEHOLD.household_id == head.c.household_id)
            .where(_OF_HOUSEHOLD.visit_id == _VISIT.id, head.c.is_head)
        )
    if key == "cadres":
        cadre = table("cadre")
        return _least(
            select(func.min(cadre.c.name_key))
            .join(table("visit_cadre"), _OF_CADRE.cadre_id == cadre.c.id)
            .where(_OF_CADRE.visit_id == _VISIT.id)
        )
    if key == "village":
        area = table("area")
        return _least(select(area.c.position * 100_000 + area.c.id).where(
            area.c.id == _VISIT.village_id
        ))  # fmt: skip
    if key == "way":
        places = {code: n for n, (code, _) in enumerate(code_list("visit_way").items)}
        return case(places, value=_VISIT.way)
    if key in ("counted", "said"):
        return _VISIT[key]
    raise UsageError(f"走访列表没有“{key}”这一列，不能按它排序。")


def _least(statement: Select[Any]) -> ColumnElement[Any]:
    return statement.correlate(table("visit")).scalar_subquery()
