"""Limits of a figure, one after the other: type a class or a place, Enter adds it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from liaison_desktop.domain.figures.scope import DIMENSION_LABELS, Scope, ScopePart
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.scope_choice import ChoiceBox
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.message import button

_HINT = "加限定：类别、村、来源…（拼音首字母）"


class LimitLine(QWidget):
    """A box, and a button for every limit that takes it away again."""

    changed = Signal()
    """Other limits hold."""

    def __init__(self, name: str) -> None:
        """Make it without limits.

        Args:
            name: What the box is called.
        """
        super().__init__()
        self._offered: dict[str, ScopePart] = {}
        self._parts: list[ScopePart] = []
        self.box = ChoiceBox((), name)
        self.buttons: list[QPushButton] = []
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(_HINT)
        self.box.chosen.connect(self._on_chosen)
        self._tokens = QWidget()
        self._flow = FlowLayout(self._tokens, gap=theme.metrics().px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.metrics().px(4))
        column.addWidget(self.box)
        column.addWidget(self._tokens)
        self.setFocusProxy(self.box)
        self._show()

    def offer(self, parts: Iterable[ScopePart]) -> None:
        """Offer limits in the order given."""
        self._offered = {f"{one.dimension.value}:{one.value}": one for one in parts}
        self.box.offer((key, part_words(one)) for key, one in self._offered.items())

    def scope(self) -> Scope:
        """Return the limits."""
        return Scope(tuple(self._parts))

    def show_scope(self, scope: Scope) -> None:
        """Show limits without telling anyone."""
        self._parts = list(scope.parts)
        self._show()

    def _on_chosen(self, key: str) -> None:
        part = self._offered.get(key)
        self.box.choose("")
        if part is not None and part not in self._parts:
            self._parts.append(part)
            self._show()
            self.changed.emit()

    def _take_away(self, part: ScopePart) -> None:
        self._parts.remove(part)
        self._show()
        self.box.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = [self._token(part) for part in self._parts]
        for made in self.buttons:
            self._flow.addWidget(made)
        self._tokens.setVisible(bool(self.buttons))

    def _token(self, part: ScopePart) -> QPushButton:
        made = button(f"{part_words(part)}  ×", variant="chip", tip="去掉这个限定")
        made.clicked.connect(lambda: self._take_away(part))
        return made


def part_words(part: ScopePart) -> str:
    """Return a limit in words: 邻里纠纷（类别）."""
    return f"{part.label or '未填'}（{DIMENSION_LABELS[part.dimension]}）"
