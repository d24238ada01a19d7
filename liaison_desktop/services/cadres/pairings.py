"""Pairings (结对联户): making, ending and listing them (domain.md 1.2)."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.pairing import NewPairing, PairingReport, PairingRow
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, default_way, kept_on, left_by
from liaison_desktop.services.cadres.pairing_changes import chunks, plan_steps, stored_pairings
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
            RefusedError: When the cadre has left or a household was closed.
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
            RefusedError: When a cadre has left or a household was closed.
        """
        today = self._context.today()
        with self._context.store.operation(
            sentence or "结对联户", self._context.actor
        ) as operation:
            takers = {new.cadre_id for new in wanted}
            names = _cadres_in_post(operation.session, takers, today)
            _require_kept(operation.session, [new.household_id for new in wanted], today)
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

        A pairing that would end before its first day is removed: it never held.
        """
        pairing = table("pairing")
        with self._context.store.operation("解除结对", self._context.actor) as operation:
            rows = [
                row
                for part in chunks(list(pairing_ids))
                for row in operation.session.execute(
                    select(pairing.c.id, pairing.c.since).where(pairing.c.id.in_(part))
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
            for part in chunks(list(ids)):
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
        current_on(today).label("current"),
    ).select_from(place.join(source))


def _cadres_in_post(session: Session, ids: Iterable[int], day: date) -> list[str]:
    """Return the names of cadres who can take households.

    Raises:
        RefusedError: When one of them has left.
    """
    cadre = table("cadre")
    rows = session.execute(
        select(cadre.c.name, left_by(day).label("gone"))
        .where(cadre.c.id.in_(sorted(set(ids))))
        .order_by(cadre.c.id)
    ).all()
    if gone := [row.name for row in rows if row.gone]:
        raise RefusedError(f"{_some(gone)}已离岗，不能再结对。请选择在岗干部。")
    return [row.name for row in rows]


def _require_kept(session: Session, ids: Iterable[int], day: date) -> None:
    household, place = table("household"), household_place()
    closed: list[str] = []
    for part in chunks(sorted(set(ids))):
        statement = (
            select(place.village.c.name, household.c.number)
            .select_from(place.join(household))
            .where(household.c.id.in_(part), ~kept_on(day))
        )
        closed.extend(f"{village}/{number}" for village, number in session.execute(statement))
    if closed:
        raise RefusedError(f"{_some(closed)}已注销，不能结对。请从名单中去掉。")


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:3]) + (f"等 {len(names)} 项" if len(names) > 3 else "")
