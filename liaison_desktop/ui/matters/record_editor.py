"""What editors of visits, stays and diaries share: typed, checked, kept as a draft, saved."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from liaison_desktop.domain.register.roster import Value
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.editors import DateEditor
from liaison_desktop.ui.layout_parts import label, line_of, pad
from liaison_desktop.ui.matters.fitted_form import FittedForm
from liaison_desktop.ui.matters.record_scroll import RecordScroll
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_saver import DraftT, Records, RecordSaver, Saved
from liaison_desktop.ui.save_foot import SaveFoot


class StoredRecord(Protocol):
    """What the store says of a record."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def version(self) -> int:
        """How often it was stored."""

    @property
    def values(self) -> Mapping[str, Value]:
        """Its fields by name; blanks are absent."""


RecordT = TypeVar("RecordT", bound=StoredRecord)


class RecordEditor(QWidget, Generic[RecordT, DraftT]):
    """A head of its own above a form; Ctrl+S saves, Esc gives up what was typed.

    A subclass says what stands above the form (``above``, ``above_values``,
    ``show_above``) and makes the draft of the service.
    """

    saved = Signal(object, bool)
    """The record was stored: its detail, and whether it is new."""
    stored = Signal(object, bool)
    """After ``saved``: the ``Changes`` and whether it is new, to be told."""
    given_up = Signal()
    """A new record was not wanted after all."""

    def __init__(self, desk: DeskContext, name: str, form: FittedForm) -> None:
        """Make an empty editor.

        Args:
            desk: Where the store is.
            name: Under which drafts are kept.
            form: The fields.
        """
        super().__init__()
        self.desk, self.form = desk, form
        self.shown: RecordT | None = None
        self._version = 0
        self._above_stored: Mapping[str, Any] = {}
        self._drafts = DraftKeeper(desk, name, self._typed, self)
        self._saver: RecordSaver[RecordT] = RecordSaver(
            desk, self, save_over=self._save_over, take_theirs=self._take_theirs
        )
        self.foot = SaveFoot(left=self.foot_buttons())
        self.save_button, self.discard_button = self.foot.save_button, self.foot.discard_button
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self._lay_out()
        self.form.changed.connect(self.on_changed)
        self.form.completed.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        self._drafts.found.connect(self._on_draft_found)

    def records(self) -> Records[DraftT, RecordT]:
        """Return the service."""
        raise NotImplementedError

    def above(self) -> QWidget:
        """Return what stands above the form; asked once."""
        raise NotImplementedError

    def above_values(self) -> Mapping[str, Any]:
        """Return what stands above the form, as a draft can keep it."""
        raise NotImplementedError

    def show_above(self, detail: RecordT | None) -> None:
        """Show what stands above the form of a record, None for a new one."""
        raise NotImplementedError

    def restore_above(self, kept: Mapping[str, Any]) -> None:
        """Show what a draft kept of what stands above the form."""
        raise NotImplementedError

    def draft(self, record_id: int | None, version: int) -> DraftT:
        """Return what is to be saved."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Return what gets the keys first."""
        raise NotImplementedError

    def field_above(self) -> QWidget:
        """Return what gets the keys when what stands above the form is wrong."""
        return self.first_field()

    def tell_above(self, sentences: Sequence[str]) -> None:
        """Say what is wrong above the form; nothing when there is no sentence."""
        self.problem.setText("".join(sentences))
        self.problem.setVisible(bool(sentences))

    def foot_buttons(self) -> tuple[QPushButton, ...]:
        """Return further buttons for the left end of the foot; asked once."""
        return ()

    def shows_the_same(self, detail: RecordT) -> bool:
        """Tell whether a record was taken further in nothing that is typed here.

        Then its new version is followed while something is being typed.
        """
        return False

    def blank(self) -> Mapping[str, Any]:
        """Return what a new record begins with."""
        return {"on": self.desk.office.context.today()}

    @property
    def is_new(self) -> bool:
        """Whether a new record is being typed."""
        return self.shown is None

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed and not saved."""
        return self.form.dirty or self.above_values() != self._above_stored

    def show_record(self, detail: RecordT) -> None:
        """Show a stored record; what is being typed about it stays."""
        same = self.shown is not None and self.shown.id == detail.id
        if same and self.dirty:
            if self.shows_the_same(detail):
                self.shown, self._version = detail, detail.version
            return
        self._drafts.keep_pending()
        self.shown, self._version = detail, detail.version
        self._show(dict(detail.values), detail)
        if not same:
            self._drafts.follow(detail.id)

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a new record.

        Args:
            values: What is known already; the usual beginning if None.
        """
        self._drafts.keep_pending()
        self.shown, self._version = None, 0
        self._show(dict(self.blank() if values is None else values), None)
        if values is None:
            self._drafts.follow(None)
        self.edit()

    def edit(self) -> None:
        """Give the first field the keys (F2)."""
        first = self.first_field()
        first.setFocus()
        if isinstance(first, DateEditor):  # typed anew as a whole
            first.selectAll()

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
        typed = self._typed()
        if self.dirty:
            self._drafts.discard()
            self.desk.notice("已放弃未保存的内容", "恢复", lambda: self._restore(typed))
        if self.shown is not None:
            self._show(dict(self.shown.values), self.shown)
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
        typed = self._typed()
        draft = self.draft(None if self.shown is None else self.shown.id, self._version)
        self.save_button.setEnabled(False)
        self._saver.store(
            self.records(), draft, lambda saved: self._on_stored(typed, saved), self.on_changed
        )

    def _on_stored(self, typed: Mapping[str, Any], saved: Saved[RecordT]) -> None:
        if saved.detail is None:
            self._tell(saved.told)
            self._focus_problem(saved)
            return
        self._drafts.discard()
        if self._typed() == typed:
            self.form.mark_stored()
            self._above_stored = self.above_values()
            self.shown = None if saved.new else self.shown
            self.show_record(saved.detail)
        else:  # something was typed while it was being stored, and stays
            self.shown, self._version = saved.detail, saved.detail.version
            if saved.new:
                self._drafts.follow(saved.detail.id)
            self.on_changed()
        self._tell(saved.told)
        self.saved.emit(saved.detail, saved.new)
        self.stored.emit(saved.changes, saved.new)

    def _tell(self, told: Mapping[str, str]) -> None:
        self.form.set_problems(told)
        names = self.above_values()
        self.tell_above([told[name] for name in told if name in names])

    def _focus_problem(self, saved: Saved[RecordT]) -> None:
        """Give the field that keeps the record out of the store the keys."""
        names = self.above_values()
        if any(problem.blocking and problem.field in names for problem in saved.problems):
            self.field_above().setFocus()
        else:
            self.form.focus_first_problem()

    def _save_over(self, theirs: RecordT) -> None:
        self._version = theirs.version
        self._store()

    def _take_theirs(self, theirs: RecordT) -> None:
        self._drafts.discard()
        self.shown = None
        self.show_record(theirs)

    def refill_above(self, offer: Callable[[], None]) -> None:
        """Offer other choices above the form; who stands there is shown by his new name."""
        clean = not self.dirty
        offer()
        if clean and self.shown is not None:
            self.show_above(self.shown)
        if clean:
            self._above_stored = self.above_values()

    def _show(self, values: dict[str, Any], detail: RecordT | None) -> None:
        self.tell_above(())
        self.show_above(detail)
        self._above_stored = self.above_values()
        self.form.set_values(values)
        self.on_changed()

    def _typed(self) -> Mapping[str, Any]:
        """Return everything typed, as a draft keeps it."""
        return {"values": self.form.values(), "above": dict(self.above_values())}

    def _restore(self, typed: Mapping[str, Any]) -> None:
        self.restore_above(typed.get("above", {}))
        self.form.restore_draft(typed.get("values", {}))
        self.on_changed()

    def _on_draft_found(self, draft: Draft) -> None:
        if self.dirty:
            return
        self._restore(draft.values)
        if self.dirty:
            self.desk.notice("已接上次没有保存的内容", "放弃", self.discard)

    def on_changed(self) -> None:
        """Show whether there is something to save, and keep it as a draft."""
        dirty = self.dirty
        self.foot.offer(dirty=dirty, new=self.is_new)
        if dirty:
            self._drafts.typed()

    def _lay_out(self) -> None:
        told = line_of(self.problem)
        pad(told, across=16, down=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        told_part = QWidget()
        told_part.setLayout(told)
        column.addWidget(RecordScroll(self.above(), told_part, form=self.form), 1)
        column.addWidget(self.foot)
