"""One dispute: its head, the step being taken, its form, its record, its files, its history."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.dispute import DisputeDetail
from liaison_desktop.domain.terms.dispute import PAPER_LABELS, DisputeStepKind, PaperKind
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, column_of, flow_of, label, pad, rule
from liaison_desktop.ui.matters.attachment_pane import AttachmentPane
from liaison_desktop.ui.matters.dispute_editor import DisputeEditor
from liaison_desktop.ui.matters.dispute_head import DisputeHead
from liaison_desktop.ui.matters.dispute_record import DisputeRecord
from liaison_desktop.ui.matters.dispute_steps import STEP_OF, RecordPart, step_of_part
from liaison_desktop.ui.matters.dispute_way import next_step, offered
from liaison_desktop.ui.matters.form_room import fold
from liaison_desktop.ui.matters.ledger_page import MatterPane
from liaison_desktop.ui.matters.step_panel import StepPanel
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_changes import RecordChanges
from liaison_desktop.ui.save_foot import SaveFoot
from liaison_desktop.ui.segments import Segments

FORM, RECORD, FILES, CHANGES = "form", "record", "files", "changes"
_PARTS = (
    (FORM, "基本情况", "Alt+5"),
    (RECORD, "办理经过", "Alt+6"),
    (FILES, "附件", "Alt+7"),
    (CHANGES, "变更历史", "Alt+8"),
)
_ROOM_WANTED = 430  # below that the head gives way to the form
_BOUND = (PaperKind.COVER, PaperKind.CONTENTS, PaperKind.BACK)
_PAPERS = tuple((kind.value, words) for kind, words in PAPER_LABELS.items() if kind not in _BOUND)


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute with what may be done about it.

    Attributes:
        detail: The dispute.
        allowed: The steps its service allows now.
        why_not: Why judicial confirmation is not offered, "" when it is or was never asked.
    """

    detail: DisputeDetail
    allowed: tuple[DisputeStepKind, ...]
    why_not: str


class DisputePane(MatterPane[DisputeView]):
    """A step opens under the head and takes the place of the form meanwhile."""

    dossier_wanted = Signal(int)
    """The papers of a dispute are to be shown: its key."""
    earlier_wanted = Signal(int)
    """Another dispute is to be shown: its key."""
    stale = Signal()
    """What is shown may be old and is to be read again."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.view: DisputeView | None = None
        self.head = DisputeHead()
        self.panel = StepPanel(desk)
        self.editor = DisputeEditor(desk)
        self.record = DisputeRecord()
        self.files = AttachmentPane(desk, Kind.DISPUTE, _PAPERS)
        self.history = RecordChanges(desk, own="本件")
        self.parts = Segments(_PARTS)
        self.dossier_button = button("卷宗", icon_name="report", tip="看这件的卷宗文书（Alt+2）")
        self._stack = QStackedWidget()
        self._body = QWidget()
        self._below = QWidget()
        self._new_head = QWidget()
        self._named = label("", "heading")
        self._named.hide()
        self._alone = False
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
        self._alone = alone
        fold(self.head, folded=alone)
        self.editor.party_heading.setVisible(not alone)  # 甲方 and 乙方 say it
        self._show_number()
        pad(self._tabs, across=16, down=2 if alone else 6)
        direction = QBoxLayout.Direction
        self._new_lines.setDirection(direction.LeftToRight if alone else direction.TopToBottom)
        self._new_lines.setSpacing(theme.metrics().px(12 if alone else 4))
        pad(self._new_lines, across=16, down=4 if alone else 12)

    @property
    def is_new(self) -> bool:
        """Whether a new dispute is being typed."""
        return self.editor.is_new

    def show_detail(self, detail: DisputeView) -> None:
        """Show a stored dispute; what is being typed about it stays."""
        view: DisputeView = detail
        same = self.view is not None and self.view.detail.id == view.detail.id
        self.view = view
        self._empty.hide()
        self._body.show()
        self._show_new(new=False)
        self.head.show_dispute(view.detail, self._desk.office.context.today())
        main, rest = offered(view.detail, view.allowed)
        self.head.show_steps(main, rest, next_step(view.detail, main), view.why_not)
        if not (same and self.editor.dirty):
            self.editor.show_dispute(view.detail)
        self.panel.follow(view.detail)
        self.record.show_dispute(view.detail)
        self.files.show_owner(view.detail.id)
        self.parts.segment(RECORD).setText(f"办理经过 {len(view.detail.steps)}")
        if self.parts.current() == CHANGES:
            self._ask_history()

    def show_blank(self) -> None:
        """Begin a new dispute with its parties."""
        self.view = None
        self._empty.hide()
        self._body.show()
        self.panel.leave()
        self._show_new(new=True)
        self.show_part(FORM)
        self.files.show_owner(None)
        self.editor.show_blank()

    def show_nothing(self) -> None:
        """Say that a dispute can be chosen."""
        self.view = None
        self.editor.keep_draft()
        self.panel.leave()
        self._body.hide()
        self._empty.show_text(
            EmptyText("dispute", "在左边选一件查看，或按 Ctrl+N 登记新的矛盾纠纷")
        )

    def show_part(self, key: str) -> None:
        """Show form, record, files or history."""
        self.parts.choose(key)
        widgets = {FORM: self.editor, RECORD: self.record, FILES: self.files, CHANGES: self.history}
        self._stack.setCurrentWidget(widgets[key])
        if key == CHANGES:
            self._ask_history()
        if key in (RECORD, FILES):
            widgets[key].setFocus()

    def edit(self) -> None:
        """Give the first field the keys (F2)."""
        if self.panel.is_open:
            return
        self.show_part(FORM)
        self.editor.edit()

    def save(self) -> None:
        """Store the step being typed, else the form (Ctrl+S)."""
        if self.panel.is_open:
            self.panel.store()
        else:
            self.editor.save()

    def keep_draft(self) -> None:
        """Keep what was typed but not saved."""
        self.editor.keep_draft()
        self.panel.keep_draft()

    def take_step(self, key: str) -> None:
        """Open the panel of a step."""
        self.panel.begin(STEP_OF[key])

    def change_part(self, part: RecordPart) -> None:
        """Open a part of the record for changing."""
        self.panel.begin(step_of_part(part), part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape and (self.editor.dirty or self.is_new):
            self.editor.discard()
        else:
            super().keyPressEvent(event)

    def _on_dossier_wanted(self) -> None:
        if self.view is not None:
            self.dossier_wanted.emit(self.view.detail.id)

    def _ask_history(self) -> None:
        if self.view is None:
            return
        disputes, key = self._desk.office.disputes, self.view.detail.id
        self.history.show_record(self.view.detail.number, lambda: disputes.history(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show a smaller head where there is little room."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        compact = self.height() < theme.metrics().px(_ROOM_WANTED)
        self.head.set_compact(compact=compact, typing=self.panel.is_open)
        self.dossier_button.setVisible(not compact and self.view is not None)

    def _show_new(self, *, new: bool) -> None:
        self._new_head.setVisible(new)
        self.head.setVisible(not new)
        self.parts.setVisible(not new)
        self._show_number()
        self._fit_head()

    def _show_number(self) -> None:
        """Name the dispute beside the tabs while its head is folded."""
        self._named.setText(self.view.detail.number if self.view is not None else "")
        self._named.setVisible(self._alone and self.view is not None)

    def _on_panel_opened(self) -> None:
        self._fit_head()
        self._below.hide()

    def _on_panel_closed(self) -> None:
        self._fit_head()
        self._below.show()
        if self.isVisible():  # on another tab the keys belong to that one
            self.parts.segment(self.parts.current()).setFocus()

    def _connect(self) -> None:
        self.head.step_wanted.connect(self.take_step)
        self.dossier_button.clicked.connect(self._on_dossier_wanted)
        self.panel.opened.connect(self._on_panel_opened)
        self.panel.closed.connect(self._on_panel_closed)
        self.panel.failed.connect(self.stale)
        self.record.edit_wanted.connect(self.change_part)
        self.parts.chosen.connect(self.show_part)
        self.editor.saved.connect(self.saved)
        self.editor.given_up.connect(self.given_up)
        self.editor.earlier_wanted.connect(self.earlier_wanted)
        self.files.counted.connect(
            lambda count: self.parts.segment(FILES).setText(f"附件 {count}" if count else "附件")
        )

    def _lay_out(self) -> None:
        words = label(
            "输姓名或拼音首字母，回车选中并到下一行，空行回车换乙方。",
            "field",
            wrap=True,
        )
        self._new_lines = column_of(label("登记矛盾纠纷", "title"), words, gap=4)
        self._new_lines.setStretch(1, 1)
        pad(self._new_lines, across=16, down=12)
        self._new_head.setLayout(self._new_lines)
        self._tabs = flow_of(self.parts, STRETCH, self._named, self.dossier_button)
        pad(self._tabs, across=16, down=6)
        for part in (self.editor, self.record, self.files, self.history):
            self._stack.addWidget(part)
        # What scrolls may be low, so that the page fits a small screen at large text.
        self._stack.setMinimumHeight(theme.metrics().px(100))
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(self._tabs)
        below.addWidget(rule())
        below.addWidget(self._stack, 1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._new_head)
        column.addWidget(self.head)
        column.addWidget(self.panel, 1)
        column.addWidget(self._below, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
