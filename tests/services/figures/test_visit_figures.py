"""Figures of visits, village stays and diaries: 户 and 户次 apart, days once, never opened."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_desktop import paths
from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.matters.diary import DiaryDraft
from liaison_desktop.domain.matters.village_days import distinct_days
from liaison_desktop.domain.matters.visit import Named, VillageStayDraft, VisitDraft, VisitFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office

START = date(2023, 1, 1)


def value(office: Office, key: str, period: str = "2023H1") -> Any:
    return office.figures.one(key, parse_period(period)).value


def save(office: Office, homes: list[int], on: date, way: str = "入户") -> int:
    named = tuple(Named(key, str(key)) for key in homes)
    return office.visits.save(VisitDraft(None, 0, {"on": on, "way": way}, named))[0]


def test_march_of_the_sample(paired_office: Office) -> None:
    assert value(paired_office, "visits") is None, "a ledger never opened"
    service = paired_office.visit_import
    service.apply(service.plan(paths.resource("practice", "走访登记表(3月).xlsx")))
    assert value(paired_office, "visits", "2023-03") == 74, "16 of the 90 were telephone calls"
    assert value(paired_office, "visits", "2023H1") == 74
    assert value(paired_office, "visits", "2023-04") == 0, "opened, and nothing happened"
    seen = {
        home.id
        for key in paired_office.visits.ids(VisitFilter(counted=True))
        for home in paired_office.visits.detail(key).households
    }
    assert value(paired_office, "households_visited", "2023-03") == len(seen)
    records = paired_office.figures.records("visits", parse_period("2023-03"))
    assert len(records) == 74
    assert {one.kind for one in records} == {Kind.VISIT}
    assert len(paired_office.figures.records("households_visited", parse_period("2023"))) == len(
        seen
    )


def test_one_visit_to_three_households_is_three_times(paired_office: Office) -> None:
    homes = list(paired_office.households.ids(HouseholdFilter())[:3])
    save(paired_office, homes, date(2023, 3, 1))
    save(paired_office, homes[:1], date(2023, 3, 2))
    save(paired_office, homes[:1], date(2023, 3, 2), "电话")
    assert value(paired_office, "visits") == 4
    assert value(paired_office, "households_visited") == 3


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    entries=st.lists(
        st.tuples(
            st.sets(st.integers(0, 5), min_size=1, max_size=4),
            st.integers(0, 180),
            st.sampled_from(["入户", "座谈", "电话", ""]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_households_are_never_more_than_visits(
    paired_office: Office, entries: list[tuple[set[int], int, str]]
) -> None:
    """And taking all of it back leaves the store as it was."""
    homes = list(paired_office.households.ids(HouseholdFilter())[:6])
    digest = paired_office.check.run().digest
    for chosen, day, way in entries:
        save(paired_office, [homes[n] for n in sorted(chosen)], START + timedelta(day), way)
    real = [(chosen, day) for chosen, day, way in entries if way != "电话"]
    for period, first, last in (("2023H1", 0, 180), ("2023Q1", 0, 89), ("2023-02", 31, 58)):
        inside = [chosen for chosen, day in real if first <= day <= last]
        assert value(paired_office, "visits", period) == sum(map(len, inside))
        assert value(paired_office, "households_visited", period) == len(set().union(*inside))
    for _ in entries:
        assert paired_office.undo.take_back().kept == ()
    assert paired_office.check.run().digest == digest


def test_days_in_villages_are_cut_at_the_period_and_count_once(paired_office: Office) -> None:
    one, two = paired_office.cadres.ids(CadreFilter())[:2]
    village = paired_office.areas.villages()[0].id
    for cadre, since, until in (
        (one, date(2023, 3, 30), date(2023, 4, 2)),
        (one, date(2023, 4, 2), date(2023, 4, 3)),
        (two, date(2023, 4, 2), None),
        (two, date(2023, 6, 29), date(2023, 7, 5)),
    ):
        values = {"since": since} | ({"until": until} if until else {})
        paired_office.village_stays.save(VillageStayDraft(None, 0, cadre, village, None, values))
    assert value(paired_office, "village_stay_days", "2023Q1") == 2
    assert value(paired_office, "village_stay_days", "2023Q2") == 3 + 1 + 2
    assert value(paired_office, "village_stay_days", "2023-07") == 0, "still to come"
    assert value(paired_office, "village_stay_days", "2022") == 0
    assert len(paired_office.figures.records("village_stay_days", parse_period("2023Q1"))) == 1
    assert paired_office.village_stays.days(date(2023, 1, 1), date(2023, 12, 31)) == {
        one: 5,
        two: 3,
    }


@given(
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=6),
    cut=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_distinct_days_are_those_of_a_calendar(
    spans: list[tuple[int, int]], cut: tuple[int, int]
) -> None:
    first, last = START + timedelta(cut[0]), START + timedelta(cut[1])
    stays = [(START + timedelta(a), START + timedelta(a + n)) for a, n in spans]
    marked = {a + k for a, n in spans for k in range(n + 1)}
    assert distinct_days(stays, first, last) == len(
        [day for day in marked if cut[0] <= day <= cut[1]]
    )


@pytest.mark.parametrize(("period", "count"), [("2023-03", 2), ("2023-04", 0)])
def test_diaries_count_by_their_day(paired_office: Office, period: str, count: int) -> None:
    assert value(paired_office, "diaries", period) is None
    cadre = paired_office.cadres.ids(CadreFilter())[0]
    for on in (date(2023, 3, 1), date(2023, 3, 31), date(2023, 5, 1)):
        paired_office.diaries.save(DiaryDraft(None, 0, cadre, None, {"on": on, "content": "记"}))
    assert value(paired_office, "diaries", period) == count
    assert len(paired_office.figures.records("diaries", parse_period(period))) == count
