"""The monthly briefings (通报, R102): for a village's 民主议政日, and for the township's meeting.

A4 upright, to be read out and put up: a sentence with the figures of the month, the table by
class (and by village for the township), the open matters without who asked, 落款.
"""

from collections.abc import Sequence

from liaison_desktop.documents.flow import Flow, Type, label
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import NO_CORRECTION, Align, Correction, Mark, Page, Text
from liaison_desktop.documents.ruled import Frame, RowType, RuledCell
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import clean, missing_glyphs
from liaison_desktop.domain.date_words import day_words, month_words
from liaison_desktop.domain.matters.notice import BRIEFING_LABELS, BriefingContent, BriefingKind

_FRAME = Frame(left=25, top=28, right=25, bottom=28)
_TITLE, _HEADING = Type(Style.TITLE, 22, 1.5), Type(Style.HEI, 15.75, 1.7)
_BODY, _KAI = Type(Style.FANG, 15.75, 1.7), Type(Style.KAI, 14, 1.6)
_TABLE, _OPEN = RowType(14, 1.3, least=10.0), RowType(12, 1.35, least=9.0)
_COUNTS = ("本月新增", "本月办结", "月末在办")
_WIDTHS = (0.40, 0.18, 0.18, 0.24)
_OPEN_HEADS = ("待办事项", "主办责任人", "办结时限", "办理情况")
_OPEN_SHARES = (0.36, 0.16, 0.21, 0.27)
_OPEN_ALIGNS = (Align.LEFT, Align.CENTRE, Align.CENTRE, Align.LEFT)
_MEETINGS = {
    BriefingKind.VILLAGE_DAY: "民主议政日",
    BriefingKind.TOWNSHIP_MEETING: "例会",
}
Counted = tuple[str, int, int, int]


def briefing_pdf(content: BriefingContent, correction: Correction = NO_CORRECTION) -> bytes:
    """Return a briefing sheet."""
    return pdf_of(briefing_pages(content, correction), clean(_title(content)))


def briefing_pages(
    content: BriefingContent, correction: Correction = NO_CORRECTION
) -> tuple[Page, ...]:
    """Return the pages of a briefing sheet."""
    flow = Flow(_FRAME)
    flow.line(clean(_title(content)), _TITLE, Align.CENTRE, least=14)
    held = day_words(content.held_on)
    flow.line(f"（{held}{_MEETINGS[content.kind]}通报）", _KAI, Align.CENTRE)
    flow.down(4)
    flow.paragraphs(_sentence(content), _BODY)
    numerals = iter("一二三")
    _heading(flow, next(numerals), "分类情况")
    _counted(flow, "类别", content.by_category)
    if content.by_area:
        _heading(flow, next(numerals), "各村情况")
        _counted(flow, "村", content.by_area)
    _heading(flow, next(numerals), "在办事项")
    _open(flow, content)
    _signed(flow, content)
    return flow.pages(_page_number, correction)


def undrawable(content: BriefingContent) -> dict[str, frozenset[str]]:
    """Return what is printed on a briefing but cannot be drawn: text to its characters."""
    texts = {content.title, content.area, content.station}
    texts.update(row[0] for row in (*content.by_category, *content.by_area))
    for line in content.lines:
        texts |= {line.matter, line.owner, line.handling}
    return missing_glyphs(sorted(texts))


def _title(content: BriefingContent) -> str:
    kind = BRIEFING_LABELS[content.kind]
    return content.title or f"{content.area}{month_words(content.month)}{kind}"


def _sentence(content: BriefingContent) -> str:
    """Return the figures of the month as one sentence; sums over the classes."""
    entered, done, left = _sums(content.by_category)
    return (
        f"{month_words(content.month)}，{clean(content.area)}新增民情事项 {entered} 件，"
        f"办结 {done} 件；月末在办 {left} 件。现将有关情况通报如下。"
    )


def _sums(rows: Sequence[Counted]) -> tuple[int, int, int]:
    return (
        sum(entered for _, entered, _, _ in rows),
        sum(done for _, _, done, _ in rows),
        sum(left for _, _, _, left in rows),
    )


def _heading(flow: Flow, numeral: str, text: str) -> None:
    flow.need(_HEADING.step + 3 * _TABLE.least)
    flow.down(1.5)
    flow.paragraphs(f"{numeral}、{text}", _HEADING)
    flow.down(1)


def _counted(flow: Flow, head: str, rows: Sequence[Counted]) -> None:
    """Set a table of counts with a sum line."""

    def heads(flow: Flow) -> None:
        names = zip((head, *_COUNTS), _WIDTHS, strict=True)
        flow.row([label(text, share * flow.frame.wide, Style.HEI) for text, share in names], _TABLE)

    heads(flow)
    flow.under(heads)
    for row in (*rows, ("合计", *_sums(rows))):
        cells = [
            RuledCell(str(value), share * flow.frame.wide, Align.CENTRE)
            for value, share in zip(row, _WIDTHS, strict=True)
        ]
        flow.row(cells, _TABLE)
    flow.under(None)


def _open(flow: Flow, content: BriefingContent) -> None:
    if not content.lines:
        flow.paragraphs("月末无在办事项。", _BODY)
        return
    _open_head(flow)
    flow.under(_open_head)
    for line in content.lines:
        texts = (line.matter, line.owner, day_words(line.limit_on, ""), line.handling)
        flow.row(
            [
                RuledCell(text, share * flow.frame.wide, align)
                for text, share, align in zip(texts, _OPEN_SHARES, _OPEN_ALIGNS, strict=True)
            ],
            _OPEN,
        )
    flow.under(None)


def _open_head(flow: Flow) -> None:
    flow.row(
        [
            label(head, share * flow.frame.wide, Style.HEI)
            for head, share in zip(_OPEN_HEADS, _OPEN_SHARES, strict=True)
        ],
        _OPEN,
    )


def _signed(flow: Flow, content: BriefingContent) -> None:
    """Set who reports and the day, 右空二字 (GB/T 9704-2012, 7.3.5)."""
    station = clean(content.station)
    if not station:
        return
    flow.need(3 * _BODY.step)
    flow.down(_BODY.step)
    edge = flow.frame.left + flow.frame.wide - 2 * _BODY.em
    for text in (station, day_words(content.held_on)):
        flow.marks.append(
            Text(edge, flow.y + _BODY.baseline, text, _BODY.style, _BODY.size, align=Align.RIGHT)
        )
        flow.down(_BODY.step)


def _page_number(number: int, count: int) -> tuple[Mark, ...]:
    if count == 1:
        return ()
    y = _FRAME.end + 10
    return (Text(_FRAME.width / 2, y, f"— {number} —", Style.SONG, 14, align=Align.CENTRE),)
