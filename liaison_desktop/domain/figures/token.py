"""Tokens: the figures, periods and days inside a summary's text, each with where it is from."""

from dataclasses import dataclass
from enum import Enum

from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope


class TokenKind(Enum):
    """What a token stands for."""

    FIGURE = "figure"  # an indicator, or part of it
    PERIOD = "period"  # 2023年上半年, or a part of the period's words
    DAY = "day"  # the day of the paper
    RULE = "rule"  # a value of a rule set (每年住村10天)
    COUNT = "count"  # a number of other things the store knows, named by ``key``
    ADJUSTMENT = "adjustment"  # 由36起调整为37起（补录1起）: what changed in an earlier report
    TYPED = "typed"  # a number a person typed and vouched for


class Aspect(Enum):
    """Which number of a figure or comparison is meant."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    BASE = "base"  # value of the compared period
    DELTA = "delta"  # size of the change, without sign
    PERCENT = "percent"  # size of the change in per cent of the base
    POINTS = "points"  # size of the change of a rate, in 百分点
    SHARE = "share"  # the scoped figure in per cent of the same figure without its last limit
    CHANGE = "change"  # the whole phrase: 同比减少159件，下降15.5%; words and sign cannot part
    TREND = "trend"  # which way and how far, in words: 同比明显下降
    RISING = "rising"  # names of the parts that are more than in the compared period
    FALLING = "falling"  # names of those that are fewer


class Style(Enum):
    """How a number is written (domain.md 11.3)."""

    EXACT = "exact"
    WAN = "wan"  # 元 as 万元, two decimals without trailing zeros
    WAN_2 = "wan_2"  # 元 as 万元, always two decimals
    OVER = "over"  # 余, only where the rounded number is smaller than the true one
    MORE = "more"  # 多, like 余
    NEARLY = "nearly"  # 近, only where the true number is smaller than the round one


@dataclass(frozen=True, slots=True)
class TokenSource:
    """Where a token comes from; stored with it, computed again at any time.

    Attributes:
        kind: What it stands for.
        key: Indicator, rule, or name of the count; "" where the kind says all.
        period: Key of the period.
        scope: What it is limited to.
        against: For comparisons.
        aspect, style: Which number, and how it is written.
        by: For lists of parts, by what the figure is divided.
        measure: Measure word in place of the indicator's own, "" for that.
    """

    kind: TokenKind
    key: str = ""
    period: str = ""
    scope: Scope = EVERYWHERE
    against: Against | None = None
    aspect: Aspect = Aspect.VALUE
    style: Style = Style.EXACT
    by: Dimension | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text that is not prose.

    Attributes:
        shown: As it stands in the text; BLANK where nothing is known.
        source: Where it comes from.
    """

    shown: str
    source: TokenSource


BLANK = "＿＿"
"""A marked blank: missing is not zero (domain.md 11.2-9)."""

Run = str | Token
"""A piece of a paragraph: prose or a token."""
