"""Headlines say what the figures say: more, fewer, the same, or nothing where nothing is known."""

import pytest

from liaison_desktop.domain.figures.chart import Series
from liaison_desktop.domain.figures.comparison import Against, compare
from liaison_desktop.domain.figures.indicator import Figure, Indicator, Nature
from liaison_desktop.domain.figures.scope import Dimension, DividedPart, ScopePart
from liaison_desktop.services.figures import headlines

FLOW = Indicator("found", "排查矛盾纠纷", "件", Nature.FLOW, "。")
RATE = Indicator("rate", "调解成功率", "%", Nature.RATE, "。")


def figure(value, term=FLOW, of=None):
    return Figure(term.key, term.label, value, term.unit, value, of, value)


def compared(now, base, term=FLOW, against=Against.YEAR_AGO):
    return compare(term, against, figure(now, term), figure(base, term), None)


def part(label, value):
    return DividedPart(ScopePart(Dimension.CATEGORY, label, label), figure(value))


@pytest.mark.parametrize(
    ("now", "base", "words"),
    [
        (8, 19, "比去年同期少11件"),
        (19, 8, "比去年同期多11件"),
        (8, 8, "与去年同期持平"),
        (8, 0, ""),
        (8, None, ""),
        (None, 8, ""),
    ],
)
def test_a_count_beside_last_year(now, base, words):
    assert headlines.against_last_year(compared(now, base)) == words


def test_a_rate_changes_in_points():
    assert headlines.against_last_year(compared(57.1, 60.0, RATE)) == "比去年同期少2.9个百分点"


def test_the_largest_part_with_its_share_and_last_year():
    parts = [part("邻里纠纷", 40), part("婚姻家庭纠纷", 35), part("其他", 25)]
    said = headlines.largest_share(parts, figure(100), compared(40, 51))
    assert said == "邻里纠纷40件，占四成，比去年同期少11件"


def test_several_largest_are_all_named():
    parts = [part(name, 3) for name in ("甲", "乙")] + [part("丙", 1)]
    assert headlines.largest_share(parts, figure(7), None) == "甲、乙最多，各3件，各占42.9%"
    many = [part(name, 3) for name in "甲乙丙丁"]
    assert headlines.largest_share(many, figure(12), None).startswith("甲、乙、丙等最多")


def test_what_names_no_class_never_leads_and_is_not_hidden():
    unknown = DividedPart(ScopePart(Dimension.CATEGORY, "", "未填"), figure(60))
    parts = [part("邻里纠纷", 40), unknown]
    said = headlines.largest_share(parts, figure(100), None)
    assert said == "邻里纠纷40件，占四成；另有60件未填"
    assert headlines.leading([unknown]) == ()


def test_where_the_most_is():
    months = [part("1月", 2), part("2月", 5)]
    assert headlines.most(months, figure(7)) == "2月最多，5件"
    assert headlines.most([part("1月", 0), part("2月", 7)], figure(7)) == "均在2月"
    assert headlines.most([part("1月", 2), part("2月", 2)], figure(4)) == ""
    assert headlines.most([part("1月", 2)], figure(2)) == ""


def test_the_largest_change_by_the_sign():
    year_ago = [compared(36, 47), compared(10, 9)]
    before = [compared(36, 30, against=Against.BEFORE)]
    assert headlines.largest_change(year_ago, before) == (
        "排查矛盾纠纷36件，比去年同期减少11件（23.4%），变化最大"
    )
    assert headlines.largest_change([compared(36, None)], before) == (
        "排查矛盾纠纷36件，比上期增加6件（20%），变化最大"
    )
    nothing = [compared(36, 0)]
    assert headlines.largest_change(nothing, nothing) == (
        "排查矛盾纠纷36件；上年同期和上期均无数据"
    )
    assert headlines.largest_change([compared(5, 5)], []).endswith("与去年同期持平")
    assert headlines.largest_change([], []) == "本期主要指标无数据"


@pytest.mark.parametrize(
    ("open_now", "late", "end"),
    [
        (17, 15, "在办17件，其中超期15件"),
        (5, 5, "在办5件，均已超期"),
        (5, 0, "在办5件，没有超期"),
        (0, 0, "在办0件，没有超期"),
    ],
)
def test_the_states_of_the_ledger(open_now, late, end):
    said = headlines.ledger_states(figure(20), figure(open_now), figure(late))
    assert said == f"民情台账办结20件，{end}"


def test_coverage_names_the_lowest_group():
    assert headlines.coverage([("甲村一组", 100.0), ("甲村二组", 66.7)]) == (
        "2个村民小组中1个未全覆盖，最低为甲村二组66.7%"
    )
    assert headlines.coverage([("甲村一组", 100.0)]) == "1个村民小组农户联系全部覆盖"


def test_quotas_count_what_is_missing():
    done = Series("已联系", (5, 2, None, 9), "户")
    owed = Series("应联系", (5, 3, 2, None), "户")
    assert headlines.quotas(done, owed) == "3名干部中1名完成联户任务，2名共差3户"
    all_done = Series("已联系", (5, 4, 9, 9), "户")
    assert headlines.quotas(all_done, owed) == "3名干部全部完成联户任务"
    assert headlines.quotas(done, Series("应联系", (None,) * 4, "户")) == "没有为干部定联户任务"


def test_the_rest_never_leads_but_is_told_where_it_is_most():
    parts = [part("邻里纠纷", 18), part("合同纠纷", 2), part("其他", 50)]
    said = headlines.largest_share(parts, figure(70), compared(18, 20))
    assert said == "邻里纠纷18件，占25.7%，比去年同期少2件；归入其他50件"
    fewer = [part("邻里纠纷", 18), part("其他", 2)]
    assert headlines.largest_share(fewer, figure(20), None) == "邻里纠纷18件，占九成"
