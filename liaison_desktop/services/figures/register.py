"""Indicators of the register: households, residents, registration forms."""

from sqlalchemy import Select, select

from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import kept_on, lives_on
from liaison_desktop.services.figures.query import Query, Span
from liaison_desktop.services.figures.records import household_records, resident_records

_HOUSEHOLD, _RESIDENT = table("household"), table("resident")


def households(span: Span) -> Select[int]:
    """Select the households kept on the day."""
    return select(_HOUSEHOLD.c.id).where(kept_on(span.day))


def residents(span: Span) -> Select[int]:
    """Select the residents living on the day in the households kept on it."""
    joined = _RESIDENT.join(_HOUSEHOLD, _HOUSEHOLD.c.id == _RESIDENT.c.household_id)
    return select(_RESIDENT.c.id).select_from(joined).where(lives_on(span.day), kept_on(span.day))


def registration_forms(span: Span) -> Select[int]:
    """Select the households whose 民情登记卡 was made in the period, by its 建卡日期.

    The form is a print of the household (domain.md 4.1); what makes one "建立" is the
    date the office writes on it, not the printing.
    """
    return select(_HOUSEHOLD.c.id).where(span.covers(_HOUSEHOLD.c.registered_on))


def _any_form(_span: Span) -> Select[int]:
    return select(_HOUSEHOLD.c.id).where(_HOUSEHOLD.c.registered_on.is_not(None))


QUERIES: tuple[Query, ...] = (
    Query("households", households, household_records("since")),
    Query("residents", residents, resident_records),
    Query(
        "registration_forms",
        registration_forms,
        household_records("registered_on"),
        opened=_any_form,
    ),
)
