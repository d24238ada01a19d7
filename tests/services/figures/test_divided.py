"""Figures within scopes and part by part: a part is the figure of its scope, parts make totals."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.indicator import Nature
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope, ScopePart, within
from liaison_desktop.domain.matters.category import Scheme
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office
from tests.services.figures.random_ledgers import World, add_ledgers, make_world

H1 = parse_period("2023H1")
PERIODS = ("2023", "2023H1", "2023Q2", "2023-07", "2023-W20", "2023-02-11..2023-05-17")


@pytest.fixture
def world(office: Office) -> World:
    """Where the random ledgers happen."""
    return make_world(office)


COSTLY = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@COSTLY
@given(seed=st.integers(0, 10**6), count=st.integers(1, 14), period=st.sampled_from(PERIODS))
def test_parts_are_the_figures_of_their_scopes_and_make_the_total(
    office: Office, world: World, seed: int, count: int, period: str
) -> None:
    add_ledgers(office, world, seed, count)
    try:
        kept = [one.key for one in office.figures.all(parse_period(period)) if one.records]
        for key in random.Random(seed).sample(kept, min(3, len(kept))):
            for by in office.figures.dimensions(key):
                _check(office, key, parse_period(period), by)
    finally:
        office.undo.take_back()


def _check(office: Office, key: str, period: Period, by: Dimension) -> None:
    divided = office.figures.divided(key, period, by)
    total, what = divided.total, f"{key} {period.key} by {by}"
    if not divided.overlapping:
        summed = round(sum(one.figure.numerator or 0 for one in divided.parts), 2)
        assert summed == total.numerator, what
        of = [one.figure.denominator for one in divided.parts]
        assert total.denominator is None or sum(map(int, filter(None, of))) == total.denominator
    for one in divided.parts:
        scope = Scope((one.part,))
        assert office.figures.one(key, period, scope) == one.figure, f"{what}: {one.part}"
        if one.figure.records:
            assert len(office.figures.records(key, period, scope)) == one.figure.records, what


@COSTLY
@given(seed=st.integers(0, 10**6), count=st.integers(1, 30), period=st.sampled_from(PERIODS))
def test_the_identities_of_the_ledgers_hold_in_every_village(
    office: Office, world: World, seed: int, count: int, period: str
) -> None:
    add_ledgers(office, world, seed, count)
    try:
        villages = office.figures.scope_parts(Dimension.VILLAGE)
        for scope in (EVERYWHERE, *(Scope((village,)) for village in villages)):
            all_of = office.figures.all(parse_period(period), scope)
            found: dict[str, Any] = {one.key: one.value for one in all_of}
            assert found["concerns_collected"] == (
                found["concerns_answered"] + found["concerns_entered"]
            )
            assert found["concerns_open_before"] + found["concerns_entered"] == (
                found["concerns_closed"] + found["concerns_returned"] + found["concerns_open"]
            )
            assert found["disputes_open_before"] + found["disputes_found"] == (
                found["disputes_closed"] + found["disputes_open"]
            )
            assert found["households_visited"] <= found["visits"] or not found["visits"]
            assert found["households"] == (
                found["households_paired"] + found["households_uncovered"]
            )
    finally:
        office.undo.take_back()


def test_periods_follow_each_other_without_a_gap(office: Office, world: World) -> None:
    add_ledgers(office, world, 7, 40)
    quarters = [f"2023Q{number}" for number in (1, 2)]
    one, two = (dict(_values(office, period)) for period in quarters)
    for ledger in ("disputes", "concerns"):
        assert one[f"{ledger}_open"] == two[f"{ledger}_open_before"]
    for key, value in _values(office, "2023H1"):
        if key in ("disputes_found", "visits", "concerns_closed", "village_stay_days"):
            assert value == one[key] + two[key]


def _values(office: Office, period: str) -> list[tuple[str, Any]]:
    return [(one.key, one.value) for one in office.figures.all(parse_period(period))]


def test_a_township_holds_everything_even_what_names_no_village(
    office: Office, world: World
) -> None:
    add_ledgers(office, world, 3, 30)
    county, township = 1, 2
    for area in (county, township):
        scope = Scope((ScopePart(Dimension.VILLAGE, str(area), "罗雄镇"),))
        assert office.figures.all(H1, scope)[:10] == office.figures.all(H1)[:10]
        for key in ("disputes_found", "concerns_collected", "visits"):
            assert office.figures.one(key, H1, scope) == office.figures.one(key, H1)


def test_a_limit_an_indicator_cannot_have_leaves_it_blank(office: Office, world: World) -> None:
    kind = Scope((ScopePart(Dimension.CATEGORY, "邻里", "邻里"),))
    assert office.figures.one("households", H1).value == 6
    blank = office.figures.one("households", H1, kind)
    assert (blank.value, blank.records) == (None, None)
    assert office.figures.records("households", H1, kind) == ()
    with pytest.raises(UsageError, match="“农户”不能按类别分"):
        office.figures.divided("households", H1, Dimension.CATEGORY)
    nowhere = Scope((ScopePart(Dimension.MONTH, "2022-12", "12月"),))
    assert office.figures.one("households", H1, nowhere).value is None
    parts = office.figures.divided("households", H1, Dimension.VILLAGE, nowhere).parts
    assert {one.figure.value for one in parts} == {None}


def test_a_village_is_divided_into_its_own_groups_only(office: Office, world: World) -> None:
    village, other = office.figures.scope_parts(Dimension.VILLAGE)[:2]
    scope = Scope((village,))
    by_village = office.figures.divided("disputes_found", H1, Dimension.VILLAGE, scope).parts
    assert [one.part.label for one in by_village if one.part.value] == [village.label]
    groups = office.figures.divided("households", H1, Dimension.GROUP, scope)
    labels = [one.part.label for one in groups.parts if one.part.value]
    assert labels
    assert not any(label.startswith(other.label) for label in labels)
    assert sum(one.figure.value for one in groups.parts) == groups.total.value


def test_months_are_periods_of_their_own_up_to_today(office: Office, world: World) -> None:
    add_ledgers(office, world, 11, 40)
    parts = office.figures.divided("concerns_open", parse_period("2023"), Dimension.MONTH).parts
    assert [one.part.label for one in parts] == [f"{month}月" for month in range(1, 9)]
    for one in parts:
        of_month = office.figures.one("concerns_open", parse_period(one.part.value))
        assert one.figure == of_month
    cut = office.figures.divided(
        "disputes_found", parse_period("2022-12-20..2023-01-10"), Dimension.MONTH
    )
    assert [one.part.label for one in cut.parts] == ["2022年12月", "2023年1月"]
    assert not cut.overlapping


def test_what_the_office_reports_a_category_under_moves_its_figures(
    office: Office, world: World, records: Any
) -> None:
    with office.context.store.operation("登记", "某") as operation:
        operation.bulk_insert(table("dispute"), [
            {"number": f"纠{n}", "state": "found", "title": "噪音", "found_on": date(2023, 3, 1),
             "reopened": 0, "category": "0203"}
            for n in range(3)
        ])  # fmt: skip
    assert _classes(office)["环境污染"] == 3
    office.reporting_classes.save(Scheme.JUDICIAL, "0203", "邻里")
    assert _classes(office) == {**_classes(office), "环境污染": 0, "邻里": 3}
    neighbours = Scope((ScopePart(Dimension.CATEGORY, "邻里", "邻里"),))
    assert len(office.figures.records("disputes_found", H1, neighbours)) == 3


def _classes(office: Office) -> dict[str, Any]:
    divided = office.figures.divided("disputes_found", H1, Dimension.CATEGORY)
    return {one.part.label: one.figure.value for one in divided.parts}


def test_the_visitor_is_the_cadre_of_a_visit_and_the_responsible_one_of_a_household(
    office: Office, world: World
) -> None:
    home, visitor, responsible = world.households[0][0], world.cadres[3], world.cadres[0]
    with office.context.store.operation("登记", "某") as operation:
        (visit,) = operation.bulk_insert(
            table("visit"), [{"on": date(2023, 3, 1), "counted": True}]
        )
        operation.bulk_insert(table("visit_household"), [{"visit_id": visit, "household_id": home}])
        operation.bulk_insert(table("visit_cadre"), [{"visit_id": visit, "cadre_id": visitor}])

    def of(cadre: int, key: str) -> Any:
        scope = Scope((ScopePart(Dimension.CADRE, str(cadre), "某"),))
        return office.figures.one(key, H1, scope).value

    for key in ("visits", "households_visited"):
        assert (of(visitor, key), of(responsible, key)) == (1, 0)
    assert (of(visitor, "visit_rate"), of(responsible, "visit_rate")) == (0.0, 50.0)


def test_several_limits_hold_at_once(office: Office, world: World) -> None:
    add_ledgers(office, world, 5, 60)
    villages = office.figures.scope_parts(Dimension.VILLAGE, "disputes_found")
    by_both = [
        one.figure.value
        for village in villages
        for one in office.figures.divided(
            "disputes_found", H1, Dimension.RISK, Scope((village,))
        ).parts
    ]
    both_villages = sum(
        office.figures.one("disputes_found", H1, Scope((village,))).value or 0
        for village in villages
    )
    assert sum(value or 0 for value in by_both) == both_villages
    contradiction = within(Scope(villages[:1]), villages[1])
    assert office.figures.one("disputes_found", H1, contradiction).value == 0


def test_choices_are_those_of_the_indicator(office: Office, world: World) -> None:
    def labels(key: str, dimension: Dimension) -> list[str]:
        return [part.label for part in office.figures.scope_parts(dimension, key, H1)]

    assert labels("disputes_found", Dimension.SOURCE) == ["申请", "主动", "委托移送"]
    assert "来访" in labels("concerns_entered", Dimension.SOURCE)
    assert labels("", Dimension.SOURCE) == labels("disputes_found", Dimension.SOURCE)
    assert labels("visits", Dimension.MONTH) == [f"{month}月" for month in range(1, 7)]
    with pytest.raises(UsageError, match="不能限定"):
        labels("households", Dimension.RISK)


def test_rates_explain_their_two_numbers(office: Office) -> None:
    for term in office.figures.indicators():
        words = (term.numerator_words, term.denominator_words)
        assert all(words) == (term.nature is Nature.RATE), term.key


def test_words_of_its_own_that_speak_of_people_are_no_names_of_parts(
    office: Office, records: Any
) -> None:
    words = ("自来", "王当事离婚", "电话13812340000", "长" * 30)
    for number, word in enumerate(words):
        key = records.dispute(number=f"纠{number}", found_on=date(2023, 3, 1), source=word)
        records.add("party", dispute_id=key, side="first", position=0, name="王当事")
    parts = office.figures.divided("disputes_found", H1, Dimension.SOURCE).parts
    labels = [one.part.label for one in parts if one.figure.value]
    assert sorted(labels) == ["自来", "长" * 19 + "…", "（含个人信息）", "（含个人信息）"]
    for one in parts:
        assert office.figures.one("disputes_found", H1, Scope((one.part,))) == one.figure
