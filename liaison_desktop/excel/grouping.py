"""Groups the people of a sheet into households.

The rules of domain.md 12.3-4 in their order: merged cells, change of 户编号, the 户主姓名
column with the word 户主/本人, 序号 counting up, the word alone, a blank row between.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from liaison_desktop.domain.cell_text import CellValue, plain_text
from liaison_desktop.domain.person_name import PersonName, name_key, read_name
from liaison_desktop.domain.register.relation import Relation
from liaison_desktop.excel.healing import Memo
from liaison_desktop.excel.person_table import HEAD, NUMBER, RELATION, PersonTable


@dataclass(frozen=True, slots=True)
class Block:
    """The people of one household, as positions in the table.

    Attributes:
        people: Positions, in the order of the roster.
        head: Position of the head, -1 when he is not among them.
        second_heads: Positions of further people called 户主.
    """

    people: Sequence[int]
    head: int
    second_heads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Keys:
    """What tells households apart, one entry a person; [] where the sheet has no such column."""

    name: Sequence[str]
    number: Sequence[str]
    head: Sequence[str]
    sequence: Sequence[str]
    place: Sequence[tuple[str, str]]
    merged: Sequence[int]
    gaps: Sequence[bool]
    relation: Sequence[Relation]
    is_head: Sequence[bool]
    any_head: bool
    has_relations: bool
    by_row: bool


@dataclass(slots=True)
class _Open:
    """The household being collected."""

    start: int
    number: str
    head: str
    sequence: str
    headed: bool


def blocks_of(
    table: PersonTable,
    names: Sequence[PersonName],
    relations: Sequence[Relation],
) -> list[Block]:
    """Return the households of a sheet in file order.

    Args:
        table: The sheet, one line a person.
        names: Names of the people.
        relations: Relations of the people, in the same order.
    """
    keys = _keys(table, names, relations)
    starts = _row_starts(table.lines) if table.by_row else _starts(keys)
    bounds = [*starts, len(table.lines)]
    ranges = [range(a, b) for a, b in pairwise(bounds)]
    return [_block(people, keys) for people in _rejoined(ranges, keys)]


def _keys(
    table: PersonTable,
    names: Sequence[PersonName],
    relations: Sequence[Relation],
) -> _Keys:
    numbers = _texts(table.household.get(NUMBER, ()))
    heads = Memo(_key).column(table.household.get(HEAD, ()))
    villages = _texts(table.household.get("household.village", ())) or [""] * len(names)
    groups = _texts(table.household.get("household.group", ())) or [""] * len(names)
    is_head = [relation.is_head for relation in relations]
    return _Keys(
        name=[name.name for name in names],
        number=numbers if any(numbers) else [],
        head=heads if any(heads) else [],
        sequence=_household_sequence(table.sequence),
        place=list(zip(villages, groups, strict=True)),
        merged=table.blocks,
        gaps=table.gaps,
        relation=relations,
        is_head=is_head,
        any_head=any(is_head),
        has_relations=RELATION in table.member,
        by_row=table.by_row,
    )


def _key(cell: CellValue) -> str:
    return name_key(read_name(cell).name)


def _texts(cells: Sequence[CellValue]) -> list[str]:
    return Memo(plain_text).column(cells)


def _household_sequence(cells: Sequence[CellValue]) -> list[str]:
    """Return 序号 where it counts households, [] where it counts people or is missing."""
    texts = _texts(cells)
    filled = [text for text in texts if text]
    repeats = any(a == b for a, b in pairwise(filled))
    return texts if filled and (repeats or len(filled) < len(texts)) else []


def _row_starts(lines: Sequence[int]) -> list[int]:
    return [at for at, line in enumerate(lines) if at == 0 or line != lines[at - 1]]


def _starts(keys: _Keys) -> list[int]:
    """Return the positions at which households begin."""
    starts: list[int] = []
    current = _Open(-1, "", "", "", headed=False)
    for at in range(len(keys.name)):
        if at == 0 or _begins(keys, at, current):
            starts.append(at)
            current = _Open(at, "", "", "", headed=False)
        if keys.number and not current.number:
            current.number = keys.number[at]
        if keys.head and not current.head:
            current.head = keys.head[at]
        if keys.sequence and not current.sequence:
            current.sequence = keys.sequence[at]
        if keys.is_head[at]:
            current.headed = True
    return starts


def _begins(keys: _Keys, at: int, current: _Open) -> bool:
    """Tell whether a person begins a new household: the first rule that applies."""
    if keys.merged[at] >= 0:
        return keys.merged[at] != keys.merged[at - 1]
    if keys.number and keys.number[at]:
        return (
            keys.number[at] != current.number
            or keys.place[at] != keys.place[current.start]
            or keys.merged[at - 1] >= 0
        )
    if keys.head and keys.head[at]:
        return keys.head[at] != current.head or _is_namesake(keys, at, current)
    again = keys.is_head[at] and current.headed
    if keys.number or keys.head:
        return again
    if keys.sequence:
        return again if not keys.sequence[at] else keys.sequence[at] != current.sequence
    return keys.is_head[at] if keys.any_head else keys.gaps[at]


def _is_namesake(keys: _Keys, at: int, current: _Open) -> bool:
    """Tell whether a second household whose head has the same name begins."""
    if keys.place[at] != keys.place[current.start] or keys.merged[at - 1] >= 0:
        return True
    return current.headed and keys.is_head[at] and name_key(keys.name[at]) == keys.head[at]


def _rejoined(ranges: list[range], keys: _Keys) -> list[Sequence[int]]:
    """Bring people of one 户编号 together when sorting tore them apart."""
    if not keys.number or keys.by_row:
        return list(ranges)
    blocks: list[list[int]] = []
    known: dict[tuple[tuple[str, str], str], list[int]] = {}
    for people in ranges:
        number = next((keys.number[at] for at in people if keys.number[at]), "")
        key = (keys.place[people[0]], number)
        before = known.get(key) if number else None
        headed = before is not None and any(keys.is_head[at] for at in before)
        if before is not None and not (headed and any(keys.is_head[at] for at in people)):
            before.extend(people)
            continue
        blocks.append(list(people))
        known.setdefault(key, blocks[-1])
    return list(blocks)


def _block(people: Sequence[int], keys: _Keys) -> Block:
    heads = [at for at in people if keys.is_head[at]]
    if len(heads) == 1:
        return Block(people, heads[0])
    written = next((keys.head[at] for at in people if keys.head[at]), "") if keys.head else ""
    named = [at for at in people if written and name_key(keys.name[at]) == written]
    if heads:
        head = next((at for at in heads if at in named), heads[0])
        return Block(people, head, tuple(at for at in heads if at != head))
    unsaid = [at for at in named if not keys.relation[at].code]
    if unsaid:
        return Block(people, unsaid[0])
    first = people[0]
    if (keys.by_row or len(people) == 1 or not keys.has_relations) and not keys.relation[
        first
    ].word:
        return Block(people, first if keys.by_row or len(people) == 1 else -1)
    return Block(people, -1)
