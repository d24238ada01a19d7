"""``history``: what was done, by whom, and whether it stands."""

import dataclasses

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options, positive
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.system.operation import OperationRow


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.options.add_argument(
        "--limit", metavar="条数", type=positive, default=50, help="最多列出几条，默认 50"
    )
    parser.options.add_argument(
        "--before", metavar="编号", type=positive, help="只列编号比它小的操作"
    )


def run(options: Options) -> Answer:
    """List operations, the newest first."""
    with open_named(options) as office:
        rows = office.history.operations(options.limit, options.before)
    lines = tuple(map(_line, rows)) or ("还没有任何操作。",)
    return Answer(lines, {"operations": [dataclasses.asdict(row) for row in rows]})


def _line(row: OperationRow) -> str:
    mark = f"（已被 {row.undone_by} 撤销）" if row.undone_by else ""
    return f"{row.number:>5}  {row.at}  {row.actor}  {row.sentence}{mark}"
