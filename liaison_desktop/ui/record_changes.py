"""变更历史 of one record: who changed what, when, from what to what."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor
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
from liaison_desktop.ui.tokens import COLOURS

_HEADINGS = ("对象", "项目", "原来", "改为")
_WIDTHS = (120, 110, 120, 120)


class RecordChanges(QWidget):
    """Operations, newest first; under each the values it changed. Numbers are masked."""

    def __init__(self, desk: DeskContext, *, own: str) -> None:
        """Make an empty pane.

        Args:
            desk: Where the store is.
            own: How a change of the record itself is called.
        """
        super().__init__()
        self._desk, self._own = desk, own
        self._label = ""
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

    def show_record(self, name: str, read: Callable[[], Sequence[FieldChange]]) -> None:
        """Ask for the history of a record.

        Args:
            name: What its changes are called by; not repeated in each line.
            read: Returns the changes, the newest first; runs on the read lane.
        """
        self._label = name
        self._desk.lanes.read((id(self), "changes"), read, self._show, owner=self)

    def _show(self, changes: Sequence[FieldChange]) -> None:
        self.tree.clear()
        last: tuple[str, str] | None = None
        above: QTreeWidgetItem | None = None
        for change in changes:
            if (change.at, change.sentence) != last or above is None:
                last = (change.at, change.sentence)
                above = QTreeWidgetItem([f"{change.at[:16]}　{change.actor}　{change.sentence}"])
                above.setToolTip(0, above.text(0))
                above.setForeground(0, QColor(COLOURS.accent))
                self.tree.addTopLevelItem(above)
                above.setFirstColumnSpanned(True)
                above.setExpanded(True)
            who = change.record.removeprefix(self._label).strip(" /") or self._own
            item = QTreeWidgetItem([who, change.field, change.old, change.new])
            for column in range(len(_HEADINGS)):
                item.setToolTip(column, item.text(column))
            above.addChild(item)
        if changes:
            self.empty.hide()
        else:
            self.empty.show_text(EmptyText("history", "还没有变更记录"))
