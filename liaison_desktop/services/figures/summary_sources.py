"""The appendix 数字出处: each number of a text with its definition, and worked out again."""

import re
from collections.abc import Iterator

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.comparison import Compared, base_period, compare
from liaison_desktop.domain.figures.indicator import Figure, Nature, percentage
from liaison_desktop.domain.figures.number_words import (
    PERCENT,
    POINTS,
    YUAN,
    unit_written,
    written,
)
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.scope import Scope
from liaison_desktop.domain.figures.summary import Block, BlockKind, SourceLine, SummaryDetail
from liaison_desktop.domain.figures.token import (
    BLANK,
    Aspect,
    Style,
    Token,
    TokenKind,
    TokenSource,
)
from liaison_desktop.domain.figures.wording import comparison_shown
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.summary_meaning import meaning
from liaison_desktop.services.figures.summary_recount import Recount
from liaison_desktop.services.figures.summary_tokens import TokenValues

_NUMERAL = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．])")
_DIGIT = re.compile(r"\d")
_HEADINGS = (BlockKind.HEADING_1, BlockKind.HEADING_2, BlockKind.HEADING_3)
_NAMED = {BlockKind.TITLE: "标题", BlockKind.ADDRESSEE: "主送机关", BlockKind.SIGNATURE: "署名",
          BlockKind.DATE: "成文日期"}  # fmt: skip
_TYPED = "起草人填写"


class Sources:
    """Says of every number where it is from, and counts it again."""

    def __init__(self, context: Context) -> None:
        self._figures = Figures(context)
        self._values = TokenValues(context)
        self._recount = Recount(context)

    def lines(self, detail: SummaryDetail) -> tuple[SourceLine, ...]:
        """Return one line for every token with a number in it, in the order of the text."""
        found = list(_numbered(detail.blocks))
        self._values.prepare(token.source for _, token in found)
        return tuple(
            self._line(number, place, token) for number, (place, token) in enumerate(found, 1)
        )

    def working(self, source: TokenSource) -> str:
        """Return the sum behind a token as a person would check it."""
        return self._working(source)

    def _line(self, number: int, place: str, token: Token) -> SourceLine:
        source = token.source
        again = self._again(source)
        figure = self._values.figure(source) if source.kind is TokenKind.FIGURE else None
        return SourceLine(
            number=number,
            place=place,
            shown=token.shown,
            meaning=meaning(source, self._figures, brief=True),
            working=self._working(source),
            records=None if figure is None else figure.records,
            again=again,
            agrees=again == token.shown or source.kind is TokenKind.TYPED,
        )

    def _again(self, source: TokenSource) -> str:
        """Return what the listed records give."""
        if source.kind is TokenKind.TYPED:
            return _TYPED
        if source.kind is not TokenKind.FIGURE or source.by is not None:
            return self._values.shown(source)
        try:
            return self._recounted(source)
        except UsageError:  # the indicator is no more
            return BLANK

    def _recounted(self, source: TokenSource) -> str:
        period = parse_period(source.period)
        term = self._figures.term(source.key)
        if source.against is not None:
            found = self._compared_again(source)
            return BLANK if found is None else comparison_shown(found, source)
        figure = self._recount.figure(source.key, period, source.scope)
        if source.aspect is Aspect.SHARE:
            whole = self._recount.figure(source.key, period, Scope(source.scope.parts[:-1]))
            share = None if figure.value is None else percentage(figure.value, whole.value or 0)
            return written(share, PERCENT)
        if figure.value is None:
            return BLANK
        if source.aspect is Aspect.NUMERATOR:
            return written(figure.numerator)
        if source.aspect is Aspect.DENOMINATOR:
            return written(figure.denominator)
        return written(figure.value, term.unit, source.style)

    def _compared_again(self, source: TokenSource) -> Compared | None:
        """Compare recounted figures; the base of a closed period is what was reported."""
        printed = self._values.compared(source)
        if printed is None:
            return None
        period = parse_period(source.period)
        now = self._recount.figure(source.key, period, source.scope)
        before = base_period(period, printed.against)
        base = printed.base
        if before is not None and not printed.frozen:
            base = self._recount.figure(source.key, before, source.scope)
        return compare(printed.indicator, printed.against, now, base, before)

    def _working(self, source: TokenSource) -> str:
        if source.kind is TokenKind.RULE:
            return self._rule_words(source)
        if source.kind is not TokenKind.FIGURE or source.by is not None:
            return ""
        if source.against is not None:
            found = self._values.compared(source)
            return "" if found is None else _comparison_working(found, source)
        figure = self._values.figure(source)
        if figure is None or figure.value is None:
            return "没有数据"
        if source.aspect is Aspect.SHARE:
            whole = self._values.whole(source)
            return _share_working(figure, whole)
        return _figure_working(figure, source)

    def _rule_words(self, source: TokenSource) -> str:
        rule = self._values.rule(source)
        if rule is None:
            return "没有采用这样的规则"
        return f"规则方案：{written(rule.value)}{rule.unit}"


def _numbered(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Token]]:
    """Yield each token with a number, and where it stands."""
    heads = dict.fromkeys(_HEADINGS, "")
    paragraph = 0
    for block in blocks:
        if block.kind in _HEADINGS:
            heads[block.kind] = _numeral(block.text)
            for below in _HEADINGS[_HEADINGS.index(block.kind) + 1 :]:
                heads[below] = ""
            paragraph = 0
        elif block.kind is BlockKind.BODY and block.runs:
            paragraph += 1
        place = _place(block, "".join(heads.values()), paragraph)
        for run in block.runs:
            if isinstance(run, Token) and _DIGIT.search(run.shown):
                yield place, run


def _numeral(text: str) -> str:
    found = _NUMERAL.match(text)
    return found[0] if found else ""


def _place(block: Block, heads: str, paragraph: int) -> str:
    if block.kind in _NAMED:
        return _NAMED[block.kind]
    if block.kind in _HEADINGS:
        return f"{heads}标题"
    return f"{heads}第{paragraph}段"


def _comparison_working(found: Compared, source: TokenSource) -> str:
    unit = source.measure or found.indicator.unit
    now, base = found.now.value, found.base.value
    if base is None or now is None:
        return "没有可比的数据"
    named = f"（{'封账时上报' if found.frozen else '按现有记录'}的基数）"
    if source.aspect is Aspect.BASE:
        return f"{written(base, unit)}{unit}{named}"
    if found.indicator.nature is Nature.RATE:
        difference = written(found.delta, POINTS)
        return f"{written(now, unit)}% − {written(base, unit)}% = {difference}{POINTS}{named}"
    difference = f"{written(now, unit)} − {written(base, unit)} = {written(found.delta, unit)}"
    if found.percent is None:
        return f"{difference}{named}"
    share = f"{written(abs(found.delta or 0), unit)} ÷ {written(base, unit)}"
    return f"{difference}；{share} = {written(found.percent, PERCENT)}%{named}"


def _share_working(figure: Figure, whole: Figure | None) -> str:
    if whole is None or not whole.value or figure.value is None:
        return "没有数据"
    share = percentage(figure.value, whole.value)
    return f"{written(figure.value)} ÷ {written(whole.value)} = {written(share, PERCENT)}%"


def _figure_working(figure: Figure, source: TokenSource) -> str:
    if figure.denominator is not None:
        quotient = f"{written(figure.numerator)} ÷ {written(figure.denominator)}"
        return f"{quotient} = {written(figure.value, PERCENT)}%"
    value = f"{written(figure.value, figure.unit)}{source.measure or figure.unit}"
    counted = "" if figure.records is None else f"{figure.records} 条记录，"
    if figure.unit == YUAN and source.style in (Style.WAN, Style.WAN_2):
        shown = written(figure.value, YUAN, source.style)
        return f"{counted}合计 {value} = {shown}{unit_written(YUAN, source.style)}"
    return f"{counted}{'合计' if _is_sum(figure) else '共'} {value}"


def _is_sum(figure: Figure) -> bool:
    return figure.records is not None and figure.value != figure.records
