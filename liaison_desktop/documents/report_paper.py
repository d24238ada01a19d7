"""Official papers (总结, 通报, 报告) as PDF in the format of GB/T 9704-2012.

A4, 22 lines of 28 characters on a true grid, mirrored for printing on both sides; annexes
behind the text continue its page numbers. See domain.md 8. The bytes depend on the paper
alone, so that a reprint is the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from liaison_desktop.documents.page import Page, Placed, Text
from liaison_desktop.documents.report_body import body_rows
from liaison_desktop.documents.report_charts import chart_sides
from liaison_desktop.documents.report_head import has_imprint, imprint_height, imprint_marks
from liaison_desktop.documents.report_page import (
    HIGH,
    ROW,
    chain_note,
    lying_page,
    page_number,
    upright_page,
)
from liaison_desktop.documents.report_parts import (
    Annex,
    annexes,
    document_title,
    report_text_parts,
)
from liaison_desktop.documents.report_rows import on_pages, page_marks
from liaison_desktop.documents.report_tables import table_sides
from liaison_desktop.documents.surface import Surface
from liaison_desktop.documents.text import clean, missing_glyphs
from liaison_desktop.domain.figures.summary import ReportPaper


@dataclass(frozen=True, slots=True)
class _Side:
    """One page before it has a number: parts from its type area, and height they fill."""

    parts: tuple[Placed, ...] = ()
    lying: bool = False
    filled: float = HIGH
    numbered: bool = True


def report_pdf(paper: ReportPaper) -> bytes:
    """Return a paper as PDF; the same paper gives the same bytes."""
    surface = Surface(document_title(paper))
    surface.setAuthor(clean(paper.organisation))
    for page in report_pages(paper):
        surface.add(page)
    return surface.finish()


def report_pages(paper: ReportPaper) -> tuple[Page, ...]:
    """Return the pages of a paper as they are previewed and printed."""
    listed = annexes(paper)
    sides = list(_text_sides(paper, listed))
    for annex in listed:
        sides += _annex_sides(annex)
    if has_imprint(paper):
        sides = _with_imprint(sides, paper)
    head = clean(paper.chain_head)
    last = max(number for number, side in enumerate(sides, start=1) if side.numbered)
    return tuple(
        _page(side, number, chain=head if number == last else "")
        for number, side in enumerate(sides, start=1)
    )


def undrawable(paper: ReportPaper) -> dict[str, frozenset[str]]:
    """Return what a paper says but no face can draw: text to its characters."""
    texts = {clean(text) for text in _texts(paper)}
    return missing_glyphs(sorted(filter(None, texts)))


def _text_sides(paper: ReportPaper, listed: tuple[Annex, ...]) -> Iterator[_Side]:
    for rows in on_pages(body_rows(paper, report_text_parts(paper), listed)):
        yield _Side((Placed(0, 0, page_marks(rows)),), filled=len(rows) * ROW)


def _annex_sides(annex: Annex) -> list[_Side]:
    if annex.table is not None:
        return [
            _Side((Placed(0, 0, marks),), lying=True) for marks in table_sides(annex, annex.table)
        ]
    return [_Side(parts) for parts in chart_sides(annex)]


def _with_imprint(sides: list[_Side], paper: ReportPaper) -> list[_Side]:
    """Put the 版记 at the foot of the last even page.

    When a page must be left empty before it, neither that page nor its own is numbered
    (GB/T 9704-2012, 7.5).
    """
    part = Placed(0, 0, imprint_marks(paper))
    last = sides[-1]
    even = len(sides) % 2 == 0
    if even and not last.lying and last.filled + imprint_height(paper) <= HIGH:
        return [*sides[:-1], replace(last, parts=(*last.parts, part))]
    if even:
        return [*sides, _Side(numbered=False), _Side((part,), numbered=False)]
    return [*sides, _Side((part,))]


def _page(side: _Side, number: int, *, chain: str) -> Page:
    foot: Sequence[Text] = page_number(number) if side.numbered else ()
    if chain:
        foot = (*foot, *chain_note(number, chain))
    set_page = lying_page if side.lying else upright_page
    return set_page(number, side.parts, foot)


def _texts(paper: ReportPaper) -> Iterator[str]:
    for block in paper.blocks:
        yield from block.text.splitlines()
    for table in (annex.table for annex in annexes(paper)):
        if table is not None:
            yield table.title
            yield table.note
            yield from table.heads
            for row in table.rows:
                yield from row
    for chart in paper.charts:
        yield from (chart.title, chart.headline, chart.note, *chart.categories, *chart.rows)
        yield from (series.name for series in chart.series)
    yield from (paper.red_head, paper.document_number, paper.copies_to, paper.issued_by)
