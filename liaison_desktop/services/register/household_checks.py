"""What is wrong with a typed household, before it is saved.

Blocking: no village, no name, two heads, a number taken, an identity number that stands
on somebody else or cannot be read, removing somebody a dispute or concern is about.
Everything else is stored and marked.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.identity import Identity, age_on, read_identity
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.register.household import FieldProblem, HouseholdDraft, Member
from liaison_desktop.domain.register.place_name import number_key, plain_name
from liaison_desktop.domain.register.relation import read_relation
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.models.tables import table
from liaison_desktop.services.register.household_import_known import holders_of

HEAD_AGE = 16
_SPOUSES = frozenset(("1", "10", "11", "12"))
_ID_MESSAGES = {
    IdState.CHECK_DIGIT: "身份证号最后一位校验不符，请核对；可以先保存。",
    IdState.DATE: "身份证号中的出生日期不存在，请核对；可以先保存。",
    IdState.UPGRADED: "这是15位旧号码，将按规则升为18位。",
}
_UNREADABLE = "身份证号无法辨认，请改正或清空。"


def find_problems(session: Session, draft: HouseholdDraft, day: date) -> tuple[FieldProblem, ...]:
    """Return what is wrong with a draft, the household first, then member by member."""
    return (
        *_place_problems(session, draft),
        *_date_problems(draft),
        *_head_problems(draft, day),
        *(
            problem
            for index, member in enumerate(draft.members)
            for problem in _member_problems(index, member, day)
        ),
        *_repeated_numbers(draft, day),
        *_numbers_elsewhere(session, draft, day),
        *_meant_elsewhere(session, draft),
    )


def identity_of(member: Member, day: date) -> Identity:
    """Return what the typed identity number is."""
    return read_identity(str(member.values.get("id_number", "")), day)


def _place_problems(session: Session, draft: HouseholdDraft) -> Iterator[FieldProblem]:
    if not draft.village_id:
        yield FieldProblem(None, "village", "请选择村。", blocking=True)
        return
    number = plain_name(draft.number)
    if not number:
        return
    household = table("household").c
    taken = select(household.number).where(
        household.village_id == draft.village_id,
        household.number_key == number_key(number),
        household.id != (draft.id or 0),
    )
    for other in session.scalars(taken):
        if other == number:
            yield FieldProblem(None, "number", f"本村已有户编号{number}。", blocking=True)
        else:
            message = f"本村已有户编号{other}，与{number}只差前面的零，请核对。"
            yield FieldProblem(None, "number", message, blocking=False)


def _date_problems(draft: HouseholdDraft) -> Iterator[FieldProblem]:
    """Nobody is gone before he came."""
    if draft.since and draft.until and draft.until < draft.since:
        yield FieldProblem(None, "until", "注销日期早于起始日期，请核对。", blocking=True)
    for index, member in enumerate(draft.members):
        if member.since and member.until and member.until < member.since:
            message = f"{member.name}的迁出日期早于起始日期，请核对。"
            yield FieldProblem(index, "until", message, blocking=True)


def _head_problems(draft: HouseholdDraft, day: date) -> Iterator[FieldProblem]:
    heads = [index for index, member in enumerate(draft.members) if member.is_head]
    if draft.members and not heads:
        yield FieldProblem(None, "head", "还没有户主。", blocking=False)
    for index in heads[1:]:
        yield FieldProblem(index, "relation", "一户只能有一个户主。", blocking=True)
    spouses = [
        index
        for index, member in enumerate(draft.members)
        if member.until is None and read_relation(member.relation).code in _SPOUSES
    ]
    for index in spouses[1:]:
        yield FieldProblem(index, "relation", "户主的配偶多于一人，请核对。", blocking=False)
    for index in heads[:1]:
        birth = _birth(draft.members[index], day)
        if birth is not None and age_on(birth, day) < HEAD_AGE:
            yield FieldProblem(index, "relation", f"户主不满{HEAD_AGE}岁，请核对。", blocking=False)


def _birth(member: Member, day: date) -> date | None:
    typed = member.values.get("birth")
    return typed if isinstance(typed, date) else identity_of(member, day).birth


def _member_problems(index: int, member: Member, day: date) -> Iterator[FieldProblem]:
    if not plain_name(member.name):
        yield FieldProblem(index, "name", "请填写姓名。", blocking=True)
    identity = identity_of(member, day)
    if identity.state in (IdState.LOST, IdState.INVALID) and member.values.get("id_number"):
        yield FieldProblem(index, "id_number", _UNREADABLE, blocking=True)
    elif message := _ID_MESSAGES.get(identity.state):
        yield FieldProblem(index, "id_number", message, blocking=False)
    sex, birth = member.values.get("sex"), member.values.get("birth")
    if identity.sex and sex and sex != identity.sex:
        yield FieldProblem(index, "sex", "性别与身份证号不符，请核对。", blocking=False)
    if identity.birth and birth and birth != identity.birth:
        yield FieldProblem(index, "birth", "出生日期与身份证号不符，请核对。", blocking=False)
    if read_phones(str(member.values.get("phone", ""))).unread:
        yield FieldProblem(index, "phone", "电话号码位数不对，请核对。", blocking=False)


def _repeated_numbers(draft: HouseholdDraft, day: date) -> Iterator[FieldProblem]:
    seen: dict[str, str] = {}
    for index, member in enumerate(draft.members):
        number = identity_of(member, day).number
        if number in seen:
            message = f"身份证号与本户{seen[number]}的相同。"
            yield FieldProblem(index, "id_number", message, blocking=True)
        elif number:
            seen[number] = member.name


def _numbers_elsewhere(
    session: Session, draft: HouseholdDraft, day: date
) -> Iterator[FieldProblem]:
    own = {member.id for member in draft.members if member.id is not None}
    by_number: dict[str, list[int]] = defaultdict(list)
    for index, member in enumerate(draft.members):
        if number := identity_of(member, day).number:
            by_number[number].append(index)
    leaving = _leaving(session, draft, own)
    for number, holders in holders_of(session, by_number).items():
        for holder in holders:
            if holder.person_id not in own and holder.person_id not in leaving:
                message = f"该身份证号已登记在{holder.household}的{holder.name}名下，请核对。"
                for index in by_number[number]:
                    yield FieldProblem(index, "id_number", message, blocking=True)


def _meant_elsewhere(session: Session, draft: HouseholdDraft) -> Iterator[FieldProblem]:
    """Refuse to remove somebody a dispute or concern is about: its record would lose him."""
    staying = {member.id for member in draft.members if member.id is not None}
    leaving = _leaving(session, draft, staying)
    person, party = table("resident").c, table("party").c
    of_dispute = (
        select(person.name, table("dispute").c.number)
        .join(table("party"), party.resident_id == person.id)
        .join(table("dispute"), table("dispute").c.id == party.dispute_id)
    )
    concern = table("concern").c
    of_concern = select(person.name, concern.number).join(
        table("concern"), concern.resident_id == person.id
    )
    for statement in (of_dispute, of_concern):
        for name, number in session.execute(statement.where(person.id.in_(leaving)).limit(1)):
            message = (
                f"{number}中登记着{name}，不能从家庭成员中删除。"
                "确属登错的，请先在那份记录中改选或去掉此人。"
            )
            yield FieldProblem(None, "members", message, blocking=True)


def _leaving(session: Session, draft: HouseholdDraft, staying: set[int]) -> Sequence[int]:
    """Return the people this very draft removes: their numbers become free."""
    if draft.id is None:
        return ()
    person = table("resident").c
    everybody = session.scalars(select(person.id).where(person.household_id == draft.id))
    return [key for key in everybody if key not in staying]
