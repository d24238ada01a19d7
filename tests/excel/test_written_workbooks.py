"""What we write is read back by another program's eyes: text stays text, layout stays layout."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from liaison_desktop import paths
from liaison_desktop.domain.errors import AppError, InputRefusedError
from liaison_desktop.excel.error_workbook import write_error_workbook
from liaison_desktop.excel.list_workbook import ListColumn, write_list
from liaison_desktop.excel.read import read_household_roster
from liaison_desktop.excel.safe_cells import workbook_into
from liaison_desktop.excel.template import write_template
from tests.roster_layouts import checked

ID = checked("53032419760809265")
PRACTICE = paths.resource("practice")
COLUMNS = (ListColumn("姓名"), ListColumn("公民身份号码", as_text=True), ListColumn("户数"))


def cells(path, sheet=0):
    book = openpyxl.load_workbook(path)
    return book, book.worksheets[sheet]


def test_a_list_has_one_header_row_and_text_stays_text(tmp_path):
    path = tmp_path / "名单.xlsx"
    rows = [
        ("=1+1", ID, 3),
        ("+86", "00123", 2.5),
        ("-1", "@x", None),
        ("http://a.cn", "\x00控\x0b制\ud800字", dt.date(2023, 3, 5)),
    ]
    assert write_list(path, "农户/名单:[2023]", COLUMNS, rows) == 4
    _, sheet = cells(path)
    assert sheet.title == "农户名单2023"
    assert [c.value for c in sheet[1]] == ["姓名", "公民身份号码", "户数"]
    assert [c.value for c in sheet[2]] == ["=1+1", ID, 3]
    assert [c.data_type for c in sheet[2]] == ["s", "s", "n"]
    assert sheet["B2"].number_format == "@"
    assert sheet["B3"].value == "00123"
    assert sheet["B5"].value == "控制字"
    assert sheet["C5"].value.date() == dt.date(2023, 3, 5)
    assert sheet["A5"].hyperlink is None
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == 5


def test_every_row_of_a_long_list_is_written(tmp_path):
    path = tmp_path / "长.xlsx"
    assert write_list(path, "长", COLUMNS, (("张三", str(n), n) for n in range(1234))) == 1234
    _, sheet = cells(path)
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == list(range(1234))


def test_an_empty_list_is_a_header(tmp_path):
    path = tmp_path / "空.xlsx"
    assert write_list(path, "空", COLUMNS, ()) == 0
    assert cells(path)[1].max_row == 1


def test_a_failed_list_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "名单.xlsx"
    write_list(path, "名单", COLUMNS, [("张三", ID, 1)])
    before = path.read_bytes()

    def broken():
        yield ("李四", ID, 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_list(path, "名单", COLUMNS, broken())
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["名单.xlsx"]


def test_a_full_disk_is_told_once():
    with (
        pytest.raises(OSError, match="No space left"),
        workbook_into(Path("/dev/full"), {}) as book,
    ):
        book.add_worksheet("名册").write_string(0, 0, "张三")


def test_a_target_that_cannot_be_written_is_one_sentence(tmp_path):
    folder = tmp_path / "名单.xlsx"
    folder.mkdir()
    with pytest.raises(AppError, match="文件夹"):
        write_list(folder, "名单", COLUMNS, ())
    with pytest.raises(AppError, match="无法写入"):
        write_list(tmp_path / "没有" / "名单.xlsx", "名单", COLUMNS, ())


@pytest.mark.parametrize("name", ["中和村农户花名册.xlsx", "补歹村农户信息表.xls"])
def test_the_error_workbook_keeps_the_layout_and_reads_back_the_same(tmp_path, name):
    source, target = PRACTICE / name, tmp_path / "问题.xlsx"
    roster = read_household_roster(source)
    write_error_workbook(source, target, roster.problems, roster.mappings)
    again = read_household_roster(target)
    assert again.households == roster.households
    assert again.problems == roster.problems
    book, sheet = cells(target)
    assert book.sheetnames == [mapping.sheet for mapping in roster.mappings]
    first = next(p for p in roster.problems if p.sheet == sheet.title)
    mapping = roster.mappings[0]
    column = next(c.column for c in mapping.columns if c.target == "resident.id_number")
    red = sheet.cell(first.line, column + 1)
    assert red.fill.start_color.rgb == "FFF8CBAD"
    assert first.message in sheet.cell(first.line, sheet.max_column).value
    assert sheet.cell(mapping.header_rows[0] + 1, sheet.max_column).value == "原因"
    marked = sum(
        1 for row in sheet.iter_rows() for c in row if c.fill.start_color.rgb == "FFF8CBAD"
    )
    assert marked == len({(p.line, p.field) for p in roster.problems if p.sheet == sheet.title})


def test_the_error_workbook_keeps_merged_cells_and_widths(tmp_path):
    source, target = PRACTICE / "中和村农户花名册.xlsx", tmp_path / "问题.xlsx"
    roster = read_household_roster(source)
    write_error_workbook(source, target, roster.problems, roster.mappings)
    old, new = cells(source)[1], cells(target)[1]
    assert {str(r) for r in new.merged_cells.ranges} == {str(r) for r in old.merged_cells.ranges}
    for letter, about in old.column_dimensions.items():
        assert new.column_dimensions[letter].width == pytest.approx(about.width, abs=0.8)


def test_the_template_is_refused_empty_and_read_when_filled(tmp_path):
    path = tmp_path / "模板.xlsx"
    write_template(path)
    with pytest.raises(InputRefusedError):
        read_household_roster(path)
    book, sheet = cells(path)
    heads = [c.value for c in sheet[1]]
    assert len(set(heads)) == len(heads)
    told = {
        "村": "中和村", "村民小组": "一组", "户编号": "001", "户主姓名": "张三", "姓名": "张三",
        "与户主关系": "户主", "性别": "男", "民族": "汉族", "公民身份号码": ID,
        "联系电话": "13929253489",
        "耕地面积(亩)": 3.5, "人均纯收入(元)": 8000, "住房结构": "砖混", "户备注": "新建房",
    }  # fmt: skip
    assert set(told) <= set(heads)
    for head, value in told.items():
        sheet.cell(2, heads.index(head) + 1, value)
    book.save(path)
    roster = read_household_roster(path)
    (household,) = roster.households
    assert roster.problems == ()
    assert (household.village, household.group, household.number) == ("中和村", "一组", "001")
    assert household.values["land"] == 3.5
    assert household.values["note"] == "新建房"
    assert household.members[0].values["id_number"] == ID
    unread = [c.heading for c in roster.mappings[0].columns if not c.target]
    assert unread == []


def test_the_template_is_ready_for_numbers_and_choices(tmp_path):
    path = tmp_path / "模板.xlsx"
    write_template(path)
    book, sheet = cells(path)
    heads = [c.value for c in sheet[1]]
    for head in ("公民身份号码", "联系电话", "户编号"):
        at = heads.index(head) + 1
        styles = sheet.column_dimensions.values()
        assert [s.number_format for s in styles if s.min <= at <= s.max] == ["@"]
    rules = sheet.data_validations.dataValidation
    offered = {
        heads[next(iter(rule.sqref.ranges)).min_col - 1] for rule in rules if rule.type == "list"
    }
    assert {"性别", "民族", "与户主关系", "住房结构"} <= offered
    assert "填表说明" in book.sheetnames
