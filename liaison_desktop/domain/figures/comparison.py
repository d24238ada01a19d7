"""A figure beside the same of another time: 同比 and 环比 (domain.md 11.3)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.indicator import (
    Figure,
    Indicator,
    Nature,
    Number,
    percentage,
    round_half_up,
)
from liaison_desktop.domain.figures.period import (
    Period,
    days_period,
    half_year,
    month_period,
    parse_period,
    quarter,
    week_period,
    year_period,
)

_MONTHS = 12


class Against(Enum):
    """With which time a figure is compared."""

    YEAR_AGO = "year_ago"  # 同比: the same period of last year
    BEFORE = "before"  # 环比: the period before


AGAINST_LABELS = {Against.YEAR_AGO: "同比", Against.BEFORE: "环比"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure and its base.

    Attributes:
        indicator: Which.
        against: 同比 or 环比.
        now, base: Both figures. Where the base's period is closed, ``base`` is what was
            reported then.
        base_period: Of the base; None where there is none (a 53rd week whose year before
            had 52), and then the base has no value.
        delta: now − base in the unit; for rates the difference in 百分点; None when either is
            missing.
        percent: Change in per cent of the base, half up to 0.1, always ≥ 0 (the sign is
            delta's); None for rates, when either is missing, and when the base is 0 (never ∞).
        frozen: Whether the base was read from a closed period.
    """

    indicator: Indicator
    against: Against
    now: Figure
    base: Figure
    base_period: Period | None
    delta: Number | None
    percent: float | None
    frozen: bool = False


def compare(
    indicator: Indicator,
    against: Against,
    now: Figure,
    base: Figure,
    base_period: Period | None,
) -> Compared:
    """Put a figure beside its base.

    The difference of two rates is that of the rates as they are printed, so that a reader
    who subtracts them comes to the same 百分点.
    """
    delta = _delta(now.value, base.value)
    percent = None
    if delta is not None and base.value and indicator.nature is not Nature.RATE:
        percent = percentage(abs(delta), abs(base.value))
    return Compared(indicator, against, now, base, base_period, delta, percent)


def _delta(now: Number | None, base: Number | None) -> Number | None:
    if now is None or base is None:
        return None
    if isinstance(now, int) and isinstance(base, int):
        return now - base
    return round_half_up(Decimal(str(now)) - Decimal(str(base)), 2)


def base_period(period: Period, against: Against) -> Period | None:
    """Return the period a figure is compared with, None when last year has no such week."""
    return _year_ago(period) if against is Against.YEAR_AGO else _before(period)


def _year_ago(period: Period) -> Period | None:
    if ".." in period.key:
        return _days_year_ago(period)
    year = int(period.key[:4]) - 1
    try:
        return parse_period(f"{year:04d}{period.key[4:]}")
    except UsageError:  # not every year has a 53rd week
        return None


def _before(period: Period) -> Period | None:
    key, first = period.key, period.first
    if first - date.min <= (period.last - first) + timedelta(days=31):
        return None
    if ".." in key:
        return _days_before(period)
    last = first - timedelta(days=1)
    if "W" in key:
        year, week, _ = last.isocalendar()
        return week_period(year, week)
    if "H" in key:
        return half_year(last.year, 1 if last.month <= _MONTHS // 2 else 2)
    if "Q" in key:
        return quarter(last.year, (last.month + 2) // 3)
    return month_period(last.year, last.month) if "-" in key else year_period(last.year)


def _days_year_ago(period: Period) -> Period | None:
    """Return the same days of last year; whole months stay whole months."""
    if period.first.year <= 1:
        return None
    first = _shifted(period.first, -_MONTHS)
    last = _shifted(period.last, -_MONTHS)
    if _whole_months(period):
        last = _end_of_month(last)
    return days_period(first, last)


def _days_before(period: Period) -> Period | None:
    """Return as many days, or as many whole months, before the period."""
    last = period.first - timedelta(days=1)
    if not _whole_months(period):
        return days_period(last - (period.last - period.first), last)
    months = _MONTHS * (period.last.year - period.first.year)
    months += period.last.month - period.first.month + 1
    return days_period(_shifted(period.first, -months), last)


def _whole_months(period: Period) -> bool:
    return period.first.day == 1 and period.last == _end_of_month(period.last)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _shifted(day: date, months: int) -> date:
    """Return the same day some months away; the month's last where it has no such day."""
    year, month = divmod(_MONTHS * day.year + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
