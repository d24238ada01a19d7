"""Figures as people write them in cells: ``约3000``, ``3,515``, ``8744元``, ``1.2万``.

Source: domain.md 12.2 and the damage seen in real rosters.
"""

import re
import unicodedata
from dataclasses import dataclass

from liaison_desktop.domain.cell_text import CellValue, is_blank, is_ditto, plain_text

_FIGURE = re.compile(
    r"(?:约|大约|近|共|合计|计|￥|¥|≈|~|人民币)*(-?\d+(?:\.\d+)?)"
    r"(亿|万|千|百)?(?:多|余|左右|上下)?(?:多|余|左右|上下)?"
)
_UNIT = re.compile(
    r"(?:人民币)?(?:元/年|元/人|元|亩|m2|m²|平方米|平方|平米|㎡|人|头|只|口|户|间|棵|株|个月|月|年|"
    r"斤|公斤|台|辆|个)(?:左右|上下)?$"
)
_FACTORS = {"亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says about a figure.

    Attributes:
        figure: The figure, None when the cell names none.
        scaled: Whether the cell itself named a scale such as 万, so that the unit of
            the heading no longer counts.
        unread: The text when it could not be read, "" otherwise.
    """

    figure: float | None = None
    scaled: bool = False
    unread: str = ""


NO_AMOUNT = Amount()


def read_amount(value: CellValue) -> Amount:
    """Read the figure in a cell."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return Amount(float(value))
    text = plain_text(value)
    if is_blank(text) or is_ditto(text):
        return NO_AMOUNT
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = _THOUSANDS.sub("", plain)
    match = _FIGURE.fullmatch(_UNIT.sub("", plain))
    if match is None:
        return Amount(unread=text)
    figure = round(float(match[1]) * _FACTORS.get(match[2] or "", 1.0), 6)
    return Amount(figure, scaled=match[2] is not None)
