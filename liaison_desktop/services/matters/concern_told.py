"""What a row of a concern ledger comes to in our columns; nothing is guessed.

Where the ledger says that a matter ended but not when, it stays open and is listed: a day
that nobody wrote would count in some month's figures.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.clock import Limit, LimitUnit, deadline
from liaison_desktop.domain.matters.concern_roster import RosterConcern
from liaison_desktop.domain.matters.state_words import ToldState
from liaison_desktop.domain.matters.work_calendar import WorkCalendar
from liaison_desktop.domain.register.roster import ProblemCode
from liaison_desktop.domain.terms.concern import ConcernState
from liaison_desktop.models.column_limits import clipped

_LONGEST_TITLE = 100
_SHORT_TITLE = 60
_CLAUSE = re.compile(r"[。；！？\n]")
_LENGTH = re.compile(r"(\d{1,3})\s*个?\s*(工作日|天|日)(?:内|以内)?")
_OPEN = {
    None: ConcernState.IN_HAND,
    ToldState.IN_HAND: ConcernState.IN_HAND,
    ToldState.PASSED_UP: ConcernState.ESCALATED,
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a row a person should look at."""

    field: str
    code: str
    message: str


@dataclass(slots=True)
class ToldConcern:
    """A row as the store would hold it.

    Attributes:
        row: The row.
        state: Where the concern stands.
        values: Columns of ``terms.concern`` the row says; blanks are absent.
        doubts: What a person should look at.
    """

    row: RosterConcern
    state: ConcernState
    values: dict[str, Any]
    doubts: list[Doubt] = field(default_factory=list)


def told_concern(row: RosterConcern, received: date, calendar: WorkCalendar) -> ToldConcern:
    """Return what a row with a day says.

    Args:
        row: The row.
        received: Its 登记日期.
        calendar: For limits written as so many working days.
    """
    values = {name: value for name, value in _plain(row) if value not in (None, "")}
    values |= {"received_on": received, **_titled(row.content)}
    limit = row.limit or _counted_limit(row.limit_text, received, calendar)
    told = ToldConcern(row, ConcernState.IN_HAND, values)
    if limit is not None and limit >= received:
        values["limit_on"] = limit
    elif row.limit_text or limit is not None:
        told.doubts.append(
            Doubt(
                "limit_on",
                ProblemCode.AMBIGUOUS,
                "办结时限读不出或早于登记日期，没有记下，请核对。",
            )
        )
    _set_state(told, received)
    return told


def _plain(row: RosterConcern) -> Iterator[tuple[str, Any]]:
    for name, codes in (
        ("channel", "concern_channel"),
        ("category", "concern_category"),
        ("tag", "concern_tag"),
        ("level", "concern_level"),
        ("disposition", "concern_disposition"),
    ):
        yield name, clipped("concern", name, code_list(codes).value_of(getattr(row, name)))
    for name in ("place", "co_unit"):
        yield name, clipped("concern", name, getattr(row, name))
    yield "applicant", clipped("concern", "applicant", "、".join(_shown(row)))
    yield "applicant_phone", clipped("concern", "applicant_phone", row.phone)
    if row.progress.strip() != row.state_text.strip():
        yield "result", row.progress
    notes = [row.note, f"原台账编号：{row.number}" if row.number else ""]
    yield "note", "；".join(part for part in notes if part)
    yield "people", len(row.applicants) or 1


def _shown(row: RosterConcern) -> list[str]:
    return [f"{one.name}{one.hint if one.hint.startswith('等') else ''}" for one in row.applicants]


def _titled(content: str) -> dict[str, str]:
    """Return a long matter as a title and the whole text."""
    text = content.strip()
    if len(text) <= _LONGEST_TITLE:
        return {"title": " ".join(text.split())}
    return {"title": _CLAUSE.split(text)[0][:_SHORT_TITLE].strip(), "content": text}


def _counted_limit(text: str, received: date, calendar: WorkCalendar) -> date | None:
    found = _LENGTH.fullmatch("".join(text.split()))
    if found is None:
        return None
    unit = LimitUnit.WORKING if found[2] == "工作日" else LimitUnit.CALENDAR
    return deadline(received, Limit(int(found[1]), unit), calendar)


def _set_state(told: ToldConcern, received: date) -> None:
    row, values = told.row, told.values
    if row.state is ToldState.ANSWERED:
        told.state = ConcernState.ANSWERED
        values.setdefault("result", row.progress or row.state_text)
        _judged(told)
        return
    if row.state in _OPEN and not (row.state is None and row.done is not None):
        told.state = _OPEN[row.state]
        return
    ended = _ended_on(told)
    if ended is None or ended < received:
        words = row.state_text or "已办结"
        why = "没有写日期" if ended is None else "日期早于登记日期"
        message = f"写着“{words}”但{why}，暂按正在办理存入，请补上日期。"
        told.doubts.append(Doubt("done_on", ProblemCode.AMBIGUOUS, message))
        return
    if row.state is ToldState.RETURNED:
        told.state, values["returned_on"] = ConcernState.RETURNED, ended
        return
    values["done_on"] = ended
    told.state = _closed_state(told)
    _judged(told)


def _closed_state(told: ToldConcern) -> ConcernState:
    row, values = told.row, told.values
    if row.feedback is not None:
        values["feedback_on"] = row.feedback
    if row.feedback_way:
        way = code_list("feedback_way").value_of(row.feedback_way)
        values["feedback_way"] = clipped("concern", "feedback_way", way)
    if row.struck_off is not None or row.state is ToldState.STRUCK_OFF:
        if row.struck_off is not None:
            values["struck_off_on"] = row.struck_off
        return ConcernState.STRUCK_OFF
    if row.feedback is not None:
        return ConcernState.FED_BACK
    if row.state is ToldState.EXPLAINED:
        values["disposition"] = "explain"
        return ConcernState.EXPLAINED
    return ConcernState.DONE


def _ended_on(told: ToldConcern) -> date | None:
    """Return 办结日期; what was fed back or struck off was done by that day at the latest."""
    row = told.row
    if row.done is not None:
        return row.done
    later = row.feedback or row.struck_off
    if later is not None:
        message = f"没有写办结日期，暂以 {later.isoformat()} 为办结日期，请核对。"
        told.doubts.append(Doubt("done_on", ProblemCode.AMBIGUOUS, message))
    return later


def _judged(told: ToldConcern) -> None:
    if told.row.satisfaction:
        code = code_list("satisfaction").value_of(told.row.satisfaction)
        told.values["satisfaction"] = clipped("concern", "satisfaction", code)
