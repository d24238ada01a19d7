"""``forms``: registration forms (民情登记卡) of households as PDF."""

from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.disclosure import add_disclosure, named_purpose
from liaison_desktop.cli.filters import add_filters, household_filter
from liaison_desktop.cli.paper import missing_notes, output_file, write_paper
from liaison_desktop.cli.session import open_named


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.values.add_argument(
        "form", metavar="registration", choices=("registration",), help="民情登记卡"
    )
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="写到哪个 PDF 文件"
    )
    add_disclosure(parser)
    add_filters(parser)


def run(options: Options) -> Answer:
    """Print the forms of the households the filters mean."""
    out, purpose = output_file(options.out, ".pdf", options), named_purpose(options)
    wanted = household_filter(options)
    with open_named(options) as office:
        contents = office.forms.contents(wanted, purpose=purpose)
        missing = office.forms.missing_glyphs(contents)
        pdf = office.forms.registration_pdf(wanted, purpose=purpose, out=out)
        write_paper(out, pdf, private=bool(purpose))
    line = f"已把 {len(contents)} 户的民情登记卡打印到 {out}。"
    values = {"forms": len(contents), "file": str(out), "masked": not purpose}
    return Answer((line,), values, missing_notes(missing))
