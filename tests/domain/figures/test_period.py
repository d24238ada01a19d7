"""Periods: what the command line takes, and which days they hold."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.period import half_year_of, parse_period


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2023", "2023-01-01", "2023-12-31", "2023年"),
        ("2023H1", "2023-01-01", "2023-06-30", "2023年上半年"),
        ("2023h2", "2023-07-01", "2023-12-31", "2023年下半年"),
        ("2023Q1", "2023-01-01", "2023-03-31", "2023年第一季度"),
        ("2023Q4", "2023-10-01", "2023-12-31", "2023年第四季度"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024年2月"),
        ("2023-2", "2023-02-01", "2023-02-28", "2023年2月"),
        ("2023-W01", "2023-01-02", "2023-01-08", "2023年第1周"),
        ("2021-W01", "2021-01-04", "2021-01-10", "2021年第1周"),
        ("2020-W53", "2020-12-28", "2021-01-03", "2020年第53周"),
        (
            "2023-01-15..2023-02-03",
            "2023-01-15",
            "2023-02-03",
            "2023年1月15日至2023年2月3日",
        ),
    ],
)
def test_every_spelling_is_understood(text: str, first: str, last: str, label: str) -> None:
    period = parse_period(text)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.label == label


@pytest.mark.parametrize(
    "text",
    ["", "23", "2023H3", "2023Q5", "2023-13", "2023-W54", "2023-00", "上半年", "0000", "２０２３",
     "2023-02-30..2023-03-01", "2023-03-01..2023-02-01", "2023-01-01..", "9999-W52"],
)  # fmt: skip
def test_what_is_no_period_is_told_with_examples(text: str) -> None:
    with pytest.raises(UsageError, match="2023H1"):
        parse_period(text)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1)))
def test_the_key_of_a_period_names_it_again(day: date) -> None:
    week = day.isocalendar()
    for text in (
        f"{day.year}",
        half_year_of(day).key,
        f"{day.year}Q{(day.month + 2) // 3}",
        f"{day.year}-{day.month:02d}",
        f"{week.year}-W{week.week:02d}",
        f"{day.isoformat()}..{(day + timedelta(days=9)).isoformat()}",
    ):
        period = parse_period(text)
        assert period.contains(day)
        assert parse_period(period.key) == period


def test_a_slip_of_the_pen_in_a_year_is_told() -> None:
    with pytest.raises(UsageError, match="最多 400 年"):
        parse_period("2023-01-01..9999-06-30")
    assert parse_period("1800-01-01..2200-12-31").first.year == 1800


def test_halves_and_quarters_fill_the_year_without_gap() -> None:
    for names in (("H1", "H2"), ("Q1", "Q2", "Q3", "Q4")):
        parts = [parse_period(f"2024{name}") for name in names]
        assert parts[0].first == date(2024, 1, 1)
        assert parts[-1].last == date(2024, 12, 31)
        for before, after in pairwise(parts):
            assert before.last + timedelta(days=1) == after.first


def test_stocks_are_counted_on_the_last_day_or_today() -> None:
    period = parse_period("2023H1")
    assert period.stock_day(date(2023, 3, 5)) == date(2023, 3, 5)
    assert period.stock_day(date(2023, 6, 30)) == date(2023, 6, 30)
    assert period.stock_day(date(2024, 1, 1)) == date(2023, 6, 30)
