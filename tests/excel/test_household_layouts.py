"""Layouts and faults one by one: whose a column is, where a household begins, what is said."""

import datetime as dt

import pytest
import xlsxwriter

from liaison_desktop.excel.lexicon import lexicon
from liaison_desktop.excel.read import read_household_roster
from liaison_desktop.ui.importing.nouns import NOUNS
from tests.roster_layouts import checked

A = checked("53032419760809265")  # a man, 1976-08-09
B = checked("53032419780312650")  # a woman
C = checked("53032420010519329")  # a man
MOBILE, OTHER = "13929253489", "15811941131"


@pytest.fixture
def roster(tmp_path):
    """Return a function that reads rows written as a file."""

    def read(rows, *, merges=(), name="名册", corrections=None):
        path = tmp_path / "名册.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet(name)
        for merge in merges:
            sheet.merge_range(*merge, "")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(at, column, cell)
        book.close()
        return read_household_roster(path, corrections or {})

    return read


def shape(found):
    return [[member.name for member in household.members] for household in found.households]


def codes(found):
    return sorted(problem.code for problem in found.problems)


def test_the_typical_sheet(roster):
    found = roster(
        [
            ["罗雄镇中和村农户花名册(2026年)"],
            ["填报单位(盖章):中和村民委员会", "", "", "", "", "", "", "", "填报时间:2026.3.15"],
            ["序号", "户号", "户主", "家庭成员", "", "", "", "", "", "联系电话", "住址", "备注"],
            ["", "", "", "姓名", "与户主关系", "性别", "身份证号码", "出生年月", "民族"],
            [1, "001", "张三", "张三", "户主", "男", A, "1976.8", "汉", MOBILE, "一组", "低保"],
            ["", "", "", "李四", "妻", "女", B, "1978.3", "彝族"],
            ["", "", "", "张小三", "之子", "男", C, "2001.5", "汉"],
            [2, "002", "王五", "王五", "户主", "男", "", "1980.1", "汉", "", "二组", ""],
            ["合计", "", "2户", "4人"],
            ["负责人:", "", "填表人:", "", "联系电话:", "", "(盖章)"],
        ],
        merges=[(2, 3, 2, 8), (4, 1, 6, 1), (4, 2, 6, 2)],
    )
    assert shape(found) == [["张三", "李四", "张小三"], ["王五"]]
    first, second = found.households
    assert (first.village, first.group, first.number) == ("中和村", "一组", "001")
    assert first.values["note"] == "低保"
    assert first.members[0].values["phone"] == MOBILE
    assert first.members[2].values["birth"] == dt.date(2001, 5, 19)
    assert second.group == "二组"
    assert "birth" not in second.members[0].values
    assert second.members[0].birth_part == (1980, 1)
    assert codes(found) == ["id-missing"]


def test_the_heads_own_columns(roster):
    found = roster(
        [
            ["户主姓名", "户主身份证号", "户主电话", "姓名", "与户主关系", "身份证号"],
            ["张三", A, MOBILE, "李四", "妻", B],
            ["张三", A, MOBILE, "张三", "户主", ""],
        ],
    )
    wife, head = found.households[0].members
    assert head.is_head
    assert (head.values["id_number"], head.values["phone"]) == (A, MOBILE)
    assert (wife.values["id_number"], "phone" in wife.values) == (B, False)
    assert codes(found) == []


def test_a_telephone_between_household_and_people_is_the_heads(roster):
    found = roster(
        [
            ["户号", "户主", "联系电话", "姓名", "关系", "身份证号"],
            ["1", "张三", MOBILE, "张三", "户主", A],
            ["1", "张三", MOBILE, "李四", "妻", B],
        ],
    )
    assert [m.values.get("phone") for m in found.households[0].members] == [MOBILE, None]


def test_a_group_is_not_carried_into_another_village(roster):
    found = roster(
        [
            ["村", "组", "户编号", "户主姓名", "联系电话"],
            ["中和村", "一组", "1", "张三", MOBILE],
            ["", "", "2", "李四", ""],
            ["补歹村", "", "1", "王五", ""],
            ["", "二组", "2", "赵六", ""],
        ]
    )
    assert [(one.village, one.group, one.number) for one in found.households] == [
        ("中和村", "一组", "1"),
        ("中和村", "一组", "2"),
        ("补歹村", "", "1"),
        ("补歹村", "二组", "2"),
    ]
    assert shape(found) == [["张三"], ["李四"], ["王五"], ["赵六"]]


def test_notes_of_people_and_of_households(roster):
    of_people = roster(
        [
            ["户号", "姓名", "关系", "身份证号", "备注"],
            ["1", "张三", "户主", A, "党员"],
            ["1", "李四", "妻", B, "外出"],
        ],
    )
    assert [m.values["note"] for m in of_people.households[0].members] == ["党员", "外出"]
    of_households = roster(
        [
            ["户号", "姓名", "关系", "身份证号", "耕地(亩)", "备注"],
            ["1", "张三", "户主", A, 3, "低保"],
            ["1", "李四", "妻", B, 3, "低保"],
            ["1", "张小三", "子", C, 3, "新建房"],
        ],
    )
    assert of_households.households[0].values["note"] == "低保；新建房"


def test_a_cadres_columns_are_not_the_households(roster):
    found = roster(
        [
            ["户主姓名", "身份证号", "联系电话", "帮扶责任人", "单位", "联系电话"],
            ["张三", A, MOBILE, "赵干部", "县政府", OTHER],
        ],
    )
    assert found.households[0].members[0].values["phone"] == MOBILE
    assert "other_phones" not in found.households[0].members[0].values


def test_a_second_telephone(roster):
    found = roster(
        [
            ["户主姓名", "身份证号", "联系电话", "手机"],
            ["张三", A, f"{MOBILE}/0874-8229449", OTHER],
        ],
    )
    values = found.households[0].members[0].values
    assert (values["phone"], values["other_phones"]) == (MOBILE, f"0874-8229449、{OTHER}")


def test_rows_that_divide_groups(roster):
    found = roster(
        [
            ["户主姓名", "身份证号", "联系电话"],
            ["中和一组"],
            ["张三", A, ""],
            ["小计", "1户"],
            ["中和二组"],
            ["李四", B, ""],
            ["注：本表一式两份"],
        ],
    )
    assert [(h.group, h.members[0].name) for h in found.households] == [
        ("中和一组", "张三"),
        ("中和二组", "李四"),
    ]


def test_numbered_but_empty_rows_are_nobody(roster):
    found = roster(
        [
            ["序号", "户主姓名", "身份证号", "联系电话"],
            [1, "张三", A, ""],
            [2],
            [3],
            ["", "", "", "无"],
        ],
    )
    assert shape(found) == [["张三"]]


def test_households_told_apart_by_the_word_alone(roster):
    found = roster(
        [
            ["姓名", "与户主关系", "身份证号"],
            ["张三", "户主", A],
            ["李四", "配偶", B],
            ["王五", "本人", C],
        ],
    )
    assert shape(found) == [["张三", "李四"], ["王五"]]


def test_households_told_apart_by_counting(roster):
    found = roster(
        [
            ["序号", "姓名", "与户主关系", "身份证号"],
            [1, "李四", "妻", B],
            ["", "张三", "户主", A],
            [2, "王五", "户主", C],
        ],
    )
    assert shape(found) == [["李四", "张三"], ["王五"]]
    assert [m.is_head for m in found.households[0].members] == [False, True]


def test_neighbours_with_heads_of_one_name(roster):
    found = roster(
        [
            ["户主姓名", "姓名", "与户主关系", "身份证号"],
            ["张三", "张三", "户主", A],
            ["张三", "李四", "妻", B],
            ["张三", "张三", "户主", C],
        ],
    )
    assert shape(found) == [["张三", "李四"], ["张三"]]


def test_numbers_that_begin_again_in_each_group(roster):
    found = roster(
        [
            ["组", "户号", "姓名", "与户主关系", "身份证号"],
            ["一组", 1, "张三", "户主", A],
            ["二组", 1, "王五", "户主", C],
            ["二组", 1, "李四", "妻", B],
        ],
    )
    assert [(h.group, h.number) for h in found.households] == [("一组", "1"), ("二组", "1")]
    assert shape(found) == [["张三"], ["王五", "李四"]]


def test_people_sorting_tore_apart(roster):
    found = roster(
        [
            ["户号", "姓名", "与户主关系", "身份证号"],
            ["1", "张三", "户主", A],
            ["2", "王五", "户主", C],
            ["1", "李四", "妻", B],
        ],
    )
    assert shape(found) == [["张三", "李四"], ["王五"]]


def test_village_and_group_written_once_a_block(roster):
    found = roster(
        [
            ["村", "组", "户主姓名", "身份证号"],
            ["中和村委会", "一组", "张三", A],
            ["", "", "李四", B],
            ["", "二组", "王五", C],
        ],
    )
    assert [(h.village, h.group) for h in found.households] == [
        ("中和村", "一组"),
        ("中和村", "一组"),
        ("中和村", "二组"),
    ]


def test_village_and_group_in_one_column(roster):
    found = roster([["村组", "户主姓名", "身份证号"], ["补歹村补歹一组", "张三", A]])
    assert (found.households[0].village, found.households[0].group) == ("补歹村", "补歹一组")


def test_ditto_marks_only_where_they_can_mean_that(roster):
    found = roster(
        [
            ["村", "户主姓名", "民族", "文化程度", "联系电话", "身份证号"],
            ["中和村", "张三", "彝族", "初中", MOBILE, A],
            ["同上", "李四", "〃", "同上", "同上", "同上"],
        ],
    )
    second = found.households[1]
    values = second.members[0].values
    assert second.village == "中和村"
    assert values == {"ethnicity": "07"}
    assert codes(found) == ["id-missing"]


def test_what_is_wrong_is_said(roster):
    found = roster(
        [
            ["户号", "姓名", "与户主关系", "性别", "出生日期", "身份证号", "联系电话", "耕地(亩)"],
            ["1", "张三", "户主", "女", "1976-08-09", A, "12", "三亩多"],
            ["1", "李四", "户主", "女", "1979-01-01", B, MOBILE, ""],
            ["1", "张小三", "干亲", "男", "", C, "", ""],
            ["2", "王五", "妻", "女", "", "53032419780312650", "", ""],
        ],
    )
    assert codes(found) == [
        "birth-conflict",
        "head-missing",
        "head-twice",
        "id-invalid",
        "number-unclear",
        "phone-invalid",
        "relation-unknown",
        "sex-conflict",
    ]
    sex = next(p for p in found.problems if p.code == "sex-conflict")
    assert (sex.sheet, sex.line, sex.household, sex.name, sex.field) == (
        "名册",
        2,
        "/1",
        "张三",
        "sex",
    )
    assert found.households[0].members[0].values["sex"] == "1"
    assert found.households[0].members[1].values["birth"] == dt.date(1978, 3, 12)
    assert found.households[0].members[2].relation == "干亲"
    assert [m.is_head for m in found.households[1].members] == [False]


def test_a_head_who_is_not_among_his_people(roster):
    found = roster(
        [
            ["户主姓名", "姓名", "与户主关系", "身份证号"],
            ["张三", "李四", "妻", B],
            ["张三", "张小三", "子", C],
        ],
    )
    (problem,) = found.problems
    assert (problem.code, problem.name) == ("head-missing", "张三")
    assert shape(found) == [["李四", "张小三"]]


def test_remarks_behind_names(roster):
    found = roster(
        [
            ["姓名", "与户主关系", "身份证号"],
            ["张三（户主）", "", A],
            ["李四(已故)", "妻", B],
            ["张小三(在外)", "子", C],
        ],
    )
    assert shape(found) == [["张三", "李四", "张小三"]]
    head, wife, son = found.households[0].members
    assert head.is_head
    assert wife.values["whereabouts"] == "dead"
    assert son.values["whereabouts"] == "out"


def test_pair_words_become_codes_where_certain(roster):
    found = roster(
        [
            ["户主姓名", "姓名", "与户主关系", "身份证号"],
            ["张三", "张三", "户主", A],
            ["张三", "张小三", "父子", C],
        ],
    )
    assert found.households[0].members[1].relation_code == "2"
    assert codes(found) == []


def test_members_across_with_group_titles(roster):
    found = roster(
        [
            ["户号", "户主", "成员1", "", "", "成员2", "", "", "备注"],
            ["", "", "姓名", "关系", "身份证号", "姓名", "关系", "身份证号"],
            ["1", "张三", "李四", "妻", B, "张小三", "子", C, "低保"],
        ],
        merges=[(0, 2, 0, 4), (0, 5, 0, 7)],
    )
    (household,) = found.households
    assert [m.name for m in household.members] == ["张三", "李四", "张小三"]
    assert household.members[2].values["id_number"] == C
    assert household.values["note"] == "低保"


def test_members_across_beginning_with_the_relation(roster):
    found = roster(
        [
            [
                "户主姓名",
                "身份证号",
                "电话",
                "关系",
                "姓名",
                "身份证号",
                "关系",
                "姓名",
                "身份证号",
            ],
            ["张三", A, MOBILE, "妻", "李四", B, "子", "张小三", C],
        ],
    )
    head, wife, son = found.households[0].members
    assert (head.values["id_number"], head.values["phone"]) == (A, MOBILE)
    assert (wife.relation_code, wife.values["id_number"]) == ("12", B)
    assert (son.relation_code, son.values["id_number"]) == ("2", C)


def test_two_households_side_by_side(roster):
    found = roster(
        [
            [
                "序号",
                "户主姓名",
                "身份证号",
                "联系电话",
                "序号",
                "户主姓名",
                "身份证号",
                "联系电话",
            ],
            [1, "张三", A, MOBILE, 3, "王五", C, ""],
            [2, "李四", B, "", "", "", "", ""],
        ],
    )
    assert sorted(shape(found)) == [["张三"], ["李四"], ["王五"]]


def test_units_in_heads(roster):
    found = roster(
        [
            ["户主姓名", "家庭纯收入(万元)", "耕地面积(公顷)", "身份证号"],
            ["张三", 1.5, "0.2", A],
            ["李四", "8000元", "", B],
        ],
    )
    assert found.households[0].values == {"net_income": 15000, "land": 3}
    factors = {c.target: c.factor for c in found.mappings[0].columns}
    assert factors["household.net_income"] == 10000


def test_corrections_are_remembered_by_the_header(roster):
    rows = [["户主姓名", "身份证号", "家里几亩地", "联系电话"], ["张三", A, 3, MOBILE]]
    found = roster(rows)
    mapping = found.mappings[0]
    assert [c.target for c in mapping.columns][2] == ""
    mended = roster(rows, corrections={mapping.fingerprint: {2: "household.land", 3: ""}})
    assert mended.households[0].values == {"land": 3}
    assert "phone" not in mended.households[0].members[0].values
    (again,) = roster(rows).mappings
    assert again.fingerprint == mapping.fingerprint


def test_a_correction_makes_a_sheet_readable(roster, tmp_path):
    path = tmp_path / "两张表.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, heading, head in (("一组", "户主姓名", "李四"), ("二组", "当家人", "张三")):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, [heading, "身份证号", "联系电话"])
        sheet.write_row(1, 0, [head, "", MOBILE])
    book.close()
    found = read_household_roster(path)
    _, mapping = found.mappings
    assert shape(found) == [["李四"]]
    assert "姓名" in mapping.skipped
    found = read_household_roster(path, {mapping.fingerprint: {0: "household.head"}})
    assert shape(found) == [["李四"], ["张三"]]


def test_samples_are_masked(roster):
    found = roster([["户主姓名", "身份证号", "联系电话"], ["张三", A, MOBILE]])
    shown = {c.heading: c.samples for c in found.mappings[0].columns}
    assert shown["身份证号"] == (f"{A[:6]}********{A[-4:]}",)
    assert shown["联系电话"] == ("139****3489",)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.key)
def test_whatever_a_column_can_be_has_words_in_the_import_window(noun):
    assert {target for target, _ in noun.targets} == set(lexicon(noun.key).fields)
    assert all(words for _, words in noun.targets)
