"""Names of visits nobody was found for when they were typed, and finding them later."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.named_people import read_people
from liaison_desktop.domain.matters.visit import Named, WaitingName
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.models.batches import parts
from liaison_desktop.models.cadres.cadre import Cadre
from liaison_desktop.models.matters.visit import Visit
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.register.household import Household
from liaison_desktop.models.tables import table
from liaison_desktop.services.register.household_place import household_place

_GONE = "这个待核对的名字已被处理或删除，请刷新。"
_MOST = 8  # candidates offered for one name


def waiting_names(session: Session) -> tuple[WaitingName, ...]:
    """Return every name of a visit that waits to be found, newest visits first."""
    households = _waiting(session, "visit_household", "household_id")
    cadres = _waiting(session, "visit_cadre", "cadre_id")
    homes = _households_named(session, (row["typed"] for row in households))
    posts = _cadres_named(session, (row["typed"] for row in cadres))
    found = [
        *(_waiting_name(row, homes, of_cadre=False) for row in households),
        *(_waiting_name(row, posts, of_cadre=True) for row in cadres),
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.visit_id), reverse=True))


def _waiting(session: Session, lines: str, link: str) -> list[RowMapping]:
    line, visit, area = table(lines), table("visit"), table("area")
    statement = (
        select(
            line.c.id, line.c.visit_id, line.c.typed, visit.c.on, visit.c.village_id,
            area.c.name.label("village"),
        )
        .join(visit, visit.c.id == line.c.visit_id)
        .outerjoin(area, area.c.id == visit.c.village_id)
        .where(line.c[link].is_(None))
        .order_by(line.c.id)
    )  # fmt: skip
    return list(session.execute(statement).mappings())


_Candidates = dict[str, list[tuple[int | None, Named]]]  # name to village and candidate


def _waiting_name(row: RowMapping, known: _Candidates, *, of_cadre: bool) -> WaitingName:
    options = known.get(_plain(row["typed"]), [])
    near = [one for village, one in options if village == row["village_id"]]
    far = [one for village, one in options if village != row["village_id"]]
    return WaitingName(
        id=row["id"],
        of_cadre=of_cadre,
        visit_id=row["visit_id"],
        on=row["on"],
        village=row["village"] or "",
        typed=row["typed"] or "",
        candidates=tuple((*near, *far)[:_MOST]),
    )


def _plain(typed: str | None) -> str:
    """Return the name alone, without what stands in brackets."""
    people = read_people(typed or "")
    return people[0].name if people else ""


def _households_named(session: Session, typed: Iterable[str | None]) -> _Candidates:
    """Return the households in which somebody of that name lives, his head's ones first."""
    person, household, place = table("resident"), table("household"), household_place()
    joined = place.join(household.join(person, person.c.household_id == household.c.id))
    statement = (
        select(person.c.name, household.c.id, household.c.village_id, *place.columns)
        .select_from(joined)
        .order_by(person.c.is_head.desc(), *place.order)
    )
    found: dict[str, dict[int, tuple[int | None, Named]]] = defaultdict(dict)
    names = sorted({name for one in typed if (name := _plain(one))})
    for part in parts(names):
        for name, key, village_id, village, _, number, head in session.execute(
            statement.where(person.c.name.in_(part))
        ):
            one = Named(key, f"{village}/{number} {head}".strip())
            found[name].setdefault(key, (village_id, one))
    return {name: list(options.values()) for name, options in found.items()}


def _cadres_named(session: Session, typed: Iterable[str | None]) -> _Candidates:
    cadre, unit = table("cadre"), table("unit")
    statement = (
        select(cadre.c.name, cadre.c.id, unit.c.name)
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
        .order_by(cadre.c.id)
    )
    found: _Candidates = defaultdict(list)
    names = sorted({name for one in typed if (name := _plain(one))})
    for part in parts(names):
        for name, key, place in session.execute(statement.where(cadre.c.name.in_(part))):
            found[name].append((None, Named(key, f"{name}（{place}）" if place else name)))
    return found


def settle_name(operation: Operation, lines: str, line_id: int, key: int) -> None:
    """Say whom a waiting name meant; a visit that names him already loses the line.

    Args:
        operation: The running operation; its sentence is written.
        lines: ``visit_household`` or ``visit_cadre``.
        line_id: Key of the line that waits.
        key: The household or cadre. What was typed stays beside it, so that the list
            it came from is known again.

    Raises:
        RefusedError: When the line, the household or the cadre is gone.
    """
    of_cadre = lines == "visit_cadre"
    link, target = ("cadre_id" if of_cadre else "household_id"), table(lines)
    session = operation.session
    row = session.execute(
        select(target).where(target.c.id == line_id, target.c[link].is_(None))
    ).mappings().one_or_none()  # fmt: skip
    meant: Any = session.get(Cadre if of_cadre else Household, key)
    if row is None or meant is None:
        raise RefusedError(_GONE)
    others = select(target.c[link]).where(target.c.visit_id == row["visit_id"])
    if key in set(session.scalars(others)):
        operation.bulk_delete(target, [line_id])
    else:
        operation.bulk_update(target, [{"id": line_id, link: key}])
    visit = session.get_one(Visit, row["visit_id"])
    if not of_cadre and visit.village_id is None:
        visit.village_id = meant.village_id
    operation.touch(table("visit"), [row["visit_id"]])
    noun = "走访干部" if of_cadre else "走访对象"
    operation.sentence = f"核对{noun}{numbers_masked(row['typed'] or '')}"
