"""Which diaries a filter means, their lines and details, what is wrong with a typed one."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError, UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.diary import DiaryDetail, DiaryDraft, DiaryFilter, DiaryRow
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.visit import DIARY_FIELDS
from liaison_desktop.models.batches import parts
from liaison_desktop.models.cadres.cadre import Cadre
from liaison_desktop.models.tables import table
from liaison_desktop.models.text_part import has_part
from liaison_desktop.services.matters.record_values import too_long

GONE = "没有找到这篇日记，可能已被删除或撤销。请刷新列表。"
SORT_KEYS = ("on", "cadre", "place", "reviewed")
_DIARY = table("diary").c
_SEARCHED = ("place", "visited", "background", "content", "reflection", "plan")


def diary_ids(session: Session, wanted: DiaryFilter, sort: Sort) -> "array[int]":
    """Return the keys of the diaries of a filter; the natural order is newest first.

    Raises:
        UsageError: When there is no such column to sort by.
    """
    cadre = table("cadre")
    columns: dict[str, ColumnElement[Any]] = {
        "": _DIARY.on,
        "on": _DIARY.on,
        "cadre": cadre.c.name_key,
        "place": _DIARY.place,
        "reviewed": _DIARY.reviewed_on,
    }
    if sort.key not in columns:
        raise UsageError(f"日记列表没有“{sort.key}”这一列，不能按它排序。")
    order = columns[sort.key]
    turned = order.desc() if sort.descending or not sort.key else order.asc()
    oldest_first = sort.key == "on" and not sort.descending
    last = (_DIARY.id,) if oldest_first else (_DIARY.on.desc(), _DIARY.id.desc())
    statement = (
        select(_DIARY.id)
        .join(cadre, cadre.c.id == _DIARY.cadre_id)
        .where(*conditions(wanted))
        .order_by(order.is_(None), turned, *last)
    )
    return array("q", session.scalars(statement))


def conditions(wanted: DiaryFilter) -> Iterator[ColumnElement[bool]]:
    """Yield a filter as conditions on the diary table."""
    if wanted.since is not None:
        yield _DIARY.on >= wanted.since
    if wanted.until is not None:
        yield _DIARY.on <= wanted.until
    if wanted.cadre_id is not None:
        yield _DIARY.cadre_id == wanted.cadre_id
    if wanted.reviewed is not None:
        done = _DIARY.reviewed_on.is_not(None)
        yield done if wanted.reviewed else ~done
    if text := wanted.text.strip():
        yield or_(*(has_part(_DIARY[name], text) for name in _SEARCHED))
    if wanted.ids is not None:
        yield _DIARY.id.in_(wanted.ids)


def diary_rows(session: Session, ids: Sequence[int]) -> dict[int, DiaryRow]:
    """Return the lines of diaries, in the order of the keys; those that are gone are absent."""
    return {
        one.id: DiaryRow(
            id=one.id,
            on=cast("date", one.values["on"]),
            cadre=one.cadre,
            unit=one.unit,
            place=numbers_masked(str(one.values.get("place", ""))),
            content=numbers_masked(str(one.values.get("content", ""))),
            reviewed=one.locked,
        )
        for one in diary_details(session, ids)
    }


def diary_detail(session: Session, diary_id: int) -> DiaryDetail:
    """Return everything about a diary.

    Raises:
        RefusedError: When it is gone.
    """
    found = diary_details(session, [diary_id])
    if not found:
        raise RefusedError(GONE)
    return found[0]


def diary_details(session: Session, ids: Sequence[int]) -> tuple[DiaryDetail, ...]:
    """Return diaries in the order of the keys; those that are gone are absent."""
    diary, cadre, unit = table("diary"), table("cadre"), table("unit")
    statement = (
        select(
            diary,
            cadre.c.name.label("cadre"),
            func.coalesce(unit.c.name, "").label("unit"),
        )
        .join(cadre, cadre.c.id == diary.c.cadre_id)
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
    )
    names = [field.name for field in DIARY_FIELDS]
    found: dict[int, DiaryDetail] = {}
    for part in parts(ids):
        for row in session.execute(statement.where(diary.c.id.in_(part))).mappings():
            found[row["id"]] = DiaryDetail(
                id=row["id"],
                version=row["version"],
                cadre_id=row["cadre_id"],
                cadre=row["cadre"],
                unit=row["unit"],
                visit_id=row["visit_id"],
                values={name: row[name] for name in names if row[name] not in (None, "")},
            )
    return tuple(found[key] for key in ids if key in found)


def find_problems(session: Session, draft: DiaryDraft, today: date) -> Iterator[FieldProblem]:
    """Say what is wrong with a typed diary; only some of it blocks saving."""
    on = draft.values.get("on")
    yield from too_long("diary", DIARY_FIELDS, draft.values)
    if session.get(Cadre, draft.cadre_id) is None:
        yield FieldProblem(None, "cadre", "请选择写日记的干部。", blocking=True)
    if not isinstance(on, date):
        yield FieldProblem(None, "on", "请填写日记日期。", blocking=True)
    elif on > today:
        yield FieldProblem(None, "on", "日记日期在今天之后，请核对。", blocking=True)
    if not str(draft.values.get("content", "")).strip():
        yield FieldProblem(None, "content", "还没有写走访内容。", blocking=False)
