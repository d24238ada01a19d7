"""Reads the households of one sheet: lays out, groups, heals, and says what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from liaison_desktop.domain.cell_text import CellValue, plain_text
from liaison_desktop.domain.person_name import read_name
from liaison_desktop.domain.place_in_text import Place, place_in_title, split_place
from liaison_desktop.domain.register.roster import (
    ProblemCode,
    RosterHousehold,
    RosterProblem,
    Value,
)
from liaison_desktop.domain.terms import household
from liaison_desktop.domain.terms.field import FieldType
from liaison_desktop.excel import problems
from liaison_desktop.excel.grouping import Block, blocks_of
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.healing import Healed, Memo, Unread, healer
from liaison_desktop.excel.members import MemberBuilder
from liaison_desktop.excel.people import heal_people, named_people
from liaison_desktop.excel.person_table import HEAD, PersonTable, person_table
from liaison_desktop.excel.workbook import Row, Sheet

_KEYS = {field.name: field for field in household.KEY_FIELDS}
_JOINED = frozenset(("note",))


@dataclass(slots=True)
class SheetHouseholds:
    """What one sheet says."""

    households: list[RosterHousehold] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)


def read_sheet(sheet: Sheet, header: Header) -> SheetHouseholds:
    """Read the households of a sheet.

    Args:
        sheet: The sheet.
        header: Its header, settled.
    """
    table = person_table(sheet, header)
    people = named_people(table)
    blocks = blocks_of(table, people.names, people.relations)
    heal_people(people, table, blocks)
    found = SheetHouseholds()
    members = MemberBuilder(sheet.name, header, table, people, found.problems)
    places = _Places(table, _context(sheet, header))
    columns = _household_columns(table, blocks)
    for index, block in enumerate(blocks):
        place = places.of(block)
        label = f"{place.village}/{place.number}" if place.number else ""
        people_of_block = members.build(block, label)
        first = table.lines[block.people[0]]
        at_fault = RosterProblem(sheet.name, first, label, "", "", "", "")
        values = _values(columns, index, block, at_fault, found)
        if place.door and "door" in values:
            values["door"] = place.door
        found.households.append(
            RosterHousehold(
                sheet=sheet.name,
                line=first,
                village=place.village,
                group=place.group,
                number=place.number,
                values=values,
                members=tuple(people_of_block),
            ),
        )
        if block.head < 0:
            found.problems.append(_head_missing(table, block, at_fault))
    return found


def _head_missing(table: PersonTable, block: Block, at_fault: RosterProblem) -> RosterProblem:
    written = table.household.get(HEAD, [])
    name = next((n for at in block.people if written and (n := read_name(written[at]).name)), "")
    return replace(
        at_fault,
        name=name,
        field="relation",
        code=ProblemCode.HEAD_MISSING,
        message=problems.head_missing(name),
    )


def _context(sheet: Sheet, header: Header) -> Place:
    """Return the place the sheet's name or the lines above its header tell of."""
    village, group = "", ""
    by_name = split_place(sheet.name)
    if by_name.village or by_name.group:
        village, group = by_name.village, by_name.group
    above = [text for row in sheet.rows[: header.first] for text in _lines_of(row)]
    # 填报单位 is nearer to the truth than a title of the whole township.
    above.sort(key=lambda text: "单位" not in text)
    titled = [place_in_title(text) for text in above]
    over = next((place.village for place in titled if place.village), "")
    if over and village and over != village and not group:
        village, group = over, sheet.name.strip()  # a natural village (自然村) is a group
    for place in titled:
        village, group = village or place.village, group or place.group
    return Place(village, group)


def _lines_of(row: Row) -> list[str]:
    """Return the texts of a row; what ends in a colon is the label of the cell behind it."""
    lines: list[str] = []
    for text in (plain_text(cell) for cell in row if isinstance(cell, str)):
        if text and lines and lines[-1].endswith((":", "：")):
            lines[-1] += text
        elif text:
            lines.append(text)
    return lines


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the households' own: raw cells, and what the first lines were healed to."""

    name: str
    raws: Sequence[CellValue]
    memo: Memo[Healed]
    firsts: Sequence[Healed]


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    village: str
    group: str
    number: str
    door: str = ""


class _Places:
    """Tells where a household lives and which number it has."""

    def __init__(self, table: PersonTable, context: Place) -> None:
        self._table = table
        self._context = context
        self._columns = {
            name: Memo(healer(_KEYS[name])).column(table.household[f"household.{name}"])
            for name in ("village", "group", "number")
            if f"household.{name}" in table.household
        }
        self._doors = table.household.get("household.door")

    def of(self, block: Block) -> _Whereabouts:
        """Return the place of a household: columns, dividing rows, sheet name, title."""
        first = block.people[0]
        section = self._table.sections[first]
        village, group = self._first("village", block), self._first("group", block)
        door = ""
        if group:
            inner = _split(group)
            if inner.village and inner.group and not inner.rest:
                village, group = village or inner.village, inner.group
        elif "group" not in self._columns and self._doors:
            inner = _split(
                next((t for at in block.people if (t := plain_text(self._doors[at]))), "")
            )
            if inner.group:
                village, group, door = village or inner.village, inner.group, inner.rest
        return _Whereabouts(
            village or section.village or self._context.village,
            group or section.group or self._context.group,
            self._first("number", block),
            door,
        )

    def _first(self, name: str, block: Block) -> str:
        column = self._columns.get(name)
        if column is None:
            return ""
        if (first := column[block.people[0]]) is not None:
            return str(first)
        return next((str(column[at]) for at in block.people if column[at] is not None), "")


@lru_cache(maxsize=4096)
def _split(text: str) -> Place:
    return split_place(text)


def _household_columns(table: PersonTable, blocks: Sequence[Block]) -> list[_Column]:
    """Heal the columns of the households' own fields, as far as the first person's line."""
    firsts = [block.people[0] for block in blocks]
    columns = []
    for target, raws in table.household.items():
        name = target.partition(".")[2]
        if name in household.FIELD_OF:
            memo = Memo(healer(household.FIELD_OF[name], table.factors.get(target, 1.0)))
            columns.append(_Column(name, raws, memo, memo.column([raws[at] for at in firsts])))
    return columns


def _values(
    columns: Sequence[_Column],
    index: int,
    block: Block,
    at_fault: RosterProblem,
    found: SheetHouseholds,
) -> dict[str, Value]:
    """Return a household's values: the first that is not blank; notes are joined."""
    values: dict[str, Value] = {}
    aside: list[str] = []
    for column in columns:
        name, first = column.name, column.firsts[index]
        if (first is None or name in _JOINED) and len(block.people) > 1:
            first = _further(column, block)
        if isinstance(first, Unread):
            _unread(name, first, at_fault, found, aside)
        elif first is not None:
            values[name] = first
    if aside:
        values["note"] = "；".join([*([str(values["note"])] if "note" in values else []), *aside])
    return values


def _further(column: _Column, block: Block) -> Healed:
    """Return what any line of a household says, all of it where the field is a note."""
    healed = column.memo.column([column.raws[at] for at in block.people])
    said = dict.fromkeys(value for value in healed if value is not None)
    if column.name in _JOINED and said:
        return "；".join(str(text) for text in said)
    return next(iter(said), None)


def _unread(
    name: str,
    unread: Unread,
    at_fault: RosterProblem,
    found: SheetHouseholds,
    aside: list[str],
) -> None:
    """Report a figure that could not be read; keep a date's words in the note."""
    described = household.FIELD_OF[name]
    if described.type is FieldType.DATE:
        aside.append(f"{described.label}：{unread.text}")
        return
    message = problems.number_unclear(described.label, unread.text)
    found.problems.append(
        replace(at_fault, field=name, code=ProblemCode.NUMBER_UNCLEAR, message=message),
    )
