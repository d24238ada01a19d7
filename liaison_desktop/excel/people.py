"""Heals the people of a sheet: names, numbers, dates, telephones, and what does not agree."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from liaison_desktop.domain.cell_date import CellDate, read_date
from liaison_desktop.domain.cell_text import CellValue, is_blank, is_masked, plain_text
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.identity import Identity, read_identity, this_day
from liaison_desktop.domain.person_name import PersonName, read_name
from liaison_desktop.domain.phone import Phones, read_phones
from liaison_desktop.domain.register.relation import NO_RELATION, Relation, read_relation
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms import resident
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.excel.grouping import Block
from liaison_desktop.excel.healing import Healed, Memo, Unread, given, healer
from liaison_desktop.excel.person_table import ID, NAME, RELATION, PersonTable

_BIRTH, _PHONE = "resident.birth", "resident.phone"
_OWN = frozenset((NAME, RELATION, ID, _BIRTH, _PHONE))
_HEAD_REMARKS = frozenset(("户主", "本人", "户主本人"))
_NO_IDENTITY = Identity("", IdState.MISSING)


@dataclass(slots=True)
class People:
    """The people of a sheet, healed; lists of equal length.

    Attributes:
        names: Names and remarks.
        relations: Words and codes.
        identities: What is known of the identity numbers.
        births: Dates of birth as typed; None without such a column.
        phones: Telephones; None without such a column.
        fields: Names of the other fields.
        values: Other fields, one column each.
    """

    names: list[PersonName]
    relations: list[Relation]
    identities: list[Identity] = field(default_factory=list)
    births: list[CellDate] | None = None
    phones: list[Phones] | None = None
    fields: tuple[str, ...] = ()
    values: list[list[Healed]] = field(default_factory=list)


def named_people(table: PersonTable) -> People:
    """Return names and relations, all that grouping needs."""
    names = Memo(read_name).column(table.member.get(NAME, [""] * len(table.lines)))
    if RELATION in table.member:
        relations = Memo(read_relation).column(table.member[RELATION])
    else:
        relations = [NO_RELATION] * len(names)
    if any(name.remark for name in names):
        for at, name in enumerate(names):
            if name.remark in _HEAD_REMARKS and not relations[at].word:
                relations[at] = read_relation("户主")
    return People(names, relations)


def heal_people(people: People, table: PersonTable, blocks: Sequence[Block]) -> None:
    """Heal everything else about the people, in place.

    Args:
        people: Names and relations from ``named_people``.
        table: The sheet, one line a person.
        blocks: Its households; cells that belong to a head are given to him here.
    """
    for target, column in table.head.items():
        _give_to_heads(table, target, column, blocks)
    today = this_day()
    if ID in table.member:
        people.identities = [_identity(cell, today) for cell in table.member[ID]]
    else:
        people.identities = [_NO_IDENTITY] * len(people.names)
    if _BIRTH in table.member:
        people.births = Memo(read_date).column(map(given, table.member[_BIRTH]))
    if _PHONE in table.member:
        people.phones = Memo(read_phones).column(map(given, table.member[_PHONE]))
    others = [target for target in table.member if target not in _OWN]
    names = [target.partition(".")[2] for target in others]
    people.fields = tuple(names)
    people.values = [
        Memo(healer(resident.FIELD_OF[name], table.factors.get(target, 1.0))).column(
            table.member[target],
        )
        for name, target in zip(names, others, strict=True)
    ]


def _identity(cell: CellValue, today: date) -> Identity:
    """Read an identity number; a masked one is not given, and nothing to complain of."""
    read = read_identity(cell, today)
    if read.state != IdState.OK and isinstance(cell, str) and is_masked(cell):
        return _NO_IDENTITY
    return read


def _give_to_heads(
    table: PersonTable,
    target: str,
    column: list[CellValue],
    blocks: Sequence[Block],
) -> None:
    """Write cells outside the members' block into the head's line.

    Where the lines of one household say different things, each person keeps his own.
    """
    own = table.member.setdefault(target, [""] * len(column))
    for block in blocks:
        said = list(
            dict.fromkeys(t for at in block.people if not is_blank(t := plain_text(column[at])))
        )
        if len(said) > 1:
            for at in block.people:
                own[at] = own[at] or column[at]
        elif said and block.head >= 0 and is_blank(plain_text(own[block.head])):
            own[block.head] = next(
                column[at] for at in block.people if plain_text(column[at]) == said[0]
            )


def member_values(people: People) -> list[dict[str, Value]]:
    """Return the values of every person, without numbers, births and telephones."""
    if not people.values:
        return [{} for _ in people.names]
    fields = people.fields
    return [
        {
            name: value
            for name, value in zip(fields, row, strict=True)
            if value is not None and not isinstance(value, Unread)
        }
        for row in zip(*people.values, strict=True)
    ]


def note_of_remark(remark: str) -> tuple[str, str]:
    """Return the field and value a remark behind a name stands for, e.g. 亡 → 去向."""
    if not remark or remark in _HEAD_REMARKS:
        return "", ""
    code = code_list("whereabouts").code_of(remark)
    return ("whereabouts", code) if code else ("note", remark)
