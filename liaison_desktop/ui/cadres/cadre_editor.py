"""The form of one cadre: typed, checked, kept as a draft, saved."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreDetail, CadreDraft
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.terms.cadre import CADRE_FIELDS
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_OWN = ("name", "unit", "team")
_Saved = tuple[tuple[FieldProblem, ...], CadreDetail | None, Changes]


class CadreEditor(QWidget):
    """Edits one cadre; Ctrl+S saves, Esc gives up what was typed."""

    saved = Signal(int)
    """The cadre was stored: his key."""
    given_up = Signal()
    """A new cadre was not wanted after all."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._id: int | None = None
        self._version = 0
        self._shown: CadreDetail | None = None
        self.form = Form(CADRE_FIELDS)
        self._drafts = DraftKeeper(desk, "cadre", self.form.values, self)
        self._drafts.found.connect(self._on_draft_found)
        self.save_button = button("保存", variant="primary", icon_name="save", tip="保存（Ctrl+S）")
        self.save_button.clicked.connect(self.save)
        self.discard_button = button("放弃修改", tip="恢复成已保存的样子（Esc）")
        self.discard_button.clicked.connect(self.discard)
        self._state = label("", "caption")
        self._lay_out()
        self.form.changed.connect(self._on_form_changed)
        self.form.completed.connect(self.save)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed and not saved."""
        return self.form.dirty

    def show_cadre(self, detail: CadreDetail) -> None:
        """Show a stored cadre; what was typed about another one stays a draft."""
        self._drafts.keep_pending()
        self._id, self._shown, self._version = detail.id, detail, detail.version
        self.form.set_values(_values(detail))
        self._drafts.follow(detail.id)

    def show_blank(self) -> None:
        """Begin a new cadre."""
        self._drafts.keep_pending()
        self._id, self._shown, self._version = None, None, 0
        self.form.set_values({})
        self.form.focus_field("name")
        self._drafts.follow(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape and (self.form.dirty or self._id is None):
            self.discard()
        else:
            super().keyPressEvent(event)

    def edit(self) -> None:
        """Give the first field the keys (F2)."""
        self.form.focus_field("name")

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self._drafts.keep_pending()

    def discard(self) -> None:
        """Give up what was typed; 撤销 in the strip brings it back."""
        typed = self.form.values()
        if not self.form.dirty:
            if self._id is None:
                self.given_up.emit()
            return
        self._drafts.discard()
        self.form.set_values({} if self._shown is None else _values(self._shown))
        self._desk.notice("已放弃未保存的修改", "恢复", lambda: self.form.restore_draft(typed))

    def save(self) -> None:
        """Check and store; problems stand under their fields."""
        if not self.form.dirty or not self.save_button.isEnabled():
            return
        if unreadable := self.form.unreadable():
            self.form.set_problems(unreadable)
            self.form.focus_first_problem()
            return
        self._store(self._draft())

    def _store(self, draft: CadreDraft) -> None:
        cadres, typed = self._desk.office.cadres, self.form.values()
        self.save_button.setEnabled(False)

        def work(_progress: Progress) -> _Saved | ConflictError:
            problems = cadres.problems(draft)
            if any(problem.blocking for problem in problems):
                return problems, None, Changes()
            try:
                key, changes = cadres.save(draft)
            except ConflictError as conflict:
                return conflict
            return problems, cadres.detail(key), changes

        def ended(saved: _Saved | ConflictError) -> None:
            if isinstance(saved, ConflictError):
                self._on_conflict(draft, saved)
            else:
                self._on_stored(typed, saved)

        job = self._desk.lanes.write(work, ended, owner=self)
        when_ended(job, self._on_form_changed)

    def _on_stored(self, typed: Mapping[str, Value], saved: _Saved) -> None:
        problems, detail, changes = saved
        told = {problem.field: problem.message for problem in problems}
        if detail is None:
            self.form.set_problems(told)
            self._on_form_changed()
            self.form.focus_first_problem()
            return
        self._drafts.discard()
        self._id, self._shown, self._version = detail.id, detail, detail.version
        if self.form.values() == typed:  # nothing was typed while it was being stored
            self.form.mark_stored()
            self.form.set_values(_values(detail))
        self.form.set_problems(told)
        self._on_form_changed()
        self.saved.emit(detail.id)
        self._desk.done(changes, f"已保存干部 {detail.name}")

    def _on_conflict(self, draft: CadreDraft, conflict: ConflictError) -> None:
        dialog = ConflictDialog(self.window(), conflict)
        dialog.keep_mine.connect(lambda: self._save_over(draft))
        dialog.take_theirs.connect(lambda: self._reload(draft))
        dialog.open()

    def _save_over(self, draft: CadreDraft) -> None:
        """Save what was typed over what the other desk stored."""
        if draft.id is None:
            return
        key, cadres = draft.id, self._desk.office.cadres

        def newest(detail: CadreDetail) -> None:
            self._store(
                CadreDraft(key, detail.version, draft.name, draft.unit, draft.team, draft.values)
            )

        self._desk.lanes.read((id(self), "newest"), lambda: cadres.detail(key), newest, owner=self)

    def _reload(self, draft: CadreDraft) -> None:
        """Take what the other desk stored."""
        if draft.id is None:
            return
        key, cadres = draft.id, self._desk.office.cadres
        self._drafts.discard()
        self._desk.lanes.read(
            (id(self), "newest"), lambda: cadres.detail(key), self.show_cadre, owner=self
        )

    def _draft(self) -> CadreDraft:
        values = self.form.values()
        rest: Mapping[str, Value] = {
            name: value for name, value in values.items() if name not in _OWN
        }
        name, unit, team = (str(values.get(field, "")) for field in _OWN)
        return CadreDraft(self._id, self._version, name, unit, team, rest)

    def _on_draft_found(self, draft: Draft) -> None:
        if self.form.dirty:
            return
        self.form.restore_draft(draft.values)
        if self.form.dirty:
            self._desk.notice("已接上次没有保存的内容", "放弃", self.discard)

    def _on_form_changed(self) -> None:
        dirty = self.form.dirty
        self.save_button.setEnabled(dirty)
        self.discard_button.setVisible(dirty or self._id is None)
        self.discard_button.setText("取消新增" if self._id is None and not dirty else "放弃修改")
        self._state.setText("有未保存的修改，已自动存为草稿" if dirty else "")
        if dirty:
            self._drafts.typed()

    def _lay_out(self) -> None:
        foot = line_of(self._state, STRETCH, self.discard_button, self.save_button)
        pad(foot, across=16, down=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.metrics().px(4), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form, 1)
        column.addLayout(foot)


def _values(detail: CadreDetail) -> dict[str, Value]:
    return {
        **detail.values,
        "name": detail.name,
        "unit": detail.unit,
        "team": detail.team,
    }
