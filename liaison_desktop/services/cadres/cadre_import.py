"""Importing a cadre roster (干部名册): a plan first, then one operation."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.import_plan import (
    Choice,
    ImportReport,
    PlanSummary,
    RowState,
)
from liaison_desktop.domain.register.roster import TableFile, Value
from liaison_desktop.excel.read import read_cadres
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadre_comparing import CadreChange, CadreComparison
from liaison_desktop.services.cadres.cadre_editing import FIELDS, team_named, unit_named
from liaison_desktop.services.cadres.list_file import counted, summary
from liaison_desktop.services.system.heavy import run_in_child
from liaison_desktop.services.system.workbook_import import Corrections, Given, WorkbookImport

NOUN = "cadres"


@dataclass(frozen=True, slots=True)
class CadrePlan:
    """An import before anything is stored; opaque but for ``summary``.

    Attributes:
        summary: What people see of it.
        source: The file.
        changes: Key of a plan row to what is to be written.
        states: Key of every row, the same ones too, to how it compares.
    """

    summary: PlanSummary
    source: Path
    changes: Mapping[int, CadreChange]
    states: Mapping[int, RowState]


class CadreImport(WorkbookImport[TableFile, CadrePlan]):
    """Brings cadre rosters into the store."""

    kind = NOUN

    def plan_file(self, file: TableFile, source: Path) -> CadrePlan:
        """Compare a list that was read with the store."""
        with self._context.store.reading() as session:
            comparison = CadreComparison(session)
            comparison.run(file.rows)
        seen = summary(file, NOUN, comparison.rows, comparison.problems)
        states = {row.key: row.state for row in comparison.rows}
        return CadrePlan(seen, source, comparison.changes, states)

    def _read(self, path: Path, corrections: Corrections, progress: Progress) -> TableFile:
        return run_in_child(read_cadres, (path, corrections), progress=progress)

    def _compared(self, file: TableFile, given: Given, progress: Progress) -> CadrePlan:
        return self.plan_file(file, given.source)

    def apply(
        self,
        plan: CadrePlan,
        choice: Choice | None = None,
        *,
        since: date | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Store a plan in one operation; units and teams are made by name.

        Args:
            plan: What ``plan`` gave.
            choice: What a person leaves out.
            since: 到岗日期 of new cadres whose row names none; None leaves it open.
            progress: Told where the work is; cancelling rolls back.
        """
        chosen = choice or Choice()
        taken = [
            replace(change, values=values)
            for key, change in plan.changes.items()
            if key not in chosen.left_rows and (values := _taken(key, change, chosen))
        ]
        (progress or Silence()).step(0, len(taken), "正在登记干部")
        changes = Changes()
        if taken:
            name = plan.source.name
            with self._context.store.operation(f"导入{name}", self._context.actor) as operation:
                new, changed = _write(operation, taken, since)
                operation.sentence = f"导入{name}：新增干部 {new} 名，变更 {changed} 名"
            changes = operation.changes
        counts = {NOUN: counted(plan.states, chosen.left_rows)}
        return ImportReport(
            counts, plan.summary.problems, changes, plan.summary.notes, plan.summary.mappings
        )


def _taken(key: int, change: CadreChange, choice: Choice) -> dict[str, Value]:
    return {
        name: value
        for name, value in change.values.items()
        if name == "name" or (key, name) not in choice.left_cells
    }


def _write(operation: Operation, taken: list[CadreChange], since: date | None) -> tuple[int, int]:
    """Write new and changed cadres; return how many of each."""
    inserts: list[dict[str, Any]] = []
    updates: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    units: dict[str, int | None] = {}
    teams: dict[str, int | None] = {}
    for change in taken:
        columns: dict[str, Any] = dict(change.values)
        if "unit" in columns:
            name = str(columns.pop("unit"))
            if name not in units:
                units[name] = unit_named(operation, name)
            columns["unit_id"] = units[name]
        if "team" in columns:
            name = str(columns.pop("team"))
            if name not in teams:
                teams[name] = team_named(operation, name)
            columns["team_id"] = teams[name]
        if change.cadre_id is None:
            inserts.append(_new_row(columns, since))
        else:
            updates[tuple(columns)].append({"id": change.cadre_id, **columns})
    operation.bulk_insert(table("cadre"), inserts)
    for rows in updates.values():
        operation.bulk_update(table("cadre"), rows)
    return len(inserts), sum(len(rows) for rows in updates.values())


def _new_row(columns: dict[str, Any], since: date | None) -> dict[str, Any]:
    """Return a row with every column, so that all rows have the same ones."""
    blank = dict.fromkeys(("unit_id", "team_id", *(field.name for field in FIELDS)))
    row = {**blank, **columns, "name_key": pinyin_key(columns["name"])}
    row["since"] = row["since"] or since
    return row
