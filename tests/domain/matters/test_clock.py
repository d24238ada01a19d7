"""Clocks: statutory deadlines, pauses and lights."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.matters.clock import (
    Clock,
    Light,
    Limit,
    LimitUnit,
    Pause,
    deadline,
    judicial_confirmation_deadline,
    petition_deadline,
)
from liaison_desktop.domain.matters.work_calendar import shipped_calendar

CALENDAR = shipped_calendar()
START = date(2026, 3, 2)
DAYS = st.integers(0, 120).map(lambda n: START + timedelta(days=n))


@st.composite
def pauses(draw):
    since = draw(st.integers(-20, 90))
    length = draw(st.none() | st.integers(0, 40))
    first = START + timedelta(days=since)
    return Pause(first, None if length is None else first + timedelta(days=length), "等待鉴定")


CLOCKS = st.builds(
    Clock,
    st.just(START),
    st.integers(0, 60).map(lambda n: START + timedelta(days=n)),
    st.lists(pauses(), max_size=4).map(tuple),
)


def test_judicial_confirmation_moves_past_the_holiday():
    assert judicial_confirmation_deadline(date(2026, 9, 1), CALENDAR) == date(2026, 10, 8)
    assert judicial_confirmation_deadline(date(2026, 4, 1), CALENDAR) == date(2026, 5, 6)
    assert judicial_confirmation_deadline(date(2026, 3, 2), CALENDAR) == date(2026, 4, 1)


def test_a_petition_stays_on_its_saturday():
    assert petition_deadline(date(2026, 1, 20), CALENDAR) == date(2026, 3, 21)


def test_limits_in_both_units():
    friday = date(2026, 9, 18)  # the Sunday after it is worked
    assert deadline(friday, Limit(5, LimitUnit.WORKING), CALENDAR) == date(2026, 9, 24)
    assert deadline(friday, Limit(1), CALENDAR) == date(2026, 9, 19)
    assert deadline(friday, Limit(1), CALENDAR, roll=True) == date(2026, 9, 20)
    assert deadline(friday, Limit(0), CALENDAR) == friday


@given(DAYS, st.integers(0, 90), st.sampled_from(LimitUnit))
def test_rolling_never_makes_a_limit_shorter(start, days, unit):
    plain = deadline(start, Limit(days, unit), CALENDAR)
    assert plain >= start + timedelta(days=days)
    rolled = deadline(start, Limit(days, unit), CALENDAR, roll=True)
    assert rolled >= plain
    assert days == 0 or CALENDAR.is_working(rolled)


def test_lights_of_a_matter_without_pauses():
    clock = Clock(date(2026, 3, 1), date(2026, 3, 11))
    assert clock.light(date(2026, 3, 7)) is Light.GREY
    assert clock.light(date(2026, 3, 8)) is Light.AMBER
    assert clock.light(date(2026, 3, 11)) is Light.AMBER
    assert clock.light(date(2026, 3, 12)) is Light.RED
    assert (clock.days_left(date(2026, 3, 8)), clock.days_over(date(2026, 3, 8))) == (3, 0)
    assert (clock.days_left(date(2026, 3, 14)), clock.days_over(date(2026, 3, 14))) == (0, 3)
    assert clock.light(date(2026, 3, 14), ended_on=date(2026, 3, 13)) is Light.DONE
    assert clock.light(date(2026, 3, 12), ended_on=date(2026, 3, 13)) is Light.RED


def test_a_pause_moves_the_due_date_day_by_day():
    clock = Clock(date(2026, 3, 1), date(2026, 3, 11), (Pause(date(2026, 3, 5), None),))
    assert clock.due_today(date(2026, 3, 5)) == date(2026, 3, 11)
    assert clock.due_today(date(2026, 3, 25)) == date(2026, 3, 31)
    assert clock.share(date(2026, 3, 25)) == clock.share(date(2026, 3, 5)) == 0.4
    assert clock.light(date(2026, 3, 25)) is Light.PAUSED
    ended = Clock(clock.start, clock.due, (Pause(date(2026, 3, 5), date(2026, 3, 8)),))
    assert ended.due_today(date(2026, 3, 20)) == date(2026, 3, 14)
    assert ended.light(date(2026, 3, 8)) is Light.GREY
    assert ended.light(date(2026, 3, 15)) is Light.RED


def test_pauses_that_overlap_count_once_and_a_late_one_saves_nothing():
    first = Pause(date(2026, 3, 3), date(2026, 3, 6))
    second = Pause(date(2026, 3, 4), date(2026, 3, 8))
    late = Pause(date(2026, 3, 20), None)
    clock = Clock(date(2026, 3, 1), date(2026, 3, 11), (late, second, first))
    assert clock.due_today(date(2026, 4, 30)) == date(2026, 3, 16)
    assert clock.light(date(2026, 3, 25)) is Light.RED


def test_a_limit_of_no_days_is_used_up_at_once():
    clock = Clock(START, START)
    assert clock.share(START - timedelta(days=1)) == 0
    assert clock.share(START) == 1
    assert clock.light(START) is Light.AMBER


def test_what_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="2026"):
        Pause(date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(ValueError, match="-1"):
        Limit(-1)


@given(CLOCKS, pauses(), DAYS)
def test_another_pause_never_makes_it_due_earlier(clock, pause, today):
    more = Clock(clock.start, clock.due, (*clock.pauses, pause))
    assert more.due_today(today) >= clock.due_today(today) >= clock.due
    assert more.share(today) <= clock.share(today)


@given(CLOCKS, DAYS)
def test_time_only_goes_forward(clock, today):
    tomorrow = today + timedelta(days=1)
    assert clock.share(today) <= clock.share(tomorrow)
    assert 0 <= (clock.due_today(tomorrow) - clock.due_today(today)).days <= 1


@given(CLOCKS, DAYS)
def test_light_days_and_share_tell_the_same(clock, today):
    light = clock.light(today)
    assert (light is Light.RED) == (clock.days_over(today) > 0)
    assert clock.days_left(today) == 0 or clock.days_over(today) == 0
    assert clock.days_left(today) - clock.days_over(today) == (clock.due_today(today) - today).days
    if clock.due > clock.start:
        assert (clock.share(today) > 1) == (light is Light.RED)
    if light is Light.GREY:
        assert clock.share(today) < 0.7
