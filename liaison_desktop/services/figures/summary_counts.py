"""Numbers a summary names besides the indicators: villages, units, members, late entries."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.domain.figures.template_words import LATE_ENTRIES
from liaison_desktop.domain.register.area import Level
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import in_post_on, kept_on, lives_on
from liaison_desktop.services.figures.late_entries import late_count

_MEMBERS = ("中共党员", "中共预备党员")


def count_of(session: Session, key: str, scope: Scope, period: Period, today: date) -> int | None:
    """Count what ``key`` names within a scope, at the end of a period or of it.

    Args:
        session: Reads the store.
        key: A value of ``template_words.COUNT_KEYS``.
        scope: Limits by area; None is returned for any other, and for late entries, which
            are the station's.
        period: The period.
        today: The present day, on which things are counted while the period runs.
    """
    if key == LATE_ENTRIES:
        return None if scope.parts else late_count(session, period)
    if any(part.dimension not in (Dimension.VILLAGE, Dimension.GROUP) for part in scope.parts):
        return None
    areas = [int(part.value) for part in scope.parts if part.value]
    statement = _COUNTS[key](areas, period.stock_day(today))
    return None if statement is None else session.execute(statement).scalar_one()


def _villages(areas: list[int], _day: date) -> Select[int]:
    return _areas(Level.VILLAGE, areas)


def _groups(areas: list[int], _day: date) -> Select[int]:
    return _areas(Level.GROUP, areas)


def _areas(level: Level, within: list[int]) -> Select[int]:
    """Count the areas of a level that are, or lie below, each of the areas."""
    statement = select(func.count()).select_from(Area).where(Area.level == level.value)
    for key in within:
        statement = statement.where(Area.id.in_(_below(key)))
    return statement


def _below(key: int) -> Select[int]:
    """Select an area and all below it: of a county its townships, villages and groups."""
    above, top = aliased(Area), aliased(Area)
    return (
        select(Area.id)
        .outerjoin(above, above.id == Area.parent_id)
        .outerjoin(top, top.id == above.parent_id)
        .where(or_(Area.id == key, above.id == key, top.id == key, top.parent_id == key))
    )


def _units(areas: list[int], day: date) -> Select[int] | None:
    return None if areas else _of_cadres(table("cadre").c.unit_id, day)


def _teams(areas: list[int], day: date) -> Select[int] | None:
    return None if areas else _of_cadres(table("cadre").c.team_id, day)


def _of_cadres(column: ColumnElement[int | None], day: date) -> Select[int]:
    return select(func.count(column.distinct())).where(in_post_on(day))


def _members(areas: list[int], day: date) -> Select[int]:
    resident, household = table("resident"), table("household")
    codes = [code_list("political").value_of(word) for word in _MEMBERS]
    statement = (
        select(func.count(resident.c.id))
        .select_from(resident.join(household, household.c.id == resident.c.household_id))
        .where(resident.c.political.in_(codes), lives_on(day), kept_on(day))
    )
    for key in areas:
        place = household.c
        statement = statement.where(or_(place.village_id.in_(_below(key)), place.group_id == key))
    return statement


_COUNTS: dict[str, Callable[[list[int], date], Select[int] | None]] = {
    "villages": _villages,
    "groups": _groups,
    "units": _units,
    "teams": _teams,
    "members": _members,
}
