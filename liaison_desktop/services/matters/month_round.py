"""The round of a month-end (R98): what to strike off, what to carry over, what came in."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.concern import ConcernRow
from liaison_desktop.domain.matters.concern_rules import STATES_FOR
from liaison_desktop.domain.matters.month_end import month_end_of
from liaison_desktop.domain.matters.notice import MonthRound, NoticeRow, RoundLine
from liaison_desktop.domain.terms.concern import (
    CONCERN_STATE_LABELS,
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.models.matters.concern import Concern
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.concern_clock import in_ledger, open_on
from liaison_desktop.services.matters.concern_rows import GONE, concern_rows
from liaison_desktop.services.matters.concern_saving import add_step
from liaison_desktop.services.matters.notice_lines import LedgerMonth, last_notes, ledger_month

_CONCERN = table("concern").c


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
        last_note=note,
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
        for key in dict.fromkeys(concern_ids):
            concern = operation.session.get(Concern, key)
            if concern is None:
                raise RefusedError(GONE)
            state = ConcernState(concern.state)
            if state not in STATES_FOR[ConcernStepKind.CARRIED_OVER]:
                label = CONCERN_STATE_LABELS[state]
                raise RefusedError(f"民情事项{concern.number}现为“{label}”，不需要结转。")
            if concern.received_on > span.last:
                raise RefusedError(f"民情事项{concern.number}在该月之后才登记，不能结转。")
            on = max(day, concern.received_on)
            add_step(operation, concern, ConcernStepKind.CARRIED_OVER, on, note=text)
        count = len(dict.fromkeys(concern_ids))
        operation.sentence = f"{span.first.year}年{span.first.month}月结转民情事项 {count} 件"
    return operation.changes
