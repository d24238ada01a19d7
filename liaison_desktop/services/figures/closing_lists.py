"""What a closing keeps: every figure, whole and by village, and the records behind each.

Records are kept by public id, so that a later comparison is of records, not of words.
"""

import itertools
from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.models.batches import holding, parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.frozen import figure_data

RecordKey = tuple[str, str]
"""Kind and public id of a record."""
_KIND = attrgetter("kind")


def kept_figures(figures: Figures, period: Period) -> dict[str, Any]:
    """Return every figure of the station, and of each village where it can be told apart."""
    whole, by_village = figures.all_divided(period, lambda _, by: by is Dimension.VILLAGE)
    villages: dict[str, list[list[Any]]] = {}
    for divided in by_village:
        for part in divided.parts:
            villages.setdefault(part.part.value, []).append(figure_data(part.figure))
    return {"whole": [figure_data(one) for one in whole], "villages": villages}


def kept_lists(
    context: Context, figures: Figures, period: Period, keys: Iterable[str]
) -> dict[str, Any]:
    """Return the records behind some figures, each record described once."""
    lists = figures.several_records(keys, period)
    with context.store.reading() as session:
        ids = _public_by_kind(session, itertools.chain.from_iterable(lists.values()))
    told: dict[str, dict[str, tuple[str, str]]] = {}
    kept: dict[str, list[tuple[str, str, str | None]]] = {}
    for key, records in lists.items():
        lines = kept[key] = []
        for kind, group in itertools.groupby(records, _KIND):
            name, publics = kind.value, ids[kind]
            of_kind = told.setdefault(name, {})
            for record in group:
                public, on = publics[record.id], record.on
                if public not in of_kind:
                    of_kind[public] = (record.record, record.name)
                lines.append((name, public, None if on is None else on.isoformat()))
    return {"records": told, "lists": kept}


def public_ids(session: Session, records: Iterable[FigureRecord]) -> dict[tuple[Kind, int], str]:
    """Return the public id of each record."""
    found = _public_by_kind(session, records)
    return {(kind, key): public for kind, ids in found.items() for key, public in ids.items()}


def _public_by_kind(
    session: Session, records: Iterable[FigureRecord]
) -> dict[Kind, dict[int, str]]:
    wanted: dict[Kind, set[int]] = {}
    for kind, group in itertools.groupby(records, _KIND):
        wanted.setdefault(kind, set()).update(record.id for record in group)
    found: dict[Kind, dict[int, str]] = {}
    for kind, keys in wanted.items():
        own, of_kind = table(kind.value).c, found.setdefault(kind, {})
        for chosen in holding(own.id, keys):
            rows = session.execute(select(own.id, own.public_id).where(chosen))
            of_kind.update((key, public) for key, public in rows if key in keys)
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
