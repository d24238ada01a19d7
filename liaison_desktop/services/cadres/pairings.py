"""Pairings (结对联户): making, ending and listing them (domain.md 1.2)."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.pairing import NewPairing, PairingReport, PairingRow
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import (
    current_on,
    default_way,
    kept_on,
    left_by,
    not_closed,
)
from liaison_desktop.services.cadres.pairing_changes import plan_steps, stored_pairings
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.household_place import household_place


class Pairings:
    """Who is responsible for which household, how and since when."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def pair(
        self,
        household_ids: Sequence[int],
        cadre_id: int,
        way: str = "",
        since: date | None = None,
        *,
        close_earlier: bool = False,
    ) -> PairingReport:
        """Make a cadre responsible for households.

        Args:
            household_ids: The households.
            cadre_id: The cadre.
            way: 联户方式, code or word; "" for 干部结对联户.
            since: First day, None for today.
            close_earlier: Whether other cadres' pairings of the same way end the day before.

        Raises:
            RefusedError: When the cadre has left or not yet come, or a household was closed.
        """
        chosen = code_list("pairing_way").value_of(way) if way else default_way()
        first = since or self._context.today()
        wanted = [NewPairing(key, cadre_id, chosen, first) for key in household_ids]
        return self.confirm(wanted, close_earlier=close_earlier)

    def confirm(
        self,
        wanted: Sequence[NewPairing],
        *,
        close_earlier: bool = True,
        leaving: int | None = None,
        sentence: str = "",
    ) -> PairingReport:
        """Store pairings, e.g. those of a proposal, in one operation.

        Args:
            wanted: What is to hold.
            close_earlier: Whether other cadres' pairings of the same way end the day before.
            leaving: Only this cadre's pairings end; colleagues keep theirs.
            sentence: What the history shows, "" for the usual words.

        Raises:
            RefusedError: When a cadre has left or not yet come, a household was closed, or
                a pairing would end before it begins.
        """
        today = self._context.today()
        _require_order(wanted)
        with self._context.store.operation(
            sentence or "结对联户", self._context.actor
        ) as operation:
            takers = {new.cadre_id for new in wanted}
            last = max((new.since or today for new in wanted), default=today)
            names = _cadres_in_post(operation.session, takers, today, max(today, last))
            _require_not_closed(operation.session, [new.household_id for new in wanted], today)
            stored = stored_pairings(operation.session, (new.household_id for new in wanted))
            if leaving is not None:
                stored = [row for row in stored if row.cadre_id in {leaving, *takers}]
            steps = plan_steps(stored, wanted, today, close_earlier=close_earlier)
            if not sentence:
                operation.sentence = f"{_some(names)}结对联户：新增 {steps.made} 户"
            steps.write(operation)
        return PairingReport(steps.made, steps.kept, steps.closed, operation.changes)

    def end(self, pairing_ids: Sequence[int], on: date) -> Changes:
        """End pairings; the given day is their last.

        A pairing that would end before its first day is removed: it never held. One that
        has ended by that day stays as it is.
        """
        pairing = table("pairing")
        with self._context.store.operation("解除结对", self._context.actor) as operation:
            rows = [
                row
                for part in parts(pairing_ids)
                for row in operation.session.execute(
                    select(pairing.c.id, pairing.c.since).where(
                        pairing.c.id.in_(part),
                        or_(pairing.c.until.is_(None), pairing.c.until > on),
                    )
                )
            ]
            never = [row.id for row in rows if row.since is not None and row.since > on]
            ending = [row.id for row in rows if row.since is None or row.since <= on]
            operation.bulk_delete(pairing, never)
            operation.bulk_update(pairing, [{"id": key, "until": on} for key in ending])
            operation.sentence = f"解除结对 {len(rows)} 户"
        return operation.changes

    def ids(self, *, on: date | None = None, cadre_id: int | None = None) -> "array[int]":
        """Return the keys of pairings in print order (村→组→户号).

        Args:
            on: Only those that hold on this day, None for all, past ones included.
            cadre_id: Only this cadre's.
        """
        pairing, household, place = table("pairing"), table("household"), household_place()
        conditions: list[ColumnElement[bool]] = []
        if on is not None:
            conditions += [current_on(on), kept_on(on)]
        if cadre_id is not None:
            conditions.append(pairing.c.cadre_id == cadre_id)
        source = pairing.join(household, household.c.id == pairing.c.household_id)
        statement = (
            select(pairing.c.id)
            .select_from(place.join(source))
            .where(*conditions)
            .order_by(*place.order, pairing.c.id)
        )
        with self._context.store.reading() as session:
            return array("q", session.scalars(statement))

    def rows(self, ids: Sequence[int]) -> dict[int, PairingRow]:
        """Return pairings by key, in the order of the keys."""
        statement = _row_statement(self._context.today())
        found: dict[int, PairingRow] = {}
        with self._context.store.reading() as session:
            for part in parts(ids):
                chosen = statement.where(table("pairing").c.id.in_(part))
                for row in session.execute(chosen).mappings():
                    labels = {"way": code_list("pairing_way").label_of(row["way"])}
                    found[row["id"]] = PairingRow(**{**row, **labels})
        return {key: found[key] for key in ids if key in found}


def _row_statement(today: date) -> Select[tuple[Any, ...]]:
    """Return the query whose columns are the attributes of ``PairingRow``."""
    pairing, household, cadre = table("pairing"), table("household"), table("cadre")
    unit, place = table("unit"), household_place()
    source = (
        pairing.join(household, household.c.id == pairing.c.household_id)
        .join(cadre, cadre.c.id == pairing.c.cadre_id)
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
    )
    own = [pairing.c[name] for name in ("id", "household_id", "cadre_id", "way", "since", "until")]
    return select(
        *own,
        *place.columns,
        cadre.c.name.label("cadre"),
        func.coalesce(unit.c.name, "").label("unit"),
        func.coalesce(cadre.c.post, "").label("post"),
        and_(current_on(today), kept_on(today)).label("current"),
    ).select_from(place.join(source))


def _require_order(wanted: Iterable[NewPairing]) -> None:
    """Refuse pairings that end before they begin.

    Raises:
        RefusedError: With the first one's dates.
    """
    for new in wanted:
        if new.since is not None and new.until is not None and new.until < new.since:
            days = f"{new.until.isoformat()} 早于起始日期 {new.since.isoformat()}"
            raise RefusedError(f"结对的终止日期 {days}，请核对。")


def _cadres_in_post(session: Session, ids: Iterable[int], today: date, last: date) -> list[str]:
    """Return the names of cadres who can take households.

    Args:
        session: A session.
        ids: The cadres.
        today: From this day on nobody takes households who has left.
        last: By this day everybody must have come.

    Raises:
        RefusedError: When one of them has left, or comes later.
    """
    cadre = table("cadre")
    columns = (cadre.c.name, cadre.c.since, left_by(today).label("gone"))
    statement = select(*columns).where(cadre.c.id.in_(sorted(set(ids)))).order_by(cadre.c.id)
    rows = session.execute(statement).all()
    if gone := [row.name for row in rows if row.gone]:
        raise RefusedError(f"{_some(gone)}已离岗，不能再结对。请选择在岗干部。")
    if coming := [row.name for row in rows if row.since and row.since > last]:
        raise RefusedError(f"{_some(coming)}还没有到岗，不能结对。请核对到岗日期或另选干部。")
    return [row.name for row in rows]


def _require_not_closed(session: Session, ids: Iterable[int], day: date) -> None:
    household, place = table("household"), household_place()
    closed: list[str] = []
    for part in parts(sorted(set(ids))):
        statement = (
            select(place.village.c.name, household.c.number)
            .select_from(place.join(household))
            .where(household.c.id.in_(part), ~not_closed(day))
        )
        closed.extend(f"{village}/{number}" for village, number in session.execute(statement))
    if closed:
        raise RefusedError(f"{_some(closed)}已注销，不能结对。请从名单中去掉。")


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:3]) + (f"等 {len(names)} 项" if len(names) > 3 else "")
