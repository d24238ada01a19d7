"""Stores to test: the SQLite file, the encrypted file, and PostgreSQL where it is installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison_desktop.models.store import Store, open_store
from tests import postgres

# Without a server there is nothing two desks could share.
collect_ignore = [] if postgres.programs() else ["test_two_desks.py"]
_ENGINES = ["sqlite", "sqlcipher", *(["postgresql"] if postgres.programs() else [])]


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[str]:
    """Run one server for the whole session."""
    programs = postgres.programs()
    assert programs is not None
    with postgres.server(programs) as socket:
        yield socket


@pytest.fixture(params=_ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give a fresh, empty store on each engine."""
    if request.param == "sqlite":
        opened = open_store(tmp_path, create=True)
        yield opened
        opened.close()
        return
    if request.param == "sqlcipher":
        url = f"sqlite+pysqlcipher://:a-passphrase@/{tmp_path / 'station.db'}"
        opened = open_store(tmp_path, url, create=True)
        yield opened
        opened.close()
        return
    with postgres.database(request.getfixturevalue("postgres_socket")) as url:
        opened = open_store(tmp_path, url, create=True)
        yield opened
        opened.close()


@pytest.fixture
def shared_url(postgres_socket: str, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a fresh shared store; its tests are collected with PostgreSQL only."""
    with postgres.database(postgres_socket) as url:
        open_store(tmp_path, url, create=True).close()
        yield url
