"""What an import would do, before anything is stored, and what it did."""

from dataclasses import dataclass, field
from enum import Enum

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.register.roster import RosterProblem, SheetMapping


class RowState(Enum):
    """How a row of the file compares with the store."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"  # it may be someone already known; a person decides
    DAMAGED = "damaged"  # part of it cannot be stored


ROW_STATE_LABELS = {
    RowState.NEW: "新增",
    RowState.CHANGED: "变更",
    RowState.SAME: "相同",
    RowState.DOUBTFUL: "存疑",
    RowState.DAMAGED: "损坏",
}


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that would change.

    Attributes:
        field: Field name.
        label: Its label.
        old, new: As shown to people; identity numbers and phones masked alike.
    """

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One record the file speaks of.

    Attributes:
        key: Number of the row in the plan, to take or leave it.
        sheet, line: Where it stands.
        noun: ``household``, ``resident``, ``cadre`` or ``pairing``.
        state: How it compares.
        household: 村/户编号, "" for cadres.
        name: Person or head or cadre.
        changes: Cells that would change (old → new), empty for new and same rows.
        problems: Sentences about what is wrong in it.
    """

    key: int
    sheet: str
    line: int
    noun: str
    state: RowState
    household: str
    name: str
    changes: tuple[CellChange, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a noun are new, changed, same."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """The whole plan as people see it.

    Attributes:
        counts: Noun (``households``, ``residents``, ``cadres``, ``pairings``) to counts.
        rows: Rows that are not the same, in file order; same rows are only counted.
        problems: Everything a person should look at.
        mappings: How the sheets were understood.
        notes: Sentences about the file as a whole.
    """

    counts: dict[str, Count]
    rows: tuple[PlanRow, ...]
    problems: tuple[RosterProblem, ...]
    mappings: tuple[SheetMapping, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person leaves out of a plan.

    Attributes:
        left_rows: Keys of plan rows not to take.
        left_cells: (key of plan row, field) not to take.
    """

    left_rows: frozenset[int] = frozenset()
    left_cells: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        counts: Noun to what was really new, changed and the same.
        problems: Everything a person should look at.
        changes: What was touched; without an operation when nothing changed.
        notes: Sentences about the file as a whole.
        mappings: How the sheets were understood, for the error workbook.
    """

    counts: dict[str, Count]
    problems: tuple[RosterProblem, ...]
    changes: Changes = field(default_factory=Changes)
    notes: tuple[str, ...] = ()
    mappings: tuple[SheetMapping, ...] = ()
