"""Lines of an official paper: broken by the rules, both edges even, on the character grid.

A mark that would begin a line is drawn into the line before where its marks can give up
enough of their blank halves, otherwise the character before it is carried over (避头尾);
whichever disturbs the grid less.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Text
from liaison_desktop.documents.report_clusters import Cluster, clusters, is_full, mark
from liaison_desktop.documents.report_glue import NOT_FIRST, NOT_LAST, closed_places
from liaison_desktop.documents.report_page import CELL, CHARACTERS, EM, baseline
from liaison_desktop.documents.text import MM

_EXACT = 1e-6
_MOST_SQUEEZED = 1.5  # cells that a line is ever made narrower
_LOOSE = 0.05  # a gap between characters that disturbs as much as a mark without its blank half
_LOOSEST = 0.5  # gap in cells beyond which a line is left uneven
_MORE_THAN_A_LINE = 1000  # clusters; no line holds as many, and a long paragraph has many more
_CONNECTED = frozenset(("—", "…"))


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line as it stands.

    Attributes:
        text: What it says.
        marks: Its texts, measured from the upper left corner of its row.
        cells: How far it reaches from the left edge.
    """

    text: str
    marks: tuple[Text, ...]
    cells: float


@dataclass(frozen=True, slots=True)
class Measure:
    """The room of a paragraph in cells: indents of the first and of further lines, right end."""

    first: float = 0.0
    further: float = 0.0
    end: float = CHARACTERS

    def room(self, line: int) -> float:
        """Return the room of a line, from 0."""
        return self.end - self.indent(line)

    def indent(self, line: int) -> float:
        """Return where a line begins."""
        return self.further if line else self.first


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Clusters of a paragraph, and which of them a line may end after."""

    clusters: tuple[Cluster, ...]
    open: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """How a line departs from the grid: gaps in cells, and the share of blanks given up."""

    gap: float = 0.0
    squeeze: float = 0.0


def set_paragraph(text: str, style: Style, measure: Measure) -> tuple[SetLine, ...]:
    """Break a text into lines and place its characters.

    Args:
        text: Drawable text without line breaks.
        style: Style of type.
        measure: Indents and right end.
    """
    lines: list[SetLine] = []
    rest = clusters(text, style)
    closed = closed_places(text)
    while rest:
        number = len(lines)
        rest = _without_blanks(rest) if number else rest
        if not rest:
            break
        rest = _split_giant(rest, measure.room(number))
        near = rest[:_MORE_THAN_A_LINE]
        ends = tuple(each.start + len(each.text) not in closed for each in near)
        end = _line_end(_Stretch(near, ends), measure.room(number))
        line, rest = rest[:end], rest[end:]
        full = bool(_without_blanks(rest))
        step = _step(_trimmed(line), measure.room(number), full=full)
        lines.append(_placed(_trimmed(line), style, measure.indent(number), step))
    return tuple(lines)


def set_plain(text: str, style: Style, indent: float = 0.0) -> SetLine:
    """Set one line that is neither broken nor spread, beginning at an indent in cells."""
    return _placed(clusters(text, style), style, indent, _Step())


def _without_blanks(line: Sequence[Cluster]) -> tuple[Cluster, ...]:
    first = next((n for n, each in enumerate(line) if not each.blank), len(line))
    return tuple(line[first:])


def _trimmed(line: Sequence[Cluster]) -> tuple[Cluster, ...]:
    end = len(line)
    while end and line[end - 1].blank:
        end -= 1
    return tuple(line[:end])


def _split_giant(line: tuple[Cluster, ...], room: float) -> tuple[Cluster, ...]:
    """Break a word that is longer than a whole line into pieces that are not."""
    if (giant := line[0]).cells <= room:
        return line
    share = max(1, int(len(giant.text) * room / giant.cells))
    wide = giant.cells * share / len(giant.text)
    head = Cluster(giant.text[:share], giant.start, min(wide, room))
    tail = Cluster(giant.text[share:], giant.start + share, giant.cells - wide)
    return (head, tail, *line[1:])


def _line_end(stretch: _Stretch, room: float) -> int:
    """Return how many clusters the line takes."""
    fits, slack, reached, spare = 0, room, 0.0, 0.0
    for number, each in enumerate(stretch.clusters, start=1):
        reached += each.cells
        spare += each.spare
        narrowest = reached - min(spare, _MOST_SQUEEZED)
        if narrowest > room + _EXACT and not each.blank:
            break
        last = number == len(stretch.clusters)
        if not (last or stretch.open[number - 1]):
            continue
        over = reached - room - (each.cells if each.blank else 0.0)
        if over <= _EXACT:
            fits, slack = number, -over
        elif fits == 0 or _squeezing_is_better(over / spare, slack / max(1, fits - 1)):
            return number
        else:
            break
    return fits or _forced_end(stretch, room)


def _squeezing_is_better(given_up: float, gap: float) -> bool:
    """Compare blank given up by marks (share of it) with gaps between characters (cells)."""
    return given_up < gap / _LOOSE


def _forced_end(stretch: _Stretch, room: float) -> int:
    """Return where a line ends when nothing may: inside a figure rather than before a mark."""
    reached, end, kind = 0.0, 1, 1
    for number, each in enumerate(stretch.clusters, start=1):
        reached += each.cells
        if reached > room + _EXACT:
            break
        end = number
        following = stretch.clusters[number : number + 1]
        if each.text[-1] not in NOT_LAST and not any(f.text[0] in NOT_FIRST for f in following):
            kind = number
    return kind if kind > 1 else end


def _step(line: Sequence[Cluster], room: float, *, full: bool) -> _Step:
    """Return what makes a line exactly as wide as its room; the last one is only narrowed."""
    natural = sum(each.cells for each in line)
    if natural > room + _EXACT:
        return _Step(squeeze=(natural - room) / sum(each.spare for each in line))
    spread = sum(map(_may_spread, line, line[1:]))
    if not full or not spread or (room - natural) / spread > _LOOSEST:
        return _Step()
    return _Step(gap=(room - natural) / spread)


def _placed(line: Sequence[Cluster], style: Style, indent: float, step: _Step) -> SetLine:
    """Place the clusters of a line from its indent."""
    marks: list[Text] = []
    x = indent
    for each, following in zip(line, (*line[1:], None), strict=True):
        if not each.blank:
            begin = x - each.before * step.squeeze
            _add(marks, mark(each, begin * CELL, baseline(0), style), step.gap)
        x += each.cells - each.spare * step.squeeze
        if following is not None and _may_spread(each, following):
            x += step.gap
    return SetLine("".join(each.text for each in line), tuple(marks), x)


def _may_spread(before: Cluster, after: Cluster) -> bool:
    return not (before.text == after.text and before.text in _CONNECTED)


def _add(marks: list[Text], new: Text, gap: float) -> None:
    """Join a character to the run before it when it stands exactly one step further."""
    step = CELL * (1 + gap)
    if marks and is_full(new.text, new.style):
        last = marks[-1]
        full = all(is_full(each, last.style) for each in last.text) and last.stretch == 1
        if full and abs(last.x + step * len(last.text) - new.x) < _EXACT:
            marks[-1] = Text(
                last.x, last.y, last.text + new.text, last.style, last.size,
                spacing=(step - EM) * MM,
            )  # fmt: skip
            return
    marks.append(new)
