"""What every indicator is made of: a selection of records, and which days it looks at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from liaison_desktop.domain.figures.indicator import FigureRecord, Number


@dataclass(frozen=True, slots=True)
class Span:
    """The days a figure looks at.

    Attributes:
        first, last: The period, for flow figures.
        day: The day stock figures are counted on.
    """

    first: date
    last: date
    day: date

    def covers(self, column: ColumnElement[date]) -> ColumnElement[bool]:
        """Return the condition that an event's date lies in the period."""
        return column.between(self.first, self.last)


Selection = Callable[[Span], Select[int]]
Describe = Callable[[Session, Sequence[int]], list[FigureRecord]]
Total = Callable[[Session, Span], Number]


@dataclass(frozen=True, slots=True)
class Query:
    """How one indicator is computed.

    Attributes:
        key: The indicator, a key of ``domain.figures.catalogue``.
        numerator: The records counted; also the ones listed.
        describe: Turns their keys into records for people.
        denominator: For rates, what the numerator is a part of.
        opened: Records that show the ledger is kept at all; without any the value is
            null. None for the registers every station keeps from its first day.
        amount: For figures of values (days, 元), the column of the numerator's table that is
            summed over its records; None counts them.
        total: For values that no column holds, because a record may reach beyond the
            period (days of a stay): works the value out; None elsewhere.
    """

    key: str
    numerator: Selection
    describe: Describe
    denominator: Selection | None = None
    opened: Selection | None = None
    amount: ColumnElement[Any] | None = None
    total: Total | None = None
