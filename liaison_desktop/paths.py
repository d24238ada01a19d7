"""Where things are: bundled resources, the data folder and its backups."""

import os
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "LIAISON_DATA"
_APP_NAME = "liaison_desktop"
_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """Return the path of a file that ships with the program.

    Resources lie beside the package in a checkout and inside it in an installed
    wheel; no other module knows the difference.

    Args:
        parts: Path below ``resources/``, e.g. ``("fonts", "NotoSansSC-Regular.ttf")``.

    Raises:
        FileNotFoundError: When the resource does not exist.
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))


def data_dir(chosen: Path | None = None) -> Path:
    """Return the folder that holds the store and its backups.

    Args:
        chosen: The folder given on the command line, if any; else the environment
            variable ``LIAISON_DATA``; else the user's data folder.
    """
    if chosen is not None:
        return chosen.expanduser().resolve()
    if named := os.environ.get(DATA_DIR_VARIABLE):
        return Path(named).expanduser().resolve()
    return Path(platformdirs.user_data_dir(_APP_NAME, appauthor=False))


def store_file(data: Path) -> Path:
    """Return the SQLite file inside a data folder."""
    return data / "station.db"


def backups_dir(data: Path) -> Path:
    """Return the folder of backups inside a data folder."""
    return data / "backups"


def attachments_dir(data: Path) -> Path:
    """Return the folder of attachments inside a data folder; files are named by SHA-256."""
    return data / "attachments"
