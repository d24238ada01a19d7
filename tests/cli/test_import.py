"""``import``: a plan stores nothing, an import is one operation, the same file changes nothing."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine, event

from liaison_desktop import paths
from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]

TRUTH = json.loads((Path(__file__).parent.parent / "data" / "truth.json").read_text("utf-8"))
INIT = ("init", "--county", "罗平县", "--township", "罗雄镇")
ROSTERS = ("中和村农户花名册.xlsx", "补歹村农户信息表.xls")
NONE = {"new": 0, "changed": 0, "same": 0}


def sample(name: str) -> Path:
    return paths.resource("practice", name)


def people_of(village: str) -> int:
    return sum(len(one["members"]) for one in TRUTH["households"] if one["village"] == village)


@pytest.mark.parametrize("roster", ROSTERS)
def test_households_planned_then_imported_then_the_same(
    ask: Ask, program: Program, roster: str
) -> None:
    village = roster[:3]
    households = sum(one["village"] == village for one in TRUTH["households"])
    ask(*INIT)
    planned = ask("import", "households", sample(roster), "--plan")
    assert set(planned) == {"households", "residents", "problems", "operation"}
    assert planned["households"] == {**NONE, "new": households}
    assert planned["residents"] == {**NONE, "new": people_of(village)}
    assert planned["operation"] is None
    assert len(ask("history")["operations"]) == 1

    done = ask("import", "households", sample(roster))
    assert {**done, "operation": None} == planned
    assert done["operation"] == ask("history")["operations"][0]["number"]

    again = ask("import", "households", sample(roster))
    assert again["households"] == {**NONE, "same": households}
    assert again["residents"] == {**NONE, "same": people_of(village)}
    assert again["operation"] is None


@pytest.mark.parametrize("roster", ROSTERS)
def test_identity_problems_are_those_a_careful_clerk_finds(ask: Ask, roster: str) -> None:
    ask(*INIT)
    found = ask("import", "households", sample(roster))["problems"]
    for problem in found:
        assert set(problem) == {
            "sheet", "line", "household", "name", "field", "code", "message",
        }  # fmt: skip
    codes = Counter(
        (f"{one['household'].partition('/')[2]}/{one['name']}", one["code"])
        for one in found
        if one["code"].startswith("id-")
    )
    expected = Counter((one["who"], one["problem"]) for one in TRUTH["problems"][roster])
    assert codes == expected


def test_problems_are_listed_for_people_with_their_row(program: Program) -> None:
    assert program(*INIT).code == 0
    ran = program("import", "households", sample(ROSTERS[0]))
    assert ran.code == 0
    count = len(TRUTH["problems"][ROSTERS[0]])
    listed = [line for line in ran.out.splitlines() if " 第 " in line and " 行 " in line]
    assert len(listed) >= count
    for household in TRUTH["households"]:
        for member in household["members"]:
            assert not member["idno"] or member["idno"] not in ran.out


def test_cadres_and_pairings(ask: Ask) -> None:
    ask(*INIT)
    for roster in ROSTERS:
        ask("import", "households", sample(roster))
    cadres = ask("import", "cadres", sample("挂钩干部名册.xlsx"))
    assert set(cadres) == {"cadres", "problems", "operation"}
    assert cadres["cadres"] == {**NONE, "new": len(TRUTH["cadres"])}
    pairings = ask("import", "pairings", sample("结对安排表.xlsx"))
    assert set(pairings) == {"pairings", "problems", "operation"}
    assert pairings["pairings"] == {**NONE, "new": len(TRUTH["pairings"])}
    for noun, name in (("cadres", "挂钩干部名册.xlsx"), ("pairings", "结对安排表.xlsx")):
        again = ask("import", noun, sample(name))
        assert again[noun] == {**NONE, "same": len(TRUTH[noun])}
        assert again["operation"] is None


def test_every_pairing_is_the_one_meant(ask: Ask, station: Path) -> None:
    listed = ask("figures", "--key", "households_paired", "--records")["records"]
    assert len(listed) == len(TRUTH["pairings"])
    numbers = {one["record"].partition("/")[2] for one in listed}
    assert numbers == {one["household"] for one in TRUTH["pairings"]}


def test_a_start_date_makes_the_households_new_from_then_on(ask: Ask) -> None:
    ask(*INIT)
    ask("import", "households", sample(ROSTERS[0]), "--from", "2023-07-01")
    values = {
        period: ask("figures", "--period", period, "--key", "households")["figures"][0]["value"]
        for period in ("2023H1", "2023H2")
    }
    assert values == {"2023H1": 0, "2023H2": 132}


def write_roster(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


HEADINGS = ["户主姓名", "姓名", "与户主关系", "性别", "联系电话"]


def test_the_village_named_serves_rows_that_name_none_and_is_made(
    ask: Ask, program: Program, tmp_path: Path
) -> None:
    roster = write_roster(
        tmp_path / "名单.xlsx",
        [HEADINGS, ["甲一", "甲一", "户主", "男", ""], ["甲一", "乙二", "配偶", "女", ""],
         ["丙三", "丙三", "户主", "男", ""]],
    )  # fmt: skip
    ask(*INIT)
    refused = program("import", "households", roster)
    assert refused.code == 3
    assert len(ask("history")["operations"]) == 1
    done = ask("import", "households", roster, "--village", "新村")
    assert done["households"]["new"] == 2
    assert done["residents"]["new"] == 3
    (record, *_) = ask("figures", "--key", "households", "--records")["records"]
    assert record["record"].startswith("新村/")


def test_an_error_workbook_holds_the_rows_with_problems(ask: Ask, tmp_path: Path) -> None:
    ask(*INIT)
    out = tmp_path / "问题.xlsx"
    done = ask("import", "households", sample(ROSTERS[0]), "--errors", out)
    assert done["problems"]
    text = "".join(
        str(cell.value or "")
        for sheet in openpyxl.load_workbook(out)
        for row in sheet.iter_rows()
        for cell in row
    )
    assert "原因" in text
    for problem in done["problems"]:
        assert problem["message"].rstrip("。") in text


@pytest.mark.parametrize("noun", ["households", "cadres", "pairings"])
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(
    ask: Ask, program: Program, tmp_path: Path, noun: str
) -> None:
    ask(*INIT)
    damaged = tmp_path / "坏.xlsx"
    damaged.write_bytes(b"PK\x03\x04 and then nothing of a workbook")
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    headless = write_roster(tmp_path / "无表头.xlsx", [[1, 2, 3], [4, 5, 6]])
    for path in (tmp_path / "没有.xlsx", tmp_path, damaged, empty, headless):
        ran = program("import", noun, path)
        assert ran.code == 3, (path, ran)
        assert ran.out == ""
        assert ran.err.count("\n") == 1
    assert len(ask("history")["operations"]) == 1


def test_without_a_station_an_import_says_to_make_one(program: Program) -> None:
    ran = program("import", "households", sample(ROSTERS[0]))
    assert ran.code == 4
    assert "init" in ran.err


def test_an_error_workbook_that_cannot_be_written_is_told_before_anything_is_stored(
    ask: Ask, program: Program, tmp_path: Path
) -> None:
    ask(*INIT)
    out = tmp_path / "没有" / "问题.xlsx"
    ran = program("import", "households", sample(ROSTERS[0]), "--errors", out)
    assert ran.code == 3
    assert len(ask("history")["operations"]) == 1


def test_an_error_workbook_that_fails_afterwards_is_no_refusal(
    ask: Ask, program: Program, tmp_path: Path
) -> None:
    """The stick is pulled out while the households are stored."""
    ask(*INIT)
    stick = tmp_path / "U盘"
    stick.mkdir()

    def pull(*cursor: Any) -> None:
        if cursor[2].startswith("INSERT INTO operation") and stick.exists():
            stick.rmdir()

    words = ("--json", "import", "households", sample(ROSTERS[0]), "--errors", stick / "问题.xlsx")
    event.listen(Engine, "before_cursor_execute", pull)
    try:
        ran = program(*words)
    finally:
        event.remove(Engine, "before_cursor_execute", pull)
    assert ran.code == 0
    assert ran.json["households"]["new"] == 132
    assert "有问题的行没有另存" in ran.err
    assert not stick.exists()


def test_an_error_workbook_is_for_its_owner_only(ask: Ask, tmp_path: Path) -> None:
    ask(*INIT)
    out = tmp_path / "问题.xlsx"
    ask("import", "households", sample(ROSTERS[0]), "--plan", "--errors", out)
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("named", ["名册.xlsx", "别名.xlsx", "../名册文件夹/名册.xlsx"])
def test_the_roster_is_not_overwritten_by_its_own_errors(
    program: Program, ask: Ask, tmp_path: Path, named: str
) -> None:
    ask(*INIT)
    folder = tmp_path / "名册文件夹"
    folder.mkdir()
    roster = folder / "名册.xlsx"
    before = sample(ROSTERS[0]).read_bytes()
    roster.write_bytes(before)
    (folder / "别名.xlsx").symlink_to(roster)
    ran = program("import", "households", roster, "--errors", folder / named)
    assert ran.code == 2
    assert "--errors 不能是要读取的文件" in ran.err
    assert roster.read_bytes() == before
    assert len(ask("history")["operations"]) == 1


@pytest.mark.parametrize("name", ["长" * 300 + ".xlsx", ".", "没有/名册.xlsx"])
def test_a_path_that_leads_to_no_file_is_refused(
    ask: Ask, program: Program, tmp_path: Path, name: str
) -> None:
    ask(*INIT)
    ran = program("import", "households", tmp_path / name)
    assert ran.code == 3
    assert ran.err.endswith("。\n")


def test_visits_are_imported_and_taken_back(ask: Ask, program: Program) -> None:
    ask(*INIT)
    for roster in ROSTERS:
        ask("import", "households", sample(roster))
    ask("import", "cadres", sample("挂钩干部名册.xlsx"))
    digest = ask("check")["digest"]
    visits = sample("走访登记表(3月).xlsx")
    assert ask("import", "visits", visits, "--plan")["visits"] == {**NONE, "new": 90}
    done = ask("import", "visits", visits)
    assert done["visits"] == {**NONE, "new": 90}
    assert done["problems"] == []
    assert ask("import", "visits", visits)["visits"] == {**NONE, "same": 90}
    figures = {one["key"]: one for one in ask("figures", "--period", "2023-03")["figures"]}
    assert figures["visits"]["value"] == 74
    assert figures["diaries"]["value"] is None
    assert ask("undo", str(done["operation"]))["kept"] == []
    assert ask("check")["digest"] == digest
    assert program("import", "visits", visits, "--from", "2023-01-01").code == 2
