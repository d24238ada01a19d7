"""Numbers and names of a chart as they are written beside bars, on axes and in its table."""

from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series
from liaison_desktop.domain.figures.indicator import Number
from liaison_desktop.domain.figures.number_words import PERCENT, written
from liaison_desktop.domain.figures.summary import PaperTable

NO_DATA = "无数据"
_ALL_ZERO = "统计时段内没有记录"
_NONE_KNOWN = f"{NO_DATA}：这本台账还没有记录"
_WHOLE = 100


def value_words(value: Number | None, unit: str) -> str:
    """Return a value as it stands at its bar: ``36``, ``57.1%``, ``无数据``.

    The unit stands once on the axis; only per cent is written at every value.
    """
    if value is None:
        return NO_DATA
    return written(value, unit) + (PERCENT if unit == PERCENT else "")


def series_words(series: Series) -> str:
    """Return the name of a series with its unit: 受理（件）."""
    return f"{series.name}（{series.unit}）" if series.unit else series.name


def axis_unit(chart: Chart) -> str:
    """Return the unit all columns of a chart share, "" when they differ or it is in the names.

    The line of ``COLUMNS_AND_LINE`` has an axis and so a unit of its own.
    """
    units = {one.unit for one in columns_of(chart)}
    return units.pop() if len(units) == 1 else ""


def columns_of(chart: Chart) -> tuple[Series, ...]:
    """Return the series drawn as columns or bars: all but the line's."""
    return chart.series[:-1] if chart.kind is ChartKind.COLUMNS_AND_LINE else chart.series


def line_of(chart: Chart) -> Series | None:
    """Return the series drawn as a line, None where there is none."""
    return chart.series[-1] if chart.kind is ChartKind.COLUMNS_AND_LINE else None


def category_words(chart: Chart) -> tuple[str, ...]:
    """Return the categories for charts of Office, which leave a gap without a word.

    Where no series knows a value, the name says so: 4月（无数据）.
    """
    return tuple(
        name
        if any(one.values[number] is not None for one in chart.series)
        else f"{name}（{NO_DATA}）"
        for number, name in enumerate(chart.categories)
    )


def largest_of(chart: Chart) -> Number:
    """Return what the darkest cell of a matrix stands for: of rates the whole."""
    if axis_unit(chart) == PERCENT:
        return _WHOLE
    return max((value for one in chart.series for value in one.values if value), default=1)


def nothing_words(chart: Chart) -> str:
    """Return what an empty chart says in place of its plot: nothing happened, or none knows."""
    known = any(value is not None for one in chart.series for value in one.values)
    return _ALL_ZERO if known else _NONE_KNOWN


def chart_table(chart: Chart) -> PaperTable:
    """Return the data of a chart as a table: a row a series, a column a category."""
    rows = tuple(
        (series_words(one), *(value_words(value, one.unit) for value in one.values))
        for one in chart.series
    )
    return PaperTable(chart.title, ("", *chart.categories), rows, note=chart.note)
