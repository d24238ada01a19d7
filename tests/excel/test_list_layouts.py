"""Lists of cadres and pairings as offices keep them."""

import pytest

from liaison_desktop.excel.read import read_cadres, read_pairings

PHONE = "13987401001"


def units(found):
    return [(row.values["name"], row.values.get("unit")) for row in found.rows]


@pytest.mark.parametrize(
    "rows",
    [
        [["单位", "姓名"], ["财政局", "李明"], ["", "赵干"], ["农业局", "王芳"]],
        [["单位", "姓名"], ["财政局", "李明"], ["同上", "赵干"], ["农业局", "王芳"]],
        [["姓名", "职务"], ["财政局"], ["李明"], ["赵干"], ["农业局(1人)"], ["王芳"]],
    ],
)
def test_a_unit_written_once_above_its_people(workbook, rows):
    found = read_cadres(workbook(("名册", rows)))
    assert units(found) == [("李明", "财政局"), ("赵干", "财政局"), ("王芳", "农业局")]


def test_a_unit_that_is_left_blank_stays_blank(workbook):
    rows = [["单位", "姓名"], ["财政局", "李明"], ["财政局", "赵干"], ["", "王芳"]]
    assert units(read_cadres(workbook(("名册", rows))))[2] == ("王芳", None)


def test_a_unit_in_the_title_or_the_sheets_name(workbook):
    rows = [["姓名", "职务"], ["李明", "科员"]]
    found = read_cadres(workbook(("财政局", rows), ("名册", [["罗平县农业局挂钩干部名册"], *rows])))
    assert units(found) == [("李明", "财政局"), ("李明", "罗平县农业局")]


def pairs(found):
    return [
        (r.values["cadre"], r.values.get("households", r.values.get("number"))) for r in found.rows
    ]


def test_several_numbers_or_several_cadres_in_a_cell(workbook):
    numbers = [["干部姓名", "村", "户编号"], ["李明", "中和村", "ZH001、ZH003"]]
    assert pairs(read_pairings(workbook(("安排", numbers)))) == [
        ("李明", "ZH001"),
        ("李明", "ZH003"),
    ]
    cadres = [["村", "户主", "联系干部", "干部电话"], ["中和村", "王五", "李明、赵干", PHONE]]
    found = read_pairings(workbook(("安排", cadres)))
    assert pairs(found) == [("李明", "王五"), ("赵干", "王五")]
    assert all("cadre_phone" not in row.values for row in found.rows)


def test_households_across_columns(workbook):
    rows = [
        ["干部姓名", "联系户1", "联系户2"],
        ["李明", "张三(一组)", "王五"],
        ["赵干", "李四", ""],
    ]
    found = read_pairings(workbook(("安排", rows)))
    assert pairs(found) == [("李明", "张三(一组)、王五"), ("赵干", "李四")]


def test_a_roster_with_its_cadres(workbook):
    rows = [
        ["户号", "户主", "姓名", "与户主关系", "联系干部"],
        ["1", "张三", "张三", "户主", "李明"],
        ["", "", "李四", "妻", ""],
    ]
    found = read_pairings(workbook(("名册", rows)))
    assert [(r.values["cadre"], r.values["households"]) for r in found.rows] == [("李明", "张三")]


@pytest.mark.parametrize("heading", ["联系户主", "联系户名单", "包保户", "帮扶对象"])
def test_words_for_the_households(workbook, heading):
    found = read_pairings(workbook(("安排", [["干部姓名", heading], ["李明", "张三"]])))
    assert pairs(found) == [("李明", "张三")]
