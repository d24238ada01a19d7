"""Saves one household with its people as one operation, and says what changed."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select

from liaison_desktop.domain.errors import ConflictError, RefusedError
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.register.household import HouseholdDraft, Member
from liaison_desktop.domain.register.place_name import group_position, number_key, plain_name
from liaison_desktop.domain.register.relation import read_relation
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms import household as household_terms
from liaison_desktop.domain.terms import resident as resident_terms
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.household import Household, Resident
from liaison_desktop.services.register.household_checks import identity_of
from liaison_desktop.services.register.household_detail import GONE, people_of

_STALE = "这户刚被其他人修改，请核对后再保存。"
_HEAD_CODE, _HEAD_WORD = "02", "户主"
_PHONE_LENGTH = 40
_OWN_LABELS = {
    "village_id": "村",
    "group_id": "村民小组",
    "number": "户编号",
    "since": "起始日期",
    "until": "终止日期",
    "name": "姓名",
    "relation": "与户主关系",
    "is_head": "户主",
    "position": "成员顺序",
}


class Saving:
    """One draft on its way into the store."""

    def __init__(self, operation: Operation, draft: HouseholdDraft, day: date) -> None:
        self._operation = operation
        self._session = operation.session
        self._draft = draft
        self._day = day
        self._said: dict[str, None] = {}  # what the sentence names, in order

    def run(self) -> int:
        """Store the draft and set the operation's sentence.

        Returns:
            The key of the household.

        Raises:
            ConflictError: When somebody else saved a part of it meanwhile.
            RefusedError: When it is gone.
        """
        household, people = self._load()
        if self._draft.id is not None:
            self._refuse_stale(household, people)
        self._set_household(household)
        self._step_down(people)
        self._remove(people)
        for position, member in enumerate(self._draft.members, start=1):
            self._save_member(household, people, member, position)
        self._session.flush()
        self._operation.sentence = self._sentence(household)
        return household.id

    def _load(self) -> tuple[Household, dict[int, Resident]]:
        if self._draft.id is None:
            household = Household(public_id=self._operation.public_id())
            return household, {}
        found = self._session.get(Household, self._draft.id)
        if found is None:
            raise RefusedError(GONE)
        return found, {person.id: person for person in people_of(self._session, found.id)}

    def _refuse_stale(self, household: Household, people: Mapping[int, Resident]) -> None:
        fields: dict[str, tuple[str, str]] = {}
        stale = household.version != self._draft.version
        if stale:
            fields |= _differences(household, self._draft.values, household_terms.FIELD_OF)
        for member in self._draft.members:
            person = people.get(member.id) if member.id is not None else None
            if member.id is not None and (person is None or person.version != member.version):
                stale = True
                fields |= _member_differences(member, person)
        seen = self._draft.seen_members
        for key, person in people.items():
            if seen is not None and key not in seen:
                stale = True
                fields[f"家庭成员{person.name}"] = ("新增", "")
        if stale:
            raise ConflictError(_STALE, fields)

    def _set_household(self, household: Household) -> None:
        draft = self._draft
        number = plain_name(draft.number) or household.number or self._next_number()
        values: dict[str, object] = {
            "village_id": draft.village_id,
            "group_id": draft.group_id,
            "number": number,
            "number_key": number_key(number),
            "since": draft.since,
            "until": draft.until,
            **{name: draft.values.get(name) for name in household_terms.FIELD_OF},
        }
        self._assign(household, values)
        if draft.id is None:
            self._session.add(household)
            self._session.flush()

    def _next_number(self) -> str:
        """Return the next 组-户 of the group."""
        draft = self._draft
        village = self._session.get_one(Area, draft.village_id)
        group = self._session.get(Area, draft.group_id) if draft.group_id else None
        series = group_position(group.name, village.name) if group else 0
        if series is None and group is not None:
            series = group.position
        prefix = f"{series or 0:02d}-"
        statement = select(Household.number).where(
            Household.village_id == draft.village_id,
            Household.number.startswith(prefix, autoescape=True),
        )
        last = (number.removeprefix(prefix) for number in self._session.scalars(statement))
        highest = max((int(part) for part in last if part.isdecimal()), default=0)
        return f"{prefix}{highest + 1:03d}"

    def _assign(self, row: Household | Resident, values: Mapping[str, object]) -> None:
        """Set what differs, and remember its label for the sentence."""
        labels = household_terms.FIELD_OF if isinstance(row, Household) else resident_terms.FIELD_OF
        for name, value in values.items():
            new = None if value == "" else value
            if getattr(row, name) != new:
                setattr(row, name, new)
                label = labels[name].label if name in labels else _OWN_LABELS.get(name, "")
                if label:
                    self._said.setdefault(label)

    def _step_down(self, people: Mapping[int, Resident]) -> None:
        """Let the old head step down first: the store holds one head at a time."""
        heads = {member.id for member in self._draft.members if member.is_head}
        for key, person in people.items():
            if person.is_head and key not in heads:
                person.is_head = False
                self._said.setdefault(_HEAD_WORD)
        self._session.flush()

    def _remove(self, people: Mapping[int, Resident]) -> None:
        kept = {member.id for member in self._draft.members}
        for key, person in people.items():
            if key not in kept:
                self._said.setdefault(f"删除成员{person.name}")
                self._session.delete(person)
        self._session.flush()

    def _save_member(
        self, household: Household, people: Mapping[int, Resident], member: Member, position: int
    ) -> None:
        values = self._member_values(member) | {"position": position}
        person = people.get(member.id) if member.id is not None else None
        if person is not None:
            self._assign(person, values)
            return
        self._said.setdefault(f"新增成员{values['name']}")
        row = {name: None if value == "" else value for name, value in values.items()}
        self._session.add(
            Resident(public_id=self._operation.public_id(), household_id=household.id, **row)
        )

    def _member_values(self, member: Member) -> dict[str, object]:
        """Return what is stored of a member; sex and birth come from the number when blank."""
        identity = identity_of(member, self._day)
        values: dict[str, object] = {
            name: member.values.get(name) for name in resident_terms.FIELD_OF
        }
        values["id_number"] = identity.number
        values["sex"] = values["sex"] or identity.sex
        values["birth"] = values["birth"] or identity.birth
        values["phone"], values["other_phones"] = _phones(member)
        relation = member.relation or (_HEAD_WORD if member.is_head else "")
        code = read_relation(relation).code or member.relation_code
        lost = not identity.number and member.id_state in (IdState.LOST, IdState.INVALID)
        return values | {
            "name": member.name.strip(),
            "name_key": pinyin_key(member.name),
            "relation": relation,
            "relation_code": _HEAD_CODE if member.is_head else code,
            "is_head": member.is_head,
            "id_state": member.id_state if lost else identity.state,
            "since": member.since,
            "until": member.until,
        }

    def _sentence(self, household: Household) -> str:
        village = self._session.get_one(Area, household.village_id)
        label = f"{village.name}/{household.number}"
        if self._draft.id is None:
            return f"新建{label} 户"
        return f"修改{label} 户信息：{'、'.join(self._said)}"


def _phones(member: Member) -> tuple[object, object]:
    """Return the main phone and the others; what is no number is kept as typed."""
    typed = str(member.values.get("phone", "")).strip()
    others = member.values.get("other_phones")
    read = read_phones(typed)
    if read.unread:
        return typed[:_PHONE_LENGTH], others
    known = [part for part in str(others or "").split("、") if part]
    return read.main, "、".join(dict.fromkeys((*known, *read.others)))


def _differences(
    row: Household | Resident, mine: Mapping[str, Value], fields: Mapping[str, object]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield label and both values of each field that differs."""
    described = household_terms.FIELD_OF if isinstance(row, Household) else resident_terms.FIELD_OF
    for name in fields:
        theirs = getattr(row, name)
        if (theirs or None) != (mine.get(name) or None):
            field = described[name]
            yield field.label, (shown(field, theirs), shown(field, mine.get(name)))


def _member_differences(
    member: Member, person: Resident | None
) -> Iterator[tuple[str, tuple[str, str]]]:
    if person is None:
        yield f"家庭成员{member.name}", ("已删除", "保留")
        return
    if person.name != member.name:
        yield "姓名", (person.name, member.name)
    for label, values in _differences(person, member.values, resident_terms.FIELD_OF):
        yield f"{member.name} {label}", values
