"""The paper of a summary: its text, annex tables, charts and 数字出处, to .pdf, .docx or .txt."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Scope
from liaison_desktop.domain.figures.structures import skeleton
from liaison_desktop.domain.figures.summary import (
    PaperBlock,
    ReportPaper,
    SummaryDetail,
    sound_blocks,
    sound_text,
)
from liaison_desktop.domain.figures.token import Token, TokenKind
from liaison_desktop.models.system.chain import heads
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.summary_guard import require_no_personal_data
from liaison_desktop.services.figures.summary_sources import Sources
from liaison_desktop.services.figures.summary_tables import annex_tables
from liaison_desktop.whole_file import written_whole

# Ending of a file to the module and function of ``documents`` that make it; imported when asked.
_WRITERS = {
    ".pdf": ("report_paper", "report_pdf"),
    ".docx": ("report_docx", "report_docx"),
    ".txt": ("report_text", "report_text"),
}
ENDINGS = tuple(_WRITERS)


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What goes with the text.

    Attributes:
        sources: Whether the appendix 数字出处 is added.
        tables: Whether annex tables are added.
        charts: Charts put behind the text.
    """

    sources: bool = True
    tables: bool = True
    charts: tuple[Chart, ...] = ()


EVERYTHING = PaperChoice()


def summary_paper(context: Context, detail: SummaryDetail, choice: PaperChoice) -> ReportPaper:
    """Return the paper of a summary.

    Raises:
        RefusedError: When the text names a party or holds a personal number.
    """
    require_no_personal_data(context, detail.blocks)
    period, asked = parse_period(detail.period), skeleton(detail.structure).table
    tables = annex_tables(context, period, range_of(detail), asked) if choice.tables else ()
    with context.store.reading() as session:
        head = "".join(list(heads(session).values())[:1])
    return ReportPaper(
        blocks=tuple(
            PaperBlock(block.kind, text)
            for block in sound_blocks(detail.blocks)
            if (text := block.text.strip())
        ),
        tables=tables,
        charts=choice.charts,
        sources=Sources(context).lines(detail) if choice.sources else (),
        organisation=sound_text(detail.organisation),
        dated=detail.signed_on,
        chain_head=head,
    )


def range_of(detail: SummaryDetail) -> Scope:
    """Return the limits all figures of a summary share: its range."""
    scopes = [
        run.source.scope
        for block in detail.blocks
        for run in block.runs
        if isinstance(run, Token) and run.source.kind is TokenKind.FIGURE
    ]
    if not scopes:
        return EVERYWHERE
    first, *rest = scopes
    shared = tuple(part for part in first.parts if all(part in one.parts for one in rest))
    return Scope(shared) if shared else EVERYWHERE


def paper_bytes(paper: ReportPaper, ending: str) -> bytes:
    """Return the file of a paper.

    Args:
        paper: The paper.
        ending: ``.pdf``, ``.docx`` or ``.txt``.

    Raises:
        UsageError: When the ending is another.
    """
    try:
        module, name = _WRITERS[ending.lower()]
    except KeyError:
        raise UsageError(f"总结可以存为 {'、'.join(_WRITERS)} 文件，不能存为“{ending}”。") from None
    made = importlib.import_module(f"liaison_desktop.documents.{module}")
    content = cast("Callable[[ReportPaper], bytes | str]", getattr(made, name))(paper)
    # Windows' own editor takes text for UTF-8 only with a mark before it.
    return content if isinstance(content, bytes) else content.encode("utf-8-sig")


def undrawable(paper: ReportPaper) -> dict[str, frozenset[str]]:
    """Return texts with characters no font can draw, and those characters."""
    made = importlib.import_module("liaison_desktop.documents.report_paper")
    found: dict[str, frozenset[str]] = made.undrawable(paper)
    return found


def write_paper(paper: ReportPaper, path: Path) -> bytes:
    """Write a paper to a file that appears whole or not at all; return its content."""
    content = paper_bytes(paper, path.suffix)
    with written_whole(path) as temporary:
        temporary.write_bytes(content)
    return content
