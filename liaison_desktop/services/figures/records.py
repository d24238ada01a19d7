"""The records behind a figure, described for people; names only, never numbers of persons."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.models.batches import holding
from liaison_desktop.models.tables import AnyRow, table
from liaison_desktop.services.figures.query import Describe

_AREA, _HOUSEHOLD, _RESIDENT = table("area"), table("household"), table("resident")
_CADRE, _UNIT, _CARD = table("cadre"), table("unit"), table("contact_card")

Statement = Select[*tuple[Any, ...]]


@cache
def household_records(dated: str) -> Describe:
    """Describe households: 村/户编号, head, and the date column named ``dated``."""
    head = _RESIDENT.alias("head")
    statement = (
        select(_HOUSEHOLD.c.id, _AREA.c.name, _HOUSEHOLD.c.number, head.c.name, _HOUSEHOLD.c[dated])
        .join(_AREA, _AREA.c.id == _HOUSEHOLD.c.village_id)
        .outerjoin(head, (head.c.household_id == _HOUSEHOLD.c.id) & head.c.is_head)
    )
    return describer(statement, _HOUSEHOLD, lambda row: _placed(Kind.HOUSEHOLD, row))


def resident_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
    """Describe residents: 村/户编号 of the household, and the name."""
    statement = (
        select(
            _RESIDENT.c.id, _AREA.c.name, _HOUSEHOLD.c.number, _RESIDENT.c.name, _RESIDENT.c.since
        )
        .join(_HOUSEHOLD, _HOUSEHOLD.c.id == _RESIDENT.c.household_id)
        .join(_AREA, _AREA.c.id == _HOUSEHOLD.c.village_id)
    )
    describe = describer(statement, _RESIDENT, lambda row: _placed(Kind.RESIDENT, row))
    return describe(session, ids)


def cadre_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
    """Describe cadres: unit and name."""
    statement = select(_CADRE.c.id, _UNIT.c.name, _CADRE.c.name, _CADRE.c.since).outerjoin(
        _UNIT, _UNIT.c.id == _CADRE.c.unit_id
    )
    describe = describer(
        statement,
        _CADRE,
        lambda row: FigureRecord(Kind.CADRE, row[0], row[1] or "", row[2], row[3]),
    )
    return describe(session, ids)


def card_records(dated: ColumnElement[date]) -> Describe:
    """Describe cards: card number, head it was made for, and the date ``dated``."""
    statement = select(_CARD.c.id, _CARD.c.number, _CARD.c.shown_head, dated.label("dated"))
    return describer(
        statement,
        _CARD,
        lambda row: FigureRecord(Kind.CONTACT_CARD, row[0], row[1], row[2], row[3]),
    )


def _placed(kind: Kind, row: AnyRow) -> FigureRecord:
    key, village, number, name, on = row
    return FigureRecord(kind, int(key), f"{village}/{number}", name or "", _day(on))


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def describer(statement: Statement, of: Table, make: Callable[[AnyRow], FigureRecord]) -> Describe:
    """Make a description of records from a query and what makes a record of its row."""

    def describe(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
        found = {
            record.id: record
            for chosen in holding(of.c.id, ids)
            for record in map(make, session.execute(statement.where(chosen)))
        }
        return [found[key] for key in ids if key in found]

    return describe
