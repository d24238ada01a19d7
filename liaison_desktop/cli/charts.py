"""``charts``: the charts of a meeting as slides, PDF, workbook or pictures."""

from pathlib import Path

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.filters import village_scope
from liaison_desktop.cli.paper import missing_notes, output_file
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.period import half_year_of, parse_period
from liaison_desktop.services.figures.meeting_files import SUFFIXES, undrawable, write_pack


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.options.add_argument(
        "--period",
        metavar="期间",
        help="如 2023、2023H1、2023Q2、2023-06、2023-W07；不写为本半年",
    )
    parser.options.add_argument(
        "--out",
        metavar="文件",
        type=Path,
        required=True,
        help=f"写到哪个文件：{'、'.join(SUFFIXES)}；.png 和 .svg 是一张含全部图表的图片",
    )
    parser.options.add_argument(
        "--each",
        action="store_true",
        help=".png 和 .svg 每个图表一张图片：文件名-1.png、文件名-2.png ……",
    )
    parser.options.add_argument(
        "--chart",
        metavar="图表",
        action="append",
        default=[],
        help="只要这个图表，可写多次；不写为会议的六个图表",
    )
    parser.options.add_argument("--village", metavar="村", default="", help="只统计该村")


def run(options: Options) -> Answer:
    """Make the charts and write them."""
    asked = parse_period(options.period) if options.period else None
    suffix = options.out.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"--out 须是 {'、'.join(SUFFIXES)} 文件。")
    out = output_file(options.out, suffix, options)
    with open_named(options) as office:
        period = asked or half_year_of(office.context.today())
        scope = village_scope(office, options.village)
        pack = office.charts.pack(period, scope=scope, keys=options.chart)
        written = write_pack(pack, out, each=options.each)
    charts = [{"key": one.key, "title": one.title, "headline": one.headline} for one in pack.charts]
    lines = [f"已把 {len(charts)} 个图表写到 {'、'.join(map(str, written))}。"]
    lines += [f"  {one.title}：{one.headline}" for one in pack.charts]
    values = {"period": period.key, "files": [str(path) for path in written], "charts": charts}
    return Answer(tuple(lines), values, missing_notes(undrawable(pack, suffix)))
