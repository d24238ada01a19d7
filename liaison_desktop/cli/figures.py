"""``figures``: every indicator of a period, or one of them part by part, with its records."""

import dataclasses
import itertools
from typing import Any

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.changes import KIND_LABELS
from liaison_desktop.domain.errors import InputRefusedError, UsageError
from liaison_desktop.domain.figures.comparison import AGAINST_LABELS, Against, Compared
from liaison_desktop.domain.figures.indicator import Figure, FigureRecord
from liaison_desktop.domain.figures.late_entry import LateEntry
from liaison_desktop.domain.figures.number_words import written
from liaison_desktop.domain.figures.period import Period, half_year_of, parse_period
from liaison_desktop.domain.figures.scope import (
    DIMENSION_LABELS,
    Dimension,
    Scope,
    ScopePart,
    scope_data,
)
from liaison_desktop.domain.figures.wording import change_phrase
from liaison_desktop.domain.register.place_name import village_stem
from liaison_desktop.services.office import Office

_LIMITS = (
    Dimension.VILLAGE,
    Dimension.GROUP,
    Dimension.UNIT,
    Dimension.TEAM,
    Dimension.CADRE,
    Dimension.CATEGORY,
    Dimension.SOURCE,
    Dimension.MONTH,
)
_EMPTY = "未填"


def add_arguments(parser: CommandParser) -> None:
    """Say which arguments the command takes."""
    options = parser.options
    options.add_argument(
        "--period",
        metavar="期间",
        help="如 2023、2023H1、2023Q2、2023-06、2023-W07；不写为本半年",
    )
    options.add_argument("--key", metavar="指标", help="只要一项指标")
    options.add_argument(
        "--records", action="store_true", help="列出该指标背后的记录（须与 --key 同用）"
    )
    options.add_argument("--late", action="store_true", help="列出期末以后才补录的记录")
    words = "、".join(DIMENSION_LABELS.values())
    options.add_argument("--by", metavar="分组", help=f"按什么分（须与 --key 同用）：{words}")
    options.add_argument("--against", metavar="对比", help="与何时相比：同比 或 环比")
    for dimension in _LIMITS:
        label = DIMENSION_LABELS[dimension]
        options.add_argument(
            f"--{dimension.value}", metavar=label, help=f"只要这个{label}的；写 {_EMPTY} 为没填的"
        )


def run(options: Options) -> Answer:
    """Compute figures, or list the records behind one."""
    asked = parse_period(options.period) if options.period else None
    for name in ("records", "by"):
        if getattr(options, name) and not options.key:
            raise UsageError(f"--{name} 须与 --key 同用，指明是哪项指标。")
    by = _dimension(options.by) if options.by else None
    against = _against(options.against) if options.against else None
    with open_named(options) as office:
        period = asked or half_year_of(office.context.today())
        if options.late:
            return _late(period, office.late_entries.of(period))
        scope = _scope(office, options, period)
        if options.records:
            figure = office.figures.one(options.key, period, scope)
            return _records(
                period, figure, office.figures.records(options.key, period, scope), scope
            )
        if by is not None:
            return _divided(office, options.key, period, by, (scope, against))
        keys = [options.key] if options.key else [one.key for one in office.figures.indicators()]
        return _figures(office, keys, period, (scope, against))


_Within = tuple[Scope, Against | None]


def _late(period: Period, entries: tuple[LateEntry, ...]) -> Answer:
    """List what happened in the period and was entered after it, by operation."""
    lines = [f"{period.label} 期末以后补录的记录：{len(entries)} 条"]
    for operation, group in itertools.groupby(entries, key=lambda one: one.operation):
        own = tuple(group)
        lines.append(f"  操作 {operation}（{own[0].by}，{own[0].entered_at:%Y-%m-%d %H:%M}）")
        lines += [f"    {KIND_LABELS[one.kind]} {one.record} {one.on.isoformat()}" for one in own]
    values = [
        {
            "kind": one.kind.value,
            "record": one.record,
            "date": one.on,
            "entered": one.entered_at.isoformat(timespec="seconds"),
            "by": one.by,
            "operation": one.operation,
        }
        for one in entries
    ]
    return Answer(tuple(lines), {"period": period.key, "late": values})


def _dimension(word: str) -> Dimension:
    for dimension, label in DIMENSION_LABELS.items():
        if word in (label, dimension.value):
            return dimension
    words = "、".join(DIMENSION_LABELS.values())
    raise UsageError(f"不能按“{word}”分，请写 {words} 之一。")


def _against(word: str) -> Against:
    for against, label in AGAINST_LABELS.items():
        if word in (label, against.value):
            return against
    raise UsageError(f"“{word}”不是一种对比，请写 同比 或 环比。")


def _scope(office: Office, options: Options, period: Period) -> Scope:
    """Return the limits of the command line, each found by its name."""
    named = [(one, getattr(options, one.value)) for one in _LIMITS]
    return Scope(
        tuple(
            _part(office, dimension, word, options.key or "", period)
            for dimension, word in named
            if word
        )
    )


def _part(office: Office, dimension: Dimension, word: str, key: str, period: Period) -> ScopePart:
    label = DIMENSION_LABELS[dimension]
    if word == _EMPTY:
        return ScopePart(dimension, "", f"{label}{_EMPTY}")
    parts = office.figures.scope_parts(dimension, key, period)
    found = [part for part in parts if word in (part.label, part.value)]
    found = found or [part for part in parts if part.label.startswith(f"{word}（")]
    if not found and dimension is Dimension.VILLAGE:
        found = [part for part in parts if village_stem(part.label) == village_stem(word)]
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(part.label for part in found)
        raise UsageError(f"有几个名为“{word}”的{label}：{names}。请写其中一个。")
    raise InputRefusedError(f"没有叫“{word}”的{label}，请检查名称。")


def _figures(office: Office, keys: list[str], period: Period, within: _Within) -> Answer:
    scope, against = within
    rows: list[tuple[Figure, Compared | None]]
    if against is None:
        found = office.figures.several(keys, period, scope)
        rows = [(figure, None) for figure in found.values()]
    else:
        compared = office.figures.several_compared(keys, period, against, scope)
        rows = [(one.now, one) for one in compared.values()]
    lines = [_heading(period, scope), *(_line(figure, one) for figure, one in rows)]
    values = {
        "period": period.key,
        **_scope_values(scope),
        "figures": [_values(figure, one) for figure, one in rows],
    }
    return Answer(tuple(lines), values)


def _divided(office: Office, key: str, period: Period, by: Dimension, within: _Within) -> Answer:
    scope, against = within
    divided = office.figures.divided(key, period, by, scope)
    pairs: dict[str, Compared] = {}
    whole: Compared | None = None
    if against is not None:
        found = office.figures.compared_parts(key, period, by, against, scope)
        pairs = {part.value: one for part, one in found}
        whole = office.figures.compared(key, period, against, scope)
    lines = [
        _heading(period, scope),
        f"{divided.indicator.label}，按{DIMENSION_LABELS[by]}：",
        *(_line(one.figure, pairs.get(one.part.value), one.part.label) for one in divided.parts),
        _line(divided.total, whole, "全部"),
    ]
    values = {
        "period": period.key,
        **_scope_values(scope),
        "by": by.value,
        "overlapping": divided.overlapping,
        "figures": [_values(divided.total, whole)],
        "parts": [
            {"part": one.part.value, "name": one.part.label}
            | _values(one.figure, pairs.get(one.part.value))
            for one in divided.parts
        ],
    }
    return Answer(tuple(lines), values)


def _heading(period: Period, scope: Scope) -> str:
    place = f" {scope.label}" if scope.parts else ""
    return f"{period.label}（{period.first} 至 {period.last}）{place}"


def _scope_values(scope: Scope) -> dict[str, Any]:
    return {"scope": scope_data(scope)} if scope.parts else {}


def _values(figure: Figure, compared: Compared | None) -> dict[str, Any]:
    values = dataclasses.asdict(figure)
    if compared is not None:
        base = compared.base_period
        values["against"] = {
            "with": compared.against.value,
            "period": base.key if base is not None else None,
            "value": compared.base.value,
            "delta": compared.delta,
            "percent": compared.percent,
            "closed": compared.frozen,
        }
    return values


def _line(figure: Figure, compared: Compared | None, name: str = "") -> str:
    label = name or figure.label
    if figure.value is None:
        return f"  {label}：—"
    part = ""
    if figure.denominator is not None:
        part = f"（{figure.numerator}/{figure.denominator}）"
    return f"  {label}：{written(figure.value, figure.unit)} {figure.unit}{part}{_change(compared)}"


def _change(compared: Compared | None) -> str:
    if compared is None:
        return ""
    return f"，{change_phrase(compared)}"


def _records(
    period: Period, figure: Figure, records: tuple[FigureRecord, ...], scope: Scope
) -> Answer:
    place = f" {scope.label}" if scope.parts else ""
    lines = [f"{period.label}{place} {figure.label}：{len(records)} 条记录"]
    lines += [
        "  " + " ".join(part for part in (one.record, one.name, _on(one)) if part)
        for one in records
    ]
    values = {
        "period": period.key,
        **_scope_values(scope),
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
