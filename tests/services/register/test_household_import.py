"""Importing rosters: what is new, changed and the same, and what must never happen."""

from datetime import date
from pathlib import Path

import pytest

from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.domain.register.household import HouseholdDraft, HouseholdFilter
from liaison_desktop.domain.register.import_plan import Choice, Count, RowState
from liaison_desktop.domain.register.roster import Roster
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.services.office import open_office
from tests.services.register.rosters import household, id_number, member, roster

ALL = HouseholdFilter()


def _details(office):
    return [office.households.detail(key) for key in office.households.ids(ALL)]


def _only(office):
    (detail,) = _details(office)
    return detail


def _family(**head):
    return household(
        "ZH0001",
        member("孔正涛", line=2, id_number=id_number(1), sex="1", **head),
        member("顾富", "配偶", line=3, phone="13929253489"),
        member("孔军娟", "长子", line=4, birth=date(1999, 5, 19)),
        land=4.7,
        crops="小黄姜",
    )


def _cells(plan):
    return {
        (row.noun, row.name, change.field, change.old, change.new)
        for row in plan.summary.rows
        for change in row.changes
    }


def test_first_import_stores_everything(office, importing):
    report = importing(roster(_family()))
    assert report.counts == {"households": Count(new=1), "residents": Count(new=3)}
    detail = _only(office)
    assert (detail.village, detail.group, detail.number) == ("中和村", "中和一组", "ZH0001")
    assert detail.values == {"land": 4.7, "crops": "小黄姜"}
    assert [one.name for one in detail.members] == ["孔正涛", "顾富", "孔军娟"]
    assert [one.is_head for one in detail.members] == [True, False, False]
    assert detail.members[0].id_state == IdState.OK
    assert detail.members[1].values == {"phone": "13929253489"}
    assert office.history.operations()[0].sentence == "导入花名册.xlsx：新增1户3人"


def test_second_import_changes_nothing_and_makes_no_operation(office, importing):
    importing(roster(_family()))
    before = office.history.operations()
    report = importing(roster(_family()))
    assert report.counts == {"households": Count(same=1), "residents": Count(same=3)}
    assert report.changes.operation is None
    assert office.history.operations() == before


def test_blank_cells_never_erase(office, importing):
    importing(roster(_family(phone="13800000001")))
    bare = household("ZH0001", member("孔正涛"), member("顾富", ""), member("孔军娟", "长子"))
    plan = importing.plan(roster(bare))
    assert plan.summary.rows == ()
    assert plan.summary.counts["residents"] == Count(same=3)


def test_a_roster_never_removes_people(office, importing):
    importing(roster(_family()))
    importing(roster(household("ZH0001", member("孔正涛", id_number=id_number(1)))))
    assert [one.name for one in _only(office).members] == ["孔正涛", "顾富", "孔军娟"]


@pytest.mark.parametrize("state", [IdState.LOST, IdState.INVALID, IdState.MISSING])
def test_a_damaged_number_never_erases_a_good_one(office, importing, state):
    importing(roster(_family()))
    damaged = household("ZH0001", member("孔正涛", state=state))
    assert importing.plan(roster(damaged)).summary.rows == ()


def test_a_number_with_a_wrong_check_digit_never_replaces_a_good_one(office, importing):
    importing(roster(_family()))
    wrong = id_number(1)[:-1] + ("1" if id_number(1)[-1] != "1" else "2")
    bad = household("ZH0001", member("孔正涛", state=IdState.CHECK_DIGIT, id_number=wrong))
    assert importing.plan(roster(bad)).summary.rows == ()


def test_a_number_given_later_is_taken_with_its_state(office, importing):
    importing(roster(household("ZH0001", member("孔正涛", state=IdState.LOST))))
    importing(roster(household("ZH0001", member("孔正涛", id_number=id_number(1)))))
    person = _only(office).members[0]
    assert person.values["id_number"] == id_number(1)
    assert person.id_state == IdState.OK


def test_changed_cells_are_told_old_to_new(office, importing):
    importing(roster(_family(phone="13800000001")))
    edited = household(
        "ZH0001",
        member("孔正涛", id_number=id_number(1), sex="1", phone="13900000002"),
        member("顾富", "妻", phone="13929253489"),
        member("孔军娟", "长子", birth=date(1999, 5, 20)),
        group="中和二组",
        land=5.0,
        crops="小黄姜",
    )
    plan = importing.plan(roster(edited))
    assert _cells(plan) == {
        ("household", "孔正涛", "group", "中和一组", "中和二组"),
        ("household", "孔正涛", "land", "4.7", "5"),
        ("resident", "孔正涛", "phone", "138****0001", "139****0002"),
        ("resident", "顾富", "relation", "配偶", "妻"),
        ("resident", "孔军娟", "birth", "1999-05-19", "1999-05-20"),
    }
    assert all(row.state is RowState.CHANGED for row in plan.summary.rows)
    report = importing.service.apply(plan)
    assert report.counts == {"households": Count(changed=1), "residents": Count(changed=3)}
    detail = _only(office)
    assert (detail.group, detail.values["land"]) == ("中和二组", 5.0)
    assert detail.members[1].relation_code == "12"
    assert importing.plan(roster(edited)).summary.rows == ()


def test_chosen_rows_and_cells_are_left_out(office, importing):
    importing(roster(_family(phone="13800000001")))
    edited = household(
        "ZH0001",
        member("孔正涛", id_number=id_number(1), phone="13900000002", education="70"),
        member("顾富", "配偶", phone="13700000003"),
        member("孔小宝", "次子"),
    )
    plan = importing.plan(roster(edited))
    keys = {row.name: row.key for row in plan.summary.rows}
    choice = Choice(
        left_rows=frozenset({keys["顾富"], keys["孔小宝"]}),
        left_cells=frozenset({(keys["孔正涛"], "phone")}),
    )
    report = importing.service.apply(plan, choice)
    assert report.counts["residents"] == Count(changed=1, same=1)
    head, wife, *_ = _only(office).members
    assert (head.values["phone"], head.values["education"]) == ("13800000001", "70")
    assert wife.values["phone"] == "13929253489"
    assert "孔小宝" not in [one.name for one in _only(office).members]


def test_a_new_household_left_out_leaves_nothing(office, importing):
    plan = importing.plan(roster(_family()))
    house = next(row.key for row in plan.summary.rows if row.noun == "household")
    report = importing.service.apply(plan, Choice(left_rows=frozenset({house})))
    assert report.changes.operation is None
    assert _details(office) == []
    assert office.areas.villages() == ()


def test_another_head_takes_over_and_there_is_one_at_a_time(office, importing):
    importing(roster(_family()))
    later = household("ZH0001", member("孔军娟", "户主"), member("孔正涛", "父亲"))
    plan = importing.plan(roster(later))
    assert ("household", "孔军娟", "head", "孔正涛", "孔军娟") in _cells(plan)
    importing.service.apply(plan)
    detail = _only(office)
    assert detail.head == "孔军娟"
    assert sum(one.is_head for one in detail.members) == 1


def test_a_new_person_may_become_head_of_a_stored_household(office, importing):
    importing(roster(_family()))
    report = importing(roster(household("ZH0001", member("孔明"))))
    assert [one.code for one in report.problems] == ["head-twice"]
    assert "孔正涛" in report.problems[0].message
    detail = _only(office)
    assert detail.head == "孔明"
    assert len(detail.members) == 4


def test_the_old_head_stays_when_the_change_is_left_out(office, importing):
    importing(roster(_family()))
    plan = importing.plan(roster(household("ZH0001", member("孔明"))))
    house = next(row.key for row in plan.summary.rows if row.noun == "household")
    importing.service.apply(plan, Choice(left_cells=frozenset({(house, "head")})))
    assert _only(office).head == "孔正涛"


def test_start_date_is_set_on_what_is_new(office, importing):
    importing(roster(_family()), since=date(2023, 1, 1))
    detail = _only(office)
    assert detail.since == date(2023, 1, 1)
    assert {one.since for one in detail.members} == {date(2023, 1, 1)}
    importing(roster(household("ZH0002", member("顾荣"))))
    assert [one.since for one in _details(office)] == [date(2023, 1, 1), None]


def test_village_given_serves_rows_that_name_none(office, importing):
    nowhere = roster(household("1", member("孔正涛"), village=""))
    with pytest.raises(InputRefusedError, match="--village"):
        importing.plan(nowhere)
    importing.service.apply(importing.plan(nowhere, "中和村"))
    assert _only(office).village == "中和村"
    again = importing.plan(nowhere, "中和村委会")
    assert again.summary.counts["households"] == Count(same=1)


def test_without_a_station_import_is_refused(tmp_path):
    with (
        open_office(tmp_path, create=True) as office,
        pytest.raises(RefusedError, match="init"),
    ):
        office.household_import.plan_roster(roster(_family()), Path("花名册.xlsx"))


def test_a_plan_stores_nothing(office, importing):
    before = office.history.operations()
    importing.plan(roster(_family()))
    assert office.history.operations() == before
    assert office.areas.villages() == ()


def test_a_cancelled_import_leaves_nothing_and_can_be_run_again(office, importing):
    plan = importing.plan(roster(_family()))
    before = office.history.operations()

    class Impatient:
        def step(self, done, total, sentence):
            if done:
                raise CancelledError

    with pytest.raises(CancelledError):
        importing.service.apply(plan, progress=Impatient())
    assert office.history.operations() == before
    assert office.areas.villages() == ()
    importing.service.apply(plan)
    assert _only(office).village == "中和村"


def test_a_plan_that_no_longer_holds_is_refused(office, importing):
    importing(roster(_family()))
    plan = importing.plan(roster(_family(phone="13800000001")))
    importing(roster(_family(phone="13900000002")))
    with pytest.raises(ConflictError, match="重新预览"):
        importing.service.apply(plan)


def test_a_plan_survives_unrelated_work(office, importing):
    plan = importing.plan(roster(_family()))
    office.areas.add_village("补歹村")
    importing.service.apply(plan)
    assert _only(office).number == "ZH0001"


def test_a_whole_import_is_taken_back(office, importing):
    importing(roster(_family()))
    office.undo.take_back()
    assert _details(office) == []
    assert office.areas.villages() == ()
    report = importing(roster(_family()))
    assert report.counts["residents"] == Count(new=3)
    assert office.check.run().problems == ()


def test_a_hand_correction_shows_as_a_cell_that_may_be_left(office, importing):
    importing(roster(_family(phone="13800000001")))
    detail = _only(office)
    head, *others = detail.members
    values = {**head.values, "phone": "13911112222"}
    corrected = type(head)(
        **{name: getattr(head, name) for name in head.__dataclass_fields__} | {"values": values}
    )
    office.households.save(
        HouseholdDraft(
            id=detail.id,
            version=detail.version,
            village_id=detail.village_id,
            group_id=detail.group_id,
            number=detail.number,
            values=detail.values,
            members=(corrected, *others),
        )
    )
    plan = importing.plan(roster(_family(phone="13800000001")))
    assert _cells(plan) == {("resident", "孔正涛", "phone", "139****2222", "138****0001")}
    (row,) = plan.summary.rows
    importing.service.apply(plan, Choice(left_cells=frozenset({(row.key, "phone")})))
    assert _only(office).members[0].values["phone"] == "13911112222"


def test_lost_zeros_of_a_number_are_the_same_household(office, importing):
    importing(roster(household("001", member("孔正涛"))))
    assert importing.plan(roster(household("1", member("孔正涛")))).summary.rows == ()


def test_numbers_are_unique_in_a_village_only(office, importing):
    importing(
        roster(
            household("001", member("孔正涛")),
            household("001", member("汤涛生"), village="补歹村"),
        )
    )
    labels = [one.label for one in _details(office)]
    assert labels == ["中和村/001", "补歹村/001"]


def test_the_parts_of_a_household_are_joined(office, importing):
    parts = roster(
        household("ZH0001", member("孔正涛"), member("顾富", "配偶", line=3)),
        household("ZH0001", member("孔军娟", "长子", line=9), line=9, land=3.0),
    )
    assert importing(parts).counts == {"households": Count(new=1), "residents": Count(new=3)}
    assert _only(office).values == {"land": 3.0}
    assert importing(parts).changes.operation is None


def test_two_households_under_one_number_are_both_kept_and_told(office, importing):
    clash = roster(
        household("ZH0001", member("孔正涛")), household("ZH0001", member("汤涛生", line=5), line=5)
    )
    plan = importing.plan(clash)
    doubtful = [row for row in plan.summary.rows if row.state is RowState.DOUBTFUL]
    assert [row.household for row in doubtful] == ["中和村/ZH0001-2"]
    (problem,) = plan.summary.problems
    assert (problem.code, problem.household, problem.line) == ("ambiguous", "中和村/ZH0001-2", 5)
    importing.service.apply(plan)
    assert [one.head for one in _details(office)] == ["孔正涛", "汤涛生"]
    assert importing(clash).changes.operation is None


def test_values_longer_than_their_column_are_cut_alike(office, importing):
    long = roster(household("ZH0001", member("孔正涛" * 40), crops="小黄姜" * 100))
    importing(long)
    assert len(_only(office).values["crops"]) == 200
    assert importing(long).changes.operation is None


def test_an_empty_roster_changes_nothing(office, importing):
    report = importing(Roster((), (), ()))
    assert report.counts == {"households": Count(), "residents": Count()}
    assert report.changes.operation is None


def test_search_finds_imported_people(office, importing):
    importing(roster(household("ZH0001", member("单雄信", id_number=id_number(1)))))
    assert [hit.title for hit in office.search.find("sxx")] == ["单雄信"]
    assert list(office.search.household_ids("单雄信")) == list(office.households.ids(ALL, Sort()))
