"""Files that appear whole or not at all, whatever is written into them."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from liaison_desktop.domain.errors import AppError

_PREFIX = ".liaison-"
_LEFT_BEHIND_SECONDS = 24 * 3600


def require_writable(target: Path) -> None:
    """Say what would stop ``written_whole``, before work is done that would then be lost.

    Raises:
        AppError: When the folder cannot be written, or the target is a folder, open in
            another program or read-only.
    """
    _temporary_beside(target).unlink()
    try:
        target.open("r+b").close()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _told(target, error) from error


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
        try:
            yield temporary
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise  # it came from elsewhere
            raise _told(target, error) from error
        _put(temporary, target, private=private)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _put(temporary: Path, target: Path, *, private: bool) -> None:
    try:
        if not private:
            temporary.chmod(0o644)
        with temporary.open("r+b") as written:
            os.fsync(written.fileno())  # else a power cut may leave the new name, empty
        temporary.replace(target)
    except OSError as error:
        raise _told(target, error) from error


def _temporary_beside(target: Path) -> Path:
    _clear_leftovers(target.parent)
    try:
        handle, name = mkstemp(dir=target.parent, prefix=_PREFIX, suffix=target.suffix)
    except OSError as error:
        raise AppError(f"无法写入文件夹“{target.parent.name}”。请换一个文件夹保存。") from error
    os.close(handle)
    return Path(name)


def _clear_leftovers(folder: Path) -> None:
    """Remove what programs that were killed while writing left here: it is personal data."""
    with suppress(OSError):
        for leftover in folder.glob(f"{_PREFIX}*"):
            if time.time() - leftover.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                leftover.unlink()


def _told(target: Path, error: OSError) -> AppError:
    """Return in words why the target could not be written."""
    denied = isinstance(error, PermissionError)
    if isinstance(error, IsADirectoryError) or (denied and target.is_dir()):
        return AppError(f"“{target.name}”是一个文件夹。请换一个文件名保存。")
    if denied:
        return AppError(
            f"文件“{target.name}”正被其他程序打开或设为只读。"
            "请在 Excel、WPS 等程序中关闭它，或换一个文件名，然后再试一次。"
        )
    if error.errno == errno.ENOSPC:
        return AppError(f"磁盘已满，“{target.name}”没有写成。请换一个位置保存。")
    return AppError(f"无法写入文件“{target.name[:40]}”。请换一个文件名或文件夹保存。")
