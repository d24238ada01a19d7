"""The round of a month-end (R98): what to strike off, what to carry over, what came in."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.date_words import month_words
from liaison_desktop.domain.errors import InputRefusedError, RefusedError, SomeRefusedError
from liaison_desktop.domain.matters.concern import ConcernRow
from liaison_desktop.domain.matters.concern_rules import STATES_FOR
from liaison_desktop.domain.matters.month_end import month_end_of
from liaison_desktop.domain.matters.notice import MonthRound, NoticeRow, RoundLine
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.concern import (
    CONCERN_STATE_LABELS,
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.models.matters.concern import Concern
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.concern_clock import in_ledger, open_on
from liaison_desktop.services.matters.concern_rows import GONE, concern_rows
from liaison_desktop.services.matters.concern_saving import add_step
from liaison_desktop.services.matters.concern_steps import striking_off
from liaison_desktop.services.matters.concern_taking import refuse_step, take_step
from liaison_desktop.services.matters.notice_lines import LedgerMonth, last_notes, ledger_month

_CONCERN = table("concern").c
_MOST_TOLD = 8


def month_round(
    session: Session, month: date, today: date, notices: tuple[NoticeRow, ...]
) -> MonthRound:
    """Return what the round of a month still has to decide, and what it decided."""
    span = ledger_month(month)
    carried = set(session.scalars(_carried(span)))
    fed_back = _CONCERN.state == ConcernState.FED_BACK.value
    open_now = open_on(max(today, span.last))
    still_open = _lines(session, [_CONCERN.received_on <= span.last, open_now], today, carried)
    return MonthRound(
        month=span.first,
        day=month_end_of(span.first),
        to_strike_off=_lines(session, [fed_back, _CONCERN.received_on <= span.last], today),
        to_carry=tuple(line for line in still_open if not line.carried),
        carried=tuple(line for line in still_open if line.carried),
        entered=_lines(session, [in_ledger(), span.covers(_CONCERN.received_on)], today, carried),
        notices=notices,
    )


def _carried(span: LedgerMonth) -> Select[int]:
    step = table("concern_step").c
    return select(step.concern_id).where(
        step.kind == ConcernStepKind.CARRIED_OVER.value, span.covers(step.on)
    )


def _lines(
    session: Session,
    where: Sequence[ColumnElement[bool]],
    today: date,
    carried: set[int] | None = None,
) -> tuple[RoundLine, ...]:
    statement = select(_CONCERN.id).where(*where).order_by(_CONCERN.received_on, _CONCERN.id)
    ids = list(session.scalars(statement))
    notes = last_notes(session, ids)
    rows = concern_rows(session, ids, today).values()
    return tuple(_line(row, notes[row.id], carried or set()) for row in rows)


def _line(row: ConcernRow, note: str, carried: set[int]) -> RoundLine:
    return RoundLine(
        concern_id=row.id,
        number=row.number,
        title=row.title,
        owner=row.owner,
        state=CONCERN_STATE_LABELS[row.state],
        limit_on=row.limit_on,
        overdue=row.days is not None and row.days < 0,
        last_note=numbers_masked(note),
        carried=row.id in carried,
    )


def carry_over(context: Context, concern_ids: Sequence[int], note: str, month: date) -> Changes:
    """Carry open concerns over into the next month; see ``Notices.carry_over``."""
    text = note.strip()
    if not text:
        raise InputRefusedError("结转须注明办理情况，请填写。")
    if not concern_ids:
        raise InputRefusedError("请先选择要结转的民情事项。")
    span = ledger_month(month)
    day = min(span.last, context.today())
    if day < span.first:
        raise InputRefusedError("这个月还没有开始，不能结转。")
    with context.store.operation("结转", context.actor) as operation:

        def carry(concern: Concern) -> None:
            _refuse_carrying(concern, span)
            on = max(day, concern.received_on)
            add_step(operation, concern, ConcernStepKind.CARRIED_OVER, on, note=text)

        count = _with_each(operation, concern_ids, "结转", carry)
        operation.sentence = f"{month_words(span.first)}结转民情事项 {count} 件"
    return operation.changes


def _refuse_carrying(concern: Concern, span: LedgerMonth) -> None:
    state = ConcernState(concern.state)
    if state not in STATES_FOR[ConcernStepKind.CARRIED_OVER]:
        raise RefusedError(f"现为“{CONCERN_STATE_LABELS[state]}”，不需要结转。")
    if concern.received_on > span.last:
        raise RefusedError("在该月之后才登记，不能结转。")


def strike_off(context: Context, concern_ids: Sequence[int]) -> Changes:
    """Strike concerns off in one operation; see ``Notices.strike_off``."""
    if not concern_ids:
        raise InputRefusedError("请先选择要销号的民情事项。")
    today, kind = context.today(), ConcernStepKind.STRUCK_OFF
    with context.store.operation("销号", context.actor) as operation:

        def strike(concern: Concern) -> None:
            refuse_step(operation, concern, kind)
            take_step(operation, concern, kind, striking_off, max(today, concern.received_on))

        count = _with_each(operation, concern_ids, "销号", strike)
        operation.sentence = f"销号民情事项 {count} 件"
    return operation.changes


def _with_each(
    operation: Operation, concern_ids: Sequence[int], words: str, do: Callable[[Concern], None]
) -> int:
    """Do something with each of several concerns, or with none of them.

    Returns:
        How many they are.

    Raises:
        SomeRefusedError: When a rule forbids it for some; each is named with the reason.
    """
    refused: dict[int, str] = {}
    keys = tuple(dict.fromkeys(concern_ids))
    for key in keys:
        concern = operation.session.get(Concern, key)
        if concern is None:
            refused[key] = GONE
            continue
        try:
            do(concern)
        except (RefusedError, InputRefusedError) as error:
            refused[key] = f"{concern.number}：{error.message}"
    if refused:
        told = list(refused.values())[:_MOST_TOLD]
        if len(refused) > len(told):
            told.append(f"……共 {len(refused)} 件不能{words}。")
        if len(keys) > len(refused):
            told.append(f"其余 {len(keys) - len(refused)} 件也没有动，去掉这些就可以{words}。")
        raise SomeRefusedError("\n".join(told), refused)
    return len(keys)
