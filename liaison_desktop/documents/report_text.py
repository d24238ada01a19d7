"""Official papers as plain text: full-width indents, tables in columns, for a mail or a box.

Columns are aligned for a face in which Chinese characters are twice as wide as Latin ones
(East Asian Width, UAX #11), as 记事本 shows them.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from liaison_desktop.documents.report_body import signature_lines
from liaison_desktop.documents.report_head import has_imprint, imprint_lines
from liaison_desktop.documents.report_parts import (
    Annex,
    ReportText,
    annex_labels,
    annexes,
    report_text_parts,
)
from liaison_desktop.documents.report_tables import NOTHING
from liaison_desktop.documents.report_title import title_lines
from liaison_desktop.documents.text import clean
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.chart_words import chart_table, nothing_words
from liaison_desktop.domain.figures.summary import BlockKind, PaperTable, ReportPaper

_LINE = 56  # half-width columns: 28 characters
_INDENT = "　　"
_WIDEST = 40  # half-width columns; longer cells run on in further lines
_WIDE = frozenset("WFA")  # ambiguous marks such as “ and — are wide among Chinese


def report_text(paper: ReportPaper) -> str:
    """Return a paper as text; every line ends with a line feed."""
    text = report_text_parts(paper)
    listed = annexes(paper)
    lines = [*_head(paper), *_letter(text, listed, sealed=paper.sealed)]
    for annex in listed:
        lines += ["", "", annex.mark, "", _centred(annex.title, _LINE), ""]
        if annex.table is not None:
            lines += _table(annex.table)
        for chart in annex.charts:
            lines += [*_chart(chart), ""]
    lines += _foot(paper)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def columns(text: str) -> int:
    """Return how many half-width columns a text takes."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (_width_of(character) in _WIDE)
        for character in text
    )


def _width_of(character: str) -> str:
    return unicodedata.east_asian_width(character)


def _head(paper: ReportPaper) -> Iterator[str]:
    for line in (clean(paper.red_head), clean(paper.document_number)):
        if line and clean(paper.red_head):
            yield _centred(line, _LINE)
            yield ""


def _letter(text: ReportText, listed: Sequence[Annex], *, sealed: bool) -> Iterator[str]:
    for line in title_lines(text.title):
        yield _centred(line, _LINE)
    if text.title and text.body:
        yield ""
    for block in text.body:
        yield block.text if block.kind is BlockKind.ADDRESSEE else _INDENT + block.text
    for number, (label, annex) in enumerate(zip(annex_labels(len(listed)), listed, strict=False)):
        if not number:
            yield ""
        yield f"{_INDENT}{'　　　' if number else '附件：'}{label and label + ' '}{annex.title}"
    signed = signature_lines(text, sealed=sealed)
    if signed:
        yield ""
    for each in signed:
        yield " " * round(2 * each.start) + each.text
    for note in text.notes:
        yield _INDENT + note


def _foot(paper: ReportPaper) -> Iterator[str]:
    if has_imprint(paper):
        copies, issuer, day = imprint_lines(paper)
        yield ""
        if copies:
            yield f"抄送：{copies}"
        yield "　".join(filter(None, (issuer, day)))
    if head := clean(paper.chain_head):
        yield ""
        yield f"操作日志校验值 {head}"


def _centred(text: str, wide: int) -> str:
    return " " * max(0, (wide - columns(text)) // 2) + text


def _table(table: PaperTable) -> Iterator[str]:
    rows = [tuple(map(clean, row)) for row in (table.heads, *table.rows)]
    widths = [
        min(_WIDEST, max(columns(row[number]) for row in rows))
        for number in range(len(table.heads))
    ]
    yield from _row(rows[0], widths)
    yield "-" * (sum(widths) + 2 * (len(widths) - 1))
    for row in rows[1:]:
        yield from _row(row, widths)
    if not table.rows:
        yield NOTHING
    if note := clean(table.note):
        yield f"注：{note}"


def _chart(chart: Chart) -> Iterator[str]:
    """Return what a chart says: its sentence and its data, categories downwards."""
    yield clean(chart.headline)
    yield clean(chart.title)
    if chart.empty:
        yield nothing_words(chart)
    else:
        across = chart_table(chart)
        rows = tuple(zip(*(across.heads, *across.rows), strict=True))
        yield from _table(PaperTable("", rows[0], rows[1:]))
    yield clean(chart.note)


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Return a row; cells wider than their column run on beneath themselves."""
    pieces = [_wrapped(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
    for number in range(max(map(len, pieces))):
        shown = [each[number] if number < len(each) else "" for each in pieces]
        yield "  ".join(
            text + " " * (wide - columns(text)) for text, wide in zip(shown, widths, strict=True)
        )


def _wrapped(text: str, wide: int) -> list[str]:
    lines = [""]
    for character in text:
        if columns(lines[-1] + character) > wide:
            lines.append("")
        lines[-1] += character
    return lines
