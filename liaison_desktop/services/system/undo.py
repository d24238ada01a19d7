"""Undo: take an operation back; itself an operation that can be taken back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, Table, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import KIND_LABELS
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.system.operation import Kept, UndoReport
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.system.journal import Change
from liaison_desktop.models.system.journal import Operation as OperationRow
from liaison_desktop.models.system.recorder import CREATE, DELETE, UPDATE
from liaison_desktop.models.tables import domain_tables
from liaison_desktop.services.context import Context
from liaison_desktop.services.system.record_names import record_names
from liaison_desktop.services.system.standing import standing_undo
from liaison_desktop.services.system.undo_keeping import Keeping
from liaison_desktop.services.system.undo_rules import UNDO_RULES


class Undo:
    """Takes operations back."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def next_sentence(self) -> str | None:
        """Return the sentence of the operation Ctrl+Z would take back, None if none."""
        with self._context.store.reading() as session:
            row = _newest(session, self._context.actor)
            return None if row is None else row.sentence

    def take_back(self, number: int | None = None, *, own: bool = False) -> UndoReport:
        """Take an operation back.

        It restores previous values and brings deleted rows back; removes what the
        operation created, except what was edited or referred to since, which it keeps
        and names. Numbers are never freed: cards are voided.

        Args:
            number: The operation; an undo is taken back by bringing its work back. None
                for the newest that is neither undone nor itself an undo.
            own: Without a number, only operations of the person at the desk.

        Raises:
            RefusedError: Nothing to take back; already taken back; a rule forbids it.
        """
        with self._context.store.operation("撤销", self._context.actor) as operation:
            session = operation.session
            target = self._target(session, number, own=own)
            changes = list(
                session.scalars(
                    select(Change).where(Change.operation_id == target.id).order_by(Change.id)
                )
            )
            _refuse(session, changes)
            operation.sentence = (
                f"恢复：{target.sentence.removeprefix('撤销：')}"
                if target.undoes
                else f"撤销：{target.sentence}"
            )
            operation.undoes = target.id
            work = _Work(operation, target.id, changes, self._context.today())
            work.run()
        return UndoReport(
            target.id, work.restored, work.removed, tuple(work.kept), operation.changes
        )

    def _target(self, session: Session, number: int | None, *, own: bool) -> OperationRow:
        if number is None:
            row = _newest(session, self._context.actor if own else None)
            if row is None:
                raise RefusedError("没有可以撤销的操作。")
            return row
        row = session.get(OperationRow, number)
        if row is None:
            raise RefusedError(f"没有编号为 {number} 的操作。")
        undone = session.scalar(
            select(standing_undo(OperationRow.id)).where(OperationRow.id == number)
        )
        if undone:
            raise RefusedError(f"操作 {number} 已经撤销过了。")
        return row


def _newest(session: Session, actor: str | None) -> OperationRow | None:
    statement = (
        select(OperationRow)
        .where(OperationRow.undoes.is_(None), ~standing_undo(OperationRow.id))
        .order_by(OperationRow.id.desc())
        .limit(1)
    )
    if actor is not None:
        statement = statement.where(OperationRow.actor == actor)
    return session.scalars(statement).first()


def _refuse(session: Session, changes: Sequence[Change]) -> None:
    for kind, rule in UNDO_RULES.items():
        own = [change for change in changes if change.kind == kind]
        if rule.refusal is not None and own and (why := rule.refusal(session, own)):
            raise RefusedError(why)


class _Work:
    """One undo in progress."""

    def __init__(
        self, operation: Operation, target: int, changes: Sequence[Change], today: date
    ) -> None:
        self._operation = operation
        self._session = operation.session
        self._target = target
        self._changes = changes
        self._today = today
        self.restored = 0
        self.removed = 0
        self.kept: list[Kept] = []

    def run(self) -> None:
        """Bring deleted rows back, restore values, then remove what was created."""
        by_action: dict[str, dict[str, list[Change]]] = defaultdict(lambda: defaultdict(list))
        for change in self._changes:
            by_action[change.action][change.kind].append(change)
        for target in domain_tables():
            self._bring_back(target, by_action[DELETE][target.name])
        for target in domain_tables():
            self._restore(target, by_action[UPDATE][target.name])
        self._remove(by_action[CREATE])

    def _keep(self, kind: str, reasons: dict[int, str]) -> None:
        names = record_names(self._session, kind, reasons)
        self.kept += [Kept(kind, names[key], why) for key, why in sorted(reasons.items())]

    def _bring_back(self, target: Table, changes: Sequence[Change]) -> None:
        rows = [_stored_row(target, change) for change in changes if change.values]
        taken = _blocked(self._session, target, rows)
        self._keep(target.name, taken)
        rows = [row for row in rows if row["id"] not in taken]
        self._operation.bulk_insert(target, rows)
        self.restored += len(rows)

    def _restore(self, target: Table, changes: Sequence[Change]) -> None:
        current = _current_rows(self._session, target, [c.record_id for c in changes])
        reasons: dict[int, str] = {}
        batches: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for change in changes:
            now = current.get(change.record_id)
            if now is None:
                reasons[change.record_id] = "此后已删除"
                continue
            values = {}
            for name, (before, after) in (change.values or {}).items():
                if now[name] == _typed(target, name, after):
                    values[name] = _typed(target, name, before)
                else:
                    reasons[change.record_id] = "此后又修改过"
            if values:
                batches[tuple(values)].append({"id": change.record_id, **values})
        for rows in batches.values():
            self.restored += self._operation.bulk_update(target, rows)
        self._keep(target.name, reasons)

    def _remove(self, created: dict[str, list[Change]]) -> None:
        ids = {kind: [c.record_id for c in changes] for kind, changes in created.items()}
        for kind, rule in UNDO_RULES.items():
            if rule.void is not None and ids.get(kind):
                rule.void(self._operation, ids[kind], self._today)
                self.removed += len(ids[kind])
                del ids[kind]
            elif rule.stays:
                ids.pop(kind, None)
        keeping = Keeping(self._session, self._target, ids)
        for kind, reasons in keeping.reasons().items():
            self._keep(kind, reasons)
        for target in reversed(domain_tables()):
            gone = sorted(keeping.removable.get(target.name, ()))
            self.removed += self._operation.bulk_delete(target, gone)


def _typed(target: Table, name: str, value: Any) -> Any:  # noqa: ANN401 - any column value
    """Turn a journal value back into what the column holds."""
    if isinstance(value, str) and isinstance(target.c[name].type, Date):
        return date.fromisoformat(value)
    return value


def _stored_row(target: Table, change: Change) -> dict[str, Any]:
    values = change.values or {}
    return {
        column.name: _typed(target, column.name, values.get(column.name)) for column in target.c
    }


def _current_rows(session: Session, target: Table, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    wanted = list(ids)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), 500):
        statement = select(target).where(target.c.id.in_(wanted[start : start + 500]))
        for row in session.execute(statement).mappings():
            found[row["id"]] = dict(row)
    return found


def _blocked(session: Session, target: Table, rows: Sequence[dict[str, Any]]) -> dict[int, str]:
    """Return rows that cannot come back: what they refer to is gone, or their number is taken."""
    blocked: dict[int, str] = {}
    for column in target.c:
        for key in column.foreign_keys:
            parent = key.column.table
            wanted = {row[column.name] for row in rows if row[column.name] is not None}
            present = set(_current_rows(session, parent, wanted))
            if parent is target:  # a village and its groups come back together
                present |= {row["id"] for row in rows}
            label = {k.value: v for k, v in KIND_LABELS.items()}.get(parent.name, parent.name)
            for row in rows:
                if row[column.name] is not None and row[column.name] not in present:
                    blocked[row["id"]] = f"所属的{label}已不存在"
    if target.name == "household":
        for row in rows:
            statement = select(target.c.id).where(
                target.c.village_id == row["village_id"], target.c.number == row["number"]
            )
            if session.execute(statement).first() is not None:
                blocked[row["id"]] = "户编号已被别的农户使用"
    return blocked
