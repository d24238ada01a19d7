"""Working days (工作日): weekends, statutory holidays and shifted working days (调休).

The shipped days are those of the yearly notices of 国务院办公厅 in ``resources/calendar``,
one file a notice, which names its number. A notice comes out each autumn; until the next
program carries it, an office imports the days itself (``read_calendar``). Source of the
law: 全国年节及纪念日放假办法 (2024年修订).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from liaison_desktop import paths
from liaison_desktop.domain.cell_date import read_date
from liaison_desktop.domain.cell_text import CellValue, is_blank, plain_text, without_spaces

_DAY = timedelta(days=1)
_SATURDAY = 5
_NATIONAL_DAY = (10, 1)  # in every notice: who lists it has the year's notice

# Off every year by the law itself, whatever the notice adds; the others follow the moon.
_FIXED = frozenset(((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)))

_OFF_WORDS = frozenset(
    ("休", "放假", "休息", "休假", "假", "假日", "节假日", "法定节假日", "节日", "休息日",
     "调休放假", "放假调休", "补休", "调休休息", "休息调休"),
)  # fmt: skip
_WORK_WORDS = frozenset(
    ("班", "上班", "补班", "调休上班", "上班日", "工作日", "工作", "调班", "上班调休", "补上班"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days the office works.

    Attributes:
        holidays: Days off by notice, with the holiday's name; includes 调休 rest days.
        workdays: Weekend days that are worked, with the holiday they make up for.
        known_through: The last year whose notice is known, 0 when none is. Later years
            know weekends and the holidays with a fixed date only.
    """

    holidays: Mapping[date, str]
    workdays: Mapping[date, str]
    known_through: int = field(init=False)

    def __post_init__(self) -> None:
        """Find the last year whose notice is there."""
        years = [day.year for day in self.holidays if (day.month, day.day) == _NATIONAL_DAY]
        object.__setattr__(self, "known_through", max(years, default=0))

    def is_holiday(self, day: date) -> bool:
        """Tell whether a day is off by law or notice; a plain weekend is not."""
        if day in self.workdays:
            return False
        return day in self.holidays or (
            day.year > self.known_through > 0 and (day.month, day.day) in _FIXED
        )

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked."""
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and not self.is_holiday(day)

    def next_working(self, day: date) -> date:
        """Return the first working day from a day on, that day itself if it is one."""
        while not self.is_working(day):
            day += _DAY
        return day

    def add_working_days(self, start: date, n: int) -> date:
        """Return the n-th working day after a day, which itself is not counted.

        Raises:
            ValueError: When ``n`` is negative.
        """
        if n < 0:
            raise ValueError(n)
        day = start
        for _ in range(n):
            day = self.next_working(day + _DAY)
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """Return how many working days lie after ``a`` up to ``b`` included, 0 when b ≤ a."""
        return sum(self.is_working(a + i * _DAY) for i in range(1, (b - a).days + 1))

    def with_days(
        self, holidays: Mapping[date, str], workdays: Mapping[date, str]
    ) -> "WorkCalendar":
        """Return the calendar with imported days laid over: they win on the days they name."""
        kept_off = {day: name for day, name in self.holidays.items() if day not in workdays}
        kept_on = {day: name for day, name in self.workdays.items() if day not in holidays}
        return WorkCalendar({**kept_off, **holidays}, {**kept_on, **workdays})


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What an imported table of days says.

    Attributes:
        holidays, workdays: As in ``WorkCalendar``.
        problems: 1-based row and one Chinese sentence, for every row that was left out.
    """

    holidays: Mapping[date, str]
    workdays: Mapping[date, str]
    problems: tuple[tuple[int, str], ...]


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar of the notices that ship with the program."""
    holidays: dict[date, str] = {}
    workdays: dict[date, str] = {}
    for path in sorted(paths.resource("calendar").glob("*.json")):
        notice = json.loads(path.read_text(encoding="utf-8"))
        for span in notice["off"]:
            holidays.update(dict.fromkeys(_days(span["first"], span["last"]), span["name"]))
        for one in notice["work"]:
            workdays[date.fromisoformat(one["day"])] = one["name"]
    return WorkCalendar(holidays, workdays)


def _days(first: str, last: str) -> Iterator[date]:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day
        day += _DAY


def read_calendar(rows: Iterable[Sequence[CellValue]]) -> CalendarReading:
    """Read an imported table of days.

    Args:
        rows: One row a day: 日期, 类别 (休 or 班 and their synonyms; 调休 alone says neither),
            名称, which may be missing. A heading in the first row and empty rows are passed over.
    """
    kinds: dict[date, tuple[bool, str]] = {}
    contradicted: set[date] = set()
    problems: list[tuple[int, str]] = []
    for line, row in enumerate(rows, start=1):
        cells = [*row, None, None, None][:3]
        texts = [plain_text(cell) for cell in cells]
        if all(is_blank(text) for text in texts) or (line == 1 and texts[0] == "日期"):
            continue
        day, off = read_date(cells[0]).day, _is_off(texts[1])
        if day is None:
            problems.append((line, f"日期“{texts[0]}”读不出是哪一天，请写成 2027-01-01 的样子。"))
        elif off is None:
            problems.append((line, f"类别“{texts[1]}”应写“休”或“班”。"))
        elif day in contradicted or kinds.get(day, (off, ""))[0] is not off:
            contradicted.add(day)
            problems.append((line, f"{day.isoformat()}既写了休又写了班，这一天没有采用。"))
        else:
            kinds[day] = (off, texts[2])
    kept = {day: kind for day, kind in kinds.items() if day not in contradicted}
    return CalendarReading(
        {day: name for day, (off, name) in kept.items() if off},
        {day: name for day, (off, name) in kept.items() if not off},
        tuple(problems),
    )


def _is_off(text: str) -> bool | None:
    word = without_spaces(text)
    if word in _OFF_WORDS:
        return True
    return False if word in _WORK_WORDS else None
