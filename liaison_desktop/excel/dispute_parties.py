"""Reads who a dispute is between: names, telephones, identity numbers, side by side."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison_desktop.domain.cell_text import CellValue, is_ditto, is_mark, plain_text
from liaison_desktop.domain.identity import read_identity
from liaison_desktop.domain.matters.dispute_roster import (
    SIDE_A,
    SIDE_B,
    SIDE_UNTOLD,
    RosterParty,
)
from liaison_desktop.domain.matters.named_people import read_people, split_sides
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.register.roster import ProblemCode
from liaison_desktop.excel import problems
from liaison_desktop.excel.healing import given
from liaison_desktop.excel.ledger_rows import Entry
from liaison_desktop.excel.ledger_sheet import LedgerSheet

_ID_IN_TEXT = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15})(?![\dXx])")
_PHONE_IN_TEXT = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
_LABELS = re.compile(
    r"(?:联系)?(?:电话|手机|方式)(?:号码?)?:?|(?:公民)?身份证?(?:号码?)?:?|(?:^|(?<=[,;\s]))姓名:?"
)
_TRAIT = re.compile(
    r"[男女]|\d{1,3}岁|.{1,4}族|(?:19|20)\d\d年.*|(?:系|住|现住|家住).+|.+(?:组|村|号|社区|社|农民|人)"
)
_BREAK = re.compile(r"[,;\s]+")
_SEVERAL = re.compile(r"[、,;/\n]+")
_WHOSE_ID = "身份证号的个数与姓名的个数不符，分不清是谁的，没有采用，请分开填写。"
_FIELDS = {SIDE_A: "_a", SIDE_B: "_b", SIDE_UNTOLD: ""}


@dataclass(slots=True)
class _Cells:
    """What stands about one side in one line."""

    names: str
    phone: CellValue
    id_number: CellValue
    address: str


def read_parties(sheet: LedgerSheet, entry: Entry) -> tuple[RosterParty, ...]:
    """Return the parties of a dispute, 甲方 first.

    Several lines of a record may name several parties; a cell may hold several names with
    as many telephones.
    """
    found: dict[str, list[RosterParty]] = {SIDE_A: [], SIDE_B: [], SIDE_UNTOLD: []}
    for row in entry.rows:
        for side in (SIDE_A, SIDE_B):
            cells = _cells(row, _FIELDS[side])
            _add(found[side], _parties(sheet, entry, side, cells))
        together = _cells(row, "")
        if together.names:
            for party in _together(sheet, entry, together):
                _add(found[party.side], [party])
    if len(entry.rows) > 1:
        found = _sides_of_lines(found)
    return tuple(party for parties in found.values() for party in parties)


def _cells(row: dict[str, CellValue], ending: str) -> _Cells:
    name, address = (_said(row.get(f"{field}{ending}", "")) for field in ("party", "address"))
    phone, number = (given(row.get(f"{field}{ending}", "")) for field in ("phone", "id_number"))
    return _Cells(name, phone, number, address)


def _said(cell: CellValue) -> str:
    text = plain_text(cell)
    return "" if is_mark(text) or is_ditto(text) or text in ("无", "暂无") else text


def _add(parties: list[RosterParty], more: Sequence[RosterParty]) -> None:
    """Add parties that a merged cell has not named already."""
    known = {party.name: at for at, party in enumerate(parties)}
    for party in more:
        at = known.get(party.name)
        if at is None:
            parties.append(party)
        elif not parties[at].phone and party.phone:
            parties[at] = replace(parties[at], phone=party.phone)


def _sides_of_lines(found: dict[str, list[RosterParty]]) -> dict[str, list[RosterParty]]:
    """Two parties in a column 当事人, a line each, are the two sides."""
    untold = found[SIDE_UNTOLD]
    if len(untold) != 2 or found[SIDE_A] or found[SIDE_B]:
        return found
    first, second = untold
    return {
        SIDE_A: [replace(first, side=SIDE_A)],
        SIDE_B: [replace(second, side=SIDE_B)],
        SIDE_UNTOLD: [],
    }


def _together(sheet: LedgerSheet, entry: Entry, cells: _Cells) -> list[RosterParty]:
    """Read a single column 当事人; telephones go by their number."""
    bare, phones, ids = _without_numbers(cells.names)
    first, second, untold = split_sides(bare)
    sided = [(SIDE_A, first), (SIDE_B, second), (SIDE_UNTOLD, untold)]
    parties = [party for side, text in sided for party in _named(side, text)]
    given = _given(sheet, entry, cells, "", parties[0].name if parties else "")
    return _shared(sheet, entry, parties, (phones or given, ids or _several_ids(cells)), cells)


def _parties(sheet: LedgerSheet, entry: Entry, side: str, cells: _Cells) -> list[RosterParty]:
    bare, phones, ids = _without_numbers(cells.names)
    parties = _named(side, bare)
    given = _given(sheet, entry, cells, _FIELDS[side], parties[0].name if parties else "")
    return _shared(sheet, entry, parties, (phones + given, ids or _several_ids(cells)), cells)


def _without_numbers(text: str) -> tuple[str, list[str], list[CellValue]]:
    """Take telephones and identity numbers out of a cell of names."""
    plain = unicodedata.normalize("NFKC", text)
    ids: list[CellValue] = list(_ID_IN_TEXT.findall(plain))
    plain = _ID_IN_TEXT.sub(" ", plain)
    phones = [read_phones(number).main for number in _PHONE_IN_TEXT.findall(plain)]
    plain = _PHONE_IN_TEXT.sub(" ", plain)
    if ids or phones:
        plain = re.sub(r"\(\s*\)", "", _LABELS.sub(" ", plain))
    return plain.strip(" ,;、"), phones, ids


def _named(side: str, text: str) -> list[RosterParty]:
    """Return the parties of a text; 男, 35岁, 中和一组 behind a name are its hint."""
    parts = [part for part in _BREAK.split(text) if part]
    traits = [part for part in parts[1:] if _TRAIT.fullmatch(part)]
    if traits and len(traits) == len(parts) - 1:
        name = read_people(parts[0])
        hint = "，".join(traits)
        return [RosterParty(side, one.name, hint=hint) for one in name[:1]]
    return [
        RosterParty(side, one.name or one.number, hint=one.hint or (one.number if one.name else ""))
        for one in read_people(text)
    ]


def _given(sheet: LedgerSheet, entry: Entry, cells: _Cells, ending: str, who: str) -> list[str]:
    phones = read_phones(cells.phone)
    if phones.unread:
        sheet.say(entry, f"phone{ending}", problems.phone_invalid(),
                  code=ProblemCode.PHONE_INVALID, who=who)  # fmt: skip
    return [number for number in (phones.main, *phones.others) if number]


def _several_ids(cells: _Cells) -> list[CellValue]:
    if isinstance(cells.id_number, str):
        return [part.strip() for part in _SEVERAL.split(cells.id_number) if _said(part)]
    return [cells.id_number] if _said(cells.id_number) else []


def _shared(
    sheet: LedgerSheet,
    entry: Entry,
    parties: list[RosterParty],
    numbers: tuple[list[str], list[CellValue]],
    cells: _Cells,
) -> list[RosterParty]:
    """Give every party its telephone and identity number: one each, or all to the first."""
    if not parties:
        return []
    phones, ids = numbers
    address = cells.address
    each = len(phones) == len(parties)
    if ids and len(ids) != len(parties):
        sheet.say(entry, f"id_number{_FIELDS[parties[0].side]}", _WHOSE_ID,
                  code=ProblemCode.AMBIGUOUS, who=parties[0].name)  # fmt: skip
    shared = []
    for at, party in enumerate(parties):
        own = phones[at : at + 1] if each else phones if at == 0 else []
        identity = ids[at] if len(ids) == len(parties) else ""
        shared.append(
            replace(
                party,
                phone=own[0] if own else "",
                other_phones=tuple(own[1:]),
                id_number=_identity(sheet, entry, party, identity),
                address=address,
            )
        )
    return shared


def _identity(sheet: LedgerSheet, entry: Entry, party: RosterParty, raw: CellValue) -> str:
    if raw == "" or raw is None:
        return ""
    read = read_identity(raw)
    if read.code and read.code != ProblemCode.ID_MISSING:
        field = f"id_number{_FIELDS[party.side]}"
        message = problems.ID_SENTENCES[read.code]
        sheet.say(entry, field, message, code=read.code, who=party.name)
    return read.number
