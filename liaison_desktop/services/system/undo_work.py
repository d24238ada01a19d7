"""One undo at work: bring back, restore, remove; keep and name what must stay."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, Table, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import LABEL_OF_TABLE
from liaison_desktop.domain.system.operation import Kept
from liaison_desktop.models.batches import parts
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.system.journal import Change
from liaison_desktop.models.system.recorder import CREATE, DELETE, UPDATE
from liaison_desktop.models.tables import domain_tables, table
from liaison_desktop.services.system.record_names import record_names
from liaison_desktop.services.system.undo_keeping import Keeping
from liaison_desktop.services.system.undo_rules import (
    HEAD_FLAG,
    OWNERS,
    STEPS,
    UNDO_RULES,
    stepped_on,
)
from liaison_desktop.services.system.unique_values import taken, unique_keys

_TAKEN = "它的编号、名称或户主身份现在属于别的记录"


class UndoWork:
    """Takes the changes of one operation back inside another.

    Attributes:
        restored: Rows given back their values or brought back.
        removed: Rows removed or voided.
        kept: Records left as they are, and why.
    """

    def __init__(
        self, operation: Operation, target: int, changes: Sequence[Change], today: date
    ) -> None:
        self._operation = operation
        self._session = operation.session
        self._target = target
        self._today = today
        self._stepped = {kind: stepped_on(self._session, kind, changes) for kind in STEPS}
        self._changes: dict[str, dict[str, list[Change]]] = {
            action: defaultdict(list) for action in (CREATE, UPDATE, DELETE)
        }
        for change in changes:
            self._changes[change.action][change.kind].append(change)
        self.restored = 0
        self.removed = 0
        self.kept: list[Kept] = []

    def run(self) -> None:
        """Bring deleted rows back, restore values, then remove what was created."""
        updates = {target.name: self._with_rows(target) for target in domain_tables()}
        created = self._void()
        self._step_down()
        for target in domain_tables():
            self._bring_back(target, self._changes[DELETE][target.name])
        for target in domain_tables():
            self._restore(target, updates[target.name])
        self._remove(created)

    def _with_rows(self, target: Table) -> list[tuple[Change, dict[str, Any] | None]]:
        """Return the updates of a table with their rows as they are before the undo."""
        changes = self._changes[UPDATE][target.name]
        rows = _current_rows(self._session, target, (change.record_id for change in changes))
        return [(change, rows.get(change.record_id)) for change in changes]

    def _step_down(self) -> None:
        """Let who became head step down first: a household has one head at any moment."""
        target = table(HEAD_FLAG.kind)
        flag = HEAD_FLAG.column
        ids = [
            change.record_id
            for change in self._changes[UPDATE][target.name]
            if (change.values or {}).get(flag) == [False, True]
        ]
        current = _current_rows(self._session, target, ids)
        rows = [{"id": key, flag: False} for key, row in current.items() if row[flag]]
        self._operation.bulk_update(target, rows)

    def _keep(self, kind: str, reasons: dict[int, str]) -> None:
        names = record_names(self._session, kind, reasons)
        self.kept += [Kept(kind, names[key], why) for key, why in sorted(reasons.items())]

    def _bring_back(self, target: Table, changes: Sequence[Change]) -> None:
        rows = [_stored_row(target, change) for change in changes if change.values]
        blocked = _orphans(self._session, target, rows) | self._built_upon(target, rows)
        blocked |= dict.fromkeys(taken(self._session, target, rows), _TAKEN)
        self._keep(target.name, blocked)
        rows = [row for row in rows if row["id"] not in blocked]
        self._operation.bulk_insert(target, rows)
        self.restored += len(rows)

    def _restore(
        self, target: Table, updates: Sequence[tuple[Change, dict[str, Any] | None]]
    ) -> None:
        reasons: dict[int, str] = {}
        wanted: dict[int, dict[str, Any]] = {}
        whole: dict[int, dict[str, Any]] = {}
        for change, now in updates:
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
                wanted[change.record_id] = values
                whole[change.record_id] = now | values
        blocked = self._blocked(target, wanted, whole)
        self._keep(target.name, reasons | blocked)
        done = {key: values for key, values in wanted.items() if key not in blocked}
        self._update(target, done)
        rule = UNDO_RULES.get(target.name)
        if rule is not None and rule.restored is not None and done:
            rule.restored(self._operation, sorted(done), self._today)

    def _blocked(
        self,
        target: Table,
        wanted: dict[int, dict[str, Any]],
        whole: dict[int, dict[str, Any]],
    ) -> dict[int, str]:
        """Return rows that cannot have their values back, and why."""
        keys = list(unique_keys(target))
        risky = [
            whole[row_id]
            for row_id, values in wanted.items()
            if any(key.touched_by(list(values)) for key in keys)
        ]
        blocked = dict.fromkeys(taken(self._session, target, risky), _TAKEN)
        rule = UNDO_RULES.get(target.name)
        if rule is not None and rule.blocks is not None:
            blocked |= rule.blocks(self._session, list(whole.values()))
        return blocked | self._built_upon(target, list(whole.values()))

    def _built_upon(self, target: Table, rows: Sequence[dict[str, Any]]) -> dict[int, str]:
        """Return matters whose way went on since, and parts of such: a step stays whole."""
        if stepped := self._stepped.get(target.name):
            return {row["id"]: "此后又办理过" for row in rows if row["id"] in stepped}
        owner, column = OWNERS.get(target.name, ("", ""))
        kept = self._stepped.get(owner, set())
        reason = f"所属的{LABEL_OF_TABLE.get(owner, owner)}保留"
        return {row["id"]: reason for row in rows if kept and row[column] in kept}

    def _update(self, target: Table, wanted: dict[int, dict[str, Any]]) -> None:
        batches: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for row_id, values in wanted.items():
            batches[tuple(values)].append({"id": row_id, **values})
        for rows in batches.values():
            self._operation.bulk_update(target, rows)
        self.restored += len(wanted)

    def _void(self) -> dict[str, list[int]]:
        """Void what is never removed; return the keys of what else was created."""
        created = {
            kind: [change.record_id for change in changes]
            for kind, changes in self._changes[CREATE].items()
        }
        for kind, rule in UNDO_RULES.items():
            if rule.void is not None and created.get(kind):
                rule.void(self._operation, created.pop(kind), self._today)
                self.removed += len(self._changes[CREATE][kind])
            elif rule.stays:
                created.pop(kind, None)
        return created

    def _remove(self, ids: dict[str, list[int]]) -> None:
        keeping = Keeping(self._session, self._target, ids, self._stepped)
        for kind, reasons in keeping.reasons().items():
            self._keep(kind, reasons)
        for target in reversed(domain_tables()):
            gone = sorted(keeping.removable.get(target.name, ()))
            self.removed += self._operation.bulk_delete(target, gone)


def _typed(target: Table, name: str, value: object) -> object:
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
    found: dict[int, dict[str, Any]] = {}
    for part in parts(sorted(set(ids))):
        statement = select(target).where(target.c.id.in_(part)).with_for_update()
        for row in session.execute(statement).mappings():
            found[row["id"]] = dict(row)
    return found


def _orphans(session: Session, target: Table, rows: Sequence[dict[str, Any]]) -> dict[int, str]:
    """Return rows that cannot come back because what they belong to is gone."""
    found: dict[int, str] = {}
    for column in target.c:
        for key in column.foreign_keys:
            parent = key.column.table
            wanted = {row[column.name] for row in rows if row[column.name] is not None}
            present = set(_current_rows(session, parent, wanted))
            if parent is target:  # a village and its groups come back together
                present |= {row["id"] for row in rows}
            label = LABEL_OF_TABLE.get(parent.name, parent.name)
            for row in rows:
                if row[column.name] is not None and row[column.name] not in present:
                    found[row["id"]] = f"所属的{label}已不存在"
    return found
