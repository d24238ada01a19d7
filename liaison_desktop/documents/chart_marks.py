"""What charts on paper are made of: bars in their tone, keys, labels, markers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Colour, Filled, Ink, Mark, Strokes, Text
from liaison_desktop.documents.text import MM, clean, fit_line, width, wrap
from liaison_desktop.domain.figures.chart_tone import Hatch, Tone

FACE = Style.PLAIN
RULE: Colour = (0.35, 0.38, 0.40)  # axes
FAINT: Colour = (0.86, 0.86, 0.84)  # lines across the plot
LEADING = 1.25
_MIDDLE = 0.37  # from the middle of a line of figures down to its baseline, of the size
_PITCH = 1.35  # from one line of a hatch to the next, mm
_HATCH_LINE, _OUTLINE = 0.16, 0.2
SMALLEST = 4.5  # points; below, a label is a smudge
_WHITE: Colour = (1.0, 1.0, 1.0)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on the page, mm from the top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Distance of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Distance of the lower edge."""
        return self.y + self.height

    @property
    def corners(self) -> tuple[Point, ...]:
        """The four corners, clockwise."""
        return (
            (self.x, self.y),
            (self.right, self.y),
            (self.right, self.bottom),
            (self.x, self.bottom),
        )


@lru_cache(maxsize=64)
def colour_of(code: str) -> Colour:
    """Return ``#rrggbb`` as parts from 0 to 1."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def em(size: float) -> float:
    """Return the height of type, mm."""
    return size / MM


def bar(region: Region, tone: Tone) -> tuple[Mark, ...]:
    """Return a bar: its ground, its hatch, its outline; nothing for one without extent."""
    if region.width <= 0 or region.height <= 0:
        return ()
    ground = Filled(region.corners, colour_of(tone.ground))
    if tone.colour == tone.ground:
        return (ground,)
    colour = colour_of(tone.colour)
    hatch = Strokes(tuple(_hatch(region, tone.hatch)), colour, _HATCH_LINE)
    return ground, hatch, Strokes(((*region.corners, region.corners[0]),), colour, _OUTLINE)


def text_at(place: Point, text: str, size: float, align: Align, ink: Ink = Ink.BLACK) -> Text:
    """Return a text whose line has its middle at a height."""
    x, middle = place
    return Text(x, middle + _MIDDLE * em(size), text, FACE, size, align, ink=ink)


def fitted(
    place: Point, text: str, size: float, room: float, align: Align = Align.CENTRE
) -> tuple[Mark, ...]:
    """Return a text made smaller to fit a width; nothing where there is no room at all."""
    if room <= 0 or not text:
        return ()
    shown = fit_line(text, FACE, size, room, SMALLEST)
    if not shown.whole:
        return ()
    x, middle = place
    y = middle + _MIDDLE * em(shown.size)
    return (Text(x, y, shown.lines[0], FACE, shown.size, align, stretch=shown.stretch),)


def backed(place: Point, text: str, size: float) -> tuple[Mark, ...]:
    """Return a centred text on a white ground, to be read over a hatch."""
    x, middle = place
    wide, high = width(text, FACE, size) + 1.0, em(size) * 1.1
    ground = Region(x - wide / 2, middle - high / 2, wide, high)
    return Filled(ground.corners, _WHITE), text_at(place, text, size, Align.CENTRE)


def no_data(place: Point, text: str, size: float) -> tuple[Mark, ...]:
    """Return words set from the top down, ending just above a base line: a gap with its reason."""
    x, base = place
    step = em(size) * 1.1
    top = base - step * len(text)
    return tuple(
        text_at((x, top + (number + 0.5) * step), letter, size, Align.CENTRE, Ink.GREY)
        for number, letter in enumerate(text)
    )


def lines_of(text: str, size: float, room: float) -> tuple[str, ...]:
    """Return a name broken into lines; nothing of it is cut."""
    return wrap(clean(text), FACE, size, max(room, em(size)))


def block(
    place: Point, lines: Sequence[str], size: float, align: Align, ink: Ink = Ink.BLACK
) -> tuple[Mark, ...]:
    """Return lines below each other, the first beginning at a height."""
    x, top = place
    step = em(size) * LEADING
    return tuple(
        text_at((x, top + (number + 0.5) * step), line, size, align, ink)
        for number, line in enumerate(lines)
    )


def rules(paths: Iterable[Sequence[Point]], colour: Colour, thickness: float) -> Strokes:
    """Return straight lines of one look."""
    return Strokes(tuple(map(tuple, paths)), colour, thickness)


def marker(place: Point, colour: Colour, half: float) -> tuple[Mark, ...]:
    """Return a diamond that marks a point of a line."""
    x, y = place
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return Filled(points, _WHITE), Strokes(((*points, points[0]),), colour, 0.45)


def _hatch(region: Region, hatch: Hatch) -> Iterable[tuple[Point, ...]]:
    if hatch is Hatch.LEVEL:
        yield from _level(region)
    if hatch in {Hatch.RISING, Hatch.CROSSED}:
        yield from _rising(region)
    if hatch is Hatch.CROSSED:
        yield from _falling(region)


def _level(region: Region) -> Iterable[tuple[Point, ...]]:
    y = region.bottom - _PITCH
    while y > region.y:
        yield (region.x, y), (region.right, y)
        y -= _PITCH


def _rising(region: Region) -> Iterable[tuple[Point, ...]]:
    """Yield the lines x + y = n × pitch inside; all bars of a page share one grid."""
    pitch = _PITCH * 2**0.5
    total = (int((region.x + region.y) / pitch) + 1) * pitch
    while total < region.right + region.bottom:
        left, right = max(region.x, total - region.bottom), min(region.right, total - region.y)
        yield (left, total - left), (right, total - right)
        total += pitch


def _falling(region: Region) -> Iterable[tuple[Point, ...]]:
    pitch = _PITCH * 2**0.5
    offset = (int((region.y - region.right) // pitch) + 1) * pitch
    while offset < region.bottom - region.x:
        left, right = max(region.x, region.y - offset), min(region.right, region.bottom - offset)
        yield (left, left + offset), (right, right + offset)
        offset += pitch
