"""Villages and groups with their households, as a filter beside a list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from liaison_desktop.domain.register.area import AreaRow, Level
from liaison_desktop.ui import theme
from liaison_desktop.ui.tokens import COLOURS

_VILLAGE = Qt.ItemDataRole.UserRole + 1
_GROUP = Qt.ItemDataRole.UserRole + 2
_NAME, _COUNT = 0, 1


class PlaceTree(QWidget):
    """One place is always chosen; the first means everywhere."""

    chosen = Signal(object, object)
    """The person chose a place: village id and group id, None for any."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(theme.metrics().px(14))
        self.tree.setExpandsOnDoubleClick(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, header.ResizeMode.Stretch)
        header.setSectionResizeMode(_COUNT, header.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        theme.keep_width(self, least=172)
        self.tree.currentItemChanged.connect(self._on_current_changed)

    def show_areas(self, areas: Sequence[AreaRow]) -> None:
        """Show the tree; the place chosen and what is open stay."""
        place, open_ones = self.place(), self._open_villages()
        blocked = self.tree.blockSignals(True)
        self.tree.clear()
        everywhere = sum(row.households for row in areas if row.level is Level.VILLAGE)
        self._add(None, "全部", everywhere, (None, None))
        villages: dict[int, QTreeWidgetItem] = {}
        for row in areas:
            if row.level is Level.VILLAGE:
                villages[row.id] = self._add(None, row.name, row.households, (row.id, None))
            elif row.level is Level.GROUP and row.parent_id in villages:
                above = villages[row.parent_id]
                self._add(above, row.name, row.households, (row.parent_id, row.id))
        for key, item in villages.items():
            item.setExpanded(key in open_ones or len(villages) == 1)
        self.tree.blockSignals(blocked)
        self.choose(*place)

    def place(self) -> tuple[int | None, int | None]:
        """Return village id and group id of the place chosen, None for any."""
        item = self.tree.currentItem()
        if item is None:
            return None, None
        return item.data(_NAME, _VILLAGE), item.data(_NAME, _GROUP)

    def choose(self, village: int | None, group: int | None) -> None:
        """Choose a place without telling anyone; everywhere if it is unknown."""
        blocked = self.tree.blockSignals(True)
        found = self._find(village, group) or self._find(None, None)
        if found is not None:
            self.tree.setCurrentItem(found)
        self.tree.blockSignals(blocked)

    def _add(
        self,
        above: QTreeWidgetItem | None,
        name: str,
        count: int,
        place: tuple[int | None, int | None],
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name, f"{count:,}"])
        item.setData(_NAME, _VILLAGE, place[0])
        item.setData(_NAME, _GROUP, place[1])
        item.setToolTip(_NAME, name)
        item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(_COUNT, QColor(COLOURS.ink_faint))
        if above is None:
            if place == (None, None):
                bold = QFont()  # says nothing of the size, which follows the tree's
                bold.setBold(True)
                item.setFont(_NAME, bold)
            self.tree.addTopLevelItem(item)
        else:
            above.addChild(item)
        return item

    def _open_villages(self) -> frozenset[int]:
        items = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return frozenset(item.data(_NAME, _VILLAGE) for item in items if item and item.isExpanded())

    def _find(self, village: int | None, group: int | None) -> QTreeWidgetItem | None:
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is None or item.data(_NAME, _VILLAGE) != village:
                continue
            if group is None:
                return item
            below = (item.child(at) for at in range(item.childCount()))
            return next((one for one in below if one.data(_NAME, _GROUP) == group), None)
        return None

    def _on_current_changed(self) -> None:
        self.chosen.emit(*self.place())
