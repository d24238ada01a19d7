"""The history: operations as sentences, and what happened to one record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import LABEL_OF_TABLE, Kind
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.system.operation import FieldChange, OperationRow
from liaison_desktop.domain.terms.field import Privacy
from liaison_desktop.domain.terms.record import FIELDS_OF_TABLE, SILENT_COLUMNS, word_of
from liaison_desktop.models.system.journal import Change, Desk, Operation
from liaison_desktop.models.system.recorder import CREATE, DELETE, UPDATE
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.record_names import record_names
from liaison_desktop.services.system.standing import undone_operations

_HIDDEN = "（已隐去）"
_NEW, _GONE = "新建", "删除"


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
                _local(row.at),
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
        with self._store.reading() as session:
            statement = (
                select(Change, Operation)
                .join(Operation, Operation.id == Change.operation_id)
                .where(Change.kind == kind.value, Change.record_id.in_(ids))
                .order_by(Change.id.desc())
            )
            names = record_names(session, kind.value, ids)
            rows = [(change, operation) for change, operation in session.execute(statement)]
            referred = _referred_names(session, kind.value, [change for change, _ in rows])
        return tuple(
            FieldChange(
                _local(operation.at),
                operation.actor,
                operation.sentence,
                names[change.record_id],
                *difference,
            )
            for change, operation in rows
            for difference in _differences(change, referred)
        )


def _referred_names(
    session: Session, kind: str, changes: Sequence[Change]
) -> dict[str, dict[int, str]]:
    """Return column to key to name for the columns that refer to other records."""
    found: dict[str, dict[int, str]] = {}
    for column in table(kind).c:
        for link in column.foreign_keys:
            pairs = [(change.values or {}).get(column.name) for change in changes]
            ids = {key for pair in pairs if isinstance(pair, list) for key in pair if key}
            found[column.name] = record_names(session, link.column.table.name, ids)
    return found


def _differences(
    change: Change, referred: Mapping[str, Mapping[int, str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield label, old and new of each changed column."""
    if change.action != UPDATE:
        label = LABEL_OF_TABLE.get(change.kind, "")
        yield label, "", _NEW if change.action == CREATE else _GONE
        return
    fields = FIELDS_OF_TABLE[change.kind]
    for name, pair in (change.values or {}).items():
        field = fields.get(name)
        if field is None or name in SILENT_COLUMNS:
            continue
        if field.privacy is Privacy.SENSITIVE:
            old, new = (_HIDDEN if value else "" for value in pair)
        elif name in referred:
            old, new = (referred[name].get(value, "") for value in pair)
        else:
            old, new = (shown(field, word_of(change.kind, name, value)) for value in pair)
        yield field.label, old, new


def _local(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().isoformat(sep=" ", timespec="seconds")[:19]
