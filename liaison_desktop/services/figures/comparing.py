"""Figures beside those of last year or of the period before (同比, 环比)."""

from collections.abc import Iterable
from dataclasses import replace

from liaison_desktop.domain.figures.comparison import (
    Against,
    Compared,
    base_period,
    compare,
)
from liaison_desktop.domain.figures.indicator import Figure, Indicator
from liaison_desktop.domain.figures.scope import Dimension, ScopePart
from liaison_desktop.services.figures.dividing import divided_by
from liaison_desktop.services.figures.frozen import frozen_figure
from liaison_desktop.services.figures.known_indicators import KnownIndicators
from liaison_desktop.services.figures.reckoning import Reckoning, blank


def compared(
    reckoning: Reckoning, terms: Iterable[Indicator], against: Against
) -> dict[str, Compared]:
    """Work indicators out beside the same of another time.

    A scope's month is the period compared. Where the base's period is closed, the base is
    what was reported then.
    """
    now = reckoning.plain()
    period = None if now is None else base_period(now.period, against)
    base = None if now is None or period is None else now.over(period)
    found = {}
    for term in terms:
        figure = blank(term) if now is None else now.figure(term)
        reported = None if base is None else _reported(base, term)
        then = reported or (blank(term) if base is None else base.figure(term))
        plain = compare(term, against, figure, then, period)
        found[term.key] = replace(plain, frozen=reported is not None)
    return found


def _reported(base: Reckoning, term: Indicator) -> Figure | None:
    """Return what was reported of a closed period, None while nothing was."""
    return frozen_figure(base.session, base.period.key, term.key, base.scope)


def compared_parts(
    reckoning: Reckoning,
    term: Indicator,
    known: KnownIndicators,
    by: Dimension,
    against: Against,
) -> tuple[tuple[ScopePart, Compared], ...]:
    """Work an indicator out part by part, each beside the same of another time.

    A part that was not there then, as a cadre who came since, compares with nothing done.

    Raises:
        UsageError: When the indicator cannot be divided so.
    """
    divided = divided_by(reckoning, term, known, by)
    if by is Dimension.MONTH:
        return tuple(
            (one.part, compared(reckoning.within(one.part), (term,), against)[term.key])
            for one in divided.parts
        )
    now = reckoning.plain()
    period = None if now is None else base_period(now.period, against)
    if now is None or period is None:
        missing = blank(term)
        return tuple(
            (one.part, compare(term, against, one.figure, missing, period)) for one in divided.parts
        )
    base = now.over(period)
    bases = {one.part.value: one.figure for one in divided_by(base, term, known, by).parts}
    nothing, found = base.nothing(term), []
    for one in divided.parts:
        reported = _reported(base.within(one.part), term)
        then = reported or bases.get(one.part.value, nothing)
        plain = compare(term, against, one.figure, then, period)
        found.append((one.part, replace(plain, frozen=reported is not None)))
    return tuple(found)
