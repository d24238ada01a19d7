"""Importing a pairing list (结对安排表): a plan first, then one operation."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from liaison_desktop.domain.cadres.pairing import NewPairing
from liaison_desktop.domain.cadres.roster_run import split_villages
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.import_plan import (
    Choice,
    ImportReport,
    PlanSummary,
    RowState,
)
from liaison_desktop.domain.register.roster import TableFile
from liaison_desktop.excel.read import read_pairings
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.pairing_changes import Pair, plan_steps, stored_pairings
from liaison_desktop.services.cadres.pairing_comparing import PairingComparison
from liaison_desktop.services.system.heavy import run_in_child
from liaison_desktop.services.system.list_import import counted, report, summary
from liaison_desktop.services.system.workbook_import import Corrections, Given, WorkbookImport

NOUN = "pairings"


@dataclass(frozen=True, slots=True)
class PairingPlan:
    """An import before anything is stored; opaque but for ``summary``.

    Attributes:
        summary: What people see of it.
        source: The file.
        wanted: Key of a plan row to the pairing it asks for.
        dates: Key of a plan row to the dates the file gives a pairing that holds already.
        states: Key of every row, the same ones too, to how it compares.
        listed: Every pair the file names; none of them ends another.
    """

    summary: PlanSummary
    source: Path
    wanted: Mapping[int, NewPairing]
    dates: Mapping[int, dict[str, Any]]
    states: Mapping[int, RowState]
    listed: Collection[Pair]


class PairingImport(WorkbookImport[TableFile, PairingPlan]):
    """Brings pairing lists into the store."""

    kind = NOUN

    def plan_file(self, file: TableFile, source: Path, *, village: str = "") -> PairingPlan:
        """Compare a list that was read with the store."""
        today = self._context.today()
        with self._context.store.reading() as session:
            comparison = PairingComparison(session, today, split_villages(village))
            comparison.run(file.rows)
        seen = summary(file, NOUN, comparison.rows, comparison.problems)
        states = {row.key: row.state for row in comparison.rows}
        return PairingPlan(
            seen, source, comparison.wanted, comparison.dates, states, comparison.listed
        )

    def _read(self, path: Path, corrections: Corrections, progress: Progress) -> TableFile:
        return run_in_child(read_pairings, (path, corrections), progress=progress)

    def _compared(self, file: TableFile, given: Given, progress: Progress) -> PairingPlan:
        return self.plan_file(file, given.source, village=given.village)

    def apply(
        self,
        plan: PairingPlan,
        choice: Choice | None = None,
        *,
        since: date | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Store a plan in one operation; a household's earlier cadre of the same way ends.

        Args:
            plan: What ``plan`` gave.
            choice: What a person leaves out.
            since: First day of pairings whose row names none; None leaves it open.
            progress: Told where the work is; cancelling rolls back.
        """
        left = (choice or Choice()).left_rows
        wanted = [
            replace(pairing, since=_first_day(pairing, since))
            for key, pairing in plan.wanted.items()
            if key not in left
        ]
        dates = [row for key, row in plan.dates.items() if key not in left]
        (progress or Silence()).step(0, len(wanted), "正在登记结对")
        changes = Changes()
        if wanted or dates:
            changes = self._store(plan, wanted, dates)
        return report(plan.summary, NOUN, counted(plan.states, left), changes)

    def _store(
        self, plan: PairingPlan, wanted: Sequence[NewPairing], dates: Iterable[dict[str, Any]]
    ) -> Changes:
        name, today = plan.source.name, self._context.today()
        with self._context.store.operation(f"导入{name}", self._context.actor) as operation:
            stored = stored_pairings(operation.session, (new.household_id for new in wanted))
            steps = plan_steps(stored, wanted, today, close_earlier=True, beside=plan.listed)
            steps.write(operation)
            for row in dates:
                operation.bulk_update(table("pairing"), [row])
            operation.sentence = f"导入{name}：结对 {steps.made} 户"
            if steps.closed:
                operation.sentence += f"，更换联系干部 {steps.closed} 户"
        return operation.changes


def _first_day(pairing: NewPairing, since: date | None) -> date | None:
    """Return when a pairing begins: as its row says, else as asked, if it had not ended then."""
    if pairing.since is not None or (since and pairing.until and pairing.until < since):
        return pairing.since
    return since
