"""Printed ledgers (台账) on A4 lying or upright: any columns, the head on every page.

Rows are plain strings, as the caller wants them read (masked where due). A row that does
not fit goes to the next page, one longer than half a page runs on there; nothing is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import (
    NO_CORRECTION,
    Align,
    Correction,
    Page,
    Placed,
    Text,
)
from liaison_desktop.documents.ruled import PAD, Frame, RowType, RuledCell, Sheets, set_lines
from liaison_desktop.documents.surface import Surface
from liaison_desktop.documents.text import clean, fit_line, missing_glyphs
from liaison_desktop.domain.progress import Progress, Silence

LYING = Frame(297.0, 210.0, left=14, top=15, right=14, bottom=17)
UPRIGHT = Frame(left=15, top=15, right=15, bottom=17)
_HEAD = RowType(9.5, 1.25)
_ROW = RowType(9.0)
_TITLE, _LINE = 20.0, 10.5  # points
_LINE_STEP = 6.4  # of the lines over and under the table, mm
_FOOT_STEP = 9.0


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: heading (line breaks allowed), width and where its values stand.

    Attributes:
        label: Heading.
        width: Share of the paper's width; columns are spread to fill it.
        align: Left for sentences, centre for short values, right for amounts.
    """

    label: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger to print.

    Attributes:
        title: In the middle over the table, e.g. 矛盾纠纷排查调处台账.
        columns: From the left.
        rows: One value a column each; line breaks are kept.
        head: Lines between title and table; the parts of a line are spread over the width
            (one stands left, two left and right, three left, middle and right).
        foot: Lines under the table on the last page, spread alike (填报人、审核人、日期).
        empty: What stands in the table when there is no row.
        upright: A4 upright instead of lying.
        size: Type of the rows, points; smaller for many columns, larger for a board.
    """

    title: str
    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    head: tuple[tuple[str, ...], ...] = ()
    foot: tuple[tuple[str, ...], ...] = ()
    empty: str = "本期无记录"
    upright: bool = False
    size: float = _ROW.size


def ledger_pdf(
    ledger: Ledger,
    progress: Progress | None = None,
    correction: Correction = NO_CORRECTION,
) -> bytes:
    """Return a ledger as PDF.

    Args:
        ledger: What is printed.
        progress: Told every hundred rows; may cancel.
        correction: What makes up for the printer's misfeed.

    Raises:
        ValueError: When a row has another number of values than there are columns.
        CancelledError: When the progress wants the work to stop.
    """
    surface = Surface(clean(ledger.title))
    for page in ledger_pages(ledger, progress, correction):
        surface.add(page)
    return surface.finish()


def ledger_pages(
    ledger: Ledger,
    progress: Progress | None = None,
    correction: Correction = NO_CORRECTION,
) -> tuple[Page, ...]:
    """Return the pages of a ledger; as ``ledger_pdf``."""
    sheets = _LedgerSheets(ledger)
    sheets.set_rows(progress or Silence())
    sheets.set_foot()
    sides = sheets.sides()
    frame = sheets.frame
    return tuple(
        Page(
            frame.width,
            frame.height,
            (Placed(0, 0, (*marks, _number(frame, number, len(sides)))),),
            correction,
        )
        for number, marks in enumerate(sides, start=1)
    )


def undrawable(ledger: Ledger) -> dict[str, frozenset[str]]:
    """Return what is printed in a ledger but cannot be drawn: text to its characters."""
    texts = {ledger.title, ledger.empty, *(column.label for column in ledger.columns)}
    for line in (*ledger.head, *ledger.foot, *ledger.rows):
        texts.update(line)
    return missing_glyphs(sorted(texts))


def _number(frame: Frame, number: int, count: int) -> Text:
    text = f"第 {number} 页　共 {count} 页"
    y = frame.end + 8
    return Text(frame.width / 2, y, text, Style.SONG, 9, align=Align.CENTRE)


class _LedgerSheets(Sheets):
    """The pages of one ledger under construction."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(UPRIGHT if ledger.upright else LYING)
        self._ledger = ledger
        wished = sum(column.width for column in ledger.columns)
        self._widths = tuple(column.width * self.frame.wide / wished for column in ledger.columns)
        self._title()
        self.begin()

    def _title(self) -> None:
        shown = fit_line(clean(self._ledger.title), Style.TITLE, _TITLE, self.frame.wide, 12)
        middle = self.frame.width / 2
        self.marks.append(
            Text(
                middle, self.y + 7.5, shown.lines[0], Style.TITLE, shown.size,
                align=Align.CENTRE, stretch=shown.stretch,
            )
        )  # fmt: skip
        self.down(12)
        for line in self._ledger.head:
            self._spread(line, _LINE_STEP)
        self.down(1)

    def begin(self) -> None:
        """Set the heads of the columns."""
        cells = [
            RuledCell(column.label, width, Align.CENTRE, Style.HEI)
            for column, width in zip(self._ledger.columns, self._widths, strict=True)
        ]
        self.row(cells, RowType(min(_HEAD.size, self._ledger.size + 0.5), _HEAD.leading, 8.0))

    def set_rows(self, progress: Progress) -> None:
        kind = RowType(self._ledger.size, _ROW.leading)
        rows = self._ledger.rows
        if not rows:
            self.row([RuledCell(self._ledger.empty, self.frame.wide, Align.CENTRE)], kind)
        for done, row in enumerate(rows, start=1):
            self.row(
                [
                    RuledCell(text, width, self._aligned(text, column, width), repeated=not number)
                    for number, (text, column, width) in enumerate(
                        zip(row, self._ledger.columns, self._widths, strict=True)
                    )
                ],
                kind,
            )
            if done % 100 == 0 or done == len(rows):
                progress.step(done, len(rows), "正在排版台账")

    def _aligned(self, text: str, column: LedgerColumn, width: float) -> Align:
        """Centre short values only: a centred paragraph is hard to read."""
        if column.align is not Align.CENTRE:
            return column.align
        lines = set_lines(text, Style.SONG, self._ledger.size, width - 2 * PAD)
        return Align.CENTRE if len(lines) <= 4 else Align.LEFT

    def set_foot(self) -> None:
        if self._ledger.foot:
            self.need(_FOOT_STEP * len(self._ledger.foot) + 1)
            for line in self._ledger.foot:
                self.down(_FOOT_STEP - _LINE_STEP)
                self._spread(line, _LINE_STEP)

    def _spread(self, parts: Sequence[str], step: float) -> None:
        """Set the parts of a line from the left margin to the right one."""
        frame = self.frame
        y = self.y + step - 1.8
        for number, part in enumerate(parts):
            share = number / (len(parts) - 1) if len(parts) > 1 else 0.0
            align = Align.LEFT if share == 0 else Align.RIGHT if share == 1 else Align.CENTRE
            shown = fit_line(clean(part), Style.SONG, _LINE, frame.wide / len(parts), 7)
            if shown.lines[0]:
                x = frame.left + share * frame.wide
                self.marks.append(
                    Text(
                        x, y, shown.lines[0], Style.SONG, shown.size,
                        align=align, stretch=shown.stretch,
                    )
                )  # fmt: skip
        self.down(step)
