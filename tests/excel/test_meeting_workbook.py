"""The meeting pack as a workbook, read back: index, data, native charts on their own cells."""

import zipfile

import openpyxl
import pytest

from liaison_desktop.domain.figures.chart import ChartKind, Series
from liaison_desktop.excel.meeting_workbook import meeting_workbook
from tests.documents import made_up_charts as made_up


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "图表.xlsx"
    meeting_workbook(made_up.pack(), target)
    return target


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_index_leads_to_every_chart(path):
    book = openpyxl.load_workbook(path)
    charts = made_up.everything()
    assert book.sheetnames[0] == "目录"
    assert len(book.sheetnames) == 1 + len(charts)
    assert book.sheetnames[1].startswith("1 2023年")  # never 12023年
    index = book["目录"]
    for number, chart in enumerate(charts, start=1):
        row = index[4 + number]
        assert [cell.value for cell in row[:3]] == [number, chart.title, chart.headline]
        assert book.sheetnames[number] in row[1].hyperlink.location


def test_every_sheet_holds_headline_data_and_note(path):
    book = openpyxl.load_workbook(path)
    for sheet, chart in zip(book.worksheets[1:], made_up.everything(), strict=True):
        values = rows(sheet)
        assert values[0][0] == chart.headline
        assert values[1][0] == chart.title
        assert chart.note in [row[0] for row in values]
        names = chart.rows or chart.categories
        data = values[4 : 4 + len(names)]
        assert [row[0] for row in data] == list(names)
        if chart.rows:
            assert [row[1 : 1 + len(chart.categories)] for row in data] == [
                list(one.values) for one in chart.series
            ]
        else:
            assert [row[1 : 1 + len(chart.series)] for row in data] == [
                [one.values[number] for one in chart.series] for number in range(len(names))
            ]
        assert sheet.page_setup.orientation == "landscape"


def test_a_missing_value_is_a_blank_cell_that_is_explained(path):
    sheet = openpyxl.load_workbook(path).worksheets[2]
    assert "灰色空格为无数据。" in [row[0] for row in rows(sheet)]


def test_charts_are_native_and_read_the_cells_of_their_sheet(path):
    with zipfile.ZipFile(path) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 6  # not the matrix, not the empty one
        for name in charts:
            xml = parts.read(name).decode()
            assert "<c:f>" in xml
            assert '<c:showVal val="1"/>' in xml
        assert not [name for name in parts.namelist() if "media" in name]
        by_month = parts.read("xl/charts/chart2.xml").decode()
        assert "<c:lineChart>" in by_month
        assert "<c:barChart>" in by_month
        assert "$D$5:$D$10" in by_month


def test_what_people_typed_is_text(tmp_path):
    chart = made_up.chart(
        "key",
        ChartKind.COLUMNS,
        ("=1+1", "http://example.cn"),
        Series("=2", (1, 2), "件"),
        headline="=3",
        title="a[b]:c*d?e/f\\g",
    )
    target = tmp_path / "a.xlsx"
    meeting_workbook(made_up.pack(chart), target)
    sheet = openpyxl.load_workbook(target).worksheets[1]
    assert [sheet.cell(row, 1).data_type for row in (1, 5, 6)] == ["s", "s", "s"]
    assert sheet["A5"].value == "=1+1"
    assert sheet["A6"].hyperlink is None


def test_the_same_pack_is_the_same_file(path, tmp_path):
    again = tmp_path / "noch.xlsx"
    meeting_workbook(made_up.pack(), again)
    assert again.read_bytes() == path.read_bytes()
