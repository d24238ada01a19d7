"""Whom a visit went to and who went: chips of households with a line to add some, cadres."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPushButton, QWidget

from liaison_desktop.domain.matters.visit import Named
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.ui import theme
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.layout_parts import label
from liaison_desktop.ui.matters.people_edit import CadreNames, PeopleEdit
from liaison_desktop.ui.matters.person_box import QuickPersonBox, hit_words, shown_household
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WAITING_TIP = "还没有对上农户。按 Enter 放回输入框再找，按 Delete 去掉"
_KNOWN_TIP = "按 Enter 到农户页看这一户，按 Delete 去掉"


class HouseholdChips(QFrame):
    """Enter takes the household found; a name of nobody stays and waits (amber)."""

    changed = Signal()
    """Another household stands here."""
    opened = Signal(int)
    """A household is to be looked at: its key."""
    left = Signal()
    """Enter was pressed in the empty line."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._people: list[Named] = []
        self._chips: list[QPushButton] = []
        self.box = QuickPersonBox(desk)
        self.box.setAccessibleName("走访对象")
        theme.keep_width(self.box, least=210)
        self._flow = FlowLayout(self, gap=theme.metrics().px(6))
        self._flow.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.picked.connect(self._on_picked)
        self.box.left.connect(self._on_left)
        self.box.installEventFilter(self)

    def people(self) -> tuple[Named, ...]:
        """Return the households, and the name being typed if it was not taken yet."""
        typed = self.box.named()
        return (*self._people, typed) if typed.name else tuple(self._people)

    def set_people(self, people: Iterable[Named]) -> None:
        """Show the households of a visit."""
        self._people = list(people)
        self.box.clear()
        self.box.hit = None
        self._rebuild()

    def chip(self, place: int) -> QPushButton:
        """Return the chip of a household."""
        return self._chips[place]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear Backspace in the empty line, Ctrl+Enter, and Delete and Enter on a chip."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.box:
                return self._on_box_key(event)
            if watched in self._chips and isinstance(watched, QPushButton):
                return self._on_chip_key(self._chips.index(watched), event)
        return super().eventFilter(watched, event)

    def _on_box_key(self, event: QKeyEvent) -> bool:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and with_control and self.box.text().strip():
            self._add(Named(None, self.box.text().strip()))
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.box.text() and self._people:
            self._remove(len(self._people) - 1)
            return True
        return False

    def _on_chip_key(self, place: int, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove(place)
            self.box.setFocus()
            return True
        if event.key() in _ENTER:
            self._on_clicked(place)
            return True
        return False

    def _on_clicked(self, place: int) -> None:
        """Open a known household; put a name that waits back into the line."""
        one = self._people[place]
        if one.id is not None:
            self.opened.emit(one.id)
            return
        self._remove(place)
        self.box.search_for(one.name)

    def _on_picked(self, hit: Hit) -> None:
        self._add(Named(hit.household_id, hit_words(hit)))

    def _on_left(self) -> None:
        typed = self.box.named()
        if typed.name:
            self._add(typed)
        else:
            self.left.emit()

    def _add(self, one: Named) -> None:
        self.box.clear()
        self.box.hit = None
        self.box.drop.hide()
        if one.id is None or all(other.id != one.id for other in self._people):
            self._people.append(one)
            self._rebuild()
        self.changed.emit()
        self.box.setFocus()

    def _remove(self, place: int) -> None:
        del self._people[place]
        self._rebuild()
        self.changed.emit()

    def _rebuild(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.box)
        self._chips = []
        for place, one in enumerate(self._people):
            waiting = one.id is None
            tip = _WAITING_TIP if waiting else _KNOWN_TIP
            words = f"{one.name}　待核对" if waiting else shown_household(one.name)
            chip = button(words, variant="waiting" if waiting else "token", tip=tip)
            chip.installEventFilter(self)
            chip.clicked.connect(lambda _on=False, at=place: self._on_clicked(at))
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.box)
        self._flow.invalidate()
        self.updateGeometry()
        for before, after in pairwise([*self._chips, self.box]):
            QWidget.setTabOrder(before, after)


class VisitPeople(QWidget):
    """The two lines on top of a visit."""

    changed = Signal()
    """Another household or cadre stands here."""
    left = Signal()
    """Enter was pressed at the end."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self.households = HouseholdChips(desk)
        self.cadres = PeopleEdit()
        self.cadres.setAccessibleName("走访干部")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self._previous: tuple[Named, ...] = ()
        sizes = theme.metrics()
        grid = QGridLayout(self)
        grid.setContentsMargins(sizes.margin, sizes.gap, sizes.margin, 0)
        grid.setHorizontalSpacing(sizes.px(10))
        grid.setVerticalSpacing(sizes.px(6))
        for row, (words, part) in enumerate(
            (("走访对象", self.households), ("走访干部", self.cadres))
        ):
            caption = label(words, "field")
            caption.setMinimumHeight(sizes.control)
            theme.keep_width(caption, least=88)
            grid.addWidget(caption, row * 2, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(part, row * 2, 1)
        grid.addWidget(self.problem, 1, 1)
        grid.setColumnStretch(1, 1)
        self.households.changed.connect(self._on_changed)
        self.households.box.textEdited.connect(lambda _text: self._on_changed())
        self.households.left.connect(self.cadres.setFocus)
        self.cadres.edited.connect(self._on_changed)
        self.cadres.installEventFilter(self)

    def show_people(self, households: Iterable[Named], cadres: Iterable[Named]) -> None:
        """Show whom a visit went to and who went."""
        self.households.set_people(households)
        self.cadres.set_people(cadres)
        self.show_problem("")

    def set_previous(self, cadres: Iterable[Named]) -> None:
        """Set whom F4 (同上) fills in."""
        self._previous = tuple(cadres)

    def set_names(self, names: CadreNames) -> None:
        """Offer these cadres."""
        self.cadres.set_names(names)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the households, "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on from the cadres, F4 repeat them."""
        if watched is self.cadres and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_F4 and not event.modifiers():
                self.cadres.set_people(self._previous)
                self._on_changed()
                return True
            if pressed and event.key() in _ENTER:
                self.cadres.take_best_hit()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def line(self) -> QLineEdit:
        """Return the line in which households are found."""
        return self.households.box

    def _on_changed(self) -> None:
        self.show_problem("")
        self.changed.emit()
