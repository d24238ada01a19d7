"""Indicators an office defines for itself from the same parts, without programming."""

from dataclasses import dataclass
from enum import Enum

from liaison_desktop.domain.figures.scope import EVERYWHERE, Scope


class Measure(Enum):
    """What an own indicator gives."""

    COUNT = "count"  # the records of the first indicator within the scope
    SHARE = "share"  # those in per cent of the second indicator within its scope
    SUM = "sum"  # both counts together


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """An indicator of the office: shipped indicators, limited and put in relation.

    Attributes:
        id, version: None for one not saved yet.
        label: Its name, unlike any other indicator's.
        unit: Measure word; % for shares.
        measure: What is done with the two.
        first: Key of a shipped indicator.
        first_scope: What it is limited to.
        second, second_scope: The other one, "" and everywhere for counts.
        meaning: Definition in one sentence; "" lets the program write it from the parts.
    """

    id: int | None
    version: int | None
    label: str
    unit: str
    measure: Measure
    first: str
    first_scope: Scope
    second: str = ""
    second_scope: Scope = EVERYWHERE
    meaning: str = ""

    @property
    def key(self) -> str:
        """Key among all indicators."""
        return f"own_{self.id}"
