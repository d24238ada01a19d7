"""The cells of one planned row: old beside new, each to be taken or left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.register.import_plan import PlanRow, RowState
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import label

_HEADINGS = ("项目", "现在", "改为")


class CellChoice(QWidget):
    """Remembers for every row of the plan which cells are left."""

    changed = Signal()
    """A cell was taken or left."""

    def __init__(self) -> None:
        super().__init__()
        self._row: PlanRow | None = None
        self._left: set[tuple[int, str]] = set()
        self.words = label("", "field", wrap=True)
        self.table = QTableWidget(0, len(_HEADINGS))
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(theme.metrics().row)
        self.table.itemChanged.connect(self._on_item_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.metrics().px(6))
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    @property
    def left(self) -> frozenset[tuple[int, str]]:
        """The cells left: key of the row and field."""
        return frozenset(self._left)

    def forget(self) -> None:
        """Begin another plan."""
        self._left.clear()
        self.show_row(None)

    def show_row(self, row: PlanRow | None) -> None:
        """Show the cells of a row, nothing for None."""
        self._row = row
        cells = row.changes if row is not None else ()
        blocked = self.table.blockSignals(True)
        self.table.setRowCount(len(cells))
        for place, cell in enumerate(cells):
            texts = (cell.label, cell.old or "（空）", cell.new or "（空）")
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == 0 and row is not None:
                    taken = (row.key, cell.field) not in self._left
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
                self.table.setItem(place, column, item)
        self.table.blockSignals(blocked)
        self.table.setVisible(bool(cells))
        self.words.setText(_words(row))

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        if self._row is None or item.column() != 0:
            return
        cell = (self._row.key, self._row.changes[item.row()].field)
        if item.checkState() == Qt.CheckState.Checked:
            self._left.discard(cell)
        else:
            self._left.add(cell)
        self.changed.emit()


def _words(row: PlanRow | None) -> str:
    if row is None:
        return "选一行，这里逐项显示现在的内容和要改成的内容。"
    problems = " ".join(row.problems)
    if row.state is RowState.NEW:
        return f"{row.household} {row.name}：新增，这一行的内容都会存入。{problems}"
    if row.changes:
        return f"{row.household} {row.name}：取消打勾的项目保持现在的内容。{problems}"
    return f"{row.household} {row.name}：{problems or '没有要改的内容。'}"
