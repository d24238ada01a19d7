"""Lines of the visit list and the detail of one visit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.visit import Named, VisitDetail, VisitRow
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.visit import VISIT_FIELDS
from liaison_desktop.models.batches import parts
from liaison_desktop.models.matters.visit import Visit, VisitSheet
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.record_values import stored_values
from liaison_desktop.services.register.household_place import household_place

GONE = "没有找到这次走访，可能已被删除或撤销。请刷新列表。"
_UNSURE = "？"


def visit_rows(session: Session, ids: Sequence[int]) -> dict[int, VisitRow]:
    """Return the lines of visits, in the order of the keys; those that are gone are absent."""
    found: dict[int, VisitRow] = {}
    for part in parts(ids):
        found.update(_page(session, part))
    return {key: found[key] for key in ids if key in found}


def _page(session: Session, ids: Sequence[int]) -> dict[int, VisitRow]:
    visit, area = table("visit"), table("area")
    households, cadres = visited_households(session, ids), visiting_cadres(session, ids)
    concerns, ways = _concern_counts(session, ids), code_list("visit_way")
    statement = (
        select(
            visit.c.id,
            visit.c.on,
            func.coalesce(area.c.name, ""),
            visit.c.way,
            visit.c.counted,
            func.coalesce(visit.c.said, ""),
            func.coalesce(visit.c.answered, ""),
        )
        .outerjoin(area, area.c.id == visit.c.village_id)
        .where(visit.c.id.in_(ids))
    )
    rows = {}
    for key, on, village, way, counted, said, answered in session.execute(statement):
        whom, who = households[key], cadres[key]
        rows[key] = VisitRow(
            id=key,
            on=on,
            households="、".join(_short(one) for one in whom),
            village=village,
            cadres="、".join(_marked(one) for one in who),
            way=ways.label_of(way) if way else "",
            counted=counted,
            said=numbers_masked(said),
            answered=numbers_masked(answered),
            concerns=concerns.get(key, 0),
            unresolved=sum(one.id is None for one in (*whom, *who)),
        )
    return rows


def _marked(one: Named) -> str:
    return one.name if one.id is not None else f"{numbers_masked(one.name)}{_UNSURE}"


def _short(one: Named) -> str:
    """Return 户主（户编号） of 村/户编号 户主, or a typed name with its question mark."""
    if one.id is None:
        return f"{numbers_masked(one.name)}{_UNSURE}"
    place, _, head = one.name.partition(" ")
    number = place.partition("/")[2]
    return f"{head}（{number}）" if head else number


def visited_households(session: Session, ids: Iterable[int]) -> defaultdict[int, list[Named]]:
    """Return visit to its households as 村/户编号 户主, or as typed, in the order given."""
    line, household, place = table("visit_household"), table("household"), household_place()
    known = (
        select(line.c.id, line.c.visit_id, household.c.id, *place.columns)
        .select_from(
            place.join(household.join(line, line.c.household_id == household.c.id))
        )
    )  # fmt: skip
    found: dict[int, tuple[int, Named]] = {}
    for part in parts(sorted(set(ids))):
        for key, visit_id, own, village, _, number, head in session.execute(
            known.where(line.c.visit_id.in_(part))
        ):
            found[key] = visit_id, Named(own, f"{village}/{number} {head}".strip())
        found.update(_typed(session, "visit_household", "household_id", part))
    return _grouped(found)


def visiting_cadres(session: Session, ids: Iterable[int]) -> defaultdict[int, list[Named]]:
    """Return visit to its cadres by name, or as typed, in the order given."""
    line, cadre = table("visit_cadre"), table("cadre")
    known = select(line.c.id, line.c.visit_id, cadre.c.id, cadre.c.name).join(
        cadre, cadre.c.id == line.c.cadre_id
    )
    found: dict[int, tuple[int, Named]] = {}
    for part in parts(sorted(set(ids))):
        for key, visit_id, own, name in session.execute(known.where(line.c.visit_id.in_(part))):
            found[key] = visit_id, Named(own, name)
        found.update(_typed(session, "visit_cadre", "cadre_id", part))
    return _grouped(found)


def _typed(
    session: Session, lines: str, link: str, ids: Sequence[int]
) -> dict[int, tuple[int, Named]]:
    line = table(lines).c
    statement = select(line.id, line.visit_id, line.typed).where(
        line.visit_id.in_(ids), line[link].is_(None)
    )
    return {row[0]: (row[1], Named(None, row[2] or "")) for row in session.execute(statement)}


def _grouped(found: dict[int, tuple[int, Named]]) -> defaultdict[int, list[Named]]:
    grouped: defaultdict[int, list[Named]] = defaultdict(list)
    for key in sorted(found):
        visit_id, one = found[key]
        grouped[visit_id].append(one)
    return grouped


def _concern_counts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    concern = table("concern").c
    statement = (
        select(concern.visit_id, func.count())
        .where(concern.visit_id.in_(ids))
        .group_by(concern.visit_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def visit_detail(session: Session, visit_id: int) -> VisitDetail:
    """Return everything about a visit.

    Raises:
        RefusedError: When it is gone.
    """
    visit = session.get(Visit, visit_id)
    if visit is None:
        raise RefusedError(GONE)
    concern = table("concern").c
    village = session.get(Area, visit.village_id) if visit.village_id else None
    sheet = session.get(VisitSheet, visit.sheet_id) if visit.sheet_id else None
    concerns = select(concern.id).where(concern.visit_id == visit_id).order_by(concern.id)
    values: dict[str, Any] = stored_values(VISIT_FIELDS, visit)
    return VisitDetail(
        id=visit.id,
        version=visit.version,
        counted=visit.counted,
        values=values,
        households=tuple(visited_households(session, [visit_id])[visit_id]),
        cadres=tuple(visiting_cadres(session, [visit_id])[visit_id]),
        sheet_id=visit.sheet_id,
        concern_ids=tuple(session.scalars(concerns)),
        village_id=visit.village_id,
        village=village.name if village else "",
        sheet=sheet.number if sheet else "",
    )
