"""Papers that grow downwards: on top of ruled rows also paragraphs, lines to write on, a head.

The paper, its type and what every page begins with are the caller's. Nothing typed is ever
cut; see ``ruled`` for how long rows run on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import (
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
from liaison_desktop.documents.ruled import (
    PAD,
    RULE,
    Frame,
    RowType,
    RuledCell,
    Sheets,
    set_lines,
)
from liaison_desktop.documents.text import MM, clean, fit_line, width, wrap

A4_UPRIGHT = Frame(top=14)
_BASELINE = 0.88  # of the size, beneath the top of a line's letters
_WRITING = 0.08  # lines to write on, mm thick
Foot = Callable[[int, int], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: style, points, and baseline to baseline in units of the size."""

    style: Style
    size: float
    leading: float = 1.35

    @property
    def step(self) -> float:
        """Baseline to baseline, mm."""
        return self.leading * self.size / MM

    @property
    def em(self) -> float:
        """Width of a Chinese character, mm."""
        return self.size / MM

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline, mm."""
        return (self.step - self.em) / 2 + _BASELINE * self.em


def label(text: str, wide: float, style: Style = Style.KAI) -> RuledCell:
    """Return a cell that names what stands beside it; repeated where its row runs on."""
    return RuledCell(text, wide, Align.CENTRE, style, repeated=True)


def row_height(text: str, wide: float, kind: RowType, style: Style = Style.SONG) -> float:
    """Return how high a row with this text in a cell of this width is, mm."""
    lines = set_lines(text, style, kind.size, wide - 2 * kind.pad)
    return max(kind.least, len(lines) * kind.step + 2 * kind.pad)


class Flow(Sheets):
    """A paper under construction from the top down."""

    def __init__(self, frame: Frame, head: "Callable[[Flow], None] | None" = None) -> None:
        """Begin the first page.

        Args:
            frame: Paper and margins.
            head: Draws what every page begins with.
        """
        super().__init__(frame)
        self._head = head
        self.begin()
        self._fresh = True

    @property
    def page_number(self) -> int:
        """Number of the page under construction, from 1."""
        return len(self.sides())

    def begin(self) -> None:
        """Set what every page begins with."""
        if self._head is not None:
            self._head(self)

    def under(self, head: "Callable[[Flow], None] | None") -> None:
        """Begin every further page with this instead; it is not drawn on the present one."""
        self._head = head

    def line(self, text: str, kind: Type, align: Align = Align.LEFT, least: float = 0.0) -> None:
        """Set one line over the whole width, smaller (not below ``least`` points) to fit."""
        self.need(kind.step)
        frame = self.frame
        shown = fit_line(text, kind.style, kind.size, frame.wide, least or kind.size)
        share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[align]
        self.marks.append(
            Text(
                frame.left + share * frame.wide, self.y + kind.baseline, shown.lines[0],
                kind.style, shown.size, align=align, stretch=shown.stretch,
            )
        )  # fmt: skip
        self.down(kind.step)

    def paragraphs(self, text: str, kind: Type, indent: int = 2) -> None:
        """Set paragraphs over the whole width, their first lines indented by characters."""
        lead = "　" * indent
        for part in filter(None, map(clean, text.splitlines())):
            for number, line in enumerate(
                wrap(lead + part, kind.style, kind.size, self.frame.wide)
            ):
                self.need(kind.step)
                x = self.frame.left + (0.0 if number else indent * kind.em)
                self.marks.append(
                    Text(x, self.y + kind.baseline, line.strip(), kind.style, kind.size)
                )
                self.down(kind.step)

    def writing(self, caption: RuledCell, kind: RowType, lines: int, pitch: float) -> None:
        """Set a named frame with lines to write on, over the whole width."""
        high = lines * pitch + PAD
        self.need(high)
        top = self.y
        self.blank(lines, pitch, caption.width)
        below, self.y = self.y, top
        self.row((caption,), RowType(kind.size, kind.leading, high))
        self.y = below

    def blank(self, lines: int, pitch: float, inset: float = 0.0) -> None:
        """Set a frame with lines to write on, ``inset`` mm from the left margin."""
        high = lines * pitch + PAD
        self.need(high)
        left, wide = self.frame.left + inset, self.frame.wide - inset
        self.marks.append(Rect(left, self.y, wide, high, RULE))
        for number in range(1, lines):
            y = self.y + number * pitch
            self.marks.append(Line(left + 2, y, left + wide - 2, y, _WRITING, Ink.GREY))
        self.down(high)

    def pages(self, foot: Foot, correction: Correction = NO_CORRECTION) -> tuple[Page, ...]:
        """Return the finished pages; ``foot`` draws number and count at the foot of each."""
        sides = self.sides()
        return tuple(
            Page(
                self.frame.width,
                self.frame.height,
                (Placed(0, 0, (*marks, *foot(number, len(sides)))),),
                correction,
            )
            for number, marks in enumerate(sides, start=1)
        )


def page_count_foot(frame: Frame, left: str) -> Foot:
    """Return a foot that says whose paper it is and 第 n 页　共 m 页."""
    kind = Type(Style.SONG, 9)
    y = frame.end + 7

    def foot(number: int, count: int) -> tuple[Mark, ...]:
        right = f"第 {number} 页　共 {count} 页"
        room = frame.wide - width(right, kind.style, kind.size) - 4
        shown = fit_line(left, kind.style, kind.size, room, 6)
        edge = frame.left + frame.wide
        return (
            Text(frame.left, y, shown.lines[0], kind.style, shown.size, stretch=shown.stretch),
            Text(edge, y, right, kind.style, kind.size, align=Align.RIGHT),
        )

    return foot
