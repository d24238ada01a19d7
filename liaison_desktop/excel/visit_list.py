"""Reads lists of visits (走访登记表, domain.md 4.3)."""

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from liaison_desktop.domain.matters.named_people import (
    WrittenPerson,
    is_household_number,
    read_household_number,
    read_people,
)
from liaison_desktop.domain.matters.visit_roster import RosterVisit, VisitRoster
from liaison_desktop.domain.matters.written_day import read_written_day
from liaison_desktop.domain.progress import Progress
from liaison_desktop.excel.header import Corrections
from liaison_desktop.excel.ledger_file import NO_CORRECTIONS, LedgerKind, read_ledger
from liaison_desktop.excel.ledger_rows import Entry, Shape
from liaison_desktop.excel.ledger_sheet import Happening, LedgerSheet
from liaison_desktop.excel.ledger_words import VISITS

_SHAPE = Shape(
    prefix="visit",
    core=("households", "number", "interviewee", "said", "content", "place"),
    carried=("day", "month", "date", "year", "cadres", "cadre_unit", "village"),
    never_same=("number", "phone"),
    turns="day",
)
_TEXTS = ("cadre_unit", "way", "mode", "interviewee", "relation", "content", "said", "answer",
          "policy", "goods", "recorder")  # fmt: skip
_ABOVE = re.compile(
    r"(?:走访|联系|挂钩|帮扶|结对|入户|包保|驻村)?(?:干部|人员|人|责任人)(?:姓名)?:\s*(?P<names>[^:]+?)"
    r"(?:\s{2,}|\s+\S{1,8}:|$)"
)
_BETWEEN = re.compile(r"[、,;/\s]+")


def read_visits(
    path: Path, corrections: Corrections = NO_CORRECTIONS, progress: Progress | None = None
) -> VisitRoster:
    """Read a list of visits of any layout.

    Args:
        path: .xlsx, .xls, .et or .csv.
        corrections: Fingerprint of a header to what a person said its columns are.
        progress: Told after every sheet; may cancel.

    Raises:
        InputRefusedError: When the file cannot be used; one clear sentence.
    """
    found = read_ledger(path, LedgerKind(VISITS, _SHAPE, _rows), corrections, progress)
    return VisitRoster(found.rows, found.problems, found.mappings, found.notes)


def _rows(sheet: LedgerSheet) -> list[RosterVisit]:
    everywhere = () if sheet.has("cadres") else _cadres_above(sheet.above)
    happened = sheet.happenings("day", "clock")
    return [
        _row(sheet, entry, when, everywhere)
        for entry, when in zip(sheet.entries, happened, strict=True)
    ]


def _cadres_above(texts: list[str]) -> tuple[WrittenPerson, ...]:
    """Return the cadres a line above the table names: 走访干部：张三."""
    for text in texts:
        if found := _ABOVE.search(unicodedata.normalize("NFKC", text)):
            return read_people(found["names"])
    return ()


def _row(
    sheet: LedgerSheet, entry: Entry, when: Happening, everywhere: tuple[WrittenPerson, ...]
) -> RosterVisit:
    place, village, group = sheet.place(entry)
    households, note = _households(entry)
    who = households[0].name if households else entry.text("interviewee")
    clock = entry.text("clock")
    told_twice = bool(clock) and not read_written_day(clock).unread
    return RosterVisit(
        sheet=sheet.name,
        line=entry.line,
        sequence=entry.sequence,
        day=when.day,
        until=when.until or _until(sheet, entry, when.day),
        clock=when.clock or ("" if told_twice else clock),
        cadres=read_people(entry.text("cadres")) or everywhere,
        households=households,
        place=place,
        village=village,
        group=group,
        phone=sheet.phone(entry, "phone", who)[0],
        next_day=sheet.following(entry, "next_day", when.day),
        note=note,
        **{name: entry.text(name) for name in _TEXTS},
    )


def _until(sheet: LedgerSheet, entry: Entry, day: dt.date | None) -> dt.date | None:
    until = sheet.following(entry, "until", day)
    return until if until != day else None


def _households(entry: Entry) -> tuple[tuple[WrittenPerson, ...], str]:
    """Return who was visited, each with his 户编号 where one stands, and the note left over."""
    people = read_people(entry.text("households"))
    note = entry.text("note")
    numbers = [part for part in _BETWEEN.split(entry.text("number")) if part]
    if not numbers and (number := read_household_number(note)) and len(people) < 2:
        numbers = [number]
        note = "" if is_household_number(note) else note
    if not people:
        return tuple(WrittenPerson("", number) for number in numbers), note
    if len(numbers) == len(people):
        return tuple(
            replace(one, number=number) for one, number in zip(people, numbers, strict=True)
        ), note
    if len(people) == 1 and numbers:
        more = tuple(WrittenPerson("", number) for number in numbers[1:])
        return (replace(people[0], number=numbers[0]), *more), note
    named = {one.number for one in people}
    return (*people, *(WrittenPerson("", n) for n in numbers if n not in named)), note
