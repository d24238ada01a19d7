"""Figures: stocks, flows, rates, empty ledgers, and the records behind each."""

from datetime import date
from typing import Any

import pytest

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.catalogue import INDICATORS
from liaison_desktop.domain.figures.indicator import Figure
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.services.figures.queries import QUERIES
from liaison_desktop.services.office import Office

H1 = parse_period("2023H1")
H2 = parse_period("2023H2")


def figures(office: Office, period: str = "2023H1") -> dict[str, Figure]:
    return {one.key: one for one in office.figures.all(parse_period(period))}


def value(office: Office, key: str, period: str = "2023H1") -> Any:
    return figures(office, period)[key].value


def test_every_indicator_is_answered_in_the_order_of_the_catalogue(office: Office) -> None:
    answered = office.figures.all(H1)
    assert [one.key for one in answered] == [term.key for term in INDICATORS]
    assert set(QUERIES) <= {term.key for term in INDICATORS}


def test_an_empty_station_has_nothing_and_no_ledgers(office: Office) -> None:
    found = figures(office)
    for key in ("households", "residents", "cadres", "cadres_paired", "households_paired"):
        assert found[key].value == 0
    for key in ("household_coverage", "cadre_participation"):
        assert (found[key].value, found[key].numerator, found[key].denominator) == (None, 0, 0)
    for key in ("cards_issued", "cards_valid", "registration_forms", "visits", "disputes_found"):
        never_opened = found[key]
        assert never_opened.value is None
        assert never_opened.records is None


def test_an_open_start_counts_in_every_earlier_period(office: Office, records: Any) -> None:
    records.household()
    assert value(office, "households", "1999") == 1
    assert value(office, "residents", "1999") == 1


def test_stocks_hold_on_the_last_day(office: Office, records: Any) -> None:
    records.household(since=date(2023, 6, 30))
    records.household(since=date(2023, 7, 1))
    records.household(until=date(2023, 6, 30))  # 注销 on the last day: no longer kept on it
    records.household(until=date(2023, 7, 1))
    assert value(office, "households", "2023H1") == 2
    assert value(office, "households", "2023Q1") == 2


def test_a_period_that_is_not_over_counts_today(office: Office, records: Any) -> None:
    records.household(until=date(2023, 8, 20))  # today is the 15th
    records.household(since=date(2023, 9, 1))
    assert value(office, "households", "2023H2") == 1


def test_who_moved_out_or_whose_household_closed_is_no_resident(
    office: Office, records: Any
) -> None:
    kept = records.household()
    records.add("resident", household_id=kept, until=date(2023, 5, 1))
    records.add("resident", household_id=kept, until=date(2023, 7, 1))
    closed = records.household(until=date(2023, 5, 1))
    records.add("resident", household_id=closed)
    assert value(office, "residents") == 2


def test_coverage_counts_only_what_somebody_in_post_is_responsible_for(
    office: Office, records: Any
) -> None:
    cadre, idle = records.add("cadre"), records.add("cadre")
    left = records.add("cadre", until=date(2023, 5, 1))
    covered, ended, abandoned, _bare = (records.household() for _ in range(4))
    records.pair(covered, cadre)
    records.pair(covered, cadre, way="领导蹲点联户")
    records.pair(ended, idle, until=date(2023, 6, 29))
    records.pair(abandoned, left)
    found = figures(office)
    assert found["households_paired"].value == 1
    assert found["household_coverage"].value == 25.0
    assert (
        found["household_coverage"].numerator,
        found["household_coverage"].denominator,
    ) == (1, 4)
    assert found["cadres"].value == 2
    assert found["cadres_paired"].value == 1
    assert found["cadre_participation"].value == 50.0
    assert value(office, "households_paired", "2022") == 3


def test_figures_agree_with_the_coverage_page(office: Office, records: Any) -> None:
    cadres = [records.add("cadre") for _ in range(3)]
    for place in range(7):
        household = records.household(until=date(2023, 8, 15) if place == 6 else None)
        if place % 3:
            records.pair(household, cadres[place % 2], since=date(2023, 1, place + 1))
    found, page = figures(office, "2023H2"), office.coverage.on(date(2023, 8, 15))
    assert found["households"].value == page.households
    assert found["households_paired"].value == page.households_paired
    assert found["cadres"].value == page.cadres
    assert found["cadres_paired"].value == page.cadres_paired


def test_cards_count_by_handing_out_and_once_each(office: Office, records: Any) -> None:
    cadre, household = records.add("cadre"), records.household()
    handed = records.card(household, cadre, state="handed_out", handed_out_on=date(2023, 3, 1))
    for day in (date(2023, 3, 1), date(2023, 3, 9)):
        records.add("card_event", card_id=handed, kind="handed_out", on=day)
    made = records.card(household, cadre)
    records.add("card_event", card_id=made, kind="made", on=date(2023, 3, 1))
    assert value(office, "cards_issued", "2023H1") == 1
    assert value(office, "cards_issued", "2022") == 0
    assert value(office, "cards_issued", "2023H2") == 0


def test_valid_cards_are_those_made_and_not_yet_closed(office: Office, records: Any) -> None:
    cadre, household = records.add("cadre"), records.household()
    records.card(household, cadre)
    records.card(household, cadre, state="replaced", closed_on=date(2023, 7, 2))
    records.card(household, cadre, state="void", closed_on=date(2023, 5, 2))
    assert value(office, "cards_valid", "2023H1") == 2
    assert value(office, "cards_valid", "2023H2") == 1
    assert value(office, "cards_valid", "2022") == 0


def test_a_card_holds_from_its_handing_out_when_that_was_entered_afterwards(
    office: Office, records: Any
) -> None:
    cadre, household = records.add("cadre"), records.household()
    records.card(household, cadre, state="handed_out", made_on=date(2023, 8, 1),
                 handed_out_on=date(2023, 3, 1))  # fmt: skip
    records.card(household, cadre, state="handed_out", made_on=date(2023, 2, 1),
                 handed_out_on=date(2023, 8, 1))  # fmt: skip
    assert value(office, "cards_valid", "2022") == 0
    assert value(office, "cards_valid", "2023-02") == 1
    assert value(office, "cards_valid", "2023H1") == 2
    listed = office.figures.records("cards_valid", H1)
    assert [one.on for one in listed] == [date(2023, 3, 1), date(2023, 2, 1)]


def test_registration_forms_go_by_the_date_the_office_wrote_on_them(
    office: Office, records: Any
) -> None:
    records.household(registered_on=date(2023, 4, 1))
    records.household()
    assert value(office, "registration_forms", "2023H1") == 1
    assert value(office, "registration_forms", "2022") == 0


def test_every_figure_lists_exactly_the_records_it_counted(office: Office, records: Any) -> None:
    cadre = records.add("cadre")
    for place in range(3):
        household = records.household(registered_on=date(2023, 1, place + 1))
        records.pair(household, cadre)
        card = records.card(household, cadre, handed_out_on=date(2023, 2, 1))
        records.add("card_event", card_id=card, kind="handed_out", on=date(2023, 2, 1))
    records.household()
    for figure in office.figures.all(H1):
        listed = office.figures.records(figure.key, H1)
        assert len(listed) == (figure.records or 0)
        assert [one.id for one in listed] == list(office.figures.record_ids(figure.key, H1))
        assert figure.numerator in (None, len(listed))


def test_records_say_whom_they_speak_of(office: Office, records: Any) -> None:
    cadre = records.add("cadre", since=date(2023, 1, 1))
    household = records.household(number="ZH0001")
    card = records.card(household, cadre, number="9990001", handed_out_on=date(2023, 2, 1),
                        shown_head="孔正涛")  # fmt: skip
    records.add("card_event", card_id=card, kind="handed_out", on=date(2023, 2, 1))
    (one,) = office.figures.records("households", H1)
    assert (one.kind, one.id, one.record, one.name) == (
        Kind.HOUSEHOLD, household, "中和村/ZH0001", "孔正涛",
    )  # fmt: skip
    (person,) = office.figures.records("residents", H1)
    assert (person.kind, person.record) == (Kind.RESIDENT, "中和村/ZH0001")
    (who,) = office.figures.records("cadres", H1)
    assert (who.kind, who.id, who.on) == (Kind.CADRE, cadre, date(2023, 1, 1))
    (handed,) = office.figures.records("cards_issued", H1)
    assert (handed.record, handed.name, handed.on) == ("9990001", "孔正涛", date(2023, 2, 1))


def test_one_indicator_equals_the_same_among_all(office: Office, records: Any) -> None:
    records.household()
    for figure in office.figures.all(H2):
        assert office.figures.one(figure.key, H2) == figure


def test_an_unknown_indicator_is_a_usage_error(office: Office) -> None:
    for ask in (office.figures.one, office.figures.records, office.figures.record_ids):
        with pytest.raises(UsageError, match="nonsense"):
            ask("nonsense", H1)
