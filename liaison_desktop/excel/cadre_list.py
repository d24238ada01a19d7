"""Reads lists of cadres (干部名册)."""

from dataclasses import replace

from liaison_desktop.domain.cell_text import plain_text
from liaison_desktop.domain.person_name import read_name
from liaison_desktop.domain.register.roster import TableRow, Value
from liaison_desktop.domain.unit_in_text import unit_alone, unit_in_title
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.lexicon import CADRES, lexicon
from liaison_desktop.excel.table_rows import SheetTable, read_rows
from liaison_desktop.excel.workbook import Sheet


def read_cadre_sheet(sheet: Sheet, header: Header) -> SheetTable:
    """Read the cadres of a sheet, one a row; rows without a name are dropped."""
    found = read_rows(
        sheet,
        header,
        lexicon(CADRES),
        people=("cadre.name",),
    )
    if header.column("cadre.unit") < 0:
        found.rows = _with_units(sheet, header, found)
    found.rows = [named for row in found.rows if (named := _named(row)).values.get("name")]
    return found


def _with_units(sheet: Sheet, header: Header, found: SheetTable) -> list[TableRow]:
    """Give cadres the unit a dividing row, the sheet's name or the title tells of."""
    above = [plain_text(cell) for row in sheet.rows[: header.first] for cell in row]
    titled = next((unit for text in above if (unit := unit_in_title(text))), "")
    general = unit_alone(sheet.name) or titled
    rows = []
    for row, divider in zip(found.rows, found.dividers, strict=True):
        unit = unit_alone(divider) or general
        rows.append(replace(row, values={**row.values, "unit": unit}) if unit else row)
    return rows


def _named(row: TableRow) -> TableRow:
    name = read_name(str(row.values.get("name", "")))
    values: dict[str, Value] = {**row.values, "name": name.name}
    if name.remark:
        before = f"{row.values['note']}；" if "note" in row.values else ""
        values["note"] = f"{before}{name.remark}"
    return replace(row, values=values)
