"""Summaries (总结): a structure of blocks, each of prose and tokens (domain.md 11)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.token import Run, Token

# Control characters, halves of characters and places of objects, as pasted text may bring: no
# file can keep them.
_UNSOUND = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffc\ufffe\uffff]"
)


class BlockKind(Enum):
    """A part of a summary; the words of GB/T 9704-2012, 7.3."""

    TITLE = "title"
    ADDRESSEE = "addressee"  # 主送机关
    HEADING_1 = "heading_1"  # 一、
    HEADING_2 = "heading_2"  # （一）
    HEADING_3 = "heading_3"  # 1.
    BODY = "body"
    SIGNATURE = "signature"  # 署名
    DATE = "date"  # 成文日期
    NOTE = "note"  # 附注, never printed numbers of its own


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph.

    Attributes:
        kind: What it is; headings carry their own numeral as prose.
        runs: Prose and tokens in order; empty for a paragraph left to be written.
        hint: What belongs here, shown greyed in the editor and never printed.
        slot: Name of the sentence template it was made from, "" when a person wrote it.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    hint: str = ""
    slot: str = ""

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(run.shown if isinstance(run, Token) else run for run in self.runs)


def sound_text(text: str) -> str:
    """Return a text without what cannot be stored or printed."""
    return _UNSOUND.sub("", text)


def sound_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks without what cannot be stored or printed; each keeps all its runs."""
    return tuple(
        replace(block, runs=tuple(map(_sound_run, block.runs)))
        if _UNSOUND.search(block.text)
        else block
        for block in blocks
    )


def _sound_run(run: Run) -> Run:
    return replace(run, shown=sound_text(run.shown)) if isinstance(run, Token) else sound_text(run)


class SummaryState(Enum):
    """Where a summary stands."""

    DRAFT = "draft"
    CLOSED = "closed"  # reported; text and figures are frozen


SUMMARY_STATE_LABELS = {SummaryState.DRAFT: "起草中", SummaryState.CLOSED: "已上报封账"}


@dataclass(frozen=True, slots=True)
class Structure:
    """A skeleton of a summary (domain.md 11.1), shipped as data and editable.

    Attributes:
        key: A … G.
        name: What the office calls it.
        suits: For which periods and writers, in one phrase.
    """

    key: str
    name: str
    suits: str


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A summary in a list."""

    id: int
    title: str
    structure: str
    period: str
    state: SummaryState
    changed_at: str


@dataclass(frozen=True, slots=True)
class SummaryDetail:
    """A summary in the editor, saved or new.

    Attributes:
        id, version: None for one not saved yet.
        structure, period: Keys.
        organisation: 署名.
        signed_on: 成文日期.
        blocks: The text, title to date.
        state: Closed ones are read only.
    """

    id: int | None
    version: int | None
    structure: str
    period: str
    organisation: str
    signed_on: date
    blocks: tuple[Block, ...]
    state: SummaryState = SummaryState.DRAFT

    @property
    def title(self) -> str:
        """The title without line breaks."""
        titles = (block.text for block in self.blocks if block.kind is BlockKind.TITLE)
        return "".join(titles).replace("\n", "")


@dataclass(frozen=True, slots=True)
class ChangedToken:
    """A token whose figure is no longer what stands in the text.

    Attributes:
        block, run: Where it stands.
        shown: What stands there.
        now: What would stand there today.
    """

    block: int
    run: int
    shown: str
    now: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the appendix 数字出处: how a token came to be, worked out again.

    Attributes:
        number: Its order in the text.
        place: Where it stands, e.g. 二、（一）第2段.
        shown: As printed.
        meaning: Definition with period and scope.
        working: The sum as a person would check it, e.g. 16 ÷ 28 = 57.1%.
        records: How many records stand behind it, None where there are none.
        again: What an independent computation from the listed records gives.
        agrees: Whether that is what stands in the text.
    """

    number: int
    place: str
    shown: str
    meaning: str
    working: str
    records: int | None
    again: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact offered under 存在的问题; never prose about causes (domain.md 11.3).

    Attributes:
        key: Name of the fact.
        runs: The fact as runs, ready to be put into the text.
    """

    key: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of an annex (附表) on A4 landscape, or inside the text.

    Attributes:
        title: Above the table.
        heads: Names of the columns.
        rows: Cells as text; 无 as （无）.
        shares: Widths of the columns, sum 1; empty for even ones.
        note: Below the table.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """A paragraph as it is printed: kind and text; nothing in it is parsed."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A paper in the format of GB/T 9704-2012, ready for .pdf, .docx and .txt.

    Attributes:
        blocks: Title to date.
        tables: Annex tables, each on pages of its own (A4 landscape).
        charts: Charts put behind the text, two a page; native in .docx.
        sources: The appendix 数字出处, empty when it is not wanted.
        organisation: For the document's properties.
        dated: Day of the paper; also the day in the file's properties, so that a reprint is
            the same byte for byte.
        red_head: 发文机关标志 above a red line, "" for internal papers.
        document_number: e.g. 罗群〔2023〕5号, only with a red head.
        chain_head: Head of the journal's chain, printed small at the end (DESIGN 4), "" for none.
        sealed: A seal will be put over date and name, which then stand as 7.3.5.1 asks.
        copies_to, issued_by, issued_on: 抄送, 印发机关 and 印发日期 of the 版记; printed only
            when one of the first two is given.
    """

    blocks: tuple[PaperBlock, ...]
    tables: tuple[PaperTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    organisation: str = ""
    dated: date | None = None
    red_head: str = ""
    document_number: str = ""
    chain_head: str = ""
    sealed: bool = False
    copies_to: str = ""
    issued_by: str = ""
    issued_on: date | None = None
