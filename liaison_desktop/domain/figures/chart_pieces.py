"""Charts with more categories than a page holds, cut into even pieces."""

from dataclasses import replace
from math import ceil

from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series

MOST = {
    ChartKind.BARS: 20,
    ChartKind.COLUMNS: 26,
    ChartKind.STACK: 26,
    ChartKind.COLUMNS_AND_LINE: 24,
    ChartKind.BULLETS: 20,
    ChartKind.MATRIX: 24,
}
"""How many categories (of a matrix: rows) one page or slide shows legibly."""


def pieces(chart: Chart, most: int = 0) -> tuple[Chart, ...]:
    """Return a chart as charts of at most ``most`` categories each, in order.

    Args:
        chart: Any chart; of a matrix the rows are parted.
        most: How many a piece may have; 0 for what a page holds.
    """
    most = most or MOST[chart.kind]
    count = len(chart.rows) if chart.kind is ChartKind.MATRIX else len(chart.categories)
    parts = ceil(count / most)
    if parts <= 1:
        return (chart,)
    bounds = [round(count * number / parts) for number in range(parts + 1)]
    return tuple(
        _piece(chart, bounds[number], bounds[number + 1], f"（{number + 1}/{parts}）")
        for number in range(parts)
    )


def _piece(chart: Chart, first: int, last: int, suffix: str) -> Chart:
    title = chart.title + suffix
    if chart.kind is ChartKind.MATRIX:
        rows, series = chart.rows[first:last], chart.series[first:last]
        return replace(chart, title=title, rows=rows, series=series)
    return replace(
        chart,
        title=title,
        categories=chart.categories[first:last],
        series=tuple(_cut(one, first, last) for one in chart.series),
    )


def _cut(series: Series, first: int, last: int) -> Series:
    return replace(series, values=series.values[first:last], sources=series.sources[first:last])
