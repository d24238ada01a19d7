"""Indicators of the register: households, residents, registration forms."""

from sqlalchemy import Select, select

from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, kept_on, lives_on
from liaison_desktop.services.figures import divisions, naming
from liaison_desktop.services.figures.query import Division, Noun, Query, Span, Statement
from liaison_desktop.services.figures.records import household_records, resident_records

_HOUSEHOLD, _RESIDENT, _PAIRING = table("household"), table("resident"), table("pairing")


def _ways(span: Span) -> Statement:
    return select(_PAIRING.c.household_id, _PAIRING.c.way).where(current_on(span.day))


def _responsible_for_residents(span: Span) -> Statement:
    lives = _RESIDENT.c.household_id == _PAIRING.c.household_id
    return (
        select(_RESIDENT.c.id, _PAIRING.c.cadre_id)
        .join(_PAIRING, lives)
        .where(current_on(span.day))
    )  # fmt: skip


_PLACES = {
    Dimension.VILLAGE: divisions.village(_HOUSEHOLD.c.village_id),
    Dimension.GROUP: divisions.group(_HOUSEHOLD.c.group_id),
}
# By cadre, unit and team a household is its responsible cadre's on the day.
HOUSEHOLDS = Noun(
    {
        **_PLACES,
        **divisions.cadres(divisions.responsible),
        Dimension.WAY: Division(naming.codes("pairing_way"), pairs=_ways),
    }
)
RESIDENTS = Noun({**_PLACES, **divisions.cadres(_responsible_for_residents)})


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
    Query("households", households, household_records("since"), HOUSEHOLDS),
    Query("residents", residents, resident_records, RESIDENTS),
    Query(
        "registration_forms",
        registration_forms,
        household_records("registered_on"),
        HOUSEHOLDS,
        opened=_any_form,
    ),
)
