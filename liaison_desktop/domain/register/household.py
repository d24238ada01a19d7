"""A household (农户) and its members as lists, editors and prints see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.resident import IdState


@dataclass(frozen=True, slots=True)
class HouseholdFilter:
    """Which households a list shows; every condition given must hold.

    Attributes:
        village_id, group_id: Place, None for any.
        village, group: Place by name (command line), "" for any.
        cadre_id: Households this cadre is responsible for today.
        cadre: The same by the cadre's name (command line).
        number: 户编号, "" for any.
        kind: Code of 户类型.
        paired: True with a cadre today, False without.
        card: ``"none"`` no valid card, ``"valid"``, ``"stale"``; "" for any.
        with_problems: Only households with a damaged or missing identity number.
        elder: Only households with someone of 60 or older.
        ids: Only these households (a search, a scan, a selection), None for any.
        include_closed: Also those that were 注销.
        unvisited_days: Only those nobody visited for at least so many days (R54), those
            never visited included; telephone calls are no visits.
    """

    village_id: int | None = None
    group_id: int | None = None
    village: str = ""
    group: str = ""
    cadre_id: int | None = None
    cadre: str = ""
    number: str = ""
    kind: str = ""
    paired: bool | None = None
    card: str = ""
    with_problems: bool = False
    elder: bool = False
    ids: tuple[int, ...] | None = None
    include_closed: bool = False
    unvisited_days: int | None = None


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One line of the household list.

    Attributes:
        id: Key of the household.
        village, group, number: Where it is.
        head: Name of its head, "" when it has none.
        size: How many members live in it.
        phone: Phone of the head, else of the first member who has one; masked.
        kind: Label of 户类型.
        cadre: Names of the responsible cadres today, joined by 、.
        card: Number of its valid card, "" without one.
        card_state: Label: 已制, 已发, 待换发 or "".
        problems: How many members have a damaged or missing identity number.
        closed: Whether it was 注销.
    """

    id: int
    village: str
    group: str
    number: str
    head: str
    size: int
    phone: str
    kind: str
    cadre: str
    card: str
    card_state: str
    problems: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A family member with all values.

    Attributes:
        id: Key, None for one just typed.
        version: Row version that was read, 0 for one just typed.
        name: Name.
        relation: Word for 与户主关系.
        relation_code: GB/T 4761 code, "" if unknown.
        is_head: Whether this is the 户主.
        values: Field name (terms.resident.FIELDS) to value; blanks are absent.
        id_state: ``IdState`` of the identity number.
        since, until: From when to when the person belongs to the household.
    """

    id: int | None
    version: int
    name: str
    relation: str
    relation_code: str
    is_head: bool
    values: Mapping[str, Value]
    id_state: str = IdState.MISSING
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HouseholdPairing:
    """A cadre of this household, as its detail shows him."""

    pairing_id: int
    cadre_id: int
    cadre: str
    unit: str
    post: str
    phone: str
    way: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """A card of this household, as its detail shows it."""

    card_id: int
    number: str
    state: str
    stale: bool
    made_on: date
    handed_out_on: date | None


@dataclass(frozen=True, slots=True)
class HouseholdDetail:
    """Everything about one household, unmasked, for the editor and prints."""

    id: int
    version: int
    village_id: int
    village: str
    group_id: int | None
    group: str
    number: str
    values: Mapping[str, Value]
    members: tuple[Member, ...]
    pairings: tuple[HouseholdPairing, ...]
    cards: tuple[HouseholdCard, ...]
    since: date | None
    until: date | None

    @property
    def head(self) -> str:
        """Name of the head, "" when there is none."""
        return next((member.name for member in self.members if member.is_head), "")

    @property
    def label(self) -> str:
        """村/户编号."""
        return f"{self.village}/{self.number}"


@dataclass(frozen=True, slots=True)
class HouseholdDraft:
    """What was typed about a household.

    Attributes:
        id: Key, None for a new household.
        version: The row version the editor had read.
        village_id, group_id: Where it is.
        number: 户编号, "" to get the next 组-户.
        values: All fields; an absent one is blank.
        members: All members in order; one left out was removed.
        since, until: From when to when the household is kept.
        seen_members: Keys of the people the editor had read, so that somebody added
            meanwhile at another desk is not taken for removed; None when unknown.
    """

    id: int | None
    version: int
    village_id: int
    group_id: int | None
    number: str
    values: Mapping[str, Value] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    since: date | None = None
    until: date | None = None
    seen_members: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Something wrong with a typed value.

    Attributes:
        member: Index of the member in the draft, None for the household itself.
        field: Field name; ``"name"``, ``"relation"``, ``"number"``, ``"village"`` included.
        message: One Chinese sentence.
        blocking: Whether it stops saving; else it is stored and marked.
    """

    member: int | None
    field: str
    message: str
    blocking: bool
