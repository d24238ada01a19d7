import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.visit_record import (
    undrawable,
    visit_record_pages,
    visit_records_pdf,
)
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.household_paper import VisitRecordContent, VisitRecordLine
from liaison_desktop.domain.progress import Silence
from tests.documents import paper
from tests.documents.matter_paper import LONG, LOST, RARE, STATION, beyond, is_whole, text_of

LINE = VisitRecordLine(datetime.date(2023, 3, 5), "岳青松", "水沟堵塞，请求清理", "三日内清理")
RECORD = VisitRecordContent(
    station=STATION,
    station_phone="0874-8229449",
    household="中和村 第3组 03-0017",
    head=RARE,
    cadre="岳青松",
    cadre_phone="13800001234",
    lines=(LINE,),
)


def test_one_page_a_household_with_rows_to_the_foot():
    pdf = visit_records_pdf([RECORD, VisitRecordContent(STATION)], Silence())
    assert paper.page_count(pdf) == 2
    text = text_of(pdf)
    for value in (
        "问事记录页", "中和村第3组03-0017", RARE, "13800001234", "2023年3月5日",
        "水沟堵塞，请求清理", "三日内清理", "干部签名", "电话0874-8229449",
    ):  # fmt: skip
        assert value in text
    for content in (RECORD, VisitRecordContent(STATION)):
        (page,) = visit_record_pages(content)
        lowest = max(mark.y for mark in page.parts[0].marks if hasattr(mark, "height"))
        assert lowest > 230


def test_many_visits_run_on_under_a_repeated_head_and_long_ones_flow():
    record = replace(RECORD, lines=(LINE,) * 20 + (replace(LINE, matter=LONG),))
    pdf = visit_records_pdf([record], Silence())
    assert is_whole(text_of(pdf))
    for page in range(paper.page_count(pdf)):
        assert "干部签名" in paper.page_text(pdf, page)
        assert RARE in paper.page_text(pdf, page)
    assert not beyond(visit_record_pages(record))


def test_none_is_refused_and_undrawable_names_are_listed():
    with pytest.raises(RefusedError, match="没有要打印的问事记录页"):
        visit_records_pdf([], Silence())
    assert undrawable([replace(RECORD, head=LOST)]) == {LOST: frozenset("\U0003134f")}
