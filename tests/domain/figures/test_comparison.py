"""同比 and 环比: which period a figure is compared with, and what the difference is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.figures.catalogue import INDICATOR_OF
from liaison_desktop.domain.figures.comparison import Against, Compared, base_period, compare
from liaison_desktop.domain.figures.indicator import Figure, Number
from liaison_desktop.domain.figures.period import days_period, parse_period


@pytest.mark.parametrize(
    ("period", "year_ago", "before"),
    [
        ("2023", "2022", "2022"),
        ("2023H1", "2022H1", "2022H2"),
        ("2023H2", "2022H2", "2023H1"),
        ("2023Q1", "2022Q1", "2022Q4"),
        ("2023Q3", "2022Q3", "2023Q2"),
        ("2016-08", "2015-08", "2016-07"),
        ("2023-01", "2022-01", "2022-12"),
        ("2023-W07", "2022-W07", "2023-W06"),
        ("2023-W01", "2022-W01", "2022-W52"),
        ("2021-W01", "2020-W01", "2020-W53"),
        ("2026-W53", "", "2026-W52"),
        ("2023-03-05..2023-03-20", "2022-03-05..2022-03-20", "2023-02-17..2023-03-04"),
        ("2023-01-01..2023-09-30", "2022-01-01..2022-09-30", "2022-04-01..2022-12-31"),
        ("2024-02-01..2024-02-29", "2023-02-01..2023-02-28", "2024-01-01..2024-01-31"),
        ("2025-02-01..2025-02-28", "2024-02-01..2024-02-29", "2025-01-01..2025-01-31"),
        ("2024-02-29..2024-03-05", "2023-02-28..2023-03-05", "2024-02-23..2024-02-28"),
        ("0001", "", ""),
        ("0001-01-01..0400-12-31", "", ""),
    ],
)
def test_what_a_period_is_compared_with(period: str, year_ago: str, before: str) -> None:
    found = [base_period(parse_period(period), against) for against in Against]
    assert [one.key if one else "" for one in found] == [year_ago, before]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_period_before_ends_the_day_before(first: date, days: int) -> None:
    period = days_period(first, first + timedelta(days))
    before = base_period(period, Against.BEFORE)
    assert before is not None
    assert before.last == first - timedelta(1)
    year_ago = base_period(period, Against.YEAR_AGO)
    assert year_ago is not None
    assert (year_ago.first.year, year_ago.first.month) == (first.year - 1, first.month)


def compared(key: str, now: Number | None, base: Number | None) -> Compared:
    term = INDICATOR_OF[key]

    def figure(value: Number | None) -> Figure:
        return Figure(key, term.label, value, term.unit, value, None, 0)

    return compare(term, Against.YEAR_AGO, figure(now), figure(base), parse_period("2022"))


@pytest.mark.parametrize(
    ("now", "base", "delta", "percent"),
    [(869, 1028, -159, 15.5), (869, 840, 29, 3.5), (5, 5, 0, 0.0), (3, 0, 3, None), (0, 0, 0, None),
     (None, 3, None, None), (3, None, None, None), (0, 8, -8, 100.0), (2001, 2000, 1, 0.1)],
)  # fmt: skip
def test_changes_of_counts_are_told_in_per_cent_of_the_base(
    now: int | None, base: int | None, delta: int | None, percent: float | None
) -> None:
    found = compared("disputes_found", now, base)
    assert (found.delta, found.percent) == (delta, percent)


def test_rates_differ_in_points_as_they_are_printed() -> None:
    found = compared("dispute_settle_rate", 96.9, 95.2)
    assert (found.delta, found.percent) == (1.7, None)


def test_sums_of_money_differ_to_the_hundredth() -> None:
    found = compared("dispute_amount", 0.3, 0.1)
    assert (found.delta, found.percent) == (0.2, 200.0)
