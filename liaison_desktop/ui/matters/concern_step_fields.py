"""What each step of a concern asks, and how it is handed to the service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.matters.concern import ConcernDetail, Escalation, Feedback
from liaison_desktop.domain.matters.concern_rules import levels_above
from liaison_desktop.domain.terms.concern import (
    CONCERN_FIELD_OF,
    CONCERN_STEP_LABELS,
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.services.office import Office
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.matters.concern_fields import CADRES

_K, _S = ConcernStepKind, ConcernState
_DATE, _LONG = FieldType.DATE, FieldType.LONG_TEXT
LEVELS = "levels_above"
"""Choices of ``level``: only those above the concern's own."""
Values = Mapping[str, Value]
Take = Callable[[Office, ConcernDetail, Values], Changes]


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step as the pane offers it.

    Attributes:
        kind: The step.
        caption: What stands on its button.
        keys: Keys that begin it.
        fields: What it asks; nothing means it is done at once.
        needed: Names of the fields that must be filled.
        take: Does it with what was typed.
        told: What it means, above its fields, "" for nothing.
        begins: Values the fields begin with, by the concern and the present day.
        if_missing: Names of the fields asked only while the concern has no value of them.
    """

    kind: ConcernStepKind
    caption: str
    keys: str
    fields: tuple[Field, ...]
    needed: tuple[str, ...]
    take: Take
    told: str = ""
    begins: Callable[[ConcernDetail, date], Values] = lambda _detail, _today: {}
    if_missing: tuple[str, ...] = ()

    def asked(self, detail: ConcernDetail) -> tuple[Field, ...]:
        """Return the fields it asks about a concern."""
        known = {name for name in self.if_missing if name in detail.values}
        return tuple(field for field in self.fields if field.name not in known)


def _on(label: str) -> Field:
    return Field("on", label, _DATE)


def _begins_today(_detail: ConcernDetail, today: date) -> Values:
    return {"on": today}


def _text(values: Values, name: str) -> str:
    return str(values.get(name, ""))


def _day(values: Values, name: str = "on") -> date:
    return cast("date", values[name])


def _assign(office: Office, one: ConcernDetail, values: Values) -> Changes:
    key = values.get("owner_id")
    return office.concerns.assign(
        one.id,
        one.version,
        _text(values, "owner"),
        key if isinstance(key, int) else None,
        _text(values, "co_unit"),
    )


def _escalate(office: Office, one: ConcernDetail, values: Values) -> Changes:
    limit: Any = values.get("limit_on")
    level, note = _text(values, "level"), _text(values, "note")
    wanted = Escalation(level, note, _text(values, "plan"), limit)
    return office.concerns.escalate(one.id, one.version, wanted)


def _feed_back(office: Office, one: ConcernDetail, values: Values) -> Changes:
    way, to = _text(values, "feedback_way"), _text(values, "feedback_to")
    told = Feedback(_day(values), way, to, _text(values, "satisfaction"))
    return office.concerns.feed_back(one.id, one.version, told)


def _extend(office: Office, one: ConcernDetail, values: Values) -> Changes:
    by, reason = _text(values, "approved_by"), _text(values, "reason")
    return office.concerns.extend(one.id, one.version, _day(values, "limit_on"), by, reason)


def _reopen(office: Office, one: ConcernDetail, values: Values) -> Changes:
    limit: Any = values.get("limit_on")
    return office.concerns.reopen(one.id, one.version, _text(values, "reason"), limit)


def _carry_over(office: Office, one: ConcernDetail, values: Values) -> Changes:
    return office.notices.carry_over([one.id], _text(values, "note"), office.context.today())


def _begin_escalation(detail: ConcernDetail, _today: date) -> Values:
    above = levels_above(str(detail.values.get("level", "")))
    begun = {"level": above[0] if above else None, "plan": detail.values.get("plan")}
    return {name: value for name, value in begun.items() if value}


def _begin_handing(detail: ConcernDetail, _today: date) -> Values:
    known = {"owner": detail.owner, "co_unit": detail.values.get("co_unit")}
    return {name: value for name, value in known.items() if value}


def _begin_feedback(detail: ConcernDetail, today: date) -> Values:
    stored = detail.values
    to = stored.get("feedback_to") or stored.get("applicant")
    known = {name: stored.get(name) for name in ("feedback_way", "satisfaction")}
    begun: dict[str, Value | None] = {"on": today, "feedback_to": to, **known}
    return {name: value for name, value in begun.items() if value}


_FEEDBACK = tuple(
    replace(CONCERN_FIELD_OF[name], group="")
    for name in ("feedback_way", "feedback_to", "satisfaction")
)
_LIST: tuple[StepForm, ...] = (
    StepForm(
        _K.ACCEPTED, "受理", "Alt+L", (), (),
        lambda office, one, _values: office.concerns.accept(one.id, one.version),
    ),
    StepForm(
        _K.ANSWERED, "当场答复", "Alt+A", (Field("answer", "怎样答复的", _LONG),), ("answer",),
        lambda office, one, values: office.concerns.answer_now(
            one.id, one.version, _text(values, "answer")
        ),
        told="当场答复的不再进入台账管理，编号保留。",
    ),
    StepForm(
        _K.PROGRESS, "进展", "Alt+N", (Field("note", "办理进展", _LONG), _on("日期")),
        ("note", "on"),
        lambda office, one, values: office.concerns.progress(
            one.id, one.version, _text(values, "note"), _day(values)
        ),
        begins=_begins_today,
    ),
    StepForm(
        _K.DONE, "办结", "Alt+W", (Field("result", "办理结果", _LONG), _on("办结日期")),
        ("result", "on"),
        lambda office, one, values: office.concerns.finish(
            one.id, one.version, _day(values), _text(values, "result")
        ),
        begins=_begins_today,
    ),
    StepForm(
        _K.FED_BACK, "反馈", "Alt+K", (_on("反馈日期"), *_FEEDBACK),
        ("on", "feedback_way", "feedback_to"), _feed_back, begins=_begin_feedback,
    ),
    StepForm(
        _K.STRUCK_OFF, "销号", "Alt+C", (), (),
        lambda office, one, _values: office.concerns.strike_off(one.id, one.version),
    ),
    StepForm(
        _K.ASSIGNED, "交办", "Alt+J",
        (Field("owner", "责任人", FieldType.CODE, codes=CADRES), CONCERN_FIELD_OF["co_unit"]),
        ("owner",), _assign, told="首访人不变，只换责任人。", begins=_begin_handing,
    ),
    StepForm(
        _K.ESCALATED, "上报", "Alt+B",
        (
            Field("level", "报到哪一级", FieldType.CODE, codes=LEVELS),
            Field("note", "请上级办什么", _LONG),
            Field("plan", "方案措施", _LONG),
            Field("limit_on", "办结时限", _DATE),
        ),
        ("level", "note", "plan", "limit_on"), _escalate, begins=_begin_escalation,
        if_missing=("limit_on",),
    ),
    StepForm(
        _K.EXTENDED, "延期", "Alt+Y",
        (Field("limit_on", "新时限", _DATE), Field("approved_by", "批准人"),
         Field("reason", "理由", _LONG)),
        ("limit_on", "approved_by", "reason"), _extend,
    ),
    StepForm(
        _K.SUPERVISED, "督办", "Alt+D", (Field("by", "督办人"), Field("note", "要求", _LONG)),
        ("by", "note"),
        lambda office, one, values: office.concerns.supervise(
            one.id, one.version, _text(values, "by"), _text(values, "note")
        ),
    ),
    StepForm(
        _K.EXPLAINED, "解释说明", "Alt+X", (Field("basis", "政策依据", _LONG), _on("日期")),
        ("basis", "on"),
        lambda office, one, values: office.concerns.explain(
            one.id, one.version, _day(values), _text(values, "basis")
        ),
        told="因政策法律等原因确实不能解决的，写明依据、讲清道理。", begins=_begins_today,
    ),
    StepForm(
        _K.RETURNED, "退回", "Alt+T", (Field("reason", "退回理由", _LONG), _on("退回日期")),
        ("reason", "on"),
        lambda office, one, values: office.concerns.give_back(
            one.id, one.version, _text(values, "reason"), _day(values)
        ),
        begins=_begins_today,
    ),
    StepForm(
        _K.PAUSED, "暂停计时", "Alt+Z", (Field("reason", "原因"), _on("从哪天起")),
        ("reason", "on"),
        lambda office, one, values: office.concerns.pause(
            one.id, one.version, _text(values, "reason"), _day(values)
        ),
        begins=_begins_today,
    ),
    StepForm(
        _K.RESUMED, "恢复计时", "Alt+Z", (_on("从哪天起"),), ("on",),
        lambda office, one, values: office.concerns.resume(one.id, one.version, _day(values)),
        told="办结时限按停下的天数顺延。", begins=_begins_today,
    ),
    StepForm(
        _K.REOPENED, "反弹重开", "Alt+R",
        (Field("reason", "为什么重办", _LONG), Field("limit_on", "新时限", _DATE)),
        ("reason",), _reopen, told="编号不变，重新办理，办好后再反馈一次。",
    ),
    StepForm(
        _K.CARRIED_OVER, "结转", "Alt+G", (Field("note", "办理情况", _LONG),), ("note",),
        _carry_over, told="结转到下月；这里写的办理情况会上公示表，不要写姓名、电话和病情。",
    ),
    StepForm(
        _K.CONVERTED, "转矛盾纠纷", "Alt+M", (), (),
        lambda office, one, _values: office.concerns.convert_to_dispute(one.id, one.version)[1],
        told="转到矛盾纠纷台账，以后只在那边统计。",
    ),
    StepForm(
        _K.VOIDED, "作废", "Alt+U", (Field("reason", "作废原因"),), ("reason",),
        lambda office, one, values: office.concerns.void(
            one.id, one.version, _text(values, "reason")
        ),
        told="登记错了才作废；编号不再使用。",
    ),
)  # fmt: skip
STEP_FORMS: Mapping[ConcernStepKind, StepForm] = {form.kind: form for form in _LIST}

# Which steps stand as buttons, the first as the main one; the others wait in 更多.
_NEXT: Mapping[ConcernState, tuple[ConcernStepKind, ...]] = {
    _S.PENDING: (_K.ACCEPTED, _K.DONE, _K.ASSIGNED, _K.ESCALATED),
    _S.IN_HAND: (_K.DONE, _K.PROGRESS, _K.ASSIGNED, _K.ESCALATED),
    _S.ESCALATED: (_K.DONE, _K.PROGRESS, _K.ACCEPTED, _K.EXTENDED),
    _S.DONE: (_K.FED_BACK, _K.REOPENED),
    _S.EXPLAINED: (_K.FED_BACK, _K.REOPENED),
    _S.FED_BACK: (_K.STRUCK_OFF, _K.FED_BACK, _K.REOPENED),
    _S.STRUCK_OFF: (_K.REOPENED,),
    _S.RETURNED: (_K.REOPENED,),
}
Steps = tuple[ConcernStepKind, ...]


def next_steps(state: ConcernState, allowed: Steps) -> tuple[Steps, Steps]:
    """Return the steps that stand as buttons, the main one first, and the others."""
    shown = tuple(kind for kind in _NEXT.get(state, ()) if kind in allowed)
    if _K.RESUMED in allowed:
        shown = (_K.RESUMED, *shown[:3])
    return shown, tuple(kind for kind in STEP_FORMS if kind in allowed and kind not in shown)


def done_words(kind: ConcernStepKind, number: str) -> str:
    """Return what the notice says after a step."""
    return f"{number} 已登记：{CONCERN_STEP_LABELS[kind]}"
