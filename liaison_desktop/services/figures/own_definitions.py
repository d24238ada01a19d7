"""Indicators the office made for itself: as they are stored, and as indicators among others."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.figures.catalogue import INDICATOR_OF
from liaison_desktop.domain.figures.indicator import (
    Figure,
    Indicator,
    Nature,
    Number,
    percentage,
    round_half_up,
)
from liaison_desktop.domain.figures.own_indicator import Measure, OwnIndicator
from liaison_desktop.domain.figures.scope import Scope, scope_data, scope_of
from liaison_desktop.models.figures import own_indicator as store


def own_indicators(session: Session) -> tuple[OwnIndicator, ...]:
    """Return the office's own indicators in the order they were made."""
    rows = session.scalars(select(store.OwnIndicator).order_by(store.OwnIndicator.id))
    return tuple(_own(row) for row in rows)


def definition(own: OwnIndicator) -> str:
    """Return the parts of an own indicator as JSON."""
    parts = {
        "measure": own.measure.value,
        "first": own.first,
        "first_scope": scope_data(own.first_scope),
        "second": own.second,
        "second_scope": scope_data(own.second_scope),
    }
    return json.dumps(parts, ensure_ascii=False)


def _own(row: store.OwnIndicator) -> OwnIndicator:
    parts = json.loads(row.definition)
    return OwnIndicator(
        id=row.id,
        version=row.version,
        label=row.label,
        unit=row.unit,
        measure=Measure(parts["measure"]),
        first=parts["first"],
        first_scope=scope_of(parts["first_scope"]),
        second=parts["second"],
        second_scope=scope_of(parts["second_scope"]),
        meaning=row.meaning or "",
    )


def own_term(own: OwnIndicator) -> Indicator:
    """Return an own indicator in the words of the shipped ones."""
    first = part_words(own.first, own.first_scope)
    if own.measure is not Measure.SHARE:
        nature = INDICATOR_OF[own.first].nature
        return Indicator(own.key, own.label, own.unit, nature, own_meaning(own))
    second = part_words(own.second, own.second_scope)
    meaning = own_meaning(own)
    return Indicator(own.key, own.label, own.unit, Nature.RATE, meaning, first, second)


def own_meaning(own: OwnIndicator) -> str:
    """Return the definition in one sentence: the office's, else one made of the parts."""
    if own.meaning:
        return own.meaning
    first = part_words(own.first, own.first_scope)
    if own.measure is Measure.COUNT:
        return f"{first}。"
    sign = "÷" if own.measure is Measure.SHARE else "+"
    return f"{first} {sign} {part_words(own.second, own.second_scope)}。"


def part_words(key: str, scope: Scope) -> str:
    """Return a shipped indicator within a scope in words."""
    label = INDICATOR_OF[key].label if key in INDICATOR_OF else key
    return f"{label}（{scope.label}）" if scope.parts else label


def combined(term: Indicator, own: OwnIndicator, first: Figure, second: Figure | None) -> Figure:
    """Put the figures of the parts of an own indicator in relation."""
    one, other = first.value, None if second is None else second.value
    blank = one is None or (own.measure is not Measure.COUNT and other is None)
    if blank or one is None:
        return Figure(term.key, term.label, None, term.unit, None, None, None)
    records = first.records or 0
    if own.measure is Measure.SHARE and other is not None:
        share = percentage(one, other)
        return Figure(term.key, term.label, share, term.unit, one, other, records)
    if own.measure is Measure.SUM and other is not None and second is not None:
        one, records = _sum(one, other), records + (second.records or 0)
    return Figure(term.key, term.label, one, term.unit, one, None, records)


def _sum(one: Number, other: Number) -> Number:
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    return round_half_up(one + other, 2)
