"""One party of a dispute: found in the register by pinyin, or typed with fields of his own."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.dispute import Party
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.domain.terms.dispute import SIDE_LABELS, Side
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import ToneLabel, label, line_of
from liaison_desktop.ui.matters.fitted_form import FittedForm
from liaison_desktop.ui.matters.party_values import (
    DETAIL_FIELDS,
    Known,
    is_unlinked,
    known_of,
    party_words,
    plain,
)
from liaison_desktop.ui.matters.person_box import PersonBox
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tokens import Tone


class PartyRow(QWidget):
    """Enter takes a hit and goes on; F3 opens and closes the party's own fields."""

    changed = Signal()
    """Something of the party may be another."""
    finished = Signal()
    """Somebody was chosen, or Enter was pressed and the party is complete."""
    passed = Signal()
    """Enter was pressed in a blank line."""
    removed = Signal()
    """The party is to be taken out."""
    arrived = Signal(object)
    """The name or a field of the party got the keys."""
    grown = Signal()
    """The party has fields of its own from now on."""
    outsider_meant = Signal()
    """The party, who waits to be found, is nobody of the register."""

    def __init__(self, desk: DeskContext, side: Side) -> None:
        """Make a blank line.

        Args:
            desk: Where the store is.
            side: Which side the party is on.
        """
        super().__init__()
        self._desk = desk
        self._party = Party(None, side, "")
        self._form: FittedForm | None = None
        self._filling = False
        self.box = PersonBox(desk)
        self.box.setAccessibleName(SIDE_LABELS[side])
        self.box.setPlaceholderText("姓名或拼音首字母；册外的人直接写姓名")
        self.chip = ToneLabel()
        self.outsider_button = button("不在本册", variant="quiet", tip="不是本册的人，以后不再核对")
        self.details_button = button(
            "详细", variant="quiet", tip="性别、电话、住址、代理人等（F3）"
        )
        self.details_button.setCheckable(True)
        self.remove_button = button("", variant="quiet", icon_name="close", tip="移出这名当事人")
        self.remove_button.setAccessibleName("移出当事人")
        for made in (self.outsider_button, self.details_button, self.remove_button):
            made.setProperty("lean", "true")  # the name keeps the room where sides stand beside
        self.words = label("", "caption", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self._lay_out()
        self._connect()
        self._show_words()

    def party(self) -> Party:
        """Return the party as it stands."""
        party = replace(self._party, name=self.box.text())
        if self._form is not None and not self._form.isHidden():
            party = replace(party, values=self._form.values())
        return plain(party)

    @property
    def blank(self) -> bool:
        """Whether nobody is named here."""
        return not self.box.text().strip()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab goes through, in order."""
        form = self._form
        fields = (form.editor(field.name) for field in DETAIL_FIELDS) if form is not None else ()
        own = (self.outsider_button, self.details_button, self.remove_button)
        return (self.box, *own, *fields)

    def show_party(self, party: Party) -> None:
        """Show a party."""
        self._party = party
        self._filling = True
        self.box.setText(party.name)
        self.box.setCursorPosition(0)
        household = party.household_id
        self.box.hit = (
            None
            if household is None
            else Hit(Kind.RESIDENT, party.resident_id or 0, party.name, "", household)
        )
        if self._form is not None:
            self._form.set_values(party.values)
        self._filling = False
        self.set_problem("")
        self._show_words()

    @property
    def stored_id(self) -> int | None:
        """Key of the party where it was read, None for one being typed."""
        return self._party.id

    def mark_outsider(self) -> None:
        """Say in the form that the party is nobody of the register; saving stores it."""
        party = self.party()
        self.show_and_tell(replace(party, values={**party.values, "is_outsider": True}))

    def unreadable(self) -> str:
        """Return a sentence when a field of the party cannot be read, else ""."""
        if self._form is None or self._form.isHidden():
            return ""
        return next(iter(self._form.unreadable().values()), "")

    def set_problem(self, sentence: str) -> None:
        """Show or, with "", remove what is wrong."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        theme.set_property(self.box, "invalid", "true" if sentence else "false")

    def show_details(self, *, shown: bool) -> None:
        """Open or close the party's own fields."""
        if shown:
            form = self._details()
            self._filling = True
            form.set_values(self._party.values)
            self._filling = False
            form.show()
            form.focus_field("is_outsider")
        elif self._form is not None and not self._form.isHidden():
            self._party = replace(self.party(), name=self._party.name)
            self._form.hide()
        self.details_button.setChecked(shown)
        self._show_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F3 opens and closes the fields, Esc closes them."""
        is_open = self._form is not None and not self._form.isHidden()
        if event.key() == Qt.Key.Key_F3 and not self.blank:
            self.show_details(shown=not is_open)
            if is_open:
                self.box.setFocus()
        elif event.key() == Qt.Key.Key_Escape and is_open:
            self._on_details_done()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the name gets the keys: it may be out of sight."""
        if watched is self.box and event.type() == QEvent.Type.FocusIn:
            self.arrived.emit(self.box)
        return super().eventFilter(watched, event)

    def _details(self) -> FittedForm:
        if self._form is None:
            self._form = FittedForm(DETAIL_FIELDS, today=self._desk.office.context.today)
            self._form.changed.connect(self._on_form_changed)
            self._form.completed.connect(self._on_details_done)
            self._form.arrived.connect(self.arrived)
            self._column.addWidget(self._form)
            self.grown.emit()
        return self._form

    def _on_form_changed(self) -> None:
        if not self._filling:
            self._show_words()
            self.changed.emit()

    def _on_details_done(self) -> None:
        self.show_details(shown=False)
        self.finished.emit()

    def _on_left(self) -> None:
        if self.blank:
            self.passed.emit()
        elif self._is_stranger():
            self.show_details(shown=True)
        else:
            self.finished.emit()

    def _is_stranger(self) -> bool:
        """Tell whether somebody not in the register was typed just now."""
        fresh = self._party.id is None and not self._party.values
        return fresh and self.box.hit is None and is_unlinked(self.party())

    def _on_picked(self, hit: Hit) -> None:
        if hit.household_id is None:
            return
        households, key = self._desk.office.households, hit.household_id
        resident = hit.id if hit.kind is Kind.RESIDENT else None
        # At once, so that going on or saving need not wait for the rest.
        self._party = replace(self._party, resident_id=resident, household_id=key)

        def known(found: Known) -> None:
            if self.box.hit is not hit:  # another name was typed meanwhile
                return
            party = replace(
                self._party,
                name=found.name,
                resident_id=found.resident_id,
                household_id=found.household_id,
                household=found.household,
                values=found.values,
            )
            self.show_and_tell(party)

        self._desk.lanes.read(
            (id(self), "person"), lambda: known_of(households.detail(key), resident), known,
            owner=self,
        )  # fmt: skip
        self.finished.emit()

    def show_and_tell(self, party: Party) -> None:
        """Show another party and say that something changed."""
        self.show_party(party)
        self.changed.emit()

    def _on_typed(self) -> None:
        """Another name is another person: what the register said goes."""
        if self._party.resident_id is not None or self._party.household_id is not None:
            self._party = replace(
                self._party, resident_id=None, household_id=None, household="", values={}
            )
            if self._form is not None:
                self._form.set_values({})
        self.set_problem("")
        self._show_words()
        self.changed.emit()

    def _show_words(self) -> None:
        party = self.party()
        outside = party.values.get("is_outsider") or party.values.get("is_organisation")
        self.chip.setVisible(is_unlinked(party) or bool(outside and party.name))
        if is_unlinked(party):
            self.chip.show_words("待核对", Tone.AMBER)
            self.chip.setToolTip("从下拉里选出本册的人；不是本册的人按“不在本册”")
        elif outside:
            self.chip.show_words("册外", Tone.GREY)
        words = party_words(party)
        is_open = self._form is not None and not self._form.isHidden()
        waits = party.id is not None and party.household_id is None and is_unlinked(party)
        self.outsider_button.setVisible(waits and not is_open)
        self.words.setText(words)
        self.words.setVisible(bool(words) and not is_open)
        for one in (self.details_button, self.remove_button):
            one.setVisible(not self.blank)

    def _connect(self) -> None:
        self.box.picked.connect(self._on_picked)
        self.box.left.connect(self._on_left)
        self.box.installEventFilter(self)
        self.box.textEdited.connect(lambda _text: self._on_typed())
        self.details_button.clicked.connect(lambda on: self.show_details(shown=on))
        self.outsider_button.clicked.connect(self.outsider_meant)
        self.remove_button.clicked.connect(self.removed)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.problem.hide()
        self.box.setMinimumWidth(sizes.px(96))
        self.remove_button.setFixedWidth(sizes.px(34))
        self.details_button.setMinimumWidth(sizes.px(40))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.px(3))
        line = line_of(
            self.box, self.chip, self.outsider_button, self.details_button, self.remove_button,
            gap=6,
        )  # fmt: skip
        line.setStretch(0, 1)
        self._column.addLayout(line)
        self._column.addWidget(self.words)
        self._column.addWidget(self.problem)
