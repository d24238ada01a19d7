"""The way of a concern through the office (domain.md 2): each step asks what its rule wants.

Every step leaves a line with who, when and why; numbers stay. What may be done where stands
in ``domain.matters.concern_rules``.
"""

from datetime import date
from typing import Any

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.concern import Escalation, Feedback
from liaison_desktop.domain.matters.concern_rules import allowed_steps, levels_above
from liaison_desktop.domain.terms.concern import (
    CONCERN_FIELD_OF,
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.matters.concern import Concern, ConcernPause
from liaison_desktop.models.operation import Operation
from liaison_desktop.services.matters.concern_clock import pauses_of, running_pause
from liaison_desktop.services.matters.concern_taking import (
    Step,
    Taking,
    end_pause,
    fitting,
    given,
    level_of,
)
from liaison_desktop.services.matters.record_values import refuse_overlap

_S, _K = ConcernState, ConcernStepKind
_FORGOTTEN = ("feedback_on", "feedback_way", "feedback_to", "satisfaction", "struck_off_on")


class ConcernSteps(Taking):
    """The steps of concerns; ``Concerns`` adds the lists."""

    def allowed(self, concern_id: int) -> tuple[ConcernStepKind, ...]:
        """Return the steps that may be taken with a concern now (R7, domain.md 2)."""
        with self._context.store.reading() as session:
            concern = session.get(Concern, concern_id)
            if concern is None:
                return ()
            paused = running_pause(session, concern_id)
            return allowed_steps(ConcernState(concern.state), level_of(concern), paused=paused)

    def accept(self, concern_id: int, version: int, on: date | None = None) -> Changes:
        """Take a concern in hand (受理); also one that came back from a higher level.

        Raises:
            RefusedError: When its state does not allow it; so for every step below.
            ConflictError: When somebody else saved it meanwhile; so for every step below.
        """
        return self._take(concern_id, version, _K.ACCEPTED, lambda *_: Step(_S.IN_HAND), on)

    def assign(
        self,
        concern_id: int,
        version: int,
        owner: str,
        owner_id: int | None = None,
        co_unit: str | None = None,
    ) -> Changes:
        """Make somebody else the owner (交办); the first receiver stays who he was.

        Args:
            concern_id: The concern.
            version: As it was read.
            owner: Name of the new owner.
            owner_id: His key in the register, None for somebody outside it.
            co_unit: 协办单位, None leaves it as it is.
        """
        name = given(owner, "请填写责任人。")

        def prepare(_operation: Operation, concern: Concern, _on: date) -> Step:
            fitting("owner", name)
            values: dict[str, Any] = {"owner": name, "owner_id": owner_id}
            told = f"责任人由{concern.owner}改为{name}" if name != concern.owner else ""
            if co_unit is not None:
                values["co_unit"] = fitting("co_unit", co_unit.strip()) or None
                told = "；".join(filter(None, (told, f"协办单位：{co_unit.strip() or '无'}")))
            return Step(values=values, line={"note": told})

        return self._take(concern_id, version, _K.ASSIGNED, prepare)

    def progress(self, concern_id: int, version: int, note: str, on: date | None = None) -> Changes:
        """Write down how it goes (办理进展); what waited is in hand from then on."""
        text = given(note, "请写明办理进展。")

        def prepare(_operation: Operation, concern: Concern, _on: date) -> Step:
            waiting = concern.state == _S.PENDING.value
            return Step(_S.IN_HAND if waiting else None, line={"note": text})

        return self._take(concern_id, version, _K.PROGRESS, prepare, on)

    def escalate(self, concern_id: int, version: int, wanted: Escalation) -> Changes:
        """Pass a concern up (逐级上报, R94, R95); ``Concerns.escalation`` is its 办理申请单.

        Args:
            concern_id: The concern.
            version: As it was read.
            wanted: The level above, what it is asked to do, plan and limit.

        Raises:
            RefusedError: When the level is not above, or plan or limit are missing (R96).
        """
        asked = given(wanted.note, "请写明请求上级办理什么。")
        target = code_list("concern_level").value_of(wanted.level)

        def prepare(_operation: Operation, concern: Concern, on: date) -> Step:
            if target not in levels_above(level_of(concern)):
                raise RefusedError("只能逐级向上报：村、镇、县。请选择更高的办理层级。")
            written = wanted.plan.strip() or getattr(concern, CONCERN_FIELD_OF["plan"].name) or ""
            if not written:
                raise InputRefusedError("上报前请先写明方案措施。")
            limit = concern.limit_on or wanted.limit_on
            if limit is None:
                raise InputRefusedError("上报前请先填写办结时限。")
            if concern.limit_on is None and limit < on:
                raise InputRefusedError("办结时限已经过去，请核对。")
            values = {"level": target, "disposition": "report_up", "plan": written}
            return Step(_S.ESCALATED, {**values, "limit_on": limit}, {"note": asked})

        return self._take(concern_id, version, _K.ESCALATED, prepare)

    def give_back(
        self, concern_id: int, version: int, reason: str, on: date | None = None
    ) -> Changes:
        """Return a concern that is not ours to handle (退回), with the reason."""
        why = given(reason, "请写明退回的理由。")

        def prepare(operation: Operation, concern: Concern, day: date) -> Step:
            end_pause(operation, concern, day)
            return Step(_S.RETURNED, {"returned_on": day}, {"note": why})

        return self._take(concern_id, version, _K.RETURNED, prepare, on)

    def extend(
        self, concern_id: int, version: int, new_limit: date, approved_by: str, reason: str
    ) -> Changes:
        """Move the limit with approval (延期); not while the clock stands still."""
        who = given(approved_by, "延期须有批准人，请填写。")
        why = given(reason, "请写明延期的理由。")

        def prepare(_operation: Operation, concern: Concern, _on: date) -> Step:
            old = concern.limit_on
            if old is None:
                raise RefusedError("这件事项没有办结时限，请直接填写时限，不必延期。")
            if new_limit <= old:
                raise InputRefusedError(f"新时限须晚于原时限 {old.isoformat()}。")
            line = {"old_limit": old, "new_limit": new_limit, "note": why}
            approver = clipped("concern_step", "approved_by", who)
            return Step(values={"limit_on": new_limit}, line=line | {"approved_by": approver})

        return self._take(concern_id, version, _K.EXTENDED, prepare)

    def supervise(self, concern_id: int, version: int, by: str, note: str) -> Changes:
        """Note that a leader urges it on (督办): who, and what he demands."""
        who, what = given(by, "请填写督办人。"), given(note, "请写明督办要求。")
        step = Step(line={"note": f"{who}督办：{what}"})
        return self._take(concern_id, version, _K.SUPERVISED, lambda *_: step)

    def pause(
        self, concern_id: int, version: int, reason: str, since: date | None = None
    ) -> Changes:
        """Stop the clock (暂停计时), with the reason."""
        why = given(reason, "请写明暂停计时的原因。")

        def prepare(operation: Operation, concern: Concern, day: date) -> Step:
            refuse_overlap(pauses_of(operation.session, [concern.id])[concern.id], day)
            row = ConcernPause(
                public_id=operation.public_id(),
                concern_id=concern.id,
                since=day,
                reason=clipped("concern_pause", "reason", why),
            )
            operation.session.add(row)
            return Step(line={"note": why})

        return self._take(concern_id, version, _K.PAUSED, prepare, since)

    def resume(self, concern_id: int, version: int, on: date | None = None) -> Changes:
        """Let the clock run again; the limit moves by the days it stood still."""

        def prepare(operation: Operation, concern: Concern, day: date) -> Step:
            limits = end_pause(operation, concern, day)
            return Step(line=limits)

        return self._take(concern_id, version, _K.RESUMED, prepare, on)

    def finish(self, concern_id: int, version: int, on: date, result: str) -> Changes:
        """Close a concern as done (办结); the people still have to be told (R97)."""
        text = given(result, "请写明办理结果。")

        def prepare(operation: Operation, concern: Concern, day: date) -> Step:
            end_pause(operation, concern, day)
            values: dict[str, Any] = {"done_on": day, "result": text}
            if getattr(concern, CONCERN_FIELD_OF["disposition"].name) is None:
                values["disposition"] = "immediate"
            return Step(_S.DONE, values, {"note": text})

        return self._take(concern_id, version, _K.DONE, prepare, on)

    def explain(self, concern_id: int, version: int, on: date, basis: str) -> Changes:
        """Close a concern that cannot be done: the policy was explained (R95, R96)."""
        text = given(basis, "解释说明须写明政策依据。")

        def prepare(operation: Operation, concern: Concern, day: date) -> Step:
            end_pause(operation, concern, day)
            values = {"done_on": day, "basis": text, "disposition": "explain"}
            return Step(_S.EXPLAINED, values, {"note": text})

        return self._take(concern_id, version, _K.EXPLAINED, prepare, on)

    def feed_back(self, concern_id: int, version: int, feedback: Feedback) -> Changes:
        """Note that the people were told: when, how, whom (R97), and what they think of it."""
        to = given(feedback.to, "请填写反馈对象。")
        way = code_list("feedback_way").value_of(given(feedback.way, "请选择反馈方式。"))
        satisfaction = code_list("satisfaction").value_of(feedback.satisfaction.strip())

        def prepare(_operation: Operation, concern: Concern, day: date) -> Step:
            if concern.done_on is not None and day < concern.done_on:
                raise InputRefusedError("反馈日期早于办结日期，请核对。")
            fitting("feedback_to", to)
            values = {
                "feedback_on": day,
                "feedback_way": way,
                "feedback_to": to,
                "satisfaction": satisfaction or None,
            }
            told = [code_list("feedback_way").label_of(way), f"反馈对象：{to}"]
            if satisfaction:
                told.append(code_list("satisfaction").label_of(satisfaction))
            return Step(_S.FED_BACK, values, {"note": "，".join(told)})

        return self._take(concern_id, version, _K.FED_BACK, prepare, feedback.on)

    def strike_off(self, concern_id: int, version: int, on: date | None = None) -> Changes:
        """Strike a concern off the ledger (销号).

        Raises:
            RefusedError: Without date, way and person of the feedback, or without the
                people's opinion of it (R97).
        """
        return self._take(concern_id, version, _K.STRUCK_OFF, striking_off, on)

    def reopen(
        self, concern_id: int, version: int, reason: str, limit_on: date | None = None
    ) -> Changes:
        """Open a concern again under its number: it came back (反弹), or its return is undone.

        What was told and thought of the first result stays in the record; it must be asked
        again.

        Args:
            concern_id: The concern.
            version: As it was read.
            reason: Why.
            limit_on: A new limit, None keeps the old one.
        """
        why = given(reason, "请写明重新办理的原因。")

        def prepare(operation: Operation, concern: Concern, day: date) -> Step:
            came_back = concern.returned_on is None
            values: dict[str, Any] = dict.fromkeys((*_FORGOTTEN, "struck_off_by"))
            values |= {"done_on": None, "returned_on": None}
            values["reopened"] = concern.reopened + came_back
            line: dict[str, Any] = {"note": why}
            if limit_on is not None:
                if limit_on < day:
                    raise InputRefusedError("新的办结时限已经过去，请核对。")
                line |= {"old_limit": concern.limit_on, "new_limit": limit_on}
                values["limit_on"] = limit_on
            return Step(_S.IN_HAND, values, line)

        return self._take(concern_id, version, _K.REOPENED, prepare)

    def answer_now(self, concern_id: int, version: int, answer: str) -> Changes:
        """Turn a concern not yet taken in hand into one answered on the spot (R93).

        It keeps its number and leaves the ledger: counted as 当场答复 from then on.
        """
        text = given(answer, "请写明当场答复了什么。")

        def prepare(operation: Operation, concern: Concern, day: date) -> Step:
            end_pause(operation, concern, day)
            return Step(_S.ANSWERED, {"result": text, "limit_on": None}, {"note": text})

        return self._take(concern_id, version, _K.ANSWERED, prepare)

    def void(self, concern_id: int, version: int, reason: str) -> Changes:
        """Void a concern that should not have been written down; its number stays used."""
        why = given(reason, "请写明作废的原因。")

        def prepare(operation: Operation, concern: Concern, day: date) -> Step:
            end_pause(operation, concern, day)
            return Step(_S.VOID, {"done_on": None, "returned_on": None}, {"note": why})

        return self._take(concern_id, version, _K.VOIDED, prepare)


def striking_off(operation: Operation, concern: Concern, day: date) -> Step:
    """Strike a concern off: what the step does, and what its rule forbids (R97).

    Raises:
        RefusedError: Without date, way and person of the feedback, or the people's opinion.
        InputRefusedError: When the day lies before the feedback.
    """
    told = ("feedback_on", "feedback_way", "feedback_to", "satisfaction")
    missing = [CONCERN_FIELD_OF[n].label for n in told if not getattr(concern, n)]
    if missing:
        raise RefusedError(f"销号前须先反馈：还缺{'、'.join(missing)}。")
    if day < getattr(concern, "feedback_on"):  # noqa: B009 - columns come from terms
        raise InputRefusedError("销号日期早于反馈日期，请核对。")
    by = clipped("concern", "struck_off_by", operation.actor)
    return Step(_S.STRUCK_OFF, {"struck_off_on": day, "struck_off_by": by})
