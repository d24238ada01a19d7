"""The editors that lie over the line of 连续录入 in which the keys are."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.visit import Named
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.code_edit import CodeEdit
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.matters.entry_row import (
    ANSWERED,
    CADRES,
    DATE,
    HOUSEHOLD,
    NOTE,
    SAID,
    TEXTS,
    WAY,
    Cell,
)
from liaison_desktop.ui.matters.people_edit import CadreNames, PeopleEdit
from liaison_desktop.ui.matters.person_box import QuickPersonBox, hit_words, shown_household
from liaison_desktop.ui.matters.phrase_edit import PhraseChoices, PhraseEdit
from liaison_desktop.ui.page import DeskContext

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DITTO = ('"', "“", "”", "〃", "''", "＂")
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
_CAPTIONS = {
    DATE: "日期",
    CADRES: "走访干部",
    HOUSEHOLD: "走访对象",
    WAY: "方式",
    SAID: "反映的问题",
    ANSWERED: "当场答复",
    NOTE: "备注",
}


class EntryCells(QObject):
    """One editor a cell; Enter goes on, the arrows go to other lines, F4 or " repeats."""

    edited = Signal()
    """Something was typed."""
    went_on = Signal(str)
    """Enter was pressed: the name of the cell left."""
    went_back = Signal(str)
    """Shift+Tab was pressed: the name of the cell left."""
    stepped = Signal(int, str)
    """An arrow was pressed: so many lines down, and in which cell."""
    repeated = Signal(str)
    """同上 is wanted: the name of the cell."""
    given_up = Signal()
    """Esc: the line is to be as it was."""
    removed = Signal()
    """Ctrl+Delete: the line is to go."""

    def __init__(
        self,
        desk: DeskContext,
        names: CadreNames,
        phrases: Mapping[str, PhraseChoices],
        day: Callable[[], date],
    ) -> None:
        """Make the editors of a line.

        Args:
            desk: Where the store is.
            names: Cadres that may be meant.
            phrases: Short codes and earlier texts of each text cell.
            day: Returns the day 3.5 is understood from.
        """
        super().__init__()
        self.date = DateEditor(Field(DATE, "日期", FieldType.DATE), day)
        self.date.setPlaceholderText("如 3.5")
        self.cadres = PeopleEdit()
        self.cadres.set_names(names)
        line = self.cadres.lineEdit()
        if line is not None:  # a cell is narrow
            line.setPlaceholderText("姓名拼音")
        self.household = QuickPersonBox(desk)
        self.household.setPlaceholderText("姓名、户号")
        self.way = CodeEdit(code_list("visit_way"))
        self.texts = {name: PhraseEdit(phrases[name]) for name in TEXTS}
        self.editors: dict[str, QWidget] = {
            DATE: self.date,
            CADRES: self.cadres,
            HOUSEHOLD: self.household,
            WAY: self.way,
            **self.texts,
        }
        self._others: tuple[Named, ...] = ()
        for name, editor in self.editors.items():
            self._prepare(name, editor)
        self.household.picked.connect(self._on_picked)
        self.household.left.connect(lambda: self.went_on.emit(HOUSEHOLD))

    def show_cell(self, name: str, value: Cell | None) -> None:
        """Show what stands in a cell; nothing is told."""
        people = value if isinstance(value, tuple) else ()
        if name == DATE:
            self.date.set_value(None if isinstance(value, tuple) else value or None)
        elif name == CADRES:
            self.cadres.set_people(people)
        elif name == HOUSEHOLD:
            self._show_households(people)
        else:
            box = self.way if name == WAY else self.texts[name]
            blocked = box.blockSignals(True)
            box.set_code(str(value or ""))
            box.blockSignals(blocked)

    def value(self, name: str) -> Cell:
        """Return what stands in a cell."""
        if name == DATE:
            return self.date.value() or ""
        if name == CADRES:
            return self.cadres.people()
        if name == HOUSEHOLD:
            named = self.household.named()
            return (*((named,) if named.name else ()), *(self._others if named.name else ()))
        return self.way.code() if name == WAY else self.texts[name].currentText().strip()

    def focus(self, name: str) -> None:
        """Give a cell the keys, its text chosen so that typing replaces it."""
        editor = self.editors[name]
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
        if isinstance(line, QLineEdit):
            line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the keys of the grid before the editors do."""
        name = watched.property("cell")
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and name:
            return self._on_key(str(name), event)
        return super().eventFilter(watched, event)

    def _on_key(self, name: str, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.removed.emit()
        elif key == Qt.Key.Key_F4 and not event.modifiers():
            self.repeated.emit(name)
        elif key == Qt.Key.Key_Escape and not self._listing(name):
            self.given_up.emit()
        elif key in _STEPS and not event.modifiers() and not self._listing(name):
            self.stepped.emit(_STEPS[key], name)
        elif key == Qt.Key.Key_Backtab:
            self.went_back.emit(name)
        elif key == Qt.Key.Key_Tab or key in _ENTER:
            return self._on_enter(name, event)
        else:
            return False
        return True

    def _on_enter(self, name: str, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if name == HOUSEHOLD and not control and event.key() in _ENTER:
            return False  # the box takes the hit marked, then tells
        if name == HOUSEHOLD:
            self.household.drop.hide()
        editor = self.editors[name]
        if isinstance(editor, CodeEdit):
            editor.take_shown()
        self.went_on.emit(name)
        return True

    def _listing(self, name: str) -> bool:
        editor = self.editors[name]
        if isinstance(editor, CodeEdit):
            return editor.listing
        return name == HOUSEHOLD and self.household.drop.isVisible()

    def _prepare(self, name: str, editor: QWidget) -> None:
        editor.setProperty("cell", name)
        editor.setProperty("role", "cell")
        editor.setAccessibleName(_CAPTIONS[name])
        editor.setAutoFillBackground(True)
        editor.installEventFilter(self)
        line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
        if not isinstance(line, QLineEdit):
            return
        line.textEdited.connect(lambda text: self._on_text(name, text))
        if isinstance(editor, CodeEdit):
            editor.edited.connect(self.edited)
            # While the list hangs below, Enter comes through the line only.
            line.returnPressed.connect(lambda: self._on_line_enter(name, editor))

    def _on_line_enter(self, name: str, editor: CodeEdit) -> None:
        if editor.listing:
            editor.take_shown()
            self.went_on.emit(name)

    def _on_text(self, name: str, text: str) -> None:
        if text.strip() in _DITTO:
            self.repeated.emit(name)
        self.edited.emit()

    def _on_picked(self, hit: Hit) -> None:
        self._show_households((Named(hit.household_id, hit_words(hit)),))
        self.edited.emit()
        self.went_on.emit(HOUSEHOLD)

    def _show_households(self, people: tuple[Named, ...]) -> None:
        """Show the first household; further ones of a stored visit stay behind it."""
        self._others = people[1:]
        if people:
            first = people[0]
            self.household.show_named(Named(first.id, shown_household(first.name)))
            self.household.setCursorPosition(0)
        else:
            self.household.clear()
            self.household.hit = None
