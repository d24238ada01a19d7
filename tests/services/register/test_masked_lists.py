"""A masked list that is read in again gives nothing away and changes nothing (domain.md 10.3)."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.roster import ProblemCode
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.services.office import Office
from tests.services.register.rosters import household, id_number, member, roster

ALL = HouseholdFilter()


@pytest.fixture
def known(office: Office, importing) -> Office:
    """Two villages whose people have every kind of number a list masks."""
    importing(
        roster(
            household(
                "1",
                member(
                    "张三",
                    id_number=id_number(1, date(1950, 3, 2)),
                    sex="1",
                    birth=date(1950, 3, 2),
                    phone="13911113489",
                    other_phones="13922223489、0874-8229449、618888",
                    note="另有电话13933334444，身份证530324195003020012",
                    health="1",
                    whereabouts="01",
                ),
                member("李四", "妻", birth=date(1952, 7, 1), phone="0874-8229449"),
                member("张小", "长子", phone="82294490"),
                member("张孙", "次子", phone="618888", state=IdState.INVALID),
                door="中和一组12号",
                note="找户主13911113489",
            ),
            household("1", member("王五", birth=date(1990, 1, 1)), village="补歹村", group=""),
        )
    )
    return office


@pytest.mark.parametrize("noun", ["residents", "households"])
@pytest.mark.parametrize("day", [None, date(2022, 1, 1)])
def test_a_masked_list_read_in_again_is_no_operation(known, tmp_path, noun, day) -> None:
    _same_again(known, known.household_import, tmp_path, noun, since=day)


@pytest.mark.parametrize("noun", ["residents", "households", "cadres", "pairings"])
def test_the_sample_station_is_the_same_again(paired_office, tmp_path, noun) -> None:
    service = {"cadres": paired_office.cadre_import, "pairings": paired_office.pairing_import}
    _same_again(paired_office, service.get(noun, paired_office.household_import), tmp_path, noun)


def _same_again(office: Office, service, folder: Path, noun: str, **options) -> None:
    path = folder / f"{noun}.xlsx"
    assert office.exports.to_workbook(noun, path).masked
    plan = service.plan(path)
    assert plan.summary.rows == ()
    # A number that was never given is still missed; nothing else is wrong.
    assert {problem.code for problem in plan.summary.problems} <= {ProblemCode.ID_MISSING}
    assert {(count.new, count.changed) for count in plan.summary.counts.values()} == {(0, 0)}
    assert service.apply(plan, **options).changes.operation is None


def _sheet(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    place, person = ("村", "户编号"), ("姓名", "与户主关系", "公民身份号码", "出生日期")
    book.active.append((*place, *person, "联系电话", "备注"))
    for row in rows:
        book.active.append(("中和村", *row))
    book.save(folder / "名单.xlsx")
    return folder / "名单.xlsx"


@pytest.mark.parametrize(
    "cells",
    [
        ("530324********0012", "1950", "139****3489", None),
        ("530324＊＊＊＊＊＊＊＊0012", 1950, "139＊＊＊＊3489", None),
        ("53032419500302XXXX", "1950-**-**", "1391111XXXX", None),
        ("530324××××××××0012", "1950年×月×日", "139××××3489", None),
        ("530324••••••••0012", "****", "139••••3489、13811112222", "电话139****3489"),
        ("530324195003***01", "1950-03", "******", "530324********0012"),
    ],
)
def test_every_way_of_masking_is_nothing_given(known, tmp_path, cells) -> None:
    path = _sheet(tmp_path, ("1", "张三", "户主", *cells))
    plan = known.household_import.plan(path)
    assert plan.summary.problems == ()
    assert plan.summary.rows == ()


def test_a_masked_stranger_is_stored_without_numbers(known, tmp_path) -> None:
    row = ("9", "赵六", "户主", "530324********0012", "1961", "139****3489", "五保")
    report = known.household_import.apply(known.household_import.plan(_sheet(tmp_path, row)))
    assert report.problems == ()
    (key,) = known.households.ids(HouseholdFilter(number="中和村/9"))
    (person,) = known.households.detail(key).members
    assert person.values == {"note": "五保；出生日期：1961年"}
    assert known.household_import.plan(_sheet(tmp_path, row)).summary.rows == ()


def test_another_year_than_the_stored_one_is_kept_as_a_remark(known, tmp_path) -> None:
    path = _sheet(tmp_path, ("1", "李四", "妻", None, "1953", None, None))
    (row,) = known.household_import.plan(path).summary.rows
    assert [(change.field, change.new) for change in row.changes] == [("note", "出生日期：1953年")]


def test_cadres_keep_their_numbers(paired_office, tmp_path) -> None:
    key = paired_office.cadres.ids(CadreFilter())[0]
    detail = paired_office.cadres.detail(key)
    book = openpyxl.Workbook()
    book.active.append(("姓名", "单位", "职务", "联系电话"))
    book.active.append((detail.name, detail.unit, detail.values["post"], "139****3489"))
    book.save(tmp_path / "干部名册.xlsx")
    plan = paired_office.cadre_import.plan(tmp_path / "干部名册.xlsx")
    assert (plan.summary.rows, plan.summary.problems) == ((), ())
