"""What every indicator is made of: a selection of records, and which days it looks at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from liaison_desktop.domain.figures.indicator import FigureRecord, Number
from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.domain.register.area import Level
from liaison_desktop.services.figures.office_rules import OfficeRules


@dataclass(frozen=True, slots=True)
class Span:
    """The days a figure looks at, and the office's rules it looks with.

    Attributes:
        first, last: The period, for flow figures.
        day: The day stock figures are counted on.
        rules: What the office set for itself.
    """

    first: date
    last: date
    day: date
    rules: OfficeRules = field(compare=False)

    def covers(self, column: ColumnElement[date]) -> ColumnElement[bool]:
        """Return the condition that an event's date lies in the period."""
        return column.between(self.first, self.last)


Statement = Select[*tuple[Any, ...]]
Selection = Callable[[Span], Select[int]]
Describe = Callable[[Session, Sequence[int]], list[FigureRecord]]
Total = Callable[[Session, Span, Statement], dict[Any, Number]]


@dataclass(frozen=True, slots=True)
class Named:
    """One part records can stand in.

    Attributes:
        value: As records hold it: a key or a word.
        label: What people call it.
        always: Whether it is listed although nothing stands in it.
        village: Key of the village a group is of, None for other parts.
    """

    value: int | str
    label: str
    always: bool = True
    village: int | None = None


Naming = Callable[[Session, Span], Sequence[Named]]


@dataclass(frozen=True, slots=True)
class Division:
    """How the records of a noun are sorted into parts.

    Attributes:
        naming: The parts in the office's order.
        column: The part of a record, an expression over the tables of its selection; each
            record then stands in one part.
        pairs: Where a record may stand in several parts, all ``(key, part)`` there are.
        area: For places, their level: a limit to an area above holds all below.
        keyed: Whether parts are keys of rows; else they are words.
    """

    naming: Naming
    column: Callable[[Span], ColumnElement[Any]] | None = None
    pairs: Callable[[Span], Statement] | None = None
    area: Level | None = None
    keyed: bool = False

    @property
    def overlapping(self) -> bool:
        """Whether a record may stand in several parts."""
        return self.pairs is not None


@dataclass(frozen=True, eq=False, slots=True)
class Noun:
    """What an indicator counts, and by what such records can be limited and divided."""

    divisions: Mapping[Dimension, Division]


@dataclass(frozen=True, slots=True)
class Query:
    """How one indicator is computed.

    Attributes:
        key: The indicator, a key of ``domain.figures.catalogue``.
        numerator: The records counted; also the ones listed.
        describe: Turns their keys into records for people.
        noun: What the records are, of numerator and denominator alike.
        denominator: For rates, what the numerator is a part of.
        opened: Records that show the ledger is kept at all; without any the value is
            null. None for the registers every station keeps from its first day.
        amount: For figures of values (days, 元), the column of the numerator's table that is
            summed over its records; None counts them.
        total: For values that no column holds, because a record may reach beyond the
            period (days of a stay): works the value out of ``(key, part)`` rows, for each
            part; None elsewhere.
        listed: Where what is counted is no record of its own (户次, 当事人), the column that
            names the record listed for it.
        repeats: Whether one record may count in several periods, so that months need not
            sum to the year.
    """

    key: str
    numerator: Selection
    describe: Describe
    noun: Noun
    denominator: Selection | None = None
    opened: Selection | None = None
    amount: ColumnElement[Any] | None = None
    total: Total | None = None
    listed: ColumnElement[int] | None = None
    repeats: bool = False
