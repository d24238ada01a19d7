"""A part that is shown whole while there is room, and scrolls when there is not."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from liaison_desktop.ui import theme

_LEAST = 64  # pixels at 100 %


class ShyScroll(QScrollArea):
    """Keeps a window from growing over the edge of a small screen at large text."""

    def __init__(self, part: QWidget) -> None:
        """Take a part in.

        Args:
            part: Any widget; its width follows the room given, its height is its own.
        """
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        part.setProperty("role", "sheet")  # as white as the pane it lies in
        self.setWidget(part)
        part.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Return the size that shows all of the part."""
        part = self.widget()
        hint = part.sizeHint()
        if part.hasHeightForWidth() and self.width() > 0:
            hint.setHeight(part.heightForWidth(self.width()))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Return the width of the part and a height worth scrolling in."""
        part = self.widget().minimumSizeHint()
        return QSize(part.width(), min(part.height(), theme.metrics().px(_LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines may have been broken, or put together."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for other room when the part grows or shrinks."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
