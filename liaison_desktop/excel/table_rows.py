"""Reads plain lists (cadres, pairings): one line a row, healed column by column."""

from collections.abc import Collection
from dataclasses import dataclass, field

from liaison_desktop.domain.cell_text import CellValue, plain_text
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


@dataclass(slots=True)
class SheetTable:
    """What one sheet says."""

    rows: list[TableRow] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)


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
    for (target, _), at in header.columns.items():
        raws: list[CellValue] = [row[at] if at < len(row) else "" for row in rows.rows]
        _fill_merged(sheet, rows, at, raws)
        if target in carried:
            _carry(raws)
        described = words.fields[target]
        factor = header.meanings[at].factor
        columns[described.name] = _healed(described, factor, raws)
    for index, place in enumerate(rows.places):
        line = place + 1
        values = _values(sheet, line, {k: c[index] for k, c in columns.items()}, words, found)
        found.rows.append(TableRow(sheet.name, line, values))
    return found


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


def _carry(raws: list[CellValue]) -> None:
    above: CellValue = ""
    for index, raw in enumerate(raws):
        if plain_text(raw) in ("", "同上", "〃"):
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
