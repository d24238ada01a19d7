"""What imports of lists and ledgers share: every row is new, changed or the same."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.import_plan import (
    Choice,
    Count,
    ImportReport,
    PlanRow,
    PlanSummary,
    RowState,
)
from liaison_desktop.domain.register.roster import RosterProblem, SheetMapping
from liaison_desktop.models.operation import Operation
from liaison_desktop.services.system.workbook_import import Given, WorkbookImport


class ReadList(Protocol):
    """What a list that was read says of itself beside its rows."""

    @property
    def problems(self) -> tuple[RosterProblem, ...]:
        """What a person should look at."""

    @property
    def mappings(self) -> tuple[SheetMapping, ...]:
        """How its sheets were understood."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about the file as a whole."""


ListT = TypeVar("ListT", bound=ReadList)
ChangeT = TypeVar("ChangeT")
ChangeT_co = TypeVar("ChangeT_co", covariant=True)


class Comparison(Protocol[ChangeT_co]):
    """A list compared with the store."""

    @property
    def rows(self) -> Sequence[PlanRow]:
        """How each row compares."""

    @property
    def problems(self) -> Sequence[RosterProblem]:
        """What only the store could tell is wrong."""

    @property
    def changes(self) -> Mapping[int, ChangeT_co]:
        """Key of a row to what is to be written."""


@dataclass(frozen=True)  # with slots, ListPlan[Change](…) fails on Python 3.11
class ListPlan(Generic[ChangeT]):
    """An import before anything is stored; opaque but for ``summary``.

    Attributes:
        summary: What people see of it.
        source: The file.
        changes: Key of a plan row to what is to be written.
        states: Key of every row, the same ones too, to how it compares.
    """

    summary: PlanSummary
    source: Path
    changes: Mapping[int, ChangeT]
    states: Mapping[int, RowState]


class ListImport(WorkbookImport[ListT, ListPlan[ChangeT]], Generic[ListT, ChangeT]):
    """A subclass compares a list, takes out what a person leaves out, and writes the rest."""

    doing: ClassVar[str]
    """What is being done while it is written, e.g. 正在登记走访."""

    def plan_file(self, file: ListT, source: Path, *, village: str = "") -> ListPlan[ChangeT]:
        """Compare a list that was read with the store.

        Args:
            file: What was read.
            source: Where from.
            village: The village of rows that name none, "" for none.
        """
        with self._context.store.reading() as session:
            comparison = self._comparison(session, file, village)
        states = {row.key: row.state for row in comparison.rows}
        seen = summary(file, self.kind, comparison.rows, comparison.problems)
        return ListPlan(seen, source, comparison.changes, states)

    def apply(
        self,
        plan: ListPlan[ChangeT],
        choice: Choice | None = None,
        *,
        since: date | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Store a plan in one operation; see ``WorkbookImport.apply``."""
        chosen = choice or Choice()
        kept = (
            self._without(key, change, chosen)
            for key, change in plan.changes.items()
            if key not in chosen.left_rows
        )
        taken = [change for change in kept if change is not None]
        (progress or Silence()).step(0, len(taken), self.doing)
        changes = Changes()
        if taken:
            words = f"导入{plan.source.name}"
            with self._context.store.operation(words, self._context.actor) as operation:
                operation.sentence = f"{words}：{self._write(operation, taken, since)}"
            changes = operation.changes
        return report(plan.summary, self.kind, counted(plan.states, chosen.left_rows), changes)

    def _compared(self, file: ListT, given: Given, progress: Progress) -> ListPlan[ChangeT]:
        return self.plan_file(file, given.source, village=given.village)

    @abstractmethod
    def _comparison(self, session: Session, file: ListT, village: str) -> Comparison[ChangeT]:
        """Compare the rows of a list with the store."""

    @abstractmethod
    def _without(self, key: int, change: ChangeT, choice: Choice) -> ChangeT | None:
        """Return a change without the cells a person left out, None when nothing is left.

        Args:
            key: The plan row.
            change: What is to be written of it.
            choice: What is left out.
        """

    @abstractmethod
    def _write(self, operation: Operation, taken: Sequence[ChangeT], since: date | None) -> str:
        """Write changes, at least one.

        Args:
            operation: The one operation of the import.
            taken: What is to be written.
            since: From when new records hold whose rows do not say so.

        Returns:
            What was done, e.g. 新增走访 3 次，变更 1 次.
        """


def counted(rows: Mapping[int, RowState], left: frozenset[int] = frozenset()) -> Count:
    """Count plan rows by state.

    Args:
        rows: Key of each row to its state.
        left: Keys a person left out.
    """
    states = [state for key, state in rows.items() if key not in left]
    return Count(
        new=states.count(RowState.NEW),
        changed=states.count(RowState.CHANGED),
        same=states.count(RowState.SAME),
    )


def summary(
    file: ReadList, noun: str, rows: Sequence[PlanRow], problems: Sequence[RosterProblem]
) -> PlanSummary:
    """Return what people see of a plan: rows that are not the same, and all problems."""
    counts = {noun: counted({row.key: row.state for row in rows})}
    shown = tuple(row for row in rows if row.state is not RowState.SAME)
    found = (*file.problems, *problems)
    return PlanSummary(counts, shown, tuple(dict.fromkeys(found)), file.mappings, file.notes)


def report(plan: PlanSummary, noun: str, count: Count, changes: Changes) -> ImportReport:
    """Return what was done with a plan of one noun."""
    return ImportReport({noun: count}, plan.problems, changes, plan.notes, plan.mappings)
