"""What stands in a token: each number asked of its source, each source asked once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from liaison_desktop.domain.cadres.rule_set import RuleLine
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.adjustment_words import adjustment_phrase
from liaison_desktop.domain.figures.comparison import Against, Compared, base_period
from liaison_desktop.domain.figures.indicator import Figure, Number, percentage
from liaison_desktop.domain.figures.number_words import PERCENT, written
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.scope import Divided, Scope
from liaison_desktop.domain.figures.token import BLANK, Aspect, Token, TokenKind, TokenSource
from liaison_desktop.domain.figures.wording import (
    comparison_shown,
    period_span,
    period_word,
)
from liaison_desktop.services.cadres.rule_sets import RuleSets
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.adjustments import Adjusting
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.summary_counts import count_of

_COMPARING = (
    Aspect.BASE, Aspect.DELTA, Aspect.PERCENT, Aspect.POINTS, Aspect.CHANGE, Aspect.TREND
)  # fmt: skip
_LISTING = (Aspect.RISING, Aspect.FALLING)
_LIST = 3  # so many parts of one figure are asked for together
_NONE, _NOT_ADJUSTED = "（无）", "没有调整"


class TokenValues:
    """Values of tokens as of now; made anew whenever somebody looks."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._engine = Figures(context)
        self._adjusting = Adjusting(context)
        self._rules = RuleSets(context)
        self._figures: dict[tuple[str, str, Scope], Figure | None] = {}
        self._compared: dict[tuple[str, str, Scope, Against], Compared | None] = {}
        self._divided: dict[tuple[str, str, Scope, object], Divided | None] = {}

    def prepare(self, sources: Iterable[TokenSource]) -> None:
        """Ask for the figures of many tokens together."""
        figures = [source for source in sources if source.kind is TokenKind.FIGURE]
        plain = [source for source in figures if source.aspect not in _COMPARING]
        self._prepare_parts(plain)
        self._prepare_compared(one for one in figures if one.aspect in _COMPARING)
        asked: dict[tuple[str, Scope], list[str]] = defaultdict(list)
        for source in plain:
            if (source.key, source.period, source.scope) not in self._figures:
                asked[source.period, source.scope].append(source.key)
        known = {term.key for term in self._engine.indicators()}
        for (period, scope), keys in asked.items():
            wanted = tuple(key for key in dict.fromkeys(keys) if key in known)
            found = self._engine.several(wanted, parse_period(period), scope)
            for key in keys:
                self._figures[key, period, scope] = found.get(key)

    def _prepare_compared(self, sources: Iterable[TokenSource]) -> None:
        """Ask for comparisons with the same time in one go."""
        asked: dict[tuple[str, Scope, Against], list[str]] = defaultdict(list)
        for source in sources:
            against = source.against or Against.YEAR_AGO
            if (source.key, source.period, source.scope, against) not in self._compared:
                asked[source.period, source.scope, against].append(source.key)
        known = {term.key for term in self._engine.indicators()} if asked else set()
        for (period, scope, against), keys in asked.items():
            wanted = tuple(key for key in dict.fromkeys(keys) if key in known)
            found = self._engine.several_compared(wanted, parse_period(period), against, scope)
            for key in keys:
                self._compared[key, period, scope, against] = found.get(key)

    def _prepare_parts(self, sources: Iterable[TokenSource]) -> None:
        """Ask for parts that are listed one after the other in one go: 各村, 各类别."""
        listed: dict[TokenSource, int] = defaultdict(int)
        for source in sources:
            if source.scope.parts:
                *limits, part = source.scope.parts
                whole = TokenSource(source.kind, source.key, source.period, Scope(tuple(limits)))
                listed[replace(whole, by=part.dimension)] += 1
        for whole, times in listed.items():
            found = None if times < _LIST else self._parts(whole, parse_period(whole.period))
            for one in () if found is None else found.parts:
                scope = Scope((*whole.scope.parts, one.part))
                self._figures.setdefault((whole.key, whole.period, scope), one.figure)

    def token(self, source: TokenSource) -> Token:
        """Return the token of a source as it would stand in a text today."""
        return Token(self.shown(source), source)

    def shown(self, source: TokenSource) -> str:
        """Return what stands in the text; a marked blank where nothing is known."""
        if source.kind is TokenKind.PERIOD:
            return period_words(parse_period(source.period), source.key)
        if source.kind is TokenKind.DAY:
            return day_words(date.fromisoformat(source.key))
        if source.kind is TokenKind.TYPED:
            return BLANK
        if source.kind is TokenKind.ADJUSTMENT:
            return self._adjustment(source)
        if source.kind is TokenKind.FIGURE:
            return self._figure_shown(source)
        return written(self.number(source), style=source.style)

    def _figure_shown(self, source: TokenSource) -> str:
        if source.aspect in _LISTING:
            names = self._names(source)
            return BLANK if names is None else "、".join(names) or _NONE
        if source.aspect in _COMPARING:
            found = self.compared(source)
            return BLANK if found is None else comparison_shown(found, source)
        return written(self._plain(source), self._unit(source), source.style)

    def number(self, source: TokenSource) -> Number | None:
        """Return the number of a source: of phrases the figure, of lists how many they name."""
        if source.kind is TokenKind.RULE:
            rule = self.rule(source)
            return None if rule is None else _whole(rule.value)
        if source.kind is TokenKind.COUNT:
            with self._context.store.reading() as session:
                period = parse_period(source.period)
                return count_of(session, source.key, source.scope, period, self._context.today())
        if source.kind is not TokenKind.FIGURE:
            return None
        if source.aspect in _LISTING:
            return len(self._names(source) or ())
        if source.aspect in _COMPARING:
            return self._difference(source)
        return self._plain(source)

    def figure(self, source: TokenSource) -> Figure | None:
        """Return the figure behind a token, None for an indicator that is no more."""
        key = (source.key, source.period, source.scope)
        if key not in self._figures:
            try:
                found = self._engine.one(source.key, parse_period(source.period), source.scope)
            except UsageError:
                found = None
            self._figures[key] = found
        return self._figures[key]

    def compared(self, source: TokenSource) -> Compared | None:
        """Return the comparison behind a token."""
        against = source.against or Against.YEAR_AGO
        key = (source.key, source.period, source.scope, against)
        if key not in self._compared:
            period = parse_period(source.period)
            try:
                found = self._engine.compared(source.key, period, against, source.scope)
            except UsageError:
                found = None
            self._compared[key] = found
        return self._compared[key]

    def whole(self, source: TokenSource) -> Figure | None:
        """Return what the figure of a share is a part of."""
        scope = Scope(source.scope.parts[:-1])
        return self.figure(TokenSource(source.kind, source.key, source.period, scope))

    def rule(self, source: TokenSource) -> RuleLine | None:
        """Return the rule behind a token: of the newest rule set in force that has it."""
        indicator, applies_to, sign = source.key.split("|")
        day = self._day(source)
        for one in reversed(self._rules.adopted()):
            if (one.since and one.since > day) or (one.until and one.until < day):
                continue
            for rule in one.rules:
                if (rule.indicator, rule.applies_to) == (indicator, applies_to) and (
                    not sign or rule.comparison == sign
                ):
                    return rule
        return None

    def _day(self, source: TokenSource) -> date:
        return parse_period(source.period).stock_day(self._context.today())

    def _plain(self, source: TokenSource) -> Number | None:
        found = self.figure(source)
        if found is None or found.value is None:
            return None
        if source.aspect is Aspect.NUMERATOR:
            return found.numerator
        if source.aspect is Aspect.DENOMINATOR:
            return found.denominator
        if source.aspect is Aspect.SHARE:
            whole = self.whole(source)
            return None if whole is None else percentage(found.value, whole.value or 0)
        return found.value

    def _difference(self, source: TokenSource) -> Number | None:
        found = self.compared(source)
        if found is None:
            return None
        if source.aspect in (Aspect.CHANGE, Aspect.TREND):
            return found.now.value
        if source.aspect is Aspect.BASE:
            return found.base.value
        if source.aspect is Aspect.PERCENT:
            return found.percent
        return None if found.delta is None else abs(found.delta)

    def _adjustment(self, source: TokenSource) -> str:
        found = self._adjusting.of_token(source)
        return _NOT_ADJUSTED if found is None else adjustment_phrase(found)

    def _unit(self, source: TokenSource) -> str:
        if source.aspect is Aspect.SHARE:
            return PERCENT
        if source.aspect in (Aspect.NUMERATOR, Aspect.DENOMINATOR):
            return ""
        return self._engine.term(source.key).unit

    def _names(self, source: TokenSource) -> tuple[str, ...] | None:
        """Return the parts that grew, or fell, largest change first; None without a base."""
        period = parse_period(source.period)
        before = base_period(period, source.against or Against.YEAR_AGO)
        now = self._parts(source, period)
        then = None if before is None else self._parts(source, before)
        if now is None or then is None or not (sorted_out(now) and sorted_out(then)):
            return None
        base = {one.part.value: one.figure.value or 0 for one in then.parts}
        sign = 1 if source.aspect is Aspect.RISING else -1
        changes = {
            one.part.label: sign * ((one.figure.value or 0) - base.get(one.part.value, 0))
            for one in now.parts
        }
        return tuple(
            name for name, size in sorted(changes.items(), key=lambda one: -one[1]) if size > 0
        )

    def _parts(self, source: TokenSource, period: Period) -> Divided | None:
        key = (source.key, period.key, source.scope, source.by)
        if key not in self._divided:
            try:
                found = (
                    None
                    if source.by is None
                    else self._engine.divided(source.key, period, source.by, source.scope)
                )
            except UsageError:
                found = None
            self._divided[key] = found
        return self._divided[key]


def sorted_out(divided: Divided) -> bool:
    """Tell whether a figure's records stand in its parts, so that parts can be compared.

    Where more than a tenth of the records names no part (a ledger of other years, without
    classes), the parts of two periods are not of the same kind.
    """
    total = divided.total.value
    if not total:
        return False
    unsorted = next((one.figure.value or 0 for one in divided.parts if not one.part.value), 0)
    return unsorted * 10 <= total


def period_words(period: Period, key: str) -> str:
    """Return a period, or a part of it, in words; ``key`` as in ``PERIOD_KEYS``."""
    if key == "word":
        return period_word(period)
    if key == "year":
        return f"{period.first.year}年"
    if key == "span":
        return period_span(period)
    if key in ("first", "last"):
        return day_words(period.first if key == "first" else period.last)
    return period.label


def _whole(value: float) -> Number:
    return int(value) if float(value).is_integer() else value
