"""Indicators of cadres and pairings: 两个全覆盖 (R28), and the quotas of the rule set in force."""

from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, in_post_on, kept_on
from liaison_desktop.services.cadres.quota import quota_column
from liaison_desktop.services.figures import divisions, naming
from liaison_desktop.services.figures.office_rules import OfficeRules
from liaison_desktop.services.figures.query import Division, Noun, Query, Span, Statement
from liaison_desktop.services.figures.records import cadre_records, household_records
from liaison_desktop.services.figures.register import HOUSEHOLDS, households

_HOUSEHOLD, _CADRE, _PAIRING = table("household"), table("cadre"), table("pairing")


def cadres(span: Span) -> Select[int]:
    """Select the cadres at their post on the day."""
    return select(_CADRE.c.id).where(in_post_on(span.day))


def cadres_paired(span: Span) -> Select[int]:
    """Select the cadres who are responsible on the day for a household kept on it."""
    return cadres(span).where(_CADRE.c.id.in_(_responsible(span)))


def cadres_idle(span: Span) -> Select[int]:
    """Select the cadres at their post who are responsible for no household."""
    return cadres(span).where(_CADRE.c.id.not_in(_responsible(span)))


def cadres_below_quota(span: Span) -> Select[int]:
    """Select the cadres with fewer households than their quota asks for (R21–R24)."""
    has = (
        select(func.count(_PAIRING.c.household_id.distinct()))
        .join(_HOUSEHOLD, _HOUSEHOLD.c.id == _PAIRING.c.household_id)
        .where(_PAIRING.c.cadre_id == _CADRE.c.id, current_on(span.day), kept_on(span.day))
        .correlate(_CADRE)
        .scalar_subquery()
    )
    return cadres(span).where(_at_least(span), has < _quota(span))


def households_paired(span: Span) -> Select[int]:
    """Select the households somebody is responsible for on the day."""
    return households(span).where(_HOUSEHOLD.c.id.in_(_covered(span)))


def households_uncovered(span: Span) -> Select[int]:
    """Select the households nobody is responsible for on the day."""
    return households(span).where(_HOUSEHOLD.c.id.not_in(_covered(span)))


def _covered(span: Span) -> Select[int]:
    return select(_PAIRING.c.household_id).where(current_on(span.day))


def _responsible(span: Span) -> Select[int]:
    return (
        select(_PAIRING.c.cadre_id)
        .join(_HOUSEHOLD, _HOUSEHOLD.c.id == _PAIRING.c.household_id)
        .where(current_on(span.day), kept_on(span.day))
    )


def _quota(span: Span) -> ColumnElement[int | None]:
    return quota_column(span.rules.quotas(span.day))


def _at_least(span: Span) -> ColumnElement[bool]:
    """Say that a cadre's quota is one to reach, not one not to exceed."""
    known = span.rules.quotas(span.day)
    most = [rank for rank, quota in known.items() if quota.comparison == "<="]
    everybody = "" in most
    named = [rank for rank in known if rank not in most and rank]
    rank = func.coalesce(_CADRE.c.rank, "")
    bounded = rank.not_in(named) if everybody else rank.in_(most)
    return _CADRE.c.quota.is_not(None) | ~bounded


def quotas_to_reach(session: Session, day: date) -> dict[int, int]:
    """Return how many households each cadre at his post should have at least, by his key.

    Those are the cadres ``cadres_below_quota`` looks at: who has no quota, or one not to be
    exceeded, has nothing to reach.
    """
    span = Span(day, day, day, OfficeRules(session))
    quota = _quota(span)
    asked = cadres(span).where(_at_least(span), quota.is_not(None))
    return dict(session.execute(asked.add_columns(quota)).all())


def _with_quota(span: Span) -> Select[int]:
    return select(_CADRE.c.id).where(_quota(span).is_not(None))


def _villages(span: Span) -> Statement:
    """Return cadres and the villages of their households."""
    return (
        select(_PAIRING.c.cadre_id, _HOUSEHOLD.c.village_id)
        .join(_HOUSEHOLD, _HOUSEHOLD.c.id == _PAIRING.c.household_id)
        .where(current_on(span.day), kept_on(span.day))
    )


_BY_VILLAGE = divisions.village(_HOUSEHOLD.c.village_id)
CADRES = Noun(
    {
        Dimension.VILLAGE: Division(
            naming.villages, pairs=_villages, area=_BY_VILLAGE.area, keyed=True
        ),
        Dimension.UNIT: Division(naming.units, lambda _: _CADRE.c.unit_id, keyed=True),
        Dimension.TEAM: Division(naming.teams, lambda _: _CADRE.c.team_id, keyed=True),
        Dimension.CADRE: Division(naming.cadres, lambda _: _CADRE.c.id, keyed=True),
    }
)
_PAIRED = household_records("since")

QUERIES: tuple[Query, ...] = (
    Query("cadres", cadres, cadre_records, CADRES),
    Query("cadres_paired", cadres_paired, cadre_records, CADRES),
    Query("cadres_idle", cadres_idle, cadre_records, CADRES),
    Query("cadres_below_quota", cadres_below_quota, cadre_records, CADRES, opened=_with_quota),
    Query("households_paired", households_paired, _PAIRED, HOUSEHOLDS),
    Query("households_uncovered", households_uncovered, _PAIRED, HOUSEHOLDS),
    Query("household_coverage", households_paired, _PAIRED, HOUSEHOLDS, denominator=households),
    Query("cadre_participation", cadres_paired, cadre_records, CADRES, denominator=cadres),
)
