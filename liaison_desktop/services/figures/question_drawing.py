"""The table and the chart of an answer: the same figures as its sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.figures.chart import Chart, ChartKind, ChartSource, Series
from liaison_desktop.domain.figures.chart_words import NO_DATA, value_words
from liaison_desktop.domain.figures.comparison import Against, Compared
from liaison_desktop.domain.figures.indicator import Figure, Indicator, Nature, Number, percentage
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import (
    DIMENSION_LABELS,
    Dimension,
    Divided,
    DividedPart,
    Scope,
    ScopePart,
    within,
)
from liaison_desktop.domain.figures.summary import PaperTable
from liaison_desktop.domain.figures.wording import (
    counted_day,
    counted_span,
    definition,
)
from liaison_desktop.services.figures.chart_making import sorted_parts

CHART_KEY = "question"
# Classes are drawn from the largest to the smallest; places, people and grades in their order.
_SORTED = (Dimension.CATEGORY, Dimension.SICHUAN, Dimension.SOURCE, Dimension.WAY)
_BASE_HEADS = {Against.YEAR_AGO: "上年同期", Against.BEFORE: "上期"}
_NONE = "—"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was found out for a question.

    Attributes:
        question, period, term, subject: What was asked, the subject in words.
        figure: The figure asked for.
        divided: Part by part, None when not asked.
        compared: Beside another time, None when not asked.
        pairs: Each part beside another time, by its value.
        today: The day it is.
    """

    question: Question
    period: Period
    term: Indicator
    subject: str
    figure: Figure
    divided: Divided | None
    compared: Compared | None
    pairs: Mapping[str, Compared]
    today: date

    @property
    def is_rate(self) -> bool:
        """Whether a rate is asked for."""
        return self.term.nature is Nature.RATE


def table_of(reply: Reply) -> PaperTable:
    """Return the answer as a table, a row a part, the whole below."""
    divided = reply.divided
    first = "项目" if divided is None else DIMENSION_LABELS[divided.by]
    rows = [] if divided is None else [_row(reply, one) for one in divided.parts]
    name = reply.term.label if divided is None else "全部" if divided.overlapping else "合计"
    whole = reply.compared if _has_base(reply) else None
    rows.append((name, *_cells(reply, reply.figure, whole)))
    return PaperTable(reply.subject, (first, *_heads(reply)), tuple(rows), note=_note(reply))


def _heads(reply: Reply) -> Iterator[str]:
    yield f"{reply.term.label}（{reply.term.unit}）"
    if reply.is_rate:
        yield from (reply.term.numerator_words, reply.term.denominator_words)
    elif _has_shares(reply):
        yield "占比（%）"
    if (against := reply.question.against) is not None:
        yield _BASE_HEADS[against]
        yield "增减（百分点）" if reply.is_rate else "增减"
        if not reply.is_rate:
            yield "增减（%）"


def _has_shares(reply: Reply) -> bool:
    return reply.divided is not None and not reply.divided.overlapping


def _row(reply: Reply, one: DividedPart) -> tuple[str, ...]:
    compared = reply.pairs.get(one.part.value) if _has_base(reply) else None
    return (one.part.label, *_cells(reply, one.figure, compared))


def _has_base(reply: Reply) -> bool:
    """Tell whether there is a time to compare with; nothing to compare with says the sentence.

    A count of 0 for everything is no base (domain.md 11.3): the sentence, the table and the
    chart must agree on that.
    """
    base = None if reply.compared is None else reply.compared.base.value
    return base is not None and (reply.is_rate or base != 0)


def _cells(reply: Reply, figure: Figure, compared: Compared | None) -> Iterator[str]:
    yield _cell(figure.value)
    if reply.is_rate:
        yield from (_cell(figure.numerator), _cell(figure.denominator))
    elif _has_shares(reply):
        whole, part = reply.figure.value, figure.value
        yield _cell(None if whole is None or part is None else percentage(part, whole))
    if reply.question.against is not None:
        yield _cell(None if compared is None else compared.base.value)
        yield _cell(None if compared is None else compared.delta)
        if not reply.is_rate:
            yield _cell(_signed(compared))


def _signed(compared: Compared | None) -> Number | None:
    if compared is None or compared.percent is None or compared.delta is None:
        return None
    return -compared.percent if compared.delta < 0 else compared.percent


def _cell(value: Number | None) -> str:
    return _NONE if value is None else value_words(value, "")


def _note(reply: Reply) -> str:
    """Return 统计时段, whether it still runs, the day and the definition."""
    counted = counted_day if reply.term.nature is Nature.STOCK else counted_span
    overlap = ""
    if reply.divided is not None and reply.divided.overlapping and not reply.is_rate:
        overlap = "同一记录可能计入几项，各项之和不等于全部。"
    span, made = counted(reply.period, reply.today), day_words(reply.today)
    return f"{span}。口径：{definition(reply.term)}{overlap}制表日期：{made}。"


def chart_of(reply: Reply, headline: str) -> Chart | None:
    """Return the answer drawn; None where one figure stands alone or nothing is known."""
    if reply.figure.value is None and not reply.is_rate:
        return None
    if reply.divided is not None:
        return _chart_of_parts(reply, reply.divided, headline)
    if reply.compared is None or not _has_base(reply):
        return None
    return _chart_of_times(reply, reply.compared, headline)


def _chart_of_parts(reply: Reply, divided: Divided, headline: str) -> Chart:
    parts = sorted_parts(divided.parts) if divided.by in _SORTED else divided.parts
    series = [
        Series(
            reply.period.label,
            tuple(one.figure.value for one in parts),
            reply.term.unit,
            tuple(_source(reply, reply.period, one.part) for one in parts),
        )
    ]
    if (against := reply.question.against) is not None and _has_base(reply):
        pairs = [reply.pairs.get(one.part.value) for one in parts]
        values = tuple(None if one is None else one.base.value for one in pairs)
        sources = tuple(
            None
            if one is None or one.base_period is None or divided.by is Dimension.MONTH
            else _source(reply, one.base_period, part.part)
            for one, part in zip(pairs, parts, strict=True)
        )
        series.append(Series(_BASE_HEADS[against], values, reply.term.unit, sources))
    upright = divided.by is Dimension.MONTH or len(series) > 1
    kind = ChartKind.COLUMNS if upright else ChartKind.BARS
    return _chart(reply, headline, kind, [one.part.label for one in parts], series)


def _chart_of_times(reply: Reply, compared: Compared, headline: str) -> Chart:
    period = compared.base_period
    labels = [period.label if period is not None else NO_DATA, reply.period.label]
    sources = (
        None if period is None else _source(reply, period),
        _source(reply, reply.period),
    )
    values = (compared.base.value, compared.now.value)
    series = Series(reply.term.label, values, reply.term.unit, sources)
    return _chart(reply, headline, ChartKind.COLUMNS, labels, [series])


def _source(reply: Reply, period: Period, *parts: ScopePart) -> ChartSource:
    scope: Scope = within(reply.question.scope, *parts)
    return ChartSource(reply.term.key, period.key, scope)


def _chart(
    reply: Reply,
    headline: str,
    kind: ChartKind,
    categories: Iterable[str],
    series: Iterable[Series],
) -> Chart:
    title = reply.subject
    if reply.divided is not None:
        title = f"{title}（按{DIMENSION_LABELS[reply.divided.by]}）"
    return Chart(CHART_KEY, title, headline, kind, tuple(categories), tuple(series), _note(reply))
