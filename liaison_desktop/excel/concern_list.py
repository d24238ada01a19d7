"""Reads concern ledgers (民情台账, domain.md 4.5)."""

import datetime as dt
import re
import unicodedata
from pathlib import Path

from liaison_desktop.domain.cell_text import plain_text
from liaison_desktop.domain.matters.concern_roster import ConcernRoster, RosterConcern
from liaison_desktop.domain.matters.named_people import (
    is_household_number,
    read_household_number,
    read_people,
)
from liaison_desktop.domain.matters.state_words import ToldState, dates_in, told_state, told_yes
from liaison_desktop.domain.matters.written_day import read_written_day
from liaison_desktop.domain.progress import Progress
from liaison_desktop.excel.header import Corrections
from liaison_desktop.excel.ledger_file import NO_CORRECTIONS, LedgerKind, read_ledger
from liaison_desktop.excel.ledger_rows import Entry, Shape
from liaison_desktop.excel.ledger_sheet import LedgerSheet
from liaison_desktop.excel.ledger_words import CONCERNS

_SHAPE = Shape(
    prefix="concern",
    core=("content", "applicant"),
    anchors=("number", "received", "date"),
    carried=("village",),
    never_same=("number", "household", "phone", "content"),
)
_TEXTS = ("number", "channel", "category", "tag", "content", "level", "unit", "co_unit",
          "disposition", "progress", "satisfaction")  # fmt: skip
_FIRST_ASKED = re.compile(r"首[访问接办]")
_DAY_FIRST = re.compile(
    r"(?P<day>(?:\d{4}[年.\-/])?\d{1,2}[月.\-/]\d{1,2}[日号]?)[\s,、;/]*(?P<rest>\D.*)?", re.DOTALL
)
_ENDED = (ToldState.CLOSED, ToldState.STRUCK_OFF, ToldState.ANSWERED)


def read_concerns(
    path: Path, corrections: Corrections = NO_CORRECTIONS, progress: Progress | None = None
) -> ConcernRoster:
    """Read a concern ledger of any layout.

    Args:
        path: .xlsx, .xls, .et or .csv.
        corrections: Fingerprint of a header to what a person said its columns are.
        progress: Told after every sheet; may cancel.

    Raises:
        InputRefusedError: When the file cannot be used; one clear sentence.
    """
    found = read_ledger(path, LedgerKind(CONCERNS, _SHAPE, _rows), corrections, progress)
    return ConcernRoster(found.rows, found.problems, found.mappings, found.notes)


def _rows(sheet: LedgerSheet) -> list[RosterConcern]:
    happened = sheet.happenings("received")
    return [
        _row(sheet, entry, when.day) for entry, when in zip(sheet.entries, happened, strict=True)
    ]


def _row(sheet: LedgerSheet, entry: Entry, received: dt.date | None) -> RosterConcern:
    place, village, group = sheet.place(entry)
    applicants = read_people(entry.text("applicant"))
    receivers = read_people(entry.text("receiver"))
    owners = read_people(entry.text("owner"))
    if not sheet.has("owner") and _first_asked(sheet):
        owners = receivers
    household, note = _household(entry)
    limit, limit_text = sheet.limit(entry, "limit", received)
    state, state_text = _state(entry)
    feedback, feedback_way = _feedback(sheet, entry, received)
    return RosterConcern(
        sheet=sheet.name,
        line=entry.line,
        sequence=entry.sequence,
        received=received,
        applicants=applicants,
        household=household or next((one.number for one in applicants if one.number), ""),
        place=place,
        village=village,
        group=group,
        phone=sheet.phone(entry, "phone", applicants[0].name if applicants else "")[0],
        owners=owners,
        receivers=receivers,
        limit=limit,
        limit_text=limit_text,
        state=state,
        state_text=state_text,
        done=_done(sheet, entry, received, state),
        feedback=feedback,
        feedback_way=feedback_way,
        struck_off=_struck_off(sheet, entry, received),
        note=note,
        **{name: entry.text(name) for name in _TEXTS},
    )


def _first_asked(sheet: LedgerSheet) -> bool:
    """Tell whether the receivers are first visitors, who own what they are told (R97)."""
    at = sheet.header.column("concern.receiver")
    return at >= 0 and bool(_FIRST_ASKED.search(sheet.header.headings[at].text))


def _household(entry: Entry) -> tuple[str, str]:
    note = entry.text("note")
    number = entry.text("household")
    if not number and (number := read_household_number(note)) and is_household_number(note):
        note = ""
    return number, note


def _state(entry: Entry) -> tuple[ToldState | None, str]:
    """Return how far a concern is and the words that say it."""
    if told_yes(entry.text("answered")) or told_state(entry.text("answered")) == ToldState.ANSWERED:
        return ToldState.ANSWERED, entry.text("answered")
    text = entry.text("state")
    yes = told_yes(text)
    if yes is not None:
        return (ToldState.CLOSED if yes else ToldState.IN_HAND), text
    if text:
        return told_state(text), text
    for name in ("progress", "disposition", "done", "struck_off", "note"):
        text = entry.text(name)
        if text and (state := told_state(text)) is not None:
            return state, text
    return None, ""


def _done(
    sheet: LedgerSheet, entry: Entry, received: dt.date | None, state: ToldState | None
) -> dt.date | None:
    """Return 办结日期: its column, else the one day the words of the state name."""
    text = entry.text("done")
    mixed = bool(text) and (told_state(text) is not None or told_yes(text) is not None)
    if text and not mixed:
        return sheet.following(entry, "done", received)
    if state not in _ENDED:
        return None
    for words in (text, entry.text("state"), entry.text("progress")):
        days = dates_in(words) if told_state(words) == state else ()
        if len(days) == 1:
            return sheet.follows(entry, "done", read_written_day(days[0]), received)
    return None


def _struck_off(sheet: LedgerSheet, entry: Entry, received: dt.date | None) -> dt.date | None:
    text = entry.text("struck_off")
    if told_yes(text) is not None or told_state(text) is not None:
        return None
    day, _ = _leading_day(sheet, entry, "struck_off", received)
    return day


def _feedback(
    sheet: LedgerSheet, entry: Entry, received: dt.date | None
) -> tuple[dt.date | None, str]:
    """Return when and how the applicant was told; one column may hold both."""
    day, rest = _leading_day(sheet, entry, "feedback", received)
    way = entry.text("feedback_way")
    return day, way or rest


def _leading_day(
    sheet: LedgerSheet, entry: Entry, name: str, received: dt.date | None
) -> tuple[dt.date | None, str]:
    """Return the day a cell begins with, and what follows it: 5.27 电话."""
    raw = entry.raw(name)
    written = read_written_day(raw)
    if not written.unread:
        return sheet.follows(entry, name, written, received), ""
    plain = unicodedata.normalize("NFKC", plain_text(raw)).strip()
    found = _DAY_FIRST.fullmatch(plain)
    if found is None:
        if any(character.isdigit() for character in plain):
            sheet.follows(entry, name, written, received)
        return None, plain
    day = sheet.follows(entry, name, read_written_day(found["day"]), received)
    return day, (found["rest"] or "").strip()
