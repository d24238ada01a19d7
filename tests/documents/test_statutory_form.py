"""Statutory forms on paper: true size, nothing off the page, headings again, no cell torn."""

import pypdfium2
import pytest

from liaison_desktop.documents.page import Page, Rect, Text
from liaison_desktop.documents.statutory_form import statutory_pages, statutory_pdf, undrawable
from liaison_desktop.domain.figures.statutory_form import (
    Side,
    StatutoryCell,
    StatutoryForm,
    resolved,
    total,
)


def form(rows: int, *, upright: bool = True, group: int = 1) -> StatutoryForm:
    """Return a form of so many lines below its heading, some merged."""
    cells = [StatutoryCell(0, 0, "类", head=True), StatutoryCell(0, 1, "数", head=True)]
    for row in range(1, rows + 1, group):
        cells.append(StatutoryCell(row, 0, f"第{row}类纠纷很长的名称", rows=group, side=Side.LEFT))
        cells += [StatutoryCell(row + n, 1, str(row + n), row + n) for n in range(group)]
    return StatutoryForm(
        "统计表", (("填报单位：罗雄镇", "2023年6月"),), (60.0, 40.0), (8.0, *([6.0] * rows)),
        tuple(cells), (("备注：",), ("签发人：", "制表人：", "日期：")), upright=upright,
    )  # fmt: skip


def marks(page: Page) -> list[object]:
    return [mark for part in page.parts for mark in part.marks]


def texts(page: Page) -> list[str]:
    return [mark.text for mark in marks(page) if isinstance(mark, Text)]


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("rows", [1, 20, 36, 40, 120])
def test_every_line_stands_once_and_inside_the_page(*, rows: int, upright: bool) -> None:
    pages = statutory_pages(form(rows, upright=upright))
    seen = [text for page in pages for text in texts(page) if text.isdecimal()]
    assert seen == [str(row) for row in range(1, rows + 1)]
    for page in pages:
        assert "类" in texts(page)
        assert (page.width, page.height) == ((210.0, 297.0) if upright else (297.0, 210.0))
        for mark in marks(page):
            if isinstance(mark, Rect):
                assert mark.x >= 10
                assert mark.x + mark.width <= page.width - 10
                assert mark.y + mark.height <= page.height - 10
            elif isinstance(mark, Text):
                assert 5 < mark.y < page.height - 5
    assert texts(pages[-1])[-1] == "日期："
    assert [texts(page).count("统计表") for page in pages] == [1] + [0] * (len(pages) - 1)


def test_a_merged_cell_is_not_torn_by_a_page() -> None:
    pages = statutory_pages(form(90, group=5))
    for page in pages:
        numbers = [int(text) for text in texts(page) if text.isdecimal()]
        assert len(numbers) % 5 == 0
    assert len(pages) > 1


def test_the_pdf_is_true_to_size_and_the_same_again() -> None:
    content = statutory_pdf(form(10))
    assert content == statutory_pdf(form(10))
    page = pypdfium2.PdfDocument(content)[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 297]
    assert "第1类纠纷很长的名称" in page.get_textpage().get_text_range().replace("\r\n", "")


def test_missing_letters_are_named_and_sums_know_what_is_unknown() -> None:
    assert undrawable(form(1)) == {}
    assert total((None, None)) is None
    assert total((None, 2, 3)) == 5
    assert resolved("SUM([1,2]:[3,2])", lambda row, column: f"R{row}C{column}") == "SUM(R1C2:R3C2)"
