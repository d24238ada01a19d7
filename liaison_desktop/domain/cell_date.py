"""Dates as people write them in cells.

Source: domain.md 12.2. A day that is not written is never invented: ``1980.1`` is
half a date and is told apart, so that an identity number may complete it, or what is
stored already.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from liaison_desktop.domain.cell_text import CellValue, is_blank, plain_text

_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
_EARLIEST = 1880
_SEPARATED = re.compile(r"(\d{4}|\d{2})[.\-/年、,](\d{1,2})[.\-/月、,](\d{1,2})日?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4}|\d{2})(?:年|[.\-/])(\d{1,2})月?")
_SOLID_MONTH = re.compile(r"(\d{4})(\d{2})")
_ONLY_YEAR = re.compile(r"(\d{4})年?")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}.*$")
_SUFFIX = re.compile(r"(?:出生|生|\(.*\))$")
_CENTURY_SPLIT = 30  # two-digit years from 30 on are 19xx (domain.md 12.2)


@dataclass(frozen=True, slots=True)
class CellDate:
    """What a cell says about a date.

    Attributes:
        day: The date, None when the cell names no whole date.
        month: ``(year, month)`` when only these are written, else None.
        year: The year when nothing else is written, else None.
        unread: The text when nothing of these could be read, "" otherwise.
    """

    day: dt.date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None
    unread: str = ""

    @property
    def part(self) -> tuple[int, int] | None:
        """Year and month of half a date, month 0 when only the year is written."""
        return (self.year, 0) if self.year is not None else self.month


NO_DATE = CellDate()


def read_date(value: CellValue) -> CellDate:
    """Read the date in a cell: a real date, an Excel serial number or text."""
    if isinstance(value, dt.datetime):
        return CellDate(value.date())
    if isinstance(value, dt.date):
        return CellDate(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(float(value))
    text = plain_text(value)
    if is_blank(text):
        return NO_DATE
    plain = _CLOCK.sub("", unicodedata.normalize("NFKC", text)).replace("。", ".")
    plain = "".join(plain.split())
    return _from_text(_SUFFIX.sub("", plain), text)


def _from_number(number: float) -> CellDate:
    """Read a number: a serial day, ``19800101``, ``198001`` or ``1980.1``."""
    if not number:
        return NO_DATE
    if _is_serial(number):
        return CellDate(_EXCEL_DAY_ZERO + dt.timedelta(days=int(number)))
    text = plain_text(number)
    return _from_text(text, text)


def _is_serial(number: float) -> bool:
    """Tell whether a number is an Excel day between 1927 and 2064."""
    return number.is_integer() and 10_000 <= number <= 60_000


def _from_text(plain: str, shown: str) -> CellDate:
    for pattern in (_SEPARATED, _SOLID):
        if match := pattern.fullmatch(plain):
            day = _day(match[1], match[2], match[3])
            return CellDate(day) if day else CellDate(unread=shown)
    for pattern in (_MONTH, _SOLID_MONTH):
        if match := pattern.fullmatch(plain):
            year, month = _year(match[1]), int(match[2])
            if year and 1 <= month <= 12:
                return CellDate(month=(year, month))
    if (match := _ONLY_YEAR.fullmatch(plain)) and (only := _year(match[1])):
        return CellDate(year=only)
    if plain.isascii() and plain.isdigit() and _is_serial(float(plain)):
        return _from_number(float(plain))
    return CellDate(unread=shown)


def _day(year: str, month: str, day: str) -> dt.date | None:
    full = _year(year)
    if full is None:
        return None
    try:
        return dt.date(full, int(month), int(day))
    except ValueError:
        return None


def _year(text: str) -> int | None:
    year = int(text)
    if len(text) == 2:
        return 1900 + year if year >= _CENTURY_SPLIT else None
    return year if _EARLIEST <= year <= 2200 else None
