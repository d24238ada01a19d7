"""Looks at an old Excel file (.xls, .et) before it is parsed: how far its cells lie.

The parser holds a sheet as one block; a damaged cell record may ask for fifty gigabytes.
Record layout: [MS-XLS] 2.4 (every cell record begins with its row and column).
"""

import struct
from io import BytesIO

import olefile

from liaison_desktop.domain.errors import InputRefusedError

CELL_LIMIT = 40_000_000
_WALKED_LIMIT = (
    4_000_000  # larger files hold their cells; walking them would cost more than reading
)
_STREAMS = ("Workbook", "Book")
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_BEGIN, _FILE_PASSWORD = 0x0809, 0x002F
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
    rows = columns = at = 0
    while at + 8 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _CELLS and size >= 6:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _BEGIN:
            rows = columns = 0
        elif kind == _FILE_PASSWORD:
            raise InputRefusedError(_SENTENCE_PASSWORD)
        if rows * columns > CELL_LIMIT:
            raise InputRefusedError(_SENTENCE_DAMAGED)
        at += 4 + size


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
