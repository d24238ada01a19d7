"""Lines of the household list, read for a page of keys at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.register.household import HouseholdRow
from liaison_desktop.domain.terms.contact_card import CARD_STATE_LABELS, STALE_LABEL, CardState
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, not_moved_out
from liaison_desktop.services.register.contact_cards_stale import is_valid, stale_cards
from liaison_desktop.services.register.household_place import household_place
from liaison_desktop.services.register.household_query import SOUND_STATES


class _People(NamedTuple):
    """What a line says about the people of a household."""

    size: int
    phone: str
    problems: int


class _Card(NamedTuple):
    """What a line says about the valid card of a household."""

    number: str
    state: str


_NOBODY, _NO_CARD = _People(0, "", 0), _Card("", "")


def read_rows(session: Session, ids: Sequence[int], day: date) -> dict[int, HouseholdRow]:
    """Return the lines of households; those that are gone are absent.

    Args:
        session: A session.
        ids: Keys, any number; they are read in parts.
        day: The day it is.
    """
    rows: dict[int, HouseholdRow] = {}
    for part in parts(ids):
        rows.update(_page(session, part, day))
    return rows


def _page(session: Session, ids: Sequence[int], day: date) -> Mapping[int, HouseholdRow]:
    household, place = table("household"), household_place()
    chosen = (household.c.id, *place.columns, household.c.kind, household.c.until)
    statement = select(*chosen).select_from(place.join(household)).where(household.c.id.in_(ids))
    people, cadres = _people(session, ids, day), _cadres(session, ids, day)
    cards, kinds = _cards(session, ids, day), code_list("household_kind")
    rows = {}
    for key, village, group, number, head, kind, until in session.execute(statement):
        own, card = people.get(key, _NOBODY), cards.get(key, _NO_CARD)
        rows[key] = HouseholdRow(
            id=key,
            village=village,
            group=group,
            number=number,
            head=head,
            size=own.size,
            phone=masked_phone(own.phone),
            kind=kinds.label_of(kind) if kind else "",
            cadre="、".join(cadres.get(key, ())),
            card=card.number,
            card_state=card.state,
            problems=own.problems,
            closed=until is not None and until <= day,
        )
    return rows


def _people(session: Session, ids: Sequence[int], day: date) -> dict[int, _People]:
    person = table("resident").c
    statement = (
        select(person.household_id, person.phone, person.id_state)
        .where(person.household_id.in_(ids), not_moved_out(day))
        .order_by(person.household_id, person.is_head.desc(), person.position)
    )
    found: dict[int, _People] = {}
    for key, phone, state in session.execute(statement):
        size, first_phone, problems = found.get(key, _NOBODY)
        damaged = state not in SOUND_STATES
        found[key] = _People(size + 1, first_phone or phone or "", problems + damaged)
    return found


def _cadres(session: Session, ids: Sequence[int], day: date) -> dict[int, list[str]]:
    pairing, cadre = table("pairing"), table("cadre")
    statement = (
        select(pairing.c.household_id, cadre.c.name)
        .join_from(pairing, cadre, cadre.c.id == pairing.c.cadre_id)
        .where(pairing.c.household_id.in_(ids), current_on(day))
        .order_by(pairing.c.id)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in session.execute(statement):
        if name not in names[key]:
            names[key].append(name)
    return names


def _cards(session: Session, ids: Sequence[int], day: date) -> dict[int, _Card]:
    """Return the newest valid card of each; one stale card makes the household's 待换发."""
    card = table("contact_card").c
    stale = set(session.scalars(stale_cards(day).where(card.household_id.in_(ids))))
    statement = (
        select(card.id, card.household_id, card.number, card.state)
        .where(card.household_id.in_(ids), is_valid())
        .order_by(card.id)
    )
    found: dict[int, _Card] = {}
    late: set[int] = set()
    row: Any
    for row in session.execute(statement):
        if row.id in stale:
            late.add(row.household_id)
        label = CARD_STATE_LABELS[CardState(row.state)]
        state = STALE_LABEL if row.household_id in late else label
        found[row.household_id] = _Card(row.number, state)
    return found
