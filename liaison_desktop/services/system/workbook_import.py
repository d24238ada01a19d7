"""What every import of a workbook shares: a plan that stores nothing, then one operation."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.import_plan import Choice, ImportReport, PlanSummary
from liaison_desktop.domain.register.roster import SheetMapping
from liaison_desktop.excel.error_workbook import write_error_workbook
from liaison_desktop.excel.template import write_template
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.remembered_mappings import RememberedMappings

Corrections = Mapping[str, Mapping[int, str]]
"""Fingerprint of a header to column to target."""


class Planned(Protocol):
    """An import before anything is stored; opaque but for ``summary``."""

    @property
    def summary(self) -> PlanSummary:
        """What people see of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an import was given beside the rows of the file.

    Attributes:
        source: The file.
        village: The village of rows that name none, "" for none; cadres have none.
    """

    source: Path
    village: str


FileT = TypeVar("FileT")
PlanT = TypeVar("PlanT", bound=Planned)


class WorkbookImport(ABC, Generic[FileT, PlanT]):
    """Reads a kind of workbook, shows what it would change, and stores it."""

    kind: ClassVar[str]
    """``households``, ``cadres`` or ``pairings``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._mappings = RememberedMappings(context)

    def plan(
        self,
        path: Path,
        corrections: Corrections | None = None,
        *,
        village: str = "",
        progress: Progress | None = None,
    ) -> PlanT:
        """Read a file and compare it with the store; nothing is stored.

        Args:
            path: The workbook.
            corrections: Fingerprint to column to target; added to what is remembered.
            village: The village of rows that name none, "" for none.
            progress: Told where the work is; may cancel.

        Raises:
            InputRefusedError: When the file cannot be used, or households lack a village.
            RefusedError: When there is no station yet.
        """
        listener = progress or Silence()
        listener.step(0, 0, f"正在读取文件{path.name}")
        merged = self._mappings.with_corrections(corrections or {})
        file = self._read(path, merged, listener)
        return self._compared(file, Given(path, village), listener)

    @abstractmethod
    def apply(
        self,
        plan: PlanT,
        choice: Choice | None = None,
        *,
        since: date | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Store a plan in one operation; without any change there is no operation.

        Args:
            plan: What ``plan`` gave.
            choice: What a person leaves out.
            since: From when new records hold whose rows do not say so; None for an open
                start.
            progress: Told where the work is; cancelling rolls back.
        """

    @abstractmethod
    def _read(self, path: Path, corrections: Corrections, progress: Progress) -> FileT:
        """Read a file in a child process: a hostile one harms nothing else."""

    @abstractmethod
    def _compared(self, file: FileT, given: Given, progress: Progress) -> PlanT:
        """Compare what was read with the store."""

    def error_workbook(self, told: PlanT | ImportReport, source: Path, out: Path) -> None:
        """Write the original sheets with a last column 原因 and red cells.

        Args:
            told: The plan or the report whose problems are written.
            source: The file that was read.
            out: Where to write, .xlsx.
        """
        seen = told if isinstance(told, ImportReport) else told.summary
        write_error_workbook(source, out, seen.problems, seen.mappings)

    def blank_workbook(self, out: Path) -> None:
        """Write an empty list to fill in; it reads back as it stands.

        Args:
            out: Where to write, .xlsx.
        """
        write_template(out, self.kind)

    def remember(self, mapping: SheetMapping) -> None:
        """Keep how a person corrected a sheet; the next file with this header uses it."""
        self._mappings.remember(mapping)
