"""Rules of disputes that must survive undo, pauses, a return and a change of the form."""

from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.agenda import DutyKind
from liaison_desktop.domain.matters.dispute import (
    DisputeDetail,
    DisputeDraft,
    DisputeFilter,
    FollowUp,
    Party,
)
from liaison_desktop.domain.register.household import HouseholdDraft, HouseholdFilter
from liaison_desktop.domain.terms.dispute import DisputeState, DisputeStepKind, Side
from liaison_desktop.services.office import Office
from tests.services.matters.concern_drafts import draft
from tests.services.matters.dispute_drafts import (
    FOUND,
    accepted,
    agreed,
    agreement,
    dispute_draft,
    follow_up,
    performed,
    registered,
    session,
    step,
)


def test_an_undone_registration_can_be_brought_back(empty_office: Office):
    key = registered(empty_office)
    before = empty_office.disputes.detail(key)
    undone = empty_office.undo.take_back()
    empty_office.undo.take_back(undone.undone + 1)
    after = empty_office.disputes.detail(key)
    assert (after.number, after.values, after.steps) == (
        before.number,
        before.values,
        before.steps,
    )


def test_a_step_others_built_upon_is_not_taken_back(empty_office: Office):
    key = agreed(empty_office)
    seen = empty_office.disputes.detail(key)
    number = empty_office.disputes.perform(
        key, seen.version, date(2023, 5, 10), "voluntary"
    ).operation
    before = empty_office.disputes.detail(key)
    report = empty_office.undo.take_back(number - 1)  # the agreement
    assert {kept.kind for kept in report.kept} >= {"dispute", "agreement", "dispute_step"}
    assert (report.restored, report.removed) == (0, 0)
    assert empty_office.disputes.detail(key) == before

    empty_office.undo.take_back(number)
    empty_office.undo.take_back(number - 1)
    after = empty_office.disputes.detail(key)
    assert (after.state, after.agreements) == (DisputeState.MEDIATING, ())
    assert "settled_on" not in after.values


@pytest.mark.parametrize("ledger", ["dispute", "concern"])
def test_who_stands_in_a_ledger_is_not_removed_from_his_household(
    paired_office: Office, ledger: str
):
    household = paired_office.households.ids(HouseholdFilter(number="ZH0001"))[0]
    home = paired_office.households.detail(household)
    wife = next(one for one in home.members if not one.is_head)
    if ledger == "dispute":
        party = Party(None, Side.FIRST, wife.name, resident_id=wife.id)
        paired_office.disputes.save(dispute_draft((party,)))
    else:
        asked = draft(FOUND, household_id=household, resident_id=wife.id)
        paired_office.concerns.save(asked)
    without = tuple(one for one in home.members if one.id != wife.id)
    typed = HouseholdDraft(
        home.id, home.version, home.village_id, home.group_id, home.number, home.values, without
    )
    with pytest.raises(RefusedError, match="2023-0001中登记着"):
        paired_office.households.save(typed)
    assert len(paired_office.households.detail(household).members) == len(home.members)


def _come_back(office: Office) -> DisputeDetail:
    """Walk a dispute to its end, let it come back, and end it a second time unasked."""
    key = performed(office).id
    step(office, key, office.disputes.follow_up, follow_up())
    step(office, key, office.disputes.reopen, date(2023, 5, 25), "又吵起来")
    step(office, key, office.disputes.mediate, session(date(2023, 6, 1)))
    again = agreement(agreed_on=date(2023, 6, 2), perform_by=date(2023, 6, 3))
    step(office, key, office.disputes.agree, again)
    return step(office, key, office.disputes.perform, date(2023, 6, 3), "voluntary")


def test_what_came_back_is_asked_anew_before_it_is_filed(empty_office: Office):
    key = _come_back(empty_office).id
    with pytest.raises(RefusedError, match="回访"):
        step(empty_office, key, empty_office.disputes.file, date(2023, 6, 29), "李", "short")
    owed = [one for one in empty_office.agenda.duties() if one.kind is DutyKind.DISPUTE_FOLLOW_UP]
    assert [one.target_id for one in owed] == [key]
    assert list(empty_office.disputes.ids(DisputeFilter(owed_follow_up=True))) == [key]

    asked = FollowUp(None, 0, {"on": date(2023, 6, 20), "satisfaction": "满意"})
    step(empty_office, key, empty_office.disputes.follow_up, asked)
    assert not empty_office.disputes.ids(DisputeFilter(owed_follow_up=True))
    assert DutyKind.DISPUTE_FOLLOW_UP not in {one.kind for one in empty_office.agenda.duties()}
    filed = step(empty_office, key, empty_office.disputes.file, date(2023, 6, 29), "李", "short")
    assert filed.state is DisputeState.FILED


def test_an_extension_after_a_pause_is_the_day_it_says(empty_office: Office):
    disputes = empty_office.disputes
    key = registered(empty_office, risk="blue")  # thirty days: 31 May
    step(empty_office, key, disputes.pause, date(2023, 5, 10), "等鉴定")
    assert DisputeStepKind.EXTENDED not in disputes.allowed(key)
    with pytest.raises(RefusedError, match="恢复计时"):
        step(empty_office, key, disputes.extend, date(2023, 7, 5), approved_by="甲", reason="乙")
    resumed = step(empty_office, key, disputes.resume, date(2023, 5, 20))
    assert resumed.values["limit_on"] == resumed.limit_today == date(2023, 6, 10)
    assert (resumed.steps[-1].old_limit, resumed.steps[-1].new_limit) == (
        date(2023, 5, 31),
        date(2023, 6, 10),
    )
    with pytest.raises(InputRefusedError, match="2023-06-10"):
        step(empty_office, key, disputes.extend, date(2023, 6, 5), approved_by="甲", reason="乙")
    extended = step(
        empty_office, key, disputes.extend, date(2023, 6, 20), approved_by="甲", reason="乙"
    )
    assert extended.limit_today == date(2023, 6, 20)


def test_no_day_stands_still_twice(empty_office: Office):
    key = registered(empty_office, risk="blue")
    step(empty_office, key, empty_office.disputes.pause, date(2023, 5, 10), "等鉴定")
    step(empty_office, key, empty_office.disputes.resume, date(2023, 5, 20))
    with pytest.raises(InputRefusedError, match="2023-05-20"):
        step(empty_office, key, empty_office.disputes.pause, date(2023, 5, 15), "等鉴定")


def test_discovery_does_not_move_behind_the_steps(empty_office: Office):
    key = agreed(empty_office)
    seen = empty_office.disputes.detail(key)
    late = {**seen.values, "found_on": date(2023, 5, 20)}
    with pytest.raises(InputRefusedError, match="2023-05-02"):
        empty_office.disputes.save(DisputeDraft(key, seen.version, late, seen.parties))


def test_a_numbered_file_stays_with_its_committee(paired_office: Office):
    village = paired_office.areas.villages()[0].id
    township = paired_office.committees.for_village(None)
    key, _ = paired_office.disputes.save(replace(dispute_draft(), village_id=village))
    seen = step(paired_office, key, paired_office.disputes.accept, date(2023, 5, 2), "party")
    moved = DisputeDraft(
        key, seen.version, seen.values, seen.parties, committee_id=township.id, village_id=village
    )
    with pytest.raises(InputRefusedError, match="不能换调委会"):
        paired_office.disputes.save(moved)


def test_a_word_taken_over_goes_on_after_the_numbers_given(paired_office: Office):
    committees = paired_office.committees
    villages = {area.name: area.id for area in paired_office.areas.villages()}
    first = replace(dispute_draft(), village_id=villages["中和村"])
    key, _ = paired_office.disputes.save(first)
    step(paired_office, key, paired_office.disputes.accept, date(2023, 5, 2), "party")
    old = next(one for one in committees.rows() if one.word == "中和")
    committees.save(replace(old, word="中和村"))
    committees.save(replace(committees.for_village(None), word="中和"))
    assert paired_office.disputes.detail(accepted(paired_office)).file_number == (
        "(2023)中和人调字第2号"
    )


@pytest.mark.parametrize(
    ("name", "values", "named"),
    [
        ("pause", (date(2023, 5, 3), "长" * 201), {}),
        ("supervise", (), {"by": "长" * 61, "note": "快办"}),
        ("extend", (date(2023, 9, 1),), {"approved_by": "长" * 61, "reason": "雨季"}),
        ("report_to_police", (date(2023, 5, 3), "长" * 500), {}),
    ],
)
def test_a_text_longer_than_its_column_is_refused(
    empty_office: Office, name: str, values: tuple, named: dict
):
    key = registered(empty_office)
    before = empty_office.disputes.detail(key)
    with pytest.raises(InputRefusedError, match="写短"):
        step(empty_office, key, getattr(empty_office.disputes, name), *values, **named)
    assert empty_office.disputes.detail(key) == before


def test_a_zero_report_of_no_village_is_refused(empty_office: Office):
    with pytest.raises(RefusedError, match="没有找到该村"):
        empty_office.disputes.zero_report(999, date(2023, 6, 1), date(2023, 6, 15))
