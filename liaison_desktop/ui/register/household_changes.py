"""变更历史 of a household: who changed what, when, from what to what."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.page import DeskContext

_HEADINGS = ("时间", "谁", "项目", "原来", "改为")
_WIDTHS = (132, 128, 104, 110, 110)


class HouseholdChanges(QWidget):
    """Operations, newest first; under each the values it changed. Numbers are masked."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._household: int | None = None
        self.tree = QTreeWidget()
        self.tree.setColumnCount(len(_HEADINGS))
        self.tree.setHeaderLabels(list(_HEADINGS))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setUniformRowHeights(True)
        self.tree.setRootIsDecorated(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(column, theme.metrics().px(width))
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addWidget(self.tree)
        self.empty = EmptyState(self.tree.viewport())

    def show_household(self, household: int | None) -> None:
        """Ask for the history of a household, nothing for None."""
        self._household = household
        if household is None:
            self._show(())
            return
        households = self._desk.office.households
        self._desk.lanes.read(
            (id(self), "changes"), lambda: households.history(household), self._show, owner=self
        )

    def _show(self, changes: Sequence[FieldChange]) -> None:
        self.tree.clear()
        last: tuple[str, str] | None = None
        above: QTreeWidgetItem | None = None
        for change in changes:
            if (change.at, change.sentence) != last or above is None:
                last = (change.at, change.sentence)
                above = QTreeWidgetItem([change.at[:16], change.actor, change.sentence, "", ""])
                above.setToolTip(2, change.sentence)
                self.tree.addTopLevelItem(above)
                above.setFirstColumnSpanned(False)
                above.setExpanded(True)
            item = QTreeWidgetItem(["", change.record, change.field, change.old, change.new])
            for column in (1, 2, 3, 4):
                item.setToolTip(column, item.text(column))
                item.setTextAlignment(
                    column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                )
            above.addChild(item)
        if changes:
            self.empty.hide()
        else:
            self.empty.show_text(EmptyText("history", "还没有变更记录"))
