"""Working days: the notices' days, weekends, and days an office imports."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop import paths
from liaison_desktop.domain.matters.work_calendar import (
    WorkCalendar,
    read_calendar,
    shipped_calendar,
)

CALENDAR = shipped_calendar()
NOTICES = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(paths.resource("calendar").glob("*.json"))
]
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


def test_every_year_since_2020_has_its_notice():
    assert [notice["year"] for notice in NOTICES] == list(range(2020, CALENDAR.known_through + 1))
    assert all(notice["number"].startswith("国办发明电〔") for notice in NOTICES)
    assert CALENDAR.known_through >= 2026


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: str(notice["year"]))
def test_a_notice_is_in_itself_right(notice):
    off = [
        date.fromisoformat(span["first"]) + timedelta(days=i)
        for span in notice["off"]
        for i in range(
            (date.fromisoformat(span["last"]) - date.fromisoformat(span["first"])).days + 1
        )
    ]
    worked = [date.fromisoformat(one["day"]) for one in notice["work"]]
    assert len(set(off)) == len(off)
    assert not set(off) & set(worked)
    assert all(day.weekday() >= 5 for day in worked)  # only a weekend day can be shifted to
    names = "".join(span["name"] for span in notice["off"])
    assert all(name in names for name in ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆"))


# 全国年节及纪念日放假办法: eleven statutory days a year, thirteen from 2025 on; every other
# weekday off is paid for with a worked weekend day. Holidays that fall on a weekend and are
# only joined to it make the sum smaller, never larger. 2020 was lengthened by decree.
@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025, 2026])
def test_shifted_days_are_paid_for(year):
    off = sum(day.year == year and day.weekday() < 5 for day in CALENDAR.holidays)
    worked = sum(day.year == year for day in CALENDAR.workdays)
    assert off - worked <= (13 if year >= 2025 else 11)


@pytest.mark.parametrize(
    ("day", "working", "holiday"),
    [
        ("2026-02-14", True, False),  # Saturday, worked
        ("2026-02-16", False, True),
        ("2026-02-28", True, False),
        ("2026-03-01", False, False),  # a plain Sunday
        ("2026-10-07", False, True),
        ("2026-10-08", True, False),
        ("2026-10-10", True, False),
        ("2023-06-25", True, False),
        ("2022-12-31", False, True),  # by the notice of 2023
        ("2020-02-01", False, True),  # a worked day of the first notice, off by the second
        ("2020-01-31", False, True),
        ("2024-02-09", True, False),  # New Year's Eve of 2024 was left to the units
        ("2019-10-01", True, False),  # before the first notice: nothing is known
    ],
)
def test_days_of_the_notices(day, working, holiday):
    day = date.fromisoformat(day)
    assert CALENDAR.is_working(day) is working
    assert CALENDAR.is_holiday(day) is holiday


def test_after_the_last_notice_only_the_law_is_known():
    year = CALENDAR.known_through + 1
    assert CALENDAR.is_holiday(date(year, 1, 1))
    assert CALENDAR.is_holiday(date(year, 5, 2))
    assert CALENDAR.is_holiday(date(year, 10, 3))
    assert not CALENDAR.is_holiday(date(year, 10, 4))


def test_an_empty_calendar_knows_weekends():
    bare = WorkCalendar({}, {})
    assert bare.known_through == 0
    assert bare.is_working(date(2026, 10, 1))
    assert not bare.is_working(date(2026, 10, 3))


@given(DAYS)
def test_the_next_working_day_is_the_first(day):
    found = CALENDAR.next_working(day)
    assert CALENDAR.is_working(found)
    assert not any(CALENDAR.is_working(day + timedelta(days=i)) for i in range((found - day).days))


@given(DAYS, st.integers(0, 60))
def test_adding_and_counting_agree(day, n):
    last = CALENDAR.add_working_days(day, n)
    assert CALENDAR.working_days_between(day, last) == n
    assert CALENDAR.working_days_between(last, day) == 0
    assert n == 0 or CALENDAR.is_working(last)


def test_days_are_not_added_backwards():
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.add_working_days(date(2026, 1, 1), -1)


def test_imported_days_win_over_shipped_ones():
    saturday, monday = date(2026, 10, 10), date(2026, 10, 12)
    changed = CALENDAR.with_days({saturday: "本地", monday: "本地"}, {date(2026, 10, 1): "抢险"})
    assert not changed.is_working(saturday)
    assert changed.is_holiday(monday)
    assert changed.is_working(date(2026, 10, 1))
    assert not changed.is_holiday(date(2026, 10, 1))
    assert changed.is_holiday(date(2026, 10, 2))
    assert CALENDAR.is_working(saturday)


def test_a_table_of_the_next_year_makes_it_known():
    year = CALENDAR.known_through + 1
    rows = [
        ("日期", "类别", "名称"),
        (f"{year}-01-01", "休", "元旦"),
        (date(year, 10, 1), "放假", "国庆节"),
        (f"{year}年10月9日", "上班", "国庆节"),
        (None, None, None),
        (f"{year}.10.2", "法定节假日"),
    ]
    read = read_calendar(rows)
    assert not read.problems
    assert read.holidays[date(year, 10, 2)] == ""
    assert read.workdays == {date(year, 10, 9): "国庆节"}
    assert CALENDAR.with_days(read.holidays, read.workdays).known_through == year


def test_what_a_table_does_not_say_is_listed_and_left_out():
    read = read_calendar(
        [
            ("2027-01", "休", "元旦"),
            ("2027-01-02", "调休", "元旦"),
            ("2027-01-03", "休", "元旦"),
            ("2027-01-04", "班", "元旦"),
            ("2027-01-03", "班", "元旦"),
            ("2027-01-03", "休", "元旦"),
        ]
    )
    assert [line for line, _ in read.problems] == [1, 2, 5, 6]
    assert not read.holidays
    assert list(read.workdays) == [date(2027, 1, 4)]
