"""What keeps a written workbook sound: text that stays text, a file that appears whole."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from liaison_desktop.domain.errors import AppError

CELL_LIMIT = 32_767  # characters Excel keeps in a cell
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def writable(text: str) -> str:
    """Return text without control characters and lone surrogates, as long as a cell holds."""
    return _UNWRITABLE.sub("", text)[:CELL_LIMIT]


def sheet_name(title: str) -> str:
    """Return a title as Excel allows it for a sheet: 31 characters, no brackets."""
    return _SHEET_NAME.sub("", writable(title)).strip()[:31] or "名册"


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give a temporary path beside the target and move it there when all went well.

    Raises:
        AppError: When the target is open in another program or its folder is not writable.
    """
    try:
        handle, name = mkstemp(dir=target.parent, prefix=".liaison-", suffix=target.suffix)
    except OSError as error:
        raise AppError(f"无法写入文件夹“{target.parent.name}”。请换一个文件夹保存。") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(target)
    except PermissionError as error:
        raise AppError(
            f"文件“{target.name}”正被其他程序打开。请在 Excel 或 WPS 中关闭它，然后再试一次。",
        ) from error
    except IsADirectoryError as error:
        raise AppError(f"“{target.name}”是一个文件夹。请换一个文件名保存。") from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
