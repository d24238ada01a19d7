"""Words of comparisons and periods, chosen by sign and size (domain.md 11.3)."""

from datetime import date
from decimal import Decimal

from liaison_desktop.domain.date_words import day_words, month_day_words
from liaison_desktop.domain.figures.comparison import AGAINST_LABELS, Against, Compared
from liaison_desktop.domain.figures.indicator import Indicator, Nature, Number
from liaison_desktop.domain.figures.number_words import (
    PERCENT,
    POINTS,
    YUAN,
    unit_written,
    written,
)
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.token import BLANK, Aspect, Style, TokenSource

_MISSING_BASE = {Against.YEAR_AGO: "上年同期无数据", Against.BEFORE: "上期无数据"}
_CLEARLY, _SLIGHTLY = 10, 1  # per cent: from here 明显, below 略有, between 有所
_POINTS_CLEARLY, _POINTS_SLIGHTLY = 5, 1  # the same of rates, in 百分点
_TOLD = 0.05  # per cent: what is too small to be told in tenths is not told
_WORDS = (("H", "半年来"), ("Q", "本季度"), ("W", "本周"))


def missing_base(against: Against) -> str:
    """Return what stands where there is nothing to compare with."""
    return _MISSING_BASE[against]


def change_phrase(compared: Compared, style: Style = Style.EXACT, measure: str = "") -> str:
    """Return 同比减少159件，下降15.5% and its like; a base of 0 or none is said, never ∞.

    Args:
        compared: Both figures.
        style: How amounts are written.
        measure: Measure word in place of the indicator's own, "" for that.
    """
    label, delta = AGAINST_LABELS[compared.against], compared.delta
    if not delta or not _has_base(compared):
        return _unmoved(compared)
    if compared.indicator.nature is Nature.RATE:
        points = written(abs(delta), POINTS)
        return f"{label}{'上升' if delta > 0 else '下降'}{points}{POINTS}"
    unit = measure or compared.indicator.unit
    return f"{label}{_size(compared, _amount(abs(delta), unit, style))}"


def _unmoved(compared: Compared) -> str:
    """Return what stands where nothing rose or fell: 同比持平, 上年同期无数据, a blank."""
    label = AGAINST_LABELS[compared.against]
    if compared.now.value is None:
        return f"{label}{BLANK}"
    if not _has_base(compared) or compared.delta is None:
        return missing_base(compared.against)
    return f"{label}持平"


def _has_base(compared: Compared) -> bool:
    """Tell whether there is a base to compare with; for counts a base of 0 is none."""
    if compared.indicator.nature is Nature.RATE:
        return compared.base.value is not None
    return bool(compared.base.value)


def _size(compared: Compared, amount: str) -> str:
    rising = (compared.delta or 0) > 0
    phrase = f"{'增加' if rising else '减少'}{amount}"
    if not compared.percent or compared.percent < _TOLD:
        return phrase
    percent = written(compared.percent, PERCENT)
    return f"{phrase}，{'上升' if rising else '下降'}{percent}{PERCENT}"


def _amount(size: Number, unit: str, style: Style) -> str:
    """Return a difference with its measure word; a difference is never 余 or 近."""
    wan = unit == YUAN and style in (Style.WAN, Style.WAN_2)
    chosen = style if wan else Style.EXACT
    return f"{written(size, unit, chosen)}{unit_written(unit, chosen)}"


def trend_phrase(compared: Compared) -> str:
    """Return 同比明显下降, 环比有所上升, 同比略有上升, 同比持平 …, by the size of the change."""
    label, delta = AGAINST_LABELS[compared.against], compared.delta
    if not delta or not _has_base(compared):
        return _unmoved(compared)
    if compared.indicator.nature is Nature.RATE:
        how = _degree(abs(delta), _POINTS_CLEARLY, _POINTS_SLIGHTLY)
    else:
        how = _degree(compared.percent or 0, _CLEARLY, _SLIGHTLY)
    return f"{label}{how}{'上升' if delta > 0 else '下降'}"


def comparison_shown(compared: Compared, source: TokenSource) -> str:
    """Return what stands in a text for a token that compares: a phrase, a base, a difference."""
    if source.aspect is Aspect.CHANGE:
        return change_phrase(compared, source.style, source.measure)
    if source.aspect is Aspect.TREND:
        return trend_phrase(compared)
    term = compared.indicator
    if source.aspect is Aspect.BASE:
        return written(compared.base.value, term.unit, source.style)
    if source.aspect is Aspect.PERCENT:
        return written(compared.percent, PERCENT)
    size = None if compared.delta is None else abs(compared.delta)
    return written(size, POINTS if term.nature is Nature.RATE else term.unit, source.style)


def _degree(size: Number, clearly: int, slightly: int) -> str:
    exact = Decimal(str(size))
    if exact >= clearly:
        return "明显"
    return "有所" if exact >= slightly else "略有"


def period_word(period: Period) -> str:
    """Return 半年来, 一年来, 本季度, 本月, 本周, or 这一时期 for any two dates."""
    if ".." in period.key:
        return "这一时期"
    for mark, word in _WORDS:
        if mark in period.key:
            return word
    return "本月" if "-" in period.key else "一年来"


def period_span(period: Period) -> str:
    """Return the days of a period: 2023年1月1日至6月30日."""
    first, last = period.first, period.last
    begins = day_words(period.first)
    if first == last:
        return begins
    if first.year != last.year:
        return f"{begins}至{day_words(last)}"
    return f"{begins}至{month_day_words(last)}"


def counted_span(period: Period, today: date) -> str:
    """Return 统计时段：2023年1月1日至6月30日, and how far it has run while it does."""
    running = f"（截至{day_words(today)}）" if period.first <= today < period.last else ""
    return f"统计时段：{period_span(period)}{running}"


def counted_day(period: Period, today: date) -> str:
    """Return 统计时点：2023年6月30日, the day stock figures are of."""
    return f"统计时点：{day_words(period.stock_day(today))}"


def definition(term: Indicator) -> str:
    """Return what an indicator counts, for the note under a table or chart."""
    rate = term.nature is Nature.RATE
    return f"{term.label} = {term.meaning}" if rate else f"{term.label}指{term.meaning}"
