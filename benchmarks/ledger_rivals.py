"""The straightforward ledgers: every row loaded into Python objects, filtered and sorted there.

What somebody writes who keeps the same tables and asks nothing of the database but rows, and
``LIKE`` for the search. Counts of pauses are left out where only a light depends on them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.dispute_rules import plot_key
from liaison_desktop.domain.terms.concern import CLOSED_STATES, OPEN_STATES
from liaison_desktop.domain.terms.dispute import OPEN_DISPUTE_STATES
from liaison_desktop.models.tables import table

OPEN = frozenset(state.value for state in OPEN_STATES)
CLOSED = frozenset(state.value for state in CLOSED_STATES)
OPEN_DISPUTE = frozenset(state.value for state in OPEN_DISPUTE_STATES)
_REACHED = frozenset(("agreed", "performed"))
_SOON = timedelta(3)
_LIMIT = 50
_CONCERN = (
    "id", "number", "state", "received_on", "limit_on", "done_on", "returned_on", "title",
    "applicant", "owner_id", "owner", "first_receiver", "category", "channel", "level",
    "satisfaction", "reopened", "promised", "promised_on", "household_id", "village_id", "result",
)  # fmt: skip
_DISPUTE = (
    "id", "number", "file_number", "state", "found_on", "limit_on", "mediated_on", "settled_on",
    "title", "place", "plot_key", "category", "risk", "owner_id", "owner", "amount",
    "village_id", "may_escalate", "police_on",
)  # fmt: skip
_VISIT = ("id", "on", "counted", "village_id", "way", "said", "answered", "next_on")


@dataclass(slots=True)
class ConcernLine:
    """A concern with what its list shows."""

    values: Any
    household: str
    stopped: date | None

    @property
    def is_open(self) -> bool:
        """Whether it waits to be done."""
        return self.values.state in OPEN

    @property
    def since(self) -> date:
        """When its clock started."""
        day: date = self.values.received_on
        return day

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is open and past its limit."""
        limit = self.values.limit_on
        if not self.is_open or limit is None or limit >= today:
            return False
        return self.stopped is None or self.stopped > limit


@dataclass(slots=True)
class DisputeLine:
    """A dispute with its parties and agreements."""

    values: Any
    parties: list[Any]
    agreements: list[Any]
    followed: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits to be settled."""
        return self.values.state in OPEN_DISPUTE

    @property
    def since(self) -> date:
        """When its clock started."""
        day: date = self.values.found_on
        return day

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is open and past its limit."""
        return self.is_open and self.values.limit_on is not None and self.values.limit_on < today

    def owes_follow_up(self, today: date) -> bool:
        """Tell whether an agreement is past its day and nobody asked since."""
        late = any((one.performed_on or one.perform_by or today) < today for one in self.agreements)
        return self.values.state in _REACHED and late and not self.followed

    @property
    def is_unlinked(self) -> bool:
        """Whether a party is neither a resident nor known not to be one."""
        return any(
            one.resident_id is None and not one.is_outsider and not one.is_organisation
            for one in self.parties
        )


@dataclass(slots=True)
class VisitLine:
    """A visit with whom it was to and who went."""

    values: Any
    households: list[Any]
    cadres: list[Any]

    @property
    def is_unresolved(self) -> bool:
        """Whether a name still waits to be found."""
        return any(one[1] is None for one in (*self.households, *self.cadres))


def concerns(session: Session) -> list[ConcernLine]:
    """Load the concern ledger."""
    concern, household, area = table("concern"), table("household"), table("area")
    pause = table("concern_pause").c
    running = select(pause.concern_id, pause.since).where(pause.until.is_(None))
    stopped = {one.concern_id: one.since for one in session.execute(running)}
    statement = (
        select(*(concern.c[name] for name in _CONCERN), area.c.name, household.c.number)
        .outerjoin(household, household.c.id == concern.c.household_id)
        .outerjoin(area, area.c.id == household.c.village_id)
        .where(concern.c.state != "void")
    )
    return [
        ConcernLine(row, f"{row[-2]}/{row[-1]}", stopped.get(row.id))
        for row in session.execute(statement)
    ]


def disputes(session: Session) -> list[DisputeLine]:
    """Load the dispute ledger."""
    dispute, party, agreement = table("dispute").c, table("party").c, table("agreement").c
    parties = _by_first(
        session,
        (party.dispute_id, party.side, party.name, party.resident_id, party.household_id,
         party.is_outsider, party.is_organisation),
    )  # fmt: skip
    agreements = _by_first(
        session,
        (agreement.dispute_id, agreement.perform_by, agreement.performed_on,
         agreement.performance, agreement.terms),
    )  # fmt: skip
    followed = set(session.scalars(select(table("follow_up").c.dispute_id)))
    statement = select(*(dispute[name] for name in _DISPUTE)).where(dispute.state != "void")
    return [
        DisputeLine(row, parties[row.id], agreements[row.id], row.id in followed)
        for row in session.execute(statement)
    ]


def visits(session: Session) -> list[VisitLine]:
    """Load the visits."""
    visit, whom, who = table("visit").c, table("visit_household"), table("visit_cadre")
    head, cadre = table("resident"), table("cadre")
    households = _by_first(
        session,
        (whom.c.visit_id, whom.c.household_id, head.c.name, whom.c.typed, head.c.name_key),
        whom.outerjoin(head, (head.c.household_id == whom.c.household_id) & head.c.is_head),
    )
    cadres = _by_first(
        session,
        (who.c.visit_id, who.c.cadre_id, cadre.c.name, who.c.typed),
        who.outerjoin(cadre, cadre.c.id == who.c.cadre_id),
    )
    return [
        VisitLine(row, households[row.id], cadres[row.id])
        for row in session.execute(select(*(visit[name] for name in _VISIT)))
    ]


def _by_first(
    session: Session, columns: Sequence[Any], source: FromClause | None = None
) -> defaultdict[int, list[Any]]:
    statement = select(*columns)
    if source is not None:
        statement = statement.select_from(source)
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in session.execute(statement):
        found[row[0]].append(row)
    return found


def ordered(lines: Iterable[Any], key: Callable[[Any], Any]) -> list[Any]:
    """Sort lines by a value, blanks at the end."""
    found = [(key(line), line) for line in lines]
    filled = sorted((one for one in found if one[0] is not None), key=lambda one: one[0])
    return [line for _, line in filled] + [line for value, line in found if value is None]


def duties(session: Session, today: date, cadre_id: int | None = None) -> list[str]:
    """Return what is due today, as sentences."""
    said = [
        sentence
        for line in concerns(session)
        if cadre_id in (None, line.values.owner_id)
        for sentence in _concern_duties(line, today)
    ]
    for argued in disputes(session):
        if cadre_id in (None, argued.values.owner_id):
            said += _dispute_duties(argued, today)
    for visit in visits(session):
        went = cadre_id is None or any(one[1] == cadre_id for one in visit.cadres)
        if went and visit.values.next_on and visit.values.next_on <= today + _SOON:
            said.append(f"{visit.households} {visit.values.next_on}")
    return sorted(said)


def _concern_duties(line: ConcernLine, today: date) -> list[str]:
    one, said = line.values, []
    if one.state in OPEN and one.promised_on and one.promised_on <= today + _SOON:
        said.append(f"{one.number} {one.promised}")
    if one.state in OPEN and is_pressing(one.received_on, one.limit_on, today):
        said.append(f"{one.number} {one.title} {(one.limit_on - today).days}")
    if one.state in ("done", "fed_back"):
        said.append(f"{one.number} {one.title} {(today - one.done_on).days}")
    return said


def is_pressing(since: date, limit: date | None, today: date) -> bool:
    """Tell whether 70 % of a limit are gone."""
    return limit is not None and (today - since).days >= 0.7 * (limit - since).days


def _dispute_duties(line: DisputeLine, today: date) -> list[str]:
    one, said = line.values, []
    if one.state in OPEN_DISPUTE and is_pressing(one.found_on, one.limit_on, today):
        said.append(f"{one.number} {one.title} {(one.limit_on - today).days}")
    if one.state in OPEN_DISPUTE and one.may_escalate and one.police_on is None:
        said.append(f"{one.number} {one.title}")
    if one.state in _REACHED and line.agreements:
        newest = line.agreements[-1]
        if newest.performed_on is None and newest.perform_by <= today + _SOON:
            said.append(f"{one.number} {newest.perform_by}")
        if not line.followed and (newest.performed_on or newest.perform_by) <= today + _SOON:
            said.append(f"{one.number} 回访")
    return said


def of_household(session: Session, household_id: int) -> list[tuple[date, str]]:
    """Return what happened at a household, newest first."""
    found = [
        (line.values.received_on, line.values.title)
        for line in concerns(session)
        if line.values.household_id == household_id
    ]
    found += [
        (line.values.found_on, line.values.title)
        for line in disputes(session)
        if any(one.household_id == household_id for one in line.parties)
    ]
    found += [
        (line.values.on, line.values.said or "")
        for line in visits(session)
        if any(one.household_id == household_id for one in line.households)
    ]
    return sorted(found, reverse=True)


def like(session: Session, text: str) -> int:
    """Search matters the straightforward way; return how many were found, at most a page."""
    concern, dispute, party = table("concern").c, table("dispute").c, table("party").c
    named = select(party.dispute_id).where(party.name.contains(text, autoescape=True))
    asked = select(concern.id, concern.number, concern.title).where(
        _holds(text, concern.number, concern.title, concern.applicant, concern.content,
               concern.place)
    )  # fmt: skip
    argued = select(dispute.id, dispute.number, dispute.title).where(
        or_(
            _holds(text, dispute.number, dispute.file_number, dispute.title, dispute.facts,
                   dispute.place, dispute.plot),
            dispute.id.in_(named),
        )
    )  # fmt: skip
    return sum(len(session.execute(one.limit(_LIMIT)).all()) for one in (asked, argued))


def _holds(text: str, *columns: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(*(column.contains(text, autoescape=True) for column in columns))


def earlier(session: Session, households: set[int], village_id: int, place: str) -> list[str]:
    """Return earlier disputes between the same families or at the same place."""
    found = []
    for line in disputes(session):
        involved = {one.household_id for one in line.parties}
        same_place = line.values.village_id == village_id and (
            plot_key(line.values.place or "") == plot_key(place)
        )
        if len(involved & households) > 1 or same_place:
            found.append(line.values.number)
    return found


def figures(session: Session, since: date, until: date) -> dict[str, int]:
    """Count the ledgers of a period."""
    asked = [line.values for line in concerns(session)]
    argued = [line.values for line in disputes(session)]
    went = [line for line in visits(session) if line.values.counted]

    def within(day: date | None) -> bool:
        return day is not None and since <= day <= until

    entered = [one for one in asked if one.state not in ("answered", "converted")]
    made = [line for line in went if within(line.values.on)]
    return {
        "concerns_entered": sum(within(one.received_on) for one in entered),
        "concerns_closed": sum(within(one.done_on) for one in entered),
        "concerns_returned": sum(within(one.returned_on) for one in entered),
        "disputes_found": sum(within(one.found_on) for one in argued),
        "disputes_mediated": sum(within(one.mediated_on) for one in argued),
        "disputes_settled": sum(within(one.settled_on) for one in argued),
        "households_visited": len(
            {one[1] for line in made for one in line.households if one[1] is not None}
        ),
    }


def month_round(session: Session, first: date, last: date, today: date) -> list[Any]:
    """Return what a month-end round shows: open, to strike off, entered; each with its note."""
    notes = _last_notes(session)
    return [
        (line, notes.get(line.values.id, ""), line.is_overdue(today))
        for line in concerns(session)
        if line.values.received_on <= last
        and (
            line.values.state in OPEN
            or line.values.state == "fed_back"
            or first <= line.values.received_on
        )
    ]


def notice(session: Session, first: date, last: date) -> tuple[list[Any], int]:
    """Return the lines of the township's notice, and in how many of them a name stands."""
    notes, resident = _last_notes(session), table("resident").c
    shown = [
        line
        for line in concerns(session)
        if line.values.level in ("township", "county")
        and line.values.received_on <= last
        and (
            line.values.state in OPEN
            or (line.values.done_on is not None and first <= line.values.done_on <= last)
        )
    ]
    asked = {line.values.household_id for line in shown}
    names = {
        name
        for household_id, name in session.execute(select(resident.household_id, resident.name))
        if household_id in asked
    }
    texts = [
        f"{line.values.title} {line.values.result or notes.get(line.values.id, '')}"
        for line in shown
    ]
    return shown, sum(any(name in text for name in names) for text in texts)


def _last_notes(session: Session) -> dict[int, str]:
    step = table("concern_step").c
    statement = select(step.concern_id, step.note).where(step.note.is_not(None)).order_by(step.id)
    return {one.concern_id: one.note for one in session.execute(statement)}
