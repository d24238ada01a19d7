"""What the ledgers say about the text of a summary, asked again whenever either changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.summary import Block, Fact, SummaryDetail
from liaison_desktop.domain.figures.token import Token
from liaison_desktop.services.figures.summary_paper import range_of

if TYPE_CHECKING:
    from liaison_desktop.services.figures.summaries import Summaries


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """What the ledgers say about a text.

    Attributes:
        blocks: The text that was asked about.
        marks: Tokens whose figure is another today, and what it is.
        meanings: What each token stands for.
        facts: What may be written under 存在的问题.
    """

    blocks: tuple[Block, ...]
    marks: Mapping[Token, str]
    meanings: dict[Token, str]
    facts: tuple[Fact, ...]


def facts_about(summaries: "Summaries", written: SummaryDetail, *, closed: bool) -> SummaryFacts:
    """Ask the ledgers about a text; runs on the read lane.

    Args:
        summaries: The service.
        written: The text as it stands in the editor.
        closed: Whether it was handed in: then nothing is marked or offered any more.
    """
    tokens = {run for block in written.blocks for run in block.runs if isinstance(run, Token)}
    meanings = {token: summaries.meaning(token.source) for token in tokens}
    marks: dict[Token, str] = {}
    facts: tuple[Fact, ...] = ()
    if not closed:
        for one in summaries.changed(written):
            run = written.blocks[one.block].runs[one.run]
            if isinstance(run, Token):
                marks[run] = one.now
        facts = summaries.facts(parse_period(written.period), range_of(written))
    return SummaryFacts(written.blocks, marks, meanings, facts)
