"""口径检查: what a report's text, tables and charts say against themselves and the ledgers."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How grave a finding is."""

    RED = "red"  # must be mended, or signed for with a reason, before printing
    AMBER = "amber"  # worth a look


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up.

    Attributes:
        code: Which check, e.g. ``rate-with-open-cases``, ``wrong-period-word``.
        severity: Red or amber.
        sentence: What is wrong and what would be right, for people.
        block: Index of the block it stands in, None for figures, tables and charts.
        excerpt: The words meant, as they stand.
        start: Where the excerpt begins in the block's text.
        signed_by, reason: Who signed for it and why, "" while nobody has.
    """

    code: str
    severity: Severity
    sentence: str
    block: int | None = None
    excerpt: str = ""
    start: int = 0
    signed_by: str = ""
    reason: str = ""

    @property
    def blocks_printing(self) -> bool:
        """Whether the report must not be printed because of it."""
        return self.severity is Severity.RED and not self.signed_by
