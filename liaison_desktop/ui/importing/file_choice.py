"""Asking for the files of an import, beginning where the last one was."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".csv")
_FILTER = "表格 (*.xlsx *.xlsm *.xls *.et *.csv)"
_FOLDER = "import/folder"


def import_folder(settings: QSettings) -> Path:
    """Return the folder of the last import, the person's documents at first."""
    places = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(places.DocumentsLocation)
    kept = Path(str(settings.value(_FOLDER, documents)))
    return kept if kept.is_dir() else Path.home()


def keep_import_folder(settings: QSettings, path: Path) -> None:
    """Begin in the folder of this file next time."""
    settings.setValue(_FOLDER, str(path.parent))


def ask_file(parent: QWidget, folder: Path) -> str:
    """Ask for a workbook with the system's dialog; "" when the person changed his mind."""
    path, _ = QFileDialog.getOpenFileName(parent, "选择要导入的表格", str(folder), _FILTER)
    return path


def ask_out(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save a workbook; None when the person changed his mind."""
    name, _ = QFileDialog.getSaveFileName(parent, "另存为", str(proposed), "Excel (*.xlsx)")
    if not name:
        return None
    out = Path(name)
    return out if out.suffix.lower() == ".xlsx" else out.with_name(f"{out.name}.xlsx")
