"""Importing a cadre roster (干部名册): a plan first, then one operation."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.import_plan import Choice
from liaison_desktop.domain.register.roster import TableFile, Value
from liaison_desktop.excel.read import read_cadres
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadre_comparing import CadreChange, CadreComparison
from liaison_desktop.services.cadres.cadre_editing import FIELDS, team_named, unit_named
from liaison_desktop.services.system.heavy import run_in_child
from liaison_desktop.services.system.list_import import ListImport
from liaison_desktop.services.system.workbook_import import Corrections

NOUN = "cadres"


class CadreImport(ListImport[TableFile, CadreChange]):
    """Brings cadre rosters into the store."""

    kind = NOUN
    doing = "正在登记干部"

    def _read(self, path: Path, corrections: Corrections, progress: Progress) -> TableFile:
        return run_in_child(read_cadres, (path, corrections), progress=progress)

    def _comparison(self, session: Session, file: TableFile, village: str) -> CadreComparison:
        comparison = CadreComparison(session)
        comparison.run(file.rows)
        return comparison

    def _without(self, key: int, change: CadreChange, choice: Choice) -> CadreChange | None:
        values = _taken(key, change, choice)
        return replace(change, values=values) if values else None

    def _write(self, operation: Operation, taken: Sequence[CadreChange], since: date | None) -> str:
        new, changed = _write_rows(operation, taken, since)
        return f"新增干部 {new} 名，变更 {changed} 名"


def _taken(key: int, change: CadreChange, choice: Choice) -> dict[str, Value]:
    return {
        name: value
        for name, value in change.values.items()
        if name == "name" or (key, name) not in choice.left_cells
    }


def _write_rows(
    operation: Operation, taken: Sequence[CadreChange], since: date | None
) -> tuple[int, int]:
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
