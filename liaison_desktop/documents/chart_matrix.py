"""Matrices on paper: rows by columns, every cell shaded by its value and bearing it."""

from liaison_desktop.documents.chart_marks import (
    FACE,
    LEADING,
    RULE,
    Region,
    block,
    colour_of,
    em,
    fitted,
    lines_of,
    rules,
    text_at,
)
from liaison_desktop.documents.page import Align, Filled, Ink, Mark
from liaison_desktop.documents.text import clean, width
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.chart_tone import shade
from liaison_desktop.domain.figures.chart_words import largest_of, value_words

_NAMES_PART = 0.25
_HIGHEST = 14.0  # mm a row at most
_LINE = 0.2


def draw_matrix(chart: Chart, region: Region, size: float) -> tuple[Mark, ...]:
    """Return a chart of kind MATRIX in a region; cells without a value stay blank."""
    longest = max(width(clean(name), FACE, size) for name in chart.rows)
    left = min(longest, region.width * _NAMES_PART) + 2.0
    wide = (region.width - left) / len(chart.categories)
    heads = [lines_of(name, size, wide - 0.8) for name in chart.categories]
    top = max(map(len, heads)) * em(size) * LEADING + 1.0
    high = min((region.height - top) / len(chart.rows), _HIGHEST)
    size = min(size, high / em(1.0) / 1.2)
    grid = Region(region.x + left, region.y + top, wide * len(heads), high * len(chart.rows))
    largest = largest_of(chart)
    marks: list[Mark] = []
    for column, lines in enumerate(heads):
        y = grid.y - 0.8 - len(lines) * em(size) * LEADING
        marks += block((grid.x + (column + 0.5) * wide, y), lines, size, Align.CENTRE)
    for row, (name, one) in enumerate(zip(chart.rows, chart.series, strict=True)):
        y = grid.y + row * high
        names = lines_of(name, size, left - 2.0)
        first = y + high / 2 - len(names) * em(size) * LEADING / 2
        marks += block((grid.x - 1.2, first), names, size, Align.RIGHT)
        for column, value in enumerate(one.values):
            if value is not None:
                cell = Region(grid.x + column * wide, y, wide, high)
                words = value_words(value, one.unit)
                marks += _cell(cell, value / largest, words, size)
    return tuple(marks)


def _cell(cell: Region, share: float, words: str, size: float) -> list[Mark]:
    ground, white = shade(share)
    outline = rules([(*cell.corners, cell.corners[0])], RULE, _LINE)
    middle = (cell.x + cell.width / 2, cell.y + cell.height / 2)
    shown: tuple[Mark, ...] = (
        (text_at(middle, words, _fitting(words, size, cell.width), Align.CENTRE, Ink.WHITE),)
        if white
        else fitted(middle, words, size, cell.width - 0.6)
    )
    return [Filled(cell.corners, colour_of(ground)), outline, *shown]


def _fitting(words: str, size: float, room: float) -> float:
    return min(size, size * (room - 0.6) / max(width(words, FACE, size), 0.1))
