"""Pairings to be made, and proposals of who could be responsible for whom."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.changes import Changes


@dataclass(frozen=True, slots=True)
class NewPairing:
    """A pairing that is to hold.

    Attributes:
        household_id, cadre_id: Who with whom.
        way: Code of 联户方式.
        since: First day, None for an open start.
        until: Last day, None for an open end.
    """

    household_id: int
    cadre_id: int
    way: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PairingRow:
    """One line of the pairing list.

    Attributes:
        id: Key.
        household_id, village, group, number, head: The household.
        cadre_id, cadre, unit, post: The cadre.
        way: Label of 联户方式.
        since, until: First and last day, None when open.
        current: Whether it holds today.
    """

    id: int
    household_id: int
    village: str
    group: str
    number: str
    head: str
    cadre_id: int
    cadre: str
    unit: str
    post: str
    way: str
    since: date | None
    until: date | None
    current: bool


@dataclass(frozen=True, slots=True)
class PairingReport:
    """What making pairings did.

    Attributes:
        made: New pairings.
        kept: Pairings that already held.
        closed: Earlier pairings of the same way that ended for them.
        changes: For the pages.
    """

    made: int
    kept: int
    closed: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class LeaveReport:
    """What a cadre leaves behind.

    Attributes:
        households: Keys of the households that now have nobody through him.
        changes: For the pages.
    """

    households: tuple[int, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class ProposedPair:
    """One household and the cadre a proposal gives it.

    Attributes:
        cadre_id, cadre: The cadre.
        household_id, village, group, number, head: The household.
        difficulty: Label of 难度等级, "" if unknown.
    """

    cadre_id: int
    cadre: str
    household_id: int
    village: str
    group: str
    number: str
    head: str
    difficulty: str


@dataclass(frozen=True, slots=True)
class ProposedShare:
    """How many households a proposal gives a cadre.

    Attributes:
        cadre_id, cadre, rank: The cadre; rank as shown.
        quota: 应联系户数 by himself or by the rule set, None when neither says.
        already: Households he has outside the proposal.
        proposed: Households the proposal gives him.
    """

    cadre_id: int
    cadre: str
    rank: str
    quota: int | None
    already: int
    proposed: int

    @property
    def excess(self) -> int:
        """Households beyond the quota, 0 without one."""
        return 0 if self.quota is None else max(self.already + self.proposed - self.quota, 0)

    @property
    def missing(self) -> int:
        """Households that lack to the quota, 0 without one."""
        return max((self.quota or 0) - self.already - self.proposed, 0)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fair pairing to be confirmed; nothing of it is stored.

    Attributes:
        pairs: In the order cadre, place, number.
        shares: One line a cadre.
        notes: Sentences a person should read before confirming.
    """

    pairs: tuple[ProposedPair, ...]
    shares: tuple[ProposedShare, ...]
    notes: tuple[str, ...] = ()
