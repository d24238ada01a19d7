"""What stands after an indicator's name in a template: ·同比, ·万元, ·中和村, ·各类别."""

from dataclasses import dataclass
from typing import Protocol

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.indicator import Indicator, Nature
from liaison_desktop.domain.figures.number_words import PERCENT, POINTS, YUAN, unit_written
from liaison_desktop.domain.figures.scope import Dimension, ScopePart, within
from liaison_desktop.domain.figures.template import Placeholder, prose_runs
from liaison_desktop.domain.figures.template_words import (
    CHOICES,
    EVERY_BEGINNING,
    FALLING_ENDING,
    MEASURE_WORDS,
    NO_UNIT_WORD,
    RISING_ENDING,
    STYLES,
    Choice,
)
from liaison_desktop.domain.figures.token import Aspect, Run, Style, TokenKind, TokenSource
from liaison_desktop.services.figures.summary_frame import Frame

Part = Run | TokenSource
"""A piece of a sentence before its numbers are known."""

_WITHOUT_UNIT = (Aspect.NUMERATOR, Aspect.DENOMINATOR, Aspect.CHANGE, Aspect.TREND)
_WAN = (Style.WAN, Style.WAN_2)
_OF_RATES = (Aspect.NUMERATOR, Aspect.DENOMINATOR)
_NOT_OF_RATES = (Aspect.SHARE, Aspect.PERCENT)  # a rate is no part of a rate; it moves in 百分点


@dataclass(frozen=True, slots=True)
class Listed:
    """Parts of a figure written out one after the other."""

    items: tuple[tuple[Part, ...], ...]


class PartNames(Protocol):
    """Knows by name what figures are limited to and divided by."""

    def part_named(self, key: str, words: str, frame: Frame) -> ScopePart | None:
        """Return the village, class or cadre of that name."""

    def dimension_called(self, key: str, label: str) -> Dimension | None:
        """Return the dimension of that name."""

    def every_part(self, key: str, dimension: Dimension, frame: Frame) -> tuple[ScopePart, ...]:
        """Return the parts a figure is divided into."""


class IndicatorWords:
    """What stands after an indicator's name, read from left to right."""

    def __init__(
        self, words: PartNames, term: Indicator, placeholder: Placeholder, frame: Frame
    ) -> None:
        self._words, self._term = words, term
        self._placeholder, self._frame = placeholder, frame
        self._choice = Choice(Aspect.VALUE)
        self._style = Style.EXACT
        self._limits: list[ScopePart] = []
        self._unit, self._measure_word = True, ""
        self._by: Dimension | None = None
        self._every: Dimension | None = None
        for part in placeholder.parts:
            if not self._read(part):
                raise InputRefusedError(not_fitting(placeholder, part))

    def _read(self, part: str) -> bool:
        """Take in one word; tell whether it fits."""
        if part in STYLES:
            self._style = STYLES[part]
            return self._style not in _WAN or self._term.unit == YUAN
        if part == NO_UNIT_WORD:
            self._unit = False
            return True
        if part in MEASURE_WORDS:
            self._measure_word = part
            return self._term.unit in MEASURE_WORDS
        if part in CHOICES:
            return self._read_choice(CHOICES[part])
        return self._read_parts(part) or self._read_limit(part)

    def _read_choice(self, choice: Choice) -> bool:
        if self._by is not None and choice.against is not None:
            self._choice = Choice(self._choice.aspect, choice.against)
            return True
        self._choice = choice
        rate = self._term.nature is Nature.RATE
        return choice.aspect not in (_NOT_OF_RATES if rate else _OF_RATES)

    def _read_parts(self, part: str) -> bool:
        """Read 各村, 类别上升, 类别下降."""
        called = self._words.dimension_called
        if part.startswith(EVERY_BEGINNING):
            self._every = called(self._term.key, part.removeprefix(EVERY_BEGINNING))
            return self._every is not None
        for ending, aspect in ((RISING_ENDING, Aspect.RISING), (FALLING_ENDING, Aspect.FALLING)):
            if part.endswith(ending):
                self._by = called(self._term.key, part.removesuffix(ending))
                self._choice = Choice(aspect, Against.YEAR_AGO)
                return self._by is not None
        return False

    def _read_limit(self, part: str) -> bool:
        found = self._words.part_named(self._term.key, part, self._frame)
        if found is None:
            return False
        self._limits.append(found)
        return True

    def parts(self) -> tuple[Part | Listed, ...]:
        """Return the sources with their measure words."""
        if self._choice.aspect is Aspect.SHARE and not self._limits:
            raise InputRefusedError(not_fitting(self._placeholder, "占比"))
        if self._every is None:
            return self._numbers(self._limits)
        listed = self._words.every_part(self._term.key, self._every, self._frame)
        return (
            Listed(
                tuple(
                    (*prose_runs(part.label), *self._numbers([*self._limits, part]))
                    for part in listed
                )
            ),
        )

    def _numbers(self, limits: list[ScopePart]) -> tuple[Part, ...]:
        source = TokenSource(
            TokenKind.FIGURE,
            key=self._term.key,
            period=self._frame.period.key,
            scope=within(self._frame.scope, *limits) if limits else self._frame.scope,
            against=self._choice.against,
            aspect=self._choice.aspect,
            style=self._style,
            by=self._by,
            measure=self._measure_word,
        )
        unit = self._measure() if self._unit else ""
        return (source, unit) if unit else (source,)

    def _measure(self) -> str:
        aspect = self._choice.aspect
        if aspect in _WITHOUT_UNIT or self._by is not None:
            return ""
        if aspect in (Aspect.SHARE, Aspect.PERCENT):
            return PERCENT
        if aspect is Aspect.DELTA and self._term.nature is Nature.RATE:
            return POINTS
        return unit_written(self._measure_word or self._term.unit, self._style)


def not_fitting(placeholder: Placeholder, part: str) -> str:
    """Return the sentence that names a word that does not fit."""
    return f"句式里“{placeholder.written}”的“{part}”无法识别，或者不适用于“{placeholder.word}”。"
