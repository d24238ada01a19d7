"""Pairings over time: making, ending, handing over, who is responsible on a day."""

from datetime import date

import pytest

from liaison_desktop.domain.cadres.cadre import CadreDraft, CadreFilter
from liaison_desktop.domain.cadres.pairing import NewPairing
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.cadres.pairing_proposal import PairingProposals
from liaison_desktop.services.office import Office
from tests.factories import make_area, make_household

JUNE_30, JULY_1 = date(2023, 6, 30), date(2023, 7, 1)


def households_of(office: Office, cadre_id: int) -> list[int]:
    return list(office.households.ids(HouseholdFilter(cadre_id=cadre_id)))


def made_households(office: Office, count: int) -> list[int]:
    with office.context.store.operation("登记", "张会计") as operation:
        village = make_area(operation)
        return [make_household(operation, village, f"{n:03d}").id for n in range(count)]


def test_everybody_is_covered_after_the_sample_rosters(paired_office: Office) -> None:
    coverage = paired_office.coverage.on()
    assert (coverage.households, coverage.households_paired) == (212, 212)
    assert (coverage.cadres, coverage.cadres_paired) == (58, 58)


def test_a_cadre_who_leaves_leaves_his_households_uncovered(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    detail = paired_office.cadres.detail(cadre_id)
    own = households_of(paired_office, cadre_id)
    report = paired_office.cadres.leave(cadre_id, detail.version, JUNE_30)
    assert list(report.households) == own
    assert list(paired_office.coverage.uncovered_households()) == own
    assert cadre_id not in paired_office.cadres.ids(CadreFilter())
    assert paired_office.coverage.on(date(2023, 6, 29)).households_paired == 212


def test_handing_over_ends_the_day_before_and_covers_again(paired_office: Office) -> None:
    giver, taker = paired_office.cadres.ids(CadreFilter())[:2]
    own, before = households_of(paired_office, giver), households_of(paired_office, taker)
    version = paired_office.cadres.detail(giver).version
    paired_office.cadres.leave(giver, version, JUNE_30)
    report = paired_office.cadres.handover(giver, taker, own, JUNE_30)
    assert (report.made, report.closed) == (len(own), len(own))
    assert paired_office.coverage.on().households_paired == 212
    assert set(households_of(paired_office, taker)) == {*own, *before}
    ended = paired_office.cadres.detail(giver).households
    assert {row.until for row in ended} == {date(2023, 6, 29)}
    assert paired_office.cadres.to_hand_over(giver) == ()


def test_a_handover_touches_only_the_chosen_households(paired_office: Office) -> None:
    giver, taker = paired_office.cadres.ids(CadreFilter())[:2]
    own = households_of(paired_office, giver)
    paired_office.cadres.handover(giver, taker, own[:2], JUNE_30)
    assert set(households_of(paired_office, giver)) == set(own[2:])


def test_a_handover_leaves_a_second_cadre_of_the_household_alone(paired_office: Office) -> None:
    giver, taker, second = paired_office.cadres.ids(CadreFilter())[:3]
    own = households_of(paired_office, giver)
    paired_office.pairings.pair(own[:1], second, since=JUNE_30)
    paired_office.cadres.handover(giver, taker, own[:1], JUNE_30)
    assert own[0] in households_of(paired_office, second)


def test_pairing_again_changes_nothing(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    report = paired_office.pairings.pair(households_of(paired_office, cadre_id), cadre_id)
    assert report.made == 0
    assert report.changes.operation is None


def test_a_second_cadre_stands_beside_or_takes_over(paired_office: Office) -> None:
    first, second, third = paired_office.cadres.ids(CadreFilter())[:3]
    household = households_of(paired_office, first)[0]
    paired_office.pairings.pair([household], second, since=JUNE_30)
    assert household in households_of(paired_office, first)
    report = paired_office.pairings.pair([household], third, since=JUNE_30, close_earlier=True)
    # The one of the same day never held a day and is removed; the other ends the day before.
    assert report.closed == 2
    assert household not in households_of(paired_office, first)
    assert household not in households_of(paired_office, second)
    assert all(
        row.household_id != household for row in paired_office.cadres.detail(second).households
    )


def test_other_ways_stand_beside_each_other(paired_office: Office) -> None:
    first, second = paired_office.cadres.ids(CadreFilter())[:2]
    household = households_of(paired_office, first)[0]
    paired_office.pairings.pair([household], second, "领导蹲点联户", close_earlier=True)
    assert household in households_of(paired_office, first)
    assert household in households_of(paired_office, second)


def test_the_last_day_still_counts_and_the_next_does_not(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    pairings = paired_office.pairings.ids(cadre_id=cadre_id)
    paired_office.pairings.end(pairings, JUNE_30)
    assert paired_office.coverage.on(JUNE_30).households_paired == 212
    assert paired_office.coverage.on(JULY_1).households_paired == 212 - len(pairings)
    assert list(paired_office.coverage.idle_cadres(JULY_1)) == [cadre_id]


def test_ending_what_has_ended_already_changes_nothing(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    pairings = paired_office.pairings.ids(cadre_id=cadre_id)
    paired_office.pairings.end(pairings[:1], date(2023, 3, 1))
    changes = paired_office.pairings.end(pairings, JUNE_30)
    assert changes.operation is not None
    rows = paired_office.pairings.rows(pairings)
    assert rows[pairings[0]].until == date(2023, 3, 1)
    assert {rows[key].until for key in pairings[1:]} == {JUNE_30}
    assert paired_office.history.operations(1, None)[0].sentence.endswith(f"{len(pairings) - 1} 户")
    assert paired_office.pairings.end(pairings, JUNE_30).operation is None


def test_a_cadre_covers_nobody_before_he_comes(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    own = households_of(paired_office, cadre_id)
    detail = paired_office.cadres.detail(cadre_id)
    values = {**detail.values, "since": JUNE_30}
    draft = CadreDraft(cadre_id, detail.version, detail.name, detail.unit, detail.team, values)
    paired_office.cadres.save(draft)
    before = paired_office.coverage.on(date(2023, 6, 29))
    assert (before.households_paired, before.cadres_paired) == (212 - len(own), 57)
    spring = paired_office.figures.one("households_paired", parse_period("2023Q1"))
    assert spring.value == 212 - len(own)
    assert paired_office.coverage.on(JUNE_30).households_paired == 212


def test_who_has_not_come_yet_takes_households_only_from_then_on(paired_office: Office) -> None:
    later = date(2023, 7, 10)
    draft = CadreDraft(None, 0, "新来人", "镇政府", values={"since": later})
    key, _ = paired_office.cadres.save(draft)
    household = list(paired_office.households.ids(HouseholdFilter()))[:1]
    with pytest.raises(RefusedError, match="还没有到岗"):
        paired_office.pairings.pair(household, key)
    assert paired_office.pairings.pair(household, key, since=later).made == 1
    with pytest.raises(RefusedError, match="没有可以结对的在岗干部"):
        PairingProposals(paired_office.context).propose([key], HouseholdFilter())


def test_a_pairing_that_ends_before_it_begins_is_refused(paired_office: Office) -> None:
    cadre_id = paired_office.cadres.ids(CadreFilter())[0]
    household = paired_office.households.ids(HouseholdFilter())[0]
    way = code_list("pairing_way").value_of("领导蹲点联户")
    turned = NewPairing(household, cadre_id, way, JULY_1, JUNE_30)
    with pytest.raises(RefusedError, match="2023-06-30 早于起始日期 2023-07-01"):
        paired_office.pairings.confirm([turned])


def test_who_has_left_cannot_take_households(paired_office: Office) -> None:
    gone, other = paired_office.cadres.ids(CadreFilter())[:2]
    paired_office.cadres.leave(gone, paired_office.cadres.detail(gone).version, JUNE_30)
    with pytest.raises(RefusedError, match="已离岗"):
        paired_office.pairings.pair(households_of(paired_office, other), gone)


def test_undo_brings_the_earlier_cadre_back(paired_office: Office) -> None:
    giver, taker = paired_office.cadres.ids(CadreFilter())[:2]
    own, before = households_of(paired_office, giver), households_of(paired_office, taker)
    paired_office.cadres.handover(giver, taker, own, JUNE_30)
    paired_office.undo.take_back()
    assert households_of(paired_office, giver) == own
    assert households_of(paired_office, taker) == before


def test_a_proposal_gives_every_cadre_his_quota_and_stores_nothing(paired_office: Office) -> None:
    proposals = PairingProposals(paired_office.context)
    before = paired_office.history.operations(1, None)[0].number
    proposal = proposals.propose(None, HouseholdFilter())
    assert len(proposal.pairs) == 212
    assert all(share.proposed == share.quota for share in proposal.shares)
    assert proposal == proposals.propose(None, HouseholdFilter())
    assert paired_office.history.operations(1, None)[0].number == before


def test_a_proposal_spreads_what_no_quota_asks_for(empty_office: Office) -> None:
    """Three households and a quota of five, nobody's quota, seven more households."""
    office = empty_office
    keys = made_households(office, 10)
    first, _ = office.cadres.save(CadreDraft(None, 0, "甲", "镇政府", values={"quota": 5}))
    second, _ = office.cadres.save(CadreDraft(None, 0, "乙", "镇政府"))
    office.pairings.pair(keys[:3], first)
    proposal = PairingProposals(office.context).propose(None, HouseholdFilter(paired=False))
    shares = {share.cadre_id: share for share in proposal.shares}
    assert (shares[first].proposed, shares[second].proposed) == (2, 5)
    assert proposal.notes == ("1 名干部没有应联系户数，参照其他干部的户数分配。",)
    proposal = PairingProposals(office.context).propose([first], HouseholdFilter(paired=False))
    assert proposal.shares[0].excess == 5
    assert proposal.notes == ("应联系户数合计不够，1 名干部共超出 5 户。",)


def test_a_confirmed_proposal_covers_what_a_cadre_left(paired_office: Office) -> None:
    gone = paired_office.cadres.ids(CadreFilter())[0]
    paired_office.cadres.leave(gone, paired_office.cadres.detail(gone).version, JUNE_30)
    proposals = PairingProposals(paired_office.context)
    proposal = proposals.propose(None, HouseholdFilter(paired=False))
    assert "超出" in "".join(proposal.notes)
    proposals.confirm(proposal.pairs)
    assert paired_office.coverage.on().households_paired == 212
    assert paired_office.cadres.to_hand_over(gone) == ()


def test_rows_say_who_with_whom(paired_office: Office) -> None:
    ids = paired_office.pairings.ids(on=JUNE_30)
    assert len(ids) == 212
    row = paired_office.pairings.rows(ids[:1])[ids[0]]
    assert (row.village, row.number, row.way, row.current) == (
        "中和村",
        "ZH0001",
        "干部结对联户",
        True,
    )
