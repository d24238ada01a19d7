"""The head of a concern: number, state, clock, who owns it, and what may be done next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.concern import ConcernDetail
from liaison_desktop.domain.matters.concern_rules import allowed_steps
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.concern import CONCERN_STATE_LABELS, ConcernStepKind
from liaison_desktop.ui import theme
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.layout_parts import STRETCH, ToneLabel, label, line_of, pad
from liaison_desktop.ui.matters.concern_columns import light_tone, light_words, state_tone
from liaison_desktop.ui.matters.concern_step_fields import STEP_FORMS, next_steps
from liaison_desktop.ui.message import button
from liaison_desktop.ui.tokens import Tone

RECEIPT, APPLICATION, RECEPTION_FORM = "receipt", "application", "reception"
_PAPERS = (
    (RECEIPT, "回执\tAlt+Q"),
    (APPLICATION, "办理申请单"),
    (RECEPTION_FORM, "来访登记表"),
)


class ConcernHead(QWidget):
    """Its buttons only ask; the keys of the steps work from anywhere in the record."""

    step_wanted = Signal(object)
    """A step is to be taken: its ``ConcernStepKind``."""
    paper_wanted = Signal(str)
    """``RECEIPT``, ``APPLICATION`` or ``RECEPTION_FORM`` is to be printed."""
    dispute_wanted = Signal()
    """The dispute it became is to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.number, self.title = label("", "title"), label("", "heading", wrap=True)
        self.state, self.light = ToneLabel(), ToneLabel()
        self.facts = label("", "field", wrap=True)
        self.print_button = button(
            "打印", icon_name="print", tip="回执（Alt+Q）、办理申请单、来访登记表（Alt+P）"
        )
        self.print_button.setShortcut("Alt+P")
        self.dispute_button = button("看矛盾纠纷", variant="quiet", icon_name="dispute")
        self.more = button("更多", tip="别的办理步骤（Alt+O）")
        self.more.setShortcut("Alt+O")
        self.papers: dict[str, QAction] = {}
        self.buttons: dict[ConcernStepKind, QPushButton] = {}
        self._steps = QWidget()
        self._line = FlowLayout(self._steps, gap=theme.metrics().px(6))
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self._allowed: tuple[ConcernStepKind, ...] = ()
        self._shortcuts: list[QShortcut] = []
        self._steps_shown = True
        self._lay_out()

    def show_concern(self, detail: ConcernDetail, days: int | None) -> None:
        """Show a stored concern and the steps its state and level allow.

        Args:
            detail: The concern.
            days: Days left, negative when over, None without a limit or when it ended.
        """
        self.number.setText(detail.number)
        self.title.setText(numbers_masked(str(detail.values.get("title", ""))))
        self.state.show_words(CONCERN_STATE_LABELS[detail.state], state_tone(detail.state))
        words = light_words(detail.light, days)
        self.light.setVisible(bool(words))
        self.light.show_words(words, light_tone(detail.light, days) or Tone.GREY)
        self.facts.setText("\n".join(_facts(detail)))
        self.dispute_button.setVisible(detail.dispute_id is not None)
        paused = any(pause.until is None for pause in detail.pauses)
        level = str(detail.values.get("level", ""))
        self._allowed = allowed_steps(detail.state, level, paused=paused)
        self._show_steps(*next_steps(detail.state, self._allowed))
        escalated = any(step.kind is ConcernStepKind.ESCALATED for step in detail.steps)
        self.papers[APPLICATION].setEnabled(escalated)

    def show_facts(self, *, shown: bool) -> None:
        """Leave the facts out where there is no room; the title tells them then."""
        self.facts.setVisible(shown)
        self.title.setToolTip("" if shown else self.facts.text())

    def show_steps(self, *, shown: bool) -> None:
        """Leave the steps out while one of them is being typed."""
        self._steps_shown = shown
        self._steps.setVisible(shown)

    def allowed(self) -> tuple[ConcernStepKind, ...]:
        """Return the steps that may be taken now."""
        return self._allowed

    def _show_steps(
        self, shown: Sequence[ConcernStepKind], more: Sequence[ConcernStepKind]
    ) -> None:
        self._forget_steps()
        for place, kind in enumerate(shown):
            form = STEP_FORMS[kind]
            made = button(
                form.caption,
                variant="" if place else "primary",
                tip=f"{form.caption}（{form.keys}）",
            )
            made.clicked.connect(lambda _on=False, step=kind: self.step_wanted.emit(step))
            self.buttons[kind] = made
            self._line.addWidget(made)
        for kind in more:
            form = STEP_FORMS[kind]
            action = self._menu.addAction(f"{form.caption}\t{form.keys}")
            action.triggered.connect(lambda _on=False, step=kind: self.step_wanted.emit(step))
        for part in (self.more, self.print_button):
            self._line.addWidget(part)
        self.more.setVisible(bool(more))
        for kind in (*shown, *more):
            shortcut = QShortcut(QKeySequence(STEP_FORMS[kind].keys), self)
            shortcut.activated.connect(lambda step=kind: self.step_wanted.emit(step))
            self._shortcuts.append(shortcut)
        self.show_steps(shown=self._steps_shown)

    def _forget_steps(self) -> None:
        while self._line.takeAt(0) is not None:
            pass
        for made in self.buttons.values():
            made.hide()
            made.deleteLater()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self.buttons, self._shortcuts = {}, []
        self._menu.clear()

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        menu = QMenu(self.print_button)
        for key, words in _PAPERS:
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, paper=key: self.paper_wanted.emit(paper))
            self.papers[key] = action
        self.print_button.setMenu(menu)
        receipt = QShortcut(QKeySequence("Alt+Q"), self)
        receipt.activated.connect(lambda: self.paper_wanted.emit(RECEIPT))
        self.dispute_button.clicked.connect(self.dispute_wanted)
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.setSpacing(sizes.px(6))
        column.addLayout(line_of(self.number, self.state, self.light, STRETCH, self.dispute_button))
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self._steps)


def _facts(detail: ConcernDetail) -> list[str]:
    """Return two lines: who handles it by when, and who asked."""
    values = detail.values
    owner = f"责任人 {detail.owner}"
    if detail.first_receiver != detail.owner:
        owner += f"（首访 {detail.first_receiver}）"
    limit = f"时限 {detail.limit_today.isoformat()}" if detail.limit_today else "没有时限"
    ended = detail.light is Light.DONE and values.get("done_on")
    due = f"{values['done_on']} 办结" if ended else limit
    back = f"反弹 {detail.reopened} 次" if detail.reopened else ""
    promise = numbers_masked(str(values.get("promised") or ""))
    by = f"（{values['promised_on']} 前）" if values.get("promised_on") else ""
    phone = masked_phone(str(values.get("applicant_phone", "")))
    applicant = numbers_masked(str(values.get("applicant", "")))
    who = " ".join(part for part in (applicant, phone) if part)
    asked = f"{values.get('received_on', '')} 登记"
    lines = [(owner, due, back), (who, detail.household or detail.village, asked)]
    told = [" · ".join(part for part in line if part) for line in lines]
    return [*told, f"承诺：{promise}{by}"] if promise else told
