"""The history: operations as sentences, and what happened to one record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, func, select

from liaison_desktop.domain.changes import KIND_LABELS, Kind
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.system.operation import FieldChange, OperationRow
from liaison_desktop.domain.terms import cadre, household, resident
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.models.system.journal import Change, Desk, Operation
from liaison_desktop.models.system.recorder import CREATE, DELETE, UPDATE
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.record_names import record_names

_FIELDS: dict[str, dict[str, Field]] = {
    "household": {f.name: f for f in (*household.KEY_FIELDS, *household.FIELDS)},
    "resident": {f.name: f for f in (*resident.KEY_FIELDS, *resident.FIELDS)},
    "cadre": cadre.CADRE_FIELD_OF,
}
_ALSO_LABELLED = {
    "village_id": "村", "group_id": "村民小组", "household_id": "农户", "cadre_id": "干部",
    "since": "起始日期", "until": "终止日期", "name": "名称", "way": "联户方式",
    "state": "状态", "handed_out_on": "发放日期", "receiver": "签收人", "unit_id": "单位",
    "team_id": "责任小组", "position": "顺序", "is_head": "户主",
}  # fmt: skip
_SILENT = {"name_key", "number_key", "relation_code", "id_state"}
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
            revoked = set(session.scalars(select(Operation.undoes)))
            undoing = select(Operation).where(Operation.undoes.is_not(None))
            undone = {
                row.undoes: row.id for row in session.scalars(undoing) if row.id not in revoked
            }
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
            found: list[FieldChange] = []
            for change, operation in session.execute(statement):
                for label, old, new in _differences(change):
                    found.append(
                        FieldChange(
                            _local(operation.at),
                            operation.actor,
                            operation.sentence,
                            names[change.record_id],
                            label,
                            old,
                            new,
                        )
                    )
        return tuple(found)


def _differences(change: Change) -> list[tuple[str, str, str]]:
    if change.action != UPDATE:
        label = {kind.value: text for kind, text in KIND_LABELS.items()}.get(change.kind, "")
        return [(label, "", _NEW if change.action == CREATE else _GONE)]
    rows = []
    for name, (before, after) in (change.values or {}).items():
        if name in _SILENT:
            continue
        field = _FIELDS.get(change.kind, {}).get(name)
        label = field.label if field else _ALSO_LABELLED.get(name, name)
        rows.append((label, shown(field, before), shown(field, after)))
    return rows


def _local(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().isoformat(sep=" ", timespec="seconds")[:19]
