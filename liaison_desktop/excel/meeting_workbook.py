"""The meeting pack as a workbook: an index, then a sheet a chart with data and native chart.

Charts read the cells of their own sheet, so what is changed there changes the chart. Names
are text, never formulas (domain.md 12.2).
"""

from datetime import datetime, time
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as OfficeChart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_scale import COLUMNS_BELOW_LINE, line_bounds, scale_for
from liaison_desktop.domain.figures.chart_tone import Hatch, Tone, gap_width, shade, tones
from liaison_desktop.domain.figures.chart_words import (
    NO_DATA,
    axis_unit,
    columns_of,
    largest_of,
    line_of,
    nothing_words,
    series_words,
)
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.domain.figures.number_words import PERCENT
from liaison_desktop.excel.safe_cells import sheet_name, workbook_into, writable
from liaison_desktop.whole_file import written_whole

_FONT = "宋体"
_INDEX = "目录"
_HEAD_COLOUR = "#DDE8E6"
_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_A4 = 9
_FEW = 8  # groups; more of them stand in narrow columns
_HEAD_HIGH = 30  # points: two lines
_NOTE_LINE = 45  # characters a row of the note holds
_TABLE_ROW = 3  # of the heading of the data, from 0: headline, title and a blank stand above
_CHART_SIDES = {"width": 900, "height": 440}
_ROWS_OF_CHART = 23
_TYPES = {
    ChartKind.BARS: {"type": "bar"},
    ChartKind.BULLETS: {"type": "bar"},
    ChartKind.COLUMNS: {"type": "column"},
    ChartKind.COLUMNS_AND_LINE: {"type": "column"},
    ChartKind.STACK: {"type": "column", "subtype": "stacked"},
}
_PATTERNS = {
    Hatch.RISING: "wide_upward_diagonal",
    Hatch.LEVEL: "light_horizontal",
    Hatch.CROSSED: "outlined_diamond",
}
_LYING = {ChartKind.BARS, ChartKind.BULLETS}
_RATE, _NO_ZEROS = 'General"%"', "0;-0;;"
_FAINT, _INK = "#DBDBDB", "#1E282C"


def meeting_workbook(pack: MeetingPack, path: Path) -> None:
    """Write the pack as an .xlsx file; the same pack gives the same bytes.

    Args:
        pack: What is shown.
        path: The file; an old one is replaced only when the new one is whole.

    Raises:
        AppError: When the file is open elsewhere or cannot be written.
    """
    with (
        written_whole(path) as temporary,
        workbook_into(temporary, _OPTIONS) as book,
    ):
        day = datetime.combine(pack.dated, time(8))
        book.set_properties(
            {"title": writable(pack.title), "author": writable(pack.station), "created": day}
        )
        formats = _Formats(book)
        index = book.add_worksheet(_INDEX)
        names = [
            sheet_name(f"{number} {chart.title}") for number, chart in enumerate(pack.charts, 1)
        ]
        _fill_index(index, pack, names, formats)
        for name, chart in zip(names, pack.charts, strict=True):
            _fill(book, book.add_worksheet(name), chart, formats)


class _Formats:
    """The few formats of the workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._plain = {"font_name": _FONT, "valign": "vcenter"}
        framed = {**self._plain, "border": 1, "align": "center"}
        self.headline = self._made(bold=True, font_size=15)
        self.soft = self._made(font_color="#5A6469")
        self.note = self._made(font_color="#5A6469", text_wrap=True, valign="top")
        self.head = book.add_format(
            {**framed, "bold": True, "bg_color": _HEAD_COLOUR, "text_wrap": True}
        )
        self.name = book.add_format({**framed, "align": "left", "num_format": "@"})
        self.value = book.add_format(framed)
        self.rate = book.add_format({**framed, "num_format": _RATE})
        self.unknown = book.add_format({**framed, "bg_color": "#E4E2DC"})
        self.link = self._made(font_color="#0F5F64", underline=1)
        self._framed = framed

    def shaded(self, share: float, *, rate: bool) -> Format:
        """Return the format of a cell of a matrix."""
        ground, white = shade(share)
        look = {"bg_color": ground, "font_color": "#FFFFFF" if white else _INK}
        return self._book.add_format(
            {**self._framed, **look, "num_format": _RATE if rate else "General"}
        )

    def _made(self, **look: object) -> Format:
        return self._book.add_format({**self._plain, **look})


def _fill_index(sheet: Worksheet, pack: MeetingPack, names: list[str], formats: _Formats) -> None:
    """Set which charts there are, each with its headline and a link to its sheet."""
    _set_up(sheet)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, 2, 76)
    sheet.write_string(0, 0, writable(pack.title), formats.headline)
    days = f"统计时段：{pack.period.first} 至 {pack.period.last}　制图日期：{pack.dated}"
    sheet.write_string(1, 0, writable(f"{pack.station}　{days}".strip("　")), formats.soft)
    for column, head in enumerate(("序号", "图表", "要点")):
        sheet.write_string(_TABLE_ROW, column, head, formats.head)
    for number, (name, chart) in enumerate(zip(names, pack.charts, strict=True), start=1):
        row = _TABLE_ROW + number
        sheet.write_number(row, 0, number, formats.value)
        target = f"internal:'{name}'!A1"
        sheet.write_url(row, 1, target, formats.link, writable(chart.title))
        sheet.write_string(row, 2, writable(chart.headline), formats.name)


def _fill(book: Workbook, sheet: Worksheet, chart: Chart, formats: _Formats) -> None:
    """Set a chart's headline, title, data, note and the chart itself."""
    _set_up(sheet)
    sheet.set_column(0, 0, 24)
    narrow = chart.kind is ChartKind.MATRIX and len(chart.categories) > _FEW
    sheet.set_column(1, max(len(chart.series), len(chart.categories), 6), 8 if narrow else 15)
    sheet.set_row(_TABLE_ROW, _HEAD_HIGH)
    sheet.write_string(0, 0, writable(chart.headline), formats.headline)
    sheet.write_string(1, 0, writable(chart.title), formats.soft)
    if chart.kind is ChartKind.MATRIX:
        below = _fill_matrix(sheet, chart, formats)
    else:
        below = _fill_table(sheet, chart, formats)
        if chart.empty or not chart.categories:
            sheet.write_string(below + 1, 0, nothing_words(chart), formats.soft)
            below += 2
        else:
            sheet.insert_chart(below + 1, 0, _chart(book, sheet.get_name(), chart))
            below += 1 + _ROWS_OF_CHART
    rows = 1 + len(chart.note) // _NOTE_LINE
    sheet.merge_range(below + 1, 0, below + 1 + rows, 12 if narrow else 6, "", formats.note)
    sheet.write_string(below + 1, 0, writable(chart.note), formats.note)


def _set_up(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)


def _fill_table(sheet: Worksheet, chart: Chart, formats: _Formats) -> int:
    """Write categories downwards, a column a series; return the first row below."""
    sheet.write_string(_TABLE_ROW, 0, "", formats.head)
    for column, one in enumerate(chart.series, start=1):
        sheet.write_string(_TABLE_ROW, column, writable(series_words(one)), formats.head)
    for number, name in enumerate(chart.categories):
        row = _TABLE_ROW + 1 + number
        sheet.write_string(row, 0, writable(name), formats.name)
        for column, one in enumerate(chart.series, start=1):
            value = one.values[number]
            if value is None:  # a word would be drawn as 0
                sheet.write_blank(row, column, None, formats.unknown)
            else:
                known = formats.rate if one.unit == PERCENT else formats.value
                sheet.write_number(row, column, value, known)
    below = _TABLE_ROW + 1 + len(chart.categories)
    if any(value is None for one in chart.series for value in one.values):
        sheet.write_string(below, 0, f"灰色空格为{NO_DATA}。", formats.soft)
        below += 1
    return below


def _fill_matrix(sheet: Worksheet, chart: Chart, formats: _Formats) -> int:
    """Write a matrix as shaded cells; return the first row below."""
    largest, rate = largest_of(chart), axis_unit(chart) == PERCENT
    for column, name in enumerate(("", *chart.categories)):
        sheet.write_string(_TABLE_ROW, column, writable(name), formats.head)
    for number, (name, one) in enumerate(zip(chart.rows, chart.series, strict=True)):
        row = _TABLE_ROW + 1 + number
        sheet.write_string(row, 0, writable(name), formats.name)
        for column, value in enumerate(one.values, start=1):
            if value is not None:
                look = formats.shaded(value / largest, rate=rate)
                sheet.write_number(row, column, value, look)
    return _TABLE_ROW + 1 + len(chart.rows)


def _chart(book: Workbook, name: str, chart: Chart) -> OfficeChart:
    """Return the native chart of the data on a sheet."""
    looks = tones(chart)
    made = book.add_chart(_TYPES[chart.kind])
    for column, _ in enumerate(columns_of(chart), start=1):
        made.add_series(_series(name, chart, column, looks[column - 1]))
    if line_of(chart) is not None:
        made.combine(_line(book, name, chart, looks[-1]))
    font = {"name": _FONT, "size": 10, "color": _INK}
    names: dict[str, Any] = {"num_font": font, "major_tick_mark": "none", "label_position": "low"}
    values: dict[str, Any] = {
        "num_font": font,
        "min": 0,
        "major_tick_mark": "none",
        "line": {"none": True},
    }
    values["major_gridlines"] = {"visible": True, "line": {"color": _FAINT, "width": 0.75}}
    if axis_unit(chart) == PERCENT:
        values["num_format"] = _RATE
    if line_of(chart) is not None:
        scale = scale_for(value for one in columns_of(chart) for value in one.values)
        values |= {"max": scale.top * COLUMNS_BELOW_LINE, "major_unit": scale.step}
        values |= {"major_gridlines": {"visible": False}}
        values["num_format"] = f"[<={scale.top}]General;"
    if chart.kind in _LYING:
        names |= {"reverse": True}
        values |= {"visible": False, "major_gridlines": {"visible": False}}
        names, values = values, names  # the upright axis is y, also where it names categories
    made.set_x_axis(names)
    made.set_y_axis(values)
    made.set_title({"none": True})
    several = len(chart.series) > 1
    made.set_legend({"position": "top", "font": font} if several else {"none": True})
    made.show_blanks_as("gap")
    made.set_size(_CHART_SIDES)
    return made


def _series(name: str, chart: Chart, column: int, tone: Tone) -> dict[str, Any]:
    """Return a series as bars or columns with their values."""
    labels: dict[str, Any] = {"value": True, "font": {"name": _FONT, "size": 10, "color": _INK}}
    if chart.kind is ChartKind.STACK:
        labels["num_format"] = _NO_ZEROS
        labels["font"]["color"] = "#FFFFFF" if tone.dark else _INK
    else:
        labels["position"] = "outside_end"
        labels["num_format"] = _RATE if chart.series[column - 1].unit == PERCENT else "General"
    look: dict[str, Any] = {"border": {"color": tone.colour, "width": 0.75}}
    if tone.hatch is Hatch.NONE:
        look["fill"] = {"color": tone.ground}
    else:
        look["pattern"] = {
            "pattern": _PATTERNS[tone.hatch],
            "fg_color": tone.colour,
            "bg_color": tone.ground,
        }
    return (
        _cells(name, chart, column)
        | look
        | {"data_labels": labels, "gap": gap_width(len(chart.categories))}
    )


def _line(book: Workbook, name: str, chart: Chart, tone: Tone) -> OfficeChart:
    """Return the rate as a line on a hidden axis of its own, above the columns."""
    made = book.add_chart({"type": "line"})
    font = {"name": _FONT, "size": 10, "color": _INK}
    made.add_series(
        _cells(name, chart, len(chart.series))
        | {
            "y2_axis": True,
            "line": {"color": tone.colour, "width": 2.25},
            "marker": {
                "type": "diamond",
                "size": 8,
                "fill": {"color": "#FFFFFF"},
                "border": {"color": tone.colour, "width": 1.5},
            },
            "data_labels": {"value": True, "position": "above", "font": font, "num_format": _RATE},
        }
    )
    hidden = {"label_position": "none", "major_tick_mark": "none", "line": {"none": True}}
    lowest, highest = line_bounds(chart.series[-1].values)
    made.set_y2_axis(hidden | {"min": lowest, "max": highest})
    return made


def _cells(name: str, chart: Chart, column: int) -> dict[str, Any]:
    """Return where a series has its name, categories and values."""
    first, last = _TABLE_ROW + 1, _TABLE_ROW + len(chart.categories)
    return {
        "name": [name, _TABLE_ROW, column],
        "categories": [name, first, 0, last, 0],
        "values": [name, first, column, last, column],
    }
