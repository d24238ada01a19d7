"""Importing a list of visits (走访登记表): a plan first, then one operation."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.roster_run import split_villages
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.visit_roster import VisitRoster
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.import_plan import Choice
from liaison_desktop.domain.terms.visit import VISIT_FIELDS
from liaison_desktop.excel.visit_list import read_visits
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.visit_comparing import (
    VisitChange,
    VisitComparison,
    VisitLine,
)
from liaison_desktop.services.matters.visit_saving import counts_as_visit
from liaison_desktop.services.system.heavy import run_in_child
from liaison_desktop.services.system.list_import import ListImport, ListPlan
from liaison_desktop.services.system.workbook_import import Corrections

NOUN = "visits"
_LINKS = {"visit_household": "household_id", "visit_cadre": "cadre_id"}


class VisitImport(ListImport[VisitRoster, VisitChange]):
    """Brings lists of visits into the store."""

    kind = NOUN
    doing = "正在登记走访"

    def plan_file(
        self, file: VisitRoster, source: Path, *, village: str = ""
    ) -> ListPlan[VisitChange]:
        """Compare a list that was read with the store; say how its ways were understood."""
        plan = super().plan_file(file, source, village=village)
        notes = (*plan.summary.notes, *_notes_on_ways(file))
        return replace(plan, summary=replace(plan.summary, notes=notes))

    def _read(self, path: Path, corrections: Corrections, progress: Progress) -> VisitRoster:
        return run_in_child(read_visits, (path, corrections), progress=progress)

    def _comparison(self, session: Session, file: VisitRoster, village: str) -> VisitComparison:
        today = self._context.today()
        comparison = VisitComparison(session, today, split_villages(village))
        comparison.run(file.rows)
        return comparison

    def _without(self, key: int, change: VisitChange, choice: Choice) -> VisitChange:
        return _taken(key, change, choice)

    def _write(self, operation: Operation, taken: Sequence[VisitChange], since: date | None) -> str:
        new = [change for change in taken if change.visit_id is None]
        _insert(operation, new)
        _update(operation, [change for change in taken if change.visit_id is not None])
        return f"新增走访 {len(new)} 次，变更 {len(taken) - len(new)} 次"


_SHOWN = 20  # characters of a strange word a sentence has room for


def _notes_on_ways(file: VisitRoster) -> tuple[str, ...]:
    """Say which ways of visiting are unknown, and that rows without one count."""
    ways = code_list("visit_way")
    known = {code for code, _ in ways.items}
    written = dict.fromkeys(row.way for row in file.rows)
    strange = [way for way in written if way and ways.value_of(way) not in known]
    notes = []
    if strange:
        names = "、".join(f"“{' '.join(way.split())[:_SHOWN]}”" for way in strange[:5])
        notes.append(f"走访方式{names}不在方式表中，原样存入，不计入入户走访。")
    if "" in written:
        notes.append("有的行没有写走访方式，按入户走访计入。")
    return tuple(notes)


def _taken(key: int, change: VisitChange, choice: Choice) -> VisitChange:
    """Leave out the cells a person does not want; a new visit is taken whole."""
    if change.visit_id is None:
        return change
    left = {field for row, field in choice.left_cells if row == key}
    return replace(
        change,
        values={name: value for name, value in change.values.items() if name not in left},
        found=tuple(one for one in change.found if one[0] not in left),
    )


def _insert(operation: Operation, changes: Sequence[VisitChange]) -> None:
    blank: dict[str, Any] = dict.fromkeys(field.name for field in VISIT_FIELDS)
    rows = [
        {
            **blank,
            **change.values,
            "counted": counts_as_visit(str(change.values.get("way", ""))),
            "village_id": change.village_id,
            "sheet_id": None,
        }
        for change in changes
    ]
    keys = operation.bulk_insert(table("visit"), rows)
    for name, link in _LINKS.items():
        lines = [
            {"visit_id": key, link: line.key, "typed": line.typed}
            for key, change in zip(keys, changes, strict=True)
            for line in _lines(change, name)
        ]
        operation.bulk_insert(table(name), lines)


def _lines(change: VisitChange, name: str) -> tuple[VisitLine, ...]:
    return change.households if name == "visit_household" else change.cadres


def _update(operation: Operation, changes: Sequence[VisitChange]) -> None:
    batches: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        values: dict[str, Any] = dict(change.values)
        if "way" in values:
            values["counted"] = counts_as_visit(str(values["way"]))
        if any(name == "visit_household" for name, _, _ in change.found):
            values["village_id"] = change.village_id
        batches[tuple(values)].append({"id": change.visit_id, **values})
        for name, line, who in change.found:
            found[name].append({"id": line, _LINKS[name]: who})
    for columns, rows in batches.items():
        if columns:
            operation.bulk_update(table("visit"), rows)
    for name, rows in found.items():
        operation.bulk_update(table(name), rows)
    waited = [change.visit_id for change in changes if change.found and change.visit_id]
    operation.touch(table("visit"), waited)
