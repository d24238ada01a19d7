"""Recognises a barcode scanner, which is a keyboard that types digits very fast."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

FEWEST_DIGITS = 8
LONGEST_GAP_MS = 35
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Scanner(QObject):
    """Watches one window for eight or more digits less than 35 ms apart, ended by Enter.

    Gaps are measured by the time stamps the system gave the keys, so a busy window does
    not blur them. The digits pass to the field that has the keys, since until the Enter
    nobody can tell; then the Enter is swallowed and the field is put back as it was.
    Keys without a time stamp are a program's, never a scanner's.
    """

    scanned = Signal(str)
    """A code was read: its digits."""

    def __init__(self, window: QWidget) -> None:
        """Watch a window.

        Args:
            window: A top-level widget; dialogs over it are not watched.
        """
        super().__init__(window)
        window.winId()  # the key events arrive at the native window; now there is one
        handle = window.windowHandle()
        if handle is None or not window.isWindow():
            raise ValueError("only a top-level window can be watched")
        self._digits = ""
        self._last_ms = 0
        self._before: _FieldText | None = None
        self._swallow_release = False
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keys; swallow only the Enter that ends a scan."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
            if event.type() == QEvent.Type.KeyRelease and self._swallow_release:
                self._swallow_release = event.key() not in _ENTER
                return not self._swallow_release
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        fast = 0 <= event.timestamp() - self._last_ms < LONGEST_GAP_MS
        plain = event.modifiers() in _PLAIN and not event.isAutoRepeat()
        if plain and event.timestamp() and event.text().isascii() and event.text().isdigit():
            if not (fast and self._digits):
                self._begin()
            self._digits += event.text()
            self._last_ms = event.timestamp()
            return False
        code, self._digits = self._digits, ""
        if fast and plain and event.key() in _ENTER and len(code) >= FEWEST_DIGITS:
            self._finish(code)
            return True
        return False

    def _begin(self) -> None:
        """Remember the field as it is before the first digit reaches it."""
        self._digits = ""
        self._before = _FieldText.of(QApplication.focusWidget())

    def _finish(self, code: str) -> None:
        self._swallow_release = True
        if self._before is not None:
            self._before.restore()
        self.scanned.emit(code)


class _FieldText:
    """The text of a field at one moment, and the way back to it."""

    def __init__(self, field: QLineEdit | QPlainTextEdit | QTextEdit) -> None:
        self._field = field
        self._text = self._now()
        self._cursor = self._place()

    @classmethod
    def of(cls, widget: QWidget | None) -> "_FieldText | None":
        """Return the text of the field that has the keys, None when it is no field."""
        if isinstance(widget, QComboBox):
            widget = widget.lineEdit()
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            return cls(widget)
        return None

    def restore(self) -> None:
        """Undo what was typed since, as the person would; failing that, set the text."""
        if not shiboken6.isValid(self._field):
            return
        for _ in range(FEWEST_DIGITS):
            if self._now() == self._text or not self._can_undo():
                break
            self._field.undo()
        if self._now() != self._text:
            self._set()
        self._put_cursor()

    def _now(self) -> str:
        if isinstance(self._field, QLineEdit):
            return self._field.text()
        return self._field.toPlainText()

    def _can_undo(self) -> bool:
        if isinstance(self._field, QLineEdit):
            return self._field.isUndoAvailable()
        return self._field.document().isUndoAvailable()

    def _set(self) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.setText(self._text)
        else:
            self._field.setPlainText(self._text)

    def _place(self) -> int:
        if isinstance(self._field, QLineEdit):
            return self._field.cursorPosition()
        return self._field.textCursor().position()

    def _put_cursor(self) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.setCursorPosition(self._cursor)
            return
        cursor = self._field.textCursor()
        cursor.setPosition(self._cursor)
        self._field.setTextCursor(cursor)
