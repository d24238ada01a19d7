"""One digest over all values of the office, blind to keys, versions and times."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from liaison_desktop.models.system.recorder import plain
from liaison_desktop.models.tables import domain_tables

_BLIND = {"id", "public_id", "version"}


def domain_digest(connection: Connection) -> str:
    """Return the SHA-256 over all domain values.

    References are replaced by the digest of what they refer to, so that two stores with
    the same content have the same digest whatever their keys are.
    """
    marks: dict[str, dict[int, str]] = {}
    whole = hashlib.sha256()
    for table in domain_tables():
        marks[table.name] = {}
        lines = sorted(_lines(connection, table, marks))
        whole.update(f"{table.name}:{len(lines)}\n".encode())
        for line in lines:
            whole.update(line.encode())
    return whole.hexdigest()


def _lines(connection: Connection, table: Table, marks: dict[str, dict[int, str]]) -> Iterator[str]:
    columns = [column for column in table.c if column.name not in _BLIND]
    parents = {
        column.name: next(iter(column.foreign_keys)).column.table.name
        for column in columns
        if column.foreign_keys
    }
    own = marks[table.name]
    # Parents of the same table (areas) were made before their children.
    for row in connection.execute(select(table.c.id, *columns).order_by(table.c.id)):
        values: dict[str, Any] = {}
        for column, value in zip(columns, row[1:], strict=True):
            if value is None:
                continue
            parent = parents.get(column.name)
            values[column.name] = marks[parent].get(value, "") if parent else plain(value)
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        own[row[0]] = hashlib.sha256(text.encode()).hexdigest()
        yield own[row[0]]
