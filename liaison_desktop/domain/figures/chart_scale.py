"""Axes of charts: from zero, in round steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from liaison_desktop.domain.figures.indicator import Number

_STEPS = (1, 2, 5, 10)
_MOST_STEPS = 5
_WHOLE = 100
_LINE_HEADROOM = 1.25
COLUMNS_BELOW_LINE = 1.7
"""How far the axis of columns runs beyond the highest of them where a line stands above."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from zero.

    Attributes:
        top: Its end.
        step: From one tick to the next.
    """

    top: Number
    step: Number

    @property
    def ticks(self) -> tuple[Number, ...]:
        """Where ticks stand, zero and the end included."""
        return tuple(self.step * number for number in range(round(self.top / self.step) + 1))

    def share(self, value: Number) -> float:
        """Return how far along the axis a value lies, 0 to 1."""
        return value / self.top


def scale_for(values: Iterable[Number | None], *, percent: bool = False) -> Scale:
    """Return an axis that holds all values, none of them negative.

    Args:
        values: What is drawn; None is not drawn.
        percent: Whether these are parts of a whole: the axis then ends at 100.
    """
    largest = max((value for value in values if value is not None), default=0)
    if percent and largest <= _WHOLE:
        return Scale(_WHOLE, 25)
    if largest <= 0:
        return Scale(1, 1)
    step = _round_step(largest / _MOST_STEPS)
    return Scale(step * ceil(largest / step), step)


def line_bounds(rates: Iterable[Number | None]) -> tuple[int, int]:
    """Return the ends of the hidden axis of a rate drawn above columns, in charts of Office.

    It begins far below zero, so that the line runs in the upper third, and ends beyond the
    highest rate, so that its value has room.
    """
    highest = max((rate for rate in rates if rate is not None), default=0)
    top = ceil(max(_WHOLE, highest) * _LINE_HEADROOM)
    return -2 * top + top // 6, top


def _round_step(least: float) -> Number:
    """Return the smallest round step that is not smaller; counted things have no halves."""
    power = 10 ** floor(log10(least))
    step = next(power * factor for factor in _STEPS if power * factor >= least * 0.999)
    return max(1, int(step))
