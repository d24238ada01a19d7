"""Sheets built from the top down: ruled rows that grow with their text and run over pages.

The ground under ledgers and the papers of a dossier. A row higher than the room left goes
to the next page, and one that is higher than half a page is split between its lines, so
nothing is ever cut; a cell that names its row is repeated on every piece.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import A4, Align, Mark, Rect, Text
from liaison_desktop.documents.text import MM, clean, fit_line, width, wrap

PAD = 1.2  # text to rule, mm
RULE = 0.15  # thickness of a rule, mm
_SMALLER = 0.72  # how far a single word is shrunk to stay whole
_WORD = re.compile(r"[!-~]+")
_LEAST_PIECE = 3  # lines worth beginning a split row with at the foot of a page


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper and the room on it, mm; margins are measured from the edges."""

    width: float = A4[0]
    height: float = A4[1]
    left: float = 15.0
    top: float = 16.0
    right: float = 15.0
    bottom: float = 16.0

    @property
    def wide(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def high(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom

    @property
    def end(self) -> float:
        """Distance of the lower margin from the upper edge."""
        return self.height - self.bottom


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell of a ruled row.

    Attributes:
        text: What it says; line breaks are kept.
        width: Millimetres.
        align: Where its lines stand.
        style: Style of type.
        repeated: Set again on every piece of a row that is split (labels).
        top: Its lines begin at the top instead of standing in the middle.
        whole: A name a little too long for its room stays one line, set smaller.
    """

    text: str
    width: float
    align: Align = Align.LEFT
    style: Style = Style.SONG
    repeated: bool = False
    top: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class RowType:
    """How the rows of a table are set: type in points, leading as a factor, height in mm.

    ``pad`` is the distance of text to the rules, mm; large type asks for more.
    """

    size: float
    leading: float = 1.32
    least: float = 7.0
    pad: float = PAD

    @property
    def step(self) -> float:
        """Baseline to baseline, mm."""
        return self.leading * self.size / MM


def kept_lines(text: str) -> tuple[str, ...]:
    """Return the lines a person wrote, each drawable; at least one, none blank in between."""
    lines = tuple(line for raw in text.splitlines() if (line := clean(raw)))
    return lines or ("",)


@lru_cache(maxsize=4096)
def set_lines(
    text: str, style: Style, size: float, room: float, *, whole: bool = False
) -> tuple[str, ...]:
    """Return a text broken into lines of at most ``room`` mm, its own line breaks kept.

    A date or number a little too long for the room stays one line, to be set smaller; so
    does anything that is to stay ``whole``.
    """
    found: list[str] = []
    for each in kept_lines(text):
        if (whole or _WORD.fullmatch(each)) and width(each, style, size) <= room / _SMALLER:
            found.append(each)
        else:
            found += wrap(each, style, size, room)
    return tuple(found)


def _height(lines: Sequence[Sequence[str]], kind: RowType) -> float:
    return max(map(len, lines)) * kind.step + 2 * kind.pad


class Sheets:
    """Pages under construction; ``y`` is where the next thing stands."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.marks: list[Mark] = []
        self.y = frame.top
        self._done: list[tuple[Mark, ...]] = []
        self._fresh = True

    @property
    def room(self) -> float:
        """Height left on the page, mm."""
        return self.frame.end - self.y

    def sides(self) -> tuple[tuple[Mark, ...], ...]:
        """Return what stands on every page so far."""
        return (*self._done, tuple(self.marks))

    def turn(self) -> None:
        """Begin a new page."""
        self._done.append(tuple(self.marks))
        self.marks = []
        self.y = self.frame.top
        self.begin()
        self._fresh = True

    def begin(self) -> None:
        """Set what repeats at the head of every further page; nothing by itself."""

    def need(self, high: float) -> None:
        """Begin a new page unless so much room is left, mm."""
        if self.room < high - 0.01 and not self._fresh:
            self.turn()

    def down(self, high: float) -> None:
        """Go down the page by so many mm; what was set stands above."""
        self.y += high
        self._fresh = False

    def row(self, cells: Sequence[RuledCell], kind: RowType, indent: float = 0.0) -> None:
        """Set one ruled row, split over pages when it is long.

        Args:
            cells: From the left.
            kind: Type and least height.
            indent: Left margin to the first cell, mm.
        """
        waiting = [
            set_lines(cell.text, cell.style, kind.size, cell.width - 2 * kind.pad, whole=cell.whole)
            for cell in cells
        ]
        least = kind.least
        while (high := max(least, _height(waiting, kind))) > self.room + 0.01:
            fits = int((self.room - 2 * kind.pad) / kind.step)
            if not self._fresh and (high <= self.frame.high / 2 or fits < _LEAST_PIECE):
                self.turn()
                continue
            fits = max(fits, 1)
            self._ruled(cells, [lines[:fits] for lines in waiting], (self.room, indent), kind)
            waiting = [
                lines if cell.repeated else lines[fits:]
                for cell, lines in zip(cells, waiting, strict=True)
            ]
            self.turn()
            least = 0.0
            if not any(
                lines for cell, lines in zip(cells, waiting, strict=True) if not cell.repeated
            ):
                return
        self._ruled(cells, waiting, (high, indent), kind)

    def _ruled(
        self,
        cells: Sequence[RuledCell],
        lines: Sequence[Sequence[str]],
        place: tuple[float, float],
        kind: RowType,
    ) -> None:
        """Draw a row and go below it; ``place`` is its height and its indent."""
        high, indent = place
        x = self.frame.left + indent
        for cell, shown in zip(cells, lines, strict=True):
            self.marks.append(Rect(x, self.y, cell.width, high, RULE))
            offset = {Align.LEFT: kind.pad, Align.CENTRE: cell.width / 2}
            at = x + offset.get(cell.align, cell.width - kind.pad)
            spare = 0.0 if cell.top else (high - 2 * kind.pad - len(shown) * kind.step) / 2
            y = self.y + kind.pad + spare + 0.5 * kind.step + 0.38 * kind.size / MM
            for line in shown:
                if line:
                    fitted = fit_line(line, cell.style, kind.size, cell.width - 2 * kind.pad, 4.0)
                    self.marks.append(Text(at, y, line, cell.style, fitted.size, align=cell.align))
                y += kind.step
            x += cell.width
        self.down(high)
