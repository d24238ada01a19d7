"""One editor for each type of field; all speak the same small language."""

import re
from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from liaison_desktop.domain.cell_amount import read_amount
from liaison_desktop.domain.cell_text import half_width
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms.field import Field, FieldType, Privacy
from liaison_desktop.ui import theme
from liaison_desktop.ui.code_edit import Choices, CodeEdit
from liaison_desktop.ui.stray_keys import is_stray
from liaison_desktop.ui.typed_date import read_typed_date

Value = str | int | float | bool | date
_INITIALS = re.compile("[a-z]+")
_TEXT_LIMIT = 200
_LONG_TEXT_LIMIT = 4000
_LONG_TEXT_LINES = 3


class Editor(Protocol):
    """What a form asks of an editor, besides being a widget.

    ``changed`` fires whenever the value may be another; ``value`` is None when blank, and
    the text as typed when it cannot be read, so that a draft loses nothing.
    """

    @property
    def widget(self) -> QWidget:
        """The widget to lay out."""

    @property
    def focus_widget(self) -> QWidget:
        """The widget that takes the keys and shows ``invalid``."""

    def value(self) -> Value | None:
        """Return what was typed."""

    def set_value(self, value: Value | None) -> None:
        """Show a value without firing ``changed``."""

    def problem(self) -> str:
        """Return one sentence when what was typed cannot be read, else ""."""

    def on_changed(self, call: Callable[[], None]) -> None:
        """Call this whenever the value may be another."""


class LineEditor(QLineEdit):
    """A line of text; the other one-line editors read it in their own way."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.setMaxLength(_TEXT_LIMIT)

    @property
    def widget(self) -> QWidget:
        """The line itself."""
        return self

    @property
    def focus_widget(self) -> QWidget:
        """The line itself."""
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type nothing when Alt and a letter is no command here."""
        if is_stray(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def value(self) -> Value | None:
        """Return the text without outer spaces, None when blank."""
        return self.text().strip() or None

    def set_value(self, value: Value | None) -> None:
        """Show a value."""
        with QSignalBlocker(self):
            self.setText(self.shown(value))
        self.setCursorPosition(0)

    def shown(self, value: Value | None) -> str:
        """Return the text of a value."""
        return "" if value is None else str(value)

    def problem(self) -> str:
        """Return "": any text is fine."""
        return ""

    def on_changed(self, call: Callable[[], None]) -> None:
        """Call this after each key."""
        self.textChanged.connect(lambda _text: call())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what was understood once the field is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            value = self.value()
            if value is not None and not self.problem():
                self.show_understood(value)

    def show_understood(self, value: Value) -> None:
        """Show what was understood of the text, now that the field is left."""
        self.set_value(value)


class DateEditor(LineEditor):
    """A date, typed in any of the usual ways."""

    def __init__(self, field: Field, today: Callable[[], date]) -> None:
        super().__init__(field)
        self._today = today
        self.setPlaceholderText("如 3.5 或 20230305")

    def value(self) -> Value | None:
        """Return the date, or the text while it is none."""
        text = self.text().strip()
        return (read_typed_date(text, self._today()) or text) if text else None

    def shown(self, value: Value | None) -> str:
        """Return the date as 2023-03-05."""
        return value.isoformat() if isinstance(value, date) else super().shown(value)

    def problem(self) -> str:
        """Say when the text is no date."""
        return "日期看不懂，请填如 2023-3-5" if isinstance(self.value(), str) else ""


class NumberEditor(LineEditor):
    """A figure, with its unit beside it."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._whole = field.type is FieldType.INTEGER
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.metrics().px(6))
        row.addWidget(self, 1)
        self._unit = QLabel(field.unit)
        self._unit.setProperty("role", "unit")
        row.addWidget(self._unit)
        self._unit.setVisible(bool(field.unit))

    @property
    def widget(self) -> QWidget:
        """The line with its unit."""
        return self._row

    def value(self) -> Value | None:
        """Return the figure, or the text while it is none."""
        text = self.text().strip()
        if not text:
            return None
        figure = read_amount(text).figure
        if figure is None or (self._whole and figure != int(figure)):
            return text
        return int(figure) if self._whole else float(figure)

    def shown(self, value: Value | None) -> str:
        """Return the figure without needless zeros."""
        if isinstance(value, float):
            return f"{value:.6f}".rstrip("0").rstrip(".")
        return super().shown(value)

    def problem(self) -> str:
        """Say when the text is no figure."""
        if not isinstance(self.value(), str):
            return ""
        return "请填整数" if self._whole else "请填数字"


class NumberTextEditor(LineEditor):
    """An identity number or a phone: digits that are no quantity.

    A personal one is shown in part until its field gets the keys (domain.md 10.3); one that
    was just typed stays in sight.
    """

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._filled: Value | None = None
        self._part = ""

    def value(self) -> Value | None:
        """Return the number in half-width characters; an ``x`` at the end turns upper case."""
        text = str(self._filled) if self._part and self.text() == self._part else self.text()
        text = half_width(text).strip()
        if self.field.type is FieldType.ID_NUMBER:
            text = "".join(text.split()).upper()
        return text or None

    def set_value(self, value: Value | None) -> None:
        """Show a number, a personal one in part."""
        self._filled, self._part = value, ""
        super().set_value(value)
        if not self.hasFocus():
            self._hide()

    def show_understood(self, value: Value) -> None:
        """Hide again what was only looked at."""
        if self._filled is not None and value == self._filled:
            self._hide()
        else:
            super().set_value(value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the whole number to whoever goes into its field."""
        if self._part and self.text() == self._part:
            self._part = ""
            super().set_value(self._filled)
        super().focusInEvent(event)

    def _hide(self) -> None:
        if self.field.privacy is not Privacy.MASKED or self._filled is None:
            return
        self._part = shown(self.field, self._filled)
        with QSignalBlocker(self):
            self.setText(self._part)


class LongTextEditor(QPlainTextEdit):
    """Several lines of text; Tab leaves it."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.setTabChangesFocus(True)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        lines = self.fontMetrics().lineSpacing() * _LONG_TEXT_LINES
        self.setFixedHeight(lines + theme.metrics().px(22))

    @property
    def widget(self) -> QWidget:
        """The editor itself."""
        return self

    @property
    def focus_widget(self) -> QWidget:
        """The editor itself."""
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type nothing when Alt and a letter is no command here."""
        if is_stray(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def value(self) -> Value | None:
        """Return the text without outer white space, None when blank."""
        return self.toPlainText().strip() or None

    def set_value(self, value: Value | None) -> None:
        """Show a text."""
        with QSignalBlocker(self):
            self.setPlainText("" if value is None else str(value))

    def problem(self) -> str:
        """Say when the text is longer than the store takes."""
        too_long = len(self.toPlainText()) > _LONG_TEXT_LIMIT
        return f"不能超过 {_LONG_TEXT_LIMIT} 个字" if too_long else ""

    def on_changed(self, call: Callable[[], None]) -> None:
        """Call this after each key."""
        self.textChanged.connect(call)


class FlagEditor(QCheckBox):
    """Yes or no; unticked is no value."""

    def __init__(self, field: Field) -> None:
        super().__init__("是")
        self.field = field

    @property
    def widget(self) -> QWidget:
        """The box itself."""
        return self

    @property
    def focus_widget(self) -> QWidget:
        """The box itself."""
        return self

    def value(self) -> Value | None:
        """Return True when ticked."""
        return True if self.isChecked() else None

    def set_value(self, value: Value | None) -> None:
        """Tick or untick."""
        with QSignalBlocker(self):
            self.setChecked(bool(value))

    def problem(self) -> str:
        """Return "": nothing can be wrong."""
        return ""

    def on_changed(self, call: Callable[[], None]) -> None:
        """Call this after each tick."""
        self.toggled.connect(lambda _on: call())


class CodeEditor(CodeEdit):
    """An item of a code list; a word the list does not know is kept as written."""

    def __init__(self, field: Field, choices: Choices) -> None:
        super().__init__(choices)
        self.field = field
        self._given = ""  # what stood here already, e.g. out of a roster

    @property
    def widget(self) -> QWidget:
        """The box itself."""
        return self

    @property
    def focus_widget(self) -> QWidget:
        """The box itself; its line hands the focus on to it."""
        return self

    def value(self) -> Value | None:
        """Return the code, the word as written when there is none, None when blank."""
        return self.code() or None

    def set_value(self, value: Value | None) -> None:
        """Show the label of a code."""
        with QSignalBlocker(self):
            self.set_code("" if value is None else str(value))
        self._given = self.currentText().strip()

    def problem(self) -> str:
        """Say when initials were typed that no item has; a word of one's own is allowed."""
        text = self.currentText().strip()
        if text == self._given or not _INITIALS.fullmatch(text) or self.hits(text):
            return ""
        return f"没有拼音是“{text}”的，请按 ↓ 选，或写汉字"

    def on_changed(self, call: Callable[[], None]) -> None:
        """Call this after each key and each choice."""
        self.edited.connect(call)


def make_editor(
    field: Field, choices: Callable[[str], Choices], today: Callable[[], date]
) -> Editor:
    """Return the editor of a field.

    Args:
        field: Its description.
        choices: Returns a code list by name, e.g. ``domain.codes.code_list``.
        today: Returns the present day.
    """
    if field.type is FieldType.CODE:
        return CodeEditor(field, choices(field.codes))
    if field.type is FieldType.DATE:
        return DateEditor(field, today)
    return _PLAIN_EDITORS.get(field.type, LineEditor)(field)


_PLAIN_EDITORS: dict[FieldType, Callable[[Field], Editor]] = {
    FieldType.NUMBER: NumberEditor,
    FieldType.INTEGER: NumberEditor,
    FieldType.LONG_TEXT: LongTextEditor,
    FieldType.FLAG: FlagEditor,
    FieldType.ID_NUMBER: NumberTextEditor,
    FieldType.PHONE: NumberTextEditor,
}
