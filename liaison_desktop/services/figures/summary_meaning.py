"""What a token means, for people: definition, period, range."""

from collections.abc import Callable

from liaison_desktop.domain.cadres.rule_set import COMPARISONS, INDICATOR_LABELS
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.adjustment_words import adjustment_key
from liaison_desktop.domain.figures.comparison import AGAINST_LABELS, base_period
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.scope import DIMENSION_LABELS, Scope
from liaison_desktop.domain.figures.template_words import COUNT_KEYS, COUNT_MEANINGS, LATE_ENTRIES
from liaison_desktop.domain.figures.token import Aspect, TokenKind, TokenSource
from liaison_desktop.domain.figures.wording import period_span
from liaison_desktop.services.figures.figures import Figures

_COUNT_WORDS = {key: word for word, key in COUNT_KEYS.items()}
_GONE = "这项指标已经删除。"


def meaning(source: TokenSource, figures: Figures, *, brief: bool = False) -> str:
    """Return what a token stands for, in one or two sentences.

    Args:
        source: Of the token.
        figures: Knows the indicators.
        brief: Whether periods are named without their days.
    """
    if source.kind is not TokenKind.FIGURE:
        return _MEANINGS[source.kind](source)
    try:
        term = figures.term(source.key)
    except UsageError:
        return _GONE
    return _figure_meaning(source, term, brief=brief)


def _figure_meaning(source: TokenSource, term: Indicator, *, brief: bool) -> str:
    period = parse_period(source.period)
    words = f"{term.label}{_aspect_words(source, term)}：{term.meaning}"
    time = period.label if brief else _period_words(period)
    return f"{words}{time}{_place(source.scope)}{_base_words(source, period, brief=brief)}。"


def _aspect_words(source: TokenSource, term: Indicator) -> str:
    if source.aspect is Aspect.NUMERATOR:
        return f"的分子（{term.numerator_words or term.label}）"
    if source.aspect is Aspect.DENOMINATOR:
        return f"的分母（{term.denominator_words or term.label}）"
    if source.aspect is Aspect.SHARE:
        whole = Scope(source.scope.parts[:-1]).label
        return f"中“{source.scope.parts[-1].label}”占{whole or '全部'}的百分比"
    if source.aspect is Aspect.BASE:
        return "（比较的基数）"
    if source.by is not None:
        way = "增加" if source.aspect is Aspect.RISING else "减少"
        return f"按{DIMENSION_LABELS[source.by]}比较，{way}的各项"
    return "的增减" if source.against is not None else ""


def _base_words(source: TokenSource, period: Period, *, brief: bool) -> str:
    if source.against is None:
        return ""
    base = base_period(period, source.against)
    label = AGAINST_LABELS[source.against]
    if base is None:
        return f"；{label}的基数没有对应的期间"
    return f"；{label}{base.label if brief else _period_words(base)}"


def _period_words(period: Period) -> str:
    span = period_span(period)
    return period.label if span == period.label else f"{period.label}（{span}）"


def _place(scope: Scope) -> str:
    return f"，限{scope.label}" if scope.parts else ""


def _rule_meaning(source: TokenSource) -> str:
    indicator, applies_to, sign = source.key.split("|")
    words = [INDICATOR_LABELS.get(indicator, indicator), applies_to, COMPARISONS.get(sign, "")]
    return f"规则方案里的要求：{'·'.join(word for word in words if word)}。"


def _period_meaning(source: TokenSource) -> str:
    return f"总结的期间：{_period_words(parse_period(source.period))}。"


def _day_meaning(_source: TokenSource) -> str:
    return "成文日期。"


def _count_meaning(source: TokenSource) -> str:
    words = f"{_COUNT_WORDS[source.key]}：{COUNT_MEANINGS[source.key]}"
    if source.key == LATE_ENTRIES:
        words += f"{_period_words(parse_period(source.period))}。"
    return f"{words}{_place(source.scope)}"


def _adjustment_meaning(source: TokenSource) -> str:
    _, closed = adjustment_key(source)
    return f"{parse_period(closed).label}的报告封账以后，补录、更正造成的调整。"


def _typed_meaning(source: TokenSource) -> str:
    return f"由起草人填写：{source.key}。" if source.key else "由起草人填写并负责。"


_MEANINGS: dict[TokenKind, Callable[[TokenSource], str]] = {
    TokenKind.PERIOD: _period_meaning,
    TokenKind.DAY: _day_meaning,
    TokenKind.RULE: _rule_meaning,
    TokenKind.COUNT: _count_meaning,
    TokenKind.TYPED: _typed_meaning,
    TokenKind.ADJUSTMENT: _adjustment_meaning,
}
