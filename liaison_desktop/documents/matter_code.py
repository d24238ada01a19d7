"""The bar code of a matter or a visit sheet, with its digits beneath, for the desk's scanner."""

from liaison_desktop.documents.barcode import code_128
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Code, Mark, Text
from liaison_desktop.domain.register.card_number import spoken

_MODULE = 0.35  # mm; office scanners read 0.25 and more
CODE_HEIGHT = 9.0  # of the bars, mm
_DIGITS = 8.0  # points


def code_width(code: str) -> float:
    """Return the width of the bars of a code, mm; 0 when there is no code."""
    return code_128(code).columns * _MODULE if code else 0.0


def matter_code(right: float, top: float, code: str) -> tuple[Mark, ...]:
    """Return bars and digits with their top right corner at a place; nothing without a code.

    The page leaves a quiet zone of ten modules (3.5 mm) beside the bars (GB/T 18347-2001).

    Args:
        right: Right edge, mm.
        top: Upper edge, mm.
        code: Digits (``MatterNumber.code``).
    """
    if not code:
        return ()
    grid = code_128(code)
    wide = grid.columns * _MODULE
    return (
        Code(right - wide, top, wide, CODE_HEIGHT, grid),
        Text(
            right - wide / 2, top + CODE_HEIGHT + 3.4, spoken(code), Style.SONG, _DIGITS,
            align=Align.CENTRE, spacing=0.8,
        ),
    )  # fmt: skip
