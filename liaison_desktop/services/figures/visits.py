"""Indicators of visits, village stays and diaries (R60, R64, R69)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.indicator import FigureRecord, Number
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.query import Query, Span
from liaison_desktop.services.figures.records import household_records
from liaison_desktop.services.matters.diary_query import diary_rows
from liaison_desktop.services.matters.village_stays import village_days
from liaison_desktop.services.matters.visit_rows import visit_rows

_VISIT, _WHOM, _STAY, _DIARY = (
    table("visit"),
    table("visit_household"),
    table("village_stay"),
    table("diary"),
)
# How many households a visit was to: one visit to three households is three 户次 (R64).
_TIMES = (
    select(func.count(_WHOM.c.id))
    .where(_WHOM.c.visit_id == _VISIT.c.id)
    .correlate(_VISIT)
    .scalar_subquery()
)


def visits(span: Span) -> Select[int]:
    """Select the visits to houses of the period; a telephone call is none (R68)."""
    return select(_VISIT.c.id).where(_VISIT.c.counted, span.covers(_VISIT.c.on))


def households_visited(span: Span) -> Select[int]:
    """Select the households visited in the period, each once."""
    return (
        select(_WHOM.c.household_id)
        .join(_VISIT, _VISIT.c.id == _WHOM.c.visit_id)
        .where(_VISIT.c.counted, span.covers(_VISIT.c.on), _WHOM.c.household_id.is_not(None))
        .distinct()
    )


def village_stays(span: Span) -> Select[int]:
    """Select the stays of which a day lies in the period, up to today."""
    return select(_STAY.c.id).where(_STAY.c.until >= span.first, _STAY.c.since <= _last(span))


def days_in_villages(session: Session, span: Span) -> Number:
    """Return the days of the period cadres lived in villages, up to today."""
    return sum(village_days(session, span.first, _last(span)).values())


def _last(span: Span) -> date:
    """Return the last day that counts: days still to come do not."""
    return min(span.last, span.day)


def diaries(span: Span) -> Select[int]:
    """Select the diaries of the period."""
    return select(_DIARY.c.id).where(span.covers(_DIARY.c.on))


def visit_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
    """Describe visits: the households, and who went."""
    return [
        FigureRecord(Kind.VISIT, key, row.households or row.village, row.cadres, row.on)
        for key, row in visit_rows(session, ids).items()
    ]


def village_stay_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
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


def diary_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
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


QUERIES: tuple[Query, ...] = (
    Query("households_visited", households_visited, household_records("since"), opened=_any_visit),
    Query("visits", visits, visit_records, opened=_any_visit, amount=_TIMES),
    Query(
        "village_stay_days",
        village_stays,
        village_stay_records,
        opened=_any_stay,
        total=days_in_villages,
    ),
    Query("diaries", diaries, diary_records, opened=_any_diary),
)
