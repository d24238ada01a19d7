"""Random ledgers for property tests: a place, people, and what happened to them."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms.concern import (
    CLOSED_STATES,
    COLLECTED_STATES,
    ConcernState,
)
from liaison_desktop.domain.terms.dispute import OPEN_DISPUTE_STATES, DisputeState
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office

START, DAYS = date(2023, 1, 1), 400
_WAYS = ("home", "phone", "forum", None)


@dataclass(frozen=True, slots=True)
class World:
    """Keys of what ledgers speak of."""

    villages: list[int]
    groups: list[tuple[int, int]]
    cadres: list[int]
    households: list[tuple[int, int, int | None]]
    committees: list[int]


def make_world(office: Office) -> World:
    """Make a township of two villages, three groups, six households and four cadres."""
    with office.context.store.operation("建点", office.context.actor) as operation:

        def insert(name: str, *rows: dict[str, Any]) -> list[int]:
            return operation.bulk_insert(table(name), list(rows))

        def area(name: str, level: str, parent: int | None) -> dict[str, Any]:
            return {"name": name, "level": level, "parent_id": parent, "position": 0}

        (county,) = insert("area", area("罗平县", "county", None))
        (township,) = insert("area", area("罗雄镇", "township", county))
        villages = insert("area", *(area(n, "village", township) for n in ("中和村", "补歹村")))
        parents = [villages[0], villages[0], villages[1]]
        keys = insert("area", *(area(f"{n}组", "group", of) for n, of in enumerate(parents)))
        units = insert("unit", {"name": "农业中心"}, {"name": "财政所"})
        (team,) = insert("team", {"name": "第一小组"})
        cadres = insert("cadre", *(
            {"name": f"干部{n}", "name_key": str(n), "unit_id": units[n % 2] if n < 3 else None,
             "team_id": team if n else None}
            for n in range(4)
        ))  # fmt: skip
        groups = list(zip(keys, parents, strict=True))
        homes = [(groups[n % 3][1], groups[n % 3][0] if n < 5 else None) for n in range(6)]
        households = insert("household", *(
            {"village_id": of, "group_id": group, "number": f"{n}", "number_key": f"{n}"}
            for n, (of, group) in enumerate(homes)
        ))  # fmt: skip
        insert("pairing", *(
            {"household_id": key, "cadre_id": cadres[n % 4], "way": "cadre"}
            for n, key in enumerate(households[:5])
        ))  # fmt: skip
        committees = insert(
            "mediation_committee",
            {"area_id": township, "name": "镇调委会", "word": "镇"},
            {"area_id": villages[0], "name": "村调委会", "word": "村"},
        )
    at = [(key, *home) for key, home in zip(households, homes, strict=True)]
    return World(villages, groups, cadres, at, committees)


def add_ledgers(office: Office, world: World, seed: int, count: int) -> None:
    """Add random concerns, disputes, visits and stays as one operation."""
    chance = random.Random(seed)
    with office.context.store.operation("登记台账", office.context.actor) as operation:
        for number in range(count):
            operation.bulk_insert(table("concern"), [_concern(chance, world, number)])
            _add_dispute(operation, chance, world, number)
            _add_visit(operation, chance, world)
        since = _day(chance)
        stay = {"since": since, "until": since + timedelta(chance.randrange(40)),
                "cadre_id": chance.choice(world.cadres),
                "village_id": chance.choice([*world.villages, None])}  # fmt: skip
        operation.bulk_insert(table("village_stay"), [stay])


def _day(chance: random.Random, after: date = START) -> date:
    return after + timedelta(chance.randrange(DAYS if after == START else 90))


def _code(chance: random.Random, name: str) -> str | None:
    return chance.choice([*(code for code, _ in code_list(name).items), "自己写的", None])


def _concern(chance: random.Random, world: World, number: int) -> dict[str, Any]:
    state = chance.choice([*COLLECTED_STATES, ConcernState.VOID, ConcernState.CONVERTED])
    on, household = _day(chance), chance.choice([*world.households, (None, None, None)])
    done = _day(chance, on) if state in CLOSED_STATES else None
    returned = _day(chance, on) if state is ConcernState.RETURNED else None
    return {
        "number": f"民{number}", "state": state.value, "title": "修路", "received_on": on,
        "done_on": done, "returned_on": returned,
        "limit_on": chance.choice([None, on + timedelta(20)]),
        "village_id": household[1], "household_id": household[0], "reopened": 0,
        "first_receiver": "", "owner": "", "owner_id": chance.choice([*world.cadres, None]),
        "category": _code(chance, "concern_category"), "level": _code(chance, "concern_level"),
        "channel": _code(chance, "concern_channel"),
        "satisfaction": _code(chance, "satisfaction") if done else None,
    }  # fmt: skip


def _add_dispute(operation: Operation, chance: random.Random, world: World, number: int) -> None:
    state = chance.choice(list(DisputeState))
    on, (group, village) = _day(chance), chance.choice([*world.groups, (None, None)])
    closed = state not in OPEN_DISPUTE_STATES
    settled = _day(chance, on) if closed and chance.random() < 0.7 else None
    ended = _day(chance, on) if closed and chance.random() < 0.4 else None
    values = {
        "number": f"纠{number}", "state": state.value, "title": "地界", "found_on": on,
        "accepted_on": chance.choice([None, _day(chance, on)]),
        "mediated_on": chance.choice([None, _day(chance, on)]),
        "settled_on": settled, "ended_on": ended, "reopened": 0,
        "limit_on": chance.choice([None, on + timedelta(15)]),
        "village_id": village, "group_id": group,
        "committee_id": chance.choice([*world.committees, None]),
        "owner_id": chance.choice([*world.cadres, None]),
        "category": _code(chance, "dispute_category"), "source": _code(chance, "dispute_source"),
        "risk": _code(chance, "dispute_risk"), "scale": _code(chance, "dispute_scale"),
        "people": chance.choice([None, 2, 49, 50, 99, 100, 499, 500, 3000]),
        "amount": chance.choice([None, 0.1, 1200, 33.33]),
        "may_escalate": chance.choice([None, True, False]),
    }  # fmt: skip
    (key,) = operation.bulk_insert(table("dispute"), [values])
    parties = [{"dispute_id": key, "side": "first", "position": n, "name": "某人"}
               for n in range(chance.randrange(2, 5))]  # fmt: skip
    operation.bulk_insert(table("party"), parties)
    if settled is not None:
        form = chance.choice(["written", "oral"])
        agreement = {"dispute_id": key, "form": form, "agreed_on": settled}
        operation.bulk_insert(table("agreement"), [agreement])


def _add_visit(operation: Operation, chance: random.Random, world: World) -> None:
    way, village = chance.choice(_WAYS), chance.choice([*world.villages, None])
    visit = {"on": _day(chance), "way": way, "counted": way != "phone", "village_id": village}
    (key,) = operation.bulk_insert(table("visit"), [visit])
    chosen = chance.sample(world.households, chance.randrange(1, 4))
    operation.bulk_insert(table("visit_household"), [
        {"visit_id": key, "household_id": home if chance.random() < 0.9 else None}
        for home, _, _ in chosen
    ])  # fmt: skip
    went = chance.sample(world.cadres, chance.randrange(1, 3))
    operation.bulk_insert(
        table("visit_cadre"), [{"visit_id": key, "cadre_id": cadre} for cadre in went]
    )
