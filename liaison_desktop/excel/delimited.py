"""Rows of text files: CSV in whatever encoding an office saves, and HTML renamed to .xls."""

import codecs
import csv
import re
from html.parser import HTMLParser
from io import StringIO

from liaison_desktop.domain.errors import InputRefusedError

_NOT_TEXT = "该文件不是表格文件。请选择 .xlsx、.xls、.et 或 .csv 格式的名册。"
_DELIMITERS = ",\t;|，"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_CELLS_IN_ROW = 16_384
_TEXT_LIMIT = 300_000_000
_MOST_SPANNED = 2_000_000  # cells the merged ranges of a page may cover

Merge = tuple[int, int, int, int]


def decoded(content: bytes) -> str:
    """Return the text of a file: by its byte order mark, else UTF-8, UTF-16, GB18030.

    Raises:
        InputRefusedError: When it is no text at all.
    """
    if len(content) > _TEXT_LIMIT:
        raise InputRefusedError("该文本文件过大。请按村拆分后再导入。")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(content, encoding)
    if b"\x00" in content[:4096]:
        even = content[:4096:2].count(0)
        return _checked(content, "utf-16-be" if even * 2 > content[:4096].count(0) else "utf-16-le")
    try:
        return _checked(content, "utf-8")
    except InputRefusedError:
        return _checked(content, "gb18030")


def _checked(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise InputRefusedError(_NOT_TEXT) from error
    if len(_CONTROL.findall(text[:100_000])) > 2:
        raise InputRefusedError(_NOT_TEXT)
    return text


def delimited_rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV text; the separator is the one its first lines agree on.

    Raises:
        InputRefusedError: When a line is no line of a table.
    """
    separator = _separator(text)
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise InputRefusedError(_NOT_TEXT) from error
    if any(len(row) > _MOST_CELLS_IN_ROW for row in rows):
        raise InputRefusedError(_NOT_TEXT)
    return rows


def _separator(text: str) -> str:
    lines = [line for line in text[:200_000].splitlines()[:60] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in _DELIMITERS}
    return max(
        _DELIMITERS, key=lambda mark: (sum(1 for n in counts[mark] if n >= 2), sum(counts[mark]))
    )


class _TableReader(HTMLParser):
    """Collects the cells of the tables of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: set[tuple[int, int]] = set()
        self._spanned = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._close_cell()
            given = dict(attrs)
            self._cell = []
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        at, row = len(self.rows) - 1, self.rows[-1]
        while (at, len(row)) in self._taken:
            row.append("")
        down, right = self._span
        column = len(row)
        row.append(" ".join("".join(self._cell).split()))
        row.extend([""] * (right - 1))
        if down * right > 1:
            self._spanned += down * right
            if self._spanned > _MOST_SPANNED:
                raise InputRefusedError(_NOT_TEXT)
            self.merges.append((at, column, at + down - 1, column + right - 1))
            self._taken.update(
                (at + i, column + j) for i in range(1, down) for j in range(right)
            )  # fmt: skip
        self._cell = None


def _span(text: str | None) -> int:
    return min(int(text), 1000) if text and text.isdecimal() and int(text) else 1


def html_rows(text: str) -> tuple[list[list[str]], list[Merge]]:
    """Return rows and merged ranges of the tables of a web page saved under an Excel name."""
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    return reader.rows, reader.merges
