"""Everything about one household, for its editor and its prints."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.register.household import (
    HouseholdCard,
    HouseholdDetail,
    HouseholdPairing,
    Member,
)
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms import household as household_terms
from liaison_desktop.domain.terms import resident as resident_terms
from liaison_desktop.domain.terms.cadre import PAIRING_FIELDS
from liaison_desktop.domain.terms.contact_card import CARD_STATE_LABELS, CardState
from liaison_desktop.models.base import Base
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.household import Household, Resident
from liaison_desktop.models.tables import table
from liaison_desktop.services.register.contact_cards_stale import stale_cards

GONE = "该农户已被删除，请刷新后再试。"
_WAY = next(field for field in PAIRING_FIELDS if field.name == "way")


def read_detail(session: Session, household_id: int, day: date) -> HouseholdDetail:
    """Return a household with its people, pairings and cards; nothing is masked.

    Raises:
        RefusedError: When it is gone.
    """
    household = session.get(Household, household_id)
    if household is None:
        raise RefusedError(GONE)
    village = session.get_one(Area, household.village_id)
    group = session.get(Area, household.group_id) if household.group_id else None
    return HouseholdDetail(
        id=household.id,
        version=household.version,
        village_id=village.id,
        village=village.name,
        group_id=household.group_id,
        group=group.name if group else "",
        number=household.number,
        values=household_values(household),
        members=tuple(member_of(person) for person in people_of(session, household_id)),
        pairings=_pairings(session, household_id),
        cards=_cards(session, household_id, day),
        since=household.since,
        until=household.until,
    )


def people_of(session: Session, household_id: int) -> list[Resident]:
    """Return the people of a household in their order."""
    statement = select(Resident).where(Resident.household_id == household_id)
    return list(session.scalars(statement.order_by(Resident.position, Resident.id)))


def household_values(household: Household) -> dict[str, Value]:
    """Return the filled fields of a household."""
    return _filled(household, household_terms.FIELD_OF)


def member_of(person: Resident) -> Member:
    """Return a stored person as the editor sees it."""
    return Member(
        id=person.id,
        version=person.version,
        name=person.name,
        relation=person.relation or "",
        relation_code=person.relation_code or "",
        is_head=person.is_head,
        values=_filled(person, resident_terms.FIELD_OF),
        id_state=person.id_state,
        since=person.since,
        until=person.until,
    )


def _filled(row: Base, names: Iterable[str]) -> dict[str, Value]:
    found = ((name, getattr(row, name)) for name in names)
    return {name: value for name, value in found if value not in (None, "")}


def _pairings(session: Session, household_id: int) -> tuple[HouseholdPairing, ...]:
    pairing, cadre, unit = table("pairing"), table("cadre"), table("unit")
    statement = (
        select(pairing.c.id, cadre.c.id, cadre.c.name, unit.c.name, cadre.c.post, cadre.c.phone)
        .add_columns(pairing.c.way, pairing.c.since, pairing.c.until)
        .join_from(pairing, cadre, cadre.c.id == pairing.c.cadre_id)
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
        .where(pairing.c.household_id == household_id)
        .order_by(pairing.c.id)
    )
    return tuple(
        HouseholdPairing(
            pairing_id=row[0],
            cadre_id=row[1],
            cadre=row[2],
            unit=row[3] or "",
            post=row[4] or "",
            phone=row[5] or "",
            way=shown(_WAY, row[6]),
            since=row[7],
            until=row[8],
        )
        for row in session.execute(statement)
    )


def _cards(session: Session, household_id: int, day: date) -> tuple[HouseholdCard, ...]:
    card = table("contact_card").c
    stale = set(session.scalars(stale_cards(day).where(card.household_id == household_id)))
    statement = (
        select(card.id, card.number, card.state, card.made_on, card.handed_out_on)
        .where(card.household_id == household_id)
        .order_by(card.id.desc())
    )
    return tuple(
        HouseholdCard(
            card_id=key,
            number=number,
            state=CARD_STATE_LABELS[CardState(state)],
            stale=key in stale,
            made_on=made_on,
            handed_out_on=handed_out_on,
        )
        for key, number, state, made_on, handed_out_on in session.execute(statement)
    )
