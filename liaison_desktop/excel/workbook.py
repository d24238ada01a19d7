"""Opens whatever an office calls a table, by its content and not by its ending.

.xlsx, .xls and .et are read by calamine; CSV and HTML under an Excel name as text. Formats
and limits: domain.md 12.1, reliability.md 2.3, tech.md 5. Nothing here changes the file.
"""

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from liaison_desktop.domain.cell_text import CellValue
from liaison_desktop.domain.errors import AppError, InputRefusedError
from liaison_desktop.excel.archive_guard import guard_archive
from liaison_desktop.excel.biff_guard import guard_compound
from liaison_desktop.excel.delimited import Merge, decoded, delimited_rows, html_rows

FILLED_ROW_LIMIT = 200_000
_FILE_LIMIT = 300_000_000

Row = list[CellValue]

_ZIP, _OLE = b"PK", bytes.fromhex("d0cf11e0a1b11ae1")
_BOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"Rar!",
    b"7z\xbc\xaf",
    b"GIF8",
    b"BM",
    b"{\\rtf",
    b"MZ",
    b"\x7fELF",
)

_NOT_A_TABLE = "该文件不是表格文件。请选择 .xlsx、.xls、.et 或 .csv 格式的名册。"
_ENCRYPTED = "该文件设置了打开密码，无法读取。请在 Excel 或 WPS 中取消密码后再导入。"
_DAMAGED = "该文件已损坏，无法打开。请在 Excel 或 WPS 中打开并另存为 .xlsx 后再试。"
_EMPTY = "该文件是空的，没有可以导入的内容。"
_OPEN_NOTE = "该文件正在 Excel 中打开，未保存的修改不在其中。"
_XML_TABLE = "该文件是旧式 XML 表格。请在 Excel 或 WPS 中打开并另存为 .xlsx 后再导入。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it stands.

    Attributes:
        name: Its name; for CSV the name of the file.
        rows: Row 0 is row 1 of the sheet; blank rows are empty lists, rows after the last
            filled one are cut off. Cells after the last filled one may be absent.
        merges: Merged ranges ``(top, left, bottom, right)``, 0-based, both ends included.
    """

    name: str
    rows: list[Row]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The visible sheets of a file and what a person should know about it."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


class _Refusing:
    """Turns whatever a parser throws at a damaged file into one sentence.

    The parser is a foreign library; its panics are no ``Exception``, so this is a
    context manager rather than an ``except``.
    """

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None or isinstance(
            error, AppError | KeyboardInterrupt | SystemExit | MemoryError
        ):
            return
        if isinstance(error, PasswordError):
            raise InputRefusedError(_ENCRYPTED) from error
        raise InputRefusedError(_DAMAGED) from error


def open_book(path: Path) -> Book:
    """Open a table file.

    Raises:
        InputRefusedError: When it is missing, unreadable, empty, encrypted, damaged, no
            table, or holds more than 200,000 filled rows.
    """
    content, notes = _content_of(path)
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_ZIP):
        _require_book(content)
        book = _calamine_book(content)
    elif content.startswith(_OLE):
        guard_compound(content)
        book = _calamine_book(content)
    elif content.startswith(_FOREIGN):
        raise InputRefusedError(_NOT_A_TABLE)
    elif head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<style")):
        rows, merges = html_rows(decoded(content))
        book = Book((Sheet(path.stem, _kept(rows, 0), tuple(merges)),))
    elif b"excel.sheet" in head or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise InputRefusedError(_XML_TABLE)
    elif head.startswith(b"<"):
        raise InputRefusedError(_NOT_A_TABLE)
    else:
        book = Book((Sheet(path.stem, _kept(delimited_rows(decoded(content)), 0)),))
    if not any(sheet.rows for sheet in book.sheets):
        raise InputRefusedError(_EMPTY)
    return Book(book.sheets, notes + book.notes)


def _content_of(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """Return the whole file and, when it is open in an office program, a note."""
    _require_file(path)
    is_open = any(
        _kind(path.with_name(mark)) for mark in (f"~${path.name}", f".~lock.{path.name}#")
    )
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise InputRefusedError("该文件过大，超过可以读取的范围。请按村拆分后再导入。")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise InputRefusedError(f"找不到文件“{path.name}”。请检查文件是否已移动或改名。") from error
    except PermissionError:
        content, is_open = _locked_content(path), True
    except OSError as error:
        raise InputRefusedError(
            f"文件“{path.name}”读取失败，可能已损坏或存储设备已断开。"
        ) from error
    if not content:
        raise InputRefusedError(_EMPTY)
    return content, (_OPEN_NOTE,) if is_open else ()


def _kind(path: Path) -> int:
    """Return the mode of a file, 0 when there is none or it may not be looked at."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def _require_file(path: Path) -> None:
    """Refuse folders, and what has no end or no beginning: a pipe, a device."""
    kind = _kind(path)
    if stat.S_ISDIR(kind):
        raise InputRefusedError(f"“{path.name or path}”是文件夹，不是名册文件。")
    if kind and not stat.S_ISREG(kind):
        raise InputRefusedError(f"“{path.name}”不是普通文件，无法读取。请选择名册文件。")


def _locked_content(path: Path) -> bytes:
    """Read a file another program holds, through a copy: the system may still allow that."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        try:
            shutil.copyfile(path, copy)
            return copy.read_bytes()
        except OSError as error:
            raise InputRefusedError(
                f"文件“{path.name}”无法读取，可能正被 Excel 或 WPS 占用。请关闭后再试。",
            ) from error


def _require_book(content: bytes) -> None:
    """Refuse a zip that is no workbook, or one that would not fit into memory."""
    guard_archive(content)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if not any(part in archive.namelist() for part in _BOOK_PARTS):
            raise InputRefusedError(_NOT_A_TABLE)


def _calamine_book(content: bytes) -> Book:
    sheets: list[Sheet] = []
    notes: list[str] = []
    filled = 0
    with _Refusing():
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            if about.visible is not SheetVisibleEnum.Visible:
                notes.append(f"工作表“{about.name}”是隐藏的，没有读取。")
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = _kept(sheet.iter_rows(), filled)
            filled += sum(map(bool, rows))
            sheets.append(Sheet(about.name, rows, _merges(sheet)))
    return Book(tuple(sheets), tuple(notes))


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    ranges = sheet.merged_cell_ranges or ()
    return tuple((top, left, bottom, right) for (top, left), (bottom, right) in ranges)


def _kept(rows: Iterable[Iterable[CellValue]], filled_before: int) -> list[Row]:
    """Return the rows up to the last filled one, blank ones emptied.

    Raises:
        InputRefusedError: When more than 200,000 rows of the file are filled.
    """
    kept: list[Row] = []
    filled = filled_before
    last = 0
    blank: Row = []
    for row in rows:
        if any(row):
            kept.append(row if isinstance(row, list) else list(row))
            filled += 1
            last = len(kept)
            if filled > FILLED_ROW_LIMIT:
                raise InputRefusedError(
                    f"该文件超过 {FILLED_ROW_LIMIT // 10_000} 万行。请按村拆分成几个文件后再导入。",
                )
        else:
            kept.append(blank)
    del kept[last:]
    return kept
