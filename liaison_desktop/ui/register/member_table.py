"""The grid of the family: Enter goes to the next cell, F4 repeats the cell above."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QMenu,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.ui import theme
from liaison_desktop.ui.editors import CodeEditor, Editor, Value, make_editor
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.register.member_editing import RELATION
from liaison_desktop.ui.register.member_model import PROBLEM_ROLE, MemberModel, column_width
from liaison_desktop.ui.table_delegate import CellDelegate, drawn_fields
from liaison_desktop.ui.tokens import COLOURS

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDGE = QColor(COLOURS.amber)
_TINT = QColor(214, 140, 20, 38)  # amber, thin enough to read through
_Hint = QAbstractItemDelegate.EndEditHint


class MemberDelegate(CellDelegate):
    """Edits a cell with the editor its field has in forms."""

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today = today
        # The widget of an editor is what Qt hands back; its editor is looked up here.
        self._editors: dict[QObject, tuple[Editor, bool]] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Tint a cell with a problem; the style sheet paints over the model's own ground."""
        super().paint(painter, option, index)
        if index.data(PROBLEM_ROLE):
            rect = drawn_fields(option).rect
            painter.fillRect(rect, _TINT)
            painter.fillRect(rect.x(), rect.y(), theme.metrics().px(3), rect.height(), _EDGE)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return an editor; a hidden value is replaced by typing, never shown by it."""
        model = _model(index.model())
        field = model.fields[index.column()]
        editor = make_editor(_unitless(field), code_list, self._today)
        widget = editor.focus_widget
        widget.setParent(parent)
        widget.setProperty("inCell", "true")
        hidden = model.hidden(index)
        if hidden and isinstance(widget, QLineEdit):
            widget.setPlaceholderText(str(index.data() or ""))
        self._editors[widget] = (editor, hidden)
        widget.destroyed.connect(lambda: self._editors.pop(widget, None))
        if isinstance(editor, CodeEditor):
            editor.taken.connect(lambda: self._finish(widget, _Hint.EditNextItem))
        return widget

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value of the cell, unless it is hidden."""
        one, hidden = self._editors[editor]
        if not hidden:
            one.set_value(_model(index.model()).value(index))
            line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
            if isinstance(line, QLineEdit):
                line.selectAll()  # what is typed replaces the value, as in a worksheet

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was typed; a hidden value stays where nothing was typed."""
        one, hidden = self._editors[editor]
        if isinstance(one, CodeEditor):
            one.take_best_hit()
        value = one.value()
        if hidden and value is None:
            return
        model.setData(_plain_index(index), value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Fill the cell."""
        super().updateEditorGeometry(editor, option, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter stores the cell and goes on; F4 takes the cell above."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            known = self._editors.get(watched)
            if known is not None and isinstance(watched, QWidget):
                if event.key() in _ENTER:
                    self._finish(watched, _Hint.EditNextItem)
                    return True
                if event.key() == Qt.Key.Key_F4:
                    self._repeat_above(known[0])
                    return True
        return super().eventFilter(watched, event)

    def _repeat_above(self, editor: Editor) -> None:
        table = self.parent()
        if isinstance(table, MemberTable):
            editor.set_value(table.value_above())

    def _finish(self, widget: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.commitData.emit(widget)
        self.closeEditor.emit(widget, hint)


class MemberTable(QTableView):
    """Shows and edits the members of one household."""

    problem_met = Signal(str)
    """What is wrong in the cell just left or now entered, "" for nothing."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.members = MemberModel(today, self)
        self.setModel(self.members)
        self._today = today
        self.setItemDelegate(MemberDelegate(today, self))
        self.setShowGrid(True)
        self.setTabKeyNavigation(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalScrollBar().valueChanged.connect(self._name_rows)
        self.setAccessibleName("家庭成员")
        self._fit()

    def edit_cell(self, row: int, field: str) -> None:
        """Begin to edit a cell."""
        column = [one.name for one in self.members.fields].index(field)
        index = self.members.index(row, column)
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scrollTo(index)
        self.edit(index)

    def edit_current(self) -> None:
        """Begin to edit the current cell, or the first (F2)."""
        index = self.currentIndex()
        if not index.isValid():
            index = self.members.index(0, 0)
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit(index)

    def finish_editing(self) -> None:
        """Take what stands in an open cell editor before saving."""
        focused = self.focusWidget()
        editor = self.indexWidget(self.currentIndex()) or focused
        delegate = self.itemDelegate()
        if isinstance(delegate, MemberDelegate) and editor is not None and editor is not self:
            self.commitData(editor)
            self.closeEditor(editor, _Hint.NoHint)

    def value_above(self) -> Value | None:
        """Return the value of the cell above the current one."""
        index = self.currentIndex()
        if index.row() < 1:
            return None
        return self.members.value(self.members.index(index.row() - 1, index.column()))

    def selected_members(self) -> list[int]:
        """Return the rows touched by the selection, the blank line left out."""
        rows = {index.row() for index in self.selectedIndexes()}
        return sorted(row for row in rows if row < len(self.members.members))

    def remove_selected(self) -> None:
        """Take the selected members out; nothing is stored until the household is saved."""
        self.members.remove(self.selected_members())

    def move_out(self) -> None:
        """Let the selected members leave the household today."""
        for row in self.selected_members():
            member = self.members.members[row]
            until = None if member.until is not None else self._today()
            self.members.change(row, replace(member, until=until))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, F4 repeats the cell above, Ctrl+Del takes a member out."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER:
            self.edit_current()
        elif event.key() == Qt.Key.Key_F4:
            self.members.setData(self.currentIndex(), self.value_above())
        elif event.key() == Qt.Key.Key_Delete and control:
            self.remove_selected()
        elif event.key() == Qt.Key.Key_Delete:
            self._blank_selected()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what is wrong where the person is, or where he just was."""
        super().currentChanged(current, previous)
        found = (self._problem(index) for index in (previous, current))
        self.problem_met.emit(next((text for text in found if text), ""))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit)

    def _blank_selected(self) -> None:
        for index in self.selectedIndexes():
            self.members.setData(index, None)

    def _fit(self) -> None:
        sizes = theme.metrics()
        self.verticalHeader().setDefaultSectionSize(sizes.row)
        self._name_rows()
        for column, field in enumerate(self.members.fields):
            self.setColumnWidth(column, sizes.px(column_width(field)))

    def _problem(self, index: Index) -> str:
        if not index.isValid():
            return ""
        field = self.members.fields[index.column()]
        text = self.members.problem(index.row(), field.name)
        return f"{field.label}：{text}" if text else ""

    def _name_rows(self) -> None:
        """Say at the left whose row it is while the column with the names is out of sight."""
        away = self.horizontalScrollBar().value() > self.columnWidth(0) // 2
        self.members.name_rows(names=away)
        self.verticalHeader().setFixedWidth(theme.metrics().px(76 if away else 30))
        if self.state() == QAbstractItemView.State.EditingState:
            # The wider head may have pushed the cell being edited out of sight.
            QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))

    def _on_menu(self, place: QPoint) -> None:
        if not self.selected_members():
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction("设为户主").triggered.connect(self.make_head)
        gone = self.members.members[self.selected_members()[0]].until is not None
        menu.addAction("撤回迁出" if gone else "今天迁出").triggered.connect(self.move_out)
        menu.addSeparator()
        remove = menu.addAction(icon("delete"), "删除（录错的人）\tCtrl+Del")
        remove.triggered.connect(self.remove_selected)
        menu.popup(self.viewport().mapToGlobal(place))

    def make_head(self) -> None:
        """Make the current member the head; the former head's relation is left to be said."""
        rows = self.selected_members()
        if len(rows) != 1:
            return
        column = [field.name for field in self.members.fields].index(RELATION)
        for row, member in enumerate(self.members.members):
            if member.is_head and row != rows[0]:
                self.members.setData(self.members.index(row, column), None)
        self.members.setData(self.members.index(rows[0], column), "户主")


def _model(model: QAbstractItemModel) -> MemberModel:
    if not isinstance(model, MemberModel):
        raise TypeError("the grid shows members")
    return model


def _unitless(field: Field) -> Field:
    return replace(field, unit="")


def _plain_index(index: Index) -> QModelIndex:
    model = index.model()
    return model.index(index.row(), index.column())
