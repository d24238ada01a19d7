"""When a report is owed: the periods of its rhythm and the day each is due (domain.md 1.16)."""

import json
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from liaison_desktop import paths
from liaison_desktop.domain.figures.period import (
    Period,
    half_year_of,
    month_period,
    quarter,
    week_period,
    year_period,
)
from liaison_desktop.domain.figures.reporting import OwedReport, Rhythm

_ONE_DAY = timedelta(days=1)


@cache
def shipped_reports() -> tuple[OwedReport, ...]:
    """Return the usual reports an office may switch on; none of them is saved."""
    data = json.loads(paths.resource("owed_reports.json").read_text(encoding="utf-8"))
    return tuple(
        OwedReport(
            id=None,
            version=None,
            name=one["name"],
            to_whom=one["to_whom"],
            rhythm=Rhythm(one["rhythm"]),
            due_after=one.get("due_after", 0),
            due_day=one.get("due_day"),
            same_month=one.get("same_month", False),
            made_from=one.get("made_from", ""),
        )
        for one in data["reports"]
    )


def period_of(rhythm: Rhythm, day: date) -> Period:
    """Return the period of a rhythm a day lies in."""
    return _PERIODS[rhythm](day)


def due_on(owed: OwedReport, period: Period) -> date:
    """Return the day a report of a period is due.

    A day a month does not have (31日) is its last.
    """
    if owed.due_day is None:
        return period.last + timedelta(days=owed.due_after)
    month = period.last if owed.same_month else period.last + _ONE_DAY
    if not owed.same_month and period.last.day != _days_of(period.last):
        month = period.last.replace(day=1) + timedelta(days=_days_of(period.last))
    return month.replace(day=min(owed.due_day, _days_of(month)))


def dues(owed: OwedReport, first: date, last: date) -> Iterator[tuple[Period, date]]:
    """Yield the periods of a report that are due within a span, with their day.

    Args:
        owed: The report; what is due before it was owed, or after it ceased, is left out.
        first: First day of the span.
        last: Its last day.
    """
    begin = first if owed.since is None else max(first, owed.since)
    stop = last if owed.until is None else min(last, owed.until)
    period = period_of(owed.rhythm, begin)
    while due_on(owed, period) >= begin and period.first > date(1900, 1, 1):
        period = period_of(owed.rhythm, period.first - _ONE_DAY)
    while True:
        day = due_on(owed, period)
        if day > stop:
            return
        if day >= begin:
            yield period, day
        period = period_of(owed.rhythm, period.last + _ONE_DAY)


def _week(day: date) -> Period:
    year, week, _ = day.isocalendar()
    return week_period(year, week)


_PERIODS: dict[Rhythm, Callable[[date], Period]] = {
    Rhythm.WEEK: _week,
    Rhythm.MONTH: lambda day: month_period(day.year, day.month),
    Rhythm.QUARTER: lambda day: quarter(day.year, (day.month + 2) // 3),
    Rhythm.HALF_YEAR: half_year_of,
    Rhythm.YEAR: lambda day: year_period(day.year),
}


def _days_of(day: date) -> int:
    return monthrange(day.year, day.month)[1]
