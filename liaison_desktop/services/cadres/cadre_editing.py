"""Saving a cadre: checks, unit and team by name, conflicts told with both values."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.cadre import CadreDraft
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.shown import Shown, shown
from liaison_desktop.domain.terms.cadre import CADRE_FIELD_OF, CADRE_FIELDS
from liaison_desktop.models.cadres.cadre import Cadre, Team, Unit
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context

OWN = {"name", "unit", "team"}
FIELDS = tuple(field for field in CADRE_FIELDS if field.name not in OWN)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def problems(session: Session, draft: CadreDraft) -> Iterator[FieldProblem]:
    """Say what is wrong with a typed cadre; namesakes are allowed, but told."""
    if not draft.name.strip():
        yield FieldProblem(None, "name", "请填写干部姓名。", blocking=True)
    quota = draft.values.get("quota")
    if isinstance(quota, int) and quota < 0:
        yield FieldProblem(None, "quota", "应联系户数不能小于 0。", blocking=True)
    since, until = draft.values.get("since"), draft.values.get("until")
    if isinstance(since, date) and isinstance(until, date) and until < since:
        yield FieldProblem(None, "until", "离岗日期早于到岗日期，请核对。", blocking=True)
    phone = str(draft.values.get("phone", ""))
    if phone and read_phones(phone).unread:
        yield FieldProblem(None, "phone", "联系电话不像电话号码，请核对。", blocking=False)
    email = str(draft.values.get("email", ""))
    if email and not _EMAIL.fullmatch(email):
        yield FieldProblem(None, "email", "邮箱的写法不对，请核对。", blocking=False)
    yield from _namesakes(session, draft)


def _namesakes(session: Session, draft: CadreDraft) -> Iterator[FieldProblem]:
    cadre, unit = table("cadre"), table("unit")
    statement = (
        select(cadre.c.id)
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
        .where(
            cadre.c.name == draft.name.strip(),
            func.coalesce(unit.c.name, "") == draft.unit.strip(),
        )
    )
    if set(session.scalars(statement)) - {draft.id}:
        message = "本单位已有同名干部；若是同一人请不要重复登记，不是同一人可以保存。"
        yield FieldProblem(None, "name", message, blocking=False)


def save(context: Context, draft: CadreDraft) -> tuple[int, Changes]:
    """Store a cadre; see ``Cadres.save``."""
    with context.store.reading() as session:
        blocking = [problem for problem in problems(session, draft) if problem.blocking]
    if blocking:
        raise InputRefusedError(blocking[0].message)
    name = draft.name.strip()
    with context.store.operation(f"登记干部{name}", context.actor) as operation:
        cadre = Cadre() if draft.id is None else _current(operation.session, draft)
        before = {} if draft.id is None else typed_values(operation.session, cadre)
        write(
            operation, cadre, {**draft.values, "name": name, "unit": draft.unit, "team": draft.team}
        )
        if draft.id is None:
            cadre.public_id = operation.public_id()
            operation.session.add(cadre)
        else:
            after = typed_values(operation.session, cadre)
            changed = [CADRE_FIELD_OF[key].label for key in after if after[key] != before[key]]
            operation.sentence = f"修改干部{name}：{'、'.join(changed)}"
        operation.session.flush()
        key = cadre.id
    return key, operation.changes


def write(operation: Operation, cadre: Cadre, values: Mapping[str, Value]) -> None:
    """Set every field of a cadre; an absent or blank one becomes NULL."""
    cadre.name = str(values["name"])
    cadre.name_key = pinyin_key(cadre.name)
    cadre.unit_id = unit_named(operation, str(values.get("unit", "")).strip())
    cadre.team_id = team_named(operation, str(values.get("team", "")).strip())
    for field in FIELDS:
        value = values.get(field.name)
        setattr(cadre, field.name, None if value == "" else value)


def unit_named(operation: Operation, name: str) -> int | None:
    """Return the key of a unit, made when new; None for a blank name."""
    if not name:
        return None
    unit = operation.session.scalars(select(Unit).where(Unit.name == name)).one_or_none()
    if unit is None:
        unit = Unit(name=name, public_id=operation.public_id())
        operation.session.add(unit)
        operation.session.flush()
    return unit.id


def team_named(operation: Operation, name: str) -> int | None:
    """Return the key of a team, made when new; None for a blank name."""
    if not name:
        return None
    team = operation.session.scalars(select(Team).where(Team.name == name)).one_or_none()
    if team is None:
        team = Team(name=name, public_id=operation.public_id())
        operation.session.add(team)
        operation.session.flush()
    return team.id


def leave(context: Context, cadre_id: int, version: int, on: date) -> Changes:
    """Record the day a cadre leaves; see ``Cadres.leave``."""
    with context.store.operation("干部离岗", context.actor) as operation:
        cadre = operation.session.get(Cadre, cadre_id)
        if cadre is None:
            raise RefusedError("没有找到该干部，可能已被撤销。请刷新名单。")
        if cadre.version != version:
            raise ConflictError(f"{cadre.name}的资料刚被其他人修改，请刷新后再办离岗。", {})
        since = getattr(cadre, CADRE_FIELD_OF["since"].name)
        if since is not None and on < since:
            days = f"{on.isoformat()} 早于{cadre.name}的到岗日期 {since.isoformat()}"
            raise RefusedError(f"离岗日期 {days}，请核对。")
        setattr(cadre, CADRE_FIELD_OF["until"].name, on)
        operation.sentence = f"{cadre.name}于 {on.isoformat()} 离岗"
    return operation.changes


def typed_values(session: Session, cadre: Cadre) -> dict[str, Any]:
    """Return a stored cadre's fields as a draft has them; blank is ""."""
    unit = session.get(Unit, cadre.unit_id) if cadre.unit_id else None
    team = session.get(Team, cadre.team_id) if cadre.team_id else None
    own = {
        "name": cadre.name,
        "unit": unit.name if unit else "",
        "team": team.name if team else "",
    }
    rest = {field.name: getattr(cadre, field.name) for field in FIELDS}
    return {**own, **{key: "" if value is None else value for key, value in rest.items()}}


def words(name: str, value: Shown) -> str:
    """Return a value of a field as people see it; what stands on every card is not masked."""
    return shown(CADRE_FIELD_OF[name], value, masked=False)


def _current(session: Session, draft: CadreDraft) -> Cadre:
    """Load the cadre a draft changes.

    Raises:
        RefusedError: When he does not exist.
        ConflictError: When he was saved since the editor read him.
    """
    cadre = session.get(Cadre, draft.id)
    if cadre is None:
        raise RefusedError("没有找到该干部，可能已被撤销。请刷新名单。")
    if cadre.version != draft.version:
        theirs = typed_values(session, cadre)
        mine = {"name": draft.name, "unit": draft.unit, "team": draft.team, **draft.values}
        both = {
            CADRE_FIELD_OF[key].label: (words(key, value), words(key, mine.get(key, "")))
            for key, value in theirs.items()
            if words(key, value) != words(key, mine.get(key, ""))
        }
        raise ConflictError(f"{cadre.name}的资料刚被其他人修改，请核对后再保存。", both)
    return cadre
