"""Clocks (时限): limits, deadlines, pauses and the light that shows how a matter stands.

Sources: 民事诉讼法 85 (the day a limit starts on is not counted; a last day off moves to the
first working day), 民事诉讼法 205 with 人民调解法 33 (judicial confirmation within 30 days),
信访工作条例 34 (60 days); domain.md 5.3, 6.4 and 13.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from liaison_desktop.domain.matters.work_calendar import WorkCalendar

AMBER_SHARE = 0.7  # of the time gone


class LimitUnit(StrEnum):
    """In what a limit is counted."""

    CALENDAR = "calendar"
    WORKING = "working"


class Light(StrEnum):
    """How a matter stands against its limit."""

    GREY = "grey"
    AMBER = "amber"
    RED = "red"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time: so many calendar or working days."""

    days: int
    unit: LimitUnit = LimitUnit.CALENDAR

    def __post_init__(self) -> None:
        """Refuse a length below nothing."""
        if self.days < 0:
            raise ValueError(self.days)


JUDICIAL_CONFIRMATION = Limit(30)
PETITION_HANDLING = Limit(60)


def deadline(start: date, limit: Limit, calendar: WorkCalendar, *, roll: bool = False) -> date:
    """Return the last day of a limit.

    Args:
        start: The day it starts on, which is not counted.
        limit: Its length.
        calendar: The office's working days.
        roll: Whether a last day off moves to the first working day after it.
    """
    if limit.unit is LimitUnit.WORKING:
        return calendar.add_working_days(start, limit.days)
    last = start + timedelta(days=limit.days)
    return calendar.next_working(last) if roll else last


def judicial_confirmation_deadline(effective_on: date, calendar: WorkCalendar) -> date:
    """Return the last day the parties may ask the court to confirm an agreement."""
    return deadline(effective_on, JUDICIAL_CONFIRMATION, calendar, roll=True)


def petition_deadline(accepted_on: date, calendar: WorkCalendar) -> date:
    """Return the last day to answer a petition; it stays where it falls (domain.md 13)."""
    return deadline(accepted_on, PETITION_HANDLING, calendar)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a clock stands still.

    Attributes:
        since: The first day that does not count.
        until: The day it runs again, None while it still stands.
        reason: Why, in the office's words.
    """

    since: date
    until: date | None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it begins."""
        if self.until is not None and self.until < self.since:
            raise ValueError(self)

    def stands_on(self, day: date) -> bool:
        """Tell whether the clock stands still on a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Clock:
    """What runs from the day a matter came in to the day it is due.

    Attributes:
        start: The day it came in.
        due: The day it is due when nothing pauses it.
        pauses: In any order; they may overlap. A pause that begins when the matter is
            overdue already does not move anything.
    """

    start: date
    due: date
    pauses: tuple[Pause, ...] = ()

    def due_today(self, today: date) -> date:
        """Return the due date, moved by the days paused so far."""
        return self.due + timedelta(days=self._paused(today))

    def share(self, today: date) -> float:
        """Return how much of the time is gone, pauses left out: 0 to 1, above when overdue."""
        gone = (today - self.start).days - self._paused(today)
        whole = (self.due - self.start).days
        if whole <= 0:
            return 1.0 if today >= self.start else 0.0
        return max(0.0, gone / whole)

    def light(self, today: date, ended_on: date | None = None) -> Light:
        """Return how the matter stands.

        Args:
            today: The day it is asked on.
            ended_on: The day the matter was closed, None while it is open; a day after
                ``today`` means it was open still.
        """
        if ended_on is not None and ended_on <= today:
            return Light.DONE
        if today > self.due_today(today):
            return Light.RED
        if any(pause.stands_on(today) for pause in self.pauses):
            return Light.PAUSED
        return Light.AMBER if self.share(today) >= AMBER_SHARE else Light.GREY

    def days_left(self, today: date) -> int:
        """Return the days to the due date, 0 on that day and after."""
        return max(0, (self.due_today(today) - today).days)

    def days_over(self, today: date) -> int:
        """Return the days since the due date, 0 while it is not past."""
        return max(0, (today - self.due_today(today)).days)

    def _paused(self, today: date) -> int:
        """Return the days paused before ``today``, each counted once."""
        paused, counted_to = 0, self.start
        for pause in sorted(self.pauses, key=lambda one: one.since):
            if pause.since > self.due + timedelta(days=paused):
                break
            first = max(pause.since, counted_to)
            last = today if pause.until is None else min(pause.until, today)
            paused += max(0, (last - first).days)
            counted_to = max(counted_to, last)
        return paused


@dataclass(frozen=True, slots=True)
class Standing:
    """How a matter stands against its limit on a day.

    Attributes:
        limit_on: Its limit as of the day, a running pause counted; None without one.
        light: Of its clock; done when it ended.
        days: Days left, negative when over; None without a limit or when it ended.
    """

    limit_on: date | None
    light: Light
    days: int | None


def stored_clock(start: date, limit_on: date, pauses: Sequence[Pause], today: date) -> Clock:
    """Return the clock of a stored limit, which ended pauses have moved already.

    Only a pause that still runs moves it further; the days of the ended ones are left out
    of the time gone and of the whole.

    Args:
        start: The day the matter came in.
        limit_on: Its limit as stored.
        pauses: All of them.
        today: The day it is.
    """
    running = tuple(pause for pause in pauses if pause.until is None)
    ended = tuple(pause for pause in pauses if pause.until is not None)
    paused = sum(((pause.until or pause.since) - pause.since).days for pause in ended)
    whole = Clock(start, limit_on - timedelta(days=paused), tuple(pauses))
    plain = Clock(start, limit_on, running)
    same = whole.due > start and whole.due_today(today) == plain.due_today(today)
    return whole if same else plain


def moved_limit(start: date, limit_on: date, pause: Pause) -> date:
    """Return where a limit stands once a pause has ended; a late pause does not move it."""
    return Clock(start, limit_on, (pause,)).due_today(pause.until or pause.since)
