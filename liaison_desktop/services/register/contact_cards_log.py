"""The issue log of contact cards (发放台账): one entry a thing that happened to a card."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from liaison_desktop.domain.terms.contact_card import CardEventKind
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table


def log_row(
    card_id: int, kind: CardEventKind, on: date, *, receiver: str = "", note: str = ""
) -> dict[str, Any]:
    """Return an entry of the issue log, who did it left to ``log``."""
    return {
        "card_id": card_id,
        "kind": kind.value,
        "on": on,
        "receiver": receiver or None,
        "note": note or None,
    }


def log(operation: Operation, rows: Sequence[dict[str, Any]]) -> None:
    """Write entries of the issue log, made with ``log_row``."""
    operation.bulk_insert(table("card_event"), [{**row, "by": operation.actor} for row in rows])
