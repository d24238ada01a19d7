"""Opens an upper office's blank form: a foreign .xlsx, looked at with care and never run."""

from collections.abc import Iterator
from io import BytesIO
from math import isfinite
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from liaison_desktop.domain.errors import AppError, InputRefusedError
from liaison_desktop.domain.figures.blank_form import BlankCell, BlankForm, BlankSheet
from liaison_desktop.excel.form_fingerprint import form_fingerprint
from liaison_desktop.excel.form_guard import DAMAGED, MOST_CELLS, TOO_BIG, guarded

_FILE_LIMIT = 5_000_000
_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS = 2_000, 200, 30
_CHARACTER, _POINT = 1.95, 25.4 / 72  # mm
_WIDTH, _HEIGHT = 8.43, 15.0  # of a column in characters, of a row in points
_WIDEST, _HIGHEST = 255.0, 409.5  # what Excel allows
_SIDES_OF_A_BOX = 3
_COLONS = ("：", ":")


def read_form(path: Path) -> tuple[bytes, BlankForm]:
    """Read a blank form from a file.

    Returns:
        Its bytes, to be kept with its mapping, and what it shows.

    Raises:
        InputRefusedError: When it is missing, no .xlsx, too large, damaged or has macros.
    """
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise InputRefusedError(TOO_BIG)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise InputRefusedError(f"找不到文件“{path.name}”。请检查文件是否已移动或改名。") from error
    except OSError as error:
        raise InputRefusedError(
            f"文件“{path.name}”读取失败，可能正被 Excel 或 WPS 占用。请关闭后再试。"
        ) from error
    return content, form_of(content)


def form_of(content: bytes) -> BlankForm:
    """Return what a blank form shows.

    Raises:
        InputRefusedError: When it is no .xlsx, too large, damaged or has macros.
    """
    losses = guarded(content)
    book = open_form(content)
    if len(book.worksheets) > _MOST_SHEETS:
        raise InputRefusedError(TOO_BIG)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    try:
        sheets = tuple(_sheet(sheet) for sheet in shown)
    except AppError:
        raise
    except Exception as error:  # styles are looked up only now; a damaged file names unknown ones
        raise InputRefusedError(DAMAGED) from error
    if not any(sheet.cells for sheet in sheets):
        raise InputRefusedError("这个文件里没有表格内容，请核对是不是选错了文件。")
    return BlankForm(sheets, form_fingerprint(sheets), losses)


def open_form(content: bytes) -> Workbook:
    """Open the workbook of a guarded form, with everything that can be written back.

    Raises:
        InputRefusedError: When it is damaged.
    """
    try:
        return load_workbook(BytesIO(content), rich_text=True)
    except AppError:
        raise
    except Exception as error:  # a foreign library before a damaged file
        raise InputRefusedError(DAMAGED) from error


def _sheet(sheet: Worksheet) -> BlankSheet:
    rows, columns = sheet.max_row, sheet.max_column
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise InputRefusedError(
            f"工作表“{sheet.title[:31]}”太大，有 {rows} 行、{columns} 列。"
            "请删去下方和右边多余的空行空列，只留要填的部分后再试。"
        )
    spans = {
        (one.min_row, one.min_col): (one.max_row - one.min_row + 1, one.max_col - one.min_col + 1)
        for one in sheet.merged_cells.ranges
    }
    widths = [
        0.0 if _hidden_column(sheet, column) else _width(sheet, column)
        for column in range(1, columns + 1)
    ]
    heights = [_height(sheet, row) for row in range(1, rows + 1)]
    return BlankSheet(
        sheet.title, rows, columns, tuple(_cells(sheet, spans)), tuple(widths), tuple(heights)
    )


def _cells(sheet: Worksheet, spans: dict[tuple[int, int], tuple[int, int]]) -> Iterator[BlankCell]:
    unruled = not _any_rule(sheet)
    headed: set[int] = set()
    for row in sheet.iter_rows():
        named = False
        for cell in row:
            if isinstance(cell, MergedCell) or not isinstance(cell, Cell):
                continue
            high, wide = spans.get((cell.row, cell.column), (1, 1))
            text = "" if cell.value is None else str(cell.value)
            between = unruled and named and cell.column in headed
            room = not text.strip() and (between or _has_room(sheet, cell, (high, wide)))
            if text.strip():
                named = True
                headed.add(cell.column)
            if text.strip() or room:
                yield BlankCell(
                    cell.row,
                    cell.column,
                    cell.coordinate,
                    text,
                    high,
                    wide,
                    formula=cell.data_type == "f",
                    room=room,
                    bold=bool(cell.font.b),
                    centred=cell.alignment.horizontal in ("center", "centerContinuous"),
                    number_format=str(cell.number_format),
                )


def _has_room(sheet: Worksheet, cell: Cell, span: tuple[int, int]) -> bool:
    """Tell whether an empty cell is there to be filled: boxed, unlocked, or behind a colon."""
    if sheet.protection.sheet and not cell.protection.locked:
        return True
    if cell.column > 1:
        before = sheet.cell(cell.row, cell.column - 1).value
        if isinstance(before, str) and before.rstrip().endswith(_COLONS):
            return True
    row, column = cell.row, cell.column
    below, right = row + span[0], column + span[1]
    sides = (
        _ruled(sheet, row, column, "left") or _ruled(sheet, row, column - 1, "right"),
        _ruled(sheet, row, column, "top") or _ruled(sheet, row - 1, column, "bottom"),
        _ruled(sheet, row, right - 1, "right") or _ruled(sheet, row, right, "left"),
        _ruled(sheet, below - 1, column, "bottom") or _ruled(sheet, below, column, "top"),
    )
    return sum(sides) >= _SIDES_OF_A_BOX


def _any_rule(sheet: Worksheet) -> bool:
    """Tell whether anything is boxed; else words before and above a cell say what it is for."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return any(
        getattr(cell.border, side).style
        for cell in cells
        for side in ("left", "top", "right", "bottom")
        if getattr(cell.border, side) is not None
    )


def _ruled(sheet: Worksheet, row: int, column: int, side: str) -> bool:
    if row < 1 or column < 1 or row > sheet.max_row or column > sheet.max_column:
        return False
    rule = getattr(sheet.cell(row, column).border, side, None)
    return rule is not None and bool(rule.style)


def _hidden_column(sheet: Worksheet, column: int) -> bool:
    return bool(sheet.column_dimensions[get_column_letter(column)].hidden)


def _width(sheet: Worksheet, column: int) -> float:
    """Return the width of a column; neighbours of one width are kept as one."""
    for one in sheet.column_dimensions.values():
        if one.min is not None and one.max is not None and one.min <= column <= one.max:
            own = one.width if one.customWidth else None
            return _within(own, _WIDEST) * _CHARACTER if own else _usual(sheet)
    return _usual(sheet)


def _usual(sheet: Worksheet) -> float:
    usual = sheet.sheet_format.defaultColWidth
    return _within(usual or _WIDTH, _WIDEST) * _CHARACTER


def _height(sheet: Worksheet, row: int) -> float:
    known = sheet.row_dimensions.get(row)
    if known is not None and known.hidden:
        return 0.0
    points = (known.height if known is not None else None) or sheet.sheet_format.defaultRowHeight
    return _within(points or _HEIGHT, _HIGHEST) * _POINT


def _within(size: float, most: float) -> float:
    """Return a size as a program of sheets would show it.

    Raises:
        ValueError: When it is no number; a form filled with it could not be opened.
    """
    if not isfinite(size):
        raise ValueError("a column or row without a size")
    return min(max(float(size), 0.0), most)
