"""A page as data: what stands where, in millimetres from the top left corner.

Preview, PDF and printer all show what these values say (DESIGN 4, "Paper is data").
"""

from dataclasses import dataclass
from enum import Enum

from liaison_desktop.documents.barcode import ModuleGrid
from liaison_desktop.documents.fonts import Style

A4 = (210.0, 297.0)


class Ink(Enum):
    """A colour; the value is red, green, blue from 0 to 1. Black alone must look complete."""

    BLACK = (0.0, 0.0, 0.0)
    GREY = (0.45, 0.45, 0.45)
    RED = (0.75, 0.07, 0.07)
    WHITE = (1.0, 1.0, 1.0)


class Align(Enum):
    """What ``x`` of a text means."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text.

    Attributes:
        x, y: Anchor and baseline, mm.
        text: Drawable text (``text.clean``).
        style: Style of type.
        size: Points.
        align: Whether ``x`` is the left end, the middle or the right end.
        stretch: Horizontal scale of the letters.
        spacing: Extra space after each letter, points.
        ink: Colour.
        turned: Quarter turns clockwise about the anchor.
    """

    x: float
    y: float
    text: str
    style: Style
    size: float
    align: Align = Align.LEFT
    stretch: float = 1.0
    spacing: float = 0.0
    ink: Ink = Ink.BLACK
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points, ``thickness`` in mm."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float = 0.1
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle outline with its top left corner at ``x``, ``y``."""

    x: float
    y: float
    width: float
    height: float
    thickness: float = 0.1
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True)
class Code:
    """A QR or bar code filling a rectangle exactly (quiet zone outside of it)."""

    x: float
    y: float
    width: float
    height: float
    grid: ModuleGrid


Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A polygon without outline: a bar of a chart, a shaded cell.

    Attributes:
        points: Corners in order, mm.
        colour: What it is filled with.
    """

    points: tuple[tuple[float, float], ...]
    colour: Colour


@dataclass(frozen=True, slots=True)
class Strokes:
    """Straight lines of one look: a hatch, an outline, the line of a chart.

    Attributes:
        paths: Each a chain of points, mm; one that ends where it began is closed.
        colour: Of all of them.
        thickness: mm.
    """

    paths: tuple[tuple[tuple[float, float], ...], ...]
    colour: Colour
    thickness: float = 0.1


Mark = Text | Line | Rect | Code | Filled | Strokes


@dataclass(frozen=True, slots=True)
class Stamp:
    """Marks that many pages repeat; they are written into a file once.

    Attributes:
        name: Unique within a document.
        marks: What it shows, relative to where it is put.
    """

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Marks put on a page with their origin at ``x``, ``y``, and stamps beneath them."""

    x: float
    y: float
    marks: tuple[Mark, ...]
    stamps: tuple[Stamp, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What makes up for a printer's misfeed on one side of the paper.

    Attributes:
        x, y: Shift to the right and downwards, mm.
        scale_x, scale_y: Factors about the top left corner; 1 leaves the size as it is.
    """

    x: float = 0.0
    y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0


NO_CORRECTION = Correction()


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a sheet of paper.

    Attributes:
        width, height: Paper size, mm.
        parts: What stands on it.
        correction: Applied to everything on the page.
    """

    width: float
    height: float
    parts: tuple[Placed, ...]
    correction: Correction = NO_CORRECTION
