"""Figures beside those of last year or of the period before (同比, 环比)."""

from collections.abc import Iterable
from dataclasses import replace

from liaison_desktop.domain.figures.comparison import (
    Against,
    Compared,
    base_period,
    compare,
)
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.scope import Dimension, ScopePart, within
from liaison_desktop.services.figures.dividing import divided_by
from liaison_desktop.services.figures.frozen import ReportedFigures
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
    kept = None if base is None else ReportedFigures(base.session, base.period.key)
    found = {}
    for term in terms:
        figure = blank(term) if now is None else now.figure(term)
        reported = kept.figure(term.key, base.scope) if kept and base else None
        then = reported or (blank(term) if base is None else base.figure(term))
        plain = compare(term, against, figure, then, period)
        found[term.key] = replace(plain, frozen=reported is not None)
    return found


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
    kept = ReportedFigures(base.session, base.period.key)
    nothing, found = base.nothing(term), []
    for one in divided.parts:
        reported = kept.figure(term.key, within(base.scope, one.part))
        then = reported or bases.get(one.part.value, nothing)
        plain = compare(term, against, one.figure, then, period)
        found.append((one.part, replace(plain, frozen=reported is not None)))
    return tuple(found)
