"""The lines of 连续录入 as a table."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from liaison_desktop.ui.icons import Ink, icon
from liaison_desktop.ui.matters.entry_row import CELLS, EntryRow, RowState
from liaison_desktop.ui.tokens import COLOURS

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("", "日期", "走访干部", "走访对象", "方式", "反映的问题", "当场答复", "备注")
_SIGNS = {
    RowState.SAVED: ("ok", Ink.GREEN),
    RowState.PROBLEM: ("warning", Ink.AMBER),
    RowState.SAVING: ("clock", Ink.FAINT),
}
_STATE_WORDS = {
    RowState.SAVED: "已保存",
    RowState.PROBLEM: "还没有保存",
    RowState.SAVING: "正在保存",
    RowState.OPEN: "",
}


class EntryModel(QAbstractTableModel):
    """The first column says what became of a line; there is always an empty one at the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[EntryRow] = [EntryRow()]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row = self.rows[index.row()]
        if index.column() == 0:
            return self._sign(index.row(), row, role)
        name = CELLS[index.column() - 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text(name)
        if role == Qt.ItemDataRole.ForegroundRole and row.waits(name):
            return QColor(COLOURS.amber)
        if role == Qt.ItemDataRole.BackgroundRole and row.state is RowState.PROBLEM:
            return QColor(COLOURS.amber_soft)
        return None

    def replace(self, rows: list[EntryRow]) -> None:
        """Show other lines and an empty one after them."""
        self.beginResetModel()
        self.rows = [*rows, EntryRow()]
        self.endResetModel()

    def add_line(self) -> None:
        """Put an empty line at the end."""
        end = len(self.rows)
        self.beginInsertRows(QModelIndex(), end, end)
        self.rows.append(EntryRow())
        self.endInsertRows()

    def remove_line(self, place: int) -> None:
        """Take a line out; the last empty one is made anew."""
        self.beginRemoveRows(QModelIndex(), place, place)
        del self.rows[place]
        self.endRemoveRows()
        if place == len(self.rows):
            self.add_line()

    def show_line(self, row: EntryRow) -> None:
        """Draw a line anew."""
        if row in self.rows:
            place = self.rows.index(row)
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(HEADINGS) - 1))

    @staticmethod
    def _sign(place: int, row: EntryRow, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(place + 1)
        if role == Qt.ItemDataRole.DecorationRole and row.state in _SIGNS:
            return icon(*_SIGNS[row.state])
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.sentence or _STATE_WORDS[row.state]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(COLOURS.ink_faint)
        if role == Qt.ItemDataRole.BackgroundRole and row.state is RowState.PROBLEM:
            return QColor(COLOURS.amber_soft)
        return None
