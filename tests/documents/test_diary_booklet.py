import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.diary_booklet import (
    booklet_pages,
    diary_booklet_pdf,
    imposed_pages,
    undrawable,
)
from liaison_desktop.documents.preview import Preview
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.diary import BookletContent, DiaryDetail
from liaison_desktop.domain.progress import Silence
from tests.documents import paper
from tests.documents.matter_paper import LONG, LOST, RARE, beyond, is_whole, text_of


def diary(day, **values):
    known = {
        "on": datetime.date(2022, 3, day),
        "weather": "晴",
        "time": "上午",
        "place": "中和村第3组",
        "visited": RARE,
        "people": "岳青松、王小二",
        "background": "春耕备耕在即。",
        "content": "耕地三亩。\n水渠淤塞。",
        "reflection": "群众的事无小事。",
        "plan": "三日内到现场看。",
    }
    return DiaryDetail(day, 1, 1, "岳青松", "镇党政办", None, {**known, **values})


BOOKLET = BookletContent("罗雄镇党政办公室", "岳青松", 2022, (diary(15), diary(16), diary(17)))


def printed(booklet, **options):
    return diary_booklet_pdf(booklet, Silence(), **options)


def test_the_cover_names_unit_cadre_and_year():
    text = "".join(paper.page_text(printed(BOOKLET)).split())
    assert text == "民情日记单位罗雄镇党政办公室姓名岳青松年度2022年"


def test_a_diary_begins_with_its_day_and_the_weekday_is_computed():
    pdf = printed(BOOKLET)
    text = "".join(paper.page_text(pdf, 2).split())
    assert text.startswith("3月15日星期二天气晴")
    for value in (
        "走访时间上午", "走访地点中和村第3组", f"走访对象{RARE}", "参加人员岳青松、王小二",
        "一、走访背景春耕备耕在即。", "二、走访内容耕地三亩。水渠淤塞。",
        "三、体会群众的事无小事。", "四、后续工作计划三日内到现场看。", "领导点评", "—1—",
    ):  # fmt: skip
        assert value in text
    assert "3月17日星期四" in "".join(paper.page_text(pdf, 4).split())
    assert "—3—" in "".join(paper.page_text(pdf, 4).split())


def test_a_review_stands_in_its_box():
    reviewed = diary(
        15, review="走访扎实。", reviewer="李站长", review_grade="优秀",
        reviewed_on=datetime.date(2022, 3, 31), recorder="王小二",
    )  # fmt: skip
    text = text_of(printed(replace(BOOKLET, diaries=(reviewed,))))
    for value in ("领导点评走访扎实。", "评定等级：优秀", "点评人：李站长", "2022年3月31日",
                  "记录人王小二"):  # fmt: skip
        assert value in text


def test_pages_are_a5_and_two_fit_a_lying_a4():
    with Preview(printed(BOOKLET)) as preview:
        assert preview.page_count == 5
        assert preview.page_size(2) == pytest.approx((148, 210), abs=0.1)
    with Preview(printed(BOOKLET, imposed=True)) as preview:
        assert preview.page_count == 4
        assert preview.page_size(0) == pytest.approx((297, 210), abs=0.1)


def test_a_folded_booklet_reads_in_order():
    """Sheets printed on both sides, turned over the short edge, nested and folded."""
    booklet = replace(BOOKLET, diaries=tuple(diary(day) for day in range(1, 10)))
    pdf = printed(booklet, imposed=True)
    sheets = paper.page_count(pdf) // 2
    left, right = (0, 0, 148.5, 210), (148.5, 0, 148.5, 210)

    def read(side, box):
        return "".join(paper.text_in(pdf, side, box).split())

    front = [(read(2 * n, right), read(2 * n + 1, left)) for n in range(sheets)]
    back = [(read(2 * n + 1, right), read(2 * n, left)) for n in reversed(range(sheets))]
    texts = [text for leaf in (*front, *back) for text in leaf]
    assert texts[0].startswith("民情日记")
    assert texts[1] == ""
    for day in range(1, 10):
        assert texts[day + 1].startswith(f"3月{day}日")
        assert f"—{day}—" in texts[day + 1]
    assert len(texts) == 12
    assert texts[11] == ""


def test_the_body_is_set_in_twelve_point_fang_song():
    marks = booklet_pages(BOOKLET, Silence())[2].parts[0].marks
    (body,) = [mark for mark in marks if getattr(mark, "text", "") == "群众的事无小事。"]
    assert (body.style.value, body.size) == ("仿宋", 12)


def test_a_long_diary_runs_on_and_says_whose_day_it_is():
    booklet = replace(BOOKLET, diaries=(diary(15, content=LONG, review=LONG),))
    pdf = printed(booklet)
    assert is_whole(text_of(pdf))
    for page in range(3, paper.page_count(pdf)):
        text = "".join(paper.page_text(pdf, page).split())
        assert text.startswith("3月15日星期二天气晴（续）")
        assert f"—{page - 1}—" in text
    pages = booklet_pages(booklet, Silence())
    assert not beyond(pages)
    assert not beyond(imposed_pages(pages))


def test_none_is_refused_and_undrawable_names_are_listed():
    with pytest.raises(RefusedError, match="2022 年还没有民情日记"):
        printed(replace(BOOKLET, diaries=()))
    lost = replace(BOOKLET, diaries=(diary(15, visited=LOST),))
    assert undrawable([BOOKLET]) == {}
    assert undrawable([lost]) == {LOST: frozenset("\U0003134f")}
