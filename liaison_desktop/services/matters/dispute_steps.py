"""What is done with a dispute from discovery to its file, one method a step.

Every method takes the key and the version that was read, runs as one operation, adds a
line to the record and returns what was touched. All of them raise

* ``ConflictError`` when somebody else saved the dispute meanwhile,
* ``RefusedError`` when a rule forbids the step; the sentence says which,
* ``InputRefusedError`` when something that must be given is missing.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.clock import Pause, judicial_confirmation_deadline, moved_limit
from liaison_desktop.domain.matters.dispute import Agreement, FollowUp, Inquiry, Mediation
from liaison_desktop.domain.matters.dispute_rules import (
    MEDIATION_DAYS,
    PERFORMED_CODES,
    confirmation_refusal,
)
from liaison_desktop.domain.matters.matter_number import file_number
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.dispute import (
    AGREEMENT_FIELDS,
    FOLLOW_UP_FIELDS,
    INQUIRY_FIELDS,
    MEDIATION_FIELDS,
    MEDIATION_OUTCOME_LABELS,
    DisputeState,
    DisputeStepKind,
    MediationOutcome,
)
from liaison_desktop.models.matters import dispute as store
from liaison_desktop.models.operation import Operation
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.committees import ensure_committee
from liaison_desktop.services.matters.dispute_parts import (
    agreement_row,
    day_of,
    filing_refusal,
    newest_agreement,
    part_row,
)
from liaison_desktop.services.matters.dispute_work import (
    Remark,
    Step,
    StepWork,
    required,
    taking,
)
from liaison_desktop.services.matters.record_values import refuse_overlap
from liaison_desktop.services.matters.working_days import work_calendar

_K = DisputeStepKind
_SESSION_FIELDS = tuple(field for field in MEDIATION_FIELDS if field.name != "outcome")
_CONFIRM = ("confirm_applied_on", "court", "ruling", "ruling_number", "ruling_on")


class DisputeSteps:
    """The steps; ``Disputes`` adds the list, the form and the links."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def first_aid(self, dispute_id: int, version: int, on: date, text: str) -> Changes:
        """Record a 初调 before acceptance: control, explain, keep it from growing (R112)."""
        said = required(text, "请填写初调情况。")
        with taking(self._context, Step(dispute_id, version, _K.FIRST_AID, on)) as work:
            work.dispute.first_aid_on, work.dispute.first_aid = on, said
            work.enter(DisputeState.FIRST_AID)
            work.record(Remark(said))
        return work.changes

    def accept(
        self,
        dispute_id: int,
        version: int,
        on: date,
        source: str,
        *,
        committee_id: int | None = None,
    ) -> Changes:
        """Accept (受理): the file gets its number, (年份)X人调字第N号, and the clock 30 days.

        Args:
            dispute_id: Key.
            version: As read.
            on: Day of acceptance; its year is that of the number.
            source: Code of 来源.
            committee_id: The committee; None for the village's, made when there is none.
        """
        code = code_list("dispute_source").value_of(required(source, "请选择案件来源。"))
        with taking(self._context, Step(dispute_id, version, _K.ACCEPTED, on)) as work:
            work.require_nobody_refused()
            dispute = work.dispute
            chosen = committee_id or dispute.committee_id
            chosen = chosen or ensure_committee(work.operation, dispute.village_id)
            dispute.committee_id, dispute.source, dispute.accepted_on = chosen, code, on
            dispute.file_number = next_file_number(work.operation, chosen, on.year)
            if dispute.limit_on is None and work.state in (
                DisputeState.FOUND,
                DisputeState.FIRST_AID,
            ):
                dispute.limit_on = on + timedelta(days=MEDIATION_DAYS)
            if work.state in (DisputeState.FOUND, DisputeState.FIRST_AID):
                work.enter(DisputeState.ACCEPTED)
            work.operation.sentence += f"，编卷号 {dispute.file_number}"
            work.record(Remark(dispute.file_number, new_limit=dispute.limit_on))
        return work.changes

    def inform(self, dispute_id: int, version: int, on: date) -> Changes:
        """Record that the parties were told their rights and duties (人民调解法 23, 24)."""
        with taking(self._context, Step(dispute_id, version, _K.PROGRESS, on)) as work:
            work.dispute.informed_on = on
            work.operation.sentence = f"{work.dispute.number} 告知权利义务"
            work.record(Remark("已告知当事人权利义务"))
        return work.changes

    def progress(self, dispute_id: int, version: int, on: date, note: str) -> Changes:
        """Add a line of 化解进展."""
        said = required(note, "请填写化解进展。")
        with taking(self._context, Step(dispute_id, version, _K.PROGRESS, on)) as work:
            work.record(Remark(said))
        return work.changes

    def inquire(self, dispute_id: int, version: int, inquiry: Inquiry) -> Changes:
        """Record an inquiry, or change one; ``values`` of INQUIRY_FIELDS."""
        on = day_of(inquiry.values, "on", "调查日期")
        required(str(inquiry.values.get("text", "")), "请填写调查记录。")
        with taking(self._context, Step(dispute_id, version, _K.INQUIRED, on)) as work:
            row = part_row(work, store.Inquiry, inquiry, INQUIRY_FIELDS)
            if inquiry.id is None:
                work.add(row)
                work.record(Remark(row.subject or ""))
            else:
                work.correct(f"{on.isoformat()} 的调查记录", row, INQUIRY_FIELDS)
        return work.changes

    def mediate(self, dispute_id: int, version: int, mediation: Mediation) -> Changes:
        """Record a session, or change one; refused when a party refuses (人民调解法 17)."""
        on = day_of(mediation.values, "on", "调解日期")
        with taking(self._context, Step(dispute_id, version, _K.MEDIATED, on)) as work:
            work.require_nobody_refused()
            row = part_row(work, store.Mediation, mediation, _SESSION_FIELDS)
            row.outcome = mediation.outcome.value
            if mediation.id is None:
                work.add(row)
                work.enter(DisputeState.MEDIATING)
                work.record(Remark(MEDIATION_OUTCOME_LABELS[mediation.outcome]))
            else:
                work.correct(f"{on.isoformat()} 的调解记录", row, MEDIATION_FIELDS)
            work.session.flush()
            work.dispute.mediated_on = min(one.on for one in work.parts(store.Mediation))
        return work.changes

    def agree(self, dispute_id: int, version: int, agreement: Agreement) -> Changes:
        """Record a written or oral agreement, or change one.

        The day of effect is the last signature or seal of a written one (29), the day it was
        reached of an oral one (30). Number, copies (parties + 1) and facts are filled in
        when left blank; an oral one about contracted land is refused.
        """
        on = day_of(agreement.values, "agreed_on", "达成协议的日期")
        with taking(self._context, Step(dispute_id, version, _K.AGREED, on)) as work:
            work.require_nobody_refused()
            work.require_police_report()
            row = agreement_row(work, agreement)
            if agreement.id is None:
                work.add(row)
                work.parts(store.Mediation)[-1].outcome = MediationOutcome.AGREED.value
                if work.state is not DisputeState.PERFORMED:
                    work.enter(DisputeState.AGREED)
                work.record(Remark(row.number or ""))
            else:
                work.correct(f"{row.number or ''}调解协议", row, AGREEMENT_FIELDS)
            work.session.flush()
            work.dispute.settled_on = newest_agreement(work).agreed_on
            _resume(work, on)
        return work.changes

    def end(self, dispute_id: int, version: int, on: date, ways_told: str) -> Changes:
        """End without agreement; the ways left must have been told (人民调解法 26)."""
        told = required(
            ways_told,
            "调解不成应当终止并告知当事人可以通过的仲裁、行政、司法途径，请填写告知内容。",
        )
        with taking(self._context, Step(dispute_id, version, _K.ENDED, on)) as work:
            work.require_police_report()
            work.dispute.ended_on, work.dispute.ways_told = on, told
            work.enter(DisputeState.ENDED)
            _resume(work, on)
            work.record(Remark(told))
        return work.changes

    def perform(
        self, dispute_id: int, version: int, on: date, performance: str, *, note: str = ""
    ) -> Changes:
        """Record how the agreement is being performed (人民调解法 31).

        Args:
            dispute_id: Key.
            version: As read.
            on: When; with nothing owed any more it is 履行完毕日期.
            performance: Code of 履行情况.
            note: What was paid or done.
        """
        code = code_list("performance").value_of(required(performance, "请选择履行情况。"))
        with taking(self._context, Step(dispute_id, version, _K.PERFORMED, on)) as work:
            row = newest_agreement(work)
            row.performance, row.performance_note = code, note.strip() or row.performance_note
            done = code in PERFORMED_CODES
            row.performed_on = on if done else None
            work.enter(DisputeState.PERFORMED if done else DisputeState.AGREED)
            work.record(Remark(f"{code_list('performance').label_of(code)} {note}".strip()))
        return work.changes

    def follow_up(self, dispute_id: int, version: int, follow_up: FollowUp) -> Changes:
        """Record a 回访, or change one; ``values`` of FOLLOW_UP_FIELDS."""
        on = day_of(follow_up.values, "on", "回访日期")
        with taking(self._context, Step(dispute_id, version, _K.FOLLOWED_UP, on)) as work:
            row = part_row(work, store.FollowUp, follow_up, FOLLOW_UP_FIELDS)
            if follow_up.id is None:
                work.add(row)
                work.record(Remark(code_list("satisfaction").label_of(row.satisfaction or "")))
            else:
                work.correct(f"{on.isoformat()} 的回访记录", row, FOLLOW_UP_FIELDS)
        return work.changes

    def confirm(
        self, dispute_id: int, version: int, on: date, values: Mapping[str, Value]
    ) -> Changes:
        """Record the joint application for judicial confirmation, or the court's answer.

        Args:
            dispute_id: Key.
            version: As read.
            on: Day of the application or the ruling.
            values: ``confirm_applied_on``, ``court``, ``ruling``, ``ruling_number``,
                ``ruling_on``; those given are set.

        Raises:
            RefusedError: When it is not offered (identity, title), or the 30 days are over.
        """
        with taking(self._context, Step(dispute_id, version, _K.CONFIRMED, on)) as work:
            row = newest_agreement(work)
            texts = (row.terms or "", row.performance_way or "")
            if why := confirmation_refusal(work.dispute.category or "", texts):
                raise RefusedError(why)
            applied = values.get("confirm_applied_on", row.confirm_applied_on)
            if not isinstance(applied, date):
                raise InputRefusedError("请填写双方共同申请司法确认的日期。")
            _require_in_time(work, row.effective_on, applied)
            for name in _CONFIRM:
                if name in values:
                    setattr(row, name, values[name] if values[name] != "" else None)
            said = (str(values[name]) for name in _CONFIRM if values.get(name))
            work.record(Remark("，".join(said)))
        return work.changes

    def report_to_police(self, dispute_id: int, version: int, on: date, unit: str) -> Changes:
        """Record the report of what may turn violent (人民调解法 25)."""
        to = required(unit, "请填写报告的公安机关。")
        with taking(self._context, Step(dispute_id, version, _K.REPORTED_TO_POLICE, on)) as work:
            work.dispute.may_escalate = True
            work.dispute.police_on, work.dispute.police_unit = on, to
            work.record(Remark(to))
        return work.changes

    def extend(
        self, dispute_id: int, version: int, new_limit: date, *, approved_by: str, reason: str
    ) -> Changes:
        """Move the limit, by consent of the parties or approval, with the reason."""
        approver = required(approved_by, "延期须经当事人同意或领导批准，请填写同意人或批准人。")
        why = required(reason, "请填写延期原因。")
        step = Step(dispute_id, version, _K.EXTENDED, self._context.today())
        with taking(self._context, step) as work:
            old = work.dispute.limit_on
            if old is not None and new_limit <= old:
                raise InputRefusedError(f"新时限应晚于原时限 {old.isoformat()}。")
            work.dispute.limit_on = new_limit
            work.record(Remark(why, old, new_limit, approver))
        return work.changes

    def supervise(self, dispute_id: int, version: int, *, by: str, note: str) -> Changes:
        """Record a 督办."""
        who = required(by, "请填写督办人。")
        said = required(note, "请填写督办意见。")
        step = Step(dispute_id, version, _K.SUPERVISED, self._context.today())
        with taking(self._context, step) as work:
            work.record(Remark(said, approved_by=who))
        return work.changes

    def pause(self, dispute_id: int, version: int, since: date, reason: str) -> Changes:
        """Stop the clock, e.g. for an appraisal (鉴定); the reason is kept."""
        why = required(reason, "请填写暂停计时的原因。")
        with taking(self._context, Step(dispute_id, version, _K.PAUSED, since)) as work:
            before = work.parts(store.DisputePause)
            refuse_overlap([Pause(one.since, one.until, one.reason) for one in before], since)
            work.add(store.DisputePause(since=since, until=None, reason=why))
            work.record(Remark(why))
        return work.changes

    def resume(self, dispute_id: int, version: int, on: date) -> Changes:
        """Let the clock run again; the limit moves by the days it stood still."""
        with taking(self._context, Step(dispute_id, version, _K.RESUMED, on)) as work:
            old = work.dispute.limit_on
            _resume(work, on)
            work.record(Remark(old_limit=old, new_limit=work.dispute.limit_on))
        return work.changes

    def file(self, dispute_id: int, version: int, on: date, by: str, keeping: str) -> Changes:
        """Strike off and file (归卷): agreement or end, performed or calm, followed up.

        Args:
            dispute_id: Key.
            version: As read.
            on: 立卷日期.
            by: 立卷人; who is at the desk approves and stands in the record.
            keeping: Code of 保管期限.
        """
        who = required(by, "请填写立卷人。")
        code = code_list("keeping_period").value_of(required(keeping, "请选择保管期限。"))
        with taking(self._context, Step(dispute_id, version, _K.FILED, on)) as work:
            work.require_police_report()
            if why := filing_refusal(work):
                raise RefusedError(why)
            work.dispute.filed_on, work.dispute.filed_by = on, who
            work.dispute.keeping = code
            work.enter(DisputeState.FILED)
            work.record(Remark(who, approved_by=work.operation.actor))
        return work.changes

    def reopen(self, dispute_id: int, version: int, on: date, reason: str) -> Changes:
        """Open it again (反弹); number and file number stay, what was settled is no more."""
        why = required(reason, "请填写反弹的原因。")
        with taking(self._context, Step(dispute_id, version, _K.REOPENED, on)) as work:
            dispute = work.dispute
            dispute.reopened += 1
            dispute.settled_on = dispute.ended_on = dispute.filed_on = None
            held = work.parts(store.Mediation)
            numbered = DisputeState.ACCEPTED if dispute.file_number else DisputeState.FOUND
            work.enter(DisputeState.MEDIATING if held else numbered)
            work.record(Remark(why))
        return work.changes

    def void(self, dispute_id: int, version: int, reason: str) -> Changes:
        """Void a dispute entered by mistake; its numbers are never given again."""
        why = required(reason, "请填写作废原因。")
        step = Step(dispute_id, version, _K.VOIDED, self._context.today())
        with taking(self._context, step) as work:
            work.enter(DisputeState.VOID)
            work.record(Remark(why))
        return work.changes


def next_file_number(operation: Operation, committee_id: int, year: int) -> str:
    """Take the next number of a committee's year; with its operation it stands or falls.

    The counter is locked until the operation ends, so two desks get two numbers, and an
    operation that fails gives its number back: there are no gaps. What another committee
    numbered under the same word, or a ledger brought in, is passed over.
    """
    session = operation.session
    word = session.get_one(store.MediationCommittee, committee_id).word
    while True:
        serial = operation.next_number(f"file-{committee_id}-{year}")
        number = file_number(year, word, serial)
        given = select(store.Dispute.id).where(store.Dispute.file_number == number)
        if session.scalar(given) is None:
            return number


def _resume(work: StepWork, on: date) -> None:
    """End the pause that stands, if any, and move the limit by it."""
    pause = work.open_pause()
    if pause is None:
        return
    if on < pause.since:
        raise InputRefusedError(f"日期早于暂停计时的日期 {pause.since.isoformat()}，请核对。")
    pause.until = on
    dispute = work.dispute
    if dispute.limit_on is not None:
        stood = Pause(pause.since, on)
        dispute.limit_on = moved_limit(dispute.found_on, dispute.limit_on, stood)


def _require_in_time(work: StepWork, effective_on: date, applied: date) -> None:
    """Refuse an application outside the thirty days (人民调解法 33, 民事诉讼法 85, 205)."""
    last = judicial_confirmation_deadline(effective_on, work_calendar(work.session))
    if applied > last:
        raise RefusedError(
            f"司法确认应在协议生效之日起三十日内共同申请，最后一天是 {last.isoformat()}。"
        )
    if applied < effective_on:
        raise InputRefusedError("申请司法确认的日期早于协议生效日期，请核对。")
