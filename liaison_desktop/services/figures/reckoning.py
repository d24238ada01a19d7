"""Works figures out in one session: shipped and own ones, whole and part by part."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date

from liaison_desktop.domain.figures.catalogue import INDICATOR_OF
from liaison_desktop.domain.figures.indicator import (
    Figure,
    FigureRecord,
    Indicator,
    percentage,
)
from liaison_desktop.domain.figures.own_indicator import Measure, OwnIndicator
from liaison_desktop.domain.figures.period import Period, days_period, month_period
from liaison_desktop.domain.figures.scope import (
    EVERYWHERE,
    Dimension,
    Scope,
    ScopePart,
    within,
)
from liaison_desktop.services.figures.counting import Counting, Part, Tally
from liaison_desktop.services.figures.office_rules import OfficeRules
from liaison_desktop.services.figures.own_definitions import combined
from liaison_desktop.services.figures.queries import QUERIES
from liaison_desktop.services.figures.query import (
    Describe,
    Division,
    Named,
    Naming,
    Query,
    Span,
)


class Reckoning:
    """Figures of one period and scope; all of them see one state of the store.

    Attributes:
        session: What it reads with.
        today: The day it is.
        period: The period.
        scope: The limits, those of a month among them.
    """

    def __init__(
        self,
        rules: OfficeRules,
        today: date,
        owns: Mapping[str, OwnIndicator],
        period: Period,
        scope: Scope = EVERYWHERE,
    ) -> None:
        self.session, self.today = rules.session, today
        self.period, self.scope = period, scope
        self._owns = owns
        self._rules = rules
        self._countings: dict[Scope, Counting | None] = {}
        self._within: dict[ScopePart, Reckoning] = {}
        self._named: dict[Naming, Sequence[Named]] = {}
        self._described: dict[Describe, dict[int, FigureRecord]] = {}
        self._whole = Counting(self.session, self._span(period))

    def over(self, period: Period, scope: Scope | None = None) -> "Reckoning":
        """Return the same for another period, or another scope."""
        chosen = self.scope if scope is None else scope
        return Reckoning(self._rules, self.today, self._owns, period, chosen)

    def within(self, part: ScopePart) -> "Reckoning":
        """Return the same limited further."""
        if part not in self._within:
            self._within[part] = self.over(self.period, within(self.scope, part))
        return self._within[part]

    def plain(self) -> "Reckoning | None":
        """Return the same with its months as the period, None when they lie outside it."""
        period = month_within(self.period, self.scope)
        if period is None:
            return None
        return self.over(period, Scope(_without_months(self.scope)))

    def figure(self, term: Indicator) -> Figure:
        """Work out one indicator; what cannot be limited so has no value."""
        return self._figure(term, self.scope)

    def parts(self, term: Indicator, by: Dimension) -> dict[Part, Figure]:
        """Work out one indicator part by part; parts nothing stands in are left out."""
        return self._parts(term, self.scope, by)

    def nothing(self, term: Indicator) -> Figure:
        """Return the figure of a part nothing stands in: 0 where the ledger is kept."""
        own = self._owns.get(term.key)
        if own is None:
            query, counting = QUERIES.get(term.key), self._counting(self.scope)
            if query is None or counting is None or not self._kept(query, self.scope):
                return blank(term)
            of = 0 if query.denominator is not None else None
            return _figure(term, Tally(0, 0, of))
        first, second = _terms(own)
        return combined(
            term, own, self.nothing(first), None if second is None else self.nothing(second)
        )

    def record_ids(self, term: Indicator) -> list[int]:
        """Return the keys of the records behind an indicator; of a rate, its numerator."""
        return [key for _, ids in self._listed(term, self.scope) for key in ids]

    def records(self, term: Indicator) -> tuple[FigureRecord, ...]:
        """Return the records behind an indicator, described; of a rate, its numerator."""
        listed = self._listed(term, self.scope)
        described = [self._records(query, ids) for query, ids in listed]
        if len(described) == 1:
            return tuple(described[0])
        found: dict[tuple[str, int], FigureRecord] = {}
        for record in itertools.chain.from_iterable(described):
            found.setdefault((record.kind.value, record.id), record)
        return tuple(found.values())

    def named(self, division: Division) -> Sequence[Named]:
        """Return what the parts of a division are called, in the office's order."""
        if division.naming not in self._named:
            self._named[division.naming] = division.naming(self.session, self.span)
        return self._named[division.naming]

    @property
    def span(self) -> Span:
        """The days looked at."""
        return self._span(self.period)

    def _figure(self, term: Indicator, scope: Scope) -> Figure:
        own = self._owns.get(term.key)
        if own is not None:
            first, second = _terms(own)
            return combined(
                term,
                own,
                self._figure(first, _both(scope, own.first_scope)),
                None if second is None else self._figure(second, _both(scope, own.second_scope)),
            )
        query = QUERIES.get(term.key)
        if query is None or not self._kept(query, scope):
            return blank(term)
        counting = self._counting(scope)
        return blank(term) if counting is None else _figure(term, counting.tally(query))

    def _parts(self, term: Indicator, scope: Scope, by: Dimension) -> dict[Part, Figure]:
        own = self._owns.get(term.key)
        if own is None:
            query, counting = QUERIES.get(term.key), self._counting(scope)
            if query is None or counting is None or not self._kept(query, scope):
                return {}
            found = counting.parts(query, by)
            return {part: _figure(term, tally) for part, tally in found.items()}
        first, second = _terms(own)
        ones = self._parts(first, _both(scope, own.first_scope), by)
        if second is None:
            return {part: combined(term, own, one, None) for part, one in ones.items()}
        others = self._parts(second, _both(scope, own.second_scope), by)
        none, nothing = self.nothing(first), self.nothing(second)
        return {
            part: combined(term, own, ones.get(part, none), others.get(part, nothing))
            for part in ones.keys() | others.keys()
        }

    def _records(self, query: Query, ids: Sequence[int]) -> list[FigureRecord]:
        """Describe records; several figures list the same ones."""
        known = self._described.setdefault(query.describe, {})
        missing = [key for key in dict.fromkeys(ids) if key not in known]
        known.update((record.id, record) for record in query.describe(self.session, missing))
        return [known[key] for key in dict.fromkeys(ids) if key in known]

    def _listed(self, term: Indicator, scope: Scope) -> list[tuple[Query, Sequence[int]]]:
        own = self._owns.get(term.key)
        if own is not None:
            first, second = _terms(own)
            found = self._listed(first, _both(scope, own.first_scope))
            if second is not None and own.measure is Measure.SUM:
                found += self._listed(second, _both(scope, own.second_scope))
            return found
        query, counting = QUERIES.get(term.key), self._counting(scope)
        if query is None or counting is None or not self._kept(query, scope):
            return []
        return [(query, self.session.execute(counting.listed(query)).scalars().all())]

    def _kept(self, query: Query, scope: Scope) -> bool:
        """Tell whether the ledger was opened and its records can be limited so."""
        known = query.noun.divisions
        fits = all(p.dimension in known or p.dimension is Dimension.MONTH for p in scope.parts)
        return fits and self._whole.is_kept(query)

    def _counting(self, scope: Scope) -> Counting | None:
        """Return what counts within a scope, None where its month lies outside the period."""
        if not scope.parts:
            return self._whole
        if scope not in self._countings:
            period = month_within(self.period, scope)
            counting = None
            if period is not None:
                limits = _without_months(scope)
                counting = Counting(self.session, self._span(period), limits)
            self._countings[scope] = counting
        return self._countings[scope]

    def _span(self, period: Period) -> Span:
        day = period.stock_day(self.today)
        return Span(period.first, period.last, day, self._rules)


def month_within(period: Period, scope: Scope) -> Period | None:
    """Return what of a period a scope's months leave, None when they leave nothing."""
    first, last = period.first, period.last
    months = [part.value for part in scope.parts if part.dimension is Dimension.MONTH]
    if not months:
        return period
    for value in months:
        try:
            month = month_period(*map(int, value.split("-")))
        except (ValueError, TypeError):
            return None
        first, last = max(first, month.first), min(last, month.last)
        if (first, last) == (month.first, month.last):
            period = month
    if last < first:
        return None
    return period if (first, last) == (period.first, period.last) else days_period(first, last)


def _without_months(scope: Scope) -> tuple[ScopePart, ...]:
    return tuple(part for part in scope.parts if part.dimension is not Dimension.MONTH)


def _terms(own: OwnIndicator) -> tuple[Indicator, Indicator | None]:
    second = INDICATOR_OF[own.second] if own.measure is not Measure.COUNT else None
    return INDICATOR_OF[own.first], second


def _both(scope: Scope, other: Scope) -> Scope:
    return within(scope, *other.parts) if other.parts else scope


def blank(term: Indicator) -> Figure:
    """Return an indicator nothing is known of."""
    return Figure(term.key, term.label, None, term.unit, None, None, None)


def _figure(term: Indicator, tally: Tally) -> Figure:
    numerator, denominator = tally.numerator, tally.denominator
    value = numerator if denominator is None else percentage(numerator, denominator)
    return Figure(term.key, term.label, value, term.unit, numerator, denominator, tally.records)
