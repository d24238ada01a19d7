"""One step of a dispute inside its operation: allowed or refused, recorded, versions checked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import event
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.matters.dispute_rules import allowed_steps
from liaison_desktop.domain.terms.dispute import (
    DISPUTE_STATE_LABELS,
    DISPUTE_STEP_LABELS,
    DisputeState,
    DisputeStepKind,
)
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.models.column_limits import clipped, column_limits
from liaison_desktop.models.matters import dispute as store
from liaison_desktop.models.operation import Operation
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.dispute_detail import GONE, PartT, children


@dataclass(frozen=True, slots=True)
class Step:
    """A step somebody wants to take.

    Attributes:
        dispute_id, version: Which dispute, as it was read.
        kind: What is done.
        on: When.
    """

    dispute_id: int
    version: int
    kind: DisputeStepKind
    on: date


@dataclass(frozen=True, slots=True)
class Remark:
    """What a line of the record says beside kind, day and state."""

    note: str = ""
    old_limit: date | None = None
    new_limit: date | None = None
    approved_by: str = ""


class StepWork:
    """A step at work.

    Attributes:
        operation: The operation it runs in; its sentence may be made exact.
        dispute: The mapped row.
    """

    def __init__(self, operation: Operation, step: Step, today: date) -> None:
        self.operation = operation
        self.session = operation.session
        self._step, self._today = step, today
        dispute = self.session.get(store.Dispute, step.dispute_id)
        if dispute is None:
            raise RefusedError(GONE)
        self.dispute = dispute
        if self.dispute.version != step.version:
            message = f"{self.dispute.number} 刚被其他人修改，请刷新后再办。"
            now = DISPUTE_STATE_LABELS[self.state]
            raise ConflictError(message, {"状态": (now, DISPUTE_STEP_LABELS[step.kind])})
        self._require_allowed()
        self._require_day(today)
        label = DISPUTE_STEP_LABELS[step.kind]
        operation.sentence = f"{self.dispute.number} {label}"

    @property
    def changes(self) -> Changes:
        """What was touched, once the operation is over."""
        return self.operation.changes

    @property
    def state(self) -> DisputeState:
        """Where the dispute stands."""
        return DisputeState(self.dispute.state)

    def enter(self, state: DisputeState) -> None:
        """Move the dispute to a state."""
        self.dispute.state = state.value

    def parts(self, table: type[PartT]) -> Sequence[PartT]:
        """Return the dispute's parts of a table."""
        return children(self.session, table, self.dispute.id)

    def open_pause(self) -> store.DisputePause | None:
        """Return the pause that still stands, None when the clock runs."""
        pauses = self.parts(store.DisputePause)
        return next((one for one in pauses if one.until is None), None)

    def record(self, remark: Remark | None = None) -> None:
        """Add the line of the record; the state is the one reached."""
        said = remark or Remark()
        self.session.add(
            store.DisputeStep(
                public_id=self.operation.public_id(),
                dispute_id=self.dispute.id,
                kind=self._step.kind.value,
                on=self._step.on,
                by=clipped("dispute_step", "by", self.operation.actor),
                state=self.dispute.state,
                old_limit=said.old_limit,
                new_limit=said.new_limit,
                approved_by=said.approved_by or None,
                note=said.note or None,
            )
        )

    def correct(self, words: str, row: store.DisputePart, fields: Sequence[Field]) -> None:
        """Add the line that a part of the record was changed today; unchanged, none.

        Args:
            words: Which part, e.g. 2023-05-05 的调解记录.
            row: The part, as changed.
            fields: Its fields; the line names the changed ones, the history has the values.
        """
        self.session.flush()
        self.operation.sentence = f"{self.dispute.number} 修改{words}"
        entry = self.operation.recorder.entries.get((row.__tablename__, row.id))
        if entry is None:
            return
        labels = "、".join(field.label for field in fields if field.name in entry.after)
        self._step = replace(self._step, kind=DisputeStepKind.CORRECTED, on=self._today)
        self.record(Remark(f"{words}：{labels}" if labels else words))

    def add(self, row: store.DisputePart) -> None:
        """Add a part to the dispute; it has its key then."""
        row.public_id = self.operation.public_id()
        row.dispute_id = self.dispute.id
        self.session.add(row)
        self.session.flush()

    def require_police_report(self) -> None:
        """Refuse to go on with what may turn violent and was not reported (调解法 25).

        Raises:
            RefusedError: When the report is missing.
        """
        if self.dispute.may_escalate and not (self.dispute.police_on and self.dispute.police_unit):
            raise RefusedError(
                "这件纠纷标明可能激化，请先填写报告公安机关的日期和单位（人民调解法第二十五条）。"
            )

    def require_nobody_refused(self) -> None:
        """Refuse to mediate when a party refuses (调解法 17).

        Raises:
            RefusedError: Naming the side.
        """
        refusing = [one.name for one in self.parts(store.Party) if one.refused_on is not None]
        if refusing:
            raise RefusedError(
                f"{'、'.join(refusing)}明确拒绝调解，不得调解（人民调解法第十七条）。"
                "请终止调解并告知仲裁、行政、司法途径。"
            )

    def _require_allowed(self) -> None:
        paused = self.open_pause() is not None
        allowed = allowed_steps(
            self.state, accepted=self.dispute.file_number is not None, paused=paused
        )
        if self._step.kind in allowed:
            return
        label = DISPUTE_STEP_LABELS[self._step.kind]
        if self._step.kind in (DisputeStepKind.AGREED, DisputeStepKind.FILED) and (
            self.dispute.file_number is None
        ):
            raise RefusedError(f"{self.dispute.number} 还没有受理编号，请先受理，再办“{label}”。")
        if self._step.kind is DisputeStepKind.EXTENDED and paused:
            raise RefusedError("计时暂停中，请先恢复计时再延期。")
        now = DISPUTE_STATE_LABELS[self.state]
        raise RefusedError(f"{self.dispute.number} 现在是“{now}”，不能办“{label}”。")

    def _require_day(self, today: date) -> None:
        if self._step.on > today:
            raise InputRefusedError(f"日期 {self._step.on.isoformat()} 在今天之后，请核对。")
        if self._step.on < self.dispute.found_on:
            found_on = self.dispute.found_on.isoformat()
            raise InputRefusedError(
                f"日期 {self._step.on.isoformat()} 早于排查日期 {found_on}，请核对。"
            )


@contextmanager
def taking(context: Context, step: Step) -> Iterator[StepWork]:
    """Take a step in one operation.

    Raises:
        ConflictError: When somebody else saved the dispute meanwhile.
        RefusedError: When the step is not allowed where the dispute stands.
        InputRefusedError: When its day lies in the future or before the discovery, or a
            text is longer than its column.
    """
    with context.store.operation(DISPUTE_STEP_LABELS[step.kind], context.actor) as operation:
        event.listen(operation.session, "before_flush", _refuse_long_texts)
        yield StepWork(operation, step, context.today())


def _refuse_long_texts(session: Session, *_: object) -> None:
    for row in (*session.new, *session.dirty):
        for name, limit in column_limits(row.__tablename__).items():
            text = getattr(row, name)
            if isinstance(text, str) and len(text) > limit:
                raise InputRefusedError(f"“{text[:10]}……”太长，最多 {limit} 个字，请写短一些。")


def required(text: str, sentence: str) -> str:
    """Return a text without spaces around it.

    Raises:
        InputRefusedError: With the sentence, when nothing is left.
    """
    plain = text.strip()
    if not plain:
        raise InputRefusedError(sentence)
    return plain
