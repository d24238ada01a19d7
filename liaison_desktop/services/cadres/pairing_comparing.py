"""What a pairing list (结对安排表) asks for, compared with the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.cadres.pairing import NewPairing
from liaison_desktop.domain.cadres.roster_run import (
    Heading,
    Meaning,
    Mention,
    RosterRun,
    split_villages,
)
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.household_names import NamedHousehold, read_household_names
from liaison_desktop.domain.register.import_plan import CellChange, PlanRow, RowState
from liaison_desktop.domain.register.roster import ProblemCode, RosterProblem, TableRow
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadre_matching import CadreFinder
from liaison_desktop.services.cadres.in_force import default_way, kept_on
from liaison_desktop.services.cadres.list_file import text_of
from liaison_desktop.services.cadres.pairing_changes import Pair, StoredPairing, stored_pairings
from liaison_desktop.services.register.household_place import household_place


@dataclass(frozen=True, slots=True)
class _Asked:
    """One pair the file asks for."""

    row: TableRow
    cadre: str
    cadre_id: int | None
    mention: Mention
    way: str
    since: date | None
    until: date | None
    trouble: str = ""
    code: str = ""


_HouseholdWay = tuple[int, str]
BACKWARDS = "终止日期早于起始日期，没有采用，请核对。"


@dataclass(slots=True)
class PairingComparison:
    """Compares a pairing list with the store.

    Attributes:
        session: A reading session.
        today: The day it is.
        village: The villages of rows that name none.
        rows: A plan row for each pair the file asks for.
        problems: What a person should look at.
        wanted: Key of a plan row to the pairing it asks for.
        dates: Key of a plan row to the dates the file gives a pairing that holds already.
        listed: Every pair the file names.
    """

    session: Session
    today: date
    village: tuple[str, ...]
    rows: list[PlanRow] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    wanted: dict[int, NewPairing] = field(default_factory=dict)
    dates: dict[int, dict[str, Any]] = field(default_factory=dict)
    listed: set[Pair] = field(default_factory=set)
    _known: dict[_HouseholdWay, list[StoredPairing]] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _done: set[Pair] = field(default_factory=set)

    def run(self, rows: Sequence[TableRow]) -> None:
        """Work out every row."""
        finder = CadreFinder(self.session, self.today)
        asked = [item for n, row in enumerate(rows) for item in self._asked(n, row, finder)]
        meanings = RosterRun(headings(self.session, self.today)).meanings(
            [item.mention for item in asked]
        )
        ids = [meaning.household.id for meaning in meanings if meaning.household]
        for pairing in stored_pairings(self.session, ids):
            self._known.setdefault((pairing.household_id, pairing.way), []).append(pairing)
        self._names = finder.names()
        for item, meaning in zip(asked, meanings, strict=True):
            if meaning.household and item.cadre_id is not None:
                self.listed.add((meaning.household.id, item.way, item.cadre_id))
        for item, meaning in zip(asked, meanings, strict=True):
            self._compare(item, meaning)

    def _asked(self, cell: int, row: TableRow, finder: CadreFinder) -> Iterable[_Asked]:
        """Take a row apart into the pairs it asks for."""
        found = finder.find(
            text_of(row, "cadre"),
            unit=text_of(row, "cadre_unit"),
            post=text_of(row, "cadre_post"),
            phone=text_of(row, "cadre_phone"),
        )
        ways = code_list("pairing_way")
        written = text_of(row, "way")
        villages = split_villages(text_of(row, "village")) or self.village
        given = tuple(text for text in (text_of(row, "number"), text_of(row, "group")) if text)
        names = read_household_names(text_of(row, "households"))
        if not names and given:
            names = (NamedHousehold(""),)
        for named in names:
            hints = ((named.hint,) if named.hint else ()) + (given if len(names) == 1 else ())
            since, until = row.values.get("since"), row.values.get("until")
            yield _Asked(
                row=row,
                cadre=text_of(row, "cadre"),
                cadre_id=found.id,
                mention=Mention(cell, named.name, hints, villages),
                way=ways.value_of(written) if written else default_way(),
                since=since if isinstance(since, date) else None,
                until=until if isinstance(until, date) else None,
                trouble=found.trouble,
                code=found.code,
            )

    def _compare(self, item: _Asked, meaning: Meaning) -> None:
        household = meaning.household
        troubles = [text for text in (item.trouble, meaning.message) if text]
        if item.code:
            self._problem(item, household, "cadre", item.code, item.trouble)
        if meaning.code:
            self._problem(item, household, "households", meaning.code, meaning.message)
        if household is None or item.cadre_id is None:
            self._row(item, household, RowState.DAMAGED, (), troubles)
            return
        triple = household.id, item.way, item.cadre_id
        if triple not in self._done:
            self._done.add(triple)
            self._pair(item, household, item.cadre_id, troubles)

    def _pair(
        self, item: _Asked, household: Heading, cadre_id: int, troubles: Sequence[str]
    ) -> None:
        """Compare a pair of a known cadre and a known household with the store."""
        if item.since is not None and item.until is not None and item.until < item.since:
            troubles = [*troubles, BACKWARDS]
            self._problem(item, household, "until", ProblemCode.NUMBER_UNCLEAR, BACKWARDS)
            item = replace(item, until=None)
        number, key = len(self.rows), (household.id, item.way)
        start = item.since or self.today
        held = [row for row in self._known.get(key, ()) if row.meets(start, item.until)]
        own = [row for row in held if row.cadre_id == cadre_id]
        if own:
            dates = self._dates(own[-1], item)
            changes = [
                CellChange(name, _DATE_LABELS[name], _day(getattr(own[-1], name)), _day(value))
                for name, value in dates.items()
            ]
            if dates:
                self.dates[number] = {"id": own[-1].id, **dates}
            state = RowState.CHANGED if changes else RowState.SAME
        else:
            changes = [
                CellChange("cadre", "联系干部", self._names.get(row.cadre_id, ""), item.cadre)
                for row in held
                if (*key, row.cadre_id) not in self.listed
            ]
            self.wanted[number] = NewPairing(
                household.id, cadre_id, item.way, item.since, item.until
            )
            state = RowState.CHANGED if changes else RowState.NEW
        self._row(item, household, state, changes, troubles)

    def _dates(self, held: StoredPairing, item: _Asked) -> dict[str, date]:
        """Return the dates the file gives otherwise than the store; blanks never erase."""
        given = {"since": item.since, "until": item.until}
        return {
            name: day
            for name, day in given.items()
            if day is not None and day != getattr(held, name)
        }

    def _row(
        self,
        item: _Asked,
        household: Heading | None,
        state: RowState,
        changes: Sequence[CellChange],
        troubles: Sequence[str],
    ) -> None:
        head = household.head if household else item.mention.name
        self.rows.append(
            PlanRow(
                key=len(self.rows),
                sheet=item.row.sheet,
                line=item.row.line,
                noun="pairing",
                state=state,
                household=household.label if household else "",
                name=f"{item.cadre} → {head}",
                changes=tuple(changes),
                problems=tuple(troubles),
            )
        )

    def _problem(
        self, item: _Asked, household: Heading | None, name: str, code: str, message: str
    ) -> None:
        person = item.cadre if name == "cadre" else item.mention.name
        label = household.label if household and name != "cadre" else ""
        self.problems.append(
            RosterProblem(item.row.sheet, item.row.line, label, person, name, code, message)
        )


_DATE_LABELS = {"since": "起始日期", "until": "终止日期"}


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def headings(session: Session, day: date) -> list[Heading]:
    """Return every household kept on a day as a list can name it, in roster order."""
    household, place = table("household"), household_place()
    statement = (
        select(
            household.c.id,
            place.village.c.name,
            func.coalesce(place.group.c.name, ""),
            household.c.number,
            func.coalesce(place.head.c.name, ""),
        )
        .select_from(place.join(household))
        .where(kept_on(day))
        .order_by(*place.order)
    )
    return [
        Heading(key, position, *rest)
        for position, (key, *rest) in enumerate(session.execute(statement))
    ]
