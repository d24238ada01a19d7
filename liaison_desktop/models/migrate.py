"""Bring a store to this program's schema: refuse newer, back up, upgrade, check."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from liaison_desktop import paths
from liaison_desktop.domain.errors import StoreError
from liaison_desktop.models.driver import APPLICATION_ID, is_sqlite

_SCRIPTS = Path(__file__).parent / "migrations"


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for the bundled migrations."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def head_revision() -> str:
    """Return the newest schema this program knows."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    assert head is not None  # noqa: S101 - the package always carries migrations
    return head


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
        current = MigrationContext.configure(connection).get_current_revision()
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


def _refuse_newer(current: str) -> None:
    known = {
        script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()
    }
    if current not in known:
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
    with engine.connect() as connection:
        sqlite = is_sqlite(connection)
        if sqlite:
            _foreign_keys(connection, "OFF")
        with connection.begin():
            command.upgrade(configuration(connection), "head")
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
