"""Columns that ask with yes and no: 享受低保, 是否脱贫户, 五保, 是否户主.

A kind that is ticked joins 户类型, which may hold several (domain.md 12.3, synonyms).
"""

import re

from liaison_desktop.domain.cell_text import CellValue, is_blank, plain_text, without_spaces
from liaison_desktop.domain.codes import code_list
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.lexicon import HEAD_FLAG
from liaison_desktop.excel.workbook import Row

KIND = "household.kind"
_YES = re.compile(
    r"是|有|[√✓✔☑]|[Yy](?:es)?|享受|在享|已享受|已纳入|纳入|[1-9]\d*(?:\.\d+)?(?:人|元|元/月)?|"
    r"[一二三四1234ABCabc]类.{0,4}"
)


def with_flags(row: Row, header: Header, kind: CellValue) -> CellValue:
    """Return a household's 户类型 together with the kinds ticked in columns of their own.

    Args:
        row: The row of the sheet.
        header: Its header.
        kind: What the column 户类型 says, "" without one.
    """
    ticked = [
        word
        for at, word in header.flags
        if word != HEAD_FLAG and at < len(row) and _is_yes(row[at])
    ]
    if not ticked:
        return kind
    said = plain_text(kind)
    codes = code_list("household_kind")
    held = codes.value_of(said).split(",") if said else []
    words = [word for word in ticked if codes.code_of(word) not in held]
    return "、".join([*([] if is_blank(said) else [said]), *words])


def head_mark(row: Row, header: Header) -> str:
    """Return 户主 for a row whose column 是否户主 says yes, "" for any other."""
    marked = (at for at, word in header.flags if word == HEAD_FLAG and at < len(row))
    return HEAD_FLAG if any(_is_yes(row[at]) for at in marked) else ""


def _is_yes(cell: CellValue) -> bool:
    text = without_spaces(plain_text(cell))
    return bool(_YES.fullmatch(text) or code_list("household_kind").code_of(text))
