"""Dispute ledgers are read as a careful clerk would read them."""

import datetime as dt
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison_desktop import paths
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.excel.dispute_list import read_disputes
from liaison_desktop.excel.template import write_template
from tests.roster_layouts import checked

SAMPLE = paths.resource("practice") / "矛盾纠纷排查调处台账.xlsx"
TRUTH = Path(__file__).parent.parent / "data" / "truth.json"
TITLE = ["2023年矛盾纠纷排查调处台账"]
PHONE, OTHER = "13987401001", "13987401002"
ID_NUMBER = checked("53032419800101001")


def day(month, number, year=2023):
    return dt.date(year, month, number)


def sides(row):
    return [(party.side, party.name) for party in row.parties]


def read(workbook, *sheets):
    return read_disputes(workbook(*sheets))


def rows(workbook, *lines, sheet="台账"):
    return read(workbook, (sheet, list(lines))).rows


def file_of(workbook, **cells):
    """Read a ledger of one record."""
    heads, values = list(cells), list(cells.values())
    lines = [TITLE, ["排查时间", "纠纷类型", *heads], ["3.5", "邻里纠纷", *values]]
    return read(workbook, ("台账", lines))


def one(workbook, **cells):
    return file_of(workbook, 简要情况="因排水发生纠纷", **cells).rows[0]


def test_masked_numbers_say_nothing(workbook):
    found = file_of(workbook, 甲方="张三", 联系电话="139****1001", 身份证号="530324********0018")
    assert [(one.phone, one.id_number) for one in found.rows[0].parties] == [("", "")]
    assert found.problems == ()


def test_every_dispute_of_the_sample():
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))["disputes"]
    found = read_disputes(SAMPLE)
    assert found.problems == ()
    assert len(found.rows) == len(truth) == 36
    for at, (row, true) in enumerate(zip(found.rows, truth, strict=True), 1):
        assert (row.sequence, row.line) == (str(at), at + 2)
        assert row.found == dt.date.fromisoformat(true["found"])
        assert (row.place, row.group) == (true["place"], true["place"])
        assert sides(row) == [("a", true["a"]), ("b", true["b"])]
        assert (row.kind, row.risk, row.result) == (true["kind"], true["risk"], true["result"])
        assert (row.mediated.isoformat() if row.mediated else None) == true["mediated"]
        assert (row.amount or 0) == true["amount"]
        assert row.facts.startswith(f"{true['a']}与{true['b']}因")
        assert (row.mediator == "村调解委员会") == (row.mediated is not None)
    phones = [(row.parties[0].phone, row.parties[1].phone) for row in found.rows[:5]]
    assert phones == [
        ("15809734782", ""), ("13826061732", ""), ("18237765092", "15893859310"),
        ("15092778217", ""), ("15872689796", "18787625352"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("张三与李四", [("a", "张三"), ("b", "李四")]),
        ("张三和李四", [("a", "张三"), ("b", "李四")]),
        ("张和平和李四", [("a", "张和平"), ("b", "李四")]),
        ("张三、李四", [("a", "张三"), ("b", "李四")]),
        ("张三 李四", [("a", "张三"), ("b", "李四")]),
        ("张三\n李四", [("a", "张三"), ("b", "李四")]),
        ("张三——李四", [("a", "张三"), ("b", "李四")]),
        ("张三诉李四", [("a", "张三"), ("b", "李四")]),
        ("甲方：张三 乙方：李四", [("a", "张三"), ("b", "李四")]),
        ("申请人：张三，被申请人：李四、王五", [("a", "张三"), ("b", "李四"), ("b", "王五")]),
        ("张三、王五与李四", [("a", "张三"), ("a", "王五"), ("b", "李四")]),
        ("张三与中和村一组", [("a", "张三"), ("b", "中和村一组")]),
        ("中和村委会与张三", [("a", "中和村委会"), ("b", "张三")]),
        ("张三、李四、王五", [("", "张三"), ("", "李四"), ("", "王五")]),
        ("张三", [("", "张三")]),
        ("张三与李四之间土地纠纷", [("a", "张三"), ("b", "李四")]),
        ("张三与李四宅基地纠纷", [("a", "张三"), ("b", "李四")]),
        ("吉克·阿牛与诸葛云先", [("a", "吉克·阿牛"), ("b", "诸葛云先")]),
        ("", []),
        ("/", []),
    ],
)
def test_both_sides_in_one_column(workbook, cell, expected):
    row = one(workbook, 当事人=cell)
    assert sides(row) == expected


def test_people_behind_a_name_are_its_hint(workbook):
    row = one(workbook, 双方当事人="张三等5户与李四")
    assert sides(row) == [("a", "张三"), ("b", "李四")]
    assert row.parties[0].hint == "等5户"


def test_telephones_in_the_cell_of_the_names(workbook):
    row = one(workbook, 当事人=f"张三({PHONE})、李四（电话：{OTHER}）")
    assert [(p.side, p.name, p.phone) for p in row.parties] == [
        ("a", "张三", PHONE), ("b", "李四", OTHER)
    ]  # fmt: skip
    row = one(workbook, 甲方=f"张三，男，35岁，中和一组，{PHONE}，身份证{ID_NUMBER}", 乙方="李四")
    first = row.parties[0]
    assert (first.name, first.phone, first.id_number) == ("张三", PHONE, ID_NUMBER)
    assert first.hint == "男，35岁，中和一组"


def test_names_and_telephones_of_several_in_a_cell(workbook):
    row = one(
        workbook,
        甲方="张三、王五",
        甲方电话=f"{PHONE}/{OTHER}",
        乙方="李四",
        乙方电话=f"{PHONE}、{OTHER}",
    )
    assert [(p.name, p.phone, p.other_phones) for p in row.parties] == [
        ("张三", PHONE, ()), ("王五", OTHER, ()), ("李四", PHONE, (OTHER,))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("甲方", "乙方"),
        ("当事人（甲方）", "当事人（乙方）"),
        ("甲方当事人", "乙方当事人"),
        ("当事人甲", "当事人乙"),
        ("申请人", "被申请人"),
        ("申请人姓名", "被申请人姓名"),
        ("当事人1", "当事人2"),
        ("当事人一", "当事人二"),
        ("当事人", "对方当事人"),
        ("反映人", "被反映人"),
        ("一方当事人", "另一方当事人"),
        ("当事人", "当事人"),
        ("A方", "B方"),
    ],
)
def test_words_for_the_sides(workbook, first, second):
    lines = [TITLE, ["发生时间", first, "联系电话", second, "联系电话", "调解结果"],
             ["3.5", "张三", PHONE, "李四", OTHER, "成功"]]  # fmt: skip
    row = rows(workbook, *lines)[0]
    assert [(p.side, p.name, p.phone) for p in row.parties] == [
        ("a", "张三", PHONE), ("b", "李四", OTHER)
    ]  # fmt: skip
    assert (row.found, row.happened) == (day(3, 5), day(3, 5))


def test_a_header_of_three_rows(workbook):
    lines = [
        TITLE,
        ["序号", "排查时间", "当事人", "", "", "", "", "纠纷类型", "调解情况", "", ""],
        ["", "", "甲方", "", "", "乙方", "", "", "时间", "调解人", "结果"],
        ["", "", "姓名", "住址", "联系电话", "姓名", "联系电话", "", "", "", ""],
        [1, "3.5", "张三", "中和一组", PHONE, "李四", OTHER, "邻里纠纷", "3.9", "王芳", "调解成功"],
    ]
    merges = [(1, 2, 1, 6), (2, 2, 2, 4), (2, 5, 2, 6), (1, 8, 1, 10),
              *((1, at, 3, at) for at in (0, 1, 7)), *((2, at, 3, at) for at in (8, 9,
               10))]  # fmt: skip
    found = read(workbook, ("台账", lines, merges))
    row = found.rows[0]
    assert [(p.name, p.phone, p.address) for p in row.parties] == [
        ("张三", PHONE, "中和一组"), ("李四", OTHER, "")
    ]  # fmt: skip
    assert (row.found, row.kind, row.mediated) == (day(3, 5), "邻里纠纷", day(3, 9))
    assert (row.mediator, row.result, row.sequence) == ("王芳", "调解成功", "1")
    assert found.mappings[0].header_rows == (1, 3)


def test_a_header_of_two_rows(workbook):
    lines = [
        TITLE,
        ["编号", "排查日期", "甲方", "", "", "乙方", "", "", "简要情况", "化解情况", "", "回访",
         ""],
        ["", "", "姓名", "身份证号", "电话", "姓名", "身份证号", "电话", "", "时间", "结果",
         "时间", "结果"],
        ["2023-1", "3.5", "张三", ID_NUMBER, PHONE, "李四", "53032419800101001", OTHER, "排水",
         "3.20", "化解成功", "4.2", "满意"],
    ]  # fmt: skip
    merges = [(1, 2, 1, 4), (1, 5, 1, 7), (1, 9, 1, 10), (1, 11, 1, 12)]
    found = read(workbook, ("台账", lines, merges))
    row = found.rows[0]
    assert [(p.name, p.id_number, p.phone) for p in row.parties] == [
        ("张三", ID_NUMBER, PHONE), ("李四", "", OTHER)
    ]  # fmt: skip
    assert (row.number, row.settled, row.result) == ("2023-1", day(3, 20), "化解成功")
    assert (row.follow_up, row.satisfaction) == (day(4, 2), "满意")
    assert [(p.field, p.code, p.name) for p in found.problems] == [
        ("id_number_b", "id-invalid", "李四")
    ]  # fmt: skip
    assert "5303" not in found.problems[0].message


def test_parties_on_lines_of_their_own(workbook):
    lines = [TITLE, ["序号", "排查时间", "当事人", "联系电话", "纠纷类型", "主要内容"],
             [1, "3.5", "张三", PHONE, "邻里纠纷", "排水"], ["", "", "李四", OTHER, "", ""],
             [2, "3.6", "王五", "", "山林土地纠纷", "地界"], ["", "", "赵六", "", "",
              ""]]  # fmt: skip
    expected = [
        [("a", "张三", PHONE), ("b", "李四", OTHER)],
        [("a", "王五", ""), ("b", "赵六", "")],
    ]
    merges = [(top, at, top + 1, at) for top in (2, 4) for at in (0, 1, 4, 5)]
    for found in (rows(workbook, *lines), read(workbook, ("台账", lines, merges)).rows):
        assert [[(p.side, p.name, p.phone) for p in row.parties] for row in found] == expected
        assert [row.facts for row in found] == ["排水", "地界"]
        assert [row.line for row in found] == [3, 5]


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    [
        ("涉及金额（元）", 3515, 3515),
        ("涉及金额", "约3000", 3000),
        ("涉及金额", "3,515", 3515),
        ("协议金额（万元）", 1.2, 12000),
        ("涉及金额(万元)", "0.35", 3500),
        ("标的额", "1.2万元", 12000),
        ("金额", "3000元左右", 3000),
        ("涉及金额", "", None),
        ("涉及金额", "无", None),
        ("涉及金额", 0, 0),
    ],
)
def test_amounts(workbook, heading, cell, amount):
    assert one(workbook, **{heading: cell}).amount == amount


def test_figures_that_are_none_are_told(workbook):
    found = file_of(workbook, 当事人="张三与李四", 涉及金额="三千到五千", 涉及人数="5人")
    assert (found.rows[0].amount, found.rows[0].people) == (None, 5)
    assert [(p.field, p.code) for p in found.problems] == [("amount", "number-unclear")]


@pytest.mark.parametrize("heading", ["涉及金额", "涉及人数"])
@pytest.mark.parametrize("cell", [-5, 1e12, 1e308, "9" * 40])
def test_figures_no_dispute_is_about_are_told_and_left_out(workbook, heading, cell):
    found = file_of(workbook, 甲方="张三", 乙方="李四", **{heading: cell})
    assert (found.rows[0].amount, found.rows[0].people) == (None, None)
    assert [problem.code for problem in found.problems] == ["number-unclear"]


def test_what_a_full_ledger_says(workbook):
    row = one(
        workbook,
        纠纷名称="排水纠纷", 上报日期="3.6", **{"发生地（村组/网格）": "中和村一组"},
         来源="主动排查", 规模="01",
        成因="排水沟堵塞", 主要诉求="疏通", 责任单位="司法所", 责任人="李明", 包案领导="王镇长",
         化解时限="3月底前",
        化解措施="现场调解", 调解员="赵干", 调处日期="3月9日", 化解方式="人民调解",
         化解结果="调解成功",
        协议书编号="民调〔2023〕3号", 化解日期="3.10", 回访时间="4.10", 满意度="满意",
         预警等级="黄", 备注="已归档",
    )  # fmt: skip
    assert (row.title, row.reported, row.village, row.group) == (
        "排水纠纷", day(3, 6), "中和村", "一组"
    )  # fmt: skip
    assert (row.source, row.scale, row.cause, row.demands) == (
        "主动排查", "01", "排水沟堵塞", "疏通"
    )  # fmt: skip
    assert (row.unit, row.owner, row.leader, row.limit) == (
        "司法所", "李明", "王镇长", day(3, 31)
    )  # fmt: skip
    assert (row.progress, row.mediator, row.mediated, row.way) == (
        "现场调解", "赵干", day(3, 9), "人民调解"
    )  # fmt: skip
    assert (row.result, row.agreement, row.settled) == (
        "调解成功", "民调〔2023〕3号", day(3, 10)
    )  # fmt: skip
    assert (row.follow_up, row.satisfaction, row.risk, row.note) == (
        day(4, 10), "满意", "黄", "已归档"
    )  # fmt: skip


def test_finding_happening_accepting_and_reporting_stay_apart(workbook):
    lines = [TITLE, ["发生时间", "排查时间", "受理时间", "上报时间", "当事人"],
             ["2.27", "3.5", "3.6", "3.7", "张三与李四"]]  # fmt: skip
    row = rows(workbook, *lines)[0]
    assert (row.happened, row.found, row.accepted, row.reported) == (
        day(2, 27), day(3, 5), day(3, 6), day(3, 7)
    )  # fmt: skip


def test_telephones_of_mediators_and_owners_are_not_those_of_parties(workbook):
    head = ["排查时间", "当事人", "联系电话", "调解人", "联系电话", "责任人", "责任人电话"]
    row = rows(workbook, TITLE, head, ["3.5", "张三与李四", "", "王芳", PHONE, "李明", OTHER])[0]
    assert [party.phone for party in row.parties] == ["", ""]


def test_progress_in_a_column_a_month(workbook):
    row = one(
        workbook,
        当事人="张三与李四",
        **{"1月": "已登记", "2月化解进展": "未果", "三月进展": "已调解"},
    )
    assert row.progress == "1月：已登记\n2月：未果\n3月：已调解"


def test_a_sheet_for_every_village_and_lines_that_divide(workbook):
    head = ["序号", "排查时间", "当事人", "纠纷类别", "结果"]
    found = read(
        workbook,
        ("中和村", [TITLE, head, [1, "3.5", "张三与李四", "邻里", "成功"], ["合计", "", "1件",
         "", ""]]),
        ("补歹村", [TITLE, head, ["补歹一组"], [1, "3.6", "王五与赵六", "土地", "成功"],
                    ["四月"], [2, "9日", "钱七与孙八", "婚姻", "未果"]]),
        ("金鸡村", [TITLE, head, ["", "", "本月无矛盾纠纷", "", ""]]),
    )  # fmt: skip
    assert [(row.village, row.group, row.found) for row in found.rows] == [
        ("中和村", "", day(3, 5)), ("补歹村", "补歹一组", day(3, 6)), ("补歹村", "补歹一组",
         day(4, 9))
    ]  # fmt: skip


def test_not_yet_in_place_of_a_day(workbook):
    found = file_of(
        workbook, 当事人="张三与李四", 调解时间="未调解", 化解日期="正在化解", 回访日期="无"
    )
    row = found.rows[0]
    assert (row.mediated, row.settled, row.follow_up) == (None, None, None)
    assert found.problems == ()


def test_a_telephone_that_is_none_is_told(workbook):
    found = file_of(workbook, 甲方="张三", 联系电话=PHONE, 乙方="李四", 乙方电话="12")
    assert [(p.field, p.code, p.name) for p in found.problems] == [
        ("phone_b", "phone-invalid", "李四")
    ]  # fmt: skip


def test_samples_in_the_mapping_are_masked(workbook):
    found = file_of(workbook, 甲方="张三", 联系电话=PHONE, 身份证号=ID_NUMBER)
    shown = {guess.target: guess.samples for guess in found.mappings[0].columns}
    assert shown["dispute.phone_a"] == ("139****1001",)
    assert shown["dispute.id_number_a"] == (f"530324********{ID_NUMBER[-4:]}",)


def test_a_csv_of_the_old_encoding(tmp_path):
    path = tmp_path / "矛盾纠纷2023.csv"
    text = '序号,日期,双方当事人,纠纷类别,化解结果\n1,3月9日,"张三，李四",土地,已化解\n'
    path.write_text(text, encoding="gb18030")
    row = read_disputes(path).rows[0]
    assert (row.found, sides(row), row.result) == (
        day(3, 9),
        [("a", "张三"), ("b", "李四")],
        "已化解",
    )


def test_another_kind_of_list_is_refused(workbook):
    with pytest.raises(InputRefusedError, match="当事人"):
        read(workbook, ("名册", [["户主", "性别", "民族"], ["张三", "男", "汉族"]]))


def test_the_blank_ledger_reads_back(tmp_path):
    path, title = tmp_path / "空表.xlsx", "矛盾纠纷台账"
    write_template(path, "disputes")
    with pytest.raises(InputRefusedError, match="没有可以导入"):
        read_disputes(path)
    book = load_workbook(path)
    book[title].append(
        ["纠1", day(3, 5), day(3, 6), "中和村", "一组", "河边", "张三、王五",
         f"{PHONE}、{OTHER}", "",
         "中和一组", "李四", OTHER, "", "补歹一组", "邻里纠纷", "排水", "疏通", "堵塞", "较大",
          3, 500, "李明",
         "司法所", "王镇长", day(4, 5), "赵干", day(3, 9), "调解成功", "民调3号", day(4, 9),
          "满意", ""]
    )  # fmt: skip
    book.save(path)
    found = read_disputes(path)
    row = found.rows[0]
    assert [(p.side, p.name, p.phone, p.address) for p in row.parties] == [
        ("a", "张三", PHONE, "中和一组"), ("a", "王五", OTHER, "中和一组"), ("b", "李四", OTHER,
         "补歹一组")
    ]  # fmt: skip
    assert (row.number, row.found, row.reported, row.place) == (
        "纠1", day(3, 5), day(3, 6), "河边"
    )  # fmt: skip
    assert (row.kind, row.facts, row.risk, row.people, row.amount) == (
        "邻里纠纷", "排水", "较大", 3, 500
    )  # fmt: skip
    assert (row.limit, row.mediated, row.agreement) == (day(4, 5), day(3, 9), "民调3号")
    assert all(guess.target for guess in found.mappings[0].columns)


def test_an_identity_number_that_may_be_one_of_two_peoples_is_not_given_to_either(workbook):
    found = file_of(
        workbook, 甲方="张三、王五", 甲方身份证号=ID_NUMBER, 乙方="李四", 乙方身份证号=ID_NUMBER
    )
    assert [party.id_number for party in found.rows[0].parties] == ["", "", ID_NUMBER]
    assert [(p.field, p.code) for p in found.problems] == [("id_number_a", "ambiguous")]
