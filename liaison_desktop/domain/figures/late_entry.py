"""Late entries (补录): what happened in a period and was written down later (domain.md 11.3)."""

from dataclasses import dataclass
from datetime import date, datetime

from liaison_desktop.domain.changes import Kind


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A record that came into its ledger after its period.

    Attributes:
        kind, id: What it is.
        record: What people call it.
        on: Day of the event, by which figures count it.
        entered_at: When it was written down, local time.
        by: Who did.
        operation: The operation that brought it, so that a ledger taken in as a whole can be
            shown as one.
        owner: Key of the dispute or card a part belongs to, its own for others.
    """

    kind: Kind
    id: int
    record: str
    on: date
    entered_at: datetime
    by: str
    operation: int
    owner: int
