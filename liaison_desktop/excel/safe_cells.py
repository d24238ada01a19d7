"""What keeps a written workbook sound: text that stays text, in cells that can hold it."""

import re

CELL_LIMIT = 32_767  # characters Excel keeps in a cell
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def writable(text: str) -> str:
    """Return text without control characters and lone surrogates, as long as a cell holds."""
    return _UNWRITABLE.sub("", text)[:CELL_LIMIT]


def sheet_name(title: str) -> str:
    """Return a title as Excel allows it for a sheet: 31 characters, no brackets."""
    return _SHEET_NAME.sub("", writable(title)).strip()[:31] or "名册"
