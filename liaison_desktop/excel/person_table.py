"""Lays a sheet out as one line a person, whatever its layout.

A roster may hold a row a person, a row a household with its members across columns or in
one cell, or a row a household with its head alone (domain.md 12.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from liaison_desktop.domain.cell_text import CellValue, is_ditto, is_mark, plain_text
from liaison_desktop.domain.person_name import name_key, read_name
from liaison_desktop.domain.place_in_text import Place
from liaison_desktop.domain.register.relation import read_relation
from liaison_desktop.excel.data_rows import DataRows, data_rows
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.kind_flags import KIND, head_mark, with_flags
from liaison_desktop.excel.lexicon import HEAD_FLAG, HEAD_SLOT, SPOUSE_SLOT
from liaison_desktop.excel.packed_members import packed_targets
from liaison_desktop.excel.packed_members import people_of as packed_people
from liaison_desktop.excel.workbook import Row, Sheet

Column = list[CellValue]

NAME, RELATION, ID = "resident.name", "resident.relation", "resident.id_number"
HEAD, NUMBER = "household.head", "household.number"
VILLAGE, GROUP = "household.village", "household.group"
SEQUENCE = "sequence"
_DITTO = (VILLAGE, GROUP, "household.door", "resident.ethnicity")
_FEWEST_FAMILIES, _LARGEST_FAMILY, _LEAST_A_FAMILY = 3, 12, 1.5
_MERGED = (NUMBER, HEAD, VILLAGE, GROUP, "household.door")


@dataclass(slots=True)
class PersonTable:
    """A sheet as columns of equal length, one entry a person.

    Attributes:
        lines: 1-based row of the sheet.
        member: Target to raw cells of the person.
        head: Target to raw cells that belong to the head of the household.
        household: Target to raw cells of the household.
        sequence: Raw cells of 序号, empty without such a column.
        blocks: Number of the merged range a person's household cells lie in, -1 for none.
        gaps: Whether a blank row stands before the person.
        sections: Place a dividing row named.
        by_row: Whether each row of the sheet is a whole household.
    """

    lines: list[int]
    member: dict[str, Column]
    head: dict[str, Column]
    household: dict[str, Column]
    sequence: Column
    blocks: list[int]
    gaps: list[bool]
    sections: list[Place]
    by_row: bool = False
    factors: dict[str, float] = field(default_factory=dict)


def person_table(sheet: Sheet, header: Header) -> PersonTable:
    """Return a sheet laid out as one line a person."""
    slots = sorted({slot for _, slot in header.columns if slot})
    packed = frozenset() if slots else packed_targets(sheet, header)
    names = [at for (target, _), at in header.columns.items() if target == NAME]
    heads = [at for (target, _), at in header.columns.items() if target == HEAD]
    names = heads if packed else names + heads
    known = [at for (target, _), at in header.columns.items() if target == ID]
    known += [at for (target, _), at in header.columns.items() if target == RELATION]
    rows = data_rows(sheet, header, names, known)
    if slots or packed:
        return _across(rows, header, slots, packed)
    table = _down(sheet, rows, header)
    if _is_head_list(table):
        table.by_row = True
        if NAME not in table.member:
            table.member[NAME] = table.household[HEAD]
    return table


def _is_head_list(table: PersonTable) -> bool:
    """Tell whether every row is a household of which only the head is named."""
    if RELATION in table.member or (NAME in table.member and HEAD in table.household):
        return False
    if any(block >= 0 for block in table.blocks):
        return False
    numbers = [plain_text(cell) for cell in table.household.get(NUMBER, ())]
    if any(numbers):
        villages = table.household.get(VILLAGE, [""] * len(numbers))
        keys = set(zip(villages, table.sections, numbers, strict=True))
        return all(numbers) and len(keys) == len(numbers)
    counted = [plain_text(cell) for cell in table.sequence]
    if any(counted):
        return all(counted)
    return HEAD in table.household or not _parted_by_blank_rows(table.gaps)


def _parted_by_blank_rows(gaps: Sequence[bool]) -> bool:
    """Tell whether blank rows part people into families, and not a long list into pages."""
    starts = [0, *(at for at, gap in enumerate(gaps) if gap and at), len(gaps)]
    sizes = [end - start for start, end in pairwise(starts)]
    families = len(sizes) >= _FEWEST_FAMILIES and max(sizes) <= _LARGEST_FAMILY
    return families and len(gaps) >= len(sizes) * _LEAST_A_FAMILY


def _down(sheet: Sheet, rows: DataRows, header: Header) -> PersonTable:
    """Take a sheet with a row a person, or a row a head."""
    member: dict[str, Column] = {}
    head: dict[str, Column] = {}
    household: dict[str, Column] = {}
    columns = _columns(rows.rows)
    for (target, slot), at in header.columns.items():
        column: Column = columns[at] if at < len(columns) else [""] * len(rows.rows)
        if slot == HEAD_SLOT:
            head[target] = column
        elif target.startswith("resident."):
            member[target] = column
        else:
            household[target] = column
    if any(word == HEAD_FLAG for _, word in header.flags) and RELATION not in member:
        member[RELATION] = [head_mark(row, header) for row in rows.rows]
    if header.flags:
        kinds = household.get(KIND) or [""] * len(rows.rows)
        household[KIND] = [
            with_flags(row, header, kind) for row, kind in zip(rows.rows, kinds, strict=True)
        ]
    sequence = columns[header.sequence] if 0 <= header.sequence < len(columns) else []
    table = PersonTable(
        lines=[place + 1 for place in rows.places],
        member=member,
        head=head,
        household=household,
        sequence=sequence,
        blocks=[-1] * len(rows.rows),
        gaps=rows.gaps,
        sections=rows.sections,
        factors=_factors(header),
    )
    _name_heads(table)
    _fill_merged(sheet, rows, header, table)
    _fill_dittos(table)
    return table


def _name_heads(table: PersonTable) -> None:
    """Take a row that names a 户主 and no member as the row of that head."""
    if NAME not in table.member or HEAD not in table.household:
        return
    said = [table.member[target] for target in (NAME, RELATION, ID) if target in table.member]
    for index, head in enumerate(table.household[HEAD]):
        if is_mark(plain_text(head)) or not all(is_mark(plain_text(c[index])) for c in said):
            continue
        table.member[NAME][index] = head
        if RELATION in table.member:
            table.member[RELATION][index] = "户主"


def _factors(header: Header) -> dict[str, float]:
    return {meaning.target: meaning.factor for meaning in header.meanings if meaning.factor != 1.0}


def _columns(rows: Sequence[Row]) -> list[Column]:
    """Turn rows into columns; short rows are filled up with blanks."""
    try:
        return [list(column) for column in zip(*rows, strict=True)]
    except ValueError:
        return [list(column) for column in zip_longest(*rows, fillvalue="")]


def _fill_merged(sheet: Sheet, rows: DataRows, header: Header, table: PersonTable) -> None:
    """Fill merged ranges downwards in the columns that tell households and places apart."""
    at_row = {place: index for index, place in enumerate(rows.places)}
    keys = {header.column(target): target for target in _MERGED if header.column(target) >= 0}
    dividing = {header.sequence, header.column(NUMBER), header.column(HEAD)} - {-1}
    for top, left, bottom, _ in sheet.merges:
        if bottom == top or top not in at_row or not (left in keys or left in dividing):
            continue
        column = table.household[keys[left]] if left in keys else table.sequence
        for place in range(top, bottom + 1):
            if (index := at_row.get(place)) is None:
                continue
            column[index] = column[at_row[top]]
            if left in dividing:
                table.blocks[index] = top


def _fill_dittos(table: PersonTable) -> None:
    """Fill 同上 from the row above in the columns where it can only mean that.

    Village and group are also carried over blanks: an office writes them once a block.
    A group is not carried into another village.
    """
    for target in _DITTO:
        column = table.household.get(target) or table.member.get(target)
        if not column:
            continue
        means_above = _says_nothing if target in (VILLAGE, GROUP) else _says_above
        repeating = {cell for cell in set(column) if means_above(cell)}
        if repeating:
            begins = _village_begins(table) if target == GROUP else frozenset()
            above: CellValue = ""
            for index, cell in enumerate(column):
                if cell not in repeating:
                    above = cell
                elif index in begins:
                    above = column[index] = ""
                else:
                    column[index] = above


def _village_begins(table: PersonTable) -> frozenset[int]:
    """Return the lines whose village, its blanks filled, is not that of the line above."""
    villages = table.household.get(VILLAGE, [])
    return frozenset(n for n, (one, next_) in enumerate(pairwise(villages), 1) if one != next_)


def _says_above(cell: CellValue) -> bool:
    return is_ditto(plain_text(cell))


def _says_nothing(cell: CellValue) -> bool:
    text = plain_text(cell)
    return is_mark(text) or is_ditto(text)


def _across(
    rows: DataRows, header: Header, slots: Sequence[int], packed: frozenset[str]
) -> PersonTable:
    """Take a sheet with a row a household and its members across columns, or in one cell."""
    personal = {target for target, _ in header.columns if target.startswith("resident.")}
    fields = sorted({*personal, NAME, RELATION})
    table = PersonTable([], {t: [] for t in fields}, {}, {}, [], [], [], [], by_row=True)
    table.factors = _factors(header)
    shared = [(t, at) for (t, slot), at in header.columns.items() if t.startswith("household.")]
    table.household = {target: [] for target, _ in shared}
    if header.flags:
        table.household[KIND] = []
    for row, place, gap, section in zip(
        rows.rows, rows.places, rows.gaps, rows.sections, strict=True
    ):
        if slots:
            people = _people_of(row, header, slots, fields)
        else:
            people = packed_people(row, header, fields, packed)
        for person in people:
            for target in fields:
                table.member[target].append(person.get(target, ""))
            cells = {target: row[at] if at < len(row) else "" for target, at in shared}
            if header.flags:
                cells[KIND] = with_flags(row, header, cells.get(KIND, ""))
            for target, cell in cells.items():
                table.household[target].append(cell)
            table.lines.append(place + 1)
            table.gaps.append(gap)
            table.sections.append(section)
    table.blocks = [-1] * len(table.lines)
    _fill_dittos(table)
    return table


def _people_of(
    row: Row,
    header: Header,
    slots: Sequence[int],
    fields: Sequence[str],
) -> list[dict[str, CellValue]]:
    """Return the people of one row, the head named in the household's columns first."""
    cells = {key: row[at] for key, at in header.columns.items() if at < len(row)}
    head = {t: cells.get((t, HEAD_SLOT), "") or cells.get((t, None), "") for t in fields}
    head[NAME] = cells.get((HEAD, None), "") or head.get(NAME, "")
    people = [head] if not is_mark(plain_text(head[NAME])) else []
    for slot in slots:
        person = {target: cells.get((target, slot), "") for target in fields}
        if slot == SPOUSE_SLOT and not plain_text(person[RELATION]):
            person[RELATION] = "配偶"
        if is_mark(plain_text(person[NAME])) and is_mark(plain_text(person.get(ID, ""))):
            continue
        if people and people[0] is head and _is_same(head, person):
            head.update({t: cell for t, cell in person.items() if plain_text(cell)})
        else:
            people.append(person)
    if people and people[0] is head and not plain_text(head[RELATION]):
        head[RELATION] = "户主" if _named_relations(header) else ""
    return people


def _named_relations(header: Header) -> bool:
    return any(target == RELATION for target, _ in header.columns)


def _is_same(head: dict[str, CellValue], person: dict[str, CellValue]) -> bool:
    """Tell whether a member slot repeats the head."""
    relation = read_relation(person.get(RELATION, ""))
    if relation.word:
        return relation.is_head
    return name_key(read_name(head[NAME]).name) == name_key(read_name(person[NAME]).name)
