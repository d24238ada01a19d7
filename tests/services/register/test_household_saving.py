"""Saving one household: what is stored, what is told, what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.errors import ConflictError, RefusedError
from liaison_desktop.domain.register.household import HouseholdDraft, HouseholdFilter, Member
from liaison_desktop.domain.terms.resident import IdState
from tests.services.register.rosters import household, id_number, member, roster


@pytest.fixture
def saved(office, importing):
    """The office with one household of three."""
    importing(
        roster(
            household(
                "ZH0001",
                member("孔正涛", id_number=id_number(1), sex="1", birth=date(1980, 1, 1)),
                member("顾富", "配偶", phone="13929253489"),
                member("孔军娟", "长子"),
                land=4.7,
            ),
            household("ZH0002", member("汤涛生", id_number=id_number(2))),
        )
    )
    return office


def _draft(office, place=0):
    detail = office.households.detail(office.households.ids(HouseholdFilter())[place])
    return HouseholdDraft(
        id=detail.id,
        version=detail.version,
        village_id=detail.village_id,
        group_id=detail.group_id,
        number=detail.number,
        values=detail.values,
        members=detail.members,
        seen_members=frozenset(one.id for one in detail.members if one.id),
    )


def _with_member(draft, index, **values):
    members = list(draft.members)
    members[index] = replace(members[index], **values)
    return replace(draft, members=tuple(members))


def _valued(draft, index, **values):
    return _with_member(draft, index, values={**draft.members[index].values, **values})


def _person(name="孔小宝", relation="次子", **values):
    return Member(None, 0, name, relation, "", relation == "户主", values)


def _told(office, draft):
    return {(one.member, one.field, one.blocking) for one in office.households.problems(draft)}


def test_saving_what_was_read_changes_nothing(saved):
    before = saved.history.operations()
    _, changes = saved.households.save(_draft(saved))
    assert changes.operation is None
    assert saved.history.operations() == before


def test_one_operation_whose_sentence_names_what_changed(saved):
    draft = _valued(_draft(saved), 1, phone="13700000007")
    draft = replace(draft, values={"land": 5.5, "crops": "玉米"})
    key, changes = saved.households.save(draft)
    assert changes.operation
    newest = saved.history.operations()[0]
    assert newest.sentence == "修改中和村/ZH0001 户信息：耕地面积、主要种植、联系电话"
    detail = saved.households.detail(key)
    assert detail.values == {"land": 5.5, "crops": "玉米"}
    assert detail.members[1].values["phone"] == "13700000007"
    saved.undo.take_back()
    assert saved.households.detail(key).values == {"land": 4.7}


def test_members_come_go_and_move_out(saved):
    draft = _draft(saved)
    moved = replace(draft.members[2], until=date(2023, 8, 1))
    members = (draft.members[0], moved, _person(birth=date(2020, 1, 1)))
    key, _ = saved.households.save(replace(draft, members=members))
    detail = saved.households.detail(key)
    assert [(one.name, one.until) for one in detail.members] == [
        ("孔正涛", None),
        ("孔军娟", date(2023, 8, 1)),
        ("孔小宝", None),
    ]
    sentence = saved.history.operations()[0].sentence
    assert "删除成员顾富" in sentence
    assert "新增成员孔小宝" in sentence
    assert saved.households.rows([key])[key].size == 2
    saved.undo.take_back()
    assert [one.name for one in saved.households.detail(key).members] == [
        "孔正涛",
        "顾富",
        "孔军娟",
    ]


def test_another_head_takes_over(saved):
    draft = _with_member(_draft(saved), 0, is_head=False, relation="父亲")
    draft = _with_member(draft, 2, is_head=True, relation="户主")
    key, _ = saved.households.save(draft)
    detail = saved.households.detail(key)
    assert detail.head == "孔军娟"
    assert [one.relation_code for one in detail.members] == ["51", "1", "02"]


def test_sex_and_birth_come_from_the_number(saved):
    number = id_number(3, date(2001, 2, 3), male=False)
    key, _ = saved.households.save(_valued(_draft(saved), 1, id_number=number))
    wife = saved.households.detail(key).members[1]
    assert (wife.values["sex"], wife.values["birth"]) == ("2", date(2001, 2, 3))
    assert wife.id_state == IdState.OK


def test_a_new_household_gets_the_next_number_of_its_group(saved):
    draft = _draft(saved)
    new = replace(
        draft, id=None, version=0, number="", values={}, members=(_person("夏华", "户主"),)
    )
    first, _ = saved.households.save(new)
    second, _ = saved.households.save(new)
    numbers = [saved.households.detail(key).number for key in (first, second)]
    assert numbers == ["01-001", "01-002"]
    assert saved.history.operations()[0].sentence == "新建中和村/01-002 户"
    assert saved.households.detail(first).head == "夏华"


def test_a_stale_save_is_refused_with_both_values(saved):
    mine = _valued(replace(_draft(saved), values={"land": 1.0}), 1, phone="13700000001")
    theirs = _valued(replace(_draft(saved), values={"land": 9.0}), 1, phone="13700000009")
    saved.households.save(theirs)
    with pytest.raises(ConflictError) as stale:
        saved.households.save(mine)
    assert stale.value.fields == {
        "耕地面积": ("9", "1"),
        "顾富 联系电话": ("137****0009", "137****0001"),
    }


def test_somebody_added_meanwhile_is_not_removed(saved, importing):
    mine = _draft(saved)
    importing(
        roster(
            household("ZH0001", member("孔正涛", id_number=id_number(1)), member("孔新", "次子"))
        )
    )
    with pytest.raises(ConflictError) as stale:
        saved.households.save(mine)
    assert stale.value.fields == {"家庭成员孔新": ("新增", "")}


def test_a_right_household_has_no_problems(saved):
    assert saved.households.problems(_draft(saved)) == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda d: replace(d, village_id=0), (None, "village", True)),
        (lambda d: _with_member(d, 1, name=" "), (1, "name", True)),
        (lambda d: _with_member(d, 1, is_head=True), (1, "relation", True)),
        (lambda d: replace(d, number="ZH0002"), (None, "number", True)),
        (lambda d: replace(d, number="ZH002"), (None, "number", False)),
        (lambda d: _valued(d, 1, id_number=id_number(2)), (1, "id_number", True)),
        (lambda d: _valued(d, 1, id_number=id_number(1)), (1, "id_number", True)),
        (lambda d: _valued(d, 1, id_number="看不清"), (1, "id_number", True)),
        (lambda d: _valued(d, 1, id_number=id_number(9)[:-1] + "A"), (1, "id_number", True)),
        (lambda d: _valued(d, 1, id_number="530324199902300018"), (1, "id_number", False)),
        (lambda d: _valued(d, 0, sex="2"), (0, "sex", False)),
        (lambda d: _valued(d, 0, birth=date(1981, 1, 1)), (0, "birth", False)),
        (lambda d: _valued(d, 1, phone="1392925"), (1, "phone", False)),
        (lambda d: _with_member(d, 0, is_head=False), (None, "head", False)),
        (lambda d: _valued(d, 0, birth=date(2015, 1, 1)), (0, "relation", False)),
        (lambda d: _with_member(d, 2, relation="妻"), (2, "relation", False)),
    ],
)
def test_problems_stand_at_their_field(saved, change, problem):
    draft = change(_draft(saved))
    assert problem in _told(saved, draft)
    if problem[2]:
        before = saved.history.operations()
        with pytest.raises(RefusedError):
            saved.households.save(draft)
        assert saved.history.operations() == before
    else:
        saved.households.save(draft)


def test_a_duplicate_says_who_and_where_not_the_number(saved):
    draft = _valued(_draft(saved), 1, id_number=id_number(2))
    (problem,) = [one for one in saved.households.problems(draft) if one.blocking]
    assert "中和村/ZH0002" in problem.message
    assert "汤涛生" in problem.message
    assert id_number(2) not in problem.message


def test_a_removed_members_number_is_free_at_once(saved):
    draft = _draft(saved)
    moved = replace(draft.members[1], values={**draft.members[1].values, "id_number": id_number(1)})
    head = replace(draft.members[2], is_head=True, relation="户主")
    key, _ = saved.households.save(replace(draft, members=(head, moved)))
    assert saved.households.detail(key).members[1].values["id_number"] == id_number(1)


def test_a_lost_number_stays_known_as_lost(office, importing):
    importing(roster(household("ZH0001", member("孔正涛", state=IdState.LOST))))
    key, _ = office.households.save(_valued(_draft(office), 0, phone="13700000001"))
    assert office.households.detail(key).members[0].id_state == IdState.LOST
    key, _ = office.households.save(_valued(_draft(office), 0, id_number=id_number(4)))
    assert office.households.detail(key).members[0].id_state == IdState.OK


def test_history_tells_old_and_new(saved):
    key, _ = saved.households.save(replace(_draft(saved), values={"land": 5.5}))
    told = saved.households.history(key)
    assert ("耕地面积", "4.7", "5.5") in [(one.field, one.old, one.new) for one in told]
