"""Text on paper: runs over a style's faces, widths, and making a text fit its place.

This is the only way text reaches paper. Nothing is parsed: ``<b>`` prints as ``<b>``.
Sizes are points, widths and positions millimetres.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from liaison_desktop.documents.fonts import Face, Style, chain

MM = 72 / 25.4  # points in a millimetre
GETA = "〓"  # stands where no face has the character, as printers always set it
NARROWEST = 0.8  # how far letters may be condensed before a text is cut

# Controls, zero-width and direction marks, halves of characters, variation selectors: nothing
# to draw.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\ufffe\uffff\U000e0000-\U000e01ef]"
)
_BREAKS = re.compile("[\t\n\u2028\u2029]+")
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：？！）》】〉」』”’…·,.;:?!)]}%％℃")
_NOT_LAST = frozenset("（《【〈「『“‘([{")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text drawn from one face."""

    face: Face
    text: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text made to fit.

    Attributes:
        lines: What to draw, at least one line.
        size: Size in points.
        stretch: Horizontal scale of the letters, 1 or a little less.
        whole: False when something had to be cut (the last line ends with ``…``).
    """

    lines: tuple[str, ...]
    size: float
    stretch: float = 1.0
    whole: bool = True


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """Return one line of drawable text: line breaks become blanks, invisible marks go."""
    return _BREAKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def missing_glyphs(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the texts that hold characters no face can draw, with those characters.

    Every style ends in the same bundled faces; an installed office face only adds. Asked
    before printing, so that such names are listed and never printed blank.
    """
    drawn = {face for style in Style for face in chain(style)}
    known = frozenset().union(*(face.drawn for face in drawn))
    found = {}
    for text in texts:
        if lacking := frozenset(c for c in clean(text) if ord(c) not in known):
            found[text] = lacking
    return found


@lru_cache(maxsize=65_536)
def runs(text: str, style: Style) -> tuple[Run, ...]:
    """Split a text into runs over the faces of a style; unknown characters become 〓."""
    faces = chain(style)
    first = faces[0].drawn
    if all(ord(character) in first for character in text):
        return (Run(faces[0], text),) if text else ()
    pieces: list[tuple[Face, list[str]]] = []
    for character in text:
        face, drawn = _face_of(character, faces)
        if pieces and pieces[-1][0] is face:
            pieces[-1][1].append(drawn)
        else:
            pieces.append((face, [drawn]))
    return tuple(Run(face, "".join(characters)) for face, characters in pieces)


def _face_of(character: str, faces: tuple[Face, ...]) -> tuple[Face, str]:
    code = ord(character)
    for face in faces:
        if code in face.drawn:
            return face, character
    return _face_of(GETA, faces)


@lru_cache(maxsize=65_536)
def _unit_width(text: str, style: Style) -> float:
    return sum(run.face.font.stringWidth(run.text, 1) for run in runs(text, style))


def width(text: str, style: Style, size: float) -> float:
    """Return how wide a text is in millimetres at a size in points."""
    return _unit_width(text, style) * size / MM


def fit_line(text: str, style: Style, size: float, room: float, smallest: float) -> Fitted:
    """Fit a text on one line: shrink to the smallest size, then condense, then cut.

    Args:
        text: One line of text.
        style: Style it is set in.
        size: Wished size in points.
        room: Width in millimetres.
        smallest: Smallest size in points.
    """
    natural = width(text, style, size)
    if natural <= room:
        return Fitted((text,), size)
    if (shrunk := size * room / natural) >= smallest:
        return Fitted((text,), shrunk)
    if (stretch := room / width(text, style, smallest)) >= NARROWEST:
        return Fitted((text,), smallest, stretch)
    return Fitted((cut(text, style, smallest, room / NARROWEST),), smallest, NARROWEST, whole=False)


def cut(text: str, style: Style, size: float, room: float) -> str:
    """Return as much of the text as fits in the room, with ``…`` at its end."""
    while text and width(text + "…", style, size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


@lru_cache(maxsize=16_384)
def wrap(text: str, style: Style, size: float, room: float) -> tuple[str, ...]:
    """Break a text into lines of at most ``room`` millimetres.

    Words and figures of ASCII stay whole when they fit a line; no line begins with a
    closing mark or ends with an opening one (GB/T 15834-2011, 5.1.10 and 5.1.11).
    """
    if width(text, style, size) <= room:
        return (text,)
    lines: list[list[str]] = [[]]
    for piece in _pieces(text, style, size, room):
        line = lines[-1]
        if (
            line
            and width("".join(line) + piece, style, size) > room
            and not (piece in _NOT_FIRST and len(line) == 1)
        ):
            lines.append(_carried(line, piece))
        lines[-1].append(piece)
    return tuple("".join(line).strip() for line in lines)


def _pieces(text: str, style: Style, size: float, room: float) -> Iterable[str]:
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and width(piece, style, size) > room:
            yield from piece
        else:
            yield piece


def _carried(line: list[str], piece: str) -> list[str]:
    """Take back from a full line what must stand on the next one with the piece."""
    carried: list[str] = []
    first = piece
    while len(line) > 1 and (first[0] in _NOT_FIRST or line[-1] in _NOT_LAST):
        first = line.pop()
        carried.insert(0, first)
    return carried


def fit_lines(
    text: str, style: Style, sizes: Iterable[float], room: float, most_lines: int
) -> Fitted:
    """Wrap a text at the largest of the sizes that needs at most ``most_lines`` lines.

    At the last size the rest is cut, and the last line ends with ``…``.
    """
    lines: tuple[str, ...] = ()
    size = 0.0
    for size in sizes:
        lines = wrap(text, style, size, room)
        if len(lines) <= most_lines:
            return Fitted(lines, size)
    return Fitted(shorten(lines, most_lines, style, size, room), size, whole=False)


def shorten(
    lines: tuple[str, ...], most_lines: int, style: Style, size: float, room: float
) -> tuple[str, ...]:
    """Return the first lines, the last of them ended with … when others are left out."""
    if len(lines) <= most_lines:
        return lines
    kept = lines[: most_lines - 1]
    return (*kept, cut(lines[most_lines - 1] + lines[most_lines], style, size, room))
