"""Saving a visit: checks, whom and who, conflicts told with both values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import ConflictError, RefusedError
from liaison_desktop.domain.matters.visit import Named, VisitDraft
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.domain.terms.visit import VISIT_FIELDS
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.matters.visit import Visit, VisitSheet
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.record_values import (
    require_no_blocking,
    stale,
    stored_values,
    too_long,
    typed_values,
)
from liaison_desktop.services.matters.visit_rows import (
    GONE,
    visited_households,
    visiting_cadres,
)

WAYS_WITHOUT_HOUSEHOLD = frozenset(("forum",))  # 座谈: a meeting of a group names no household
_WHOM, _WHO = Field("households", "走访对象"), Field("cadres", "走访干部")
_LINKS = {"visit_household": "household_id", "visit_cadre": "cadre_id"}


def counts_as_visit(way: str) -> bool:
    """Tell whether a visit counts as 入户 (R68): never a telephone call or a message.

    Args:
        way: Code or word of 走访方式; a visit that names none stands in a register of
            visits and counts, a word the list does not know never does.
    """
    return not way or code_list("visit_way").counts(code_list("visit_way").value_of(way))


def find_problems(session: Session, draft: VisitDraft, today: date) -> Iterator[FieldProblem]:
    """Say what is wrong with a typed visit; only some of it blocks saving."""
    values = draft.values
    yield from _problems_of_days(values, today)
    yield from too_long("visit", VISIT_FIELDS, values)
    way = str(values.get("way") or "")
    if not way:
        message = "没有选走访方式，将按入户走访计入。"
        yield FieldProblem(None, "way", message, blocking=False)
    if not _named(draft.households) and not (
        code_list("visit_way").value_of(way) in WAYS_WITHOUT_HOUSEHOLD or values.get("place")
    ):
        yield FieldProblem(None, "households", "请填写走访了哪一户。", blocking=True)
    if not _named(draft.cadres):
        message = "没有填走访干部，不会计入任何干部的走访。"
        yield FieldProblem(None, "cadres", message, blocking=False)
    yield from _repeated(session, draft)


def _problems_of_days(values: Mapping[str, Value], today: date) -> Iterator[FieldProblem]:
    on, ends, following = (values.get(name) for name in ("on", "ends_on", "next_on"))
    if not isinstance(on, date):
        yield FieldProblem(None, "on", "请填写走访日期。", blocking=True)
        return
    if on > today:
        yield FieldProblem(None, "on", "走访日期在今天之后，请核对。", blocking=True)
    if isinstance(ends, date) and ends < on:
        yield FieldProblem(None, "ends_on", "结束日期早于走访日期，请核对。", blocking=True)
    if isinstance(following, date) and following <= on:
        message = "下次走访日期不晚于这次走访，请核对。"
        yield FieldProblem(None, "next_on", message, blocking=False)


def _repeated(session: Session, draft: VisitDraft) -> Iterator[FieldProblem]:
    """Tell of a visit of the same cadre to the same household on the same day."""
    visit, whom, who = table("visit"), table("visit_household"), table("visit_cadre")
    households = [one.id for one in draft.households if one.id is not None]
    cadres = [one.id for one in draft.cadres if one.id is not None]
    statement = (
        select(visit.c.id)
        .join(whom, whom.c.visit_id == visit.c.id)
        .join(who, who.c.visit_id == visit.c.id)
        .where(
            visit.c.on == draft.values.get("on"),
            whom.c.household_id.in_(households),
            who.c.cadre_id.in_(cadres),
            visit.c.id != (draft.id or 0),
        )
        .limit(1)
    )
    if households and cadres and session.scalar(statement) is not None:
        message = "这名干部当天走访这户已有一条记录，请核对是否重复。"
        yield FieldProblem(None, "households", message, blocking=False)


def save_visit(operation: Operation, draft: VisitDraft, today: date) -> int:
    """Store a visit inside an operation and write its sentence.

    Returns:
        The key of the visit.

    Raises:
        RefusedError: When a blocking problem stands or the visit is gone.
        ConflictError: When somebody else saved it meanwhile; both values are told.
    """
    session = operation.session
    require_no_blocking(find_problems(session, draft, today))
    values = typed_values(VISIT_FIELDS, draft.values)
    if draft.id is None:
        visit = Visit(public_id=operation.public_id())
        session.add(visit)
        done = "登记走访"
    else:
        visit = _current(session, draft, values)
        done = "修改走访"
    for name, value in values.items():
        setattr(visit, name, value)
    visit.counted = counts_as_visit(values["way"] or "")
    visit.village_id = village_of(session, draft.households) or draft.village_id
    visit.sheet_id = _existing_sheet(session, draft.sheet_id)
    session.flush()
    set_people(operation, visit.id, "visit_household", draft.households)
    set_people(operation, visit.id, "visit_cadre", draft.cadres)
    operation.sentence = f"{done}：{visit.on:%Y-%m-%d} {_whom_in_words(session, visit.id)}".strip()
    return visit.id


def _current(session: Session, draft: VisitDraft, values: Mapping[str, Any]) -> Visit:
    visit = session.get(Visit, draft.id)
    if visit is None:
        raise RefusedError(GONE)
    if visit.version != draft.version:
        raise _conflict(session, visit, draft, values)
    return visit


def _conflict(
    session: Session, visit: Visit, draft: VisitDraft, values: Mapping[str, Any]
) -> ConflictError:
    whom, who = (
        reading(session, [visit.id])[visit.id] for reading in (visited_households, visiting_cadres)
    )
    theirs = stored_values(VISIT_FIELDS, visit) | {
        "households": _joined(whom),
        "cadres": _joined(who),
    }
    mine = {**values, "households": _joined(draft.households), "cadres": _joined(draft.cadres)}
    return stale("这次走访", (*VISIT_FIELDS, _WHOM, _WHO), theirs, mine)


def set_people(operation: Operation, visit_id: int, lines: str, wanted: Sequence[Named]) -> None:
    """Make the households or cadres of a visit those wanted; lines that stay are left alone.

    Args:
        operation: The running operation.
        visit_id: The visit.
        lines: ``visit_household`` or ``visit_cadre``.
        wanted: In order; one without a key waits under its name as typed.
    """
    target, link = table(lines), _LINKS[lines]
    columns = (target.c.id, target.c[link], target.c.typed)
    statement = select(*columns).where(target.c.visit_id == visit_id).order_by(target.c.id)
    stored = {
        (key, None if key else typed): line
        for line, key, typed in operation.session.execute(statement)
    }
    keys = dict.fromkeys(_keys(lines, wanted))
    operation.bulk_delete(target, [line for key, line in stored.items() if key not in keys])
    new = [
        {"visit_id": visit_id, link: key, "typed": typed}
        for key, typed in keys
        if (key, typed) not in stored
    ]
    operation.bulk_insert(target, new)
    if new or any(key not in keys for key in stored):
        operation.touch(table("visit"), [visit_id])  # its version tells that its people changed


def _keys(lines: str, wanted: Iterable[Named]) -> Iterator[tuple[int | None, str | None]]:
    for one in wanted:
        if one.id is not None:
            yield one.id, None
        elif name := " ".join(one.name.split()):
            yield None, clipped(lines, "typed", name)


def village_of(session: Session, households: Sequence[Named]) -> int | None:
    """Return the village of the first household that is known, None when none is."""
    household = table("household").c
    for one in households:
        if one.id is not None:
            return session.scalar(select(household.village_id).where(household.id == one.id))
    return None


def _existing_sheet(session: Session, sheet_id: int | None) -> int | None:
    if sheet_id is not None and session.get(VisitSheet, sheet_id) is None:
        raise RefusedError("没有找到这张走访单，可能已被撤销。请去掉走访单后再保存。")
    return sheet_id


def _whom_in_words(session: Session, visit_id: int) -> str:
    names = [one.name for one in visited_households(session, [visit_id])[visit_id]]
    more = f"等{len(names)}户" if len(names) > 1 else ""
    return numbers_masked(names[0]) + more if names else ""


def _named(people: Iterable[Named]) -> bool:
    return any(one.id is not None or one.name.strip() for one in people)


def _joined(people: Iterable[Named]) -> str:
    return "、".join(one.name for one in people)
