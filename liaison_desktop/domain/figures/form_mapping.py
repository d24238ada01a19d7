"""填表机: cells of an upper office's blank form and what fills them, kept by fingerprint."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

from liaison_desktop.domain.figures.question import Question

YEAR_SO_FAR = "year"
"""Period of a question whose figure counts from 1 January (累计)."""
FIXED = "text:"


class Filling(Enum):
    """What a cell is filled with."""

    FIGURE = "figure"  # the answer to a question whose period is the form's
    FIELD = "field"  # a word about the office or the period: 填报单位, 制表日期 …
    LIST = "list"  # the first cell of a column of a list, filled downwards
    KEEP = "keep"  # stays as it is


@dataclass(frozen=True, slots=True)
class MappedCell:
    """One cell of a form.

    Attributes:
        sheet: Name of the sheet.
        cell: Address, e.g. C5.
        label: Words beside and above it that tell what it asks for.
        filling: What fills it.
        question: For figures; its period is ``""`` for that of the filling, or ``YEAR_SO_FAR``.
            A month in its scope is one of the year of the filling, ``03``.
        field: Name of a field (``form_fields``), ``text:`` and fixed words, or, for a list, the
            indicator whose records are listed and a column of theirs: ``disputes_found:title``.
        style: How the number is written; name of a ``token.Style``.
        aspect: Which number of the answer is meant; name of a ``token.Aspect``. Changes are
            written with their sign.
    """

    sheet: str
    cell: str
    label: str
    filling: Filling
    question: Question | None = None
    field: str = ""
    style: str = "exact"
    aspect: str = "value"


@dataclass(frozen=True, slots=True)
class FormMapping:
    """A form the office fills again and again.

    Attributes:
        id, version: None for one not saved yet.
        name: e.g. 综治月报.
        to_whom: Who gets it.
        fingerprint: Of sheet names and fixed words of the blank form.
        cells: In sheet order.
    """

    id: int | None
    version: int | None
    name: str
    to_whom: str
    fingerprint: str
    cells: tuple[MappedCell, ...]

    def with_cell(self, cell: MappedCell) -> Self:
        """Return this mapping with one cell told anew; ``KEEP`` forgets it."""
        others = [one for one in self.cells if (one.sheet, one.cell) != (cell.sheet, cell.cell)]
        if cell.filling is not Filling.KEEP:
            others.append(cell)
        return replace(self, cells=tuple(others))
