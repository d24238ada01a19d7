"""Cells of a workbook as text: invisible characters gone, blanks and dittos recognised.

Source: domain.md 12.2 (cell damage table).
"""

import datetime as dt
import re
import unicodedata

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]"
)
_QUOTED_FORMULA = re.compile(r'^="(.*)"$', re.DOTALL)
_SPACES = re.compile(r"[^\S\n]+")

BLANK_MARKS = frozenset(
    ("/", "//", "\\", "-", "--", "---", "—", "——", "_", "*", ".", "、", "N/A", "n/a", "NA", "#N/A",
     "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "NULL", "null", "None", "nan"),
)  # fmt: skip
BLANK_WORDS = BLANK_MARKS | frozenset(
    ("无", "空", "暂无", "没有", "无。", "未填", "不详", "未知", "待补", "待查", "待核实"),
)
DITTO_WORDS = frozenset(("同上", "同 上", "〃", "″", '"', "''", "”", "“", "..", "…", "〞", "ˮ"))

_DIGITS_HIDDEN = re.compile(r"\d(?:[*＊•●]{2,}|[×✕╳]{2,}|[xX]{3,})")
_HIDDEN = re.compile(
    r"[*＊•●]{2,}|[×✕╳]{2,}|[xX]{3,}|(?<=\d)[*＊•●](?=\d)|(?<=[年月.\-/])[*＊•●×](?=[年月日.\-/]|$)"
)


def plain_text(value: CellValue) -> str:
    """Return a cell as a person reads it.

    Whole numbers lose ``.0``, dates become ``2023-03-05``, invisible characters and a
    leading apostrophe or ``="…"`` go, inner line breaks stay, ends are trimmed.
    """
    if isinstance(value, str):
        return _trimmed(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return str(value)


def _trimmed(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    text = _INVISIBLE.sub("", text)
    if text[:1] in "=\"'‘’`" and text[:1]:
        if formula := _QUOTED_FORMULA.match(text):
            text = formula[1]
        elif text[0] in "'‘’`" and len(text) > 1:
            text = text[1:]
    return _SPACES.sub(" ", text).strip()


def half_width(text: str) -> str:
    """Return text with full-width and compatibility forms made plain (NFKC)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def without_spaces(text: str) -> str:
    """Return text without any white space."""
    return "".join(text.split())


def is_blank(text: str) -> bool:
    """Tell whether a trimmed cell says nothing: empty, 无, / and the like."""
    return not text or text in BLANK_WORDS


def is_mark(text: str) -> bool:
    """Tell whether a trimmed cell holds only a mark for nothing; 无 is a word of its own."""
    return not text or text in BLANK_MARKS


def is_masked(text: str) -> bool:
    """Tell whether a number or date in a cell is hidden in part: 139****3489, 1980年×月.

    Such a cell comes from a masked list and says nothing (domain.md 10.3).
    """
    return _HIDDEN.search(text) is not None


def has_masked_number(text: str) -> bool:
    """Tell whether a number inside a text is hidden in part."""
    return _DIGITS_HIDDEN.search(text) is not None


def is_ditto(text: str) -> bool:
    """Tell whether a trimmed cell means 同上."""
    return text in DITTO_WORDS
