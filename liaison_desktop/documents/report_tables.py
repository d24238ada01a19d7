"""Annex tables of an official paper, on pages lying on their side.

Name and title stand as in any annex (GB/T 9704-2012, 7.3.7); the table runs on under its
heads, and nothing in it is ever cut.
"""

from collections.abc import Sequence
from dataclasses import replace

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Mark, Text
from liaison_desktop.documents.report_lines import set_plain
from liaison_desktop.documents.report_page import HIGH, ROW, WIDE
from liaison_desktop.documents.report_parts import Annex
from liaison_desktop.documents.report_title import title_lines, title_marks
from liaison_desktop.documents.ruled import Frame, RowType, RuledCell, Sheets, set_lines
from liaison_desktop.documents.text import MM, clean, wrap
from liaison_desktop.domain.figures.summary import PaperTable

NOTHING = "（无）"
_LYING = Frame(HIGH, WIDE, left=0, top=0, right=0, bottom=0)
_TYPES = tuple(RowType(size, 1.3, least) for size, least in ((12.0, 9.0), (10.5, 8.0), (9.0, 7.0)))
_SMALLEST = _TYPES[-1]
_NOTE_SIZE = 10.5
_MOST_LINES = 2  # a larger type is taken only where nearly all cells need no more
_MANY = 0.1  # share of cells that may need more


def annex_head(annex: Annex, wide: float) -> tuple[tuple[Mark, ...], float]:
    """Return 附件 and title of an annex, and where its content begins, mm.

    The mark stands flush left in the first row, the title in the third.
    """
    marks: list[Mark] = list(set_plain(annex.mark, Style.HEI).marks)
    rows = title_marks(title_lines(annex.title, wide), wide)
    marks += [replace(text, y=text.y + 2 * ROW) for text in rows]
    return tuple(marks), (3 + len(rows)) * ROW


def table_sides(annex: Annex, table: PaperTable) -> tuple[tuple[Mark, ...], ...]:
    """Return what stands on every page of an annex table, measured from its type area.

    Raises:
        ValueError: When a row has another number of cells than there are heads.
    """
    return _TableSheets(annex, table).set()


def column_shares(table: PaperTable) -> tuple[float, ...]:
    """Return the widths of the columns as shares of the whole, sum 1."""
    count = len(table.heads)
    shares = table.shares or (1 / count,) * count
    return tuple(share / sum(shares) for share in shares)


def is_short(text: str, wide: float, kind: RowType) -> bool:
    """Whether a cell is centred: a centred paragraph of several lines is hard to read."""
    return len(set_lines(text, Style.FANG, kind.size, wide - 2 * kind.pad)) == 1


class _TableSheets(Sheets):
    """The pages of one table."""

    def __init__(self, annex: Annex, table: PaperTable) -> None:
        super().__init__(_LYING)
        self._annex = annex
        self._table = table
        self._widths = tuple(share * self.frame.wide for share in column_shares(table))
        self._type = table_type(table, self._widths)

    def set(self) -> tuple[tuple[Mark, ...], ...]:
        marks, high = annex_head(self._annex, self.frame.wide)
        self.marks += marks
        self.y = high
        self.begin()
        for row in self._table.rows:
            self.row(self._cells(row), self._type)
        if not self._table.rows:
            self.row([RuledCell(NOTHING, self.frame.wide, Align.CENTRE, Style.FANG)], self._type)
        self._note()
        return self.sides()

    def begin(self) -> None:
        """Set the heads of the columns."""
        cells = [
            RuledCell(head, wide, Align.CENTRE, Style.HEI)
            for head, wide in zip(self._table.heads, self._widths, strict=True)
        ]
        self.row(cells, self._type)

    def _cells(self, row: Sequence[str]) -> list[RuledCell]:
        return [
            RuledCell(text, wide, self._align(text, wide), Style.FANG, repeated=not number)
            for number, (text, wide) in enumerate(zip(row, self._widths, strict=True))
        ]

    def _align(self, text: str, wide: float) -> Align:
        return Align.CENTRE if is_short(text, wide, self._type) else Align.LEFT

    def _note(self) -> None:
        text = clean(self._table.note)
        if not text:
            return
        step = 1.4 * _NOTE_SIZE / MM
        lines = wrap(f"注：{text}", Style.FANG, _NOTE_SIZE, self.frame.wide)
        self.need(len(lines) * step + 1)
        self.down(1)
        for line in lines:
            y = self.y + 1.1 * _NOTE_SIZE / MM
            self.marks.append(Text(0, y, line, Style.FANG, _NOTE_SIZE))
            self.down(step)


def table_type(table: PaperTable, widths: Sequence[float]) -> RowType:
    """Return the largest type in which heads stay short and few cells are long.

    Args:
        table: What is set.
        widths: Of its columns, mm.
    """
    for kind in _TYPES:
        heads = [
            len(set_lines(head, Style.HEI, kind.size, wide - 2 * kind.pad))
            for head, wide in zip(table.heads, widths, strict=True)
        ]
        long = sum(
            len(set_lines(cell, Style.FANG, kind.size, wide - 2 * kind.pad)) > _MOST_LINES
            for row in table.rows
            for cell, wide in zip(row, widths, strict=True)
        )
        cells = max(1, len(table.rows) * len(widths))
        if max(heads, default=1) <= _MOST_LINES and long <= _MANY * cells:
            return kind
    return _SMALLEST
