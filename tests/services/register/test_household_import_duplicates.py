"""A duplicated identity number is withheld, in the file and against the store."""

import pytest

from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.import_plan import Choice, RowState
from liaison_desktop.domain.register.roster import ProblemCode
from liaison_desktop.domain.terms.resident import IdState
from tests.services.register.rosters import household, id_number, member, roster


def _numbers(office):
    people = [
        one
        for key in office.households.ids(HouseholdFilter())
        for one in office.households.detail(key).members
    ]
    return {one.name: (one.values.get("id_number"), one.id_state) for one in people}


def test_the_first_of_a_file_keeps_its_number(office, importing):
    file = roster(
        household("1", member("孔正涛", id_number=id_number(1))),
        household("2", member("汤涛生", line=7, id_number=id_number(1)), line=7),
    )
    plan = importing.plan(file)
    (problem,) = plan.summary.problems
    assert (problem.code, problem.line, problem.household, problem.name, problem.field) == (
        ProblemCode.ID_DUPLICATE,
        7,
        "中和村/2",
        "汤涛生",
        "id_number",
    )
    assert "中和村/1 孔正涛" in problem.message
    assert id_number(1) not in problem.message
    states = {row.name: row.state for row in plan.summary.rows if row.noun == "resident"}
    assert states == {"孔正涛": RowState.NEW, "汤涛生": RowState.DOUBTFUL}
    importing.service.apply(plan)
    assert _numbers(office) == {
        "孔正涛": (id_number(1), IdState.OK),
        "汤涛生": (None, IdState.MISSING),
    }
    again = importing(file)
    assert again.changes.operation is None
    assert [one.code for one in again.problems] == [ProblemCode.ID_DUPLICATE]


def test_who_holds_a_number_in_the_store_keeps_it(office, importing):
    importing(roster(household("1", member("孔正涛", id_number=id_number(1)))))
    other = roster(household("9", member("汤涛生", id_number=id_number(1)), village="补歹村"))
    report = importing(other)
    assert [one.code for one in report.problems] == [ProblemCode.ID_DUPLICATE]
    assert _numbers(office)["汤涛生"] == (None, IdState.MISSING)
    assert importing(other).changes.operation is None


def test_the_stored_bearer_wins_over_an_earlier_row(office, importing):
    importing(roster(household("2", member("汤涛生", id_number=id_number(1)))))
    importing(
        roster(
            household("1", member("孔正涛", id_number=id_number(1))),
            household("2", member("汤涛生", id_number=id_number(1))),
        )
    )
    assert _numbers(office) == {
        "孔正涛": (None, IdState.MISSING),
        "汤涛生": (id_number(1), IdState.OK),
    }


def _swap(office, importing):
    importing(
        roster(
            household("1", member("孔正涛", id_number=id_number(1))),
            household("2", member("汤涛生", id_number=id_number(2))),
        )
    )
    return importing.plan(
        roster(
            household("1", member("孔正涛", id_number=id_number(2))),
            household("2", member("汤涛生", id_number=id_number(1))),
        )
    )


def test_two_mixed_up_numbers_change_places(office, importing):
    plan = _swap(office, importing)
    assert plan.summary.problems == ()
    importing.service.apply(plan)
    assert _numbers(office) == {
        "孔正涛": (id_number(2), IdState.OK),
        "汤涛生": (id_number(1), IdState.OK),
    }


def test_a_number_is_not_taken_while_its_holder_keeps_it(office, importing):
    plan = _swap(office, importing)
    keys = {row.name: row.key for row in plan.summary.rows}
    importing.service.apply(plan, Choice(left_rows=frozenset({keys["孔正涛"]})))
    numbers = [number for number, _ in _numbers(office).values()]
    assert len(numbers) == len(set(numbers))


def test_a_chain_of_numbers_stops_where_one_is_withheld(office, importing):
    importing(
        roster(
            household("1", member("孔正涛", id_number=id_number(1))),
            household("2", member("汤涛生", id_number=id_number(2))),
            household("3", member("夏华", id_number=id_number(3))),
        )
    )
    # 汤涛生 wants 孔正涛's number, who wants 夏华's, who keeps it.
    plan = importing.plan(
        roster(
            household("1", member("孔正涛", id_number=id_number(3))),
            household("2", member("汤涛生", id_number=id_number(1))),
        )
    )
    assert [one.name for one in plan.summary.problems] == ["孔正涛", "汤涛生"]
    importing.service.apply(plan)
    assert {name: number for name, (number, _) in _numbers(office).items()} == {
        "孔正涛": id_number(1),
        "汤涛生": id_number(2),
        "夏华": id_number(3),
    }


@pytest.mark.parametrize("count", [2, 5])
def test_everybody_but_one_is_listed(office, importing, count):
    file = roster(
        *(
            household(
                str(index), member(f"孔{index}", line=index, id_number=id_number(1)), line=index
            )
            for index in range(1, count + 1)
        )
    )
    assert len(importing(file).problems) == count - 1
    held = [number for number, _ in _numbers(office).values() if number]
    assert held == [id_number(1)]
