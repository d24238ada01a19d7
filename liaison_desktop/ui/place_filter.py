"""Choosing a village and one of its groups, for the filters of lists."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from liaison_desktop.domain.register.area import AreaRow, Level
from liaison_desktop.ui import theme


class PlaceFilter(QWidget):
    """Two boxes; the second offers the groups of the village in the first."""

    changed = Signal()
    """Another place was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._areas: tuple[AreaRow, ...] = ()
        self.village = QComboBox()
        self.group = QComboBox()
        self.village.setAccessibleName("村")
        self.group.setAccessibleName("村民小组")
        sizes = theme.metrics()
        theme.keep_width(self.village, least=130)
        theme.keep_width(self.group, least=110)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.gap)
        row.addWidget(self.village)
        row.addWidget(self.group)
        self._fill_villages(None)
        self._fill_groups(None)
        self.village.currentIndexChanged.connect(self._on_village_changed)
        self.group.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def set_areas(self, areas: Sequence[AreaRow]) -> None:
        """Offer the villages and groups of a tree; what is chosen stays."""
        if tuple(areas) == self._areas:
            return
        village, group = self.village_id(), self.group_id()
        self._areas = tuple(areas)
        self._fill_villages(village)
        self._fill_groups(group)

    def village_id(self) -> int | None:
        """Return the key of the village chosen, None for all."""
        return _key(self.village)

    def group_id(self) -> int | None:
        """Return the key of the group chosen, None for all."""
        return _key(self.group)

    def choose(self, village_id: int | None, group_id: int | None = None) -> None:
        """Choose a place without telling anyone."""
        with QSignalBlocker(self.village):
            self.village.setCurrentIndex(max(self.village.findData(village_id), 0))
        self._fill_groups(group_id)

    def words(self) -> str:
        """Return the place chosen in words, 全部 for all."""
        parts = [box.currentText() for box in (self.village, self.group) if _key(box) is not None]
        return "".join(parts) or "全部"

    def _fill_villages(self, chosen: int | None) -> None:
        rows = [row for row in self._areas if row.level is Level.VILLAGE]
        _fill(self.village, "全部村", rows, chosen)

    def _fill_groups(self, chosen: int | None) -> None:
        village = self.village_id()
        rows = [row for row in self._areas if row.parent_id == village and village is not None]
        _fill(self.group, "全部组", rows, chosen)
        self.group.setEnabled(bool(rows))

    def _on_village_changed(self) -> None:
        self._fill_groups(None)
        self.changed.emit()


def _fill(box: QComboBox, everything: str, rows: Sequence[AreaRow], chosen: int | None) -> None:
    with QSignalBlocker(box):
        box.clear()
        box.addItem(everything, None)
        for row in rows:
            box.addItem(row.name, row.id)
        box.setCurrentIndex(max(box.findData(chosen), 0))


def _key(box: QComboBox) -> int | None:
    data = box.currentData()
    return data if isinstance(data, int) else None
