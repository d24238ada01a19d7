"""Month-end round, public notices and briefings; what must never be published (R98–R102, 10.2)."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.errors import InputRefusedError, RefusedError, SomeRefusedError
from liaison_desktop.domain.matters.concern import Feedback
from liaison_desktop.domain.matters.leak_scan import LeakKind
from liaison_desktop.domain.matters.notice import Board, BriefingKind, NoticeContent
from liaison_desktop.domain.terms.concern import CONCERN_FIELDS, ConcernStepKind
from tests.services.matters.concern_drafts import Desk, desk_at

MONTH = date(2023, 3, 1)
ID_NUMBER, PHONE, ILLNESS = "532324195807150018", "13887412345", "尿毒症"
PLANTED = (ID_NUMBER, PHONE, ILLNESS)


@pytest.fixture
def desk(_paired_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with desk_at(_paired_data, tmp_path / "data") as opened:
        yield opened


def village(desk: Desk) -> int:
    return next(one.id for one in desk.office.areas.villages() if one.name == "中和村")


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
        return "".join("".join(texts).split())
    finally:
        document.close()


def of_village(desk: Desk, **values) -> int:
    return desk.register(household_id=desk.home(), **{"applicant": None, **values})


def notice(desk: Desk, month: date = MONTH) -> NoticeContent:
    return desk.office.notices.draft(Board.VILLAGE, village(desk), month)


def test_a_notice_has_the_four_columns_of_what_is_open_or_was_done(desk: Desk) -> None:
    done = of_village(desk, title="路灯不亮", limit_on=date(2023, 3, 20))
    is_open = of_village(desk, title="沟渠堵塞")
    of_village(desk, answered=True, result="已答复", title="咨询医保")
    returned, void = of_village(desk, title="外地事项"), of_village(desk, title="登记有误")
    desk.step("give_back", returned, "不属本镇")
    desk.step("void", void, "重复")
    desk.register(title="外村事项", household_id=desk.home(village="补歹村"), applicant=None)
    desk.today = date(2023, 3, 9)
    desk.step("finish", done, desk.today, "已换新灯")
    desk.office.notices.carry_over([is_open], "已联系挖机", MONTH)
    content = notice(desk)
    assert [(line.concern_id, line.matter, line.owner, line.limit_on, line.handling)
            for line in content.lines] == [
        (done, "路灯不亮", "王干部", date(2023, 3, 20), "已办结（3月9日）：已换新灯"),
        (is_open, "沟渠堵塞", "王干部", None, "正在办理：已联系挖机"),
    ]  # fmt: skip
    assert content.leaks == ()
    assert content.title == "中和村2023年3月民情事项办理情况公示表"
    assert [line.concern_id for line in notice(desk, date(2023, 4, 1)).lines] == [is_open]


def test_the_townships_board_shows_what_it_handles(desk: Desk) -> None:
    of_village(desk, level="村")
    town = of_village(desk, level="镇", title="通村公路")
    content = desk.office.notices.draft(Board.TOWNSHIP, None, MONTH)
    assert [line.concern_id for line in content.lines] == [town]
    assert content.area == "罗雄镇"
    with pytest.raises(RefusedError, match="哪个村"):
        desk.office.notices.draft(Board.VILLAGE, None, MONTH)


def test_publishing_keeps_what_was_put_up(desk: Desk) -> None:
    key = of_village(desk, title="沟渠堵塞")
    content = notice(desk)
    mended = replace(content, lines=(replace(content.lines[0], handling="正在清理"),))
    first, changes = desk.office.notices.publish(mended)
    desk.step("finish", key, desk.today, "已清理")
    kept = desk.office.notices.content(first)
    assert kept.lines[0].handling == "正在清理"
    assert kept.published_on == desk.today
    second, _ = desk.office.notices.publish(notice(desk))
    assert desk.office.notices.content(second).issue == 2
    assert [row.id for row in desk.office.notices.rows()] == [second, first]
    kinds = [step.kind for step in desk.office.concerns.detail(key).steps]
    assert kinds.count(ConcernStepKind.PUBLISHED) == 2
    with pytest.raises(RefusedError, match="公布"):
        desk.office.undo.take_back(changes.operation)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"办证，身份证{ID_NUMBER}", LeakKind.IDENTITY),
        (f"联系{PHONE}", LeakKind.MOBILE),
        (f"因{ILLNESS}申请救助", LeakKind.ILLNESS),
    ],
)
@pytest.mark.parametrize("field", ["matter", "owner", "handling"])
def test_a_leaky_line_is_named_and_never_published(
    desk: Desk, field: str, text: str, kind: LeakKind
) -> None:
    of_village(desk)
    content = notice(desk)
    leaky = replace(content, lines=(replace(content.lines[0], **{field: text}),))
    assert {leak.kind for leak in desk.office.notices.leaks(leaky)} == {kind}
    for refuse in (desk.office.notices.publish, desk.office.notices.pdf):
        with pytest.raises(RefusedError, match="第1行") as caught:
            refuse(leaky)
        assert not any(planted in caught.value.message for planted in PLANTED)
    assert desk.office.notices.rows() == ()


def test_neither_who_asked_nor_the_family_is_published(desk: Desk) -> None:
    home = desk.home()
    members = desk.office.households.detail(home).members
    asked = of_village(desk, title=f"{members[0].name}家门前积水")
    desk.register(title=f"帮{members[-1].name}找工作", household_id=home, applicant=None)
    desk.register(title="王小明家漏雨", applicant="王小明", village_id=village(desk))
    content = notice(desk)
    named = {leak.where for leak in content.leaks if leak.kind is LeakKind.NAME}
    assert named == {f"第{line}行“待办事项”" for line in (1, 2, 3)}
    with pytest.raises(RefusedError, match="姓名"):
        desk.office.notices.publish(content)
    clean = [replace(line, matter="积水、就业、漏雨") for line in content.lines]
    key, _ = desk.office.notices.publish(replace(content, lines=tuple(clean)))
    assert members[0].name not in text_of(desk.office.notices.pdf(desk.office.notices.content(key)))
    assert desk.office.concerns.detail(asked).owner == "王干部"


def test_only_a_cadre_of_the_register_may_be_an_owner_of_that_name(desk: Desk) -> None:
    cadre = desk.office.cadres.ids(CadreFilter())[0]
    name = desk.office.cadres.rows([cadre])[cadre].name
    of_village(desk, applicant=name, owner=name, owner_id=cadre)
    assert notice(desk).leaks == ()
    of_village(desk, applicant="王小明", owner="王小明家")
    (leak,) = notice(desk).leaks
    assert (leak.where, leak.kind) == ("第2行“主办责任人”", LeakKind.NAME)
    briefing = desk.office.notices.briefing(BriefingKind.VILLAGE_DAY, MONTH, village(desk))
    assert "王小明" not in text_of(desk.office.notices.briefing_pdf(briefing))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_planted_in_any_field_never_reaches_a_board_or_a_meeting(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    texts = [field.name for field in CONCERN_FIELDS if field.type.value in ("text", "long_text")]
    coded = [field.name for field in CONCERN_FIELDS if field.type.value == "code"]
    made = []
    for name in (*texts, *coded, "owner", "first_receiver"):
        planted = chance.choice(PLANTED)
        values = {"plan": "方案", "basis": "依据", "limit_on": date(2023, 4, 1), "level": "镇"}
        values[name] = planted
        made.append(of_village(desk, **values))
    for key in made[::2]:
        desk.step("finish", key, desk.today, f"已告知{chance.choice(PLANTED)}")
    office = desk.office.notices
    for content in (notice(desk), office.draft(Board.TOWNSHIP, None, MONTH)):
        for action in (office.publish, office.pdf, lambda c: office.xlsx(c, tmp_path / "x.xlsx")):
            with pytest.raises(RefusedError):
                action(content)
    assert not (tmp_path / "x.xlsx").exists()
    for kind, area in (
        (BriefingKind.VILLAGE_DAY, village(desk)), (BriefingKind.TOWNSHIP_MEETING, None),
    ):  # fmt: skip
        briefing = office.briefing(kind, MONTH, area)
        told = text_of(office.briefing_pdf(briefing)) + str(briefing)
        assert not [planted for planted in PLANTED if planted in told]
    clean = notice(desk)
    leaky = {leak.where.split("行")[0] for leak in clean.leaks}
    lines = [line for number, line in enumerate(clean.lines, start=1) if f"第{number}" not in leaky]
    key, _ = office.publish(replace(clean, lines=tuple(lines)))
    printed = text_of(office.pdf(office.content(key)))
    assert lines
    assert "入户路未硬化" in printed
    assert not [planted for planted in PLANTED if planted in printed]


def test_a_draft_with_a_voided_matter_is_not_published(desk: Desk) -> None:
    key = desk.register(household_id=desk.home())
    content = notice(desk)
    assert [line.concern_id for line in content.lines] == [key]
    desk.step("void", key, "重复登记")
    with pytest.raises(RefusedError, match="已经作废"):
        desk.office.notices.publish(content)
    assert desk.office.notices.rows() == ()


def test_a_notice_without_text_or_too_long_is_refused(desk: Desk) -> None:
    of_village(desk)
    content = notice(desk)
    for values in ({"matter": " "}, {"handling": "办" * 201}):
        with pytest.raises(InputRefusedError, match="第1行"):
            desk.office.notices.publish(
                replace(content, lines=(replace(content.lines[0], **values),))
            )


def test_the_workbook_has_exactly_four_columns(desk: Desk, tmp_path: Path) -> None:
    of_village(desk, limit_on=date(2023, 4, 1))
    out = tmp_path / "公示.xlsx"
    assert desk.office.notices.xlsx(notice(desk), out) == 1
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    assert rows[0] == ("待办事项", "主办责任人", "办结时限", "办结情况")
    assert rows[1][0] == "入户路未硬化"


def test_the_month_end_round_strikes_off_carries_over_and_lists_the_new(desk: Desk) -> None:
    old = of_village(desk, title="旧事", received_on=date(2023, 2, 3))
    new = of_village(desk, title="新事", limit_on=date(2023, 3, 15))
    told = of_village(desk, title="已反馈")
    desk.step("finish", told, desk.today, "已办")
    desk.step("feed_back", told, Feedback(desk.today, "电话", "本人", "满意"))
    desk.today = date(2023, 3, 30)
    before = desk.office.notices.round(MONTH)
    assert before.day == date(2023, 3, 30)
    assert [line.concern_id for line in before.to_strike_off] == [told]
    assert [(line.concern_id, line.overdue) for line in before.to_carry] == [
        (old, False), (new, True),
    ]  # fmt: skip
    assert {line.concern_id for line in before.entered} == {new, told}
    with pytest.raises(InputRefusedError, match="办理情况"):
        desk.office.notices.carry_over([old, new], " ", MONTH)
    desk.office.notices.carry_over([old], "等资金", MONTH)
    after = desk.office.notices.round(MONTH)
    assert [line.concern_id for line in after.to_carry] == [new]
    assert [(line.concern_id, line.last_note) for line in after.carried] == [(old, "等资金")]
    with pytest.raises(RefusedError, match="不需要结转"):
        desk.office.notices.carry_over([told], "等资金", MONTH)
    desk.office.notices.publish(notice(desk))
    assert len(desk.office.notices.round(MONTH).notices) == 1


def fed_back(desk: Desk, **values) -> int:
    key = of_village(desk, **values)
    desk.step("finish", key, desk.today, "已办")
    desk.step("feed_back", key, Feedback(desk.today, "电话", "本人", "满意"))
    return key


def test_several_are_struck_off_in_one_operation_and_taken_back_in_one(desk: Desk) -> None:
    keys = [fed_back(desk, title=title) for title in ("路灯", "水管", "沟渠")]
    before = len(desk.office.history.operations(50))
    changes = desk.office.notices.strike_off(keys)
    assert [desk.state(key) for key in keys] == ["struck_off"] * 3
    assert len(desk.office.history.operations(50)) == before + 1
    desk.office.undo.take_back(changes.operation)
    for key in keys:
        found = desk.office.concerns.detail(key)
        assert found.state.value == "fed_back"
        assert ConcernStepKind.STRUCK_OFF not in {step.kind for step in found.steps}


def test_none_is_struck_off_when_one_cannot_be_and_each_is_named(desk: Desk) -> None:
    ready = fed_back(desk, title="路灯")
    is_open, done = of_village(desk, title="水管"), of_village(desk, title="沟渠")
    desk.step("finish", done, desk.today, "已办")
    with pytest.raises(SomeRefusedError) as refused:
        desk.office.notices.strike_off([ready, is_open, done, 10**6])
    assert refused.value.ids == (is_open, done, 10**6)
    told = refused.value.message.splitlines()
    for key, line in zip((is_open, done), told, strict=False):
        assert line.startswith(f"{desk.office.concerns.detail(key).number}：")
    assert "其余 1 件也没有动" in told[-1]
    assert desk.state(ready) == "fed_back"
    with pytest.raises(InputRefusedError, match="选择"):
        desk.office.notices.strike_off([])


def test_none_is_carried_over_when_one_cannot_be_and_undo_takes_all_back(desk: Desk) -> None:
    keys = [of_village(desk, title=title) for title in ("路灯", "水管")]
    later = fed_back(desk, title="沟渠")
    with pytest.raises(SomeRefusedError, match="不需要结转") as refused:
        desk.office.notices.carry_over([*keys, later], "等资金", MONTH)
    assert refused.value.ids == (later,)
    assert desk.office.notices.round(MONTH).carried == ()
    changes = desk.office.notices.carry_over(keys, "等资金", MONTH)
    assert {line.concern_id for line in desk.office.notices.round(MONTH).carried} == set(keys)
    desk.office.undo.take_back(changes.operation)
    assert desk.office.notices.round(MONTH).carried == ()


@pytest.mark.parametrize(("year", "last"), [(2026, 28), (2028, 29)])
def test_february_ends_on_its_last_day(desk: Desk, year: int, last: int) -> None:
    assert desk.office.notices.round(date(year, 2, 5)).day == date(year, 2, last)


def test_a_briefing_counts_by_class_and_by_village(desk: Desk) -> None:
    first = of_village(desk, level="镇")
    of_village(desk, category="发展建议", received_on=date(2023, 2, 3))
    desk.register(household_id=desk.home(village="补歹村"), applicant=None, category="另类")
    desk.step("finish", first, desk.today, "已办")
    town = desk.office.notices.briefing(BriefingKind.TOWNSHIP_MEETING, MONTH)
    assert town.by_category == (
        ("干部作风", 0, 0, 0), ("实际困难", 1, 1, 0), ("工作不足", 0, 0, 0), ("发展建议", 0, 0, 1),
        ("其他", 1, 0, 1),
    )  # fmt: skip
    assert set(town.by_area) == {("中和村", 1, 1, 1), ("补歹村", 1, 0, 1)}
    assert town.held_on == date(2023, 4, 3)
    own = desk.office.notices.briefing(BriefingKind.VILLAGE_DAY, MONTH, village(desk))
    assert sum(row[3] for row in own.by_category) == len(own.lines) == 1
    assert own.held_on == date(2023, 4, 5)
    with pytest.raises(RefusedError, match="哪个村"):
        desk.office.notices.briefing(BriefingKind.VILLAGE_DAY, MONTH)
