"""The record page (问事记录页) that stays with the villager and is signed at each visit.

One page a household (domain.md 4.3, 两本一表): visits so far, then blank rows to the foot.
"""

from collections.abc import Iterable, Sequence

from liaison_desktop.documents.flow import A4_UPRIGHT, Flow, Type, label, page_count_foot
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import NO_CORRECTION, Align, Correction, Page
from liaison_desktop.documents.ruled import RowType, RuledCell
from liaison_desktop.documents.surface import Surface
from liaison_desktop.documents.text import clean, missing_glyphs
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.household_paper import VisitRecordContent
from liaison_desktop.domain.progress import Progress

FILE_TITLE = "问事记录页"
_TITLE, _NOTE = Type(Style.TITLE, 22), Type(Style.KAI, 10.5)
_ROW, _VISIT = RowType(11, least=9.0), RowType(11, least=19.0)
_COLUMNS = (("日期", 28.0), ("干部", 24.0), ("群众问的事、说的话", 54.0), ("答复", 46.0),
            ("干部签名", 28.0))  # fmt: skip
_NOTICE = "本页由农户保存。干部每次上门，请当面写清问的事和答复，并签名。"


def visit_records_pdf(
    forms: Sequence[VisitRecordContent],
    progress: Progress,
    correction: Correction = NO_CORRECTION,
) -> bytes:
    """Return record pages, each household's on paper of its own, in order.

    Raises:
        RefusedError: When there is no household.
        CancelledError: When the progress wants the work to stop.
    """
    if not forms:
        raise RefusedError("没有要打印的问事记录页，请先选择农户，或打印空白页。")
    surface = Surface(FILE_TITLE)
    for done, content in enumerate(forms, start=1):
        for page in visit_record_pages(content, correction):
            surface.add(page)
        progress.step(done, len(forms), "正在排版问事记录页")
    return surface.finish()


def visit_record_pages(
    content: VisitRecordContent, correction: Correction = NO_CORRECTION
) -> tuple[Page, ...]:
    """Return the pages of one household; the last is filled up with blank rows."""
    flow = Flow(A4_UPRIGHT, lambda flow: _head(flow, content))
    for line in content.lines:
        values = (day_words(line.on), line.cadre, line.matter, line.answer, "")
        _row(flow, values)
    while flow.room >= _VISIT.least:
        _row(flow, ("",) * len(_COLUMNS))
    phone = clean(content.station_phone)
    foot = clean(content.station) + (f"　电话 {phone}" if phone else "")
    return flow.pages(page_count_foot(A4_UPRIGHT, foot), correction)


def undrawable(forms: Iterable[VisitRecordContent]) -> dict[str, frozenset[str]]:
    """Return what is printed on the pages but cannot be drawn: text to its characters."""
    texts: set[str] = set()
    for form in forms:
        texts |= {form.station, form.household, form.head, form.cadre}
        for line in form.lines:
            texts |= {line.cadre, line.matter, line.answer}
    return missing_glyphs(sorted(texts))


def _head(flow: Flow, content: VisitRecordContent) -> None:
    flow.line(FILE_TITLE, _TITLE, Align.CENTRE)
    flow.down(2)
    name = 22.0
    value = flow.frame.wide / 2 - name
    for left, one, right, two in (
        ("农户", content.household, "户主", content.head),
        ("联系干部", content.cadre, "联系电话", content.cadre_phone),
    ):
        cells = (
            label(left, name),
            RuledCell(clean(one), value),
            label(right, name),
            RuledCell(clean(two), value),
        )
        flow.row(cells, _ROW)
    flow.down(1)
    flow.line(_NOTICE, _NOTE)
    flow.down(1)
    flow.row([label(head, wide, Style.HEI) for head, wide in _COLUMNS], _ROW)


def _row(flow: Flow, values: Sequence[str]) -> None:
    cells = [RuledCell(value, wide) for value, (_, wide) in zip(values, _COLUMNS, strict=True)]
    flow.row(cells, _VISIT)
