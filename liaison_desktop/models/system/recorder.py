"""Records what a transaction does to journaled rows, and refuses what would escape it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import History

from liaison_desktop.models.base import Journaled

CREATE, UPDATE, DELETE = "create", "update", "delete"
_BOOKKEEPING = {"version"}


class UnrecordedWriteError(RuntimeError):
    """A statement tried to change rows past the journal: a defect of the program."""


@dataclass(slots=True)
class Entry:
    """What an operation did to one row so far.

    Attributes:
        action: ``create``, ``update`` or ``delete``.
        before: Column to value before the operation (update: only changed columns).
        after: Column to value after it (update only).
    """

    action: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def values(self) -> dict[str, Any] | None:
        """Return what the journal stores for this row."""
        if self.action == CREATE:
            return None
        if self.action == DELETE:
            return {name: plain(value) for name, value in self.before.items()}
        return {
            name: [plain(self.before[name]), plain(value)] for name, value in self.after.items()
        }


def plain(value: object) -> object:
    """Return a column value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


_CREATED = Entry(CREATE)  # a create keeps no values: one entry serves all new rows


class Recorder:
    """The changes of one operation, one entry a row, in order of first touch."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, int], Entry] = {}

    def created(self, kind: str, record_id: int) -> None:
        """Note a new row."""
        self.entries[kind, record_id] = _CREATED

    def created_many(self, kind: str, record_ids: Iterable[int]) -> None:
        """Note many new rows."""
        self.entries.update(((kind, record_id), _CREATED) for record_id in record_ids)

    def updated(self, kind: str, record_id: int, changed: Mapping[str, tuple[Any, Any]]) -> None:
        """Note changed columns of a row as ``{column: (before, after)}``."""
        known = {name: pair for name, pair in changed.items() if name not in _BOOKKEEPING}
        entry = self.entries.get((kind, record_id))
        if entry is not None and entry.action == CREATE:
            return
        if entry is None:
            entry = self.entries[kind, record_id] = Entry(UPDATE)
        for name, (before, after) in known.items():
            entry.before.setdefault(name, before)
            entry.after[name] = after
            if entry.before[name] == after:
                del entry.before[name], entry.after[name]
        if not entry.after:
            del self.entries[kind, record_id]

    def deleted(self, kind: str, record_id: int, row: Mapping[str, Any]) -> None:
        """Note a removed row with all its columns."""
        entry = self.entries.pop((kind, record_id), None)
        if entry is not None and entry.action == CREATE:
            return
        before = dict(row) | (entry.before if entry else {})
        self.entries[kind, record_id] = Entry(DELETE, before)

    def kinds(self) -> frozenset[str]:
        """Return the tables touched."""
        return frozenset(kind for kind, _ in self.entries)


def attach(session: Session, recorder: Recorder) -> None:
    """Let a session's flushes fill the recorder and its bulk statements raise."""

    @event.listens_for(session, "after_flush")
    def _record(flushed: Session, _context: object) -> None:
        for row in _journaled(flushed.new):
            recorder.created(_table_name(row), row.id)
        for row in _journaled(flushed.dirty):
            changed = dict(_changed_columns(row))
            if changed:
                recorder.updated(_table_name(row), row.id, changed)
        for row in _journaled(flushed.deleted):
            recorder.deleted(_table_name(row), row.id, _original_columns(row))

    @event.listens_for(session, "do_orm_execute")
    def _refuse(state: ORMExecuteState) -> None:
        if state.is_select:
            return
        statement = state.statement
        target = getattr(statement, "table", None)
        if target is not None and getattr(target, "name", "") in _UNJOURNALED:
            return
        raise UnrecordedWriteError(
            "journaled rows change through objects or Operation.bulk_*, never by statement"
        )


_UNJOURNALED = {"setting", "counter", "form_draft", "search_index"}


def _journaled(rows: Iterable[object]) -> Iterator[Journaled]:
    return (row for row in rows if isinstance(row, Journaled))


def _table_name(row: Journaled) -> str:
    return str(inspect(row).mapper.local_table.name)


def _changed_columns(row: Journaled) -> Iterator[tuple[str, tuple[Any, Any]]]:
    state = inspect(row)
    for attribute in state.mapper.column_attrs:
        history: History = state.attrs[attribute.key].history
        if history.has_changes() and history.deleted:
            yield attribute.columns[0].name, (history.deleted[0], getattr(row, attribute.key))
        elif history.has_changes():
            yield attribute.columns[0].name, (None, getattr(row, attribute.key))


def _original_columns(row: Journaled) -> dict[str, Any]:
    state = inspect(row)
    values: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        value = history.deleted[0] if history.deleted else state.dict.get(attribute.key)
        values[attribute.columns[0].name] = value
    return values
