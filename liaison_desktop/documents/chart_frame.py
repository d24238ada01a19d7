"""What stands around the bars of a chart on paper: keys, axes, names of categories."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison_desktop.documents.chart_marks import (
    FACE,
    FAINT,
    LEADING,
    RULE,
    Region,
    bar,
    block,
    colour_of,
    em,
    lines_of,
    marker,
    rules,
    text_at,
)
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Ink, Mark
from liaison_desktop.documents.text import clean, width
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.chart_scale import Scale
from liaison_desktop.domain.figures.chart_tone import Tone
from liaison_desktop.domain.figures.chart_words import (
    axis_unit,
    columns_of,
    line_of,
    series_words,
    value_words,
)

_SWATCH = 1.5  # width of a key, in units of the type
_GAP = 0.5  # from a key to its words
_BETWEEN = 1.6  # from one key to the next
_AXIS_GAP = 1.2  # mm from tick labels to the axis
_FAINT_LINE, _AXIS_LINE = 0.12, 0.25
_SMALLER = 0.8  # names of categories that need many lines are set in smaller type
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend."""

    words: str
    tone: Tone
    line: bool = False


def keys_of(chart: Chart, looks: Sequence[Tone]) -> tuple[Key, ...]:
    """Return the legend of a chart; nothing for a single series named by the title."""
    if len(chart.series) == 1:
        return ()
    shared = axis_unit(chart)
    bars = [
        Key(one.name if shared else series_words(one), tone)
        for one, tone in zip(columns_of(chart), looks, strict=False)
    ]
    line = line_of(chart)
    return (*bars, Key(series_words(line), looks[-1], line=True)) if line else tuple(bars)


def head(
    keys: Sequence[Key], unit: str, region: Region, size: float
) -> tuple[tuple[Mark, ...], Region]:
    """Set the unit at the left and the keys at the right of a plot's upper edge.

    Returns:
        The marks, and the room below them.
    """
    step = em(size) * 1.7
    marks: list[Mark] = []
    if unit:
        place = (region.x, region.y + step / 2)
        marks.append(text_at(place, f"单位：{unit}", size, Align.LEFT, Ink.GREY))
    taken = width(f"单位：{unit}", FACE, size) + 2 * em(size) if unit else 0.0
    rows = _key_rows(keys, region.width - taken, size)
    for number, row in enumerate(rows):
        x = region.right - sum(_key_width(key, size) for key in row) + _BETWEEN * em(size)
        for key in row:
            marks += _key(key, (x, region.y + (number + 0.5) * step), size)
            x += _key_width(key, size)
    high = step * max(len(rows), 1 if unit else 0) + 0.4 * em(size)
    return tuple(marks), replace(region, y=region.y + high, height=region.height - high)


def _key_width(key: Key, size: float) -> float:
    return (_SWATCH + _GAP + _BETWEEN) * em(size) + width(clean(key.words), FACE, size)


def _key_rows(keys: Sequence[Key], room: float, size: float) -> list[list[Key]]:
    rows: list[list[Key]] = []
    for key in keys:
        used = sum(_key_width(one, size) for one in rows[-1]) if rows else 0.0
        if rows and used + _key_width(key, size) <= room + _BETWEEN * em(size):
            rows[-1].append(key)
        else:
            rows.append([key])
    return rows


def _key(key: Key, place: tuple[float, float], size: float) -> list[Mark]:
    x, middle = place
    wide, high = _SWATCH * em(size), 0.75 * em(size)
    words = text_at((x + wide + _GAP * em(size), middle), clean(key.words), size, Align.LEFT)
    if key.line:
        colour = colour_of(key.tone.colour)
        stroke = rules([((x, middle), (x + wide, middle))], colour, 0.45)
        return [stroke, *marker((x + wide / 2, middle), colour, 0.3 * em(size)), words]
    return [*bar(Region(x, middle - high / 2, wide, high), key.tone), words]


def axis_room(scale: Scale, unit: str, size: float) -> float:
    """Return the width of the labels of an upright axis with their distance, mm."""
    return max(width(value_words(tick, unit), FACE, size) for tick in scale.ticks) + _AXIS_GAP


def upright_axis(scale: Scale, unit: str, plot: Region, size: float) -> tuple[Mark, ...]:
    """Return the lines across a plot, its base line, and the labels at its left."""
    heights = [plot.bottom - plot.height * scale.share(tick) for tick in scale.ticks]
    labels = [
        text_at((plot.x - _AXIS_GAP, y), value_words(tick, unit), size, Align.RIGHT, Ink.GREY)
        for tick, y in zip(scale.ticks, heights, strict=True)
    ]
    across = [((plot.x, y), (plot.right, y)) for y in heights[1:]]
    return (rules(across, FAINT, _FAINT_LINE), *labels, _base_line(plot))


def _base_line(plot: Region) -> Mark:
    """Return the line at zero below columns."""
    return rules([((plot.x, plot.bottom), (plot.right, plot.bottom))], RULE, _AXIS_LINE)


def standing_line(plot: Region) -> Mark:
    """Return the line at zero left of bars."""
    return rules([((plot.x, plot.y), (plot.x, plot.bottom))], RULE, _AXIS_LINE)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of categories broken into lines.

    Attributes:
        lines: Of every category.
        size: Points.
    """

    lines: tuple[tuple[str, ...], ...]
    size: float

    @property
    def height(self) -> float:
        """Height of the longest, mm."""
        return max(map(len, self.lines), default=0) * em(self.size) * LEADING


def names_of(categories: Sequence[str], size: float, room: float) -> Names:
    """Return names broken to a width; smaller type where they would need many lines."""
    lines = tuple(lines_of(name, size, room) for name in categories)
    if max(map(len, lines), default=0) > _MOST_LINES:
        size *= _SMALLER
        lines = tuple(lines_of(name, size, room) for name in categories)
    return Names(lines, size)


def under(names: Names, plot: Region) -> tuple[Mark, ...]:
    """Return the names of categories below a plot, each in the middle of its slot."""
    slot = plot.width / len(names.lines)
    return tuple(
        mark
        for number, lines in enumerate(names.lines)
        for mark in block(
            (plot.x + (number + 0.5) * slot, plot.bottom + _AXIS_GAP),
            lines, names.size, Align.CENTRE,
        )
    )  # fmt: skip


HEADLINE = Style.HEI
