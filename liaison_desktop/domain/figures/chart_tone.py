"""How the series of a chart are told apart, in colour and in black and white alike.

Tones differ in lightness and in hatch, so that a photocopy still tells them apart
(domain.md 11.4); screen, paper, slides and workbooks use the same ones.
"""

from dataclasses import dataclass
from enum import Enum

from liaison_desktop.domain.figures.chart import Chart, ChartKind


class Hatch(Enum):
    """Lines over the ground of a bar."""

    NONE = "none"
    RISING = "rising"  # ///
    LEVEL = "level"  # horizontal
    CROSSED = "crossed"  # rising and falling


@dataclass(frozen=True, slots=True)
class Tone:
    """The look of one series.

    Attributes:
        colour: Of the outline and the hatch, and of all where there is none; ``#rrggbb``.
        ground: Behind the hatch.
        hatch: Which lines.
    """

    colour: str
    ground: str
    hatch: Hatch = Hatch.NONE

    @property
    def dark(self) -> bool:
        """Whether words on it must be white."""
        return self.colour == self.ground


DEEP = Tone("#0f5f64", "#0f5f64")
SLANTED = Tone("#b9822c", "#f7dfb3", Hatch.RISING)
STRIPED = Tone("#5b8f96", "#ffffff", Hatch.LEVEL)
ALARM = Tone("#a3291f", "#ffffff", Hatch.CROSSED)
LINE = Tone("#a3291f", "#a3291f")
OWED = Tone("#8c877c", "#efece5")
SHADES = ("#f4f3ef", "#e8f1f0", "#c9dfdd", "#9fc6c4", "#5b9a9b", "#0f5f64")
"""Shades of a matrix from nothing to all; words on the last two are white."""

_CLUSTER = (DEEP, SLANTED, STRIPED, ALARM)
_STACKS = {1: (DEEP,), 2: (DEEP, SLANTED), 3: (DEEP, SLANTED, ALARM)}
_WHITE_FROM = 4


def tones(chart: Chart) -> tuple[Tone, ...]:
    """Return the look of every series, in order.

    A stack goes from what is well to what is not (已办结 … 超期, 满意 … 不满意), so its last
    part alarms. Of bullets the second series is what is owed.
    """
    count = len(chart.series)
    match chart.kind:
        case ChartKind.COLUMNS_AND_LINE:
            return (*_turned(_CLUSTER, count - 1), LINE)
        case ChartKind.BULLETS:
            return (DEEP, *(OWED for _ in range(count - 1)))
        case ChartKind.STACK:
            return _STACKS.get(count) or _turned((DEEP, SLANTED, STRIPED, ALARM), count)
        case _:
            return _turned(_CLUSTER, count)


def gap_width(categories: int) -> int:
    """Return the gap between columns in charts of Office, in per cent of a column.

    Few columns do not become blocks.
    """
    return {1: 400, 2: 220, 3: 120}.get(categories, 60)


def shade(share: float) -> tuple[str, bool]:
    """Return the colour of a cell of a matrix and whether words on it are white.

    Args:
        share: Part of the largest value, 0 to 1.
    """
    step = 0 if share <= 0 else 1 + min(int(share * (len(SHADES) - 1)), len(SHADES) - 2)
    return SHADES[step], step >= _WHITE_FROM


def _turned(among: tuple[Tone, ...], count: int) -> tuple[Tone, ...]:
    return tuple(among[number % len(among)] for number in range(count))
