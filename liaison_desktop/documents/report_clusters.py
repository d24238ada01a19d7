"""The characters of an official paper's line, each with its place in the grid.

A full-width character fills one cell, a digit half of one. What is set in Latin letters is
condensed by at most a tenth, or spaced, to fill whole halves, so that text goes back to the grid.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Text
from liaison_desktop.documents.report_page import CELL, EM, SIZE
from liaison_desktop.documents.text import MM, width

_OPENING = frozenset("（《〈「『【〔“‘")
_CLOSING = frozenset("，。、；：）》〉」』】〕”’")
_HALF = 0.5
_NARROWEST, _NARROWEST_FIGURE = 0.9, 0.83  # Latin letters; figures of digits alone
_FULL = 0.75  # what is wider (in ems) fills a cell
_LONG_WORD = 20  # letters; longer ones (addresses) may be broken after their marks
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_PART = re.compile(r"[^/.\-_@?&=:]*[/.\-_@?&=:]+|[^/.\-_@?&=:]+")


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is never broken and never spaced: a character, a Latin word, a figure.

    Attributes:
        text: Its characters.
        start: How many characters stand before it.
        cells: Its room in the grid.
        before, after: Blank room of a mark that may be given up, cells.
    """

    text: str
    start: int
    cells: float
    before: float = 0.0
    after: float = 0.0

    @property
    def spare(self) -> float:
        """Room that may be given up, cells."""
        return self.before + self.after

    @property
    def blank(self) -> bool:
        """Whether it is a space."""
        return not self.text.strip()


def clusters(text: str, style: Style) -> tuple[Cluster, ...]:
    """Return the clusters of a text in order; together they are the text."""
    found = []
    start = 0
    for part in _parts(text):
        found.append(_cluster(part, start, style))
        start += len(part)
    return tuple(found)


def cells(text: str, style: Style) -> float:
    """Return how many cells a text fills."""
    return sum(cluster.cells for cluster in clusters(text, style))


def mark(cluster: Cluster, x: float, y: float, style: Style) -> Text:
    """Return a cluster as a mark; ``x`` is the left edge of its room, mm."""
    room = cluster.cells * CELL
    natural = width(cluster.text, style, SIZE)
    if len(cluster.text) == 1:
        share = 1.0 if cluster.before else 0.0 if cluster.after or natural > room else 0.5
        offset = 0.0 if is_full(cluster.text, style) else (room - natural) * share
        return Text(x + offset, y, cluster.text, style, SIZE)
    if natural >= room:
        return Text(x, y, cluster.text, style, SIZE, stretch=room / natural)
    space = (room - natural) / len(cluster.text)
    return Text(x + space / 2, y, cluster.text, style, SIZE, spacing=space * MM)


@lru_cache(maxsize=16_384)
def is_full(text: str, style: Style) -> bool:
    """Whether a text is one character that is as wide as it is high."""
    return len(text) == 1 and abs(width(text, style, SIZE) - EM) < 0.01


def _parts(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if len(word) > _LONG_WORD and not word.isdigit():
            yield from _PART.findall(word)
        else:
            yield word


def _cluster(text: str, start: int, style: Style) -> Cluster:
    before = _HALF if text in _OPENING else 0.0
    after = _HALF if text in _CLOSING else 0.0
    if text == " ":
        return Cluster(text, start, _HALF)
    if before or after or is_full(text, style):
        return Cluster(text, start, 1.0, before, after)
    natural = width(text, style, SIZE) / CELL
    if text.isdigit() and len(text) * _HALF >= natural * _NARROWEST_FIGURE:
        return Cluster(text, start, len(text) * _HALF)
    halves = 2 if len(text) == 1 and not text.isascii() and natural > _FULL else 1
    while halves * _HALF < natural * _NARROWEST:
        halves += 1
    return Cluster(text, start, halves * _HALF)
