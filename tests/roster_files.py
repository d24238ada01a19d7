"""Writes the sheets of a made-up roster as .xlsx or .xls, merged cells and all."""

import datetime as dt
from pathlib import Path

import xlsxwriter
import xlwt


def write_xlsx(path: Path, sheets) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows, merges in sheets:
        sheet = book.add_worksheet(name)
        for top, left, bottom, right in merges:
            sheet.merge_range(top, left, bottom, right, "")
        covered = _covered(merges)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if (r, c) in covered or cell == "":
                    continue
                if isinstance(cell, dt.date):
                    sheet.write_datetime(r, c, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(r, c, cell)
                else:
                    sheet.write_number(r, c, cell)
    book.close()


def write_xls(path: Path, sheets) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, rows, merges in sheets:
        sheet = book.add_sheet(name)
        covered = _covered(merges)
        firsts = {(top, left): (bottom, right) for top, left, bottom, right in merges}
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if (r, c) in covered or cell == "":
                    continue
                style = day if isinstance(cell, dt.date) else xlwt.Style.default_style
                if (r, c) in firsts:
                    bottom, right = firsts[r, c]
                    sheet.write_merge(r, bottom, c, right, cell, style)
                else:
                    sheet.write(r, c, cell, style)
    book.save(str(path))


def _covered(merges: list[tuple[int, int, int, int]]) -> set[tuple[int, int]]:
    return {
        (r, c)
        for top, left, bottom, right in merges
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
        if (r, c) != (top, left)
    }
