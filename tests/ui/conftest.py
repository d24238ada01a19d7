"""A desk on a copy of the practice station; what is asked is answered at once."""

import shutil
from datetime import date

import pytest
from PySide6.QtCore import QSettings

from liaison_desktop.paths import store_file
from liaison_desktop.services.office import open_office
from liaison_desktop.services.system.practice import make_practice_station
from liaison_desktop.ui.page import DeskContext
from tests.fakes import InlineLanes

TODAY = date(2023, 6, 30)


@pytest.fixture(scope="session")
def practice_data(tmp_path_factory):
    """The practice station, made once: 212 households, 58 cadres, a card each."""
    data = tmp_path_factory.mktemp("practice-once")
    make_practice_station(data, today=lambda: TODAY)
    return data


@pytest.fixture
def practice_office(practice_data, tmp_path):
    """A copy of the practice station of this test's own."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(store_file(practice_data), store_file(data))
    with open_office(data, actor="张三", today=lambda: TODAY) as office:
        yield office


@pytest.fixture
def empty_office(tmp_path):
    """A station without any household."""
    with open_office(tmp_path / "data", actor="张三", create=True, today=lambda: TODAY) as office:
        office.areas.set_up_station("罗平县", "罗雄镇")
        yield office


@pytest.fixture
def lanes():
    return InlineLanes()


@pytest.fixture
def desk(qapp, practice_office, lanes):
    """A desk on the practice station."""
    return DeskContext(practice_office, lanes, settings=QSettings())


@pytest.fixture
def empty_desk(qapp, empty_office, lanes):
    """A desk on a station without any household."""
    return DeskContext(empty_office, lanes, settings=QSettings())
