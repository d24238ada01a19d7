"""Importing a dispute ledger (矛盾纠纷排查调处台账): a plan first, then one operation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.roster_run import split_villages
from liaison_desktop.domain.matters.dispute_roster import DisputeRoster
from liaison_desktop.domain.matters.matter_number import MatterNumber, Noun, file_number
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.import_plan import Choice
from liaison_desktop.domain.terms.dispute import OPEN_DISPUTE_STATES
from liaison_desktop.excel.dispute_list import read_disputes
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.committees import ensure_committee
from liaison_desktop.services.matters.dispute_comparing import DisputeChange, DisputeComparison
from liaison_desktop.services.matters.dispute_import_parts import ImportedParts, blank_row
from liaison_desktop.services.matters.record_values import update_by_columns
from liaison_desktop.services.matters.risk_limits import risk_limit
from liaison_desktop.services.system.heavy import run_in_child
from liaison_desktop.services.system.list_import import ListImport
from liaison_desktop.services.system.workbook_import import Corrections

NOUN = "disputes"


class DisputeImport(ListImport[DisputeRoster, DisputeChange]):
    """Brings dispute ledgers into the store."""

    kind = NOUN
    doing = "正在登记矛盾纠纷"

    def _read(self, path: Path, corrections: Corrections, progress: Progress) -> DisputeRoster:
        return run_in_child(read_disputes, (path, corrections), progress=progress)

    def _comparison(self, session: Session, file: DisputeRoster, village: str) -> DisputeComparison:
        today = self._context.today()
        comparison = DisputeComparison(session, today, split_villages(village))
        comparison.run(file.rows)
        return comparison

    def _without(self, key: int, change: DisputeChange, choice: Choice) -> DisputeChange | None:
        kept = _kept(change, key, choice)
        return kept if kept.values else None

    def _write(
        self, operation: Operation, taken: Sequence[DisputeChange], since: date | None
    ) -> str:
        new = [change for change in taken if change.dispute_id is None]
        _insert(operation, new)
        _update(operation, [change for change in taken if change.dispute_id is not None])
        return f"新增矛盾纠纷 {len(new)} 件，变更 {len(taken) - len(new)} 件"


def _kept(change: DisputeChange, key: int, choice: Choice) -> DisputeChange:
    """Return a change without the cells a person left out."""
    left = {name for row, name in choice.left_cells if row == key}
    if not left:
        return change
    kept = {name: value for name, value in change.values.items() if name not in left}
    return replace(change, values=kept)


def _insert(operation: Operation, changes: Sequence[DisputeChange]) -> None:
    """Write new disputes with parties, sessions, follow-ups and the lines of their record."""
    ordered = sorted(changes, key=lambda one: one.values["found_on"])
    numbers = _numbers(operation, ordered)
    used = set(operation.session.scalars(select(table("dispute").c.file_number)))
    blank, rows = blank_row("dispute"), []
    for change, number in zip(ordered, numbers, strict=True):
        row = {**blank, **change.values, **_own_columns(change), "number": number}
        if row["limit_on"] is None and change.told.state in OPEN_DISPUTE_STATES:
            row["limit_on"] = risk_limit(operation.session, row["risk"], row["found_on"])
        _give_file_number(operation, change, row, used)
        rows.append(row)
    keys = operation.bulk_insert(table("dispute"), rows)
    parts = ImportedParts(operation)
    for key, change, row in zip(keys, ordered, rows, strict=True):
        parts.of_new(key, change, row)
    parts.write()


def _numbers(operation: Operation, ordered: Sequence[DisputeChange]) -> list[str]:
    """Take a number of its year for each dispute, in their order."""
    years = [change.values["found_on"].year for change in ordered]
    series = {
        year: count(operation.next_number(f"dispute-{year}", total))
        for year, total in Counter(years).items()
    }
    return [str(MatterNumber(Noun.DISPUTE, year, next(series[year]))) for year in years]


def _own_columns(change: DisputeChange) -> dict[str, Any]:
    return {
        "state": change.told.state.value,
        "village_id": change.place.village_id,
        "group_id": change.place.group_id,
        "owner": clipped("dispute", "owner", change.told.row.owner) or None,
        "owner_id": change.owner_id,
        "reopened": 0,
    }


def _give_file_number(
    operation: Operation, change: DisputeChange, row: dict[str, Any], used: set[str | None]
) -> None:
    """Keep the number the file has on paper; the committee's year goes on after it."""
    told = change.told.number
    if told is None:
        return
    number = file_number(told.year, told.word, told.serial)
    if number in used:
        row["note"] = "；".join(part for part in (row["note"], f"协议编号：{number}") if part)
        return
    used.add(number)
    committee_id = ensure_committee(operation, row["village_id"])
    row["file_number"], row["committee_id"] = number, committee_id
    operation.reach_number(f"file-{committee_id}-{told.year}", told.serial)


def _update(operation: Operation, changes: Sequence[DisputeChange]) -> None:
    """Set changed cells; a session that became known is added."""
    known = ((int(change.dispute_id or 0), change.values) for change in changes)
    update_by_columns(operation, "dispute", known)
    parts = ImportedParts(operation)
    for change in changes:
        parts.of_changed(change)
    parts.write()
