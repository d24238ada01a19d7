"""Upright charts on paper: columns side by side, stacks, and columns with a rate above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_desktop.documents.chart_frame import (
    axis_room,
    head,
    keys_of,
    names_of,
    under,
    upright_axis,
)
from liaison_desktop.documents.chart_marks import (
    FACE,
    LEADING,
    SMALLEST,
    Region,
    backed,
    bar,
    colour_of,
    em,
    fitted,
    marker,
    no_data,
    rules,
    text_at,
)
from liaison_desktop.documents.page import Align, Ink, Mark
from liaison_desktop.documents.text import fit_line, width
from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series
from liaison_desktop.domain.figures.chart_scale import Scale, scale_for
from liaison_desktop.domain.figures.chart_tone import Tone, tones
from liaison_desktop.domain.figures.chart_words import (
    NO_DATA,
    axis_unit,
    columns_of,
    line_of,
    value_words,
)
from liaison_desktop.domain.figures.number_words import PERCENT

_CLUSTER = 0.76  # part of a slot its columns fill
_STACK = 0.5  # a stack leaves room beside it for the values of thin parts
_WIDEST = 16.0  # mm; few columns do not become blocks
_RATE_PART = 0.27  # part of the plot's height the rate has for itself, above the columns
_LOW = 30  # per cent; a value set below a lower point would lie on the axis
_SMALL = 0.9  # of the type: values at bars


@dataclass(frozen=True, slots=True)
class _Slots:
    """Where the categories stand."""

    plot: Region
    scale: Scale
    size: float
    count: int

    @property
    def wide(self) -> float:
        return self.plot.width / self.count

    def middle(self, number: int) -> float:
        return self.plot.x + (number + 0.5) * self.wide

    def top(self, value: float) -> float:
        return self.plot.bottom - self.plot.height * self.scale.share(value)


def draw_columns(chart: Chart, region: Region, size: float) -> tuple[Mark, ...]:
    """Return a chart of kind COLUMNS, STACK or COLUMNS_AND_LINE in a region."""
    looks, columns, line = tones(chart), columns_of(chart), line_of(chart)
    unit = axis_unit(chart)
    above, room = head(keys_of(chart, looks), "" if unit == PERCENT else unit, region, size)
    scale = _scale(chart, columns, unit)
    left = axis_room(scale, unit, size)
    if line is not None:
        left = max(left, axis_room(_RATES, PERCENT, size))
    slot = (room.width - left) / len(chart.categories)
    names = names_of(chart.categories, size, slot * 0.94)
    high = room.height - names.height - 2.0
    rate_high = high * _RATE_PART if line else 0.0
    headroom = em(size) * (1.4 if line is None else 0.6)
    plot = Region(
        room.x + left, room.y + rate_high + headroom,
        room.width - left, high - rate_high - headroom,
    )  # fmt: skip
    slots = _Slots(plot, scale, size, len(chart.categories))
    marks = [*above, *upright_axis(scale, unit, plot, size), *under(names, plot)]
    marks += _stacks(slots, columns, looks) if chart.kind is ChartKind.STACK else _clusters(
        slots, columns, looks
    )  # fmt: skip
    if line is not None:
        over = Region(plot.x, room.y + em(size) * 0.8, plot.width, rate_high - em(size) * 1.6)
        marks += _rate(line, _Slots(over, _rate_scale(line), size, slots.count), looks[-1])
    return tuple(marks)


_RATES = Scale(100, 100)


def _rate_scale(line: Series) -> Scale:
    """Return an axis to 100 %; a rate above that (reported twice) makes it longer."""
    return _RATES if max((v for v in line.values if v is not None), default=0) <= 100 else (
        scale_for(line.values)
    )  # fmt: skip


def _scale(chart: Chart, columns: Sequence[Series], unit: str) -> Scale:
    if chart.kind is ChartKind.STACK:
        sums = (
            sum(value for value in parts if value is not None)
            for parts in zip(*(one.values for one in columns), strict=True)
        )
        return scale_for(sums, percent=unit == PERCENT)
    values = (value for one in columns for value in one.values)
    return scale_for(values, percent=unit == PERCENT)


def _clusters(slots: _Slots, columns: Sequence[Series], looks: Sequence[Tone]) -> list[Mark]:
    wide = min(slots.wide * _CLUSTER / len(columns), _WIDEST)
    gap = min(wide * 0.08, 0.6)
    marks: list[Mark] = []
    for number in range(slots.count):
        values = [one.values[number] for one in columns]
        left = slots.middle(number) - wide * len(columns) / 2
        if all(value is None for value in values):
            marks += _missing(slots, slots.middle(number), slots.wide)
            continue
        for place, (value, one, tone) in enumerate(zip(values, columns, looks, strict=False)):
            x = left + place * wide
            marks += _column(slots, Region(x + gap / 2, 0, wide - gap, 0), value, (one, tone))
    return marks


def _column(
    slots: _Slots, span: Region, value: float | None, look: tuple[Series, Tone]
) -> tuple[Mark, ...]:
    """Return one column with its value above it; ``span`` says where from left to right."""
    series, tone = look
    middle = span.x + span.width / 2
    if value is None:
        return no_data((middle, slots.plot.bottom - 0.5), NO_DATA, slots.size * _SMALL)
    top = slots.top(value)
    drawn = bar(Region(span.x, top, span.width, slots.plot.bottom - top), tone)
    size = slots.size * _SMALL
    words = value_words(value, series.unit)
    above = (middle, top - 0.62 * em(size))
    return (*drawn, *fitted(above, words, size, span.width * 1.25))


def _missing(slots: _Slots, middle: float, room: float) -> tuple[Mark, ...]:
    size = slots.size * _SMALL
    if width(NO_DATA, FACE, size) <= room * 0.95:
        place = (middle, slots.plot.bottom - em(size))
        return (text_at(place, NO_DATA, size, Align.CENTRE, Ink.GREY),)
    return no_data((middle, slots.plot.bottom - 0.5), NO_DATA, size)


def _stacks(slots: _Slots, columns: Sequence[Series], looks: Sequence[Tone]) -> list[Mark]:
    wide = min(slots.wide * _STACK, _WIDEST)
    marks: list[Mark] = []
    for number in range(slots.count):
        values = [one.values[number] for one in columns]
        if all(value is None for value in values):
            marks += _missing(slots, slots.middle(number), slots.wide)
            continue
        marks += _stack(slots, slots.middle(number), wide, list(zip(values, looks, strict=False)))
        total = value_words(_total(values), "")
        size = slots.size * _SMALL
        above = (slots.middle(number), slots.top(_total(values)) - 0.7 * em(size))
        marks += fitted(above, f"计{total}", size, slots.wide)
    return marks


def _total(values: Sequence[float | None]) -> float:
    return sum(value for value in values if value is not None)


def _stack(
    slots: _Slots, middle: float, wide: float, parts: Sequence[tuple[float | None, Tone]]
) -> list[Mark]:
    """Return one stack; the value of a part too thin for it stands beside the part."""
    size = slots.size * _SMALL
    marks: list[Mark] = []
    below, lowest = 0.0, slots.plot.bottom
    for value, tone in parts:
        if not value:
            continue
        top, bottom = slots.top(below + value), slots.top(below)
        below += value
        marks += bar(Region(middle - wide / 2, top, wide, bottom - top), tone)
        words, half = value_words(value, ""), (top + bottom) / 2
        shown = fit_line(words, FACE, size, wide - 0.6, SMALLEST)
        if bottom - top >= em(size) * LEADING and shown.whole:
            inside = (middle, half)
            marks += (
                (text_at(inside, words, shown.size, Align.CENTRE, Ink.WHITE),)
                if tone.dark
                else backed(inside, words, shown.size)
            )
            continue
        lowest = min(lowest - em(size) * 0.5, half)
        beside = (slots.wide - wide) / 2 - 0.8
        marks += fitted((middle + wide / 2 + 0.7, lowest), words, size, beside, Align.LEFT)
        lowest -= em(size) * 0.55
    return marks


def _rate(line: Series, slots: _Slots, tone: Tone) -> list[Mark]:
    """Return a rate with its own axis in a band of its own, so that no label meets a column."""
    colour, size = colour_of(tone.colour), slots.size * _SMALL
    marks = list(upright_axis(slots.scale, PERCENT, slots.plot, slots.size * 0.85))
    chains: list[list[tuple[float, float]]] = [[]]
    points: list[Mark] = []
    shown: list[Mark] = []
    for number, value in enumerate(line.values):
        if value is None:
            chains.append([])
            place = (slots.middle(number), slots.plot.bottom - em(size))
            points += fitted(place, NO_DATA, size, slots.wide)
            continue
        at = (slots.middle(number), slots.top(value))
        chains[-1].append(at)
        shown += marker(at, colour, 0.28 * em(slots.size))
        side = 1 if _low_beside(line.values, number) else -1
        words = value_words(value, line.unit)
        points += backed((at[0], at[1] + side * em(size) * 0.98), words, size)
    drawn = [chain for chain in chains if len(chain) > 1]
    stroke = [rules(drawn, colour, 0.45)] if drawn else []
    return [*marks, *stroke, *points, *shown]


def _low_beside(values: Sequence[float | None], number: int) -> bool:
    """Tell whether a point's value is best set below it: the line comes from above there."""
    value = values[number] or 0
    beside = [other for other in values[max(number - 1, 0) : number + 2] if other is not None]
    return value > _LOW and sum(beside) / len(beside) > value
