"""The entry points: a file in, healed values out; nothing is stored.

All functions are module-level and their results can be pickled, so that the services floor
runs them in a child process with limits on memory and time.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.register.roster import (
    Roster,
    RosterHousehold,
    RosterProblem,
    SheetMapping,
    TableFile,
    TableRow,
)
from liaison_desktop.excel.cadre_list import read_cadre_sheet
from liaison_desktop.excel.header import (
    Corrections,
    Header,
    find_header,
    mapping_of,
    skipped_mapping,
)
from liaison_desktop.excel.household_roster import read_sheet
from liaison_desktop.excel.lexicon import CADRES, HOUSEHOLDS, NEEDED_WORDS, PAIRINGS, lexicon
from liaison_desktop.excel.other_kind import KIND_LABELS, other_kind
from liaison_desktop.excel.pairing_list import read_pairing_sheet
from liaison_desktop.excel.side_by_side import lists_of
from liaison_desktop.excel.table_rows import SheetTable
from liaison_desktop.excel.workbook import Book, Sheet, open_book

_NO_CORRECTIONS: Corrections = {}
NO_ROWS = "表头下面没有可以导入的内容。请检查是否选错了文件。"


def read_household_roster(path: Path, corrections: Corrections = _NO_CORRECTIONS) -> Roster:
    """Read a household roster (农户花名册) of any layout.

    Args:
        path: .xlsx, .xls, .et or .csv.
        corrections: Fingerprint of a header to what a person said its columns are
            (0-based column → target as in ``ColumnGuess``, "" leaves it out).

    Raises:
        InputRefusedError: When the file cannot be used; one clear sentence.
    """
    with without_collection():
        return _roster(open_book(path), corrections)


def _roster(book: Book, corrections: Corrections) -> Roster:
    readable, mappings, notes = understood(book, HOUSEHOLDS, corrections)
    households: list[RosterHousehold] = []
    problems: list[RosterProblem] = []
    for sheet, header in readable:
        found = read_sheet(sheet, header)
        households += found.households
        problems += found.problems
    if not households:
        raise InputRefusedError(NO_ROWS)
    return Roster(tuple(households), tuple(problems), mappings, notes)


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the cycle collector from walking a million fresh values over and over."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_cadres(path: Path, corrections: Corrections = _NO_CORRECTIONS) -> TableFile:
    """Read a list of cadres, one a row; values are those of ``terms.cadre.CADRE_FIELDS``.

    Args and errors as in ``read_household_roster``.
    """
    return _read_table(path, CADRES, corrections, read_cadre_sheet)


def read_pairings(path: Path, corrections: Corrections = _NO_CORRECTIONS) -> TableFile:
    """Read who is paired with whom: a row a cadre, or a row a household.

    ``households`` is one tidy line; ``domain.household_names.read_household_names`` takes
    it apart. Args and errors as in ``read_household_roster``.
    """
    return _read_table(path, PAIRINGS, corrections, read_pairing_sheet)


def _read_table(
    path: Path,
    kind: str,
    corrections: Corrections,
    read: Callable[[Sheet, Header], SheetTable],
) -> TableFile:
    book = open_book(path)
    readable, mappings, notes = understood(book, kind, corrections)
    rows: list[TableRow] = []
    problems: list[RosterProblem] = []
    for sheet, header in readable:
        found = read(sheet, header)
        rows += found.rows
        problems += found.problems
    if not rows:
        raise InputRefusedError(NO_ROWS)
    return TableFile(tuple(rows), tuple(problems), mappings, notes)


def _lists(
    book: Book,
    kind: str,
    corrections: Corrections,
) -> Iterator[tuple[Sheet, Header | None]]:
    """Yield every list of a file with its header; a sheet may hold several side by side."""
    words = lexicon(kind)
    for sheet in book.sheets:
        header = find_header(sheet, words, corrections)
        parts = [sheet] if header is None else lists_of(sheet, header)
        if len(parts) == 1:
            yield sheet, header
        else:
            yield from ((part, find_header(part, words, corrections)) for part in parts)


def _judged(sheet: Sheet, header: Header | None, kind: str) -> SheetMapping:
    """Return the mapping of a sheet, with the reason when it cannot be read."""
    if not sheet.rows:
        return skipped_mapping(sheet, "空表")
    if header is None:
        return skipped_mapping(sheet, "没有认出表头")
    targets = {meaning.target for meaning in header.meanings}
    reason = "" if lexicon(kind).complete(targets) else f"没有{NEEDED_WORDS[kind]}一栏"
    return mapping_of(sheet, header, reason)


def understood(
    book: Book,
    kind: str,
    corrections: Corrections,
    *,
    named: str = "",
) -> tuple[list[tuple[Sheet, Header]], tuple[SheetMapping, ...], tuple[str, ...]]:
    """Return the sheets that can be read, how all were understood, and notes.

    Args:
        book: The file.
        kind: What it was given for.
        corrections: Fingerprint of a header to what a person said its columns are.
        named: The name of the file, which may tell what it is.

    Raises:
        InputRefusedError: When no sheet has a header, or the file is of another kind.
    """
    readable: list[tuple[Sheet, Header]] = []
    mappings: list[SheetMapping] = []
    notes = list(book.notes)
    other = ""
    for sheet, header in _lists(book, kind, corrections):
        mapping = _judged(sheet, header, kind)
        if header is not None and not mapping.skipped:
            found = other_kind(sheet, header, kind, corrections, named=named)
            if found:
                other = KIND_LABELS[found]
                mapping = mapping_of(sheet, header, f"像是{other}")
        mappings.append(mapping)
        if header is not None and not mapping.skipped:
            readable.append((sheet, header))
        elif sheet.rows:
            notes.append(f"工作表“{sheet.name}”{mapping.skipped}，没有读取。")
    if not readable and other:
        raise InputRefusedError(
            f"该文件像是{other}，不是{KIND_LABELS[kind]}。请核对选择的文件和导入的种类。",
        )
    if not readable:
        raise InputRefusedError(
            f"没有认出表头。请确认前 15 行中有一行写明{NEEDED_WORDS[kind]}等栏目名称。",
        )
    return readable, tuple(mappings), tuple(notes)
