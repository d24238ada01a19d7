"""What undo must not take back, and what it voids instead of removing (DESIGN 4)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.terms.concern import CLOSED_STATES, RETURNED_STATES, ConcernState
from liaison_desktop.domain.terms.contact_card import VALID_STATES, CardEventKind, CardState
from liaison_desktop.domain.terms.visit import REVIEW_FIELDS
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
    "signed_finding": ("summary", "summary_id"),
    "closed_paper": ("closed_period", "closed_period_id"),
}
# The record of a matter's steps: what a step did is built upon by those after it.
STEPS: Mapping[str, str] = {"concern": "concern_step", "dispute": "dispute_step"}
HEAD_FLAG = Flag("resident", "is_head")
_CLOSED_CONCERN = frozenset(state.value for state in CLOSED_STATES)
_RETURNED_CONCERN = frozenset(state.value for state in RETURNED_STATES)
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


def _file_refusal(_session: Session, changes: Sequence[Change]) -> str | None:
    """The number of a file is given once: undoing an acceptance would leave a gap."""
    for change in changes:
        if change.action != UPDATE:
            continue
        before, after = (change.values or {}).get("file_number", (None, None))
        if before is None and after is not None:
            return f"受理时已编卷号 {after}，卷号不能收回，不能撤销。登记有误的请改用“作废”。"
    return None


def _concern_refusal(session: Session, changes: Sequence[Change]) -> str | None:
    """A concern does not come back from a dispute worked on since: it would count twice."""
    for change in changes:
        if change.action != UPDATE:
            continue
        values = change.values or {}
        dispute_id = values.get("dispute_id", [None, None])[1]
        converted = values.get("state", [None, None])[1] == ConcernState.CONVERTED.value
        if (
            converted
            and dispute_id is not None
            and _worked_on(session, dispute_id, change.operation_id)
        ):
            return "转成的矛盾纠纷此后已有办理，不能撤销。请在矛盾纠纷台账中继续办理或作废。"
    return None


def _worked_on(session: Session, dispute_id: int, operation_id: int) -> bool:
    """Tell whether a dispute, or anything that belongs to it, was touched after an operation."""
    for kind in ("dispute", *(kind for kind, owner in OWNERS.items() if owner[0] == "dispute")):
        own = table(kind).c
        ids = select(own.id).where(own["id" if kind == "dispute" else "dispute_id"] == dispute_id)
        later = select(Change.id).where(
            Change.kind == kind, Change.operation_id > operation_id, Change.record_id.in_(ids)
        )
        if session.scalars(later.limit(1)).first() is not None:
            return True
    return False


def stepped_on(session: Session, kind: str, changes: Sequence[Change]) -> set[int]:
    """Return the matters an operation moved on that took another step since.

    Args:
        session: A session.
        kind: Table of the matters.
        changes: All changes of the operation.
    """
    log = STEPS[kind]
    own = [change.record_id for change in changes if change.kind == log]
    moved = {
        change.record_id
        for change in changes
        if change.kind == kind and change.action == UPDATE and "state" in (change.values or {})
    }
    step = table(log).c
    owner, found = step[OWNERS[log][1]], set[int]()
    for part in parts(sorted(moved) if own else ()):
        later = select(owner).where(owner.in_(part), step.id > max(own))
        found.update(session.scalars(later))
    return found


def _torn_concerns(_session: Session, rows: Sequence[Row]) -> dict[int, str]:
    """A concern is not given back half a step: state and days must tell one story."""
    return {row["id"]: "此后又办理过" for row in rows if not _told_in_one(row)}


def _told_in_one(row: Row) -> bool:
    done, returned, received = row["done_on"], row["returned_on"], row["received_on"]
    return (
        (done is not None) == (row["state"] in _CLOSED_CONCERN)
        and (returned is not None) == (row["state"] in _RETURNED_CONCERN)
        and all(day is None or day >= received for day in (done, returned))
    )


def _diary_refusal(session: Session, changes: Sequence[Change]) -> str | None:
    """A reviewed diary is locked; an undo does not get past its lock (domain.md 4.4)."""
    written = [
        change.record_id
        for change in changes
        if change.action == UPDATE and set(change.values or {}) - set(REVIEW_FIELDS)
    ]
    diary = table("diary").c
    for part in parts(written):
        locked = select(diary.id).where(diary.id.in_(part), diary.reviewed_on.is_not(None))
        if session.scalars(locked.limit(1)).first() is not None:
            return "这篇日记已经点评，不能撤销对它的修改。确需修改，请先撤回点评。"
    return None


def _notice_refusal(_session: Session, changes: Sequence[Change]) -> str | None:
    """What was put up on a board was read; it can only be followed by a new notice."""
    if any(change.action == CREATE for change in changes):
        return "公示表已经公布，不能撤销。内容有误的，请改正后再公示一次。"
    return None


def _closing_refusal(_session: Session, changes: Sequence[Change]) -> str | None:
    """What was reported stays what was reported; what changed since is an 调整."""
    if any(change.action == CREATE for change in changes):
        return "该期已经上报封账，不能撤销。此后的更正会作为“调整”列入下一期报告。"
    return None


def _sent_refusal(_session: Session, changes: Sequence[Change]) -> str | None:
    """A report that was sent cannot be unsent."""
    if any(change.action == CREATE for change in changes):
        return "该材料已经登记报送，不能撤销。登记有误的请在报送记录中更正。"
    return None


UNDO_RULES: Mapping[str, UndoRule] = {
    "contact_card": UndoRule(
        refusal=_card_refusal, void=_void_cards, blocks=_second_cards, restored=_log_restored
    ),
    "card_event": UndoRule(stays=True),
    "concern": UndoRule(refusal=_concern_refusal, blocks=_torn_concerns),
    "public_notice": UndoRule(refusal=_notice_refusal),
    "diary": UndoRule(refusal=_diary_refusal),
    "dispute": UndoRule(refusal=_file_refusal),
    "closed_period": UndoRule(refusal=_closing_refusal),
    "sent_report": UndoRule(refusal=_sent_refusal),
}
