"""Official papers as Word files: real styles, the character grid, native charts.

What GB/T 9704-2012 fixes is in styles and sections, so that a text that goes on being written in
Word keeps its form. The bytes depend on the paper alone.
"""

import io
from datetime import UTC, date, datetime, time

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.part import Part
from docx.oxml import parse_xml

from liaison_desktop.documents.native_chart import chart_part
from liaison_desktop.documents.report_body import (
    HEADINGS,
    annex_name_room,
    keeps_with,
    signature_lines,
)
from liaison_desktop.documents.report_charts import half_page_charts
from liaison_desktop.documents.report_docx_charts import InlineCharts
from liaison_desktop.documents.report_docx_head import head_paragraphs, imprint_table
from liaison_desktop.documents.report_docx_page import SETTINGS, SPACES, Sections, drop_parts
from liaison_desktop.documents.report_docx_styles import (
    BLOCK_STYLES,
    ReportStyle,
    W,
    font_table_xml,
    indent_twips,
    styles_xml,
)
from liaison_desktop.documents.report_docx_table import table_xml
from liaison_desktop.documents.report_docx_text import filled, paragraph
from liaison_desktop.documents.report_head import has_imprint
from liaison_desktop.documents.report_page import HIGH, INDENT, WIDE
from liaison_desktop.documents.report_parts import (
    Annex,
    ReportText,
    annex_labels,
    annexes,
    document_title,
    report_text_parts,
)
from liaison_desktop.documents.report_title import title_lines
from liaison_desktop.documents.text import clean
from liaison_desktop.documents.timeless_zip import timeless_zip
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.chart_words import chart_table, nothing_words
from liaison_desktop.domain.figures.summary import PaperBlock, ReportPaper

_NO_DAY = date(2000, 1, 1)
_LONGEST_PROPERTY = 255  # characters the format keeps
_CHART = (WIDE, 68.0)  # a native chart: width and height, mm
_ANNEX = "附件："
_KEEP = "<w:keepNext/>"
# Twips a 落款 may reach into the margin: programs that space figures wider must not part its day.
_OVER = 900
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>liaison-desktop</Application></Properties>"
)


def report_docx(paper: ReportPaper) -> bytes:
    """Return a paper as a Word file; the same paper gives the same bytes."""
    document = Document()
    _clear(document)
    _set_properties(document, paper)
    body = "".join(_Body(document, paper).parts())
    made = parse_xml(f"<w:body {SPACES}>{body}</w:body>")
    document.element.replace(document.element.body, made)
    target = io.BytesIO()
    document.save(target)
    return timeless_zip(target.getvalue())


class _Body:
    """The text and annexes of a paper, each with the section it stands in."""

    def __init__(self, document: WordDocument, paper: ReportPaper) -> None:
        self._paper = paper
        self._text = report_text_parts(paper)
        self._annexes = annexes(paper)
        self._sections = Sections(document.part)
        self._charts = InlineCharts(document.part)

    def parts(self) -> list[str]:
        """Return what stands in the body, in order."""
        sections = [(False, self._letter())]
        sections += [(annex.table is not None, self._annex(annex)) for annex in self._annexes]
        closing = self._closing()
        sections[-1][1].extend(closing)
        found: list[str] = []
        for number, (lying, parts) in enumerate(sections, start=1):
            properties = self._sections.properties(lying=lying)
            if number < len(sections):
                parts[-1] = _ends_section(parts[-1], properties)
                found += parts
            else:
                found += [*parts, properties]
        return found

    def _letter(self) -> list[str]:
        text = self._text
        parts = head_paragraphs(self._paper)
        if text.title:
            parts.append(paragraph(ReportStyle.TITLE, title_lines(text.title)))
        if text.title and text.body:
            parts.append(paragraph(ReportStyle.NORMAL))
        behind = [*_annex_list(self._annexes), *_signed(text, sealed=self._paper.sealed)]
        for block, following in zip(text.body, (*text.body[1:], None), strict=False):
            parts.append(_paragraph(block, following, behind=bool(behind)))
        parts += behind
        parts += [paragraph(ReportStyle.NOTE, note) for note in text.notes]
        return parts or [paragraph(ReportStyle.NORMAL)]

    def _annex(self, annex: Annex) -> list[str]:
        wide = HIGH if annex.table is not None else WIDE
        blank = paragraph(ReportStyle.NORMAL, "", _KEEP)
        title = paragraph(ReportStyle.ANNEX_TITLE, title_lines(annex.title, wide))
        parts = [paragraph(ReportStyle.ANNEX_MARK, annex.mark), blank, title, blank]
        if annex.table is not None:
            parts.append(table_xml(annex.table, wide))
            note = clean(annex.table.note)
            parts.append(paragraph(ReportStyle.TABLE_NOTE, f"注：{note}" if note else ""))
        for chart in half_page_charts(annex.charts):
            parts += self._chart(chart)
        return parts

    def _chart(self, chart: Chart) -> list[str]:
        parts = [paragraph(ReportStyle.CHART_TITLE, clean(chart.headline))]
        note = [paragraph(ReportStyle.TABLE_NOTE, clean(chart.note))]
        if (native := chart_part(chart)) is not None:
            run = self._charts.run(native, clean(chart.title), _CHART)
            title = paragraph(ReportStyle.TABLE_NOTE, clean(chart.title), _KEEP)
            return [*parts, title, filled(ReportStyle.CHART, run), *note]
        title = paragraph(ReportStyle.TABLE_NOTE, clean(chart.title), _KEEP)
        if chart.empty:
            return [*parts, title, paragraph(ReportStyle.CHART, nothing_words(chart)), *note]
        return [*parts, title, table_xml(chart_table(chart), WIDE), *note]

    def _closing(self) -> list[str]:
        """Return what stands at the very end: the 版记 and the chain's head."""
        parts = [imprint_table(self._paper)] if has_imprint(self._paper) else []
        head = clean(self._paper.chain_head)
        if head or parts:  # a table cannot end a section
            text = f"操作日志校验值 {head}" if head else ""
            parts.append(paragraph(ReportStyle.TABLE_NOTE, text))
        return parts


def _paragraph(block: PaperBlock, following: PaperBlock | None, *, behind: bool) -> str:
    """Return a paragraph of the text; the last one keeps with what stands behind the text."""
    keep = ""
    if following is None and behind:
        keep = _KEEP
    elif block.kind in HEADINGS and not keeps_with(block, following):
        keep = '<w:keepNext w:val="0"/>'
    return paragraph(BLOCK_STYLES[block.kind], block.text, keep)


def _ends_section(part: str, properties: str) -> str:
    """Put the properties of a section into its last paragraph."""
    return part.replace("</w:pPr>", f"{properties}</w:pPr>", 1)


def _annex_list(listed: tuple[Annex, ...]) -> list[str]:
    """Return 附件：1. … with a blank line before it, names beneath each other."""
    labels = annex_labels(len(listed))
    name = INDENT + len(_ANNEX) + annex_name_room(labels)
    parts = [paragraph(ReportStyle.NORMAL, "", _KEEP)] if listed else []
    for number, (label, annex) in enumerate(zip(labels, listed, strict=False)):
        begin = INDENT if not number else INDENT + len(_ANNEX)
        text = (_ANNEX if not number else "") + (f"{label} " if label else "") + annex.title
        parts.append(paragraph(ReportStyle.ANNEX_LIST, text, _indent(name, name - begin)))
    return parts


def _signed(text: ReportText, *, sealed: bool) -> list[str]:
    lines = signature_lines(text, sealed=sealed)
    parts = [paragraph(ReportStyle.NORMAL, "", _KEEP)] if lines else []
    for number, line in enumerate(lines):
        day = bool(text.day) and number == len(lines) - 1
        style = ReportStyle.DATE if day else ReportStyle.SIGNATURE
        parts.append(paragraph(style, line.text, _indent(line.start, over=_OVER)))
    return parts


def _indent(left: float, hanging: float = 0.0, over: int = 0) -> str:
    """Return an indent in characters of the grid, with the same in twips for other programs."""
    shown = f'w:leftChars="{round(left * 100)}" w:left="{indent_twips(left)}"'
    if over:
        shown += f' w:right="-{over}"'
    if hanging:
        shown += f' w:hangingChars="{round(hanging * 100)}"'
        shown += f' w:hanging="{indent_twips(hanging)}"'
    return f"<w:ind {shown}/>"


def _clear(document: WordDocument) -> None:
    """Put our styles, settings and fonts in the place of the library's."""
    part = document.part
    drop_parts(part)
    for element, made in (
        (document.styles.element, styles_xml().decode()),
        (document.settings.element, f'<w:settings xmlns:w="{W}">{SETTINGS}</w:settings>'),
    ):
        for child in list(element):
            element.remove(child)
        for child in list(parse_xml(made)):
            element.append(child)
    for related in part.package.iter_parts():
        if related.partname == "/docProps/app.xml":
            _replace(related, _APP.encode())
        elif related.partname == "/word/fontTable.xml":
            _replace(related, font_table_xml())


def _replace(part: Part, content: bytes) -> None:
    part._blob = content  # noqa: SLF001 - the library has no other way to exchange a part's bytes


def _set_properties(document: WordDocument, paper: ReportPaper) -> None:
    about = document.core_properties
    moment = datetime.combine(paper.dated or _NO_DAY, time(), UTC)
    about.title = clean(document_title(paper))[:_LONGEST_PROPERTY]
    about.author = about.last_modified_by = clean(paper.organisation)[:_LONGEST_PROPERTY]
    about.created = about.modified = moment
    about.revision = 1
    about.language = "zh-CN"
    about.comments = about.keywords = about.subject = about.category = ""
