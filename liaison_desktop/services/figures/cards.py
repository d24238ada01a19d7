"""Indicators of contact cards: handed out, valid (R46)."""

from sqlalchemy import Select, case, or_, select

from liaison_desktop.domain.terms.contact_card import VALID_STATES, CardEventKind
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures.query import Query, Span
from liaison_desktop.services.figures.records import card_records

_CARD, _EVENT = table("contact_card"), table("card_event")
_VALID = [state.value for state in VALID_STATES]
_HOLDS_FROM = case(
    (_CARD.c.handed_out_on < _CARD.c.made_on, _CARD.c.handed_out_on), else_=_CARD.c.made_on
)


def cards_issued(span: Span) -> Select[int]:
    """Select the cards handed out in the period by the issue log, each card once."""
    handed_out = (
        select(_EVENT.c.id)
        .where(
            _EVENT.c.card_id == _CARD.c.id,
            _EVENT.c.kind == CardEventKind.HANDED_OUT.value,
            span.covers(_EVENT.c.on),
        )
        .correlate(_CARD)
    )
    return select(_CARD.c.id).where(handed_out.exists())


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


QUERIES: tuple[Query, ...] = (
    Query("cards_issued", cards_issued, card_records(_CARD.c.handed_out_on), opened=_any_card),
    Query("cards_valid", cards_valid, card_records(_HOLDS_FROM), opened=_any_card),
)
