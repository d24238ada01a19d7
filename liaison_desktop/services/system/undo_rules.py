"""What undo must not take back, and what it voids instead of removing (DESIGN 4)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.terms.contact_card import VALID_STATES, CardEventKind, CardState
from liaison_desktop.models.batches import parts
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.system.journal import Change
from liaison_desktop.models.system.recorder import CREATE, UPDATE
from liaison_desktop.models.tables import table

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class UndoRule:
    """How one kind of record behaves when the operation that made it is taken back.

    Attributes:
        refusal: Why the operation cannot be taken back, None when it can.
        void: Takes the place of removing; None removes.
        blocks: Given whole rows as they would be restored, which cannot be, and why.
        restored: Told of rows whose values were given back, to keep their log true.
        stays: Whether records of this kind stay as a log even then.
    """

    refusal: Callable[[Session, Sequence[Change]], str | None] | None = None
    void: Callable[[Operation, Sequence[int], date], None] | None = None
    blocks: Callable[[Session, Sequence[Row]], dict[int, str]] | None = None
    restored: Callable[[Operation, Sequence[int], date], None] | None = None
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """A column that only one record of an owner may have set."""

    kind: str
    column: str


# A child that stays with its owner: who keeps the owner keeps the child.
OWNERS: Mapping[str, tuple[str, str]] = {
    "resident": ("household", "household_id"),
    "rule": ("rule_set", "rule_set_id"),
    "visit_household": ("visit", "visit_id"),
    "visit_cadre": ("visit", "visit_id"),
    "visit_sheet_household": ("visit_sheet", "sheet_id"),
    "concern_step": ("concern", "concern_id"),
    "concern_pause": ("concern", "concern_id"),
    "public_notice_line": ("public_notice", "notice_id"),
    "party": ("dispute", "dispute_id"),
    "inquiry": ("dispute", "dispute_id"),
    "mediation": ("dispute", "dispute_id"),
    "agreement": ("dispute", "dispute_id"),
    "follow_up": ("dispute", "dispute_id"),
    "dispute_step": ("dispute", "dispute_id"),
    "dispute_pause": ("dispute", "dispute_id"),
    "dossier_text": ("dispute", "dispute_id"),
}
HEAD_FLAG = Flag("resident", "is_head")
_VALID = tuple(state.value for state in VALID_STATES)


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
    for part in parts(ids):
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
    _log(operation, ids, CardEventKind.VOIDED, today, "撤销制卡")


def _second_cards(session: Session, rows: Sequence[Row]) -> dict[int, str]:
    """A card does not come back into force where the household has another one by now."""
    card = table("contact_card")
    reviving = {row["id"]: row for row in rows if row["state"] in _VALID}
    households = sorted({row["household_id"] for row in reviving.values()})
    holders: dict[tuple[int, int], set[int]] = defaultdict(set)
    for part in parts(households):
        statement = select(card.c.id, card.c.household_id, card.c.cadre_id).where(
            card.c.household_id.in_(part), card.c.state.in_(_VALID)
        )
        for key, household_id, cadre_id in session.execute(statement):
            holders[household_id, cadre_id].add(key)
    return {
        key: "该户已另有有效的联系卡"
        for key, row in reviving.items()
        if holders[row["household_id"], row["cadre_id"]] - {key}
    }


def _log_restored(operation: Operation, ids: Sequence[int], today: date) -> None:
    _log(operation, ids, CardEventKind.UNDONE, today, operation.sentence)


def _log(
    operation: Operation, ids: Sequence[int], kind: CardEventKind, today: date, note: str
) -> None:
    """Add a line to the issue log of each card: the log only ever grows."""
    row = {"kind": kind.value, "on": today, "by": operation.actor, "receiver": None}
    operation.bulk_insert(
        table("card_event"), [{"card_id": key, **row, "note": note[:200]} for key in ids]
    )


UNDO_RULES: Mapping[str, UndoRule] = {
    "contact_card": UndoRule(
        refusal=_card_refusal, void=_void_cards, blocks=_second_cards, restored=_log_restored
    ),
    "card_event": UndoRule(stays=True),
}
