"""How a report tells what changed in an earlier one: 由36起调整为37起（补录1起）."""

from liaison_desktop.domain.figures.closing import Adjustment
from liaison_desktop.domain.figures.indicator import Nature
from liaison_desktop.domain.figures.number_words import written
from liaison_desktop.domain.figures.token import Style, TokenKind, TokenSource

_JOINT = "|"


def adjustment_phrase(change: Adjustment) -> str:
    """Return an adjustment in words; how many records came and left where they are counted."""
    then, now = (_said(value, change) for value in (change.reported, change.now))
    return f"由{then}调整为{now}{_why(change)}"


def _said(value: int | float | None, change: Adjustment) -> str:
    if value is None:
        return "无数据"
    return f"{written(value, change.indicator.unit, Style.EXACT)}{change.indicator.unit}"


def _why(change: Adjustment) -> str:
    came, left = len(change.added), len(change.removed)
    counted = change.indicator.nature is not Nature.RATE
    if not counted or (change.now or 0) - (change.reported or 0) != came - left:
        return ""
    unit = change.indicator.unit
    parts = [f"补录{came}{unit}"] * bool(came) + [f"核减{left}{unit}"] * bool(left)
    return f"（{'、'.join(parts)}）" if parts else ""


def adjustment_source(change: Adjustment, report: str) -> TokenSource:
    """Return the source of an adjustment's token.

    Args:
        change: The adjustment.
        report: Key of the period whose report tells it.
    """
    key = _JOINT.join((change.indicator.key, change.period))
    return TokenSource(TokenKind.ADJUSTMENT, key=key, period=report)


def adjustment_key(source: TokenSource) -> tuple[str, str]:
    """Return the indicator and the closed period of an adjustment's token."""
    key, _, period = source.key.partition(_JOINT)
    return key, period
