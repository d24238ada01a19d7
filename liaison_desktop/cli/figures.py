"""``figures``: every indicator of a period, or the records behind one."""

import dataclasses

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.indicator import Figure, FigureRecord
from liaison_desktop.domain.figures.period import Period, half_year_of, parse_period


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    parser.options.add_argument(
        "--period",
        metavar="期间",
        help="如 2023、2023H1、2023Q2、2023-06、2023-W07；不写为本半年",
    )
    parser.options.add_argument("--key", metavar="指标", help="只要一项指标")
    parser.options.add_argument(
        "--records", action="store_true", help="列出该指标背后的记录（须与 --key 同用）"
    )


def run(options: Options) -> Answer:
    """Compute figures, or list the records behind one."""
    asked = parse_period(options.period) if options.period else None
    if options.records and not options.key:
        raise UsageError("--records 须与 --key 同用，指明要列出哪项指标的记录。")
    with open_named(options) as office:
        period = asked or half_year_of(office.context.today())
        if options.records:
            figure = office.figures.one(options.key, period)
            return _records(period, figure, office.figures.records(options.key, period))
        if options.key:
            return _figures(period, (office.figures.one(options.key, period),))
        return _figures(period, office.figures.all(period))


def _figures(period: Period, figures: tuple[Figure, ...]) -> Answer:
    lines = (f"{period.label}（{period.first} 至 {period.last}）", *map(_line, figures))
    values = {"period": period.key, "figures": [dataclasses.asdict(one) for one in figures]}
    return Answer(tuple(lines), values)


def _line(figure: Figure) -> str:
    if figure.value is None:
        return f"  {figure.label}：—"
    part = ""
    if figure.denominator is not None:
        part = f"（{figure.numerator}/{figure.denominator}）"
    return f"  {figure.label}：{figure.value} {figure.unit}{part}"


def _records(period: Period, figure: Figure, records: tuple[FigureRecord, ...]) -> Answer:
    lines = [f"{period.label} {figure.label}：{len(records)} 条记录"]
    lines += [
        "  " + " ".join(part for part in (one.record, one.name, _on(one)) if part)
        for one in records
    ]
    values = {
        "period": period.key,
        "key": figure.key,
        "label": figure.label,
        "records": [
            {"kind": one.kind.value, "record": one.record, "name": one.name, "date": one.on}
            for one in records
        ],
    }
    return Answer(tuple(lines), values)


def _on(record: FigureRecord) -> str:
    return record.on.isoformat() if record.on else ""
