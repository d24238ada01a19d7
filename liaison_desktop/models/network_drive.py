"""Whether a folder lies on a network share, where SQLite files get damaged."""

import sys
from pathlib import Path

_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p_net", "afs", "ncpfs"}
_DRIVE_REMOTE = 4  # GetDriveTypeW: DRIVE_REMOTE


def is_network_path(folder: Path) -> bool:
    """Tell whether the folder is on a network share (reliability.md 6)."""
    if sys.platform == "win32":
        return _is_remote_windows(folder)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return mount_type(folder, mounts) in _NETWORK_TYPES


def mount_type(folder: Path, mounts: str) -> str:
    """Return the file system type of a folder from the text of ``/proc/mounts``."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        if (folder == point or point in folder.parents) and len(point.parts) > best:
            best, kind = len(point.parts), parts[2]
    return kind


def _is_remote_windows(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - windll exists on Windows only

    if str(folder).startswith("\\\\"):
        return True
    return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)
