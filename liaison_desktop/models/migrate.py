"""Bring a store to this program's schema: refuse newer, back up, upgrade, check."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    inspect,
    select,
    text,
)

from liaison_desktop import paths
from liaison_desktop.domain.errors import StoreError
from liaison_desktop.models.driver import APPLICATION_ID, is_sqlite, order_texts_alike

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"
# Alembic's own table. Read without Alembic: a store that is up to date, which is nearly
# every start of the window, must not wait for its import.
_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32)))


def configuration(connection: Connection | None = None) -> "Config":
    """Return Alembic's configuration for the bundled migrations."""
    from alembic.config import Config  # noqa: PLC0415 - no start waits for Alembic, see above

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def head_revision() -> str:
    """Return the newest schema this program knows.

    Migrations are numbered, and their files begin with the number.
    """
    return max(known_revisions())


def known_revisions() -> frozenset[str]:
    """Return every schema this program knows."""
    files = (_SCRIPTS / "versions").glob("[0-9]*_*.py")
    return frozenset(file.name.partition("_")[0] for file in files)


def bring_up_to_date(engine: Engine, file: Path | None, *, create: bool) -> None:
    """Upgrade the schema if it is older.

    Args:
        engine: The writing engine.
        file: The SQLite file, None for a shared database.
        create: Whether an empty database may become a store.

    Raises:
        StoreError: When the store is newer than the program, is no store of ours, or
            the upgrade fails (then it is as it was before).
    """
    with engine.connect() as connection:
        current = _current_revision(connection)
        connection.rollback()
    if current == head_revision():
        return
    if current is None and not create:
        raise StoreError("该数据库还没有建立工作站。请先运行 init，或在窗口中新建。")
    if current is not None:
        _refuse_newer(current)
        if file is not None:
            _back_up_before_upgrade(file)
    _upgrade(engine)


def _current_revision(connection: Connection) -> str | None:
    """Return the schema of a database, None when it has none of ours."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(select(_VERSION.c.version_num))


def _refuse_newer(current: str) -> None:
    if current not in known_revisions():
        raise StoreError(
            "该数据库由更新版本的程序建立，本程序不能打开。请升级本程序，不要在旧版本中使用它。"
        )


def _back_up_before_upgrade(file: Path) -> None:
    """Copy the store with SQLite's own backup call; a file copy of WAL loses data."""
    folder = paths.backups_dir(file.parent)
    folder.mkdir(exist_ok=True)
    target = folder / f"{file.stem}-before-upgrade.db"
    temporary = target.with_suffix(".tmp")
    source, copy = sqlite3.connect(file), sqlite3.connect(temporary)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    temporary.replace(target)


def _upgrade(engine: Engine) -> None:
    """Run the migrations in one transaction, on SQLite with foreign keys off.

    With them on, rebuilding a parent table silently deletes its children.
    """
    from alembic import command  # noqa: PLC0415 - no start waits for Alembic

    with engine.connect() as connection:
        sqlite = is_sqlite(connection)
        if sqlite:
            _foreign_keys(connection, "OFF")
        with connection.begin():
            command.upgrade(configuration(connection), "head")
            order_texts_alike(connection)
            if sqlite:
                _check_foreign_keys(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        if sqlite:
            _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    """Switch enforcement; SQLite ignores the pragma inside a transaction."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={state}")
    cursor.close()


def _check_foreign_keys(connection: Connection) -> None:
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise StoreError("数据库升级后核对未通过，已恢复原样。请联系维护人员。")
