"""The error workbook: the roster as it stood, with red cells and a last column 原因.

The office corrects it and imports it again; so it keeps the original layout: every sheet
and row, merged cells, and column widths where the format gives them (.xlsx).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from liaison_desktop.domain.cell_text import CellValue
from liaison_desktop.domain.register.roster import RosterProblem, SheetMapping
from liaison_desktop.excel.column_widths import column_widths
from liaison_desktop.excel.safe_cells import sheet_name, workbook_into, writable
from liaison_desktop.excel.workbook import Sheet, open_book
from liaison_desktop.whole_file import written_whole

REASON = "原因"
_REASON_WIDTH = 48
_OPTIONS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_RED = {"bg_color": "#F8CBAD", "font_color": "#9C0006"}

_Place = tuple[int, int]


def write_error_workbook(
    source: Path,
    target: Path,
    problems: Sequence[RosterProblem],
    mappings: Sequence[SheetMapping],
) -> None:
    """Write a copy of a roster in which every problem is marked and explained.

    Args:
        source: The roster as it was read; it is not changed.
        target: An .xlsx file to write.
        problems: What is wrong, by sheet and 1-based line.
        mappings: How the sheets were understood; they tell which cell a field stands in.

    Raises:
        InputRefusedError: When the source can no longer be read.
        AppError: When the target is open elsewhere or cannot be written.
    """
    book = open_book(source)
    widths = column_widths(source)
    by_sheet: dict[str, list[RosterProblem]] = defaultdict(list)
    for problem in problems:
        by_sheet[problem.sheet].append(problem)
    understood = {mapping.sheet: mapping for mapping in mappings}
    # A copy of the roster: identity numbers stand in it in full.
    with (
        written_whole(target, private=True) as temporary,
        workbook_into(temporary, _OPTIONS) as written,
    ):
        for sheet in book.sheets:
            page = _Page(written, sheet, widths.get(sheet.name, {}))
            page.fill(by_sheet.get(sheet.name, ()), understood.get(sheet.name))


class _Page:
    """One sheet of the copy."""

    def __init__(self, book: Workbook, sheet: Sheet, widths: Mapping[int, float]) -> None:
        self._sheet = sheet
        self._widths = widths
        self._width = max((_filled(row) for row in sheet.rows), default=0)
        edge = {"border": 1, "valign": "vcenter", "text_wrap": True}
        self._plain = book.add_format({"border": 1, "valign": "vcenter"})
        self._text = book.add_format({"border": 1, "valign": "vcenter", "num_format": "@"})
        self._date = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
        self._title = book.add_format({"bold": True, "align": "center", "valign": "vcenter"})
        self._red = book.add_format({**_RED, "border": 1, "num_format": "@"})
        self._reason = book.add_format({**edge, "font_color": "#9C0006"})
        self._head = book.add_format({**edge, "bold": True})
        self._page: Worksheet = book.add_worksheet(sheet_name(sheet.name))

    def fill(self, problems: Sequence[RosterProblem], mapping: SheetMapping | None) -> None:
        """Write cells, merged ranges, red cells and reasons."""
        reasons: dict[int, list[str]] = defaultdict(list)
        for problem in problems:
            told = f"{problem.name}：{problem.message}" if problem.name else problem.message
            reasons[problem.line - 1].append(told)
        red = _red_cells(problems, mapping)
        head = mapping.header_rows if mapping is not None and mapping.columns else (0, 0)
        for row, cells in enumerate(self._sheet.rows):
            for column, cell in enumerate(cells):
                style = self._red if (row, column) in red else None
                self._write(row, column, cell, style, is_title=row < head[0])
        self._merge(red)
        for row, sentences in reasons.items():
            self._page.write_string(row, self._width, writable("；".join(sentences)), self._reason)
        if head[1]:
            self._page.write_string(head[0], self._width, REASON, self._head)
        for column, width in self._widths.items():
            if column < self._width:
                self._page.set_column(column, column, width)
        self._page.set_column(self._width, self._width, _REASON_WIDTH)

    def _write(
        self, row: int, column: int, cell: CellValue, red: Format | None, *, is_title: bool
    ) -> None:
        if isinstance(cell, str):
            if text := writable(cell):
                style = self._title if is_title else self._text
                self._page.write_string(row, column, text, red or style)
            elif red:
                self._page.write_blank(row, column, None, red)
        elif isinstance(cell, bool):
            self._page.write_boolean(row, column, cell, red or self._plain)
        elif isinstance(cell, int | float):
            self._page.write_number(row, column, cell, red or self._plain)
        elif isinstance(cell, dt.date | dt.datetime | dt.time | dt.timedelta):
            self._page.write_datetime(row, column, cell, red or self._date)

    def _merge(self, red: set[_Place]) -> None:
        """Merge what was merged; ranges that touch another one stay apart."""
        taken: set[_Place] = set()
        for top, left, bottom, right in self._sheet.merges:
            last = min(bottom, len(self._sheet.rows) - 1)
            cells = {(r, c) for r in range(top, last + 1) for c in range(left, right + 1)}
            if len(cells) < 2 or cells & taken or right >= self._width:
                continue
            taken |= cells
            row = self._sheet.rows[top]
            value = row[left] if left < len(row) else ""
            style = self._red if (top, left) in red else self._text
            self._page.merge_range(top, left, last, right, "", style)
            self._write(top, left, value, style, is_title=False)


def _filled(row: Sequence[CellValue]) -> int:
    return next((at + 1 for at in range(len(row) - 1, -1, -1) if row[at] not in ("", None)), 0)


def _red_cells(problems: Sequence[RosterProblem], mapping: SheetMapping | None) -> set[_Place]:
    """Return the cells the problems stand in, by the fields of the columns."""
    if mapping is None:
        return set()
    columns: dict[str, int] = {}
    for guess in mapping.columns:
        field = guess.target.partition(".")[2].partition("@")[0]
        columns.setdefault(field, guess.column)
    return {
        (problem.line - 1, columns[problem.field])
        for problem in problems
        if problem.field in columns
    }
