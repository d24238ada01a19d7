"""The form of one cadre: typed, checked, kept as a draft, saved."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreDetail, CadreDraft
from liaison_desktop.domain.terms.cadre import CADRE_FIELDS
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_saver import RecordSaver, Saved
from liaison_desktop.ui.save_foot import SaveFoot

_OWN = ("name", "unit", "team")


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
        self._saver = RecordSaver[CadreDetail](
            desk, self, save_over=self._save_over, take_theirs=self._take_theirs
        )
        self.foot = SaveFoot()
        self.save_button, self.discard_button = self.foot.save_button, self.foot.discard_button
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
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
        self._store()

    def _store(self) -> None:
        typed = self.form.values()
        self.save_button.setEnabled(False)
        self._saver.store(
            self._desk.office.cadres,
            self._draft(),
            lambda saved: self._on_stored(typed, saved),
            self._on_form_changed,
        )

    def _on_stored(self, typed: Mapping[str, Value], saved: Saved[CadreDetail]) -> None:
        detail = saved.detail
        if detail is None:
            self.form.set_problems(saved.told)
            self._on_form_changed()
            self.form.focus_first_problem()
            return
        self._drafts.discard()
        self._id, self._shown, self._version = detail.id, detail, detail.version
        if self.form.values() == typed:  # nothing was typed while it was being stored
            self.form.mark_stored()
            self.form.set_values(_values(detail))
        self.form.set_problems(saved.told)
        self._on_form_changed()
        self.saved.emit(detail.id)
        self._desk.done(saved.changes, f"已保存干部 {detail.name}")

    def _save_over(self, theirs: CadreDetail) -> None:
        self._version = theirs.version
        self._store()

    def _take_theirs(self, theirs: CadreDetail) -> None:
        self._drafts.discard()
        self.show_cadre(theirs)

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
        self.foot.offer_once_typed(dirty=dirty, new=self._id is None)
        if dirty:
            self._drafts.typed()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.metrics().px(4), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form, 1)
        column.addWidget(self.foot)


def _values(detail: CadreDetail) -> dict[str, Value]:
    return {
        **detail.values,
        "name": detail.name,
        "unit": detail.unit,
        "team": detail.team,
    }
