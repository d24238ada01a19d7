"""The form of one visit: whom, who, what was said; typed, checked, kept as a draft, saved."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError
from liaison_desktop.domain.matters.visit import Named, VisitDetail, VisitDraft
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.terms.visit import SIX_QUESTION_HINTS
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.matters.fitted_form import FittedForm
from liaison_desktop.ui.matters.people_edit import CadreNames
from liaison_desktop.ui.matters.record_scroll import RecordScroll
from liaison_desktop.ui.matters.visit_fields import (
    BECOME_CONCERNS,
    FORM_FIELDS,
    QUESTIONS,
    RARE,
    filled,
    values_of,
)
from liaison_desktop.ui.matters.visit_people import VisitPeople
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_Saved = tuple[tuple[FieldProblem, ...], VisitDetail | None, Changes]
_Typed = Mapping[str, Any]
_QUESTION_KEYS = "Alt+W"


class VisitEditor(QWidget):
    """Ctrl+S saves from any field, Esc gives up, Ctrl+M makes a concern of a text."""

    saved = Signal(object, bool)
    """The visit was stored: its ``VisitDetail``, and whether it is new."""
    stored = Signal(object, bool)
    """After ``saved``: the ``Changes`` and whether it is new, to be told."""
    given_up = Signal()
    """A new visit was not wanted after all."""
    concern_wanted = Signal(str)
    """A text of the stored visit is to become a concern: the name of its field."""
    household_wanted = Signal(int)
    """A household is to be looked at."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._id: int | None = None
        self._version = 0
        self._shown: VisitDetail | None = None
        self._stored: tuple[tuple[Named, ...], tuple[Named, ...]] = ((), ())
        self._after_saving = ""
        self.people = VisitPeople(desk)
        self.form = FittedForm(FORM_FIELDS, today=desk.office.context.today, two_columns_from=480)
        self._drafts = DraftKeeper(desk, "visit", self._typed, self)
        self.questions_button = button("六问", variant="quiet")
        self.rare_button = button("更多栏目", variant="quiet")
        for made, keys, words in (
            (self.questions_button, _QUESTION_KEYS, "展开或收起六问（Alt+W）"),
            (self.rare_button, "Alt+O", "展开或收起不常用的栏目（Alt+O）"),
        ):
            made.setCheckable(True)
            made.setShortcut(keys)
            made.setToolTip(words)
        self.save_button = button("保存", variant="primary", icon_name="save", tip="保存（Ctrl+S）")
        self.discard_button = button("放弃修改", tip="恢复成已保存的样子（Esc）")
        self._state = label("", "caption")
        self._add_concern_buttons()
        self._lay_out()
        self._connect()
        self._fold()

    @property
    def is_new(self) -> bool:
        """Whether a new visit is being typed."""
        return self._id is None

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed and not saved."""
        return self.form.dirty or self._now() != self._stored

    def show_visit(self, detail: VisitDetail) -> None:
        """Show a stored visit; what is being typed about it stays."""
        same = self._id == detail.id
        if same and self.dirty:
            self._take_version(detail)
            return
        self._drafts.keep_pending()
        self._id, self._shown, self._version = detail.id, detail, detail.version
        self._show(values_of(detail), detail.households, detail.cadres)
        if not same:
            self._fold()
            self._drafts.follow(detail.id)

    def begin(self) -> None:
        """Begin a new visit of today."""
        self._drafts.keep_pending()
        self._id, self._shown, self._version = None, None, 0
        self._show({"on": self._desk.office.context.today(), "way": "home"}, (), ())
        self._fold()
        self._drafts.follow(None)
        self.edit()

    def edit(self) -> None:
        """Give the first field the keys (F2)."""
        (self.people.line() if self.is_new else self.form.editor("on")).setFocus()

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self._drafts.keep_pending()

    def set_cadres(self, rows: Iterable[CadreRow]) -> None:
        """Offer these cadres."""
        self.people.set_names(CadreNames(rows))

    def ask_cadres(self) -> None:
        """Ask who may have gone."""
        office = self._desk.office

        def read() -> list[CadreRow]:
            return list(office.cadres.rows(office.cadres.ids(CadreFilter())).values())

        self._desk.lanes.read((id(self), "cadres"), read, self.set_cadres, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed; Ctrl+M makes a concern of the text being typed."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape and (self.dirty or self.is_new):
            self.discard()
        elif event.key() == Qt.Key.Key_M and control:
            field = self.form.focused_field()
            self.make_concern(field if field in BECOME_CONCERNS else "said")
        else:
            super().keyPressEvent(event)

    def discard(self) -> None:
        """Give up what was typed; 恢复 in the strip brings it back."""
        typed, dirty = self._typed(), self.dirty
        if dirty:
            self._drafts.discard()
            self._desk.notice("已放弃未保存的内容", "恢复", lambda: self._restore(typed))
        if self._shown is not None:
            self._show(values_of(self._shown), self._shown.households, self._shown.cadres)
        else:
            self.given_up.emit()

    def make_concern(self, field: str) -> None:
        """Make a concern of a text; what was typed is saved first."""
        if not self.form.values().get(field):
            self._desk.notice("这一栏还没有写内容，先写下群众反映了什么，再转为民情事项")
            return
        if self.dirty or self.is_new:
            self._after_saving = field
            self.save()
        else:
            self.concern_wanted.emit(field)

    def save(self) -> None:
        """Check and store; problems stand under their fields."""
        if not self.save_button.isEnabled() or not (self.dirty or self.is_new):
            return
        if unreadable := self.form.unreadable():
            self._after_saving = ""
            self.form.set_problems(unreadable)
            self.form.focus_first_problem()
            return
        self._store(self._draft())

    def _store(self, draft: VisitDraft) -> None:
        visits, typed = self._desk.office.visits, self._typed()
        self.save_button.setEnabled(False)

        def work(_progress: Progress) -> _Saved | ConflictError:
            problems = visits.problems(draft)
            if any(problem.blocking for problem in problems):
                return problems, None, Changes()
            try:
                key, changes = visits.save(draft)
            except ConflictError as conflict:
                return conflict
            return problems, visits.detail(key), changes

        def ended(saved: _Saved | ConflictError) -> None:
            if isinstance(saved, ConflictError):
                self._on_conflict(draft, saved)
            else:
                self._on_stored(typed, saved, new=draft.id is None)

        job = self._desk.lanes.write(work, ended, owner=self)
        when_ended(job, self._on_changed)

    def _on_stored(self, typed: _Typed, saved: _Saved, *, new: bool) -> None:
        problems, detail, changes = saved
        told = {problem.field: problem.message for problem in problems}
        wanted, self._after_saving = self._after_saving, ""
        if detail is None:
            self._tell(told)
            if "households" in told:
                self.people.line().setFocus()
            else:
                self.form.focus_first_problem()
            return
        self._drafts.discard()
        if self._typed() == typed:  # nothing was typed while it was being stored
            self.form.mark_stored()
            self.people.set_previous(detail.cadres)
            self._stored = self._now()
            self._id = None if new else self._id
            self.show_visit(detail)
        self._tell(told)
        self.saved.emit(detail, new)
        self.stored.emit(changes, new)
        if wanted:
            self.concern_wanted.emit(wanted)

    def _tell(self, told: Mapping[str, str]) -> None:
        self.form.set_problems(told)
        whom = [told[name] for name in ("households", "cadres") if name in told]
        self.people.show_problem(whom[0] if whom else "")

    def _on_conflict(self, draft: VisitDraft, conflict: ConflictError) -> None:
        dialog = ConflictDialog(self.window(), conflict)
        dialog.keep_mine.connect(lambda: self._ask_newest(draft, mine=True))
        dialog.take_theirs.connect(lambda: self._ask_newest(draft, mine=False))
        dialog.open()

    def _ask_newest(self, draft: VisitDraft, *, mine: bool) -> None:
        """Save over what the other desk stored, or take it."""
        if draft.id is None:
            return
        key, visits = draft.id, self._desk.office.visits

        def newest(detail: VisitDetail) -> None:
            self._version, self._shown = detail.version, detail
            if mine:
                self._store(self._draft())
            else:
                self._drafts.discard()
                self._id = None
                self.show_visit(detail)

        self._desk.lanes.read((id(self), "newest"), lambda: visits.detail(key), newest, owner=self)

    def _take_version(self, detail: VisitDetail) -> None:
        """Follow a change that touched nothing typed here, e.g. a concern made of it."""
        shown = self._shown
        if shown is None:
            return
        ours = (shown.values, shown.households, shown.cadres)
        if ours == (detail.values, detail.households, detail.cadres):
            self._version, self._shown = detail.version, detail

    def _draft(self) -> VisitDraft:
        households, cadres = self._now()
        shown = self._shown
        return VisitDraft(
            id=self._id,
            version=self._version,
            values=self.form.values(),
            households=households,
            cadres=cadres,
            sheet_id=shown.sheet_id if shown is not None else None,
            village_id=shown.village_id if shown is not None else None,
        )

    def _now(self) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
        return self.people.households.people(), self.people.cadres.people()

    def _show(
        self, values: dict[str, Any], households: Iterable[Named], cadres: Iterable[Named]
    ) -> None:
        self.people.show_people(households, cadres)
        self._stored = self._now()
        self.form.set_values(values)
        self._on_changed()

    def _typed(self) -> _Typed:
        """Return everything typed, as a draft keeps it."""
        households, cadres = self._now()
        return {
            "values": self.form.values(),
            "households": [[one.id, one.name] for one in households],
            "cadres": [[one.id, one.name] for one in cadres],
        }

    def _restore(self, typed: _Typed) -> None:
        self.people.show_people(*(people_of(typed, name) for name in ("households", "cadres")))
        self.form.restore_draft(typed.get("values", {}))
        self._fold()
        self._on_changed()

    def _on_draft_found(self, draft: Draft) -> None:
        if self.dirty:
            return
        self._restore(draft.values)
        if self.dirty:
            self._desk.notice("已接上次没有保存的内容", "放弃", self.discard)

    def _on_changed(self) -> None:
        dirty, new = self.dirty, self.is_new
        self.save_button.setEnabled(dirty or new)
        self.discard_button.setVisible(dirty or new)
        self.discard_button.setText("取消登记" if new else "放弃修改")
        self._state.setText("未保存，已自动存为草稿" if dirty else "")
        count = filled(self.form.values(), QUESTIONS)
        self.questions_button.setText(f"六问 {count} / 6" if count else "六问")
        self.questions_button.setShortcut(_QUESTION_KEYS)  # a new text takes the keys away
        if dirty:
            self._drafts.typed()

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

    def _connect(self) -> None:
        self.people.changed.connect(self._on_changed)
        self.people.left.connect(lambda: self.form.focus_field("on"))
        self.people.households.opened.connect(self.household_wanted)
        self.form.changed.connect(self._on_changed)
        self.form.completed.connect(self.save)
        self.questions_button.clicked.connect(self._on_questions_clicked)
        self.rare_button.clicked.connect(self._on_rare_clicked)
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        self._drafts.found.connect(self._on_draft_found)

    def _lay_out(self) -> None:
        foot = line_of(
            self.questions_button, self.rare_button, self._state, STRETCH,
            self.discard_button, self.save_button,
        )  # fmt: skip
        pad(foot, across=16, down=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(RecordScroll(self.people, form=self.form), 1)
        column.addLayout(foot)


def people_of(typed: _Typed, name: str) -> tuple[Named, ...]:
    """Return people as a draft keeps them."""
    return tuple(Named(key, words) for key, words in typed.get(name, ()))
