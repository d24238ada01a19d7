"""Forms built from field descriptions: labelled editors, problems inline, Enter onwards."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui import theme
from liaison_desktop.ui.code_edit import Choices
from liaison_desktop.ui.editors import CodeEditor, DateEditor, Editor, Value, make_editor

_TWO_COLUMNS_FROM = 640  # logical pixels at 100 %
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldCell(QWidget):
    """Label at the left, editor at the right, the problem under the editor."""

    def __init__(self, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._label = QLabel(field.label)
        self._label.setProperty("role", "field")
        self._label.setWordWrap(True)
        self._label.setBuddy(editor.focus_widget)
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        sizes = theme.metrics()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.px(10))
        grid.setVerticalSpacing(sizes.px(3))
        top = Qt.AlignmentFlag.AlignTop if field.type is FieldType.LONG_TEXT else None
        grid.addWidget(self._label, 0, 0, top or Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(editor.widget, 0, 1)
        grid.addWidget(self._problem, 1, 1)
        grid.setColumnStretch(1, 1)
        editor.focus_widget.setAccessibleName(field.label)

    def fit(self, label_width: int) -> None:
        """Align the editors of a form, at the text size in force."""
        self._label.setFixedWidth(label_width)
        self._label.setMinimumHeight(theme.metrics().control)

    def add_action(self, made: QWidget) -> None:
        """Put a button under the label of a long text."""
        place = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            layout.addWidget(made, 0, 0, place)

    def label_width(self) -> int:
        """Return the width the label needs on one line."""
        return self._label.fontMetrics().horizontalAdvance(self.field.label)

    def set_problem(self, sentence: str) -> None:
        """Show or, with "", remove what is wrong."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        theme.set_property(self.editor.focus_widget, "invalid", "true" if sentence else "false")

    def problem(self) -> str:
        """Return the sentence shown."""
        return self._problem.text()


class Form(QScrollArea):
    """A form of sections in one or two columns; it scrolls to the field that has the keys."""

    changed = Signal()
    """A value may be another."""
    completed = Signal()
    """Enter was pressed in the last field."""

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        choices: Callable[[str], Choices] = code_list,
        today: Callable[[], date] = date.today,
        wide: Collection[str] = (),
        two_columns_from: int = _TWO_COLUMNS_FROM,
    ) -> None:
        """Build an empty form.

        Args:
            fields: Its fields in order; a new ``group`` begins a section.
            choices: Returns a code list by name.
            today: Returns the present day, for dates such as 3.5.
            wide: Fields that take a whole line, as long texts do.
            two_columns_from: Width from which it has two columns, pixels at 100 %.
        """
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._wide = frozenset(wide)
        self._two_columns_from = two_columns_from
        self._hidden: frozenset[str] = frozenset()
        self._stored: dict[str, Value] = {}
        self._previous: dict[str, Value] = {}
        self._told: dict[str, str] = {}
        self._cells: dict[str, FieldCell] = {}
        for field in fields:
            self._add_cell(field, make_editor(field, choices, today))
        self._columns = 0
        self._sheet = QWidget()
        self._sheet.setProperty("role", "sheet")
        self._grid = QGridLayout(self._sheet)
        self._headings = self._make_headings(fields)
        self.setWidget(self._sheet)
        self._lay_out()

    def values(self) -> dict[str, Value]:
        """Return what stands in the form; blanks are absent, the unreadable is its text."""
        given = ((name, cell.editor.value()) for name, cell in self._cells.items())
        return {name: value for name, value in given if value is not None}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show a record; it counts as stored, and its problems are forgotten."""
        for name, cell in self._cells.items():
            cell.editor.set_value(values.get(name))
        self._stored = self.values()
        self.set_problems({})
        self.changed.emit()

    def set_value(self, name: str, value: Value | None) -> None:
        """Fill a field in for the person; it counts as typed."""
        self._cells[name].editor.set_value(value)
        self._on_edited(name)

    def add_action(self, name: str, made: QWidget) -> None:
        """Put a button under the label of a long text."""
        self._cells[name].add_action(made)

    def focused_field(self) -> str:
        """Return the name of the field that has the keys, "" for none."""
        return self._focused()

    def hide_fields(self, names: Collection[str]) -> None:
        """Hide fields that do not matter now, and show all others; their values stay."""
        hidden = frozenset(names)
        if hidden != self._hidden:
            self._hidden = hidden
            self._columns = 0
            self._lay_out()

    def restore_draft(self, values: Mapping[str, Value]) -> None:
        """Show what had been typed before a power cut; it counts as not stored."""
        for name, cell in self._cells.items():
            cell.editor.set_value(values.get(name))
        self._show_problems()
        self.changed.emit()

    @property
    def dirty(self) -> bool:
        """Tell whether the values differ from the stored ones."""
        return self.values() != self._stored

    def mark_stored(self) -> None:
        """Count the present values as stored, and as those F4 repeats."""
        self._stored = self.values()
        self._previous = dict(self._stored)
        self.changed.emit()

    def set_previous(self, values: Mapping[str, Value]) -> None:
        """Set what F4 (同上) fills in: the values of the record saved last."""
        self._previous = dict(values)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Show one sentence under each field named; the others are cleared.

        A sentence goes when its field is edited.
        """
        self._told = {name: text for name, text in problems.items() if name in self._cells}
        self._show_problems()

    def unreadable(self) -> dict[str, str]:
        """Return the fields whose text cannot be read, with a sentence each."""
        found = ((name, self.unread(name)) for name in self._cells)
        return {name: sentence for name, sentence in found if sentence}

    def unread(self, name: str) -> str:
        """Say why what stands in a field cannot be read, "" when it can."""
        return self._cells[name].editor.problem()

    def focus_field(self, name: str) -> None:
        """Give a field the keys; a date is marked, for it is typed anew as a whole."""
        editor = self._cells[name].editor
        editor.focus_widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(editor, DateEditor):
            editor.selectAll()

    def focus_first_problem(self) -> bool:
        """Give the first field with a problem the keys; tell whether there is one."""
        for name, cell in self._cells.items():
            if cell.problem():
                self.focus_field(name)
                return True
        return False

    def editor(self, name: str) -> QWidget:
        """Return the widget of a field that takes the keys."""
        return self._cells[name].editor.focus_widget

    def label_width(self) -> int:
        """Return the width of its labels, for what stands in one line with them."""
        sizes = theme.metrics()
        widest = max(cell.label_width() for cell in self._cells.values())
        return min(widest, sizes.px(150)) + sizes.px(4)

    def problem(self, name: str) -> str:
        """Return the sentence under a field, "" for none."""
        return self._cells[name].problem()

    def set_read_only(self, *, read_only: bool) -> None:
        """Let values be read but not changed."""
        for cell in self._cells.values():
            cell.editor.focus_widget.setEnabled(not read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle Enter, F4 and the arrival of the keys in the editors."""
        cell = watched.parent() if isinstance(watched, QWidget) else None
        name = watched.property("fieldName")
        if cell is None or not isinstance(name, str) or name not in self._cells:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(name, event) or super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            # After the layout settled: a new problem line may have moved the field.
            QTimer.singleShot(0, self, lambda: self._show(name))
        elif event.type() == QEvent.Type.FocusOut:
            self._show_problems()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between one and two columns."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._cells:
            self._columns = 0
            self._lay_out()

    def _add_cell(self, field: Field, editor: Editor) -> None:
        self._cells[field.name] = FieldCell(field, editor)
        editor.focus_widget.setProperty("fieldName", field.name)
        editor.focus_widget.installEventFilter(self)
        editor.on_changed(lambda: self._on_edited(field.name))
        if isinstance(editor, CodeEditor):
            editor.taken.connect(lambda: self._go_on(field.name))

    def _on_edited(self, name: str) -> None:
        if self._told.pop(name, ""):
            self._cells[name].set_problem("")
        self.changed.emit()

    def _on_key(self, name: str, event: QKeyEvent) -> bool:
        editor = self._cells[name].editor
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            if name in self._previous:
                editor.set_value(self._previous[name])
                self._on_edited(name)
            return True
        several_lines = isinstance(editor.focus_widget, QPlainTextEdit)
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and (with_control or not several_lines):
            self._go_on(name)
            return True
        return False

    def _go_on(self, name: str) -> None:
        """Give the keys to the next field that takes them."""
        names = list(self._cells)
        for following in names[names.index(name) + 1 :]:
            enabled = self._cells[following].editor.focus_widget.isEnabled()
            if enabled and following not in self._hidden:
                self._cells[following].editor.focus_widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self._cells[name].editor.focus_widget.clearFocus()
        self.completed.emit()

    def _show(self, name: str) -> None:
        self.ensureWidgetVisible(self._cells[name], 0, theme.metrics().px(24))

    def _show_problems(self) -> None:
        focused = self._focused()
        for name, cell in self._cells.items():
            own = "" if name == focused else self.unread(name)
            cell.set_problem(self._told.get(name) or own)

    def _focused(self) -> str:
        for name, cell in self._cells.items():
            if cell.editor.focus_widget.hasFocus():
                return name
        return ""

    @staticmethod
    def _make_headings(fields: Sequence[Field]) -> dict[str, QLabel]:
        headings = {}
        for field in fields:
            if field.group and field.group not in headings:
                headings[field.group] = QLabel(field.group)
                headings[field.group].setProperty("role", "section")
        return headings

    def _lay_out(self) -> None:
        """Place sections and cells in one or two columns, if that changed."""
        sizes = theme.metrics()
        columns = 2 if self.viewport().width() >= sizes.px(self._two_columns_from) else 1
        if columns == self._columns:
            return
        self._columns = columns
        # Not takeAt(): PySide keeps the items it hands out, and an item that lives on stops
        # Qt from noticing that the cell's height changed.
        for widget in (*self._cells.values(), *self._headings.values()):
            self._grid.removeWidget(widget)
        self._grid.setContentsMargins(sizes.margin, sizes.gap, sizes.margin, sizes.margin)
        self._grid.setHorizontalSpacing(sizes.px(28))
        self._grid.setVerticalSpacing(sizes.px(9))
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        place, group = _Place(columns), ""
        shown = {name: cell for name, cell in self._cells.items() if name not in self._hidden}
        groups = {cell.field.group for cell in shown.values()}
        label_width = self.label_width()
        for name, cell in shown.items():
            cell.fit(label_width)
            if cell.field.group != group:
                group = cell.field.group
                self._grid.addWidget(self._headings[group], place.full_row(), 0, 1, columns)
            if cell.field.type is FieldType.LONG_TEXT or name in self._wide:
                self._grid.addWidget(cell, place.full_row(), 0, 1, columns)
            else:
                self._grid.addWidget(cell, *place.next(), Qt.AlignmentFlag.AlignTop)
        # Only now: shown before it has its place, each would be a window for a moment.
        for name, cell in self._cells.items():
            cell.setVisible(name in shown)
        for words, heading in self._headings.items():
            heading.setVisible(words in groups)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setRowStretch(place.full_row(), 1)


class _Place:
    """Counts cells through a grid of one or two columns."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._row, self._column = 0, 0

    def next(self) -> tuple[int, int]:
        """Return the place of the next cell."""
        place = (self._row, self._column)
        self._column += 1
        if self._column == self._columns:
            self._row, self._column = self._row + 1, 0
        return place

    def full_row(self) -> int:
        """Return the next row of which nothing is taken, and take all of it."""
        if self._column:
            self._row, self._column = self._row + 1, 0
        self._row += 1
        return self._row - 1
