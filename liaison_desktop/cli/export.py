"""``export``: a list as a workbook."""

from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.disclosure import add_disclosure, named_purpose
from liaison_desktop.cli.filters import add_filters, household_filter
from liaison_desktop.cli.paper import output_file
from liaison_desktop.cli.session import open_named
from liaison_desktop.services.system.export import ExportReport
from liaison_desktop.services.system.export_lists import EXPORT_LISTS

_NOUNS = tuple(one.noun for one in EXPORT_LISTS)


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.values.add_argument(
        "noun", metavar="|".join(_NOUNS), choices=_NOUNS, help="导出哪个名册"
    )
    parser.options.add_argument(
        "--out", metavar="文件", type=Path, required=True, help="写到哪个工作簿（.xlsx）"
    )
    add_disclosure(parser)
    add_filters(parser)


def run(options: Options) -> Answer:
    """Write the workbook."""
    purpose = named_purpose(options)
    out = output_file(options.out, ".xlsx", options)
    with open_named(options) as office:
        report = office.exports.to_workbook(
            options.noun, out, household_filter(options), purpose=purpose
        )
    lines = (f"已导出 {report.rows} 行到 {report.path}（{_shown(report)}）。",)
    values = {"file": str(report.path), "rows": report.rows, "masked": report.masked}
    return Answer(lines, values)


def _shown(report: ExportReport) -> str:
    """Say how far personal data stands in the file."""
    if not report.masked:
        return "含完整个人信息，请妥善保管，用后删除"
    own = "个人信息已遮盖" if report.personal else "文字里夹着的身份证号和电话已遮盖"
    return f"{own}，干部的工作电话照原样" if report.open_phones else own
