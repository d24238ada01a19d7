"""The measures of GB/T 9704-2012, taken from the finished PDF (domain.md 8)."""

import pypdfium2
import pytest

from liaison_desktop.documents.report_paper import report_pages, report_pdf
from tests.documents import report_papers as papers
from tests.documents.matter_paper import beyond

CELL, ROW = 156 / 28, 225 / 22
EM = 15.75 / papers.MM
TOLERANCE = 0.5
FOUR = report_pdf(papers.four_pages())


def text_rows(page, pdf=FOUR):
    """Baselines and characters without the page number."""
    return [(y, line) for y, line in papers.rows(pdf, page).items() if y < 265]


def left(page):
    return 28.0 if page % 2 == 0 else 26.0


def test_the_paper_has_four_pages_of_a4():
    document = pypdfium2.PdfDocument(FOUR)
    assert len(document) == 4
    for page in document:
        assert page.get_size() == pytest.approx((210 * papers.MM, 297 * papers.MM), abs=0.01)


def test_a_full_page_has_22_lines():
    assert len(text_rows(1)) == 22


@pytest.mark.parametrize("page", [1, 2, 3])
def test_lines_stand_at_the_pitch_of_the_type_area(page):
    for y, _ in text_rows(page):
        row = (y - 37 - 0.88 * EM) / ROW
        assert row == pytest.approx(round(row), abs=0.01)


def test_the_first_line_stands_at_the_upper_edge_and_the_last_inside_the_type_area():
    rows = text_rows(1)
    first, last = rows[0], rows[-1]
    assert first[0] - 0.88 * EM == pytest.approx(37, abs=TOLERANCE)
    assert min(glyph.top for glyph in first[1]) >= 37 - TOLERANCE
    assert max(glyph.bottom for glyph in last[1]) <= 262


def test_28_characters_fill_a_line_and_stand_on_the_grid():
    full = [
        (page, line)
        for page in range(4)
        for _, line in text_rows(page)
        if len(line) == 28 and all(0x4E00 <= ord(glyph.text) < 0xA000 for glyph in line)
    ]
    assert len(full) >= 8
    for page, line in full:
        for number, glyph in enumerate(line):
            assert glyph.x == pytest.approx(left(page) + number * CELL, abs=0.06)
        assert line[-1].end == pytest.approx(left(page) + 156, abs=0.1)


def test_no_line_leaves_the_type_area_and_full_lines_reach_both_edges():
    for page in range(4):
        for _, line in text_rows(page):
            assert line[0].left >= left(page) - 0.1
            assert max(glyph.right for glyph in line) <= left(page) + 156.1


def test_lines_with_figures_end_evenly():
    ends = [
        line[-1].end - left(page)
        for page in range(4)
        for _, line in text_rows(page)
        if len(line) > 26 and any(glyph.text.isdigit() for glyph in line)
        if 0x4E00 <= ord(line[-1].text) < 0xA000
    ]
    assert len(ends) >= 8
    assert ends == pytest.approx([156] * len(ends), abs=0.15)


def test_margins_are_mirrored_on_even_pages():
    for page in range(4):
        starts = [line[0].x for _, line in text_rows(page) if len(line) > 24]
        assert min(starts) == pytest.approx(left(page), abs=TOLERANCE)


def test_paragraphs_are_indented_by_two_characters():
    line = next(line for _, line in text_rows(0) if papers.joined(line).startswith("半年来"))
    assert line[0].x == pytest.approx(28 + 2 * CELL, abs=0.1)


@pytest.mark.parametrize("page", range(4))
def test_page_numbers_stand_7_mm_beneath_the_type_area_at_the_outer_edge(page):
    number = [glyph for glyph in papers.glyphs(FOUR, page) if glyph.y > 265]
    assert papers.joined(number) == f"—{page + 1}—"
    for dash in (number[0], number[-1]):
        assert (dash.top + dash.bottom) / 2 == pytest.approx(297 - 28, abs=0.1)
    one = 14 / papers.MM
    if page % 2 == 0:
        assert number[-1].end == pytest.approx(28 + 156 - one, abs=TOLERANCE)
    else:
        assert number[0].x == pytest.approx(26 + one, abs=TOLERANCE)


def test_the_number_of_a_lying_page_stands_where_it_does_on_upright_ones():
    pdf = report_pdf(papers.paper(papers.block("BODY", "总结。"), tables=(papers.TABLE,)))
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 4
    one = 14 / papers.MM
    for page in (1, 2, 3):
        assert document[page].get_size() == pytest.approx((297 * papers.MM, 210 * papers.MM))
        found = papers.glyphs(pdf, page)
        number = [glyph for glyph in found if glyph.x < 34]
        assert papers.joined(number) == f"—{page + 1}—"
        assert (number[0].left + number[0].right) / 2 == pytest.approx(28, abs=0.1)
        low = max(glyph.bottom for glyph in number)
        high = min(glyph.top for glyph in number)
        if page % 2 == 0:
            assert low == pytest.approx(28 + 156 - one, abs=1)
        else:
            assert high == pytest.approx(26 + one, abs=1)


def test_tables_keep_to_the_type_area_turned_with_the_page():
    pages = report_pages(papers.paper(tables=(papers.TABLE,), signed=False))
    assert not beyond(pages)
    for number, page in enumerate(pages[1:], start=2):
        part = page.parts[0]
        assert (part.x, part.y) == (35, 28 if number % 2 else 26)


def test_the_same_paper_is_the_same_file():
    paper = papers.four_pages(
        tables=(papers.TABLE,), charts=(papers.CHART,), sources=(papers.SOURCE,)
    )
    assert report_pdf(paper) == report_pdf(paper)
