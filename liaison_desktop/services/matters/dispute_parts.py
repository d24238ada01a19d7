"""Sessions, agreements and follow-ups of a dispute on their way into the store."""

from collections.abc import Mapping, Sequence
from datetime import date

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.matters.dispute import Agreement, FollowUp, Inquiry, Mediation
from liaison_desktop.domain.matters.dispute_rules import (
    DISSATISFIED,
    effective_day,
    oral_refusal,
)
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.dispute import (
    AGREEMENT_FIELDS,
    AgreementForm,
    DisputeState,
)
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.models.matters import dispute as store
from liaison_desktop.services.matters.dispute_detail import PartT
from liaison_desktop.services.matters.dispute_work import StepWork
from liaison_desktop.services.matters.record_values import (
    require_no_blocking,
    too_long,
    typed_values,
)

_LATER = frozenset(
    (
        "performance", "performed_on", "performance_note", "confirm_applied_on", "court",
        "ruling", "ruling_number", "ruling_on", "form", "number", "effective_on",
    )
)  # fmt: skip
AGREEMENT_FORM = tuple(field for field in AGREEMENT_FIELDS if field.name not in _LATER)


def part_row(
    work: StepWork,
    table: type[PartT],
    typed: Inquiry | Mediation | Agreement | FollowUp,
    fields: Sequence[Field],
) -> PartT:
    """Return the row of a part with what was typed set, new or loaded.

    Raises:
        RefusedError: When it is gone or a text is too long.
        ConflictError: When somebody else saved it meanwhile.
    """
    require_no_blocking(too_long(table.__tablename__, fields, typed.values))
    row = table() if typed.id is None else loaded_part(work, table, typed.id, typed.version)
    for name, value in typed_values(fields, typed.values).items():
        setattr(row, name, value)
    return row


def loaded_part(work: StepWork, table: type[PartT], key: int, version: int) -> PartT:
    """Return a stored part of the dispute.

    Raises:
        RefusedError: When it is gone.
        ConflictError: When somebody else saved it meanwhile.
    """
    row = work.session.get(table, key)
    if row is None or row.dispute_id != work.dispute.id:
        raise RefusedError("没有找到这份记录，可能已被撤销。请刷新后再试。")
    if row.version != version:
        raise ConflictError("这份记录刚被其他人修改，请核对后再保存。", {})
    return row


def day_of(values: Mapping[str, Value], name: str, label: str) -> date:
    """Return a date that must be given.

    Raises:
        InputRefusedError: When it is missing.
    """
    value = values.get(name)
    if not isinstance(value, date):
        raise InputRefusedError(f"请填写{label}。")
    return value


def agreement_row(work: StepWork, typed: Agreement) -> store.Agreement:
    """Return the row of an agreement, its number, copies and day of effect filled in.

    Raises:
        RefusedError: When the form is not offered, or no session was held.
        InputRefusedError: When what must stand in it is missing (人民调解法 29).
    """
    dispute = work.dispute
    if typed.form is AgreementForm.ORAL and (why := oral_refusal(dispute.category or "")):
        raise RefusedError(why)
    agreed_on = day_of(typed.values, "agreed_on", "达成协议的日期")
    sessions = work.parts(store.Mediation)
    if not sessions or agreed_on < sessions[0].on:
        raise RefusedError("还没有这一天之前的调解记录，请先登记调解，再登记协议。")
    if not str(typed.values.get("terms", "")).strip():
        raise InputRefusedError("请填写协议内容。")
    row = part_row(work, store.Agreement, typed, AGREEMENT_FORM)
    for name, label in (("signed_on", "最后签名日期"), ("sealed_on", "调委会盖章日期")):
        if getattr(row, name) is not None and getattr(row, name) < agreed_on:
            raise InputRefusedError(f"{label}早于达成协议的日期，请核对。")
    row.form = typed.form.value
    row.effective_on = effective_day(typed.form, agreed_on, row.signed_on, row.sealed_on)
    row.number = str(typed.values.get("number", "")).strip() or row.number or dispute.file_number
    if row.copies is None:
        row.copies = len(work.parts(store.Party)) + 1  # each party one, one is kept
    if row.facts is None:
        row.facts = dispute.facts
    return row


def newest_agreement(work: StepWork) -> store.Agreement:
    """Return the agreement in force.

    Raises:
        RefusedError: When there is none.
    """
    agreements = work.parts(store.Agreement)
    if not agreements:
        raise RefusedError("这件纠纷还没有登记调解协议，请先登记协议。")
    return agreements[-1]


def filing_refusal(work: StepWork) -> str:
    """Say what is missing before a dispute is struck off and filed, "" when nothing.

    Source: domain.md 6.3: 协议或结论 + 履行或稳控 + 回访（满意或无异议）.
    """
    dispute, since = work.dispute, work.dispute.ended_on
    if work.state is not DisputeState.ENDED:
        since = newest_agreement(work).agreed_on
    # What was asked before it came back (反弹) says nothing of how it ended this time.
    follow_ups = [one for one in work.parts(store.FollowUp) if since is None or one.on >= since]
    if dispute.informed_on is None:
        return "还没有填写权利义务告知日期，请补填后归卷。"
    if work.state is DisputeState.ENDED:
        if not dispute.stability and not follow_ups:
            return "调解不成的纠纷，请先填写稳控措施或登记回访，再归卷。"
    elif work.state is not DisputeState.PERFORMED:
        return "协议还没有履行完毕，不能归卷。"
    elif not follow_ups:
        return "还没有回访，请先登记回访，再归卷。"
    if follow_ups and follow_ups[-1].satisfaction == DISSATISFIED:
        label = code_list("satisfaction").label_of(DISSATISFIED)
        return f"最近一次回访结果是“{label}”，请先做好工作并再次回访。"
    return ""
