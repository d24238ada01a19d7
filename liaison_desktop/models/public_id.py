"""Public ids: sortable, unique across desks, monotonic even if the clock goes back."""

from uuid import UUID

import uuid6


class PublicIds:
    """Gives out UUID version 7 values as 32 hexadecimal digits, each above the last.

    Attributes:
        last: The newest id given out, "" before the first; the store keeps it per desk.
    """

    def __init__(self, last: str = "") -> None:
        self.last = last

    def take(self, count: int) -> list[str]:
        """Return ``count`` new ids in rising order."""
        first = uuid6.uuid7().int
        if self.last:
            first = max(first, UUID(hex=self.last).int + 1)
        ids = [f"{value:032x}" for value in range(first, first + count)]
        if ids:
            self.last = ids[-1]
        return ids

    def one(self) -> str:
        """Return one new id."""
        return self.take(1)[0]
