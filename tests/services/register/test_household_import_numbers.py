"""A 户编号 alone does not make two households one."""

from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.import_plan import Count
from tests.services.register.rosters import household, id_number, member, roster

ALL = HouseholdFilter()
FIRST, SECOND = "中和一组", "中和二组"


def _families(office):
    details = [office.households.detail(key) for key in office.households.ids(ALL)]
    return {one.number: [member.name for member in one.members] for one in details}


def _person(name, serial, relation="户主"):
    return member(name, relation, id_number=id_number(serial))


def _group(group, *names, start=0):
    return [
        household(str(place), _person(name, start + place), group=group)
        for place, name in enumerate(names, 1)
    ]


def test_every_group_counts_from_one_in_a_file_of_its_own(office, importing):
    one, two = _group(FIRST, "孔正涛", "顾荣"), _group(SECOND, "汤涛生", "夏华", start=10)
    importing(roster(*one))
    report = importing(roster(*two))
    assert report.counts["households"] == Count(new=2)
    assert {problem.code for problem in report.problems} == {"ambiguous"}
    assert _families(office) == {
        "1": ["孔正涛"],
        "2": ["顾荣"],
        "02-001": ["汤涛生"],
        "02-002": ["夏华"],
    }
    assert importing(roster(*one)).changes.operation is None
    assert importing(roster(*two)).changes.operation is None


def test_every_group_counts_from_one_in_one_file_whatever_their_order(office, importing):
    one, two = _group(FIRST, "孔正涛", "顾荣"), _group(SECOND, "汤涛生", "孔正涛", start=10)
    assert importing(roster(*one, *two)).counts["households"] == Count(new=4)
    assert importing(roster(*two, *one)).changes.operation is None


def test_namesake_heads_of_two_groups_under_one_number(office, importing):
    importing(roster(*_group(FIRST, "孔正涛"), *_group(SECOND, "孔正涛", start=10)))
    assert len(_families(office)) == 2


def test_numbers_moved_on_by_a_new_household(office, importing):
    names = ["孔正涛", "顾荣", "汤涛生"]
    importing(roster(*_group(FIRST, *names)))
    moved = [household(str(n + 2), _person(name, n + 1)) for n, name in enumerate(names)]
    report = importing(roster(household("1", _person("夏华", 20)), *moved))
    assert report.counts == {
        "households": Count(new=1, same=3),
        "residents": Count(new=1, same=3),
    }
    assert sorted(map(tuple, _families(office).values())) == sorted(
        (name,) for name in (*names, "夏华")
    )
    messages = [problem.message for problem in report.problems]
    assert any("已存的是1" in message for message in messages)


def test_a_moved_household_keeps_its_number(office, importing):
    importing(roster(*_group(FIRST, "孔正涛", "顾荣")))
    report = importing(roster(*_group(SECOND, "孔正涛")))
    assert report.counts["households"] == Count(changed=1)
    assert len(_families(office)) == 2


def test_a_new_head_under_the_old_number(office, importing):
    importing(roster(*_group(FIRST, "孔正涛")))
    assert importing(roster(household("1", _person("孔军", 9)))).counts["households"] == Count(
        changed=1
    )


def test_a_number_written_later_finds_the_household(office, importing):
    importing(roster(household("", _person("孔正涛", 1))))
    report = importing(roster(household("ZH0007", _person("孔正涛", 1))))
    assert report.counts["residents"] == Count(same=1)
    assert [problem.code for problem in report.problems] == ["ambiguous"]


def test_families_without_numbers_are_found_by_their_people(office, importing):
    wife, son = _person("顾富", 2, "配偶"), _person("孔军", 3, "长子")
    importing(roster(household("", _person("孔正涛", 1), wife, son)))
    corrected = roster(household("", _person("孔正涛", 8), wife, son))
    assert importing(corrected).counts["households"] == Count(same=1)
    headless = roster(household("", wife, son))
    assert importing(headless).changes.operation is None
    assert len(_families(office)) == 1


def test_a_married_daughter_does_not_bring_her_parents_along(office, importing):
    importing(roster(household("", _person("孔正涛", 1), _person("孔芳", 2, "长子"))))
    young = household("", _person("夏华", 30), _person("孔芳", 2, "妻"), group=SECOND)
    assert importing(roster(young)).counts["households"] == Count(new=1)
