"""办理记录 of a concern: what happened, who did it, when; the newest line first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from liaison_desktop.domain.matters.concern import ConcernDetail, ConcernStep
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.concern import CONCERN_STEP_LABELS, ConcernStepKind
from liaison_desktop.ui import theme
from liaison_desktop.ui.layout_parts import label, pad
from liaison_desktop.ui.tokens import Tone

_K = ConcernStepKind
_TONES = {
    _K.REGISTERED: Tone.ACCENT,
    _K.RETURNED: Tone.RED,
    _K.EXTENDED: Tone.AMBER,
    _K.SUPERVISED: Tone.AMBER,
    _K.PAUSED: Tone.AMBER,
    _K.ESCALATED: Tone.AMBER,
    _K.REOPENED: Tone.RED,
    _K.VOIDED: Tone.RED,
    _K.DONE: Tone.GREEN,
    _K.EXPLAINED: Tone.GREEN,
    _K.ANSWERED: Tone.GREEN,
    _K.STRUCK_OFF: Tone.GREEN,
}


class ConcernRecord(QScrollArea):
    """Read-only; the arrow keys scroll it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("办理记录")
        inner = QWidget()
        inner.setProperty("role", "sheet")
        column = QVBoxLayout(inner)
        pad(column, across=16, down=12)
        column.setSpacing(theme.metrics().px(12))
        self._said = label("", wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.metrics().px(12))
        self._grid.setVerticalSpacing(theme.metrics().px(9))
        self._grid.setColumnStretch(2, 1)
        column.addWidget(self._said)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(inner)
        self._lines: list[str] = []

    def show_concern(self, detail: ConcernDetail) -> None:
        """Show what was said, and every step since."""
        said = numbers_masked(str(detail.values.get("content", "")))
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._show_steps(detail.steps)

    def lines(self) -> tuple[str, ...]:
        """Return the record as shown, a line a step."""
        return tuple(self._lines)

    def _show_steps(self, steps: Sequence[ConcernStep]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = []
        top = Qt.AlignmentFlag.AlignTop
        for row, step in enumerate(reversed(steps)):
            words, note = CONCERN_STEP_LABELS[step.kind], note_of(step)
            tag = label(words)
            tag.setProperty("tone", _TONES.get(step.kind, Tone.GREY).value)
            self._grid.addWidget(label(step.on.isoformat(), "caption"), row, 0, top)
            self._grid.addWidget(tag, row, 1, top | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(label(note, wrap=True), row, 2, top)
            self._grid.addWidget(label(step.by, "caption"), row, 3, top)
            self._lines.append(f"{step.on.isoformat()} {words} {note}".strip())


def note_of(step: ConcernStep) -> str:
    """Return what a step says: its note, numbers masked, the limits it moved, who approved."""
    parts = [numbers_masked(step.note)]
    if step.old_limit and step.new_limit:
        parts.append(f"时限由 {step.old_limit.isoformat()} 改为 {step.new_limit.isoformat()}")
    elif step.new_limit:
        parts.append(f"时限 {step.new_limit.isoformat()}")
    if step.approved_by:
        parts.append(f"批准人 {step.approved_by}")
    if step.kind is ConcernStepKind.ESCALATED and step.level:
        parts.insert(0, f"报{step.level}一级")
    return "；".join(part for part in parts if part)
