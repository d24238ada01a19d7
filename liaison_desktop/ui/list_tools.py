"""The small buttons every list has beside its filters."""

from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton

from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.table import TablePane

Row = TypeVar("Row")


def column_button(pane: TablePane[Row]) -> QToolButton:
    """Return the button that opens the column chooser of a list."""
    made = QToolButton()
    made.setIcon(icon("columns"))
    made.setToolTip("选择显示的列（也可右键点表头）")
    made.setAccessibleName("选择显示的列")

    def choose() -> None:
        pane.columns.menu(pane).popup(made.mapToGlobal(QPoint(0, made.height())))

    made.clicked.connect(choose)
    return made
