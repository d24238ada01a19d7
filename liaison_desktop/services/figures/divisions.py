"""The ways records are divided that several nouns share: place, cadre, code.

A noun puts its own together from these, once, beside its queries; limits and groups both come
from them, so a part of a divided figure is the figure of that scope.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.domain.register.area import Level
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on
from liaison_desktop.services.figures import naming
from liaison_desktop.services.figures.query import Division, Span, Statement

_Column = ColumnElement[Any]
_HOUSEHOLD, _CADRE, _PAIRING = table("household"), table("cadre"), table("pairing")


def village(column: _Column) -> Division:
    """Divide by the village a column names."""
    return Division(naming.villages, lambda _: column, area=Level.VILLAGE, keyed=True)


def group(column: _Column) -> Division:
    """Divide by the group a column names."""
    return Division(naming.groups, lambda _: column, area=Level.GROUP, keyed=True)


def of_household(key: _Column, name: str) -> _Column:
    """Return a column of the household another table names by its key."""
    home = _HOUSEHOLD.alias("home")
    return select(home.c[name]).where(home.c.id == key).correlate(key.table).scalar_subquery()


def places_of_household(key: _Column) -> dict[Dimension, Division]:
    """Divide by the place of the household a column names."""
    return {
        Dimension.VILLAGE: village(of_household(key, "village_id")),
        Dimension.GROUP: group(of_household(key, "group_id")),
    }


def cadre(key: _Column) -> dict[Dimension, Division]:
    """Divide by the one cadre a column names, by his unit and by his team."""

    def of_cadre(name: str) -> _Column:
        who = _CADRE.alias("who")
        return select(who.c[name]).where(who.c.id == key).correlate(key.table).scalar_subquery()

    unit, team = of_cadre("unit_id"), of_cadre("team_id")
    return {
        Dimension.UNIT: Division(naming.units, lambda _: unit, keyed=True),
        Dimension.TEAM: Division(naming.teams, lambda _: team, keyed=True),
        Dimension.CADRE: Division(naming.cadres, lambda _: key, keyed=True),
    }


def cadres(pairs: Callable[[Span], Statement]) -> dict[Dimension, Division]:
    """Divide by the cadres of a record, of whom there may be several.

    Args:
        pairs: Makes the ``(key, cadre_id)`` rows of a span.
    """

    def of_cadres(name: str) -> Callable[[Span], Statement]:
        def statement(span: Span) -> Statement:
            found = pairs(span).subquery("concerned")
            key, who = found.c
            joined = select(key, _CADRE.c[name]).join(_CADRE, _CADRE.c.id == who)
            return joined.where(_CADRE.c[name].is_not(None))

        return statement

    return {
        Dimension.UNIT: Division(naming.units, pairs=of_cadres("unit_id"), keyed=True),
        Dimension.TEAM: Division(naming.teams, pairs=of_cadres("team_id"), keyed=True),
        Dimension.CADRE: Division(naming.cadres, pairs=pairs, keyed=True),
    }


def responsible(span: Span) -> Statement:
    """Return households and the cadres responsible for them on the day."""
    return select(_PAIRING.c.household_id, _PAIRING.c.cadre_id).where(current_on(span.day))


def coded(name: str, column: _Column) -> Division:
    """Divide by the items of a code list; a word it does not know is a part of its own."""
    filled = func.nullif(column, "")
    return Division(naming.codes(name), lambda _: filled)


def grouped(name: str, column: _Column) -> Division:
    """Divide by the classes the items of a code list count in."""
    of_code = case(dict(code_list(name).groups), value=column, else_=func.nullif(column, ""))
    return Division(naming.code_groups(name), lambda _: of_code)
