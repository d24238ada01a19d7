"""A period as people write it: 2023年上半年, 2023年第二季度, 2023年6月, 2023年度."""

import re
from collections.abc import Iterable

from liaison_desktop.domain.figures.period import (
    Period,
    half_year,
    month_period,
    quarter,
    year_period,
)

PERIOD_WORDS = re.compile(
    r"(?P<year>\d{4})年度?(?P<part>上半年|下半年|第?[一二三四]季度|(?P<month>\d{1,2})月(?!\d{1,2}日))?"
)
_QUARTERS = "一二三四"
_FIRST_YEAR = 1900  # an earlier number before 年 is no year of a report


def period_of(found: re.Match[str]) -> Period | None:
    """Return the period a match of ``PERIOD_WORDS`` names, None when there is no such one."""
    year, part = int(found["year"]), found["part"] or ""
    if year < _FIRST_YEAR:
        return None
    if found["month"]:
        month = int(found["month"])
        return month_period(year, month) if 1 <= month <= 12 else None
    if "半年" in part:
        return half_year(year, 1 if part == "上半年" else 2)
    if part:
        return quarter(year, _QUARTERS.index(part.removeprefix("第")[0]) + 1)
    return year_period(year)


def period_named(texts: Iterable[str]) -> Period | None:
    """Return the first period words name as their own; a day's date is none."""
    for text in texts:
        for found in PERIOD_WORDS.finditer("".join(text.split())):
            is_date = re.match(r"\d{1,2}月", found.string[found.end() :])
            if not is_date and (named := period_of(found)) is not None:
                return named
    return None
