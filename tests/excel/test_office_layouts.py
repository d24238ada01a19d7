"""Layouts township offices keep: members in one cell, forms, families between blank rows."""

import pytest

from tests.roster_layouts import checked

A = checked("53032419760809265")  # a man, 1976-08-09
B = checked("53032419780312650")  # a woman
C = checked("53032420010519329")  # a man
MOBILE = "13929253489"


def people(found):
    return [
        [(m.name, m.is_head, m.relation_code) for m in household.members]
        for household in found.households
    ]


FAMILY = [("张三", True, "02"), ("李四", False, "12"), ("张小三", False, "22")]


@pytest.mark.parametrize(
    "cell",
    [
        "李四（妻）、张小三（长子）",
        "妻：李四；长子：张小三",
        "妻李四，长子张小三",
        "李四 妻\n张小三 长子",
        "张三（户主）、李四(妻)、张小三(长子)",
    ],
)
def test_all_members_in_one_cell(household_sheets, cell):
    found = household_sheets(
        (
            "名册",
            [
                ["村", "户主", "户主身份证号", "家庭成员", "联系电话"],
                ["中和村", "张三", A, cell, MOBILE],
                ["中和村", "王五", C, "", ""],
            ],
        )
    )
    assert people(found) == [FAMILY, [("王五", True, "02")]]
    head, wife, _ = found.households[0].members
    assert (head.values["id_number"], head.values["phone"]) == (A, MOBILE)
    assert "id_number" not in wife.values


def test_members_relations_and_numbers_in_cells_side_by_side(household_sheets):
    found = household_sheets(
        (
            "名册",
            [
                ["户主", "户主身份证号", "成员姓名", "关系", "成员身份证号"],
                ["张三", A, "李四\n张小三", "妻\n长子", f"{B}\n{C}"],
                ["王五", C, "赵六", "妻", B],
            ],
        )
    )
    assert people(found) == [FAMILY, [("王五", True, "02"), ("赵六", False, "12")]]
    assert [m.values["id_number"] for h in found.households for m in h.members] == [A, B, C, C, B]


def test_a_surname_is_not_taken_for_a_relation(household_sheets):
    found = household_sheets(
        ("名册", [["户主", "家庭成员"], ["张三", "孙国平、公孙胜、李四"], ["王五", "赵六、孙女娃"]])
    )
    names = [m.name for h in found.households for m in h.members]
    assert names == ["张三", "孙国平", "公孙胜", "李四", "王五", "赵六", "孙女娃"]


def test_families_between_blank_rows(household_sheets):
    rows = [["姓名", "身份证号"], ["张三", A], ["李四", B], [], ["王五", C], ["钱七"], [], ["赵六"]]
    found = household_sheets(("名册", rows))
    assert [len(h.members) for h in found.households] == [2, 2, 1]


def test_a_list_of_heads_with_a_stray_blank_row(household_sheets):
    heads = [[f"张{mark}", ""] for mark in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"]
    rows = [["姓名", "身份证号"], *heads[:2], [], *heads[2:]]
    assert len(household_sheets(("名册", rows)).households) == len(heads)


def test_a_form_names_its_place_above_the_table(household_sheets):
    found = household_sheets(
        (
            "名册",
            [
                ["行政村（社区）：中和村", "", "村民小组：", "三组"],
                ["户主", "姓名", "与户主关系", "身份证号"],
                ["张三", "张三", "户主", A],
            ],
        )
    )
    assert (found.households[0].village, found.households[0].group) == ("中和村", "三组")


def test_forms_one_under_another(household_sheets):
    head = ["姓名", "与户主关系", "身份证号"]
    found = household_sheets(
        (
            "中和村",
            [
                ["户主：张三", "组别：一组"],
                head,
                ["张三", "户主", A],
                ["李四", "妻", B],
                [],
                ["户主：王五", "组别：二组"],
                head,
                ["王五", "户主", C],
            ],
        )
    )
    assert [(h.group, len(h.members)) for h in found.households] == [("一组", 2), ("二组", 1)]


def test_a_dividing_row_may_count_its_households(household_sheets):
    rows = [["户主", "身份证号"], ["一组（1户）"], ["张三", A], ["二组：共1户3人"], ["王五", C]]
    found = household_sheets(("名册", rows))
    assert [h.group for h in found.households] == ["一组", "二组"]


def test_a_sheet_named_after_a_natural_village(household_sheets):
    rows = [["罗雄镇中和村农户花名册"], ["户主", "身份证号"], ["张三", A]]
    (household,) = household_sheets(("小补董村", rows)).households
    assert (household.village, household.group) == ("中和村", "小补董村")


def test_kinds_asked_with_yes_and_no(household_sheets):
    found = household_sheets(
        (
            "名册",
            [
                ["户主", "身份证号", "户类型", "享受低保", "是否监测户"],
                ["张三", A, "脱贫户", "是", "否"],
                ["李四", B, "", "√", "1"],
                ["王五", C, "一般户", "无", ""],
            ],
        )
    )
    kinds = [h.values.get("kind") for h in found.households]
    assert kinds == ["relieved,low_income", "low_income,watched", "ordinary"]


def test_a_column_that_only_marks_the_head(household_sheets):
    rows = [
        ["姓名", "是否户主", "身份证号"],
        ["张三", "是", A],
        ["李四", "否", B],
        ["王五", "是", C],
    ]
    found = household_sheets(("名册", rows))
    assert [[m.name for m in h.members] for h in found.households] == [["张三", "李四"], ["王五"]]
    assert [m.is_head for m in found.households[0].members] == [True, False]


def test_the_spouse_in_a_list_of_heads(household_sheets):
    found = household_sheets(
        (
            "名册",
            [
                ["户主姓名", "户主身份证号", "配偶姓名", "配偶身份证号", "联系电话"],
                ["张三", A, "李四", B, MOBILE],
                ["王五", C, "", "", ""],
            ],
        )
    )
    head, spouse = found.households[0].members
    assert (head.values["phone"], "phone" in spouse.values) == (MOBILE, False)
    assert (spouse.name, spouse.relation_code, spouse.values["id_number"]) == ("李四", "1", B)
    assert len(found.households[1].members) == 1


def test_the_spouse_of_a_person_in_a_roster_is_nobodys_member(household_sheets):
    rows = [["姓名", "与户主关系", "身份证号", "配偶姓名"], ["张三", "户主", A, "李四"]]
    assert people(household_sheets(("名册", rows))) == [[("张三", True, "02")]]


def test_a_page_of_the_household_register(household_sheets):
    found = household_sheets(
        (
            "名册",
            [
                ["户口簿编号", "常住人口姓名", "户主或与户主关系", "曾用名", "公民身份号码"],
                ["530324001", "张三", "户主", "张山", A],
                ["530324001", "李四", "妻", "", B],
            ],
        )
    )
    assert people(found) == [FAMILY[:2]]


def test_the_former_number_is_not_the_number(household_sheets):
    rows = [["户主", "原身份证号", "新身份证号码"], ["张三", A[:6] + A[8:17], A]]
    (household,) = household_sheets(("名册", rows)).households
    assert household.members[0].values["id_number"] == A
    assert household_sheets(("名册", rows)).problems == ()


def test_remarks_below_the_table_are_nobody(household_sheets):
    rows = [
        ["序号", "户主", "姓名", "身份证号"],
        [1, "张三", "张三", A],
        ["说明", "以上由农户自报"],
    ]
    assert len(household_sheets(("名册", rows)).households) == 1


def test_a_head_whose_own_line_is_left_blank(household_sheets):
    rows = [
        ["序号", "户主", "姓名", "与户主关系", "身份证号"],
        [1, "张三", "张三", "户主", A],
        ["", "", "李四", "妻", B],
        [2, "王五", "", "", ""],
    ]
    assert people(household_sheets(("名册", rows)))[1] == [("王五", True, "02")]
