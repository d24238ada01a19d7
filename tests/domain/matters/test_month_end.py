"""The ledger's month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.matters.month_end import (
    BriefingDays,
    briefing_days,
    month_end,
    month_end_of,
    next_month,
    next_month_end,
    previous_month,
)

MONTHS = st.tuples(st.integers(2000, 2100), st.integers(1, 12))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2026, 2, 28), (2028, 2, 29), (2026, 1, 30), (2026, 4, 30), (2026, 12, 30)],
)
def test_the_thirtieth_or_the_end_of_february(year, month, day):
    assert month_end(year, month) == date(year, month, day)
    assert month_end_of(date(year, month, 1)) == date(year, month, day)


def test_the_thirty_first_looks_to_the_next_month():
    assert next_month_end(date(2026, 1, 30)) == date(2026, 1, 30)
    assert next_month_end(date(2026, 1, 31)) == date(2026, 2, 28)
    assert next_month_end(date(2026, 12, 31)) == date(2027, 1, 30)


@pytest.mark.parametrize(
    ("year", "month", "weekday", "township"),
    [
        (2026, 6, 0, date(2026, 6, 1)),
        (2026, 5, 0, date(2026, 5, 4)),
        (2026, 5, 2, date(2026, 5, 6)),
        (2026, 9, 6, date(2026, 9, 13)),
    ],
)
def test_briefings(year, month, weekday, township):
    assert briefing_days(year, month, weekday=weekday) == BriefingDays(
        date(year, month, 5), township
    )


def test_there_are_seven_weekdays():
    with pytest.raises(ValueError, match="7"):
        briefing_days(2026, 1, weekday=7)


@given(MONTHS)
def test_months_go_there_and_back(month):
    assert previous_month(*next_month(*month)) == month
    assert month_end(*next_month(*month)) > month_end(*month)


@given(MONTHS, st.integers(0, 6))
def test_the_meeting_lies_in_the_first_full_week(month, weekday):
    day = briefing_days(*month, weekday=weekday).township
    assert day.weekday() == weekday
    monday = day - timedelta(days=weekday)
    assert (monday.year, monday.month) == month
    assert monday.day <= 7
