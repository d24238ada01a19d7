"""每月核心简报 (R165): a page of plain sentences from the same counters, ready for printing."""

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.summary import BlockKind, PaperBlock, ReportPaper
from liaison_desktop.domain.figures.token import Token
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.summaries import Summaries

# Clauses in 〔〕 fall away where all their figures are 0 (domain.md 11.2); a blank stays marked.
_PARTS: tuple[tuple[str, str], ...] = (
    (
        "联户走访",
        "期末{参与联户的干部}联系{联系户数}，农户覆盖率{农户覆盖率}。{期间}入户走访{入户走访}，走访农户{走访农户}"
        "〔，住村{住村天数}〕〔，撰写民情日记{民情日记}〕〔，发放民情联系卡{发放民情联系卡}〕。",
    ),
    (
        "民情办理",
        "{期间}收集意见建议{收集意见建议}，当场答复{当场答复}，进入民情台账{进入民情台账}，办结{办结}，"
        "期末正在办理{正在办理}〔，其中超期未办结{超期未办结}〕。",
    ),
    (
        "矛盾纠纷",
        "{期间}排查矛盾纠纷{排查矛盾纠纷}，参与调解{参与调解}，调解成功{调解成功}"
        "〔，涉及金额{涉及金额·万元}〕；期末未化解纠纷{未化解纠纷}〔，其中超期未化解纠纷{超期未化解纠纷}〕。",
    ),
    (
        "帮扶和宣传",
        "〔慰问农户{慰问农户}〕〔，协调项目{协调项目}〕〔，办实事{办实事}〕；〔开展培训宣讲{培训宣讲}〕"
        "〔，被采用信息{采用信息}〕；收到表扬信、锦旗{填写·表扬件数}件。",
    ),
)
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
    for numeral, (heading, text) in zip(_NUMERALS, _PARTS, strict=False):
        runs = summaries.sentence(text, period)
        words = "".join(run.shown if isinstance(run, Token) else run for run in runs)
        blocks.append(PaperBlock(BlockKind.HEADING_1, f"{numeral}、{heading}"))
        blocks.append(PaperBlock(BlockKind.BODY, words))
    blocks.append(PaperBlock(BlockKind.SIGNATURE, station))
    today = context.today()
    day = f"{today.year}年{today.month}月{today.day}日"
    blocks.append(PaperBlock(BlockKind.DATE, day))
    return ReportPaper(tuple(blocks), organisation=station, dated=today)
