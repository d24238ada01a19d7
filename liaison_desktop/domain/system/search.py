"""A hit of the one search box."""

from dataclasses import dataclass

from liaison_desktop.domain.changes import Kind


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer.

    Attributes:
        kind: What it is.
        id: Its key.
        title: Name, as shown large.
        subtitle: Place, number, cadre: what tells namesakes apart; masked.
        household_id: The household it opens, None for cadres without one.
    """

    kind: Kind
    id: int
    title: str
    subtitle: str
    household_id: int | None = None
