"""The application (办理申请单) that takes a concern one level up: 村→镇, 镇→县 (R94).

A4 upright, a ruled form with boxes for opinions and signatures; long accounts run on over
further pages.
"""

from liaison_desktop.documents.flow import A4_UPRIGHT, Flow, Type, label, page_count_foot
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.hidden_identity import hidden_identity
from liaison_desktop.documents.matter_code import matter_code
from liaison_desktop.documents.page import NO_CORRECTION, Align, Correction, Page, Rect, Text
from liaison_desktop.documents.ruled import PAD, RULE, RowType, RuledCell
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import clean, missing_glyphs
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.matters.escalation import EscalationContent

FILE_TITLE = "民情事项办理申请单"
_TITLE, _PLAIN = Type(Style.TITLE, 20), Type(Style.SONG, 11)
_ROW, _LONG = RowType(11, 1.4, least=9.0), RowType(11, 1.5, least=26.0)
_NAME = 26.0  # width of a label, mm
_OPINION = 34.0  # least height of a box for an opinion, mm
_OPINIONS = {
    "镇": ("村协调意见", "镇有关部门办理意见", "镇领导意见"),
    "县": ("镇有关部门意见", "镇领导意见", "县级主管单位办理意见"),
}
_OTHER_OPINIONS = ("申请单位意见", "上级单位办理意见", "领导意见")


def escalation_pdf(content: EscalationContent, correction: Correction = NO_CORRECTION) -> bytes:
    """Return an application for the next level."""
    return pdf_of(escalation_pages(content, correction), f"{FILE_TITLE} {clean(content.number)}")


def escalation_pages(
    content: EscalationContent, correction: Correction = NO_CORRECTION
) -> tuple[Page, ...]:
    """Return the pages of an application."""
    flow = Flow(A4_UPRIGHT)
    _head(flow, content)
    _facts(flow, content)
    done = "\n".join(filter(None, (clean(line) for line in content.done)))
    for name, text in (
        ("反映内容", content.said),
        ("已做工作", done or "无"),
        ("申请事项", content.asked),
    ):
        cells = (label(name, _NAME), RuledCell(hidden_identity(text), flow.frame.wide - _NAME))
        flow.row(cells, _LONG)
    for caption in content.opinions or _OPINIONS.get(clean(content.to_level), _OTHER_OPINIONS):
        _opinion(flow, caption)
    foot = f"{clean(content.station)}　{clean(content.number)}"
    return flow.pages(page_count_foot(A4_UPRIGHT, foot), correction)


def undrawable(content: EscalationContent) -> dict[str, frozenset[str]]:
    """Return what is printed on an application but cannot be drawn: text to its characters."""
    texts = {
        content.station, content.to_unit, content.matter, content.said, content.category,
        content.applicant, content.place, content.owner, content.asked, *content.done,
        *content.opinions,
    }  # fmt: skip
    return missing_glyphs(sorted(texts))


def _head(flow: Flow, content: EscalationContent) -> None:
    frame = flow.frame
    edge = frame.left + frame.wide
    levels = f"（{clean(content.from_level)}→{clean(content.to_level)}）"
    flow.marks += (
        Text(frame.left, flow.y + 8, FILE_TITLE, _TITLE.style, _TITLE.size),
        Text(frame.left + 68, flow.y + 8, levels, Style.KAI, 14),
        *matter_code(edge, flow.y, content.code),
    )
    number = f"编号：{clean(content.number)}　　申请日期：{day_words(content.applied_on)}"
    flow.marks.append(Text(frame.left, flow.y + 15, number, _PLAIN.style, _PLAIN.size))
    flow.down(18.5)


def _facts(flow: Flow, content: EscalationContent) -> None:
    half = flow.frame.wide / 2 - _NAME
    limit = day_words(content.limit_on, "未定")
    for left, one, right, two in (
        ("申请单位", content.station, "受理部门", content.to_unit),
        ("申请人", content.applicant, "村组", content.place),
        ("主办责任人", content.owner, "责任人电话", content.owner_phone),
        ("类别", content.category, "登记日期", day_words(content.received_on)),
    ):
        cells = (
            label(left, _NAME),
            RuledCell(hidden_identity(one), half),
            label(right, _NAME),
            RuledCell(hidden_identity(two), half),
        )
        flow.row(cells, _ROW)
    cells = (
        label("申办事项", _NAME),
        RuledCell(hidden_identity(content.matter), flow.frame.wide - 2 * _NAME - 34),
        label("办结时限", _NAME),
        RuledCell(limit, 34),
    )
    flow.row(cells, _ROW)


def _opinion(flow: Flow, caption: str) -> None:
    """Draw a box for an opinion, with signature, seal and date at its foot on the right."""
    flow.need(_OPINION)
    frame, top = flow.frame, flow.y
    flow.marks.append(Rect(frame.left + _NAME, top, frame.wide - _NAME, _OPINION, RULE))
    signed = "签字（盖章）：＿＿＿＿＿＿＿＿　　　　　年　　月　　日"
    edge = frame.left + frame.wide - PAD - 2
    flow.marks.append(
        Text(edge, top + _OPINION - 4, signed, _PLAIN.style, _PLAIN.size, align=Align.RIGHT)
    )
    flow.row((label(clean(caption), _NAME),), RowType(_ROW.size, _ROW.leading, _OPINION))
