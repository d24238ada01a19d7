"""An upper office's blank form as it is shown: sheets of cells, and what its cells ask for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from liaison_desktop.domain.figures.named_period import period_named
from liaison_desktop.domain.figures.period import Period

_COLONS = "：:"
_MOST_HEADS, _MOST_LEFT = 4, 3
_TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class BlankCell:
    """A cell with words, a formula, or room for a value.

    Attributes:
        row, column: From 1.
        address: e.g. C5.
        text: Its words; a formula's own text.
        rows, columns: How many it spans.
        formula: Whether it is worked out by the workbook.
        room: Whether something is to be filled in.
        bold, centred: How its words look.
        number_format: As the workbook has it.
    """

    row: int
    column: int
    address: str
    text: str = ""
    rows: int = 1
    columns: int = 1
    formula: bool = False
    room: bool = False
    bold: bool = False
    centred: bool = False
    number_format: str = "General"

    @property
    def asks(self) -> bool:
        """Whether words in it ask for others behind their colon (填报单位：)."""
        return bool(self.text) and not self.formula and any(one in self.text for one in _COLONS)


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """One sheet.

    Attributes:
        name: Its name.
        rows, columns: How far it reaches.
        cells: Those with words, formulas or room, by row and column.
        widths, heights: Of columns and rows, mm.
    """

    name: str
    rows: int
    columns: int
    cells: tuple[BlankCell, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    _covering: dict[tuple[int, int], BlankCell] = field(
        default_factory=dict, compare=False, repr=False
    )

    def cell(self, address: str) -> BlankCell | None:
        """Return a cell by its address."""
        return next((one for one in self.cells if one.address == address), None)

    def at(self, row: int, column: int) -> BlankCell | None:
        """Return the cell that covers a place."""
        if not self._covering:
            for one in self.cells:
                for down in range(one.rows):
                    for across in range(one.columns):
                        self._covering[one.row + down, one.column + across] = one
        return self._covering.get((row, column))

    def labels(self, cell: BlankCell) -> tuple[str, ...]:
        """Return the words left of a cell, the outer ones first, then those above it."""
        before = self.at(cell.row, cell.column - 1)
        if before is not None and before.asks:
            return (before.text.strip(),)
        return (*self.left_of(cell), *self._heads(cell))

    def left_of(self, cell: BlankCell) -> tuple[str, ...]:
        """Return the words left of a cell, the outer ones first."""
        left: list[str] = []
        for column in range(cell.column - 1, 0, -1):
            found = self.at(cell.row, column)
            if found is not None and _words(found) and found.text.strip() not in left:
                left.append(found.text.strip())
        return tuple(reversed(left[:_MOST_LEFT]))

    def label(self, cell: BlankCell) -> str:
        """Return what a cell asks for, in words."""
        if cell.asks:
            return cell.text.strip()
        return " · ".join(self.labels(cell)) or cell.address

    def below(self, cell: BlankCell) -> Iterator[BlankCell]:
        """Yield a cell with room and those with room right under it."""
        at: BlankCell | None = cell
        while at is not None and at.room and at.column == cell.column:
            yield at
            at = self.at(at.row + at.rows, cell.column)

    def is_listed(self, cell: BlankCell) -> bool:
        """Whether a cell is one of a column of blanks that no words beside them tell apart."""
        if self.left_of(cell):
            return False
        above, below = (self.at(row, cell.column) for row in (cell.row - 1, cell.row + cell.rows))
        return any(one is not None and one.room for one in (above, below))

    def _heads(self, cell: BlankCell) -> list[str]:
        found: list[str] = []
        for row in range(cell.row - 1, 0, -1):
            above = self.at(row, cell.column)
            if above is None or not _words(above):
                if found:
                    break
                continue
            if above.columns >= self.columns or above.asks or len(found) == _MOST_HEADS:
                break
            if above.text.strip() not in found:
                found.append(above.text.strip())
        return list(reversed(found))


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A blank workbook.

    Attributes:
        sheets: Those that are shown.
        fingerprint: Of sheet names and fixed words with their places; a year or month in
            them does not count.
        losses: What would be lost when it is filled, a sentence each.
    """

    sheets: tuple[BlankSheet, ...]
    fingerprint: str
    losses: tuple[str, ...] = ()

    @property
    def period(self) -> Period | None:
        """The period the top of the first sheet names, None when it names none."""
        first = self.sheets[0].cells if self.sheets else ()
        return period_named(one.text for one in first if one.row <= _TITLE_ROWS)

    def sheet(self, name: str) -> BlankSheet | None:
        """Return a sheet by its name."""
        return next((one for one in self.sheets if one.name == name), None)


def answered(text: str, value: str) -> str:
    """Return words that ask, followed by their answer: 填报单位：罗雄镇.

    What stood behind the colon (空格、年月日) is replaced.
    """
    places = [at for at in map(text.find, _COLONS) if at >= 0]
    return f"{text[: min(places) + 1]}{value}" if places else value


def _words(cell: BlankCell) -> bool:
    return bool(cell.text.strip()) and not cell.formula
