"""Random edits of a stored roster: the plan shows exactly the edited cells."""

import random
from dataclasses import replace
from itertools import count

import pytest

from benchmarks import made_up
from liaison_desktop.domain.register.household import HouseholdFilter

_fresh = count(1)


def _edited_household(house, chance, told):
    """Change a few cells of a household and its people; note them in ``told``."""
    values = dict(house.values)
    for field in chance.sample(sorted(values), k=chance.choice((0, 0, 1, 2))):
        values[field] = _other(field, values[field])
        told.add(("household", house.number, "", field))
    members = []
    for member in house.members:
        person = dict(member.values)
        fields = sorted(set(person) - {"id_number"})
        for field in chance.sample(fields, k=chance.choice((0, 0, 0, 1, 3))):
            person[field] = _other(field, person[field])
            told.add(("resident", house.number, member.name, field))
        members.append(replace(member, values=person))
    # Blank cells erase nothing, so they may be blanked at will.
    for index, member in enumerate(members):
        edited = {one[3] for one in told if one[1:3] == (house.number, member.name)}
        blank = {name for name in member.values if name not in edited and chance.random() < 0.1}
        if blank != {"id_number"} and "id_number" not in blank:
            kept = {name: v for name, v in member.values.items() if name not in blank}
            members[index] = replace(member, values=kept)
    return replace(house, values=values, members=tuple(members))


def _other(field, value):
    """Return another value of the same kind."""
    if field == "birth":
        return value.replace(year=value.year - 1, day=min(value.day, 28))
    if isinstance(value, float):
        return value + next(_fresh)
    return f"{field}{next(_fresh)}"


@pytest.mark.parametrize("seed", range(6))
def test_exactly_the_edited_cells_are_told_and_stored(office, importing, seed):
    chance = random.Random(seed)
    first = made_up.roster(list(made_up.houses(40, seed=seed)))
    importing(first)
    told = set()
    edited = replace(
        first, households=tuple(_edited_household(one, chance, told) for one in first.households)
    )
    if chance.random() < 0.5:
        shuffled = list(edited.households)
        chance.shuffle(shuffled)
        edited = replace(edited, households=tuple(shuffled))
    plan = importing.plan(edited)
    found = {
        (row.noun, row.household.split("/")[1], row.name if row.noun == "resident" else "", c.field)
        for row in plan.summary.rows
        for c in row.changes
    }
    assert found == told
    assert told
    importing.service.apply(plan)
    assert importing.plan(edited).summary.rows == ()
    back = importing.plan(first)
    undone = {
        (row.noun, row.household.split("/")[1], c.field)
        for row in back.summary.rows
        for c in row.changes
    }
    assert undone == {(noun, number, field) for noun, number, _, field in told}
    assert office.households.count(HouseholdFilter()) == 40
