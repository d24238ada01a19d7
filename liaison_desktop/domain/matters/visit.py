"""Visits (走访), visit sheets (走访单) and village stays (住村) as everybody sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liaison_desktop.domain.register.roster import Value


@dataclass(frozen=True, slots=True)
class Named:
    """A household or cadre of a record, or the name as typed where nobody was found.

    Attributes:
        id: Key, None when the name still waits to be found.
        name: 村/户编号 户主 of a household, name of a cadre, or what was typed.
    """

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """Which visits a list shows; every condition given must hold.

    Attributes:
        since, until: Days, both included.
        village_id, household_id, cadre_id, sheet_id: Whom or where, None for any.
        way: Code of 走访方式.
        counted: True only those that count as 入户, False only the others.
        unresolved: Only visits with a household or cadre that still waits to be found.
        with_problem: Only visits at which something was said (反映的问题).
        text: Part of what was said, answered or noted.
        ids: Only these.
    """

    since: date | None = None
    until: date | None = None
    village_id: int | None = None
    household_id: int | None = None
    cadre_id: int | None = None
    sheet_id: int | None = None
    way: str = ""
    counted: bool | None = None
    unresolved: bool = False
    with_problem: bool = False
    text: str = ""
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of the visit list.

    Attributes:
        id: Key.
        on: Day.
        households: 户主 of each household with its number, joined by 、; typed names with ？.
        village: Village of the households.
        cadres: Names, joined by 、.
        way: Label of 走访方式.
        counted: Whether it counts as 入户.
        said: 反映的问题.
        answered: 当场答复情况.
        concerns: How many concerns came out of it.
        unresolved: How many names still wait to be found.
    """

    id: int
    on: date
    households: str
    village: str
    cadres: str
    way: str
    counted: bool
    said: str
    answered: str
    concerns: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """Everything about one visit.

    Attributes:
        values: ``terms.visit.VISIT_FIELDS`` name to value; blanks are absent.
        concern_ids: Concerns that came out of it.
        village_id, village: Where it was; None and "" when nobody knows yet.
        sheet: Number of the visit sheet it was entered from, "" for none.
    """

    id: int
    version: int
    counted: bool
    values: Mapping[str, Value]
    households: tuple[Named, ...]
    cadres: tuple[Named, ...]
    sheet_id: int | None
    concern_ids: tuple[int, ...]
    village_id: int | None = None
    village: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What was typed about a visit.

    Attributes:
        id: None for a new one.
        version: Row version that was read, 0 for a new one.
        values: ``terms.visit.VISIT_FIELDS`` name to value; blank or absent is blank.
        households, cadres: May hold names nobody was found for; they wait in a queue.
        sheet_id: The visit sheet it is entered from.
        village_id: Where it was, asked only while no household says so.
    """

    id: int | None
    version: int
    values: Mapping[str, Value] = field(default_factory=dict)
    households: tuple[Named, ...] = ()
    cadres: tuple[Named, ...] = ()
    sheet_id: int | None = None
    village_id: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingName:
    """A name of a visit that still waits to be found.

    Attributes:
        id: Key of the line that waits, for ``resolve`` or ``resolve_cadre``.
        of_cadre: Whether it names a cadre, else a household.
        visit_id, on, village: The visit.
        typed: The name as typed.
        candidates: Households or cadres of that name, those of the village first.
    """

    id: int
    of_cadre: bool
    visit_id: int
    on: date
    village: str
    typed: str
    candidates: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class VillageStayFilter:
    """Which village stays a list shows; a stay of which any day lies in the period.

    Attributes:
        unpaid: Only stays whose 食宿费 is written down but not paid.
        ids: Only these.
    """

    since: date | None = None
    until: date | None = None
    cadre_id: int | None = None
    village_id: int | None = None
    unpaid: bool = False
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class VillageStayDays:
    """How many days a cadre lived in villages in a year, and how many he should (R60, R61).

    Attributes:
        quota: Of the rule set in force for his rank, None where none asks for any.
        rule_set: Its name, "" for none.
    """

    cadre_id: int
    cadre: str
    unit: str
    days: int
    quota: int | None
    rule_set: str


@dataclass(frozen=True, slots=True)
class VillageStayRow:
    """One village stay; ``days`` counts both the first and the last day."""

    id: int
    version: int
    cadre_id: int
    cadre: str
    village_id: int | None
    village: str
    household_id: int | None
    household: str
    since: date
    until: date
    days: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class VillageStayDraft:
    """What was typed about a village stay; ``values`` of VILLAGE_STAY_FIELDS, days included."""

    id: int | None
    version: int
    cadre_id: int
    village_id: int | None
    household_id: int | None
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastVisit:
    """When a household was last visited; ``days`` since then, None if never."""

    household_id: int
    on: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class VisitSheetLine:
    """A household on a printed 走访单.

    Attributes:
        household: 村 组 户编号.
        head, size, phone: The head, how many people, phone in full (the sheet is for work
            and its printing is kept as a disclosure).
        cadre: Who is responsible.
        last_visit: Day of the last visit, None if never.
        open_concerns: Titles of open concerns with their limits.
    """

    household_id: int
    household: str
    head: str
    size: int
    phone: str
    cadre: str
    last_visit: date | None
    open_concerns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitSheetContent:
    """Everything a 走访单 prints; ``code`` is what its bar code says (matter_number)."""

    number: str
    code: str
    title: str
    station: str
    cadre: str
    made_on: date
    lines: tuple[VisitSheetLine, ...]


@dataclass(frozen=True, slots=True)
class VisitSheetRow:
    """One line of the list of visit sheets.

    Attributes:
        households: How many stand on it.
        visited: How many of them have a visit entered from it.
    """

    id: int
    number: str
    title: str
    made_on: date
    village: str
    cadre: str
    households: int
    visited: int


@dataclass(frozen=True, slots=True)
class FoundVisitSheet:
    """A visit sheet that came back, found by its number or code, in the order of its route."""

    id: int
    number: str
    title: str
    cadre_id: int | None
    household_ids: tuple[int, ...]
