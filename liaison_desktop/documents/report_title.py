"""Titles of official papers: broken by meaning into a trapezium or a lozenge.

Source: GB/T 9704-2012, 7.3.1 (domain.md 8.2): 二号小标宋, centred, on one or several lines, never
a rectangle or an hourglass; words and figures stay whole. A line break a person made wins.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from liaison_desktop import paths
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Text
from liaison_desktop.documents.report_glue import closed_places
from liaison_desktop.documents.report_page import ASCENT, ROW, SIZE, TITLE_SIZE, WIDE
from liaison_desktop.documents.text import MM, clean, fit_line, width

_EM = TITLE_SIZE / MM
_STEP = _EM + 7 / 8 * SIZE / MM  # 一行: a character and 7/8 of a 三号 character
_MOST_LINES = 5
_SMALLEST = 12.0  # points, for a line a person made longer than the page is wide
_PLACE = r"(?:自治[州县]|街道|[省市县区乡镇村州盟旗])"
_DAY = r"(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?"
_PERIOD = (
    rf"{_DAY}[至—－-]{_DAY}|[0-9]{{4}}年(?:[上下]半年|第?[一二三四]季度|全年|度|{_DAY})?"
    rf"|第?[一二三四]季度|[上下]半年|{_DAY}"
)
_LINKS = frozenset("和与及暨并")
# Costs: a break inside a word never pays while there is another.
_IN_WORD, _AFTER_LINK, _IN_NAME, _BEFORE_KIND, _BETWEEN = 1000.0, 40.0, 20.0, 14.0, 6.0
_SAME_LINES, _HOURGLASS, _PER_LINE, _FULL_LINE = 30.0, 60.0, 25.0, 30.0
_ALONE = 3.0  # ems: a shorter line looks lost
_NEARLY_FULL = 0.9  # of the width: such a title is better broken


def title_lines(text: str, room: float = WIDE) -> tuple[str, ...]:
    """Return the lines of a title; line breaks in the text are kept.

    Args:
        text: The title as it was written.
        room: Width in mm.
    """
    parts = tuple(filter(None, map(clean, text.split("\n"))))
    if len(parts) > 1:
        return parts
    return _broken(parts[0], room) if parts else ()


def title_marks(lines: Sequence[str], wide: float = WIDE) -> tuple[Text, ...]:
    """Return the texts of a title row by row, centred in a width in mm.

    Measured from the upper left corner of the first row. There are as many rows as lines;
    inside them the lines stand as far apart as the standard's line of this size, or as the
    rows allow.
    """
    count = len(lines)
    step = min(_STEP, (count * ROW - _EM) / (count - 1)) if count > 1 else 0.0
    return tuple(_centred(line, number * step, wide) for number, line in enumerate(lines))


def _centred(line: str, down: float, wide: float) -> Text:
    shown = fit_line(line, Style.TITLE, TITLE_SIZE, wide, _SMALLEST)
    return Text(
        wide / 2, down + ASCENT * _EM, shown.lines[0], Style.TITLE, shown.size,
        Align.CENTRE, shown.stretch,
    )  # fmt: skip


def _broken(text: str, room: float) -> tuple[str, ...]:
    whole = _wide(text)
    if whole <= _NEARLY_FULL * room:
        return (text,)
    costs = _costs(text)
    offered = _offered(text, costs, room)
    least = max(2, int(whole // room) + 1)
    best: tuple[float, tuple[int, ...]] | None = None
    if whole <= room:
        best = (_PER_LINE + _FULL_LINE, (0, len(text)))
    for count in range(least, _MOST_LINES + 1):
        for places in _breakings(text, (0, *offered, len(text)), count, room):
            lines = tuple(text[a:b] for a, b in pairwise(places))
            cost = sum(costs[place] for place in places[1:-1]) + _shape(tuple(map(_wide, lines)))
            cost += _PER_LINE * count
            if best is None or cost < best[0]:
                best = (cost, places)
        if best is not None and best[0] < _PER_LINE * (count + 1):
            break
    places = best[1] if best else _filled(text, offered, room)
    return tuple(text[a:b].strip() for a, b in pairwise(places))


def _offered(text: str, costs: Sequence[float], room: float) -> tuple[int, ...]:
    """Return where lines may end; inside words only where a word would not fit a line."""
    good = [place for place in range(1, len(text)) if costs[place] < _IN_WORD]
    ends = (0, *good, len(text))
    if max(_wide(text[a:b]) for a, b in pairwise(ends)) <= room:
        return tuple(good)
    return tuple(range(1, len(text)))


def _breakings(
    text: str, ends: tuple[int, ...], count: int, room: float
) -> Iterator[tuple[int, ...]]:
    """Return the ways to set a text on so many lines, each as the places from 0 to its end."""
    if count == 1:
        if _wide(text[ends[0] : ends[-1]]) <= room:
            yield ends[0], ends[-1]
        return
    for number, end in enumerate(ends[1:-1], start=1):
        if _wide(text[ends[0] : end]) > room:
            return
        if _wide(text[end : ends[-1]]) <= room * (count - 1):
            for rest in _breakings(text, ends[number:], count - 1, room):
                yield ends[0], *rest


def _filled(text: str, offered: Sequence[int], room: float) -> tuple[int, ...]:
    """Return places of a title too long for any shape: every line as full as may be."""
    places = [0]
    for place, following in pairwise((*offered, len(text))):
        if _wide(text[places[-1] : following]) > room:
            places.append(place)
    return (*places, len(text))


@cache
def _wide(line: str) -> float:
    return width(line, Style.TITLE, TITLE_SIZE)


def _shape(wides: Sequence[float]) -> float:
    """Return how far lines are from a trapezium or lozenge of even outline."""
    steps = [after - before for before, after in pairwise(wides)]
    cost = sum(_SAME_LINES for step in steps if abs(step) < 0.8 * _EM)
    for before, after in pairwise(steps):
        if before < 0 < after:
            cost += _HOURGLASS
    cost += sum(_HOURGLASS for wide in wides if wide < _ALONE * _EM)
    mean = sum(wides) / len(wides)
    # A third of difference between the lines is what a trapezium looks best with.
    return cost + sum(abs(abs(step) - mean / 3) for step in steps) / _EM * 2


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns of what is kept whole in titles: all of it, periods, bodies, kinds of papers."""

    all: re.Pattern[str]
    period: re.Pattern[str]
    body: re.Pattern[str]
    kind: re.Pattern[str]


@cache
def _words() -> _Words:
    text = paths.resource("title_words.json").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = json.loads(text)
    bodies, kinds = _any_of(lists["bodies"]), _any_of(lists["kinds"])
    known = _any_of([word for key in ("bodies", "kinds", "words") for word in lists[key]])
    return _Words(
        re.compile(rf"{_PERIOD}|《[^》]{{1,18}}》|“[^”]{{1,8}}”|{known}|[!-~]+"),
        re.compile(_PERIOD),
        re.compile(bodies),
        re.compile(kinds),
    )


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _costs(text: str) -> tuple[float, ...]:
    """Return what a line break costs at every place of a title."""
    words = _words()
    costs = [_IN_WORD] * (len(text) + 1)
    found = [(each.start(), each.end()) for each in words.all.finditer(text)]
    inside = {place for start, end in found for place in range(start + 1, end)}
    for place in {place for word in found for place in word}:
        costs[place] = _BETWEEN
    for each in re.finditer(rf"[㐀-鿿]{{1,6}}?{_PLACE}", text):
        if each.end() not in inside:
            costs[each.end()] = _BETWEEN
    for start, end in found:
        _weigh(costs, text, start, end)
    for number, character in enumerate(text):
        if character == "的" and number not in inside:  # belongs to what stands before it
            costs[number], costs[number + 1] = _IN_WORD, _BETWEEN
        elif character in _LINKS and {number, number + 1}.isdisjoint(inside):
            costs[number], costs[number + 1] = _BETWEEN, _AFTER_LINK
        elif character in "，、；：—·　 ":
            costs[number + 1] = 0.0
    for place in closed_places(text):
        costs[place] = _IN_WORD
    return tuple(costs)


def _weigh(costs: list[float], text: str, start: int, end: int) -> None:
    """Weigh the places before and after a word by what it is."""
    words, word = _words(), text[start:end]
    if words.period.fullmatch(word):
        costs[start] = costs[end] = 0.0
    elif words.body.fullmatch(word):
        if start and re.search(rf"{_PLACE}$", text[:start]):
            costs[start] = _IN_NAME
        costs[end] = 0.0
    elif words.kind.fullmatch(word) and costs[start] > 0 and text[start - 1 : start] != "的":
        costs[start] = _BEFORE_KIND
    elif word == "关于":
        costs[start], costs[end] = 0.0, _AFTER_LINK
