"""What people call a record, for history, undo and problem lists."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import KIND_LABELS, Kind
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.tables import table

_CHUNK = 500
_village = Area.__table__.alias("village")


def record_names(session: Session, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Return key to name, e.g. 中和村/ZH0001/张三; records that are gone get their kind.

    Args:
        session: A session that can read.
        kind: Table name.
        ids: Keys.
    """
    wanted = sorted(set(ids))
    known = {key.value: label for key, label in KIND_LABELS.items()}
    names = {key: f"{known.get(kind, kind)}（编号{key}）" for key in wanted}
    build = _SELECTS.get(kind)
    if build is None:
        return names
    key_column = table(kind).c.id
    for start in range(0, len(wanted), _CHUNK):
        part: Sequence[int] = wanted[start : start + _CHUNK]
        for row in session.execute(build().where(key_column.in_(part))):
            names[row[0]] = "/".join(str(value) for value in row[1:] if value)
    return names


def record_name(session: Session, kind: Kind, key: int) -> str:
    """Return what people call one record."""
    return record_names(session, kind.value, [key])[key]


def _household() -> Select[Any]:
    household = table("household")
    return select(household.c.id, _village.c.name, household.c.number).join(
        _village, _village.c.id == household.c.village_id
    )


def _resident() -> Select[Any]:
    resident, household = table("resident"), table("household")
    return (
        select(resident.c.id, _village.c.name, household.c.number, resident.c.name)
        .join(household, household.c.id == resident.c.household_id)
        .join(_village, _village.c.id == household.c.village_id)
    )


def _area() -> Select[Any]:
    area, parent = table("area"), Area.__table__.alias("parent")
    return select(area.c.id, parent.c.name, area.c.name).outerjoin(
        parent, parent.c.id == area.c.parent_id
    )


def _cadre() -> Select[Any]:
    cadre, unit = table("cadre"), table("unit")
    return select(cadre.c.id, unit.c.name, cadre.c.name).outerjoin(
        unit, unit.c.id == cadre.c.unit_id
    )


def _pairing() -> Select[Any]:
    pairing, cadre, household = table("pairing"), table("cadre"), table("household")
    return (
        select(pairing.c.id, cadre.c.name, _village.c.name, household.c.number)
        .join(cadre, cadre.c.id == pairing.c.cadre_id)
        .join(household, household.c.id == pairing.c.household_id)
        .join(_village, _village.c.id == household.c.village_id)
    )


def _card() -> Select[Any]:
    card = table("contact_card")
    return select(card.c.id, card.c.number)


def _named(name: str) -> Select[Any]:
    return select(table(name).c.id, table(name).c.name)


_SELECTS: dict[str, Callable[[], Select[Any]]] = {
    "household": _household,
    "resident": _resident,
    "area": _area,
    "cadre": _cadre,
    "pairing": _pairing,
    "contact_card": _card,
    "unit": lambda: _named("unit"),
    "team": lambda: _named("team"),
    "station": lambda: _named("station"),
    "rule_set": lambda: _named("rule_set"),
}
