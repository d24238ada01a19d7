"""Looks at an old Excel file (.xls, .et) before it is parsed: how far its cells lie.

The parser holds a sheet as one block; a damaged cell record may ask for fifty gigabytes.
Record layout: [MS-XLS] 2.4 (every cell record begins with its row and column).
"""

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

from liaison_desktop.domain.errors import InputRefusedError

_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_WALKED_LIMIT = 4_000_000  # larger files really hold cells; walking those would cost much
_STREAMS = ("Workbook", "Book")
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_END, _SHEET, _FILE_PASSWORD, _DIMENSIONS = 0x000A, 0x0085, 0x002F, 0x0200
# LABELSST, NUMBER, RK, LABEL, FORMULA, BOOLERR, RSTRING, MULRK
_CELLS = frozenset((0x00FD, 0x0203, 0x027E, 0x0204, 0x0006, 0x0205, 0x00D6, 0x00BD))

_SENTENCE_DAMAGED = "该文件已损坏，无法打开。请在 Excel 或 WPS 中打开并另存为 .xlsx 后再试。"
_SENTENCE_PASSWORD = "该文件设置了打开密码，无法读取。请在 Excel 或 WPS 中取消密码后再导入。"  # noqa: S105
_SENTENCE_FOREIGN = "该文件不是表格文件。请选择 .xlsx、.xls、.et 或 .csv 格式的名册。"


def guard_compound(content: bytes) -> None:
    """Refuse an OLE file that is no workbook, is encrypted, or asks for too much memory.

    Args:
        content: The whole file.

    Raises:
        InputRefusedError: With one clear sentence.
    """
    stream = _book_stream(content)
    if len(stream) > _WALKED_LIMIT:
        return
    for begin in (0, *_sheet_starts(stream)):
        for kind, record in _records(stream, begin):
            _require_near(kind, record)


def _records(stream: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from one place to the end of its part."""
    at = begin
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


def _sheet_starts(stream: bytes) -> set[int]:
    """Return where the sheets begin, as the list of sheets says."""
    return {
        struct.unpack_from("<I", record)[0]
        for kind, record in _records(stream, 0)
        if kind == _SHEET and len(record) >= 4
    }


def _require_near(kind: int, record: bytes) -> None:
    """Refuse a cell or a size no old Excel file can have, and a password."""
    column = rows = 0
    if kind in _CELLS and len(record) >= 6:
        column = struct.unpack_from("<HH", record)[1]
    elif kind == _DIMENSIONS:
        rows, column = _declared(record)
    elif kind == _FILE_PASSWORD:
        raise InputRefusedError(_SENTENCE_PASSWORD)
    if column > _MOST_COLUMNS or rows > _MOST_ROWS:
        raise InputRefusedError(_SENTENCE_DAMAGED)


def _declared(record: bytes) -> tuple[int, int]:
    """Return rows and columns a sheet says it has; the parser reserves room for them."""
    if len(record) >= 12:
        top, bottom, left, right = struct.unpack_from("<IIHH", record)
    elif len(record) >= 8:
        top, bottom, left, right = struct.unpack_from("<HHHH", record)
    else:
        return 0, 0
    if bottom < top or right < left:
        raise InputRefusedError(_SENTENCE_DAMAGED)
    return bottom - top, right - left


def _book_stream(content: bytes) -> bytes:
    try:
        with olefile.OleFileIO(BytesIO(content)) as compound:
            names = ["/".join(entry) for entry in compound.listdir()]
            if any(name in names for name in _ENCRYPTED):
                raise InputRefusedError(_SENTENCE_PASSWORD)
            for name in _STREAMS:
                if name in names:
                    return bytes(compound.openstream(name).read())
    except (OSError, ValueError, IndexError, TypeError, struct.error, AttributeError) as error:
        raise InputRefusedError(_SENTENCE_DAMAGED) from error
    raise InputRefusedError(_SENTENCE_FOREIGN)
