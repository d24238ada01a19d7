"""What holds on a day: pairings in force, cadres in their post, the default way.

These expressions are the only place that says so; lists, figures and cards ask them.
"""

from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, FromClause, and_, not_, or_, select

from liaison_desktop.domain.codes import code_list
from liaison_desktop.models.tables import table

_DEFAULT_WAY = "干部结对联户"


@cache
def default_way() -> str:
    """Return the 联户方式 of a pairing that names none: 干部结对联户 (domain.md R20)."""
    return code_list("pairing_way").value_of(_DEFAULT_WAY)


def open_on(day: date, pairing: FromClause | None = None) -> ColumnElement[bool]:
    """Say in SQL that a pairing's own dates include a day; both ends belong to it.

    Args:
        day: The day.
        pairing: An alias of the pairing table, None for the table itself.
    """
    columns = (table("pairing") if pairing is None else pairing).c
    return and_(
        or_(columns.since.is_(None), columns.since <= day),
        or_(columns.until.is_(None), columns.until >= day),
    )


def current_on(day: date, pairing: FromClause | None = None) -> ColumnElement[bool]:
    """Say in SQL that somebody is responsible by a pairing on a day.

    The pairing is open and its cadre is in his post: who has not come yet covers nobody,
    and neither does what a cadre leaves behind until it is handed over (domain.md 13,
    fixture S000-A). A cadre whose 到岗日期 is unknown was there always.

    Args:
        day: The day.
        pairing: An alias of the pairing table, None for the table itself.
    """
    source = table("pairing") if pairing is None else pairing
    absent = select(table("cadre").c.id).where(not_(in_post_on(day)))
    return and_(open_on(day, source), source.c.cadre_id.not_in(absent))


def left_by(day: date) -> ColumnElement[bool]:
    """Say in SQL that a cadre has left: from his 离岗日期 on he is not in the post."""
    until = table("cadre").c.until
    return and_(until.is_not(None), until <= day)


def in_post_on(day: date) -> ColumnElement[bool]:
    """Say in SQL that a cadre is in his post on a day; an open start counts always."""
    columns = table("cadre").c
    return and_(
        or_(columns.since.is_(None), columns.since <= day),
        or_(columns.until.is_(None), columns.until > day),
    )


def not_closed(day: date) -> ColumnElement[bool]:
    """Say in SQL that a household was not 注销 by a day.

    Lists and exports show such households, those too that are kept only from a later
    day on; figures count those of ``kept_on``.
    """
    until = table("household").c.until
    return or_(until.is_(None), until > day)


def not_moved_out(day: date) -> ColumnElement[bool]:
    """Say in SQL that a person has not left the household by a day.

    Lists, exports, forms and cards show such people, as they show the households of
    ``not_closed``; figures count those of ``lives_on``.
    """
    until = table("resident").c.until
    return or_(until.is_(None), until > day)


def lives_on(day: date) -> ColumnElement[bool]:
    """Say in SQL that a person lives in the household on a day: not from moving out on."""
    since = table("resident").c.since
    return and_(or_(since.is_(None), since <= day), not_moved_out(day))


def kept_on(day: date) -> ColumnElement[bool]:
    """Say in SQL that a household is kept on a day: from its 注销 date on it is not."""
    since = table("household").c.since
    return and_(or_(since.is_(None), since <= day), not_closed(day))
