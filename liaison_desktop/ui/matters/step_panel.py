"""A panel under a dispute's head that asks exactly what a step needs; nothing typed is lost."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.matters.dispute import DisputeDetail
from liaison_desktop.domain.matters.dispute_rules import oral_refusal
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.dispute import AgreementForm, DisputeStepKind
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.matters.dispute_step_starts import Start
from liaison_desktop.ui.matters.dispute_steps import (
    STEP_OF,
    WRITTEN_ONLY,
    RecordPart,
    StepForm,
    Taken,
    part_values,
    step_choices,
)
from liaison_desktop.ui.matters.dispute_way import step_words
from liaison_desktop.ui.matters.fitted_form import FittedForm, bring_into_view
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

FORM = "dispute_step"


class StepPanel(QFrame):
    """Enter goes from field to field, Ctrl+S stores, Esc closes; closed it keeps a draft."""

    opened = Signal()
    """The panel was opened."""
    closed = Signal()
    """The panel was closed."""
    failed = Signal()
    """The step was refused; the record shown may be old."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._detail: DisputeDetail | None = None
        self._part: RecordPart | None = None
        self.step: StepForm | None = None
        self.form: FittedForm | None = None
        self.setProperty("role", "panel")
        self.title = label("", "heading")
        self.hint = label("", "caption", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.store_button = button(
            "登记", variant="primary", icon_name="save", tip="登记这一步（Ctrl+S）"
        )
        self.cancel_button = button("取消", variant="quiet", tip="关上，不登记（Esc）")
        self._drafts = DraftKeeper(desk, FORM, self._kept, self)
        self._drafts.found.connect(self._on_draft_found)
        self.store_button.clicked.connect(self.store)
        self.cancel_button.clicked.connect(self.cancel)
        self._lay_out()

    @property
    def is_open(self) -> bool:
        """Whether a step is being typed."""
        return self.step is not None

    def follow(self, detail: DisputeDetail) -> None:
        """Another dispute is shown, or the same one as it stands now."""
        same = self._detail is not None and self._detail.id == detail.id
        self._detail = detail
        if not same:
            self._drafts.keep_pending()
            self._close()
            self._drafts.follow(detail.id)
        elif self._part is not None:
            self._part = _found(detail, self._part)

    def leave(self) -> None:
        """No stored dispute is shown; what was typed stays a draft."""
        self._drafts.keep_pending()
        self._close()
        self._detail = None

    def begin(self, step: StepForm, part: RecordPart | None = None) -> None:
        """Ask for a step, or for a part of the record that is to be changed."""
        detail = self._detail
        if detail is None:
            return
        context = self._desk.office.context
        values = (
            part_values(part)
            if part is not None
            else step.start(Start(detail, context.today(), context.actor))
        )
        self._open(step, part)
        if self.form is not None:
            self.form.set_values(values)
        self._fit_fields()
        self._focus()

    def store(self) -> None:
        """Check and store what was typed."""
        detail, step, form = self._detail, self.step, self.form
        if detail is None or step is None or form is None or not self.store_button.isEnabled():
            return
        values = form.values()
        problems = form.unreadable()
        labels = {field.name: field.label for field in step.fields}
        for name in step.required:
            if name not in values:
                problems.setdefault(name, f"请填写{labels[name]}")
        form.set_problems(problems)
        if problems:
            form.focus_first_problem()
            return
        taken = Taken(detail, self._part, values)
        disputes = self._desk.office.disputes
        self.store_button.setEnabled(False)

        def work(_progress: Progress) -> Changes:
            return step.take(disputes, taken)

        job = self._desk.lanes.write(
            work, lambda changes: self._on_stored(step, detail, changes), self._on_failed,
            owner=self,
        )  # fmt: skip
        when_ended(job, lambda: self.store_button.setEnabled(True))

    def cancel(self) -> None:
        """Close without storing; 恢复 in the strip brings back what was typed."""
        typed, step = self._kept(), self.step
        dirty = self.form is not None and self.form.dirty
        self._drafts.discard()
        self._close()
        if dirty and step is not None:
            self._desk.notice(
                f"已放弃没有登记的“{step_words(step)}”", "恢复", lambda: self._restore(typed)
            )

    def keep_draft(self) -> None:
        """Store what was typed but not saved."""
        self._drafts.keep_pending()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _on_stored(self, step: StepForm, detail: DisputeDetail, changes: Changes) -> None:
        self._drafts.discard()
        self._close()
        verb = "已修改" if self._part is not None else "已登记"
        self._part = None
        self._desk.done(changes, f"{verb} {detail.number} {step_words(step)}")

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        self.problem.setText(error.message)
        self.problem.show()
        self.failed.emit()

    def _open(self, step: StepForm, part: RecordPart | None) -> None:
        self._drop_form()
        self.step, self._part = step, part
        form = FittedForm(step.fields, choices=step_choices, today=self._desk.office.context.today)
        self.form = form
        self._room.insertWidget(0, form)
        form.changed.connect(self._on_form_changed)
        form.completed.connect(self.store)
        form.arrived.connect(self._on_arrived)
        keys = f"（{step.keys}）" if step.keys else ""
        self.title.setText(f"{step_words(step)}{'（修改）' if part is not None else ''}")
        self.title.setToolTip(f"{step_words(step)}{keys}")
        self.store_button.setText("保存修改" if part is not None else f"登记{step.caption}")
        hint = self._hint(step)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.problem.hide()
        self.show()
        self.opened.emit()

    def _hint(self, step: StepForm) -> str:
        detail = self._detail
        if detail is None:
            return ""
        if step.key == DisputeStepKind.CONFIRMED.value and detail.confirm_until is not None:
            day = detail.confirm_until
            left = (day - self._desk.office.context.today()).days
            tail = f"，还有 {left} 天" if left >= 0 else "，已经过了"
            return f"双方应在协议生效之日起三十日内共同申请，最后一天是 {day.isoformat()}{tail}。"
        if step.key == DisputeStepKind.AGREED.value:
            category = str(detail.values.get("category", ""))
            return oral_refusal(category)
        return ""

    def _on_form_changed(self) -> None:
        self._fit_fields()
        if self.form is not None and self.form.dirty:
            self._drafts.typed()

    def _fit_fields(self) -> None:
        """An oral agreement has no signatures and no seal."""
        step, form = self.step, self.form
        if step is None or form is None or step.key != DisputeStepKind.AGREED.value:
            return
        oral = form.values().get("form") == AgreementForm.ORAL.value
        form.hide_fields(WRITTEN_ONLY if oral else ())

    def _focus(self) -> None:
        """Give the keys to the first required field that is blank, else to the first."""
        step, form = self.step, self.form
        if step is None or form is None:
            return
        values = form.values()
        blank = [name for name in step.required if name not in values]
        form.focus_field(blank[0] if blank else step.fields[0].name)

    def _kept(self) -> dict[str, Any]:
        part = self._part
        return {
            "step": self.step.key if self.step is not None else "",
            "part": part.id if part is not None else None,
            "values": self.form.values() if self.form is not None else {},
        }

    def _restore(self, kept: Mapping[str, Any]) -> None:
        step, detail = STEP_OF.get(str(kept.get("step", ""))), self._detail
        if step is None or detail is None:
            return
        part = _part(detail, step, kept.get("part"))
        if kept.get("part") is not None and part is None:
            return
        self._open(step, part)
        if self.form is not None:
            self.form.set_values(part_values(part) if part is not None else {})
            self.form.restore_draft(kept.get("values", {}))
        self._fit_fields()
        self._drafts.typed()

    def _on_draft_found(self, draft: Draft) -> None:
        if self.is_open:
            return
        self._restore(draft.values)
        if self.is_open:
            self._desk.notice("已接上次没有登记的内容", "放弃", self.cancel)

    def _on_arrived(self, widget: object) -> None:
        bring_into_view(self._scroll, widget)

    def _close(self) -> None:
        if self.step is None:
            return
        self._drop_form()
        self.step = None
        self.hide()
        self.closed.emit()

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self._room.removeWidget(form)
            form.hide()
            form.deleteLater()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "sheet")
        self._room = QVBoxLayout(inside)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setMinimumHeight(theme.metrics().px(60))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        head = line_of(self.title, STRETCH, self.cancel_button, self.store_button)
        pad(head, across=16, down=8)
        words = QVBoxLayout()
        pad(words, across=16, down=0)
        words.addWidget(self.hint)
        words.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(words)
        column.addWidget(self._scroll, 1)
        self.hint.hide()
        self.problem.hide()
        self.hide()


def _parts(detail: DisputeDetail) -> tuple[RecordPart, ...]:
    return (*detail.inquiries, *detail.mediations, *detail.agreements, *detail.follow_ups)


def _found(detail: DisputeDetail, part: RecordPart) -> RecordPart | None:
    same = (one for one in _parts(detail) if type(one) is type(part) and one.id == part.id)
    return next(same, None)


def _part(detail: DisputeDetail, step: StepForm, key: object) -> RecordPart | None:
    owners: dict[str, tuple[RecordPart, ...]] = {
        DisputeStepKind.INQUIRED.value: detail.inquiries,
        DisputeStepKind.MEDIATED.value: detail.mediations,
        DisputeStepKind.AGREED.value: detail.agreements,
        DisputeStepKind.FOLLOWED_UP.value: detail.follow_ups,
    }
    return next((one for one in owners.get(step.key, ()) if one.id == key), None)
