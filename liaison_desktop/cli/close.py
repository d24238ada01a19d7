"""``close``: close a period (封账): figures, lists, text and files stay as they were reported."""

import re
from collections.abc import Iterable

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, positive
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.summary import SummaryDetail, SummaryRow, SummaryState
from liaison_desktop.services.figures.summary_paper import ENDINGS, paper_bytes
from liaison_desktop.services.office import Office

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.options.add_argument(
        "--period",
        metavar="期间",
        required=True,
        help="如 2023、2023H1、2023Q2、2023-06、2023-W07",
    )
    parser.options.add_argument(
        "--summary",
        metavar="编号",
        type=positive,
        help="随同封存的总结报告，封账后只能查看和重印；不写则只封存统计数字",
    )


def run(options: Options) -> Answer:
    """Close the period; it cannot be undone."""
    period = parse_period(options.period)
    with open_named(options) as office:
        drafts = {one.id: one for one in office.summaries.rows()}
        if options.summary and options.summary not in drafts:
            raise RefusedError(_none_such(options.summary, drafts.values()))
        detail = office.summaries.detail(options.summary) if options.summary else None
        papers = _papers(office, detail) if detail else {}
        version = detail.version if detail else None
        key, changes = office.closings.close(options.summary, period, papers, version=version)
        closed = next(one for one in office.closings.rows() if one.id == key)
    lines = (
        f"已封账：{closed.title}（{period.label}），编号 {key}。",
        *(f"  封存 {name}" for name in closed.papers),
        f"  摘要值 {closed.digest}",
    )
    values = {
        "closing": key,
        "period": period.key,
        "title": closed.title,
        "issue": closed.issue,
        "papers": list(closed.papers),
        "digest": closed.digest,
        "operation": changes.operation,
    }
    return Answer(lines, values, () if detail else _left_out(period, drafts.values()))


def _none_such(number: int, drafts: Iterable[SummaryRow]) -> str:
    known = "、".join(map(_named, drafts))
    choice = f"可选：{known}" if known else "请先在窗口的“总结报告”里起草"
    return f"没有编号为 {number} 的总结，{choice}。"


def _left_out(period: Period, drafts: Iterable[SummaryRow]) -> tuple[str, ...]:
    """Return what is said when figures are closed beside a draft of the same period."""
    same = [
        _named(one)
        for one in drafts
        if one.period == period.key and one.state is not SummaryState.CLOSED
    ]
    if not same:
        return ()
    told = f"只封存了统计数字，没有封存总结：{'、'.join(same)}。"
    return (f"{told}要连正文和文件一起封存，请加 --summary 编号 再封一次。",)


def _named(summary: SummaryRow) -> str:
    return f"{summary.id}《{summary.title}》"


def _papers(office: Office, detail: SummaryDetail) -> dict[str, bytes]:
    paper = office.summaries.paper(detail)
    name = _NOT_IN_NAMES.sub("", detail.title)[:100]
    return {f"{name}{ending}": paper_bytes(paper, ending) for ending in ENDINGS}
