"""The workbook inside a native chart: what opens at 编辑数据 in PowerPoint and WPS.

Cells hold what the chart shows and nothing else; names are written as text, so that one
which begins with = is no formula.
"""

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from liaison_desktop.documents.text import clean
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.chart_words import category_words, series_words

SHEET = "Sheet1"  # the name the chart's references use
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # a fixed day, so that the file is the same


def chart_workbook(chart: Chart) -> bytes:
    """Return the data of a chart: categories downwards in column A, a column a series."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, len(chart.series), 14)
        for row, name in enumerate(category_words(chart), start=1):
            sheet.write_string(row, 0, clean(name))
        for column, one in enumerate(chart.series, start=1):
            sheet.write_string(0, column, clean(series_words(one)))
            for row, value in enumerate(one.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return target.getvalue()
