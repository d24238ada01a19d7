"""The month of the concern ledger: its end, and the days on which it is reported.

Source: domain.md 1.7 R92 (每月的30日前; in February its last day), R102 (villages report on
the 民主议政日, the 5th; the township at the meeting of the month's first week).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTH_END_DAY = 30
DEMOCRATIC_DAY = 5
MONDAY = 0
_WEEK = 7


@dataclass(frozen=True, slots=True)
class BriefingDays:
    """When the ledger of the month before is reported.

    Attributes:
        village: 民主议政日 of the villages.
        township: The meeting of the township in the month's first week.
    """

    village: date
    township: date


def month_end(year: int, month: int) -> date:
    """Return the day the ledger of a month ends: the 30th, in February the last day."""
    return date(year, month, min(MONTH_END_DAY, monthrange(year, month)[1]))


def month_end_of(day: date) -> date:
    """Return the end of the ledger month of the calendar month a day lies in."""
    return month_end(day.year, day.month)


def next_month_end(day: date) -> date:
    """Return the first end of a ledger month that is not past; on the 31st the next month's."""
    end = month_end_of(day)
    return end if day <= end else month_end(*next_month(day.year, day.month))


def next_month(year: int, month: int) -> tuple[int, int]:
    """Return year and month after a month."""
    return (year + 1, 1) if month == 12 else (year, month + 1)


def previous_month(year: int, month: int) -> tuple[int, int]:
    """Return year and month before a month."""
    return (year - 1, 12) if month == 1 else (year, month - 1)


def first_week(year: int, month: int) -> date:
    """Return the Monday of a month's first week: its first Monday."""
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % _WEEK)


def briefing_days(year: int, month: int, *, weekday: int = MONDAY) -> BriefingDays:
    """Return the days of a month on which the ledger is reported.

    Args:
        year: The year.
        month: The month, 1 to 12.
        weekday: Day of the township's meeting in the first week, 0 Monday to 6 Sunday.

    Raises:
        ValueError: When there is no such month or weekday.
    """
    if not MONDAY <= weekday < _WEEK:
        raise ValueError(weekday)
    return BriefingDays(
        village=date(year, month, DEMOCRATIC_DAY),
        township=first_week(year, month) + timedelta(days=weekday),
    )
