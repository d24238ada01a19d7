"""Sizes of windows and splitters, kept for this person between two days."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from liaison_desktop.ui.theme import metrics

_GROUP = "window"
_SAVE_AFTER_MS = 400
_FRAME = QSize(8, 36)  # what a title bar and borders take, about


def restore_geometry(window: QWidget, settings: QSettings, name: str) -> bool:
    """Give a window the size and place it had; tell whether any were kept.

    Args:
        window: A top-level widget, not yet shown.
        settings: Where sizes are kept.
        name: Under which this window keeps its own.
    """
    kept = settings.value(f"{_GROUP}/{name}")
    return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def size_to_screen(window: QWidget, width: int, height: int) -> bool:
    """Give a window its first size, or as much of it as the screen holds.

    Args:
        window: A top-level widget, not yet shown.
        width: Wanted, in pixels at 100 % text.
        height: Likewise.

    Returns:
        Whether the screen holds all of it.
    """
    sizes = metrics()
    wanted = QSize(sizes.px(width), sizes.px(height))
    given = wanted.boundedTo(window.screen().availableSize() - _FRAME)
    window.resize(given)
    return given == wanted


def keep_on_screen(window: QWidget) -> None:
    """Make a window as small as the screen again, as far as what it holds allows.

    Very large text may have made it larger, and so it would stay.
    """
    room = window.screen().availableSize()
    if window.width() > room.width() or window.height() > room.height():
        window.resize(window.size().boundedTo(room - _FRAME))


def save_geometry(window: QWidget, settings: QSettings, name: str) -> None:
    """Keep the size and place of a window."""
    settings.setValue(f"{_GROUP}/{name}", window.saveGeometry())


class SplitterKeeper(QObject):
    """Restores the parts of a splitter and keeps them whenever they are moved."""

    def __init__(self, splitter: QSplitter, settings: QSettings, name: str) -> None:
        """Take over a splitter that already has its widgets.

        Args:
            splitter: The splitter; its first sizes are set before.
            settings: Where sizes are kept.
            name: Under which.
        """
        super().__init__(splitter)
        self._splitter = splitter
        self._settings = settings
        self._key = f"{_GROUP}/splitter-{name}"
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SAVE_AFTER_MS)
        self._soon.timeout.connect(self.save)
        kept = settings.value(self._key)
        if isinstance(kept, QByteArray):
            splitter.restoreState(kept)
        splitter.splitterMoved.connect(self._soon.start)
        splitter.installEventFilter(self)

    def save(self) -> None:
        """Keep the present sizes."""
        self._soon.stop()
        self._settings.setValue(self._key, self._splitter.saveState())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was moved just before the window closes."""
        if event.type() == QEvent.Type.Hide and self._soon.isActive():
            self.save()
        return super().eventFilter(watched, event)
