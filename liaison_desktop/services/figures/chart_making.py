"""What every chart is made of: figures of one period and scope, series, notes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.figures.chart import Chart, ChartKind, ChartSource, Series
from liaison_desktop.domain.figures.comparison import Against, Compared
from liaison_desktop.domain.figures.indicator import Figure, Nature, Number
from liaison_desktop.domain.figures.period import Period, days_period, month_period
from liaison_desktop.domain.figures.scope import (
    Dimension,
    Divided,
    DividedPart,
    Scope,
    ScopePart,
)
from liaison_desktop.domain.figures.wording import (
    counted_day,
    counted_span,
    definition,
)
from liaison_desktop.services.figures import headlines
from liaison_desktop.services.figures.figures import Figures

REST = "其他"


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says of itself.

    Attributes:
        key: Name of the chart.
        subject: What its title names after the period, e.g. 矛盾纠纷类型.
        ledger: Where its data come from, for the note.
        headline: Its sentence.
        keys: Indicators whose definitions the note gives.
        further: More for the note, whole sentences.
    """

    key: str
    subject: str
    ledger: str
    headline: str
    keys: Sequence[str]
    further: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What charts say of the office besides figures.

    Attributes:
        today: 制图日期.
        station: Whose charts they are.
        owed: Tells how many households each cadre should have, by the cadre's key as text.
    """

    today: date
    station: str
    owed: Callable[[], dict[str, int]]


class ChartBench:
    """Figures of one period and scope, and charts made of them.

    Attributes:
        figures: Where every number comes from.
        period, scope: Of the charts.
        desk: What they say of the office.
    """

    def __init__(self, figures: Figures, period: Period, scope: Scope, desk: Desk) -> None:
        self.figures = figures
        self.period = period
        self.scope = scope
        self.desk = desk
        self.divided = lru_cache(maxsize=None)(self._divided)
        self.figure = lru_cache(maxsize=None)(self._figure)

    @property
    def over(self) -> bool:
        """Whether the period has ended; one that runs is not compared in a sentence."""
        return self.period.last <= self.desk.today

    def by_month(self) -> "ChartBench":
        """Return the bench of a chart by months: of one month, its year's up to it."""
        first, last = self.period.first, self.period.last
        if self.period != month_period(first.year, first.month) or first.month == 1:
            return self
        return ChartBench(
            self.figures, days_period(date(first.year, 1, 1), last), self.scope, self.desk
        )

    def _divided(self, key: str, by: Dimension, part: ScopePart | None = None) -> Divided:
        """Return an indicator part by part, within one more limit if one is given."""
        return self.figures.divided(key, self.period, by, self.within(part))

    def _figure(self, key: str, part: ScopePart | None = None) -> Figure:
        return self.figures.one(key, self.period, self.within(part))

    def compared(
        self, keys: Sequence[str], against: Against, part: ScopePart | None = None
    ) -> tuple[Compared, ...]:
        """Return indicators beside the same of another time."""
        found = self.figures.several_compared(keys, self.period, against, self.within(part))
        return tuple(found[key] for key in keys)

    def within(self, part: ScopePart | None) -> Scope:
        """Return the scope with one more limit."""
        return self.scope if part is None else Scope((*self.scope.parts, part))

    def series(self, divided: Divided, parts: Sequence[DividedPart], name: str = "") -> Series:
        """Return parts of a divided figure as a series whose values open their records."""
        term = divided.indicator
        sources = tuple(
            ChartSource(term.key, self.period.key, Scope((*divided.scope.parts, each.part)))
            for each in parts
        )
        values = tuple(each.figure.value for each in parts)
        return Series(name or term.label, values, term.unit, sources)

    def chart(
        self,
        words: Words,
        kind: ChartKind,
        categories: Iterable[str],
        *series: Series,
        rows: tuple[str, ...] = (),
    ) -> Chart:
        """Return a chart with its title and note."""
        place = f"（{self.scope.label}）" if self.scope.parts else ""
        return Chart(
            words.key,
            f"{self.period.label}{words.subject}{place}",
            words.headline,
            kind,
            tuple(categories),
            series,
            self._note(words),
            rows,
        )

    def _note(self, words: Words) -> str:
        """Return source, 统计时段, date and definitions."""
        source = f"来源：{self.desk.station}{words.ledger}。"
        terms = [self.figures.term(key) for key in dict.fromkeys(words.keys)]
        stock = all(term.nature is Nature.STOCK for term in terms)
        span = (counted_day if stock else counted_span)(self.period, self.desk.today)
        made = f"制图日期：{day_words(self.desk.today)}"
        defined = "".join(map(definition, terms))
        return f"{source}{span}。{made}。口径：{defined}{words.further}"


Maker = Callable[[ChartBench], Chart]


def by_place(bench: ChartBench, key: str) -> tuple[Divided, tuple[DividedPart, ...]]:
    """Return an indicator by village as in the register; within one village, by its groups."""
    village = next(
        (part.label for part in bench.scope.parts if part.dimension is Dimension.VILLAGE), None
    )
    if village is not None:
        divided = bench.divided(key, Dimension.GROUP)
        inside = tuple(
            replace(
                each, part=replace(each.part, label=each.part.label.removeprefix(f"{village} "))
            )
            for each in divided.parts
            if each.part.label.startswith(f"{village} ") or each.figure.value
        )
        if inside:
            return divided, inside
    divided = bench.divided(key, Dimension.VILLAGE)
    return divided, divided.parts


def matched(
    divided: Divided, parts: Sequence[DividedPart], wanted: Sequence[ScopePart]
) -> list[DividedPart]:
    """Return a figure's parts in a wanted order; one it has no record of counts 0."""
    known = {(each.part.dimension, each.part.value): each for each in parts}
    none = None if divided.total.value is None else 0
    empty = replace(divided.total, value=none, numerator=none, records=none)
    return [known.get((part.dimension, part.value)) or DividedPart(part, empty) for part in wanted]


def sorted_parts(parts: Sequence[DividedPart]) -> tuple[DividedPart, ...]:
    """Return parts from the largest to the smallest, 其他 and 未填 last, empty ones left out.

    When all are empty they stay, so that the chart can say so.
    """
    if any(part.figure.value for part in parts):
        parts = [part for part in parts if part.figure.value]
    return tuple(sorted(parts, key=lambda part: (_last(part), -(part.figure.value or 0))))


def _last(part: DividedPart) -> int:
    if not part.part.value:
        return 2  # 未填
    return int(part.part.label == REST or part.part.label.startswith(REST))


def classes_said(bench: ChartBench, key: str, divided: Divided, subject: str) -> str:
    """Return the headline of a chart by class: which is the largest, and last year's.

    Args:
        bench: Of the chart.
        key: The indicator.
        divided: Its classes, named as they are to be said.
        subject: What there was none of where all are 0.
    """
    first = headlines.leading(divided.parts)
    if not first:
        return headlines.nothing(subject, divided.total)
    compared = None
    if len(first) == 1 and bench.over:
        (compared,) = bench.compared((key,), Against.YEAR_AGO, first[0].part)
    return headlines.largest_share(divided.parts, divided.total, compared)


def labels(parts: Iterable[DividedPart]) -> tuple[str, ...]:
    """Return what parts are called."""
    return tuple(part.part.label for part in parts)


def difference(
    whole: Sequence[Number | None], part: Sequence[Number | None]
) -> tuple[Number | None, ...]:
    """Return whole − part for every pair; None where either is not known."""
    return tuple(
        None if one is None or other is None else one - other
        for one, other in zip(whole, part, strict=True)
    )
