"""When reports are owed: the usual ones of domain.md 1.16, 6.2 and 6.3, day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.report_calendar import due_on, dues, period_of, shipped_reports
from liaison_desktop.domain.figures.reporting import OwedReport, Rhythm

REPORTS = {one.name: one for one in shipped_reports()}
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("name", "period", "day"),
    [
        ("矛盾纠纷排查零报告", "2023-06", date(2023, 6, 20)),
        ("矛盾纠纷排查情况表（月报）", "2023-06", date(2023, 7, 5)),
        ("矛盾纠纷排查情况表（月报）", "2023-12", date(2024, 1, 5)),
        ("矛盾纠纷排查情况表（季报）", "2023Q2", date(2023, 7, 10)),
        ("群众工作半年总结", "2023H1", date(2023, 7, 10)),
        ("群众工作年度总结", "2023", date(2024, 1, 10)),
        ("矛盾纠纷排查周报", "2023-W01", date(2023, 1, 8)),
    ],
)
def test_the_usual_reports_are_due_when_the_office_knows(name: str, period: str, day: date) -> None:
    assert due_on(REPORTS[name], parse_period(period)) == day


def test_a_day_the_month_does_not_have_is_its_last() -> None:
    owed = OwedReport(None, None, "月报", "县", Rhythm.MONTH, due_day=31)
    assert due_on(owed, parse_period("2023-01")) == date(2023, 2, 28)
    same = OwedReport(None, None, "月报", "县", Rhythm.MONTH, due_day=31, same_month=True)
    assert due_on(same, parse_period("2024-02")) == date(2024, 2, 29)


def test_days_are_counted_from_the_end_of_the_period() -> None:
    early = OwedReport(None, None, "季报", "县", Rhythm.QUARTER, due_after=-5)
    assert due_on(early, parse_period("2023Q1")) == date(2023, 3, 26)


@given(st.sampled_from(list(REPORTS.values())), DAYS, st.integers(0, 500))
def test_every_period_is_owed_once_and_in_order(owed: OwedReport, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(dues(owed, first, last))
    assert all(first <= day <= last for _, day in found)
    for (one, _), (following, _) in pairwise(found):
        assert following.first == one.last + timedelta(days=1)
    for period in (period_of(owed.rhythm, first), period_of(owed.rhythm, last)):
        assert ((period, due_on(owed, period)) in found) == (first <= due_on(owed, period) <= last)
