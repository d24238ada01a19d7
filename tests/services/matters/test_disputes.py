"""Disputes from discovery to file: the form, the rules, the numbers."""

from dataclasses import replace
from datetime import date

import pytest

from liaison_desktop.domain.errors import AppError, ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.dispute import (
    Committee,
    DisputeDraft,
    DisputeFilter,
    Inquiry,
    Mediation,
    Party,
)
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.dispute import (
    MEDIATION_FIELD_OF,
    AgreementForm,
    DisputeState,
    DisputeStepKind,
    MediationOutcome,
    Side,
)
from liaison_desktop.services.office import Office, open_office
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
    two_parties,
)


def _draft_of(office: Office, key: int) -> DisputeDraft:
    detail = office.disputes.detail(key)
    return DisputeDraft(key, detail.version, detail.values, detail.parties)


def test_new_dispute_gets_its_number_title_and_limit(empty_office: Office):
    key = registered(empty_office, risk="较大")
    detail = empty_office.disputes.detail(key)
    assert detail.number == "纠2023-0001"
    assert detail.values["title"] == "甲一与乙二邻里纠纷"
    assert detail.values["category"] == "0299"
    assert detail.values["limit_on"] == date(2023, 5, 8)  # 橙: seven days
    assert detail.light is Light.RED
    assert [one.kind for one in detail.steps] == [DisputeStepKind.FOUND]
    assert empty_office.disputes.by_number(detail.code) == key
    assert empty_office.disputes.by_number("1") == key


def test_limits_of_the_levels_are_the_offices_own(empty_office: Office):
    empty_office.disputes.risk_limits().save({"orange": 20})
    key = registered(empty_office, risk="orange")
    assert empty_office.disputes.detail(key).values["limit_on"] == date(2023, 5, 21)
    with pytest.raises(InputRefusedError):
        empty_office.disputes.risk_limits().save({"orange": 0})


def test_a_linked_party_says_what_the_register_says_unless_typed_over(paired_office: Office):
    household = paired_office.households.ids(HouseholdFilter(number="ZH0001"))[0]
    head = next(m for m in paired_office.households.detail(household).members if m.is_head)
    party = Party(None, Side.FIRST, head.name, resident_id=head.id)
    key, _ = paired_office.disputes.save(dispute_draft((party, *two_parties()[1:])))
    detail = paired_office.disputes.detail(key)
    assert detail.village == "中和村"
    assert detail.parties[0].household == "中和村/ZH0001"
    assert detail.parties[0].values["id_number"] == head.values["id_number"]

    typed = replace(detail.parties[0], values={**detail.parties[0].values, "phone": "13900001111"})
    draft = DisputeDraft(key, detail.version, detail.values, (typed, *detail.parties[1:]))
    paired_office.disputes.save(draft)
    stored = paired_office.disputes.detail(key).parties[0].values
    assert stored["phone"] == "13900001111"
    assert stored["id_number"] == head.values["id_number"]


def test_a_stale_save_shows_both_values(empty_office: Office):
    key = registered(empty_office)
    first, second = _draft_of(empty_office, key), _draft_of(empty_office, key)
    empty_office.disputes.save(replace(first, values={**first.values, "place": "村口"}))
    with pytest.raises(ConflictError) as told:
        empty_office.disputes.save(replace(second, values={**second.values, "place": "村尾"}))
    assert told.value.fields["发生地"] == ("村口", "村尾")


def test_a_party_another_desk_changed_is_not_overwritten(empty_office: Office):
    key = registered(empty_office)
    mine = _draft_of(empty_office, key)
    theirs = _draft_of(empty_office, key)
    renamed = replace(theirs.parties[0], name="甲三")
    empty_office.disputes.save(replace(theirs, parties=(renamed, theirs.parties[1])))
    with pytest.raises(ConflictError):
        empty_office.disputes.save(mine)


def test_the_limit_moves_by_extension_only(empty_office: Office):
    key = registered(empty_office, risk="red")
    draft = _draft_of(empty_office, key)
    later = replace(draft, values={**draft.values, "limit_on": date(2023, 6, 1)})
    with pytest.raises(InputRefusedError, match="延期"):
        empty_office.disputes.save(later)
    extend = empty_office.disputes.extend
    with pytest.raises(InputRefusedError):
        step(empty_office, key, extend, date(2023, 6, 1), approved_by="", reason="等鉴定")
    detail = step(
        empty_office, key, extend, date(2023, 6, 1), approved_by="双方同意", reason="等鉴定"
    )
    assert detail.values["limit_on"] == date(2023, 6, 1)
    assert (detail.steps[-1].old_limit, detail.steps[-1].approved_by) == (
        date(2023, 5, 4),
        "双方同意",
    )


def test_numbers_of_files_run_without_gaps_for_each_committee_and_year(paired_office: Office):
    villages = {area.name: area.id for area in paired_office.areas.villages()}
    numbers = []
    for name in ("中和村", "补歹村", "中和村"):
        draft = replace(dispute_draft(), village_id=villages[name])
        key, _ = paired_office.disputes.save(draft)
        detail = step(paired_office, key, paired_office.disputes.accept, date(2023, 5, 2), "party")
        numbers.append(detail.file_number)
        with pytest.raises(RefusedError):  # a second acceptance takes no number
            step(paired_office, key, paired_office.disputes.accept, date(2023, 5, 2), "party")
    assert numbers == [
        "(2023)中和人调字第1号",
        "(2023)补歹人调字第1号",
        "(2023)中和人调字第2号",
    ]
    assert {row.word for row in paired_office.committees.rows()} == {"中和", "补歹"}


def test_an_acceptance_is_not_undone_and_a_voided_file_keeps_its_number(empty_office: Office):
    key = accepted(empty_office)
    with pytest.raises(RefusedError, match="作废"):
        empty_office.undo.take_back()
    detail = step(empty_office, key, empty_office.disputes.void, "登记重复")
    assert detail.state is DisputeState.VOID
    following = empty_office.disputes.detail(accepted(empty_office))
    assert detail.file_number.endswith("第1号")
    assert following.file_number.endswith("第2号")


def test_who_refuses_is_not_mediated(empty_office: Office):
    key = accepted(empty_office)
    draft = _draft_of(empty_office, key)
    refusing = replace(draft.parties[1], values={"refused_on": date(2023, 5, 3)})
    empty_office.disputes.save(replace(draft, parties=(draft.parties[0], refusing)))
    assert DisputeStepKind.MEDIATED not in empty_office.disputes.allowed(key)
    with pytest.raises(RefusedError, match="第十七条"):
        step(empty_office, key, empty_office.disputes.mediate, session())


def test_what_may_turn_violent_is_reported_before_it_goes_on(empty_office: Office):
    disputes = empty_office.disputes
    key = accepted(empty_office, may_escalate=True)
    assert [p.field for p in disputes.problems(_draft_of(empty_office, key))] == ["police_on"]
    with pytest.raises(RefusedError, match="第二十五条"):
        step(empty_office, key, disputes.end, date(2023, 5, 9), "可以向法院起诉。")
    step(empty_office, key, disputes.report_to_police, date(2023, 5, 3), "派出所")
    ended = step(empty_office, key, disputes.end, date(2023, 5, 9), "可以向法院起诉。")
    assert ended.state is DisputeState.ENDED


def test_half_a_police_report_is_refused(empty_office: Office):
    with pytest.raises(InputRefusedError, match="一并填写"):
        registered(empty_office, police_on=date(2023, 5, 3))


def test_ending_needs_the_ways_told(empty_office: Office):
    key = accepted(empty_office)
    with pytest.raises(InputRefusedError, match="仲裁、行政、司法"):
        step(empty_office, key, empty_office.disputes.end, date(2023, 5, 9), "  ")


def test_contracted_land_gets_no_oral_agreement(empty_office: Office):
    key = accepted(empty_office, category="0901")
    step(empty_office, key, empty_office.disputes.mediate, session())
    with pytest.raises(RefusedError, match="书面"):
        step(empty_office, key, empty_office.disputes.agree, agreement(AgreementForm.ORAL))


def test_an_agreement_is_filled_in(empty_office: Office):
    key = agreed(empty_office, signed_on=date(2023, 5, 7), sealed_on=date(2023, 5, 9))
    detail = empty_office.disputes.detail(key)
    values = detail.agreements[0].values
    assert values["effective_on"] == date(2023, 5, 9)
    assert values["copies"] == 3
    assert values["number"] == detail.file_number
    assert values["facts"] == "排水沟堵塞，发生争吵。"
    assert detail.values["settled_on"] == date(2023, 5, 6)
    assert detail.values["mediated_on"] == date(2023, 5, 5)
    assert detail.mediations[0].outcome is MediationOutcome.AGREED


def test_mediated_on_is_the_first_session(empty_office: Office):
    key = accepted(empty_office)
    step(empty_office, key, empty_office.disputes.mediate, session(date(2023, 5, 9)))
    detail = step(empty_office, key, empty_office.disputes.mediate, session(date(2023, 5, 4)))
    assert detail.values["mediated_on"] == date(2023, 5, 4)
    first = detail.mediations[0]
    moved = Mediation(first.id, first.version, first.outcome, {**first.values, "on": FOUND})
    detail = step(empty_office, key, empty_office.disputes.mediate, moved)
    assert detail.values["mediated_on"] == FOUND
    assert len(detail.mediations) == 2


def test_the_thirty_days_for_confirmation_end_after_the_holiday(empty_office: Office):
    """domain.md 13: effective 2026-09-01, day 30 is a holiday, the first working day counts."""
    with open_office(empty_office.data.parent / "late", create=True, today=_october) as office:
        office.areas.set_up_station("罗平县", "罗雄镇")
        key = registered(office, found_on=date(2026, 8, 20))
        disputes = office.disputes
        step(office, key, disputes.accept, date(2026, 8, 21), "party")
        step(office, key, disputes.mediate, session(date(2026, 8, 30)))
        step(office, key, disputes.agree, agreement(agreed_on=date(2026, 9, 1)))
        assert disputes.detail(key).confirm_until == date(2026, 10, 8)
        late = {"confirm_applied_on": date(2026, 10, 9)}
        with pytest.raises(RefusedError, match="2026-10-08"):
            step(office, key, disputes.confirm, date(2026, 10, 9), late)
        asked = {"confirm_applied_on": date(2026, 10, 8), "court": "罗平县人民法院"}
        detail = step(office, key, disputes.confirm, date(2026, 10, 8), asked)
    assert detail.confirm_until is None
    assert detail.agreements[0].values["court"] == "罗平县人民法院"


def _october() -> date:
    return date(2026, 10, 10)


def test_title_is_not_confirmed_by_a_court(empty_office: Office):
    key = accepted(empty_office, category="0903")
    step(empty_office, key, empty_office.disputes.mediate, session())
    detail = step(
        empty_office, key, empty_office.disputes.agree, agreement(terms="争议林地归甲方所有。")
    )
    assert detail.confirm_until is None
    assert "第355条" in empty_office.disputes.confirmation_problem(detail)
    assert DisputeStepKind.CONFIRMED not in empty_office.disputes.allowed(key)
    applied = {"confirm_applied_on": date(2023, 5, 20)}
    with pytest.raises(RefusedError, match="权属"):
        step(empty_office, key, empty_office.disputes.confirm, date(2023, 5, 20), applied)


def test_a_dispute_is_filed_only_when_everything_is_done(empty_office: Office):
    disputes = empty_office.disputes
    detail = performed(empty_office)
    key, on = detail.id, date(2023, 5, 25)
    with pytest.raises(RefusedError, match="回访"):
        step(empty_office, key, disputes.file, on, "立卷人", "long")
    step(empty_office, key, disputes.follow_up, follow_up("不满意"))
    with pytest.raises(RefusedError, match="不满意"):
        step(empty_office, key, disputes.file, on, "立卷人", "long")
    step(empty_office, key, disputes.follow_up, follow_up())
    filed = step(empty_office, key, disputes.file, on, "立卷人", "long")
    assert filed.state is DisputeState.FILED
    assert disputes.allowed(key) == (DisputeStepKind.FOLLOWED_UP, DisputeStepKind.REOPENED)
    assert [one.state for one in filed.steps][-1] is DisputeState.FILED
    draft = DisputeDraft(filed.id, filed.version, {**filed.values, "facts": "改"}, filed.parties)
    with pytest.raises(RefusedError, match="归卷"):
        empty_office.disputes.save(draft)


def test_an_agreement_that_is_not_performed_is_not_filed(empty_office: Office):
    key = agreed(empty_office)
    step(empty_office, key, empty_office.disputes.inform, date(2023, 5, 6))
    step(empty_office, key, empty_office.disputes.perform, date(2023, 5, 10), "part")
    with pytest.raises(RefusedError, match="履行"):
        step(empty_office, key, empty_office.disputes.file, date(2023, 5, 25), "人", "long")


def test_a_dispute_that_comes_back_keeps_its_numbers(empty_office: Office):
    key = agreed(empty_office)
    number = empty_office.disputes.detail(key).file_number
    detail = step(empty_office, key, empty_office.disputes.reopen, date(2023, 6, 1), "没有履行")
    assert detail.state is DisputeState.MEDIATING
    assert detail.file_number == f"{number}之1"
    assert "settled_on" not in detail.values
    assert empty_office.disputes.by_number(number) == key


def test_a_clock_stands_still_while_paused(empty_office: Office):
    key = registered(empty_office, risk="blue", found_on=date(2023, 6, 1))  # limit 1 July
    step(empty_office, key, empty_office.disputes.pause, date(2023, 6, 10), "等鉴定")
    detail = step(empty_office, key, empty_office.disputes.resume, date(2023, 6, 20))
    assert detail.limit_today == date(2023, 7, 11)
    assert empty_office.disputes.rows([key])[key].days == 11


def test_an_inquiry_is_changed_in_place(empty_office: Office):
    key = accepted(empty_office)
    typed = Inquiry(None, 0, {"on": date(2023, 5, 3), "text": "问：……"})
    stored = step(empty_office, key, empty_office.disputes.inquire, typed).inquiries[0]
    changed = Inquiry(stored.id, stored.version, {**stored.values, "place": "村委会"})
    detail = step(empty_office, key, empty_office.disputes.inquire, changed)
    assert [one.values["place"] for one in detail.inquiries] == ["村委会"]
    with pytest.raises(ConflictError):
        step(empty_office, key, empty_office.disputes.inquire, changed)


def test_steps_of_the_future_or_before_the_discovery_are_refused(empty_office: Office):
    key = registered(empty_office)
    for on in (date(2023, 7, 1), date(2023, 4, 30)):
        with pytest.raises(InputRefusedError):
            step(empty_office, key, empty_office.disputes.accept, on, "party")


def test_earlier_matters_of_the_same_families_plot_and_place_come_up(paired_office: Office):
    village = paired_office.areas.villages()[0].id
    homes = paired_office.households.ids(HouseholdFilter())[:3]
    people = [paired_office.households.detail(home).members for home in homes]
    sides = (Side.FIRST, Side.SECOND)

    def between(*members):
        return tuple(
            Party(None, side, one.name, resident_id=one.id)
            for side, one in zip(sides, members, strict=True)
        )

    old, _ = paired_office.disputes.save(dispute_draft(between(people[0][0], people[1][0])))
    other = dispute_draft(between(people[0][0], people[2][0]), plot="老鹰岩（3号）", place="大水井")
    plot, _ = paired_office.disputes.save(replace(other, village_id=village))

    turned = between(people[1][-1], people[0][-1])  # other members of the same two families
    assert [(one.dispute_id, one.why) for one in paired_office.disputes.earlier(turned)] == [
        (old, "同两户")
    ]
    nobody = two_parties()
    by_plot = paired_office.disputes.earlier(nobody, village, "老鹰岩 (３号)", "")
    assert [(one.dispute_id, one.why) for one in by_plot] == [(plot, "同一地块")]
    by_place = paired_office.disputes.earlier(nobody, village, "", "大水井 ")
    assert [(one.dispute_id, one.why) for one in by_place] == [(plot, "同一地点")]
    assert paired_office.disputes.earlier(turned, exclude_id=old) == ()


def test_unlinked_parties_are_found_and_settled(paired_office: Office):
    home = paired_office.households.ids(HouseholdFilter())[0]
    head = paired_office.households.detail(home).members[0]
    key, _ = paired_office.disputes.save(dispute_draft(two_parties(head.name)))
    assert list(paired_office.disputes.ids(DisputeFilter(unlinked=True))) == [key]
    first, second = paired_office.disputes.detail(key).parties
    paired_office.disputes.link(first.id, head.id)
    paired_office.disputes.mark_outsider(second.id)
    assert paired_office.disputes.rows([key])[key].unlinked == 0
    assert list(paired_office.disputes.ids(DisputeFilter(household_id=home))) == [key]
    with pytest.raises(RefusedError):
        paired_office.disputes.link(second.id, head.id)


def test_changing_a_session_or_an_agreement_leaves_a_line_of_the_record(paired_office: Office):
    office = paired_office
    key = accepted(office)
    before = step(office, key, office.disputes.mediate, session())
    held = before.mediations[0]
    changed = replace(held, values={**held.values, "text": "双方各退一步。", "place": "村委会"})
    after = step(office, key, office.disputes.mediate, changed)
    line = after.steps[-1]
    assert len(after.steps) == len(before.steps) + 1
    assert (line.kind, line.on) == (DisputeStepKind.CORRECTED, office.context.today())
    assert line.note.startswith("2023-05-05 的调解记录：")
    labels = {MEDIATION_FIELD_OF[name].label for name in ("text", "place")}
    assert set(line.note.partition("：")[2].split("、")) == labels
    assert "退一步" not in line.note
    assert "修改2023-05-05 的调解记录" in office.history.operations(1)[0].sentence
    again = step(office, key, office.disputes.mediate, after.mediations[0])
    assert len(again.steps) == len(after.steps)  # nothing was changed
    deal = step(office, key, office.disputes.agree, agreement()).agreements[0]
    terms = {**deal.values, "terms": "乙方赔偿甲方600元。", "copies": None}
    step(office, key, office.disputes.agree, replace(deal, values=terms))
    line = office.disputes.detail(key).steps[-1]
    assert "调解协议：" in line.note
    assert "协议内容" in line.note
    assert office.disputes.detail(key).state is DisputeState.AGREED


def test_zero_report_is_refused_where_a_dispute_was_found(paired_office: Office):
    village = paired_office.areas.villages()[0].id
    paired_office.disputes.save(replace(dispute_draft(), village_id=village))
    zero = paired_office.disputes.zero_report
    with pytest.raises(RefusedError):
        zero(village, date(2023, 5, 1), date(2023, 5, 31))
    assert zero(village, date(2023, 4, 1), date(2023, 4, 30)).operation is not None


def test_a_second_zero_report_of_the_same_days_is_refused_in_words(paired_office: Office):
    first, second = (area.id for area in paired_office.areas.villages()[:2])
    zero = paired_office.disputes.zero_report
    told = zero(first, date(2023, 4, 1), date(2023, 4, 15))
    for since, until in ((1, 15), (15, 30), (3, 4)):
        with pytest.raises(RefusedError, match=r"已在 .* 对 2023-04-01 至 2023-04-15 作过零报告"):
            zero(first, date(2023, 4, since), date(2023, 4, until))
    zero(first, date(2023, 4, 16), date(2023, 4, 30))
    zero(second, date(2023, 4, 1), date(2023, 4, 15))
    paired_office.undo.take_back(told.operation)
    zero(first, date(2023, 4, 1), date(2023, 4, 15))


def test_a_committees_word_is_its_own(paired_office: Office):
    first, second = (area.id for area in paired_office.areas.villages()[:2])
    one = paired_office.committees.for_village(first)
    two = paired_office.committees.for_village(second)
    with pytest.raises(InputRefusedError, match="字头"):
        paired_office.committees.save(replace(two, word=one.word))
    assert paired_office.committees.problems(Committee(**_values(one, members="甲、乙"))) == (
        "调委会由 3 至 9 名委员组成，现在填了 2 名。",
        "还没有填写调委会主任。",
    )


def _values(committee: Committee, **changed: object) -> dict[str, object]:
    return {name: getattr(committee, name) for name in Committee.__slots__} | changed


def test_history_tells_the_form_and_its_parts(empty_office: Office):
    key = agreed(empty_office)
    told = {change.field for change in empty_office.disputes.history(key)}
    assert {"状态", "卷号", "当事人", "调解记录", "调解协议"} <= told


def test_undo_of_a_registration_leaves_nothing(empty_office: Office):
    before = empty_office.check.run().digest
    registered(empty_office)
    empty_office.undo.take_back()
    assert empty_office.check.run().digest == before
    assert empty_office.disputes.detail(registered(empty_office)).number == "纠2023-0002"


@pytest.mark.parametrize(("field", "figure"), [("people", 2**31), ("amount", 1e300)])
def test_figures_no_column_holds_are_refused_in_words(empty_office, field, figure):
    with pytest.raises(AppError, match="太大"):
        registered(empty_office, **{field: figure})
