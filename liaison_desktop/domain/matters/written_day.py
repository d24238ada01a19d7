"""Days as ledgers write them: 3.9, 3月9日, 2023.3.9, 3.5-3.7, 9:00; the year often left out.

Source: the spellings in domain.md 12.2 and in real ledgers. What is not written is never
invented: a missing year stays missing until something in the ledger names it
(``ledger_period``), and what may be two different days is told as a doubt.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, replace

from liaison_desktop.domain.cell_text import CellValue, is_blank, is_masked, plain_text

_EXCEL_DAY_ZERO = dt.datetime.combine(dt.date(1899, 12, 30), dt.time())
_FIRST_SERIAL, _LAST_SERIAL = 25_000, 60_000  # 1968 to 2064
_YEARS = range(1950, 2100)

_FULL = re.compile(r"(\d{4})[.\-/年,、](\d{1,2})[.\-/月,、](\d{1,2})[日号]?")
_SHORT_YEAR = re.compile(r"(\d{2})(?:年|([.\-/]))(\d{1,2})(?:月|(?(2)\2|[.\-/]))(\d{1,2})[日号]?")
_YEAR_LAST = re.compile(r"(\d{1,2})([.\-/])(\d{1,2})\2(\d{4})")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})(?:月|([.\-/]))(\d{1,2})[日号]?")
_DAY = re.compile(r"(\d{1,2})[日号]?")
_ISO_CLOCK = re.compile(r"(?<=\d)[ T]+(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?$")
_HOUR = (
    r"(?:上午|下午|晚上|早上|中午|傍晚|夜间|凌晨|晚|早)?"
    r"(?:\d{1,2}(?::\d{2}|[点时](?:半|\d{1,2}分?)?))?"
)
_CLOCK = re.compile(rf"(?<=[日号\d])(?P<clock>(?=[上下晚早中傍夜凌]|\d{{1,2}}[:点时]){_HOUR}"
                    rf"(?:[-~至到—]+{_HOUR})?)$")  # fmt: skip
_WEEKDAY = re.compile(r"[(,、]?(?:星期|礼拜|周)[一二三四五六日天][)]?")
_BETWEEN = re.compile(r"至|到|[-~—–]+")
_ENDINGS = re.compile(r"(?:\(.*\)|[。.,;、])$")
_BEFORE = re.compile(r"(?:之前|以前|前|止|截止)$")
_MONTH_END = re.compile(r"(?:(\d{4}|\d{2})[年.\-/])?(\d{1,2})月份?底")
_DROPS_A_ZERO = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """What a cell says about a day.

    Attributes:
        year, month, day: As far as they are written; ``day`` is 0 when the cell names none.
        until: Year, month and day of the end of a span, as far as written; None for one day.
        clock: The time of day as written, e.g. ``9:00-11:30`` or 上午.
        slashed: Whether month and day are parted by a slash, which some write day first.
        doubt: Why the day cannot be told, a few Chinese words; "" when it can.
        unread: The text when no day could be read in it, "" otherwise.
    """

    year: int | None = None
    month: int | None = None
    day: int = 0
    until: tuple[int | None, int | None, int] | None = None
    clock: str = ""
    slashed: bool = False
    doubt: str = ""
    unread: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether the cell is blank."""
        return not (self.day or self.unread or self.doubt)


NOTHING = WrittenDay()


def read_written_day(value: CellValue, *, is_limit: bool = False) -> WrittenDay:
    """Read the day in a cell: a real date, an Excel serial number or text.

    Args:
        value: The cell.
        is_limit: Whether the cell says until when: then 6月底 and 6月30日前 name a day.
    """
    if isinstance(value, dt.date):
        return _of(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(float(value))
    text = plain_text(value)
    if is_blank(text):
        return NOTHING
    if is_masked(text):
        return WrittenDay(unread=text)
    return _from_text(text, is_limit=is_limit)


def _of(day: dt.date) -> WrittenDay:
    """Read a real date; one of 1900 or 9999 is a slip or stands for none."""
    if day.year not in _YEARS:
        return WrittenDay(unread=plain_text(day))
    timed = isinstance(day, dt.datetime) and day.time() != dt.time()
    return WrittenDay(day.year, day.month, day.day, clock=f"{day:%H:%M}" if timed else "")


def _from_number(number: float) -> WrittenDay:
    """Read a serial day, ``20230318``, a day of the month, or 3.9 typed as a figure."""
    if not number:
        return NOTHING
    shown = plain_text(number)
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        moment = _EXCEL_DAY_ZERO + dt.timedelta(minutes=round(number * 1440))
        return read_written_day(moment)
    if number.is_integer():
        return _from_text(shown, is_limit=False)
    month, _, day = shown.partition(".")
    read = _month_day(month, day)
    if read is None:
        return WrittenDay(unread=shown)
    if day in _DROPS_A_ZERO and _exists(None, int(month), int(day) * 10):
        return WrittenDay(doubt=f"“{shown}”可能是{month}月{day}日或{month}月{day}0日")
    return read


def _from_text(text: str, *, is_limit: bool) -> WrittenDay:
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").replace("．", ".").strip()
    clock = ""
    if found := _ISO_CLOCK.search(plain):
        clock, plain = found[1], plain[: found.start()]
        clock = "" if clock in ("0:00", "00:00") else clock
    plain = _ENDINGS.sub("", "".join(_WEEKDAY.sub("", plain).split()))
    if is_limit:
        if ends := _MONTH_END.fullmatch(_BEFORE.sub("", plain)):
            return _end_of_month(ends, text)
        plain = _BEFORE.sub("", plain)
    read = _single(plain) or _span(plain)
    if read is None and (found := _CLOCK.search(plain)):
        read, clock = _single(plain[: found.start()]), found["clock"]
    if read is None:
        return WrittenDay(unread=text)
    return replace(read, clock=clock) if clock else read


def _end_of_month(ends: re.Match[str], text: str) -> WrittenDay:
    """Read 6月底: the last day of the month."""
    year, month = _year(ends[1]) if ends[1] else None, int(ends[2])
    if not 1 <= month <= 12 or (month == 2 and year is None):
        return WrittenDay(unread=text)
    following = dt.date((year or 2001) + month // 12, month % 12 + 1, 1)
    return WrittenDay(year, month, (following - dt.timedelta(days=1)).day)


def _single(plain: str) -> WrittenDay | None:
    """Read one day, None when the text is none."""
    for pattern in (_FULL, _SOLID):
        if match := pattern.fullmatch(plain):
            return _whole(match[1], match[2], match[3])
    if match := _SHORT_YEAR.fullmatch(plain):
        return _whole(match[1], match[3], match[4])
    if match := _YEAR_LAST.fullmatch(plain):
        return _year_last(match[1], match[3], match[4], plain)
    if match := _MONTH_DAY.fullmatch(plain):
        read = _month_day(match[1], match[3])
        return replace(read, slashed=match[2] == "/") if read else None
    if (match := _DAY.fullmatch(plain)) and 1 <= int(match[1]) <= 31:
        return WrittenDay(day=int(match[1]))
    return None


def _span(plain: str) -> WrittenDay | None:
    """Read 3.5-3.7, 3月5日至7日, 2023-03-05至2023-03-07."""
    for between in _BETWEEN.finditer(plain):
        first, last = _single(plain[: between.start()]), _single(plain[between.end() :])
        if first is not None and last is not None and not first.doubt and not last.doubt:
            if first.month is None and last.month is not None:  # 5-7日 is one, 5-3.7 is none
                continue
            return replace(first, until=(last.year, last.month, last.day))
    return None


def _whole(year: str, month: str, day: str) -> WrittenDay | None:
    full = _year(year)
    if full is None or not _exists(full, int(month), int(day)):
        return None
    return WrittenDay(full, int(month), int(day))


def _year_last(first: str, second: str, year: str, plain: str) -> WrittenDay | None:
    """Read 3/18/2023 and 18/3/2023 where only one reading is a day."""
    readings = {
        (month, day)
        for month, day in ((int(first), int(second)), (int(second), int(first)))
        if _exists(int(year), month, day)
    }
    if len(readings) > 1:
        return WrittenDay(doubt=f"“{plain}”不清楚哪个是月、哪个是日")
    return next((WrittenDay(int(year), month, day) for month, day in readings), None)


def _month_day(month: str, day: str) -> WrittenDay | None:
    if not (month.isdecimal() and day.isdecimal() and _exists(None, int(month), int(day))):
        return None
    return WrittenDay(None, int(month), int(day))


def _year(text: str) -> int | None:
    year = int(text) + (2000 if len(text) == 2 else 0)
    return year if year in _YEARS else None


def _exists(year: int | None, month: int, day: int) -> bool:
    return date_of(year or 2000, month, day) is not None


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """Return a date, None when there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
