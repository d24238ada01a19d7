"""Compares a concern ledger with the store: what is new, what it knows more of, who is meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.concern_roster import RosterConcern
from liaison_desktop.domain.matters.matter_number import Noun, read_matter_number
from liaison_desktop.domain.person_name import name_key
from liaison_desktop.domain.register.import_plan import CellChange, PlanRow, RowState
from liaison_desktop.domain.register.place_name import number_key, village_stem
from liaison_desktop.domain.register.roster import ProblemCode, RosterProblem
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms.concern import (
    CONCERN_FIELD_OF,
    CONCERN_STATE_LABELS,
    OPEN_STATES,
    ConcernState,
)
from liaison_desktop.models.batches import parts
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadre_matching import CadreFinder
from liaison_desktop.services.matters.concern_told import Doubt, ToldConcern, told_concern
from liaison_desktop.services.matters.party_matching import PartyFinder, Places, Told
from liaison_desktop.services.matters.working_days import work_calendar

_OPEN = frozenset(state.value for state in OPEN_STATES)
_FUTURE = "登记日期在今天之后，没有存入，请核对日期。"
# Of a concern we know already the ledger may say more, but steps taken here are not undone by it.
_DESCRIPTIVE = ("channel", "category", "tag", "place", "co_unit", "applicant_phone")
_FILLED = ("level", "limit_on", "disposition", "result", "content")
_ENDED = (
    "done_on", "returned_on", "feedback_on", "feedback_way", "struck_off_on", "satisfaction",
    "result", "disposition",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConcernPeople:
    """Whom a row means; None where nobody of the register is."""

    household_id: int | None = None
    resident_id: int | None = None
    village_id: int | None = None
    owner: str = ""
    owner_id: int | None = None
    first_receiver: str = ""
    first_receiver_id: int | None = None


@dataclass(frozen=True, slots=True)
class ConcernChange:
    """What is to be written of one row.

    Attributes:
        concern_id: Key, None for a new one.
        told: What the row says.
        values: Columns to set.
        people: Whom it means, for a new one.
    """

    concern_id: int | None
    told: ToldConcern
    values: dict[str, Any]
    people: ConcernPeople = field(default_factory=ConcernPeople)


@dataclass(frozen=True, slots=True)
class _Home:
    id: int
    village_id: int
    village: str
    people: dict[str, int]


class ConcernComparison:
    """One ledger beside the store.

    Attributes:
        rows: A line of the plan for every row.
        problems: Everything a person should look at.
        changes: Key of a plan row to what is to be written.
    """

    def __init__(self, session: Session, day: date, villages: Sequence[str]) -> None:
        self.rows: list[PlanRow] = []
        self.problems: list[RosterProblem] = []
        self.changes: dict[int, ConcernChange] = {}
        self._session = session
        self._villages, self._today = villages, day
        self._calendar = work_calendar(session)
        self._cadres = CadreFinder(session, day)
        self._people = PartyFinder(session, ())
        self._places = Places(session, villages)
        self._homes: dict[str, list[_Home]] = {}
        self._known: dict[tuple[object, ...], list[dict[str, Any]]] = {}
        self._numbered: dict[str, dict[str, Any]] = {}

    def run(self, rows: Sequence[RosterConcern]) -> None:
        """Compare every row, in file order."""
        names = [row.applicants[0].name for row in rows if row.applicants]
        self._people = PartyFinder(self._session, names)
        self._homes = _homes(self._session, (row.household for row in rows))
        self._remember([row.received for row in rows if row.received is not None])
        for key, row in enumerate(rows):
            self._compare(key, row)

    def _remember(self, days: list[date]) -> None:
        self._known = defaultdict(list)
        if not days:
            return
        concern = table("concern")
        statement = select(concern).where(
            concern.c.received_on.between(min(days), max(days)),
            concern.c.state != ConcernState.VOID.value,
        )
        for stored in self._session.execute(statement.order_by(concern.c.id)).mappings():
            row = dict(stored)
            self._numbered[row["number"]] = row
            self._known[_signature(row, row["household_id"])].append(row)

    def _compare(self, key: int, row: RosterConcern) -> None:
        received = row.received
        if received is None or not row.content.strip():
            what = "登记日期" if received is None else "申办事项"
            doubt = Doubt("received_on", ProblemCode.NOT_FOUND, f"没有写明{what}，没有存入。")
            self._add(key, row, RowState.DAMAGED, [doubt])
            return
        if received > self._today:
            doubt = Doubt("received_on", ProblemCode.NUMBER_UNCLEAR, _FUTURE)
            self._add(key, row, RowState.DAMAGED, [doubt])
            return
        told = told_concern(row, received, self._calendar)
        people = self._meant(told)
        stored = self._stored(told, people)
        if stored is None:
            values = {name: told.values.get(name) for name in CONCERN_FIELD_OF}
            self.changes[key] = ConcernChange(None, told, values, people)
            self._add(key, row, RowState.NEW, told.doubts)
            return
        values = _more(stored, told)
        if values:
            self.changes[key] = ConcernChange(stored["id"], told, values)
        state = RowState.CHANGED if values else RowState.SAME
        self._add(key, row, state, told.doubts, _cells(stored, values))

    def _add(
        self,
        key: int,
        row: RosterConcern,
        state: RowState,
        doubts: Sequence[Doubt],
        cells: tuple[CellChange, ...] = (),
    ) -> None:
        name = row.applicants[0].name if row.applicants else ""
        household = "/".join(part for part in (row.village, row.household) if part)
        self.problems += [
            RosterProblem(row.sheet, row.line, household, name, one.field, one.code, one.message)
            for one in doubts
        ]
        told = tuple(one.message for one in doubts)
        line = PlanRow(
            key, row.sheet, row.line, "concern", state, household, name, cells, told
        )  # fmt: skip
        self.rows.append(line)

    def _stored(self, told: ToldConcern, people: ConcernPeople) -> dict[str, Any] | None:
        number = read_matter_number(told.row.number, Noun.CONCERN) if told.row.number else None
        if number is not None and (own := self._numbered.get(str(number))):
            return own
        same = self._known.get(_signature(told.values, people.household_id), [])
        return same.pop(0) if same else None

    def _meant(self, told: ToldConcern) -> ConcernPeople:
        row = told.row
        home, resident_id = self._asking(told)
        village_id = home.village_id if home else None
        if village_id is None:
            village_id = self._places.find(row.village, row.group).village_id
        owners = [one.name for one in row.owners] or [one.name for one in row.receivers]
        receivers = [one.name for one in row.receivers] or owners
        owner = "、".join(owners) or row.unit
        return ConcernPeople(
            household_id=home.id if home else None,
            resident_id=resident_id,
            village_id=village_id,
            owner=clipped("concern", "owner", owner),
            owner_id=self._cadre(told, owners, "owner"),
            first_receiver=clipped("concern", "first_receiver", "、".join(receivers) or owner),
            first_receiver_id=self._cadre(told, receivers, "first_receiver"),
        )

    def _cadre(self, told: ToldConcern, names: Sequence[str], where: str) -> int | None:
        if not names:
            return None
        found = self._cadres.find(names[0], unit=told.row.unit)
        doubt = Doubt(where, found.code, f"{names[0]}没有对应到干部名册：{found.trouble}")
        if found.id is None and all(doubt.message != one.message for one in told.doubts):
            told.doubts.append(doubt)
        return found.id

    def _asking(self, told: ToldConcern) -> tuple[_Home | None, int | None]:
        """Return the household and the person who asks, as far as the ledger is clear."""
        row = told.row
        name = row.applicants[0].name if row.applicants else ""
        if row.household:
            return self._at_home(told, name)
        if not name:
            return None, None
        village = row.village or (self._villages[0] if len(self._villages) == 1 else "")
        phones = (row.phone,) if row.phone else ()
        found = self._people.find(Told(name, village, row.group, phones))
        if found.household_id is None:
            words = {ProblemCode.NOT_FOUND: "登记簿里没有此人", ProblemCode.AMBIGUOUS: "有同名的人"}
            why = words.get(found.code, "没有对应")
            message = f"申请人{name}：{why}，按原样记下，请核对是哪一户。"
            told.doubts.append(Doubt("applicant", found.code, message))
            return None, None
        return _home(self._session, found.household_id), found.resident_id

    def _at_home(self, told: ToldConcern, name: str) -> tuple[_Home | None, int | None]:
        row = told.row
        homes = self._homes.get(number_key(row.household), [])
        if row.village:
            stem = village_stem(row.village)
            homes = [home for home in homes if village_stem(home.village) == stem]
        if len(homes) > 1 and name:
            homes = [home for home in homes if name_key(name) in home.people] or homes
        if len(homes) != 1:
            code = ProblemCode.AMBIGUOUS if homes else ProblemCode.NOT_FOUND
            why = "不止一户" if homes else "登记簿里没有这一户"
            message = f"户编号{row.household}：{why}，没有对应，请核对。"
            told.doubts.append(Doubt("household", code, message))
            return None, None
        person = homes[0].people.get(name_key(name)) if name else None
        if name and person is None:
            message = f"{row.household} 户里没有{name}，已记在这一户名下，请核对。"
            told.doubts.append(Doubt("applicant", ProblemCode.AMBIGUOUS, message))
        return homes[0], person


def _signature(values: Mapping[str, Any], household_id: int | None) -> tuple[object, ...]:
    """Return what tells one concern from another: day, who, what."""
    who: object = household_id
    if household_id is None:
        who = name_key(str(values.get("applicant") or ""))
    return values["received_on"], who, "".join(str(values["title"]).split())


def _more(stored: dict[str, Any], told: ToldConcern) -> dict[str, Any]:
    """Return the columns of a known concern the ledger says more of, or otherwise."""
    said = told.values
    values = {name: said[name] for name in _DESCRIPTIVE if said.get(name) not in (None, "")}
    values |= {n: said[n] for n in _FILLED if said.get(n) is not None and stored[n] is None}
    ended = told.state.value not in _OPEN
    if stored["state"] in _OPEN and ended:
        values |= {name: said[name] for name in _ENDED if said.get(name) is not None}
        values["state"] = told.state.value
    return {name: value for name, value in values.items() if value != stored[name]}


def _cells(stored: dict[str, Any], values: dict[str, Any]) -> tuple[CellChange, ...]:
    found = []
    for name, value in values.items():
        if name == "state":
            old, new = (CONCERN_STATE_LABELS[ConcernState(one)] for one in (stored[name], value))
            found.append(CellChange(name, "状态", old, new))
        else:
            of = CONCERN_FIELD_OF[name]
            found.append(CellChange(name, of.label, shown(of, stored[name]), shown(of, value)))
    return tuple(found)


def _homes(session: Session, numbers: Iterable[str]) -> dict[str, list[_Home]]:
    household, village = table("household"), table("area").alias("village")
    wanted = sorted({number_key(number) for number in numbers if number})
    statement = select(
        household.c.id, household.c.number_key, household.c.village_id, village.c.name
    ).join(village, village.c.id == household.c.village_id)
    found: dict[str, list[_Home]] = defaultdict(list)
    for part in parts(wanted):
        rows = session.execute(statement.where(household.c.number_key.in_(part))).all()
        people = _people_of(session, [row[0] for row in rows])
        for key, number, village_id, name in rows:
            found[number].append(_Home(key, village_id, name, people[key]))
    return found


def _home(session: Session, household_id: int) -> _Home:
    household, village = table("household"), table("area").alias("village")
    statement = (
        select(household.c.village_id, village.c.name)
        .join(village, village.c.id == household.c.village_id)
        .where(household.c.id == household_id)
    )
    village_id, name = session.execute(statement).one()
    return _Home(household_id, village_id, name, {})


def _people_of(session: Session, ids: Sequence[int]) -> defaultdict[int, dict[str, int]]:
    person = table("resident").c
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for part in parts(ids):
        statement = select(person.household_id, person.name, person.id).where(
            person.household_id.in_(part), person.until.is_(None)
        )
        for home, name, key in session.execute(statement):
            found[home].setdefault(name_key(name), key)
    return found
