"""``summary``: the draft of a summary of any period, as .pdf, .docx or .txt."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, word
from liaison_desktop.cli.filters import village_scope
from liaison_desktop.cli.paper import missing_notes, output_file
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.period import half_year_of, parse_period
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.structures import KEYS, skeletons
from liaison_desktop.domain.figures.token import BLANK, Token
from liaison_desktop.services.figures.summary_frame import DraftOptions
from liaison_desktop.services.figures.summary_paper import ENDINGS, PaperChoice

_SHOWN = 3  # places named of a finding that comes up again and again
_SEVERITIES = {Severity.RED: "须改", Severity.AMBER: "请核对"}


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.options.add_argument(
        "--period",
        metavar="期间",
        help="如 2023、2023H1、2023Q2、2023-06、2023-W07；不写为本半年",
    )
    known = "，".join(f"{key} {skeletons()[key].structure.name}" for key in KEYS)
    parser.options.add_argument(
        "--structure", metavar="结构", choices=KEYS, default=KEYS[0], help=f"默认 A；可选：{known}"
    )
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="写到哪个 .pdf、.docx 或 .txt 文件"
    )
    parser.options.add_argument("--village", metavar="村", type=word, help="只总结一个村")
    parser.options.add_argument("--keep-zero", action="store_true", help="数为零的分句也写出来")
    parser.options.add_argument("--no-sources", action="store_true", help="不附数字出处")
    parser.options.add_argument("--no-tables", action="store_true", help="不附表格")
    parser.options.add_argument("--charts", action="store_true", help="附图表")


def run(options: Options) -> Answer:
    """Draft the summary, check it, and write it."""
    ending = options.out.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"--out 须是 {'、'.join(ENDINGS)} 文件。")
    out = output_file(options.out, ending, options)
    asked = parse_period(options.period) if options.period else None
    with open_named(options) as office:
        period = asked or half_year_of(office.context.today())
        scope = village_scope(office, options.village or "")
        chosen = DraftOptions(scope=scope, omit_zero=not options.keep_zero)
        detail = office.summaries.draft(options.structure, period, chosen)
        choice = PaperChoice(
            sources=not options.no_sources,
            tables=not options.no_tables,
            charts=office.charts.meeting(period, scope) if options.charts else (),
        )
        paper = office.summaries.paper(detail, choice)
        findings = office.proofs.check(detail, paper.charts, paper.tables)
        missing = office.summaries.undrawable(paper)
        office.summaries.write(detail, out, choice)
    tokens = [run for block in detail.blocks for run in block.runs if isinstance(run, Token)]
    blanks = sum(BLANK in token.shown for token in tokens)
    lines = (
        f"已把《{detail.title}》的草稿写到 {out}。",
        f"  {len(tokens)} 处数字，其中 {blanks} 处没有数据，留空待填。",
        *_lines(findings),
    )
    values = {
        "period": period.key,
        "structure": detail.structure,
        "title": detail.title,
        "file": str(out),
        "tokens": len(tokens),
        "blanks": blanks,
        "findings": [_values(one) for one in findings],
    }
    return Answer(lines, values, missing_notes(missing))


def _lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield each finding once, with the places it was found in."""
    places: dict[tuple[Severity, str], list[str]] = {}
    for one in findings:
        places.setdefault((one.severity, one.sentence), []).append(one.excerpt)
    for (severity, sentence), excerpts in places.items():
        told = "”“".join(excerpt for excerpt in excerpts[:_SHOWN] if excerpt)
        where = f"“{told}”" if told else ""
        times = f"等 {len(excerpts)} 处" if len(excerpts) > _SHOWN else ""
        yield f"  {_SEVERITIES[severity]}：{sentence}{where}{times}"


def _values(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.sentence,
        "excerpt": finding.excerpt,
    }
