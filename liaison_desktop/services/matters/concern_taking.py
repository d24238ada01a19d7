"""Taking one step with a concern: may it be done now, the line in the record, the sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.matters.clock import Pause, moved_limit
from liaison_desktop.domain.matters.concern_rules import allowed_steps, may_at_level
from liaison_desktop.domain.terms.concern import (
    CONCERN_FIELD_OF,
    CONCERN_STATE_LABELS,
    CONCERN_STEP_LABELS,
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.models.column_limits import column_limits
from liaison_desktop.models.matters.concern import Concern, ConcernPause
from liaison_desktop.models.operation import Operation
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.concern_clock import running_pause
from liaison_desktop.services.matters.concern_rows import GONE
from liaison_desktop.services.matters.concern_saving import add_step


@dataclass(frozen=True, slots=True)
class Step:
    """What a step does to a concern.

    Attributes:
        state: Where it stands afterwards, None where it stays.
        values: Columns it sets.
        line: Columns of its line in the record: note, old_limit, new_limit, approved_by.
    """

    state: ConcernState | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    line: Mapping[str, Any] = field(default_factory=dict)


Prepare = Callable[[Operation, Concern, date], Step]


class Taking:
    """What every step of a concern shares."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def _take(
        self,
        concern_id: int,
        version: int,
        kind: ConcernStepKind,
        prepare: Prepare,
        on: date | None = None,
    ) -> Changes:
        """Take one step in one operation.

        Args:
            concern_id: The concern.
            version: As it was read.
            kind: The step.
            prepare: Says what the step does; refuses what its rule forbids.
            on: Its day, None for today.
        """
        today = self._context.today()
        words = CONCERN_STEP_LABELS[kind]
        with self._context.store.operation(words, self._context.actor) as operation:
            concern = current(operation, concern_id, version)
            refuse_step(operation, concern, kind)
            day = on or max(today, concern.received_on)
            _refuse_day(concern, day, today)
            take_step(operation, concern, kind, prepare, day)
            operation.sentence = f"民情事项{concern.number}{words}"
        return operation.changes


def take_step(
    operation: Operation, concern: Concern, kind: ConcernStepKind, prepare: Prepare, day: date
) -> None:
    """Do a step that may be taken, and write it into the record."""
    step = prepare(operation, concern, day)
    for name, value in step.values.items():
        setattr(concern, name, value)
    if step.state is not None:
        concern.state = step.state.value
    operation.session.flush()
    add_step(operation, concern, kind, day, **step.line)


def current(operation: Operation, concern_id: int, version: int) -> Concern:
    """Load the concern a step is taken with.

    Raises:
        RefusedError: When it is gone.
        ConflictError: When it was saved since it was read.
    """
    concern = operation.session.get(Concern, concern_id)
    if concern is None:
        raise RefusedError(GONE)
    if concern.version != version:
        state = CONCERN_STATE_LABELS[ConcernState(concern.state)]
        message = f"民情事项{concern.number}刚被其他人修改，现为“{state}”，请刷新后再办。"
        raise ConflictError(message, {})
    return concern


def refuse_step(operation: Operation, concern: Concern, kind: ConcernStepKind) -> None:
    """Refuse a step that may not be taken now, with the reason.

    Raises:
        RefusedError: When state, level or a stopped clock forbid it.
    """
    state, level = ConcernState(concern.state), level_of(concern)
    paused = running_pause(operation.session, concern.id)
    if kind in allowed_steps(state, level, paused=paused):
        return
    words = CONCERN_STEP_LABELS[kind]
    if not may_at_level(level, kind):
        name = code_list("concern_level").label_of(level)
        raise RefusedError(f"{name}一级不能办理“{words}”，请先上报。")
    if kind is ConcernStepKind.EXTENDED and paused:
        raise RefusedError("计时暂停中，请先恢复计时再延期。")
    if kind in (ConcernStepKind.PAUSED, ConcernStepKind.RESUMED):
        raise RefusedError("计时已经暂停。" if paused else f"现在不能“{words}”，请刷新后再看。")
    raise RefusedError(f"民情事项现为“{CONCERN_STATE_LABELS[state]}”，不能“{words}”。")


def _refuse_day(concern: Concern, day: date, today: date) -> None:
    if day > today and day > concern.received_on:
        raise InputRefusedError("日期晚于今天，请核对。")
    if day < concern.received_on:
        received = concern.received_on.isoformat()
        raise InputRefusedError(f"日期早于登记日期 {received}，请核对。")


def end_pause(operation: Operation, concern: Concern, day: date) -> dict[str, Any]:
    """End a running pause and move the limit.

    Returns:
        Columns of a line of the record: the limits before and after, and the reason.

    Raises:
        InputRefusedError: When the day lies before the pause.
    """
    statement = select(ConcernPause).where(
        ConcernPause.concern_id == concern.id, ConcernPause.until.is_(None)
    )
    pause = operation.session.scalars(statement).first()
    if pause is None:
        return {}
    if day < pause.since:
        raise InputRefusedError(f"日期早于暂停计时的日期 {pause.since.isoformat()}，请核对。")
    pause.until = day
    old = concern.limit_on
    if old is None:
        return {"note": pause.reason}
    concern.limit_on = moved_limit(concern.received_on, old, Pause(pause.since, day))
    return {"old_limit": old, "new_limit": concern.limit_on, "note": pause.reason}


def level_of(concern: Concern) -> str:
    """Return the code of its 办理层级, "" for none."""
    return getattr(concern, CONCERN_FIELD_OF["level"].name) or ""


def given(text: str, sentence: str) -> str:
    """Return what was written, trimmed.

    Raises:
        InputRefusedError: With the sentence, when it is blank.
    """
    if not text.strip():
        raise InputRefusedError(sentence)
    return text.strip()


def fitting(column: str, text: str) -> str:
    """Return a text as long as its column holds.

    Raises:
        InputRefusedError: When it is longer.
    """
    limit = column_limits("concern").get(column)
    if limit and len(text) > limit:
        label = CONCERN_FIELD_OF[column].label if column in CONCERN_FIELD_OF else "责任人"
        raise InputRefusedError(f"{label}最多 {limit} 个字，请写短一些。")
    return text
