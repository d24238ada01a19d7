"""A figure beside the same of another time: 同比 and 环比 (domain.md 11.3)."""

from dataclasses import dataclass
from enum import Enum

from liaison_desktop.domain.figures.indicator import Figure, Indicator, Number
from liaison_desktop.domain.figures.period import Period


class Against(Enum):
    """With which time a figure is compared."""

    YEAR_AGO = "year_ago"  # 同比: the same period of last year
    BEFORE = "before"  # 环比: the period before


AGAINST_LABELS = {Against.YEAR_AGO: "同比", Against.BEFORE: "环比"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure and its base.

    Attributes:
        indicator: Which.
        against: 同比 or 环比.
        now, base: Both figures. Where the base's period is closed, ``base`` is what was
            reported then.
        base_period: Of the base.
        delta: now − base in the unit; for rates the difference in 百分点; None when either is
            missing.
        percent: Change in per cent of the base, half up to 0.1, always ≥ 0 (the sign is
            delta's); None for rates, when either is missing, and when the base is 0 (never ∞).
        frozen: Whether the base was read from a closed period.
    """

    indicator: Indicator
    against: Against
    now: Figure
    base: Figure
    base_period: Period
    delta: Number | None
    percent: float | None
    frozen: bool = False
