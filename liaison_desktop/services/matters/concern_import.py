"""Importing a concern ledger (民情台账): a plan first, then one operation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.roster_run import split_villages
from liaison_desktop.domain.matters.concern_roster import ConcernRoster
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.import_plan import Choice
from liaison_desktop.domain.terms.concern import (
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.excel.concern_list import read_concerns
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.concern_comparing import ConcernChange, ConcernComparison
from liaison_desktop.services.matters.concern_saving import next_number
from liaison_desktop.services.matters.record_values import update_by_columns
from liaison_desktop.services.system.heavy import run_in_child
from liaison_desktop.services.system.list_import import ListImport
from liaison_desktop.services.system.workbook_import import Corrections

NOUN = "concerns"
_KEPT = ("id", "public_id", "version")
_IMPORTED = "台账导入"
_DAYS = ("done_on", "returned_on")
_LAST_STEP = {
    ConcernState.ANSWERED: ConcernStepKind.ANSWERED,
    ConcernState.ESCALATED: ConcernStepKind.ESCALATED,
    ConcernState.DONE: ConcernStepKind.DONE,
    ConcernState.FED_BACK: ConcernStepKind.FED_BACK,
    ConcernState.STRUCK_OFF: ConcernStepKind.STRUCK_OFF,
    ConcernState.EXPLAINED: ConcernStepKind.EXPLAINED,
    ConcernState.RETURNED: ConcernStepKind.RETURNED,
}


class ConcernImport(ListImport[ConcernRoster, ConcernChange]):
    """Brings concern ledgers into the store."""

    kind = NOUN
    doing = "正在登记民情事项"

    def _read(self, path: Path, corrections: Corrections, progress: Progress) -> ConcernRoster:
        return run_in_child(read_concerns, (path, corrections), progress=progress)

    def _comparison(self, session: Session, file: ConcernRoster, village: str) -> ConcernComparison:
        today = self._context.today()
        comparison = ConcernComparison(session, today, split_villages(village))
        comparison.run(file.rows)
        return comparison

    def _without(self, key: int, change: ConcernChange, choice: Choice) -> ConcernChange | None:
        kept = _kept(change, key, choice)
        return kept if kept.values else None

    def _write(
        self, operation: Operation, taken: Sequence[ConcernChange], since: date | None
    ) -> str:
        new = [change for change in taken if change.concern_id is None]
        _insert(operation, new)
        _update(operation, [change for change in taken if change.concern_id is not None])
        return f"新增民情事项 {len(new)} 件，变更 {len(taken) - len(new)} 件"


def _kept(change: ConcernChange, key: int, choice: Choice) -> ConcernChange:
    """Return a change without the cells a person left out; an end goes with its state."""
    left = {name for row, name in choice.left_cells if row == key}
    if left & {"state", *_DAYS}:
        left |= {"state", *_DAYS, "feedback_on", "feedback_way", "struck_off_on", "satisfaction"}
    if not left or change.concern_id is None:
        return change
    kept = {name: value for name, value in change.values.items() if name not in left}
    return replace(change, values=kept)


def _insert(operation: Operation, changes: Sequence[ConcernChange]) -> None:
    """Write new concerns with the lines of their record."""
    ordered = sorted(changes, key=lambda one: one.values["received_on"])
    blank = {column.name: None for column in table("concern").c if column.name not in _KEPT}
    rows: list[dict[str, Any]] = []
    for change in ordered:
        people = change.people
        rows.append(
            blank
            | change.values
            | {
                "number": next_number(operation, change.values["received_on"].year),
                "state": change.told.state.value,
                "household_id": people.household_id,
                "resident_id": people.resident_id,
                "village_id": people.village_id,
                "owner": people.owner,
                "owner_id": people.owner_id,
                "first_receiver": people.first_receiver,
                "first_receiver_id": people.first_receiver_id,
                "reopened": 0,
            }
        )
    keys = operation.bulk_insert(table("concern"), rows)
    _record(
        operation, (line for key, row in zip(keys, rows, strict=True) for line in _told(key, row))
    )


def _told(key: int, row: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Yield the lines of a new concern's record: how it came, and where it stands."""
    level, came = row["level"], row["received_on"]
    state = ConcernState(row["state"])
    last = _LAST_STEP.get(state)
    if state is not ConcernState.ANSWERED:
        yield _line(key, ConcernStepKind.REGISTERED, came, ConcernState.PENDING, level)
    if last is not None:
        yield _line(key, last, _ended(row) or came, state, level)


def _ended(row: Mapping[str, Any]) -> date | None:
    found: date | None = row.get("struck_off_on") or row.get("feedback_on")
    return found or row.get("done_on") or row.get("returned_on")


def _line(
    key: int, kind: ConcernStepKind, on: date, state: ConcernState, level: str | None
) -> dict[str, Any]:
    return {"concern_id": key, "kind": kind.value, "on": on, "state": state.value, "level": level}


def _record(operation: Operation, lines: Iterable[dict[str, Any]]) -> None:
    blank = {column.name: None for column in table("concern_step").c if column.name not in _KEPT}
    own = {"by": clipped("concern_step", "by", operation.actor), "note": _IMPORTED}
    operation.bulk_insert(table("concern_step"), [blank | own | line for line in lines])


def _update(operation: Operation, changes: Sequence[ConcernChange]) -> None:
    """Set what the ledger says more of; an end it tells becomes a line of the record."""
    known = ((int(change.concern_id or 0), change.values) for change in changes)
    update_by_columns(operation, "concern", known)
    lines = []
    for change in changes:
        key = int(change.concern_id or 0)
        if "state" not in change.values:
            continue
        state = ConcernState(change.values["state"])
        ended = _ended(change.values) or change.told.values["received_on"]
        kind = _LAST_STEP.get(state, ConcernStepKind.PROGRESS)
        lines.append(_line(key, kind, ended, state, change.told.values.get("level")))
    _record(operation, lines)
