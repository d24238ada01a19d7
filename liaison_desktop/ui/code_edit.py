"""A choice from a code list, typed: by label, by code, or by its pinyin or initials."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Protocol, cast

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from liaison_desktop.domain.pinyin import syllables, word_syllables
from liaison_desktop.ui.stray_keys import is_stray

_SHOWN = 12
_BESIDE, _WIDEST = 36, 480  # of the list of what fits: bar and edges; never wider, in pixels
_JOINT = "、"


class Choices(Protocol):
    """A code list as ``domain.codes.CodeList`` has it."""

    @property
    def items(self) -> Sequence[tuple[str, str]]:
        """``(code, label)`` in the order of the list."""

    @property
    def multiple(self) -> bool:
        """Whether several may be given, shown with 、 between them."""

    def value_of(self, word: str) -> str:
        """Return the code of a word, or the word as written."""

    def label_of(self, value: str) -> str:
        """Return the label of a code, or the word itself."""


class CodeEdit(QComboBox):
    """An editable box: type ``hz``, ``hanzu``, ``01`` or ``汉`` and Enter takes 汉族."""

    edited = Signal()
    """The text may be another."""
    taken = Signal()
    """An item of the drop-down list was taken; the form may go on."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._choices = choices
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems([label for _, label in choices.items])
        self.setCurrentIndex(-1)
        self.setMaxVisibleItems(_SHOWN)
        self._head, self._took = "", False
        self._matches = QStringListModel(self)
        # Not as the line's own completer: that one replaces the whole text, and here there
        # may be items before the one being typed.
        self.setCompleter(cast("QCompleter", None))
        self._completer = QCompleter(self._matches, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_SHOWN)
        self._completer.popup().setProperty("role", "popup")
        self._completer.setWidget(self._line)
        self._line.textEdited.connect(self._on_text_edited)
        self._line.textChanged.connect(self.edited)
        self._completer.activated.connect(self._on_hit_chosen)

    def code(self) -> str:
        """Return the code of what stands in the box, the word itself when it has none."""
        text = self.currentText().strip()
        return self._choices.value_of(text) if text else ""

    def set_code(self, code: str) -> None:
        """Show the label of a code."""
        label = self._choices.label_of(code) if code else ""
        self.setCurrentIndex(self.findText(label))
        self.setEditText(label)
        self._line.setCursorPosition(0)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The codes and labels offered now."""
        return list(self._choices.items)

    def set_choices(self, choices: Choices) -> None:
        """Offer another list; what stands in the box stays."""
        text = self.currentText()
        self._choices = choices
        self.__dict__.pop("_keys", None)
        blocked = self.blockSignals(True)
        self.clear()
        self.addItems([label for _, label in choices.items])
        place = self._line.cursorPosition()
        self.setCurrentIndex(self.findText(text))
        self.setEditText(text)
        # A long name is read from its beginning, unless somebody is typing there.
        self._line.setCursorPosition(place if self.hasFocus() else 0)
        self.blockSignals(blocked)

    def hits(self, typed: str) -> list[str]:
        """Return the labels that fit what was typed, best first."""
        wanted = typed.strip().casefold()
        ranked = [
            (rank, place, label)
            for place, (code, label, spellings) in enumerate(self._keys)
            if (rank := _rank(wanted, code, label, spellings)) is not None
        ]
        return [label for _, _, label in sorted(ranked)]

    def take_best_hit(self) -> None:
        """Replace a code or initials by the label meant; leave words of one's own alone."""
        head, typed = self._split()
        if not typed or (self._label(typed) == typed and not typed.isascii()):
            return
        hits = self.hits(typed)
        if typed.isascii() and hits:
            self.setEditText(head + hits[0])
        else:
            self.setEditText(head + self._label(typed))

    @property
    def listing(self) -> bool:
        """Whether the list of what fits hangs below the line."""
        return self._completer.popup().isVisible()

    def take_shown(self) -> None:
        """Take the item marked in the list that hangs below, else complete what was typed."""
        popup = self._completer.popup()
        marked = popup.currentIndex().data() if popup.isVisible() else None
        # The list hears the same key afterwards; by then another line may stand here.
        self._took = popup.isVisible()
        popup.hide()
        if isinstance(marked, str):
            self.setEditText(self._head + marked)
        else:
            self.take_best_hit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type nothing when Alt and a letter is no command here."""
        if is_stray(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Complete what was typed once the field is left."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take_best_hit()
            self._line.setCursorPosition(0)
        super().focusOutEvent(event)

    @property
    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        if line is None:
            raise RuntimeError("an editable box has a line")
        return line

    @cached_property
    def _keys(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Return code, label, and the initials and pinyin of each item."""
        return [(code, label, _spellings(label)) for code, label in self._choices.items]

    def _label(self, word: str) -> str:
        return self._choices.label_of(self._choices.value_of(word))

    def _split(self) -> tuple[str, str]:
        """Return the items already given and the one being typed."""
        text = self.currentText().strip()
        if not self._choices.multiple:
            return "", text
        head, joint, typed = text.replace("，", _JOINT).replace(",", _JOINT).rpartition(_JOINT)
        return head + joint, typed.strip()

    def _on_text_edited(self) -> None:
        self._took = False
        self._head, typed = self._split()
        hits = self.hits(typed)
        self._matches.setStringList(hits)
        if hits:
            popup = self._completer.popup()
            # In a narrow cell of a table the names must still be read whole.
            popup.setMinimumWidth(min(popup.sizeHintForColumn(0) + _BESIDE, _WIDEST))
            self._completer.complete()
            popup.setCurrentIndex(self._matches.index(0))
        else:
            self._completer.popup().hide()

    def _on_hit_chosen(self, label: str) -> None:
        if self._took:
            return
        self.setEditText(self._head + label)
        if not self._choices.multiple:
            self._line.setCursorPosition(0)  # a long name is read from its beginning
            self.taken.emit()


@lru_cache(maxsize=4096)  # the same lists stand in line after line
def _spellings(label: str) -> tuple[str, ...]:
    """Return the initials and the pinyin of a label, read as a name and as a word."""
    readings = dict.fromkeys((syllables(label), word_syllables(label)))
    initials = ("".join(part[0] for part in parts) for parts in readings)
    return (*initials, *("".join(parts) for parts in readings))


def _rank(wanted: str, code: str, label: str, spellings: tuple[str, ...]) -> int | None:
    """Return how well an item fits, 0 best, None not at all."""
    if not wanted:
        return 5
    tests = (
        wanted in (code.casefold(), label.casefold()),
        wanted in spellings,
        label.casefold().startswith(wanted),
        any(one.startswith(wanted) for one in spellings) or code.casefold().startswith(wanted),
        wanted in label.casefold(),
    )
    return next((rank for rank, fits in enumerate(tests) if fits), None)


def take_typed(widget: QWidget | None) -> None:
    """Let a code box that has the keys take what it shows: Ctrl+S comes while one types."""
    if isinstance(widget, CodeEdit):
        widget.take_shown()
