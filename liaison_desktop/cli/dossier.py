"""``dossier``: the file of one mediated dispute (人民调解卷宗) as PDF."""

from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, word
from liaison_desktop.cli.disclosure import add_disclosure, named_purpose
from liaison_desktop.cli.paper import missing_notes, output_file, write_paper
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.terms.dispute import PAPER_LABELS


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.values.add_argument(
        "number",
        metavar="编号",
        type=word,
        help="登记编号或卷号，如 纠2023-0007、(2023)中和人调字第3号",
    )
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="写到哪个 PDF 文件"
    )
    add_disclosure(parser)


def run(options: Options) -> Answer:
    """Print the file of the dispute; what it lacks is told."""
    out, purpose = output_file(options.out, ".pdf", options), named_purpose(options)
    with open_named(options) as office:
        key = office.disputes.by_number(options.number)
        detail = office.disputes.detail(key)
        pdf = office.dossiers.pdf(key, out=out, purpose=purpose)
        lamps = office.dossiers.lamps(key)
        missing = office.dossiers.missing_glyphs(key)
        write_paper(out, pdf, private=bool(purpose))
    lacking = [lamp for lamp in lamps if lamp.required and not lamp.present]
    lines = [f"已把 {detail.file_number or detail.number} 的卷宗打印到 {out}。"]
    lines += [f"  缺 {PAPER_LABELS[lamp.kind]}：{lamp.missing}" for lamp in lacking]
    values = {
        "number": detail.number,
        "file_number": detail.file_number,
        "papers": sum(lamp.present for lamp in lamps),
        "missing": [
            {"paper": lamp.kind.value, "label": PAPER_LABELS[lamp.kind], "message": lamp.missing}
            for lamp in lacking
        ],
        "file": str(out),
        "masked": not purpose,
    }
    return Answer(tuple(lines), values, missing_notes(missing))
