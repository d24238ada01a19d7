"""Rows into the clipboard: as text with tabs, and as a table that keeps long numbers."""

from collections.abc import Sequence
from html import escape
from typing import TypeVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from liaison_desktop.ui.id_table_model import Column

Row = TypeVar("Row")


def copy_rows(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> None:
    """Put rows in the clipboard, headings above, exactly as the list shows them.

    Besides the text there is an HTML table whose cells are marked as text
    (``mso-number-format``), so that WPS and Excel do not round long numbers.
    """
    table = [[column.title for column in columns]]
    table += [[_one_line(column.text(row)) for column in columns] for row in rows]
    QGuiApplication.clipboard().setMimeData(table_mime(table))


def table_mime(table: Sequence[Sequence[str]]) -> QMimeData:
    """Return a table, heads in its first row, as text and as a table for the clipboard."""
    mime = QMimeData()
    mime.setText("\n".join("\t".join(cells) for cells in table) + "\n")
    mime.setHtml(_html(table))
    return mime


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _html(table: Sequence[Sequence[str]]) -> str:
    style = "mso-number-format:'\\@'"
    rows = (
        "<tr>" + "".join(f'<td style="{style}">{escape(cell)}</td>' for cell in cells) + "</tr>"
        for cells in table
    )
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'
