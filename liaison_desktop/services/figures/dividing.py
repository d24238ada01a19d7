"""Figures part by part: which parts there are, what they are called, in which order."""

from collections.abc import Sequence

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.indicator import Figure, Indicator, Nature
from liaison_desktop.domain.figures.period import Period, month_period
from liaison_desktop.domain.figures.scope import (
    DIMENSION_LABELS,
    Dimension,
    Divided,
    DividedPart,
    ScopePart,
)
from liaison_desktop.services.figures import naming
from liaison_desktop.services.figures.counting import Part
from liaison_desktop.services.figures.dispute_divisions import DISPUTES
from liaison_desktop.services.figures.known_indicators import KnownIndicators
from liaison_desktop.services.figures.own_words import own_words
from liaison_desktop.services.figures.queries import QUERIES
from liaison_desktop.services.figures.query import Division, Named
from liaison_desktop.services.figures.reckoning import Reckoning

_REST = "其他"
_NONE = "未填"


def dimensions_of(term: Indicator, known: KnownIndicators) -> tuple[Dimension, ...]:
    """Return by what an indicator can be limited and divided; of an own one, in all its parts."""
    queries = known.queries(term)
    if len(queries) < len(known.parts(term)):
        return ()
    return tuple(
        one
        for one in Dimension
        if one is Dimension.MONTH or all(one in query.noun.divisions for query in queries)
    )


def divided_by(
    reckoning: Reckoning, term: Indicator, known: KnownIndicators, by: Dimension
) -> Divided:
    """Work an indicator out part by part.

    Raises:
        UsageError: When it cannot be divided so.
    """
    if by not in dimensions_of(term, known):
        message = f"“{term.label}”不能按{DIMENSION_LABELS[by]}分。"
        raise UsageError(message)
    scope, total = reckoning.scope, reckoning.figure(term)
    queries = known.queries(term)
    if by is Dimension.MONTH:
        parts = _by_month(reckoning, term)
        repeats = term.nature is not Nature.FLOW or any(query.repeats for query in queries)
        return Divided(term, reckoning.period, scope, by, parts, total, repeats)
    division = queries[0].noun.divisions[by]
    named = _within(reckoning, by, reckoning.named(division))
    found = {} if total.value is None and not _is_rate(term) else reckoning.parts(term, by)
    parts = tuple(_in_order(_with_own(reckoning, named, found), found, by, reckoning.nothing(term)))
    overlapping = any(query.noun.divisions[by].overlapping for query in queries)
    return Divided(term, reckoning.period, scope, by, parts, total, overlapping)


def _within(reckoning: Reckoning, by: Dimension, named: Sequence[Named]) -> Sequence[Named]:
    """Return the parts a limit leaves room for: no other village, none of its groups."""
    limits = [part for part in reckoning.scope.parts if part.dimension is Dimension.VILLAGE]
    if not limits or by not in (Dimension.VILLAGE, Dimension.GROUP):
        return named
    villages = {one.value for one in naming.villages(reckoning.session, reckoning.span)}
    kept = [int(part.value) for part in limits if part.value and int(part.value) in villages]
    # The township, too, can be named where a village is: it holds them all.
    return [
        one
        for one in named
        if all(village == (one.value if by is Dimension.VILLAGE else one.village)
               for village in kept)
    ]  # fmt: skip


def _is_rate(term: Indicator) -> bool:
    return term.nature is Nature.RATE


def _with_own(
    reckoning: Reckoning, named: Sequence[Named], found: dict[Part, Figure]
) -> list[Named]:
    """Return the parts with words that are in no list among them, 其他 last."""
    known = {one.value for one in named}
    words = sorted(str(part) for part in found if part is not None and part not in known)
    own = own_words(reckoning.session, words)
    rest = [one for one in named if one.label == _REST]
    ordered = [one for one in named if one.label != _REST]
    return [*ordered, *(Named(word, own[word]) for word in words), *rest]


def _in_order(
    named: Sequence[Named], found: dict[Part, Figure], by: Dimension, nothing: Figure
) -> list[DividedPart]:
    parts = [
        DividedPart(ScopePart(by, str(one.value), one.label), found.get(one.value, nothing))
        for one in named
        if one.always or one.value in found
    ]
    if None in found:
        parts.append(DividedPart(ScopePart(by, "", _NONE), found[None]))
    return parts


def _by_month(reckoning: Reckoning, term: Indicator) -> tuple[DividedPart, ...]:
    """Return the months of the period, each a period of its own, up to today's.

    Of what happened, a later month is there if something is dated in it: the parts of a
    flow make its total.
    """
    parts = [
        DividedPart(part, reckoning.within(part).figure(term))
        for part in _months_of(reckoning.period)
    ]
    begun = {part.value for part in _begun(reckoning)}
    flow = term.nature is Nature.FLOW
    return tuple(one for one in parts if one.part.value in begun or (flow and one.figure.value))


def _begun(reckoning: Reckoning) -> tuple[ScopePart, ...]:
    last = max(reckoning.today, reckoning.period.first)
    current = month_period(last.year, last.month).key
    return tuple(part for part in _months_of(reckoning.period) if part.value <= current)


def _months_of(period: Period) -> tuple[ScopePart, ...]:
    """Return the months of a period as parts of a scope."""
    several = period.first.year != period.last.year
    first = 12 * period.first.year + period.first.month - 1
    last = 12 * period.last.year + period.last.month - 1
    found = []
    for number in range(first, last + 1):
        year, month = number // 12, number % 12 + 1
        label = f"{year}年{month}月" if several else f"{month}月"
        found.append(ScopePart(Dimension.MONTH, month_period(year, month).key, label))
    return tuple(found)


def choices(
    reckoning: Reckoning, term: Indicator | None, known: KnownIndicators, dimension: Dimension
) -> tuple[ScopePart, ...]:
    """Return the parts a scope can be made of by a dimension, in the office's order.

    Args:
        reckoning: Whose period is meant.
        term: For which indicator, None for disputes before all others.
        known: Every indicator.
        dimension: By what.

    Raises:
        UsageError: When the indicator cannot be limited so.
    """
    if term is not None and dimension not in dimensions_of(term, known):
        message = f"“{term.label}”不能限定{DIMENSION_LABELS[dimension]}。"
        raise UsageError(message)
    if dimension is Dimension.MONTH:
        return _begun(reckoning)
    named = _division(dimension, term, known).naming(reckoning.session, reckoning.span)
    return tuple(ScopePart(dimension, str(one.value), one.label) for one in named if one.always)


def _division(dimension: Dimension, term: Indicator | None, known: KnownIndicators) -> Division:
    if term is not None:
        return known.queries(term)[0].noun.divisions[dimension]
    nouns = (DISPUTES, *(query.noun for query in QUERIES.values()))
    return next(noun.divisions[dimension] for noun in nouns if dimension in noun.divisions)
