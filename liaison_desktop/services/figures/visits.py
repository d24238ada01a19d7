"""Indicators of visits, village stays and diaries (R60, R64, R69)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.indicator import FigureRecord, Number
from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.domain.matters.village_days import distinct_days
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures import divisions, naming
from liaison_desktop.services.figures.query import Division, Noun, Query, Span, Statement
from liaison_desktop.services.figures.records import household_records
from liaison_desktop.services.figures.register import HOUSEHOLDS, households
from liaison_desktop.services.matters.diary_query import diary_rows
from liaison_desktop.services.matters.visit_rows import visit_rows

_VISIT, _WHOM, _WHO, _STAY, _DIARY, _HOUSEHOLD = (
    table("visit"),
    table("visit_household"),
    table("visit_cadre"),
    table("village_stay"),
    table("diary"),
    table("household"),
)
_AT_HOUSE = _WHOM.join(_VISIT, _VISIT.c.id == _WHOM.c.visit_id)


def visits(span: Span) -> Select[int]:
    """Select who was visited at home in the period, visit by visit.

    One visit to three households is three 户次 (R64); a telephone call is none (R68).
    """
    return select(_WHOM.c.id).select_from(_AT_HOUSE).where(_VISIT.c.counted, _in(span))


def households_visited(span: Span) -> Select[int]:
    """Select the households visited in the period, each once."""
    return select(_HOUSEHOLD.c.id).where(_HOUSEHOLD.c.id.in_(_visited(span)))


def _kept_and_visited(span: Span) -> Select[int]:
    return households(span).where(_HOUSEHOLD.c.id.in_(_visited(span)))


def households_unvisited(span: Span) -> Select[int]:
    """Select the households kept on the day and not visited in the period."""
    return households(span).where(_HOUSEHOLD.c.id.not_in(_visited(span)))


def _visited(span: Span) -> Select[int]:
    known = _WHOM.c.household_id.is_not(None)
    return select(_WHOM.c.household_id).select_from(_AT_HOUSE).where(
        _VISIT.c.counted, _in(span), known
    )  # fmt: skip


def _in(span: Span) -> ColumnElement[bool]:
    return span.covers(_VISIT.c.on)


def village_stays(span: Span) -> Select[int]:
    """Select the stays of which a day lies in the period, up to today."""
    return select(_STAY.c.id).where(_STAY.c.until >= span.first, _STAY.c.since <= _last(span))


def _days_in_villages(session: Session, span: Span, rows: Statement) -> dict[Any, Number]:
    """Return for each part the days of the period cadres lived in villages, up to today."""
    key, part = rows.subquery("sorted").c
    statement = select(part, _STAY.c.cadre_id, _STAY.c.since, _STAY.c.until).join(
        _STAY, _STAY.c.id == key
    )
    stays: defaultdict[tuple[Any, int], list[tuple[date, date]]] = defaultdict(list)
    for found, cadre, since, until in session.execute(statement):
        stays[found, cadre].append((since, until))
    days: defaultdict[Any, Number] = defaultdict(int)
    for (found, _), spans in stays.items():
        days[found] += distinct_days(spans, span.first, _last(span))
    return days


def _last(span: Span) -> date:
    """Return the last day that counts: days still to come do not."""
    return min(span.last, span.day)


def diaries(span: Span) -> Select[int]:
    """Select the diaries of the period."""
    return select(_DIARY.c.id).where(span.covers(_DIARY.c.on))


def _visit_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
    """Describe visits: the households, and who went."""
    return [
        FigureRecord(Kind.VISIT, key, row.households or row.village, row.cadres, row.on)
        for key, row in visit_rows(session, ids).items()
    ]


def _village_stay_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
    """Describe village stays: the village, and who lived there."""
    cadre, area = table("cadre"), table("area")
    statement = (
        select(_STAY.c.id, func.coalesce(area.c.name, ""), cadre.c.name, _STAY.c.since)
        .join(cadre, cadre.c.id == _STAY.c.cadre_id)
        .outerjoin(area, area.c.id == _STAY.c.village_id)
        .order_by(_STAY.c.id)
    )
    return [
        FigureRecord(Kind.VILLAGE_STAY, *row)
        for part in parts(ids)
        for row in session.execute(statement.where(_STAY.c.id.in_(part)))
    ]


def _diary_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
    """Describe diaries: unit and name of who wrote them."""
    return [
        FigureRecord(Kind.DIARY, key, row.unit, row.cadre, row.on)
        for key, row in diary_rows(session, ids).items()
    ]


def _any_visit(_span: Span) -> Select[int]:
    return select(_VISIT.c.id)


def _any_stay(_span: Span) -> Select[int]:
    return select(_STAY.c.id)


def _any_diary(_span: Span) -> Select[int]:
    return select(_DIARY.c.id)


def _visitors(span: Span) -> Statement:
    """Return who was visited, and the cadres who went; those typed by name are nobody yet."""
    went = _WHOM.join(_VISIT, _VISIT.c.id == _WHOM.c.visit_id).join(
        _WHO, _WHO.c.visit_id == _VISIT.c.id
    )
    return (
        select(_WHOM.c.id, _WHO.c.cadre_id)
        .select_from(went)
        .where(_WHO.c.cadre_id.is_not(None), _in(span))
    )


def _visitors_of_households(span: Span) -> Statement:
    """Return households visited in the period, and the cadres who went."""
    return _visitors(span).with_only_columns(
        _WHOM.c.household_id, _WHO.c.cadre_id, maintain_column_froms=True
    ).where(_WHOM.c.household_id.is_not(None), _VISIT.c.counted)  # fmt: skip


def _ways_of_households(span: Span) -> Statement:
    return _visited(span).with_only_columns(
        _WHOM.c.household_id, _VISIT.c.way, maintain_column_froms=True
    ).where(_VISIT.c.way.is_not(None))  # fmt: skip


# The household's own place; while it waits to be found, the village the visit was to.
_VILLAGE = func.coalesce(
    divisions.of_household(_WHOM.c.household_id, "village_id"), _VISIT.c.village_id
)
VISITS = Noun(
    {
        Dimension.VILLAGE: divisions.village(_VILLAGE),
        Dimension.GROUP: divisions.group(divisions.of_household(_WHOM.c.household_id, "group_id")),
        **divisions.cadres(_visitors),
        Dimension.WAY: divisions.coded("visit_way", _VISIT.c.way),
    }
)
# Of a household visited, the cadre concerned is who went there.
VISITED = Noun(
    {
        **HOUSEHOLDS.divisions,
        **divisions.cadres(_visitors_of_households),
        Dimension.WAY: Division(naming.codes("visit_way"), pairs=_ways_of_households),
    }
)
STAYS = Noun(
    {
        Dimension.VILLAGE: divisions.village(_STAY.c.village_id),
        Dimension.GROUP: divisions.group(divisions.of_household(_STAY.c.household_id, "group_id")),
        **divisions.cadre(_STAY.c.cadre_id),
    }
)
DIARIES = Noun(divisions.cadre(_DIARY.c.cadre_id))
_HOMES = household_records("since")

QUERIES: tuple[Query, ...] = (
    Query(
        "households_visited", households_visited, _HOMES, VISITED, opened=_any_visit, repeats=True
    ),
    Query(
        "households_unvisited", households_unvisited, _HOMES, HOUSEHOLDS,
        opened=_any_visit, repeats=True,
    ),
    Query(
        "visit_rate", _kept_and_visited, _HOMES, HOUSEHOLDS, denominator=households,
        opened=_any_visit,
    ),
    Query("visits", visits, _visit_records, VISITS, opened=_any_visit, listed=_WHOM.c.visit_id),
    Query(
        "village_stay_days", village_stays, _village_stay_records, STAYS, opened=_any_stay,
        total=_days_in_villages,
    ),
    Query("diaries", diaries, _diary_records, DIARIES, opened=_any_diary),
)  # fmt: skip
