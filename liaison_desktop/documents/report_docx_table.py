"""Annex tables of an official paper in Word: fixed widths, heads repeated on every page."""

from collections.abc import Sequence

from liaison_desktop.documents.report_docx_styles import TWIPS, ReportStyle, table_styles
from liaison_desktop.documents.report_docx_text import paragraph
from liaison_desktop.documents.report_tables import NOTHING, column_shares, is_short, table_type
from liaison_desktop.documents.ruled import RowType, kept_lines
from liaison_desktop.domain.figures.summary import PaperTable


def table_xml(table: PaperTable, wide: float) -> str:
    """Return a table over a width in mm.

    Raises:
        ValueError: When a row has another number of cells than there are heads.
    """
    widths = tuple(share * wide for share in column_shares(table))
    kind = table_type(table, widths)
    heads, cells = table_styles(kind.size)
    rows = [_row(table.heads, widths, heads, kind, head=True)]
    rows += [_row(row, widths, cells, kind) for row in table.rows]
    if not table.rows:
        rows.append(_nothing(widths, cells, kind))
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="AnnexTable"/><w:tblW w:w="{_twips(wide)}"'
        ' w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    texts: Sequence[str],
    widths: Sequence[float],
    style: ReportStyle,
    kind: RowType,
    *,
    head: bool = False,
) -> str:
    cells = "".join(
        _cell(text, width, style, centred=head or is_short(text, width, kind))
        for text, width in zip(texts, widths, strict=True)
    )
    return f"<w:tr>{_row_properties(kind, head=head)}{cells}</w:tr>"


def _row_properties(kind: RowType, *, head: bool) -> str:
    least = f'<w:trHeight w:val="{_twips(kind.least)}" w:hRule="atLeast"/>'
    return f"<w:trPr><w:cantSplit/>{least}{'<w:tblHeader/>' if head else ''}</w:trPr>"


def _cell(text: str, width: float, style: ReportStyle, *, centred: bool) -> str:
    align = "" if centred else '<w:jc w:val="left"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraph(style, kept_lines(text), align)}</w:tc>"
    )


def _nothing(widths: Sequence[float], style: ReportStyle, kind: RowType) -> str:
    return (
        f"<w:tr>{_row_properties(kind, head=False)}<w:tc><w:tcPr>"
        f'<w:tcW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraph(style, NOTHING)}</w:tc></w:tr>'
    )


def _twips(length: float) -> int:
    return round(length * TWIPS)
