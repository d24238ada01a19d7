"""Slides read back: native charts whose workbooks hold the figures, fonts named, 16:9."""

import io
import re
import zipfile

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from liaison_desktop.documents.meeting_slides import meeting_slides
from liaison_desktop.documents.native_chart import chart_part
from liaison_desktop.documents.timeless_zip import timeless_zip
from liaison_desktop.domain.figures.chart import ChartKind, Series
from liaison_desktop.domain.figures.chart_words import series_words
from tests.documents import made_up_charts as made_up

NATIVE = [one for one in made_up.everything() if one.kind is not ChartKind.MATRIX and not one.empty]


@pytest.fixture(scope="module")
def content():
    return meeting_slides(made_up.pack())


@pytest.fixture(scope="module")
def deck(content):
    return Presentation(io.BytesIO(content))


def charts_of(deck):
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def cells(workbook):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_title_slide_and_a_slide_a_chart(deck):
    slides = list(deck.slides)
    assert len(slides) == 1 + len(made_up.everything())
    assert round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)
    first = "\n".join(texts(slides[0]))
    assert "2023年上半年群众工作站工作情况图表" in first
    assert "罗雄镇群众工作站" in first
    assert "2023年6月30日" in first
    for slide, chart in zip(slides[1:], made_up.everything(), strict=True):
        assert slide.shapes.title.text_frame.text == chart.headline
        assert chart.note in texts(slide)
        assert not slide.has_notes_slide


def test_charts_are_native_and_their_workbooks_hold_the_figures(deck):
    found = charts_of(deck)
    assert len(found) == len(NATIVE)
    for native, chart in zip(found, NATIVE, strict=True):
        table = cells(native.part.chart_workbook.xlsx_part.blob)
        assert table[0][1:] == [series_words(one) for one in chart.series]
        for number, row in enumerate(table[1:]):
            assert row[0].removesuffix("（无数据）") == chart.categories[number]
            assert row[1:] == [one.values[number] for one in chart.series]


def test_what_is_drawn_is_what_the_workbook_holds(deck):
    for native, chart in zip(charts_of(deck), NATIVE, strict=True):
        drawn = [list(series.values) for plot in native.plots for series in plot.series]
        assert drawn == [list(one.values) for one in chart.series]


def test_a_rate_is_a_line_with_its_own_axis(deck):
    native = charts_of(deck)[[one.key for one in NATIVE].index("disputes_by_month")]
    kinds = [plot._element.tag for plot in native.plots]
    assert kinds == [qn("c:barChart"), qn("c:lineChart")]
    assert len(native._chartSpace.findall(f".//{qn('c:valAx')}")) == 2


def test_axes_of_bars_begin_at_zero_and_values_stand_at_them(deck):
    for native in charts_of(deck):
        first = native.element.find(f".//{qn('c:valAx')}/{qn('c:scaling')}/{qn('c:min')}")
        assert float(first.get("val")) == 0
        labels = native._chartSpace.findall(f".//{qn('c:ser')}/{qn('c:dLbls')}")
        assert len(labels) == len([s for plot in native.plots for s in plot.series])


def test_han_letters_have_a_named_face_everywhere(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        theme = parts.read("ppt/theme/theme1.xml").decode()
        assert '<a:ea typeface=""' not in theme
        for name in parts.namelist():
            if re.fullmatch(r"ppt/(slides/slide|charts/chart)\d+\.xml", name):
                xml = parts.read(name).decode()
                assert 'a:ea typeface="微软雅黑"' in xml
                assert xml.count("<a:latin") == xml.count("<a:ea")


def test_a_matrix_is_a_native_table(deck):
    (table,) = [s.table for slide in deck.slides for s in slide.shapes if s.has_table]
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert rows == [
        ["", "第1组", "第2组", "第3组"],
        ["中和村", "100%", "66.7%", "0%"],
        ["补歹村", "33.3%", "90.5%", ""],
    ]


def test_an_empty_chart_says_so(deck):
    assert "无数据：这本台账还没有记录" in texts(list(deck.slides)[-1])


def test_the_same_pack_is_the_same_file_and_names_no_hour(content):
    assert meeting_slides(made_up.pack()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 1)}
        about = parts.read("docProps/core.xml").decode()
    assert "2023-06-30" in about
    assert set(re.findall(r"\d{4}-\d\d-\d\d", about)) == {"2023-06-30"}


def test_what_people_typed_is_no_formula_and_no_broken_file():
    chart = made_up.chart(
        "key",
        ChartKind.COLUMNS,
        ("=1+1", "a\x0bb", "<c>&"),
        Series("=2", (1, 2, 3), "件"),
        headline="\x00名\x1f称",
    )
    deck = Presentation(io.BytesIO(meeting_slides(made_up.pack(chart))))
    (native,) = charts_of(deck)
    workbook = openpyxl.load_workbook(io.BytesIO(native.part.chart_workbook.xlsx_part.blob))
    column = [cell for (cell,) in workbook.active.iter_rows(max_col=1, min_row=2)]
    assert [cell.value for cell in column] == ["=1+1", "ab", "<c>&"]
    assert {cell.data_type for cell in column} == {"s"}
    assert list(native.plots[0].categories) == ["=1+1", "ab", "<c>&"]


def test_the_parts_for_a_word_document_fit_together():
    part = chart_part(made_up.by_month())
    assert b'r:id="rId1"' in part.xml
    assert b"lineChart" in part.xml
    assert cells(part.workbook)[0] == [None, "受理（件）", "调解成功（件）", "调解成功率（%）"]
    assert chart_part(made_up.coverage()) is None
    assert chart_part(made_up.nothing()) is None


def test_packing_again_keeps_every_part():
    source = io.BytesIO()
    with zipfile.ZipFile(source, "w") as parts:
        parts.writestr("b.xml", "zwei")
        parts.writestr("a.xml", "eins")
    with zipfile.ZipFile(io.BytesIO(timeless_zip(source.getvalue()))) as packed:
        assert packed.namelist() == ["b.xml", "a.xml"]
        assert packed.read("a.xml") == b"eins"
