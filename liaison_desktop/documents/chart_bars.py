"""Lying charts on paper: sorted bars, and bullets that show what is done beside what is owed."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_desktop.documents.chart_frame import head, keys_of, standing_line
from liaison_desktop.documents.chart_marks import (
    FACE,
    LEADING,
    RULE,
    Region,
    bar,
    block,
    em,
    lines_of,
    rules,
    text_at,
)
from liaison_desktop.documents.page import Align, Ink, Mark
from liaison_desktop.documents.text import clean, width
from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_scale import Scale, scale_for
from liaison_desktop.domain.figures.chart_tone import OWED, Tone, tones
from liaison_desktop.domain.figures.chart_words import NO_DATA, axis_unit, value_words
from liaison_desktop.domain.figures.number_words import PERCENT

_NAMES_PART = 0.34  # of the width at most
_FILLED = 0.66  # part of a row its bars fill
_THICKEST = 11.0  # mm
_GAP = 1.4  # mm from names to the axis, from a bar to its value
_SMALLEST = 5.0


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the categories stand."""

    plot: Region
    scale: Scale
    size: float
    count: int

    @property
    def high(self) -> float:
        return self.plot.height / self.count

    def middle(self, number: int) -> float:
        return self.plot.y + (number + 0.5) * self.high

    def right(self, value: float) -> float:
        return self.plot.x + self.plot.width * self.scale.share(value)


def draw_bars(chart: Chart, region: Region, size: float) -> tuple[Mark, ...]:
    """Return a chart of kind BARS or BULLETS in a region."""
    looks, unit = tones(chart), axis_unit(chart)
    above, room = head(keys_of(chart, looks), "" if unit == PERCENT else unit, region, size)
    high = room.height / len(chart.categories)
    size = max(_SMALLEST, min(size, high / em(1.0) / 1.15))
    longest = max(width(clean(name), FACE, size) for name in chart.categories)
    names = min(longest, room.width * _NAMES_PART) + _GAP
    values = [value for one in chart.series for value in one.values]
    scale = scale_for(values, percent=unit == PERCENT)
    beside = max(width(words, FACE, size) for words in _all_words(chart)) + 2 * _GAP
    plot = Region(room.x + names, room.y, room.width - names - beside, room.height)
    rows = _Rows(plot, scale, size, len(chart.categories))
    marks = [*above, *_names(chart.categories, rows, names - _GAP)]
    draw = _bullets if chart.kind is ChartKind.BULLETS else _clusters
    return (*marks, *draw(chart, rows, looks), standing_line(plot))


def _all_words(chart: Chart) -> list[str]:
    if chart.kind is ChartKind.BULLETS:
        return [_of_owed(chart, number) for number in range(len(chart.categories))]
    return [value_words(value, one.unit) for one in chart.series for value in one.values]


def _names(names: Sequence[str], rows: _Rows, room: float) -> list[Mark]:
    """Set the names at the left; those of several lines in smaller type where rows are low."""
    marks: list[Mark] = []
    for number, name in enumerate(names):
        size = rows.size
        lines = lines_of(name, size, room)
        if len(lines) > 1 and len(lines) * em(size) * LEADING > rows.high:
            size = max(_SMALLEST, rows.high / len(lines) / LEADING / em(1.0))
            lines = lines_of(name, size, room)
        top = rows.middle(number) - len(lines) * em(size) * LEADING / 2
        marks += block((rows.plot.x - _GAP, top), lines, size, Align.RIGHT)
    return marks


def _clusters(chart: Chart, rows: _Rows, looks: Sequence[Tone]) -> list[Mark]:
    thick = min(rows.high * _FILLED, _THICKEST) / len(chart.series)
    size = max(_SMALLEST, min(rows.size, thick / em(1.0) * 1.25))
    marks: list[Mark] = []
    for number in range(rows.count):
        top = rows.middle(number) - thick * len(chart.series) / 2
        for place, (one, tone) in enumerate(zip(chart.series, looks, strict=True)):
            value, y = one.values[number], top + place * thick
            ink = Ink.GREY if value is None else Ink.BLACK
            right = rows.plot.x if value is None else rows.right(value)
            marks += bar(Region(rows.plot.x, y, right - rows.plot.x, thick * 0.94), tone)
            words = value_words(value, one.unit)
            marks.append(text_at((right + _GAP, y + thick / 2), words, size, Align.LEFT, ink))
    return marks


def _bullets(chart: Chart, rows: _Rows, looks: Sequence[Tone]) -> list[Mark]:
    """Return what is owed as a pale bar with an end line, and what is done as a bar in it."""
    done, owed = chart.series[0], chart.series[1]
    thick = min(rows.high * _FILLED, _THICKEST)
    marks: list[Mark] = []
    for number in range(rows.count):
        middle, furthest = rows.middle(number), rows.plot.x
        if (wanted := owed.values[number]) is not None:
            furthest = end = rows.right(wanted)
            field = Region(rows.plot.x, middle - thick / 2, end - rows.plot.x, thick)
            marks += bar(field, OWED)
            marks.append(rules([((end, field.y), (end, field.bottom))], RULE, 0.5))
        if (reached := done.values[number]) is not None:
            right = rows.right(reached)
            furthest = max(furthest, right)
            inner = Region(rows.plot.x, middle - thick / 4, right - rows.plot.x, thick / 2)
            marks += bar(inner, looks[0])
        words = _of_owed(chart, number)
        marks.append(text_at((furthest + _GAP, middle), words, rows.size, Align.LEFT))
    return marks


def _of_owed(chart: Chart, number: int) -> str:
    """Return 3/5: done of what is owed."""
    done, owed = (one.values[number] for one in chart.series[:2])
    if done is None:
        return NO_DATA
    return f"{value_words(done, '')}/{'—' if owed is None else value_words(owed, '')}"
