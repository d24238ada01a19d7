"""The sample rosters are read as a careful clerk would read them."""

import json
from pathlib import Path

import pytest

from liaison_desktop import paths
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.household_names import read_household_names
from liaison_desktop.excel.read import read_cadres, read_household_roster, read_pairings

SAMPLES = paths.resource("practice")
TRUTH = Path(__file__).parent.parent / "data" / "truth.json"
ROSTERS = ("中和村农户花名册.xlsx", "补歹村农户信息表.xls")
LISTS = {"sex": "sex", "ethnicity": "ethnicity", "education": "education", "political": "political",
         "health": "health"}  # fmt: skip


@pytest.fixture(scope="module")
def truth():
    return json.loads(TRUTH.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rosters():
    return {name: read_household_roster(SAMPLES / name) for name in ROSTERS}


def label(name, value):
    return code_list(name).label_of(value) if value else ""


def test_every_household_and_its_values(truth, rosters):
    found = {h.number: h for roster in rosters.values() for h in roster.households}
    assert len(found) == len(truth["households"]) == 212
    for true in truth["households"]:
        household = found[true["number"]]
        values = household.values
        assert (household.village, household.group) == (true["village"], true["group"])
        assert values["land"] == true["land"]
        assert values["forest"] == true["forest"]
        assert values["income"] == true["income"]
        assert label("housing", values["housing"]) == true["housing"]
        assert label("household_kind", values["kind"]) == true["kind"]
        assert values.get("need", "") == true["need"]
        if true["village"] == "中和村":  # the other file has no such columns
            assert values["crops"] == true["crops"]
            assert values["livestock"] == true["livestock"]
            assert label("water", values["water"]) == true["water"]


def test_every_person(truth, rosters):
    found = {h.number: h for roster in rosters.values() for h in roster.households}
    kept = {p["who"]: p["kept"] for told in truth["problems"].values() for p in told}
    relations = code_list("relation")
    for true in truth["households"]:
        members = found[true["number"]].members
        assert [m.name for m in members] == [m["name"] for m in true["members"]]
        assert [m.is_head for m in members] == [m["relation"] == "户主" for m in true["members"]]
        for member, person in zip(members, true["members"], strict=True):
            who = f"{true['number']}/{person['name']}"
            values = member.values
            assert member.relation_code[0] == relations.code_of(person["relation"])[0], who
            assert values.get("id_number", "") == kept.get(who, person["idno"]), who
            assert values.get("phone", "") == person["phone"], who
            for field, codes in LISTS.items():
                assert label(codes, values.get(field)) == person[field], (who, field)
            if "birth" in values:
                assert values["birth"].isoformat() == person["birth"], who


@pytest.mark.parametrize("name", ROSTERS)
def test_problems_of_identity_numbers_no_more_and_no_fewer(truth, rosters, name):
    found = sorted(
        (problem.household.partition("/")[2], problem.name, problem.code)
        for problem in rosters[name].problems
        if problem.code.startswith("id-")
    )
    expected = sorted((*p["who"].split("/"), p["problem"]) for p in truth["problems"][name])
    assert found == expected


def test_no_other_problem_is_made_up(rosters):
    others = [p for r in rosters.values() for p in r.problems if not p.code.startswith("id-")]
    assert others == []


def test_messages_show_no_identity_number(truth, rosters):
    numbers = [m["idno"] for h in truth["households"] for m in h["members"]]
    told = "".join(p.message for roster in rosters.values() for p in roster.problems)
    assert not any(number in told for number in numbers)


def test_every_cadre(truth):
    rows = read_cadres(SAMPLES / "挂钩干部名册.xlsx").rows
    assert len(rows) == 58
    for row, true in zip(rows, truth["cadres"], strict=True):
        values = row.values
        for field in ("name", "unit", "post", "phone", "address", "team", "quota"):
            assert values[field] == true[field]
        assert code_list("rank").label_of(values["rank"]) == true["rank"]
    ranks = [code_list("rank").group_of(str(row.values["rank"])) for row in rows]
    assert (ranks.count("科级以上"), ranks.count("一般干部")) == (19, 39)


def test_every_pairing(truth, rosters):
    heads = {
        household.number: next(m.name for m in household.members if m.is_head)
        for roster in rosters.values()
        for household in roster.households
    }
    rows = read_pairings(SAMPLES / "结对安排表.xlsx").rows
    found = [
        (row.values["cadre"], named.name)
        for row in rows
        for named in read_household_names(row.values["households"])
    ]
    assert found == [(p["cadre"], heads[p["household"]]) for p in truth["pairings"]]
