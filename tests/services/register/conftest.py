"""An office with a station, and a short way to import rosters into it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from liaison_desktop.domain.register.import_plan import Choice, ImportReport
from liaison_desktop.domain.register.roster import Roster
from liaison_desktop.services.office import Office, open_office

TODAY = date(2023, 8, 15)
SOURCE = Path("花名册.xlsx")


@pytest.fixture(scope="session")
def new_station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of 罗平县罗雄镇 with nobody in it, made once and copied."""
    folder = tmp_path_factory.mktemp("station")
    with open_office(folder, create=True, today=lambda: TODAY) as opened:
        opened.areas.set_up_station("罗平县", "罗雄镇")
    return folder


@pytest.fixture
def office(tmp_path: Path, new_station: Path) -> Iterator[Office]:
    """An office of 罗平县罗雄镇 with nobody in it."""
    shutil.copytree(new_station, tmp_path / "data")
    with open_office(tmp_path / "data", today=lambda: TODAY) as opened:
        yield opened


class Importing:
    """Imports rosters made in a test."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.service = office.household_import

    def plan(self, roster: Roster, village: str = ""):
        """Compare with the store."""
        return self.service.plan_roster(roster, SOURCE, village=village)

    def __call__(self, roster: Roster, choice: Choice | None = None, **options) -> ImportReport:
        """Compare and store."""
        return self.service.apply(self.plan(roster), choice, **options)


@pytest.fixture
def importing(office: Office) -> Importing:
    """Imports into the office."""
    return Importing(office)
