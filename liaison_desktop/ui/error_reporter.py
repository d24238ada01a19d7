"""Hears every failure and shows the dialog that fits; imports it when something fails."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from liaison_desktop.domain.errors import AppError, ConflictError
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.ui.lanes import Relay
from liaison_desktop.ui.message import MessageDialog
from liaison_desktop.ui.on_demand import on_demand
from liaison_desktop.ui.tokens import Tone

_log = logging.getLogger(__name__)


class ErrorReporter(QObject):
    """Shows any failure over the window, whichever thread it came from."""

    def __init__(self, window: Callable[[], QWidget | None], parent: QObject | None = None) -> None:
        """Make a reporter on the window's thread.

        Args:
            window: Returns the window to stand over, None before there is one.
            parent: Qt parent.
        """
        super().__init__(parent)
        self._window = window
        self._relay = Relay(self)
        self._open: dict[str, QDialog] = {}

    def show_error(self, error: BaseException) -> QDialog | None:
        """Open the dialog that fits and return it; cancelled work needs none.

        The same failure again, e.g. from each repaint, opens no second dialog.
        """
        if isinstance(error, CancelledError | KeyboardInterrupt):
            return None
        same = f"{type(error).__name__}: {error}"
        if same in self._open:
            return self._open[same]
        dialog = self._make_dialog(error)
        self._open[same] = dialog
        dialog.finished.connect(lambda: self._open.pop(same, None))
        dialog.open()
        return dialog

    def install(self) -> None:
        """Hear every exception nobody caught, Python's threads included."""
        sys.excepthook = self._on_uncaught

    def _make_dialog(self, error: BaseException) -> QDialog:
        if isinstance(error, ConflictError):
            return _dialog("ConflictDialog", self._window(), error)
        if isinstance(error, AppError):
            dialog = MessageDialog(self._window(), error.title, error.message, Tone.AMBER)
            dialog.add_button("知道了", variant="primary")
            return dialog
        _log.error("defect: %s", on_demand("report_text")(error))
        return _dialog("ReportDialog", self._window(), error)

    def _on_uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._relay.call(lambda: self._show(error))

    def _show(self, error: BaseException) -> None:
        self.show_error(error)


def _dialog(name: str, window: QWidget | None, error: BaseException) -> QDialog:
    made: QDialog = on_demand(name)(window, error)
    return made
