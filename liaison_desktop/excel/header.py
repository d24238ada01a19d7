"""Finds the header of a sheet by meaning and says what every column holds.

Any of the first fifteen rows may be the header, alone or with the row beneath it; group
titles such as 家庭成员 stand over their columns. Source: domain.md 12.1, 12.3-2.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from liaison_desktop.domain.cell_text import plain_text
from liaison_desktop.domain.register.roster import ColumnGuess, SheetMapping
from liaison_desktop.excel.columns import settle_columns
from liaison_desktop.excel.ledger_words import LEDGERS
from liaison_desktop.excel.lexicon import (
    HEAD_SLOT,
    HOUSEHOLDS,
    SEQUENCE,
    UNKNOWN,
    Lexicon,
    Meaning,
    plain_heading,
)
from liaison_desktop.excel.samples import samples_of
from liaison_desktop.excel.workbook import Sheet

SEARCHED_ROWS = 15
_LEAST_HITS = 2
_DATA = re.compile(r"\d{5}")
_NAMES_PEOPLE = 3
_LEDGER_DATA = re.compile(r"(?:\d{4}|\d{2})?[年.\-/]?\d{1,2}[月.\-/]\d{1,2}日?$|\d+$")
_ABOUT = re.compile(r"(?:基本)?(?:情况|信息)$")
_HEAD_TITLES = frozenset(("户主", "户主信息", "户主情况", "户主基本情况", "户主基本信息"))
_EMPTY_SUB = frozenset(("小计", "合计", "总计"))

Corrections = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over one column.

    Attributes:
        top: The first header row (group titles spread over their columns).
        sub: The second header row, "" without one.
    """

    top: str
    sub: str = ""

    @property
    def text(self) -> str:
        """The heading as a person reads it."""
        top, sub = " ".join(self.top.split()), " ".join(self.sub.split())
        return f"{top}/{sub}" if top and sub and top != sub else top or sub


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found.

    Attributes:
        first: 0-based first row.
        count: Number of rows, 1 or 2; 3 in ledgers with 当事人/甲方/姓名.
        headings: One a column.
        meanings: One a column, settled.
        sequence: Column of 序号, -1 without one.
        fingerprint: SHA-256 over the normalised headings.
        columns: Target and slot to column.
        flags: Columns that ask one kind of household, with that kind.
    """

    first: int
    count: int
    headings: tuple[Heading, ...]
    meanings: tuple[Meaning, ...]
    sequence: int = -1
    fingerprint: str = ""
    columns: Mapping[tuple[str, int | None], int] = field(default_factory=dict)
    flags: tuple[tuple[int, str], ...] = ()

    def column(self, target: str, slot: int | None = None) -> int:
        """Return the column of a target, -1 without one."""
        return self.columns.get((target, slot), -1)


def find_header(sheet: Sheet, words: Lexicon, corrections: Corrections) -> Header | None:
    """Return the header of a sheet, None when no row can be recognised as one."""
    best: tuple[int, int, int, list[Heading], list[Meaning]] | None = None
    texts = [[plain_text(cell) for cell in row] for row in sheet.rows[: SEARCHED_ROWS + 1]]
    for first in range(min(SEARCHED_ROWS, len(texts))):
        for count in (1, 2, 3) if words.kind in LEDGERS else (1, 2):
            if first + count > len(texts):
                continue
            headings = _headings(sheet, texts, first, count)
            if count > 1 and not _is_second_row(headings, words):
                continue
            meanings = [_meaning(heading, words) for heading in headings]
            score = _score(meanings, words)
            if best is None or (score, -count) > (best[0], -best[2]):
                best = (score, first, count, headings, meanings)
    if best is None or best[0] < _LEAST_HITS:
        return None
    _, first, count, headings, meanings = best
    fingerprint = _fingerprint(headings)
    settled = settle_columns([h.top for h in headings], meanings, words)
    for column, target in corrections.get(fingerprint, {}).items():
        if 0 <= column < len(settled):
            settled[column] = parse_target(target, settled[column])
    return _header(first, count, headings, settled, fingerprint)


def _is_second_row(headings: Sequence[Heading], words: Lexicon) -> bool:
    """Tell whether the lower row of two holds headings, and not the first person."""
    subs = [heading.sub for heading in headings if heading.sub]
    if not subs or any(_DATA.search(sub) for sub in subs):
        return False
    if words.kind in LEDGERS and _is_ledger_data(headings):
        return False
    known = sum(1 for sub in subs if words.meaning(sub).target)
    return known * 3 >= len(subs)


def _is_ledger_data(headings: Sequence[Heading]) -> bool:
    """Tell whether one of two rows is a record of a ledger, or the lower a dividing line."""
    tops = {plain_heading(heading.top) for heading in headings}
    subs = {plain_heading(heading.sub) for heading in headings} - {""}
    alone = len(subs) == 1 and not min(subs).startswith("(")
    return alone or any(_LEDGER_DATA.match(text) or _DATA.search(text) for text in tops | subs)


def _score(meanings: Sequence[Meaning], words: Lexicon) -> int:
    """Count what a row explains; a row that names people counts for more."""
    hits = len({(meaning.target, meaning.slot) for meaning in meanings if meaning.target})
    if words.kind in LEDGERS:
        hits += sum(1 for meaning in meanings if meaning.flag)
    whole = words.complete({meaning.target for meaning in meanings})
    return hits + (_NAMES_PEOPLE if whole and hits >= _LEAST_HITS else 0)


def _header(
    first: int,
    count: int,
    headings: Sequence[Heading],
    meanings: Sequence[Meaning],
    fingerprint: str,
) -> Header:
    columns: dict[tuple[str, int | None], int] = {}
    sequence = -1
    for column, meaning in enumerate(meanings):
        if meaning.flag:
            continue
        if meaning.target:
            columns.setdefault((meaning.target, meaning.slot), column)
        elif sequence < 0 and plain_heading(headings[column].text).strip(".:") in SEQUENCE:
            sequence = column
    return Header(
        first=first,
        count=count,
        headings=tuple(headings),
        meanings=tuple(meanings),
        sequence=sequence,
        fingerprint=fingerprint,
        columns=columns,
        flags=tuple((at, meaning.flag) for at, meaning in enumerate(meanings) if meaning.flag),
    )


def parse_target(target: str, old: Meaning) -> Meaning:
    """Return the meaning a person chose for a column, e.g. ``resident.name@2``."""
    name, _, slot = target.partition("@")
    return replace(
        old,
        target=name,
        slot=int(slot) if slot.isdecimal() else None,
        foreign=False,
        flag=old.flag if name == old.target else "",
    )


def target_text(meaning: Meaning) -> str:
    """Return the meaning as ``ColumnGuess.target`` spells it."""
    if not meaning.target or meaning.slot is None:
        return meaning.target
    return f"{meaning.target}@{meaning.slot}"


def mapping_of(sheet: Sheet, header: Header, skipped: str = "") -> SheetMapping:
    """Return what a person is shown about a sheet.

    Args:
        sheet: The sheet.
        header: Its header.
        skipped: Why the sheet is left out, "" when it is read.
    """
    below = sheet.rows[header.first + header.count : header.first + header.count + 40]
    return SheetMapping(
        sheet=sheet.name,
        header_rows=(header.first, header.count),
        columns=tuple(
            ColumnGuess(
                column=column,
                heading=heading.text,
                target=target_text(meaning),
                samples=samples_of(below, column, meaning.target),
                factor=meaning.factor,
            )
            for column, (heading, meaning) in enumerate(
                zip(header.headings, header.meanings, strict=True),
            )
            if heading.text
        ),
        fingerprint=header.fingerprint,
        skipped=skipped,
    )


def skipped_mapping(sheet: Sheet, why: str) -> SheetMapping:
    """Return what a person is shown about a sheet that is left out."""
    return SheetMapping(sheet.name, (0, 0), (), "", skipped=why)


def _headings(sheet: Sheet, texts: list[list[str]], first: int, count: int) -> list[Heading]:
    top = texts[first]
    if count == 1:
        return [Heading(text) for text in top]
    if count == 3:
        upper = _headings(sheet, texts, first, 2)
        lowest = texts[first + 2] + [""] * (len(upper) - len(texts[first + 2]))
        spread = _spread(sheet, [heading.sub for heading in upper], lowest, first + 1)
        tops = [
            heading.top + ("" if middle == heading.top else middle)
            for heading, middle in zip(upper, spread, strict=True)
        ]
        return [Heading(text, sub) for text, sub in zip(tops, lowest, strict=False)]
    sub = texts[first + 1]
    width = max(len(top), len(sub))
    top, sub = top + [""] * (width - len(top)), sub + [""] * (width - len(sub))
    spread = _spread(sheet, top, sub, first)
    return [Heading(spread[column], sub[column]) for column in range(width)]


def _spread(sheet: Sheet, top: list[str], sub: list[str], row: int) -> list[str]:
    """Write group titles over all the columns they stand for."""
    spread = list(top)
    merged = [False] * len(top)
    for above, left, below, right in sheet.merges:
        if above <= row <= below and left < len(top):
            for column in range(left, min(right + 1, len(top))):
                merged[column] = True
                spread[column] = top[left] if row == above else spread[column]
    for column in range(1, len(top)):
        if not spread[column] and not merged[column] and sub[column]:
            spread[column] = spread[column - 1]
    return spread


def _meaning(heading: Heading, words: Lexicon) -> Meaning:
    """Return what a heading of one or two rows means."""
    top, sub = plain_heading(heading.top), plain_heading(heading.sub)
    if not sub or sub == top or sub in _EMPTY_SUB:
        return words.meaning(heading.top) if top else UNKNOWN
    if sub.startswith("(") and sub.endswith(")"):  # the second row holds only the unit
        return words.meaning(heading.top + heading.sub)
    if words.kind in LEDGERS:
        return _of_ledger(heading, top, words)
    own = words.meaning(heading.sub)
    if words.kind == HOUSEHOLDS:
        over = words.meaning(heading.top)
        if over.foreign:
            return over
        own = _under_title(top, own, over)
    if not own.target and not own.foreign:
        own = words.meaning(heading.top + heading.sub)
    if own.target and own.factor == 1.0:
        own = replace(own, factor=words.factor(own.target, top))
    return own


def _of_ledger(heading: Heading, top: str, words: Lexicon) -> Meaning:
    """Read 当事人甲方/姓名 and 调解情况/时间: what stands above belongs to the meaning."""
    over = words.meaning(heading.top)
    for form in (heading.top, _ABOUT.sub("", top)):
        joined = words.meaning(form + heading.sub)
        known = plain_heading(form + heading.sub) in words.words
        new = known or joined.target != over.target or joined.slot
        if joined.foreign or (joined.target and new):
            return joined
    own = words.meaning(heading.sub)
    if own.target and own.factor == 1.0:
        own = replace(own, factor=words.factor(own.target, top))
    return own


def _under_title(top: str, own: Meaning, over: Meaning) -> Meaning:
    if top in _HEAD_TITLES and own.target.startswith("resident."):
        if own.target == "resident.name":
            return Meaning("household.head")
        return replace(own, slot=HEAD_SLOT)
    if over.slot and over.target == "resident.name" and own.target.startswith("resident."):
        return replace(own, slot=over.slot)
    return own


def _fingerprint(headings: Sequence[Heading]) -> str:
    text = "\n".join(f"{plain_heading(h.top)}\t{plain_heading(h.sub)}" for h in headings)
    return hashlib.sha256(text.rstrip().encode()).hexdigest()
