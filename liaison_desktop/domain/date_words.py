"""Dates as papers and sentences write them: Arabic, full year, no zero before a figure.

Source: GB/T 9704-2012, 7.3.5.4 (domain.md 8.2, 成文日期).
"""

from datetime import date

BLANK_DAY = "　　　年　　月　　日"
_WEEKDAYS = "一二三四五六日"


def day_words(day: date | None, blank: str = BLANK_DAY) -> str:
    """Return ``2023年3月15日``, or room to write a date when there is none."""
    return blank if day is None else f"{day.year}年{day.month}月{day.day}日"


def month_words(day: date) -> str:
    """Return ``2023年3月``."""
    return f"{day.year}年{day.month}月"


def month_day_words(day: date) -> str:
    """Return ``3月15日``."""
    return f"{day.month}月{day.day}日"


def weekday_words(day: date) -> str:
    """Return ``星期二``."""
    return f"星期{_WEEKDAYS[day.weekday()]}"
