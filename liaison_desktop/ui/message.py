"""The calm dialog every message and question is built from, and buttons in our look."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.ui import theme
from liaison_desktop.ui.icons import Ink, icon, pixmap
from liaison_desktop.ui.tokens import Tone

_ICONS = {
    Tone.RED: ("error", Ink.RED),
    Tone.AMBER: ("warning", Ink.AMBER),
    Tone.GREEN: ("ok", Ink.GREEN),
    Tone.GREY: ("help", Ink.SOFT),
    Tone.ACCENT: ("help", Ink.ACCENT),
}


def button(caption: str, *, variant: str = "", icon_name: str = "", tip: str = "") -> QPushButton:
    """Return a push button in our look.

    Args:
        caption: What it does, a verb.
        variant: ``primary``, ``quiet``, ``danger``, ``chip`` or nothing.
        icon_name: Icon before the caption, if any.
        tip: What the pointer is told, if more than the caption.
    """
    made = QPushButton(caption)
    made.setProperty("variant", variant)
    if icon_name:
        inks = {"primary": Ink.ON_ACCENT, "danger": Ink.RED, "quiet": Ink.ACCENT}
        made.setIcon(icon(icon_name, inks.get(variant, Ink.SOFT)))
    made.setToolTip(tip)
    if variant != "primary":
        made.setAutoDefault(False)
    return made


class MessageDialog(QDialog):
    """An icon, a title, a sentence, room for more, and buttons at the right.

    Opened with ``open()``: it covers its window without stopping the event loop, and
    deletes itself when closed.
    """

    def __init__(
        self, parent: QWidget | None, title: str, sentence: str, tone: Tone = Tone.ACCENT
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        sizes = theme.metrics()
        name, ink = _ICONS[tone]
        sign = QLabel()
        sign.setPixmap(pixmap(name, ink, sizes.px(28), self.devicePixelRatioF()))
        self._body = QVBoxLayout()
        self._body.setSpacing(sizes.px(10))
        for text, role in ((title, "heading"), (sentence, "")):
            label = _text(text, role)
            label.setMinimumWidth(sizes.px(370))
            self._body.addWidget(label)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(sizes.gap)
        self._buttons.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(*(sizes.px(22),) * 4)
        grid.setHorizontalSpacing(sizes.margin)
        grid.setVerticalSpacing(sizes.px(20))
        grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._body, 0, 1)
        grid.addLayout(self._buttons, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def add_content(self, widget: QWidget) -> None:
        """Put a widget below the sentence."""
        self._body.addWidget(widget)

    def add_button(
        self, caption: str, *, variant: str = "", then: Callable[[], object] | None = None
    ) -> QPushButton:
        """Add a button that closes the dialog and then does something.

        The primary button is what Enter presses.
        """
        made = button(caption, variant=variant)
        made.clicked.connect(self.accept)
        if then is not None:
            made.clicked.connect(then)
        self.add_widget_button(made)
        if variant == "primary":
            made.setDefault(True)
            made.setFocus()
        return made

    def add_widget_button(self, made: QPushButton) -> None:
        """Add a button that leaves the dialog open."""
        self._buttons.addWidget(made)


def _text(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
