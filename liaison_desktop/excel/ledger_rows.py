"""Picks the records out of a ledger: rows joined where one matter takes several lines.

Merged cells hold for all their rows, 同上 means the cell above; totals, signatures,
repeated headers, numbered but empty lines and 零报告 are no records (domain.md 12.1, 12.2).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from liaison_desktop.domain.cell_text import (
    CellValue,
    half_width,
    has_masked_number,
    is_ditto,
    is_mark,
    plain_text,
    without_spaces,
)
from liaison_desktop.domain.matters.ledger_period import NO_PERIOD, Period, period_in_text
from liaison_desktop.domain.matters.state_words import told_yes
from liaison_desktop.domain.place_in_text import NOWHERE, Place, group_in_name
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.lexicon import plain_heading
from liaison_desktop.excel.workbook import Row, Sheet

_TOTAL = re.compile(
    r"(?:本[页月村组季年]|[全各][年村镇组]|上半年|下半年)?(?:合计|小计|总计|共计|累计)数?:?"
    r"(?:\d+.{0,4})?"
)
_SIGNED = re.compile(
    r"(?:填表|制表|填报|审核|审批|复核|经办|统计|分管|主要)?(?:单位)?"
    r"(?:人|负责人|主任|组长|领导|时间|日期|电话|联系电话|书记|盖章|签字|签名|公章)(?:签字|签名|签章)?"
    r"(?:\(.*?\))?:|(?:填报|填表)?单位(?:\(.*?\))?:|(?:注|备注|说明|填表说明)\d*[.、:]|第\d+页"
)
_EXAMPLE = frozenset(("例", "示例", "样例", "例如", "填写示例", "范例", "如"))
_NOTHING_TO_REPORT = re.compile(
    r"零报告|(?:本|当|该)?(?:月|周|季度|季|旬|日|村|组)?(?:暂)?(?:无|没有|未排查出|未发现|未发生)"
    r"(?:新增|发现|发生|排查出)?(?:矛盾)?(?:纠纷|问题|事项|情况|矛盾|矛盾纠纷)?(?:发生|隐患|上报)?。?"
)
_PERIOD_LINE = re.compile(
    r"(?:20\d{2}年?)?(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?:.{0,8})?|20\d{2}年.{0,8}|第?[一二三四]季度"
)


@dataclass(slots=True)
class Entry:
    """One record of a ledger.

    Attributes:
        line: 1-based row on which it begins.
        sequence: 序号 as written.
        rows: The cells of each of its lines by field name; fields in several columns hold
            their texts joined.
        place: The place a dividing line above names.
        period: The period a dividing line above names.
    """

    line: int
    sequence: str
    rows: list[dict[str, CellValue]]
    place: Place = NOWHERE
    period: Period = NO_PERIOD

    def raw(self, name: str) -> CellValue:
        """Return the first filled cell of a field, "" without one."""
        cells = (row.get(name, "") for row in self.rows)
        return next((cell for cell in cells if not is_mark(plain_text(cell))), "")

    def text(self, name: str) -> str:
        """Return the different texts of a field, one a line; blanks and dittos are none."""
        found: dict[str, None] = {}
        for row in self.rows:
            text = plain_text(row.get(name, ""))
            if not (is_mark(text) or is_ditto(text) or has_masked_number(text)):
                found.setdefault(text)
        return "\n".join(found)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of a noun are told from other rows.

    Attributes:
        prefix: Before the dot of its targets: ``visit``.
        core: Fields of which a record fills one.
        anchors: Fields that begin a record: a row without them and without 序号 goes on
            with the one above; empty when every row is a record of its own.
        carried: Fields left blank below the first of several rows they hold for.
        never_same: Fields in which 同上 says nothing.
        turns: The field whose numbered columns (第一次 …, 第二次 …) make a record each.
    """

    prefix: str
    core: Collection[str]
    anchors: Collection[str] = ()
    carried: Collection[str] = ()
    never_same: Collection[str] = ()
    turns: str = ""


@dataclass(slots=True)
class _Line:
    place: int
    cells: Row
    section: Place
    period: Period
    goes_on: bool = False
    fields: dict[str, CellValue] = field(default_factory=dict)


def read_entries(sheet: Sheet, header: Header, shape: Shape) -> list[Entry]:
    """Return the records beneath a header."""
    lines = _Picker(sheet, header, shape).lines()
    columns = _columns(header, shape)
    _fill(sheet, header, lines, columns, shape)
    headings = [heading.text for heading in header.headings]
    entries: list[Entry] = []
    for line in lines:
        line.fields = {
            name: _joined(line.cells, at, headings, name) for name, at in columns.items()
        }
        _tick(line, header)
        if line.goes_on and entries:
            entries[-1].rows.append(line.fields)
        elif any(_says(line.fields.get(name, "")) for name in shape.core):
            entries.append(_entry(line, header))
    entries = [entry for entry in entries if not _reports_nothing(entry, shape)]
    by_slot = _slots(header, shape)
    if len(by_slot) < 2:
        return entries
    cells_of = {line.place + 1: line.cells for line in lines}
    return [
        turn for entry in entries for turn in _in_turns(entry, cells_of[entry.line], by_slot, shape)
    ]


def _slots(header: Header, shape: Shape) -> dict[int, dict[str, int]]:
    """Return the numbered columns of each turn that has a column of its own day."""
    found: dict[int, dict[str, int]] = {}
    for (target, slot), at in header.columns.items():
        if shape.turns and slot:
            found.setdefault(slot, {})[target.partition(".")[2]] = at
    return {slot: columns for slot, columns in sorted(found.items()) if shape.turns in columns}


def _in_turns(
    entry: Entry, cells: Row, by_slot: Mapping[int, Mapping[str, int]], shape: Shape
) -> list[Entry]:
    """Return one record for every turn of a row that has a day."""
    numbered = {name for columns in by_slot.values() for name in columns}
    general = {name: cell for name, cell in entry.rows[0].items() if name not in numbered}
    turns = []
    for columns in by_slot.values():
        own = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        if _says(own[shape.turns]):
            turns.append(replace(entry, rows=[{**general, **own}]))
    return turns or [entry]


def _tick(line: _Line, header: Header) -> None:
    """Set what a ticked column stands for, e.g. 类别 by a tick under 实际困难."""
    for at, word in header.flags:
        text = plain_text(line.cells[at]) if at < len(line.cells) else ""
        if told_yes(text) or text in {word, "1"}:
            name = header.meanings[at].target.partition(".")[2]
            line.fields[name] = word


def _entry(line: _Line, header: Header) -> Entry:
    at = header.sequence
    sequence = plain_text(line.cells[at]) if 0 <= at < len(line.cells) else ""
    return Entry(line.place + 1, sequence, [line.fields], line.section, line.period)


def _says(cell: CellValue) -> bool:
    text = plain_text(cell)
    return not (is_mark(text) or is_ditto(text) or text in ("无", "暂无", "没有"))


def _reports_nothing(entry: Entry, shape: Shape) -> bool:
    told = [entry.text(name) for name in shape.core]
    filled = [without_spaces(text) for text in told if text]
    return all(_NOTHING_TO_REPORT.fullmatch(text) for text in filled)


def _columns(header: Header, shape: Shape) -> dict[str, list[int]]:
    """Return the columns of every field, in order of their slots."""
    found: dict[str, list[tuple[int, int]]] = {}
    for (target, slot), at in header.columns.items():
        if target.startswith(f"{shape.prefix}."):
            found.setdefault(target.partition(".")[2], []).append((slot or 0, at))
    return {name: [at for _, at in sorted(places)] for name, places in found.items()}


def counting_column(header: Header, shape: Shape) -> int:
    """Return the column that counts the records: 序号, else 编号; -1 without one."""
    if header.sequence >= 0:
        return header.sequence
    return header.column(f"{shape.prefix}.number") if shape.anchors else -1


def _joined(
    cells: Sequence[CellValue], columns: Sequence[int], headings: Sequence[str], name: str
) -> CellValue:
    """Return the cell of a field; several columns are joined, progress under its months."""
    if len(columns) == 1:
        return cells[columns[0]] if columns[0] < len(cells) else ""
    parts = []
    for at in columns:
        text = plain_text(cells[at]) if at < len(cells) else ""
        if not _says(text):
            continue
        month = period_in_text(headings[at]).month if name == "progress" else None
        parts.append(f"{month}月：{text}" if month else text)
    return "\n".join(dict.fromkeys(parts))


def _fill(
    sheet: Sheet, header: Header, lines: list[_Line], columns: Mapping[str, list[int]], shape: Shape
) -> None:
    """Write merged, repeated and once-a-block cells into every row they hold for."""
    index_of = {line.place: index for index, line in enumerate(lines)}
    counter = counting_column(header, shape)
    for top, left, bottom, _ in sheet.merges:
        inside = [index_of[place] for place in range(top, bottom + 1) if place in index_of]
        if len(inside) < 2 or lines[inside[0]].place != top:
            continue
        if shape.anchors and left == counter:
            for index in inside[1:]:
                lines[index].goes_on = True
        if left == header.sequence or any(left in at for at in columns.values()):
            above = lines[inside[0]].cells
            value = above[left] if left < len(above) else ""
            for index in inside[1:]:
                _set(lines[index].cells, left, value)
    for name, places in columns.items():
        for at in places:
            _repeat(lines, at, name, shape, is_only=len(places) == 1)


def _repeat(lines: list[_Line], at: int, name: str, shape: Shape, *, is_only: bool) -> None:
    cells = [line.cells[at] if at < len(line.cells) else "" for line in lines]
    is_carried = is_only and name in shape.carried
    block = is_carried and _stands_once_a_block([plain_text(cell) for cell in cells])
    above: CellValue = ""
    for line, cell in zip(lines, cells, strict=True):
        text = plain_text(cell)
        same = is_ditto(text) and name not in shape.never_same
        if same or (block and not text):
            _set(line.cells, at, above)
        elif not is_ditto(text) and not line.goes_on:
            above = cell


def _stands_once_a_block(texts: Sequence[str]) -> bool:
    """Tell whether a column names a value once, above all the rows it holds for."""
    filled = [text for text in texts if text]
    repeats = any(one == other for one, other in pairwise(filled))
    return bool(texts and texts[0]) and not repeats and (len(texts) - len(filled)) * 3 >= len(texts)


def _set(cells: Row, at: int, value: CellValue) -> None:
    cells.extend([""] * (at + 1 - len(cells)))
    cells[at] = value


class _Picker:
    """Tells records from totals, notes, headers and dividing lines."""

    def __init__(self, sheet: Sheet, header: Header, shape: Shape) -> None:
        self._sheet, self._header, self._shape = sheet, header, shape
        self._columns = _columns(header, shape)
        self._counter = counting_column(header, shape)
        self._mapped = {at for places in self._columns.values() for at in places}
        self._core = {at for name in shape.core for at in self._columns.get(name, ())}
        self._anchors = {at for name in shape.anchors for at in self._columns.get(name, ())}
        self._heads = [
            {(at, plain_heading(words)) for at, words in enumerate(row) if words}
            for row in (
                [heading.top for heading in header.headings],
                [heading.sub for heading in header.headings],
            )
        ]

    def lines(self) -> list[_Line]:
        """Return the rows that are records or go on with one."""
        found: list[_Line] = []
        section, period = NOWHERE, NO_PERIOD
        first = self._header.first + self._header.count
        for place, row in enumerate(self._sheet.rows[first:], first):
            texts = [(at, text) for at, cell in enumerate(row) if (text := plain_text(cell))]
            if not texts or self._is_outside(texts):
                continue
            if len(texts) == 1 and _NOTHING_TO_REPORT.fullmatch(without_spaces(texts[0][1])):
                continue
            if len(texts) == 1 and self._divides(texts[0], place):
                named = group_in_name(texts[0][1])
                section = named if named != NOWHERE else section
                told = period_in_text(texts[0][1])
                if told != NO_PERIOD and _PERIOD_LINE.fullmatch(without_spaces(texts[0][1])):
                    period = told
                continue
            line = _Line(place, list(row), section, period)
            line.goes_on = bool(found) and self._goes_on(texts)
            found.append(line)
        return found

    def _is_outside(self, texts: Sequence[tuple[int, str]]) -> bool:
        """Tell whether a row is a total, a signature, an example or a header again."""
        words = [without_spaces(half_width(text)) for _, text in texts[:3]]
        if any(_TOTAL.fullmatch(word) for word in words) or _SIGNED.match(words[0]):
            return True
        if words[0] in _EXAMPLE or self._is_numbered(texts):
            return True
        row = {(at, plain_heading(text)) for at, text in texts}
        return any(heads and 2 * len(row & heads) > len(row) for heads in self._heads)

    @staticmethod
    def _is_numbered(texts: Sequence[tuple[int, str]]) -> bool:
        """Tell whether a row only counts the columns: 1 2 3 4."""
        words = [half_width(text).strip("()") for _, text in texts]
        return len(words) > 3 and words == [str(at) for at in range(1, len(words) + 1)]

    def _divides(self, only: tuple[int, str], place: int) -> bool:
        """Tell whether the only filled cell of a row is a dividing line or a bare 序号."""
        at, text = only
        if at == self._header.sequence and text.isdecimal():
            return not any(left in self._mapped and top < place <= bottom
                           for top, left, bottom, _ in self._sheet.merges)  # fmt: skip
        if len(self._mapped) < 2 or at not in self._mapped:
            return True
        wide = any(top == place and left == at and right > left
                   for top, left, _, right in self._sheet.merges)  # fmt: skip
        return wide or at == min(self._mapped) or group_in_name(text) != NOWHERE

    def _goes_on(self, texts: Sequence[tuple[int, str]]) -> bool:
        """Tell whether a row goes on with the record above: no 序号, no date, half a record."""
        if not self._shape.anchors or self._counter < 0:
            return False
        filled = {at for at, text in texts if not is_ditto(text)}
        if self._counter in filled or filled & self._anchors:
            return False
        names = {name for name in self._shape.core if filled & set(self._columns.get(name, ()))}
        return len({name.partition("_")[0] for name in names}) < 2
