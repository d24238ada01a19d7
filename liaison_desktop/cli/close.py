"""``close``: close a period (封账): figures, lists, text and files stay as they were reported."""

import re

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, positive
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.summary import SummaryDetail
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
    return Answer(lines, values)


def _papers(office: Office, detail: SummaryDetail) -> dict[str, bytes]:
    paper = office.summaries.paper(detail)
    name = _NOT_IN_NAMES.sub("", detail.title)[:100]
    return {f"{name}{ending}": paper_bytes(paper, ending) for ending in ENDINGS}
