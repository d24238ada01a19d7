"""What imports of plain lists (cadres, pairings) share: cells, counts, the plan's rows."""

from collections.abc import Mapping

from liaison_desktop.domain.register.import_plan import Count, PlanRow, PlanSummary, RowState
from liaison_desktop.domain.register.roster import RosterProblem, TableFile, TableRow


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
