"""The same commands on a shared database give the same answers as on the file."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from liaison_desktop.services.system.export_lists import EXPORT_LISTS
from tests import postgres
from tests.cli.conftest import Program

_ENGINES = ["sqlite", *(["postgresql"] if postgres.programs() else [])]


@pytest.fixture(params=_ENGINES)
def where(request: pytest.FixtureRequest) -> Iterator[tuple[str, ...]]:
    """Give the options that name an empty database on each engine."""
    programs = postgres.programs()
    if request.param == "sqlite" or programs is None:
        yield ()
        return
    with postgres.server(programs) as socket, postgres.database(socket) as url:
        yield ("--database", url)


def test_a_practice_station_on_any_engine(
    program: Program, where: tuple[str, ...], tmp_path: Path
) -> None:
    made = program("sample", "--json", *where)
    assert made.code == 0, made.err
    assert (made.json["households"], made.json["cards"]) == (212, 212)
    assert program("init", "--county", "甲县", "--township", "乙镇", *where).code == 3
    assert program("sample", *where).code == 3
    assert program("cards", "hand-out", "--village", "补歹村", *where).code == 0
    figures = program("figures", "--json", *where).json["figures"]
    values = {one["key"]: one["value"] for one in figures}
    assert (values["household_coverage"], values["cards_issued"]) == (100.0, 80)
    for one in EXPORT_LISTS:
        out = tmp_path / f"{one.noun}.xlsx"
        ran = program("export", one.noun, "--out", out, *where)
        assert ran.code == 0, ran.err
    first = [cell.value for cell in openpyxl.load_workbook(tmp_path / "residents.xlsx").active[2]]
    assert first[:5] == ["中和村", "中和一组", "ZH0001", "孔正涛", "孔正涛"]
    assert program("check", *where).code == 0
    assert program("history", *where).code == 0
