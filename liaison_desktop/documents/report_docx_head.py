"""Red head and 版记 of an official paper in Word; only when the office gives them."""

from liaison_desktop.documents.report_docx_styles import TWIPS, ReportStyle
from liaison_desktop.documents.report_docx_text import filled, paragraph, words
from liaison_desktop.documents.report_head import head_size, imprint_height, imprint_lines
from liaison_desktop.documents.report_page import HIGH, SMALL_SIZE, TOP, WIDE
from liaison_desktop.documents.text import clean
from liaison_desktop.domain.figures.summary import ReportPaper

_SIDE = round(SMALL_SIZE * 20)  # 空一字; twips
_EIGHTH = 8 * 72 / 25.4  # thickness of a rule: eighths of a point in a millimetre


def head_paragraphs(paper: ReportPaper) -> list[str]:
    """Return the red head, the number over the red line, and the blank lines around them."""
    name = clean(paper.red_head)
    if not name:
        return []
    half = round(head_size(name) * 2)
    sized = f'<w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    run = words(name).replace("<w:r>", f"<w:r>{sized}", 1)
    blank = paragraph(ReportStyle.NORMAL)
    number = paragraph(ReportStyle.NUMBER, clean(paper.document_number))
    return [filled(ReportStyle.RED_HEAD, run), blank, blank, number, blank, blank]


def imprint_table(paper: ReportPaper) -> str:
    """Return the 版记 as a table that keeps to the foot of the page the text ends on."""
    copies, issuer, day = imprint_lines(paper)
    wide = round(WIDE * TWIPS)
    rows = []
    if copies:
        indent = f'<w:ind w:left="{4 * _SIDE}" w:right="{_SIDE}" w:hanging="{3 * _SIDE}"/>'
        rows.append(paragraph(ReportStyle.IMPRINT, f"抄送：{copies}", indent))
    if issuer or day:
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{wide - _SIDE}"/></w:tabs>'
        runs = f"{words(issuer)}<w:r><w:tab/></w:r>{words(day)}"
        rows.append(filled(ReportStyle.IMPRINT, runs, f'{tab}<w:ind w:left="{_SIDE}"/>'))
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{round(thick * _EIGHTH)}" w:space="0" w:color="auto"/>'
        for side, thick in (("top", 0.35), ("bottom", 0.35), ("insideH", 0.25))
    )
    cells = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{row}</w:tc></w:tr>'
        for row in rows
    )
    top = round((TOP + HIGH - imprint_height(paper)) * TWIPS)
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:horzAnchor="margin" w:vertAnchor="page"'
        f' w:tblpXSpec="left" w:tblpY="{top}"/><w:tblW w:w="{wide}" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>{cells}</w:tbl>'
    )
