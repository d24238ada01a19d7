"""Figures: every indicator of a period, divided, compared, and the records behind each."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from liaison_desktop.domain.figures.comparison import Against, Compared
from liaison_desktop.domain.figures.indicator import Figure, FigureRecord, Indicator
from liaison_desktop.domain.figures.period import Period, half_year_of
from liaison_desktop.domain.figures.scope import (
    EVERYWHERE,
    Dimension,
    Divided,
    Scope,
    ScopePart,
)
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.comparing import compared, compared_parts
from liaison_desktop.services.figures.dividing import choices, dimensions_of, divided_by
from liaison_desktop.services.figures.known_indicators import KnownIndicators, known_indicators
from liaison_desktop.services.figures.office_rules import OfficeRules
from liaison_desktop.services.figures.reckoning import Reckoning


class Figures:
    """The one source of every number in tables, charts, summaries and exports.

    A scope an indicator cannot be limited to (households by class of dispute) leaves it
    without a value. Unknown indicators raise ``UsageError``.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def indicators(self) -> tuple[Indicator, ...]:
        """Return every indicator in the order of the catalogue, the office's own last."""
        with self._context.store.reading() as session:
            return tuple(known_indicators(session).terms.values())

    def term(self, key: str) -> Indicator:
        """Return the words of an indicator."""
        with self._context.store.reading() as session:
            return known_indicators(session).term(key)

    def all(self, period: Period, scope: Scope = EVERYWHERE) -> tuple[Figure, ...]:
        """Compute every indicator of a period, in the order of ``indicators``."""
        with self._context.store.reading() as session:
            asked = self._asked(session, period, scope)
            return tuple(map(asked.reckoning.figure, asked.known.terms.values()))

    def several(
        self, keys: Iterable[str], period: Period, scope: Scope = EVERYWHERE
    ) -> dict[str, Figure]:
        """Compute some indicators at once."""
        with self._context.store.reading() as session:
            asked = self._asked(session, period, scope)
            return {key: asked.reckoning.figure(asked.known.term(key)) for key in keys}

    def one(self, key: str, period: Period, scope: Scope = EVERYWHERE) -> Figure:
        """Compute one indicator."""
        return self.several((key,), period, scope)[key]

    def record_ids(self, key: str, period: Period, scope: Scope = EVERYWHERE) -> "array[int]":
        """Return the keys of the records behind an indicator; of a rate, its numerator."""
        with self._context.store.reading() as session:
            asked = self._asked(session, period, scope)
            return array("q", asked.reckoning.record_ids(asked.known.term(key)))

    def records(
        self, key: str, period: Period, scope: Scope = EVERYWHERE
    ) -> tuple[FigureRecord, ...]:
        """Return the records behind an indicator, described; of a rate, its numerator."""
        return self.several_records((key,), period, scope)[key]

    def several_records(
        self, keys: Iterable[str], period: Period, scope: Scope = EVERYWHERE
    ) -> dict[str, tuple[FigureRecord, ...]]:
        """Return the records behind some indicators, each described once."""
        with self._context.store.reading() as session:
            asked = self._asked(session, period, scope)
            return {key: asked.reckoning.records(asked.known.term(key)) for key in keys}

    def dimensions(self, key: str) -> tuple[Dimension, ...]:
        """Return by what an indicator can be limited and divided."""
        with self._context.store.reading() as session:
            known = known_indicators(session)
            return dimensions_of(known.term(key), known)

    def scope_parts(
        self, dimension: Dimension, key: str = "", period: Period | None = None
    ) -> tuple[ScopePart, ...]:
        """Return what can be chosen of a dimension, in the office's order.

        Args:
            dimension: By what.
            key: For which indicator; "" means disputes where several nouns have such a
                dimension.
            period: Whose months, and whose cadres in post; None for this half-year.

        Raises:
            UsageError: When the indicator cannot be limited so.
        """
        chosen = period or half_year_of(self._context.today())
        with self._context.store.reading() as session:
            asked = self._asked(session, chosen, EVERYWHERE)
            term = asked.known.term(key) if key else None
            return choices(asked.reckoning, term, asked.known, dimension)

    def divided(
        self, key: str, period: Period, by: Dimension, scope: Scope = EVERYWHERE
    ) -> Divided:
        """Compute an indicator part by part, in the office's order.

        Raises:
            UsageError: When it cannot be divided so.
        """
        with self._context.store.reading() as session:
            asked = self._asked(session, period, scope)
            return divided_by(asked.reckoning, asked.known.term(key), asked.known, by)

    def all_divided(
        self, period: Period, wanted: Callable[[Indicator, Dimension], bool]
    ) -> tuple[tuple[Figure, ...], tuple[Divided, ...]]:
        """Compute every indicator as ``all`` does, and those that have a value part by part.

        Args:
            period: The period.
            wanted: Tells whether an indicator is to be divided by something it can be.
        """
        with self._context.store.reading() as session:
            asked = self._asked(session, period, EVERYWHERE)
            known, reckoning = asked.known, asked.reckoning
            terms = known.terms.values()
            whole = tuple(map(reckoning.figure, terms))
            return whole, tuple(
                divided_by(reckoning, term, known, by)
                for term, figure in zip(terms, whole, strict=True)
                if figure.value is not None
                for by in dimensions_of(term, known)
                if wanted(term, by)
            )

    def compared(
        self, key: str, period: Period, against: Against, scope: Scope = EVERYWHERE
    ) -> Compared:
        """Compute an indicator beside the same of last year or of the period before.

        Where the base's period is closed, the base is what was reported then.
        """
        return self.several_compared((key,), period, against, scope)[key]

    def several_compared(
        self, keys: Iterable[str], period: Period, against: Against, scope: Scope = EVERYWHERE
    ) -> dict[str, Compared]:
        """Compute some indicators beside the same of another time, at once."""
        with self._context.store.reading() as session:
            asked = self._asked(session, period, scope)
            return compared(asked.reckoning, map(asked.known.term, keys), against)

    def compared_parts(
        self, key: str, period: Period, by: Dimension, against: Against, scope: Scope = EVERYWHERE
    ) -> tuple[tuple[ScopePart, Compared], ...]:
        """Compute an indicator part by part, each beside the same of another time.

        Raises:
            UsageError: When it cannot be divided so.
        """
        with self._context.store.reading() as session:
            asked = self._asked(session, period, scope)
            term = asked.known.term(key)
            return compared_parts(asked.reckoning, term, asked.known, by, against)

    def _asked(self, session: Session, period: Period, scope: Scope) -> "_Asked":
        known = known_indicators(session)
        today = self._context.today()
        return _Asked(known, Reckoning(OfficeRules(session), today, known.owns, period, scope))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one call works with."""

    known: KnownIndicators
    reckoning: Reckoning
