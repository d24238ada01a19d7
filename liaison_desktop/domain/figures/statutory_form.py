"""A statutory form (统计表) as data: title, ruled cells that may be merged, and lines around them.

PDF and workbook are both made from it, so they have the same layout; cells that are worked
out from others carry their formula for the workbook.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from liaison_desktop.domain.figures.indicator import Number

_PLACE = re.compile(r"\[(\d+),(\d+)\]")


class Side(Enum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class NumberLook(Enum):
    """How the number of a cell is shown in a workbook; the value is its number format."""

    WHOLE = "0"
    PER_CENT = "0.00%"
    TENTH = "0.0"
    HUNDREDTH = "0.00"
    FREE = "General"


@dataclass(frozen=True, slots=True)
class StatutoryCell:
    """One cell.

    Attributes:
        row, column: Its place, from 0, without the lines above the table.
        text: What is printed; "" for a blank.
        value: The number, for cells that have one.
        formula: For the workbook, cells as ``[row,column]``, e.g. ``SUM([4,2]:[4,4])``; ""
            for a plain value.
        rows, columns: How many it spans.
        side: Where its text stands.
        head: Whether it is a heading.
        look: How its number is shown in the workbook.
        indent: How many steps a text at the left is set in.
    """

    row: int
    column: int
    text: str = ""
    value: Number | None = None
    formula: str = ""
    rows: int = 1
    columns: int = 1
    side: Side = Side.CENTRE
    head: bool = False
    look: NumberLook = NumberLook.WHOLE
    indent: int = 0


@dataclass(frozen=True, slots=True)
class StatutoryForm:
    """A form ready for paper and workbook.

    Attributes:
        title: In the middle above the table.
        above: Lines between title and table, their parts spread over the width.
        widths: Of the columns, mm; they are spread to fill the paper.
        heights: Of the rows, mm.
        cells: Every cell; places covered by a merged one have none of their own.
        below: Lines under the table, spread alike.
        repeated: Rows of headings repeated on every further page.
        upright: A4 upright instead of lying.
        size: Type of the cells, points.
    """

    title: str
    above: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[StatutoryCell, ...]
    below: tuple[tuple[str, ...], ...] = ()
    repeated: int = 1
    upright: bool = True
    size: float = 9.0


@dataclass(frozen=True, slots=True)
class FormWords:
    """What a person writes on a form by hand or keyboard.

    Attributes:
        remark: 备注.
        issued_by: 签发人.
        made_by: 制表人.
        made_at: 制表机关; "" for the station.
        sweeps: 开展集中排查(次数): 县市区, 乡镇街道, 村居, 年度累计; None where not told.
    """

    remark: str = ""
    issued_by: str = ""
    made_by: str = ""
    made_at: str = ""
    sweeps: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)


def resolved(formula: str, place: Callable[[int, int], str]) -> str:
    """Return a formula with its places as a workbook calls them.

    Args:
        formula: With places as ``[row,column]``.
        place: Gives the address of a row and column.
    """
    return _PLACE.sub(lambda found: place(int(found[1]), int(found[2])), formula)


def total(values: tuple[Number | None, ...]) -> Number | None:
    """Return the sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
