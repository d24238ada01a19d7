import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.page import Rect
from liaison_desktop.documents.preview import Preview
from liaison_desktop.documents.public_notice import (
    COLUMNS,
    public_notice_pages,
    public_notice_pdf,
    undrawable,
)
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.leak import Leak, LeakKind
from liaison_desktop.domain.matters.notice import Board, NoticeContent, NoticeLine, NoticePaper
from tests.documents import paper
from tests.documents.matter_paper import LONG, LOST, RARE, STATION, beyond, is_whole, text_of

LINE = NoticeLine(9876, "三组到二组村道硬化", "岳青松", datetime.date(2023, 4, 15), "正在办理")
NOTICE = NoticeContent(
    id=5432,
    board=Board.VILLAGE,
    area_id=3,
    area="罗雄镇中和村",
    station=STATION,
    month=datetime.date(2023, 3, 1),
    issue=1,
    title="民情事项公示表",
    published_on=datetime.date(2023, 3, 31),
    lines=(LINE, NoticeLine(9877, "水渠清淤", RARE, None, "已办结")),
    hotline="0874-8221234",
)


def rows_of(page):
    rows = {}
    for mark in page.parts[0].marks:
        if isinstance(mark, Rect):
            rows.setdefault(round(mark.y, 3), []).append(mark)
    return rows


def test_the_notice_holds_its_four_columns_and_nothing_else():
    text = text_of(public_notice_pdf(NOTICE))
    expected = (
        "民情事项公示表", "罗雄镇中和村", "2023年3月", "公示日期：2023年3月31日", *COLUMNS,
        "三组到二组村道硬化", "岳青松", "2023年4月15日", "正在办理", "水渠清淤", RARE, "已办结",
        "监督电话：0874-8221234", STATION,
    )  # fmt: skip
    rest = text
    for value in expected:
        assert value in rest
        rest = rest.replace(value, "", 1)
    assert rest == ""
    assert COLUMNS == ("待办事项", "主办责任人", "办结时限", "办结情况")
    for page in public_notice_pages(NOTICE):
        assert {len(row) for row in rows_of(page).values()} == {4}


@pytest.mark.parametrize(
    ("size", "expected"), [(NoticePaper.A4, (297, 210)), (NoticePaper.A3, (420, 297))]
)
def test_it_lies_on_a4_or_a3_in_large_type(size, expected):
    pdf = public_notice_pdf(NOTICE, size)
    with Preview(pdf) as preview:
        assert preview.page_size(0) == pytest.approx(expected, abs=0.3)
    sizes = [
        mark.size
        for mark in public_notice_pages(NOTICE, size)[0].parts[0].marks
        if getattr(mark, "text", "") == "正在办理"
    ]
    assert min(sizes) >= 18


def test_dates_stay_on_one_line():
    december = replace(LINE, limit_on=datetime.date(2023, 12, 31))
    pages = public_notice_pages(replace(NOTICE, lines=(december,)))
    texts = [getattr(mark, "text", "") for mark in pages[0].parts[0].marks]
    assert "2023年12月31日" in texts


def test_many_lines_run_on_under_the_head_and_the_station_never_stands_alone():
    for count in range(6, 14):
        notice = replace(NOTICE, lines=(LINE,) * count)
        pdf = public_notice_pdf(notice)
        last = paper.page_count(pdf) - 1
        for page in range(last + 1):
            text = paper.page_text(pdf, page)
            assert "待办事项" in text
            assert "三组到二组村道硬化" in text
        assert STATION in paper.page_text(pdf, last)
        assert text_of(pdf).count("三组到二组村道硬化") == count
        assert not beyond(public_notice_pages(notice))


def test_a_long_matter_flows():
    notice = replace(NOTICE, lines=(replace(LINE, handling=LONG),))
    assert is_whole(text_of(public_notice_pdf(notice)))
    assert not beyond(public_notice_pages(notice))


def test_a_month_without_matters_and_a_draft_are_said():
    text = text_of(public_notice_pdf(replace(NOTICE, lines=(), published_on=None, issue=2)))
    assert "本月无待办事项" in text
    assert "公示日期：年月日" in text
    assert "（第2次）" in text


def test_what_leaks_is_not_drawn():
    leaking = replace(NOTICE, leaks=(Leak("第1行", LeakKind.IDENTITY, 0, 18),))
    with pytest.raises(RefusedError, match="不能公开"):
        public_notice_pdf(leaking)


def test_undrawable_names_are_listed():
    assert undrawable(NOTICE) == {}
    lost = replace(NOTICE, lines=(replace(LINE, owner=LOST),))
    assert undrawable(lost) == {LOST: frozenset("\U0003134f")}
