"""Steps in a card's life after making: printed, handed out, taken back, voided."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.register.card_issue import LeftCard, StepReport
from liaison_desktop.domain.register.contact_card import CardRow
from liaison_desktop.domain.terms.contact_card import (
    CARD_EVENT_LABELS,
    CARD_STATE_LABELS,
    VALID_STATES,
    CardEventKind,
    CardState,
    ReceiptWay,
)
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.contact_cards_log import log, log_row
from liaison_desktop.services.register.contact_cards_rows import card_rows

EARLIEST = date(1990, 1, 1)  # a hand-out entered with an earlier day is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class _Step:
    """A step as data.

    Attributes:
        kind: Entry of the issue log.
        on: Day of it.
        columns: What it sets.
        obstacle: Why it cannot be done to a card, "" when it can.
        receiver, note: For the log.
    """

    kind: CardEventKind
    on: date
    columns: Mapping[str, Any]
    obstacle: Callable[[CardRow], str]
    receiver: str = ""
    note: str = ""


def hand_out(
    context: Context, ids: Sequence[int], on: date, receiver: str, way: ReceiptWay
) -> StepReport:
    """Hand made cards out; see ``ContactCards.hand_out``.

    Raises:
        RefusedError: Also when the day lies before there were any such cards.
    """
    if on < EARLIEST:
        raise RefusedError(f"发放日期 {on.isoformat()} 太早，请核对年份。")

    def obstacle(row: CardRow) -> str:
        if row.state is not CardState.MADE:
            return f"{CARD_STATE_LABELS[row.state]}，不能发放"
        if row.stale:
            return f"待换发（{'、'.join(row.stale_reasons)}），请先换发"
        # Earlier than the making is allowed: cards handed out last spring are entered today.
        return "发放日期在今天之后" if on > context.today() else ""

    columns = {
        "state": CardState.HANDED_OUT.value,
        "handed_out_on": on,
        "receiver": receiver.strip() or None,
        "receipt_way": way.value,
    }
    kind = CardEventKind.HANDED_OUT
    return _take(context, ids, _Step(kind, on, columns, obstacle, receiver.strip()))


def mark_printed(context: Context, ids: Sequence[int]) -> StepReport:
    """Note that cards were printed; the printer or the file took them."""
    today = context.today()
    step = _Step(CardEventKind.PRINTED, today, {"printed_on": today}, _not_in_use)
    return _take(context, ids, step)


def take_back(context: Context, ids: Sequence[int], on: date, reason: str) -> StepReport:
    """Take handed-out cards back; see ``ContactCards.take_back``."""

    def obstacle(row: CardRow) -> str:
        handed = row.state is CardState.HANDED_OUT
        return "" if handed else f"{CARD_STATE_LABELS[row.state]}，没有发放在外"

    columns = _closing(CardState.RETURNED, on, reason)
    return _take(
        context, ids, _Step(CardEventKind.RETURNED, on, columns, obstacle, note=reason.strip())
    )


def void(context: Context, ids: Sequence[int], reason: str) -> StepReport:
    """Void cards in use; see ``ContactCards.void``."""
    today = context.today()
    columns = _closing(CardState.VOID, today, reason)
    return _take(
        context, ids, _Step(CardEventKind.VOIDED, today, columns, _not_in_use, note=reason.strip())
    )


def _not_in_use(row: CardRow) -> str:
    return "" if row.state in VALID_STATES else f"{CARD_STATE_LABELS[row.state]}，已不在用"


def _closing(state: CardState, on: date, reason: str) -> dict[str, Any]:
    return {"state": state.value, "closed_on": on, "close_reason": reason.strip() or None}


def _take(context: Context, ids: Sequence[int], step: _Step) -> StepReport:
    """Do a step to those cards it can be done to.

    Raises:
        RefusedError: When it can be done to none of them.
    """
    word = CARD_EVENT_LABELS[step.kind]
    with context.store.operation(word, context.actor) as operation:
        rows = card_rows(operation.session, ids, context.today())
        left = [
            LeftCard(key, rows[key].number, why)
            for key in dict.fromkeys(ids)
            if key in rows and (why := step.obstacle(rows[key]))
        ]
        leaving = {card.card_id for card in left}
        done = [key for key in dict.fromkeys(ids) if key in rows and key not in leaving]
        if not done and left:
            raise RefusedError(f"联系卡 {left[0].number} {left[0].why}。")
        operation.bulk_update(table("contact_card"), [{"id": key, **step.columns} for key in done])
        entries = [
            log_row(key, step.kind, step.on, receiver=step.receiver, note=step.note) for key in done
        ]
        log(operation, entries)
        operation.sentence = f"{word}联系卡 {len(done)} 张"
    return StepReport(tuple(done), tuple(left), operation.changes)
