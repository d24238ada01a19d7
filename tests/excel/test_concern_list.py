"""Concern ledgers are read as a careful clerk would read them."""

import datetime as dt
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison_desktop import paths
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.matters.state_words import ToldState
from liaison_desktop.excel.concern_list import read_concerns
from liaison_desktop.excel.template import write_template

SAMPLE = paths.resource("practice") / "民情台账.xlsx"
TRUTH = Path(__file__).parent.parent / "data" / "truth.json"
TITLE = ["2023年民情台账"]
STATES = {
    "已办结": ToldState.CLOSED,
    "正在办理": ToldState.IN_HAND,
    "已上报": ToldState.PASSED_UP,
    "当场答复": ToldState.ANSWERED,
}
PHONE = "13987401001"


def day(month, number, year=2023):
    return dt.date(year, month, number)


def names(people):
    return [person.name for person in people]


def read(workbook, *sheets):
    return read_concerns(workbook(*sheets))


def rows(workbook, *lines, sheet="台账"):
    return read(workbook, (sheet, list(lines))).rows


def one(workbook, **cells):
    """Read a ledger of one record."""
    heads, values = list(cells), list(cells.values())
    return rows(workbook, TITLE, ["登记日期", "事项", *heads], ["3.5", "修路", *values])[0]


def test_every_concern_of_the_sample():
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))["concerns"]
    found = read_concerns(SAMPLE)
    assert found.problems == ()
    assert len(found.rows) == len(truth) == 56
    for at, (row, true) in enumerate(zip(found.rows, truth, strict=True), 1):
        assert row.received == dt.date.fromisoformat(true["date"])
        assert (row.sequence, row.household) == (str(at), true["household"])
        assert (row.category, row.level) == (true["kind"], true["level"])
        assert names(row.owners) == [true["owner"]]
        assert (row.state, row.state_text) == (STATES[true["state"]], true["state"])
        assert (row.done.isoformat() if row.done else None) == true["done"]
        assert row.satisfaction == true["mark"]
        answered = row.state is ToldState.ANSWERED  # its limit is left blank in the ledger
        assert (row.limit is None) == answered
        assert answered or row.limit.isoformat() == true["limit"]
        assert row.place == row.village + row.group
        assert row.content
        assert row.channel
        assert len(row.applicants) == 1


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("已办结", ToldState.CLOSED),
        ("办 结", ToldState.CLOSED),
        ("已办结。入户路已硬化120米。", ToldState.CLOSED),
        ("已于5月26日办结", ToldState.CLOSED),
        ("已解决", ToldState.CLOSED),
        ("按期办结", ToldState.CLOSED),
        ("正在办理", ToldState.IN_HAND),
        ("未办结", ToldState.IN_HAND),
        ("办理中，预计6月底完成", ToldState.IN_HAND),
        ("已上报", ToldState.PASSED_UP),
        ("已上报县", ToldState.PASSED_UP),
        ("当场答复", ToldState.ANSWERED),
        ("现场解决", ToldState.ANSWERED),
        ("即办", ToldState.ANSWERED),
        ("退回", ToldState.RETURNED),
        ("不予受理", ToldState.RETURNED),
        ("解释说明", ToldState.EXPLAINED),
        ("已做好解释工作", ToldState.EXPLAINED),
        ("已销号", ToldState.STRUCK_OFF),
        ("已办结，已销号", ToldState.STRUCK_OFF),
        ("已联系交通局，计划下半年实施", None),
        ("入户路问题未解决的原因是资金不足", None),
        ("正在办理；已上报", None),
    ],
)
def test_a_state_is_set_only_where_a_word_says_it(workbook, text, state):
    row = one(workbook, 办理情况=text)
    assert (row.state, row.progress) == (state, text)
    assert row.state_text == (text if state else "")


def test_a_state_column_goes_before_the_progress(workbook):
    row = one(workbook, 办理情况="已上报", 是否办结="是")
    assert (row.state, row.state_text, row.progress) == (ToldState.CLOSED, "是", "已上报")
    assert one(workbook, 是否办结="否").state is ToldState.IN_HAND
    assert one(workbook, 是否办结="×").state is ToldState.IN_HAND
    assert one(workbook, 办结情况="√").state is ToldState.CLOSED
    assert one(workbook, 是否当场答复="是").state is ToldState.ANSWERED
    assert one(workbook, 是否当场答复="否", 办理情况="").state is None


def test_the_day_of_closing(workbook):
    assert one(workbook, 办结时间="5.26").done == day(5, 26)
    assert one(workbook, 办理情况="已于5月26日办结").done == day(5, 26)
    mixed = one(workbook, 办结日期="2023.5.26已办结")
    assert (mixed.done, mixed.state) == (day(5, 26), ToldState.CLOSED)
    open_one = one(workbook, 办结日期="未办结")
    assert (open_one.done, open_one.state) == (None, ToldState.IN_HAND)
    assert one(workbook, 办理情况="5月26日到现场查看").done is None


def test_days_after_the_year_has_turned(workbook):
    lines = [TITLE, ["日期", "事项", "办结时限", "办结日期"], ["12.20", "修路", "1.4", "1月3日"]]
    row = rows(workbook, *lines)[0]
    assert (row.received, row.limit, row.done) == (
        day(12, 20), day(1, 4, 2024), day(1, 3, 2024)
    )  # fmt: skip
    odd = read(workbook, ("台账", [TITLE, ["日期", "事项", "办结日期"], ["3.20", "修路", "3.18"]]))
    assert odd.rows[0].done is None
    assert [p.field for p in odd.problems] == ["done"]


@pytest.mark.parametrize(
    ("cell", "limit", "text", "problems"),
    [
        ("2023.6.22", day(6, 22), "", 0),
        ("6月22日前", day(6, 22), "", 0),
        ("6月底", day(6, 30), "", 0),
        ("2024年2月底前", day(2, 29, 2024), "", 0),
        ("15个工作日", None, "15个工作日", 0),
        ("一个月内", None, "一个月内", 0),
        ("30天", None, "30天", 0),
        ("长期", None, "长期", 0),
        ("", None, "", 0),
        ("/", None, "", 0),
        ("年内", None, "年内", 1),
        ("6月", None, "6月", 1),
    ],
)
def test_limits(workbook, cell, limit, text, problems):
    found = read(workbook, ("台账", [TITLE, ["日期", "事项", "完成时限"], ["3.5", "修路", cell]]))
    assert (found.rows[0].limit, found.rows[0].limit_text) == (limit, text)
    assert len(found.problems) == problems


@pytest.mark.parametrize(
    "heading",
    [
        "申请人",
        "反映人",
        "来访人",
        "反映人姓名",
        "诉求人",
        "反映人（户主）",
        "申请人\n姓名",
        "群众姓名",
    ],
)
def test_words_for_who_asks(workbook, heading):
    assert names(one(workbook, **{heading: "张 三"}).applicants) == ["张三"]


@pytest.mark.parametrize(
    "heading",
    [
        "主办责任人",
        "责任人",
        "承办人",
        "首访人",
        "首问责任人",
        "首访人（主办责任人）",
        "经办人",
        "承办责任人",
    ],
)
def test_words_for_the_owner(workbook, heading):
    assert names(one(workbook, **{heading: "李明、赵干"}).owners) == ["李明", "赵干"]


def test_the_first_receiver_beside_the_owner(workbook):
    row = one(workbook, 首访人="李明", 主办责任人="赵干", 协办单位="水务站", 责任单位="农业中心")
    assert (names(row.receivers), names(row.owners)) == (["李明"], ["赵干"])
    assert (row.co_unit, row.unit) == ("水务站", "农业中心")
    assert names(one(workbook, 登记人="王芳").owners) == []


@pytest.mark.parametrize(
    "heading",
    [
        "申办事项",
        "反映问题",
        "诉求内容",
        "主要诉求",
        "待办事项",
        "群众反映的问题",
        "问题（事项）",
        "急难愁盼问题",
    ],
)
def test_words_for_the_matter(workbook, heading):
    row = rows(workbook, TITLE, ["登记时间", "申请人", heading], ["3.5", "张三", "修路"])[0]
    assert row.content == "修路"


def test_where_the_applicant_lives_and_his_number(workbook):
    row = one(
        workbook, 申请人="张三(ZH0012)", 住址="补歹村补歹一组12号", 反映人电话="139 8740 1001"
    )
    assert (row.village, row.group, row.place) == ("补歹村", "补歹一组", "补歹村补歹一组12号")
    assert (row.household, row.phone) == ("ZH0012", PHONE)
    row = one(workbook, 姓名="张三", 村委会="中和村委会", 组="一组", 备注="ZH0012")
    assert (row.village, row.group, row.household, row.note) == ("中和村", "一组", "ZH0012", "")
    assert one(workbook, 责任人="李明", 联系电话=PHONE).phone == ""


def test_progress_in_a_column_a_month(workbook):
    row = one(workbook, **{"1月进展": "已登记", "2月进展": "", "3月": "已联系施工队"})
    assert row.progress == "1月：已登记\n3月：已联系施工队"
    row = one(workbook, 一季度办理情况="勘察", 二季度办理情况="施工")
    assert row.progress == "勘察\n施工"


def test_progress_on_several_lines(workbook):
    lines = [TITLE, ["序号", "日期", "申请人", "事项", "办理情况"], [1, "3.5", "张三", "修路",
     "3月6日勘察"],
             ["", "", "", "", "3月9日施工"], [2, "3.7", "李四", "饮水", "已办结"]]  # fmt: skip
    found = rows(workbook, *lines)
    assert [row.progress for row in found] == ["3月6日勘察\n3月9日施工", "已办结"]
    merged = read(workbook, ("台账", lines, [(2, at, 3, at) for at in range(4)])).rows
    assert [row.progress for row in merged] == ["3月6日勘察\n3月9日施工", "已办结"]
    assert [row.line for row in merged] == [3, 5]


def test_a_header_of_two_rows(workbook):
    lines = [
        TITLE,
        [
            "序号",
            "登记时间",
            "反映人情况",
            "",
            "",
            "反映问题",
            "办理情况",
            "",
            "",
            "反馈",
            "",
            "备注",
        ],
        ["", "", "姓名", "村组", "联系电话", "", "责任人", "时限", "结果", "时间", "方式", ""],
        [1, "3.5", "张三", "中和村一组", PHONE, "修路", "李明", "4.5", "已办结", "4.2", "电话", ""],
    ]
    merges = [(1, 2, 1, 4), (1, 6, 1, 8), (1, 9, 1, 10), *((1, at, 2, at) for at in (0, 1, 5, 11))]
    row = read(workbook, ("台账", lines, merges)).rows[0]
    assert (names(row.applicants), row.place, row.phone) == (["张三"], "中和村一组", PHONE)
    assert (row.content, names(row.owners), row.limit) == ("修路", ["李明"], day(4, 5))
    assert (row.state, row.feedback, row.feedback_way) == (ToldState.CLOSED, day(4, 2), "电话")


def test_feedback_in_one_column_and_striking_off(workbook):
    row = one(workbook, 反馈日期及方式="4.2 电话", 销号日期="2023.4.10", 满意度="基本满意")
    assert (row.feedback, row.feedback_way) == (day(4, 2), "电话")
    assert (row.struck_off, row.satisfaction) == (day(4, 10), "基本满意")
    assert one(workbook, 是否满意="满意").satisfaction == "满意"


def test_numbers_tags_and_dispositions(workbook):
    row = one(
        workbook, 编号="民2023-0007", 三发现标签="困难群众", 处置方式="协调办", 台账级别="镇级"
    )
    assert (row.number, row.tag, row.disposition, row.level) == (
        "民2023-0007", "困难群众", "协调办", "镇级"
    )  # fmt: skip
    assert row.state is None


def test_sheets_by_village_and_by_level(workbook):
    head = ["序号", "日期", "来源", "反映人", "反映事项"]
    found = read(
        workbook,
        ("中和村", [["2023年村级民情台账"], head, [1, "3.5", "来访", "张三", "修路"]]),
        ("补歹村", [["2023年村级民情台账"], head, [1, "3.6", "来电", "李四", "饮水"]]),
    ).rows
    assert [(row.sheet, row.village) for row in found] == [
        ("中和村", "中和村"),
        ("补歹村", "补歹村"),
    ]


def test_classes_that_are_ticked(workbook):
    lines = [TITLE, ["日期", "姓名", "反映的问题", "问题分类", "", "", "", "责任人及联系电话"],
             ["", "", "", "干部作风", "实际困难", "工作不足", "发展建议", ""],
             ["3.5", "张三", "修路", "", "√", "", "", f"李明{PHONE}"],
             ["3.6", "李四", "饮水", "", "", "1", "", "赵干"]]  # fmt: skip
    found = read(workbook, ("台账", lines, [(1, 3, 1, 6)])).rows
    assert [row.category for row in found] == ["实际困难", "工作不足"]
    assert [names(row.owners) for row in found] == [["李明"], ["赵干"]]


def test_a_list_of_a_telephone_service(workbook):
    lines = [["工单编号", "来电时间", "诉求人", "联系方式", "工单内容", "承办单位", "回复内容"],
             ["YN1", "2023-03-05 10:22:11", "张先生", "139****1001", "修路", "交通站",
              "已修复"]]  # fmt: skip
    row = rows(workbook, *lines)[0]
    assert (row.number, row.received, row.content) == ("YN1", day(3, 5), "修路")
    assert (row.unit, row.progress, row.phone) == ("交通站", "已修复", "")


def test_a_column_for_the_year(workbook):
    lines = [
        ["年度", "日期", "反映人", "事项"],
        ["2022年", "12.5", "张三", "修路"],
        [2023, "1.5", "李四", "饮水"],
    ]
    found = rows(workbook, *lines)
    assert [row.received for row in found] == [day(12, 5, 2022), day(1, 5)]


def test_dividing_lines_totals_and_reports_of_nothing(workbook):
    head = ["序号", "日期", "反映人", "反映事项"]
    found = rows(workbook, TITLE, head, ["一月"], [1, "5日", "张三", "修路"], ["二月份"], ["",
     "", "", "本月无"],
                 ["三月"], [2, "6日", "李四", "饮水"], ["小计", "", "2件", ""],
                  ["填表人：李明"])  # fmt: skip
    assert [(row.received, row.content) for row in found] == [
        (day(1, 5), "修路"), (day(3, 6), "饮水")
    ]  # fmt: skip


def test_dittos_do_not_copy_the_matter(workbook):
    lines = [TITLE, ["日期", "反映人", "村组", "事项", "责任人"], ["3.5", "张三", "中和村一组",
     "修路", "李明"],
             ["同上", "李四", "〃", "饮水", "〃"]]  # fmt: skip
    row = rows(workbook, *lines)[1]
    assert (row.received, row.place, names(row.owners)) == (day(3, 5), "中和村一组", ["李明"])


def test_a_concern_without_a_date_is_kept_and_told(workbook):
    found = read(workbook, ("台账", [TITLE, ["日期", "反映人", "事项"], ["", "张三", "修路"]]))
    assert (found.rows[0].received, found.rows[0].content) == (None, "修路")
    assert [(p.field, p.line, p.sheet) for p in found.problems] == [("received", 3, "台账")]


def test_a_csv_of_the_old_encoding(tmp_path):
    path = tmp_path / "民情台账2023.csv"
    path.write_text(
        "编号,时间,反映人,反映的问题,状态\n7,3月9日,张三,缺水,在办\n", encoding="gb18030"
    )
    row = read_concerns(path).rows[0]
    assert (row.number, row.received, row.state) == ("7", day(3, 9), ToldState.IN_HAND)


def test_another_kind_of_list_is_refused(workbook):
    with pytest.raises(InputRefusedError, match="申办事项"):
        read(workbook, ("名册", [["姓名", "性别", "联系电话"], ["张三", "男", PHONE]]))


def test_the_blank_ledger_reads_back(tmp_path):
    path, title = tmp_path / "空表.xlsx", "民情台账"
    write_template(path, "concerns")
    with pytest.raises(InputRefusedError, match="没有可以导入"):
        read_concerns(path)
    book = load_workbook(path)
    book[title].append(
        ["民1", day(3, 5), "来访", "张三", "ZH0012", "中和村", "一组", PHONE, "实际困难", "修路",
         "镇", "李明",
         "赵干", "水务站", day(4, 5), "已勘察", "已办结", day(3, 20), "满意", day(3, 21), "电话",
          "无"]
    )  # fmt: skip
    book.save(path)
    found = read_concerns(path)
    row = found.rows[0]
    assert (row.number, row.received, row.household, row.phone) == (
        "民1", day(3, 5), "ZH0012", PHONE
    )  # fmt: skip
    assert (row.content, row.level, names(row.owners)) == ("修路", "镇", ["李明"])
    assert (row.limit, row.progress, row.state) == (day(4, 5), "已勘察", ToldState.CLOSED)
    assert (row.done, row.feedback, row.feedback_way) == (day(3, 20), day(3, 21), "电话")
    assert all(guess.target for guess in found.mappings[0].columns)
