"""Rosters in hundreds of random layouts are read back exactly."""

import pytest

from liaison_desktop.domain.codes import code_list
from liaison_desktop.excel.read import read_household_roster
from tests.roster_layouts import Maker


def told(household, columns):
    """What the program says about a household, in the words of the truth."""
    people = []
    for member in household.members:
        values = member.values
        person = {
            "name": member.name,
            "relation": member.relation_code,
            "head": member.is_head,
            "id": values.get("id_number", ""),
        }
        if "sex" in columns:
            person["sex"] = {"1": "M", "2": "F"}.get(values.get("sex"))
        if "ethnicity" in columns:
            person["ethnicity"] = code_list("ethnicity").label_of(values.get("ethnicity", ""))
        if "phone" in columns:
            others = values.get("other_phones", "")
            person["phones"] = [values.get("phone", ""), *(others.split("、") if others else [])]
        if "birth" in columns:
            person["birth"] = values.get("birth")
        people.append(person)
    values = household.values
    return {
        "village": household.village,
        "group": household.group,
        "number": household.number,
        "people": people,
        "land": values.get("land"),
        "income": values.get("income"),
        "kind": code_list("household_kind").label_of(values.get("kind", "")),
        "need": values.get("need", ""),
    }


def true(household, layout):
    """The truth about a household, as far as the layout shows it."""
    columns = layout.columns
    people = []
    for at, member in enumerate(household.members):
        bare = layout.form == "heads"
        person = {
            "name": member.name,
            "relation": "0" if bare else member.relation_code,
            "head": at == household.head,
            "id": member.id_kept,
        }
        if "sex" in columns:
            person["sex"] = member.sex
        if "ethnicity" in columns:
            person["ethnicity"] = member.ethnicity
        if "phone" in columns:
            person["phones"] = member.phones or [""]
        if "birth" in columns:
            person["birth"] = member.birth
        people.append(person)
    values = household.values
    return {
        "village": household.village,
        "group": household.group,
        "number": household.number if "number" in columns else "",
        "people": people,
        "land": values["land"] if "land" in columns else None,
        "income": values["income"] if "income" in columns else None,
        "kind": values["kind"] if "kind" in columns else "",
        "need": values["need"] if "need" in columns else "",
    }


@pytest.mark.parametrize("block", range(20))
def test_random_layouts_read_back_exactly(tmp_path, block):
    for seed in range(block * 20, block * 20 + 20):
        made = Maker(seed)
        path = made.write(tmp_path, f"roster-{seed}")
        roster = read_household_roster(path)
        found = [told(household, made.layout.columns) for household in roster.households]
        expected = [true(household, made.layout) for household in made.households]
        assert found == expected, (seed, made.layout)
        problems = sorted(
            (problem.name, problem.code)
            for problem in roster.problems
            if problem.code.startswith("id-")
        )
        assert problems == sorted(
            (member.name, member.id_code)
            for household in made.households
            for member in household.members
            if member.id_code
        ), (seed, made.layout)
