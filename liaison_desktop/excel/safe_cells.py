"""What keeps a written workbook sound: text that stays text, in cells that can hold it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

CELL_LIMIT = 32_767  # characters Excel keeps in a cell
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def writable(text: str) -> str:
    """Return text without control characters and lone surrogates, as long as a cell holds."""
    return _UNWRITABLE.sub("", text)[:CELL_LIMIT]


def sheet_name(title: str) -> str:
    """Return a title as Excel allows it for a sheet: 31 characters, no brackets."""
    return _SHEET_NAME.sub("", writable(title)).strip()[:31] or "名册"


@contextmanager
def workbook_into(path: Path, options: Mapping[str, object]) -> Iterator[Workbook]:
    """Give a workbook that is packed in memory and written to a file when it is filled.

    The packing library reports a full disk in words of its own, and twice.

    Raises:
        OSError: When the file cannot be written.
    """
    packed = BytesIO()
    book = Workbook(packed, dict(options))
    try:
        yield book
    finally:
        book.close()
    path.write_bytes(packed.getbuffer())
