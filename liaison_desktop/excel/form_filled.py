"""Fills a blank form: nothing but the mapped cells changes, and yellow marks what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill

from liaison_desktop.excel.form_cells import open_form
from liaison_desktop.excel.safe_cells import writable

_YELLOW = PatternFill("solid", fgColor="FFFFFF00")


@dataclass(frozen=True, slots=True)
class FilledCell:
    """What is written to a cell.

    Attributes:
        sheet, cell: Where.
        value: Number or text.
    """

    sheet: str
    cell: str
    value: str | int | float


def filled_form(
    content: bytes, values: Iterable[FilledCell], missing: Iterable[tuple[str, str]]
) -> bytes:
    """Return a form with its cells filled.

    Args:
        content: The blank form.
        values: What is written where.
        missing: Sheet and address of cells with nothing to write; they become yellow.

    Raises:
        InputRefusedError: When the form is damaged.
    """
    book = open_form(content)
    for one in values:
        cell = book[one.sheet][one.cell]
        if isinstance(cell, Cell):
            _write(cell, one.value)
    for sheet, address in missing:
        cell = book[sheet][address]
        if isinstance(cell, Cell):
            cell.fill = _YELLOW
    # Values of formulas were reckoned for the blank form; the reader reckons them anew.
    book.calculation.fullCalcOnLoad = True
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write(cell: Cell, value: str | float) -> None:
    """Write a value; a text that begins with = stays a text."""
    if isinstance(value, str):
        cell.value = writable(value)
        cell.data_type = "s"
    else:
        cell.value = value
