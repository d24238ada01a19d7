"""The red head and the 版记 of a paper that is issued; only when the office gives them.

Source: GB/T 9704-2012, 7.2 and 7.4 (domain.md 8.2).
"""

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Ink, Line, Mark, Text
from liaison_desktop.documents.report_page import (
    ASCENT,
    EM,
    HIGH,
    ROW,
    SIZE,
    SMALL_SIZE,
    WIDE,
    baseline,
)
from liaison_desktop.documents.report_rows import Row
from liaison_desktop.documents.text import MM, Fitted, clean, fit_line, width, wrap
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.figures.summary import ReportPaper

_HEAD_DROP = 35.0  # from the upper edge of the type area, mm
_HEAD_SIZE, _HEAD_SMALLEST = 52.0, 22.0  # points
_HEAD_SHARE = 0.94  # of the width, at most
_RULE_DROP, _RULE = 4.0, 0.5  # the red line beneath the number; mm
_OUTER_RULE, _INNER_RULE = 0.35, 0.25
_STEP = SMALL_SIZE / MM + 7 / 8 * SIZE / MM
_SIDE = SMALL_SIZE / MM  # 左右各空一字
_COPIES = "抄送："


def head_rows(paper: ReportPaper) -> list[Row]:
    """Return the rows of the red head with its number, line and the rows beneath them."""
    name = clean(paper.red_head)
    if not name:
        return []
    shown = _head(name)
    marks: list[Mark] = [
        Text(
            WIDE / 2, _HEAD_DROP + ASCENT * shown.size / MM, shown.lines[0], Style.TITLE,
            shown.size, Align.CENTRE, shown.stretch, ink=Ink.RED,
        )
    ]  # fmt: skip
    number_row = int((_HEAD_DROP + shown.size / MM) / ROW) + 3
    if number := clean(paper.document_number):
        fitted = fit_line(number, Style.FANG, SIZE, WIDE, 10.0)
        marks.append(
            Text(
                WIDE / 2, baseline(number_row), fitted.lines[0], Style.FANG, fitted.size,
                Align.CENTRE, fitted.stretch,
            )
        )  # fmt: skip
    line = number_row * ROW + EM + _RULE_DROP
    marks.append(Line(0, line, WIDE, line, _RULE, Ink.RED))
    blank = Row(keep=True, fixed=True)
    return [Row(tuple(marks), keep=True, fixed=True), *(blank for _ in range(int(line / ROW) + 2))]


def head_size(name: str) -> float:
    """Return the size of a red head in points."""
    return _head(name).size


def _head(name: str) -> Fitted:
    return fit_line(name, Style.TITLE, _HEAD_SIZE, _HEAD_SHARE * WIDE, _HEAD_SMALLEST)


def imprint_lines(paper: ReportPaper) -> tuple[str, str, str]:
    """Return who gets copies, who printed it, and the day of printing; "" for none."""
    copies = clean(paper.copies_to).removeprefix(_COPIES).rstrip("。")
    return copies and f"{copies}。", clean(paper.issued_by), _issued(paper)


def has_imprint(paper: ReportPaper) -> bool:
    """Whether a 版记 is printed."""
    return bool(clean(paper.copies_to) or clean(paper.issued_by))


def imprint_height(paper: ReportPaper) -> float:
    """Return the height of the 版记, mm."""
    return _STEP * (len(_copies(paper)) + (1 if _issued(paper) else 0)) + 2


def imprint_marks(paper: ReportPaper) -> tuple[Mark, ...]:
    """Return the 版记, its last rule on the lower edge of the type area."""
    marks: list[Mark] = []
    y = HIGH - imprint_height(paper)
    marks.append(_rule(y, _OUTER_RULE))
    y += 1
    copies = _copies(paper)
    inset = _SIDE + width(_COPIES, Style.FANG, SMALL_SIZE)
    for number, line in enumerate(copies):
        if not number:
            marks.append(_text(_SIDE, y, _COPIES))
        marks.append(_text(inset, y, line))
        y += _STEP
    if issued := _issued(paper):
        if copies:
            marks.append(_rule(y, _INNER_RULE))
        marks.append(_text(_SIDE, y, clean(paper.issued_by)))
        marks.append(_text(WIDE - _SIDE, y, issued, Align.RIGHT))
    marks.append(_rule(HIGH, _OUTER_RULE))
    return tuple(marks)


def _rule(y: float, thickness: float) -> Line:
    return Line(0, y, WIDE, y, thickness)


def _text(x: float, top: float, text: str, align: Align = Align.LEFT) -> Text:
    room = WIDE - 2 * _SIDE
    shown = fit_line(text, Style.FANG, SMALL_SIZE, room, 9.0)
    y = top + (_STEP - SMALL_SIZE / MM) / 2 + ASCENT * SMALL_SIZE / MM
    return Text(x, y, shown.lines[0], Style.FANG, shown.size, align, shown.stretch)


def _copies(paper: ReportPaper) -> tuple[str, ...]:
    text = imprint_lines(paper)[0]
    if not text:
        return ()
    room = WIDE - 2 * _SIDE - width(_COPIES, Style.FANG, SMALL_SIZE)
    return wrap(text, Style.FANG, SMALL_SIZE, room)


def _issued(paper: ReportPaper) -> str:
    if not (clean(paper.issued_by) or paper.issued_on):
        return ""
    return f"{day_words(paper.issued_on or paper.dated, '')}印发"
