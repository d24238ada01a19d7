"""A little sheet of paper on which the first card to be printed is clicked."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liaison_desktop.documents.sheet import SheetGrid
from liaison_desktop.ui import theme
from liaison_desktop.ui.tokens import COLOURS

_HEIGHT = 168
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class StartCell(QWidget):
    """Cells before the start are grey: they were used on an earlier run."""

    changed = Signal(int)
    """Another cell was chosen: its number from 1."""

    def __init__(self, grid: SheetGrid) -> None:
        super().__init__()
        self._grid, self._cell, self._cards = grid, 1, grid.cells
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("点一格，从这里开始打印，剪剩的半张纸接着用")
        self._name()

    @property
    def cell(self) -> int:
        """Return the cell chosen, from 1."""
        return self._cell

    def set_sheet(self, grid: SheetGrid, cards: int) -> None:
        """Show another sheet; the first cell is chosen when the sheet changed.

        Args:
            grid: Its cells.
            cards: How many cards of this size are printed.
        """
        if grid != self._grid:
            self._cell = 1
        self._grid, self._cards = grid, cards
        self._name()
        self.updateGeometry()
        self.update()

    def choose(self, cell: int) -> None:
        """Choose a cell, as a click on it does."""
        cell = min(max(cell, 1), self._grid.cells)
        if cell != self._cell:
            self._cell = cell
            self._name()
            self.update()
            self.changed.emit(cell)

    def sizeHint(self) -> QSize:
        """Return the size of the little sheet."""
        high = theme.metrics().px(_HEIGHT)
        return QSize(round(high * self._grid.width / self._grid.height), high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the cells with the arrows."""
        key = Qt.Key(event.key())
        steps = {**_STEPS, Qt.Key.Key_Up: -self._grid.columns, Qt.Key.Key_Down: self._grid.columns}
        if key in steps:
            self.choose(self._cell + steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(1 if key == Qt.Key.Key_Home else self._grid.cells)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        for number in range(1, self._grid.cells + 1):
            if self._rect(number).contains(event.position()):
                self.choose(number)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet and its cells."""
        painter = QPainter(self)
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(sheet, QColor(COLOURS.surface))
        painter.setPen(QColor(COLOURS.accent if self.hasFocus() else COLOURS.line_strong))
        painter.drawRect(sheet)
        font = QFont(painter.font())
        font.setPixelSize(theme.metrics().px(11))
        painter.setFont(font)
        for number in range(1, self._grid.cells + 1):
            self._draw_cell(painter, number)
        painter.end()

    def _draw_cell(self, painter: QPainter, number: int) -> None:
        used, filled = number < self._cell, number < self._cell + self._cards
        ground = COLOURS.sunken if used else COLOURS.accent_soft if filled else COLOURS.surface
        ink = COLOURS.ink_faint if used else COLOURS.accent
        rect = self._rect(number).adjusted(1, 1, -1, -1)
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(COLOURS.accent if number == self._cell else COLOURS.line))
        painter.drawRect(rect)
        painter.setPen(QColor(ink))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(number))

    def _rect(self, number: int) -> QRectF:
        """Return the place of a cell in the drawing."""
        scale = self.height() / self._grid.height
        x, y = self._grid.origin(number - 1)
        return QRectF(
            x * scale, y * scale, self._grid.cell_width * scale, self._grid.cell_height * scale
        )

    def _name(self) -> None:
        self.setAccessibleName(f"从第 {self._cell} 格开始，共 {self._grid.cells} 格")
