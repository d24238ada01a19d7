"""``undo``: take back the newest operation, or one by number."""

import dataclasses

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, positive
from liaison_desktop.cli.session import open_named


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.values.add_argument(
        "number",
        metavar="编号",
        type=positive,
        nargs="?",
        help="要撤销的操作；不写为最近一次。撤销一次“撤销”即恢复原状",
    )


def run(options: Options) -> Answer:
    """Take an operation back."""
    with open_named(options) as office:
        report = office.undo.take_back(options.number)
    done = (
        f"已撤销操作 {report.undone}：恢复 {report.restored} 条，移除 {report.removed} 条，"
        f"保留 {len(report.kept)} 条。"
    )
    lines = (done, *(f"  保留 {one.record}：{one.why}" for one in report.kept))
    values = {
        "undone": report.undone,
        "restored": report.restored,
        "removed": report.removed,
        "kept": [dataclasses.asdict(one) for one in report.kept],
        "operation": report.changes.operation,
    }
    return Answer(lines, values)
