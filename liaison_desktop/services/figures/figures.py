"""Figures: every indicator of a period, and the records behind each."""

from array import array
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.catalogue import INDICATOR_OF, INDICATORS
from liaison_desktop.domain.figures.indicator import (
    Figure,
    FigureRecord,
    Indicator,
    Number,
    percentage,
    round_half_up,
)
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures import cadres, cards, concerns, disputes, register, visits
from liaison_desktop.services.figures.query import Query, Selection, Span, Total

# Each noun brings its own indicators; a key without a query is a ledger never opened.
QUERIES: dict[str, Query] = {
    query.key: query
    for query in (
        *register.QUERIES,
        *cadres.QUERIES,
        *cards.QUERIES,
        *visits.QUERIES,
        *concerns.QUERIES,
        *disputes.QUERIES,
    )
}


class Figures:
    """The one source of every number in tables, charts, summaries and exports."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self, period: Period) -> tuple[Figure, ...]:
        """Compute every indicator of a period, in the order of the catalogue.

        All of them see one state of the store.
        """
        span = self._span(period)
        with self._context.store.reading() as session:
            counted = _Counted(session, span)
            return tuple(_figure(term, counted) for term in INDICATORS)

    def one(self, key: str, period: Period) -> Figure:
        """Compute one indicator.

        Raises:
            UsageError: When there is no such indicator.
        """
        term = indicator_term(key)
        with self._context.store.reading() as session:
            return _figure(term, _Counted(session, self._span(period)))

    def record_ids(self, key: str, period: Period) -> "array[int]":
        """Return the keys of the records behind an indicator; of a rate, its numerator.

        Raises:
            UsageError: When there is no such indicator.
        """
        indicator_term(key)
        query = QUERIES.get(key)
        if query is None:
            return array("q")
        with self._context.store.reading() as session:
            return _ids(session, query.numerator, self._span(period))

    def records(self, key: str, period: Period) -> tuple[FigureRecord, ...]:
        """Return the records behind an indicator, described; of a rate, its numerator.

        Raises:
            UsageError: When there is no such indicator.
        """
        indicator_term(key)
        query = QUERIES.get(key)
        if query is None:
            return ()
        with self._context.store.reading() as session:
            ids = _ids(session, query.numerator, self._span(period))
            return tuple(query.describe(session, ids))

    def _span(self, period: Period) -> Span:
        return Span(period.first, period.last, period.stock_day(self._context.today()))


def indicator_term(key: str) -> Indicator:
    """Return the words of an indicator.

    Raises:
        UsageError: When there is no such indicator.
    """
    try:
        return INDICATOR_OF[key]
    except KeyError:
        raise UsageError(f"没有名为“{key}”的指标；不带 --key 可列出全部指标。") from None


class _Counted:
    """Counts of selections in one session, each asked of the store only once."""

    def __init__(self, session: Session, span: Span) -> None:
        self._session = session
        self._span = span
        self._counts: dict[Selection, int] = {}

    def of(self, selection: Selection) -> int:
        """Return how many records a selection has."""
        if selection not in self._counts:
            counted = select(func.count()).select_from(selection(self._span).subquery())
            self._counts[selection] = self._session.execute(counted).scalar_one()
        return self._counts[selection]

    def sum(self, selection: Selection, amount: ColumnElement[Any]) -> Number:
        """Return the sum of a column over the records of a selection, to the hundredth."""
        chosen = selection(self._span)
        total = select(func.sum(amount)).where(chosen.selected_columns[0].in_(chosen))
        value = round_half_up(self._session.execute(total).scalar_one() or 0, 2)
        return int(value) if value.is_integer() else value

    def total(self, total: Total) -> Number:
        """Return a value that is worked out over the period."""
        return total(self._session, self._span)

    def any(self, selection: Selection) -> bool:
        """Tell whether a selection has any record."""
        return self._session.execute(selection(self._span).limit(1)).first() is not None


def _ids(session: Session, selection: Selection, span: Span) -> "array[int]":
    statement = selection(span)
    column = statement.selected_columns[0]
    return array("q", session.execute(statement.order_by(column)).scalars())


def _figure(term: Indicator, counted: _Counted) -> Figure:
    query = QUERIES.get(term.key)
    if query is None or (query.opened is not None and not counted.any(query.opened)):
        return Figure(term.key, term.label, None, term.unit, None, None, None)
    numerator = counted.of(query.numerator)
    if query.amount is not None:
        total = counted.sum(query.numerator, query.amount)
        return Figure(term.key, term.label, total, term.unit, total, None, numerator)
    if query.total is not None:
        total = counted.total(query.total)
        return Figure(term.key, term.label, total, term.unit, total, None, numerator)
    if query.denominator is None:
        return Figure(term.key, term.label, numerator, term.unit, numerator, None, numerator)
    denominator = counted.of(query.denominator)
    value = percentage(numerator, denominator)
    return Figure(term.key, term.label, value, term.unit, numerator, denominator, numerator)
