"""今日, the timeline of a household, and what a scan should make the clerk say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.agenda import DutyKind
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.concern import ConcernDraft, ConcernFilter
from liaison_desktop.domain.matters.dispute import Party
from liaison_desktop.domain.matters.visit import Named, VisitDraft
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.dispute import Side
from liaison_desktop.services.office import Office, open_office
from tests.services.matters.dispute_drafts import (
    agreed,
    dispute_draft,
    follow_up,
    registered,
    step,
    two_parties,
)

TODAY = date(2023, 6, 12)


@pytest.fixture
def office(paired_office: Office, tmp_path: Path) -> Iterator[Office]:
    """The paired station in the middle of a month, when no month-end is near."""
    paired_office.close()
    with open_office(tmp_path / "data", today=lambda: TODAY) as opened:
        yield opened


def _kinds(office: Office, cadre_id: int | None = None) -> set[DutyKind]:
    own = {DutyKind.CALENDAR_DATA, DutyKind.ZERO_REPORT}
    return {duty.kind for duty in office.agenda.duties(cadre_id)} - own


def _home(office: Office) -> int:
    return office.households.ids(HouseholdFilter(number="ZH0001"))[0]


def _concern(office: Office, **values: object) -> int:
    own = {"received_on": date(2023, 5, 20), "title": "入户路没有硬化", **values}
    draft = ConcernDraft(None, 0, own, household_id=_home(office), first_receiver="李强")
    return office.concerns.save(draft)[0]


def test_an_empty_ledger_owes_nothing(office: Office):
    assert _kinds(office) == set()


def _owing(office: Office) -> list[tuple[str, date | None, Light]]:
    own = DutyKind.ZERO_REPORT
    return [
        (one.title.split()[0], one.due_on, one.light)
        for one in office.agenda.duties()
        if one.kind is own
    ]


def test_a_village_with_neither_dispute_nor_zero_report_owes_one(office: Office):
    villages = office.areas.villages()
    office.disputes.save(
        replace(dispute_draft(found_on=date(2023, 5, 20)), village_id=villages[0].id)
    )
    half = date(2023, 5, 31)
    names = [village.name for village in villages]
    soon = [(name, date(2023, 6, 15), Light.AMBER) for name in sorted(names)]
    assert _owing(office) == [*((name, half, Light.RED) for name in names[1:]), *soon]
    duty = next(one for one in office.agenda.duties() if one.kind is DutyKind.ZERO_REPORT)
    assert (duty.target, duty.target_id) == (Kind.ZERO_REPORT, villages[1].id)
    assert (duty.days, duty.action) == (-12, "零报告")
    assert "5 月下半月" in duty.title
    for village in villages[1:]:
        office.zero_reports.report(village.id, date(2023, 5, 16), half)
    assert _owing(office) == soon


def test_a_half_month_that_ends_is_owed_from_three_days_before(office: Office, tmp_path: Path):
    village = office.areas.villages()[0]
    for on in (date(2023, 5, 20), date(2023, 6, 3)):
        for one in office.areas.villages():
            office.disputes.save(replace(dispute_draft(found_on=on), village_id=one.id))
    assert _owing(office) == []
    office.close()
    with open_office(tmp_path / "data", today=lambda: date(2023, 6, 26)) as later:
        assert _owing(later) == []
    with open_office(tmp_path / "data", today=lambda: date(2023, 6, 27)) as later:
        assert (village.name, date(2023, 6, 30), Light.AMBER) in _owing(later)
        assert "zero_report" not in {one.kind.value for one in later.agenda.duties(1)}


def test_limits_show_from_seven_tenths_on(office: Office):
    _concern(office, limit_on=TODAY + timedelta(days=60))
    assert _kinds(office) == set()
    near = _concern(office, limit_on=TODAY + timedelta(days=2))
    over = _concern(office, limit_on=TODAY - timedelta(days=3))
    duties = [one for one in office.agenda.duties() if one.kind is DutyKind.CONCERN_LIMIT]
    assert [(one.target_id, one.light, one.days) for one in duties] == [
        (over, Light.RED, -3),
        (near, Light.AMBER, 2),
    ]
    assert duties[0].who == "李强"
    assert "已超期 3 天" in duties[0].title
    assert list(office.concerns.ids(ConcernFilter(overdue=True))) == [over]


def test_promises_come_up_before_their_day(office: Office):
    _concern(office, promised="下周来修路", promised_on=TODAY + timedelta(days=10))
    assert _kinds(office) == set()
    _concern(office, promised="明天来修灯", promised_on=TODAY + timedelta(days=1))
    assert _kinds(office) == {DutyKind.PROMISE}


def test_disputes_bring_up_limit_police_performance_follow_up(office: Office):
    registered(office, risk="red")
    assert _kinds(office) == {DutyKind.DISPUTE_LIMIT}
    key = registered(office, may_escalate=True)
    assert DutyKind.POLICE_REPORT in _kinds(office)
    step(office, key, office.disputes.report_to_police, date(2023, 5, 3), "派出所")
    assert DutyKind.POLICE_REPORT not in _kinds(office)
    key = agreed(office, perform_by=date(2023, 5, 20))
    assert {DutyKind.AGREEMENT_PERFORMANCE, DutyKind.DISPUTE_FOLLOW_UP} <= _kinds(office)
    step(office, key, office.disputes.perform, date(2023, 5, 18), "voluntary")
    step(office, key, office.disputes.follow_up, follow_up())
    assert _kinds(office) == {DutyKind.DISPUTE_LIMIT}


def test_confirmation_comes_up_before_its_last_day(office: Office):
    key = agreed(office, signed_on=date(2023, 5, 16))  # thirty days: 15 June
    duty = next(one for one in office.agenda.duties() if one.target_id == key)
    assert (duty.kind, duty.due_on) == (DutyKind.JUDICIAL_CONFIRMATION, date(2023, 6, 15))


def test_a_cadre_sees_only_his_own(office: Office):
    cadre = office.cadres.ids(CadreFilter())[0]
    registered(office, risk="red")
    mine = replace(dispute_draft(risk="red"), owner_id=cadre)
    key, _ = office.disputes.save(mine)
    assert [one.target_id for one in office.agenda.duties(cadre)] == [key]
    assert len([one for one in office.agenda.duties() if one.target is Kind.DISPUTE]) == 2


def test_a_visit_that_was_announced_and_not_made(office: Office):
    home = Named(_home(office), "")
    values = {"on": date(2023, 6, 1), "way": "入户走访", "next_on": TODAY - timedelta(days=1)}
    office.visits.save(VisitDraft(None, 0, values, (home,), (Named(None, "没有的干部"),)))
    assert _kinds(office) == {DutyKind.NEXT_VISIT, DutyKind.UNRESOLVED_VISITS}
    again = {"on": date(2023, 6, 11), "way": "入户走访"}
    office.visits.save(VisitDraft(None, 0, again, (home,), ()))
    assert _kinds(office) == {DutyKind.UNRESOLVED_VISITS}


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2023, 6, 27), DutyKind.MONTH_END),
        (date(2024, 2, 28), DutyKind.MONTH_END),  # the last of February is the 29th
        (date(2023, 6, 3), DutyKind.BRIEFING),  # the 5th is both 民主议政日 and a Monday
    ],
)
def test_the_month_asks_its_own(paired_office: Office, tmp_path: Path, day: date, due: DutyKind):
    paired_office.close()
    with open_office(tmp_path / "data", today=lambda: day) as office:
        assert due not in _kinds(office)  # a ledger nobody keeps asks for nothing
        _concern(office, received_on=date(2023, 5, 20))
        found = [one for one in office.agenda.duties() if one.kind is due]
    assert found
    assert all(one.days is not None and 0 <= one.days <= 3 for one in found)


def test_the_timeline_tells_everything_newest_first(office: Office):
    home = _home(office)
    head = next(one for one in office.households.detail(home).members if one.is_head)
    _concern(office)
    parties = (Party(None, Side.FIRST, head.name, resident_id=head.id), two_parties()[1])
    office.disputes.save(dispute_draft(parties))
    values = {"on": date(2023, 6, 1), "way": "入户走访", "said": "路灯坏了"}
    office.visits.save(VisitDraft(None, 0, values, (Named(home, ""),), ()))
    entries = office.agenda.timeline(home)
    assert [(one.kind, one.on) for one in entries] == [
        (Kind.VISIT, date(2023, 6, 1)),
        (Kind.CONCERN, date(2023, 5, 20)),
        (Kind.DISPUTE, date(2023, 5, 1)),
    ]
    assert "路灯坏了" in entries[0].detail
    assert office.agenda.timeline(office.households.ids(HouseholdFilter(number="ZH0002"))[0]) == ()


def test_the_clerk_says_three_sentences_at_most_the_urgent_first(office: Office):
    home = _home(office)
    assert office.agenda.greeting(home) == ()
    for number in range(3):
        _concern(office, title=f"小事{number}", limit_on=TODAY + timedelta(days=40))
    _concern(office, title="井水发黄", limit_on=TODAY - timedelta(days=1))
    _concern(office, promised="月底修好路灯", promised_on=TODAY + timedelta(days=18))
    said = office.agenda.greeting(home)
    assert len(said) == 3
    assert "井水发黄" in said[0]
    assert "李强" in said[0]
    assert "月底修好路灯" in said[1]


def test_a_stopped_clock_is_not_told_as_late(office: Office):
    key, home = _concern(office, limit_on=date(2023, 6, 1)), _home(office)
    assert "过了时限" in office.agenda.greeting(home)[0]
    other = _concern(office, title="修水渠", limit_on=date(2023, 6, 5))
    for one in (key, other):
        version = office.concerns.detail(one).version
        office.concerns.pause(one, version, "等批复", date(2023, 5, 25))
    said = office.agenda.greeting(home)
    assert said == ("“入户路没有硬化”正在办理，由李强负责。", "“修水渠”正在办理，由李强负责。")


def test_a_dispute_is_told_with_who_owns_it(office: Office):
    party = Party(None, Side.FIRST, "甲", household_id=_home(office))
    named = replace(dispute_draft((party,), mediator="调解员"), owner="责任人")
    office.disputes.save(named)
    assert office.agenda.greeting(_home(office))[0].endswith("由责任人负责。")


def test_what_was_explained_is_told_to_who_asked(office: Office):
    key, home = _concern(office), _home(office)
    office.concerns.explain(key, 1, date(2023, 6, 1), "不在补助范围")
    duty = next(one for one in office.agenda.duties() if one.target_id == key)
    assert (duty.kind, duty.light) == (DutyKind.CONCERN_FEEDBACK, Light.AMBER)
    assert "解释说明 11 天，还没有反馈" in duty.title
    assert list(office.concerns.ids(ConcernFilter(owed_feedback=True))) == [key]
    assert "已有答复，还没有反馈" in office.agenda.greeting(home)[0]
