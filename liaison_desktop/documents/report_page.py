"""Measures of an official paper's page: type area, rows, page numbers, the way it is bound.

Source: GB/T 9704-2012 (domain.md 8.1, 8.2). A full-width character stands in a cell of
156 ÷ 28 mm and a line in a row of 225 ÷ 22 mm (28.99 points); the type itself is 15.75
points, so that 28 characters fill a line exactly.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from fontTools.ttLib import TTFont

from liaison_desktop.documents.fonts import Style, chain
from liaison_desktop.documents.page import A4, Align, Ink, Page, Placed, Text
from liaison_desktop.documents.text import MM, fit_line

TOP, GUTTER = 37.0, 28.0  # 天头, 订口
WIDE, HIGH = 156.0, 225.0  # 版心
CHARACTERS, ROWS = 28, 22
CELL, ROW = WIDE / CHARACTERS, HIGH / ROWS
OUTER, BOTTOM = A4[0] - GUTTER - WIDE, A4[1] - TOP - HIGH
SIZE, TITLE_SIZE = 15.75, 22.0  # 三号, 二号; points
EM = SIZE / MM
SMALL_SIZE = 14.0  # 四号: page numbers and 版记
ASCENT = 0.88  # of the size, from the top of a Chinese character to its baseline
INDENT = 2  # characters
NUMBER_DROP = 7.0  # from the type area to the dashes beside a page number
_CHAIN_SIZE = 7.5
_CHAIN_ROOM = 120.0  # beside the page number, mm


def baseline(row: int, size: float = SIZE) -> float:
    """Return the baseline of a row (from 0) beneath the top of the type area, mm.

    A row is a character and the space beneath it (GB/T 9704-2012, 5.2.2), so the first one
    stands at the upper edge of the type area.
    """
    return row * ROW + ASCENT * size / MM


def left_margin(number: int) -> float:
    """Return the left margin of a page: odd ones are bound at the left, even at the right."""
    return GUTTER if number % 2 else OUTER


def upright_page(number: int, parts: Sequence[Placed], foot: Sequence[Text]) -> Page:
    """Return an upright page; parts are measured from the type area, the foot from the paper."""
    return Page(*A4, (*_moved(parts, left_margin(number), TOP), Placed(0, 0, tuple(foot))))


def lying_page(number: int, parts: Sequence[Placed], foot: Sequence[Text]) -> Page:
    """Return a page lying on its side, whose upper edge is the left one of the bound sheet.

    So the head of a table lies at the binding edge of odd pages and at the outer edge of
    even ones (GB/T 9704-2012, 9). The foot is measured from the upright sheet and turned.
    """
    wide, high = A4[1], A4[0]
    turned = tuple(_laid(mark, wide) for mark in foot)
    return Page(wide, high, (*_moved(parts, BOTTOM, left_margin(number)), Placed(0, 0, turned)))


def _moved(parts: Sequence[Placed], x: float, y: float) -> tuple[Placed, ...]:
    return tuple(replace(part, x=part.x + x, y=part.y + y) for part in parts)


def _laid(mark: Text, wide: float) -> Text:
    """Return a text of the upright sheet as it stands on the sheet laid on its side."""
    return replace(mark, x=wide - mark.y, y=mark.x, turned=1)


def page_number(number: int) -> tuple[Text, ...]:
    """Return ``— 1 —`` at the foot of a page, measured from the upright sheet.

    The dashes' middle is 7 mm beneath the type area, 28 mm above the edge of the sheet; the
    number keeps one character (of its own size) from the right edge of odd pages, from the
    left edge of even ones.
    """
    y = TOP + HIGH + NUMBER_DROP + _dash_height() * SMALL_SIZE / MM
    edge, kept = left_margin(number), SMALL_SIZE / MM
    text = f"— {number} —"
    if number % 2:
        return (Text(edge + WIDE - kept, y, text, Style.SONG, SMALL_SIZE, Align.RIGHT),)
    return (Text(edge + kept, y, text, Style.SONG, SMALL_SIZE),)


def chain_note(number: int, head: str) -> tuple[Text, ...]:
    """Return the head of the journal's chain in small type, on the other side of the foot."""
    y = TOP + HIGH + NUMBER_DROP + _dash_height() * SMALL_SIZE / MM
    edge = left_margin(number)
    shown = fit_line(f"操作日志校验值 {head}", Style.SONG, _CHAIN_SIZE, _CHAIN_ROOM, 4.0)
    x, align = (edge, Align.LEFT) if number % 2 else (edge + WIDE, Align.RIGHT)
    return (Text(x, y, shown.lines[0], Style.SONG, shown.size, align, shown.stretch, ink=Ink.GREY),)


@cache
def _dash_height() -> float:
    """Return how high a dash stands over the baseline, in units of the size."""
    face = next(face for face in chain(Style.SONG) if ord("—") in face.drawn)
    with TTFont(face.path, lazy=True, fontNumber=0) as font:
        dash = font["glyf"][font.getBestCmap()[ord("—")]]
        units: int = font["head"].unitsPerEm
        return float(dash.yMin + dash.yMax) / 2 / units
