"""The public notice (公示表) of the concern ledger: four columns and nothing else (R101).

A4 or A3 lying, read from a step away: 小二 on A4, all of it √2 times as large on A3. Who asked
is not in the content, and the office's own numbers are the only ones printed.
"""

from math import sqrt

from liaison_desktop.documents.flow import Flow, Type, label, row_height
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import NO_CORRECTION, Align, Correction, Mark, Page, Text
from liaison_desktop.documents.ruled import Frame, RowType, RuledCell
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import MM, clean, missing_glyphs
from liaison_desktop.domain.date_words import day_words, month_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.notice import NoticeContent, NoticeLine, NoticePaper

COLUMNS = ("待办事项", "主办责任人", "办结时限", "办结情况")
_SHARES = (0.365, 0.155, 0.21, 0.27)  # of the width
_TITLE, _LINE, _BODY = 30.0, 16.0, 18.0  # points on A4
_ABOVE, _SIGNED_LEADING = 2.0, 1.6  # over the last line, mm; its leading
_PAD = 2.0  # of text to the rules on A4, mm


_SCALES = {NoticePaper.A4: 1.0, NoticePaper.A3: sqrt(2)}


def public_notice_pdf(
    content: NoticeContent,
    paper: NoticePaper = NoticePaper.A4,
    correction: Correction = NO_CORRECTION,
) -> bytes:
    """Return a public notice; one without lines says so, as R98 asks for a notice each month.

    Args:
        content: What was scanned for leaks already.
        paper: A4, or A3 for a board.
        correction: What makes up for the printer's misfeed.

    Raises:
        RefusedError: When the leak scanner found something in it that must not be public.
    """
    if content.leaks:
        raise RefusedError("公示表里有不能公开的个人信息，请先按提示修改，再打印公示。")
    return pdf_of(public_notice_pages(content, paper, correction), clean(content.title))


def public_notice_pages(
    content: NoticeContent,
    paper: NoticePaper = NoticePaper.A4,
    correction: Correction = NO_CORRECTION,
) -> tuple[Page, ...]:
    """Return the pages of a public notice, lying; the columns' heads stand on every page."""
    scale = _SCALES[paper]
    frame = Frame(297 * scale, 210 * scale, 16 * scale, 15 * scale, 16 * scale, 17 * scale)
    flow = Flow(frame, lambda flow: _head(flow, content, scale))
    kind = RowType(_BODY * scale, 1.3, least=12 * scale, pad=_PAD * scale)
    for number, line in enumerate(content.lines, start=1):
        cells = [
            RuledCell(text, share * frame.wide, align)
            for text, share, align in zip(_texts(line), _SHARES, _ALIGNS, strict=True)
        ]
        if number == len(content.lines):
            # The station's name never stands alone on a page.
            high = max(row_height(cell.text, cell.width, kind) for cell in cells)
            if high < frame.high / 2:
                flow.need(high + _signed_height(scale))
        flow.row(cells, kind)
    if not content.lines:
        flow.row((RuledCell("本月无待办事项", frame.wide, Align.CENTRE),), kind)
    _signed(flow, content, scale)
    return flow.pages(lambda number, count: _foot(frame, scale, number, count), correction)


def undrawable(content: NoticeContent) -> dict[str, frozenset[str]]:
    """Return what is printed on a notice but cannot be drawn: text to its characters."""
    texts = {content.title, content.area, content.station, content.hotline}
    for line in content.lines:
        texts.update(_texts(line))
    return missing_glyphs(sorted(texts))


_ALIGNS = (Align.LEFT, Align.CENTRE, Align.CENTRE, Align.LEFT)


def _texts(line: NoticeLine) -> tuple[str, str, str, str]:
    return line.matter, line.owner, day_words(line.limit_on, ""), line.handling


def _head(flow: Flow, content: NoticeContent, scale: float) -> None:
    title = Type(Style.TITLE, _TITLE * scale, 1.3)
    flow.line(clean(content.title), title, Align.CENTRE, least=14 * scale)
    kind = Type(Style.KAI, _LINE * scale, 1.5)
    month = month_words(content.month)
    issue = f"（第{content.issue}次）" if content.issue > 1 else ""
    right = f"公示日期：{day_words(content.published_on)}"
    baseline = flow.y + kind.baseline
    edge = flow.frame.left + flow.frame.wide
    flow.line(f"{clean(content.area)}　{month}{issue}", kind)
    flow.marks.append(Text(edge, baseline, right, kind.style, kind.size, align=Align.RIGHT))
    flow.down(1 * scale)
    heads = [
        label(head, share * flow.frame.wide, Style.HEI)
        for head, share in zip(COLUMNS, _SHARES, strict=True)
    ]
    flow.row(heads, RowType(_BODY * scale, 1.3, least=13 * scale, pad=_PAD * scale))


def _signed_height(scale: float) -> float:
    return _ABOVE * scale + _SIGNED_LEADING * _LINE * scale / MM


def _signed(flow: Flow, content: NoticeContent, scale: float) -> None:
    """Set who publishes it and whom to call."""
    kind = Type(Style.SONG, _LINE * scale, _SIGNED_LEADING)
    hotline = clean(content.hotline)
    flow.need(_signed_height(scale))
    flow.down(_ABOVE * scale)
    baseline = flow.y + kind.baseline
    edge = flow.frame.left + flow.frame.wide
    flow.line(f"监督电话：{hotline}" if hotline else "", kind)
    station = clean(content.station)
    flow.marks.append(Text(edge, baseline, station, kind.style, kind.size, align=Align.RIGHT))


def _foot(frame: Frame, scale: float, number: int, count: int) -> tuple[Mark, ...]:
    if count == 1:
        return ()
    text = f"第 {number} 页　共 {count} 页"
    y = frame.end + 8 * scale
    return (Text(frame.width / 2, y, text, Style.SONG, 10 * scale, align=Align.CENTRE),)
