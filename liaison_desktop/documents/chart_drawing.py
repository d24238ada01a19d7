"""Draws any chart on paper as marks, from the same value the window and Office files show.

Rules of domain.md 11.4: bars from zero, a value at every bar, told apart without colour,
source, period and definition beneath, missing values a gap with 无数据.
"""

from liaison_desktop.documents.chart_bars import draw_bars
from liaison_desktop.documents.chart_columns import draw_columns
from liaison_desktop.documents.chart_frame import HEADLINE
from liaison_desktop.documents.chart_marks import LEADING, Region, block, em, lines_of, text_at
from liaison_desktop.documents.chart_matrix import draw_matrix
from liaison_desktop.documents.page import Align, Ink, Mark, Text
from liaison_desktop.documents.text import clean, missing_glyphs, wrap
from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_words import nothing_words

_HEADLINE, _NOTE = 1.45, 0.82  # type, of the chart's


def draw_chart(chart: Chart, width: float, height: float, *, size: float = 9.0) -> tuple[Mark, ...]:
    """Return a whole chart: headline, title, plot and note.

    Args:
        chart: What is drawn.
        width: Of its room, mm; marks stand from (0, 0), the top left corner.
        height: Of its room, mm.
        size: Points of the labels; the headline is larger, the note smaller.
    """
    head = headline_marks(chart, width, size)
    note = lines_of(chart.note, size * _NOTE, width)
    foot = len(note) * em(size * _NOTE) * LEADING + 1.0
    top = head[1]
    region = Region(0, top, width, height - top - foot)
    below = block((0, height - foot + 1.0), note, size * _NOTE, Align.LEFT, Ink.GREY)
    return (*head[0], *draw_plot(chart, region, size), *below)


def headline_marks(chart: Chart, width: float, size: float) -> tuple[tuple[Mark, ...], float]:
    """Return headline and title from the top of a room, and how high they are, mm."""
    large = size * _HEADLINE
    step = em(large) * 1.3
    lines = wrap(clean(chart.headline), HEADLINE, large, width)
    marks: list[Mark] = [
        Text(0, (number + 0.78) * step, line, HEADLINE, large) for number, line in enumerate(lines)
    ]
    y = len(lines) * step + em(size) * 0.35
    titles = lines_of(chart.title, size, width)
    marks += block((0, y), titles, size, Align.LEFT, Ink.GREY)
    return tuple(marks), y + len(titles) * em(size) * LEADING + em(size) * 0.5


def draw_plot(chart: Chart, region: Region, size: float) -> tuple[Mark, ...]:
    """Return the plot of a chart with keys, axes and names; an empty one says so.

    Args:
        chart: What is drawn.
        region: Where, mm.
        size: Points of the labels.
    """
    if chart.empty or not chart.categories:
        middle = (region.x + region.width / 2, region.y + region.height / 2)
        return (text_at(middle, nothing_words(chart), size * 1.2, Align.CENTRE, Ink.GREY),)
    match chart.kind:
        case ChartKind.BARS | ChartKind.BULLETS:
            return draw_bars(chart, region, size)
        case ChartKind.MATRIX:
            return draw_matrix(chart, region, size)
        case _:
            return draw_columns(chart, region, size)


def undrawable(chart: Chart) -> dict[str, frozenset[str]]:
    """Return what a chart says that no font can draw: text to its characters."""
    texts = {chart.headline, chart.title, chart.note, *chart.categories, *chart.rows}
    return missing_glyphs(sorted(texts | {one.name for one in chart.series}))
