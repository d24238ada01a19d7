"""Runs of digits in a text, however they are written, for the leak scanner.

A digit may be full-width, circled, a Chinese numeral as written or as spoken over the
telephone (一, 壹, 幺, 拐), a lookalike letter (O, l) or split from the next by separators:
spaces, line ends, dashes, dots, brackets, quotation marks, underlines and invisible
characters. Commas, slashes, colons and the like part lists and fractions and end a run.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

_CHINESE = {
    character: digit
    for digit, characters in enumerate(
        (
            "〇零○洞",
            "一壹幺弌",
            "二贰貳弍两兩",
            "三叁參弎",
            "四肆",
            "五伍",
            "六陆陸",
            "七柒拐",
            "八捌",
            "九玖勾",
        )
    )
    for character in characters
}
_LETTERS = {**dict.fromkeys("OoОоΟο", "0"), "l": "1", "I": "1"}
_DIGIT_LIKE = re.compile(
    f"[\\d{''.join(_CHINESE)}{''.join(_LETTERS)}\u2460-\u2468\u24ea\u2070-\u2079\u2080-\u2089]"
)
_X = frozenset("Xx×✕╳хХΧχⅩⅹ")
_SEPARATORS = frozenset(" \t\r\n\v\f._-()。·•‧・⋅∙●᛫˙﹒‐‑‒–—―−－ー─﹣﹘~`'\"^#…")
_SEPARATING = frozenset({"Pd", "Ps", "Pe", "Pi", "Pf", "Pc"})  # dashes, brackets, quotes, ties
_INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me"})
_LONGEST_GAP = 6  # separators between two digits of one number
_YEARS = (1900, 2099)
_PLAIN, _HAN = "plain", "han"


@dataclass(frozen=True, slots=True)
class Mark:
    """One character as it counts: invisible ones are gone, compatibility forms made plain.

    Attributes:
        character: The plain character.
        start, end: Where it stands in the text, in code points; ``end`` is excluded.
    """

    character: str
    start: int
    end: int

    @property
    def separates(self) -> bool:
        """Tell whether it may stand inside a number or word without breaking it."""
        return _separates(self.character)


@lru_cache(maxsize=8192)
def _separates(character: str) -> bool:
    return (
        character in _SEPARATORS
        or character.isspace()
        or unicodedata.category(character) in _SEPARATING
    )


def marks(text: str) -> list[Mark]:
    """Return the characters of a text that count."""
    return [
        Mark(plain, index, index + 1)
        for index, written in enumerate(text)
        for plain in _plain_forms(written)
    ]


@lru_cache(maxsize=8192)
def _plain_forms(written: str) -> str:
    """Return what a character counts as: itself, its compatibility form, nothing."""
    plain = written if written in _X else unicodedata.normalize("NFKC", written)
    return "".join(
        character
        for character in plain
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )


@dataclass(frozen=True, slots=True)
class Digit:
    """A digit, or the X of an identity number.

    Attributes:
        value: ``0`` to ``9`` or ``X``.
        start, end: Where it stands in the text.
        script: Whether it is a Chinese numeral or not.
        gap: The separators before it, "" for none.
    """

    value: str
    start: int
    end: int
    script: str
    gap: str


class Run:
    """Digits that may belong together, in order.

    A *group* is digits that touch, written in one script. Where a number begins and
    ends, a group must begin and end, or a long row of figures would hold any number.
    """

    def __init__(self, digits: list[Digit], before: str) -> None:
        self._digits = digits
        self.before = before
        self.values = "".join(digit.value for digit in digits)
        self._starts = [
            index == 0 or bool(digit.gap) or digit.script != digits[index - 1].script
            for index, digit in enumerate(digits)
        ]

    def starts(self, index: int) -> bool:
        """Tell whether a group begins at a digit; true past the last digit."""
        return index >= len(self._digits) or self._starts[index]

    def whole(self, first: int, last: int) -> bool:
        """Tell whether digits ``first`` to ``last`` (excluded) are whole groups."""
        return last <= len(self._digits) and self.starts(first) and self.starts(last)

    def group_end(self, first: int) -> int:
        """Return where the group of a digit ends."""
        last = first + 1
        while not self.starts(last):
            last += 1
        return last

    def groups(self, first: int, last: int) -> list[int]:
        """Return the lengths of the groups within these digits."""
        edges = [first, *(i for i in range(first + 1, last) if self._starts[i]), last]
        return [end - start for start, end in pairwise(edges)]

    def gaps(self, first: int, last: int) -> str:
        """Return the separators within these digits."""
        return "".join(digit.gap for digit in self._digits[first + 1 : last])

    def alone(self, first: int, last: int) -> bool:
        """Tell whether nothing but dates and other lines of text stands beside these digits."""
        return self._borders(first) and self._borders(last)

    def _borders(self, edge: int) -> bool:
        if edge in (0, len(self._digits)) or "\n" in self._digits[edge].gap:
            return True
        return bool(self._dated[edge - 1] or self._dated[edge] == 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where these digits stand in the text."""
        return self._digits[first].start, self._digits[last - 1].end

    def dated(self, first: int, last: int) -> bool:
        """Tell whether part of these digits is a date that stands by itself."""
        return any(self._dated[first:last])

    def cuts_date(self, first: int, last: int) -> bool:
        """Tell whether a date that stands by itself lies half within these digits."""
        return any(edge < len(self._digits) and self._dated[edge] > 1 for edge in (first, last))

    @cached_property
    def _dated(self) -> bytearray:
        """A byte a digit: 0 in no date, 1 where one begins, 2 within it."""
        edges = [i for i in range(len(self._digits)) if self._starts[i]] + [len(self._digits)]
        dated = bytearray(len(self._digits))
        for at, start in enumerate(edges[:-1]):
            if edges[at + 1] - start == 8 and day_of(self.values[start : edges[at + 1]]):
                dated[start : edges[at + 1]] = b"\1" + b"\2" * 7
            elif at + 3 < len(edges) and self._is_date(edges[at : at + 4]):
                dated[start : edges[at + 3]] = b"\1" + b"\2" * (edges[at + 3] - start - 1)
        return dated

    def _is_date(self, edges: list[int]) -> bool:
        """Tell whether three groups are year, month and day, set apart by one mark alone."""
        year, month, day, end = edges
        mark = self._digits[month].gap
        if mark not in {"-", "."} or self._digits[day].gap != mark:
            return False
        if self._digits[year].gap == mark or (
            end < len(self._digits) and self._digits[end].gap == mark
        ):
            return False
        if (month - year, day - month > 2, end - day > 2) != (4, False, False):
            return False
        values = self.values
        return bool(
            day_of(values[year:month] + values[month:day].zfill(2) + values[day:end].zfill(2))
        )


def day_of(digits: str) -> date | None:
    """Return the day of the years 1900 to 2099 that eight digits name, None when they do not."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if _YEARS[0] <= day.year <= _YEARS[1] else None


def may_hold(text: str, digits: int) -> bool:
    """Tell, quickly, whether a text has so many characters that read as digits."""
    return len(_DIGIT_LIKE.findall(text)) >= digits


def runs(found: list[Mark]) -> list[Run]:
    """Return every run of digits among the characters of a text, in order."""
    letters = _lookalikes(found)
    made: list[Run] = []
    digits: list[Digit] = []
    gap, begins = "", 0
    for index, mark in enumerate(found):
        value, script = _value(mark.character, taken=index in letters, inside=bool(digits))
        if value:
            if not digits:
                begins = index
            digits.append(Digit(value, mark.start, mark.end, script, gap if digits else ""))
            gap = ""
        elif digits and mark.separates and len(gap) < _LONGEST_GAP:
            gap += mark.character
        elif digits:
            made.append(Run(digits, _before(found, begins)))
            digits, gap = [], ""
    if digits:
        made.append(Run(digits, _before(found, begins)))
    return made


def _value(character: str, *, taken: bool, inside: bool) -> tuple[str, str]:
    if taken:
        return _LETTERS[character], _PLAIN
    if character in _CHINESE:
        return str(_CHINESE[character]), _HAN
    if character.isdecimal():
        return str(unicodedata.decimal(character)), _PLAIN
    return ("X", _PLAIN) if inside and character in _X else ("", "")


def _lookalikes(found: list[Mark]) -> set[int]:
    """Return where letters stand for digits: in words half of real digits or more."""
    plain = "".join(mark.character for mark in found)
    places: set[int] = set()
    for word in re.finditer(r"[0-9OoОоΟοlI]{4,}", plain):
        inside = [i for i in range(*word.span()) if plain[i] in _LETTERS]
        if 0 < len(inside) * 2 <= word.end() - word.start():
            places.update(inside)
    return places


def _before(found: list[Mark], index: int) -> str:
    """Return the dozen characters before a run, separators left out."""
    return "".join(m.character for m in found[max(0, index - 16) : index] if not m.separates)[-12:]
