"""Statutory forms as workbooks: the layout of the paper, live formulas, ready to print."""

from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from liaison_desktop.domain.figures.statutory_form import (
    Side,
    StatutoryCell,
    StatutoryForm,
    resolved,
)
from liaison_desktop.excel.safe_cells import sheet_name, workbook_into, writable

_A4 = 9
_POINTS = 72 / 25.4  # a millimetre
_CHARACTER = 1.95  # of a column's width, mm
_FONT = "宋体"
_UPRIGHT_ROOM, _LYING_ROOM = 245.0, 155.0  # rows that fit one page, mm


def statutory_workbook(form: StatutoryForm, path: Path) -> None:
    """Write a form to a workbook.

    Raises:
        OSError: When the file cannot be written.
    """
    with workbook_into(path, {"strings_to_formulas": False, "in_memory": True}) as book:
        sheet = book.add_worksheet(sheet_name(form.title))
        _set_up(sheet, form)
        looks = _Looks(book, form.size)
        last = len(form.widths) - 1
        sheet.merge_range(0, 0, 0, last, writable(form.title), looks.title)
        sheet.set_row(0, 30)
        for number, line in enumerate(form.above, start=1):
            _spread(sheet, number, line, last, looks)
        first = 1 + len(form.above)
        for offset, height in enumerate(form.heights):
            sheet.set_row(first + offset, height * _POINTS)
        for cell in form.cells:
            _write(sheet, cell, first, looks)
        below = first + len(form.heights)
        for number, line in enumerate(form.below):
            sheet.set_row(below + number, 20)
            _spread(sheet, below + number, line, last, looks)
        sheet.repeat_rows(first, first + form.repeated - 1)
        sheet.freeze_panes(first + form.repeated, 1)


class _Looks:
    """Formats of the cells, each made once."""

    def __init__(self, book: Workbook, size: float) -> None:
        self._book, self._size = book, size
        self._made: dict[tuple[Side, bool, str, int], Format] = {}
        middle = {"align": "center", "valign": "vcenter"}
        self.title = book.add_format({"font_name": _FONT, "font_size": 16, "bold": True} | middle)
        plain = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
        self.lines = {
            side: book.add_format(plain | {"align": side})
            for side in ("left", "center", "right")
        }  # fmt: skip

    def of(self, cell: StatutoryCell) -> Format:
        """Return the format of a cell."""
        key = (cell.side, cell.head, cell.look.value, cell.indent)
        if key not in self._made:
            settings: dict[str, Any] = {
                "font_name": _FONT,
                "font_size": self._size,
                "bold": cell.head,
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center" if cell.side is Side.CENTRE else cell.side.value,
                "num_format": cell.look.value,
                "indent": cell.indent,
            }
            self._made[key] = self._book.add_format(settings)
        return self._made[key]


def _set_up(sheet: Worksheet, form: StatutoryForm) -> None:
    if form.upright:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(0.5, 0.5, 0.5, 0.5)
    sheet.center_horizontally()
    fits = sum(form.heights) < (_UPRIGHT_ROOM if form.upright else _LYING_ROOM)
    sheet.fit_to_pages(1, 1 if fits else 0)
    sheet.set_footer("&C第 &P 页　共 &N 页")
    for column, width in enumerate(form.widths):
        sheet.set_column(column, column, width / _CHARACTER)


def _write(sheet: Worksheet, cell: StatutoryCell, first: int, looks: _Looks) -> None:
    row, column, look = cell.row + first, cell.column, looks.of(cell)
    if cell.rows > 1 or cell.columns > 1:
        last = (row + cell.rows - 1, column + cell.columns - 1)
        sheet.merge_range(row, column, *last, writable(cell.text), look)
    elif cell.formula and cell.value is not None:
        formula = resolved(cell.formula, lambda at, place: xl_rowcol_to_cell(at + first, place))
        sheet.write_formula(row, column, f"={formula}", look, cell.value)
    elif cell.value is not None:
        sheet.write_number(row, column, cell.value, look)
    elif cell.text:
        sheet.write_string(row, column, writable(cell.text), look)
    else:
        sheet.write_blank(row, column, None, look)


def _spread(sheet: Worksheet, row: int, parts: tuple[str, ...], last: int, looks: _Looks) -> None:
    """Spread the parts of a line over the columns, each in cells of its own."""
    count = len(parts)
    begins = [round(number * (last + 1) / count) for number in range(count)] + [last + 1]
    for number, part in enumerate(parts):
        side = "left" if number == 0 else "right" if number == count - 1 else "center"
        begin, end = begins[number], begins[number + 1] - 1
        if end > begin:
            sheet.merge_range(row, begin, row, end, writable(part), looks.lines[side])
        else:
            sheet.write_string(row, begin, writable(part), looks.lines[side])
