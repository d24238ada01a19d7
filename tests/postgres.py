"""A throw-away PostgreSQL server for the store's tests, where its programs are installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text

_SORTED_BY_LANGUAGE = 150000  # the first version that makes such databases without the system's
_PORT = 5432  # the socket lies in a folder of its own; nothing listens on a network


def programs() -> Path | None:
    """Return the folder of ``initdb`` and ``pg_ctl``, None where PostgreSQL is absent."""
    found = shutil.which("initdb")
    if found is None:
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        found = str(versions[-1]) if versions else None
    if found is None:
        return None
    folder = Path(found).resolve().parent
    if os.geteuid() == 0 and not (_user_exists() and shutil.which("setpriv")):
        return None  # the server refuses to run as root
    return folder


def _user_exists() -> bool:
    return any(line.startswith("postgres:") for line in Path("/etc/passwd").read_text().split("\n"))


def _run(*command: str) -> None:
    as_server = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    prefix = as_server if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, capture_output=True)


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """Run a server; give the URL of its socket without a database name."""
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data, log = folder / "data", folder / "log"
        _run(str(bin_folder / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8",
             "--no-locale", "--no-sync", "-U", "postgres")  # fmt: skip
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run(str(bin_folder / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(log),
             "-w", "start")  # fmt: skip
        try:
            yield f"host={folder}&port={_PORT}"
        finally:
            _run(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


@contextmanager
def database(socket: str) -> Iterator[str]:
    """Give the URL of an empty database, made in a language whose order is not that of the file."""
    name = f"t{uuid4().hex}"
    admin = create_engine(
        f"postgresql+psycopg://postgres@/postgres?{socket}", isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        version = int(connection.scalar(text("SHOW server_version_num")) or 0)
        language = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN'"
        made = f"CREATE DATABASE {name} {language if version >= _SORTED_BY_LANGUAGE else ''}"
        connection.execute(text(made))
    try:
        yield f"postgresql+psycopg://postgres@/{name}?{socket}"
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()
