"""Makes the members of a household out of healed columns, and checks them one by one."""

from datetime import date
from typing import cast

from liaison_desktop.domain.cell_date import NO_DATE, CellDate
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.identity import Identity
from liaison_desktop.domain.phone import NO_PHONES, Phones
from liaison_desktop.domain.register.relation import Kin, Relation, settled_code
from liaison_desktop.domain.register.roster import (
    ProblemCode,
    RosterMember,
    RosterProblem,
    Value,
)
from liaison_desktop.domain.terms import resident
from liaison_desktop.excel import problems
from liaison_desktop.excel.grouping import Block
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.healing import Unread
from liaison_desktop.excel.people import People, member_values, note_of_remark
from liaison_desktop.excel.person_table import RELATION, PersonTable

_HEAD_CODE = "0"


class MemberBuilder:
    """Builds members; what is wrong is appended to a list of problems."""

    def __init__(
        self,
        sheet: str,
        header: Header,
        table: PersonTable,
        people: People,
        found: list[RosterProblem],
    ) -> None:
        self._sheet = sheet
        self._lines = table.lines
        self._people = people
        self._found = found
        self._values = member_values(people)
        self._wants_relation = any(target == RELATION for target, _ in header.columns)
        self._unread = any(
            isinstance(value, Unread) for column in people.values for value in set(column)
        )

    def build(self, block: Block, label: str) -> list[RosterMember]:
        """Return the members of a household in the order of the roster.

        Args:
            block: The household.
            label: 村/户编号, "" without a number.
        """
        return [self._member(at, block, label) for at in block.people]

    def _member(self, at: int, block: Block, label: str) -> RosterMember:
        people, values = self._people, self._values[at]
        name, relation, identity = people.names[at], people.relations[at], people.identities[at]
        if identity.code:
            self._report(
                at, label, "id_number", identity.code, problems.ID_SENTENCES[identity.code]
            )
        if identity.number:
            values["id_number"] = identity.number
        if identity.sex and values.get("sex") != identity.sex:
            self._settle_sex(at, label, values, identity)
        if people.births is not None:
            self._settle_birth(at, label, values, identity, people.births[at])
        elif identity.birth is not None:
            values["birth"] = identity.birth
        if people.phones is not None and people.phones[at] is not NO_PHONES:
            self._settle_phones(at, label, values, people.phones[at])
        if name.remark:
            self._settle_remark(at, values)
        if self._unread:
            self._report_unread(at, label)
        is_head = at == block.head
        code = relation.code
        if not code or at in block.second_heads:
            code = self._settle_relation(at, block, label)
        return RosterMember(
            line=self._lines[at],
            name=name.name,
            relation=relation.word,
            relation_code=code,
            is_head=is_head,
            values=values,
            id_state=identity.state,
            birth_part=self._birth_part(at),
        )

    def _report(self, at: int, label: str, field: str, code: str, message: str) -> None:
        name = self._people.names[at].name
        self._found.append(
            RosterProblem(self._sheet, self._lines[at], label, name, field, code, message),
        )

    def _settle_sex(
        self, at: int, label: str, values: dict[str, Value], identity: Identity
    ) -> None:
        typed = values.get("sex")
        values["sex"] = identity.sex
        sexes = code_list("sex")
        if typed in ("1", "2"):
            message = problems.sex_conflict(
                sexes.label_of(str(typed)), sexes.label_of(identity.sex)
            )
            self._report(at, label, "sex", ProblemCode.SEX_CONFLICT, message)

    def _settle_birth(
        self, at: int, label: str, values: dict[str, Value], identity: Identity, typed: CellDate
    ) -> None:
        proven = identity.birth
        if proven is not None:
            values["birth"] = proven
            if typed is not NO_DATE and _disagree(typed, proven):
                message = problems.birth_conflict()
                self._report(at, label, "birth", ProblemCode.BIRTH_CONFLICT, message)
        elif typed.day is not None:
            values["birth"] = typed.day
        if typed.unread:
            _note(values, f"出生日期：{typed.unread}")

    def _birth_part(self, at: int) -> tuple[int, int] | None:
        """Return half a date of birth, where no identity number makes it whole."""
        births = self._people.births
        proven = self._people.identities[at].birth is not None
        return None if births is None or proven else births[at].part

    def _settle_phones(self, at: int, label: str, values: dict[str, Value], phones: Phones) -> None:
        if phones.main:
            values["phone"] = phones.main
        if phones.others:
            further = [str(values["other_phones"])] if "other_phones" in values else []
            values["other_phones"] = "、".join([*phones.others, *further])
        if phones.unread:
            message = problems.phone_invalid()
            self._report(at, label, "phone", ProblemCode.PHONE_INVALID, message)

    def _settle_remark(self, at: int, values: dict[str, Value]) -> None:
        field, value = note_of_remark(self._people.names[at].remark)
        if field == "note":
            _note(values, value)
        elif field:
            values.setdefault(field, value)

    def _report_unread(self, at: int, label: str) -> None:
        for name, column in zip(self._people.fields, self._people.values, strict=True):
            value = column[at]
            if isinstance(value, Unread):
                text = problems.number_unclear(resident.FIELD_OF[name].label, value.text)
                self._report(at, label, name, ProblemCode.NUMBER_UNCLEAR, text)

    def _settle_relation(self, at: int, block: Block, label: str) -> str:
        """Return the code where the word alone gave none, and report what stays unclear."""
        relation = self._people.relations[at]
        if at == block.head:
            return relation.code or _HEAD_CODE
        if at in block.second_heads:
            message = problems.head_twice(self._people.names[at].name)
            self._report(at, label, "relation", ProblemCode.HEAD_TWICE, message)
            return relation.code
        code = self._pair_code(at, block, relation)
        if not code and self._wants_relation:
            message = problems.relation_unknown(relation.word, ambiguous=relation.ambiguous)
            self._report(at, label, "relation", ProblemCode.RELATION_UNKNOWN, message)
        return code

    def _pair_code(self, at: int, block: Block, relation: Relation) -> str:
        if not relation.ambiguous or block.head < 0:
            return ""
        return settled_code(relation.word, self._kin(at), self._kin(block.head))

    def _kin(self, at: int) -> Kin:
        identity = self._people.identities[at]
        births = self._people.births
        typed = births[at].day if births is not None else None
        sex = identity.sex or cast("str", self._values[at].get("sex", ""))
        return Kin(sex if sex in ("1", "2") else "", identity.birth or typed)


def _disagree(typed: CellDate, proven: date) -> bool:
    """Tell whether a typed date is not the one the identity number proves."""
    if typed.day is not None:
        return typed.day != proven
    return typed.part not in (None, (proven.year, proven.month), (proven.year, 0))


def _note(values: dict[str, Value], text: str) -> None:
    before = values.get("note")
    values["note"] = f"{before}；{text}" if before else text
