"""One household being edited: members, form, draft, saving, conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import AppError, ConflictError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import FieldProblem, HouseholdDetail
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms import household
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.code_edit import Choices, CodeEdit
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.layout_parts import label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.register.household_fields import (
    DOOR,
    GROUP,
    NUMBER,
    VILLAGE,
    PlaceChoices,
    area_id,
    area_key,
    form_fields,
)
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

_CHECK_AFTER_MS = 400
MEMBERS, FORM = 0, 1
DRAFTS = "household"


@dataclass(frozen=True, slots=True)
class _Saved:
    """How saving went; ``detail`` is None when a problem stopped it."""

    problems: tuple[FieldProblem, ...]
    detail: HouseholdDetail | None
    changes: Changes


class HouseholdEditor(QWidget):
    """Edits one household; Ctrl+S saves, Esc gives up what was typed."""

    saved = Signal(int)
    """The household was stored: its key."""
    given_up = Signal()
    """A new household was not wanted after all."""
    dirty_changed = Signal()
    """Something was typed, saved or given up."""
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
        self.form: Form | None = None
        self.members = MemberTable(desk.office.context.today)
        self._drafts = DraftKeeper(desk, DRAFTS, self._plain, self)
        self._drafts.found.connect(self._on_draft_found)
        self.save_button = button("保存", variant="primary", icon_name="save", tip="保存（Ctrl+S）")
        self.discard_button = button("放弃修改", tip="恢复成已保存的样子（Esc）")
        self.state = label("", "caption", wrap=True)
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
            self._offer_places(self.form)

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
        if self.form is not None:
            self._fill_form(self.form, typed.values)

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

        def work(_progress: Progress) -> _Saved:
            draft = household_draft(typed, detail, office.areas)
            problems = office.households.problems(draft)
            if any(problem.blocking for problem in problems):
                return _Saved(problems, None, Changes())
            key, changes = office.households.save(draft)
            return _Saved(problems, office.households.detail(key), changes)

        self._desk.lanes.write(
            work,
            lambda saved: self._on_stored(typed, saved),
            lambda error: self._on_failed(typed, error),
            owner=self,
        )

    def _on_stored(self, typed: Typed, saved: _Saved) -> None:
        self._saving = False
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

    def _on_failed(self, typed: Typed, error: BaseException) -> None:
        self._saving = False
        self._update_foot()
        if isinstance(error, ConflictError):
            dialog = ConflictDialog(self.window(), error)
            dialog.keep_mine.connect(lambda: self._save_over(typed))
            dialog.take_theirs.connect(self._take_theirs)
            dialog.open()
        elif isinstance(error, AppError):
            self.state.setText(error.message)
        else:
            raise error

    def _save_over(self, typed: Typed) -> None:
        """Save what was typed over what the other desk stored."""
        detail = self._detail
        if detail is None:
            return
        households, key = self._desk.office.households, detail.id

        def newest(theirs: HouseholdDetail) -> None:
            self._detail = theirs
            self._store(over(typed, theirs))

        self._desk.lanes.read(
            (id(self), "newest"), lambda: households.detail(key), newest, owner=self
        )

    def _take_theirs(self) -> None:
        detail = self._detail
        if detail is None:
            return
        households, key = self._desk.office.households, detail.id
        self._drafts.discard()
        self._desk.lanes.read(
            (id(self), "newest"), lambda: households.detail(key), self.show_household, owner=self
        )

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
        named = [text for field, text in own.items() if field not in _FORM_NAMES or not self.form]
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
        if self.form is not None:
            self._fill_form(self.form, typed.values)
        self._update_foot()
        self.dirty_changed.emit()

    def _restore(self, typed: Typed) -> None:
        """Show what had been typed; the stored stays what it is compared with."""
        if dict(typed.values) != dict(self._stored.values) and self.form is None:
            self._build_form()
        if self.form is not None:
            self._fill_form(self.form, typed.values)
        self.members.members.show_typed(typed.members)
        self._on_typed()

    def _typed(self) -> Typed:
        members = self.members.members.members
        if self.form is None:
            return Typed(self._stored.values, members)
        values = self.form.values()
        if self._door_hidden():
            values[DOOR] = self._stored.values[DOOR]
        return Typed(values, members)

    def _door_hidden(self) -> bool:
        return not self._revealed and DOOR in self._stored.values

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
        self.dirty_changed.emit()
        if self.dirty:
            self._drafts.typed()
            self._check_soon.start()

    def _on_form_changed(self) -> None:
        if self.form is not None:
            self._offer_places(self.form)
        self._on_typed()

    def _build_form(self) -> None:
        places = self._places
        self.form = Form(
            form_fields(),
            choices=lambda name: places.choices(name, self._stored.values.get(VILLAGE)),
            today=self._desk.office.context.today,
        )
        self._fill_form(self.form, self._stored.values)
        self.form.changed.connect(self._on_form_changed)
        self.form.completed.connect(self.save)
        self._stack.addWidget(self.form)

    def _fill_form(self, form: Form, values: Mapping[str, Value]) -> None:
        """Show values; the address only in part unless it was asked for."""
        stored, now = dict(self._stored.values), dict(values)
        door = form.editor(DOOR)
        hidden = self._door_hidden()
        if hidden:
            stored.pop(DOOR, None)
            now.pop(DOOR, None)
        if isinstance(door, QLineEdit):
            text = shown(household.FIELD_OF[DOOR], self._stored.values.get(DOOR))
            door.setPlaceholderText(f"{text[:1]}···（点“显示”后可看可改）" if hidden else "")
            door.setEnabled(not hidden)
        with QSignalBlocker(form):
            # Before the values: the groups offered are still those of another village.
            self._offer_groups(form, stored.get(VILLAGE))
            form.set_values(stored)
            self._offer_places(form)
            if now != stored:
                form.restore_draft(now)

    def _offer_places(self, form: Form) -> None:
        villages = form.editor(VILLAGE)
        if isinstance(villages, CodeEdit):
            with QSignalBlocker(form):
                _offer(villages, self._places.villages)
        self._offer_groups(form, form.values().get(VILLAGE))

    def _offer_groups(self, form: Form, village: Value | None) -> None:
        groups = form.editor(GROUP)
        if isinstance(groups, CodeEdit):
            with QSignalBlocker(form):
                _offer(groups, self._places.groups(village))

    def _update_foot(self, problem: str = "") -> None:
        dirty = self.dirty
        self.save_button.setEnabled(dirty and not self._saving)
        self.discard_button.setVisible(dirty or self._new)
        self.discard_button.setText("放弃修改" if dirty else "取消新建")
        kept = "有未保存的修改，已自动存为草稿" if dirty else ""
        self.state.setText(problem or self._hint or kept)
        role = "problem" if problem or self._hint else "caption"
        theme.set_property(self.state, "role", role)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.members)
        foot = line_of(self.state, self.discard_button, self.save_button)
        foot.setStretch(0, 1)
        pad(foot, across=16, down=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)


def _offer(box: CodeEdit, choices: Choices) -> None:
    """Offer another list; a key that stood there before its list was known gets its name."""
    box.set_choices(choices)
    if area_id(box.currentText()) is not None:
        box.set_code(box.currentText())


_FORM_NAMES = frozenset((VILLAGE, GROUP, NUMBER, *household.FIELD_OF))
