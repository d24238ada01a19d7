"""Looks at a foreign blank form before it is opened: what it is, what it holds, how large it grows.

The library that opens it makes a cell of every place a merge covers: a form merged down to the
last row, as people make by merging whole columns, would take minutes and all memory.
"""

import re
import zipfile
from io import BytesIO

from openpyxl.utils import range_boundaries

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.excel.archive_guard import guard_archive

MOST_CELLS = 100_000
"""As many cells a sheet to be filled may have."""
_MOST_STORED = 300_000  # hidden sheets may hold long lists of choices
_UNPACKED_LIMIT = 60_000_000
_OLE, _ZIP = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK"
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Za-z0-9:]{1,40})[\"']")

_NO_FORM = "该文件不是可以填写的 .xlsx 表格。请选择上级下发的空白表。"
_OLD = (
    "该文件是旧格式（.xls 或 .et）或设有打开密码。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再用。"
)
_MACROS = (
    "该文件带有宏，填写后宏会丢失，不能使用。请在 Excel 或 WPS 中另存为不带宏的 .xlsx 后再用。"
)
DAMAGED = "该文件已损坏，无法打开。请在 Excel 或 WPS 中打开并另存为 .xlsx 后再试。"
_TOO_MANY = (
    "表里存了太多格子，多半是下方或右边带格式的空行空列。请在 Excel 或 WPS 中删去它们，保存后再试。"
)
TOO_BIG = "该表过大，不像一张要填写的表。请只留要填的工作表后再试。"
# Parts of a workbook that do not survive being filled, and what people call them.
_LOST = (
    ("xl/media/", "图片"),
    ("xl/charts/", "图表"),
    ("xl/drawings/drawing", "图形或文本框"),
    ("xl/externalLinks/", "指向其他文件的链接"),
    ("xl/pivotTables/", "数据透视表"),
    ("xl/slicers/", "切片器"),
    ("xl/ctrlProps/", "按钮、下拉框等控件"),
    ("xl/activeX/", "控件"),
    ("xl/embeddings/", "嵌入的文件"),
    ("xl/threadedComments/", "对话式批注"),
    ("xl/chartsheets/", "单独成页的图表"),
)


def guarded(content: bytes) -> tuple[str, ...]:
    """Refuse a form that may not be opened.

    Returns:
        What filling it would lose, a sentence each.

    Raises:
        InputRefusedError: When it is no .xlsx, too large, damaged or has macros.
    """
    if content.startswith(_OLE):
        raise InputRefusedError(_OLD)
    if not content.startswith(_ZIP):
        raise InputRefusedError(_NO_FORM)
    guard_archive(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            if "xl/workbook.xml" not in names:
                raise InputRefusedError(_NO_FORM)
            if sum(member.file_size for member in members) > _UNPACKED_LIMIT:
                raise InputRefusedError(TOO_BIG)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _require_harmless(archive.read(member))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise InputRefusedError(DAMAGED) from error  # RuntimeError: a member with a password
    if any(name.endswith("vbaProject.bin") for name in names):
        raise InputRefusedError(_MACROS)
    lost = dict.fromkeys(
        word for begin, word in _LOST if any(name.startswith(begin) for name in names)
    )
    return tuple(
        f"表中有{word}，填好的文件里会丢失或变样，请填后核对，必要时手工补上。" for word in lost
    )


def _require_harmless(part: bytes) -> None:
    """Refuse a part no office program writes (with entities, not in UTF-8), or merged too far."""
    if b"\x00" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise InputRefusedError(DAMAGED)
    if part.count(b"<c ") > _MOST_STORED:
        raise InputRefusedError(_TOO_MANY)
    for found in _MERGE.finditer(part):
        area = found[1].decode("ascii")
        if _cells_of(area) > MOST_CELLS:
            raise InputRefusedError(
                f"表中 {area} 被合并成一格，大得无法填写。"
                "请在 Excel 或 WPS 中取消这一合并，删去多余的行列后再试。"
            )


def _cells_of(area: str) -> int:
    """Return how many cells an area covers.

    Raises:
        ValueError: When it is none.
    """
    left, top, right, bottom = range_boundaries(area)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError("an area of whole rows or columns")
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)
