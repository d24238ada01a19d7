"""总结报告: structures, drafts, tokens, templates, sources, papers."""

from dataclasses import replace
from pathlib import Path

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.figures.comparison import base_period
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.period import Period, half_year_of, parse_period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Scope
from liaison_desktop.domain.figures.structures import skeletons
from liaison_desktop.domain.figures.summary import (
    Block,
    BlockKind,
    ChangedToken,
    Fact,
    ReportPaper,
    SourceLine,
    Structure,
    SummaryDetail,
    SummaryRow,
)
from liaison_desktop.domain.figures.summary_template import TemplateRow
from liaison_desktop.domain.figures.template_words import LATE_ENTRIES, TemplateWord
from liaison_desktop.domain.figures.token import Aspect, Run, Token, TokenKind, TokenSource
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.adjustments import Adjusting
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.late_entries import LateEntries
from liaison_desktop.services.figures.summary_changes import changed_tokens
from liaison_desktop.services.figures.summary_drafting import SummaryDrafting
from liaison_desktop.services.figures.summary_facts import ledger_facts
from liaison_desktop.services.figures.summary_frame import DraftOptions
from liaison_desktop.services.figures.summary_meaning import meaning
from liaison_desktop.services.figures.summary_paper import (
    EVERYTHING,
    PaperChoice,
    paper_bytes,
    summary_paper,
    undrawable,
    write_paper,
)
from liaison_desktop.services.figures.summary_saving import SavedSummaries
from liaison_desktop.services.figures.summary_sources import Sources
from liaison_desktop.services.figures.summary_tokens import TokenValues
from liaison_desktop.services.figures.summary_word_list import template_words

USUAL = DraftOptions()
_SIGNED = (BlockKind.SIGNATURE, BlockKind.DATE)


class Summaries:
    """Summaries of periods; every figure in them is a token that can be asked again."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._drafting = SummaryDrafting(context)
        self._saved = SavedSummaries(context)

    def structures(self) -> tuple[Structure, ...]:
        """Return the structures A to G."""
        return tuple(one.structure for one in skeletons().values())

    def draft(self, structure: str, period: Period, options: DraftOptions = USUAL) -> SummaryDetail:
        """Return a draft, not saved yet; what became of closed reports stands at its end.

        Raises:
            UsageError: When there is no such structure.
        """
        drafted = self._drafting.draft(structure, period, options)
        return _telling(drafted, Adjusting(self._context).paragraphs(period))

    def sentence(self, text: str, period: Period, options: DraftOptions = USUAL) -> tuple[Run, ...]:
        """Return a sentence template filled with the figures of a period.

        Raises:
            InputRefusedError: When a word of it is unknown; the sentence names it.
        """
        return self._drafting.sentence(text, period, options)

    def templates(self, structure: str = "") -> tuple[TemplateRow, ...]:
        """Return the templates of a structure, or the thirteen sentences.

        Raises:
            UsageError: When there is no such structure.
        """
        return self._drafting.templates(structure)

    def save_template(self, structure: str, slot: str, text: str) -> Changes:
        """Change a template; "" gives the shipped one back.

        Raises:
            UsageError: When there is no such structure or slot.
            InputRefusedError: When a word of the text is unknown.
        """
        period = half_year_of(self._context.today())
        return self._drafting.save_template(structure, slot, text, period)

    def words(self) -> tuple[TemplateWord, ...]:
        """Return every word a template may use, by heading."""
        return template_words(Figures(self._context).indicators())

    def rows(self) -> tuple[SummaryRow, ...]:
        """Return the saved summaries, the newest period first."""
        return self._saved.rows()

    def detail(self, summary_id: int) -> SummaryDetail:
        """Return a saved summary.

        Raises:
            RefusedError: When it is no more.
        """
        return self._saved.detail(summary_id)

    def save(self, detail: SummaryDetail) -> tuple[int, Changes]:
        """Store a summary, new or changed.

        Raises:
            ConflictError: When someone else changed it meanwhile.
            RefusedError: When it is closed or no more.
            InputRefusedError: When it has no title.
        """
        return self._saved.save(detail)

    def delete(self, summary_id: int, version: int) -> Changes:
        """Delete a summary that was not closed.

        Raises:
            ConflictError: When someone else changed it meanwhile.
            RefusedError: When it is closed or no more.
        """
        return self._saved.delete(summary_id, version)

    def value(self, source: TokenSource) -> str:
        """Return what would stand in a token today."""
        return TokenValues(self._context).shown(source)

    def token(self, source: TokenSource) -> Token:
        """Return the token of a source as of today."""
        return TokenValues(self._context).token(source)

    def meaning(self, source: TokenSource) -> str:
        """Return what a token stands for: definition, period, range."""
        return meaning(source, Figures(self._context))

    def working(self, source: TokenSource) -> str:
        """Return the sum behind a token, e.g. 16 ÷ 28 = 57.1%; "" where there is none."""
        return Sources(self._context).working(source)

    def records(self, source: TokenSource) -> tuple[FigureRecord, ...]:
        """Return the records behind a token.

        Of a compared base those of its own period, of an adjustment those that came and left,
        of late entries those that came late; other counts list none.
        """
        if source.kind is TokenKind.ADJUSTMENT:
            change = Adjusting(self._context).of_token(source)
            return () if change is None else (*change.added, *change.removed)
        if source.kind is TokenKind.COUNT and source.key == LATE_ENTRIES:
            return LateEntries(self._context).records(parse_period(source.period))
        if source.kind is not TokenKind.FIGURE:
            return ()
        period: Period | None = parse_period(source.period)
        if source.aspect is Aspect.BASE and source.against is not None and period is not None:
            period = base_period(period, source.against)
        if period is None:
            return ()
        return Figures(self._context).records(source.key, period, source.scope)

    def changed(self, detail: SummaryDetail) -> tuple[ChangedToken, ...]:
        """Return the tokens whose number is another today; typed ones are the writer's."""
        return changed_tokens(self._context, detail)

    def facts(self, period: Period, scope: Scope = EVERYWHERE) -> tuple[Fact, ...]:
        """Return facts for 存在的问题: what is overdue, uncovered, unvisited, below quota.

        Then come what was entered late, and last the adjustments of what was reported before,
        which the report must tell.
        """
        told = Adjusting(self._context).facts(period)
        return (*ledger_facts(self._context, period, scope), *told)

    def sources(self, detail: SummaryDetail) -> tuple[SourceLine, ...]:
        """Return the appendix 数字出处: every number of the text, counted again."""
        return Sources(self._context).lines(detail)

    def paper(self, detail: SummaryDetail, choice: PaperChoice = EVERYTHING) -> ReportPaper:
        """Return the paper of a summary.

        Raises:
            RefusedError: When the text names a party or holds a personal number.
        """
        return summary_paper(self._context, detail, choice)

    def file(self, paper: ReportPaper, ending: str) -> bytes:
        """Return a paper as the content of a .pdf, .docx or .txt file.

        Raises:
            UsageError: When the ending is another.
        """
        return paper_bytes(paper, ending)

    def undrawable(self, paper: ReportPaper) -> dict[str, frozenset[str]]:
        """Return texts with characters no font can draw, and those characters."""
        return undrawable(paper)

    def write(self, detail: SummaryDetail, path: Path, choice: PaperChoice = EVERYTHING) -> bytes:
        """Write the paper as .pdf, .docx or .txt, by the ending; return its content.

        Raises:
            RefusedError: When the text names a party or holds a personal number.
            UsageError: When the ending is another.
            AppError: When the file cannot be written.
        """
        return write_paper(self.paper(detail, choice), path)


def _telling(drafted: SummaryDetail, told: tuple[tuple[Run, ...], ...]) -> SummaryDetail:
    """Put the adjustments of earlier reports before the 落款."""
    at = next(
        (n for n, block in enumerate(drafted.blocks) if block.kind in _SIGNED), len(drafted.blocks)
    )
    adjusted = tuple(Block(BlockKind.BODY, runs) for runs in told)
    return replace(drafted, blocks=(*drafted.blocks[:at], *adjusted, *drafted.blocks[at:]))
