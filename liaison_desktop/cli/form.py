"""``form``: an upper office's blank form is filled by the mapping kept for it."""

from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.paper import output_file
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.figures.period import half_year_of, parse_period


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.options.add_argument(
        "--period", metavar="期间", help="如 2023-06、2023Q2、2023H1、2023；不写为本半年"
    )
    parser.options.add_argument(
        "--blank",
        metavar="空白表",
        type=Path,
        required=True,
        help="上级下发的空白表（.xlsx）；须先在窗口“总结报告 – 填表”里对应过一次",
    )
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="填好的表写到哪个 .xlsx 文件"
    )


def run(options: Options) -> Answer:
    """Fill the form."""
    blank = options.blank.expanduser().resolve()
    out = output_file(options.out, ".xlsx", options, source=blank)
    asked = parse_period(options.period) if options.period else None
    with open_named(options) as office:
        period = asked or half_year_of(office.context.today())
        mapping = office.form_filling.by_blank(blank)
        filled = office.form_filling.fill(mapping.id or 0, period, out, blank)
    told = f"填了 {filled.filled} 格，{len(filled.findings)} 处请核对。"
    lines = [f"已填好《{mapping.name}》（{period.label}），写到 {out}：{told}"]
    lines += [
        f"  {' '.join(part for part in (one.sheet, one.cell, one.label) if part)}：{one.sentence}"
        for one in filled.findings
    ]
    values = {
        "form": mapping.name,
        "period": period.key,
        "file": str(out),
        "filled": filled.filled,
        "figures": [{"cell": label, "value": value} for label, value in filled.figures],
        "findings": [
            {"sheet": one.sheet, "cell": one.cell, "label": one.label, "message": one.sentence}
            for one in filled.findings
        ],
        "sha256": filled.sha256,
    }
    return Answer(tuple(lines), values)
