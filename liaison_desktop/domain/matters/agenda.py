"""What is due today (今日), and what happened at a household (时间轴)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.clock import Light


class DutyKind(Enum):
    """What kind of thing is due."""

    CONCERN_LIMIT = "concern_limit"
    CONCERN_FEEDBACK = "concern_feedback"
    CONCERN_STRIKE_OFF = "concern_strike_off"
    PROMISE = "promise"
    NEXT_VISIT = "next_visit"
    DISPUTE_LIMIT = "dispute_limit"
    AGREEMENT_PERFORMANCE = "agreement_performance"
    DISPUTE_FOLLOW_UP = "dispute_follow_up"
    JUDICIAL_CONFIRMATION = "judicial_confirmation"
    POLICE_REPORT = "police_report"
    ZERO_REPORT = "zero_report"
    UNRESOLVED_VISITS = "unresolved_visits"
    MONTH_END = "month_end"
    BRIEFING = "briefing"
    CALENDAR_DATA = "calendar_data"
    OWED_REPORT = "owed_report"


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of 今日 with its button.

    Attributes:
        kind: What it is.
        light: Red, amber or grey.
        due_on: Day, None when none.
        days: Days left, negative when over, None without a day.
        title: One sentence.
        who: Name of the person it is for, "" for the station.
        action: Caption of its button.
        target, target_id: The record the button opens; None for a view of its own. Of a
            零报告 that is owed the village.
    """

    kind: DutyKind
    light: Light
    due_on: date | None
    days: int | None
    title: str
    who: str
    action: str
    target: Kind | None = None
    target_id: int | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened at a household: visit, concern, dispute, card, pairing."""

    on: date
    kind: Kind
    record_id: int
    title: str
    detail: str
    state: str
