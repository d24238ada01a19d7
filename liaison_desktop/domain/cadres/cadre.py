"""Cadres and pairings as lists, editors and prints see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liaison_desktop.domain.register.roster import Value


@dataclass(frozen=True, slots=True)
class CadreFilter:
    """Which cadres a list shows.

    Attributes:
        unit_id, team_id: Where they belong, None for any.
        rank: Code of 职级, "" for any.
        state: ``"short"`` fewer households than 应联系户数, ``"none"`` without any,
            ``"over"`` more; "" for any.
        ids: Only these, None for any.
        include_left: Also those who left.
    """

    unit_id: int | None = None
    team_id: int | None = None
    rank: str = ""
    state: str = ""
    ids: tuple[int, ...] | None = None
    include_left: bool = False


@dataclass(frozen=True, slots=True)
class CadreRow:
    """One line of the cadre list.

    Attributes:
        id: Key.
        name, unit, post, rank, phone, team: As shown (phone in full: it is on the card).
        quota: 应联系户数, None when not set.
        households: How many he is responsible for today.
        cards: How many valid cards carry him.
        left: Whether he left.
    """

    id: int
    name: str
    unit: str
    post: str
    rank: str
    phone: str
    team: str
    quota: int | None
    households: int
    cards: int
    left: bool


@dataclass(frozen=True, slots=True)
class CadreHousehold:
    """A household of a cadre, as his detail shows it."""

    pairing_id: int
    household_id: int
    household: str
    group: str
    head: str
    way: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class CadreDetail:
    """Everything about one cadre."""

    id: int
    version: int
    name: str
    unit: str
    team: str
    values: Mapping[str, Value]
    households: tuple[CadreHousehold, ...]


@dataclass(frozen=True, slots=True)
class CadreDraft:
    """What was typed about a cadre; ``unit`` and ``team`` by name, made if new."""

    id: int | None
    version: int
    name: str
    unit: str = ""
    team: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """两个全覆盖 today (R28).

    Attributes:
        households, households_paired: Denominator and numerator of 农户覆盖率.
        cadres, cadres_paired: Denominator and numerator of 干部参与率.
    """

    households: int
    households_paired: int
    cadres: int
    cadres_paired: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Coverage of one village or group."""

    area_id: int
    area: str
    households: int
    households_paired: int
