"""每月核心简报 (R165): a page of plain sentences from the same counters, ready for printing."""

import json

from liaison_desktop import paths
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.summary import BlockKind, PaperBlock, ReportPaper
from liaison_desktop.domain.figures.token import Token
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.summaries import Summaries

_NUMERALS = "一二三四五六七八九"


def brief_paper(context: Context, period: Period, station: str) -> ReportPaper:
    """Return the brief of a period.

    Raises:
        RefusedError: When the period has not begun.
    """
    if period.first > context.today():
        raise RefusedError("这一期还没有开始，不能出简报。")
    summaries = Summaries(context)
    title = PaperBlock(BlockKind.TITLE, f"{period.label}\n群众工作核心简报")
    blocks = [title]
    data = json.loads(paths.resource("brief.json").read_text(encoding="utf-8"))
    for numeral, part in zip(_NUMERALS, data["parts"], strict=False):
        runs = summaries.sentence(part["text"], period)
        words = "".join(run.shown if isinstance(run, Token) else run for run in runs)
        blocks.append(PaperBlock(BlockKind.HEADING_1, f"{numeral}、{part['heading']}"))
        blocks.append(PaperBlock(BlockKind.BODY, words))
    blocks.append(PaperBlock(BlockKind.SIGNATURE, station))
    today = context.today()
    blocks.append(PaperBlock(BlockKind.DATE, day_words(today)))
    return ReportPaper(tuple(blocks), organisation=station, dated=today)
