"""Counting what a service sends to the store."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def updates_of(table: str) -> Iterator[list[int]]:
    """Collect the UPDATE statements of a table that are sent meanwhile: rows of each."""
    sent: list[int] = []

    def heard(_connection, _cursor, statement, parameters, _context, executemany):
        if statement.startswith(f"UPDATE {table} "):
            sent.append(len(parameters) if executemany else 1)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
