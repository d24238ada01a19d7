"""Reads lists of cadres (干部名册)."""

from dataclasses import replace

from liaison_desktop.domain.person_name import read_name
from liaison_desktop.domain.register.roster import TableRow, Value
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
    found.rows = [named for row in found.rows if (named := _named(row)).values.get("name")]
    return found


def _named(row: TableRow) -> TableRow:
    name = read_name(str(row.values.get("name", "")))
    values: dict[str, Value] = {**row.values, "name": name.name}
    if name.remark:
        before = f"{row.values['note']}；" if "note" in row.values else ""
        values["note"] = f"{before}{name.remark}"
    return replace(row, values=values)
