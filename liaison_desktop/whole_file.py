"""Files that appear whole or not at all, whatever is written into them."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from liaison_desktop.domain.errors import AppError


def require_writable(target: Path) -> None:
    """Say what would stop ``written_whole``, before work is done that would then be lost.

    Raises:
        AppError: When the folder cannot be written, or the target is a folder, open in
            another program or read-only.
    """
    _temporary_beside(target).unlink()
    if target.is_dir():
        raise AppError(_is_a_folder(target))
    if target.exists():
        try:
            target.open("r+b").close()
        except OSError as error:
            raise AppError(_is_open(target)) from error


@contextmanager
def written_whole(target: Path, *, private: bool = False) -> Iterator[Path]:
    """Give a temporary path beside the target and move it there when all went well.

    Args:
        target: The file; an old one is replaced only when the new one is whole.
        private: Whether only its owner may read it: it holds personal data in full.

    Raises:
        AppError: When the target is open in another program, its folder is not writable or
            its disk full.
    """
    temporary = _temporary_beside(target)
    try:
        yield temporary
        if not private:
            temporary.chmod(0o644)
        temporary.replace(target)
    except PermissionError as error:
        raise AppError(_is_open(target)) from error
    except IsADirectoryError as error:
        raise AppError(_is_a_folder(target)) from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise AppError(f"磁盘已满，“{target.name}”没有写成。请换一个位置保存。") from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _temporary_beside(target: Path) -> Path:
    try:
        handle, name = mkstemp(dir=target.parent, prefix=".liaison-", suffix=target.suffix)
    except OSError as error:
        raise AppError(f"无法写入文件夹“{target.parent.name}”。请换一个文件夹保存。") from error
    os.close(handle)
    return Path(name)


def _is_open(target: Path) -> str:
    return (
        f"文件“{target.name}”正被其他程序打开或设为只读。"
        "请在 Excel、WPS 等程序中关闭它，或换一个文件名，然后再试一次。"
    )


def _is_a_folder(target: Path) -> str:
    return f"“{target.name}”是一个文件夹。请换一个文件名保存。"
