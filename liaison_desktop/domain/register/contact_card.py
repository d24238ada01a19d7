"""The contact card (民情联系卡): what is printed, what a list shows."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.terms.contact_card import CardEventKind, CardLayout, CardState


@dataclass(frozen=True, slots=True)
class CardContent:
    """Everything a card prints. Never an identity number (domain.md 3.1).

    Attributes:
        number: Card number, digits only; the last is the ISO 7064 check digit.
        title: Name of the card, e.g. 民情联系卡.
        village, group, household_number, head: Whom the card is for.
        cadre, post, unit, address, phone, email: Who is responsible.
        team: 责任小组 of the cadre, blank if none.
        station: 落款, e.g. 罗平县罗雄镇群众工作站.
        liaison, liaison_phone: 民情联络员 of the village (R8), blank if none.
        hotline: 监督电话 or 服务电话 of the station, blank if none.
        promises: 承诺事项, one to four short lines for the back.
        made_on: 制卡日期.
        layout: The size this card is printed in.
    """

    number: str
    title: str
    village: str
    group: str
    household_number: str
    head: str
    cadre: str
    post: str
    unit: str
    address: str
    phone: str
    email: str
    team: str
    station: str
    liaison: str
    liaison_phone: str
    hotline: str
    promises: tuple[str, ...]
    made_on: date
    layout: CardLayout


@dataclass(frozen=True, slots=True)
class CardRow:
    """One line of the card list.

    Attributes:
        id: Key of the card.
        number: Card number.
        state: Where it is in its life.
        stale: What it prints is no longer true (待换发).
        stale_reasons: Labels of what differs, e.g. ("联系电话",).
        household_id, village, group, household_number, head: Whom it is for.
        cadre: Name of the cadre on the card.
        phone: The cadre's phone on the card.
        layout: Size it is printed in.
        made_on, printed_on, handed_out_on: Dates of its life, None when not yet.
        receiver: Who signed for it and how, "" if nobody yet.
    """

    id: int
    number: str
    state: CardState
    stale: bool
    stale_reasons: tuple[str, ...]
    household_id: int
    village: str
    group: str
    household_number: str
    head: str
    cadre: str
    phone: str
    layout: CardLayout
    made_on: date
    printed_on: date | None
    handed_out_on: date | None
    receiver: str


@dataclass(frozen=True, slots=True)
class CardEvent:
    """One entry of a card's issue log."""

    kind: CardEventKind
    on: date
    by: str
    receiver: str
    note: str


@dataclass(frozen=True, slots=True)
class CardDetail:
    """A card with its issue log, for the pane beside the list."""

    row: CardRow
    content: CardContent
    events: tuple[CardEvent, ...]


@dataclass(frozen=True, slots=True)
class Unissued:
    """A household for which no card could be made, and why.

    Attributes:
        household_id: Key of the household.
        household: 村/户编号.
        head: Name of its head.
        why: One Chinese clause.
    """

    household_id: int
    household: str
    head: str
    why: str
