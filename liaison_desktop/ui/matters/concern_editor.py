"""接待登记 and the fields of a stored concern: typed, checked, kept as a draft, saved."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.matters.concern import ConcernDetail, ConcernDraft
from liaison_desktop.domain.register.household import HouseholdDetail
from liaison_desktop.domain.terms.concern import ConcernState
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.layout_parts import rule
from liaison_desktop.ui.matters.concern_asking import HouseholdLine
from liaison_desktop.ui.matters.concern_fields import FORM_FIELDS, HANDLING, OWN_FIELDS, WordChoices
from liaison_desktop.ui.matters.concern_form import ConcernForm, values_of, values_of_seed
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_saver import RecordSaver, Saved
from liaison_desktop.ui.save_foot import SaveFoot

_Typed = Mapping[str, Any]
_KEPT = {"channel": "call_in", "level": "village"}
_ANSWERS = ("result", "satisfaction")


class ConcernEditor(QWidget):
    """Ctrl+S saves from any field, Esc gives up what was typed, Alt+A is 当场答复."""

    saved = Signal(object, bool)
    """The concern was stored: its ``ConcernDetail``, and whether it is new."""
    stored = Signal(object, str, bool)
    """After ``saved``: the ``Changes``, number and whether it is new, to be told."""
    given_up = Signal()
    """A new concern was not wanted after all."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._id: int | None = None
        self._version = 0
        self._visit: int | None = None
        self._shown: ConcernDetail | None = None
        self._stored_household: int | None = None
        self._was_answered = False
        self.household = HouseholdLine(desk)
        self.form = ConcernForm(desk)
        # A reception of a household, a concern of a visit and any other each have their draft.
        self._keepers = {
            name: DraftKeeper(desk, name, self._typed, self)
            for name in ("concern", "reception", "visit_concern")
        }
        self._drafts = self._keepers["concern"]
        self.answer_button = button("当场答复", icon_name="ok", tip="当场答复了：只填答复（Alt+A）")
        self.answer_button.setCheckable(True)
        # Not the button's own: that presses it only after a moment, while the person types on.
        self._answer_key = QShortcut(QKeySequence("Alt+A"), self)
        self._saver = RecordSaver[ConcernDetail](
            desk, self, save_over=self._save_over, take_theirs=self._take_theirs
        )
        self.foot = SaveFoot(between=(self.answer_button,))
        self.save_button, self.discard_button = self.foot.save_button, self.foot.discard_button
        self._lay_out()
        self._connect()

    @property
    def is_new(self) -> bool:
        """Whether a new concern is being typed."""
        return self._id is None

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed and not saved."""
        moved = self.household.key() != self._stored_household or self._looking()
        return self.form.dirty or moved or self.answer_button.isChecked() != self._was_answered

    def _looking(self) -> bool:
        """Tell whether a name was typed for a new concern and nobody chosen yet."""
        typed = bool(self.household.box.text().strip())
        return self.is_new and typed and self.household.key() is None

    def show_concern(self, detail: ConcernDetail) -> None:
        """Show a stored concern; what is being typed about it stays."""
        same = self._id == detail.id
        if same and self.dirty and self._shown is not None:
            if values_of(self._shown) == values_of(detail):  # a step was taken; no field changed
                self._version, self._shown = detail.version, detail
            return
        self._drafts.keep_pending()
        self._id, self._shown, self._version = detail.id, detail, detail.version
        self._visit = detail.visit_id
        self._set_answered(detail.state is ConcernState.ANSWERED)
        self._stored_household = detail.household_id
        self.household.show_stored(detail.household_id, detail.household)
        self._show_values(values_of(detail))
        if not same:
            self._follow("concern", detail.id)

    def begin(self, seed: ConcernDraft | None = None, household: int | None = None) -> None:
        """Begin a new concern.

        Args:
            seed: What is known already, e.g. from a visit.
            household: Key of the household somebody of which has come.
        """
        self._drafts.keep_pending()
        self._id, self._shown, self._version = None, None, 0
        self._visit = seed.visit_id if seed is not None else None
        self._set_answered(False)
        self._stored_household = household = seed.household_id if seed else household
        self.household.expect(household)
        known = values_of_seed(seed) if seed is not None else {}
        self._show_values({**self._defaults(), **known})
        if household is not None:
            self.household.choose(household)
        if seed is not None:
            self._follow("visit_concern", seed.visit_id)
        else:
            self._follow("concern" if household is None else "reception", household)
        self.edit()

    def edit(self) -> None:
        """Give the first field the keys (F2)."""
        if self._id is None and self._stored_household is None and self._visit is None:
            self.household.box.setFocus()
        else:
            self.form.focus_field("applicant" if self._id is None else "title")

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self._drafts.keep_pending()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape and (self.dirty or self.is_new):
            self.discard()
        else:
            super().keyPressEvent(event)

    def discard(self) -> None:
        """Give up what was typed; 恢复 in the strip brings it back."""
        typed, dirty = self._typed(), self.dirty
        if dirty:
            self._drafts.discard()
            self._desk.notice("已放弃未保存的内容", "恢复", lambda: self._restore(typed))
        if self._shown is not None:
            detail, self._id = self._shown, None
            self.show_concern(detail)
        else:
            self.given_up.emit()

    def save(self) -> None:
        """Check and store; problems stand under their fields."""
        if not self.save_button.isEnabled() or not (self.dirty or self.is_new):
            return
        if unreadable := self.form.unreadable():
            self.form.set_problems(unreadable)
            self.form.focus_first_problem()
            return
        self._store()

    def _store(self) -> None:
        typed = self.form.values()
        self.save_button.setEnabled(False)
        self._saver.store(
            self._desk.office.concerns,
            self._draft(),
            lambda saved: self._on_stored(typed, saved),
            self._on_changed,
        )

    def _on_stored(self, typed: Mapping[str, Value], saved: Saved[ConcernDetail]) -> None:
        detail = saved.detail
        if detail is None:
            self.form.set_problems(saved.told)
            self.form.focus_first_problem()
            return
        self._drafts.discard()
        if saved.new:
            self._keep_choices(typed)
        if self.form.values() == typed:  # nothing was typed while it was being stored
            self._was_answered = self.answer_button.isChecked()
            self._stored_household = self.household.key()
            self.form.mark_stored()
            self._id = None
            self.show_concern(detail)
        else:
            self._id, self._shown, self._version = detail.id, detail, detail.version
            self._follow("concern", detail.id)
        self.form.set_problems(saved.told)
        self.saved.emit(detail, saved.new)
        self.stored.emit(saved.changes, detail.number, saved.new)

    def _save_over(self, theirs: ConcernDetail) -> None:
        self._version, self._shown = theirs.version, theirs
        self._store()

    def _take_theirs(self, theirs: ConcernDetail) -> None:
        self._drafts.discard()
        self._id = None
        self.show_concern(theirs)

    def _draft(self) -> ConcernDraft:
        typed, shown = self.form.values(), self._shown
        answered = self.answer_button.isChecked()
        left_out = {*OWN_FIELDS, *(HANDLING if answered and shown is None else ())}
        values = {name: value for name, value in typed.items() if name not in left_out}
        if not answered and shown is None:
            values = {name: value for name, value in values.items() if name not in _ANSWERS}
        if shown is not None:
            names = {field.name for field in FORM_FIELDS}
            rest = {name: value for name, value in shown.values.items() if name not in names}
            values = {**rest, **values}
        receiver, receiver_id = self.form.person("first_receiver", shown)
        owner, owner_id = self.form.person("owner", shown)
        return ConcernDraft(
            id=self._id,
            version=self._version,
            values=values,
            household_id=self.household.key(),
            resident_id=self._resident(str(typed.get("applicant", ""))),
            village_id=self.form.village_id(),
            first_receiver=receiver,
            first_receiver_id=receiver_id,
            owner=owner,
            owner_id=owner_id,
            visit_id=self._visit,
            answered=answered,
        )

    def _resident(self, applicant: str) -> int | None:
        shown = self._shown
        if self.household.household is not None or shown is None:
            return self.household.resident_of(applicant)
        same = shown.values.get("applicant") == applicant
        return shown.resident_id if same and self.household.key() else None

    def _defaults(self) -> dict[str, Value]:
        settings, context = self._desk.settings, self._desk.office.context
        kept = {
            name: str(settings.value(f"concern/{name}", usual)) for name, usual in _KEPT.items()
        }
        return {**kept, "received_on": context.today(), "first_receiver": context.actor}

    def _keep_choices(self, typed: Mapping[str, Value]) -> None:
        """Offer channel and level as they were chosen last."""
        for name in _KEPT:
            if typed.get(name):
                self._desk.settings.setValue(f"concern/{name}", typed[name])

    def _show_values(self, values: Mapping[str, Value]) -> None:
        self.form.show_values(values, new=self.is_new)
        self._on_changed()

    def _on_known(self) -> None:
        self.form.offer_applicants(WordChoices(self.household.applicants()))

    def _on_household(self, detail: HouseholdDetail, member: str) -> None:
        """Fill in what is known of who has come, where nothing stands yet."""
        typed, clean = self.form.values(), not self.form.dirty
        who = member or str(typed.get("applicant", "")) or detail.head
        known: dict[str, Value] = {"applicant": who, "village": detail.village}
        if "applicant_phone" not in typed or member:
            known["applicant_phone"] = self.household.phone_of(who)
        fresh = {name: value for name, value in known.items() if value}
        if clean and self._id is None and self._stored_household == detail.id:
            self.form.set_values({**typed, **fresh})
        else:
            for name, value in fresh.items():
                self.form.set_value(name, value)
        if self.household.box.hasFocus():
            self.form.focus_field("applicant")
        self._on_changed()

    def _on_household_left(self, typed: str) -> None:
        if typed:
            self.form.set_value("applicant", typed)
        self.form.focus_field("applicant")

    def _on_household_cleared(self) -> None:
        self.form.offer_applicants(WordChoices())
        self._on_changed()

    def _on_answered(self, *, answered: bool) -> None:
        self._on_changed()
        self.form.focus_field("result" if answered else "content")

    def _set_answered(self, answered: bool) -> None:
        self._was_answered = answered
        with QSignalBlocker(self.answer_button):
            self.answer_button.setChecked(answered)

    def _on_changed(self) -> None:
        dirty, new = self.dirty, self.is_new
        self.form.attend(self._shown, answered=self.answer_button.isChecked())
        self.answer_button.setVisible(new)
        self._answer_key.setEnabled(new)
        self.foot.offer(dirty=dirty, new=new)
        if dirty:
            self._drafts.typed()

    def _typed(self) -> _Typed:
        """Return everything typed, as a draft keeps it."""
        return {
            "values": self.form.values(),
            "household": self.household.key(),
            "household_words": self.household.box.text(),
            "answered": self.answer_button.isChecked(),
        }

    def _restore(self, typed: _Typed) -> None:
        household = typed.get("household")
        self.household.show_stored(household, str(typed.get("household_words", "")))
        with QSignalBlocker(self.answer_button):
            self.answer_button.setChecked(bool(typed.get("answered")))
        self.form.restore(typed["values"])
        self._on_changed()

    def _on_draft_found(self, draft: Draft) -> None:
        if self.dirty:
            return
        self._restore(draft.values)
        if self.dirty:
            self._desk.notice("已接上次没有保存的内容", "放弃", self.discard)

    def _follow(self, keeper: str, record: int | None) -> None:
        self._drafts = self._keepers[keeper]
        self._drafts.follow(record)

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.form.completed.connect(self.save)
        self.household.box.textEdited.connect(self._on_changed)
        self.household.known.connect(self._on_known)
        self.household.found.connect(self._on_household)
        self.household.left.connect(self._on_household_left)
        self.household.cleared.connect(self._on_household_cleared)
        self._answer_key.activated.connect(self.answer_button.toggle)
        self.answer_button.toggled.connect(lambda on: self._on_answered(answered=on))
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        for keeper in self._keepers.values():
            keeper.found.connect(self._on_draft_found)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.household.fit(self.form.label_width())

    def _lay_out(self) -> None:
        self.household.fit(self.form.label_width())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.household)
        column.addWidget(self.form, 1)
        column.addWidget(rule())
        column.addWidget(self.foot)
