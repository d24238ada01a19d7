"""Every indicator and every division gives the same on a shared database as on the file."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.services.office import Office, open_office
from tests import postgres
from tests.services.figures.conftest import TODAY
from tests.services.figures.random_ledgers import add_ledgers, make_world

_ENGINES = ["sqlite", *(["postgresql"] if postgres.programs() else [])]
H1 = parse_period("2023H1")


@pytest.fixture(params=_ENGINES)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of an empty database on each engine."""
    programs = postgres.programs()
    if request.param == "sqlite" or programs is None:
        yield ""
        return
    with postgres.server(programs) as socket:
        name = f"t{uuid4().hex}"
        admin = create_engine(
            f"postgresql+psycopg://postgres@/postgres?{socket}", isolation_level="AUTOCOMMIT"
        )
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        yield f"postgresql+psycopg://postgres@/{name}?{socket}"


def test_figures_and_divisions_agree(office: Office, database: str, tmp_path: Path) -> None:
    add_ledgers(office, make_world(office), 5, 40)
    with open_office(tmp_path / "other", database, create=True, today=lambda: TODAY) as other:
        add_ledgers(other, make_world(other), 5, 40)
        assert other.figures.all(H1) == office.figures.all(H1)
        for term in office.figures.indicators():
            for by in office.figures.dimensions(term.key):
                divided = office.figures.divided(term.key, H1, by)
                assert other.figures.divided(term.key, H1, by) == divided
            assert other.figures.records(term.key, H1) == office.figures.records(term.key, H1)
