"""The half-month for which villages report disputes, or that they found none (domain.md 6.3)."""

from datetime import date, timedelta

Days = tuple[date, date]
_MIDDLE = 15


def half_month(day: date) -> Days:
    """Return the first and last day of the half-month a day lies in."""
    if day.day <= _MIDDLE:
        return day.replace(day=1), day.replace(day=_MIDDLE)
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day.replace(day=_MIDDLE + 1), following - timedelta(days=1)


def half_before(days: Days) -> Days:
    """Return the half-month before one."""
    return half_month(days[0] - timedelta(days=1))


def half_words(days: Days) -> str:
    """Return a half-month in words: 2023 年 6 月下半月."""
    since = days[0]
    return f"{since.year} 年 {since.month} 月{'上' if since.day == 1 else '下'}半月"
