"""What people call a record, for history, undo and problem lists."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import LABEL_OF_TABLE
from liaison_desktop.models.batches import parts
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.tables import table

_village = Area.__table__.alias("village")


def record_names(session: Session, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Return key to name, e.g. 中和村/ZH0001/张三; records that are gone get their kind.

    Args:
        session: A session that can read.
        kind: Table name.
        ids: Keys.
    """
    wanted = sorted(set(ids))
    names = {key: f"{LABEL_OF_TABLE.get(kind, kind)}（编号{key}）" for key in wanted}
    build = _SELECTS.get(kind)
    if build is None:
        return names
    key_column = table(kind).c.id
    for part in parts(wanted):
        for row in session.execute(build().where(key_column.in_(part))):
            names[row[0]] = "/".join(str(value) for value in row[1:] if value)
    return names


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


def _rule() -> Select[Any]:
    rule, rule_set = table("rule"), table("rule_set")
    return select(rule.c.id, rule_set.c.name, rule.c.indicator, rule.c.applies_to).join(
        rule_set, rule_set.c.id == rule.c.rule_set_id
    )


def _event() -> Select[Any]:
    event, card = table("card_event"), table("contact_card")
    return select(event.c.id, card.c.number).join(card, card.c.id == event.c.card_id)


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
    "rule": _rule,
    "card_event": _event,
    "rule_set": lambda: _named("rule_set"),
}
