"""Writes any list as a workbook: one header row, text that stays text.

Export rules: domain.md 12.2 (numbers of people, telephones and codes as text cells; no
formulas from what people typed). Memory stays flat however long the list.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from math import isfinite
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from liaison_desktop.domain.errors import AppError
from liaison_desktop.excel.safe_cells import sheet_name, workbook_into, writable
from liaison_desktop.whole_file import written_whole

Cell = str | int | float | bool | date | datetime | None

_FONT = "宋体"
_HEAD_COLOUR = "#DDE8E6"
_LEAST_WIDTH, _MOST_WIDTH = 6, 40
_SAMPLED = 200
_ROW_LIMIT = 1_048_575
_OPTIONS = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of an exported list.

    Attributes:
        title: The heading.
        as_text: Whether the column is preset as text: identity numbers, telephones, codes.
        width: Width in characters, 0 to fit the values.
    """

    title: str
    as_text: bool = False
    width: float = 0


def write_list(
    path: Path,
    title: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Cell]],
    *,
    disclosed: Callable[[int], None] | None = None,
) -> int:
    """Write a list as an .xlsx file with exactly one header row, which stays in sight.

    Strings are written as they are; dates as dates; None as a blank cell.

    Args:
        path: The file; an old one is replaced only when the new one is whole.
        title: Name of the sheet.
        columns: The columns.
        rows: The rows, each as long as ``columns``.
        disclosed: For personal data in full: told the number of rows when all is
            written and before the file stands, so that none appears unrecorded; only
            its owner may read the file.

    Returns:
        The number of rows written.

    Raises:
        AppError: When the file is open elsewhere or cannot be written.
    """
    with written_whole(path, private=disclosed is not None) as temporary:
        with workbook_into(temporary, _OPTIONS) as book:
            written = _fill(book, title, columns, rows)
        if disclosed is not None:
            disclosed(written)
    return written


def _fill(
    book: Workbook,
    title: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Cell]],
) -> int:
    sheet = book.add_worksheet(sheet_name(title))
    formats = _Formats(book)
    rows = iter(rows)
    sample = list(islice(rows, _SAMPLED))
    for at, column in enumerate(columns):
        width = column.width or _width(column.title, (row[at] for row in sample))
        sheet.set_column(at, at, width, formats.text if column.as_text else formats.figure)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, writable(column.title), formats.head)
    count = 0
    for row in chain(sample, rows):
        count += 1
        if count > _ROW_LIMIT:
            raise AppError("记录超过 Excel 一张表能容纳的行数。请按村分批导出。")
        for at, cell in enumerate(row):
            _write(sheet, count, at, cell, formats)
    if count:
        sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


class _Formats:
    """The few formats of a list."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": _FONT, "valign": "vcenter"}
        self.head = book.add_format({**plain, "bold": True, "bg_color": _HEAD_COLOUR, "border": 1})
        self.text = book.add_format({**plain, "num_format": "@"})
        self.date = book.add_format({**plain, "num_format": "yyyy-mm-dd"})
        self.figure = book.add_format(plain)


def _write(sheet: Worksheet, row: int, at: int, cell: Cell, formats: _Formats) -> None:
    if isinstance(cell, str):
        if text := writable(cell):
            sheet.write_string(row, at, text, formats.text)
    elif isinstance(cell, bool):
        sheet.write_string(row, at, "是" if cell else "否", formats.text)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, formats.date)
    elif cell is not None and isfinite(cell):
        sheet.write_number(row, at, cell, formats.figure)


def _width(title: str, values: Iterable[Cell]) -> float:
    """Return a width that shows the heading and most values; Han characters count two."""
    longest = max((_columns(str(value)) for value in values if value is not None), default=0)
    return min(max(longest, _columns(title) + 2, _LEAST_WIDTH), _MOST_WIDTH) + 1


def _columns(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
