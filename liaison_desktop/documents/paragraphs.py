"""Labelled paragraphs set into a box: as large as fits, cut only when nothing else helps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Text
from liaison_desktop.documents.text import MM, shorten, width, wrap

_LEADINGS = (1.42, 1.32, 1.22, 1.14)
_SHRINKS = 5


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A label and what stands beside it, e.g. 地址 and the address.

    Attributes:
        label: The label, "" for none.
        text: Drawable text.
        one_line: Never broken but condensed, as a mail address.
    """

    label: str
    text: str
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """How paragraphs were set.

    Attributes:
        size: Type in points.
        leading: Baseline to baseline, mm.
        indent: Where texts begin, right of their labels, mm.
        lines: The lines of every paragraph.
        style: Style of type.
        stretches: Horizontal scale of the letters of every paragraph.
    """

    size: float
    leading: float
    indent: float
    lines: tuple[tuple[str, ...], ...]
    style: Style
    stretches: tuple[float, ...] = ()

    @property
    def height(self) -> float:
        """Height of all lines, mm."""
        return self.leading * sum(map(len, self.lines))


@dataclass(frozen=True, slots=True)
class Box:
    """Room for paragraphs, in millimetres."""

    width: float
    height: float


def settle(
    paragraphs: Sequence[Paragraph],
    box: Box,
    sizes: tuple[float, float],
    *,
    label_width: float = 2.6,
    style: Style = Style.PLAIN,
) -> Settled:
    """Set paragraphs into a box.

    Wider leading is given up first, then size down to the smallest; then the longest
    paragraphs lose lines and end with ….

    Args:
        paragraphs: What is set, in order.
        box: The room.
        sizes: Wished and smallest type, points.
        label_width: Room of the labels in units of the type size.
        style: Style of type.
    """
    settled = None
    for size, leading in _tries(sizes):
        em = size / MM
        indent = em * label_width
        room = box.width - indent
        lines = tuple(
            (each.text,) if each.one_line else wrap(each.text, style, size, room)
            for each in paragraphs
        )
        settled = Settled(size, em * leading, indent, lines, style)
        if settled.height <= box.height + 0.01:
            return replace(settled, stretches=_stretches(paragraphs, settled, box))
    if settled is None:
        raise ValueError("no type size to try")
    cut_down = _cut_down(settled, box)
    return replace(cut_down, stretches=_stretches(paragraphs, cut_down, box))


def marks(
    settled: Settled, paragraphs: Sequence[Paragraph], x: float, top: float
) -> tuple[Text, ...]:
    """Return the texts of settled paragraphs, beginning at a top edge."""
    drawn = []
    baseline = top + 0.5 * (settled.leading - settled.size / MM) + 0.88 * settled.size / MM
    size, style = settled.size, settled.style
    for paragraph, lines, stretch in zip(paragraphs, settled.lines, settled.stretches, strict=True):
        if paragraph.label:
            drawn.append(Text(x, baseline, paragraph.label, style, size))
        for line in lines:
            drawn.append(Text(x + settled.indent, baseline, line, style, size, stretch=stretch))
            baseline += settled.leading
    return tuple(drawn)


def part(settled: Settled, first: int, last: int) -> Settled:
    """Return paragraphs ``first`` to ``last`` (excluded) of settled ones."""
    lines, stretches = settled.lines[first:last], settled.stretches[first:last]
    return replace(settled, lines=lines, stretches=stretches)


def _tries(sizes: tuple[float, float]) -> Iterable[tuple[float, float]]:
    wished, smallest = sizes
    for step in range(_SHRINKS):
        size = wished - (wished - smallest) * step / (_SHRINKS - 1)
        for leading in _LEADINGS:
            yield size, leading


def _cut_down(settled: Settled, box: Box) -> Settled:
    counts = [len(lines) for lines in settled.lines]
    room = int(box.height / settled.leading + 0.01)
    while sum(counts) > max(room, len(counts)):
        counts[counts.index(max(counts))] -= 1
    lines = tuple(
        shorten(each, count, settled.style, settled.size, box.width - settled.indent)
        for each, count in zip(settled.lines, counts, strict=True)
    )
    return replace(settled, lines=lines)


def _stretches(paragraphs: Sequence[Paragraph], settled: Settled, box: Box) -> tuple[float, ...]:
    """Return how far one-line paragraphs are condensed; a mail address is never cut."""
    room = box.width - settled.indent
    return tuple(
        min(1.0, room / (width(each.text, settled.style, settled.size) or room))
        if each.one_line
        else 1.0
        for each in paragraphs
    )
