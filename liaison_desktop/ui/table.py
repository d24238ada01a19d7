"""The list of every page: a table over ids, its columns, its selection, its count."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.id_table_model import Column, IdTableModel
from liaison_desktop.ui.lanes import Lanes
from liaison_desktop.ui.table_columns import ColumnKeeper
from liaison_desktop.ui.table_copy import copy_rows
from liaison_desktop.ui.table_delegate import CellDelegate

Row = TypeVar("Row")
COPY_LIMIT = 20_000
_FEW = 16


class TableView(QTableView):
    """The view; it knows keys and columns, the pane knows rows."""

    enter_pressed = Signal()
    """Enter in the list."""
    copy_pressed = Signal()
    """Ctrl+C in the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CellDelegate(self))
        self.verticalHeader().hide()
        # Fixed heights: otherwise Qt measures a million rows.
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self._fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Home and End go to the ends, Ctrl+C copies a table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            last = self.model().rowCount() - 1
            self._go_to(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt's own search would read every row of the store one by one."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit_rows()

    def _fit_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.metrics().row)

    def _go_to(self, row: int) -> None:
        if row >= 0:
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.model().index(row, column))


class TablePane(QWidget, Generic[Row]):
    """A list with its count below and its empty state over it.

    The page asks the store for ids and gives them to ``show_ids``; everything else the
    pane does by itself.
    """

    sort_requested = Signal(str, bool)
    """A heading was clicked: key of the column, whether descending."""
    open_requested = Signal(object)
    """Enter or a double click: the id of the record."""
    current_changed = Signal(object)
    """Another record is current: its id, or None."""
    selection_changed = Signal(int)
    """How many records are selected now."""
    empty_action_requested = Signal()
    """The button of the empty state."""
    copied = Signal(int)
    """So many rows lie in the clipboard."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Mapping[int, Row]],
        lanes: Lanes,
        *,
        measure: str = "条",
    ) -> None:
        """Make an empty list.

        Args:
            name: Under which its columns are kept, e.g. ``households``.
            columns: Its columns.
            fetch: Returns the rows of some ids; runs on the read lane.
            lanes: Where to ask.
            measure: Measure word of the count: 户, 人, 张, 件.
        """
        super().__init__()
        self.model = self.make_model(columns, fetch, lanes)
        self.view = TableView()
        self.view.setModel(self.model)
        # A heading asks whether its whole column is selected, cell by cell, at each repaint:
        # seconds with all of a million rows chosen. One with a selection of its own does not.
        header = self.view.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        self._fetch, self._lanes, self._measure = fetch, lanes, measure
        self._empty_text: EmptyText | None = None
        self._shown = False
        self._current: int | None = None
        self._sort = ("", False)
        self.columns = ColumnKeeper(self.view, name, self.model.columns)
        self.empty_state = EmptyState(self.view.viewport())
        self.empty_state.action_requested.connect(self.empty_action_requested)
        self.count_label = QLabel()
        self.count_label.setProperty("role", "caption")
        self._lay_out()
        self._connect()

    def make_model(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Mapping[int, Row]],
        lanes: Lanes,
    ) -> IdTableModel[Row]:
        """Return the model of this list; lists with ticks have one of their own."""
        return IdTableModel(columns, fetch, lanes, self)

    def show_ids(self, ids: "array[int]") -> None:
        """Show an answer; selection, current record and scroll place survive where they can.

        Args:
            ids: Every id of the answer in its order, ``array("q")``.
        """
        chosen, everything = self._chosen(), self._all_chosen()
        current, top = self.current_id(), self.view.verticalScrollBar().value()
        same_order = ids == self.model.ids
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        self.model.set_ids(ids)
        self._select(chosen, everything=everything)
        selection.blockSignals(blocked)
        if same_order:
            self.view.verticalScrollBar().setValue(top)
        if current is not None:
            self.show_record(current, scroll=not same_order)
        self._shown = True
        self._update_foot()
        self._on_current_changed()

    def refresh(self) -> None:
        """Ask again for the rows shown because records changed; ids and order stay."""
        self.model.refresh()

    def set_empty(self, text: EmptyText) -> None:
        """Say what stands there when an answer is empty."""
        self._empty_text = text
        self._update_foot()

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Show by which column the ids are sorted, "" for none."""
        self._sort = (key, descending)
        header = self.view.horizontalHeader()
        keys = [column.key for column in self.model.columns]
        header.setSortIndicatorShown(key in keys)
        if key in keys:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(keys.index(key), order)

    def show_record(self, record_id: int, *, scroll: bool = True) -> bool:
        """Make a record current and scroll to it; tell whether the answer holds it."""
        place = self.model.place_of(record_id)
        if place < 0:
            return False
        flag = QItemSelectionModel.SelectionFlag
        index = self.model.index(place, max(self.columns.first_visible(), 0))
        keep = self.view.selectionModel().isRowSelected(place)
        how = flag.NoUpdate if keep else flag.ClearAndSelect | flag.Rows
        self.view.selectionModel().setCurrentIndex(index, how)
        if scroll:
            self.view.scrollTo(index)
        return True

    def current_id(self) -> int | None:
        """Return the id of the current record."""
        index = self.view.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> "array[int]":
        """Return the ids selected, in the order of the list."""
        if self._all_chosen():
            return self.model.ids[:]
        result = array("q")
        for first, last in self._ranges():
            result.extend(self.model.ids[first : last + 1])
        return result

    def selected_count(self) -> int:
        """Return how many records are selected."""
        return sum(last - first + 1 for first, last in self._ranges())

    def _ranges(self) -> list[tuple[int, int]]:
        """Return the selected stretches of rows in order, without overlaps."""
        merged: list[tuple[int, int]] = []
        selection = self.view.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        for first, last in sorted((part.top(), part.bottom()) for part in parts):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged

    def _all_chosen(self) -> bool:
        count = len(self.model.ids)
        # A list of one is no choice of everything: what comes to it later is not chosen too.
        return count > 1 and self._ranges() == [(0, count - 1)]

    def _chosen(self) -> frozenset[int]:
        return frozenset() if self._all_chosen() else frozenset(self.selected_ids())

    def _select(self, chosen: frozenset[int], *, everything: bool) -> None:
        ids = self.model.ids
        if everything and len(ids) > 1:
            self.view.selectAll()
            return
        if len(chosen) <= _FEW:
            places = sorted(place for one in chosen if (place := self.model.place_of(one)) >= 0)
        else:
            places = [place for place, one in enumerate(ids) if one in chosen]
        selection, last = QItemSelection(), len(self.model.columns) - 1
        for first, final in _stretches(places):
            selection.select(self.model.index(first, 0), self.model.index(final, last))
        flag = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(selection, flag.ClearAndSelect | flag.Rows)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.metrics().gap, 0, theme.metrics().gap, 0)
        foot.addWidget(self.count_label)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.metrics().px(5))
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._on_heading_clicked)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_heading_menu)
        self.view.enter_pressed.connect(self._on_open)
        self.view.doubleClicked.connect(self._on_open)
        self.view.copy_pressed.connect(self.copy_selection)
        selection = self.view.selectionModel()
        selection.currentRowChanged.connect(self._on_current_changed)
        selection.selectionChanged.connect(self._on_selection_changed)

    def copy_selection(self) -> None:
        """Put the selected rows in the clipboard as a table, headings above.

        Rows not in the cache are read first; at most 20,000, beyond that there is export.
        """
        ids = self.selected_ids()[:COPY_LIMIT]
        columns = self.columns.visible()
        if not ids or not columns:
            return

        def answered(rows: Mapping[int, Row]) -> None:
            copy_rows(columns, [rows[one] for one in ids if one in rows])
            self.copied.emit(len(ids))

        self._lanes.read((id(self), "copy"), lambda: self._fetch(ids), answered, owner=self)

    def _on_heading_clicked(self, section: int) -> None:
        column = self.model.columns[section]
        if not column.sortable:
            self.show_sort(self._sort[0], descending=self._sort[1])
            return
        key, descending = self._sort
        turned = not descending if key == column.key else False
        self.show_sort(column.key, descending=turned)
        self.sort_requested.emit(column.key, turned)

    def _on_heading_menu(self, place: QPoint) -> None:
        menu: QMenu = self.columns.menu(self)
        menu.popup(self.view.horizontalHeader().mapToGlobal(place))

    def _on_open(self) -> None:
        current = self.current_id()
        if current is not None:
            self.open_requested.emit(current)

    def _on_current_changed(self) -> None:
        current = self.current_id()
        if current != self._current:
            self._current = current
            self.current_changed.emit(current)

    def _on_selection_changed(self) -> None:
        self._update_foot()
        self.selection_changed.emit(self.selected_count())

    def _update_foot(self) -> None:
        if not self._shown:
            return
        count, selected = len(self.model.ids), self.selected_count()
        text = f"共 {count:,} {self._measure}"
        self.count_label.setText(f"{text}，已选 {selected:,}" if selected > 1 else text)
        if count == 0 and self._empty_text is not None:
            self.empty_state.show_text(self._empty_text)
        else:
            self.empty_state.hide()


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return sorted places as stretches of neighbours."""
    result: list[tuple[int, int]] = []
    for place in places:
        if result and place == result[-1][1] + 1:
            result[-1] = (result[-1][0], place)
        else:
            result.append((place, place))
    return result
