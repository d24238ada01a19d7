"""What is known of the households cards are made for: who is responsible, which cards."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.age import elders_born_by
from liaison_desktop.domain.register.contact_card import Unissued
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import (
    current_on,
    default_way,
    not_closed,
    not_moved_out,
)
from liaison_desktop.services.register.contact_cards_stale import SHOWN, is_valid, truth
from liaison_desktop.services.register.household_place import household_place

CLOSED, NO_CADRE, NO_HEAD = "该户已注销", "没有联系干部", "没有户主"


@dataclass(frozen=True, slots=True)
class Responsible:
    """A cadre responsible for a household, and what his card would print."""

    household_id: int
    cadre_id: int
    way: str
    since: date | None
    pairing_id: int
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ValidCard:
    """A card in use."""

    id: int
    number: str
    household_id: int
    cadre_id: int


@dataclass(slots=True)
class Situation:
    """What is known of the households a run concerns.

    Attributes:
        names: Household to (村/户编号, head, why it is not kept today or "").
        responsible: Household to those responsible today, the earliest first.
        cards: Household to its valid cards.
        elders: Households with someone of 60 or older.
    """

    names: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    responsible: dict[int, list[Responsible]] = field(default_factory=lambda: defaultdict(list))
    cards: dict[int, list[ValidCard]] = field(default_factory=lambda: defaultdict(list))
    elders: set[int] = field(default_factory=set)

    def due(self, household_id: int) -> list[Responsible]:
        """Return those whose card the household should have."""
        all_ways = self.responsible.get(household_id, [])
        chosen = [person for person in all_ways if person.way == default_way()] or all_ways[:1]
        return list({person.cadre_id: person for person in reversed(chosen)}.values())[::-1]

    def orphaned(self, card: ValidCard) -> bool:
        """Tell whether a card's cadre is no longer responsible for its household."""
        people = self.responsible.get(card.household_id, ())
        return all(person.cadre_id != card.cadre_id for person in people)

    def unissued(self, household_id: int, why: str) -> Unissued:
        """Return the entry of a household that gets no card."""
        label, head, _ = self.names[household_id]
        return Unissued(household_id, label, head, why)

    def obstacle(self, household_id: int, person: Responsible | None) -> str:
        """Return why a card cannot be made, "" when it can."""
        _, head, not_kept = self.names[household_id]
        if not_kept:
            return not_kept
        if person is None:
            return NO_CADRE
        if not head:
            return NO_HEAD
        if not person.shown["phone"]:
            return f"联系干部{person.shown['cadre']}没有联系电话"
        return ""


def situation(session: Session, household_ids: Sequence[int], day: date) -> Situation:
    """Read what is needed to make cards for households, in a few queries."""
    found = Situation()
    for part in parts(household_ids):
        _read_names(session, part, day, found)
        _read_responsible(session, part, day, found)
        _read_cards(session, part, found)
        _read_elders(session, part, day, found)
    return found


def _read_names(session: Session, part: Sequence[int], day: date, found: Situation) -> None:
    household, place = table("household"), household_place()
    statement = (
        select(household.c.id, household.c.since, *place.columns, not_closed(day).label("open"))
        .select_from(place.join(household))
        .where(household.c.id.in_(part))
    )
    for row in session.execute(statement):
        not_kept = _not_kept(row.since, day) if row.open else CLOSED
        found.names[row.id] = f"{row.village}/{row.number}", row.head, not_kept


def _not_kept(since: date | None, day: date) -> str:
    """Say from when a household that is not closed counts, "" when it does already."""
    return f"该户从 {since.isoformat()} 起才登记在册" if since and since > day else ""


def _read_responsible(session: Session, part: Sequence[int], day: date, found: Situation) -> None:
    pairing = table("pairing")
    now = truth(pairing, household_id=pairing.c.household_id, cadre_id=pairing.c.cadre_id)
    shown = [column.label(f"now_{name}") for name, column in now.columns.items()]
    keys = [pairing.c[name] for name in ("household_id", "cadre_id", "way", "since")]
    statement = (
        select(*keys, pairing.c.id.label("pairing_id"), *shown)
        .select_from(now.source)
        .where(pairing.c.household_id.in_(part), current_on(day))
    )
    for row in session.execute(statement).mappings():
        printed = {name: row[f"now_{name}"] for name in SHOWN}
        own = {name: row[name] for name in ("household_id", "cadre_id", "way", "since")}
        person = Responsible(**own, pairing_id=row["pairing_id"], shown=printed)
        found.responsible[person.household_id].append(person)
    for household_id in part:
        if household_id in found.responsible:
            found.responsible[household_id].sort(
                key=lambda person: (person.since or date.min, person.pairing_id)
            )


def _read_cards(session: Session, part: Sequence[int], found: Situation) -> None:
    card = table("contact_card").c
    statement = (
        select(card.id, card.number, card.household_id, card.cadre_id)
        .where(card.household_id.in_(part), is_valid())
        .order_by(card.id)
    )
    for row in session.execute(statement):
        known = ValidCard(*row)
        found.cards[known.household_id].append(known)


def _read_elders(session: Session, part: Sequence[int], day: date, found: Situation) -> None:
    person = table("resident").c
    statement = (
        select(person.household_id)
        .where(
            person.household_id.in_(part),
            person.birth <= elders_born_by(day),
            not_moved_out(day),
        )
        .distinct()
    )
    found.elders.update(session.scalars(statement))
