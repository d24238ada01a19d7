"""Proof of the journal: the hash chain of each desk, and the rows it accounts for."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.models.batches import parts
from liaison_desktop.models.operation import operation_hash, values_digest
from liaison_desktop.models.system.journal import Change, Desk, Operation
from liaison_desktop.models.system.recorder import CREATE, DELETE, plain
from liaison_desktop.models.tables import domain_tables

_UNPROVED = {"version"}  # it counts saves, and is not journaled


def heads(session: Session) -> dict[str, str]:
    """Return desk name to the hash its chain ends with."""
    return {desk.name: desk.head for desk in session.scalars(select(Desk).order_by(Desk.id))}


def chain_problems(session: Session) -> Iterator[str]:
    """Walk every desk's chain and yield in Chinese what does not hold."""
    for desk in session.scalars(select(Desk).order_by(Desk.id)):
        previous, sequence = "", 0
        operations = session.scalars(
            select(Operation).where(Operation.desk_id == desk.id).order_by(Operation.sequence)
        )
        for operation in operations:
            sequence += 1
            if operation.sequence != sequence or operation.previous_hash != previous:
                yield f"操作日志在第 {sequence} 条处不连续（{desk.name}）。"
                return
            if not _holds(session, operation):
                yield f"操作日志第 {operation.id} 号的内容被改动过。"
            previous = operation.hash
        if previous != desk.head or sequence != desk.sequence:
            yield f"操作日志的末尾缺失（{desk.name}）。"
    yield from _unaccounted(session)
    yield from _overwritten(session)


def _holds(session: Session, operation: Operation) -> bool:
    entries: list[dict[str, Any]] = []
    changes = select(
        Change.kind, Change.record_id, Change.action, Change.salt, Change.digest, Change.values
    ).where(Change.operation_id == operation.id)
    for kind, record_id, action, salt, digest, values in session.execute(
        changes.order_by(Change.id)
    ):
        if values is not None and values_digest(salt or b"", values) != digest:
            return False
        entries.append({"kind": kind, "record_id": record_id, "action": action, "digest": digest})
    return operation_hash(operation, entries) == operation.hash


def _unaccounted(session: Session) -> Iterator[str]:
    """Yield tables whose rows are not those the journal says are there."""
    last = (
        select(Change.kind, Change.record_id, func.max(Change.id).label("last"))
        .group_by(Change.kind, Change.record_id)
        .subquery()
    )
    standing: dict[str, set[int]] = defaultdict(set)
    statement = (
        select(Change.kind, Change.record_id)
        .join(last, Change.id == last.c.last)
        .where(Change.action != DELETE)
    )
    for kind, record_id in session.execute(statement):
        standing[kind].add(record_id)
    for table in domain_tables():
        present = set(session.scalars(select(table.c.id)))
        if present != standing[table.name]:
            count = len(present ^ standing[table.name])
            yield f"有 {count} 条记录（{table.name}）绕过操作日志被添加或删除。"


def _overwritten(session: Session) -> Iterator[str]:
    """Yield tables where a value differs from what the journal says it last became.

    A create stores no values, so only values that were changed since can be proved.
    """
    expected = _last_values(session)
    for table in domain_tables():
        wanted = {key: values for (kind, key), values in expected.items() if kind == table.name}
        count = 0
        for part in parts(sorted(wanted)):
            for row in session.execute(select(table).where(table.c.id.in_(part))).mappings():
                values = wanted[row["id"]]
                count += any(plain(row[name]) != value for name, value in values.items())
        if count:
            yield f"有 {count} 条记录（{table.name}）的内容绕过操作日志被改动。"


def _last_values(session: Session) -> dict[tuple[str, int], dict[str, Any]]:
    """Return what the journal says changed columns hold now, by table and key."""
    expected: dict[tuple[str, int], dict[str, Any]] = {}
    statement = select(Change.kind, Change.record_id, Change.action, Change.values)
    altered = statement.where(Change.action != CREATE).order_by(Change.id)
    for kind, record_id, action, values in session.execute(altered):
        if values is None:  # lawfully erased
            expected.pop((kind, record_id), None)
        elif action == DELETE:  # it may come back, with just these values
            expected[kind, record_id] = values
        else:
            now = {name: pair[1] for name, pair in values.items()}
            expected.setdefault((kind, record_id), {}).update(now)
    return {
        key: {name: value for name, value in values.items() if name not in _UNPROVED}
        for key, values in expected.items()
    }
