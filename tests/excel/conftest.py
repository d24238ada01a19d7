"""Files written for one test and read back."""

import pytest
import xlsxwriter

from liaison_desktop.excel.read import read_household_roster


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes sheets (name, rows[, merges]) and returns the file."""

    def write(*sheets):
        path = tmp_path / "名册.xlsx"
        book = xlsxwriter.Workbook(str(path))
        for name, rows, *merges in sheets:
            sheet = book.add_worksheet(name)
            for merge in merges[0] if merges else ():
                sheet.merge_range(*merge, "")
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write(at, column, cell)
        book.close()
        return path

    return write


@pytest.fixture
def household_sheets(workbook):
    """Return a function that writes sheets and reads the households in them."""
    return lambda *sheets: read_household_roster(workbook(*sheets))
