"""Rosters with a row a household and all its members in one cell: 李秀英（妻）、张伟（长子）.

The words for relations stand behind the names in brackets, before them, or in a cell of
their own with as many words as there are names (domain.md 12.1).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from liaison_desktop.domain.cell_text import CellValue, is_mark, plain_text
from liaison_desktop.domain.person_name import name_key, read_name
from liaison_desktop.domain.register.relation import read_relation
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.lexicon import HEAD_SLOT
from liaison_desktop.excel.workbook import Row, Sheet

NAME, RELATION, HEAD = "resident.name", "resident.relation", "household.head"
_BETWEEN = re.compile(r"[、,;/|\n。]+(?![^()]*\))")
_LABELLED = re.compile(r"(?P<relation>[^:]{1,6})[:](?P<name>.+)")
_NAME_FIRST = re.compile(r"(?P<name>\S{2,})\s+(?P<relation>\S{1,4})")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+·.+")
_SURNAMES_TOO = frozenset("孙公舅叔伯姨姑兄弟姐妹哥祖")  # words that begin a name as well
_LONGEST_WORD = 4
_COUNTED = re.compile(r"^(?:等|共)?\d+[人口]$|^无$")


def packed_targets(sheet: Sheet, header: Header) -> frozenset[str]:
    """Return the targets whose cells hold an entry for every member but the head.

    Empty unless the sheet names the head in one column and the others in a cell beside it.
    """
    head, name = header.column(HEAD), header.column(NAME)
    if head < 0 or name < 0:
        return frozenset()
    rows = [row for row in sheet.rows[header.first + header.count :] if _text(row, head)]
    full = [row for row in rows if len(_pieces(_text(row, name))) > 1]
    if not full or len(full) * 3 < len(rows):
        return frozenset()
    return frozenset(
        target
        for (target, slot), at in header.columns.items()
        if slot is None and target.startswith("resident.") and _is_packed(full, name, at)
    )


def _is_packed(rows: Sequence[Row], name: int, at: int) -> bool:
    """Tell whether most rows have as many entries in a column as names."""
    alike = sum(len(_pieces(_text(row, at))) == len(_pieces(_text(row, name))) for row in rows)
    return alike * 2 > len(rows)


def people_of(
    row: Row, header: Header, fields: Sequence[str], packed: frozenset[str]
) -> list[dict[str, CellValue]]:
    """Return the people of a row, the head first.

    Args:
        row: The row.
        header: The header.
        fields: Targets every person gets.
        packed: What ``packed_targets`` returned.
    """
    cells = {key: row[at] for key, at in header.columns.items() if at < len(row)}
    named = [_member(piece) for piece in _pieces(plain_text(cells.get((NAME, None), "")))]
    head: dict[str, CellValue] = {target: cells.get((target, HEAD_SLOT), "") for target in fields}
    shared = _shared_out(cells, packed, len(named))
    for target in fields:
        if target not in packed and not head[target]:
            head[target] = cells.get((target, None), "")
    head |= {NAME: cells.get((HEAD, None), ""), RELATION: "户主"}
    people = [] if is_mark(plain_text(head[NAME])) else [head]
    for place, (name, relation) in enumerate(named):
        own: dict[str, CellValue] = {target: shared[target][place] for target in shared}
        if people and (read_relation(relation).is_head or _same(name, head)):
            head.update({target: cell for target, cell in own.items() if cell and not head[target]})
            continue
        person: dict[str, CellValue] = dict.fromkeys(fields, "")
        people.append(person | own | {NAME: name, RELATION: relation or own.get(RELATION, "")})
    return people


def _same(name: str, head: Mapping[str, CellValue]) -> bool:
    return name_key(read_name(name).name) == name_key(read_name(head[NAME]).name)


def _shared_out(
    cells: Mapping[tuple[str, int | None], CellValue], packed: frozenset[str], count: int
) -> dict[str, list[str]]:
    """Return the further columns that hold one entry for every name of the cell."""
    entries = {t: _pieces(plain_text(cells.get((t, None), ""))) for t in packed - {NAME}}
    return {target: pieces for target, pieces in entries.items() if len(pieces) == count}


def _text(row: Row, at: int) -> str:
    return plain_text(row[at]) if at < len(row) else ""


def _pieces(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text)
    parts = (part.strip() for part in _BETWEEN.split(plain))
    return [part for part in parts if part and not is_mark(part) and not _COUNTED.match(part)]


def _member(piece: str) -> tuple[str, str]:
    """Return the name and the relation one entry holds."""
    if labelled := _LABELLED.fullmatch(piece):
        return labelled["name"], labelled["relation"]
    read = read_name(piece)
    words = re.split(r"[,、\s]+", read.remark)
    relation = next((word for word in words if read_relation(word).code), "")
    if relation:
        others = "、".join(word for word in words if word != relation)
        return f"{read.name}({others})" if others else read.name, relation
    found = _NAME_FIRST.fullmatch(piece)
    if found and read_relation(found["relation"]).code:
        return found["name"], found["relation"]
    for length in range(min(_LONGEST_WORD, len(piece) - 2), 0, -1):
        word, name = piece[:length], piece[length:].strip()
        if length == 1 and word in _SURNAMES_TOO:
            continue
        if read_relation(word).code and _HAN_NAME.fullmatch(name):
            return name, word
    return piece, ""
