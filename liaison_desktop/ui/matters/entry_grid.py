"""The keyboard grid of 连续录入: one line a visit, editors over the line being typed."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
)

from liaison_desktop.ui import theme
from liaison_desktop.ui.matters.entry_cells import EntryCells
from liaison_desktop.ui.matters.entry_model import EntryModel
from liaison_desktop.ui.matters.entry_row import (
    CADRES,
    CELLS,
    DATE,
    TEXTS,
    WAY,
    EntryRow,
    RowState,
)
from liaison_desktop.ui.matters.people_edit import CadreNames
from liaison_desktop.ui.matters.phrase_edit import PhraseChoices
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.table_delegate import CellDelegate, drawn_fields
from liaison_desktop.ui.tokens import COLOURS

_WIDTHS = (60, 112, 112, 200, 104, 0, 200, 110)  # 0 takes the room left
_STRETCHED = 5
UNCLEAR_DAY = "日期看不懂，请填如 3.5 或 2023-3-5。"
DAY_TO_COME = "走访日期在今天之后，请核对。"
_USUAL_WAY = "home"
_FROM_ABOVE = (DATE, CADRES, WAY)


class EntryGrid(QTableView):
    """Enter goes on cell by cell; at the end of a line the line is told and the next opens."""

    finished = Signal(object)
    """A line is to be stored: its ``EntryRow``."""
    typed = Signal()
    """Something was typed."""
    removal_wanted = Signal()
    """The line being typed is to go."""
    given_up = Signal(object)
    """What was typed in a line is not wanted: its ``EntryRow``."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._year = desk.office.context.today().year
        self.row: EntryRow | None = None
        self.lines = EntryModel(self)
        self.setModel(self.lines)
        # Made once and laid over the line in which the keys are: editors are slow to make.
        self.cells = EntryCells(
            desk, CadreNames(), {name: PhraseChoices() for name in TEXTS}, self._day
        )
        for editor in self.cells.editors.values():
            editor.setParent(self.viewport())
            editor.hide()
        self._lay_out()
        self._connect()
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def set_year(self, year: int) -> None:
        """Understand 3.5 as a day of this year from now on."""
        self._year = year

    def set_names(self, names: CadreNames) -> None:
        """Offer these cadres."""
        self.cells.cadres.set_names(names)

    def set_phrases(self, phrases: Mapping[str, PhraseChoices]) -> None:
        """Offer these short codes and texts in each text cell."""
        for name, choices in phrases.items():
            self.cells.texts[name].set_choices(choices)

    def begin(self, place: int | None = None, name: str = DATE) -> None:
        """Put the editors over a line, the last one if None, and give a cell the keys."""
        place = len(self.lines.rows) - 1 if place is None else place
        row = self.lines.rows[place]
        if row is not self.row:
            self.leave()
            self._take_from_above(place, row)
            self._open(place, row)
        self.scrollTo(self.lines.index(place, CELLS.index(name) + 1))
        self._place_editors()
        self.cells.focus(name)

    def leave(self) -> None:
        """Leave the line being typed; a stored one that was changed is told."""
        row = self.row
        self.collect()
        self._close()
        if row is not None and row.id is not None and row.touched:
            self.finished.emit(row)

    def collect(self) -> None:
        """Bring what stands in the editors into the line."""
        if self.row is None:
            return
        for name in CELLS:
            self.row.cells[name] = self.cells.value(name)

    def show_row(self, row: EntryRow) -> None:
        """Draw a line anew, in its editors too where nobody types in them."""
        if row not in self.lines.rows:
            return
        self.lines.show_line(row)
        place = self.lines.rows.index(row)
        high = theme.metrics().row + theme.metrics().px(4)
        self.setRowHeight(place, high + (theme.metrics().px(24) if row.sentence else 0))
        if row is self.row and not row.touched:
            self._fill(row)
        self._place_editors()
        self.viewport().update()

    def finish(self) -> None:
        """Tell that the line being typed is complete, and open the next."""
        row = self.row
        if row is None:
            return
        self.collect()
        place = self.lines.rows.index(row)
        if not row.worth_saving and row.id is None:
            self.begin(place, CELLS[2])
            return
        self._close()
        if place == len(self.lines.rows) - 1:
            self.lines.add_line()
        if row.id is None or row.touched:
            self.finished.emit(row)
        self.begin(place + 1)

    def remove(self, row: EntryRow) -> None:
        """Take a line out."""
        if row not in self.lines.rows:
            return
        place = self.lines.rows.index(row)
        self._close()
        self.lines.remove_line(place)
        self.begin(min(place, len(self.lines.rows) - 1))

    def replace(self, rows: list[EntryRow]) -> None:
        """Show other lines."""
        self._close()
        for editor in self.cells.editors.values():
            editor.hide()
        self.lines.replace(rows)
        for row in rows:
            self.show_row(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write below a line what is to be known about it."""
        super().paintEvent(event)
        sizes = theme.metrics()
        painter = QPainter(self.viewport())
        for place, row in enumerate(self.lines.rows):
            if not row.sentence:
                continue
            top = self.rowViewportPosition(place) + sizes.row + sizes.px(3)
            room = QRect(
                max(self.columnViewportPosition(1), 0) + sizes.px(8), top,
                self.viewport().width() - self.columnWidth(0) - sizes.px(16), sizes.px(24),
            )  # fmt: skip
            bad = row.state is RowState.PROBLEM
            ground = QColor(COLOURS.amber_soft if bad else COLOURS.surface)
            painter.fillRect(room.adjusted(-sizes.px(7), 0, sizes.px(8), -1), ground)
            painter.setPen(QColor(COLOURS.amber if bad else COLOURS.ink_soft))
            fits = painter.fontMetrics().elidedText(
                row.sentence, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fits)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns in the room there is."""
        super().resizeEvent(event)
        self._fit_columns()
        self._place_editors()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let the editors follow their line."""
        super().scrollContentsBy(dx, dy)
        self._place_editors()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "lines"):
            self.verticalHeader().setDefaultSectionSize(theme.metrics().row + theme.metrics().px(4))
            for row in self.lines.rows:
                self.show_row(row)
            self._fit_columns()

    def _open(self, place: int, row: EntryRow) -> None:
        self._fill(row)
        self.row = row
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.lines.index(place, 1))
        self.selectionModel().blockSignals(blocked)
        self._place_editors()

    def _close(self) -> None:
        row, self.row = self.row, None
        self.cells.household.drop.hide()
        if row is not None:
            self.lines.show_line(row)

    def _fill(self, row: EntryRow) -> None:
        for name in CELLS:
            self.cells.show_cell(name, row.cells.get(name))

    def _place_editors(self) -> None:
        """Lay the editors over the upper part of their line."""
        if self.row is None or self.row not in self.lines.rows:
            return
        place = self.lines.rows.index(self.row)
        high = theme.metrics().row + theme.metrics().px(4)
        for column, name in enumerate(CELLS, start=1):
            room = self.visualRect(self.lines.index(place, column))
            editor = self.cells.editors[name]
            editor.setGeometry(room.x(), room.y(), room.width(), min(room.height(), high))
            editor.show()

    def _take_from_above(self, place: int, row: EntryRow) -> None:
        """Let a fresh line begin with day, cadre and way of the line above."""
        if row.touched or row.id is not None:
            return
        for name in _FROM_ABOVE:
            above = self.lines.rows[place - 1].cells.get(name) if place else None
            if not row.cells.get(name) and (name != DATE or isinstance(above, date)):
                row.cells[name] = above
        row.cells[WAY] = row.cells.get(WAY) or _USUAL_WAY

    def _day(self) -> date:
        """Return the day 3.5 is understood from: today, or the end of the year chosen."""
        today = self._desk.office.context.today()
        return today if today.year == self._year else date(self._year, 12, 31)

    def _on_edited(self) -> None:
        if self.row is not None:
            self.row.touched = True
            self.collect()
            self.typed.emit()

    def _go_on(self, name: str) -> None:
        place = CELLS.index(name) + 1
        if place == len(CELLS):
            self.finish()
        elif self.row is not None:
            self.collect()
            unclear = name == DATE and bool(self.cells.date.problem())
            to_come = name == DATE and self._is_to_come(self.row.cells[DATE])
            if name == DATE:
                self._say(self.row, UNCLEAR_DAY if unclear else DAY_TO_COME if to_come else "")
            self.cells.focus(DATE if unclear else CELLS[place])

    def _is_to_come(self, day: object) -> bool:
        return isinstance(day, date) and day > self._desk.office.context.today()

    def _say(self, row: EntryRow, sentence: str) -> None:
        """Say below a line what is wrong with its day, or no longer say it."""
        if sentence:
            row.state, row.sentence, row.touched = RowState.PROBLEM, sentence, True
        elif row.sentence in (UNCLEAR_DAY, DAY_TO_COME):
            row.state = RowState.OPEN if row.id is None else RowState.SAVED
            row.sentence = ""
        else:
            return
        self.show_row(row)

    def _go_back(self, name: str) -> None:
        place = CELLS.index(name) - 1
        if place >= 0:
            self.cells.focus(CELLS[place])

    def _step(self, lines: int, name: str) -> None:
        if self.row is None:
            return
        place = self.lines.rows.index(self.row) + lines
        self.begin(min(max(place, 0), len(self.lines.rows) - 1), name)

    def _repeat(self, name: str) -> None:
        """Take a cell of the line above (同上)."""
        row, cells = self.row, self.cells
        if row is None:
            return
        place = self.lines.rows.index(row)
        cells.show_cell(name, None)
        if place > 0:
            cells.show_cell(name, self.lines.rows[place - 1].cells.get(name))
        self._on_edited()

    def _give_up(self) -> None:
        """Empty a new line; one that was stored is asked for again by the page."""
        row, cells = self.row, self.cells
        if row is None:
            return
        if row.id is None:
            row.cells, row.touched, row.sentence = {}, False, ""
            row.state = RowState.OPEN
            self._take_from_above(self.lines.rows.index(row), row)
            self._fill(row)
            self.show_row(row)
            cells.focus(DATE)
        self.given_up.emit(row)
        self.typed.emit()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """Open the line that was clicked."""
        if current.isValid() and self.lines.rows[current.row()] is not self.row:
            self.begin(current.row(), CELLS[max(current.column() - 1, 0)])

    def _connect(self) -> None:
        cells = self.cells
        cells.edited.connect(self._on_edited)
        cells.went_on.connect(self._go_on)
        cells.went_back.connect(self._go_back)
        cells.stepped.connect(self._step)
        cells.repeated.connect(self._repeat)
        cells.given_up.connect(self._give_up)
        cells.removed.connect(self.removal_wanted)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._place_editors())

    def _fit_columns(self) -> None:
        sizes = theme.metrics()
        room = self.viewport().width() - sum(sizes.px(wide) for wide in _WIDTHS if wide)
        for column, wide in enumerate(_WIDTHS):
            self.setColumnWidth(column, sizes.px(wide) if wide else max(room, sizes.px(180)))

    def _lay_out(self) -> None:
        self.setItemDelegate(_EntryDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.metrics().row + theme.metrics().px(4))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setAccessibleName("连续录入走访")


class _EntryDelegate(CellDelegate):
    """Draws cells in the upper part of a line; below stands what is to be known."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell."""
        drawn = drawn_fields(option)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QColor):
            painter.fillRect(drawn.rect, ground)
        drawn.rect.setHeight(min(drawn.rect.height(), theme.metrics().row + theme.metrics().px(4)))
        super().paint(painter, option, index)
