"""Indicators of cadres and pairings: 两个全覆盖 (R28)."""

from sqlalchemy import Select, select

from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, in_post_on, kept_on
from liaison_desktop.services.figures.query import Query, Span
from liaison_desktop.services.figures.records import cadre_records, household_records
from liaison_desktop.services.figures.register import households

_HOUSEHOLD, _CADRE, _PAIRING = table("household"), table("cadre"), table("pairing")


def cadres(span: Span) -> Select[int]:
    """Select the cadres at their post on the day."""
    return select(_CADRE.c.id).where(in_post_on(span.day))


def cadres_paired(span: Span) -> Select[int]:
    """Select the cadres who are responsible on the day for a household kept on it."""
    responsible = (
        select(_PAIRING.c.cadre_id)
        .join(_HOUSEHOLD, _HOUSEHOLD.c.id == _PAIRING.c.household_id)
        .where(current_on(span.day), kept_on(span.day))
    )
    return cadres(span).where(_CADRE.c.id.in_(responsible))


def households_paired(span: Span) -> Select[int]:
    """Select the households somebody is responsible for on the day."""
    covered = select(_PAIRING.c.household_id).where(current_on(span.day))
    return households(span).where(_HOUSEHOLD.c.id.in_(covered))


_PAIRED = household_records("since")

QUERIES: tuple[Query, ...] = (
    Query("cadres", cadres, cadre_records),
    Query("cadres_paired", cadres_paired, cadre_records),
    Query("households_paired", households_paired, _PAIRED),
    Query("household_coverage", households_paired, _PAIRED, denominator=households),
    Query("cadre_participation", cadres_paired, cadre_records, denominator=cadres),
)
