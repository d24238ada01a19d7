"""Dates as they are typed at the desk: 3.5, 2023-3-5, 20230305, 今天, +7."""

import re
import unicodedata
from datetime import date, timedelta

from liaison_desktop.domain.cell_date import read_date

_DAY_WORDS = {"前天": -2, "昨天": -1, "今天": 0, "今": 0, "明天": 1, "后天": 2}
_MONTH_DAY = re.compile(r"(\d{1,2})[.\-/月](\d{1,2})日?")
_SHORT_YEAR = re.compile(r"(\d{2})([.\-/年]\d{1,2}[.\-/月]\d{1,2}日?)")
_FROM_TODAY = re.compile(r"([+-])(\d{1,3})")


def read_typed_date(text: str, today: date) -> date | None:
    """Return the date a person typed, None when it names none.

    A month and a day mean this year; a two-digit year up to this one means 20xx; ``+7``
    is in a week; everything else is read as in a workbook (domain.md 12.2).

    Args:
        text: What was typed, not blank.
        today: The present day.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).replace("。", ".").split())
    if plain in _DAY_WORDS:
        return today + timedelta(days=_DAY_WORDS[plain])
    if match := _FROM_TODAY.fullmatch(plain):
        days = int(match[2])
        return today + timedelta(days=days if match[1] == "+" else -days)
    if match := _MONTH_DAY.fullmatch(plain):
        return _valid(today.year, int(match[1]), int(match[2]))
    if (match := _SHORT_YEAR.fullmatch(plain)) and int(match[1]) <= today.year % 100:
        plain = f"20{match[1]}{match[2]}"
    return read_date(plain).day


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
