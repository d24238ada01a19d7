"""Stations the service tests work on: the sample rosters taken in once, copied for each test."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from liaison_desktop import paths
from liaison_desktop.models.store import Store, open_store
from liaison_desktop.services.context import Context
from liaison_desktop.services.office import Office, open_office
from tests import postgres

SAMPLE_DAY = date(2023, 6, 30)
HOUSEHOLD_ROSTERS = ("中和村农户花名册.xlsx", "补歹村农户信息表.xls")


@pytest.fixture(scope="session")
def _paired_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with all four sample rosters taken in; nobody writes to it."""
    data = tmp_path_factory.mktemp("paired")
    with open_office(data, create=True, today=lambda: SAMPLE_DAY) as office:
        office.areas.set_up_station("罗平县", "罗雄镇")
        for name in HOUSEHOLD_ROSTERS:
            source = paths.resource("practice", name)
            office.household_import.apply(office.household_import.plan(source))
        for service, name in (
            (office.cadre_import, "挂钩干部名册.xlsx"),
            (office.pairing_import, "结对安排表.xlsx"),
        ):
            service.apply(service.plan(paths.resource("practice", name)))
    return data


@pytest.fixture
def paired_office(_paired_data: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of 212 households, 58 cadres and 212 pairings on 30 June 2023."""
    shutil.copytree(_paired_data, tmp_path / "data")
    with open_office(tmp_path / "data", today=lambda: SAMPLE_DAY) as office:
        yield office


@pytest.fixture
def empty_office(tmp_path: Path) -> Iterator[Office]:
    """An office with a station and nothing else."""
    with open_office(tmp_path / "data", create=True, today=lambda: SAMPLE_DAY) as office:
        office.areas.set_up_station("罗平县", "罗雄镇")
        yield office


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    """Two desks of one station on a shared database, both under the usual name."""
    programs = postgres.programs()
    assert programs is not None
    with postgres.server(programs) as socket, postgres.database(socket) as url:
        open_store(tmp_path, url, create=True).close()
        offices = [
            Office(
                Context(Store(url, desk=desk), "工作人员", lambda: SAMPLE_DAY, tmp_path), tmp_path
            )
            for desk in ("前台", "后台")
        ]
        offices[0].areas.set_up_station("罗平县", "罗雄镇")
        yield offices[0], offices[1]
        for office in offices:
            office.close()
