"""How a figure is written in running text (domain.md 11.3).

Thousands are not separated; per cents have one decimal and drop a trailing ``.0``, but what
is neither 0 nor 100 is not rounded to it; 万元 has two decimals without trailing zeros. 余, 多
and 近 stand only where they are true: a round number that is not smaller than the true one is
written as it is. A negative number carries the minus sign U+2212, not a hyphen.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from liaison_desktop.domain.figures.indicator import Number, tenths
from liaison_desktop.domain.figures.token import BLANK, Style

PERCENT, POINTS, YUAN, WAN_YUAN = "%", "个百分点", "元", "万元"
MINUS = "−"
_WAN_STYLES = (Style.WAN, Style.WAN_2)
_WAN = Decimal(10_000)
_TENTHS = (PERCENT, POINTS)
_LEAST_ROUNDED = 10  # smaller numbers are counted on the fingers, never rounded


def written(value: Number | None, unit: str = "", style: Style = Style.EXACT) -> str:
    """Return a number as it stands in a text, without its unit; a marked blank for None.

    Args:
        value: The number.
        unit: Its unit, which decides about decimals.
        style: How it is written; 万元 styles take 元.
    """
    if value is None:
        return BLANK
    exact = Decimal(str(value))
    if style in _WAN_STYLES:
        return _in_wan(exact, fixed=style is Style.WAN_2)
    if style is Style.OVER:
        return _over(exact, unit, "余")
    if style is Style.MORE:
        return _over(exact, unit, "多")
    if style is Style.NEARLY:
        return _nearly(exact, unit)
    return _exact(exact, unit)


def unit_written(unit: str, style: Style = Style.EXACT) -> str:
    """Return the measure word that follows the number."""
    return WAN_YUAN if style in _WAN_STYLES else unit


def plain_number(value: Decimal) -> str:
    """Return a number in full, without trailing zeros and without an exponent."""
    text = f"{value:f}".replace("-", MINUS)
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_words(value: Decimal) -> str:
    """Return per cent with their sign: ``57.1%``, ``99.97%`` where 100 % would be untrue."""
    return plain_number(tenths(value)) + PERCENT


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up, as the office rounds."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _exact(value: Decimal, unit: str) -> str:
    return plain_number(tenths(value) if unit in _TENTHS else rounded(value, 2))


def _in_wan(value: Decimal, *, fixed: bool) -> str:
    """Write 元 as 万元; so small a sum that two decimals would say 0 is written in full."""
    amount = value / _WAN
    hundredths = rounded(amount, 2)
    if value and not hundredths:
        return plain_number(amount)
    return f"{hundredths:f}".replace("-", MINUS) if fixed else plain_number(hundredths)


def _over(value: Decimal, unit: str, word: str) -> str:
    """Write 210余 for 212, and 210 for 210."""
    if value < _LEAST_ROUNDED:
        return _exact(value, unit)
    round_number = _to_step(value, ROUND_FLOOR)
    return f"{round_number}{word}" if round_number < value else _exact(value, unit)


def _nearly(value: Decimal, unit: str) -> str:
    """Write 近200 for 196; what is not within a tenth of it, nor nearest to it, stays."""
    if value < _LEAST_ROUNDED:
        return _exact(value, unit)
    round_number = _to_step(value, ROUND_CEILING)
    gap = round_number - value
    close = 0 < gap <= min(_step(value) / 2, Decimal(round_number) / 10)
    return f"近{round_number}" if close else _exact(value, unit)


def _step(value: Decimal) -> Decimal:
    """Return tens below a thousand, hundreds below ten thousand and so on."""
    digits = len(str(int(value)))
    return Decimal(10) ** max(digits - 2, 1)


def _to_step(value: Decimal, rounding: str) -> int:
    step = _step(value)
    return int((value / step).quantize(Decimal(1), rounding=rounding) * step)
