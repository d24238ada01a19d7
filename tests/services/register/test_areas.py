"""The tree of places and the station."""

from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.register.area import Level
from liaison_desktop.models.tables import table
from tests.services.register.rosters import household, member, roster


def _names(office, level):
    return [row.name for row in office.areas.tree() if row.level is level]


def test_station_stands_in_its_township(office):
    station = office.areas.station()
    assert (station.county, station.township) == ("罗平县", "罗雄镇")
    assert station.name == "罗雄镇群众工作站"
    assert [row.level for row in office.areas.tree()] == [Level.COUNTY, Level.TOWNSHIP]


def test_second_station_is_refused_and_nothing_is_stored(office):
    before = office.history.operations()
    with pytest.raises(RefusedError, match="已经建立"):
        office.areas.set_up_station("罗平县", "板桥镇")
    with pytest.raises(InputRefusedError):
        office.areas.set_up_station("罗平县", "  ")
    assert office.history.operations() == before
    assert _names(office, Level.TOWNSHIP) == ["罗雄镇"]


def test_station_keeps_what_its_cards_say(office):
    station = office.areas.station()
    promises = ("有访必接", "有问必答")
    wanted = replace(station, hotline="0874-8212345", address="罗雄街道1号", promises=promises)
    assert office.areas.save_station(wanted).operation
    saved = office.areas.station()
    assert (saved.hotline, saved.address, saved.promises) == (
        "0874-8212345",
        "罗雄街道1号",
        promises,
    )
    with pytest.raises(ConflictError):
        office.areas.save_station(wanted)


@pytest.mark.parametrize("written", ["中和村", "中和", "中和村委会", "中和村民委员会", "中 和 村"])
def test_one_village_whatever_its_name_is_written_like(office, written):
    first, _ = office.areas.add_village("中和村")
    again, changes = office.areas.add_village(written)
    assert again == first
    assert changes.operation is None


@pytest.mark.parametrize("written", ["中和一组", "一组", "1组", "第一村民小组", "中和村1组", "1"])
def test_one_group_whatever_its_name_is_written_like(office, written):
    village, _ = office.areas.add_village("中和村")
    first, _ = office.areas.add_group(village, "中和一组")
    again, changes = office.areas.add_group(village, written)
    assert again == first
    assert changes.operation is None


def test_groups_of_two_villages_are_two(office):
    one, _ = office.areas.add_village("中和村")
    other, _ = office.areas.add_village("补歹村")
    assert office.areas.add_group(one, "一组")[0] != office.areas.add_group(other, "一组")[0]


def test_groups_stand_by_their_number_not_by_their_coming(office):
    village, _ = office.areas.add_village("中和村")
    for name in ("十二组", "二组", "一组", "大寨组"):
        office.areas.add_group(village, name)
    names = [row.name for row in office.areas.groups(village)]
    assert names == ["一组", "二组", "十二组", "大寨组"]


def test_households_are_counted_up_the_tree(office, importing):
    importing(
        roster(
            household("1", member("孔正涛")),
            household("2", member("顾富"), group="中和二组"),
            household("3", member("汤涛生"), village="补歹村", group=""),
        )
    )
    counts = {row.name: row.households for row in office.areas.tree()}
    assert counts == {
        "罗平县": 3,
        "罗雄镇": 3,
        "中和村": 2,
        "中和一组": 1,
        "中和二组": 1,
        "补歹村": 1,
    }


def test_renaming_keeps_the_old_name_and_imports_still_find_it(office, importing):
    importing(roster(household("1", member("孔正涛"))))
    village = office.areas.villages()[0]
    office.areas.rename(village.id, village.version, "兴隆村")
    assert [row.name for row in office.areas.villages()] == ["兴隆村"]
    report = importing(roster(household("1", member("孔正涛"))))
    assert report.counts["households"].same == 1
    with pytest.raises(ConflictError) as stale:
        office.areas.rename(village.id, village.version, "新村")
    assert stale.value.fields == {"名称": ("兴隆村", "新村")}


def test_renaming_to_a_siblings_name_is_refused(office):
    office.areas.add_village("中和村")
    key, _ = office.areas.add_village("补歹村")
    other = next(row for row in office.areas.villages() if row.id == key)
    with pytest.raises(RefusedError, match="重名"):
        office.areas.rename(key, other.version, "中和村")


def test_liaison_of_a_village(office):
    key, _ = office.areas.add_village("中和村")
    office.areas.set_liaison(key, 1, "诸葛云", "13800000001")
    row = office.areas.villages()[0]
    assert (row.liaison, row.liaison_phone) == ("诸葛云", "13800000001")
    assert office.history.operations()[0].sentence == "修改中和村民情联络员"


def test_only_empty_places_are_removed(office, importing):
    importing(roster(household("1", member("孔正涛"))))
    village = office.areas.villages()[0]
    group = office.areas.groups(village.id)[0]
    for area in (village, group, office.areas.tree()[0]):
        with pytest.raises(RefusedError):
            office.areas.remove(area.id, area.version)
    key, _ = office.areas.add_group(village.id, "空组")
    office.areas.remove(key, 1)
    assert [row.name for row in office.areas.groups(village.id)] == ["中和一组"]


def test_a_village_a_ledger_still_names_is_not_removed(office):
    key, _ = office.areas.add_village("中和村")
    with office.context.store.operation("登记", "某") as operation:
        operation.bulk_insert(table("dispute"), [
            {"number": "纠1", "state": "found", "title": "地界", "reopened": 0,
             "found_on": date(2023, 3, 1), "village_id": key}
        ])  # fmt: skip
    with pytest.raises(RefusedError, match="还有别的记录写着它"):
        office.areas.remove(key, 1)
    assert [row.name for row in office.areas.villages()] == ["中和村"]
