"""Paragraphs of a Word file as XML; nothing a person typed is parsed."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from liaison_desktop.documents.report_docx_styles import ReportStyle

# What XML cannot hold, even escaped (XML 1.0, 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def words(text: str) -> str:
    """Return a run of text."""
    shown = escape(_FORBIDDEN.sub("〓", text))
    return f'<w:r><w:t xml:space="preserve">{shown}</w:t></w:r>' if shown else ""


def attribute(text: str) -> str:
    """Return a text as the quoted value of an attribute."""
    return quoteattr(_FORBIDDEN.sub("〓", text))


def paragraph(style: ReportStyle, text: str | Sequence[str] = "", properties: str = "") -> str:
    """Return a paragraph.

    Args:
        style: Its style.
        text: What it says; of several lines each but the last ends with a line break.
        properties: Further paragraph properties, in the order of the schema.
    """
    lines = (text,) if isinstance(text, str) else text
    return filled(style, "<w:r><w:br/></w:r>".join(map(words, lines)), properties)


def filled(style: ReportStyle, runs: str, properties: str = "") -> str:
    """Return a paragraph of runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style.value}"/>{properties}</w:pPr>{runs}</w:p>'
