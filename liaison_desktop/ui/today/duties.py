"""The duties of the ledgers as areas of 今日: what is overdue first, what was promised after."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liaison_desktop.domain.matters.agenda import Duty, DutyKind
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.matters.visit import VisitFilter
from liaison_desktop.ui.page import (
    CONCERNS,
    DISPUTES,
    PAGE_OF_KIND,
    SUMMARIES,
    VISITS,
    Destination,
)
from liaison_desktop.ui.today.due_area import SHOWN, DueArea, DueLine
from liaison_desktop.ui.tokens import Tone

MONTH_END_VIEW = "month_end"
CALENDAR_VIEW = "calendar"
OWED_VIEW = "owed"
ZERO_VIEW = "zero"
_TONES = {Light.RED: Tone.RED, Light.AMBER: Tone.AMBER}
_LATER = {Light.RED: 0, Light.AMBER: 1}


@dataclass(frozen=True, slots=True)
class _Area:
    """How the duties of one kind are shown: caption, measure word, button, the whole list."""

    title: str
    measure: str
    everything: Destination


_AREAS: Mapping[DutyKind, _Area] = {
    DutyKind.POLICE_REPORT: _Area(
        "应报告公安机关的纠纷", "件", Destination(DISPUTES, filter=DisputeFilter(open=True))
    ),
    DutyKind.CONCERN_LIMIT: _Area(
        "民情事项到期", "件", Destination(CONCERNS, filter=ConcernFilter(overdue=True))
    ),
    DutyKind.DISPUTE_LIMIT: _Area(
        "矛盾纠纷到期", "件", Destination(DISPUTES, filter=DisputeFilter(overdue=True))
    ),
    DutyKind.PROMISE: _Area("答应群众的事", "件", Destination(CONCERNS)),
    DutyKind.AGREEMENT_PERFORMANCE: _Area("协议履行到期", "件", Destination(DISPUTES)),
    DutyKind.DISPUTE_FOLLOW_UP: _Area(
        "该回访的纠纷", "件", Destination(DISPUTES, filter=DisputeFilter(owed_follow_up=True))
    ),
    DutyKind.JUDICIAL_CONFIRMATION: _Area("司法确认期限", "件", Destination(DISPUTES)),
    DutyKind.CONCERN_FEEDBACK: _Area(
        "办结了还没反馈", "件", Destination(CONCERNS, filter=ConcernFilter(owed_feedback=True))
    ),
    DutyKind.CONCERN_STRIKE_OFF: _Area(
        "反馈了还没销号", "件", Destination(CONCERNS, filter=ConcernFilter(owed_feedback=True))
    ),
    DutyKind.ZERO_REPORT: _Area("该报的零报告", "份", Destination(DISPUTES, view=ZERO_VIEW)),
    DutyKind.NEXT_VISIT: _Area("约好的走访", "户", Destination(VISITS)),
    DutyKind.UNRESOLVED_VISITS: _Area(
        "走访对象待核对", "次", Destination(VISITS, filter=VisitFilter(unresolved=True))
    ),
    DutyKind.MONTH_END: _Area("月末梳理与公示", "件", Destination(CONCERNS, view=MONTH_END_VIEW)),
    DutyKind.BRIEFING: _Area("通报", "件", Destination(CONCERNS, view=MONTH_END_VIEW)),
    DutyKind.OWED_REPORT: _Area("该报送的材料", "项", Destination(SUMMARIES, view=OWED_VIEW)),
    DutyKind.CALENDAR_DATA: _Area("工作日历", "件", Destination(CONCERNS, view=CALENDAR_VIEW)),
}


def duty_areas(duties: Sequence[Duty]) -> tuple[DueArea, ...]:
    """Return the areas of some duties, the most pressing first.

    Args:
        duties: In the order they are due.
    """
    grouped: dict[DutyKind, list[Duty]] = defaultdict(list)
    for duty in duties:
        grouped[duty.kind].append(duty)
    areas = [_area(kind, grouped[kind]) for kind in _AREAS if kind in grouped]
    pressing = {Tone.RED: 0, Tone.AMBER: 1}
    return tuple(sorted(areas, key=lambda area: pressing.get(area.tone, 2)))


def _area(kind: DutyKind, duties: Sequence[Duty]) -> DueArea:
    words = _AREAS[kind]
    first = sorted(duties, key=lambda duty: _LATER.get(duty.light, 2))
    return DueArea(
        key=kind.value,
        title=words.title,
        tone=_TONES.get(first[0].light, Tone.GREY),
        measure=words.measure,
        count=len(duties),
        step=first[0].action,
        lines=tuple(DueLine(one.title, _detail(one), _place(one, words)) for one in first[:SHOWN]),
        everything=words.everything,
    )


def _detail(duty: Duty) -> str:
    """Say for whom it is and by when; how far off that is stands in the title."""
    parts = [duty.who] if duty.who else []
    if duty.due_on is not None:
        parts.append(f"期限 {duty.due_on.isoformat()}")
    return " · ".join(parts)


def _place(duty: Duty, words: _Area) -> Destination:
    if duty.target is None or duty.target_id is None:
        return words.everything
    view = words.everything.view
    return Destination(PAGE_OF_KIND[duty.target], duty.target, duty.target_id, view=view)
