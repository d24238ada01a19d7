"""The history: operations as sentences, and what happened to one record."""

from collections.abc import Sequence

from sqlalchemy import case, func, select

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.system.operation import FieldChange, OperationRow
from liaison_desktop.models.system.journal import Change, Desk, Operation
from liaison_desktop.models.system.recorder import CREATE, DELETE, UPDATE
from liaison_desktop.services.context import Context
from liaison_desktop.services.on_demand import on_demand
from liaison_desktop.services.system.local_time import local_time
from liaison_desktop.services.system.standing import undone_operations


class History:
    """Reads the journal."""

    def __init__(self, context: Context) -> None:
        self._store = context.store

    def operations(self, limit: int = 200, before: int | None = None) -> tuple[OperationRow, ...]:
        """Return the newest operations, newest first.

        Args:
            limit: How many at most.
            before: Only operations with a smaller number, to read on.
        """
        with self._store.reading() as session:
            statement = (
                select(Operation, Desk.name)
                .join(Desk, Desk.id == Operation.desk_id)
                .order_by(Operation.id.desc())
                .limit(limit)
            )
            if before is not None:
                statement = statement.where(Operation.id < before)
            rows = [(row[0], row[1]) for row in session.execute(statement)]
            numbers = [row.id for row, _ in rows]
            undone = undone_operations(session)
            counts: dict[int, tuple[int, int, int]] = {}
            counting = (
                select(
                    Change.operation_id,
                    *(
                        func.sum(case((Change.action == action, 1), else_=0))
                        for action in (CREATE, UPDATE, DELETE)
                    ),
                )
                .where(Change.operation_id.in_(numbers))
                .group_by(Change.operation_id)
            )
            for number, created, updated, deleted in session.execute(counting):
                counts[number] = (created, updated, deleted)
        return tuple(
            OperationRow(
                row.id,
                local_time(row.at),
                row.actor,
                desk,
                row.sentence,
                row.undoes,
                undone.get(row.id),
                *counts.get(row.id, (0, 0, 0)),
            )
            for row, desk in rows
        )

    def of_record(self, kind: Kind, ids: Sequence[int]) -> tuple[FieldChange, ...]:
        """Return what happened to records of one kind, newest first; personal data masked."""
        # Each ledger has a history and few are opened: the words of every column wait for one.
        record_history = on_demand("record_history")
        with self._store.reading() as session:
            changes: tuple[FieldChange, ...] = record_history(session, kind, ids)
        return changes
