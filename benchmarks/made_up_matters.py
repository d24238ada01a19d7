"""Made-up concerns, disputes and visits for benchmarks, the same for a seed.

``add_matters`` gives a filled station three years of ledgers: states as an office keeps them
(what is old is mostly closed), parties, sessions and agreements, pauses, extensions, promises,
announced visits. Rows go through the store's operations, as an import's do.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from benchmarks.made_up_words import (
    ANSWERS,
    CONCERN_TITLES,
    DISPUTE_TITLES,
    NOTES,
    PLACES,
    SAID,
)
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.dispute_rules import plot_key
from liaison_desktop.domain.terms.concern import (
    CLOSED_STATES,
    OPEN_STATES,
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.domain.terms.dispute import DisputeState, DisputeStepKind
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context

DAYS = 3 * 365
_BY = "工作站"
StateT = TypeVar("StateT")
_Row = dict[str, Any]
_AGED_CONCERNS = {
    ConcernState.STRUCK_OFF: 78,
    ConcernState.ANSWERED: 7,
    ConcernState.EXPLAINED: 4,
    ConcernState.FED_BACK: 2,
    ConcernState.DONE: 2,
    ConcernState.RETURNED: 2,
    ConcernState.CONVERTED: 1,
    ConcernState.VOID: 1,
    ConcernState.IN_HAND: 2,
    ConcernState.ESCALATED: 1,
}
_RECENT_CONCERNS = {
    ConcernState.IN_HAND: 45,
    ConcernState.PENDING: 15,
    ConcernState.ESCALATED: 8,
    ConcernState.DONE: 10,
    ConcernState.FED_BACK: 7,
    ConcernState.STRUCK_OFF: 10,
    ConcernState.ANSWERED: 5,
}
_AGED_DISPUTES = {
    DisputeState.FILED: 70,
    DisputeState.PERFORMED: 17,
    DisputeState.AGREED: 3,
    DisputeState.ENDED: 5,
    DisputeState.MEDIATING: 3,
    DisputeState.VOID: 2,
}
_RECENT_DISPUTES = {
    DisputeState.FOUND: 10,
    DisputeState.FIRST_AID: 10,
    DisputeState.ACCEPTED: 20,
    DisputeState.MEDIATING: 30,
    DisputeState.AGREED: 20,
    DisputeState.PERFORMED: 10,
}
_SETTLED = (DisputeState.AGREED, DisputeState.PERFORMED, DisputeState.FILED)
_MET = ("home", "field", "forum", "interview")
_SATISFACTION = ("satisfied", "satisfied", "satisfied", "mostly", "fair", "unsatisfied")


@dataclass(frozen=True, slots=True)
class Family:
    """A household of the station and its head."""

    id: int
    village_id: int
    group_id: int | None
    head_id: int
    head: str
    phone: str | None


@dataclass(slots=True)
class _Made:
    """Rows that wait to be stored: a matter, and its parts by place of the matter."""

    today: date
    chance: random.Random
    families: Sequence[Family]
    cadres: Sequence[tuple[int, str]]
    neglected: bool
    matters: list[_Row] = field(default_factory=list)
    parts: defaultdict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))

    def days(self, count: int) -> list[date]:
        """Return the days of so many matters, the oldest first."""
        return sorted(self.today - timedelta(self.chance.randrange(DAYS)) for _ in range(count))

    def is_aged(self, on: date, days: int) -> bool:
        """Tell whether a matter of a day is old enough to be closed for the most part."""
        return not self.neglected and (self.today - on).days > days

    def later(self, on: date, days: int) -> date:
        """Return a day after another one, never in the future."""
        return min(self.today, on + timedelta(self.chance.randrange(1, days + 1)))

    def store(self, operation: Operation, name: str) -> None:
        """Insert the matters and, with their keys, the parts."""
        keys = operation.bulk_insert(table(name), self.matters)
        for part, rows in self.parts.items():
            for row in rows:
                row[f"{name}_id"] = keys[row[f"{name}_id"]]
            operation.bulk_insert(table(part), rows)


def add_matters(
    context: Context, count: int, today: date, *, seed: int = 1, neglected: bool = False
) -> None:
    """Give a station so many concerns, disputes and visits each, over three years.

    Args:
        context: A station that has households and cadres.
        count: How many of each.
        today: The day it is; the newest of them is not younger.
        seed: Another seed gives others.
        neglected: Whether matters stay open however old they are: the worst a list can meet.
    """
    families, cadres = _people(context)
    for said, name, make in (
        ("登记走访", "visit", _visits),
        ("登记矛盾纠纷", "dispute", _disputes),
        ("登记民情事项", "concern", _concerns),
    ):
        made = _Made(today, random.Random(f"{seed}/{name}"), families, cadres, neglected)
        make(made, count)
        with context.store.operation(said, context.actor) as operation:
            made.store(operation, name)


def _people(context: Context) -> tuple[list[Family], list[tuple[int, str]]]:
    household, resident, cadre = table("household").c, table("resident").c, table("cadre").c
    families = (
        select(
            household.id, household.village_id, household.group_id,
            resident.id, resident.name, resident.phone,
        )
        .join(table("resident"), (resident.household_id == household.id) & resident.is_head)
        .order_by(household.id)
    )  # fmt: skip
    with context.store.reading() as session:
        cadres = session.execute(select(cadre.id, cadre.name).order_by(cadre.id))
        return [Family(*row) for row in session.execute(families)], [
            (key, name) for key, name in cadres
        ]


def _codes(name: str) -> list[str]:
    return [code for code, _ in code_list(name).items]


def _numbers(noun: str, days: Sequence[date]) -> list[str]:
    """Return numbers as the station gives them: running within each year."""
    given: defaultdict[int, int] = defaultdict(int)
    numbers = []
    for day in days:
        given[day.year] += 1
        numbers.append(f"{noun}{day.year}-{given[day.year]:04d}")
    return numbers


def _drawn(chance: random.Random, shares: dict[StateT, int]) -> StateT:
    return chance.choices(list(shares), list(shares.values()))[0]


def _concerns(made: _Made, count: int) -> None:
    days = made.days(count)
    for place, (on, number) in enumerate(zip(days, _numbers("民", days), strict=True)):
        aged = made.is_aged(on, 40)
        state = _drawn(made.chance, _AGED_CONCERNS if aged else _RECENT_CONCERNS)
        row = _concern(made, on, state) | {"number": number}
        made.matters.append(row)
        _concern_steps(made, place, row, state)
        _concern_pauses(made, place, row, state)


def _concern(made: _Made, on: date, state: ConcernState) -> _Row:
    chance, family = made.chance, made.chance.choice(made.families)
    owner, receiver = chance.choice(made.cadres), chance.choice(made.cadres)
    done = made.later(on, 30) if state in CLOSED_STATES else None
    told = state in (ConcernState.FED_BACK, ConcernState.STRUCK_OFF)
    promised = state in OPEN_STATES and chance.random() < 0.3
    return {
        "state": state.value,
        "received_on": on,
        "title": chance.choice(PLACES) + chance.choice(CONCERN_TITLES),
        "content": chance.choice(SAID),
        "place": chance.choice(PLACES),
        "done_on": done,
        "returned_on": made.later(on, 10) if state is ConcernState.RETURNED else None,
        "limit_on": on + timedelta(chance.choice((7, 15, 30, 60)))
        if state is not ConcernState.ANSWERED and chance.random() < 0.9
        else None,
        "village_id": family.village_id,
        "household_id": family.id,
        "resident_id": family.head_id,
        "applicant": family.head,
        "applicant_phone": family.phone,
        "first_receiver_id": receiver[0],
        "first_receiver": receiver[1],
        "owner_id": owner[0],
        "owner": owner[1],
        "reopened": int(chance.random() < 0.03),
        "channel": chance.choice(_codes("concern_channel")),
        "category": chance.choice(_codes("concern_category")),
        "level": chance.choice(("village", "village", "village", "township", "county")),
        "result": chance.choice(ANSWERS) if done else None,
        "basis": "按现行政策解释" if state is ConcernState.EXPLAINED else None,
        "feedback_on": done if told else None,
        "feedback_way": chance.choice(_codes("feedback_way")) if told else None,
        "feedback_to": family.head if told else None,
        "satisfaction": chance.choice(_SATISFACTION) if told else None,
        "struck_off_on": done if state is ConcernState.STRUCK_OFF else None,
        "promised": chance.choice(ANSWERS) if promised else None,
        "promised_on": on + timedelta(chance.randrange(5, 40)) if promised else None,
    }


def _concern_steps(made: _Made, place: int, row: _Row, state: ConcernState) -> None:
    on, chance, kind = row["received_on"], made.chance, ConcernStepKind
    steps: list[tuple[ConcernStepKind, date, str | None]] = [(kind.REGISTERED, on, None)]
    if state is not ConcernState.ANSWERED:
        steps += [(kind.ACCEPTED, on, None), (kind.PROGRESS, on, chance.choice(NOTES))]
    if chance.random() < 0.1 and row["limit_on"]:
        steps.append((kind.EXTENDED, on, "天气原因"))
    if state in OPEN_STATES and (made.today - on).days > 40:
        end = made.today.replace(day=1) - timedelta(1)
        steps.append((kind.CARRIED_OVER, max(on, end), chance.choice(NOTES)))
    if row["done_on"]:
        steps.append((kind.DONE, row["done_on"], row["result"]))
    if row["feedback_on"]:
        steps.append((kind.FED_BACK, row["feedback_on"], None))
    if row["struck_off_on"]:
        steps.append((kind.STRUCK_OFF, row["struck_off_on"], None))
    made.parts["concern_step"] += [
        {
            "concern_id": place, "kind": one.value, "on": day, "by": _BY, "state": state.value,
            "old_limit": on if one is kind.EXTENDED else None,
            "new_limit": row["limit_on"] if one is kind.EXTENDED else None, "note": note,
        }
        for one, day, note in steps
    ]  # fmt: skip


def _concern_pauses(made: _Made, place: int, row: _Row, state: ConcernState) -> None:
    if row["limit_on"] is None or made.chance.random() > 0.05:
        return
    since = min(made.later(row["received_on"], 5), row["limit_on"])
    until = None if state in OPEN_STATES else since + timedelta(3)
    reason = "等待材料"
    made.parts["concern_pause"].append(
        {"concern_id": place, "since": since, "until": until, "reason": reason}
    )


def _disputes(made: _Made, count: int) -> None:
    days = made.days(count)
    for place, (on, number) in enumerate(zip(days, _numbers("纠", days), strict=True)):
        aged = made.is_aged(on, 60)
        state = _drawn(made.chance, _AGED_DISPUTES if aged else _RECENT_DISPUTES)
        families = _neighbours(made)
        row = _dispute(made, on, state, families[0]) | {"number": number}
        made.matters.append(row)
        _parties(made, place, families)
        _sessions(made, place, row, state)


def _neighbours(made: _Made) -> list[Family]:
    """Return two or three families that live near each other."""
    at = made.chance.randrange(len(made.families) - 10)
    offsets = made.chance.sample(range(10), made.chance.choice((2, 2, 3)))
    return [made.families[at + offset] for offset in offsets]


def _dispute(made: _Made, on: date, state: DisputeState, family: Family) -> _Row:
    chance, owner = made.chance, made.chance.choice(made.cadres)
    taken = state not in (DisputeState.FOUND, DisputeState.FIRST_AID, DisputeState.VOID)
    mediated = state in (*_SETTLED, DisputeState.MEDIATING, DisputeState.ENDED)
    plot = f"{chance.choice(PLACES)}{chance.randrange(1, 400)}号地" if chance.random() < 0.4 else ""
    escalates = chance.random() < 0.05
    return {
        "state": state.value,
        "found_on": on,
        "title": chance.choice(PLACES) + chance.choice(DISPUTE_TITLES),
        "facts": chance.choice(SAID),
        "place": f"{chance.choice(PLACES)}{chance.randrange(1, 60)}号",
        "plot": plot or None,
        "plot_key": plot_key(plot) or None,
        "mediated_on": on + timedelta(2) if mediated and on + timedelta(2) <= made.today else None,
        "settled_on": made.later(on + timedelta(2), 20) if state in _SETTLED else None,
        "ended_on": made.later(on, 30) if state is DisputeState.ENDED else None,
        "filed_on": made.later(on, 60) if state is DisputeState.FILED else None,
        "accepted_on": on if taken else None,
        "limit_on": on + timedelta(30) if taken and chance.random() < 0.9 else None,
        "village_id": family.village_id,
        "group_id": family.group_id,
        "owner_id": owner[0],
        "owner": owner[1],
        "mediator": owner[1],
        "reopened": int(chance.random() < 0.02),
        "category": chance.choice(_codes("dispute_category")),
        "risk": chance.choice(_codes("dispute_risk")),
        "source": chance.choice(_codes("dispute_source")),
        "amount": float(chance.randrange(1, 400) * 100) if chance.random() < 0.5 else None,
        "people": chance.randrange(2, 9),
        "may_escalate": escalates,
        "police_on": on if escalates and chance.random() < 0.8 else None,
        "police_unit": "派出所" if escalates else None,
    }


def _parties(made: _Made, place: int, families: Sequence[Family]) -> None:
    for position, family in enumerate(families):
        linked = made.chance.random() < 0.9
        made.parts["party"].append(
            {
                "dispute_id": place,
                "side": "first" if position == 0 else "second",
                "position": position,
                "name": family.head,
                "resident_id": family.head_id if linked else None,
                "household_id": family.id if linked else None,
                "phone": family.phone,
                "is_outsider": None if linked else made.chance.random() < 0.5,
            }
        )


def _sessions(made: _Made, place: int, row: _Row, state: DisputeState) -> None:
    on, settled, kind = row["found_on"], row["settled_on"], DisputeStepKind
    steps = [(kind.FOUND, on)] + [(kind.ACCEPTED, on)] * bool(row["accepted_on"])
    if row["mediated_on"]:
        for day in (row["mediated_on"], settled or row["mediated_on"]):
            outcome = "agreed" if day == settled else "adjourned"
            made.parts["mediation"].append(
                {"dispute_id": place, "on": day, "outcome": outcome, "text": row["facts"]}
            )
            steps.append((kind.MEDIATED, day))
    if settled:
        steps.append((kind.AGREED, settled))
        _agreement(made, place, settled, state)
    if state is DisputeState.MEDIATING and made.chance.random() < 0.05:
        made.parts["dispute_pause"].append(
            {"dispute_id": place, "since": on, "until": None, "reason": "委托鉴定"}
        )
    made.parts["dispute_step"] += [
        {"dispute_id": place, "kind": one.value, "on": day, "by": _BY, "state": state.value}
        for one, day in steps
    ]


def _agreement(made: _Made, place: int, settled: date, state: DisputeState) -> None:
    by = settled + timedelta(made.chance.choice((7, 15, 30)))
    performed = by if state is not DisputeState.AGREED and by <= made.today else None
    made.parts["agreement"].append(
        {
            "dispute_id": place, "form": made.chance.choice(("written", "written", "oral")),
            "agreed_on": settled, "effective_on": settled, "perform_by": by,
            "performed_on": performed, "performance": "voluntary" if performed else "none",
            "terms": "各让一步，恢复原状。",
        }
    )  # fmt: skip
    if performed and made.chance.random() < 0.9:
        made.parts["follow_up"].append(
            {"dispute_id": place, "on": made.later(performed, 30), "text": "双方没有再争执。"}
        )


def _visits(made: _Made, count: int) -> None:
    counts = {code: code in _MET for code in _codes("visit_way")}
    for place, on in enumerate(made.days(count)):
        chance, way = made.chance, made.chance.choice(("home", "home", "home", *counts))
        at = chance.randrange(len(made.families) - 3)
        families = made.families[at : at + chance.choice((1, 1, 1, 1, 2, 3))]
        announced = chance.random() < 0.1
        made.matters.append(
            {
                "on": on,
                "way": way,
                "counted": counts[way],
                "village_id": families[0].village_id,
                "interviewee": families[0].head,
                "content": chance.choice(SAID),
                "said": chance.choice(SAID) if chance.random() < 0.4 else None,
                "answered": chance.choice(ANSWERS) if chance.random() < 0.3 else None,
                "next_on": on + timedelta(chance.choice((30, 60, 90))) if announced else None,
            }
        )
        _visit_people(made, place, families)


def _visit_people(made: _Made, place: int, families: Sequence[Family]) -> None:
    for family in families:
        known = made.chance.random() < 0.98
        made.parts["visit_household"].append(
            {
                "visit_id": place,
                "household_id": family.id if known else None,
                "typed": None if known else family.head,
            }
        )
    for key, _ in made.chance.sample(made.cadres, made.chance.choice((1, 1, 2))):
        made.parts["visit_cadre"].append({"visit_id": place, "cadre_id": key, "typed": None})
