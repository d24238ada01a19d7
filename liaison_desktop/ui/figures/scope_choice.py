"""Choosing an area, a unit, a team or a cadre by typing its name or the initials of its pinyin."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.figures.scope import (
    DIMENSION_LABELS,
    EVERYWHERE,
    Dimension,
    Scope,
    ScopePart,
)
from liaison_desktop.ui import theme
from liaison_desktop.ui.code_edit import CodeEdit
from liaison_desktop.ui.layout_parts import line_of

PLACES = (Dimension.VILLAGE, Dimension.UNIT, Dimension.TEAM, Dimension.CADRE)
"""By what the whole page can be limited."""
ALL_WORDS = "全站"
_COMING_BACK = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


@dataclass(frozen=True, slots=True)
class WordList:
    """Choices of a box by key, in the order offered (a ``Choices`` for ``CodeEdit``)."""

    items: tuple[tuple[str, str], ...]
    multiple: bool = False
    _code_of: Mapping[str, str] = field(default_factory=dict, repr=False)
    _label_of: Mapping[str, str] = field(default_factory=dict, repr=False)

    def value_of(self, word: str) -> str:
        """Return the key of a word, or the word as written."""
        return self._code_of.get(word.strip().casefold(), word)

    def label_of(self, value: str) -> str:
        """Return the words of a key, or the key itself."""
        return self._label_of.get(value, value)


def word_list(items: Iterable[tuple[str, str]]) -> WordList:
    """Return choices of ``(key, words)``."""
    kept = tuple(items)
    codes = {words.casefold(): key for key, words in reversed(kept)}
    codes |= {key.casefold(): key for key, _ in kept}
    return WordList(kept, _code_of=codes, _label_of=dict(kept))


class ChoiceBox(CodeEdit):
    """A box in which only what is offered can be chosen; other words give way to the last."""

    chosen = Signal(str)
    """The person chose something else: its key."""

    def __init__(self, items: Iterable[tuple[str, str]], name: str) -> None:
        """Offer something; nothing is chosen.

        Args:
            items: Key and words of what can be chosen.
            name: What is chosen, for those who hear it read.
        """
        self._list = word_list(items)
        super().__init__(self._list)
        self._key = ""
        self.understand: Callable[[str], tuple[str, str] | None] = _nothing
        self.setAccessibleName(name)
        self.taken.connect(self._settle)
        self.activated.connect(lambda _row: self._settle())
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._settle)

    def key(self) -> str:
        """Return the key of what is chosen."""
        return self._key

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the whole choice, so that what is typed takes its place."""
        super().focusInEvent(event)
        if event.reason() not in _COMING_BACK:
            self.select()

    def select(self) -> None:
        """Mark the whole choice."""
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    def offer(self, items: Iterable[tuple[str, str]]) -> None:
        """Offer something else; what is chosen or being typed stays."""
        offered = word_list(items)
        if offered.items == self._list.items:
            return
        typing = self.hasFocus() and self.currentText() != self._list.label_of(self._key)
        self._list = offered
        if typing:
            self._key = self._key if self._key in dict(offered.items) else ""
            self.set_choices(offered)
            self._on_text_edited()  # the list that hangs below is another now
            return
        with QSignalBlocker(self):
            self.set_choices(offered)
        self.choose(self._key if self._key in dict(offered.items) else "")

    def choose(self, key: str) -> None:
        """Show a choice without telling anyone."""
        self._key = key
        words = dict(self._list.items).get(key, "")
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findText(words) if words else -1)
            self.setEditText(words)
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def _settle(self) -> None:
        """Take what was typed, when it is one of the choices or stands for one."""
        if self.listing:
            return  # the list below is still being looked at
        written = self.currentText().strip()
        made = self.understand(written) if written else None
        if made is not None:
            self.add(*made)
            key = made[0]
        else:
            self.take_best_hit()
            key = self.code()
        if key == self._key or key not in dict(self._list.items):
            self.choose(self._key)
            return
        self.choose(key)
        self.chosen.emit(key)

    def add(self, key: str, words: str) -> None:
        """Offer one more thing, unless it is offered already."""
        if key not in dict(self._list.items):
            self.offer(((key, words), *self._list.items))


def _nothing(_written: str) -> None:
    """Understand nothing but what is offered."""


class ScopeChoice(QWidget):
    """One box with every village, unit, team and cadre; blank is the whole station."""

    changed = Signal()
    """Another scope was chosen."""

    def __init__(self, name: str = "范围") -> None:
        """Offer the whole station.

        Args:
            name: What the box is called.
        """
        super().__init__()
        self._scopes: dict[str, Scope] = {}
        self.box = ChoiceBox((("", ALL_WORDS),), name)
        theme.keep_width(self.box, least=170)
        self.box.setToolTip("输入村、单位、责任小组或干部的名称或拼音首字母；全站不限范围")
        self.box.chosen.connect(lambda _key: self.changed.emit())
        self.setLayout(line_of(self.box))
        self.setFocusProxy(self.box)
        self.choose(EVERYWHERE)

    def set_parts(self, parts: Sequence[ScopePart]) -> None:
        """Offer these; what is chosen stays while it is among them."""
        chosen = self.scope()
        self._scopes = {_key(part): Scope((part,)) for part in parts}
        words = ((_key(part), _words(part)) for part in parts)
        self.box.offer((("", ALL_WORDS), *words))
        if self.box.key() == "":
            self.choose(chosen if _scope_key(chosen) in self._scopes else EVERYWHERE)

    def scope(self) -> Scope:
        """Return what is chosen."""
        return self._scopes.get(self.box.key(), EVERYWHERE)

    def choose(self, scope: Scope) -> None:
        """Show a scope without telling anyone."""
        key = _scope_key(scope)
        if key and key not in self._scopes:
            self._scopes[key] = scope
            self.box.add(key, "·".join(_words(part) for part in scope.parts))
        self.box.choose(key)


def _key(part: ScopePart) -> str:
    return f"{part.dimension.value}:{part.value}"


def _scope_key(scope: Scope) -> str:
    """Return the key of a scope, "" for the whole station."""
    return "+".join(_key(part) for part in scope.parts)


def _words(part: ScopePart) -> str:
    """Return what a part is called; what is no place says what it is."""
    label = part.label or "未填"
    if part.dimension in (Dimension.VILLAGE, Dimension.GROUP):
        return label
    return f"{label}（{DIMENSION_LABELS[part.dimension]}）"
