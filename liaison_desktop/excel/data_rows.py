"""Picks the rows beneath a header that tell of people; drops totals, notes, signatures.

Source: domain.md 12.1, 12.2 (totals and signature rows), 12.3-2 (repeated headers).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from liaison_desktop.domain.cell_text import (
    CellValue,
    is_blank,
    is_mark,
    plain_text,
    without_spaces,
)
from liaison_desktop.domain.place_in_text import NOWHERE, Place, group_in_name, place_in_title
from liaison_desktop.domain.unit_in_text import unit_alone
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.lexicon import plain_heading
from liaison_desktop.excel.workbook import Row, Sheet

_TOTAL = re.compile(
    r"^(?:本页|本组|全组|全村|本村)?(?:合计|小计|总计|共计|累计|总人数|总户数|合计数)"
)
_SIGNED = re.compile(
    r"^(?:填表|制表|填报|审核|审批|复核|经办|统计|单位|村|组|镇|乡|户)?(?:单位)?"
    r"(?:人|负责人|主任|组长|领导|时间|日期|电话|书记|盖章|签字|签名|公章)(?:签字|签名|签章)?"
    r"(?:\(.*?\))?[:：]|^(?:注|备注|说明|填表说明|填写说明|联系电话|单位盖章)[:：]|^(?:注|说明)\d*[.、:：]"
    r"|^(?:注|备注|说明|填表说明|填写说明)$|^第\d+页|^\(?(?:盖章|公章)\)?$"
)
_NOT_A_NAME = re.compile(r"[0-9:：。!?？]|^(?:姓名|户主|户主姓名)$")
_LONGEST_NAME = 25
_FEW_COLUMNS = 2
_FULL_LENGTH = 15


@dataclass(slots=True)
class DataRows:
    """Rows that tell of people or households.

    Attributes:
        rows: The cells.
        places: 0-based row of the sheet, one a row.
        gaps: Whether a blank row stands before, one a row.
        sections: Place a dividing row above named, one a row.
        dividers: Text of the last row above that holds one cell only, one a row.
    """

    rows: list[Row] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    gaps: list[bool] = field(default_factory=list)
    sections: list[Place] = field(default_factory=list)
    dividers: list[str] = field(default_factory=list)


def data_rows(
    sheet: Sheet,
    header: Header,
    names: Sequence[int],
    ids: Sequence[int],
    *,
    unnamed: bool = False,
) -> DataRows:
    """Return the rows beneath the header that tell of people.

    Args:
        sheet: The sheet.
        header: Its header.
        names: Columns that hold a name.
        ids: Columns that hold an identity number (first) or a relation: who has one is a
            person.
        unnamed: Whether any of ``ids`` is enough for a row without a name.
    """
    judge = _Judge(header, names, ids, unnamed=unnamed)
    found = DataRows()
    name, number = (names or (0,))[0], (ids or (0,))[0]
    furthest = max(name, number)
    gap = False
    section, divider = NOWHERE, ""
    first = header.first + header.count
    for place, row in enumerate(sheet.rows[first:], first):
        if not row:
            gap = True
            continue
        if not (len(row) > furthest and row[name] and _is_number(row[number])):
            texts = [(at, text) for at, cell in enumerate(row) if (text := plain_text(cell))]
            if len(texts) == 1 and (named := group_in_name(texts[0][1])) != NOWHERE:
                section = named
                continue
            if not judge.tells(texts) or (len(texts) == 1 and unit_alone(texts[0][1])):
                divider = texts[0][1] if len(texts) == 1 else divider
                section = _announced(texts) or section
                continue
        found.rows.append(row)
        found.places.append(place)
        found.gaps.append(gap)
        found.sections.append(section)
        found.dividers.append(divider)
        gap = False
    return found


def _announced(texts: Sequence[tuple[int, str]]) -> Place | None:
    """Return the place a line between people names: a form's head, a title above a new page."""
    places = (place_in_title(text) for _, text in texts)
    return next((place for place in places if place.group), None)


def _is_number(cell: CellValue) -> bool:
    """Tell at a glance whether a cell holds an identity number: then the row is a person."""
    return len(cell) >= _FULL_LENGTH if isinstance(cell, str) else isinstance(cell, float)


class _Judge:
    """Tells rows of people from everything else."""

    def __init__(
        self, header: Header, names: Sequence[int], ids: Sequence[int], *, unnamed: bool
    ) -> None:
        self._names = tuple(names)
        self._ids = tuple(ids)
        self._least = 1 if unnamed else _FULL_LENGTH
        self._mapped = len(header.columns)
        self._heads = [
            {(at, plain_heading(words)) for at, words in enumerate(row) if words}
            for row in (
                [heading.top for heading in header.headings],
                [heading.sub for heading in header.headings],
            )
        ]

    def tells(self, texts: list[tuple[int, str]]) -> bool:
        """Tell whether the filled cells of a row are those of a person."""
        words = [without_spaces(text) for _, text in texts[:3]]
        if any(_TOTAL.match(word) or _SIGNED.match(word) for word in words):
            return False
        if self._is_header(texts):
            return False
        cells = dict(texts)
        name = next((cells[at] for at in self._names if at in cells), "")
        known = any(not is_blank(cells[at]) for at in self._ids if at in cells)
        if is_mark(name):
            return known and any(len(cells[at]) >= self._least for at in self._ids if at in cells)
        if len(name) > _LONGEST_NAME or _NOT_A_NAME.search(name.split("(")[0].split("（")[0]):
            return False
        return known or len(texts) > 1 or self._mapped <= _FEW_COLUMNS or len(name) <= 4

    def _is_header(self, texts: list[tuple[int, str]]) -> bool:
        """Tell whether a row repeats the header, as on every printed page."""
        row = {(at, plain_heading(text)) for at, text in texts}
        return any(heads and 2 * len(row & heads) > len(row) for heads in self._heads)
