"""The form of one visit: whom, who, what was said; its texts can become concerns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.matters.visit import Named, VisitDetail, VisitDraft
from liaison_desktop.domain.terms.visit import SIX_QUESTION_HINTS
from liaison_desktop.services.matters.visits import Visits
from liaison_desktop.ui.matters.fitted_form import FittedForm
from liaison_desktop.ui.matters.people_edit import CadreNames
from liaison_desktop.ui.matters.record_editor import RecordEditor
from liaison_desktop.ui.matters.visit_fields import (
    BECOME_CONCERNS,
    FORM_FIELDS,
    QUESTIONS,
    RARE,
    filled,
)
from liaison_desktop.ui.matters.visit_people import VisitPeople
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_saver import Saved

_QUESTION_KEYS = "Alt+W"


class VisitEditor(RecordEditor[VisitDetail, VisitDraft]):
    """Households and cadres stand above the form; Ctrl+M makes a concern of a text."""

    concern_wanted = Signal(str)
    """A text of the stored visit is to become a concern: the name of its field."""
    household_wanted = Signal(int)
    """A household is to be looked at."""

    def __init__(self, desk: DeskContext) -> None:
        self._after_saving = ""
        self.people = VisitPeople(desk)
        self.questions_button = _folding("六问", _QUESTION_KEYS, "展开或收起六问（Alt+W）")
        self.rare_button = _folding("更多栏目", "Alt+O", "展开或收起不常用的栏目（Alt+O）")
        form = FittedForm(FORM_FIELDS, today=desk.office.context.today, two_columns_from=480)
        super().__init__(desk, "visit", form)
        self._add_concern_buttons()
        self.people.changed.connect(self.on_changed)
        self.people.left.connect(lambda: self.form.focus_field("on"))
        self.people.households.opened.connect(self.household_wanted)
        self.questions_button.clicked.connect(self._on_questions_clicked)
        self.rare_button.clicked.connect(self._on_rare_clicked)
        self._fold()

    def set_cadres(self, rows: Iterable[CadreRow]) -> None:
        """Offer these cadres."""
        self.people.set_names(CadreNames(rows))

    def ask_cadres(self) -> None:
        """Ask who may have gone."""
        office = self.desk.office

        def read() -> list[CadreRow]:
            return list(office.cadres.rows(office.cadres.ids(CadreFilter())).values())

        self.desk.lanes.read((id(self), "cadres"), read, self.set_cadres, owner=self)

    def make_concern(self, field: str) -> None:
        """Make a concern of a text; what was typed is saved first."""
        if not self.form.values().get(field):
            self.desk.notice("这一栏还没有写内容，先写下群众反映了什么，再转为民情事项")
            return
        if self.dirty or self.is_new:
            self._after_saving = "" if self.form.unreadable() else field
            self.save()
        else:
            self.concern_wanted.emit(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+M makes a concern of the text being typed."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_M and control:
            field = self.form.focused_field()
            self.make_concern(field if field in BECOME_CONCERNS else "said")
        else:
            super().keyPressEvent(event)

    def records(self) -> Visits:
        """Return the service of visits."""
        return self.desk.office.visits

    def blank(self) -> Mapping[str, Any]:
        """Begin with a visit at home today."""
        return {**super().blank(), "way": "home"}

    def first_field(self) -> QWidget:
        """Return the line of households of a new visit, the day of a stored one."""
        return self.people.line() if self.is_new else self.form.editor("on")

    def field_above(self) -> QWidget:
        """Return the line in which households are found."""
        return self.people.line()

    def foot_buttons(self) -> tuple[QPushButton, ...]:
        """Return what unfolds 六问 and the rare fields."""
        return self.questions_button, self.rare_button

    def above(self) -> QWidget:
        """Return whom the visit went to and who went."""
        return self.people

    def above_values(self) -> Mapping[str, Any]:
        """Return households and cadres as pairs of key, None while unknown, and name."""
        people = self.people
        return {
            "households": [[one.id, one.name] for one in people.households.people()],
            "cadres": [[one.id, one.name] for one in people.cadres.people()],
        }

    def show_above(self, detail: VisitDetail | None) -> None:
        """Show whom a visit went to and who went."""
        known = ((), ()) if detail is None else (detail.households, detail.cadres)
        self.people.show_people(*known)

    def restore_above(self, kept: Mapping[str, Any]) -> None:
        """Show whom and who as a draft kept them."""
        self.people.show_people(_people_of(kept, "households"), _people_of(kept, "cadres"))

    def tell_above(self, sentences: Sequence[str]) -> None:
        """Say what is wrong first of all, right below the households."""
        self.people.show_problem(sentences[0] if sentences else "")

    def shows_the_same(self, detail: VisitDetail) -> bool:
        """Tell whether only something else came of the visit, e.g. a concern."""
        shown, theirs = self.shown, (detail.values, detail.households, detail.cadres)
        return shown is not None and theirs == (shown.values, shown.households, shown.cadres)

    def draft(self, record_id: int | None, version: int) -> VisitDraft:
        """Return what is to be saved."""
        shown = self.shown
        return VisitDraft(
            id=record_id,
            version=version,
            values=self.form.values(),
            households=self.people.households.people(),
            cadres=self.people.cadres.people(),
            sheet_id=shown.sheet_id if shown is not None else None,
            village_id=shown.village_id if shown is not None else None,
        )

    def show_record(self, detail: VisitDetail) -> None:
        """Show a stored visit; what is being typed about it stays."""
        same = self.shown is not None and self.shown.id == detail.id
        super().show_record(detail)
        if not same:
            self._fold()

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a new visit.

        Args:
            values: What is known already; a visit at home today if None.
        """
        super().begin(values)
        self._fold()

    def on_changed(self) -> None:
        """Show whether there is something to save, and how much of 六问 is answered."""
        super().on_changed()
        count = filled(self.form.values(), QUESTIONS)
        self.questions_button.setText(f"六问 {count} / 6" if count else "六问")
        self.questions_button.setShortcut(_QUESTION_KEYS)  # a new text takes the keys away

    def _restore(self, typed: Mapping[str, Any]) -> None:
        super()._restore(typed)
        self._fold()

    def _on_stored(self, typed: Mapping[str, Any], saved: Saved[VisitDetail]) -> None:
        wanted, self._after_saving = self._after_saving, ""
        if saved.detail is not None:
            self.people.set_previous(saved.detail.cadres)
        super()._on_stored(typed, saved)
        if wanted and saved.detail is not None:
            self.concern_wanted.emit(wanted)

    def _fold(self) -> None:
        """Show 六问 and the rare fields where they hold something."""
        values = self.form.values()
        self.questions_button.setChecked(filled(values, QUESTIONS) > 0)
        self.rare_button.setChecked(filled(values, RARE) > 0)
        self._hide_folded()

    def _hide_folded(self) -> None:
        hidden = [] if self.questions_button.isChecked() else list(QUESTIONS)
        hidden += [] if self.rare_button.isChecked() else list(RARE)
        self.form.hide_fields(hidden)

    def _on_questions_clicked(self) -> None:
        self._hide_folded()
        if self.questions_button.isChecked():
            self.form.focus_field(QUESTIONS[0])

    def _on_rare_clicked(self) -> None:
        self._hide_folded()
        if self.rare_button.isChecked():
            self.form.focus_field(RARE[0])

    def _add_concern_buttons(self) -> None:
        """Give every text that can become a concern its button, every question its hint."""
        for name, words in SIX_QUESTION_HINTS.items():
            editor = self.form.editor(name)
            if isinstance(editor, QPlainTextEdit):
                editor.setPlaceholderText(words)
        self.concern_buttons: dict[str, QPushButton] = {}
        for name in BECOME_CONCERNS:
            made = button(
                "转民情", variant="quiet", tip="保存并转为民情事项（光标在栏内时按 Ctrl+M）"
            )
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _on=False, field=name: self.make_concern(field))
            self.form.add_action(name, made)
            self.concern_buttons[name] = made


def _folding(caption: str, keys: str, tip: str) -> QPushButton:
    made = button(caption, variant="quiet", tip=tip)
    made.setCheckable(True)
    made.setShortcut(keys)
    return made


def _people_of(kept: Mapping[str, Any], name: str) -> tuple[Named, ...]:
    """Return people as a draft keeps them."""
    return tuple(Named(key, words) for key, words in kept.get(name, ()))
