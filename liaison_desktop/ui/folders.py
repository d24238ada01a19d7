"""Folders that files are taken from and saved to: the last one used, the documents at first."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths


def kept_folder(settings: QSettings, use: str) -> Path:
    """Return the folder last used.

    Args:
        settings: Where the window keeps choices of this person.
        use: What for: ``import``, ``export`` or ``print``.
    """
    places = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(places.DocumentsLocation)
    kept = Path(str(settings.value(f"{use}/folder", documents)))
    return kept if kept.is_dir() else Path.home()


def keep_folder(settings: QSettings, use: str, path: Path) -> None:
    """Begin in the folder of this file next time."""
    settings.setValue(f"{use}/folder", str(path.parent))
