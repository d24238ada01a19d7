"""Writing a concern down and correcting it: checks, number, owner, conflicts told.

What moves a concern on (办结, 反馈, 销号 …) is no field to be typed over: it is a step of its
own in ``concern_steps``, which asks for what the rule wants.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.concern import ConcernDraft
from liaison_desktop.domain.matters.concern_rules import levels_above
from liaison_desktop.domain.matters.matter_number import MatterNumber, Noun
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.concern import (
    CONCERN_FIELD_OF,
    CONCERN_FIELDS,
    OPEN_STATES,
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.matters.concern import Concern, ConcernStep
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.concern_rows import GONE
from liaison_desktop.services.matters.record_values import (
    stale,
    stored_values,
    too_long,
    typed_values,
)

# Set by steps alone; what a draft says of them is passed over.
BY_STEPS = frozenset(
    ("done_on", "returned_on", "feedback_on", "feedback_way", "feedback_to", "struck_off_on")
)
_TYPED = tuple(field for field in CONCERN_FIELDS if field.name not in {*BY_STEPS, "satisfaction"})
_OPEN = frozenset(state.value for state in OPEN_STATES)
_WITH_PLAN = ("coordinate", "report_up")  # 限期解决 (R96)
_OWN_LABELS = (Field("owner", "主办责任人"), Field("household_id", "农户"))


def problems(session: Session, draft: ConcernDraft, today: date) -> Iterator[FieldProblem]:
    """Say what is wrong with a typed concern; ``member`` is always None."""
    values = typed_values(CONCERN_FIELDS, draft.values)
    stored = session.get(Concern, draft.id) if draft.id is not None else None
    yield from _missing(draft, values, stored)
    yield from _day_problems(values, stored, today)
    yield from too_long("concern", (*CONCERN_FIELDS, *_OWN_LABELS), {
        **draft.values, "owner": draft.owner,
    })  # fmt: skip
    yield from _rule_problems(values)
    if stored is not None:
        yield from _changed_problems(draft, values, stored)
    phone = str(values["applicant_phone"] or "")
    if phone and read_phones(phone).unread:
        yield _told("applicant_phone", "联系电话不像电话号码，请核对。", blocking=False)
    people = values["people"]
    if isinstance(people, int) and people < 1:
        yield _told("people", "反映人数至少是 1。")


def _told(name: str, message: str, *, blocking: bool = True) -> FieldProblem:
    return FieldProblem(None, name, message, blocking=blocking)


def _missing(
    draft: ConcernDraft, values: Mapping[str, Any], stored: Concern | None
) -> Iterator[FieldProblem]:
    if not values["title"]:
        yield _told("title", "请写明申办事项。")
    if values["received_on"] is None:
        yield _told("received_on", "请填写登记日期。")
    if stored is None and not draft.first_receiver.strip():
        yield _told("first_receiver", "请填写首访人：首访负责制要求记下最先受理的人。")
    answered = draft.answered if stored is None else stored.state == ConcernState.ANSWERED.value
    if answered and not values["result"]:
        yield _told("result", "请写明当场答复了什么。")


def _day_problems(
    values: Mapping[str, Any], stored: Concern | None, today: date
) -> Iterator[FieldProblem]:
    received, limit = values["received_on"], values["limit_on"]
    if received is None:
        return
    if received > today:
        yield _told("received_on", "登记日期晚于今天，请核对。")
    if limit is not None and limit < received:
        yield _told("limit_on", "办结时限早于登记日期，请核对。")
    promised = values["promised_on"]
    if promised is not None and promised < received:
        yield _told("promised_on", "承诺日期早于登记日期，请核对。", blocking=False)
    ends = [] if stored is None else [stored.done_on, stored.returned_on]
    if any(end is not None and end < received for end in ends):
        yield _told("received_on", "登记日期晚于办结或退回的日期，请核对。")


def _rule_problems(values: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """R96: what is to be solved by a day needs a plan and the day; what cannot, its reason."""
    if values["disposition"] in _WITH_PLAN:
        if not values["plan"]:
            yield _told("plan", "协调办、上报办的事项须写明方案措施。")
        if values["limit_on"] is None:
            yield _told("limit_on", "协调办、上报办的事项须写明办结时限。")
    if values["disposition"] == "explain" and not values["basis"]:
        yield _told("basis", "解释说明的事项须写明政策依据。")


def _changed_problems(
    draft: ConcernDraft, values: Mapping[str, Any], stored: Concern
) -> Iterator[FieldProblem]:
    typed = draft.first_receiver.strip()
    if typed and typed != stored.first_receiver:
        yield _told("first_receiver", "首访人登记后不能更改（首访负责制）；可以交办给别的责任人。")
    limit, old = values["limit_on"], stored.limit_on
    if old is not None and (limit is None or limit > old):
        if stored.state in _OPEN:
            yield _told("limit_on", "推迟办结时限请用“延期”，写明批准人和理由。")
        elif stored.done_on is not None:
            yield _told("limit_on", "事项已经办结，办结时限不能再推迟或清空，请改回原时限。")
    level = getattr(stored, CONCERN_FIELD_OF["level"].name) or ""
    if values["level"] != level and (values["level"] or "") in levels_above(level) and level:
        yield _told("level", "提高办理层级请用“上报”，会生成办理申请单。")


def save(context: Context, draft: ConcernDraft) -> tuple[int, Changes]:
    """Store a concern; see ``Concerns.save``."""
    with context.store.operation("登记民情事项", context.actor) as operation:
        if draft.id is None:
            key = register(operation, draft, context.today())
        else:
            key = _correct(operation, draft, context.today())
    return key, operation.changes


def register(operation: Operation, draft: ConcernDraft, today: date) -> int:
    """Write a new concern down inside a running operation; return its key.

    It gets the next number of the year of its 登记日期; the owner, left blank, is the first
    receiver (R97); one answered on the spot is counted but stays outside the ledger (R93).

    Raises:
        InputRefusedError: When a blocking problem stands.
    """
    _refuse(operation.session, draft, today)
    values = typed_values(_TYPED, draft.values)
    values["people"] = values["people"] or 1
    state = ConcernState.ANSWERED if draft.answered else ConcernState.PENDING
    concern = Concern(
        public_id=operation.public_id(),
        number=next_number(operation, values["received_on"].year),
        state=state.value,
        first_receiver=draft.first_receiver.strip(),
        first_receiver_id=draft.first_receiver_id,
        visit_id=draft.visit_id,
    )
    if draft.answered:
        values["satisfaction"] = typed_values(CONCERN_FIELDS, draft.values)["satisfaction"]
    _place(operation.session, concern, draft, values)
    _own(concern, draft)
    _set(concern, values)
    operation.session.add(concern)
    operation.session.flush()
    kind = ConcernStepKind.ANSWERED if draft.answered else ConcernStepKind.REGISTERED
    add_step(operation, concern, kind, values["received_on"], note=values["result"] or "")
    operation.sentence = f"登记民情事项{concern.number}"
    return concern.id


def next_number(operation: Operation, year: int) -> str:
    """Take the next number of a year; it is never given again."""
    serial = operation.next_number(f"concern-{year}")
    return str(MatterNumber(Noun.CONCERN, year, serial))


def add_step(
    operation: Operation,
    concern: Concern,
    kind: ConcernStepKind,
    on: date,
    **columns: str | date | None,
) -> None:
    """Add a line to the record of a concern, in the state and level it now has."""
    step = ConcernStep(
        public_id=operation.public_id(),
        concern_id=concern.id,
        kind=kind.value,
        on=on,
        by=clipped("concern_step", "by", operation.actor),
        state=concern.state,
        level=getattr(concern, CONCERN_FIELD_OF["level"].name),
        **{name: value or None for name, value in columns.items()},
    )
    operation.session.add(step)
    operation.session.flush()


def _correct(operation: Operation, draft: ConcernDraft, today: date) -> int:
    """Change the fields of a stored concern.

    Raises:
        ConflictError: When someone else saved it meanwhile; both values are given.
    """
    session = operation.session
    concern = session.get(Concern, draft.id)
    if concern is None:
        raise RefusedError(GONE)
    values = typed_values(_TYPED, draft.values)
    before = stored_values(_TYPED, concern) | {"owner": concern.owner}
    if concern.version != draft.version:
        mine = {**values, "owner": draft.owner.strip() or concern.owner}
        raise stale(f"民情事项{concern.number}", (*_TYPED, _OWN_LABELS[0]), before, mine)
    _refuse(session, draft, today)
    if concern.state == ConcernState.ANSWERED.value:
        values["satisfaction"] = typed_values(CONCERN_FIELDS, draft.values)["satisfaction"]
    old_owner = concern.owner
    _place(session, concern, draft, values)
    if draft.owner.strip():
        _own(concern, draft)
    _set(concern, values)
    session.flush()
    if concern.owner != old_owner:
        note = f"责任人由{old_owner}改为{concern.owner}"
        add_step(operation, concern, ConcernStepKind.ASSIGNED, today, note=note)
    if note := draft.step_note.strip():
        add_step(operation, concern, ConcernStepKind.PROGRESS, today, note=note)
    operation.sentence = f"修改民情事项{concern.number}{_changed(before, concern)}"
    return concern.id


def _changed(before: Mapping[str, Any], concern: Concern) -> str:
    after = stored_values(_TYPED, concern) | {"owner": concern.owner}
    fields = (*_TYPED, _OWN_LABELS[0])
    labels = [f.label for f in fields if before.get(f.name) != after.get(f.name)]
    return f"：{'、'.join(labels)}" if labels else ""


def _refuse(session: Session, draft: ConcernDraft, today: date) -> None:
    blocking = [problem for problem in problems(session, draft, today) if problem.blocking]
    if blocking:
        raise InputRefusedError(blocking[0].message)


def _set(concern: Concern, values: Mapping[str, Value | None]) -> None:
    for name, value in values.items():
        setattr(concern, name, value)


def _own(concern: Concern, draft: ConcernDraft) -> None:
    """The first receiver is the owner unless another one is named (首访负责制, R97)."""
    if draft.owner.strip():
        concern.owner, concern.owner_id = draft.owner.strip(), draft.owner_id
    else:
        concern.owner, concern.owner_id = concern.first_receiver, concern.first_receiver_id


def _place(session: Session, concern: Concern, draft: ConcernDraft, values: dict[str, Any]) -> None:
    """Set household, person and village; a known household says village and applicant."""
    concern.household_id, concern.resident_id = draft.household_id, draft.resident_id
    concern.village_id = draft.village_id
    if draft.household_id is None:
        return
    household, person = table("household").c, table("resident").c
    village = session.scalars(
        select(household.village_id).where(household.id == draft.household_id)
    ).first()
    concern.village_id = village if village is not None else draft.village_id
    if not values["applicant"]:
        meant = person.id == draft.resident_id if draft.resident_id else person.is_head
        statement = select(person.name).where(person.household_id == draft.household_id, meant)
        values["applicant"] = session.scalars(statement).first()
