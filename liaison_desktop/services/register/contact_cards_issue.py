"""Making contact cards: who gets one, from whom, in which size; replacing them.

A household gets one card for each cadre responsible for it in the way 干部结对联户; where
nobody is in that way, one card for the earliest pairing of another way (domain.md 3).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.register.card_issue import IssuePreview, IssueReport
from liaison_desktop.domain.register.card_number import card_number
from liaison_desktop.domain.register.contact_card import Unissued
from liaison_desktop.domain.terms.contact_card import (
    CARD_EVENT_LABELS,
    VALID_STATES,
    CardEventKind,
    CardLayout,
    CardState,
)
from liaison_desktop.models.batches import parts
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.contact_cards_log import log, log_row
from liaison_desktop.services.register.contact_cards_situation import (
    CLOSED,
    Responsible,
    Situation,
    ValidCard,
    situation,
)
from liaison_desktop.services.register.contact_cards_stale import SHOWN

SERIES = "contact_card"
TO_REPLACE = "原卡待换发，请用“换发”"


@dataclass(slots=True)
class Making:
    """Collects the rows of new cards.

    Attributes:
        today: 制卡日期.
        layout: The size of all, None for the age rule.
        elders: Households with someone of 60 or older, who get the large card.
        people: Whom each new card is for.
        notes: What the issue log says beside each.
        unissued: Households without a new card.
    """

    today: date
    layout: CardLayout | None
    elders: set[int]
    people: list[Responsible] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unissued: list[Unissued] = field(default_factory=list)

    def add(self, person: Responsible, note: str = "") -> None:
        """Add a card."""
        self.people.append(person)
        self.notes.append(note)

    def size_of(self, person: Responsible) -> CardLayout:
        """Return the size of somebody's card: as asked, else by the age rule."""
        by_age = CardLayout.A6 if person.household_id in self.elders else CardLayout.BUSINESS
        return self.layout or by_age

    def preview(self) -> IssuePreview:
        """Return what would be made, sizes in print order."""
        layouts = Counter(map(self.size_of, self.people))
        return IssuePreview(layouts, tuple(self.unissued))

    def write(self, operation: Operation) -> list[int]:
        """Give numbers and write cards and their first log entries; return the keys."""
        if not self.people:
            return []
        first = operation.next_number(SERIES, len(self.people))
        rows = [self._row(person, card_number(first + n)) for n, person in enumerate(self.people)]
        keys = operation.bulk_insert(table("contact_card"), rows)
        made = CardEventKind.MADE
        entries = zip(keys, self.notes, strict=True)
        log(operation, [log_row(key, made, self.today, note=note) for key, note in entries])
        return keys

    def _row(self, person: Responsible, number: str) -> dict[str, Any]:
        blank = dict.fromkeys(
            ("printed_on", "handed_out_on", "receiver", "receipt_way", "closed_on", "close_reason")
        )
        return {
            "number": number,
            "household_id": person.household_id,
            "cadre_id": person.cadre_id,
            "state": CardState.MADE.value,
            "layout": self.size_of(person).value,
            "made_on": self.today,
            **blank,
            **{f"shown_{name}": person.shown[name] for name in SHOWN},
        }


def issue(context: Context, household_ids: Sequence[int], layout: CardLayout | None) -> IssueReport:
    """Make cards for households in the given order; see ``ContactCards.issue``."""
    today = context.today()
    with context.store.operation("制作联系卡", context.actor) as operation:
        known = situation(operation.session, household_ids, today)
        making = Making(today, layout, known.elders)
        for household_id in household_ids:
            _issue_one(known, household_id, making)
        keys = making.write(operation)
        operation.sentence = f"制作联系卡 {len(keys)} 张"
    return IssueReport(tuple(keys), tuple(making.unissued), operation.changes)


def preview(
    context: Context, household_ids: Sequence[int], layout: CardLayout | None
) -> IssuePreview:
    """Work out what ``issue`` would do; see ``ContactCards.preview_issue``."""
    today = context.today()
    with context.store.reading() as session:
        known = situation(session, household_ids, today)
    making = Making(today, layout, known.elders)
    for household_id in household_ids:
        _issue_one(known, household_id, making)
    return making.preview()


def _issue_one(known: Situation, household_id: int, making: Making) -> None:
    cards = known.cards.get(household_id, [])
    if any(known.orphaned(card) for card in cards):
        making.unissued.append(known.unissued(household_id, TO_REPLACE))
        return
    due = known.due(household_id)
    have = {card.cadre_id for card in cards}
    people: list[Responsible | None] = [*due] or [None]
    for person in people:
        if person is not None and person.cadre_id in have:
            continue
        if why := known.obstacle(household_id, person):
            making.unissued.append(known.unissued(household_id, why))
        elif person is not None:
            making.add(person)


def replace(
    context: Context, card_ids: Sequence[int], kind: CardEventKind, layout: CardLayout | None
) -> IssueReport:
    """Close cards and make new ones; see ``ContactCards.replace``.

    Args:
        context: Store, actor, today.
        card_ids: Cards in use, in print order; others are left alone.
        kind: ``REPLACED`` or ``REISSUED``.
        layout: Size of the new cards, None for the age rule.
    """
    today, word = context.today(), CARD_EVENT_LABELS[kind]
    with context.store.operation(word, context.actor) as operation:
        making, closing = _replacing(operation.session, card_ids, layout, today, word)
        _close(operation, closing, kind, today)
        keys = making.write(operation)
        operation.sentence = f"{word}联系卡 {len(keys)} 张"
    return IssueReport(tuple(keys), tuple(making.unissued), operation.changes)


def preview_replace(
    context: Context, card_ids: Sequence[int], layout: CardLayout | None
) -> IssuePreview:
    """Work out what ``replace`` would do; see ``ContactCards.preview_replace``."""
    with context.store.reading() as session:
        making, _ = _replacing(session, card_ids, layout, context.today())
    return making.preview()


def _replacing(
    session: Session,
    card_ids: Sequence[int],
    layout: CardLayout | None,
    today: date,
    word: str = "",
) -> tuple[Making, list[ValidCard]]:
    """Plan new cards for old ones; return them with the old ones that are closed."""
    old: dict[int, list[ValidCard]] = defaultdict(list)
    for card in _in_use(session, card_ids):
        old[card.household_id].append(card)
    known = situation(session, list(old), today)
    making = Making(today, layout, known.elders)
    closing: list[ValidCard] = []
    for own in old.values():
        closing += _replace_in(known, own, making, word)
    return making, closing


def _replace_in(
    known: Situation, own: Sequence[ValidCard], making: Making, word: str
) -> list[ValidCard]:
    """Plan the new cards of one household; return the old ones that are closed for them."""
    household_id = own[0].household_id
    staying = {card.cadre_id for card in known.cards[household_id] if card not in own}
    people = {person.cadre_id: person for person in known.responsible.get(household_id, ())}
    orphans = [card for card in own if known.orphaned(card)]
    wanted = {card.cadre_id: card for card in own if card.cadre_id in people}
    if orphans:
        for person in known.due(household_id):
            if person.cadre_id not in staying:
                wanted.setdefault(person.cadre_id, orphans[0])
    closed: list[ValidCard] = []
    for cadre_id, card in wanted.items():
        if why := known.obstacle(household_id, people[cadre_id]):
            making.unissued.append(known.unissued(household_id, _to_do(why, card)))
        else:
            making.add(people[cadre_id], f"{word}，原卡号 {card.number}")
            closed += [card, *(orphans if card in orphans else ())]
    if orphans and orphans[0] not in closed:
        due = known.due(household_id)
        if not due:
            why = _to_do(known.obstacle(household_id, None), orphans[0])
            making.unissued.append(known.unissued(household_id, why))
        elif orphans[0] not in wanted.values():  # everybody due has his card already
            closed += orphans
    return list(dict.fromkeys(closed))


def _to_do(why: str, card: ValidCard) -> str:
    """Return why a card is not replaced; of a closed household with what to do with it."""
    return f"{why}，请作废原卡 {card.number}" if why == CLOSED else why


def _in_use(session: Session, card_ids: Iterable[int]) -> list[ValidCard]:
    card = table("contact_card").c
    wanted = list(dict.fromkeys(card_ids))
    found: dict[int, ValidCard] = {}
    states = [state.value for state in VALID_STATES]
    for part in parts(wanted):
        statement = select(card.id, card.number, card.household_id, card.cadre_id).where(
            card.id.in_(part), card.state.in_(states)
        )
        found |= {row[0]: ValidCard(*row) for row in session.execute(statement)}
    return [found[key] for key in wanted if key in found]


def _close(
    operation: Operation, cards: Sequence[ValidCard], kind: CardEventKind, today: date
) -> None:
    rows = [
        {
            "id": card.id,
            "state": CardState.REPLACED.value,
            "closed_on": today,
            "close_reason": CARD_EVENT_LABELS[kind],
        }
        for card in cards
    ]
    operation.bulk_update(table("contact_card"), rows)
    log(operation, [log_row(card.id, kind, today) for card in cards])
