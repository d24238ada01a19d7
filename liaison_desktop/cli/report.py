"""``report``: the statutory forms and the 简报 of a period, as .pdf, .xlsx, .docx or .txt."""

from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.paper import missing_notes, output_file
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.period import month_period, parse_period
from liaison_desktop.domain.figures.statutory_form import FormWords
from liaison_desktop.services.figures.dispute_forms import FORM_KIND_OF, FORM_KINDS

_LEVELS = 4


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    known = "，".join(f"{one.key} {one.label}" for one in FORM_KINDS)
    parser.values.add_argument("kind", metavar="表", choices=tuple(FORM_KIND_OF), help=known)
    options = parser.options
    options.add_argument(
        "--period", metavar="期间", help="如 2023-06、2023Q2、2023H1、2023；不写为本月"
    )
    options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="写到哪个 .pdf 或 .xlsx 文件"
    )
    options.add_argument("--remark", metavar="备注", default="", help="表上的备注（上报期限等）")
    options.add_argument("--issued-by", metavar="签发人", default="", help="签发人或审核人")
    options.add_argument("--made-by", metavar="制表人", default="", help="制表人或填表人")
    options.add_argument(
        "--sweeps",
        metavar="次数",
        default="",
        help="开展集中排查的次数：县市区,乡镇街道,村居,年度累计，不知道的留空，如 ,2,5,12",
    )


def run(options: Options) -> Answer:
    """Make the form and write it."""
    kind, ending = FORM_KIND_OF[options.kind], options.out.suffix.lower()
    if ending not in kind.endings:
        raise UsageError(f"--out 须是 {'、'.join(kind.endings)} 文件。")
    out = output_file(options.out, ending, options)
    asked = parse_period(options.period) if options.period else None
    words = FormWords(
        remark=options.remark,
        issued_by=options.issued_by,
        made_by=options.made_by,
        sweeps=_sweeps(options.sweeps),
    )
    with open_named(options) as office:
        today = office.context.today()
        period = asked or month_period(today.year, today.month)
        forms = office.dispute_forms
        findings = forms.findings(kind.key, period, words)
        forms.write(kind.key, period, out, words)
        missing = forms.undrawable(kind.key, period, words) if ending == ".pdf" else {}
    lines = (
        f"已把{period.label}的{kind.label}写到 {out}。",
        *(f"  {one.sentence}" for one in findings),
    )
    values = {
        "report": kind.key,
        "period": period.key,
        "file": str(out),
        "findings": [
            {"message": one.sentence, "records": [record.record for record in one.records]}
            for one in findings
        ],
    }
    return Answer(lines, values, missing_notes(missing))


def _sweeps(text: str) -> tuple[int | None, int | None, int | None, int | None]:
    """Return the typed counts.

    Raises:
        UsageError: When they are not four numbers or blanks.
    """
    if not text.strip():
        return None, None, None, None
    parts = [part.strip() for part in text.replace("，", ",").split(",")]
    if len(parts) != _LEVELS or not all(part.isdecimal() or not part for part in parts):
        raise UsageError("--sweeps 须是四个数，用逗号隔开，不知道的留空，如 ,2,5,12。")
    county, township, village, year = (int(part) if part else None for part in parts)
    return county, township, village, year
