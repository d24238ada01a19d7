"""Concerns: writing them down, and every step with the rule that guards it (R80–R107)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError, UsageError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.concern import ConcernDraft, ConcernFilter, Escalation, Feedback
from liaison_desktop.domain.terms.concern import CONCERN_STEP_LABELS, ConcernState, ConcernStepKind
from liaison_desktop.services.matters.concern_query import SORT_KEYS
from tests.services.matters.concern_drafts import Desk, desk_at, draft

DAY = date(2023, 3, 1)
PHONED = Feedback(date(2023, 3, 10), "电话", "李强", "满意")


@pytest.fixture
def desk(_paired_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(_paired_data, tmp_path / "data") as opened:
        yield opened


def edited(desk: Desk, key: int, **values) -> ConcernDraft:
    seen = desk.office.concerns.detail(key)
    return ConcernDraft(
        key,
        seen.version,
        {**seen.values, **values},
        household_id=seen.household_id,
        village_id=seen.village_id,
        first_receiver=seen.first_receiver,
        owner=seen.owner,
        owner_id=seen.owner_id,
    )


def test_the_first_receiver_owns_what_he_was_told(desk: Desk) -> None:
    key = desk.register(household_id=desk.home(), applicant=None)
    detail = desk.office.concerns.detail(key)
    assert (detail.number, detail.state) == ("民2023-0001", ConcernState.PENDING)
    assert (detail.owner, detail.first_receiver) == ("王干部", "王干部")
    head = desk.office.households.rows([desk.home()])[desk.home()].head
    assert detail.values["applicant"] == head
    assert detail.village == "中和村"
    assert [step.kind for step in detail.steps] == [ConcernStepKind.REGISTERED]


def test_the_first_receiver_never_changes_but_the_owner_may(desk: Desk) -> None:
    key = desk.register()
    with pytest.raises(InputRefusedError, match="首访人"):
        desk.office.concerns.save(replace(edited(desk, key), first_receiver="赵干部"))
    desk.step("assign", key, "赵干部", co_unit="水务所")
    detail = desk.office.concerns.detail(key)
    assert (detail.first_receiver, detail.owner) == ("王干部", "赵干部")
    assert detail.values["co_unit"] == "水务所"
    assert "王干部" in detail.steps[-1].note


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"received_on": None}, "received_on"),
        ({"received_on": date(2023, 3, 2)}, "received_on"),
        ({"first_receiver": " "}, "first_receiver"),
        ({"limit_on": date(2023, 2, 1)}, "limit_on"),
        ({"people": 0}, "people"),
        ({"title": "路" * 201}, "title"),
        ({"answered": True}, "result"),
        ({"disposition": "协调办", "limit_on": date(2023, 4, 1)}, "plan"),
        ({"disposition": "上报办", "plan": "报县里"}, "limit_on"),
        ({"disposition": "解释说明"}, "basis"),
    ],
)
def test_what_a_rule_wants_is_asked_for(desk: Desk, values: dict, field: str) -> None:
    typed = draft(DAY, **values)
    blocking = [p.field for p in desk.office.concerns.problems(typed) if p.blocking]
    assert blocking == [field]
    with pytest.raises(InputRefusedError):
        desk.office.concerns.save(typed)
    assert desk.office.concerns.count() == 0


def test_an_answer_on_the_spot_is_kept_outside_the_ledger(desk: Desk) -> None:
    key = desk.register(answered=True, result="已告知医保报销流程", satisfaction="满意")
    desk.register()
    concerns = desk.office.concerns
    assert list(concerns.ids(ConcernFilter(ledger=False))) == [key]
    assert key not in concerns.ids(ConcernFilter(ledger=True))
    assert concerns.allowed(key) == (ConcernStepKind.CONVERTED, ConcernStepKind.VOIDED)
    assert concerns.detail(key).values["satisfaction"] == "satisfied"


def test_the_whole_way_to_strike_off(desk: Desk) -> None:
    key = desk.register()
    desk.step("accept", key)
    desk.today = date(2023, 3, 8)
    desk.step("finish", key, date(2023, 3, 8), "已铺沙石")
    assert desk.office.concerns.detail(key).values["disposition"] == "immediate"
    with pytest.raises(RefusedError, match="不能“销号”"):
        desk.step("strike_off", key)
    desk.today = date(2023, 3, 12)
    desk.step("feed_back", key, PHONED)
    desk.step("strike_off", key)
    detail = desk.office.concerns.detail(key)
    assert detail.state is ConcernState.STRUCK_OFF
    assert detail.struck_off_by == desk.office.context.actor
    assert detail.values["feedback_way"] == "phone"
    assert [step.on for step in detail.steps] == [
        DAY, DAY, date(2023, 3, 8), date(2023, 3, 10), date(2023, 3, 12),
    ]  # fmt: skip


def test_striking_off_needs_day_way_person_and_opinion(desk: Desk) -> None:
    key = desk.register()
    desk.today = date(2023, 3, 12)
    desk.step("finish", key, date(2023, 3, 8), "已办")
    for missing in (replace(PHONED, to=" "), replace(PHONED, way="")):
        with pytest.raises(InputRefusedError):
            desk.step("feed_back", key, missing)
    with pytest.raises(InputRefusedError, match="早于办结"):
        desk.step("feed_back", key, replace(PHONED, on=date(2023, 3, 7)))
    desk.step("feed_back", key, replace(PHONED, satisfaction=""))
    with pytest.raises(RefusedError, match="满意度"):
        desk.step("strike_off", key)
    desk.step("feed_back", key, PHONED)
    with pytest.raises(InputRefusedError, match="早于反馈"):
        desk.step("strike_off", key, date(2023, 3, 9))
    desk.step("strike_off", key)
    assert desk.state(key) == "struck_off"


def test_explaining_needs_the_policy(desk: Desk) -> None:
    key = desk.register()
    with pytest.raises(InputRefusedError, match="政策依据"):
        desk.step("explain", key, DAY, " ")
    desk.step("explain", key, DAY, "不在补助范围：云政发〔2020〕1号")
    assert desk.state(key) == "explained"
    assert desk.office.concerns.detail(key).values["done_on"] == DAY


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("give_back", (" ",)),
        ("extend", (date(2023, 5, 1), " ", "雨季")),
        ("extend", (date(2023, 5, 1), "张站长", " ")),
        ("extend", (date(2023, 3, 20), "张站长", "雨季")),
        ("supervise", ("", "限期办结")),
        ("supervise", ("李镇长", " ")),
        ("pause", (" ",)),
        ("progress", ("",)),
        ("assign", (" ",)),
        ("finish", (DAY, " ")),
        ("finish", (date(2023, 2, 28), "已办")),
        ("finish", (date(2023, 3, 2), "已办")),
        ("escalate", (Escalation("township", " ", "方案"),)),
        ("void", (" ",)),
    ],
)
def test_a_step_without_its_reason_is_refused(desk: Desk, name: str, args: tuple) -> None:
    key = desk.register(limit_on=date(2023, 4, 1), level="村")
    before = desk.office.concerns.detail(key)
    with pytest.raises((InputRefusedError, RefusedError)):
        desk.step(name, key, *args)
    assert desk.office.concerns.detail(key) == before


def test_passing_up_goes_upwards_only_and_wants_plan_and_limit(desk: Desk) -> None:
    key = desk.register(level="村")
    with pytest.raises(InputRefusedError, match="方案"):
        desk.step("escalate", key, Escalation("township", "请协调资金"))
    with pytest.raises(InputRefusedError, match="时限"):
        desk.step("escalate", key, Escalation("township", "请协调资金", "列入明年计划"))
    desk.office.concerns.save(edited(desk, key, limit_on=date(2023, 5, 1)))
    desk.step("escalate", key, Escalation("镇", "请协调资金", "列入明年计划"))
    for lower in ("village", "township", "没有这一级"):
        with pytest.raises(RefusedError, match="逐级"):
            desk.step("escalate", key, Escalation(lower, "请协调资金"))
    desk.step("accept", key)
    desk.step("escalate", key, Escalation("county", "请立项"))
    detail = desk.office.concerns.detail(key)
    assert (detail.state, detail.values["level"]) == (ConcernState.ESCALATED, "county")
    assert ConcernStepKind.ESCALATED not in desk.office.concerns.allowed(key)
    assert desk.office.concerns.levels_above(key) == ()


def test_a_level_is_raised_by_passing_up_alone(desk: Desk) -> None:
    key = desk.register(level="村")
    with pytest.raises(InputRefusedError, match="上报"):
        desk.office.concerns.save(edited(desk, key, level="镇"))


def test_a_group_may_write_down_calm_and_report_but_not_decide(desk: Desk) -> None:
    key = desk.register(level="组", limit_on=date(2023, 4, 1))
    allowed = desk.office.concerns.allowed(key)
    assert ConcernStepKind.ESCALATED in allowed
    assert not {ConcernStepKind.DONE, ConcernStepKind.EXTENDED} & set(allowed)
    with pytest.raises(RefusedError, match="先上报"):
        desk.step("finish", key, DAY, "已办")
    desk.step("escalate", key, Escalation("village", "请村里办", "修路"))
    assert ConcernStepKind.DONE in desk.office.concerns.allowed(key)


def test_an_extension_moves_the_limit_and_says_who_allowed_it(desk: Desk) -> None:
    key = desk.register(limit_on=date(2023, 3, 31))
    with pytest.raises(InputRefusedError, match="延期"):
        desk.office.concerns.save(edited(desk, key, limit_on=date(2023, 4, 30)))
    desk.step("extend", key, date(2023, 4, 30), "张站长", "雨季不能施工")
    step = desk.office.concerns.detail(key).steps[-1]
    assert (step.old_limit, step.new_limit) == (date(2023, 3, 31), date(2023, 4, 30))
    assert (step.approved_by, step.note) == ("张站长", "雨季不能施工")
    no_limit = desk.register()
    with pytest.raises(RefusedError, match="没有办结时限"):
        desk.step("extend", no_limit, date(2023, 4, 30), "张站长", "雨季")


def test_a_pause_moves_the_limit_and_is_not_overdue(desk: Desk) -> None:
    key = desk.register(limit_on=date(2023, 3, 31))
    concerns = desk.office.concerns
    desk.today = date(2023, 3, 21)
    desk.step("pause", key, "等待上级批复")
    with pytest.raises(RefusedError, match="恢复计时再延期"):
        desk.step("extend", key, date(2023, 4, 30), "张站长", "雨季")
    with pytest.raises(RefusedError, match="已经暂停"):
        desk.step("pause", key, "再停")
    desk.today = date(2023, 4, 10)
    row = concerns.rows([key])[key]
    assert (row.light, row.limit_on, row.days) == (Light.PAUSED, date(2023, 4, 20), 10)
    assert not concerns.ids(ConcernFilter(overdue=True))
    desk.step("resume", key)
    detail = concerns.detail(key)
    assert detail.values["limit_on"] == detail.limit_today == date(2023, 4, 20)
    assert detail.steps[-1].note == "等待上级批复"
    with pytest.raises(RefusedError):
        desk.step("resume", key)
    desk.today = date(2023, 4, 21)
    assert list(concerns.ids(ConcernFilter(overdue=True))) == [key]
    assert concerns.rows([key])[key].days == -1


def test_no_day_stands_still_twice(desk: Desk) -> None:
    key = desk.register(limit_on=date(2023, 3, 31))
    desk.today = date(2023, 3, 20)
    desk.step("pause", key, "等批复", date(2023, 3, 5))
    desk.step("resume", key, date(2023, 3, 15))
    with pytest.raises(InputRefusedError, match="2023-03-15"):
        desk.step("pause", key, "等批复", date(2023, 3, 5))
    desk.step("pause", key, "又等批复", date(2023, 3, 15))
    desk.step("resume", key, date(2023, 3, 18))
    assert desk.office.concerns.detail(key).values["limit_on"] == date(2023, 4, 13)


def test_a_limit_does_not_move_once_the_work_is_done(desk: Desk) -> None:
    key = desk.register(limit_on=date(2023, 3, 5))
    desk.today = date(2023, 3, 10)
    desk.step("finish", key, desk.today, "已办")  # five days late
    for limit in (date(2023, 3, 31), None):
        with pytest.raises(InputRefusedError, match="已经办结"):
            desk.office.concerns.save(edited(desk, key, limit_on=limit or ""))
    desk.office.concerns.save(edited(desk, key, note="补记"))
    assert desk.office.concerns.detail(key).values["limit_on"] == date(2023, 3, 5)


def test_lights_turn_amber_at_seven_tenths_and_red_after_the_limit(desk: Desk) -> None:
    key = desk.register(limit_on=DAY + timedelta(days=30))
    for day, light, amber in (
        (DAY + timedelta(days=20), Light.GREY, 0),
        (DAY + timedelta(days=21), Light.AMBER, 1),
        (DAY + timedelta(days=30), Light.AMBER, 1),
        (DAY + timedelta(days=31), Light.RED, 0),
    ):
        desk.today = day
        assert desk.office.concerns.rows([key])[key].light is light
        assert desk.office.concerns.count(ConcernFilter(amber=True)) == amber
    desk.step("finish", key, desk.today, "已办")
    assert desk.office.concerns.rows([key])[key].light is Light.DONE


def test_pausing_late_and_ending_keep_one_story(desk: Desk) -> None:
    key = desk.register(limit_on=date(2023, 3, 11))
    desk.today = date(2023, 3, 20)
    desk.step("pause", key, "等批复")
    desk.today = date(2023, 3, 25)
    assert list(desk.office.concerns.ids(ConcernFilter(overdue=True))) == [key]
    desk.step("finish", key, desk.today, "已办")
    detail = desk.office.concerns.detail(key)
    assert detail.values["limit_on"] == date(2023, 3, 11)
    assert [pause.until for pause in detail.pauses] == [desk.today]


def test_what_comes_back_keeps_its_number_and_asks_again(desk: Desk) -> None:
    key = desk.register()
    desk.today = date(2023, 3, 12)
    desk.step("finish", key, date(2023, 3, 8), "已办")
    desk.step("feed_back", key, PHONED)
    desk.step("strike_off", key)
    with pytest.raises(InputRefusedError):
        desk.step("reopen", key, " ")
    desk.step("reopen", key, "路又冲毁", date(2023, 4, 12))
    detail = desk.office.concerns.detail(key)
    assert (detail.number, detail.state, detail.reopened) == (
        "民2023-0001", ConcernState.IN_HAND, 1,
    )  # fmt: skip
    gone = {"done_on", "feedback_on", "feedback_way", "feedback_to", "satisfaction"}
    assert not gone & set(detail.values)
    assert detail.values["limit_on"] == date(2023, 4, 12)
    assert "满意" in next(s.note for s in detail.steps if s.kind is ConcernStepKind.FED_BACK)


def test_a_returned_concern_can_be_taken_up_again(desk: Desk) -> None:
    key = desk.register()
    desk.step("give_back", key, "不属本镇管辖")
    assert desk.office.concerns.detail(key).values["returned_on"] == DAY
    desk.step("reopen", key, "核实后属本镇")
    detail = desk.office.concerns.detail(key)
    assert (detail.state, detail.reopened) == (ConcernState.IN_HAND, 0)


def test_an_answer_given_later_leaves_the_ledger(desk: Desk) -> None:
    key = desk.register(limit_on=date(2023, 4, 1))
    desk.step("answer_now", key, "已当面答复")
    assert desk.state(key) == "answered"
    taken = desk.register()
    desk.step("accept", taken)
    with pytest.raises(RefusedError):
        desk.step("answer_now", taken, "已答复")


def test_a_concern_becomes_a_dispute_and_is_linked_both_ways(desk: Desk) -> None:
    key = desk.register(household_id=desk.home(), content="与邻居争地界", place="大田")
    dispute_id, _ = desk.step("convert_to_dispute", key)
    dispute = desk.office.disputes.detail(dispute_id)
    detail = desk.office.concerns.detail(key)
    assert (detail.state, detail.dispute_id) == (ConcernState.CONVERTED, dispute_id)
    assert dispute.concern_ids == (key,)
    assert dispute.values["found_on"] == DAY
    assert [party.name for party in dispute.parties] == ["李强"]
    assert desk.office.concerns.allowed(key) == ()


def test_undoing_a_conversion_brings_the_concern_back(desk: Desk) -> None:
    key = desk.register()
    desk.step("convert_to_dispute", key)
    desk.office.undo.take_back()
    assert desk.state(key) == "pending"
    again, _ = desk.step("convert_to_dispute", key)
    assert desk.office.disputes.detail(again).number == "纠2023-0002"


def test_a_conversion_worked_on_since_stays(desk: Desk) -> None:
    key = desk.register()
    dispute_id, changes = desk.step("convert_to_dispute", key)
    seen = desk.office.disputes.detail(dispute_id)
    desk.office.disputes.accept(dispute_id, seen.version, DAY, "当事人申请")
    with pytest.raises(RefusedError, match="不能撤销"):
        desk.office.undo.take_back(changes.operation)
    assert desk.state(key) == "converted"


def test_a_voided_concern_leaves_lists_but_not_its_number(desk: Desk) -> None:
    key = desk.register()
    desk.step("void", key, "重复登记")
    assert not desk.office.concerns.ids()
    assert list(desk.office.concerns.ids(ConcernFilter(states=(ConcernState.VOID,)))) == [key]
    assert desk.office.concerns.detail(desk.register()).number == "民2023-0002"


def test_numbers_run_by_the_year_and_are_never_given_twice(desk: Desk) -> None:
    first, changes = desk.office.concerns.save(draft(DAY))
    desk.office.undo.take_back(changes.operation)
    assert first not in desk.office.concerns.ids()
    second = desk.register()
    older = desk.register(received_on=date(2022, 12, 31))
    numbers = [desk.office.concerns.detail(key).number for key in (second, older)]
    assert numbers == ["民2023-0002", "民2022-0001"]


def test_undoing_a_step_restores_what_stood_before(desk: Desk) -> None:
    key = desk.register()
    before = desk.office.concerns.detail(key)
    desk.step("finish", key, DAY, "已办")
    desk.office.undo.take_back()
    after = desk.office.concerns.detail(key)
    assert (after.state, after.values, after.steps) == (before.state, before.values, before.steps)


def test_half_a_step_is_not_given_back(desk: Desk) -> None:
    key = desk.register()
    changes = desk.step("finish", key, DAY, "已办")
    desk.step("reopen", key, "又坏了")
    desk.today = date(2023, 3, 9)
    desk.step("finish", key, desk.today, "再办")
    report = desk.office.undo.take_back(changes.operation)
    assert any(kept.kind == "concern" for kept in report.kept)
    detail = desk.office.concerns.detail(key)
    assert (detail.state, detail.values["done_on"]) == (ConcernState.DONE, desk.today)


def test_what_someone_else_saved_meanwhile_is_told_with_both_values(desk: Desk) -> None:
    key = desk.register()
    mine, theirs = edited(desk, key, title="修路"), edited(desk, key, title="修桥")
    desk.office.concerns.save(theirs)
    with pytest.raises(ConflictError) as caught:
        desk.office.concerns.save(mine)
    assert caught.value.fields["申办事项"] == ("修桥", "修路")
    with pytest.raises(ConflictError):
        desk.office.concerns.accept(key, mine.version)


def test_an_edit_leaves_what_steps_set_alone(desk: Desk) -> None:
    key = desk.register()
    desk.step("finish", key, DAY, "已办")
    late = {"done_on": date(2023, 5, 1), "satisfaction": "satisfied"}
    desk.office.concerns.save(edited(desk, key, note="补记", **late))
    values = desk.office.concerns.detail(key).values
    assert (values["done_on"], values["note"]) == (DAY, "补记")
    assert "satisfaction" not in values
    desk.today = date(2023, 3, 9)
    with pytest.raises(InputRefusedError, match="晚于办结"):
        desk.office.concerns.save(edited(desk, key, received_on=date(2023, 3, 8)))


@pytest.mark.parametrize("key", ["", *SORT_KEYS])
def test_every_column_sorts_everything(desk: Desk, key: str) -> None:
    made = {
        desk.register(applicant=name, title=title, limit_on=limit)
        for name, title, limit in (
            ("曾国强", "修路", date(2023, 4, 1)),
            ("阿里", "低压", None),
            ("仇英", "饮水", date(2023, 5, 1)),
        )
    }
    for descending in (False, True):
        ids = desk.office.concerns.ids(ConcernFilter(), Sort(key, descending))
        assert set(ids) == made
    with pytest.raises(UsageError):
        desk.office.concerns.ids(ConcernFilter(), Sort("没有这一列"))


def test_names_sort_by_pinyin_and_numbers_by_their_size(desk: Desk) -> None:
    names = ("曾国强", "阿里", "仇英")  # zēng, ā, qiú
    keys = [desk.register(applicant=name) for name in names]
    ids = desk.office.concerns.ids(ConcernFilter(), Sort("applicant"))
    assert [names[keys.index(key)] for key in ids] == ["阿里", "仇英", "曾国强"]
    with desk.office.context.store.operation("编号", "工作人员") as operation:
        operation.next_number("concern-2023", 9996)
    late = desk.register()
    assert desk.office.concerns.detail(late).number == "民2023-10000"
    assert desk.office.concerns.ids(ConcernFilter(), Sort("number"))[-1] == late


def test_filters_find_what_they_say(desk: Desk) -> None:
    home = desk.home()
    first = desk.register(household_id=home, level="村")
    second = desk.register(household_id=home, title="饮水困难", owner="赵干部", channel="来电")
    desk.register(category="发展建议", level="镇")
    concerns = desk.office.concerns
    for wanted, found in (
        (ConcernFilter(household_id=home), [second, first]),
        (ConcernFilter(repeated=True), [second]),
        (ConcernFilter(text="饮水"), [second]),
        (ConcernFilter(text="2023-0001"), [first]),
        (ConcernFilter(owner="赵干部"), [second]),
        (ConcernFilter(level="village"), [first]),
        (ConcernFilter(channel="phone"), [second]),
        (ConcernFilter(ids=(first,)), [first]),
        (ConcernFilter(since=date(2023, 3, 2)), []),
        (ConcernFilter(states=(ConcernState.DONE,)), []),
        (ConcernFilter(owed_feedback=True), []),
    ):
        assert list(concerns.ids(wanted)) == found, wanted


def test_limits_are_offered_in_working_days(desk: Desk) -> None:
    offered = {one.label: one for one in desk.office.concerns.deadlines()}
    friday = date(2023, 4, 28)  # before 五一: off until 3 May, worked on Saturday the 6th
    assert desk.office.concerns.limit_for(friday, offered["3个工作日"]) == date(2023, 5, 6)
    assert desk.office.concerns.limit_for(friday, offered["30天"]) == date(2023, 5, 28)


def test_the_history_speaks_the_office_words(desk: Desk) -> None:
    key = desk.register()
    desk.step("accept", key)
    told = desk.office.concerns.history(key)
    assert ("状态", "待受理", "正在办理") in {(one.field, one.old, one.new) for one in told}
    sentences = [row.sentence for row in desk.office.history.operations(2)]
    assert sentences == [
        f"民情事项民2023-0001{CONCERN_STEP_LABELS[ConcernStepKind.ACCEPTED]}",
        "登记民情事项民2023-0001",
    ]
