"""The receipt (回执): half a sheet for the villager, the other half (存根) for the station.

A4 upright, cut at 148.5 mm. What does not fit one half runs on over further sheets; numbers
that look like identity numbers are hidden, whatever was typed (domain.md 10.3).
"""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from liaison_desktop.documents.flow import Flow, Type, label, page_count_foot
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.hidden_identity import hidden_identity
from liaison_desktop.documents.matter_code import code_width, matter_code
from liaison_desktop.documents.page import (
    A4,
    NO_CORRECTION,
    Align,
    Correction,
    Ink,
    Line,
    Mark,
    Page,
    Placed,
    Text,
)
from liaison_desktop.documents.ruled import Frame, RowType, RuledCell
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import clean, fit_line, missing_glyphs
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.receipt import ReceiptContent

FILE_TITLE = "回执"
CUT = A4[1] / 2  # from the upper edge to the cut, mm
_HALF = Frame(A4[0], CUT, left=17, top=11, right=17, bottom=14)
_SIZES = (13, 12, 11, 10, 9)  # of the rows, points; the smallest before a second sheet is taken
_NAME = 27.0  # width of a label, mm
_NOTE = Type(Style.SONG, 10.5, 1.75)
_DASH, _GAP = 3.0, 2.0  # of the line to cut along, mm


def receipts_pdf(
    receipts: Sequence[ReceiptContent], correction: Correction = NO_CORRECTION
) -> bytes:
    """Return receipts, each with its stub on sheets of its own.

    Raises:
        RefusedError: When there is no receipt.
    """
    if not receipts:
        raise RefusedError("没有要打印的回执，请先登记事项。")
    pages = (receipt_pages(each, correction) for each in receipts)
    return pdf_of(chain.from_iterable(pages), FILE_TITLE)


def receipt_pages(
    content: ReceiptContent, correction: Correction = NO_CORRECTION
) -> tuple[Page, ...]:
    """Return the sheets of one receipt: the villager's half above, the stub below."""
    above, below = _half(content, stub=False), _half(content, stub=True)
    return tuple(
        Page(
            *A4,
            (
                Placed(0, 0, upper),
                Placed(0, CUT, lower),
                Placed(0, 0, _cut_line()),
            ),
            correction,
        )
        for upper, lower in zip_longest(above, below, fillvalue=())
    )


def undrawable(receipts: Iterable[ReceiptContent]) -> dict[str, frozenset[str]]:
    """Return what is printed on receipts but cannot be drawn: text to its characters."""
    texts: set[str] = set()
    for each in receipts:
        texts |= {each.title, each.station, each.number, each.applicant, each.place, each.matter}
        texts |= {each.said, each.owner, each.answer, each.receiver}
    return missing_glyphs(sorted(texts))


def _half(content: ReceiptContent, *, stub: bool) -> tuple[tuple[Mark, ...], ...]:
    """Return the marks of one half; more than one when the text runs on."""
    tried: Flow | None = None
    for size in _SIZES:
        tried = _set(content, size, stub=stub)
        if tried.page_number == 1:
            break
    if tried is None:
        raise ValueError("no type size to try")
    foot = page_count_foot(_HALF, _foot(content, stub=stub))
    return tuple(page.parts[0].marks for page in tried.pages(foot))


def _foot(content: ReceiptContent, *, stub: bool) -> str:
    station = clean(content.station)
    return (
        f"{station}　存根由工作站保存" if stub else f"{station}　请妥善保存，凭编号可查询办理情况"
    )


def _set(content: ReceiptContent, size: float, *, stub: bool) -> Flow:
    flow = Flow(_HALF, lambda flow: _head(flow, content, stub=stub))
    kind = RowType(size, 1.3, least=0.72 * size)
    wide = flow.frame.wide
    half = wide / 2 - _NAME
    for left, one, right, two in (
        ("申请人", content.applicant, "村组", content.place),
        ("主办责任人", content.owner, "责任人电话", content.owner_phone),
        ("办结时限", _limit(content), "登记日期", day_words(content.received_on)),
    ):
        cells = (
            label(left, _NAME),
            RuledCell(hidden_identity(one), half),
            label(right, _NAME),
            RuledCell(hidden_identity(two), half),
        )
        flow.row(cells, kind)
    for name, text in (
        ("申办事项", content.matter),
        ("反映内容", content.said),
        ("答复承诺", content.answer or "已登记，将按时限办理并反馈。"),
    ):
        flow.row((label(name, _NAME), RuledCell(hidden_identity(text), wide - _NAME)), kind)
    _signed(flow, content, stub=stub)
    return flow


def _limit(content: ReceiptContent) -> str:
    return day_words(content.limit_on, "待定，确定后告知")


def _head(flow: Flow, content: ReceiptContent, *, stub: bool) -> None:
    frame = flow.frame
    right = frame.left + frame.wide
    room = frame.wide - (code_width(content.code) + 8 if content.code else 0)
    title = clean(content.title) + ("（存根）" if stub else "")
    shown = fit_line(title, Style.TITLE, 18, room, 11)
    number = f"编号：{clean(content.number)}"
    flow.marks += (
        Text(frame.left, flow.y + 6.8, shown.lines[0], Style.TITLE, shown.size,
             stretch=shown.stretch),
        Text(frame.left, flow.y + 13.5, number, Style.HEI, 11),
        *matter_code(right, flow.y, content.code),
    )  # fmt: skip
    flow.down(16.5)


def _signed(flow: Flow, content: ReceiptContent, *, stub: bool) -> None:
    """Set who to call and who signs beneath the table."""
    phones = (
        ("工作站电话", content.station_phone),
        ("监督电话", content.supervision_phone),
    )
    told = "　　".join(f"{name}：{clean(phone)}" for name, phone in phones if clean(phone))
    lines = [told] if told else []
    receiver = clean(content.receiver) or "＿＿＿＿＿"
    if stub:
        lines.append(
            f"经办人：{receiver}　　　申请人签收：＿＿＿＿＿＿＿　　　　　　年　　月　　日"
        )
    else:
        lines.append(f"经办人：{receiver}　　　（盖章）　　　　　{day_words(content.received_on)}")
    flow.need(1.5 + len(lines) * _NOTE.step)
    flow.down(1.5)
    for line in lines:
        flow.line(line, _NOTE, Align.LEFT, least=8)


def _cut_line() -> tuple[Mark, ...]:
    """Return the dashed line to cut along, over the whole width of the sheet."""
    step = _DASH + _GAP
    dashes = [
        Line(number * step, CUT, number * step + _DASH, CUT, 0.15, Ink.GREY)
        for number in range(int(A4[0] // step))
    ]
    return tuple(dashes)
