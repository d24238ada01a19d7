"""What an import of households is going to do: one planned record a row of the file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from liaison_desktop.domain.register.import_plan import PlanSummary
from liaison_desktop.domain.register.roster import Roster, RosterHousehold, RosterMember, Value
from liaison_desktop.services.register.household_import_known import KnownHousehold, KnownPerson

HEAD, GROUP, ID_NUMBER, NOTE = "head", "group", "id_number", "note"


@dataclass(frozen=True, slots=True)
class Cell:
    """A stored value that would change.

    Attributes:
        field: Field name; ``head`` and ``group`` included.
        old, new: Stored values; for ``head`` and ``group`` their names.
    """

    field: str
    old: Any
    new: Any


@dataclass(slots=True)
class PlannedGroup:
    """A village group the file names; ``id`` is None while it does not exist."""

    name: str
    id: int | None
    series: int


@dataclass(slots=True)
class PlannedVillage:
    """A village the file names, with what the store knows of it.

    Attributes:
        name: Its name in the store, or as written while it does not exist.
        id: Its key, None while it does not exist.
        groups: Stem of a group's name to the group.
        known: Its stored households.
    """

    name: str
    id: int | None
    groups: dict[str, PlannedGroup] = field(default_factory=dict)
    known: list[KnownHousehold] = field(default_factory=list)


@dataclass(slots=True)
class PlannedMember:
    """A person of the file.

    Attributes:
        key: Number of its row in the plan.
        sheet: Where it stands.
        source: The person as read.
        household: Whose member it is.
        values: What may be stored; a withheld number is taken out.
        known: The stored person it is, None for a new one.
        cells: What would change on the stored person.
        doubts: Why a person should look at it.
        waits_for: Row key whose ``id_number`` must be taken for this one's to be free.
    """

    key: int
    sheet: str
    source: RosterMember
    household: "PlannedHousehold"
    values: dict[str, Value]
    known: KnownPerson | None = None
    cells: tuple[Cell, ...] = ()
    doubts: tuple[str, ...] = ()
    waits_for: int | None = None


@dataclass(slots=True)
class PlannedHousehold:
    """A household of the file.

    Attributes:
        key: Number of its row in the plan.
        source: The household as read.
        village, group: Where it is; the group is None when the file names none.
        number: Its 户编号, made up as 组-户 when the file has none.
        renumbered: Whether the file gives its number to another household, too, so that
            ``number`` is not the one written.
        values: What may be stored.
        members: Its people in file order.
        known: The stored household it is, None for a new one.
        cells: What would change on the stored household.
        doubts: Why a person should look at it.
    """

    key: int
    source: RosterHousehold
    village: PlannedVillage
    group: PlannedGroup | None
    number: str
    values: dict[str, Value]
    members: list[PlannedMember] = field(default_factory=list)
    renumbered: bool = False
    known: KnownHousehold | None = None
    cells: tuple[Cell, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """村/户编号."""
        return f"{self.village.name}/{self.number}"

    @property
    def head(self) -> PlannedMember | None:
        """The head by the file, None when it names none."""
        return next((member for member in self.members if member.source.is_head), None)


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """A whole import before anything is stored; made by ``HouseholdImport.plan``.

    Attributes:
        summary: The plan as people see it.
        source: The file.
        roster: The file as read, so that the plan can be made anew.
        village: The village given for rows that name none.
        mark: The newest operation of the store when the plan was made.
        households: What is going to be done.
    """

    summary: PlanSummary
    source: Path
    roster: Roster
    village: str
    mark: int
    households: tuple[PlannedHousehold, ...]
