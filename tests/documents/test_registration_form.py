import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.form_table import BOTTOM, LEFT, WIDE
from liaison_desktop.documents.page import A4, Rect
from liaison_desktop.documents.registration_form import (
    form_pages,
    registration_forms_pdf,
    undrawable,
)
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.progress import Silence
from liaison_desktop.domain.register.registration_form import (
    SIX_QUESTIONS,
    FormBlock,
    FormMember,
    RegistrationContent,
)
from tests.documents import paper

MEMBERS = (
    FormMember("张三", "户主", "男", "1975-03", "彝族", "532324********0018", "初中", "群众"),
    FormMember("㛃䶮堃", "妻", "女", "1978-11", "汉族", health="长期慢性病", phone="138****5678"),
)
LONG = "烤烟三亩、玉米两亩，另有小黄姜和油菜轮作，今年打算扩大到五亩并试种软籽石榴。" * 12
FORM = RegistrationContent(
    title="民情登记卡",
    station="罗平县罗雄镇群众工作站",
    number="03-0017",
    village="中和村",
    group="第3组",
    door="小河边12号",
    head="<i>张三",
    phone="138****0001",
    cadre="岳青松",
    cadre_phone="13800001234",
    made_on=datetime.date(2023, 5, 8),
    way="单户联系",
    blocks=(
        FormBlock("生产", (("耕地面积", "5.6 亩"), ("主要种植", LONG), ("主要养殖", "猪 6 头"))),
        FormBlock("空块", ()),
    ),
    members=MEMBERS,
)


def text_of(pdf):
    pages = (paper.page_text(pdf, page) for page in range(paper.page_count(pdf)))
    return "".join("".join(pages).split())


def test_everything_is_printed_nothing_cut():
    text = text_of(registration_forms_pdf([FORM], Silence()))
    for value in (
        "民情登记卡", "03-0017", "中和村第3组", "<i>张三", "138****0001", "岳青松", "单户联系",
        "2023年5月8日", "家庭成员（2人）", "532324********0018", "㛃䶮堃", "长期慢性病",
        "㛃䶮堃138****5678", "5.6亩", LONG, "猪6头", "户主签字", "告知：",
    ):  # fmt: skip
        assert value in text
    for question in SIX_QUESTIONS:
        assert question in text
    assert "空块" not in text


def test_an_unknown_date_leaves_room_to_write():
    text = text_of(registration_forms_pdf([replace(FORM, made_on=None)], Silence()))
    assert "建卡日期：年月日" in text


def test_a_large_family_runs_on_under_a_repeated_head():
    family = replace(FORM, members=MEMBERS * 30)
    pdf = registration_forms_pdf([family], Silence())
    heads = [
        page
        for page in range(paper.page_count(pdf))
        if "公民身份号码" in paper.page_text(pdf, page)
    ]
    assert len(heads) >= 2
    assert text_of(pdf).count("㛃䶮堃妻") == 30


def test_every_page_says_whose_it_is_and_how_many_there_are():
    pdf = registration_forms_pdf([FORM, replace(FORM, number="03-0018")], Silence())
    count = len(form_pages(FORM))
    assert paper.page_count(pdf) == 2 * count
    for page in range(2 * count):
        text = "".join(paper.page_text(pdf, page).split())
        assert f"户编号：03-00{17 + page // count}" in text
        assert f"第{page % count + 1}页共{count}页" in text


def test_rules_stay_on_the_paper_and_rows_fill_the_width():
    for page in form_pages(replace(FORM, members=MEMBERS * 30)):
        boxes = [mark for mark in page.parts[0].marks if isinstance(mark, Rect)]
        rows = {}
        for box in boxes:
            assert box.y + box.height <= A4[1] - BOTTOM + 0.01
            rows.setdefault(box.y, []).append(box)
        for row in rows.values():
            assert min(box.x for box in row) == pytest.approx(LEFT)
            assert sum(box.width for box in row) == pytest.approx(WIDE)


def test_no_household_is_said_and_undrawable_names_are_listed():
    with pytest.raises(RefusedError, match="没有可打印的农户"):
        registration_forms_pdf([], Silence())
    lost = FormMember("李\U0003134f", "子")
    assert undrawable([replace(FORM, members=(lost,))]) == {lost.name: frozenset("\U0003134f")}


def test_the_six_questions_stay_together_and_use_their_page():
    facts = FormBlock("生产", tuple((f"项目{n}", "有") for n in range(60)))
    pdf = registration_forms_pdf([replace(FORM, blocks=(facts,))], Silence())
    assert paper.page_count(pdf) == 2
    last = paper.page_text(pdf, 1)
    for question in SIX_QUESTIONS:
        assert question in last
    bottom = form_pages(replace(FORM, blocks=(facts,)))[1]
    lowest = max(mark.y + mark.height for mark in bottom.parts[0].marks if isinstance(mark, Rect))
    assert lowest > 230


def test_a_small_household_fits_one_page():
    small = replace(FORM, blocks=())
    assert paper.page_count(registration_forms_pdf([small], Silence())) == 1


def test_a_value_longer_than_a_page_runs_on_and_stays_on_the_paper():
    very_long = "".join(f"第{n}条记录，" for n in range(1200))
    block = FormBlock("困难", (("发展计划", very_long),))
    endless = replace(MEMBERS[0], occupation="务工" * 400)
    form = replace(FORM, blocks=(block,), members=(endless,))
    text = text_of(registration_forms_pdf([form], Silence()))
    for n in (0, 599, 1199):
        assert f"第{n}条记录" in text
    assert "（续）" in text
    for page in form_pages(form):
        for mark in page.parts[0].marks:
            if isinstance(mark, Rect):
                assert mark.y + mark.height <= A4[1] - BOTTOM + 0.01
