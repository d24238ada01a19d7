"""What stands where a list is empty: a picture, a sentence, and the next step."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.icons import Ink, pixmap
from liaison_desktop.ui.message import button


@dataclass(frozen=True, slots=True)
class EmptyText:
    """What an empty list says.

    Attributes:
        icon: Name of the icon.
        sentence: Why it is empty, or what belongs here.
        action: Caption of the button that does the next step, "" for none.
        variant: Look of the button.
    """

    icon: str
    sentence: str
    action: str = ""
    variant: str = "primary"


class EmptyState(QWidget):
    """Lies over a host widget and follows its size; hidden until shown."""

    action_requested = Signal()
    """The button was pressed."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._text: EmptyText | None = None
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = QLabel()
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self._sentence.setProperty("role", "field")
        self._button = button("", variant="primary")
        self._button.clicked.connect(self.action_requested)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._sign)
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        host.installEventFilter(self)
        self.hide()

    def show_text(self, text: EmptyText) -> None:
        """Show a picture, a sentence and perhaps a button."""
        sizes = theme.metrics()
        self._text = text
        picture = pixmap(text.icon, Ink.FAINT, sizes.px(44), self.devicePixelRatioF())
        self._sign.setPixmap(picture)
        self._sentence.setText(text.sentence)
        self._button.setText(text.action)
        self._button.setVisible(bool(text.action))
        theme.set_property(self._button, "variant", text.variant)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(sizes.px(12))
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)
