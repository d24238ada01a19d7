"""Ruled forms on A4: rows of cells, tables that run over pages, lines to write on.

A form is built from the top down; a row that no longer fits begins a new page, and a
table repeats its head there. Cells grow with their text, long values run on in further
rows; only a cell of a table that would need more than 40 lines ends with ….
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import (
    A4,
    NO_CORRECTION,
    Align,
    Correction,
    Ink,
    Line,
    Mark,
    Page,
    Placed,
    Rect,
    Text,
)
from liaison_desktop.documents.text import MM, clean, fit_line, shorten, wrap

LEFT, TOP, BOTTOM = 15.0, 16.0, 16.0
WIDE = A4[0] - 2 * LEFT
_SIZE, _SMALL, _SMALLEST = 9.5, 8.0, 7.0
_LEADING = 1.28
_PAD = 1.1  # text to rule, mm
ROW = 7.0  # least height of a row, mm
WRITING = 8.0  # between lines to write on, mm
_THIN = 0.12  # rules, mm
_MOST_LINES = 40  # in one cell, so that a row fits a page


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading (line breaks allowed) and width in mm."""

    heading: str
    width: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row; labels stand in the middle, values on the left."""

    text: str
    width: float
    label: bool = False


@dataclass(frozen=True, slots=True)
class _Setting:
    """A cell's lines and how they stand in it."""

    lines: tuple[str, ...]
    size: float
    style: Style
    centred: bool

    @property
    def height(self) -> float:
        return len(self.lines) * _LEADING * self.size / MM + 2 * _PAD


def _set(cell: Cell, size: float) -> _Setting:
    """Set a cell; in narrow tables a text that nearly fits is set a little smaller."""
    style = Style.KAI if cell.label and size == _SIZE else Style.SONG
    room = cell.width - 2 * _PAD
    if size == _SMALL:
        shown = fit_line(cell.text, style, size, room, _SMALLEST)
        if shown.stretch == 1.0:
            return _Setting(shown.lines, shown.size, style, cell.label)
    lines = shorten(wrap(cell.text, style, size, room), _MOST_LINES, style, size, room)
    return _Setting(lines, size, style, cell.label)


class Form:
    """A form under construction, A4 upright."""

    def __init__(self, foot: str) -> None:
        self._foot = foot
        self._done: list[tuple[Mark, ...]] = []
        self._marks: list[Mark] = []
        self._y = TOP

    @property
    def room(self) -> float:
        """Height left on the page, mm."""
        return A4[1] - BOTTOM - self._y

    def title(self, text: str, right: str) -> None:
        """Set the title in the middle, and a line of text beneath it on the right."""
        shown = fit_line(text, Style.TITLE, 20, WIDE, 12)
        head = shown.lines[0]
        self._marks += [
            Text(A4[0] / 2, self._y + 7, head, Style.TITLE, shown.size, align=Align.CENTRE),
            Text(LEFT + WIDE, self._y + 13.5, right, Style.SONG, _SIZE, align=Align.RIGHT),
        ]
        self._y += 15.5

    def heading(self, text: str) -> None:
        """Set the heading of a block; it stays with at least one row."""
        self._need(ROW * 2.6)
        self._y += 2.2
        self._marks.append(Text(LEFT, self._y + 4, text, Style.HEI, 10.5))
        self._y += 5.6

    def pairs(self, pairs: Sequence[tuple[str, str]], columns: int) -> None:
        """Set labels and values, so many side by side; a long value takes a whole row."""
        label = 20.0
        value = WIDE / columns - label
        waiting: list[Cell] = []
        for name, raw in pairs:
            text = clean(raw)
            if len(wrap(text, Style.SONG, _SIZE, value - 2 * _PAD)) > 2:
                self._fill(waiting, columns, label, value)
                self._long(Cell(clean(name), label, label=True), text)
                continue
            waiting += [Cell(clean(name), label, label=True), Cell(text, value)]
            if len(waiting) == 2 * columns:
                self._fill(waiting, columns, label, value)
        self._fill(waiting, columns, label, value)

    def _long(self, label: Cell, text: str) -> None:
        """Set a long value over the whole width, in rows that fit a page."""
        room = WIDE - label.width
        lines = wrap(text, Style.SONG, _SIZE, room - 2 * _PAD)
        for first in range(0, len(lines), _MOST_LINES):
            part = "".join(lines[first : first + _MOST_LINES])
            name = label.text if first == 0 else f"{label.text}（续）"
            self.row((Cell(name, label.width, label=True), Cell(part, room)))

    def _fill(self, waiting: list[Cell], columns: int, label: float, value: float) -> None:
        if waiting:
            left = columns - len(waiting) // 2
            if left:
                last = waiting.pop()
                waiting.append(Cell(last.text, last.width + left * (label + value)))
            self.row(tuple(waiting))
            waiting.clear()

    def row(self, cells: Sequence[Cell], height: float = ROW) -> None:
        """Set one ruled row as high as its fullest cell asks."""
        settings = [_set(cell, _SIZE) for cell in cells]
        high = max(height, *(setting.height for setting in settings))
        self._need(high)
        self._ruled(cells, settings, high)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Set a table; on every further page its head is repeated."""
        self._head(columns)
        for row in rows:
            cells = [
                Cell(clean(text), column.width, label=True)
                for text, column in zip(row, columns, strict=True)
            ]
            settings = [_set(cell, _SMALL) for cell in cells]
            high = max(ROW, *(setting.height for setting in settings))
            if self._lacks(high):
                self.turn()
                self._head(columns)
            self._ruled(cells, settings, high)

    def _head(self, columns: Sequence[Column]) -> None:
        cells = [Cell(column.heading, column.width) for column in columns]
        settings = [
            _Setting(tuple(column.heading.split("\n")), _SMALL, Style.HEI, centred=True)
            for column in columns
        ]
        high = max(setting.height for setting in settings) + _PAD
        self._need(high + ROW)
        self._ruled(cells, settings, high)

    def writing(self, question: str, count: int) -> None:
        """Set a question with blank lines under it, in one frame."""
        high = ROW + count * WRITING
        self._need(high)
        self._marks.append(Rect(LEFT, self._y, WIDE, high, _THIN))
        self._marks.append(Text(LEFT + 2, self._y + 5, question, Style.KAI, _SIZE))
        for number in range(1, count):
            y = self._y + ROW + number * WRITING - 0.5
            self._marks.append(Line(LEFT + 2, y, LEFT + WIDE - 2, y, 0.06, Ink.GREY))
        self._y += high

    def note(self, text: str, style: Style) -> None:
        """Set a small unruled note."""
        lines = wrap(text, style, _SMALL, WIDE)
        step = 1.35 * _SMALL / MM
        self._need(step * len(lines) + 2)
        self._y += 2
        for line in lines:
            self._marks.append(Text(LEFT, self._y + 0.9 * _SMALL / MM, line, style, _SMALL))
            self._y += step

    def pages(self, correction: Correction = NO_CORRECTION) -> tuple[Page, ...]:
        """Return the finished pages, with 第n页 共m页 at their feet."""
        sides = [*self._done, tuple(self._marks)]
        return tuple(
            Page(*A4, (Placed(0, 0, (*marks, *self._footer(n, len(sides)))),), correction)
            for n, marks in enumerate(sides, start=1)
        )

    def _footer(self, number: int, count: int) -> tuple[Text, ...]:
        y = A4[1] - BOTTOM + 7
        room = WIDE - 40
        shown = fit_line(self._foot, Style.SONG, 9, room, 7.5)
        right = f"第 {number} 页　共 {count} 页"
        return (
            Text(LEFT, y, shown.lines[0], Style.SONG, shown.size, stretch=shown.stretch),
            Text(LEFT + WIDE, y, right, Style.SONG, 9, align=Align.RIGHT),
        )

    def _ruled(self, cells: Sequence[Cell], settings: Sequence[_Setting], high: float) -> None:
        """Draw a row of cells and move below it."""
        x = LEFT
        for cell, setting in zip(cells, settings, strict=True):
            self._marks.append(Rect(x, self._y, cell.width, high, _THIN))
            step = _LEADING * setting.size / MM
            block = step * len(setting.lines)
            y = self._y + (high - block) / 2 + 0.5 * step + 0.38 * setting.size / MM
            at = x + cell.width / 2 if setting.centred else x + _PAD + 0.4
            align = Align.CENTRE if setting.centred else Align.LEFT
            for line in setting.lines:
                self._put(at, y, line, setting, align)
                y += step
            x += cell.width
        self._y += high

    def _put(
        self, x: float, y: float, text: str, face: _Setting, align: Align = Align.LEFT
    ) -> None:
        if text:
            self._marks.append(Text(x, y, text, face.style, face.size, align=align))

    def _lacks(self, high: float) -> bool:
        return self._y + high > A4[1] - BOTTOM

    def _need(self, high: float) -> None:
        if self._lacks(high) and self._marks:
            self.turn()

    def turn(self) -> None:
        """Begin a new page."""
        self._done.append(tuple(self._marks))
        self._marks = []
        self._y = TOP
