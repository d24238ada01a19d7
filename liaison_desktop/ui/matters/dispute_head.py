"""The head of a dispute: number, state, clock, both sides, and the steps that come next."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.dispute import DisputeDetail
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.dispute import DISPUTE_STATE_LABELS, SIDE_LABELS, Side
from liaison_desktop.ui import theme
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.layout_parts import ToneLabel, flow_of, label, pad
from liaison_desktop.ui.matters.dispute_columns import light_tone, light_words, state_tone
from liaison_desktop.ui.matters.dispute_steps import ALL_STEPS, StepForm
from liaison_desktop.ui.message import button
from liaison_desktop.ui.tokens import Tone


class DisputeHead(QWidget):
    """Every step has its keys, also those in the menu 更多."""

    step_wanted = Signal(str)
    """A step is to be taken: its key."""

    def __init__(self) -> None:
        super().__init__()
        self._compact = self._typing = self._sides_told = False
        self.number = label("", "heading")
        self.state = ToneLabel()
        self.light = ToneLabel()
        self.risk = ToneLabel()
        self.title = label("", "title", wrap=True)
        self.sides = label("", "", wrap=True)
        self.facts = label("", "caption", wrap=True)
        self.why_not = label("", "caption", wrap=True)
        self.more = button("更多", icon_name="more", tip="别的步骤（Alt+M）")
        self.more.setShortcut("Alt+M")
        self._menu = QMenu(self)
        self.more.setMenu(self._menu)
        self._steps = QWidget()
        self._flow = FlowLayout(self._steps, gap=theme.metrics().px(6))
        policy = self._steps.sizePolicy()
        policy.setHeightForWidth(True)
        self._steps.setSizePolicy(policy)
        self._buttons: list[QWidget] = []
        self._main: tuple[StepForm, ...] = ()
        self._rest: tuple[StepForm, ...] = ()
        self._first = self._number = self._full_number = ""
        self.actions_by_key = {step.key: self._action(step) for step in ALL_STEPS}
        self._lay_out()

    def show_dispute(self, detail: DisputeDetail, today: date) -> None:
        """Show a dispute."""
        again = f"　第 {detail.reopened} 次反弹" if detail.reopened else ""
        self._number, self._full_number = detail.number, f"{detail.number}{again}"
        self.state.show_words(DISPUTE_STATE_LABELS[detail.state], state_tone(detail.state))
        limit = detail.limit_today
        running = light_tone(detail.light) is not None or detail.light.value == "grey"
        days = (limit - today).days if limit is not None and running else None
        words = light_words(detail.light, days)
        self.light.setVisible(bool(words))
        self.light.show_words(words, light_tone(detail.light) or Tone.GREY)
        self.light.setToolTip(f"化解时限 {limit.isoformat()}" if limit is not None else "")
        risk = str(detail.values.get("risk", ""))
        self.risk.setVisible(bool(risk))
        tone = {"red": Tone.RED, "orange": Tone.AMBER}.get(risk, Tone.GREY)
        self.risk.show_words(f"风险 {code_list('dispute_risk').label_of(risk)}", tone)
        self.title.setText(numbers_masked(str(detail.values.get("title", ""))))
        title = str(detail.values.get("title", ""))
        self._sides_told = all(party.name in title for party in detail.parties)
        self.sides.setText(_sides(detail))
        self.facts.setText(_facts(detail))
        self._fit()

    def set_compact(self, *, compact: bool, typing: bool) -> None:
        """Show less where there is little room.

        Args:
            compact: Whether the room is scarce; the list tells title and sides too.
            typing: Whether a step is being typed, so that no other is looked for.
        """
        self._compact, self._typing = compact, typing
        self._fit()

    def _fit(self) -> None:
        self.number.setText(self._number if self._compact else self._full_number)
        for part in (self.title, self.facts):
            part.setVisible(not self._compact)
        self.sides.setVisible(not self._compact and not self._sides_told)
        self._steps.setVisible(not (self._compact and self._typing))
        self._fit_steps()
        self.why_not.setVisible(bool(self.why_not.text()) and not self._compact)

    def _fit_steps(self) -> None:
        """Where room is scarce only the step that comes next has a button."""
        hidden = [step for step in self._main if self._compact and step.key != self._first]
        for made, step in zip(self._buttons, self._main, strict=True):
            made.setVisible(step not in hidden)
        self._menu.clear()
        for step in (*hidden, *self._rest):
            self._menu.addAction(self.actions_by_key[step.key])
        self.more.setVisible(bool(hidden or self._rest))
        self._flow.invalidate()
        self._steps.updateGeometry()

    def show_steps(
        self, main: Sequence[StepForm], rest: Sequence[StepForm], first: str, why_not: str
    ) -> None:
        """Offer steps.

        Args:
            main: Those on the way to the file.
            rest: The others, in the menu.
            first: Key of the one that usually comes next.
            why_not: Why judicial confirmation is not offered, "" to say nothing.
        """
        for made in self._buttons:
            self._flow.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._buttons = []
        self._flow.removeWidget(self.more)
        for step in main:
            variant = "primary" if step.key == first else ""
            made = button(step.caption, variant=variant, tip=f"{step.caption}（{step.keys}）")
            made.setAutoDefault(False)
            made.clicked.connect(self.actions_by_key[step.key].trigger)
            self._buttons.append(made)
            self._flow.addWidget(made)
        self._flow.addWidget(self.more)
        self._main, self._rest, self._first = tuple(main), tuple(rest), first
        offered = {step.key for step in (*main, *rest)}
        for key, action in self.actions_by_key.items():
            action.setEnabled(key in offered)
        self.why_not.setText(why_not)
        self._fit()

    def step_button(self, caption: str) -> QWidget | None:
        """Return the button of a step offered, None when it is not."""
        return next((one for one in self._buttons if one.property("text") == caption), None)

    def _action(self, step: StepForm) -> QAction:
        action = QAction(step.caption, self)
        if step.keys:
            action.setShortcut(step.keys)
        action.setEnabled(False)
        action.triggered.connect(lambda: self.step_wanted.emit(step.key))
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.risk.hide()
        self.light.hide()
        column = QVBoxLayout(self)
        pad(column, across=16, down=10)
        column.setSpacing(sizes.px(6))
        column.addLayout(flow_of(self.number, self.state, self.light, self.risk))
        column.addWidget(self.title)
        column.addWidget(self.sides)
        column.addWidget(self.facts)
        column.addWidget(self._steps)
        column.addWidget(self.why_not)


def _sides(detail: DisputeDetail) -> str:
    lines = []
    for side in Side:
        names = "、".join(party.name for party in detail.parties if party.side is side)
        lines.append(f"{SIDE_LABELS[side]}：{numbers_masked(names) or '未登记'}")
    return "　　".join(lines)


def _facts(detail: DisputeDetail) -> str:
    """Return one line, or two once it has a file number."""
    values = detail.values
    category = code_list("dispute_category").label_of(str(values.get("category", "")))
    found = values.get("found_on")
    texts = (
        numbers_masked(str(values.get("place", ""))) or f"{detail.village}{detail.group}",
        f"{found} 排查" if isinstance(found, date) else "",
        f"责任人 {detail.owner}" if detail.owner else "",
        f"时限 {detail.limit_today}" if detail.limit_today else "",
    )
    first = (detail.file_number, category)
    lines = (first, texts) if detail.file_number else ((category, *texts),)
    return "\n".join(" · ".join(text for text in line if text) for line in lines)
