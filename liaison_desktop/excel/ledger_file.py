"""Reads a whole ledger file: every sheet that is one, in order; nothing is stored."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.roster import RosterProblem, SheetMapping
from liaison_desktop.excel.header import Corrections, Header
from liaison_desktop.excel.ledger_rows import Shape
from liaison_desktop.excel.ledger_sheet import About, LedgerSheet
from liaison_desktop.excel.lexicon import lexicon
from liaison_desktop.excel.read import NO_ROWS, understood, without_collection
from liaison_desktop.excel.workbook import Sheet, open_book

RowT = TypeVar("RowT")

NO_CORRECTIONS: Corrections = {}


@dataclass(frozen=True, slots=True)
class Ledger(Generic[RowT]):
    """What a ledger file says.

    Attributes:
        rows: Its records in file order.
        problems: What a person should look at.
        mappings: How each sheet was understood.
        notes: Sentences for the person.
    """

    rows: tuple[RowT, ...]
    problems: tuple[RosterProblem, ...]
    mappings: tuple[SheetMapping, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerKind(Generic[RowT]):
    """How the files of a noun are read.

    Attributes:
        kind: The lexicon: ``VISITS``, ``CONCERNS`` or ``DISPUTES``.
        shape: How its records are told from other rows.
        read: Turns the records of a sheet into rows.
    """

    kind: str
    shape: Shape
    read: Callable[[LedgerSheet], list[RowT]]


def read_ledger(
    path: Path, kind: LedgerKind[RowT], corrections: Corrections, progress: Progress | None
) -> Ledger[RowT]:
    """Read a ledger file.

    Args:
        path: .xlsx, .xls, .et or .csv.
        kind: What it is.
        corrections: Fingerprint of a header to what a person said its columns are.
        progress: Told after every sheet; may cancel.

    Raises:
        InputRefusedError: When the file cannot be used; one clear sentence.
    """
    listener = progress or Silence()
    with without_collection():
        book = open_book(path)
        readable, mappings, notes = understood(book, kind.kind, corrections, named=path.stem)
        about = About(lexicon(kind.kind), path.stem)
        rows: list[RowT] = []
        problems: list[RosterProblem] = []
        for at, (sheet, header) in enumerate(readable):
            listener.step(at, len(readable), f"正在读取工作表“{sheet.name}”")
            found, told = _read_sheet(sheet, header, kind, about)
            rows += found
            problems += told
    if not rows:
        raise InputRefusedError(NO_ROWS)
    listener.step(len(readable), len(readable), "读取完成")
    return Ledger(tuple(rows), tuple(problems), mappings, notes)


def _read_sheet(
    sheet: Sheet, header: Header, kind: LedgerKind[RowT], about: About
) -> tuple[list[RowT], list[RosterProblem]]:
    ledger = LedgerSheet(sheet, header, kind.shape, about)
    return kind.read(ledger), ledger.problems
