"""The meeting pack on paper: A4 landscape, everything said, the data beneath, fonts inside."""

import re

import pytest

from liaison_desktop.documents.meeting_pdf import meeting_pages, meeting_pdf
from liaison_desktop.documents.page import Rect
from liaison_desktop.domain.figures.chart import ChartKind, Series
from tests.documents import made_up_charts as made_up
from tests.documents.paper import fonts, page_count, page_text


def plain(text):
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def pdf():
    return meeting_pdf(made_up.pack())


def test_every_chart_has_a_page_with_its_sentence_its_note_and_its_data(pdf):
    charts = made_up.everything()
    assert page_count(pdf) == len(charts)
    for number, chart in enumerate(charts):
        text = plain(page_text(pdf, number))
        assert plain(chart.headline) in text
        assert plain(chart.note) in text
        assert f"第{number + 1}页共{len(charts)}页" in text
        for name in (*chart.categories, *chart.rows):
            assert plain(name) in text


def test_pages_are_a4_landscape_and_fonts_are_embedded(pdf):
    assert {(page.width, page.height) for page in meeting_pages(made_up.pack())} == {(297.0, 210.0)}
    found = fonts(pdf)
    assert found
    assert all(embedded for _, embedded in found)


def test_the_data_table_stands_under_the_chart_and_on_the_paper():
    (page,) = meeting_pages(made_up.pack(made_up.by_month()))
    table = page.parts[1]
    boxes = [mark for mark in table.marks if isinstance(mark, Rect)]
    assert len(boxes) == (1 + 6) * (1 + 3)  # names and six months, heads and three series
    assert max(table.y + box.y + box.height for box in boxes) <= 210 - 18 + 0.1
    lowest = max(mark.y for mark in page.parts[0].marks if hasattr(mark, "text"))
    assert page.parts[0].y + lowest < table.y


def test_many_cadres_take_several_pages():
    names = [f"干部{number}" for number in range(58)]
    done = Series("已联系", tuple(range(58)), "户")
    owed = Series("应联系", (5,) * 58, "户")
    chart = made_up.chart("quota_bullets", ChartKind.BULLETS, names, done, owed)
    content = meeting_pdf(made_up.pack(chart))
    assert page_count(content) == 3
    text = plain("".join(page_text(content, number) for number in range(3)))
    assert all(name in text for name in names)
    assert "（1/3）" in text


def test_the_same_pack_is_the_same_file(pdf):
    assert meeting_pdf(made_up.pack()) == pdf
