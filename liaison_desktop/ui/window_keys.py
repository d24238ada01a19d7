"""Keys of the window's commands that X11 desktops would give to the text field instead.

Qt lets a text field keep its editing keys from commands. On Windows these are keys no
command has; on X11 (统信UOS, 银河麒麟) Ctrl+E also goes to the end of the line and Ctrl+Shift+A
also deselects, so that 导出 and 采用全部建议 would do nothing while a field has the keys.
"""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_OURS = frozenset(
    (
        QKeyCombination(_CTRL, Qt.Key.Key_E),
        QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_A),
    )
)


class WindowKeys(QObject):
    """Watches one window and keeps its keys from the fields in it."""

    def __init__(self, window: QWidget) -> None:
        """Watch a window.

        Args:
            window: A top-level widget.
        """
        super().__init__(window)
        window.winId()  # the key events arrive at the native window; now there is one
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do not ask the field whether it wants a key of ours."""
        if isinstance(event, QKeyEvent) and _asks_for_ours(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _asks_for_ours(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.ShortcutOverride and event.keyCombination() in _OURS
