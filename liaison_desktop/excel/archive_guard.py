"""Looks at a zipped workbook before it is parsed: how much it unpacks to, how far cells lie.

A parser holds a sheet as one block from its first to its last filled cell; a file of two
kilobytes can ask for half a terabyte. Sizes are counted by unpacking, never believed.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from liaison_desktop.domain.errors import InputRefusedError

UNPACKED_LIMIT = 450_000_000
CELL_LIMIT = 25_000_000
_DEFLATE_MOST = 1032  # the most bytes one byte can unpack to
_CHUNK = 1 << 18
_SEAM = 300  # longer than the opening tag of a cell
_MOST_ROWS = 1_048_576
_MOST_LETTERS = 7  # more are no column of any program

_FAR_COLUMN = re.compile(rb"r=[\"']([A-Za-z]{2,})[0-9]")
_FAR_ROW = re.compile(rb"r=[\"'][A-Za-z]+([0-9]{7,12})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row[^>]*?\sr=[\"']([0-9]+)")
_CELL = re.compile(rb"<[^>]*?\sr=[\"']([A-Za-z]+)([0-9]{1,12})[\"']")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is)>")

_TOO_BIG = "该文件解压后过大，超过可以读取的范围。请删除多余的工作表和图片，按村拆分后再导入。"
_DAMAGED = "该文件已损坏，无法打开。请在 Excel 或 WPS 中打开并另存为 .xlsx 后再试。"


@dataclass(slots=True)
class _Extent:
    """How far the filled cells of a sheet reach (1-based)."""

    rows: int = 0
    columns: int = 0
    farthest: str = ""


def guard_archive(content: bytes) -> None:
    """Refuse a zipped workbook that would not fit into memory.

    Args:
        content: The whole file.

    Raises:
        InputRefusedError: When it is damaged, unpacks to too much, or has a filled cell
            so far away that its sheet cannot be held.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputRefusedError(_DAMAGED) from error
    if sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise InputRefusedError(_TOO_BIG)
    total = 0
    for member in members:
        is_sheet = "worksheets/" in member.filename and member.filename.endswith(".xml")
        if is_sheet or member.compress_size * _DEFLATE_MOST > UNPACKED_LIMIT // 8:
            total += _measure(content, member, is_sheet=is_sheet)
        else:
            total += member.file_size
        if total > UNPACKED_LIMIT:
            raise InputRefusedError(_TOO_BIG)


def _measure(content: bytes, member: zipfile.ZipInfo, *, is_sheet: bool) -> int:
    """Unpack a member in pieces, count it, and look how far a sheet may reach."""
    size, last_row = 0, 0
    letters: set[bytes] = {b"Z"}
    seam = b""
    for piece in _pieces(content, member):
        size += len(piece)
        if size > UNPACKED_LIMIT:
            raise InputRefusedError(_TOO_BIG)
        if is_sheet:
            window = seam + piece
            if found := window.rfind(b"row "):
                tail = _ROW.search(window, max(found - 8, 0))
                last_row = max(last_row, int(tail[1]) if tail else 0)
            last_row = max(last_row, *map(int, _FAR_ROW.findall(window)), 0)
            letters.update(_FAR_COLUMN.findall(window))
            seam = piece[-_SEAM:]
    columns = max(_column_number(letter) for letter in letters)
    if is_sheet and (last_row or _MOST_ROWS) * columns > CELL_LIMIT:
        _refuse_far_cells(content, member)
    return size


def _refuse_far_cells(content: bytes, member: zipfile.ZipInfo) -> None:
    extent = _Extent()
    seam = b""
    for piece in _pieces(content, member):
        _reach(seam + piece, extent)
        seam = piece[-_SEAM:]
    if extent.rows * extent.columns > CELL_LIMIT:
        raise InputRefusedError(
            f"表格下方很远的 {extent.farthest} 单元格里有内容，整张表无法读取。"
            "请在 Excel 中删除该处内容后保存，再重新导入。",
        )


def _reach(window: bytes, extent: _Extent) -> None:
    """Widen the extent by the filled cells of a piece; formatted blanks do not count."""
    start = 0
    for content in _CONTENT.finditer(window):
        place = window.rfind(b" r=", start, content.start())
        opening = window.rfind(b"<", start, place) if place >= 0 else -1
        start = content.end()
        cell = _CELL.match(window, opening) if opening >= 0 else None
        if cell is None:
            continue
        row, column = int(cell[2]), _column_number(cell[1])
        if row > extent.rows or column > extent.columns:
            extent.farthest = (cell[1] + cell[2]).decode("ascii")
        extent.rows = max(extent.rows, row)
        extent.columns = max(extent.columns, column)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:_MOST_LETTERS]:
        number = number * 26 + letter - 64
    return number


def _pieces(content: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member unpacked, by what its stream holds and not by what its header says."""
    at = member.header_offset
    name, extra = content[at + 26 : at + 28], content[at + 28 : at + 30]
    start = at + 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")
    packed = memoryview(content)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[i : i + _CHUNK]) for i in range(0, len(packed), _CHUNK))
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise InputRefusedError(_DAMAGED)
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for i in range(0, len(packed), _CHUNK):
            piece = engine.decompress(packed[i : i + _CHUNK], _CHUNK * 4)
            while piece:
                yield piece
                piece = engine.decompress(engine.unconsumed_tail, _CHUNK * 4)
    except zlib.error as error:
        raise InputRefusedError(_DAMAGED) from error
