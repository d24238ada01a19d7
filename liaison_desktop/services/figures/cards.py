"""Indicators of contact cards: handed out, valid, replaced, taken back (R46)."""

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.domain.terms.contact_card import (
    RECEIPT_LABELS,
    VALID_STATES,
    CardEventKind,
)
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures import divisions, naming
from liaison_desktop.services.figures.query import Division, Noun, Query, Span
from liaison_desktop.services.figures.records import card_records

_CARD, _EVENT = table("contact_card"), table("card_event")
_VALID = [state.value for state in VALID_STATES]
_HOLDS_FROM = case(
    (_CARD.c.handed_out_on < _CARD.c.made_on, _CARD.c.handed_out_on), else_=_CARD.c.made_on
)


def cards_issued(span: Span) -> Select[int]:
    """Select the cards handed out in the period by the issue log, each card once."""
    return _logged(span, CardEventKind.HANDED_OUT)


def cards_replaced(span: Span) -> Select[int]:
    """Select the cards another one took the place of in the period."""
    return _logged(span, CardEventKind.REPLACED)


def cards_taken_back(span: Span) -> Select[int]:
    """Select the cards taken back in the period."""
    return _logged(span, CardEventKind.RETURNED)


def _logged(span: Span, kind: CardEventKind) -> Select[int]:
    logged = select(_EVENT.c.card_id).where(_EVENT.c.kind == kind.value, span.covers(_EVENT.c.on))
    return select(_CARD.c.id).where(_CARD.c.id.in_(logged))


def cards_valid(span: Span) -> Select[int]:
    """Select the cards made or handed out by the day and not yet closed on it.

    Whoever enters last spring's hand-outs today makes the cards today, but they were in
    the villagers' hands since spring.
    """
    return select(_CARD.c.id).where(
        span.day >= _HOLDS_FROM,
        or_(_CARD.c.state.in_(_VALID), _CARD.c.closed_on > span.day),
    )


def _any_card(_span: Span) -> Select[int]:
    return select(_CARD.c.id)


def _receipt(_span: Span) -> ColumnElement[str]:
    return func.nullif(_CARD.c.receipt_way, "")


CARDS = Noun(
    {
        **divisions.places_of_household(_CARD.c.household_id),
        **divisions.cadre(_CARD.c.cadre_id),
        Dimension.WAY: Division(
            naming.words({way.value: label for way, label in RECEIPT_LABELS.items()}), _receipt
        ),
    }
)
_HANDED, _CLOSED = card_records(_CARD.c.handed_out_on), card_records(_CARD.c.closed_on)

QUERIES: tuple[Query, ...] = (
    Query("cards_issued", cards_issued, _HANDED, CARDS, opened=_any_card, repeats=True),
    Query("cards_valid", cards_valid, card_records(_HOLDS_FROM), CARDS, opened=_any_card),
    Query("cards_replaced", cards_replaced, _CLOSED, CARDS, opened=_any_card, repeats=True),
    Query("cards_taken_back", cards_taken_back, _CLOSED, CARDS, opened=_any_card, repeats=True),
)
