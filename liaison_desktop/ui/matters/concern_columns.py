"""The columns of the concern list, its saved filters, and how a concern's clock is told."""

from datetime import date

from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.concern import ConcernFilter, ConcernRow
from liaison_desktop.domain.terms.concern import (
    CLOSED_STATES,
    CONCERN_STATE_LABELS,
    OPEN_STATES,
    ConcernState,
)
from liaison_desktop.ui.filter_chips import Chip
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.tokens import Tone

ALL, OPEN, OVERDUE, AMBER, OWED, STRUCK, ANSWERED, RETURNED = (
    "all",
    "open",
    "overdue",
    "amber",
    "owed",
    "struck",
    "answered",
    "returned",
)
CHIPS = (
    Chip(ALL, "全部"),
    Chip(OPEN, "在办", "进了台账，还没有办结或退回"),
    Chip(OVERDUE, "超期", "过了办结时限还没有办结"),
    Chip(AMBER, "临期", "时限已过七成"),
    Chip(OWED, "待反馈销号", "办结了，还要告诉群众、请群众评价、销号"),
    Chip(STRUCK, "已销号"),
    Chip(ANSWERED, "当场答复", "当场答复的只登记、只计数，不进台账"),
    Chip(RETURNED, "退回"),
)
FILTERS = {
    ALL: ConcernFilter(),
    OPEN: ConcernFilter(states=OPEN_STATES),
    OVERDUE: ConcernFilter(overdue=True),
    AMBER: ConcernFilter(amber=True),
    OWED: ConcernFilter(owed_feedback=True),
    STRUCK: ConcernFilter(states=(ConcernState.STRUCK_OFF,)),
    ANSWERED: ConcernFilter(states=(ConcernState.ANSWERED,)),
    RETURNED: ConcernFilter(states=(ConcernState.RETURNED,)),
}
_LIGHT_TONES = {
    Light.RED: Tone.RED,
    Light.AMBER: Tone.AMBER,
    Light.GREY: Tone.GREEN,
    Light.PAUSED: Tone.GREY,
}


def light_words(light: Light, days: int | None) -> str:
    """Return a clock in words: 超期 3 天, 剩 5 天, 今天到期, 暂停计时; "" without a limit."""
    if light is Light.PAUSED:
        return "暂停计时"
    if days is None:
        return ""
    if days < 0:
        return f"超期 {-days} 天"
    return f"剩 {days} 天" if days else "今天到期"


def light_tone(light: Light, days: int | None) -> Tone | None:
    """Return the colour of a clock, None where nothing runs."""
    return _LIGHT_TONES.get(light) if light_words(light, days) else None


def state_tone(state: ConcernState) -> Tone:
    """Return the tone a state is shown in."""
    if state is ConcernState.ESCALATED:
        return Tone.AMBER
    if state in OPEN_STATES:
        return Tone.ACCENT
    if state in (ConcernState.DONE, ConcernState.FED_BACK):
        return Tone.AMBER
    done = state in CLOSED_STATES or state is ConcernState.ANSWERED
    return Tone.GREEN if done else Tone.GREY


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


_C = Column[ConcernRow]
COLUMNS: tuple[_C, ...] = (
    _C(key="number", title="编号", text=lambda row: row.number, width=104),
    _C(
        key="limit_on",
        title="时限",
        text=lambda row: light_words(row.light, row.days),
        tone=lambda row: light_tone(row.light, row.days),
        tip=lambda row: f"办结时限 {_day(row.limit_on)}" if row.limit_on else "",
        width=112,
    ),
    _C(
        key="title",
        title="申办事项",
        text=lambda row: row.title,
        tip=lambda row: row.title,
        width=186,
    ),
    _C(key="applicant", title="申请人", text=lambda row: row.applicant, width=76),
    _C(key="owner", title="责任人", text=lambda row: row.owner, width=76),
    _C(
        key="state",
        title="办理情况",
        text=lambda row: CONCERN_STATE_LABELS[row.state],
        tone=lambda row: state_tone(row.state),
        width=124,
    ),
    _C(key="received_on", title="登记日期", text=lambda row: _day(row.received_on), width=100),
    _C(key="category", title="类别", text=lambda row: row.category, width=90),
    _C(key="level", title="层级", text=lambda row: row.level, width=56),
    _C(key="household", title="农户", text=lambda row: row.household, width=130),
    _C(key="done_on", title="办结日期", text=lambda row: _day(row.done_on), width=100),
    _C(key="satisfaction", title="满意度", text=lambda row: row.satisfaction, width=84),
    _C(
        key="first_receiver",
        title="首访人",
        text=lambda row: row.first_receiver,
        width=84,
        hidden=True,
    ),
    _C(key="channel", title="来源", text=lambda row: row.channel, width=84, hidden=True),
    _C(
        key="reopened",
        title="反弹",
        text=lambda row: f"{row.reopened} 次" if row.reopened else "",
        width=66,
        align=RIGHT,
        hidden=True,
    ),
)
