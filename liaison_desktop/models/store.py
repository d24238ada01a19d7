"""The store: opening it, reading from it, and changing it one operation at a time."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from liaison_desktop import paths
from liaison_desktop.domain.errors import ConflictError, RefusedError, StoreError
from liaison_desktop.models import migrate
from liaison_desktop.models.driver import (
    existing_store_problem,
    is_sqlite,
    open_engine,
    sqlite_url,
    wait_for_writers,
)
from liaison_desktop.models.network_drive import is_network_path
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.system import search_index
from liaison_desktop.models.system.journal import Desk
from liaison_desktop.models.system.recorder import Recorder, UnrecordedWriteError, attach
from liaison_desktop.models.tables import complete_metadata

LOCKED = "数据库正被另一个程序使用（可能已打开一个窗口）。请先关闭它再试。"
DISK_FULL = "磁盘空间不足，刚才的内容没有存入。请清理磁盘后再试。"
NOT_UNIQUE = "编号或名称已被别的记录使用，没有存入。请核对后再试。"
STILL_NAMED = "还有别的记录写着它，或所写的记录已被删除，没有存入。请刷新后核对。"
UNREACHABLE = "连接不上共享数据库，或连接已断开。请检查网络和服务器后再试。"
DISK_TROUBLE = "数据库读写失败：磁盘可能已满或有故障。请清理磁盘后再试，先不要恢复备份。"
READ_ONLY = "数据文件夹不能写入。请检查磁盘是否只读、当前用户是否有权限。"

Listener = Callable[[Operation], None]


class Store:
    """An open store.

    Attributes:
        before_commit: Called inside every operation before it is journaled; what was
            touched is complete by then. The search index is the first.
    """

    def __init__(self, url: str, *, lock: FileLock | None = None, desk: str = "") -> None:
        self._writer = open_engine(url)
        self._reader = open_engine(url, read_only=True)
        self._lock = lock
        self._desk = desk or socket.gethostname() or "desk"
        self.before_commit: list[Listener] = [search_index.refresh]

    def close(self) -> None:
        """Let go of the files; the store can be opened again."""
        self._reader.dispose()
        self._writer.dispose()
        if self._lock is not None:
            self._lock.release()

    @property
    def engine(self) -> Engine:
        """The writing engine, for upkeep such as backup."""
        return self._writer

    @property
    def desk(self) -> str:
        """The name of this desk among those that share the store, "" for the file of one."""
        return "" if is_sqlite(self._writer) else self._desk

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that can only read; it sees one consistent state."""
        with _known_errors(), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def operation(self, sentence: str, actor: str) -> Iterator[Operation]:
        """Run one operation: all of it is stored with its journal entry, or none.

        Args:
            sentence: What is done, in Chinese, as the history shows it.
            actor: Who does it.

        Raises:
            ConflictError: When another desk saved a touched record meanwhile.
            StoreError: When the store is locked, full or read-only.
        """
        complete_metadata()  # what is written is put in the order of the foreign keys
        with _known_errors(), Session(self._writer, expire_on_commit=False) as session:
            wait_for_writers(session.connection())
            desk = self._own_desk(session)
            operation = Operation(session, desk, actor, sentence)
            yield operation
            session.flush()
            for listener in self.before_commit:
                listener(operation)
            operation.finish()
            session.commit()

    @contextmanager
    def upkeep(self) -> Iterator[Session]:
        """Give a writing session for what is not journaled: settings and form drafts."""
        complete_metadata()  # what is written is put in the order of the foreign keys
        with _known_errors(), Session(self._writer, expire_on_commit=False) as session:
            recorder = Recorder()
            attach(session, recorder)
            yield session
            session.flush()
            if recorder.entries:
                raise UnrecordedWriteError("journaled rows change in an operation only")
            session.commit()

    def _own_desk(self, session: Session) -> Desk:
        statement = select(Desk).where(Desk.name == self._desk).with_for_update()
        desk = session.scalars(statement).one_or_none()
        if desk is None:
            desk = Desk(name=self._desk, sequence=0, head="", last_public_id="")
            session.add(desk)
            session.flush()
        return desk


@contextmanager
def _known_errors() -> Iterator[None]:
    """Turn what the database says of the user's world into sentences."""
    try:
        yield
    except StaleDataError as error:
        raise ConflictError("该记录刚被其他人修改，请核对后再保存。", {}) from error
    except OperationalError as error:
        raise StoreError(_operational_sentence(error)) from error
    except IntegrityError as error:
        if "unique" in str(error.orig).lower():
            raise ConflictError(NOT_UNIQUE, {}) from error
        if "foreign key" in str(error.orig).lower():
            raise RefusedError(STILL_NAMED) from error
        raise
    except DBAPIError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise StoreError("数据库文件已损坏。请用备份恢复。") from error
        raise


def _operational_sentence(error: OperationalError) -> str:
    """Say what the engine could not do and what helps."""
    if type(error.orig).__module__.startswith("psycopg"):
        return _server_sentence(error)
    text = str(error.orig)
    known = {
        "locked": LOCKED,
        "full": DISK_FULL,
        "readonly": READ_ONLY,
        "read-only": READ_ONLY,
        "I/O": DISK_TROUBLE,
        "unable to open": DISK_TROUBLE,
    }
    unknown = f"数据库无法使用：{type(error.orig).__name__}。请用备份恢复。"
    return next((sentence for word, sentence in known.items() if word in text), unknown)


def _server_sentence(error: OperationalError) -> str:
    """Say what a PostgreSQL server's refusal means, by its SQLSTATE class."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("53"):
        return DISK_FULL
    if state in {"40001", "40P01", "55P03"}:
        return "另一台电脑正在修改同一批记录。刚才的内容没有存入，请稍候再试。"
    if state.startswith("28"):
        return "共享数据库不接受这个用户名或密码。请检查数据库地址。"
    if state and not state.startswith("08"):
        return f"共享数据库出错（代码 {state}）。请联系数据库管理员。"
    return UNREACHABLE


def open_store(data: Path, database: str = "", *, create: bool = False) -> Store:
    """Open the store of a data folder, or the shared database of a URL.

    Args:
        data: The data folder.
        database: An SQLAlchemy URL of a shared PostgreSQL; "" for the SQLite file.
        create: Make the store when there is none.

    Raises:
        StoreError: Missing, empty, foreign, newer, damaged, locked, on a network drive.
    """
    if database:
        store = Store(database)
        try:
            with _known_errors():
                migrate.bring_up_to_date(store.engine, None, create=create)
        except StoreError:
            store.close()
            raise
        return store
    file = paths.store_file(data)
    if not create and not file.exists():
        raise StoreError(
            f"没有找到数据库（{file}）。首次使用请运行 init，或在窗口中新建；"
            "若原来有数据，请检查数据文件夹或用备份恢复。"
        )
    if is_network_path(data):
        raise StoreError("数据文件夹在网络共享盘上，容易损坏。多台电脑共用请改用共享数据库。")
    lock = _take_lock(data)
    try:
        return _open_file(file, lock, create=create)
    except BaseException:
        lock.release()
        raise


def _open_file(file: Path, lock: FileLock, *, create: bool) -> Store:
    if not file.exists():
        with _known_errors():
            _make_file(file)
    if problem := existing_store_problem(file):
        raise StoreError(problem)
    store = Store(sqlite_url(file), lock=lock)
    try:
        with _known_errors():
            migrate.bring_up_to_date(store.engine, file, create=create)
    except BaseException:
        store.close()
        raise
    return store


def _make_file(file: Path) -> None:
    """Make a new store beside its place and rename it there: a power cut leaves none or all."""
    unfinished = file.with_suffix(".new")
    for leftover in file.parent.glob(f"{unfinished.name}*"):
        leftover.unlink()
    engine = open_engine(sqlite_url(unfinished))
    try:
        migrate.bring_up_to_date(engine, None, create=True)
    finally:
        engine.dispose()  # the last connection writes the log back into the file
    unfinished.chmod(0o600)  # personal data: the owner alone reads it
    unfinished.replace(file)


def _take_lock(data: Path) -> FileLock:
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(data / "station.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreError(LOCKED) from error
    except OSError as error:
        raise StoreError(READ_ONLY) from error
    return lock
