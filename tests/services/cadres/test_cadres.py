"""Cadres: saving, lists, coverage, rule sets."""

from datetime import date

import pytest

from liaison_desktop.domain.cadres.cadre import CadreDraft, CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.area import Level
from liaison_desktop.services.cadres.rule_sets import RuleSets, shipped_rule_sets
from liaison_desktop.services.office import Office

WANG = CadreDraft(
    None, 0, "王建国", "镇政府", "第一组", {"phone": "13800000001", "rank": "leading", "quota": 2}
)


def test_unit_and_team_are_made_by_name_once(empty_office: Office) -> None:
    _, changes = empty_office.cadres.save(WANG)
    assert changes.concerns(Kind.UNIT, Kind.TEAM, Kind.CADRE)
    _, changes = empty_office.cadres.save(CadreDraft(None, 0, "李梅", "镇政府", "第一组"))
    assert changes.kinds == {Kind.CADRE}
    assert empty_office.cadres.units() == ("镇政府",)
    assert empty_office.cadres.teams() == ("第一组",)


def test_what_was_saved_is_read_back(empty_office: Office) -> None:
    key, _ = empty_office.cadres.save(WANG)
    detail = empty_office.cadres.detail(key)
    assert (detail.name, detail.unit, detail.team) == ("王建国", "镇政府", "第一组")
    assert detail.values == WANG.values
    row = empty_office.cadres.rows([key])[key]
    assert (row.rank, row.quota, row.households, row.left) == ("科级以上", 2, 0, False)


def test_saving_the_same_again_makes_no_operation(empty_office: Office) -> None:
    key, _ = empty_office.cadres.save(WANG)
    detail = empty_office.cadres.detail(key)
    same = CadreDraft(key, detail.version, detail.name, detail.unit, detail.team, detail.values)
    assert empty_office.cadres.save(same)[1].operation is None


def test_the_history_says_what_was_changed(empty_office: Office) -> None:
    key, _ = empty_office.cadres.save(WANG)
    version = empty_office.cadres.detail(key).version
    changed = {**WANG.values, "phone": "13800000002"}
    empty_office.cadres.save(CadreDraft(key, version, "王建国", "镇政府", "第一组", changed))
    sentence = empty_office.history.operations(1, None)[0].sentence
    assert sentence == "修改干部王建国：联系电话"


def test_a_stale_save_is_refused_with_both_values(empty_office: Office) -> None:
    key, _ = empty_office.cadres.save(WANG)
    version = empty_office.cadres.detail(key).version
    first = {**WANG.values, "phone": "13800000002"}
    empty_office.cadres.save(CadreDraft(key, version, "王建国", "镇政府", "第一组", first))
    second = {**WANG.values, "phone": "13800000003"}
    with pytest.raises(ConflictError) as refused:
        empty_office.cadres.save(CadreDraft(key, version, "王建国", "镇政府", "第一组", second))
    assert refused.value.fields == {"联系电话": ("13800000002", "13800000003")}


def test_problems_are_told_before_saving(empty_office: Office) -> None:
    empty_office.cadres.save(WANG)
    draft = CadreDraft(
        None, 0, "王建国", "镇政府", "", {"phone": "12", "email": "x", "until": date(2020, 1, 1)}
    )
    found = {problem.field: problem.blocking for problem in empty_office.cadres.problems(draft)}
    assert found == {"name": False, "phone": False, "email": False}
    with pytest.raises(InputRefusedError, match="姓名"):
        empty_office.cadres.save(CadreDraft(None, 0, "  "))


def test_a_namesake_without_a_unit_is_told_too(empty_office: Office) -> None:
    empty_office.cadres.save(CadreDraft(None, 0, "王建国"))
    found = empty_office.cadres.problems(CadreDraft(None, 0, "王建国"))
    assert [(problem.field, problem.blocking) for problem in found] == [("name", False)]
    assert empty_office.cadres.problems(CadreDraft(None, 0, "王建国", "镇政府")) == ()


def test_nobody_leaves_before_he_came(empty_office: Office) -> None:
    since = {**WANG.values, "since": date(2023, 3, 1)}
    key, _ = empty_office.cadres.save(CadreDraft(None, 0, "王建国", "镇政府", values=since))
    version = empty_office.cadres.detail(key).version
    with pytest.raises(RefusedError, match="早于王建国的到岗日期 2023-03-01"):
        empty_office.cadres.leave(key, version, date(2023, 2, 28))
    empty_office.cadres.leave(key, version, date(2023, 3, 1))


def test_cadres_sort_by_pinyin_and_by_what_they_have(paired_office: Office) -> None:
    cadres = paired_office.cadres
    by_name = [row.name for row in cadres.rows(cadres.ids(CadreFilter())).values()]
    assert by_name[0] == "白霞强"
    assert by_name.index("杨强正") < by_name.index("曾忠成")  # zēng, not céng
    by_households = cadres.ids(CadreFilter(), Sort("households", descending=True))
    counts = [cadres.rows([key])[key].households for key in by_households]
    assert counts == sorted(counts, reverse=True)
    ranks = [cadres.rows([key])[key].rank for key in cadres.ids(CadreFilter(), Sort("rank"))]
    assert ranks == ["科级以上"] * 19 + ["一般干部"] * 39


@pytest.mark.parametrize(
    "key", ["", "name", "unit", "rank", "team", "post", "quota", "households", "cards"]
)
def test_every_order_lists_everybody(paired_office: Office, key: str) -> None:
    up = paired_office.cadres.ids(CadreFilter(), Sort(key))
    down = paired_office.cadres.ids(CadreFilter(), Sort(key, descending=True))
    assert sorted(up) == sorted(down)
    assert len(up) == 58


def test_filters_find_who_is_short_and_who_has_left(paired_office: Office) -> None:
    cadres, pairings = paired_office.cadres, paired_office.pairings
    first, second = cadres.ids(CadreFilter())[:2]
    pairings.end(pairings.ids(cadre_id=first)[:1], date(2023, 6, 29))
    pairings.end(pairings.ids(cadre_id=second), date(2023, 6, 29))
    assert set(cadres.ids(CadreFilter(state="short"))) == {first, second}
    assert list(cadres.ids(CadreFilter(state="none"))) == [second]
    assert cadres.count(CadreFilter(rank="一般干部")) == 39
    cadres.leave(first, cadres.detail(first).version, date(2023, 6, 30))
    assert cadres.count(CadreFilter()) == 57
    assert cadres.count(CadreFilter(include_left=True)) == 58


def test_coverage_by_place_adds_up(paired_office: Office) -> None:
    groups = paired_office.coverage.by_area(Level.GROUP)
    villages = paired_office.coverage.by_area()
    assert [row.area for row in villages] == ["中和村", "补歹村"]
    assert sum(row.households for row in groups) == sum(row.households for row in villages) == 212
    assert all(row.households == row.households_paired for row in groups)


def test_seventeen_rule_sets_ship() -> None:
    sets = shipped_rule_sets()
    assert len(sets) == 17
    assert len({entry.key for entry in sets}) == 17
    assert all(entry.rules and entry.source for entry in sets)


@pytest.mark.parametrize("key", [entry.key for entry in shipped_rule_sets()])
def test_every_rule_set_can_be_adopted_as_it_is(empty_office: Office, key: str) -> None:
    sets = RuleSets(empty_office.context)
    sets.adopt(key)
    shipped = next(entry for entry in sets.shipped() if entry.key == key)
    adopted = sets.adopted()[0]
    assert (adopted.name, adopted.rules) == (shipped.name, shipped.rules)
    with pytest.raises(RefusedError, match="已经采用"):
        sets.adopt(key)


def test_an_adopted_set_gives_the_quota_where_the_cadre_has_none(empty_office: Office) -> None:
    cadres = empty_office.cadres
    ranks = {"王": "leading", "李": "general", "张": "142", "赵": "150", "钱": "某级", "孙": ""}
    keys = {
        name: cadres.save(CadreDraft(None, 0, name, values={"rank": rank} if rank else {}))[0]
        for name, rank in ranks.items()
    }
    own, _ = cadres.save(CadreDraft(None, 0, "周", values={"rank": "leading", "quota": 9}))
    sets = RuleSets(empty_office.context)
    sets.adopt("luoping_pairing", since=date(2023, 1, 1))
    quota = {name: cadres.rows([key])[key].quota for name, key in keys.items()}
    assert quota == {"王": 5, "李": 3, "张": 5, "赵": 3, "钱": None, "孙": None}
    assert cadres.rows([own])[own].quota == 9
    gaps = {gap.cadre: (gap.gap, gap.source) for gap in sets.gaps()}
    assert gaps["周"] == (9, "")
    assert gaps["王"] == (5, "罗平联户")
    adopted = sets.adopted()[0]
    sets.end(adopted.id, adopted.version, date(2023, 6, 29))
    assert cadres.rows([keys["王"]])[keys["王"]].quota is None


def test_a_minimum_is_never_exceeded(paired_office: Office) -> None:
    sets = RuleSets(paired_office.context)
    assert sets.gaps() == ()
    for key in paired_office.cadres.ids(CadreFilter()):
        detail = paired_office.cadres.detail(key)
        values = {name: value for name, value in detail.values.items() if name != "quota"}
        draft = CadreDraft(key, detail.version, detail.name, detail.unit, detail.team, values)
        paired_office.cadres.save(draft)
    sets.adopt("yongshou_pairing")
    assert sets.gaps() == ()
    sets.adopt("huguan_pairing")
    assert {gap.gap for gap in sets.gaps()} == {-3, -2}
