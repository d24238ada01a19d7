"""Counting selections: whole, limited to a scope, and part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, false, func, null, select, true
from sqlalchemy.orm import Session

from liaison_desktop.domain.figures.indicator import Number, round_half_up
from liaison_desktop.domain.figures.scope import Dimension, ScopePart
from liaison_desktop.services.figures.query import (
    Division,
    Noun,
    Query,
    Selection,
    Span,
    Statement,
)

Part = int | str | None  # None: records that name no part


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands behind one figure.

    Attributes:
        numerator: Number or sum of what is counted.
        records: How many records it lists.
        denominator: Of rates, else None.
    """

    numerator: Number
    records: int
    denominator: Number | None = None


class Counting:
    """Counts in one session over one span and scope, each count asked of the store once."""

    def __init__(self, session: Session, span: Span, limits: Sequence[ScopePart] = ()) -> None:
        self._session = session
        self._span = span
        self._limits = tuple(limits)
        self._chosen: dict[tuple[Selection, Noun], Select[int]] = {}
        self._counts: dict[tuple[Selection, Noun], int] = {}
        self._divided: dict[tuple[Selection, Noun, Dimension], dict[Part, int]] = {}
        self._tallies: dict[Query, Tally] = {}
        self._opened: dict[Selection, bool] = {}

    def is_kept(self, query: Query) -> bool:
        """Tell whether the ledger of an indicator was ever opened."""
        if query.opened is None:
            return True
        if query.opened not in self._opened:
            first = self._session.execute(query.opened(self._span).limit(1)).first()
            self._opened[query.opened] = first is not None
        return self._opened[query.opened]

    def listed(self, query: Query) -> Select[int]:
        """Select the records behind an indicator within the scope, by key."""
        chosen = self._limited(query.numerator, query.noun)
        if query.listed is not None:
            chosen = chosen.with_only_columns(query.listed, maintain_column_froms=True).distinct()
        return chosen.order_by(chosen.selected_columns[0])

    def tally(self, query: Query) -> Tally:
        """Count an indicator within the scope."""
        if query not in self._tallies:
            self._tallies[query] = self._tally(query)
        return self._tallies[query]

    def _tally(self, query: Query) -> Tally:
        count = self._count(query.numerator, query.noun)
        numerator: Number = count
        chosen = self._limited(query.numerator, query.noun)
        if query.amount is not None:
            numerator = self._sums(_keyed(chosen, null(), query.amount)).get(None, 0)
        elif query.total is not None:
            numerator = query.total(self._session, self._span, _keyed(chosen, null())).get(None, 0)
        records = count if query.listed is None else self._rows(self.listed(query))
        if query.denominator is None:
            return Tally(numerator, records)
        return Tally(numerator, records, self._count(query.denominator, query.noun))

    def parts(self, query: Query, by: Dimension) -> dict[Part, Tally]:
        """Count an indicator within the scope, part by part; empty parts are left out."""
        division, chosen = query.noun.divisions[by], self._limited(query.numerator, query.noun)
        counts = self._counted(query.numerator, query.noun, by)
        numerators: dict[Part, Number] = dict(counts)
        if query.amount is not None:
            numerators = self._sums(self._pairs(chosen, division, query.amount))
        elif query.total is not None:
            rows = self._pairs(chosen, division)
            numerators = query.total(self._session, self._span, rows)
        records = counts
        if query.listed is not None:
            records = self._distinct(self._pairs(chosen, division, query.listed))
        if query.denominator is None:
            return {
                part: Tally(numerators.get(part, 0), records.get(part, 0))
                for part in numerators.keys() | counts.keys()
            }
        of = self._counted(query.denominator, query.noun, by)
        return {
            part: Tally(numerators.get(part, 0), records.get(part, 0), of.get(part, 0))
            for part in numerators.keys() | of.keys()
        }

    def _limited(self, selection: Selection, noun: Noun) -> Select[int]:
        key = (selection, noun)
        if key not in self._chosen:
            statement = selection(self._span)
            for part in self._limits:
                statement = _limit(statement, noun.divisions[part.dimension], part, self._span)
            self._chosen[key] = statement
        return self._chosen[key]

    def _count(self, selection: Selection, noun: Noun) -> int:
        key = (selection, noun)
        if key not in self._counts:
            self._counts[key] = self._rows(self._limited(selection, noun))
        return self._counts[key]

    def _rows(self, statement: Select[int]) -> int:
        counted = select(func.count()).select_from(statement.order_by(None).subquery())
        return self._session.execute(counted).scalar_one()

    def _pairs(
        self, chosen: Select[int], division: Division, also: ColumnElement[Any] | None = None
    ) -> Statement:
        """Return ``(key, part)`` or ``(key, part, also)`` rows; what names none has no part."""
        if division.pairs is None:
            part = null() if division.column is None else division.column(self._span)
            return _keyed(chosen, part, also)
        known = division.pairs(self._span).distinct().subquery("sorted")
        kept = _keyed(chosen, null(), also).subquery("chosen")
        key, _, *rest = kept.c
        joined = kept.outerjoin(known, known.c[0] == key)
        return select(key, known.c[1], *rest).select_from(joined)

    def _counted(self, selection: Selection, noun: Noun, by: Dimension) -> dict[Part, int]:
        asked = (selection, noun, by)
        if asked not in self._divided:
            division = noun.divisions[by]
            key, part = _sorted(self._pairs(self._limited(selection, noun), division)).c
            count = func.count(key.distinct()) if division.overlapping else func.count()
            statement = select(part, count).group_by(part)
            self._divided[asked] = {row[0]: row[1] for row in self._session.execute(statement)}
        return self._divided[asked]

    def _distinct(self, pairs: Statement) -> dict[Part, int]:
        _, part, record = _sorted(pairs).c
        statement = select(part, func.count(record.distinct())).group_by(part)
        return {row[0]: row[1] for row in self._session.execute(statement)}

    def _sums(self, pairs: Statement) -> dict[Part, Number]:
        _, part, amount = _sorted(pairs).c
        statement = select(part, func.sum(amount)).group_by(part)
        return {found: _hundredths(total) for found, total in self._session.execute(statement)}


def _sorted(pairs: Statement) -> CTE:
    """Return rows to be grouped, found first and grouped then.

    Otherwise SQLite walks a whole table in the order of an index on the part, though few of
    its rows are asked for.
    """
    return pairs.cte("pairs").prefix_with("MATERIALIZED")


def _keyed(
    chosen: Select[int], part: ColumnElement[Any], also: ColumnElement[Any] | None = None
) -> Statement:
    """Return rows of key, part and perhaps something else of a selection."""
    key = chosen.selected_columns[0]
    columns = [key, part.label("part"), *([] if also is None else [also.label("also")])]
    return chosen.with_only_columns(*columns, maintain_column_froms=True)


def _limit(statement: Select[int], division: Division, part: ScopePart, span: Span) -> Select[int]:
    """Return a selection without what does not stand in a part."""
    if division.pairs is None:
        column = null() if division.column is None else division.column(span)
        return statement.where(_stands(division, column, part.value, span))
    key, found = statement.selected_columns[0], division.pairs(span)
    known = found.with_only_columns(found.selected_columns[0], maintain_column_froms=True)
    if not part.value:
        return statement.where(key.not_in(known))
    stands = _stands(division, found.selected_columns[1], part.value, span)
    return statement.where(key.in_(known.where(stands)))


def _stands(
    division: Division, column: ColumnElement[Any], value: str, span: Span
) -> ColumnElement[bool]:
    """Say in SQL that a column names a part."""
    if not value:
        return column.is_(None)
    if not division.keyed:
        return column == value
    if not value.isdecimal():
        return false()
    if division.area is None:
        return column == int(value)
    below = span.rules.below(int(value), division.area)
    return column.in_(below) if below is not None else true()


def _hundredths(total: Decimal | Number | None) -> Number:
    value = round_half_up(total or 0, 2)
    return int(value) if value.is_integer() else value
