"""What typing in one cell does to a family member; plain values, no widgets."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.identity import read_identity
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.register.household import Member
from liaison_desktop.domain.register.relation import read_relation
from liaison_desktop.domain.terms import resident
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy
from liaison_desktop.domain.terms.resident import ID_STATE_LABELS, IdState
from liaison_desktop.ui.editors import Value

NAME, RELATION, ID_NUMBER = "name", "relation", "id_number"
_FIRST = (
    ID_NUMBER,
    "phone",
    "sex",
    "birth",
    "ethnicity",
    "education",
    "political",
    "health",
    "whereabouts",
    "marital",
    "labour",
    "occupation",
    "work_place",
)
_RELATION_FIELD = Field(RELATION, "与户主关系", FieldType.CODE, codes=RELATION)
FIELDS: tuple[Field, ...] = (
    next(field for field in resident.KEY_FIELDS if field.name == NAME),
    _RELATION_FIELD,
    *(resident.FIELD_OF[name] for name in _FIRST),
    *(field for field in resident.FIELDS if field.name not in _FIRST),
)
BLANK = Member(None, 0, "", "", "", is_head=False, values={})


def value_of(member: Member, field: str) -> Value | None:
    """Return what a cell holds, None when it is blank."""
    if field == NAME:
        return member.name or None
    if field == RELATION:
        return member.relation or None
    return member.values.get(field)


def with_value(member: Member, field: str, value: Value | None, today: date) -> Member:
    """Return a member with another value in one cell.

    An identity number fills sex and birth where they are blank, and settles its state.

    Args:
        member: The member.
        field: Name of the field.
        value: What was typed, None to blank it.
        today: The day no birth may lie after.
    """
    if field == NAME:
        return replace(member, name="" if value is None else str(value).strip())
    if field == RELATION:
        return _with_relation(member, "" if value is None else str(value))
    if field == ID_NUMBER:
        return _with_number(member, "" if value is None else str(value), today)
    if field == "phone" and isinstance(value, str):
        value = read_phones(value).main or value
    return replace(member, values=_changed(member.values, {field: value}))


def cell_problem(member: Member, field: str, today: date) -> str:
    """Return what is wrong in a cell as far as the cell itself tells, "" for nothing."""
    value = value_of(member, field)
    if field == NAME:
        return "" if value else "请填写姓名"
    if field == ID_NUMBER:
        return _number_problem(member, value, today)
    if field == "phone" and value and not read_phones(str(value)).main:
        return "电话号码看不懂，请核对"
    if field == "birth" and isinstance(value, str):
        return "日期看不懂，请填如 1970-3-5"
    return ""


def is_masked(field: Field) -> bool:
    """Tell whether a cell is shown in full only on request."""
    return field.privacy is not Privacy.OPEN


def to_plain(members: Iterable[Member]) -> list[dict[str, Any]]:
    """Return members as a draft can keep them."""
    return [
        {
            "id": member.id,
            "version": member.version,
            "name": member.name,
            "relation": member.relation,
            "values": dict(member.values),
            "id_state": member.id_state,
            "since": member.since,
            "until": member.until,
        }
        for member in members
    ]


def from_plain(kept: Iterable[Mapping[str, Any]]) -> tuple[Member, ...]:
    """Return the members of a kept draft."""
    found = []
    for one in kept:
        member = Member(
            one["id"],
            one["version"],
            one["name"],
            "",
            "",
            is_head=False,
            values=one["values"],
            id_state=one["id_state"],
            since=one["since"],
            until=one["until"],
        )
        found.append(_with_relation(member, one["relation"]))
    return tuple(found)


def _with_relation(member: Member, typed: str) -> Member:
    label = code_list(RELATION).label_of(typed)
    relation = read_relation(label)
    return replace(
        member, relation=relation.word, relation_code=relation.code, is_head=relation.is_head
    )


def _with_number(member: Member, typed: str, today: date) -> Member:
    found = read_identity(typed, today)
    values = {ID_NUMBER: found.number or typed or None}
    if found.sex and not member.values.get("sex"):
        values["sex"] = found.sex
    changed = _changed(member.values, values)
    if found.birth is not None and not changed.get("birth"):
        changed = _changed(changed, {"birth": found.birth})
    return replace(member, values=changed, id_state=found.state)


def _number_problem(member: Member, value: Value | None, today: date) -> str:
    if value is None:
        return "" if member.id_state == IdState.OK else ID_STATE_LABELS.get(member.id_state, "")
    state = read_identity(str(value), today).state
    if state == IdState.OK and member.id_state == IdState.UPGRADED:
        state = IdState.UPGRADED
    return ID_STATE_LABELS.get(state, "")


def _changed(values: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with some replaced; None and "" are left out."""
    merged = {**values, **new}
    return {name: value for name, value in merged.items() if value not in (None, "")}
