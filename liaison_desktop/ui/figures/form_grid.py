"""A sheet of a blank form as a grid: arrows walk its cells, each shows what fills it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from liaison_desktop.domain.figures.blank_form import BlankCell, BlankSheet
from liaison_desktop.domain.figures.form_mapping import Filling
from liaison_desktop.ui import theme
from liaison_desktop.ui.table_delegate import drawn_fields
from liaison_desktop.ui.tokens import COLOURS

_PIXELS = 4.4  # of a millimetre at 100 %
_NARROWEST, _LOWEST, _INSET = 40, 28, 4
_GROUND = Qt.ItemDataRole.UserRole + 1
_GROUNDS = {
    Filling.FIGURE: COLOURS.accent_soft,
    Filling.FIELD: COLOURS.green_soft,
    Filling.LIST: COLOURS.grey_soft,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class CellNote:
    """What a cell shows in place of its own words.

    Attributes:
        text: e.g. 排查矛盾纠纷 中和村.
        filling: What fills it; None for a mere suggestion.
    """

    text: str
    filling: Filling | None


class _Drawing(QStyledItemDelegate):
    """Draws a cell on its ground, as many lines as it has room for."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        drawn, sizes = drawn_fields(option), theme.metrics()
        painter.save()
        painter.fillRect(drawn.rect, QColor(str(index.data(_GROUND) or COLOURS.surface)))
        font = index.data(Qt.ItemDataRole.FontRole)
        font = QFont(font) if isinstance(font, QFont) else QFont(drawn.font)
        font.setPixelSize(sizes.small)
        painter.setFont(font)
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(brush.color() if isinstance(brush, QBrush) else QColor(COLOURS.ink))
        inset = sizes.px(_INSET)
        box = drawn.rect.adjusted(inset, 1, -inset, -1)
        side = index.data(Qt.ItemDataRole.TextAlignmentRole)
        flags = int(side if side is not None else Qt.AlignmentFlag.AlignVCenter)
        text, wrapped = str(index.data() or ""), flags | int(Qt.TextFlag.TextWordWrap)
        metrics = painter.fontMetrics()
        if metrics.boundingRect(box, wrapped, text).height() > box.height():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            wrapped = flags
        painter.drawText(box, wrapped, text)
        if drawn.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(COLOURS.accent), 2))
            painter.drawRect(drawn.rect.adjusted(1, 1, -1, -1))
        painter.restore()


class FormGrid(QTableWidget):
    """One sheet; nothing in it is typed, its cells are chosen."""

    cell_entered = Signal(str)
    """Another cell is current: its address, "" for one that is no part of the form."""
    choice_wanted = Signal()
    """Enter or a double click: say what fills the cell."""
    accept_wanted = Signal()
    """Space: the suggestion is right."""
    forget_wanted = Signal()
    """Delete: nothing fills the cell any more."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: BlankSheet | None = None
        self._notes: Mapping[str, CellNote] = {}
        self.setAccessibleName("空白表")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_Drawing(self))
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.currentCellChanged.connect(lambda *_: self.cell_entered.emit(self.address()))
        self.cellDoubleClicked.connect(lambda *_: self.choice_wanted.emit())

    def show_sheet(self, sheet: BlankSheet) -> None:
        """Show a sheet; the first cell to be filled becomes current."""
        self._sheet, self._notes = sheet, {}
        self.blockSignals(True)
        self.clear()
        self.clearSpans()
        self.setRowCount(sheet.rows)
        self.setColumnCount(sheet.columns)
        self.setHorizontalHeaderLabels([column_name(at) for at in range(1, sheet.columns + 1)])
        sizes = theme.metrics()
        for column, width in enumerate(sheet.widths):
            self.setColumnHidden(column, not width)
            self.setColumnWidth(column, max(sizes.px(width * _PIXELS), sizes.px(_NARROWEST)))
        for row, height in enumerate(sheet.heights):
            self.setRowHidden(row, not height)
            self.setRowHeight(row, max(sizes.px(height * _PIXELS), sizes.px(_LOWEST)))
        for cell in sheet.cells:
            if cell.rows > 1 or cell.columns > 1:
                self.setSpan(cell.row - 1, cell.column - 1, cell.rows, cell.columns)
            self.setItem(cell.row - 1, cell.column - 1, self._item(cell))
        self.blockSignals(False)
        first = next((cell for cell in sheet.cells if cell.room), None)
        if first is not None:
            self.go_to(first.address)

    def show_notes(self, notes: Mapping[str, CellNote]) -> None:
        """Show what fills the cells, by address."""
        changed = set(self._notes) | set(notes)
        self._notes = notes
        sheet = self._sheet
        for address in changed:
            cell = sheet.cell(address) if sheet is not None else None
            item = self.item(cell.row - 1, cell.column - 1) if cell is not None else None
            if cell is not None and item is not None:
                self._dress(item, cell)

    def address(self) -> str:
        """Return the address of the current cell, "" for one that is no part of the form."""
        sheet = self._sheet
        row, column = self.currentRow() + 1, self.currentColumn() + 1
        found = sheet.at(row, column) if sheet is not None else None
        return found.address if found is not None else ""

    def go_to(self, address: str) -> None:
        """Make a cell current."""
        found = self._sheet.cell(address) if self._sheet is not None else None
        if found is not None:
            self.setCurrentCell(found.row - 1, found.column - 1)
            self.cell_entered.emit(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Space accepts, Delete forgets; arrows walk."""
        if event.key() in _ENTER:
            self.choice_wanted.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.accept_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.forget_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _item(self, cell: BlankCell) -> QTableWidgetItem:
        item = QTableWidgetItem()
        self._dress(item, cell)
        return item

    def _dress(self, item: QTableWidgetItem, cell: BlankCell) -> None:
        note = self._notes.get(cell.address)
        font = QFont(self.font())
        font.setBold(cell.bold)
        item.setText(cell.text)
        item.setForeground(QBrush(QColor(COLOURS.ink)))
        item.setData(_GROUND, COLOURS.amber_soft if cell.room else COLOURS.surface)
        item.setToolTip("")
        middle = Qt.AlignmentFlag.AlignVCenter
        side = Qt.AlignmentFlag.AlignHCenter if cell.centred else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(middle | side)
        if note is not None:
            item.setText(f"{cell.text}{note.text}" if cell.asks else note.text)
            item.setToolTip(note.text)
            font.setItalic(note.filling is None)
            font.setBold(False)
            faint = note.filling is None
            item.setForeground(QBrush(QColor(COLOURS.ink_faint if faint else COLOURS.ink)))
            if note.filling is not None:
                item.setData(_GROUND, _GROUNDS[note.filling])
        elif cell.formula:
            item.setForeground(QBrush(QColor(COLOURS.ink_faint)))
            item.setToolTip("公式，填表时保留")
        item.setFont(font)


def column_name(number: int) -> str:
    """Return the letters of a column, A for 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
