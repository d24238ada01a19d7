"""Which stored household and person a row is (domain.md 12.3-6)."""

from datetime import date

import pytest

from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.import_plan import Count
from tests.services.register.rosters import household, id_number, member, roster

ALL = HouseholdFilter()


def _details(office):
    return [office.households.detail(key) for key in office.households.ids(ALL)]


def _people(office):
    return [(one.name, one.relation) for detail in _details(office) for one in detail.members]


def test_households_without_numbers_get_group_and_place(office, importing):
    importing(
        roster(
            household("", member("孔正涛")),
            household("", member("顾荣")),
            household("", member("汤涛生"), group="中和十二组"),
            household("", member("夏华"), group=""),
        )
    )
    assert [one.number for one in _details(office)] == ["00-001", "01-001", "01-002", "12-001"]


def test_households_without_numbers_are_found_by_their_heads_number(office, importing):
    importing(
        roster(
            household("", member("孔正涛", id_number=id_number(1))),
            household("", member("顾荣", id_number=id_number(2))),
        )
    )
    turned = roster(
        household("", member("顾荣华", id_number=id_number(2))),
        household("", member("孔正涛", id_number=id_number(1))),
        household("", member("夏华", id_number=id_number(3))),
    )
    assert importing(turned).counts["households"] == Count(new=1, same=2)
    assert [(one.number, one.head) for one in _details(office)] == [
        ("01-001", "孔正涛"),
        ("01-002", "顾荣华"),
        ("01-003", "夏华"),
    ]


def test_households_without_numbers_are_found_by_head_and_group(office, importing):
    file = roster(
        household("", member("孔正涛")),
        household("", member("孔正涛"), group="中和二组"),
        household("", member("顾荣")),
    )
    importing(file)
    assert importing(file).changes.operation is None
    assert importing(roster(*reversed(file.households))).changes.operation is None


def test_namesake_heads_of_a_group_are_told_apart_by_their_families(office, importing):
    one = household("", member("孔正涛"), member("顾富", "配偶"))
    other = household("", member("孔正涛"), member("夏华", "配偶"))
    importing(roster(one, other))
    assert importing(roster(other, one)).changes.operation is None
    assert len(_details(office)) == 2


def test_a_roster_without_numbers_finds_numbered_households(office, importing):
    importing(roster(household("ZH0001", member("孔正涛", id_number=id_number(1)))))
    file = roster(household("", member("孔正涛", id_number=id_number(1))))
    assert importing(file).changes.operation is None


def test_nobody_without_a_number_collapses_into_another(office, importing):
    twins = household(
        "1",
        member("孔正涛"),
        member("孔小宝", "长子"),
        member("孔小宝", "次子"),
        member("孔小宝", ""),
    )
    assert importing(roster(twins)).counts["residents"] == Count(new=4)
    assert importing(roster(twins)).changes.operation is None
    assert len(_people(office)) == 4


def test_namesakes_are_told_apart_by_relation(office, importing):
    importing(
        roster(household("1", member("孔正涛"), member("孔宝", "长子"), member("孔宝", "父亲")))
    )
    file = roster(household("1", member("孔宝", "父亲", phone="13800000001")))
    importing(file)
    phones = {one.relation: one.values.get("phone") for one in _details(office)[0].members}
    assert phones == {"户主": None, "长子": None, "父亲": "13800000001"}


def test_namesakes_are_told_apart_by_birth(office, importing):
    born = (date(1990, 1, 1), date(2015, 2, 2))
    importing(roster(household("1", *(member("孔宝", "长子", birth=one) for one in born))))
    importing(roster(household("1", member("孔宝", "长子", birth=born[1], phone="13800000001"))))
    found = {one.values["birth"]: one.values.get("phone") for one in _details(office)[0].members}
    assert found == {born[0]: None, born[1]: "13800000001"}


def test_a_renamed_person_is_found_by_number(office, importing):
    importing(roster(household("1", member("孔正陶", id_number=id_number(1)))))
    report = importing(roster(household("1", member("孔正涛", id_number=id_number(1)))))
    assert report.counts["residents"] == Count(changed=1)
    assert _people(office) == [("孔正涛", "户主")]


def test_a_renamed_person_without_number_is_found_by_birth_and_relation(office, importing):
    birth = date(1970, 3, 3)
    importing(roster(household("1", member("孔正陶", birth=birth), member("顾富", "配偶"))))
    importing(roster(household("1", member("孔正涛", birth=birth))))
    assert _people(office) == [("孔正涛", "户主"), ("顾富", "配偶")]


def test_the_only_one_left_of_a_family_was_renamed(office, importing):
    importing(roster(household("1", member("孔正陶"), member("顾富", "配偶"))))
    report = importing(roster(household("1", member("孔正涛"), member("顾富", "配偶"))))
    assert report.counts["residents"] == Count(changed=1, same=1)
    assert _people(office) == [("孔正涛", "户主"), ("顾富", "配偶")]


def test_somebody_of_another_age_is_not_the_one_left(office, importing):
    old, young = date(1990, 1, 1), date(2015, 2, 2)
    importing(roster(household("1", member("孔正涛"), member("孔宝", "长子", birth=old))))
    second = roster(household("1", member("孔正涛"), member("孔军", "长子", birth=young)))
    assert importing(second).counts["residents"] == Count(new=1, same=1)


def test_a_corrected_number_changes_the_person(office, importing):
    importing(roster(household("1", member("孔正涛", id_number=id_number(1)))))
    report = importing(roster(household("1", member("孔正涛", id_number=id_number(7)))))
    assert report.counts["residents"] == Count(changed=1)
    assert len(_people(office)) == 1


def test_a_namesake_with_another_number_birth_and_relation_is_somebody_else(office, importing):
    old, young = date(1940, 1, 1), date(2010, 1, 1)
    importing(
        roster(
            household("1", member("孔正涛", id_number=id_number(1, old), birth=old)),
        )
    )
    grandson = member("孔正涛", "长子", id_number=id_number(2, young), birth=young)
    assert importing(roster(household("1", grandson))).counts["residents"] == Count(new=1)


@pytest.mark.parametrize("written", ["古丽米娜 · 买买提", "古丽米娜买买提"])
def test_dots_in_names_make_no_difference(office, importing, written):
    importing(roster(household("1", member("古丽米娜·买买提"))))
    assert importing(roster(household("1", member(written)))).changes.operation is None
