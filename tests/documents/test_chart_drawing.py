"""Charts on paper: whole, true to scale, readable without colour, nothing out of bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.documents.chart_drawing import draw_chart, draw_plot, undrawable
from liaison_desktop.documents.chart_marks import Region, bar
from liaison_desktop.documents.page import Align, Filled, Strokes, Text
from liaison_desktop.documents.text import width
from liaison_desktop.domain.figures.chart import ChartKind, Series
from liaison_desktop.domain.figures.chart_tone import ALARM, DEEP, SLANTED, STRIPED
from liaison_desktop.domain.figures.chart_words import value_words
from tests.documents import made_up_charts as made_up

WIDE, HIGH = 156.0, 105.0


def words(marks):
    return [mark.text for mark in marks if isinstance(mark, Text)]


def reach(mark):
    """Left and right end of a text, mm."""
    long = width(mark.text, mark.style, mark.size) * mark.stretch
    left = mark.x - {Align.LEFT: 0, Align.CENTRE: long / 2, Align.RIGHT: long}[mark.align]
    return left, left + long


def heights(marks, colour):
    """Heights of the upright bars with a ground colour, from the left."""
    boxes = []
    for mark in marks:
        if isinstance(mark, Filled) and mark.colour == colour and len(mark.points) == 4:
            (x1, y1), _, (_, y2), _ = mark.points
            boxes.append((x1, y2 - y1))
    return [high for _, high in sorted(boxes)]


@pytest.mark.parametrize("chart", made_up.everything(), ids=lambda one: one.key)
def test_every_value_and_name_is_written_and_nothing_leaves_the_paper(chart):
    marks = draw_chart(chart, WIDE, HIGH)
    for mark in marks:
        if isinstance(mark, Text):
            left, right = reach(mark)
            assert left >= -0.3, mark.text
            assert right <= WIDE + 0.3, mark.text
            assert 0 <= mark.y <= HIGH + 0.3, mark.text
    shown = "".join(words(marks))
    assert chart.headline in shown
    for name in (*chart.categories, *chart.rows):
        assert name in shown or chart.empty
    if chart.kind in {ChartKind.COLUMNS, ChartKind.BARS, ChartKind.COLUMNS_AND_LINE}:
        for one in chart.series:
            for value in one.values:
                assert value is None or value_words(value, one.unit) in words(marks)


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6)),
        min_size=1,
        max_size=24,
    ),
    st.sampled_from([ChartKind.COLUMNS, ChartKind.STACK, ChartKind.BARS, ChartKind.BULLETS]),
)
@settings(max_examples=40, deadline=None)
def test_no_text_leaves_the_paper_whatever_the_figures(pairs, kind):
    names = [f"以德金源社区第{number}居民委员会" for number in range(len(pairs))]
    first, second = zip(*pairs, strict=True)
    chart = made_up.chart(
        "key", kind, names, Series("做了", first, "件"), Series("应做", second, "件")
    )
    for mark in draw_chart(chart, 260.0, 150.0):
        if isinstance(mark, Text):
            left, right = reach(mark)
            assert -0.3 <= left <= right <= 260.3
            assert 0 <= mark.y <= 150.3


def test_columns_stand_on_zero_and_are_as_high_as_their_values():
    chart = made_up.chart(
        "key", ChartKind.COLUMNS, ("一", "二", "三"), Series("件数", (10, 5, 1), "件")
    )
    tall, half, small = heights(
        draw_plot(chart, Region(0, 0, 200, 100), 9.0), (15 / 255, 95 / 255, 100 / 255)
    )
    assert half == pytest.approx(tall / 2)
    assert small == pytest.approx(tall / 10)


def test_the_parts_of_a_stack_stand_on_each_other_with_their_sum_above():
    marks = draw_chart(made_up.states(), WIDE, HIGH)
    shown = words(marks)
    assert {"计16", "计7", "计9", "计0"} <= set(shown)
    assert shown.count("12") == 1
    assert {"已办结", "在办", "超期"} <= set(shown)


def test_a_missing_value_is_a_gap_with_its_reason_and_not_a_zero():
    drawn = words(draw_chart(made_up.by_village(), WIDE, HIGH))
    assert "无数据" in drawn
    assert drawn.count("0") == 3  # two columns of a village without disputes, and the axis
    one_of_three = words(draw_chart(made_up.times(), WIDE, HIGH))
    assert [letter for letter in one_of_three if letter in {"无", "数", "据"}] == list("无数据")


def test_a_gap_parts_the_line():
    marks = draw_chart(made_up.by_month(), WIDE, HIGH)
    thick = [mark for mark in marks if isinstance(mark, Strokes) and mark.thickness == 0.45]
    chains = max((mark.paths for mark in thick), key=len)
    assert [len(chain) for chain in chains] == [2, 2]


def test_an_empty_chart_says_so_and_keeps_headline_and_note():
    shown = words(draw_chart(made_up.nothing(), WIDE, HIGH))
    assert "无数据：这本台账还没有记录" in shown
    assert "2023年上半年没有走访记录" in shown
    assert any("统计时段" in line for line in shown)


def test_a_group_a_village_has_not_got_stays_blank():
    shown = words(draw_chart(made_up.coverage(), WIDE, HIGH))
    assert sorted(one for one in shown if one.endswith("%")) == [
        "0%", "100%", "33.3%", "66.7%", "90.5%",
    ]  # fmt: skip


def test_bullets_say_what_is_done_of_what_is_owed():
    shown = words(draw_chart(made_up.quotas(), WIDE, HIGH))
    assert {"3/5", "5/5", "8/5", "0/5", "无数据", "2/—"} <= set(shown)


@pytest.mark.parametrize("tone", [SLANTED, STRIPED, ALARM])
@pytest.mark.parametrize("region", [Region(3, 4, 7, 20), Region(50, 60, 30, 0.4)])
def test_a_hatch_stays_inside_its_bar(tone, region):
    _, hatch, outline = bar(region, tone)
    for path in hatch.paths:
        for x, y in path:
            assert region.x - 1e-6 <= x <= region.right + 1e-6
            assert region.y - 1e-6 <= y <= region.bottom + 1e-6
    assert outline.paths[0][0] == outline.paths[0][-1]
    assert len(bar(region, DEEP)) == 1


def test_a_hatch_fills_its_bar():
    _, hatch, _ = bar(Region(10, 10, 20, 30), SLANTED)
    xs = [x for path in hatch.paths for x, _ in path]
    ys = [y for path in hatch.paths for _, y in path]
    assert min(xs) < 12
    assert max(xs) > 28
    assert min(ys) < 12
    assert max(ys) > 38


def test_what_no_font_draws_is_told():
    chart = made_up.chart("key", ChartKind.COLUMNS, ("\U0001f33e村",), Series("件数", (1,), "件"))
    assert undrawable(chart) == {"\U0001f33e村": frozenset("\U0001f33e")}
