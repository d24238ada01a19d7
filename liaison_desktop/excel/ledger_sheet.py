"""One sheet of a ledger on its way to values: days, places, telephones, and what is unclear."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison_desktop.domain.cell_text import plain_text
from liaison_desktop.domain.matters.ledger_period import (
    LedgerPeriod,
    Period,
    agreed,
    filed_on,
    following_year,
    period_in_text,
)
from liaison_desktop.domain.matters.written_day import WrittenDay, date_of, read_written_day
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.place_in_text import (
    NOWHERE,
    Place,
    group_in_name,
    place_in_title,
    split_place,
    village_name,
)
from liaison_desktop.domain.register.roster import ProblemCode, RosterProblem
from liaison_desktop.excel import problems
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.healing import given
from liaison_desktop.excel.ledger_rows import Entry, Shape, read_entries
from liaison_desktop.excel.lexicon import Lexicon
from liaison_desktop.excel.workbook import Sheet

_DURATION = re.compile(
    r"\D{0,4}(?:\d{1,3}|[一二三四五六七八九十]+|半)(?:个?(?:工作日|自然日|日|天|周|星期)|个月|个季度|年)(?:内|以内|之内)?"
    r"|长期|即时|立即|当场|马上|尽快|适时|持续|当天|当日|即办"
)


_Near = tuple[dt.date | None, dt.date | None]
"""The nearest days with a year above and below a record."""


@dataclass(frozen=True, slots=True)
class Happening:
    """When an entry happened.

    Attributes:
        day: The day, None when it cannot be told.
        until: The last day of several, None for one.
        clock: Time of day as written.
    """

    day: dt.date | None = None
    until: dt.date | None = None
    clock: str = ""


class LedgerSheet:
    """The records of a sheet and what is known around them.

    Attributes:
        name: Name of the sheet.
        above: Texts above the header.
        entries: The records, in order.
        problems: What a person should look at; grows while the records are read.
    """

    def __init__(self, sheet: Sheet, header: Header, shape: Shape, about: "About") -> None:
        self.name = sheet.name
        self.entries = read_entries(sheet, header, shape)
        self.problems: list[RosterProblem] = []
        self._place_of = {entry.line: at for at, entry in enumerate(self.entries)}
        self._near: list[_Near] = []
        self.header = header
        self._shape = shape
        self._labels = about.words
        self.above = [
            text for row in sheet.rows[: header.first] for cell in row if (text := plain_text(cell))
        ]
        self._named = agreed([period_in_text(text) for text in (sheet.name, *self.above)])
        self._file = period_in_text(about.file)
        self._filed = filed_on(self.above)
        titled = (place_in_title(text) for text in self.above)
        by_name = group_in_name(sheet.name)
        general = next((place for place in titled if place.village), NOWHERE)
        self._place = Place(by_name.village or general.village, by_name.group or general.group)

    def has(self, *names: str) -> bool:
        """Tell whether the sheet has a column of one of these fields."""
        return any(
            target == f"{self._shape.prefix}.{name}"
            for target, _ in self.header.columns
            for name in names
        )

    def say(self, entry: Entry, field: str, message: str, *, code: str = "", who: str = "") -> None:
        """Note something a person should look at."""
        kept = code or ProblemCode.NUMBER_UNCLEAR
        self.problems.append(RosterProblem(self.name, entry.line, "", who, field, kept, message))

    # days --------------------------------------------------------------------------------

    def happenings(self, *names: str) -> list[Happening]:
        """Return when every entry happened, by the first of some columns that is filled."""
        found: list[Happening] = []
        written = [self._written(entry, names) for entry in self.entries]
        self._near = _nearest([self._certain(day) for _, day in written])
        for entry, (name, day), near in zip(self.entries, written, self._near, strict=True):
            found.append(self._happening(entry, name, day, near))
        return found

    def _written(self, entry: Entry, names: Sequence[str]) -> tuple[str, WrittenDay]:
        for name in names:
            day = read_written_day(entry.raw(name))
            if not day.says_nothing:
                return name, self._completed(entry, day)
        parts = [read_figure(entry.raw(name)) for name in ("year", "month", "date")]
        if parts[2]:
            day = WrittenDay(parts[0], parts[1], parts[2])
            return "date", self._completed(entry, day)
        return names[0], WrittenDay()

    def _completed(self, entry: Entry, day: WrittenDay) -> WrittenDay:
        """Add the year and month that columns or the period give to a day such as 18日."""
        if day.year is not None or not day.day:
            return day
        year, month = read_figure(entry.raw("year")), read_figure(entry.raw("month"))
        month = day.month or month or self._period(entry).month_of(day)
        return replace(day, year=year, month=month)

    def _period(self, entry: Entry) -> LedgerPeriod:
        own = entry.period
        named = Period(own.year or self._named.year, own.first or self._named.first,
                       own.last or self._named.last)  # fmt: skip
        return LedgerPeriod(named, self._file, self._filed)

    @staticmethod
    def _certain(day: WrittenDay) -> dt.date | None:
        if day.year is None or day.month is None or not day.day:
            return None
        return date_of(day.year, day.month, day.day)

    def _happening(
        self,
        entry: Entry,
        name: str,
        written: WrittenDay,
        near: _Near,
    ) -> Happening:
        label = self._label(name)
        if written.says_nothing:
            self.say(entry, name, f"没有填写{label}，请补填。")
            return Happening()
        period = self._period(entry)
        if written.unread or written.doubt or written.month is None:
            self._unclear(entry, name, written)
            return Happening()
        if period.contradicted(written):
            self.say(
                entry, name, f"{label}“{_shown(written)}”不在表名写明的期间内，没有采用，请核对。"
            )
            return Happening()
        year = written.year or period.year_of(written.month, written.day, *near)
        day = date_of(year, written.month, written.day) if year else None
        if day is None:
            self.say(entry, name, f"{label}“{_shown(written)}”没有写年份，没有采用，请补上年份。")
            return Happening()
        return Happening(day, self._until(entry, name, written, day), written.clock)

    def _until(self, entry: Entry, name: str, written: WrittenDay, day: dt.date) -> dt.date | None:
        if written.until is None:
            return None
        year, month, last = written.until
        for candidate_year in (year,) if year else (day.year, day.year + 1):
            until = date_of(candidate_year, month or day.month, last)
            if until is not None and day <= until and (until - day).days < 366:
                return until if until > day else None
        self.say(entry, name, f"{self._label(name)}的起止“{plain_text(entry.raw(name))}”前后不符，"
                              "只采用了开始的一天，请核对。")  # fmt: skip
        return None

    def _unclear(self, entry: Entry, name: str, written: WrittenDay) -> None:
        label = self._label(name)
        if written.doubt:
            self.say(entry, name, f"{label}{written.doubt}，没有采用，请写明月和日。")
        else:
            text = _short(written.unread or _shown(written))
            self.say(entry, name, f"{label}“{text}”不是明确的日期，没有采用，请核对。")

    def following(self, entry: Entry, name: str, event: dt.date | None) -> dt.date | None:
        """Return a day that follows the event, such as 办结, 调解, 回访.

        Args:
            entry: The record.
            name: The field.
            event: When it happened; a day without a year is the first one after it.
        """
        return self.follows(entry, name, read_written_day(entry.raw(name)), event)

    def follows(
        self, entry: Entry, name: str, written: WrittenDay, event: dt.date | None
    ) -> dt.date | None:
        """Complete a day that follows the event; what is unclear is noted."""
        if written.says_nothing:
            return None
        if written.unread or written.doubt or written.month is None:
            self._unclear(entry, name, written)
            return None
        year = written.year
        if year is None and event is not None:
            year = following_year(written.month, written.day, event)
        elif year is None:
            near = self._near[self._place_of[entry.line]]
            year = self._period(entry).year_of(written.month, written.day, *near)
        day = date_of(year, written.month, written.day) if year else None
        if day is None:
            label = self._label(name)
            self.say(entry, name, f"{label}“{_shown(written)}”的年份不清楚，没有采用，请补上年份。")
        return day

    def limit(self, entry: Entry, name: str, event: dt.date | None) -> tuple[dt.date | None, str]:
        """Return a limit as a day, or as written when it is a length of time."""
        raw = entry.raw(name)
        text = plain_text(raw)
        written = read_written_day(raw, is_limit=True)
        if (written.unread or not written.month) and _DURATION.fullmatch("".join(text.split())):
            return None, text
        day = self.follows(entry, name, written, event)
        return day, "" if day or written.says_nothing else text

    # places and telephones ---------------------------------------------------------------

    def place(self, entry: Entry) -> tuple[str, str, str]:
        """Return the place as written, its village and its group, as far as they are told."""
        village, group, text = (entry.text(name) for name in ("village", "group", "place"))
        inner = split_place(text) if text else NOWHERE
        by_group = split_place(group) if group else NOWHERE
        told = village_name(village) if village else by_group.village or inner.village
        around = entry.place if entry.place != NOWHERE else self._place
        if group and by_group.group and not by_group.rest:
            group = by_group.group
        # a group told around belongs to its own village only
        near = not told or told == around.village
        found = group or inner.group or (around.group if near and not text else "")
        return text or f"{village}{group}", told or around.village or self._place.village, found

    def phone(self, entry: Entry, name: str, who: str) -> tuple[str, tuple[str, ...]]:
        """Return the first telephone of a cell and the others; unreadable ones are noted."""
        phones = read_phones(given(entry.text(name)))
        if phones.unread:
            self.say(entry, name, problems.phone_invalid(), code=ProblemCode.PHONE_INVALID, who=who)
        return phones.main, phones.others

    def _label(self, name: str) -> str:
        field = self._labels.fields.get(f"{self._shape.prefix}.{name}")
        return field.label if field else name


@dataclass(frozen=True, slots=True)
class About:
    """What a sheet is read with.

    Attributes:
        words: The lexicon of its kind.
        file: The file's name without ending.
    """

    words: Lexicon
    file: str


def read_figure(raw: object) -> int | None:
    """Return the whole figure of a cell such as 3, 3月, 2023年; None without one."""
    text = plain_text(raw) if isinstance(raw, str | int | float) else ""
    found = re.fullmatch(r"(\d{1,4})[年月日号份]{0,2}", text)
    return int(found[1]) if found else None


def _shown(written: WrittenDay) -> str:
    parts = ((written.year, "年"), (written.month, "月"), (written.day or None, "日"))
    return "".join(f"{figure}{unit}" for figure, unit in parts if figure)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


def _nearest(days: Sequence[dt.date | None]) -> list[_Near]:
    """Return for every record the nearest certain day above and below it."""
    above: list[dt.date | None] = []
    last: dt.date | None = None
    for day in days:
        above.append(last)
        last = day or last
    below: list[dt.date | None] = []
    last = None
    for day in reversed(days):
        below.append(last)
        last = day or last
    return list(zip(above, reversed(below), strict=True))
