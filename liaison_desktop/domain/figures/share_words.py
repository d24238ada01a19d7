"""Shares in words, only where they are true; else as an exact percentage.

四成 is said of a share that prints as 40.0 %; 近四成 of one that misses it by at most one
百分点, 超四成 of one that passes it by at most one (domain.md 11.3: 近 only below the round
number, 余 and 超 only above it, no 约).
"""

from decimal import Decimal

from liaison_desktop.domain.figures.indicator import Number, percentage
from liaison_desktop.domain.figures.number_words import PERCENT, written

_TENTHS = {
    10: "一成", 20: "两成", 30: "三成", 40: "四成", 50: "五成",
    60: "六成", 70: "七成", 80: "八成", 90: "九成",
}  # fmt: skip
TOLERANCE = Decimal(1)  # 百分点 from the round share


def share_words(part: Number, whole: Number) -> str:
    """Return a share as it is said: 占四成, 近四成, 超四成, 占43.2%, 全部 … ; "" of nothing.

    Args:
        part: Not more than the whole.
        whole: What it is a part of.
    """
    share = percentage(part, whole)
    if share is None:
        return ""
    if part == whole:
        return "占全部"
    exact = Decimal(str(share))
    nearest = int(exact.quantize(Decimal("1E1")))
    word = _TENTHS.get(nearest)
    if word is None or abs(exact - nearest) > TOLERANCE:
        return f"占{written(share, PERCENT)}%"
    if exact == nearest:
        return f"占{word}"
    return f"近{word}" if exact < nearest else f"超{word}"
