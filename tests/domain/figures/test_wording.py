"""Comparisons in words: sign, size, nothing to compare with; words for periods."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.figures.comparison import Against, Compared, base_period, compare
from liaison_desktop.domain.figures.indicator import Figure, Indicator, Nature
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.token import BLANK, Aspect, Style, TokenKind, TokenSource
from liaison_desktop.domain.figures.wording import (
    change_phrase,
    comparison_shown,
    counted_day,
    counted_span,
    definition,
    period_span,
    period_word,
    trend_phrase,
)

YEAR, BEFORE = Against.YEAR_AGO, Against.BEFORE
COUNT = Indicator("found", "排查", "件", Nature.FLOW, "")
MONEY = Indicator("amount", "金额", "元", Nature.FLOW, "")
RATE = Indicator("rate", "成功率", "%", Nature.RATE, "")


def beside(
    now: float | None, base: float | None, term: Indicator = COUNT, against: Against = YEAR
) -> Compared:
    def figure(value: Any) -> Figure:
        return Figure(term.key, term.label, value, term.unit, value, None, None)

    period = base_period(parse_period("2016-08"), against)
    return compare(term, against, figure(now), figure(base), period)


@pytest.mark.parametrize(
    ("now", "base", "phrase"),
    [
        (869, 1028, "同比减少159件，下降15.5%"),
        (1028, 869, "同比增加159件，上升18.3%"),
        (5, 5, "同比持平"),
        (5, 0, "上年同期无数据"),  # never ∞
        (0, 0, "上年同期无数据"),
        (5, None, "上年同期无数据"),
        (0, 5, "同比减少5件，下降100%"),
        (None, 5, f"同比{BLANK}"),
        (100001, 100000, "同比增加1件"),  # 0.0 % would say that nothing changed
    ],
)
def test_a_change_is_told_by_sign_and_size(now: int | None, base: int | None, phrase: str) -> None:
    assert change_phrase(beside(now, base)) == phrase


def test_the_period_before_is_called_by_its_name() -> None:
    assert change_phrase(beside(869, 840, against=BEFORE)) == "环比增加29件，上升3.5%"
    assert change_phrase(beside(869, 0, against=BEFORE)) == "上期无数据"


def test_judicial_reports_count_in_their_own_measure_word() -> None:
    found = Indicator("found", "排查", "起", Nature.FLOW, "")
    compared = beside(869, 1028, found)
    assert change_phrase(compared) == "同比减少159起，下降15.5%"
    assert change_phrase(compared, measure="件") == "同比减少159件，下降15.5%"
    source = TokenSource(TokenKind.FIGURE, against=YEAR, aspect=Aspect.CHANGE, measure="件")
    assert comparison_shown(compared, source) == "同比减少159件，下降15.5%"


@pytest.mark.parametrize(
    ("aspect", "shown", "of_rate"),
    [
        (Aspect.BASE, "1028", "95"),
        (Aspect.DELTA, "159", "1.9"),
        (Aspect.PERCENT, "15.5", BLANK),
        (Aspect.TREND, "同比明显下降", "同比有所上升"),
    ],
)
def test_a_token_shows_the_number_it_asks_for(aspect: Aspect, shown: str, of_rate: str) -> None:
    source = TokenSource(TokenKind.FIGURE, against=YEAR, aspect=aspect)
    assert comparison_shown(beside(869, 1028), source) == shown
    assert comparison_shown(beside(96.9, 95.0, RATE), source) == of_rate


def test_a_note_says_which_days_were_counted_and_what() -> None:
    half = parse_period("2023H1")
    assert counted_span(half, date(2023, 7, 3)) == "统计时段：2023年1月1日至6月30日"
    running = counted_span(half, date(2023, 5, 4))
    assert running == "统计时段：2023年1月1日至6月30日（截至2023年5月4日）"
    assert counted_day(half, date(2023, 5, 4)) == "统计时点：2023年5月4日"
    assert counted_day(half, date(2023, 7, 3)) == "统计时点：2023年6月30日"
    rate = Indicator("rate", "成功率", "%", Nature.RATE, "成功 ÷ 调解。")
    assert definition(rate) == "成功率 = 成功 ÷ 调解。"
    assert definition(Indicator("n", "农户", "户", Nature.STOCK, "农户。")) == "农户指农户。"


def test_rates_change_by_points_not_by_per_cent() -> None:
    assert change_phrase(beside(96.9, 95.0, RATE)) == "同比上升1.9个百分点"
    assert change_phrase(beside(50.0, 52.5, RATE)) == "同比下降2.5个百分点"
    assert change_phrase(beside(50.0, 0.0, RATE)) == "同比上升50个百分点"
    assert change_phrase(beside(50.0, None, RATE)) == "上年同期无数据"


def test_amounts_change_in_the_unit_they_are_written_in() -> None:
    assert change_phrase(beside(35000, 20000, MONEY), Style.WAN) == "同比增加1.5万元，上升75%"
    assert change_phrase(beside(35000, 20000, MONEY)) == "同比增加15000元，上升75%"
    assert change_phrase(beside(35000, 20000, MONEY), Style.OVER) == "同比增加15000元，上升75%"


@pytest.mark.parametrize(
    ("now", "base", "phrase"),
    [
        (869, 1028, "同比明显下降"),
        (869, 840, "同比有所上升"),
        (1005, 1000, "同比略有上升"),
        (110, 100, "同比明显上升"),
        (7, 7, "同比持平"),
        (7, 0, "上年同期无数据"),
    ],
)
def test_a_trend_is_as_strong_as_the_change(now: int, base: int, phrase: str) -> None:
    assert trend_phrase(beside(now, base)) == phrase


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_words_and_sign_never_part(now: int, base: int) -> None:
    phrase = change_phrase(beside(now, base))
    assert ("增加" in phrase) == (now > base)
    assert ("减少" in phrase) == (now < base)
    assert ("持平" in phrase) == (now == base)
    assert not ("上升" in phrase and "下降" in phrase)


@pytest.mark.parametrize(
    ("key", "word", "span"),
    [
        ("2023", "一年来", "2023年1月1日至12月31日"),
        ("2023H1", "半年来", "2023年1月1日至6月30日"),
        ("2023Q2", "本季度", "2023年4月1日至6月30日"),
        ("2023-06", "本月", "2023年6月1日至6月30日"),
        ("2024-W01", "本周", "2024年1月1日至1月7日"),
        ("2023-12-25..2024-01-05", "这一时期", "2023年12月25日至2024年1月5日"),
        ("2023-06-30..2023-06-30", "这一时期", "2023年6月30日"),
    ],
)
def test_a_period_has_its_word_and_its_days(key: str, word: str, span: str) -> None:
    assert period_word(parse_period(key)) == word
    assert period_span(parse_period(key)) == span
