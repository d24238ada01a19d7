"""The four columns of a 公示表 on the screen; what must not be published stands out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from liaison_desktop.domain.matters.leak import LEAK_LABELS, Leak
from liaison_desktop.domain.matters.notice import NoticeLine
from liaison_desktop.services.matters.notice_scan import HANDLING, MATTER, OWNER
from liaison_desktop.ui import theme
from liaison_desktop.ui.id_table_model import Index
from liaison_desktop.ui.tokens import Tone, tone_colours

_LIMIT = "办结时限"
_TITLES = (MATTER, OWNER, _LIMIT, HANDLING)
_EDITED = {0: "matter", 1: "owner", 3: "handling"}
_ASIDE = 8  # px the style sheet keeps free on both sides of a text
_COLUMN_OF = {MATTER: 0, OWNER: 1, HANDLING: 3}


class NoticeTable(QTableWidget):
    """Enter or F2 changes a cell of a draft; a published notice is only read."""

    mended = Signal(int, str, str)
    """A cell was changed: place of the line, ``matter``, ``owner`` or ``handling``, text."""

    def __init__(self) -> None:
        super().__init__(0, len(_TITLES))
        self.setHorizontalHeaderLabels(list(_TITLES))
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("公示表")
        self._lines: tuple[NoticeLine, ...] = ()
        self._filling = False
        header, side = self.horizontalHeader(), self.verticalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        for column in (0, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        # Lines break anew when a column has its width, which is after the table has its own.
        header.sectionResized.connect(self._fit_rows)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        side.setHighlightSections(False)
        self.setItemDelegate(_WholeText(self))
        self._fit_columns()
        self.itemChanged.connect(self._on_item_changed)

    def show_lines(self, lines: Sequence[NoticeLine], *, mendable: bool) -> None:
        """Show the lines of a notice.

        Args:
            lines: Its lines.
            mendable: Whether cells may be changed.
        """
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed
            if mendable
            else triggers.NoEditTriggers
        )
        self._lines = tuple(lines)
        self._filling = True
        self.setRowCount(0)  # a cell being changed belongs to what was shown before
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            day = line.limit_on.isoformat() if line.limit_on is not None else ""
            for column, text in enumerate((line.matter, line.owner, day, line.handling)):
                self.setItem(row, column, _cell(text, editable=mendable and column in _EDITED))
        self._filling = False
        self.resizeRowsToContents()

    def show_leaks(self, leaks: Sequence[Leak]) -> None:
        """Colour the cells that hold what must not be published, and say what it is."""
        found: dict[tuple[int, int], list[str]] = {}
        for leak in leaks:
            if (place := place_of(leak, len(self._lines))) is not None:
                found.setdefault(place, []).append(LEAK_LABELS[leak.kind])
        self._filling = True
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                self._mark(row, column, found)
        self._filling = False

    def go_to(self, leak: Leak) -> None:
        """Go to the cell of a leak and begin to change it."""
        place = place_of(leak, len(self._lines))
        if place is not None:
            self.setCurrentCell(*place)
            self.setFocus()
            self.edit(self.currentIndex())

    def current_line(self) -> NoticeLine | None:
        """Return the line the keys are in."""
        row = self.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter changes the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_columns()

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()

    def _fit_columns(self) -> None:
        sizes = theme.metrics()
        self.verticalHeader().setMinimumSectionSize(sizes.row)
        for column, width in ((1, 92), (2, 104)):
            self.setColumnWidth(column, sizes.px(width))

    def _mark(self, row: int, column: int, found: Mapping[tuple[int, int], list[str]]) -> None:
        item, kinds = self.item(row, column), found.get((row, column))
        if item is None:
            return
        text, ground = tone_colours(Tone.RED)
        if kinds:
            item.setBackground(QColor(ground))
            item.setForeground(QColor(text))
            item.setToolTip(f"不能公示：{'、'.join(dict.fromkeys(kinds))}")
        else:
            item.setData(Qt.ItemDataRole.BackgroundRole, None)
            item.setData(Qt.ItemDataRole.ForegroundRole, None)
            item.setToolTip("")

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        name = _EDITED.get(item.column())
        if self._filling or name is None:
            return
        row, text = item.row(), item.text().strip()
        if name == "matter":
            line = replace(self._lines[row], matter=text)
        elif name == "owner":
            line = replace(self._lines[row], owner=text)
        else:
            line = replace(self._lines[row], handling=text)
        self._lines = (*self._lines[:row], line, *self._lines[row + 1 :])
        self.resizeRowToContents(row)
        self.mended.emit(row, name, text)

    def lines(self) -> tuple[NoticeLine, ...]:
        """Return the lines as they stand now."""
        return self._lines


class _WholeText(QStyledItemDelegate):
    """Makes rows as high as their longest text needs: a notice is read whole."""

    def __init__(self, view: QTableWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of a text broken into lines."""
        sizes, width = theme.metrics(), self._view.columnWidth(index.column())
        room = QRect(0, 0, max(width - 2 * sizes.px(_ASIDE), sizes.px(40)), sizes.px(4000))
        text = self._view.fontMetrics().boundingRect(
            room, Qt.TextFlag.TextWordWrap, str(index.data() or "")
        )
        return QSize(width, max(text.height() + sizes.px(14), sizes.row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Tint a cell that leaks; the style sheet alone would leave it out."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(self._view.visualRect(_plain(index)), ground)
        super().paint(painter, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return an editor as large as the cell, in which a whole text is read."""
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the text with the cursor at its end."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data() or ""))
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the text as one line: a notice has no paragraphs."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, " ".join(editor.toPlainText().split()))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give a short text room for a longer one."""
        least = theme.metrics().px(92)
        cell = self._view.visualRect(_plain(index))
        editor.setGeometry(cell.adjusted(0, 0, 0, max(0, least - cell.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the text."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            isinstance(watched, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in enter
        ):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched)
            return True
        return super().eventFilter(watched, event)


def _plain(index: Index) -> QModelIndex:
    """Return an index as the view asks for it."""
    return index.model().index(index.row(), index.column())


def where(row: int, label: str) -> str:
    """Return how the scanner names a cell."""
    return f"第{row + 1}行“{label}”"


def place_of(leak: Leak, rows: int) -> tuple[int, int] | None:
    """Return row and column of a leak, None when it stands in no cell."""
    places = (
        (row, column)
        for row in range(rows)
        for label, column in _COLUMN_OF.items()
        if where(row, label) == leak.where
    )
    return next(places, None)


def _cell(text: str, *, editable: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    if not editable:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item
