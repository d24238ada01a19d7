"""Axes, names, tones and pieces of charts: what every renderer relies on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series
from liaison_desktop.domain.figures.chart_pieces import pieces
from liaison_desktop.domain.figures.chart_scale import line_bounds, scale_for
from liaison_desktop.domain.figures.chart_tone import SHADES, shade, tones
from liaison_desktop.domain.figures.chart_words import (
    axis_unit,
    category_words,
    chart_table,
    nothing_words,
    value_words,
)
from liaison_desktop.domain.figures.share_words import share_words


def chart(kind, *series, categories=("1月", "2月"), rows=()):
    return Chart("key", "标题", "一句话", kind, categories, series, "来源", rows)


@given(st.lists(st.none() | st.integers(0, 10**9), min_size=1))
def test_an_axis_begins_at_zero_in_whole_round_steps_and_holds_every_value(values):
    scale = scale_for(values)
    known = [value for value in values if value is not None]
    assert scale.ticks[0] == 0
    assert scale.ticks[-1] == scale.top >= max(known, default=0)
    assert scale.step >= 1
    assert str(scale.step).rstrip("0") in {"1", "2", "5"}
    assert len(scale.ticks) <= 7
    assert all(0 <= scale.share(value) <= 1 for value in known)


@given(st.lists(st.none() | st.floats(0, 100), min_size=1))
def test_rates_stand_on_an_axis_to_a_hundred(rates):
    assert scale_for(rates, percent=True).top == 100


def test_a_rate_above_a_hundred_is_not_cut_off():
    assert scale_for((120.0, 80.0), percent=True).top >= 120


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (36, "件", "36"),
        (57.1, "%", "57.1%"),
        (32.0, "%", "32%"),
        (0, "件", "0"),
        (None, "件", "无数据"),
        (78500, "元", "78500"),
        (1234.5, "元", "1234.5"),
        (1.005, "元", "1.01"),  # half up, as in the text (domain.md 11.3)
    ],
)
def test_values_are_written_without_needless_digits(value, unit, words):
    assert value_words(value, unit) == words


def test_the_axis_names_a_unit_only_when_all_columns_share_it():
    came, done = Series("受理", (1, 2), "件"), Series("走访", (1, 2), "户")
    rate = Series("成功率", (50.0, 60.0), "%")
    assert axis_unit(chart(ChartKind.COLUMNS, came)) == "件"
    assert axis_unit(chart(ChartKind.COLUMNS, came, done)) == ""
    assert axis_unit(chart(ChartKind.COLUMNS_AND_LINE, came, rate)) == "件"


def test_the_table_under_a_chart_holds_all_its_values():
    shown = chart_table(
        chart(ChartKind.COLUMNS, Series("受理", (5, None), "件"), Series("率", (60.0, 0.0), "%"))
    )
    assert shown.heads == ("", "1月", "2月")
    assert shown.rows == (("受理（件）", "5", "无数据"), ("率（%）", "60%", "0%"))


def test_a_category_of_which_nothing_is_known_says_so():
    known = Series("受理", (5, None), "件")
    assert category_words(chart(ChartKind.COLUMNS, known)) == ("1月", "2月（无数据）")
    both = chart(ChartKind.COLUMNS, known, Series("成功", (None, 0), "件"))
    assert category_words(both) == ("1月", "2月")


def test_an_empty_chart_tells_nothing_happened_from_nothing_known():
    assert "没有记录" in nothing_words(chart(ChartKind.BARS, Series("排查", (0, 0), "件")))
    assert "无数据" in nothing_words(chart(ChartKind.BARS, Series("排查", (None, None), "件")))


def lightness(code):
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@pytest.mark.parametrize("kind", [ChartKind.COLUMNS, ChartKind.STACK])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_series_differ_without_colour(kind, count):
    looks = tones(chart(kind, *(Series(f"s{n}", (1, 2), "件") for n in range(count))))
    assert len(looks) == count
    for number, one in enumerate(looks):
        for other in looks[number + 1 :]:
            apart = abs(lightness(one.ground) - lightness(other.ground))
            assert one.hatch is not other.hatch or apart > 0.15


def test_the_last_part_of_a_stack_alarms():
    series = [Series(name, (1, 2), "件") for name in ("已办结", "在办", "超期")]
    last = tones(chart(ChartKind.STACK, *series))[-1]
    red, green, _ = (int(last.colour[at : at + 2], 16) for at in (1, 3, 5))
    assert red > 2 * green


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_is_never_lighter(one, other):
    low, high = sorted((one, other))
    assert SHADES.index(shade(low)[0]) <= SHADES.index(shade(high)[0])


@given(st.integers(1, 90), st.integers(1, 30))
def test_pieces_lose_nothing_and_are_even(count, most):
    values = tuple(range(count))
    names = tuple(f"名{number}" for number in values)
    whole = chart(ChartKind.BULLETS, Series("做", values, "户"), categories=names)
    parts = pieces(whole, most)
    assert tuple(name for part in parts for name in part.categories) == names
    assert tuple(value for part in parts for value in part.series[0].values) == values
    sizes = [len(part.categories) for part in parts]
    assert max(sizes) <= most
    assert max(sizes) - min(sizes) <= 1
    assert len({part.title for part in parts}) == len(parts)


def test_a_matrix_is_cut_between_its_rows():
    rows = tuple(f"村{number}" for number in range(30))
    series = [Series(name, (1.0, 2.0), "%") for name in rows]
    parts = pieces(chart(ChartKind.MATRIX, *series, rows=rows), 10)
    assert [part.rows for part in parts] == [rows[:10], rows[10:20], rows[20:]]
    assert all(part.rows == tuple(one.name for one in part.series) for part in parts)


def test_a_chart_that_fits_stays_as_it_is():
    whole = chart(ChartKind.BARS, Series("排查", (1, 2), "件"))
    assert pieces(whole) == (whole,)
    assert pieces(replace(whole, categories=(), series=())) == (
        replace(whole, categories=(), series=()),
    )


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (40, 100, "占四成"),
        (393, 1000, "近四成"),
        (409, 1000, "超四成"),
        (411, 1000, "占41.1%"),
        (389, 1000, "占38.9%"),
        (278, 869, "占32%"),
        (1, 2, "占五成"),
        (7, 7, "占全部"),
        (0, 7, "占0%"),
        (1, 100, "占1%"),
        (995, 1000, "占99.5%"),
        (0, 0, ""),
    ],
)
def test_a_share_is_said_in_words_only_where_that_is_true(part, whole, words):
    assert share_words(part, whole) == words


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_near_and_beyond_are_true_whatever_the_numbers(part, whole):
    part = min(part, whole)
    words = share_words(part, whole)
    tenths = {"一": 1, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
    if words.endswith("成"):
        exact, said = part / whole * 100, tenths[words[1]] * 10
        if words.startswith("近"):
            assert said - 1.05 <= exact < said
        elif words.startswith("超"):
            assert said < exact <= said + 1.05
        else:
            assert abs(exact - said) <= 0.05


@given(st.lists(st.none() | st.floats(0, 400), max_size=12))
def test_a_line_above_columns_stays_in_the_upper_third(rates):
    lowest, highest = line_bounds(rates)
    assert lowest < 0
    for rate in rates:
        if rate is not None:
            assert rate < highest
            assert (rate - lowest) / (highest - lowest) > 0.6
