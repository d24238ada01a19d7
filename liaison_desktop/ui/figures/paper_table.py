"""A table of figures as it would stand on paper: to read, to walk through, to copy."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView

from liaison_desktop.domain.figures.summary import PaperTable
from liaison_desktop.ui import theme
from liaison_desktop.ui.table import TableView
from liaison_desktop.ui.table_copy import table_mime

Index = QModelIndex | QPersistentModelIndex
_FIRST, _REST = 150, 96  # widths in pixels at 100 %


class _Model(QAbstractTableModel):
    """The cells of a table; the first column is its names."""

    def __init__(self) -> None:
        super().__init__()
        self.table = PaperTable("", (), ())

    def show(self, table: PaperTable) -> None:
        """Hold another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.table.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: names at the left, figures at the right."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heads."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.table.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.heads[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


class PaperTableView(TableView):
    """Ctrl+C copies the whole table; a row that is walked to is told."""

    row_chosen = Signal(int)
    """Another row is current."""

    def __init__(self, name: str) -> None:
        """Make an empty table.

        Args:
            name: What readers of the screen are told.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self._cells = _Model()
        self.setModel(self._cells)
        self.copy_pressed.connect(self.copy)
        self.selectionModel().currentRowChanged.connect(self._on_row)

    @property
    def table(self) -> PaperTable:
        """The table shown."""
        return self._cells.table

    def show_table(self, table: PaperTable) -> None:
        """Show another table."""
        self._cells.show(table)
        header, px = self.horizontalHeader(), theme.metrics().px
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in range(len(table.heads)):
            wide = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            self.setColumnWidth(column, max(wide + px(6), px(_REST if column else _FIRST)))
        header.setStretchLastSection(True)

    def whole_height(self, most: int) -> int:
        """Return the height that shows all rows, or ``most`` of them."""
        rows = min(len(self.table.rows), most)
        bar = self.horizontalScrollBar().sizeHint().height()
        high = self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + rows * high + bar + 2

    def copy(self) -> None:
        """Put the table in the clipboard, heads above."""
        table = self.table
        QGuiApplication.clipboard().setMimeData(table_mime((table.heads, *table.rows)))

    def _on_row(self, current: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(current.row())


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
