"""What an official paper consists of, alike for .pdf, .docx and .txt: text and annexes.

The annexes are named once, beneath the text (附件说明), and stand in that order behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from liaison_desktop.documents.report_sources import sources_table
from liaison_desktop.documents.text import clean
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.summary import BlockKind, PaperBlock, PaperTable, ReportPaper

CHARTS_TITLE = "统计图"
_BRACKETED = re.compile(r"[（(].*[）)]")
_BEHIND_TEXT = frozenset((BlockKind.SIGNATURE, BlockKind.DATE, BlockKind.NOTE))


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex: a table on lying pages, or charts.

    Attributes:
        mark: 附件, with its number when there are several.
        title: Its name, as under the text.
        table: For a table.
        charts: For charts.
    """

    mark: str
    title: str
    table: PaperTable | None = None
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportText:
    """The text of a paper in order, each part cleaned for drawing.

    Attributes:
        title: As written; line breaks are the person's own.
        body: Addressee, headings and paragraphs.
        signatures: 署名.
        day: 成文日期, "" for none.
        notes: 附注 with its brackets.
    """

    title: str
    body: tuple[PaperBlock, ...]
    signatures: tuple[str, ...]
    day: str
    notes: tuple[str, ...]


def report_text_parts(paper: ReportPaper) -> ReportText:
    """Return the text of a paper by its parts; empty paragraphs are left out."""
    titles = [block.text for block in paper.blocks if block.kind is BlockKind.TITLE]
    rest = tuple(_paragraphs(paper))
    return ReportText(
        "\n".join(filter(None, map(clean, "\n".join(titles).split("\n")))),
        tuple(block for block in rest if block.kind not in _BEHIND_TEXT),
        tuple(block.text for block in rest if block.kind is BlockKind.SIGNATURE),
        "".join(block.text for block in rest if block.kind is BlockKind.DATE),
        tuple(
            block.text if _BRACKETED.fullmatch(block.text) else f"（{block.text}）"
            for block in rest
            if block.kind is BlockKind.NOTE
        ),
    )


def annexes(paper: ReportPaper) -> tuple[Annex, ...]:
    """Return the annexes of a paper: its tables, its charts, the sources of its figures."""
    found = [Annex("", clean(table.title), table) for table in paper.tables]
    if paper.charts:
        found.append(Annex("", CHARTS_TITLE, charts=paper.charts))
    if paper.sources:
        table = sources_table(paper.sources)
        found.append(Annex("", table.title, table))
    if len(found) == 1:
        return (Annex("附件", found[0].title, found[0].table, found[0].charts),)
    return tuple(
        Annex(f"附件{number}", each.title, each.table, each.charts)
        for number, each in enumerate(found, start=1)
    )


def annex_labels(count: int) -> tuple[str, ...]:
    """Return what stands before the names of annexes beneath the text."""
    return ("",) if count == 1 else tuple(f"{number}." for number in range(1, count + 1))


def document_title(paper: ReportPaper) -> str:
    """Return the title on one line, for the file's properties."""
    return report_text_parts(paper).title.replace("\n", "")


def _paragraphs(paper: ReportPaper) -> Iterator[PaperBlock]:
    for block in paper.blocks:
        if block.kind is BlockKind.TITLE:
            continue
        for line in block.text.splitlines():
            if text := clean(line):
                yield PaperBlock(block.kind, text)
