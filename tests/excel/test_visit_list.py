"""Lists of visits are read as a careful clerk would read them."""

import datetime as dt
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison_desktop import paths
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.excel.error_workbook import write_error_workbook
from liaison_desktop.excel.template import write_template
from liaison_desktop.excel.visit_list import read_visits
from liaison_desktop.excel.workbook import open_book

SAMPLE = paths.resource("practice") / "走访登记表(3月).xlsx"
TRUTH = Path(__file__).parent.parent / "data" / "truth.json"
TITLE = ["2023年3月走访登记表"]


def day(month, number, year=2023):
    return dt.date(year, month, number)


def names(people):
    return [person.name for person in people]


def read(workbook, *sheets):
    return read_visits(workbook(*sheets))


def rows(workbook, *lines, sheet="走访"):
    return read(workbook, (sheet, list(lines))).rows


def test_every_visit_of_the_sample():
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))["visits"]
    found = read_visits(SAMPLE)
    assert found.problems == ()
    assert len(found.rows) == len(truth) == 90
    for row, true in zip(found.rows, truth, strict=True):
        assert row.day == dt.date.fromisoformat(true["date"])
        assert names(row.cadres) == [true["cadre"]]
        assert [one.number for one in row.households] == [true["household"]]
        assert (row.way, row.said) == (true["way"], true["said"] or "")
        assert (row.village[:1], row.note) in (("中", ""), ("补", ""))
        assert row.place == row.village + row.group
    assert [row.line for row in found.rows] == list(range(3, 93))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2023-03-18", day(3, 18)),
        ("2023.3.18", day(3, 18)),
        ("2023年3月18日", day(3, 18)),
        ("2023年3月18日（星期六）", day(3, 18)),
        ("2023/3/18 星期六", day(3, 18)),
        ("20230318", day(3, 18)),
        ("23.3.18", day(3, 18)),
        ("23年3月18日", day(3, 18)),
        ("3.18", day(3, 18)),
        ("3。18", day(3, 18)),
        ("３月１８日", day(3, 18)),
        ("3月18号", day(3, 18)),
        ("3/18", day(3, 18)),
        ("3-18", day(3, 18)),
        (" 3 月 18 日 ", day(3, 18)),
        ("18日", day(3, 18)),
        (18, day(3, 18)),
        (3.18, day(3, 18)),
        (3.9, day(3, 9)),
        (45003, day(3, 18)),
        (20230318, day(3, 18)),
        ("45003", None),
        ("2023-03-18 00:00:00", day(3, 18)),
        ("3月18日上午", day(3, 18)),
        ("3/18/2023", day(3, 18)),
        ("3.1", day(3, 1)),
        ("3.10", day(3, 10)),
        (3.1, None),  # 3月1日, or 3月10日 whose nought is gone
        (3.2, None),
        ("9/3", None),  # the list is about March: 3 September, or 9 March?
        ("3月", None),
        ("2023年3月", None),
        ("3月32日", None),
        ("2.30", None),
        ("12.5", None),  # after the list's month
        ("3/4/2023", None),
        ("某日", None),
        ("3月初", None),
        ("2023.3.×", None),
    ],
)
def test_spellings_of_a_day(workbook, cell, expected):
    found = read(workbook, ("走访", [TITLE, ["日期", "走访对象"], [cell, "张三"]]))
    assert found.rows[0].day == expected
    assert [p.field for p in found.problems] == ([] if expected else ["day"])
    assert [p.line for p in found.problems] == ([] if expected else [3])


@pytest.mark.parametrize(
    ("cell", "until", "clock"),
    [
        ("3.5-3.7", day(3, 7), ""),
        ("3月5日至7日", day(3, 7), ""),
        ("2023.3.5—2023.3.7", day(3, 7), ""),
        ("2023-03-05至2023-03-07", day(3, 7), ""),
        ("3月5日—4月2日", day(4, 2), ""),
        ("3月5日9:00-11:30", None, "9:00-11:30"),
        ("2023-03-05 14:30", None, "14:30"),
        ("3月5日下午", None, "下午"),
        ("3月5日上午9点", None, "上午9点"),
        ("3月5日-5日", None, ""),
    ],
)
def test_visits_of_several_days_and_times_of_day(workbook, cell, until, clock):
    row = rows(workbook, TITLE, ["日期", "走访对象"], [cell, "张三"])[0]
    assert (row.day, row.until, row.clock) == (day(3, 5), until, clock)


YEARLESS = [["日期", "走访对象"], ["3.9", "张三"]]


def test_the_year_comes_from_the_title_the_sheet_or_the_file(workbook, tmp_path):
    titled = rows(workbook, ["罗雄镇2022年度走访台账"], *YEARLESS)
    assert titled[0].day == day(3, 9, 2022)
    assert rows(workbook, *YEARLESS, sheet="2021年3月")[0].day == day(3, 9, 2021)
    path = workbook(("走访", YEARLESS))
    named = path.rename(tmp_path / "走访登记表2020年.xlsx")
    assert read_visits(named).rows[0].day == day(3, 9, 2020)


def test_the_year_comes_from_the_rows_around(workbook):
    lines = [["日期", "走访对象"], ["2022.12.30", "甲一"], ["12.31", "甲二"], ["1.2", "甲三"],
             ["2023.1.5", "甲四"], ["1.6", "甲五"]]  # fmt: skip
    found = read(workbook, ("走访", lines))
    assert [row.day for row in found.rows] == [
        day(12, 30, 2022), day(12, 31, 2022), day(1, 2), day(1, 5), day(1, 6)
    ]  # fmt: skip
    assert found.problems == ()


def test_the_filing_date_tells_the_year_of_days_just_before_it(workbook):
    above = ["填报单位：中和村", "填报时间：2023年3月31日"]
    assert rows(workbook, above, *YEARLESS)[0].day == day(3, 9)
    late = read(
        workbook, ("走访", [["填报时间：2024年1月5日"], ["日期", "走访对象"], ["12.5", "张三"]])
    )
    assert late.rows[0].day is None


@pytest.mark.parametrize("title", [[], ["2022年、2023年走访台账"]])
def test_a_day_whose_year_nobody_tells_is_not_guessed(workbook, title):
    found = read(workbook, ("走访", [title, *YEARLESS]))
    assert found.rows[0].day is None
    assert [(p.field, p.name) for p in found.problems] == [("day", "")]
    assert "年份" in found.problems[0].message


def test_a_year_that_may_have_turned_is_not_guessed(workbook):
    lines = [["日期", "走访对象"], ["2022.12.30", "甲一"], ["1.2", "甲二"]]
    assert rows(workbook, *lines)[1].day is None


def test_dividing_lines_tell_month_and_place(workbook):
    lines = [["2023年走访台账"], ["日期", "走访户主", "干部"], ["3月"], ["5日", "张三", "李明"],
             ["中和一组"], ["6日", "李四", "李明"], ["4月份"], ["7日", "王五",
              "李明"]]  # fmt: skip
    found = rows(workbook, *lines)
    assert [row.day for row in found] == [day(3, 5), day(3, 6), day(4, 7)]
    assert [row.group for row in found] == ["", "中和一组", "中和一组"]


def test_columns_year_month_and_day(workbook):
    head = ["年", "月", "日", "走访农户", "走访人"]
    found = rows(workbook, head, [2023, 3, 5, "张三", "李明"], ["", "", 6, "李四", ""])
    assert [row.day for row in found] == [day(3, 5), day(3, 6)]
    assert names(found[1].cadres) == ["李明"]


def test_a_date_over_month_and_day(workbook):
    lines = [TITLE, ["日期", "", "走访对象"], ["月", "日", ""], [3, 5, "张三"], [3, 6, "李四"]]
    found = read(workbook, ("走访", lines, [(1, 0, 1, 1), (1, 2, 2, 2)]))
    assert [row.day for row in found.rows] == [day(3, 5), day(3, 6)]


def test_a_sheet_for_every_village_and_month(workbook):
    head = ["走访日期", "走访对象", "走访干部"]
    found = read(
        workbook,
        ("中和村", [["2023年走访登记表"], head, ["3.5", "张三", "李明"]]),
        ("2022年11月", [["补歹村走访登记表"], head, ["18日", "李四", "赵干"]]),
        ("说明", [["本表每月填报一次"]]),
    )
    assert [(row.village, row.day) for row in found.rows] == [
        ("中和村", day(3, 5)), ("补歹村", day(11, 18, 2022))
    ]  # fmt: skip
    assert any("说明" in note for note in found.notes)


def test_several_cadres_and_households_in_a_cell(workbook):
    head = ["走访时间", "走访人员", "走访户", "户号", "村组"]
    found = rows(
        workbook,
        TITLE,
        head,
        ["3.5", "李明、赵 干，王芳", "张三、李四", "ZH001、ZH002", "中和村一组"],
        ["3.6", "李明 赵干", "王五(ZH0056)、赵六（二组）", "", "中和村"],
        ["3.7", "李明等3人", "张三和李四", "", "补歹村二组"],
        ["3.8", "李明/赵干\n王芳", "", "ZH009", ""],
        ["3.9", "吉克·阿牛", "诸 葛 云 先", "", ""],
    )
    assert names(found[0].cadres) == ["李明", "赵干", "王芳"]
    assert [(one.name, one.number) for one in found[0].households] == [
        ("张三", "ZH001"), ("李四", "ZH002")
    ]  # fmt: skip
    assert names(found[1].cadres) == ["李明", "赵干"]
    assert [(one.number, one.hint) for one in found[1].households] == [
        ("ZH0056", ""), ("", "二组")
    ]  # fmt: skip
    assert (names(found[2].cadres), found[2].cadres[0].hint) == (["李明"], "等3人")
    assert names(found[2].households) == ["张三", "李四"]
    assert (found[2].village, found[2].group) == ("补歹村", "二组")
    assert names(found[3].cadres) == ["李明", "赵干", "王芳"]
    assert [(one.name, one.number) for one in found[3].households] == [("", "ZH009")]
    assert (names(found[4].cadres), names(found[4].households)) == (["吉克·阿牛"], ["诸葛云先"])


def test_the_visits_of_a_year_side_by_side(workbook):
    head = [
        "户主",
        "干部",
        "第一次走访时间",
        "第一次走访内容",
        "第二次走访时间",
        "第二次走访内容",
        "备注",
    ]
    found = rows(workbook, ["2023年走访台账"], head, ["张三", "李明", "3.5", "慰问", "4.6",
     "回访", "ZH001"],
                 ["李四", "赵干", "3.7", "宣传", "", "", ""])  # fmt: skip
    assert [(names(row.households), row.day, row.content, row.line) for row in found] == [
        (["张三"], day(3, 5), "慰问", 3),
        (["张三"], day(4, 6), "回访", 3),
        (["李四"], day(3, 7), "宣传", 4),
    ]
    assert [row.households[0].number for row in found] == ["ZH001", "ZH001", ""]


def test_merged_dates_and_cadres_hold_for_their_rows(workbook):
    lines = [TITLE, ["序号", "日期", "走访干部", "走访对象", "存在问题"], [1, "3.5", "李明",
     "张三", "缺水"],
             ["", "", "", "李四", ""], [2, "3.6", "赵干", "王五", "缺技术"]]  # fmt: skip
    found = rows_merged(workbook, lines, [(2, 1, 3, 1), (2, 2, 3, 2)])
    assert [(row.day, names(row.cadres), names(row.households)) for row in found] == [
        (day(3, 5), ["李明"], ["张三"]),
        (day(3, 5), ["李明"], ["李四"]),
        (day(3, 6), ["赵干"], ["王五"]),
    ]
    assert [row.said for row in found] == ["缺水", "", "缺技术"]


def rows_merged(workbook, lines, merges):
    return read(workbook, ("走访", lines, merges)).rows


def test_ditto_marks(workbook):
    found = rows(
        workbook,
        TITLE,
        ["日期", "干部", "走访对象", "村组", "走访方式", "户编号"],
        ["3.5", "李明", "张三", "中和村一组", "入户", "ZH001"],
        ["同上", "〃", "李四", "同上", '"', "同上"],
    )
    assert (found[1].day, names(found[1].cadres), found[1].place) == (
        day(3, 5), ["李明"], "中和村一组"
    )  # fmt: skip
    assert (found[1].way, found[1].households[0].number) == ("入户", "")


def test_totals_signatures_repeated_headers_and_numbered_blanks_are_no_visits(workbook):
    head = ["序号", "日期", "走访对象", "反映的问题", "备注"]
    found = rows(
        workbook, TITLE, head, ["示例", "3.1", "某某", "缺水", ""], [1, "3.5", "张三",
         "累计欠薪三年", ""],
        head, [2, "3.6", "李四", "无", ""], [3], [4], ["合计", "", "2户", "", ""], [],
        ["填表人：李明", "", "审核人：赵干", "", ""], ["注：本表一式两份。"],
    )  # fmt: skip
    assert [(row.line, row.said) for row in found] == [(4, "累计欠薪三年"), (6, "无")]


def test_cadres_in_a_line_above_the_table(workbook):
    above = ["单位：财政局    走访干部：李明、赵干    联系村：中和村"]
    found = rows(
        workbook, TITLE, above, ["走访时间", "户主姓名", "走访内容"], ["3.5", "张三", "宣传政策"]
    )
    assert names(found[0].cadres) == ["李明", "赵干"]
    assert found[0].content == "宣传政策"


def test_the_name_of_the_cadre_in_a_list_a_unit_sends_in(workbook):
    head = [
        "序号",
        "姓名",
        "单位",
        "联系电话",
        "走访日期",
        "走访农户",
        "联系电话",
        "收集到的意见建议",
        "解决情况",
    ]
    row = rows(workbook, TITLE, head,
               [1, "李明", "财政局", "13987401001", "3.5", "张三", "13987401002", "修路",
                "已答复"])[0]  # fmt: skip
    assert (names(row.cadres), row.cadre_unit, names(row.households)) == (
        ["李明"], "财政局", ["张三"]
    )  # fmt: skip
    assert (row.said, row.answer) == ("修路", "已答复")


def test_telephones_of_cadres_are_not_those_of_villagers(workbook):
    head = ["日期", "走访干部", "联系电话", "走访对象", "村组"]
    row = rows(workbook, TITLE, head, ["3.5", "李明", "13987401001", "张三", "中和村"])[0]
    assert row.phone == ""
    head = ["日期", "走访对象", "联系电话", "走访干部"]
    row = rows(workbook, TITLE, head, ["3.5", "张三", "139-8740-1001", "李明"])[0]
    assert row.phone == "13987401001"


def test_people_met_goods_policies_and_what_was_promised(workbook):
    head = ["走访日期", "起止时间", "走访户", "受访人", "与户主关系", "走访形式", "访谈方式",
     "宣传政策情况",
            "慰问品（元）", "下次走访时间", "记录人", "备注"]  # fmt: skip
    row = rows(workbook, TITLE, head, ["3.5", "9:00-10:30", "张三", "李兰", "妻", "入户", "个别",
     "医保缴费",
                                       "大米1袋", "4.5", "王芳",
                                        "户编号：ZH0012，下次带表"])[0]  # fmt: skip
    assert (row.clock, row.interviewee, row.relation) == ("9:00-10:30", "李兰", "妻")
    assert (row.way, row.mode, row.policy, row.goods) == ("入户", "个别", "医保缴费", "大米1袋")
    assert (row.next_day, row.recorder) == (day(4, 5), "王芳")
    assert row.households[0].number == "ZH0012"
    assert row.note == "户编号：ZH0012，下次带表"


def test_a_long_cell_with_figures_and_stops(workbook):
    text = "1. 反映饮水困难；2. 2022年修的路塌了30米。"
    row = rows(workbook, TITLE, ["日期", "走访对象", "反映问题"], ["3.5", "张三", text])[0]
    assert row.said == text


@pytest.mark.parametrize("top", range(14))
def test_the_header_may_stand_anywhere_on_the_first_fifteen_rows(workbook, top):
    above = [["2023年3月"], *([["说明：如实填写"], []] * 7)][: max(top, 1)]
    found = rows(workbook, *above, ["日期", "干部", "走访对象"], ["3.5", "李明", "张三"])
    assert [row.day for row in found] == [day(3, 5)]


def test_a_csv_of_the_old_encoding(tmp_path):
    path = tmp_path / "2023年3月走访.csv"
    path.write_text(
        '走访日期,走访人,被走访户,问题\n3.9,李明,"张三，李四",缺水\n', encoding="gb18030"
    )
    row = read_visits(path).rows[0]
    assert (row.day, names(row.households), row.said) == (day(3, 9), ["张三", "李四"], "缺水")


def test_a_correction_changes_what_a_column_means(workbook):
    path = workbook(("走访", [TITLE, ["日期", "走访对象", "代号"], ["3.5", "张三", "缺水"]]))
    mapping = read_visits(path).mappings[0]
    assert (mapping.columns[2].target, mapping.header_rows) == ("", (1, 1))
    assert mapping.columns[1].samples == ("张三",)
    corrected = read_visits(path, {mapping.fingerprint: {2: "visit.said", 1: "visit.interviewee"}})
    assert corrected.rows[0].said == "缺水"
    assert (corrected.rows[0].interviewee, corrected.rows[0].households) == ("张三", ())


def test_a_roster_is_no_list_of_visits(workbook):
    with pytest.raises(InputRefusedError, match="走访日期"):
        read(workbook, ("名册", [["姓名", "性别", "民族"], ["张三", "男", "汉族"]]))
    with pytest.raises(InputRefusedError, match="没有可以导入"):
        read(workbook, ("走访", [["日期", "走访对象", "干部"]]))


def test_progress_is_told_and_may_cancel(workbook):
    class Stop:
        def step(self, done, total, sentence):
            raise CancelledError

    path = workbook(("走访", [TITLE, *YEARLESS]))
    with pytest.raises(CancelledError):
        read_visits(path, {}, Stop())


def test_problems_stand_in_the_error_workbook(workbook, tmp_path):
    path = workbook(("走访", [TITLE, ["日期", "走访对象", "联系电话"], ["3.40", "张三", "12"]]))
    found = read_visits(path)
    assert [(p.field, p.code) for p in found.problems] == [
        ("day", "number-unclear"), ("phone", "phone-invalid")
    ]  # fmt: skip
    out = tmp_path / "错误.xlsx"
    write_error_workbook(path, out, found.problems, found.mappings)
    told = open_book(out).sheets[0].rows[2][-1]
    assert "3.40" in told
    assert "联系电话" in told


def test_the_blank_list_reads_back(tmp_path):
    path = tmp_path / "走访登记表.xlsx"
    write_template(path, "visits")
    with pytest.raises(InputRefusedError, match="没有可以导入"):
        read_visits(path)
    book = load_workbook(path)
    book["走访登记表"].append(
        [day(3, 5), "李明、赵干", "张三", "ZH0012", "中和村", "一组", "入户走访", "李兰", "妻",
         "修路", "已答复",
         "医保", "大米", day(4, 5), "无"]
    )  # fmt: skip
    book.save(path)
    found = read_visits(path)
    row = found.rows[0]
    assert (row.day, names(row.cadres), row.next_day) == (day(3, 5), ["李明", "赵干"], day(4, 5))
    assert (row.households[0].name, row.households[0].number) == ("张三", "ZH0012")
    assert (row.village, row.group, row.way, row.interviewee) == (
        "中和村",
        "一组",
        "入户走访",
        "李兰",
    )
    assert (row.relation, row.said, row.answer) == ("妻", "修路", "已答复")
    assert (row.policy, row.goods) == ("医保", "大米")
    assert all(guess.target for guess in found.mappings[0].columns)
