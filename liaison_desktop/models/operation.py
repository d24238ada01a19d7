"""One operation of the office: one transaction, one sentence, one journal entry."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.models.batches import parts
from liaison_desktop.models.driver import insert_if_absent, insert_rows, reserve_ids
from liaison_desktop.models.public_id import PublicIds
from liaison_desktop.models.system import recorder as record
from liaison_desktop.models.system.desk_state import Counter
from liaison_desktop.models.system.journal import Change, Desk
from liaison_desktop.models.system.journal import Operation as OperationRow
from liaison_desktop.models.system.recorder import Recorder

Row = Mapping[str, Any]


class Operation:
    """A running operation; ``Store.operation`` makes and ends it.

    Attributes:
        session: For single records: load, change, add; flushes are recorded.
        recorder: What was touched so far.
        undoes: The operation this one takes back, None for ordinary work.
        sentence: What the history shows; may be made exact before the end.
        number: Its number in the journal, None while running or when nothing changed.
        changes: What it touched, complete after the end.
    """

    def __init__(self, session: Session, desk: Desk, actor: str, sentence: str) -> None:
        self.session = session
        self.recorder = Recorder()
        self.actor = actor
        self.sentence = sentence
        self.undoes: int | None = None
        self.number: int | None = None
        self.changes = Changes()
        self._desk = desk
        self._ids = PublicIds(desk.last_public_id)
        record.attach(session, self.recorder)

    def public_id(self) -> str:
        """Return a new public id for a record made in this operation."""
        return self._ids.one()

    def next_number(self, name: str, count: int = 1) -> int:
        """Take ``count`` numbers of a series; they are never given again, not even after undo.

        Returns:
            The first of them.
        """
        counter = self._counter(name)
        first = counter.value + 1
        counter.value += count
        return first

    def reach_number(self, name: str, value: int) -> None:
        """Let a series go on after a number that was given on paper; never back."""
        counter = self._counter(name)
        counter.value = max(counter.value, value)

    def wait_for_others(self, name: str) -> None:
        """Let desks that are about to make the same thing do so one after the other.

        What another desk made meanwhile can be read afterwards; the next waits for this
        operation to end.

        Args:
            name: What is made, e.g. ``committee``; no series of numbers.
        """
        self._counter(name)

    def _counter(self, name: str) -> Counter:
        counter = self.session.get(Counter, name, with_for_update=True)
        if counter is None:  # another desk may begin the series at this very moment
            row = {"name": name, "value": 0}
            insert_if_absent(self.session.connection(), Counter.metadata.tables["counter"], row)
            counter = self.session.get_one(Counter, name, with_for_update=True)
        return counter

    def bulk_insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
        """Insert many rows, each with the same columns; keys and public ids are filled in.

        Args:
            table: A journaled table.
            rows: Column to value, without ``id``, ``public_id`` and ``version``; given
                an ``id`` in the first row, all keys are taken as they are (undo).

        Returns:
            The keys, in the order of the rows.
        """
        if not rows:
            return []
        if "id" not in rows[0]:
            ids = reserve_ids(self.session.connection(), table, len(rows))
            public_ids = self._ids.take(len(rows))
            rows = [
                {**row, "id": ids[i], "public_id": public_ids[i], "version": 1}
                for i, row in enumerate(rows)
            ]
        insert_rows(self.session.connection(), table, rows)
        keys = [int(row["id"]) for row in rows]
        self.recorder.created_many(table.name, keys)
        return keys

    def bulk_update(self, table: Table, rows: Sequence[Row]) -> int:
        """Set columns of many rows; rows that already hold the values are left alone.

        Args:
            table: A journaled table.
            rows: Mappings with ``id`` and the columns to set; all the same columns.

        Returns:
            How many rows really changed.
        """
        columns = [name for name in rows[0] if name != "id"] if rows else []
        before = self._read(table, [row["id"] for row in rows], columns)
        changed: list[dict[str, Any]] = []
        for row in rows:
            key = int(row["id"])
            if key not in before:
                continue
            old = before[key]
            difference = {n: (old[n], row[n]) for n in columns if old[n] != row[n]}
            if difference:
                self.recorder.updated(table.name, key, difference)
                changed.append({f"b_{n}": row[n] for n in columns} | {"b_id": key})
        if changed:
            values: dict[str, Any] = {name: bindparam(f"b_{name}") for name in columns}
            values["version"] = table.c.version + 1
            statement = update(table).where(table.c.id == bindparam("b_id")).values(values)
            self.session.connection().execute(statement, changed)
        return len(changed)

    def touch(self, table: Table, ids: Sequence[int]) -> None:
        """Raise the versions of rows whose parts stand in other tables and changed there.

        Whoever has such a record open must learn that it changed. A version is no value:
        nothing is journaled.

        Args:
            table: A journaled table.
            ids: Keys.
        """
        self.session.flush()
        connection = self.session.connection()
        for part in parts(ids):
            raised = update(table).where(table.c.id.in_(part))
            connection.execute(raised.values(version=table.c.version + 1))
        self.session.expire_all()

    def bulk_delete(self, table: Table, ids: Sequence[int]) -> int:
        """Remove many rows; their values stay in the journal.

        Returns:
            How many rows were removed.
        """
        rows = self._read(table, ids, [column.name for column in table.c if column.name != "id"])
        for key, row in rows.items():
            self.recorder.deleted(table.name, key, {**row, "id": key})
        connection = self.session.connection()
        # Newest first: within one table, what was made later may refer to what was made earlier.
        for part in parts(sorted(rows, reverse=True)):
            connection.execute(table.delete().where(table.c.id.in_(part)))
        return len(rows)

    def _read(
        self, table: Table, ids: Iterable[int], columns: Sequence[str]
    ) -> dict[int, dict[str, Any]]:
        """Read the before-images of many rows and hold them until the operation ends."""
        self.session.flush()
        chosen = [table.c.id, *(table.c[name] for name in columns)]
        found: dict[int, dict[str, Any]] = {}
        for part in parts(list(ids)):
            statement = select(*chosen).where(table.c.id.in_(part)).with_for_update()
            for row in self.session.connection().execute(statement):
                found[row[0]] = dict(zip(columns, row[1:], strict=True))
        return found

    def finish(self) -> None:
        """Write the journal entry; nothing is written when nothing was touched.

        An undo is written even then (all was kept, or there was only a log that stays):
        otherwise the next one would try the same operation again, and never get past it.
        """
        self.session.flush()
        if not self.recorder.entries and self.undoes is None:
            return
        row = OperationRow(
            desk_id=self._desk.id,
            sequence=self._desk.sequence + 1,
            sentence=self.sentence,
            actor=self.actor,
            at=datetime.now(UTC).isoformat(timespec="microseconds"),
            undoes=self.undoes,
            previous_hash=self._desk.head,
            hash="",
        )
        created, altered = _journal_rows(self.recorder)
        row.hash = operation_hash(row, (*created, *altered))
        self.session.add(row)
        self._desk.sequence, self._desk.head = row.sequence, row.hash
        self._desk.last_public_id = self._ids.last
        self.session.flush()
        self.number = row.id
        table = Change.metadata.tables["change"]
        connection = self.session.connection()
        for entries in (created, altered):  # the order the hash was taken in
            for entry in entries:
                entry["operation_id"] = row.id
            insert_rows(connection, table, entries)
        self.changes = Changes(known_kinds(self.recorder.kinds()), row.id)


def known_kinds(tables: Iterable[str]) -> frozenset[Kind]:
    """Return the kinds of record a set of table names stands for."""
    names = {kind.value: kind for kind in Kind}
    return frozenset(names[table] for table in tables if table in names)


def _journal_rows(recorder: Recorder) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the changes to write: creates, which carry no values, and the others."""
    created: list[dict[str, Any]] = []
    altered: list[dict[str, Any]] = []
    for (kind, record_id), entry in recorder.entries.items():
        row: dict[str, Any] = {"kind": kind, "record_id": record_id, "action": entry.action}
        if entry.action == record.CREATE:
            created.append(row)
            continue
        values = entry.values() or {}
        salt = os.urandom(16)
        altered.append(
            row | {"salt": salt, "digest": values_digest(salt, values), "values": values}
        )
    return created, altered


def values_digest(salt: bytes, values: Mapping[str, Any]) -> bytes:
    """Return the salted SHA-256 of the values of a change."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(salt + text.encode()).digest()


def operation_hash(row: OperationRow, entries: Iterable[Mapping[str, Any]]) -> str:
    """Return the chain hash of an operation over its header and its changes' digests.

    Args:
        row: The operation, ``previous_hash`` filled in.
        entries: Its changes in the order they were written: ``kind``, ``record_id``,
            ``action``, ``digest``. Creates have no digest: they carry no values.
    """
    head = [row.previous_hash, row.sequence, row.sentence, row.actor, row.at, row.undoes]
    chain = hashlib.sha256(json.dumps(head, ensure_ascii=False).encode())
    for entry in entries:
        told = f"\n{entry['kind']}|{entry['record_id']}|{entry['action']}|".encode()
        chain.update(told + (entry.get("digest") or b""))
    return chain.hexdigest()
