"""Pages to PDF: the one place that writes page descriptions, with reportlab beneath.

Text is written as whole runs, codes as one-bit inline pictures or merged bars, repeated
parts as form objects; that is what makes a township's cards a matter of seconds
(docs/performance.md). Only embedded fonts appear in the files.
"""

import io
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from liaison_desktop.documents.fonts import Style, registered_name
from liaison_desktop.documents.page import (
    Align,
    Code,
    Colour,
    Filled,
    Ink,
    Line,
    Mark,
    Page,
    Placed,
    Rect,
    Stamp,
    Strokes,
)
from liaison_desktop.documents.page import Text as TextMark
from liaison_desktop.documents.text import MM, runs, width

# Page streams as plain bytes: the old ASCII form is a quarter larger and slower.
rl_config.useA85 = 0
_BAR = re.compile("1+")
# Where text runs after quarter turns clockwise: to the right, down, to the left, up.
_DIRECTIONS = ((1, 0), (0, 1), (-1, 0), (0, -1))


class Surface(Canvas):
    """A PDF under construction; pages are added in order."""

    _doc: PDFDocument  # Canvas sets it; fonts are subset per document

    def __init__(self, title: str) -> None:
        self._target = io.BytesIO()
        self._fragments: dict[tuple[str, Style, float], str] = {}
        # A face of ours to begin with, so that no file asks for an unembedded Helvetica.
        settings: dict[str, Any] = {"initialFontName": registered_name(Style.PLAIN)}
        super().__init__(self._target, pageCompression=1, invariant=1, **settings)
        self.setTitle(title)
        self.setCreator("liaison-desktop")
        self.setProducer("liaison-desktop")

    def add(self, page: Page) -> None:
        """Add one page."""
        self._define(page.parts)
        self.setPageSize((page.width * MM, page.height * MM))
        fix = page.correction
        # From here on: points, origin in the top left corner, y still upwards.
        left, top = fix.x * MM, (page.height - fix.y) * MM
        code = [f"q {fix.scale_x:.5f} 0 0 {fix.scale_y:.5f} {left:.3f} {top:.3f} cm"]
        for part in page.parts:
            code.append(f"q 1 0 0 1 {part.x * MM:.3f} {-part.y * MM:.3f} cm")
            for stamp in part.stamps:
                self._flush(code)
                self.doForm(stamp.name)
            code.extend(self._drawn(part.marks))
            code.append("Q")
        code.append("Q")
        self._flush(code)
        self.showPage()

    def finish(self) -> bytes:
        """Close the document and return its bytes."""
        self.save()
        return self._target.getvalue()

    def _define(self, parts: Iterable[Placed]) -> None:
        for part in parts:
            for stamp in part.stamps:
                if not self.hasForm(stamp.name):
                    self._define_stamp(stamp)

    def _define_stamp(self, stamp: Stamp) -> None:
        # A stamp hangs below its origin; the box is larger than any paper.
        self.beginForm(stamp.name, -2000, -2000, 2000, 2000)
        self._flush(self._drawn(stamp.marks))
        self.endForm()

    def _flush(self, code: list[str]) -> None:
        self.addLiteral("\n".join(code))
        code.clear()

    def _drawn(self, marks: Sequence[Mark]) -> list[str]:
        code = []
        for colour, group in groupby(marks, key=_colour):
            body = [
                self._text(mark) if isinstance(mark, TextMark) else _shape(mark) for mark in group
            ]
            code.extend(body if colour == Ink.BLACK.value else _coloured(colour, body))
        return code

    def _text(self, mark: TextMark) -> str:
        key = (mark.text, mark.style, mark.size)
        fragment = self._fragments.get(key)
        if fragment is None:
            fragment = self._fragments[key] = self._encoded(*key)
        back = 0.0  # from the anchor to where the text begins
        if mark.align is not Align.LEFT:
            long = width(mark.text, mark.style, mark.size) * MM
            long = (long + mark.spacing * (len(mark.text) - 1)) * mark.stretch
            back = long if mark.align is Align.RIGHT else long / 2
        if mark.spacing:
            fragment = f"{mark.spacing:.4g} Tc {fragment} 0 Tc"
        x, y = mark.x * MM, -mark.y * MM
        right, down = _DIRECTIONS[mark.turned % 4]
        turn = f"{right * mark.stretch:.4g} {-down * mark.stretch:.4g} {down} {right}"
        return f"BT {turn} {x - back * right:.2f} {y + back * down:.2f} Tm {fragment} ET"

    def _encoded(self, text: str, style: Style, size: float) -> str:
        shown = []
        for run in runs(text, style):
            font = run.face.font
            for subset, codes in font.splitString(run.text, self._doc):
                name = font.getSubsetInternalName(subset, self._doc)
                shown.append(f"{name} {size:.4g} Tf <{codes.hex()}> Tj")
        return " ".join(shown)


def pdf_of(pages: Iterable[Page], title: str) -> bytes:
    """Return the PDF of pages, e.g. of a form or a calibration sheet."""
    surface = Surface(title)
    for page in pages:
        surface.add(page)
    return surface.finish()


def _colour(mark: Mark) -> Colour:
    if isinstance(mark, Filled | Strokes):
        return mark.colour
    return Ink.BLACK.value if isinstance(mark, Code) else mark.ink.value


def _coloured(colour: Colour, body: list[str]) -> list[str]:
    parts = " ".join(f"{part:.2f}" for part in colour)
    return [f"q {parts} rg {parts} RG", *body, "Q"]


def _shape(mark: Line | Rect | Code | Filled | Strokes | TextMark) -> str:
    match mark:
        case Filled():
            return f"{_path(mark.points)} h f"
        case Strokes():
            drawn = " ".join(map(_path, mark.paths))
            return f"{mark.thickness * MM:.3f} w {drawn} S" if drawn else ""
        case Line():
            return (
                f"{mark.thickness * MM:.3f} w {mark.x1 * MM:.3f} {-mark.y1 * MM:.3f} m"
                f" {mark.x2 * MM:.3f} {-mark.y2 * MM:.3f} l S"
            )
        case Rect():
            return (
                f"{mark.thickness * MM:.3f} w {mark.x * MM:.3f} {-(mark.y + mark.height) * MM:.3f}"
                f" {mark.width * MM:.3f} {mark.height * MM:.3f} re S"
            )
        case Code():
            return _bars(mark) if mark.grid.rows == 1 else _matrix(mark)
        case _:
            raise TypeError(type(mark).__name__)


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Write a chain of points; one that ends where it began is closed, its corners joined."""
    closed = len(points) > 2 and points[0] == points[-1]
    shown = [f"{x * MM:.3f} {-y * MM:.3f}" for x, y in (points[:-1] if closed else points)]
    return f"{shown[0]} m " + " ".join(f"{each} l" for each in shown[1:]) + (" h" if closed else "")


def _matrix(mark: Code) -> str:
    grid = mark.grid
    return (
        f"q {mark.width * MM:.3f} 0 0 {mark.height * MM:.3f}"
        f" {mark.x * MM:.3f} {-(mark.y + mark.height) * MM:.3f} cm\n"
        f"BI /W {grid.columns} /H {grid.rows} /IM true /BPC 1 /D [1 0] /F /AHx ID\n"
        f"{grid.bits.hex()}>\nEI Q"
    )


def _bars(mark: Code) -> str:
    grid = mark.grid
    modules = f"{int.from_bytes(grid.bits):0{len(grid.bits) * 8}b}"[: grid.columns]
    step = mark.width * MM / grid.columns
    left, low = mark.x * MM, -(mark.y + mark.height) * MM
    place = f"{low:.3f} %.3f {mark.height * MM:.3f} re"
    bars = [
        f"{left + bar.start() * step:.3f} " + place % ((bar.end() - bar.start()) * step)
        for bar in _BAR.finditer(modules)
    ]
    return " ".join((*bars, "f"))
