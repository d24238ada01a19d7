import datetime
from dataclasses import replace

from liaison_desktop.documents.briefing import briefing_pages, briefing_pdf, undrawable
from liaison_desktop.domain.matters.notice import BriefingContent, BriefingKind, NoticeLine
from tests.documents import paper
from tests.documents.matter_paper import LONG, LOST, RARE, STATION, beyond, is_whole, text_of

LINE = NoticeLine(1, "三组到二组村道硬化", RARE, datetime.date(2023, 4, 15), "正在办理")
BRIEFING = BriefingContent(
    title="中和村3月民情通报",
    area="中和村",
    station=STATION,
    month=datetime.date(2023, 3, 1),
    by_category=(("实际困难", 12, 8, 6), ("发展建议", 2, 0, 2)),
    lines=(LINE,),
    held_on=datetime.date(2023, 4, 5),
)


def test_the_village_sheet_gives_figures_sums_and_open_matters():
    pdf = briefing_pdf(BRIEFING)
    assert paper.page_count(pdf) == 1
    text = text_of(pdf)
    for value in (
        "中和村3月民情通报", "（2023年4月5日民主议政日通报）",
        "新增民情事项14件，办结8件；月末在办8件",
        "一、分类情况", "实际困难1286", "发展建议202", "合计1488", "二、在办事项",
        "三组到二组村道硬化", RARE, "2023年4月15日", "正在办理", STATION,
    ):  # fmt: skip
        assert value in text
    assert "各村情况" not in text


def test_the_township_sheet_also_lists_its_villages():
    township = replace(
        BRIEFING,
        title="",
        area="罗雄镇",
        kind=BriefingKind.TOWNSHIP_MEETING,
        held_on=None,
        by_area=(("中和村", 9, 5, 5), ("补歹村", 5, 3, 3)),
    )
    text = text_of(briefing_pdf(township))
    assert "罗雄镇2023年3月镇例会通报" in text
    assert "二、各村情况" in text
    assert "补歹村533合计1488" in text
    assert "三、在办事项" in text


def test_a_township_of_many_villages_repeats_the_head_of_its_table():
    villages = tuple((f"第{n}村", 1, 1, 0) for n in range(1, 31))
    pdf = briefing_pdf(replace(BRIEFING, by_area=villages))
    assert paper.page_count(pdf) > 1
    assert "".join(paper.page_text(pdf, 1).split()).startswith("村本月新增本月办结月末在办")
    assert "合计30300" in text_of(pdf)


def test_a_month_without_open_matters_is_said():
    assert "月末无在办事项。" in text_of(briefing_pdf(replace(BRIEFING, lines=())))


def test_open_matters_run_on_under_their_head_and_long_ones_flow():
    busy = replace(BRIEFING, lines=(LINE,) * 40 + (replace(LINE, handling=LONG),))
    pdf = briefing_pdf(busy)
    assert is_whole(text_of(pdf))
    for page in range(1, paper.page_count(pdf)):
        text = "".join(paper.page_text(pdf, page).split())
        assert "待办事项" in text
        assert f"—{page + 1}—" in text
    assert not beyond(briefing_pages(busy))


def test_undrawable_names_are_listed():
    lost = replace(BRIEFING, lines=(replace(LINE, owner=LOST),))
    assert undrawable(lost) == {LOST: frozenset("\U0003134f")}
