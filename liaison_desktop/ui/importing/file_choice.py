"""Asking for the files of an import."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".csv")
_FILTER = "表格 (*.xlsx *.xlsm *.xls *.et *.csv)"


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
