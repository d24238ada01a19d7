"""What a closing keeps: every figure, whole and by village, and the records behind each.

Records are kept by public id, so that a later comparison is of records, not of words.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.frozen import figure_data

RecordKey = tuple[str, str]
"""Kind and public id of a record."""


def kept_figures(figures: Figures, period: Period) -> dict[str, Any]:
    """Return every figure of the station, and of each village where it can be told apart."""
    whole = figures.all(period)
    villages: dict[str, list[list[Any]]] = {}
    for one in whole:
        if one.value is None or Dimension.VILLAGE not in figures.dimensions(one.key):
            continue
        for part in figures.divided(one.key, period, Dimension.VILLAGE).parts:
            villages.setdefault(part.part.value, []).append(figure_data(part.figure))
    return {"whole": [figure_data(one) for one in whole], "villages": villages}


def kept_lists(context: Context, figures: Figures, period: Period) -> dict[str, Any]:
    """Return the records behind every figure that has any."""
    lists = {
        one.key: figures.records(one.key, period) for one in figures.all(period) if one.records
    }
    with context.store.reading() as session:
        ids = public_ids(session, (record for records in lists.values() for record in records))
    told: dict[str, dict[str, list[str]]] = {}
    for records in lists.values():
        for record in records:
            of_kind = told.setdefault(record.kind.value, {})
            of_kind[ids[record.kind, record.id]] = [record.record, record.name]
    return {
        "records": told,
        "lists": {
            key: [
                [record.kind.value, ids[record.kind, record.id], _iso(record.on)]
                for record in records
            ]
            for key, records in lists.items()
        },
    }


def public_ids(session: Session, records: Iterable[FigureRecord]) -> dict[tuple[Kind, int], str]:
    """Return the public id of each record."""
    wanted: dict[Kind, set[int]] = {}
    for record in records:
        wanted.setdefault(record.kind, set()).add(record.id)
    found: dict[tuple[Kind, int], str] = {}
    for kind, keys in wanted.items():
        own = table(kind.value).c
        for part in parts(sorted(keys)):
            statement = select(own.id, own.public_id).where(own.id.in_(part))
            found.update(((kind, key), public) for key, public in session.execute(statement))
    return found


def keys_of(session: Session, records: Iterable[RecordKey]) -> dict[RecordKey, int]:
    """Return the key of each record that is still there."""
    wanted: dict[str, list[str]] = {}
    for kind, public in records:
        wanted.setdefault(kind, []).append(public)
    found: dict[RecordKey, int] = {}
    for kind, publics in wanted.items():
        own = table(kind).c
        for part in parts(publics):
            statement = select(own.public_id, own.id).where(own.public_id.in_(part))
            found.update(((kind, public), key) for public, key in session.execute(statement))
    return found


def frozen_records(
    lists: Mapping[str, Any], key: str, ids: Mapping[RecordKey, int]
) -> dict[RecordKey, FigureRecord]:
    """Return the records a closing kept for an indicator.

    Args:
        lists: As ``kept_lists`` made them.
        key: Indicator.
        ids: Keys of the records; those that are gone get 0.
    """
    found = {}
    for kind, public, on in lists["lists"].get(key, ()):
        record, name = lists["records"][kind][public]
        day = None if on is None else date.fromisoformat(on)
        own = ids.get((kind, public), 0)
        found[kind, public] = FigureRecord(Kind(kind), own, record, name, day)
    return found


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
