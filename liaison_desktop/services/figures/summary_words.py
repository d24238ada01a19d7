"""What the words of a template stand for: prose, and where each number is from."""

from collections import Counter
from collections.abc import Callable
from difflib import get_close_matches

from liaison_desktop.domain.cadres.rule_set import COMPARISONS, INDICATOR_LABELS
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.scope import DIMENSION_LABELS, Dimension, ScopePart
from liaison_desktop.domain.figures.template import Placeholder, prose_runs
from liaison_desktop.domain.figures.template_words import (
    COUNT_KEYS,
    COUNT_UNITS,
    DAY_WORD,
    NO_UNIT_WORD,
    PERIOD_KEYS,
    PLACE_WORDS,
    RULE_WORD,
    TO_FILL_WORD,
)
from liaison_desktop.domain.figures.token import BLANK, Token, TokenKind, TokenSource
from liaison_desktop.services.cadres.rule_sets import RuleSets
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.summary_frame import Frame
from liaison_desktop.services.figures.summary_indicator_words import (
    IndicatorWords,
    Listed,
    Part,
    not_fitting,
)

_DIMENSION_OF = {label: dimension for dimension, label in DIMENSION_LABELS.items()}


class Vocabulary:
    """The words of this office: its indicators, villages, classes, cadres and rules."""

    def __init__(self, figures: Figures, rule_sets: RuleSets) -> None:
        self._figures = figures
        self._rule_sets = rule_sets
        self._terms: dict[str, Indicator] | None = None
        self._labels: dict[tuple[str, Dimension, str], dict[str, ScopePart]] = {}

    def parts(self, placeholder: Placeholder, frame: Frame) -> tuple[Part | Listed, ...]:
        """Return what a word in braces becomes.

        Raises:
            InputRefusedError: When a word is unknown or does not fit; the sentence names it.
        """
        word = placeholder.word
        fixed = self._fixed().get(word)
        if fixed is not None:
            return fixed(placeholder, frame)
        term = self._known().get(word)
        if term is None:
            raise InputRefusedError(self._unknown(word))
        return IndicatorWords(self, term, placeholder, frame).parts()

    def part_named(self, key: str, words: str, frame: Frame) -> ScopePart | None:
        """Return the village, class or cadre of that name an indicator can be limited to."""
        named, _, value = words.replace("：", ":").partition(":")
        only = _DIMENSION_OF.get(named) if value else None
        for dimension in self._figures.dimensions(key):
            if value and dimension is not only:
                continue
            found = self._parts_of(key, dimension, frame).get(value or words)
            if found is not None:
                return found
        return None

    def dimension_called(self, key: str, label: str) -> Dimension | None:
        """Return the dimension of that name, None when the indicator is not divided by it."""
        dimension = _DIMENSION_OF.get(label)
        return dimension if dimension in self._figures.dimensions(key) else None

    def every_part(self, key: str, dimension: Dimension, frame: Frame) -> tuple[ScopePart, ...]:
        """Return the parts an indicator is divided into, in the office's order.

        What names no part is one of them (未填), like words no list knows and who has left:
        the parts listed make the whole.
        """
        divided = self._figures.divided(key, frame.period, dimension, frame.scope)
        return tuple(one.part for one in divided.parts)

    def _parts_of(self, key: str, dimension: Dimension, frame: Frame) -> dict[str, ScopePart]:
        """Return by name what can be chosen; a name that two of them have names neither."""
        asked = (key, dimension, frame.period.key)
        if asked not in self._labels:
            parts = self._figures.scope_parts(dimension, key, frame.period)
            times = Counter(part.label for part in parts)
            self._labels[asked] = {part.label: part for part in parts if times[part.label] == 1}
        return self._labels[asked]

    def _known(self) -> dict[str, Indicator]:
        if self._terms is None:
            self._terms = {term.label: term for term in reversed(self._figures.indicators())}
        return self._terms

    def _unknown(self, word: str) -> str:
        near = get_close_matches(word, [*self._known(), *self._fixed()], n=1, cutoff=0.5)
        hint = f"是不是要写“{near[0]}”？" if near else "请从词语表中选择。"
        return f"句式里的“{word}”无法识别，没有这个名称的指标或词语。{hint}"

    def _fixed(self) -> dict[str, Callable[[Placeholder, Frame], tuple[Part, ...]]]:
        return {
            **dict.fromkeys(PERIOD_KEYS, _period_part),
            **dict.fromkeys(PLACE_WORDS, _place_part),
            **dict.fromkeys(COUNT_KEYS, self._count_part),
            DAY_WORD: _day_part,
            TO_FILL_WORD: _to_fill,
            RULE_WORD: self._rule_part,
        }

    def _count_part(self, placeholder: Placeholder, frame: Frame) -> tuple[Part, ...]:
        bare = placeholder.parts == (NO_UNIT_WORD,)
        if placeholder.parts and not bare:
            raise InputRefusedError(not_fitting(placeholder, placeholder.parts[0]))
        key = COUNT_KEYS[placeholder.word]
        source = TokenSource(TokenKind.COUNT, key=key, period=frame.period.key, scope=frame.scope)
        return (source,) if bare else (source, COUNT_UNITS[key])

    def _rule_part(self, placeholder: Placeholder, frame: Frame) -> tuple[Part, ...]:
        """Return a rule's figure: {规则·联户·科级以上}, {规则·下访恳谈·不少于}."""
        words = [part for part in placeholder.parts if part != NO_UNIT_WORD]
        comparisons = {label: sign for sign, label in COMPARISONS.items()}
        indicators = {label: key for key, label in INDICATOR_LABELS.items()}
        if not words or words[0] not in indicators:
            asked = words[0] if words else placeholder.written
            known = "、".join(indicators)
            raise InputRefusedError(f"句式里的规则“{asked}”无法识别，可写：{known}。")
        indicator = indicators[words[0]]
        sign = next((comparisons[word] for word in words[1:] if word in comparisons), "")
        rank = [word for word in words[1:] if word not in comparisons]
        lines = [line for line in self._rules() if line[0] == indicator]
        if len(rank) > 1 or (rank and rank[0] not in {line[1] for line in lines}):
            raise InputRefusedError(not_fitting(placeholder, rank[-1]))
        applies_to = rank[0] if rank else ""
        key = "|".join((indicator, applies_to, sign))
        source = TokenSource(TokenKind.RULE, key=key, period=frame.period.key)
        if NO_UNIT_WORD in placeholder.parts:
            return (source,)
        units = [line[2] for line in lines if line[1] == applies_to] or [line[2] for line in lines]
        return (source, *units[-1:])

    def _rules(self) -> list[tuple[str, str, str]]:
        """Return indicator, rank and unit of every rule there may be, adopted ones last."""
        shipped = [rule for one in self._rule_sets.shipped() for rule in one.rules]
        adopted = [rule for one in self._rule_sets.adopted() for rule in one.rules]
        return [(rule.indicator, rule.applies_to, rule.unit) for rule in (*shipped, *adopted)]


def _period_part(placeholder: Placeholder, frame: Frame) -> tuple[Part, ...]:
    _no_parts(placeholder)
    key = PERIOD_KEYS[placeholder.word]
    return (TokenSource(TokenKind.PERIOD, key=key, period=frame.period.key),)


def _day_part(placeholder: Placeholder, frame: Frame) -> tuple[Part, ...]:
    _no_parts(placeholder)
    return (TokenSource(TokenKind.DAY, key=frame.day.isoformat()),)


def _place_part(placeholder: Placeholder, frame: Frame) -> tuple[Part, ...]:
    _no_parts(placeholder)
    names = {
        "单位": frame.organisation,
        "县": frame.county,
        "乡镇": frame.township,
        "范围": frame.place,
    }
    return prose_runs(names[placeholder.word]) or _blank(placeholder.word)


def _to_fill(placeholder: Placeholder, _frame: Frame) -> tuple[Part, ...]:
    return _blank("·".join(placeholder.parts))


def _blank(what: str) -> tuple[Part, ...]:
    return (Token(BLANK, TokenSource(TokenKind.TYPED, key=what)),)


def _no_parts(placeholder: Placeholder) -> None:
    if placeholder.parts:
        raise InputRefusedError(not_fitting(placeholder, placeholder.parts[0]))
