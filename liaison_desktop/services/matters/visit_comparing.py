"""What a list of visits (走访登记表) says, compared with the store."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.named_people import WrittenPerson
from liaison_desktop.domain.matters.visit_roster import RosterVisit
from liaison_desktop.domain.register.area import Level
from liaison_desktop.domain.register.import_plan import CellChange, PlanRow, RowState
from liaison_desktop.domain.register.roster import ProblemCode, RosterProblem, Value
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms.visit import VISIT_FIELD_OF, VISIT_FIELDS
from liaison_desktop.models.batches import parts
from liaison_desktop.models.column_limits import clipped, fitting
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadre_matching import CadreFinder, FoundCadre
from liaison_desktop.services.matters.household_finder import FoundHousehold, HouseholdFinder
from liaison_desktop.services.matters.record_values import typed_values
from liaison_desktop.services.register.area_lookup import find_village

_COLUMN_OF = {
    "until": "ends_on", "way": "way", "mode": "mode", "place": "place",
    "interviewee": "interviewee", "relation": "interviewee_relation", "recorder": "recorder",
    "content": "content", "said": "said", "answer": "answered", "policy": "policy",
    "goods": "goods", "next_day": "next_on", "note": "note",
}  # fmt: skip
_BETWEEN_TIMES = re.compile(r"\s*[-~－—–至到]+\s*")
_FUTURE = "走访日期在今天之后，没有存入，请核对日期。"
_PEOPLE_LABELS = {"visit_household": "走访对象", "visit_cadre": "走访干部"}


_Line = tuple[int, int | None, str]  # key of the line, key of who, as typed


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A household or cadre of a visit: whom it was taken for, and what was written.

    Attributes:
        key: The household or cadre, None while nobody was found.
        typed: As written; kept beside the key, so that the same list is known again.
    """

    key: int | None
    typed: str


@dataclass(frozen=True, slots=True)
class VisitChange:
    """What is to be written for one row.

    Attributes:
        visit_id: The stored visit, None for a new one.
        values: Field to new value; of a new visit all that are not blank.
        village_id: Where it was, None when unknown.
        households, cadres: Of a new visit, in order.
        found: Lines that waited and are known now: table, key of the line, key of who.
    """

    visit_id: int | None
    values: Mapping[str, Value]
    village_id: int | None = None
    households: tuple[VisitLine, ...] = ()
    cadres: tuple[VisitLine, ...] = ()
    found: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A row with everybody in it looked up."""

    row: RosterVisit
    values: dict[str, Any]
    people: tuple[WrittenPerson, ...]
    households: tuple[FoundHousehold, ...]
    cadres: tuple[FoundCadre, ...]

    def lines(self, name: str) -> tuple[VisitLine, ...]:
        """Return the lines of ``visit_household`` or ``visit_cadre``."""
        if name == "visit_household":
            pairs = zip(self.households, self.people, strict=True)
            keys = ((one.household.id if one.household else None, who) for one, who in pairs)
        else:
            keys = ((one.id, who) for one, who in zip(self.cadres, self.row.cadres, strict=True))
        lines = (VisitLine(key, clipped(name, "typed", _written(who))) for key, who in keys)
        return tuple({line.key or line.typed: line for line in lines}.values())

    @property
    def said(self) -> tuple[object, ...]:
        """Return all the row says, by which the same row once more is known."""
        lines = tuple(self.lines(name) for name in _PEOPLE_LABELS)
        return (*lines, tuple(sorted(self.values.items())))


@dataclass(slots=True)
class _Stored:
    """A stored visit, with its lines as (key of the line, key of who, as typed)."""

    id: int
    values: dict[str, Any]
    lines: dict[str, list[_Line]]
    taken: bool = False


@dataclass(slots=True)
class VisitComparison:
    """Compares a list of visits with the store.

    A row is the stored visit of the same day to the same households by the same cadres;
    names nobody was found for are stored as written and listed.

    Attributes:
        session: A reading session.
        today: The day it is.
        villages: The villages of rows that name none.
        rows: A plan row for each row of the file.
        problems: What a person should look at.
        changes: Key of a plan row to what is to be written.
    """

    session: Session
    today: date
    villages: tuple[str, ...] = ()
    rows: list[PlanRow] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    changes: dict[int, VisitChange] = field(default_factory=dict)
    _stored: dict[date, list[_Stored]] = field(default_factory=lambda: defaultdict(list))
    _areas: list[Area] = field(default_factory=list)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def run(self, rows: Sequence[RosterVisit]) -> None:
        """Work out every row."""
        read = self._read(rows)
        self._load({one.row.day for one in read if one.row.day is not None})
        places = select(Area).where(Area.level == Level.VILLAGE.value).order_by(Area.position)
        self._areas = list(self.session.scalars(places))
        known = self._matched(read)
        for number, one in enumerate(read):
            self._tell(one)
            if one.row.day is None or one.row.day > self.today:
                self._row(one, RowState.DAMAGED)
            elif number in known:
                self._compare(one, known[number])
            else:
                self._new(one)

    def _read(self, rows: Sequence[RosterVisit]) -> list[_Read]:
        """Look up everybody the file names."""
        people = [row.households or _interviewee(row) for row in rows]
        finder = HouseholdFinder(self.session, (one for who in people for one in who), self.today)
        days = [row.day for row in rows if row.day is not None]
        # Who left since may well have gone on those visits.
        cadres = CadreFinder(self.session, min(days, default=self.today))
        found = []
        for row, who in zip(rows, people, strict=True):
            visiting = tuple(
                cadres.find(one.name, unit=one.hint or row.cadre_unit) for one in row.cadres
            )
            keys = {one.id for one in visiting if one.id is not None}
            villages = (row.village,) if row.village else self.villages
            homes = tuple(
                finder.find(one, villages=villages, group=row.group, cadres=keys) for one in who
            )
            found.append(_Read(row, _values(row), who, homes, visiting))
        return found

    def _load(self, days: Iterable[date]) -> None:
        """Read the stored visits of the days of the file."""
        visit = table("visit").c
        columns = [visit[described.name] for described in VISIT_FIELDS]
        found: dict[int, _Stored] = {}
        for part in parts(sorted(days)):
            statement = select(visit.id, *columns).where(visit.on.in_(part)).order_by(visit.id)
            for row in self.session.execute(statement).mappings():
                lines: dict[str, list[_Line]] = {name: [] for name in _PEOPLE_LABELS}
                found[row["id"]] = one = _Stored(row["id"], dict(row), lines)
                self._stored[row["on"]].append(one)
        for name, link in (("visit_household", "household_id"), ("visit_cadre", "cadre_id")):
            line = table(name).c
            own = [line.visit_id, line.id, line[link], line.typed]
            for keys in parts(sorted(found)):
                chosen = select(*own).where(line.visit_id.in_(keys)).order_by(line.id)
                for visit_id, key, who, typed in self.session.execute(chosen):
                    found[visit_id].lines[name].append((key, who, typed or ""))

    def _matched(self, read: Sequence[_Read]) -> dict[int, _Stored]:
        """Return for each row the stored visit it speaks of; each is taken once.

        Rows that say exactly what is stored come first, so that two visits of one day keep
        their own rows. The same row once more speaks of no second visit.
        """
        found: dict[int, _Stored] = {}
        for exactly in (True, False):
            for number, one in enumerate(read):
                day = one.row.day
                if number in found or day not in self._stored or one.said in self._seen:
                    continue
                for stored in self._stored[day]:
                    if not stored.taken and _speaks_of(one, stored, exactly=exactly):
                        stored.taken, found[number] = True, stored
                        self._seen.add(one.said)
                        break
        return found

    def _new(self, one: _Read) -> None:
        if one.said in self._seen:  # the same row once more
            self._row(one, RowState.SAME)
            return
        self._seen.add(one.said)
        self.changes[len(self.rows)] = VisitChange(
            None,
            one.values,
            self._village(one),
            households=one.lines("visit_household"),
            cadres=one.lines("visit_cadre"),
        )
        self._row(one, RowState.NEW)

    def _compare(self, one: _Read, stored: _Stored) -> None:
        values = {name: value for name, value in one.values.items() if stored.values[name] != value}
        cells = [
            CellChange(
                name,
                VISIT_FIELD_OF[name].label,
                shown(VISIT_FIELD_OF[name], stored.values[name]),
                shown(VISIT_FIELD_OF[name], value),
            )
            for name, value in values.items()
        ]
        found = []
        for name, label in _PEOPLE_LABELS.items():
            waiting = {typed: key for key, who, typed in stored.lines[name] if who is None}
            for line in one.lines(name):
                if line.key is not None and line.typed in waiting:
                    found.append((name, waiting[line.typed], line.key))
                    cells.append(CellChange(name, label, f"{line.typed}？", line.typed))
        if values or found:
            self.changes[len(self.rows)] = VisitChange(
                stored.id, values, self._village(one), found=tuple(found)
            )
        self._row(one, RowState.CHANGED if cells else RowState.SAME, cells)

    def _village(self, one: _Read) -> int | None:
        known = next((home.household for home in one.households if home.household), None)
        if known is not None:
            return known.village_id
        name = one.row.village or (self.villages[0] if len(self.villages) == 1 else "")
        area = find_village(self._areas, name) if name else None
        return area.id if area else None

    def _tell(self, one: _Read) -> None:
        """List who was not found for sure, and a day that cannot be."""
        found = [
            (
                "households",
                home.household.label if home.household else "",
                who.name,
                home.code,
                home.trouble,
            )
            for who, home in zip(one.people, one.households, strict=True)
        ]
        found += [
            ("cadres", "", who.name, cadre.code, _of_cadre(who.name, cadre))
            for who, cadre in zip(one.row.cadres, one.cadres, strict=True)
        ]
        if one.row.day is not None and one.row.day > self.today:
            name = one.people[0].name if one.people else ""
            found.append(("on", "", name, ProblemCode.NUMBER_UNCLEAR, _FUTURE))
        at = one.row.sheet, one.row.line
        self.problems += [
            RosterProblem(*at, household, name, column, code, message)
            for column, household, name, code, message in found
            if code
        ]

    def _row(self, one: _Read, state: RowState, cells: Iterable[CellChange] = ()) -> None:
        home = next((found.household for found in one.households if found.household), None)
        who = "、".join(cadre.name for cadre in one.row.cadres)
        whom = "、".join(person.name or person.number for person in one.people)
        troubles = [found.trouble for found in one.households if found.trouble]
        troubles += [
            _of_cadre(person.name, found)
            for person, found in zip(one.row.cadres, one.cadres, strict=True)
            if found.trouble
        ]
        if one.row.day is None:
            troubles.append("走访日期无法确定，没有存入。")
        elif one.row.day > self.today:
            troubles.append(_FUTURE)
        self.rows.append(
            PlanRow(
                key=len(self.rows),
                sheet=one.row.sheet,
                line=one.row.line,
                noun="visit",
                state=state,
                household=home.label if home else "",
                name=f"{who} → {whom}".strip(" →"),
                changes=tuple(cells),
                problems=tuple(troubles),
            )
        )


def _interviewee(row: RosterVisit) -> tuple[WrittenPerson, ...]:
    """Return whom a row visited that names only who was spoken to."""
    return (WrittenPerson(row.interviewee),) if row.interviewee else ()


def _values(row: RosterVisit) -> dict[str, Any]:
    """Return the values of a row as columns hold them; blanks are absent."""
    written: dict[str, Any] = {
        column: getattr(row, name) for name, column in _COLUMN_OF.items() if getattr(row, name)
    }
    if row.place == row.village:  # the visit's village says so already
        written.pop("place", None)
    if row.day is not None:
        written["on"] = row.day
    if row.clock:
        start, *end = _BETWEEN_TIMES.split(row.clock, maxsplit=1)
        written |= {"start_time": start, "end_time": end[0] if end else ""}
    values = typed_values(VISIT_FIELDS, written)
    return fitting("visit", {name: value for name, value in values.items() if value is not None})


def _written(person: WrittenPerson) -> str:
    """Return a person as the list writes him: 王明(ZH0062)."""
    beside = person.number if person.name else ""
    hint = " ".join(part for part in (beside, person.hint) if part)
    name = person.name or person.number
    return f"{name}({hint})" if hint else name


def _speaks_of(one: _Read, stored: _Stored, *, exactly: bool) -> bool:
    """Tell whether a row means a stored visit of its day.

    Everybody the row names must stand in the visit, which may have more people by now; a row
    that names no household means a visit without one at the same place.
    """
    if exactly and any(stored.values[name] != value for name, value in one.values.items()):
        return False
    for name in _PEOPLE_LABELS:
        lines = stored.lines[name]
        own = one.lines(name)
        if not own and name == "visit_household":
            if lines or stored.values["place"] != one.values.get("place"):
                return False
        elif not all(
            any(line.key == who if who and line.key else line.typed == typed
                for _, who, typed in lines)
            for line in own
        ):  # fmt: skip
            return False
    return True


def _of_cadre(name: str, found: FoundCadre) -> str:
    if found.code == ProblemCode.AMBIGUOUS:
        return f"{found.trouble}已按所写姓名存入，待核对。"
    return f"干部{name}不在干部名册中，已按所写姓名存入，待核对。"
