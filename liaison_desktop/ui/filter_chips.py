"""Saved filters over a list, each with the number of records it finds now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from liaison_desktop.ui import theme
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.message import button

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class Chip:
    """A saved filter.

    Attributes:
        key: What ``chosen`` calls it.
        caption: Its words.
        tip: What the pointer is told, "" for nothing.
    """

    key: str
    caption: str
    tip: str = ""


class FilterChips(QWidget):
    """One of the chips is always chosen; the arrow keys walk along them."""

    chosen = Signal(str)
    """The person chose another chip: its key."""

    def __init__(self, chips: Sequence[Chip]) -> None:
        """Make the chips; the first is chosen."""
        super().__init__()
        self._chips = tuple(chips)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        line = FlowLayout(self, gap=theme.metrics().px(6))
        for chip in chips:
            made = button(chip.caption, variant="chip", tip=chip.tip)
            made.setCheckable(True)
            self._group.addButton(made)
            self._buttons[chip.key] = made
            line.addWidget(made)
        self._buttons[chips[0].key].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def current(self) -> str:
        """Return the key of the chip chosen."""
        return next(key for key, made in self._buttons.items() if made.isChecked())

    def choose(self, key: str) -> None:
        """Choose a chip without telling anyone."""
        self._buttons[key].setChecked(True)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each chip finds; a chip left out shows none."""
        for chip in self._chips:
            count = counts.get(chip.key)
            words = chip.caption if count is None else f"{chip.caption} {count:,}"
            self._buttons[chip.key].setText(words)
        self._group_layout_changed()

    def chip(self, key: str) -> QPushButton:
        """Return the button of a chip."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the chips with the left and right arrows."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        place = (keys.index(self.current()) + step) % len(keys)
        self._buttons[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
        self._buttons[keys[place]].click()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._group_layout_changed()

    def _on_clicked(self, clicked: QPushButton) -> None:
        self.chosen.emit(next(key for key, made in self._buttons.items() if made is clicked))

    def _group_layout_changed(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
        self.updateGeometry()
