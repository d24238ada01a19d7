"""Values only one record may hold: who holds them now, before an undo gives them back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select, tuple_
from sqlalchemy.orm import Session

from liaison_desktop.models.batches import parts

Row = Mapping[str, Any]
_NEVER_TAKEN = {"public_id"}


@dataclass(frozen=True, slots=True)
class UniqueKey:
    """Columns whose values together only one row may hold.

    Attributes:
        columns: Their names.
        only_where: A flag column; only rows where it is set count, "" for all rows.
    """

    columns: tuple[str, ...]
    only_where: str = ""

    def touched_by(self, names: Sequence[str]) -> bool:
        """Tell whether setting these columns can make two rows equal."""
        return any(name in names for name in (*self.columns, self.only_where))

    def of(self, row: Row) -> tuple[Any, ...] | None:
        """Return the values of a row, None when it does not count."""
        values = tuple(row[name] for name in self.columns)
        if None in values or (self.only_where and not row[self.only_where]):
            return None
        return values


def unique_keys(target: Table) -> Iterator[UniqueKey]:
    """Yield the unique constraints and unique indexes of a table."""
    for constraint in target.constraints:
        if isinstance(constraint, UniqueConstraint):
            names = tuple(column.name for column in constraint.columns)
            if not _NEVER_TAKEN.issuperset(names):
                yield UniqueKey(names)
    for index in target.indexes:
        if index.unique:
            names = tuple(column.name for column in index.columns)
            condition = index.dialect_options["sqlite"]["where"]
            yield UniqueKey(names, "" if condition is None else str(condition))


def taken(session: Session, target: Table, rows: Sequence[Row]) -> set[int]:
    """Return the keys of those rows whose unique values another stored row holds.

    Args:
        session: A session.
        target: The table.
        rows: Whole rows as they would be stored, ``id`` among their columns.
    """
    found: set[int] = set()
    for key in unique_keys(target):
        wanted = {values: row["id"] for row in rows if (values := key.of(row)) is not None}
        columns = [target.c[name] for name in key.columns]
        for part in parts(list(wanted)):
            statement = select(target.c.id, *columns).where(tuple_(*columns).in_(part))
            if key.only_where:
                statement = statement.where(target.c[key.only_where])
            for row in session.execute(statement):
                row_id = wanted[tuple(row[1:])]
                if row[0] != row_id:
                    found.add(row_id)
    return found
