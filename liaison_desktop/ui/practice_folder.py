"""Where the practice station of a data folder lies."""

from pathlib import Path

_NAME = "practice"


def practice_folder(data: Path) -> Path:
    """Return the folder of the practice station that belongs to a data folder."""
    return data / _NAME


def is_practice(data: Path) -> bool:
    """Tell whether a data folder is one of a practice station."""
    return data.name == _NAME
