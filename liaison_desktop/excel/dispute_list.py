"""Reads dispute ledgers (矛盾纠纷排查调处台账, domain.md 6.1)."""

import datetime as dt
from pathlib import Path

from liaison_desktop.domain.cell_amount import read_amount
from liaison_desktop.domain.cell_text import plain_text
from liaison_desktop.domain.matters.dispute_roster import DisputeRoster, RosterDispute
from liaison_desktop.domain.matters.written_day import read_written_day
from liaison_desktop.domain.progress import Progress
from liaison_desktop.excel import problems
from liaison_desktop.excel.dispute_parties import read_parties
from liaison_desktop.excel.header import Corrections
from liaison_desktop.excel.ledger_file import NO_CORRECTIONS, LedgerKind, read_ledger
from liaison_desktop.excel.ledger_rows import Entry, Shape
from liaison_desktop.excel.ledger_sheet import LedgerSheet
from liaison_desktop.excel.ledger_words import DISPUTES

_SHAPE = Shape(
    prefix="dispute",
    core=("party", "party_a", "party_b", "facts", "title"),
    anchors=("number", "found", "accepted", "happened", "date", "facts", "kind"),
    carried=("village",),
    never_same=("number", "party", "party_a", "party_b", "phone", "phone_a", "phone_b",
                "id_number", "id_number_a", "id_number_b", "facts", "agreement"),
)  # fmt: skip
_TEXTS = ("number", "title", "kind", "source", "scale", "facts", "risk", "mediator", "result",
          "way", "progress", "agreement", "demands", "cause", "owner", "unit", "leader",
          "satisfaction", "reporter", "note")  # fmt: skip
# Label, and the most a dispute can be about: 元 and people; what is more is a slip.
_FIGURES = {"amount": ("涉及金额", 1e11), "people": ("涉及人数", 1e6)}
_NOT_YET = ("未", "正在", "尚", "待", "无", "否", "没有")


def read_disputes(
    path: Path, corrections: Corrections = NO_CORRECTIONS, progress: Progress | None = None
) -> DisputeRoster:
    """Read a dispute ledger of any layout.

    Args:
        path: .xlsx, .xls, .et or .csv.
        corrections: Fingerprint of a header to what a person said its columns are.
        progress: Told after every sheet; may cancel.

    Raises:
        InputRefusedError: When the file cannot be used; one clear sentence.
    """
    found = read_ledger(path, LedgerKind(DISPUTES, _SHAPE, _rows), corrections, progress)
    return DisputeRoster(found.rows, found.problems, found.mappings, found.notes)


def _rows(sheet: LedgerSheet) -> list[RosterDispute]:
    happened = sheet.happenings("found", "accepted", "happened", "reported")
    return [
        _row(sheet, entry, when.day) for entry, when in zip(sheet.entries, happened, strict=True)
    ]


def _row(sheet: LedgerSheet, entry: Entry, found: dt.date | None) -> RosterDispute:
    place, village, group = sheet.place(entry)
    limit, limit_text = sheet.limit(entry, "limit", found)
    people = _figure(sheet, entry, "people")
    return RosterDispute(
        sheet=sheet.name,
        line=entry.line,
        sequence=entry.sequence,
        found=found,
        happened=_beside(sheet, entry, "happened", found),
        accepted=_beside(sheet, entry, "accepted", found),
        place=place,
        village=village,
        group=group,
        parties=read_parties(sheet, entry),
        amount=_figure(sheet, entry, "amount"),
        people=None if people is None else round(people),
        limit=limit,
        limit_text=limit_text,
        reported=_following(sheet, entry, "reported", found),
        mediated=_following(sheet, entry, "mediated", found),
        settled=_following(sheet, entry, "settled", found),
        follow_up=_following(sheet, entry, "follow_up", found),
        **{name: entry.text(name) for name in _TEXTS},
    )


def _following(
    sheet: LedgerSheet, entry: Entry, name: str, found: dt.date | None
) -> dt.date | None:
    """Return a later day; 未调解 in its place says that there is none."""
    text = entry.text(name)
    if text.startswith(_NOT_YET) and not any(character.isdigit() for character in text):
        return None
    return sheet.following(entry, name, found)


def _beside(sheet: LedgerSheet, entry: Entry, name: str, found: dt.date | None) -> dt.date | None:
    """Return 发生时间 or 受理时间, which may lie before or after the finding."""
    written = read_written_day(entry.raw(name))
    if written.year is None and found is not None and written.month and written.day:
        if (written.month, written.day) == (found.month, found.day):
            return found
        same_year = dt.date(found.year, 1, 1)
        return sheet.follows(entry, name, written, same_year)
    return sheet.follows(entry, name, written, None)


def _figure(sheet: LedgerSheet, entry: Entry, name: str) -> float | None:
    """Return a figure in the unit of its field; the heading's unit counts."""
    raw = entry.raw(name)
    amount = read_amount(raw)
    at = sheet.header.column(f"dispute.{name}")
    factor = sheet.header.meanings[at].factor if at >= 0 and not amount.scaled else 1.0
    figure = None if amount.figure is None else round(amount.figure * factor, 6)
    label, most = _FIGURES[name]
    unread = amount.unread
    if figure is not None and not 0 <= figure <= most:
        figure, unread = None, plain_text(raw)
    if unread:
        sheet.say(entry, name, problems.number_unclear(label, unread))
    return figure
