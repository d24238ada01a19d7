"""What undo must not take back, and what it voids instead of removing (DESIGN 4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.terms.contact_card import CardEventKind, CardState
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.system.journal import Change
from liaison_desktop.models.system.recorder import CREATE, UPDATE
from liaison_desktop.models.tables import table


@dataclass(frozen=True, slots=True)
class UndoRule:
    """How one kind of record behaves when the operation that made it is taken back.

    Attributes:
        refusal: Why the operation cannot be taken back, None when it can.
        void: Takes the place of removing; None removes.
        stays: Whether records of this kind stay as a log even then.
    """

    refusal: Callable[[Session, Sequence[Change]], str | None] | None = None
    void: Callable[[Operation, Sequence[int], date], None] | None = None
    stays: bool = False


# A child that stays with its owner: who keeps the owner keeps the child.
OWNERS: Mapping[str, tuple[str, str]] = {"resident": ("household", "household_id")}


def _card_refusal(session: Session, changes: Sequence[Change]) -> str | None:
    """A card in a villager's hand cannot be unmade; it can be replaced or taken back."""
    handed = CardState.HANDED_OUT.value
    ids = [
        change.record_id
        for change in changes
        if change.action == CREATE
        or (change.action == UPDATE and (change.values or {}).get("state", [None, ""])[1] == handed)
    ]
    card = table("contact_card")
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        statement = select(card.c.number).where(
            card.c.id.in_(part), card.c.handed_out_on.is_not(None)
        )
        number = session.execute(statement).scalars().first()
        if number is not None:
            return f"联系卡 {number} 已经发到群众手中，不能撤销。请改用“换发”“回收”或“作废”。"
    return None


def _void_cards(operation: Operation, ids: Sequence[int], today: date) -> None:
    """Void cards whose making is taken back; their numbers are never given again."""
    operation.bulk_update(
        table("contact_card"),
        [
            {
                "id": key,
                "state": CardState.VOID.value,
                "closed_on": today,
                "close_reason": "撤销制卡",
            }
            for key in ids
        ],
    )
    operation.bulk_insert(
        table("card_event"),
        [
            {
                "card_id": key,
                "kind": CardEventKind.VOIDED.value,
                "on": today,
                "by": operation.actor,
                "receiver": None,
                "note": "撤销制卡",
            }
            for key in ids
        ],
    )


UNDO_RULES: Mapping[str, UndoRule] = {
    "contact_card": UndoRule(refusal=_card_refusal, void=_void_cards),
    "card_event": UndoRule(stays=True),
}
