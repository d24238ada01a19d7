"""Reads plain lists (cadres, pairings): one line a row, healed column by column."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from liaison_desktop.domain.cell_text import DITTO_WORDS, CellValue, plain_text
from liaison_desktop.domain.phone import Phones, read_phones
from liaison_desktop.domain.register.roster import ProblemCode, RosterProblem, TableRow, Value
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.excel import problems
from liaison_desktop.excel.data_rows import DataRows, data_rows
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.healing import Healed, Memo, Unread, given, healer
from liaison_desktop.excel.lexicon import Lexicon
from liaison_desktop.excel.workbook import Sheet

_KEPT_PLACES = ("village", "group", "unit", "cadre_unit")
_DITTOS = DITTO_WORDS
_SAYS_ABOVE = DITTO_WORDS | {""}
_ONCE_A_BLOCK = ("cadre.unit", "cadre.team", "pairing.cadre_unit")


@dataclass(slots=True)
class SheetTable:
    """What one sheet says; the dividing row above each of its rows, "" without one."""

    rows: list[TableRow] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    dividers: list[str] = field(default_factory=list)


def read_rows(
    sheet: Sheet,
    header: Header,
    words: Lexicon,
    *,
    people: Collection[str],
    carried: Collection[str] = (),
) -> SheetTable:
    """Read the rows of a plain list.

    Args:
        sheet: The sheet.
        header: Its header.
        words: The lexicon of the kind of file.
        people: Targets of which a row must name one; the first is a person's name.
        carried: Targets whose blanks below a value mean the same again.
    """
    named = [header.column(target) for target in people if header.column(target) >= 0]
    rows = data_rows(sheet, header, named[:1], named[1:], unnamed=True)
    found = SheetTable()
    columns: dict[str, list[Healed | Phones]] = {}
    found.dividers = rows.dividers
    for (target, slot), at in header.columns.items():
        if slot:
            continue
        raws = _raws(sheet, header, rows, target)
        if target in carried or (target in _ONCE_A_BLOCK and _stands_once_a_block(raws)):
            _carry(raws, _SAYS_ABOVE)
        elif target in _ONCE_A_BLOCK:
            _carry(raws, _DITTOS)
        described = words.fields[target]
        factor = header.meanings[at].factor
        columns[described.name] = _healed(described, factor, raws)
    for index, place in enumerate(rows.places):
        line = place + 1
        values = _values(sheet, line, {k: c[index] for k, c in columns.items()}, words, found)
        found.rows.append(TableRow(sheet.name, line, values))
    return found


def _raws(sheet: Sheet, header: Header, rows: DataRows, target: str) -> list[CellValue]:
    """Return the cells of a target; 联系户1, 联系户2 … are joined by 、."""
    joined: list[CellValue] = []
    for (other, slot), at in header.columns.items():
        if other != target:
            continue
        raws: list[CellValue] = [row[at] if at < len(row) else "" for row in rows.rows]
        _fill_merged(sheet, rows, at, raws)
        if slot and joined:
            pairs = zip(joined, raws, strict=True)
            joined = ["、".join(filter(None, map(plain_text, pair))) for pair in pairs]
        else:
            joined = raws
    return joined


def _stands_once_a_block(raws: list[CellValue]) -> bool:
    """Tell whether a column names each unit once, above all its people."""
    texts = [plain_text(raw) for raw in raws]
    filled = [text for text in texts if text]
    repeats = any(one == other for one, other in pairwise(filled))
    blanks = len(texts) - len(filled)
    return bool(texts and texts[0]) and not repeats and blanks * 3 >= len(texts)


def _healed(described: Field, factor: float, raws: list[CellValue]) -> list[Healed | Phones]:
    if described.type is FieldType.PHONE:
        return list(Memo(read_phones).column(map(given, raws)))
    return list(Memo(healer(described, factor)).column(raws))


def _fill_merged(sheet: Sheet, rows: DataRows, at: int, raws: list[CellValue]) -> None:
    """A merged cell of a plain list holds for all its rows."""
    index_of = {place: index for index, place in enumerate(rows.places)}
    for top, left, bottom, _ in sheet.merges:
        if left == at and bottom > top and top in index_of:
            for place in range(top + 1, bottom + 1):
                if place in index_of:
                    raws[index_of[place]] = raws[index_of[top]]


def _carry(raws: list[CellValue], means_above: Collection[str]) -> None:
    above: CellValue = ""
    for index, raw in enumerate(raws):
        if plain_text(raw) in means_above:
            raws[index] = above
        else:
            above = raw


def _values(
    sheet: Sheet,
    line: int,
    healed: dict[str, Healed | Phones],
    words: Lexicon,
    found: SheetTable,
) -> dict[str, Value]:
    """Return the values of a row; telephones beyond the first go into the note."""
    prefix = next(iter(words.fields)).partition(".")[0]
    name = str(healed.get("name") or healed.get("cadre") or "")
    values: dict[str, Value] = {}
    for key, value in healed.items():
        problem = ""
        if isinstance(value, Phones):
            if value.main:
                values[key] = value.main
            if value.others and f"{prefix}.note" in words.fields:
                values.setdefault("note", f"其他电话：{'、'.join(value.others)}")
            if value.unread:
                problem, message = ProblemCode.PHONE_INVALID, problems.phone_invalid()
        elif isinstance(value, Unread):
            label = words.fields[f"{prefix}.{key}"].label
            problem = ProblemCode.NUMBER_UNCLEAR
            message = problems.number_unclear(label, value.text)
        elif value is not None:
            values[key] = value
        if problem:
            found.problems.append(RosterProblem(sheet.name, line, "", name, key, problem, message))
    return values
