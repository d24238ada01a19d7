"""What period a ledger is about: the year a day written as 3.9 belongs to.

A day without a year takes it from the dividing line above it, the title or the name of the
sheet, then from the days around it, then from the file's name and the filing date; when
these say nothing or contradict each other, the day stays unknown.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from liaison_desktop.domain.matters.written_day import WrittenDay, date_of

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d|19[5-9]\d)(?:(?=\D|$)|(?=(?:0[1-9]|1[0-2])(?:\D|$)))")
_SHORT_YEAR = re.compile(r"(?<!\d)([1-4]\d)年")
_MONTHS = re.compile(
    r"(?:(?<=年)|(?<!\d))(\d{1,2}|十[一二]?|[一二三四五六七八九])月?份?[-—~至到、](\d{1,2}|十[一二]?|[一二三四五六七八九])月"
)
_MONTH = re.compile(r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!\d{1,2}[日号])")
_NUMBER_MONTH = re.compile(r"(?<=20\d\d)[.\-/](1[0-2]|0?[1-9])(?![.\-/\d月])")
_SOLID_MONTH = re.compile(r"(?<!\d)20\d\d(0[1-9]|1[0-2])(?!\d)")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "第一季度": (1, 3), "一季度": (1, 3),
           "第二季度": (4, 6), "二季度": (4, 6), "第三季度": (7, 9), "三季度": (7, 9),
           "第四季度": (10, 12), "四季度": (10, 12)}  # fmt: skip
_FILED = re.compile(
    r"(?:填报|填表|制表|上报|报送|填写|报表)(?:时间|日期)[:：]?\s*(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?"
)
_NUMERALS = {mark: at for at, mark in enumerate("一二三四五六七八九十", 1)} | {
    "十一": 11,
    "十二": 12,
}
_LONGEST_WAIT = 330  # days between an event and what follows it, beyond which a year is doubted
_FILED_WITHIN = 200


@dataclass(frozen=True, slots=True)
class Period:
    """What a text says about when.

    Attributes:
        year: The one year it names, None when it names none or several.
        first, last: First and last month it names, 0 when it names none.
    """

    year: int | None = None
    first: int = 0
    last: int = 0

    @property
    def month(self) -> int | None:
        """The month when the period is one month."""
        return self.first if self.first and self.first == self.last else None


NO_PERIOD = Period()


def period_in_text(text: str) -> Period:
    """Return the period a title, a sheet's name, a file's name or a dividing line names."""
    plain = _FILED.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    years = {int(found) for found in _YEAR.findall(plain)}
    if not years:
        years = {2000 + int(found) for found in _SHORT_YEAR.findall(plain)}
    first, last = _months(plain)
    return Period(years.pop() if len(years) == 1 else None, first, last)


def _months(plain: str) -> tuple[int, int]:
    if found := _MONTHS.search(plain):
        return _ordered(_numeral(found[1]), _numeral(found[2]))
    for word, months in _HALVES.items():
        if word in plain:
            return months
    singles = {_numeral(found) for found in _MONTH.findall(plain)}
    for pattern in (_NUMBER_MONTH, _SOLID_MONTH):
        singles |= {int(found) for found in pattern.findall(plain)}
    singles = {month for month in singles if 1 <= month <= 12}
    if len(singles) == 1:
        month = singles.pop()
        return month, month
    return 0, 0


def _ordered(first: int, last: int) -> tuple[int, int]:
    return (first, last) if 1 <= first <= last <= 12 else (0, 0)


def _numeral(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMERALS[text]


def filed_on(texts: Iterable[str]) -> dt.date | None:
    """Return the date of 填报时间 above a table, None without one."""
    for text in texts:
        if found := _FILED.search(unicodedata.normalize("NFKC", text)):
            return date_of(int(found[1]), int(found[2]), int(found[3]))
    return None


def agreed(periods: Iterable[Period]) -> Period:
    """Return what periods of equal weight say together: the narrower, nothing if they differ."""
    told = [period for period in periods if period != NO_PERIOD]
    years = {period.year for period in told if period.year}
    months = {(period.first, period.last) for period in told if period.first}
    narrow = min(months, key=lambda span: span[1] - span[0], default=(0, 0))
    inside = all(first <= narrow[0] <= narrow[1] <= last for first, last in months)
    first, last = narrow if inside else (0, 0)
    return Period(years.pop() if len(years) == 1 else None, first, last)


@dataclass(frozen=True, slots=True)
class LedgerPeriod:
    """All a ledger says about the years of its days.

    Attributes:
        named: What the dividing line, the title and the sheet's name say together.
        file: What the name of the file says.
        filed: The filing date, None without one.
    """

    named: Period = NO_PERIOD
    file: Period = NO_PERIOD
    filed: dt.date | None = None

    def month_of(self, written: WrittenDay) -> int | None:
        """Return the month of a day, that of the period for a day written as 18日."""
        return written.month or self.named.month or self.file.month

    def contradicted(self, written: WrittenDay) -> bool:
        """Tell whether a day lies after the period, or may be written day first."""
        if written.year is not None or written.month is None or not self.named.last:
            return False
        inside = self.named.first <= written.month <= self.named.last
        turned = written.slashed and self.named.first <= written.day <= self.named.last
        return not inside and (turned or written.month > self.named.last)

    def year_of(
        self, month: int, day: int, above: dt.date | None, below: dt.date | None
    ) -> int | None:
        """Return the year of a day written without one, None when nothing tells it.

        Args:
            month: Its month.
            day: Its day.
            above: The nearest day with a year above it, None without one.
            below: The nearest one below it.
        """
        if self.named.year is not None:
            return self.named.year
        if above is not None or below is not None:
            return _between(month, day, above, below)
        if self.file.year is not None:
            return self.file.year
        filed = self.filed
        if filed is not None and (candidate := date_of(filed.year, month, day)):
            near = dt.timedelta(0) <= filed - candidate <= dt.timedelta(days=_FILED_WITHIN)
            return filed.year if near else None
        return None


def _between(month: int, day: int, above: dt.date | None, below: dt.date | None) -> int | None:
    """Return the year that keeps a day between its neighbours."""
    if above is None or below is None:
        near = above or below
        if near is None:
            return None
        turns = abs(near.month - month) > 8  # December beside January: a year may have ended
        return None if turns else near.year
    if above.year == below.year:
        return above.year
    years = {
        year
        for year in (above.year, below.year)
        if (candidate := date_of(year, month, day)) and above <= candidate <= below
    }
    return years.pop() if len(years) == 1 else None


def following_year(month: int, day: int, event: dt.date) -> int | None:
    """Return the year of what follows an event and is written without one.

    It is the first such day that is not before the event; None when it would lie almost a
    year later, which is more likely a slip.
    """
    for year in (event.year, event.year + 1):
        candidate = date_of(year, month, day)
        if candidate is not None and candidate >= event:
            return year if (candidate - event).days <= _LONGEST_WAIT else None
    return None
