"""The visit sheet (走访单): what a cadre takes along, writes on, and brings back to be typed in.

A4 upright, a block a household: who, phone, last visit, what is open, then lines for what was
found and said. The bar code at the top brings up the same households at the desk.
"""

from collections.abc import Iterable

from liaison_desktop.documents.flow import A4_UPRIGHT, Flow, label, page_count_foot, row_height
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.matter_code import code_width, matter_code
from liaison_desktop.documents.page import NO_CORRECTION, Align, Correction, Page, Text
from liaison_desktop.documents.ruled import PAD, RowType, RuledCell
from liaison_desktop.documents.surface import Surface
from liaison_desktop.documents.text import clean, fit_line, missing_glyphs
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.visit import VisitSheetContent, VisitSheetLine
from liaison_desktop.domain.progress import Progress

FILE_TITLE = "走访单"
_ROW, _WHO, _LAST = RowType(10), RowType(11), RowType(10, least=10.0)
_LABEL = 20.0  # width of a label, mm
_PITCH = 8.0  # between lines to write on, mm
_WRITTEN = (("走访情况", 2), ("反映问题", 2))
_TICKS = "□在家　□外出　□电话　受访人："
_DAY = 26.0  # width of a date to fill in, mm
_GAP = 2.5  # between blocks, mm


def visit_sheet_pdf(
    content: VisitSheetContent, progress: Progress, correction: Correction = NO_CORRECTION
) -> bytes:
    """Return a visit sheet.

    Args:
        content: What it prints; phones come as far in full as the purpose allows.
        progress: Told after every page.
        correction: What makes up for the printer's misfeed.

    Raises:
        RefusedError: When there is no household on it.
        CancelledError: When the progress wants the work to stop.
    """
    if not content.lines:
        raise RefusedError("走访单上没有农户，请先选择要走访的农户。")
    surface = Surface(f"{FILE_TITLE} {clean(content.number)}")
    pages = visit_sheet_pages(content, correction)
    for done, page in enumerate(pages, start=1):
        surface.add(page)
        progress.step(done, len(pages), "正在排版走访单")
    return surface.finish()


def visit_sheet_pages(
    content: VisitSheetContent, correction: Correction = NO_CORRECTION
) -> tuple[Page, ...]:
    """Return the pages of a visit sheet; every page carries the head and the bar code."""
    flow = Flow(A4_UPRIGHT, lambda flow: _head(flow, content))
    for number, line in enumerate(content.lines, start=1):
        _block(flow, number, line)
    foot = f"{clean(content.station)}　含群众联系电话，仅限走访使用，用后交回工作站"
    return flow.pages(page_count_foot(A4_UPRIGHT, foot), correction)


def undrawable(sheets: Iterable[VisitSheetContent]) -> dict[str, frozenset[str]]:
    """Return what is printed on visit sheets but cannot be drawn: text to its characters."""
    texts: set[str] = set()
    for sheet in sheets:
        texts |= {sheet.title, sheet.station, sheet.cadre, sheet.number}
        for line in sheet.lines:
            texts |= {line.household, line.head, line.phone, line.cadre, *line.open_concerns}
    return missing_glyphs(sorted(texts))


def _head(flow: Flow, content: VisitSheetContent) -> None:
    frame = flow.frame
    right, top = frame.left + frame.wide, frame.top
    room = frame.wide - (code_width(content.code) + 8 if content.code else 0)
    title = fit_line(clean(content.title) or FILE_TITLE, Style.TITLE, 20, room, 13)
    flow.marks += (
        Text(frame.left, top + 7.5, title.lines[0], Style.TITLE, title.size,
             stretch=title.stretch),
        *matter_code(right, top, content.code),
    )  # fmt: skip
    about = (
        f"编号：{clean(content.number)}　　走访干部：{clean(content.cadre) or '　　　　　　'}"
        f"　　制单：{day_words(content.made_on)}　　共 {len(content.lines)} 户"
    )
    shown = fit_line(about, Style.SONG, 10, room, 8)
    flow.marks.append(
        Text(frame.left, top + 14.5, shown.lines[0], Style.SONG, shown.size,
             align=Align.LEFT, stretch=shown.stretch)
    )  # fmt: skip
    flow.down(18.5)


def _block(flow: Flow, number: int, line: VisitSheetLine) -> None:
    concerns = _concerns(line)
    flow.need(_high(flow, concerns))
    wide = flow.frame.wide
    who = f"{clean(line.household)}　{clean(line.head)}（{line.size} 人）"
    flow.row(
        (
            label(str(number), 10, Style.HEI),
            RuledCell(who, 100, style=Style.HEI),
            label("电话", 14),
            RuledCell(clean(line.phone), wide - 124),
        ),
        _WHO,
    )
    last = "未走访过" if line.last_visit is None else day_words(line.last_visit)
    flow.row(
        (
            label("上次走访", _LABEL),
            RuledCell(last, 70),
            label("联系干部", _LABEL),
            RuledCell(clean(line.cadre) or "未结对", wide - 2 * _LABEL - 70),
        ),
        _ROW,
    )
    flow.row((label("未办事项", _LABEL), RuledCell(concerns, wide - _LABEL)), _ROW)
    _to_fill(flow)
    flow.down(_GAP)


def _to_fill(flow: Flow) -> None:
    """Draw what is filled in by hand."""
    wide, signed = flow.frame.wide, 40.0
    flow.row(
        (
            label("走访日期", _LABEL),
            RuledCell("月　　日", _DAY, Align.CENTRE),
            RuledCell(_TICKS, wide - 2 * (_LABEL + _DAY)),
            label("下次走访", _LABEL),
            RuledCell("月　　日", _DAY, Align.CENTRE),
        ),
        _ROW,
    )
    for caption, lines in _WRITTEN:
        flow.writing(label(caption, _LABEL), _ROW, lines, _PITCH)
    flow.row(
        (
            label("答复承诺", _LABEL),
            RuledCell("", wide - 2 * _LABEL - signed),
            label("受访签字", _LABEL),
            RuledCell("", signed),
        ),
        _LAST,
    )


def _concerns(line: VisitSheetLine) -> str:
    texts = [clean(text) for text in line.open_concerns]
    if len(texts) < 2:
        return texts[0] if texts else "无"
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _high(flow: Flow, concerns: str) -> float:
    """Return the height of a block, mm, so that a household is not parted needlessly."""
    written = sum(lines * _PITCH + PAD for _, lines in _WRITTEN)
    fixed = _WHO.least + 2 * _ROW.least + _LAST.least
    return fixed + written + row_height(concerns, flow.frame.wide - _LABEL, _ROW)
