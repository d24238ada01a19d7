"""同比 and 环比 of the ledgers: closed bases stay as reported, months compare with months."""

from datetime import date
from typing import Any

import pytest

from liaison_desktop.domain.figures.comparison import Against, Compared
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope, ScopePart
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office
from tests.services.figures.random_ledgers import World, add_ledgers, make_world

Q1, Q2 = parse_period("2023Q1"), parse_period("2023Q2")


@pytest.fixture
def world(office: Office) -> World:
    """A township with random ledgers."""
    made = make_world(office)
    add_ledgers(office, made, 9, 60)
    return made


def find_another(office: Office, on: date) -> None:
    """Enter a dispute that was found on a day."""
    with office.context.store.operation("补录纠纷", office.context.actor) as operation:
        row = {"number": f"补{on}", "state": "found", "title": "地界", "found_on": on,
               "reopened": 0}  # fmt: skip
        operation.bulk_insert(table("dispute"), [row])


def test_every_indicator_beside_the_period_before(office: Office, world: World) -> None:
    keys = [term.key for term in office.figures.indicators()]
    found = office.figures.several_compared(keys, Q2, Against.BEFORE)
    assert list(found) == keys
    for key, one in found.items():
        assert (one.now, one.base) == (office.figures.one(key, Q2), office.figures.one(key, Q1))
        assert one.base_period == Q1
        assert not one.frozen


def test_parts_compare_with_the_parts_of_the_other_time(office: Office, world: World) -> None:
    for by in (Dimension.VILLAGE, Dimension.CATEGORY, Dimension.CADRE):
        parts = office.figures.compared_parts("disputes_found", Q2, by, Against.BEFORE)
        assert len(parts) > 1
        for part, one in parts:
            assert one == compared(office, Q2, Scope((part,))), part
    assert sum(one.base.value or 0 for _, one in parts) == compared(office, Q2).base.value


def compared(office: Office, period: Period, scope: Scope = EVERYWHERE) -> Compared:
    return office.figures.compared("disputes_found", period, Against.BEFORE, scope)


def test_a_month_of_a_period_compares_with_the_month_before_it(
    office: Office, world: World
) -> None:
    by_month = office.figures.compared_parts("disputes_found", Q2, Dimension.MONTH, Against.BEFORE)
    assert [one.base_period and one.base_period.key for _, one in by_month] == [
        "2023-03", "2023-04", "2023-05",
    ]  # fmt: skip
    for part, one in by_month:
        assert one == compared(office, parse_period(part.value))
    outside = Scope((ScopePart(Dimension.MONTH, "2022-01", "1月"),))
    nothing = compared(office, Q2, outside)
    assert (nothing.now.value, nothing.base.value, nothing.delta) == (None, None, None)


def test_a_week_last_year_did_not_have_is_no_base(office: Office, world: World) -> None:
    week = parse_period("2020-W53")
    found = office.figures.compared("disputes_found", week, Against.YEAR_AGO)
    assert (found.base_period, found.base.value, found.delta) == (None, None, None)
    parts = office.figures.compared_parts("disputes_found", week, Dimension.RISK, Against.YEAR_AGO)
    assert {one.base.value for _, one in parts} == {None}


def test_a_closed_base_stays_as_it_was_reported(office: Office, world: World) -> None:
    before = compared(office, Q2)
    office.closings.close(None, Q1, {})
    find_another(office, date(2023, 3, 3))
    after = compared(office, Q2)
    assert office.figures.one("disputes_found", Q1).value == (before.base.value or 0) + 1
    assert (after.base.value, after.delta) == (before.base.value, before.delta)
    assert after.frozen
    parts: dict[str, Any] = {
        part.value: one
        for part, one in office.figures.compared_parts(
            "disputes_found", Q2, Dimension.VILLAGE, Against.BEFORE
        )
    }
    assert all(one.frozen for value, one in parts.items() if value)
    assert not compared(office, Q1).frozen, "the year's end was never closed"
