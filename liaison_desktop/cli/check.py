"""``check``: is the store whole, is the journal unbroken, what should be mended."""

import dataclasses

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.errors import StoreError


def add_arguments(parser: CommandParser) -> None:
    """The command takes no arguments of its own."""


def run(options: Options) -> Answer:
    """Check the store; a broken one is exit code 4, findings in the data are not."""
    with open_named(options) as office:
        report = office.check.run()
    lines = [*report.problems]
    if report.whole:
        lines.append(f"数据库与操作日志完好，共 {report.operations} 次操作。")
    lines += [f"  {one.label}：{one.count}" for one in report.findings]
    values = {
        "whole": report.whole,
        "problems": list(report.problems),
        "findings": [dataclasses.asdict(one) for one in report.findings],
        "digest": report.digest,
        "heads": report.heads,
        "operations": report.operations,
    }
    return Answer(tuple(lines), values, exit_code=0 if report.whole else StoreError.exit_code)
