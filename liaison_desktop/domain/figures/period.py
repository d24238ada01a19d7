"""Periods (期间) of figures and summaries: 年, 半年, 季, 月, 周 or any two dates."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from liaison_desktop.domain.date_words import day_words, month_words
from liaison_desktop.domain.errors import UsageError

_QUARTERS = "一二三四"
_MOST_YEARS = 400  # more than days typed in the window can lie apart
_EXAMPLES = "2023、2023H1、2023Q2、2023-06、2023-W07、2023-01-01..2023-06-30"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days.

    Attributes:
        key: As the command line takes it, e.g. ``2023H1``.
        first, last: Its first and last day, both included.
        label: As people write it, e.g. 2023年上半年.
    """

    key: str
    first: date
    last: date
    label: str

    def contains(self, day: date) -> bool:
        """Tell whether the day lies in the period."""
        return self.first <= day <= self.last

    def stock_day(self, today: date) -> date:
        """Return the day stock figures are counted on: the last, or today if it is not over."""
        return min(self.last, today)


def parse_period(text: str) -> Period:
    """Read a period.

    Args:
        text: One of ``2023``, ``2023H1``, ``2023Q2``, ``2023-06``, ``2023-W07`` (ISO
            8601 week), ``2023-01-01..2023-06-30``; case does not matter.

    Raises:
        UsageError: When it is none of these or names days that do not exist.
    """
    cleaned = text.strip().upper()
    for pattern, make in _FORMS:
        if found := re.fullmatch(pattern, cleaned, re.ASCII):
            try:
                return make(*found.groups())
            except (ValueError, OverflowError):  # a week may end after the year 9999
                break
    raise UsageError(f"期间“{text}”无法识别，请写成 {_EXAMPLES} 之一。")


def year_period(year: int) -> Period:
    """Return a calendar year."""
    return Period(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), f"{year}年")


def half_year(year: int, half: int) -> Period:
    """Return the first (1) or second (2) half of a year."""
    first, last = (1, 6) if half == 1 else (7, 12)
    label = f"{year}年{'上' if half == 1 else '下'}半年"
    return Period(f"{year:04d}H{half}", date(year, first, 1), _month_end(year, last), label)


def half_year_of(day: date) -> Period:
    """Return the half-year a day lies in."""
    return half_year(day.year, 1 if day.month <= 6 else 2)


def quarter(year: int, number: int) -> Period:
    """Return a quarter, ``number`` 1 to 4."""
    first = 3 * number - 2
    label = f"{year}年第{_QUARTERS[number - 1]}季度"
    key = f"{year:04d}Q{number}"
    return Period(key, date(year, first, 1), _month_end(year, first + 2), label)


def month_period(year: int, month: int) -> Period:
    """Return a calendar month.

    Raises:
        ValueError: When there is no such month.
    """
    first = date(year, month, 1)
    return Period(f"{year:04d}-{month:02d}", first, _month_end(year, month), month_words(first))


def week_period(year: int, week: int) -> Period:
    """Return an ISO 8601 week (GB/T 7408): Monday to Sunday.

    Raises:
        ValueError: When the year has no such week.
    """
    first = date.fromisocalendar(year, week, 1)
    key = f"{year:04d}-W{week:02d}"
    return Period(key, first, first + timedelta(days=6), f"{year}年第{week}周")


def days_period(first: date, last: date) -> Period:
    """Return the stretch from one day to another.

    Raises:
        ValueError: When the last day lies before the first.
    """
    if last < first:
        raise ValueError("a period ends before it begins")
    key = f"{first.isoformat()}..{last.isoformat()}"
    return Period(key, first, last, f"{day_words(first)}至{day_words(last)}")


def asked_days(first: date, last: date) -> Period:
    """Return the stretch a person asks for.

    Raises:
        UsageError: When it is so long that only a slip of the pen can be meant (9999).
        ValueError: When the last day lies before the first.
    """
    if last.year - first.year > _MOST_YEARS:
        raise UsageError(f"期间太长，最多 {_MOST_YEARS} 年。请核对起止日期的年份。")
    return days_period(first, last)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


_FORMS: tuple[tuple[str, Callable[..., Period]], ...] = (
    (r"(\d{4})", lambda year: year_period(int(year))),
    (r"(\d{4})H([12])", lambda year, half: half_year(int(year), int(half))),
    (r"(\d{4})Q([1-4])", lambda year, number: quarter(int(year), int(number))),
    (r"(\d{4})-(\d{1,2})", lambda year, month: month_period(int(year), int(month))),
    (r"(\d{4})-W(\d{1,2})", lambda year, week: week_period(int(year), int(week))),
    (
        r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})",
        lambda first, last: asked_days(date.fromisoformat(first), date.fromisoformat(last)),
    ),
)
