"""Reads pairing lists (结对安排表): a row a cadre with his households, or a row a household."""

import re
import unicodedata
from dataclasses import replace

from liaison_desktop.domain.household_names import household_names_text, read_household_names
from liaison_desktop.domain.person_name import read_name
from liaison_desktop.domain.place_in_text import place_in_title, split_place
from liaison_desktop.domain.register.roster import TableRow, Value
from liaison_desktop.excel.header import Header
from liaison_desktop.excel.lexicon import PAIRINGS, lexicon
from liaison_desktop.excel.table_rows import SheetTable, read_rows
from liaison_desktop.excel.workbook import Sheet

_BETWEEN = re.compile(r"[、,;/\n]+(?![^()]*\))")
_CADRE = ("pairing.cadre", "pairing.cadre_unit", "pairing.cadre_post", "pairing.cadre_phone")


def read_pairing_sheet(sheet: Sheet, header: Header) -> SheetTable:
    """Read the pairings of a sheet.

    The cadre of the row above holds for rows that name none; rows without a household and
    without a 户编号 are dropped.
    """
    found = read_rows(
        sheet,
        header,
        lexicon(PAIRINGS),
        people=("pairing.cadre", "pairing.households", "pairing.number"),
        carried=("pairing.cadre", "pairing.village"),
    )
    rows = [_tidied(single) for row in found.rows for single in _singles(row)]
    village = "" if header.column("pairing.village") >= 0 else _village_of(sheet, header)
    found.rows = []
    facts: dict[object, TableRow] = {}
    for row in rows:
        if not row.values.get("cadre") or not (row.values.keys() & {"households", "number"}):
            continue
        known = facts.setdefault(row.values["cadre"], row)
        values = {**_same_cadre(known, row), **row.values}
        if village:
            values.setdefault("village", village)
        found.rows.append(replace(row, values=values))
    return found


def _singles(row: TableRow) -> list[TableRow]:
    """Return a row for every cadre and every 户编号 that share a cell."""
    cadres = _entries(row, "cadre")
    numbers = [] if "households" in row.values else _entries(row, "number")
    if len(cadres) < 2 and len(numbers) < 2:
        return [row]
    shared = {key: v for key, v in row.values.items() if len(cadres) < 2 or key != "cadre_phone"}
    return [
        replace(row, values={**shared, **({"cadre": cadre} if cadre else {}), **number})
        for cadre in cadres or [""]
        for number in ([{"number": one} for one in numbers] or [{}])
    ]


def _entries(row: TableRow, key: str) -> list[str]:
    parts = _BETWEEN.split(unicodedata.normalize("NFKC", str(row.values.get(key, ""))))
    return [part.strip() for part in parts if part.strip()]


def _same_cadre(known: TableRow, row: TableRow) -> dict[str, Value]:
    """Return unit, post and phone of a cadre that his first row told."""
    if known is row:
        return {}
    keys = [target.partition(".")[2] for target in _CADRE]
    return {key: known.values[key] for key in keys if key in known.values}


def _village_of(sheet: Sheet, header: Header) -> str:
    above = [cell for row in sheet.rows[: header.first] for cell in row if isinstance(cell, str)]
    by_name = split_place(sheet.name)
    return by_name.village or next((v for t in above if (v := place_in_title(t).village)), "")


def _tidied(row: TableRow) -> TableRow:
    values = dict(row.values)
    if "cadre" in values:
        values["cadre"] = read_name(str(values["cadre"])).name
    if "households" in values:
        named = household_names_text(read_household_names(str(values["households"])))
        values.pop("households")
        if named:
            values["households"] = named
    place = split_place(str(values.get("group", "")))
    if place.village and place.group and not place.rest:
        values["group"] = place.group
        values.setdefault("village", place.village)
    return replace(row, values={key: value for key, value in values.items() if value != ""})
