"""A dispute ledger compared with the store: new, changed, the same; parties looked for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.dispute_roster import RosterDispute, RosterParty
from liaison_desktop.domain.person_name import name_key
from liaison_desktop.domain.register.import_plan import CellChange, PlanRow, RowState
from liaison_desktop.domain.register.roster import ProblemCode, RosterProblem
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms.dispute import (
    DISPUTE_FIELD_OF,
    DISPUTE_STATE_LABELS,
    DisputeState,
)
from liaison_desktop.models.batches import parts
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.cadre_matching import CadreFinder
from liaison_desktop.services.matters.dispute_told import (
    FUTURE_DAY,
    NO_DAY,
    NO_PARTY,
    ToldDispute,
    own_number,
    side_of,
    told_dispute,
)
from liaison_desktop.services.matters.party_matching import (
    FoundParty,
    PartyFinder,
    Places,
    Told,
    ToldPlace,
    is_organisation,
)

_NOUN = "dispute"
_PROGRESSING = (
    DisputeState.FOUND.value,
    DisputeState.FIRST_AID.value,
    DisputeState.MEDIATING.value,
)
_STATE_DRIVEN = frozenset(("accepted_on", "mediated_on", "settled_on", "ended_on", "limit_on"))
Key = tuple[date, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class PlannedParty:
    """A party as it would be stored."""

    row: RosterParty
    found: FoundParty
    organisation: bool


@dataclass(frozen=True, slots=True)
class DisputeChange:
    """A dispute to be written.

    Attributes:
        dispute_id: The stored one, None for a new one.
        told: What the ledger says.
        values: Columns to set; of a stored one only those that change.
        parties: Of a new one.
        place: Where it is.
        owner_id: The owner when he is a cadre of the register.
    """

    dispute_id: int | None
    told: ToldDispute
    values: dict[str, Any]
    parties: tuple[PlannedParty, ...]
    place: ToldPlace
    owner_id: int | None


@dataclass(slots=True)
class DisputeComparison:
    """Compares a ledger with the store.

    Attributes:
        session: A reading session.
        today: The day it is.
        villages: The villages of rows that name none.
        rows: A plan row for each line.
        problems: What a person should look at.
        changes: Key of a plan row to what would be written.
    """

    session: Session
    today: date
    villages: tuple[str, ...]
    rows: list[PlanRow] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    changes: dict[int, DisputeChange] = field(default_factory=dict)

    def run(self, lines: Sequence[RosterDispute]) -> None:
        """Work out every line."""
        stored = self._stored(lines)
        names = (party.name for line in lines for party in line.parties)
        finder, cadres = PartyFinder(self.session, names), CadreFinder(self.session, self.today)
        places = Places(self.session, self.villages)
        for line in lines:
            told = told_dispute(line)
            if damage := self._damage(line):
                self._damaged(told, *damage)
                continue
            for name, message in told.problems:
                self._problem(line, "", name, ProblemCode.NUMBER_UNCLEAR, message)
            known = _taken(stored[_key(line)], own_number(line))
            if known is not None:
                self._compare(told, known)
                continue
            place = places.find(line.village, line.group)
            planned = tuple(self._party(line, party, place, finder) for party in line.parties)
            owner = cadres.find(line.owner).id if line.owner else None
            change = DisputeChange(None, told, dict(told.values), planned, place, owner)
            self.changes[len(self.rows)] = change
            self._row(told, RowState.NEW, (), told.problems)

    def _party(
        self, line: RosterDispute, party: RosterParty, place: ToldPlace, finder: PartyFinder
    ) -> PlannedParty:
        if is_organisation(party.name):
            return PlannedParty(party, FoundParty(), organisation=True)
        found = finder.find(
            Told(
                name=party.name,
                village=place.village,
                group=party.hint if party.hint.endswith(("组", "社")) else line.group,
                phones=tuple(one for one in (party.phone, *party.other_phones) if one),
                id_number=party.id_number,
            )
        )
        if found.code:
            self._problem(line, party.name, "party", found.code, found.message)
        return PlannedParty(party, found, organisation=False)

    def _compare(self, told: ToldDispute, known: dict[str, Any]) -> None:
        """Find the cells the line gives otherwise; a blank never erases, nor does it undo work."""
        open_still = known["state"] in _PROGRESSING and known["file_number"] is None
        values = {
            name: value
            for name, value in told.values.items()
            if value != known[name] and (open_still or name not in _STATE_DRIVEN)
        }
        changes = [
            CellChange(
                name,
                DISPUTE_FIELD_OF[name].label,
                shown(DISPUTE_FIELD_OF[name], known[name]),
                shown(DISPUTE_FIELD_OF[name], value),
            )
            for name, value in values.items()
        ]
        if open_still and told.state.value not in (known["state"], DisputeState.FOUND.value):
            values["state"] = told.state.value
            old = DISPUTE_STATE_LABELS[DisputeState(known["state"])]
            changes.append(CellChange("state", "状态", old, DISPUTE_STATE_LABELS[told.state]))
        if values:
            change = DisputeChange(known["id"], told, values, (), ToldPlace(), None)
            self.changes[len(self.rows)] = change
        state = RowState.CHANGED if values else RowState.SAME
        self._row(told, state, changes, told.problems)

    def _stored(self, lines: Sequence[RosterDispute]) -> dict[Key, list[dict[str, Any]]]:
        """Return stored disputes of the same day and parties, in the order they came in."""
        dispute, party = table("dispute"), table("party").c
        found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
        for part in parts(sorted({line.found for line in lines if line.found})):
            statement = (
                select(dispute)
                .where(dispute.c.found_on.in_(part), dispute.c.state != DisputeState.VOID.value)
                .order_by(dispute.c.id)
            )
            rows = {row["id"]: dict(row) for row in self.session.execute(statement).mappings()}
            sides: dict[int, set[tuple[str, str]]] = defaultdict(set)
            for ids in parts(sorted(rows)):
                named = select(party.dispute_id, party.side, party.name)
                for key, side, name in self.session.execute(named.where(party.dispute_id.in_(ids))):
                    sides[key].add((side, name_key(name)))
            for key, row in rows.items():
                found[row["found_on"], frozenset(sides[key])].append(row)
        return found

    def _damage(self, line: RosterDispute) -> tuple[str, str] | None:
        """Return the field for which a line cannot be stored, and why; None when it can."""
        if line.found is None:
            return "found", NO_DAY
        if line.found > self.today:
            return "found", FUTURE_DAY
        return None if line.parties else ("party", NO_PARTY)

    def _damaged(self, told: ToldDispute, name: str, message: str) -> None:
        self._problem(told.row, "", name, ProblemCode.NUMBER_UNCLEAR, message)
        self._row(told, RowState.DAMAGED, (), ((name, message),))

    def _problem(
        self, line: RosterDispute, person: str, name: str, code: str, message: str
    ) -> None:
        self.problems.append(RosterProblem(line.sheet, line.line, "", person, name, code, message))

    def _row(
        self,
        told: ToldDispute,
        state: RowState,
        changes: Sequence[CellChange],
        troubles: Sequence[tuple[str, str]],
    ) -> None:
        self.rows.append(
            PlanRow(
                key=len(self.rows),
                sheet=told.row.sheet,
                line=told.row.line,
                noun=_NOUN,
                state=state,
                household="",
                name=str(told.values.get("title", "")),
                changes=tuple(changes),
                problems=tuple(message for _, message in troubles),
            )
        )


def _key(line: RosterDispute) -> Key:
    names = ((party, clipped("party", "name", party.name)) for party in line.parties)  # as stored
    sides = frozenset((side_of(party).value, name_key(name)) for party, name in names)
    return line.found or date.min, sides


def _taken(stored: list[dict[str, Any]], number: str) -> dict[str, Any] | None:
    """Take the stored dispute a line means out of the list: by number, else in order."""
    if not stored:
        return None
    places = (place for place, row in enumerate(stored) if row["number"] == number)
    return stored.pop(next(places, 0))
