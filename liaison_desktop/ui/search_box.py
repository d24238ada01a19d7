"""The one search box: type three letters, arrow down, Enter."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from liaison_desktop.ui import theme
from liaison_desktop.ui.icons import Ink, pixmap
from liaison_desktop.ui.lanes import Lanes
from liaison_desktop.ui.on_demand import on_demand

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidgetItem

    from liaison_desktop.domain.system.search import Hit
    from liaison_desktop.ui.search_drop import SearchDrop

WAIT_MS = 60
_MOST_ROWS = 11
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class SearchBox(QLineEdit):
    """Answers while typing; the list hangs below and never takes the keys."""

    hit_chosen = Signal(object)
    """A hit was chosen: the ``Hit``."""

    def __init__(self, find: "Callable[[str], Sequence[Hit]]", lanes: Lanes) -> None:
        """Make the box.

        Args:
            find: Returns the hits of a text, best first; runs on the read lane.
            lanes: Where to ask.
        """
        super().__init__()
        self._find = find
        self._lanes = lanes
        self._answered = ""
        self.setProperty("role", "search")
        self.setPlaceholderText("姓名、拼音、户号、电话或身份证后几位")
        self.setClearButtonEnabled(True)
        self._sign = QLabel(self)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self._ask)
        self.textEdited.connect(self._on_text_edited)

    @property
    def hits(self) -> "tuple[Hit, ...]":
        """Return the hits listed, in the order shown."""
        return self.drop.list.hits if self._has_drop() else ()

    @property
    def settled(self) -> bool:
        """Whether the hits listed answer what stands in the box now."""
        return self._answered == self.text().strip()

    @cached_property
    def drop(self) -> "SearchDrop":
        """The list below the box, made when it is first needed."""
        made: SearchDrop = on_demand("SearchDrop")()
        made.list.itemClicked.connect(self._choose)
        self.destroyed.connect(made.deleteLater)
        return made

    def search_for(self, text: str) -> None:
        """Type a text for the person, e.g. what a scanner read, and ask at once."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setText(text)
        self._ask()

    def activate(self) -> None:
        """Give the box the keys with its text selected (Ctrl+F)."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.hits and self.text().strip() == self._answered:
            self._show_drop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the magnifying glass at the left, as high as the text."""
        super().resizeEvent(event)
        sizes = theme.metrics()
        self._sign.setPixmap(pixmap("search", Ink.SOFT, sizes.icon, self.devicePixelRatioF()))
        left, top = sizes.px(13), (self.height() - sizes.icon) // 2
        self._sign.setGeometry(left, top, sizes.icon, sizes.icon)
        self.setTextMargins(sizes.px(24), 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list with the arrows, choose with Enter, close it with Esc."""
        key = Qt.Key(event.key())
        if key in _STEPS and self.hits:
            self._show_drop()
            self.drop.list.step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape and (self._is_dropped() or self.text()):
            self._hide_drop()
            if self.text():
                self.selectAll()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the list below the box when the window changes."""
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the keys go elsewhere."""
        self._hide_drop()
        super().focusOutEvent(event)

    def _on_text_edited(self) -> None:
        if self.text().strip():
            self._soon.start()
        else:
            self._soon.stop()
            self._hide_drop()

    def _on_enter(self) -> None:
        """Choose the current hit; if the answer is of an older text, ask first."""
        if self.settled and self.hits:
            self._choose()
        elif self.text().strip():
            self._ask()

    def _ask(self) -> None:
        self._soon.stop()
        text = self.text().strip()
        if not text:
            return
        self._lanes.read(
            (id(self), "search"),
            lambda: self._find(text),
            lambda hits: self._show_hits(text, hits),
            owner=self,
        )

    def _show_hits(self, text: str, hits: "Sequence[Hit]") -> None:
        self._answered = text
        self.drop.list.show_hits(hits)
        self.drop.show_empty(
            "" if hits else f"没有找到“{text}”。可以少输几个字，或只输号码后四位。"
        )
        if self.hasFocus() and self.text().strip() == text:
            self._show_drop()

    def _choose(self, _item: "QListWidgetItem | None" = None) -> None:
        hit = self.drop.list.current_hit()
        if hit is not None:
            self._hide_drop()
            self.selectAll()
            self.hit_chosen.emit(hit)

    def _has_drop(self) -> bool:
        return "drop" in self.__dict__

    def _is_dropped(self) -> bool:
        return self._has_drop() and self.drop.isVisible()

    def _hide_drop(self) -> None:
        if self._has_drop():
            self.drop.hide()

    def _show_drop(self) -> None:
        window = self.window()
        if self.drop.parent() is not window:
            self.drop.setParent(window)
            window.installEventFilter(self)
        self._place()
        self.drop.show()
        self.drop.raise_()

    def _place(self) -> None:
        window, sizes = self.window(), theme.metrics()
        corner = self.mapTo(window, QPoint(0, self.height() + sizes.px(4)))
        width = min(max(self.width(), sizes.px(460)), window.width() - 2 * sizes.gap)
        left = min(corner.x(), window.width() - width - sizes.gap)
        room = window.height() - corner.y() - sizes.gap
        height = min(self.drop.height_for(_MOST_ROWS), room)
        self.drop.setGeometry(QRect(left, corner.y(), width, height))
