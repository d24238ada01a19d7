"""The right side of 民情台账: one concern, its next steps, its record; or 接待登记."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError, ConflictError
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.concern import ConcernDetail, ConcernDraft, ConcernFilter
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.concern import ConcernStepKind
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad, rule
from liaison_desktop.ui.matters import concern_prints
from liaison_desktop.ui.matters.attachment_pane import AttachmentPane
from liaison_desktop.ui.matters.concern_editor import ConcernEditor
from liaison_desktop.ui.matters.concern_head import (
    APPLICATION,
    RECEPTION_FORM,
    ConcernHead,
)
from liaison_desktop.ui.matters.concern_record import ConcernRecord
from liaison_desktop.ui.matters.concern_step_fields import StepForm, Values, done_words
from liaison_desktop.ui.matters.concern_step_strip import ConcernStepStrip
from liaison_desktop.ui.matters.form_room import fold
from liaison_desktop.ui.matters.ledger_page import MatterPane
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_changes import RecordChanges
from liaison_desktop.ui.save_foot import SaveFoot
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.shy_scroll import ShyScroll

_BESIDE, _LOW = 330, 440  # heights in pixels at 100 %
_TITLE, _FEW_LINES = 90, 100
RECORD, FIELDS, FILES, CHANGES = "record", "fields", "files", "changes"
_PARTS = (
    (RECORD, "办理记录", "Alt+5"),
    (FIELDS, "事项内容", "Alt+6"),
    (FILES, "附件", "Alt+7"),
    (CHANGES, "变更历史", "Alt+8"),
)


class ConcernPane(MatterPane[ConcernDetail]):
    """Ctrl+S stores what is typed, be it a step or the fields; Alt and a letter begins a step."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.detail: ConcernDetail | None = None
        self.begun: tuple[int | None, ConcernDraft | None] = (None, None)
        self.head = ConcernHead()
        self.strip = ConcernStepStrip(desk)
        self.editor = ConcernEditor(desk)
        self.record = ConcernRecord()
        self.files = AttachmentPane(desk, Kind.CONCERN)
        self.changes = RecordChanges(desk, own="本事项")
        self.parts = Segments(_PARTS)
        self._above = QWidget()
        self._tabs, self._strip_room = QWidget(), QWidget()
        self._new_title = label("接待登记", "title")
        self._new_hint = label("Enter 下一格 · Ctrl+S 保存", "caption")
        self._new_head = QWidget()
        self._stack = QStackedWidget()
        self._body = QWidget()
        self._steps_kept = DraftKeeper(desk, "concern_step", self.strip.kept, self)
        self._named = label("", "heading")
        self._named.hide()
        self._lay_out()
        self._empty = EmptyState(self)
        self._connect()
        self.show_nothing()

    def form_side(self) -> QWidget:
        """Return what is typed in: the form with its foot."""
        return self.editor

    def foot(self) -> SaveFoot:
        """Return the foot of the form."""
        return self.editor.foot

    def set_alone(self, alone: bool) -> None:
        """Leave all height to the form: its number stands beside the tabs then."""
        fold(self._head_scroll, folded=alone)
        self._named.setVisible(alone)
        pad(self._tab_line, across=16, down=2 if alone else 6)
        pad(self._new_line, across=16, down=4 if alone else 10)

    @property
    def is_new(self) -> bool:
        """Whether a new concern is being typed."""
        return self._body.isVisibleTo(self) and self.editor.is_new

    def show_detail(self, detail: ConcernDetail) -> None:
        """Show a stored concern; what is being typed about it stays."""
        if self.is_new:
            return
        was_new = self.editor.is_new
        same = self.detail is not None and self.detail.id == detail.id and not was_new
        self.detail = detail
        self._show_body(new=False)
        self.editor.show_concern(detail)
        days = None
        today = self._desk.office.context.today()
        if detail.limit_today is not None and detail.light is not Light.DONE:
            days = (detail.limit_today - today).days
        self._named.setText(detail.number)
        self.head.show_concern(detail, days)
        self.record.show_concern(detail)
        if not same:
            self.strip.close_strip()
            self._steps_kept.follow(detail.id)
        self.files.show_owner(detail.id)
        # An answer of the store takes the keys from nobody.
        if was_new or (not same and self.parts.current() == FIELDS):
            self._bring_up(RECORD)
        elif self.parts.current() == CHANGES:
            self._bring_up(CHANGES)

    def show_blank(self) -> None:
        """Begin a new concern and give its first field the keys."""
        self.receive()

    def receive(self, *, household: int | None = None, seed: ConcernDraft | None = None) -> None:
        """Begin to write down what somebody says.

        Args:
            household: Key of his household, None when it is not known yet.
            seed: What is known already, e.g. from a visit.
        """
        self.keep_draft()
        self.begun = (household, seed)
        self.detail = None
        self.strip.close_strip()
        self._show_body(new=True)
        self._new_title.setText("接待登记" if seed is None else "登记走访中的民情")
        self.editor.begin(seed, household)

    def show_nothing(self) -> None:
        """Say that a record can be chosen."""
        self.keep_draft()
        self.detail = None
        self._body.hide()
        self._empty.show_text(
            EmptyText("concern", "在左边选一件民情，看它办到哪一步；来人反映事情，按 Ctrl+N 登记")
        )

    def edit(self) -> None:
        """Give the fields of the concern the keys (F2)."""
        if not self._body.isVisibleTo(self):
            return
        if not self.is_new:
            self.show_part(FIELDS)
        self.editor.edit()

    def save(self) -> None:
        """Store the step or the fields being typed (Ctrl+S)."""
        if self.strip.step is not None and not self.is_new:
            self.strip.confirm()
        else:
            self.editor.save()

    def keep_draft(self) -> None:
        """Keep what was typed but not saved."""
        self.editor.keep_draft()
        self._steps_kept.keep_pending()

    def show_part(self, key: str) -> None:
        """Show record, fields, files or history, and give it the keys."""
        self._bring_up(key)
        if key != FIELDS:
            self._stack.currentWidget().setFocus()

    def _bring_up(self, key: str) -> None:
        self.parts.choose(key)
        self._fit_height()
        shown = {RECORD: self.record, FIELDS: self.editor, FILES: self.files, CHANGES: self.changes}
        self._stack.setCurrentWidget(shown[key])
        if key == CHANGES and self.detail is not None:
            concerns, one = self._desk.office.concerns, self.detail.id
            self.changes.show_record(self.detail.number, lambda: concerns.history(one))

    def begin_step(self, kind: ConcernStepKind) -> None:
        """Take a step that asks nothing at once; else open the strip for it."""
        detail = self.detail
        if detail is None or kind not in self.head.allowed():
            return
        self.strip.begin(kind, detail)
        if self.strip.step is not None and not self.strip.step.fields and not self.strip.step.told:
            self.strip.confirm()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip, wherever the keys are."""
        if event.key() == Qt.Key.Key_Escape and self.strip.step is not None:
            self.strip.cancel()
        else:
            super().keyPressEvent(event)

    def _take(self, step: StepForm, values: Values) -> None:
        detail, office = self.detail, self._desk.office
        if detail is None or not self.strip.confirm_button.isEnabled():
            return
        self.strip.confirm_button.setEnabled(False)

        def work(_progress: Progress) -> Changes:
            return step.take(office, detail, values)

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self.strip.show()
            self.strip.show_problem(error.message)
            if isinstance(error, ConflictError):
                self._desk.bus.tell(Changes(frozenset({Kind.CONCERN})))

        job = self._desk.lanes.write(
            work, lambda changes: self._on_taken(step, detail, changes), failed, owner=self
        )
        when_ended(job, lambda: self.strip.confirm_button.setEnabled(True))

    def _on_taken(self, step: StepForm, detail: ConcernDetail, changes: Changes) -> None:
        self._steps_kept.discard()
        self.strip.close_strip()
        paper = None
        if step.kind is ConcernStepKind.ESCALATED:
            paper = ("打印办理申请单", lambda: self._print_of(detail, APPLICATION))
        self._desk.done(changes, done_words(step.kind, detail.number), paper)

    def _on_saved(self, detail: ConcernDetail, new: bool) -> None:
        if new:
            self.show_detail(detail)
            self.show_part(RECORD)
        self.saved.emit(detail.id)

    def _on_stored(self, changes: Changes, number: str, new: bool) -> None:
        detail = self.detail
        if not new or detail is None:
            self._desk.done(changes, f"已保存 {number}")
            return
        receipt = ("打印回执", lambda: self._print_of(detail, ""))
        self._desk.done(changes, f"已登记 {number}，责任人 {detail.owner}", receipt)

    def _print(self, paper: str) -> None:
        if self.detail is not None:
            self._print_of(self.detail, paper)

    def _print_of(self, detail: ConcernDetail, paper: str) -> None:
        office = self._desk.office
        if paper == APPLICATION:
            made = concern_prints.application(office, detail.id, detail.number)
        elif paper == RECEPTION_FORM:
            made = concern_prints.reception(office, ConcernFilter(ids=(detail.id,)), "")
        else:
            made = concern_prints.receipt(office, detail.id, detail.number)
        self._desk.print("paper", made)

    def _open_dispute(self) -> None:
        if self.detail is not None and self.detail.dispute_id is not None:
            self._desk.navigate(Kind.DISPUTE, self.detail.dispute_id)

    def _on_step_draft(self, draft: Draft) -> None:
        detail, kept = self.detail, draft.values
        if detail is None or self.strip.step is not None or not kept:
            return
        kind = ConcernStepKind(kept["kind"])
        values: Mapping[str, Any] = kept["values"]
        if kind in self.head.allowed():
            self.strip.begin(kind, detail, values)
            self._desk.notice("已接上次没有办完的一步", "放弃", self._drop_step)

    def _on_step_given_up(self, step: StepForm, typed: Values) -> None:
        """Offer to bring back what was typed, as long as the same concern is shown."""
        one = self.detail.id if self.detail is not None else None

        def restore() -> None:
            detail = self.detail
            if detail is not None and detail.id == one and step.kind in self.head.allowed():
                self.strip.begin(step.kind, detail, typed)

        self._desk.notice(f"已放弃没有登记的“{step.caption}”", "恢复", restore)

    def _drop_step(self) -> None:
        self._steps_kept.discard()
        self.strip.close_strip()

    def _on_strip_edited(self) -> None:
        self._strip_scroll.setVisible(self.strip.step is not None)
        self._fit_height()
        # And once the strip knows how high its new fields are.
        QTimer.singleShot(0, self, self._fit_height)
        if self.strip.kept():
            self._steps_kept.typed()

    def _on_strip_closed(self) -> None:
        self._steps_kept.discard()
        if not self.isVisible():  # on another tab the keys belong to that one
            return
        if self.parts.current() == FIELDS:
            self.editor.edit()
        else:
            self._stack.currentWidget().setFocus()

    def _on_counted(self, count: int) -> None:
        self.parts.segment(FILES).setText(f"附件 {count}" if count else "附件")

    def _show_body(self, *, new: bool) -> None:
        self._empty.hide()
        self._body.show()
        self._above.setVisible(not new)
        self._new_head.setVisible(new)
        if new:
            self._stack.setCurrentWidget(self.editor)
        elif self._stack.currentWidget() is self.editor and self.parts.current() != FIELDS:
            self._bring_up(self.parts.current())

    def _connect(self) -> None:
        self.parts.chosen.connect(self.show_part)
        self.head.step_wanted.connect(self.begin_step)
        self.head.paper_wanted.connect(self._print)
        self.head.dispute_wanted.connect(self._open_dispute)
        self.strip.confirmed.connect(self._take)
        self.strip.edited.connect(self._on_strip_edited)
        self.strip.closed.connect(self._on_strip_closed)
        self.strip.given_up.connect(self._on_step_given_up)
        self.strip.reached.connect(self._strip_scroll.ensureWidgetVisible)
        self._steps_kept.found.connect(self._on_step_draft)
        self.editor.saved.connect(self._on_saved)
        self.editor.stored.connect(self._on_stored)
        self.editor.given_up.connect(self._on_given_up)
        self.files.counted.connect(self._on_counted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room there is to what is being done."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """On a small screen a step being typed has the pane for itself."""
        sizes, typing = theme.metrics(), self.strip.step is not None
        strip = self._strip_scroll.sizeHint().height() if typing else 0
        needed = sizes.px(_BESIDE) + strip if typing else 0
        roomy = self.height() >= max(needed, sizes.px(_LOW))
        # What was done so far is read while the next step is written.
        a_few = self.height() >= sizes.px(_TITLE + _FEW_LINES) + strip
        self._tabs.setVisible(roomy or not typing)
        self._stack.setVisible(roomy or not typing or (a_few and self.parts.current() == RECORD))
        self.head.show_facts(shown=roomy)
        fields = self.parts.current() == FIELDS and not roomy
        self.head.show_steps(shown=roomy or not (typing or fields))
        for scroll in (self._head_scroll, self._strip_scroll):
            scroll.updateGeometry()

    def _on_given_up(self) -> None:
        self.show_nothing()
        self.given_up.emit()

    def _lay_out(self) -> None:
        self._tab_line = line_of(self.parts, STRETCH, self._named)
        pad(self._tab_line, across=16, down=6)
        self._tabs.setLayout(self._tab_line)
        # It takes what is left: a step being typed must be seen whole on a small screen.
        self._stack.setMinimumHeight(theme.metrics().px(60))
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        self._head_scroll = ShyScroll(self.head)
        above.addWidget(self._head_scroll)
        strip = line_of(self.strip)
        pad(strip, across=16, down=4)
        self._strip_room.setLayout(strip)
        self._strip_scroll = ShyScroll(self._strip_room)
        self._strip_scroll.hide()
        above.addWidget(self._strip_scroll)
        above.addWidget(rule())
        above.addWidget(self._tabs)
        above.addStretch(1)
        self._new_line = line_of(self._new_title, STRETCH, self._new_hint)
        pad(self._new_line, across=16, down=10)
        self._new_head.setLayout(self._new_line)
        for part in (self.record, self.editor, self.files, self.changes):
            self._stack.addWidget(part)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._above)
        column.addWidget(self._new_head)
        column.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
