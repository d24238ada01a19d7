"""One household being edited: members and form, checked, kept as a draft, saved."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.errors import AppError, ConflictError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import FieldProblem, HouseholdDetail
from liaison_desktop.domain.terms import household
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_saver import RecordSaver, Saved, checked_and_stored
from liaison_desktop.ui.register.household_fields import GROUP, VILLAGE, PlaceChoices, area_key
from liaison_desktop.ui.register.household_form import FORM_NAMES, HouseholdForm
from liaison_desktop.ui.register.household_typing import (
    NOTHING_TYPED,
    Typed,
    from_draft_values,
    household_draft,
    over,
    rebased,
    stored_in,
    to_draft_values,
)
from liaison_desktop.ui.register.member_table import MemberTable
from liaison_desktop.ui.save_foot import SaveFoot

_CHECK_AFTER_MS = 400
MEMBERS, FORM = 0, 1
DRAFTS = "household"


class HouseholdEditor(QWidget):
    """Edits one household; Ctrl+S saves, Esc gives up what was typed."""

    saved = Signal(int)
    """The household was stored: its key."""
    given_up = Signal()
    """A new household was not wanted after all."""
    part_wanted = Signal(int)
    """``MEMBERS`` or ``FORM`` holds what has to be looked at."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._detail: HouseholdDetail | None = None
        self._new = False
        self._stored = NOTHING_TYPED
        self._places = PlaceChoices()
        self._revealed = False
        self._saving = False
        self._hint = ""
        self.form: HouseholdForm | None = None
        self.members = MemberTable(desk.office.context.today)
        self._drafts = DraftKeeper(desk, DRAFTS, self._plain, self)
        self._drafts.found.connect(self._on_draft_found)
        self._saver = RecordSaver[HouseholdDetail](
            desk, self, save_over=self._save_over, take_theirs=self._take_theirs
        )
        self.foot = SaveFoot()
        self.save_button, self.discard_button = self.foot.save_button, self.foot.discard_button
        self.foot.state.setWordWrap(True)  # problems of several members stand in it
        self._check_soon = QTimer(self)
        self._check_soon.setSingleShot(True)
        self._check_soon.setInterval(_CHECK_AFTER_MS)
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        self.members.members.edited.connect(self._on_typed)
        self.members.problem_met.connect(self._on_problem_met)
        self._check_soon.timeout.connect(self._check)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed and not saved."""
        return self._typed() != self._stored

    @property
    def is_new(self) -> bool:
        """Tell whether the household is not stored yet."""
        return self._new

    def set_places(self, places: PlaceChoices) -> None:
        """Offer other villages and groups."""
        self._places = places
        if self.form is not None:
            self.form.offer_places(places)

    def show_household(self, detail: HouseholdDetail) -> None:
        """Show a stored household; what was typed about another one stays a draft."""
        self._drafts.keep_pending()
        same = self._detail is not None and self._detail.id == detail.id and not self._new
        self._detail, self._new = detail, False
        if not same:
            self._revealed = False
            self.members.members.reveal(full=False)
        self._show(stored_in(detail))
        if not same:  # else a draft just thrown away might be found before it is gone
            self._drafts.follow(detail.id)

    def show_blank(self, village: int | None, group: int | None) -> None:
        """Begin a new household in a place."""
        self._drafts.keep_pending()
        self._detail, self._new = None, True
        values: dict[str, Value] = {}
        if village is not None:
            values[VILLAGE] = area_key(village)
        if group is not None:
            values[GROUP] = area_key(group)
        self._revealed = True
        self.members.members.reveal(full=True)
        self._show(Typed(values, ()))
        self._drafts.follow(None)

    def show_part(self, part: int) -> None:
        """Show the members or the form; the form is built when it is first wanted."""
        if part == FORM and self.form is None:
            self._build_form()
        self._stack.setCurrentIndex(part)

    def edit(self) -> None:
        """Give the part shown the keys (F2)."""
        if self._stack.currentIndex() == FORM and self.form is not None:
            self.form.focus_field(VILLAGE if self._new else household.FIELDS[0].name)
        else:
            self.members.edit_current()

    def reveal(self, *, full: bool) -> None:
        """Show personal numbers of this household in full, or in part."""
        typed = self._typed()
        self._revealed = full
        self.members.members.reveal(full=full)
        self._fill_form(typed)

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self._drafts.keep_pending()

    def discard(self) -> None:
        """Give up what was typed; 恢复 in the strip brings it back."""
        if not self.dirty:
            if self._new:
                self.given_up.emit()
            return
        typed, record = self._typed(), self._detail.id if self._detail else None
        self._drafts.discard()
        self._show(self._stored)

        def restore() -> None:
            if (self._detail.id if self._detail else None) == record:
                self._restore(typed)

        self._desk.notice("已放弃未保存的修改", "恢复", restore)
        if self._new:
            self.given_up.emit()

    def save(self) -> None:
        """Check and store; problems stand at their fields."""
        self.members.finish_editing()
        if self._saving or not self.dirty:
            return
        unreadable = self.form.unreadable() if self.form is not None else {}
        if unreadable and self.form is not None:
            self.form.set_problems(unreadable)
            self.part_wanted.emit(FORM)
            self.form.focus_first_problem()
            return
        self._store(self._typed())

    def _store(self, typed: Typed) -> None:
        office, detail = self._desk.office, self._detail
        self._saving = True
        self._update_foot()

        def work(_progress: Progress) -> Saved[HouseholdDetail] | ConflictError:
            draft = household_draft(typed, detail, office.areas)
            return checked_and_stored(office.households, draft)

        self._desk.lanes.write(
            work,
            lambda saved: self._on_stored(typed, saved),
            self._on_failed,
            owner=self,
        )

    def _on_stored(self, typed: Typed, saved: Saved[HouseholdDetail] | ConflictError) -> None:
        self._saving = False
        if isinstance(saved, ConflictError):
            self._update_foot()
            if self._detail is not None:
                self._saver.resolve(saved, self._desk.office.households, self._detail.id)
            return
        detail = saved.detail
        if detail is None:
            self._update_foot()
            self._show_problems(saved.problems)
            self._go_to_problem(saved.problems)
            return
        self._drafts.discard()
        later, was_new = self._typed(), self._new
        self._detail, self._new = detail, False
        self._show(stored_in(detail))
        if was_new:
            self._drafts.follow(detail.id)
        if later != typed:  # something was typed while it was being stored
            self._restore(rebased(later, typed, detail))
        self._show_problems(saved.problems)
        self.saved.emit(detail.id)
        self._desk.done(saved.changes, f"已保存 {detail.label}")

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self._update_foot()
        if not isinstance(error, AppError):
            raise error
        self.foot.state.setText(error.message)

    def _save_over(self, theirs: HouseholdDetail) -> None:
        typed = self._typed()
        self._detail = theirs
        self._store(over(typed, theirs))

    def _take_theirs(self, theirs: HouseholdDetail) -> None:
        self._drafts.discard()
        self.show_household(theirs)

    def _check(self) -> None:
        """Ask what the store knows against what was typed: repeated numbers and the like."""
        if not self.dirty:
            return
        households, detail, typed = self._desk.office.households, self._detail, self._typed()

        def answered(problems: tuple[FieldProblem, ...]) -> None:
            if typed == self._typed():
                self._show_problems(problems)

        self._desk.lanes.read(
            (id(self), "check"),
            lambda: households.problems(household_draft(typed, detail)),
            answered,
            owner=self,
        )

    def _show_problems(self, problems: tuple[FieldProblem, ...]) -> None:
        self.members.members.set_problems(
            {(one.member, one.field): one.message for one in problems if one.member is not None}
        )
        own = {one.field: one.message for one in problems if one.member is None}
        if self.form is not None:
            self.form.set_problems(own)
        named = [text for field, text in own.items() if field not in FORM_NAMES or not self.form]
        blocking = [one.message for one in problems if one.blocking]
        self._update_foot(" ".join(dict.fromkeys((*blocking, *named))))

    def _go_to_problem(self, problems: tuple[FieldProblem, ...]) -> None:
        first = next((one for one in problems if one.blocking), None)
        if first is None:
            return
        if first.member is None:
            self.part_wanted.emit(FORM)
            self.show_part(FORM)
            if self.form is not None:
                self.form.set_problems({first.field: first.message})
                self.form.focus_first_problem()
        else:
            self.part_wanted.emit(MEMBERS)
            self.show_part(MEMBERS)
            self.members.edit_cell(first.member, first.field)

    def _show(self, typed: Typed) -> None:
        """Show a household as stored."""
        self._stored, self._hint = typed, ""
        self.members.members.show_stored(typed.members)
        self._fill_form(typed)
        self._update_foot()

    def _restore(self, typed: Typed) -> None:
        """Show what had been typed; the stored stays what it is compared with."""
        if dict(typed.values) != dict(self._stored.values) and self.form is None:
            self._build_form()
        self._fill_form(typed)
        self.members.members.show_typed(typed.members)
        self._on_typed()

    def _typed(self) -> Typed:
        members = self.members.members.members
        if self.form is None:
            return Typed(self._stored.values, members)
        return Typed(self.form.typed(), members)

    def _plain(self) -> dict[str, Any]:
        version = self._detail.version if self._detail is not None else 0
        return to_draft_values(self._typed(), version)

    def _on_draft_found(self, draft: Draft) -> None:
        kept = from_draft_values(draft.values)
        if self.dirty or kept == self._stored:
            return
        self._restore(kept)
        self._desk.notice("已接上次没有保存的内容", "放弃", self.discard)

    def _on_problem_met(self, hint: str) -> None:
        if hint != self._hint:
            self._hint = hint
            self._update_foot()

    def _on_typed(self) -> None:
        self._update_foot()
        if self.dirty:
            self._drafts.typed()
            self._check_soon.start()

    def _on_form_changed(self) -> None:
        if self.form is not None:
            self.form.offer_places()
        self._on_typed()

    def _build_form(self) -> None:
        self.form = HouseholdForm(self._places, self._desk.office.context.today)
        self._fill_form(self._stored)
        self.form.changed.connect(self._on_form_changed)
        self.form.completed.connect(self.save)
        self._stack.addWidget(self.form)

    def _fill_form(self, typed: Typed) -> None:
        if self.form is not None:
            self.form.fill(self._stored.values, typed.values, revealed=self._revealed)

    def _update_foot(self, problem: str = "") -> None:
        dirty = self.dirty
        self.save_button.setEnabled(dirty and not self._saving)
        self.discard_button.setVisible(dirty or self._new)
        self.discard_button.setText("放弃修改" if dirty else "取消新建")
        kept = "有未保存的修改，已自动存为草稿" if dirty else ""
        self.foot.state.setText(problem or self._hint or kept)
        role = "problem" if problem or self._hint else "caption"
        theme.set_property(self.foot.state, "role", role)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.members)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
