"""The strip under a concern's head in which a step is typed: exactly the fields it needs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.concern import ConcernDetail
from liaison_desktop.domain.matters.concern_rules import levels_above
from liaison_desktop.domain.terms.concern import ConcernStepKind
from liaison_desktop.ui import theme
from liaison_desktop.ui.code_edit import Choices, CodeEdit
from liaison_desktop.ui.editors import CodeEditor, Value, make_editor
from liaison_desktop.ui.form import FieldCell
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.matters.concern_fields import CADRES, PersonInCharge, WordChoices
from liaison_desktop.ui.matters.concern_step_fields import LEVELS, STEP_FORMS, StepForm, Values
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConcernStepStrip(QFrame):
    """Enter goes to the next field and, in the last, does the step; Esc closes the strip."""

    confirmed = Signal(object, object)
    """The step is to be taken: its ``StepForm`` and the values typed."""
    edited = Signal()
    """Something else stands in the strip, or it was closed."""
    reached = Signal(object)
    """A field got the keys: its widget."""
    closed = Signal()
    """The strip was closed without a step."""
    given_up = Signal(object, object)
    """What was typed was given up: the ``StepForm`` and the values typed."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.step: StepForm | None = None
        self._cells: dict[str, FieldCell] = {}
        self._begun: Values = {}
        self._people = PersonInCharge()
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._title, self._told = label("", "section"), label("", "caption", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.confirm_button = button("", variant="primary", tip="Ctrl+S")
        self.cancel_button = button("取消", variant="quiet", tip="Esc")
        self._lay_out()
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button.clicked.connect(self.cancel)
        self.hide()

    def begin(
        self, kind: ConcernStepKind, detail: ConcernDetail, typed: Values | None = None
    ) -> None:
        """Ask what a step needs.

        Args:
            kind: The step.
            detail: The concern it is taken with.
            typed: What had been typed before, None to begin anew.
        """
        step = STEP_FORMS[kind]
        self.step = step
        self._title.setText(step.caption)
        self._told.setText(step.told)
        self._told.setVisible(bool(step.told))
        self.confirm_button.setText(step.caption)
        self.show_problem("")
        today = self._desk.office.context.today
        self._fill(step, detail, today)
        self._set_values(step.begins(detail, today()))
        self._begun = self.values()
        self._set_values(typed or {})
        self.show()
        self._focus_first()
        if any(field.codes == CADRES for field in step.fields):
            self._ask_people()
        self.edited.emit()

    def values(self) -> dict[str, Value]:
        """Return what was typed; blanks are absent."""
        given = ((name, cell.editor.value()) for name, cell in self._cells.items())
        return {name: value for name, value in given if value is not None}

    def kept(self) -> Mapping[str, Any]:
        """Return the step being typed as a draft keeps it, nothing while closed."""
        if self.step is None or not self.step.fields:
            return {}
        return {"kind": self.step.kind.value, "values": self.values()}

    def show_problem(self, sentence: str) -> None:
        """Say why the step cannot be taken, "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def close_strip(self) -> None:
        """Close the strip and forget what was typed."""
        if self.step is None:
            return
        self.step = None
        self._clear()
        self.hide()
        self.edited.emit()
        self.closed.emit()

    def cancel(self) -> None:
        """Close the strip for the person; what he typed can be brought back."""
        step, typed = self.step, self.values()
        self.close_strip()
        if step is not None and typed != self._begun:
            self.given_up.emit(step, typed)

    def confirm(self) -> None:
        """Check what was typed and hand it on."""
        step = self.step
        if step is None:
            return
        values = self.values()
        for name, cell in self._cells.items():
            missing = f"请填写{cell.field.label}" if name in step.needed else ""
            sentence = cell.editor.problem() or ("" if name in values else missing)
            cell.set_problem(sentence)
        wrong = next((cell for cell in self._cells.values() if cell.problem()), None)
        if wrong is not None:
            wrong.editor.focus_widget.setFocus()
            return
        if "owner" in values:
            name, key = self._people.named(str(values["owner"]))
            values |= {"owner": name, **({"owner_id": key} if key is not None else {})}
        self.confirmed.emit(step, values)

    def cell(self, name: str) -> FieldCell:
        """Return a field of the strip."""
        return self._cells[name]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on, and in the last field take the step."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            several_lines = isinstance(watched, QPlainTextEdit)
            if event.key() in _ENTER and (with_control or not several_lines):
                self._go_on(watched)
                return True
        elif event.type() == QEvent.Type.FocusIn:
            QTimer.singleShot(0, self, lambda: self._reach(watched))
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _reach(self, watched: QObject) -> None:
        cell = next(
            (one for one in self._cells.values() if one.editor.focus_widget is watched), None
        )
        if cell is not None:
            self.reached.emit(cell)

    def _fill(self, step: StepForm, detail: ConcernDetail, today: Callable[[], date]) -> None:
        self._clear()

        def choices(name: str) -> Choices:
            if name == CADRES:
                return self._people
            return _levels(detail) if name == LEVELS else code_list(name)

        for field in step.asked(detail):
            editor = make_editor(field, choices, today)
            cell = FieldCell(field, editor)
            editor.focus_widget.installEventFilter(self)
            editor.on_changed(self.edited.emit)
            if isinstance(editor, CodeEditor):
                editor.taken.connect(lambda box=editor: self._go_on(box))
            self._cells[field.name] = cell
            self._column.addWidget(cell)
        widths = [cell.label_width() for cell in self._cells.values()]
        for cell in self._cells.values():
            cell.fit(max(widths) + theme.metrics().px(4))
        self._body.setVisible(bool(self._cells))

    def _set_values(self, values: Values) -> None:
        for name, value in values.items():
            if name in self._cells:
                self._cells[name].editor.set_value(value)

    def _clear(self) -> None:
        for cell in self._cells.values():
            self._column.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = {}

    def _focus_first(self) -> None:
        blank = (cell for cell in self._cells.values() if cell.editor.value() is None)
        first = next(blank, None) or next(iter(self._cells.values()), None)
        target = self.confirm_button if first is None else first.editor.focus_widget
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, watched: QObject) -> None:
        widgets = [cell.editor.focus_widget for cell in self._cells.values()]
        place = next((n for n, widget in enumerate(widgets) if widget is watched), -1)
        if 0 <= place < len(widgets) - 1:
            widgets[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            box = widgets[place]
            if isinstance(box, CodeEdit):
                box.take_best_hit()
            self.confirm()

    def _ask_people(self) -> None:
        office = self._desk.office

        def read() -> Iterable[CadreRow]:
            return office.cadres.rows(office.cadres.ids(CadreFilter())).values()

        self._desk.lanes.read((id(self), "people"), read, self._on_people, owner=self)

    def _on_people(self, rows: Iterable[CadreRow]) -> None:
        self._people = PersonInCharge(rows)
        cell = self._cells.get("owner")
        if cell is not None and isinstance(cell.editor, CodeEdit):
            cell.editor.set_choices(self._people)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.setProperty("role", "step")
        pad(self._column, across=0, down=0)
        self._column.setSpacing(sizes.px(7))
        column = QVBoxLayout(self)
        pad(column, across=12, down=10)
        column.setSpacing(sizes.px(7))
        column.addLayout(line_of(self._title, self._told, STRETCH))
        column.addWidget(self._body)
        column.addWidget(self.problem)
        column.addLayout(line_of(STRETCH, self.cancel_button, self.confirm_button))


def _levels(detail: ConcernDetail) -> WordChoices:
    labels = code_list("concern_level")
    above = levels_above(str(detail.values.get("level", "")))
    return WordChoices((code, labels.label_of(code)) for code in above)
