"""What imports of plain lists and ledgers share: cells, counts, the plan's rows."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from liaison_desktop.domain.register.import_plan import Count, PlanRow, PlanSummary, RowState
from liaison_desktop.domain.register.roster import RosterProblem, SheetMapping, TableRow


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
    file: ReadList, noun: str, rows: Sequence[PlanRow], problems: Sequence[RosterProblem]
) -> PlanSummary:
    """Return what people see of a plan: rows that are not the same, and all problems."""
    counts = {noun: counted({row.key: row.state for row in rows})}
    shown = tuple(row for row in rows if row.state is not RowState.SAME)
    found = (*file.problems, *problems)
    return PlanSummary(counts, shown, tuple(dict.fromkeys(found)), file.mappings, file.notes)
