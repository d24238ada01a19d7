"""The strip at the foot of a page: 已保存 · 撤销. It asks nothing and goes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.icons import Ink, pixmap
from liaison_desktop.ui.message import button

SHOWN_MS = 6000
WITH_BUTTON_MS = 12000


class Notice(QFrame):
    """One strip a host; a newer message replaces the one that stands there."""

    def __init__(self, host: QWidget, *, lift: int = 20) -> None:
        """Lay the strip over a host widget, hidden.

        Args:
            host: The widget at whose lower edge it floats.
            lift: How far above that edge, in pixels at 100 %: it hides no button there.
        """
        super().__init__(host)
        self.setProperty("role", "notice")
        self._lift = lift
        self._then: Callable[[], object] | None = None
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._action = button("", variant="quiet")
        self._action.clicked.connect(self._on_action_clicked)
        self._also: Callable[[], object] | None = None
        self._second = button("", variant="quiet")
        self._second.clicked.connect(self._on_second_clicked)
        self._row = QHBoxLayout(self)
        for part in (self._sign, self._text, self._second, self._action):
            self._row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def show_message(
        self,
        text: str,
        action: str = "",
        then: Callable[[], object] | None = None,
        also: "tuple[str, Callable[[], object]] | None" = None,
    ) -> None:
        """Show a message for some seconds, or as long as the pointer rests on it.

        One with a button stays longer: there is something to decide.

        Args:
            text: What happened, e.g. 已保存 中和村/0032.
            action: Caption of the button beside it, e.g. 撤销.
            then: What the button does.
            also: Caption of a button before it and what that does, e.g. 打印回执.
        """
        sizes = theme.metrics()
        self._sign.setPixmap(pixmap("ok", Ink.ON_ACCENT, sizes.icon, self.devicePixelRatioF()))
        self._text.setText(text)
        self._then = then
        self._action.setText(action)
        self._action.setVisible(bool(action))
        words, self._also = also or ("", None)
        self._second.setText(words)
        self._second.setVisible(bool(words))
        self._row.setContentsMargins(sizes.margin, sizes.px(5), sizes.gap, sizes.px(5))
        self._row.setSpacing(sizes.px(10))
        self._place()
        self.show()
        self.raise_()
        self._start()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer rests here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count the seconds anew."""
        self._start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place at the host's lower edge."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _start(self) -> None:
        self._timer.start(WITH_BUTTON_MS if self._action.text() else SHOWN_MS)

    def _place(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        room = host.width() - 2 * theme.metrics().margin
        self.adjustSize()
        width = min(self.sizeHint().width(), room)
        self.resize(width, self.sizeHint().height())
        left = (host.width() - width) // 2
        self.move(left, host.height() - self.height() - theme.metrics().px(self._lift))

    def _on_second_clicked(self) -> None:
        also, self._also = self._also, None
        self.hide()
        if also is not None:
            also()

    def _on_action_clicked(self) -> None:
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            then()
