"""Visits: saving, lists, waiting names, days since the last one, what becomes a concern."""

from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import ConflictError, RefusedError, UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.visit import Named, VisitDraft, VisitFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.matters.visit_query import SORT_KEYS
from liaison_desktop.services.office import Office

ON = date(2023, 3, 9)


def homes(office: Office, count: int) -> list[Named]:
    ids = office.households.ids(HouseholdFilter(village="中和村"))[:count]
    rows = office.households.rows(ids)
    return [Named(key, f"{rows[key].village}/{rows[key].number} {rows[key].head}") for key in ids]


def cadre(office: Office, place: int = 0) -> Named:
    key = office.cadres.ids(CadreFilter())[place]
    return Named(key, office.cadres.rows([key])[key].name)


def draft(office: Office, **changes) -> VisitDraft:
    values = {"on": ON, "way": "入户走访", "said": "饮水困难", **changes.pop("values", {})}
    whole = VisitDraft(None, 0, values, tuple(homes(office, 2)), (cadre(office),))
    return replace(whole, **changes)


def edited(office: Office, key: int, **values) -> VisitDraft:
    seen = office.visits.detail(key)
    return VisitDraft(
        key, seen.version, {**seen.values, **values}, seen.households, seen.cadres, seen.sheet_id
    )


def test_a_visit_of_two_households_reads_back(paired_office: Office) -> None:
    key, changes = paired_office.visits.save(draft(paired_office))
    assert changes.concerns(Kind.VISIT, Kind.VISIT_HOUSEHOLD, Kind.VISIT_CADRE)
    detail = paired_office.visits.detail(key)
    assert detail.values == {"on": ON, "way": "home", "said": "饮水困难"}
    assert detail.counted
    assert detail.households == tuple(homes(paired_office, 2))
    assert detail.cadres == (cadre(paired_office),)
    assert detail.village == "中和村"
    row = paired_office.visits.rows([key])[key]
    first, second = (one.name.split(" ")[1] for one in detail.households)
    assert row.households == f"{first}（ZH0001）、{second}（ZH0002）"
    assert (row.way, row.village, row.unresolved) == ("入户走访", "中和村", 0)


@pytest.mark.parametrize("way", ["入户", "田间地头", "座谈", ""])
def test_seeing_each_other_counts(paired_office: Office, way: str) -> None:
    key, _ = paired_office.visits.save(draft(paired_office, values={"way": way}))
    assert paired_office.visits.rows([key])[key].counted
    assert paired_office.visits.detail(key).counted


@pytest.mark.parametrize("way", ["电话", "微信", "邻居代述", "问卷", "托梦"])
def test_what_is_no_visit_to_the_house_never_counts(paired_office: Office, way: str) -> None:
    key, _ = paired_office.visits.save(draft(paired_office, values={"way": way}))
    assert not paired_office.visits.rows([key])[key].counted
    assert not paired_office.visits.detail(key).counted


def test_the_way_decides_again_when_it_is_changed(paired_office: Office) -> None:
    key, _ = paired_office.visits.save(draft(paired_office))
    paired_office.visits.save(edited(paired_office, key, way="电话"))
    assert not paired_office.visits.detail(key).counted


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"values": {"on": ""}}, "on"),
        ({"values": {"on": date(2023, 7, 1)}}, "on"),
        ({"values": {"ends_on": date(2023, 3, 8)}}, "ends_on"),
        ({"values": {"place": "长" * 201}}, "place"),
        ({"households": ()}, "households"),
        ({"households": (Named(None, " "),)}, "households"),
    ],
)
def test_what_cannot_be_is_told_and_not_stored(
    paired_office: Office, changes: dict, field: str
) -> None:
    wrong = draft(paired_office, **changes)
    (problem,) = [p for p in paired_office.visits.problems(wrong) if p.blocking]
    assert problem.field == field
    with pytest.raises(RefusedError, match=problem.message):
        paired_office.visits.save(wrong)
    assert paired_office.visits.count(VisitFilter()) == 0


def test_a_meeting_of_a_group_needs_no_household(paired_office: Office) -> None:
    village = paired_office.areas.villages()[0].id
    meeting = draft(
        paired_office, values={"way": "座谈会"}, households=(), village_id=village
    )  # fmt: skip
    key, _ = paired_office.visits.save(meeting)
    assert paired_office.visits.detail(key).village_id == village


def test_the_same_visit_twice_is_told_but_stored(paired_office: Office) -> None:
    paired_office.visits.save(draft(paired_office))
    assert "是否重复" in paired_office.visits.problems(draft(paired_office))[0].message
    paired_office.visits.save(draft(paired_office))
    assert paired_office.visits.count(VisitFilter()) == 2


def test_a_stale_save_tells_both_values(paired_office: Office) -> None:
    key, _ = paired_office.visits.save(draft(paired_office))
    mine = edited(paired_office, key, said="道路不通")
    paired_office.visits.save(edited(paired_office, key, said="没有电"))
    with pytest.raises(ConflictError) as told:
        paired_office.visits.save(mine)
    assert told.value.fields == {"反映的问题": ("没有电", "道路不通")}


def test_a_stale_save_is_seen_when_only_the_people_changed(paired_office: Office) -> None:
    key, _ = paired_office.visits.save(draft(paired_office))
    mine = edited(paired_office, key, said="道路不通")
    one = replace(edited(paired_office, key), households=tuple(homes(paired_office, 1)))
    paired_office.visits.save(one)
    with pytest.raises(ConflictError) as told:
        paired_office.visits.save(mine)
    assert "走访对象" in told.value.fields


def test_saving_the_same_again_is_no_operation(paired_office: Office) -> None:
    key, _ = paired_office.visits.save(draft(paired_office))
    version = paired_office.visits.detail(key).version
    _, changes = paired_office.visits.save(edited(paired_office, key))
    assert changes.operation is None
    assert paired_office.visits.detail(key).version == version


def test_a_name_nobody_knows_waits_until_it_is_found(paired_office: Office) -> None:
    known = homes(paired_office, 3)[2]
    head = known.name.split(" ")[1]
    waiting = draft(
        paired_office,
        households=(Named(None, f"{head}(一组)"), Named(None, "查无此人")),
        cadres=(Named(None, "外来干部"), cadre(paired_office)),
    )
    key, _ = paired_office.visits.save(waiting)
    assert paired_office.visits.detail(key).village_id is None
    assert "查无此人？" in paired_office.visits.rows([key])[key].households
    names = {one.typed: one for one in paired_office.visits.unresolved()}
    assert set(names) == {f"{head}(一组)", "查无此人", "外来干部"}
    assert known in names[f"{head}(一组)"].candidates
    assert names["查无此人"].candidates == ()
    assert list(paired_office.visits.ids(VisitFilter(unresolved=True))) == [key]

    paired_office.visits.resolve(names[f"{head}(一组)"].id, known.id)
    paired_office.visits.resolve_cadre(names["外来干部"].id, cadre(paired_office).id)
    detail = paired_office.visits.detail(key)
    assert known in detail.households
    assert detail.village == "中和村"
    assert detail.cadres == (cadre(paired_office),), "he was already named"
    with pytest.raises(RefusedError):
        paired_office.visits.resolve(names[f"{head}(一组)"].id, known.id)
    assert [one.typed for one in paired_office.visits.unresolved()] == ["查无此人"]


def test_lists_filter_and_sort(paired_office: Office) -> None:
    visits = paired_office.visits
    first, _ = visits.save(draft(paired_office))
    call = draft(paired_office, values={"on": date(2023, 4, 2), "way": "电话", "said": ""})
    second, _ = visits.save(replace(call, cadres=(cadre(paired_office, 5),)))
    assert list(visits.ids(VisitFilter())) == [second, first], "newest first"
    for key in SORT_KEYS:
        up = visits.ids(VisitFilter(), Sort(key))
        down = visits.ids(VisitFilter(), Sort(key, descending=True))
        assert set(up) == set(down) == {first, second}
    assert list(visits.ids(VisitFilter(), Sort("on"))) == [first, second]
    assert list(visits.ids(VisitFilter(), Sort("cadres"))) == [first, second]
    with pytest.raises(UsageError):
        visits.ids(VisitFilter(), Sort("nothing"))
    for wanted, found in (
        (VisitFilter(since=date(2023, 4, 1)), {second}),
        (VisitFilter(until=date(2023, 3, 31)), {first}),
        (VisitFilter(counted=True), {first}),
        (VisitFilter(way="phone"), {second}),
        (VisitFilter(with_problem=True), {first}),
        (VisitFilter(text="饮水"), {first}),
        (VisitFilter(text="%"), set()),
        (VisitFilter(cadre_id=cadre(paired_office, 5).id), {second}),
        (VisitFilter(household_id=homes(paired_office, 1)[0].id), {first, second}),
        (VisitFilter(village_id=visits.detail(first).village_id), {first, second}),
        (VisitFilter(ids=(second,)), {second}),
        (VisitFilter(unresolved=True), set()),
    ):
        assert set(visits.ids(wanted)) == found, wanted
        assert visits.count(wanted) == len(found)


def test_days_since_the_last_visit(paired_office: Office) -> None:
    one, two, three = homes(paired_office, 3)
    for on, way, home in (
        (date(2023, 3, 1), "入户", one),
        (date(2023, 6, 20), "电话", one),
        (date(2023, 2, 1), "入户", one),
        (date(2023, 6, 20), "电话", two),
    ):
        values = {"on": on, "way": way}
        paired_office.visits.save(draft(paired_office, values=values, households=(home,)))
    last = paired_office.visits.last_visits([one.id, two.id, three.id])
    assert (last[one.id].on, last[one.id].days) == (date(2023, 3, 1), 121)
    assert last[two.id].days is None
    assert last[three.id].on is None


def test_each_question_can_become_a_concern(paired_office: Office) -> None:
    values = {"question_difficulty": "水管冻裂了。已经三天没水。", "place": "中和一组"}
    key, _ = paired_office.visits.save(draft(paired_office, values=values))
    concern = paired_office.visits.concern_draft(key, "question_difficulty")
    home = homes(paired_office, 1)[0]
    assert concern.values["title"] == "水管冻裂了"
    assert concern.values["content"] == "水管冻裂了。已经三天没水。"
    assert concern.values["received_on"] == ON
    assert concern.values["applicant"] == home.name.split(" ")[1]
    assert concern.household_id == home.id
    assert concern.resident_id is not None
    assert (concern.first_receiver_id, concern.visit_id) == (cadre(paired_office).id, key)
    assert paired_office.visits.concern_draft(key).values["title"] == "饮水困难"
    with pytest.raises(RefusedError):
        paired_office.visits.concern_draft(key, "question_plans")


def test_deleting_a_visit_is_undone_whole(paired_office: Office) -> None:
    key, _ = paired_office.visits.save(draft(paired_office))
    before, digest = paired_office.visits.detail(key), paired_office.check.run().digest
    with pytest.raises(ConflictError):
        paired_office.visits.delete(key, before.version + 1)
    changes = paired_office.visits.delete(key, before.version)
    with pytest.raises(RefusedError):
        paired_office.visits.detail(key)
    paired_office.undo.take_back(changes.operation)
    after = paired_office.visits.detail(key)
    assert (after.values, after.households, after.cadres) == (
        before.values, before.households, before.cadres,
    )  # fmt: skip
    assert paired_office.check.run().digest == digest


def test_the_history_of_a_visit_names_what_changed(paired_office: Office) -> None:
    key, _ = paired_office.visits.save(draft(paired_office))
    paired_office.visits.save(edited(paired_office, key, said="没有电"))
    lines = paired_office.visits.history(key)
    assert ("反映的问题", "饮水困难", "没有电") in {(c.field, c.old, c.new) for c in lines}
