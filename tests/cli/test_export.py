"""``export``: one header row, masked unless a purpose is given, read back as it was."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.exc import IntegrityError

from liaison_desktop import paths
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import open_office
from liaison_desktop.services.system.export_lists import EXPORT_LISTS
from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]
Rows = list[dict[str, Any]]

NOUNS = [one.noun for one in EXPORT_LISTS]
DOCS = Path(__file__).parent.parent.parent / "docs" / "exports.md"
UNMASKED = ("--unmasked", "--purpose", "核对身份证号")


def read(path: Path) -> Rows:
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def exported(ask: Ask, folder: Path, noun: str, *words: str) -> Rows:
    answer = ask("export", noun, "--out", folder / f"{noun}.xlsx", *words)
    rows = read(folder / f"{noun}.xlsx")
    assert answer["rows"] == len(rows)
    assert answer["masked"] == (not words or words[0] != "--unmasked")
    return rows


@pytest.mark.parametrize(
    ("noun", "count"),
    [("households", 212), ("residents", 737), ("cadres", 58), ("pairings", 212), ("cards", 212)],
)
def test_every_record_is_a_row(
    ask: Ask, station: Path, tmp_path: Path, noun: str, count: int
) -> None:
    assert len(exported(ask, tmp_path, noun)) == count


@pytest.mark.parametrize("noun", NOUNS)
def test_the_headings_are_those_the_page_describes(
    ask: Ask, station: Path, tmp_path: Path, noun: str
) -> None:
    section = re.search(rf"^## `{noun}`.*?(?=^## |\Z)", DOCS.read_text("utf-8"), re.M | re.S)
    assert section, f"docs/exports.md does not describe {noun}"
    described = re.findall(r"^\| ([^|]+?) \|", section.group(), re.MULTILINE)
    columns = [name for name in described if name != "列" and not name.startswith("---")]
    exported(ask, tmp_path, noun)
    sheet = openpyxl.load_workbook(tmp_path / f"{noun}.xlsx").active
    assert [cell.value for cell in sheet[1]] == columns


def test_residents_begin_with_the_columns_promised(ask: Ask, station: Path, tmp_path: Path) -> None:
    first = exported(ask, tmp_path, "residents")[0]
    assert list(first)[:11] == [
        "村", "组", "户编号", "户主姓名", "姓名", "与户主关系", "性别", "出生日期", "民族",
        "公民身份号码", "联系电话",
    ]  # fmt: skip


def test_masked_lists_hold_no_whole_number_anywhere(
    ask: Ask, station: Path, tmp_path: Path
) -> None:
    for noun in ("households", "residents"):
        for row in exported(ask, tmp_path, noun):
            for heading, value in row.items():
                assert not re.search(r"\d{17}[\dX]|1\d{10}", str(value)), heading
    person = exported(ask, tmp_path, "residents")[0]
    assert person["公民身份号码"] == "530324********2656"
    assert person["出生日期"] == "1976"
    assert person["健康状况"] is None


def test_numbers_inside_a_text_are_masked_too(ask: Ask, tmp_path: Path) -> None:
    ask("init", "--county", "罗平县", "--township", "罗雄镇")
    book = openpyxl.Workbook()
    book.active.append(["村", "户编号", "户主姓名", "姓名", "与户主关系", "备注"])
    note = "代领人530324197608092656，电话13929253489，补贴1200元"
    book.active.append(["新村", "530324104021001", "甲一", "甲一", "户主", note])
    book.save(tmp_path / "名单.xlsx")
    ask("import", "households", tmp_path / "名单.xlsx")
    shown = {
        str(value)
        for noun in ("households", "residents")
        for row in exported(ask, tmp_path, noun)
        for value in row.values()
    }
    assert note.replace("19760809", "*" * 8).replace("13929253489", "139****3489") in shown
    assert "530324104021001" in shown
    assert note not in shown


def test_with_a_purpose_everything_is_shown_and_the_purpose_kept(
    ask: Ask, station: Path, tmp_path: Path
) -> None:
    person = exported(ask, tmp_path, "residents", *UNMASKED)[0]
    assert person["公民身份号码"] == "530324197608092656"
    assert f"{person['出生日期']:%Y-%m-%d}" == "1976-08-09"
    assert person["健康状况"] == "健康"
    with open_office(station) as office:
        (kept,) = office.disclosures.all()
    assert (kept.noun, kept.records, kept.purpose) == ("residents", 737, "核对身份证号")


def test_a_masked_list_keeps_no_disclosure(ask: Ask, station: Path, tmp_path: Path) -> None:
    exported(ask, tmp_path, "residents")
    with open_office(station) as office:
        assert office.disclosures.all() == ()


def test_an_unmasked_list_read_in_again_changes_nothing(
    ask: Ask, station: Path, tmp_path: Path
) -> None:
    exported(ask, tmp_path, "residents", *UNMASKED)
    again = ask("import", "households", tmp_path / "residents.xlsx", "--plan")
    assert again["households"] == {"new": 0, "changed": 0, "same": 212}
    assert again["residents"] == {"new": 0, "changed": 0, "same": 737}


def test_filters_limit_an_export(ask: Ask, station: Path, tmp_path: Path) -> None:
    rows = exported(ask, tmp_path, "residents", "--village", "补歹村")
    assert {row["村"] for row in rows} == {"补歹村"}
    assert len(rows) == 285
    rows = exported(ask, tmp_path, "pairings", "--cadre", "诸葛云先")
    assert [row["干部姓名"] for row in rows] == ["诸葛云先"] * 5


def test_lists_without_households_take_no_filter(
    program: Program, station: Path, tmp_path: Path
) -> None:
    ran = program("export", "cadres", "--village", "中和村", "--out", tmp_path / "a.xlsx")
    assert ran.code == 2
    assert "不能按农户筛选" in ran.err


def test_coverage_adds_up(ask: Ask, station: Path, tmp_path: Path) -> None:
    rows = exported(ask, tmp_path, "coverage")
    assert sum(row["农户"] for row in rows) == 212
    assert all(row["有干部联系"] + row["无干部联系"] == row["农户"] for row in rows)


def test_an_existing_workbook_is_replaced_whole(
    ask: Ask, program: Program, station: Path, tmp_path: Path
) -> None:
    out = tmp_path / "households.xlsx"
    out.write_bytes(b"old")
    assert program("export", "households", "--village", "没有村", "--out", out).code == 3
    assert out.read_bytes() == b"old"
    assert len(exported(ask, tmp_path, "households")) == 212
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["households.xlsx"]


def test_what_is_masked_and_what_not_is_as_described(
    ask: Ask, station: Path, tmp_path: Path
) -> None:
    for noun in ("households", "residents", "cadres", "pairings", "cards"):
        section = re.search(rf"^## `{noun}`.*?(?=^## |\Z)", DOCS.read_text("utf-8"), re.M | re.S)
        assert section
        masking = dict(re.findall(r"^\| ([^|]+?) \|.*\| ([^|]+?) \|$", section.group(), re.M))
        masked = exported(ask, tmp_path, noun)
        full = exported(ask, tmp_path, noun, *UNMASKED)
        for heading, described in masking.items():
            shown = [row[heading] for row in masked] if heading in masked[0] else []
            if described == "留空":
                assert not any(shown), heading
            elif described == "照原样":
                assert shown == [row[heading] for row in full], heading


def test_only_a_list_in_full_is_for_its_owner_only(ask: Ask, station: Path, tmp_path: Path) -> None:
    out = tmp_path / "residents.xlsx"
    exported(ask, tmp_path, "residents", *UNMASKED)
    assert out.stat().st_mode & 0o777 == 0o600
    exported(ask, tmp_path, "residents")
    assert out.stat().st_mode & 0o777 == 0o644


def test_no_list_in_full_stands_without_its_record(station: Path, tmp_path: Path) -> None:
    out = tmp_path / "residents.xlsx"
    with closing(sqlite3.connect(paths.store_file(station))) as store:
        store.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, ''); END"
        )
    with open_office(station) as office, pytest.raises(IntegrityError):
        office.exports.to_workbook("residents", out, purpose="核对身份证号")
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_the_store_is_no_file_to_write_to(program: Program, station: Path, tmp_path: Path) -> None:
    store = paths.store_file(station)
    before = store.read_bytes()
    for name, words in (
        ("a.xlsx", ("export", "residents")),
        ("a.pdf", ("cards", "print")),
        ("b.pdf", ("forms", "registration")),
    ):
        (tmp_path / name).symlink_to(store)
        ran = program(*words, "--out", tmp_path / name)
        assert ran.code == 2
        assert "数据库文件" in ran.err
    assert store.read_bytes() == before


def test_people_who_have_moved_out_are_counted_nowhere_and_those_who_will_everywhere(
    ask: Ask, station: Path, tmp_path: Path
) -> None:
    with open_office(station) as office:
        today = office.context.today()
        people = table("resident")
        leaving = {2: today, 3: today + timedelta(days=30)}
        with office.context.store.operation("迁出", "测试") as operation:
            operation.bulk_update(people, [{"id": key, "until": on} for key, on in leaving.items()])
        size = office.households.rows([1])[1].size
    sizes = {row["户编号"]: row["人口"] for row in exported(ask, tmp_path, "households")}
    listed = exported(ask, tmp_path, "residents")
    assert sum(sizes.values()) == len(listed) == 736
    assert sizes["ZH0001"] == size == sum(row["户编号"] == "ZH0001" for row in listed)
    figure = ask("figures", "--key", "residents")["figures"][0]
    assert figure["value"] == 736


@pytest.mark.usefixtures("station")
def test_what_the_answer_says_of_masking_is_true(program: Program, tmp_path: Path) -> None:
    def said(noun: str, *words: str) -> str:
        return program("export", noun, "--out", tmp_path / "表.xlsx", *words).out

    assert "（个人信息已遮盖）" in said("residents")
    assert "（文字里夹着的身份证号和电话已遮盖，干部的工作电话照原样）" in said("cadres")
    phones = [row["联系电话"] for row in read(tmp_path / "表.xlsx") if row["联系电话"]]
    assert phones
    assert not any("*" in phone for phone in phones)
    assert "含完整个人信息" in said("cadres", *UNMASKED)
