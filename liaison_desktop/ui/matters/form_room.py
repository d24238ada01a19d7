"""On a small screen, or at large text, a form being typed has the page of its ledger for itself."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QWidget

from liaison_desktop.ui import theme

_LOW = 460  # below this height of the page, pixels at 100 %
_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX
_USUAL_HANDLE = -1
# At once, and again when what the room changed has settled.
_WAITS_MS = (0, 60)


class FormRoom(QObject):
    """Folds list and filters while the keys are in the form; they unfold as the keys leave it.

    What is folded is not hidden but has no size: it can still be given the keys, by Esc,
    by the key of the view, by a record that was stored, and unfolds by that alone.
    """

    changed = Signal(bool)
    """Whether the form has the page for itself now."""

    def __init__(self, page: QWidget, form: QWidget, splitter: QSplitter, tools: QWidget) -> None:
        """Watch where the keys are.

        Args:
            page: The page of the ledger.
            form: What is typed in.
            splitter: The list and, beside it, what holds the form.
            tools: The filters and buttons above both.
        """
        super().__init__(page)
        self._page, self._form = page, form
        self._splitter, self._tools = splitter, tools
        self._typing = self._alone = False
        self._sizes: Sequence[int] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit)
        page.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @property
    def alone(self) -> bool:
        """Whether list and filters are folded now."""
        return self._alone

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Unfold where there is room after all, and when the page is left."""
        if event.type() == QEvent.Type.Resize:
            self._soon.start(0)
        elif event.type() == QEvent.Type.Hide:
            self._typing = False
            self._fit()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._page.isAncestorOf(now):
            return  # a menu, a list of choices, the search box: back in a moment
        beside = self._splitter.widget(1)
        if self._form.isAncestorOf(now):
            self._typing = True
        elif not beside.isAncestorOf(now) or not self._form.isVisible():
            self._typing = False
        if self._alone and self._typing:
            QTimer.singleShot(_WAITS_MS[-1], self, self._reach)
        # Not amid the press of a mouse button that gave the keys.
        self._soon.start(0)

    def _fit(self) -> None:
        low = self._page.height() < theme.metrics().px(_LOW)
        alone = low and self._typing
        if alone == self._alone:
            return
        self._alone = alone
        if alone:
            self._sizes = self._splitter.sizes()
        fold(self._tools, folded=alone)
        self._splitter.widget(0).setMaximumWidth(0 if alone else _UNLIMITED)
        self._splitter.setHandleWidth(0 if alone else _USUAL_HANDLE)
        if not alone:
            self._splitter.setSizes(self._sizes)
        self.changed.emit(alone)
        for wait in _WAITS_MS:
            QTimer.singleShot(wait, self, self._bring)

    def _bring(self) -> None:
        """Bring the field that has the keys into sight, and as much above it as there is room."""
        for scroll in self._form.findChildren(QScrollArea):
            scroll.verticalScrollBar().setValue(0)
        self._reach()

    def _reach(self) -> None:
        """Bring the field that has the keys into sight."""
        field = QApplication.focusWidget()
        for scroll in self._form.findChildren(QScrollArea):
            if field is not None and scroll.isAncestorOf(field):
                cell = field.parentWidget() or field
                scroll.ensureWidgetVisible(cell, 0, theme.metrics().px(24))


def fold(part: QWidget, *, folded: bool) -> None:
    """Leave a part without height; unlike those of a hidden one its commands keep their keys."""
    part.setMaximumHeight(0 if folded else _UNLIMITED)
