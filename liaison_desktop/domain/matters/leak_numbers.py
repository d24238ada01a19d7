"""Numbers that leak: identity numbers, telephones, cards, found among runs of digits.

An identity number needs a province and a birthday, so its digits may be split anywhere;
any twelve digits in a row are a card number unless they begin with a day; split card
numbers need the check digit (Luhn) or groups of four. Blanks also part the figures of a row:
a number that blanks cut into small groups must stand alone. Dates, amounts, 文号 and house
numbers are none of these. Source: domain.md 7.1, 7.5 and 10.2; ISO/IEC 7812-1.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from liaison_desktop.domain.identity import check_character
from liaison_desktop.domain.matters.digit_runs import Mark, Run, day_of, runs
from liaison_desktop.domain.matters.leak import LeakKind

_PROVINCES = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
     *range(61, 66), 71, 81, 82, 83),
)  # fmt: skip
_MOBILE = re.compile(r"(?:0086|086|86|0)?(1[3-9]\d{9})")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d{2})")
_SUBSCRIBER = re.compile(r"[2-9]\d{6,7}")
# What it names stands right behind it: 热线、罗办发〔2023〕102号 is no telephone.
_TELEPHONE_WORD = re.compile(
    r"(?:电话|座机|热线|联系方式|手机|传真|电讯|tel|phone|fax|☎|☏)[^、，,；;。]{0,7}$",
    re.IGNORECASE,
)
_BRACKETS = frozenset("()（）[]【】〔〕{}")  # 文号 has them about its year
_CARD_LENGTHS = range(19, 11, -1)
_SHORTEST_CARD = 16  # shorter accounts have no check digit to know them by
_CARD_FIRST = frozenset("34569")
_MOST_GROUPS = 7
_LONGEST_STAMP = 14  # 20230622153000: a day and a time or a sequence number
_DOUBLED = "0246813579"  # digit sum of twice the digit


# Marks that part lists and fractions elsewhere, so only where the groups give the number away.
_DAY = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d"
_PARTED = (
    (re.compile(r"(?<!\d)1[3-9]\d(?P<mark>[,/、:;*+|])\d{4}(?P=mark)\d{4}(?!\d)"), LeakKind.MOBILE),
    (re.compile(rf"(?<!\d)1[3-9]\d[,/、:;*+|](?!{_DAY})\d{{8}}(?!\d)"), LeakKind.MOBILE),
    (
        re.compile(
            r"(?<!\d)\d{4}(?P<mark>[,/、:;*+|])\d{4}(?P=mark)\d{4}(?P=mark)\d{4}(?P=mark)"
            r"\d{3}(?!\d)"
        ),
        LeakKind.CARD,
    ),
    (
        re.compile(
            r"(?<!\d)\d{6}(?P<mark>[,/、:;*+|])(?:\d{8}|\d{4}(?P=mark)\d{4})(?P=mark)\d{3}[\dXx]"
            r"(?!\d)"
        ),
        LeakKind.IDENTITY,
    ),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Digits ``first`` to ``last`` (excluded) of a run that are a number of a kind."""

    first: int
    last: int
    kind: LeakKind


def _identities(run: Run) -> Iterator[Hit]:
    """Find 18-digit numbers: whole groups, or amid digits that touch with the right check."""
    for first in range(len(run.values) - 17):
        last = first + 18
        number = run.values[first:last]
        if not (number[:17].isdigit() and _is_province(number) and day_of(number[6:14])):
            continue
        if run.whole(first, last):
            if not run.cuts_date(first, last):
                yield Hit(first, last, LeakKind.IDENTITY)
        elif not run.gaps(first, last) and check_character(number[:17]) == number[17]:
            yield Hit(first, last, LeakKind.IDENTITY)


def _old_identities(run: Run) -> Iterator[Hit]:
    """Find 15-digit numbers of the first generation."""
    for first in range(len(run.values) - 14):
        last = first + 15
        number = run.values[first:last]
        if not (number.isdigit() and _is_province(number) and day_of(f"19{number[6:12]}")):
            continue
        if _is_one_number(run, first, last) and not run.cuts_date(first, last):
            yield Hit(first, last, LeakKind.IDENTITY)


def _is_province(number: str) -> bool:
    return int(number[:2]) in _PROVINCES


def _mobiles(run: Run) -> Iterator[Hit]:
    for first in range(len(run.values)):
        if run.starts(first) and (match := _MOBILE.match(run.values, first)):
            for start in (first, match.start(1)):
                if _stands_alone(run, start, match.end()):
                    yield Hit(start, match.end(), LeakKind.MOBILE)
                    break


def _stands_alone(run: Run, first: int, last: int) -> bool:
    return _is_one_number(run, first, last) and not run.dated(first, last)


def _is_one_number(run: Run, first: int, last: int) -> bool:
    """Tell whether digits are whole groups and no part of a row of small figures.

    Figures in a row have blanks between them: 15 132 528 212 58. Split by blanks alone a
    number must have a group of four, be spelled digit by digit, or stand alone.
    """
    if not run.whole(first, last):
        return False
    groups = run.groups(first, last)
    gaps = run.gaps(first, last)
    if not gaps.isspace():
        return True
    return max(groups) >= 4 or max(groups) == 1 or run.alone(first, last)


def _long_groups(run: Run) -> Iterator[Hit]:
    """Find twelve digits or more in a row: cards, accounts, numbers that grew together."""
    first = 0
    while first < len(run.values):
        last = run.group_end(first)
        for match in re.finditer(r"\d{12,}", run.values[first:last]):
            if not _is_stamp(match[0]):
                yield Hit(first + match.start(), first + match.end(), LeakKind.CARD)
        first = last


def _is_stamp(digits: str) -> bool:
    """Tell whether digits are a day with a time or a sequence number behind it."""
    return len(digits) <= _LONGEST_STAMP and digits.startswith("20") and bool(day_of(digits[:8]))


def _split_cards(run: Run) -> Iterator[Hit]:
    """Find card numbers in groups."""
    for first in range(len(run.values)):
        if not (run.starts(first) and run.values[first] in _CARD_FIRST):
            continue
        for length in _CARD_LENGTHS:
            if _is_split_card(run, first, first + length):
                yield Hit(first, first + length, LeakKind.CARD)
                break


def _is_split_card(run: Run, first: int, last: int) -> bool:
    digits = run.values[first:last]
    if not (run.whole(first, last) and digits.isdigit()) or run.dated(first, last):
        return False
    groups = run.groups(first, last)
    if max(groups) == 1:  # spelled digit by digit
        return len(digits) >= _SHORTEST_CARD and _has_luhn(digits)
    fours = set(groups[:-1]) == {4} and groups[-1] <= 4
    if fours and len(digits) >= _SHORTEST_CARD:
        return True
    if not _has_luhn(digits):
        return False
    if len(digits) >= _SHORTEST_CARD and run.alone(first, last):
        return True
    return max(groups) >= 4 and len(groups) <= _MOST_GROUPS


def _has_luhn(digits: str) -> bool:
    """Tell whether the check digit of a card number is right (ISO/IEC 7812-1)."""
    doubled = (int(_DOUBLED[int(digit)]) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _landlines(run: Run) -> Iterator[Hit]:
    """Find landlines: with an area code anywhere, without one after a word for telephone."""
    for first in range(len(run.values)):
        if run.starts(first) and (last := _landline_end(run, first)):
            yield Hit(first, last, LeakKind.LANDLINE)
    if _TELEPHONE_WORD.search(run.before):
        for length in (8, 7):
            number = run.values[:length]
            if not (_SUBSCRIBER.fullmatch(number) and run.whole(0, length)):
                continue
            if not run.dated(0, length) and _BRACKETS.isdisjoint(run.gaps(0, length)):
                yield Hit(0, length, LeakKind.LANDLINE)


def _landline_end(run: Run, first: int) -> int:
    """Return where a landline with its area code ends, 0 when none begins here."""
    area = _AREA.match(run.values, first)
    if not area:
        return 0
    for length in (8, 7):
        last = area.end() + length
        number = run.values[area.end() : last]
        if not (_SUBSCRIBER.fullmatch(number) and run.whole(first, last)):
            continue
        together = len(run.groups(first, last)) == 1
        known = together or run.starts(area.end()) or run.alone(first, last)
        if known and not run.dated(first, last):
            return last
    return 0


def parted_numbers(plain: str) -> Iterator[Hit]:
    """Find 138/8741/2345 and 532324,19580715,0018 in a text of plain characters.

    ``first`` and ``last`` of these hits count the characters of the text.
    """
    for pattern, kind in _PARTED:
        for match in pattern.finditer(plain):
            yield Hit(match.start(), match.end(), kind)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number in a text.

    Attributes:
        kind: What it is.
        digits: Its digits, X for the last of an identity number.
        start, end: Where it stands in the text; ``end`` is excluded.
    """

    kind: LeakKind
    digits: str
    start: int
    end: int


def personal_numbers(found: list[Mark]) -> Iterator[PersonalNumber]:
    """Yield the numbers of persons among the characters of a text; no digit counts twice."""
    for run in runs(found):
        taken = bytearray(len(run.values))
        for find in FINDERS:
            for hit in find(run):
                if any(taken[hit.first : hit.last]):
                    continue
                taken[hit.first : hit.last] = b"\1" * (hit.last - hit.first)
                digits = run.values[hit.first : hit.last]
                yield PersonalNumber(hit.kind, digits, *run.span(hit.first, hit.last))
    plain = "".join(mark.character for mark in found)
    for hit in parted_numbers(plain):
        digits = "".join(filter(str.isalnum, plain[hit.first : hit.last]))
        yield PersonalNumber(hit.kind, digits, found[hit.first].start, found[hit.last - 1].end)


# In the order in which one claims the digits the next might take for something else.
FINDERS: tuple[Callable[[Run], Iterator[Hit]], ...] = (
    _identities, _old_identities, _mobiles, _split_cards, _landlines, _long_groups,
)  # fmt: skip
