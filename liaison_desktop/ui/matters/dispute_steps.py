"""The steps of a dispute: caption, keys, the fields each asks for, and what it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.matters.dispute import (
    Agreement,
    DisputeDetail,
    FollowUp,
    Inquiry,
    Mediation,
)
from liaison_desktop.domain.terms.dispute import (
    AGREEMENT_FIELD_OF,
    AGREEMENT_FORM_LABELS,
    DISPUTE_FIELD_OF,
    FOLLOW_UP_FIELDS,
    INQUIRY_FIELDS,
    MEDIATION_FIELD_OF,
    MEDIATION_FIELDS,
    MEDIATION_OUTCOME_LABELS,
    AgreementForm,
    DisputeStepKind,
    MediationOutcome,
)
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.domain.time_of_day import read_time
from liaison_desktop.ui.code_edit import Choices
from liaison_desktop.ui.matters.concern_fields import WordChoices
from liaison_desktop.ui.matters.dispute_fields import own_choices
from liaison_desktop.ui.matters.dispute_step_starts import (
    CONFIRM_FIELDS,
    Start,
    Values,
    accept_start,
    agreement_start,
    confirm_start,
    extend_start,
    follow_up_start,
    inquiry_start,
    mediation_start,
)

if TYPE_CHECKING:
    from liaison_desktop.services.matters.disputes import Disputes

INFORM = "informed"
"""告知权利义务; no kind of step of its own."""
FORMS, OUTCOMES = "agreement_form", "mediation_outcome"
RecordPart = Inquiry | Mediation | Agreement | FollowUp
_K = DisputeStepKind
_DATE, _LONG, _CODE = FieldType.DATE, FieldType.LONG_TEXT, FieldType.CODE
_WAYS = (
    "已告知双方当事人：调解不成的，可以依法向有关机关申请仲裁、行政裁决或行政处理，"
    "也可以向人民法院提起诉讼。"
)
_TIMES = ("start_time", "end_time")
_AGREED = (
    "agreed_on", "facts", "terms", "performance_way", "perform_by", "copies", "signed_on",
    "sealed_on",
)  # fmt: skip
WRITTEN_ONLY = ("signed_on", "sealed_on")
"""Fields of an agreement that an oral one does not have."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it is about to be stored.

    Attributes:
        detail: The dispute as it was read.
        part: The session, inquiry, agreement or follow-up that is changed, None for a new one.
        values: What was typed.
    """

    detail: DisputeDetail
    part: RecordPart | None
    values: Values

    def day(self, name: str = "on") -> date:
        """Return a date that was checked to be one."""
        value = self.values.get(name)
        if not isinstance(value, date):
            raise TypeError(name)
        return value

    def text(self, name: str) -> str:
        """Return a text, "" when blank."""
        return str(self.values.get(name, ""))


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step.

    Attributes:
        key: Value of its ``DisputeStepKind``, or ``INFORM``.
        caption: On its button.
        keys: Its keys.
        fields: What it asks, in order.
        required: Names of fields that must be given.
        take: Stores it; runs on the write lane.
        start: What stands in the fields at first.
        icon: Icon of its button.
    """

    key: str
    caption: str
    keys: str
    fields: tuple[Field, ...]
    required: tuple[str, ...]
    take: "Callable[[Disputes, Taken], Changes]"
    start: Callable[[Start], Values] = lambda start: {"on": start.today}
    icon: str = ""


def _on(words: str) -> Field:
    return Field("on", words, _DATE)


def _note(words: str) -> Field:
    return Field("note", words, _LONG)


def _confirm(disputes: "Disputes", step: Taken) -> Changes:
    days = [day for name in CONFIRM_FIELDS if isinstance(day := step.values.get(name), date)]
    values = {name: step.values.get(name, "") for name in CONFIRM_FIELDS}
    own, version = step.detail.id, step.detail.version
    return disputes.confirm(own, version, max(days), values)


def _agree(disputes: "Disputes", step: Taken) -> Changes:
    form = AgreementForm(step.text("form"))
    left_out = WRITTEN_ONLY if form is AgreementForm.ORAL else ()
    values = {name: value for name, value in step.values.items() if name not in ("form", *left_out)}
    key, version = _key(step.part)
    agreement = Agreement(key, version, form, values)
    return disputes.agree(step.detail.id, step.detail.version, agreement)


def _mediate(disputes: "Disputes", step: Taken) -> Changes:
    values = {name: value for name, value in step.values.items() if name != "outcome"}
    outcome = MediationOutcome(step.text("outcome"))
    mediation = Mediation(*_key(step.part), outcome, _timed(values))
    return disputes.mediate(step.detail.id, step.detail.version, mediation)


def _timed(values: Values) -> Values:
    """Return what was typed with its times as the papers print them: 9:30 for 930."""
    times = {name: read_time(str(values[name])) for name in _TIMES if name in values}
    return {**values, **times}


def _key(part: RecordPart | None) -> tuple[int | None, int]:
    return (None, 0) if part is None else (part.id, part.version)


def part_values(part: RecordPart) -> Values:
    """Return a stored session, inquiry, agreement or follow-up as its form shows it."""
    if isinstance(part, Mediation):
        return {**part.values, "outcome": part.outcome.value}
    if isinstance(part, Agreement):
        return {**part.values, "form": part.form.value}
    return part.values


def step_of_part(part: RecordPart) -> StepForm:
    """Return the step that made a part of the record."""
    kinds = {
        Inquiry: _K.INQUIRED,
        Mediation: _K.MEDIATED,
        Agreement: _K.AGREED,
        FollowUp: _K.FOLLOWED_UP,
    }
    return STEP_OF[kinds[type(part)].value]


def step_choices(name: str) -> Choices:
    """Return the choices of a field of a step."""
    if name == FORMS:
        return WordChoices((one.value, words) for one, words in AGREEMENT_FORM_LABELS.items())
    if name == OUTCOMES:
        return WordChoices((one.value, words) for one, words in MEDIATION_OUTCOME_LABELS.items())
    return own_choices(name)


ALL_STEPS: tuple[StepForm, ...] = (
    StepForm(
        _K.FIRST_AID.value, "初调", "Alt+C", (_on("初调日期"), Field("text", "初调情况", _LONG)),
        ("on", "text"),
        lambda d, s: d.first_aid(s.detail.id, s.detail.version, s.day(), s.text("text")),
    ),
    StepForm(
        _K.ACCEPTED.value, "受理", "Alt+A", (_on("受理日期"), DISPUTE_FIELD_OF["source"]),
        ("on", "source"),
        lambda d, s: d.accept(s.detail.id, s.detail.version, s.day(), s.text("source")),
        start=accept_start,
    ),
    StepForm(
        INFORM, "告知权利义务", "Alt+G", (_on("告知日期"),), ("on",),
        lambda d, s: d.inform(s.detail.id, s.detail.version, s.day()),
    ),
    StepForm(
        _K.INQUIRED.value, "调查", "Alt+D", INQUIRY_FIELDS, ("on", "text"),
        lambda d, s: d.inquire(
            s.detail.id, s.detail.version, Inquiry(*_key(s.part), _timed(s.values))
        ),
        start=inquiry_start,
    ),
    StepForm(
        _K.MEDIATED.value, "调解", "Alt+T",
        (
            *(field for field in MEDIATION_FIELDS if field.name != "outcome"),
            replace(MEDIATION_FIELD_OF["outcome"], type=_CODE, codes=OUTCOMES),
        ),
        ("on", "outcome"), _mediate, start=mediation_start,
    ),
    StepForm(
        _K.AGREED.value, "达成协议", "Alt+X",
        (
            replace(AGREEMENT_FIELD_OF["form"], type=_CODE, codes=FORMS),
            *(AGREEMENT_FIELD_OF[name] for name in _AGREED),
        ),
        ("form", "agreed_on", "terms"), _agree, start=agreement_start,
    ),
    StepForm(
        _K.PERFORMED.value, "履行", "Alt+L",
        (_on("日期"), AGREEMENT_FIELD_OF["performance"], _note("履行说明")), ("on", "performance"),
        lambda d, s: d.perform(
            s.detail.id, s.detail.version, s.day(), s.text("performance"), note=s.text("note")
        ),
        start=lambda start: {"on": start.today, "performance": "voluntary"},
    ),
    StepForm(
        _K.FOLLOWED_UP.value, "回访", "Alt+K", FOLLOW_UP_FIELDS, ("on", "satisfaction"),
        lambda d, s: d.follow_up(
            s.detail.id, s.detail.version, FollowUp(*_key(s.part), s.values)
        ),
        start=follow_up_start,
    ),
    StepForm(
        _K.CONFIRMED.value, "司法确认", "Alt+Q",
        tuple(AGREEMENT_FIELD_OF[name] for name in CONFIRM_FIELDS), ("confirm_applied_on",),
        _confirm, start=confirm_start,
    ),
    StepForm(
        _K.FILED.value, "归卷", "Alt+J",
        (_on("立卷日期"), Field("by", "立卷人"), DISPUTE_FIELD_OF["keeping"]),
        ("on", "by", "keeping"),
        lambda d, s: d.file(
            s.detail.id, s.detail.version, s.day(), s.text("by"), s.text("keeping")
        ),
        start=lambda start: {"on": start.today, "by": start.actor, "keeping": "short"},
    ),
    StepForm(
        _K.PROGRESS.value, "化解进展", "Alt+N", (_on("日期"), _note("进展情况")), ("on", "note"),
        lambda d, s: d.progress(s.detail.id, s.detail.version, s.day(), s.text("note")),
    ),
    StepForm(
        _K.ENDED.value, "调解不成", "Alt+Z",
        (_on("终止日期"), Field("ways", "告知的途径", _LONG)), ("on", "ways"),
        lambda d, s: d.end(s.detail.id, s.detail.version, s.day(), s.text("ways")),
        start=lambda start: {"on": start.today, "ways": _WAYS},
    ),
    StepForm(
        _K.REPORTED_TO_POLICE.value, "报告公安机关", "Alt+B",
        (_on("报告日期"), Field("unit", "报告的单位")), ("on", "unit"),
        lambda d, s: d.report_to_police(s.detail.id, s.detail.version, s.day(), s.text("unit")),
    ),
    StepForm(
        _K.EXTENDED.value, "延期", "Alt+Y",
        (
            Field("new_limit", "新的时限", _DATE), Field("approved_by", "同意或批准人"),
            Field("reason", "延期原因", _LONG),
        ),
        ("new_limit", "approved_by", "reason"),
        lambda d, s: d.extend(
            s.detail.id, s.detail.version, s.day("new_limit"),
            approved_by=s.text("approved_by"), reason=s.text("reason"),
        ),
        start=extend_start,
    ),
    StepForm(
        _K.SUPERVISED.value, "督办", "Alt+U", (Field("by", "督办人"), _note("督办意见")),
        ("by", "note"),
        lambda d, s: d.supervise(
            s.detail.id, s.detail.version, by=s.text("by"), note=s.text("note")
        ),
        start=lambda _start: {},
    ),
    StepForm(
        _K.PAUSED.value, "暂停计时", "Alt+P",
        (Field("on", "从哪天起", _DATE), Field("reason", "暂停原因")), ("on", "reason"),
        lambda d, s: d.pause(s.detail.id, s.detail.version, s.day(), s.text("reason")),
    ),
    StepForm(
        _K.RESUMED.value, "恢复计时", "Alt+P", (Field("on", "从哪天起", _DATE),), ("on",),
        lambda d, s: d.resume(s.detail.id, s.detail.version, s.day()),
    ),
    StepForm(
        _K.REOPENED.value, "反弹重开", "Alt+R", (_on("日期"), Field("reason", "反弹原因", _LONG)),
        ("on", "reason"),
        lambda d, s: d.reopen(s.detail.id, s.detail.version, s.day(), s.text("reason")),
    ),
    StepForm(
        _K.VOIDED.value, "作废", "", (Field("reason", "作废原因", _LONG),), ("reason",),
        lambda d, s: d.void(s.detail.id, s.detail.version, s.text("reason")),
        start=lambda _start: {},
    ),
)  # fmt: skip
STEP_OF: Mapping[str, StepForm] = {step.key: step for step in ALL_STEPS}
