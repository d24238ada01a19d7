"""来往记录 of a household: visits, concerns, disputes, cards and pairings, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.changes import KIND_LABELS, Kind
from liaison_desktop.domain.matters.agenda import TimelineEntry
from liaison_desktop.domain.register.household import HouseholdDetail
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.page import DeskContext

_HEADINGS = ("日期", "事情", "内容", "结果")
_WIDTHS = (104, 100, 160, 84)
_ENTRY = Qt.ItemDataRole.UserRole + 1


class HouseholdTimeline(QWidget):
    """Enter or a double click opens what stands in a line."""

    opened = Signal(object, int)
    """Somebody wants to see a record: its ``Kind`` and key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.tree = QTreeWidget()
        self.tree.setColumnCount(len(_HEADINGS))
        self.tree.setHeaderLabels(list(_HEADINGS))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setUniformRowHeights(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        for column, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(column, theme.metrics().px(width))
        self.tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.itemActivated.connect(self._on_activated)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addWidget(self.tree)
        self.empty = EmptyState(self.tree.viewport())

    def show_household(self, detail: HouseholdDetail | None) -> None:
        """Ask what happened at a household, nothing for None."""
        if detail is None:
            self._show(())
            return
        office, key = self._desk.office, detail.id
        self._desk.lanes.read(
            (id(self), "timeline"), lambda: office.agenda.timeline(key), self._show, owner=self
        )

    def _show(self, entries: Sequence[TimelineEntry]) -> None:
        self.tree.clear()
        for entry in entries:
            words = [entry.on.isoformat(), KIND_LABELS[entry.kind], entry.title, entry.state]
            item = QTreeWidgetItem(words)
            item.setData(0, _ENTRY, entry)
            item.setToolTip(2, entry.detail or entry.title)
            self.tree.addTopLevelItem(item)
        if entries:
            self.empty.hide()
        else:
            self.empty.show_text(EmptyText("visit", "还没有走访、民情事项和纠纷的记录"))

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        entry = item.data(0, _ENTRY)
        if isinstance(entry, TimelineEntry):
            self.opened.emit(_opens(entry.kind), entry.record_id)


def _opens(kind: Kind) -> Kind:
    """Return the kind of record a line leads to; a log entry leads to its card."""
    return Kind.CONTACT_CARD if kind is Kind.CARD_EVENT else kind
