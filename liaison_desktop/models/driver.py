"""The one place that knows which database engine the store runs on."""

import sqlite3
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    TableClause,
    create_engine,
    event,
    func,
    select,
    text,
    true,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import make_url

APPLICATION_ID = 0x4C444B31  # "LDK1", so that a foreign SQLite file is recognised
BUSY_TIMEOUT_MS = 5000
# A whole import fits the writer's cache, so its pages go to disk once, at the commit.
_WRITER_CACHE_KB, _READER_CACHE_KB = 128_000, 32_000
# How long a desk waits for the one that writes: an import of a township takes less.
_OTHERS_WAIT = "60s"
# A PC that lost its current or network while it wrote must not hold up the others.
_GIVEN_UP = (
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
    " -c idle_in_transaction_session_timeout=300000"
)


class _DbApiConnection(Protocol):
    """The part of a DBAPI connection the set-up needs."""

    isolation_level: str | None

    def execute(self, sql: str, /) -> object:
        """Run one statement."""


def sqlite_url(path: Path) -> str:
    """Return the URL of a SQLite file."""
    return f"sqlite:///{path}"


def is_sqlite(engine: Engine | Connection) -> bool:
    """Tell whether this is the one-file store."""
    return engine.dialect.name == "sqlite"


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """Return an engine for the store: plain SQLite, SQLCipher or PostgreSQL.

    ``sqlite:///FILE``, ``sqlite+pysqlcipher://:KEY@/FILE`` (needs ``sqlcipher3``) or
    ``postgresql+psycopg://…``.

    SQLite (DESIGN 5): WAL, ``synchronous=FULL``, foreign keys, ``secure_delete``;
    writers begin IMMEDIATE, so that a read never turns into a failing write; readers
    are ``query_only`` and never checkpoint.

    Args:
        url: An SQLAlchemy URL.
        read_only: Whether the engine serves the read lane.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url, read_only=read_only)
    connecting: dict[str, Any] = {"connect_timeout": 10}
    if not read_only:
        connecting["options"] = _GIVEN_UP
        return create_engine(url, connect_args=connecting)
    connecting["options"] = "-c default_transaction_read_only=on"
    # One reading sees one state, as SQLite's snapshots do.
    return create_engine(url, connect_args=connecting, isolation_level="REPEATABLE READ")


def _sqlite_engine(url: str, *, read_only: bool) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: _DbApiConnection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
            f"cache_size={-_READER_CACHE_KB if read_only else -_WRITER_CACHE_KB}",
            "trusted_schema=OFF",
            *(("wal_autocheckpoint=0", "query_only=ON") if read_only else ()),
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def wait_for_writers(connection: Connection) -> None:
    """Let one desk write at a time, as SQLite does; called before anything is read.

    What an operation looks at, be it through another connection, then stays as it is until
    it ends: no two desks issue the same cards, and the figures and lists of a closing agree.
    """
    if is_sqlite(connection):
        return  # it began with BEGIN IMMEDIATE
    connection.execute(select(func.set_config("lock_timeout", _OTHERS_WAIT, true())))
    connection.execute(select(func.pg_advisory_xact_lock(APPLICATION_ID)))


def reserve_ids(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Set aside ``count`` keys of a table, in rising order; none is ever given again.

    On SQLite the caller holds the only write transaction. On PostgreSQL other desks take
    keys of the same sequence meanwhile, so they need not follow one another.
    """
    if is_sqlite(connection):
        row = connection.execute(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
        ).scalar()
        first = int(row or 0) + 1
        return range(first, first + count)
    numbers = func.generate_series(1, count).table_valued("number")
    keys = select(func.nextval(f"{table.name}_id_seq")).select_from(numbers)
    return sorted(connection.scalars(keys))


def order_texts_alike(connection: Connection) -> None:
    """Let PostgreSQL compare and sort texts as SQLite does, by their code points.

    Otherwise a shared database sorts by the language it was made in, and the same station
    lists its villages, cards and names in another order than the file.
    """
    if is_sqlite(connection):
        return
    statement = text(
        "SELECT quote_ident(c.relname), quote_ident(a.attname),"
        " format_type(a.atttypid, a.atttypmod)"
        " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"
        " AND a.attnum > 0 AND NOT a.attisdropped"
        " AND a.attcollation = 'pg_catalog.default'::regcollation"
        " ORDER BY 1, a.attnum"
    )
    columns: dict[str, list[str]] = {}
    for table, name, kind in connection.execute(statement):
        columns.setdefault(table, []).append(f'ALTER COLUMN {name} TYPE {kind} COLLATE "C"')
    for table, alterations in columns.items():
        connection.exec_driver_sql(f"ALTER TABLE {table} {', '.join(alterations)}")


def insert_if_absent(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row unless one with its key stands there; two desks at once make one."""
    if is_sqlite(connection):
        connection.execute(sqlite.insert(table).values(row).on_conflict_do_nothing())
        return
    # Only who has a shared database waits for its dialect, which takes longer than SQLite's.
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - see above

    connection.execute(postgresql.insert(table).values(row).on_conflict_do_nothing())


def insert_rows(
    connection: Connection, table: TableClause, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows that all carry the same columns, the key among them.

    On SQLite the rows go to the driver as tuples: SQLAlchemy's own executemany spends
    twice the time of the insert on a dictionary a row.
    """
    if not rows:
        return
    if not is_sqlite(connection):
        connection.execute(table.insert(), list(rows))
        return
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    converters = [
        (place, convert)
        for place, name in enumerate(names)
        if (
            convert := table.c[name]
            .type.dialect_impl(connection.dialect)
            .bind_processor(connection.dialect)
        )
    ]
    fetch = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
    values: list[Any] = [fetch(row) for row in rows]
    if converters:
        values = [_converted(list(row), converters) for row in values]
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})',  # noqa: S608 - own names
        values,
    )


def _converted(row: list[Any], converters: Sequence[tuple[int, Any]]) -> tuple[Any, ...]:
    for place, convert in converters:
        row[place] = convert(row[place])
    return tuple(row)


def existing_store_problem(path: Path) -> str | None:
    """Say in Chinese why a SQLite file is not a store of ours; None when it looks right."""
    if path.stat().st_size == 0:
        return "数据库文件是空的（0 字节），可能已损坏。请用备份恢复，不要继续使用。"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = connection.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.OperationalError:
        return None  # the disk is full or unreadable; opening it says so
    except sqlite3.DatabaseError:
        return "数据库文件已损坏或不是数据库。请用备份恢复。"
    finally:
        connection.close()
    if found != APPLICATION_ID:
        return "该文件不是群众工作站的数据库。请检查数据文件夹是否选对。"
    return None


def damage(connection: Connection) -> list[str]:
    """Return in Chinese what the database engine finds broken in itself."""
    if not is_sqlite(connection):
        return []
    found = []
    if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        found.append("数据库文件已损坏。请用最近的备份恢复。")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        found.append("数据库中有记录的所属关系断裂。请用最近的备份恢复。")
    return found
