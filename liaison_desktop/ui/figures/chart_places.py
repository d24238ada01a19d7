"""Where the bars of a chart stand on the screen, in pixels of its plot."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from liaison_desktop.domain.figures.chart import Chart, ChartKind, ChartSource, Series
from liaison_desktop.domain.figures.chart_scale import Scale, scale_for
from liaison_desktop.domain.figures.chart_words import (
    NO_DATA,
    axis_unit,
    columns_of,
    line_of,
    value_words,
)
from liaison_desktop.domain.figures.indicator import Number
from liaison_desktop.domain.figures.number_words import PERCENT

LYING = frozenset({ChartKind.BARS, ChartKind.BULLETS})
_CLUSTER = 0.76  # part of a slot its columns fill
_STACK = 0.5
_FILLED = 0.66  # part of a row its bars fill
_RATE_PART = 0.30  # part of the plot's height that the rate above columns has for itself
_GAP = 2.0  # pixels between the bars of a cluster
_RATES = Scale(100, 50)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, from the upper left corner of the plot."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        """Half way from top to bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a chart: a bar, a part of a stack, a point of a line, a cell.

    Attributes:
        category, series: Which value; of a matrix the series is the row.
        box: Where it is drawn; without extent where there is nothing to draw.
        words: Its value as it is written beside it.
        point: Whether it is a point of the rate's line.
    """

    category: int
    series: int
    box: Box
    words: str
    point: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The plot in pixels, and what the type takes of it.

    Attributes:
        width, height: Of the plot.
        line: Height of a line of type.
        beside: Room for the longest value right of lying bars.
        thickest: No bar is thicker.
    """

    width: float
    height: float
    line: float
    beside: float
    thickest: float


@dataclass(frozen=True, slots=True)
class Places:
    """A chart laid out.

    Attributes:
        bars: Every value, category by category.
        ticks: Of the axis of values: distance from the plot's upper edge and words; of lying
            charts and matrices there are none.
        rate_ticks: Of the rate's own axis, where there is one.
        slots: Box of each category (of a matrix: each column).
    """

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...] = ()
    rate_ticks: tuple[tuple[float, str], ...] = ()
    slots: tuple[Box, ...] = ()


def place(chart: Chart, room: Room) -> Places:
    """Lay a chart out."""
    if chart.empty:
        return Places(())
    if chart.kind is ChartKind.MATRIX:
        return _matrix(chart, room)
    if chart.kind in LYING:
        return _lying(chart, room)
    return _upright(chart, room)


def source_of(chart: Chart, bar: Bar) -> ChartSource | None:
    """Return where the value of a bar comes from, None when it has no records of its own."""
    sources = chart.series[bar.series].sources
    return sources[bar.category] if sources else None


def bar_words(chart: Chart, bar: Bar) -> str:
    """Return a value in words: 中和村 · 调解成功 16起."""
    series = chart.series[bar.series]
    value = series.values[bar.category]
    category = chart.categories[bar.category]
    if chart.kind is ChartKind.MATRIX:
        category = f"{chart.rows[bar.series]}{category}"
        named = ""
    else:
        named = "" if series.name == category else series.name
    shown = value_words(value, series.unit)
    unit = series.unit if value is not None and series.unit != PERCENT else ""
    return f"{category} · {named} {shown}{unit}" if named else f"{category} {shown}{unit}"


def _upright(chart: Chart, room: Room) -> Places:
    columns, line, unit = columns_of(chart), line_of(chart), axis_unit(chart)
    stacked = chart.kind is ChartKind.STACK
    scale = _scale(columns, stacked=stacked, percent=unit == PERCENT)
    band = room.height * _RATE_PART if line is not None else 0.0
    top = band + room.line * 1.25

    def height(value: Number) -> float:
        return room.height - scale.share(value) * (room.height - top)

    slots = _slots(len(chart.categories), room)
    draw = _stack if stacked else _cluster
    bars: list[Bar] = []
    rate = _rates(line, band, room) if line is not None else None
    for number, slot in enumerate(slots):
        bars += draw(number, columns, _Slot(slot, height, room))
        if line is not None and rate is not None:
            bars.append(_point(number, (line, len(columns)), slot, rate))
    ticks = tuple((height(tick), value_words(tick, unit)) for tick in scale.ticks)
    rate_ticks = tuple((rate(tick), f"{tick}%") for tick in (0, 100)) if rate is not None else ()
    return Places(tuple(bars), ticks, rate_ticks, slots)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Room of one category of an upright chart."""

    box: Box
    height: Callable[[Number], float]
    room: Room


def _slots(count: int, room: Room) -> tuple[Box, ...]:
    wide = room.width / count
    return tuple(Box(n * wide, 0.0, (n + 1) * wide, room.height) for n in range(count))


def _cluster(number: int, columns: Sequence[Series], slot: _Slot) -> Iterator[Bar]:
    box, floor = slot.box, slot.room.height
    wide = min((box.right - box.left) * _CLUSTER / len(columns), slot.room.thickest)
    gap = min(_GAP, wide * 0.1)
    left = box.middle - wide * len(columns) / 2
    for place_, one in enumerate(columns):
        value = one.values[number]
        x = left + place_ * wide
        top = floor if value is None else slot.height(value)
        yield Bar(
            number, place_, Box(x + gap / 2, top, x + wide - gap / 2, floor),
            value_words(value, one.unit),
        )  # fmt: skip


def _stack(number: int, columns: Sequence[Series], slot: _Slot) -> Iterator[Bar]:
    wide = min((slot.box.right - slot.box.left) * _STACK, slot.room.thickest * 1.3)
    left, below = slot.box.middle - wide / 2, 0.0
    for place_, one in enumerate(columns):
        value = one.values[number]
        bottom = slot.height(below)
        below += value or 0
        box = Box(left, slot.height(below), left + wide, bottom)
        yield Bar(number, place_, box, value_words(value, one.unit))


def _rates(line: Series, band: float, room: Room) -> Callable[[Number], float]:
    """Return where a rate lies in the band above the columns; above 100 % the band is longer."""
    largest = max((value for value in line.values if value is not None), default=0)
    scale = _RATES if largest <= _RATES.top else scale_for(line.values)
    above, below = room.line * 1.1, band - room.line * 0.9
    return lambda value: below - scale.share(value) * (below - above)


def _point(
    number: int, series: tuple[Series, int], slot: Box, rate: Callable[[Number], float]
) -> Bar:
    line, place_ = series
    value = line.values[number]
    y = rate(value or 0)
    box = Box(slot.middle, y, slot.middle, y)
    return Bar(number, place_, box, value_words(value, line.unit), point=True)


def _lying(chart: Chart, room: Room) -> Places:
    values = [value for one in chart.series for value in one.values]
    scale = scale_for(values, percent=axis_unit(chart) == PERCENT)
    across = max(room.width - room.beside, 1.0)
    high = room.height / len(chart.categories)
    slots = tuple(
        Box(0.0, n * high, room.width, (n + 1) * high) for n in range(len(chart.categories))
    )
    draw = _bullet if chart.kind is ChartKind.BULLETS else _row
    bars: list[Bar] = []
    for number, slot in enumerate(slots):
        bars += draw(chart, number, _Slot(slot, lambda value: scale.share(value) * across, room))
    return Places(tuple(bars), slots=slots)


def _row(chart: Chart, number: int, slot: _Slot) -> Iterator[Bar]:
    box, count = slot.box, len(chart.series)
    thick = min((box.bottom - box.top) * _FILLED / count, slot.room.thickest)
    top = box.centre - thick * count / 2
    for place_, one in enumerate(chart.series):
        value = one.values[number]
        right = 0.0 if value is None else slot.height(value)
        y = top + place_ * thick
        yield Bar(number, place_, Box(0.0, y + 0.5, right, y + thick - 0.5),
                  value_words(value, one.unit))  # fmt: skip


def _bullet(chart: Chart, number: int, slot: _Slot) -> Iterator[Bar]:
    """Yield what is owed, thick, and before it what is done, thin; one label for both."""
    box = slot.box
    thick = min((box.bottom - box.top) * _FILLED, slot.room.thickest)
    done, owed = chart.series[0], chart.series[1]
    for place_, one, part in ((1, owed, 1.0), (0, done, 0.5)):
        value = one.values[number]
        right = 0.0 if value is None else slot.height(value)
        half = thick * part / 2
        words = _of_owed(done.values[number], owed.values[number]) if place_ == 0 else ""
        yield Bar(number, place_, Box(0.0, box.centre - half, right, box.centre + half), words)


def _of_owed(done: Number | None, owed: Number | None) -> str:
    if done is None:
        return NO_DATA
    return f"{value_words(done, '')}/{'—' if owed is None else value_words(owed, '')}"


def _matrix(chart: Chart, room: Room) -> Places:
    high = min(room.height / len(chart.series), room.thickest)
    whole = replace(room, height=high * len(chart.series))
    columns = _slots(len(chart.categories), whole)
    bars = tuple(
        Bar(number, row, Box(slot.left, row * high, slot.right, (row + 1) * high),
            value_words(one.values[number], one.unit))
        for row, one in enumerate(chart.series)
        for number, slot in enumerate(columns)
    )  # fmt: skip
    return Places(bars, slots=columns)


def _scale(columns: Sequence[Series], *, stacked: bool, percent: bool) -> Scale:
    if not stacked:
        return scale_for((v for one in columns for v in one.values), percent=percent)
    sums = (sum(v or 0 for v in parts) for parts in zip(*(c.values for c in columns), strict=True))
    return scale_for(sums, percent=percent)
