"""What concerns, disputes and visit sheets are found by: numbers, people, place, words."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from liaison_desktop.domain.matters.matter_number import Noun, read_matter_number
from liaison_desktop.domain.system import search_text as words
from liaison_desktop.models.batches import parts
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.system.recorder import DELETE
from liaison_desktop.models.tables import table

_BAR = "|"
_EXACT = "e"  # a whole name: exact answers are people, matters follow
_LONGEST = 500  # characters of a long text that are indexed
_RUN = re.compile(r"\d+")


def concern_select() -> Select[Any]:
    """Return what an entry of a concern is made of."""
    concern = table("concern").c
    return select(
        concern.id, concern.number, concern.applicant, concern.applicant_phone,
        concern.title, concern.content, concern.place,
    )  # fmt: skip


def dispute_select() -> Select[Any]:
    """Return what an entry of a dispute is made of; the names of its parties as one text."""
    dispute, party = table("dispute"), table("party")
    names = (
        select(func.aggregate_strings(party.c.name, _BAR))
        .where(party.c.dispute_id == dispute.c.id)
        .correlate(dispute)
        .scalar_subquery()
    )
    return select(
        dispute.c.id, dispute.c.number, dispute.c.file_number, names, dispute.c.title,
        dispute.c.facts, dispute.c.place, dispute.c.plot,
    )  # fmt: skip


def visit_sheet_select() -> Select[Any]:
    """Return what an entry of a visit sheet is made of: its number."""
    sheet = table("visit_sheet").c
    return select(sheet.id, sheet.number)


def concern_words(row: Sequence[Any]) -> str:
    """Return the words of a concern."""
    _, number, applicant, phone, *texts = row
    return words.entry(
        _number_words(number, Noun.CONCERN),
        _people_words((applicant or "",)),
        words.digit_words(phone),
        *_text_words(texts),
    )


def dispute_words(row: Sequence[Any]) -> str:
    """Return the words of a dispute."""
    _, number, file_number, names, *texts = row
    return words.entry(
        _number_words(number, Noun.DISPUTE),
        words.place_words(file_number or ""),
        " ".join(words.number_words(run) for run in _RUN.findall(file_number or "")),
        _people_words((names or "").split(_BAR)),
        *_text_words(texts),
    )


def visit_sheet_words(row: Sequence[Any]) -> str:
    """Return the words of a visit sheet."""
    return _number_words(row[1], Noun.VISIT_SHEET)


def disputes_of_touched(connection: Connection, operation: Operation) -> set[int]:
    """Return the disputes whose parties an operation touched: their entries name them."""
    found: set[int] = set()
    stored: list[int] = []
    for (name, record_id), entry in operation.recorder.entries.items():
        if name != "party":
            continue
        if entry.action == DELETE:
            found.add(int(entry.before["dispute_id"]))
        else:
            stored.append(record_id)
    party = table("party").c
    for part in parts(sorted(stored)):
        statement = select(party.dispute_id).where(party.id.in_(part)).distinct()
        found.update(connection.execute(statement).scalars())
    return found


def _number_words(number: str, noun: Noun) -> str:
    """Return the words of 民2023-0007 and of the fourteen digits of its bar code."""
    read = read_matter_number(number, noun)
    written = number[1:]
    return " ".join(
        part
        for part in (
            words.place_words(number[:1]),
            words.number_words(written),
            words.digit_words(written, read.code if read else None),
        )
        if part
    )


def _people_words(names: Iterable[str]) -> str:
    found = (word for name in names if name for word in words.name_words(name).split())
    return " ".join(word for word in found if not word.startswith(_EXACT))


def _text_words(texts: Iterable[str | None]) -> Iterable[str]:
    return (words.place_words(text[:_LONGEST]) for text in texts if text)
