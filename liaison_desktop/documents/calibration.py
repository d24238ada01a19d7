"""A test sheet to measure how far a printer is off: lines of 100 mm, rulers at the edges.

The clerk prints it at 100 %, measures with a ruler, and enters the differences; printed
again with the correction, the cross stands in the middle and the lines are 100 mm long.
"""

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import (
    A4,
    NO_CORRECTION,
    Align,
    Correction,
    Line,
    Mark,
    Page,
    Placed,
    Rect,
    Text,
)
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import wrap

TITLE = "打印机校准页"
_LONG = 100.0
_FRAME = 15.0  # paper edge to the frame, the margin that is measured
_HINTS = (
    "一、按“实际大小（100%）”单面打印本页，不要选择“适合页面”。",
    "二、量横线、竖线：应各长 100 毫米。填入实测长度，程序算出缩放。",
    "三、量方框到纸边：四边应各为 15 毫米。左边（上边）多出几毫米，横向（纵向）就填负几毫米。",
    "四、需要双面打印时，把本页翻面再打一次，背面单独填写。不同的打印机、纸盒分别校准。",
)


def calibration_pdf(correction: Correction = NO_CORRECTION) -> bytes:
    """Return the test sheet, drawn with a correction to check it."""
    page = Page(*A4, (Placed(0, 0, _sheet()),), correction)
    return pdf_of([page], TITLE)


def scale_from(measured: float) -> float:
    """Return the factor that makes a line 100 mm long again.

    Args:
        measured: What the 100 mm line measures on paper, mm.

    Raises:
        ValueError: When the measure is not between 80 and 120 mm.
    """
    if not 80 <= measured <= 120:
        raise ValueError("a measure of the 100 mm line is between 80 and 120 mm")
    return _LONG / measured


def _sheet() -> tuple[Mark, ...]:
    wide, high = A4
    middle, centre = wide / 2, high / 2
    drawn: list[Mark] = [
        Rect(_FRAME, _FRAME, wide - 2 * _FRAME, high - 2 * _FRAME, 0.15),
        Text(middle, 34, TITLE, Style.TITLE, 20, align=Align.CENTRE),
        Line(middle - _LONG / 2, centre, middle + _LONG / 2, centre, 0.15),
        Line(middle, centre - _LONG / 2, middle, centre + _LONG / 2, 0.15),
        Text(middle + 4, centre - 2, "100 毫米", Style.PLAIN, 9),
        Text(middle, high - _FRAME - 4, "▼ 此边为下边", Style.PLAIN, 9, align=Align.CENTRE),
    ]
    for sign in (-1, 1):
        end = middle + sign * _LONG / 2
        drawn.append(Line(end, centre - 3, end, centre + 3, 0.15))
        end = centre + sign * _LONG / 2
        drawn.append(Line(middle - 3, end, middle + 3, end, 0.15))
    drawn += _rulers(wide, high)
    drawn += _hints(44.0)
    return tuple(drawn)


def _rulers(wide: float, high: float) -> list[Mark]:
    """Return millimetre rulers from each paper edge inwards to the frame."""
    drawn: list[Mark] = []
    for step in range(5, int(_FRAME) + 11):
        tick = 5.0 if step % 5 == 0 else 2.5
        drawn += [Line(60, y, 60 + tick, y, 0.1) for y in (step, high - step)]
        drawn += [Line(x, 100, x, 100 + tick, 0.1) for x in (step, wide - step)]
        if step % 5 == 0 and step != _FRAME:
            drawn += [
                Text(66, step + 0.9, str(step), Style.PLAIN, 7),
                Text(66, high - step + 0.9, str(step), Style.PLAIN, 7),
                Text(step, 108.5, str(step), Style.PLAIN, 7, align=Align.CENTRE),
                Text(wide - step, 108.5, str(step), Style.PLAIN, 7, align=Align.CENTRE),
            ]
    return drawn


def _hints(top: float) -> list[Mark]:
    drawn: list[Mark] = []
    y = top
    for hint in _HINTS:
        for line in wrap(hint, Style.SONG, 10.5, 150):
            drawn.append(Text(30, y, line, Style.SONG, 10.5))
            y += 6
    return drawn
