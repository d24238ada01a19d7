"""What imports of plain lists (cadres, pairings) share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.import_plan import (
    Count,
    ImportReport,
    PlanRow,
    PlanSummary,
    RowState,
)
from liaison_desktop.domain.register.roster import (
    RosterProblem,
    SheetMapping,
    TableFile,
    TableRow,
)
from liaison_desktop.excel.error_workbook import write_error_workbook
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.heavy import run_in_child
from liaison_desktop.services.system.remembered_mappings import RememberedMappings

Corrections = Mapping[str, Mapping[int, str]]


class PlannedList(Protocol):
    """A plan of any list import."""

    @property
    def summary(self) -> PlanSummary:
        """What people see of it."""


Reader = Callable[[Path, Corrections], TableFile]


class ListImport:
    """What imports of plain lists share: reading, remembering, telling what was wrong."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._mappings = RememberedMappings(context)

    def read(
        self,
        reader: Reader,
        path: Path,
        corrections: Corrections | None,
        progress: Progress | None,
    ) -> TableFile:
        """Read a list with one of the excel floor's readers; a hostile file harms a child only.

        Raises:
            InputRefusedError: When the file cannot be used.
        """
        listener = progress or Silence()
        listener.step(0, 0, f"正在读取文件{path.name}")
        merged = self._mappings.with_corrections(corrections or {})
        plain = {fingerprint: dict(columns) for fingerprint, columns in merged.items()}
        return run_in_child(reader, (path, plain), progress=listener)

    def error_workbook(self, told: PlannedList | ImportReport, source: Path, out: Path) -> None:
        """Write the original sheets with a last column 原因 and red cells.

        Args:
            told: The plan or the report whose problems are written.
            source: The file that was read.
            out: Where to write, .xlsx.
        """
        seen = told if isinstance(told, ImportReport) else told.summary
        write_error_workbook(source, out, seen.problems, seen.mappings)

    def remember(self, mapping: SheetMapping) -> None:
        """Keep how a person corrected a sheet; the next file with this header uses it."""
        self._mappings.remember(mapping)


def text_of(row: TableRow, field: str) -> str:
    """Return a value of a row as text, "" when it is blank."""
    value = row.values.get(field, "")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


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
    file: TableFile, noun: str, rows: list[PlanRow], problems: list[RosterProblem]
) -> PlanSummary:
    """Return what people see of a plan: rows that are not the same, and all problems."""
    counts = {noun: counted({row.key: row.state for row in rows})}
    shown = tuple(row for row in rows if row.state is not RowState.SAME)
    found = (*file.problems, *problems)
    return PlanSummary(counts, shown, tuple(dict.fromkeys(found)), file.mappings, file.notes)
