"""Text, tables and charts of one report must say the same of the same indicator."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from liaison_desktop.domain.figures.chart import Chart, ChartSource, Series
from liaison_desktop.domain.figures.indicator import Indicator, Nature, Number
from liaison_desktop.domain.figures.number_words import MINUS, plain_number
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.domain.figures.summary import Block, PaperTable
from liaison_desktop.domain.figures.token import Aspect, Style, Token, TokenKind

_SUM_WORDS = ("合计", "总计", "小计", "全镇合计", "共计")
_ADDITIVE = (
    Dimension.VILLAGE, Dimension.GROUP, Dimension.CATEGORY, Dimension.SICHUAN, Dimension.SOURCE,
    Dimension.MONTH, Dimension.RISK, Dimension.SCALE, Dimension.LEVEL,
)  # fmt: skip
_ALIEN = re.compile(r"[^\d.\-]")
Address = tuple[str, str, Scope]
Said = Mapping[Address, str]


def said_in_text(blocks: Sequence[Block]) -> dict[Address, str]:
    """Return indicator, period and scope of each exact token to what stands in the text."""
    return {
        (run.source.key, run.source.period, run.source.scope): run.shown
        for block in blocks
        for run in block.runs
        if isinstance(run, Token)
        and run.source.kind is TokenKind.FIGURE
        and run.source.aspect is Aspect.VALUE
        and run.source.style is Style.EXACT
    }


def chart_findings(
    said: Said, charts: Sequence[Chart], terms: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """Yield charts whose values, or their sums, are not what the text says.

    Args:
        said: What the text says.
        charts: The charts that are printed with it.
        terms: Indicators by key.
    """
    for chart in charts:
        for series in chart.series:
            yield from _values(said, chart, series, terms)
            yield from _sum(said, chart, series, terms)


def _values(
    said: Said, chart: Chart, series: Series, terms: Mapping[str, Indicator]
) -> Iterator[Finding]:
    for value, source in zip(series.values, series.sources, strict=False):
        if source is None or value is None:
            continue
        told = _number(said.get((source.key, source.period, source.scope), ""))
        if told is not None and told != Decimal(str(value)):
            yield _disagree(chart, _name(source, terms), told, value)


def _sum(
    said: Said, chart: Chart, series: Series, terms: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """Compare the sum of a divided count with the text's total."""
    sources = [source for source in series.sources if source is not None]
    if len(sources) < 2 or len(sources) != len(series.values):
        return
    first = sources[0]
    term = terms.get(first.key)
    if term is None or term.nature is not Nature.FLOW:
        return
    outer = [_outer(source) for source in sources]
    if None in outer or len({(one.key, one.period) for one in sources}) > 1 or len(set(outer)) > 1:
        return
    scope = outer[0]
    told = _number(said.get((first.key, first.period, scope or Scope()), ""))
    if told is None or any(value is None for value in series.values):
        return
    total = sum((Decimal(str(value)) for value in series.values), Decimal())
    if total != told:
        yield _disagree(chart, f"{_name(first, terms)}各项之和", told, total)


def _outer(source: ChartSource) -> Scope | None:
    """Return the scope without the limit a chart divides by, None when that may overlap."""
    parts = source.scope.parts
    if not parts or parts[-1].dimension not in _ADDITIVE:
        return None
    return Scope(parts[:-1])


def _name(source: ChartSource, terms: Mapping[str, Indicator]) -> str:
    term = terms.get(source.key)
    label = source.key if term is None else term.label
    return f"{label}（{source.scope.label}）" if source.scope.parts else label


def _disagree(chart: Chart, name: str, told: Decimal, value: Number | Decimal) -> Finding:
    shown = plain_number(Decimal(str(value)))
    said = (
        f"图表“{chart.title}”与正文不一致：{name}在图表里是{shown}，"
        f"正文写的是{plain_number(told)}。"
    )
    return Finding(
        "text-and-chart", Severity.RED, said, excerpt=f"{chart.title}：{name}{shown}"[:300]
    )


def table_findings(said: Mapping[str, str], tables: Sequence[PaperTable]) -> Iterator[Finding]:
    """Yield tables whose columns do not sum, or that say another total than the text.

    Args:
        said: Label of each indicator the text names unlimited, to what stands there.
        tables: The annex tables.
    """
    for table in tables:
        totals = next((row for row in table.rows if _is_total(row)), None)
        if totals is None:
            continue
        lines = [row for row in table.rows if not _is_total(row)]
        for column, head in enumerate(table.heads):
            total = _number(totals[column]) if column < len(totals) else None
            if total is None:
                continue
            cells = [_number(row[column]) for row in lines if column < len(row)]
            numbers = [cell for cell in cells if cell is not None]
            yield from _column(table, head, total, numbers)
            told = _number(said.get(head.replace("\n", ""), ""))
            if told is not None and told != total:
                sentence = (
                    f"表“{table.title}”与正文不一致：{head}合计是{plain_number(total)}，"
                    f"正文写的是{plain_number(told)}。"
                )
                excerpt = f"{table.title}：{head}{plain_number(total)}"
                yield Finding("text-and-table", Severity.RED, sentence, excerpt=excerpt[:300])


def _column(
    table: PaperTable, head: str, total: Decimal, numbers: Sequence[Decimal]
) -> Iterator[Finding]:
    summed = sum(numbers, Decimal())
    if not numbers or summed == total or re.search("率|%|人均|平均|比|序号", head):
        return
    sentence = (
        f"表“{table.title}”的“{head}”一栏：各行之和是{plain_number(summed)}，"
        f"合计写的是{plain_number(total)}。"
    )
    excerpt = f"{table.title}：{head}合计{plain_number(total)}"
    yield Finding("table-not-summing", Severity.RED, sentence, excerpt=excerpt[:300])


def _is_total(row: Sequence[str]) -> bool:
    return any(cell.strip() in _SUM_WORDS for cell in row[:2])


def _number(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace(MINUS, "-").strip().removesuffix("%")
    if not plain or _ALIEN.search(plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
