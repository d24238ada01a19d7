"""Lists of households: order, filters, lines and details."""

from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.cadres.cadre import CadreDraft
from liaison_desktop.domain.errors import InputRefusedError, RefusedError, UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.household import HouseholdDraft, HouseholdFilter
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.models.tables import table
from liaison_desktop.services.register.household_query import SORT_KEYS
from tests.factories import make_cadre
from tests.services.register.rosters import household, id_number, member, roster

ALL = HouseholdFilter()


@pytest.fixture
def listed(office, importing):
    """Five households of two villages."""
    importing(
        roster(
            household("10", member("张三", id_number=id_number(1)), kind="ordinary"),
            household(
                "9",
                member("单雄信", state=IdState.LOST, phone="13800000001"),
                member("单小", "长子", birth=date(1950, 1, 1), phone="13900000009"),
                kind="low",
            ),
            household("2", member("仇英"), group="中和二组"),
            household("1", member("解珍"), group="中和十组"),
            household("1", member("曾布", id_number=id_number(5)), village="补歹村", group=""),
        )
    )
    return office


def _heads(office, wanted=ALL, sort=None):
    ids = office.households.ids(wanted, sort or Sort())
    rows = office.households.rows(ids)
    assert office.households.count(wanted) == len(ids)
    return [rows[key].head for key in ids]


def _pair(office, head, **values):
    """Make a cadre responsible for the household of a head."""
    key = next(
        k
        for k, row in office.households.rows(office.households.ids(ALL)).items()
        if row.head == head
    )
    with office.context.store.operation("结对", "张会计") as operation:
        cadre = make_cadre(operation, "李强", f"{head}的单位")
        row = {"household_id": key, "cadre_id": cadre.id, "way": "干部结对联户"}
        operation.bulk_insert(table("pairing"), [row | {"since": None, "until": None} | values])
    return key


def test_natural_order_is_village_group_number(listed):
    assert _heads(listed) == ["单雄信", "张三", "仇英", "解珍", "曾布"]
    assert _heads(listed, sort=Sort("", descending=True)) == [
        "曾布",
        "解珍",
        "仇英",
        "张三",
        "单雄信",
    ]


def test_heads_sort_by_the_readings_of_surnames(listed):
    assert _heads(listed, sort=Sort("head")) == ["仇英", "单雄信", "解珍", "曾布", "张三"]


@pytest.mark.parametrize(
    ("key", "first"),
    [("number", "解珍"), ("size", "张三"), ("kind", "单雄信"), ("problems", "仇英")],
)
def test_other_columns_sort(listed, key, first):
    assert _heads(listed, sort=Sort(key))[0] == first


@pytest.mark.parametrize("key", SORT_KEYS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_holds_every_household_once(listed, key, descending):
    ids = listed.households.ids(ALL, Sort(key, descending))
    assert sorted(ids) == sorted(listed.households.ids(ALL))


def test_blanks_come_last_both_ways(listed):
    assert {_heads(listed, sort=Sort("kind", one))[-1] for one in (False, True)} == {"曾布"}


def test_an_unknown_column_is_told(listed):
    with pytest.raises(UsageError):
        listed.households.ids(ALL, Sort("colour"))


def test_filters(listed):
    assert _heads(listed, HouseholdFilter(village="中和")) == ["单雄信", "张三", "仇英", "解珍"]
    assert _heads(listed, HouseholdFilter(village="中和村", group="2组")) == ["仇英"]
    assert _heads(listed, HouseholdFilter(group="中和十组")) == ["解珍"]
    assert _heads(listed, HouseholdFilter(number="1")) == ["解珍", "曾布"]
    assert _heads(listed, HouseholdFilter(number="补歹村/1")) == ["曾布"]
    assert _heads(listed, HouseholdFilter(kind="low")) == ["单雄信"]
    assert _heads(listed, HouseholdFilter(elder=True)) == ["单雄信"]
    assert _heads(listed, HouseholdFilter(with_problems=True)) == ["单雄信", "仇英", "解珍"]


def test_a_long_selection_keeps_its_households(listed):
    ids = listed.households.ids(ALL)
    many = HouseholdFilter(ids=(*ids[:2], *range(10_000, 12_000)))
    assert list(listed.households.ids(many)) == list(ids[:2])
    assert listed.households.count(many) == 2
    assert _heads(listed, HouseholdFilter(ids=())) == []


@pytest.mark.parametrize(
    "wanted",
    [
        HouseholdFilter(village="没有村"),
        HouseholdFilter(village="中和村", group="九十九组"),
        HouseholdFilter(number="77777"),
        HouseholdFilter(cadre="没有人"),
        HouseholdFilter(number="没有村/1"),
    ],
)
def test_names_that_mean_nothing_are_told(listed, wanted):
    with pytest.raises(InputRefusedError) as refused:
        listed.households.ids(wanted)
    assert any(name in refused.value.message for name in ("村", "组", "编号", "干部"))


def test_paired_households_and_their_cadre(listed):
    key = _pair(listed, "张三")
    _pair(listed, "仇英", until=date(2023, 8, 1))
    assert _heads(listed, HouseholdFilter(paired=True)) == ["张三"]
    assert "张三" not in _heads(listed, HouseholdFilter(paired=False))
    assert listed.households.rows([key])[key].cadre == "李强"
    with pytest.raises(InputRefusedError, match="2名"):
        listed.households.ids(HouseholdFilter(cadre="李强"))


def test_a_cadre_by_name(listed):
    _pair(listed, "张三")
    assert _heads(listed, HouseholdFilter(cadre="李强")) == ["张三"]
    assert _heads(listed, HouseholdFilter(cadre="李强/张三的单位")) == ["张三"]


def test_a_line_masks_phones_and_counts_problems(listed):
    rows = listed.households.rows(listed.households.ids(ALL))
    row = next(row for row in rows.values() if row.head == "单雄信")
    assert (row.village, row.group, row.number) == ("中和村", "中和一组", "9")
    assert (row.size, row.phone, row.problems, row.closed) == (2, "138****0001", 2, False)


def test_gone_households_have_no_line_and_no_detail(listed):
    assert listed.households.rows([99_999]) == {}
    with pytest.raises(RefusedError):
        listed.households.detail(99_999)


def test_detail_shows_pairings(listed):
    key = _pair(listed, "张三", since=date(2023, 1, 1))
    (pairing,) = listed.households.detail(key).pairings
    assert (pairing.cadre, pairing.unit, pairing.phone) == ("李强", "张三的单位", "13800000000")
    assert (pairing.way, pairing.since) == ("干部结对联户", date(2023, 1, 1))


def test_closed_households_leave_the_list_and_come_back(listed):
    key = listed.households.ids(ALL)[0]
    listed.households.close(key, 1, date(2023, 8, 15), "举家外迁")
    assert listed.history.operations()[0].sentence == "注销中和村/9：举家外迁"
    assert "单雄信" not in _heads(listed)
    assert "单雄信" in _heads(listed, HouseholdFilter(include_closed=True))
    assert listed.households.rows([key])[key].closed
    listed.households.reopen(key, listed.households.detail(key).version)
    assert "单雄信" in _heads(listed)


def test_nothing_is_closed_before_it_begins(office, importing):
    importing(roster(household("1", member("张三"))), since=date(2023, 3, 1))
    key = office.households.ids(ALL)[0]
    with pytest.raises(RefusedError, match="早于该户的起始日期 2023-03-01"):
        office.households.close(key, 1, date(2023, 2, 28), "")
    draft = HouseholdDraft(
        key,
        1,
        office.households.detail(key).village_id,
        None,
        "1",
        members=tuple(
            replace(one, until=date(2023, 2, 28)) for one in office.households.detail(key).members
        ),
        since=date(2023, 3, 1),
        until=date(2023, 2, 1),
    )
    found = [(one.member, one.field) for one in office.households.problems(draft) if one.blocking]
    assert found == [(None, "until"), (0, "until")]
    office.households.close(key, 1, date(2023, 3, 1), "")


def test_a_household_to_come_is_listed_but_not_counted(office, importing, tmp_path):
    importing(roster(household("1", member("张三"))), since=date(2023, 9, 1))
    key = office.households.ids(ALL)[0]
    assert office.exports.to_workbook("households", tmp_path / "农户.xlsx").rows == 1
    assert office.exports.to_workbook("residents", tmp_path / "成员.xlsx").rows == 1
    assert office.coverage.on().households == 0
    report = office.cards.issue(ALL)
    assert [one.why for one in report.unissued] == ["该户从 2023-09-01 起才登记在册"]
    cadre_id, _ = office.cadres.save(CadreDraft(None, 0, "李强", values={"phone": "13800000000"}))
    assert office.pairings.pair([key], cadre_id, since=date(2023, 9, 1)).made == 1
