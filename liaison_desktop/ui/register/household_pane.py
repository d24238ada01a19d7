"""The pane beside the household list: head, members, form, history; and what is done there."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import (
    HouseholdDetail,
    HouseholdFilter,
    HouseholdRow,
)
from liaison_desktop.domain.terms.contact_card import ReceiptWay
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad, rule
from liaison_desktop.ui.page import CADRES, CONCERNS, RECEPTION, DeskContext, Destination
from liaison_desktop.ui.record_changes import RecordChanges
from liaison_desktop.ui.register.card_steps import CardSteps
from liaison_desktop.ui.register.close_dialog import CloseDialog
from liaison_desktop.ui.register.household_editor import FORM, MEMBERS, HouseholdEditor
from liaison_desktop.ui.register.household_head import HouseholdHead, valid_card
from liaison_desktop.ui.register.household_timeline import HouseholdTimeline
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.shy_scroll import ShyScroll

_TIMELINE, _HISTORY = 2, 3
_PARTS = (
    ("members", "家庭成员", "Alt+1"),
    ("form", "家庭情况", "Alt+2"),
    ("timeline", "来往", "Alt+3"),
    ("history", "历史", "Alt+4"),
)
_KEYS = [key for key, _, _ in _PARTS]
_SHOWN_BESIDE = ("timeline", "history")


class HouseholdPane(QWidget):
    """Shows one household, a blank one, or what to do next."""

    closed = Signal()
    """A new household was not wanted after all."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.detail: HouseholdDetail | None = None
        self.steps = CardSteps(desk, self)
        self.head = HouseholdHead()
        self._head_room = ShyScroll(self.head)
        self.parts = Segments(_PARTS)
        self.editor = HouseholdEditor(desk)
        self.timeline = HouseholdTimeline(desk)
        self.changes = RecordChanges(desk, own="本户")
        self._stack = QStackedWidget()
        self._body = QWidget()
        self._lay_out()
        self._empty = EmptyState(self)
        self._connect()
        self.show_nothing()

    def show_household(self, detail: HouseholdDetail, row: HouseholdRow) -> None:
        """Show a stored household; what is being typed about it stays."""
        same = self.detail is not None and self.detail.id == detail.id
        self.detail = detail
        self._empty.hide()
        self._body.show()
        self._new_head.hide()
        self._head_room.show()
        self.head.show_household(detail, row, self._today())
        if not (same and self.editor.dirty):
            self.editor.show_household(detail)
        self.parts.segment("members").setText(f"家庭成员 {len(detail.members)}")
        self.parts.show()
        self._ask_greeting(detail.id)
        if self.parts.current() in _SHOWN_BESIDE:
            self.show_part(self.parts.current())

    def _ask_greeting(self, household: int) -> None:
        """Ask what the clerk should say to whoever comes in from this household."""
        office = self._desk.office

        def show(sentences: tuple[str, ...]) -> None:
            if self.detail is not None and self.detail.id == household:
                self.head.show_greeting(sentences)

        self._desk.lanes.read(
            (id(self), "greeting"), lambda: office.agenda.greeting(household), show, owner=self
        )

    def show_blank(self, village: int | None, group: int | None) -> None:
        """Begin a new household in a place."""
        self.detail = None
        self.head.detail = None
        self._empty.hide()
        self._body.show()
        self._head_room.hide()
        self._new_head.show()
        self.parts.segment("members").setText("家庭成员")
        self.editor.show_blank(village, group)
        self.show_part("form")
        self.editor.edit()

    def show_nothing(self) -> None:
        """Say that a household can be chosen."""
        self.detail = None
        self.editor.keep_draft()
        self._body.hide()
        self._empty.show_text(
            EmptyText("household", "在左边选一户查看，或用右上角的查找框直接找到一户")
        )

    def show_part(self, key: str) -> None:
        """Show members, form, what happened, or who changed what."""
        self.parts.choose(key)
        part = _KEYS.index(key)
        if part == _TIMELINE:
            self._stack.setCurrentWidget(self.timeline)
            self.timeline.show_household(self.detail)
        elif part == _HISTORY:
            self._stack.setCurrentWidget(self.changes)
            self._ask_history()
        else:
            self._stack.setCurrentWidget(self.editor)
            self.editor.show_part(part)

    def edit(self) -> None:
        """Give the part shown the keys (F2)."""
        if self.parts.current() in _SHOWN_BESIDE:
            self.show_part("members")
        self.editor.edit()

    def receive(self) -> None:
        """Write down what somebody of this household says (Ctrl+R)."""
        if self.detail is not None:
            self._desk.go(Destination(CONCERNS, Kind.HOUSEHOLD, self.detail.id, view=RECEPTION))

    def print_form(self) -> None:
        """Print the 民情登记卡 of this household."""
        if self.detail is not None:
            self._desk.print("forms", HouseholdFilter(ids=(self.detail.id,), include_closed=True))

    def close_household(self) -> None:
        """注销 the household, or take that back."""
        detail = self.detail
        if detail is None:
            return
        if detail.until is None:
            dialog = CloseDialog(self, detail, self._today())
            dialog.confirmed.connect(lambda on, why: self._close(detail, on, why))
            dialog.open()
            return
        households = self._desk.office.households
        self._write(
            lambda _progress: households.reopen(detail.id, detail.version), f"已恢复 {detail.label}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape and (self.editor.dirty or self.editor.is_new):
            self.editor.discard()
        else:
            super().keyPressEvent(event)

    def _close(self, detail: HouseholdDetail, on: date, reason: str) -> None:
        households = self._desk.office.households
        self._write(
            lambda _progress: households.close(detail.id, detail.version, on, reason),
            f"已注销 {detail.label}",
        )

    def _on_step(self, step: str) -> None:
        detail = self.detail
        if detail is None:
            return
        card = valid_card(detail)
        if step == "pair":
            self._desk.go(Destination(CADRES, Kind.HOUSEHOLD, detail.id, view="pairing"))
        elif step == "issue":
            self.steps.issue(HouseholdFilter(ids=(detail.id,)))
        elif card is not None and step == "print":
            self._desk.print("cards", (card.card_id,))
        elif card is not None and step == "replace":
            self.steps.replace((card.card_id,))
        elif card is not None and step == "hand_out":
            self.steps.hand_out((card.card_id,), self._today(), detail.head, ReceiptWay.SELF)

    def _write(self, work: Callable[[Progress], Changes], told: str) -> None:
        self._desk.lanes.write(work, lambda changes: self._desk.done(changes, told), owner=self)

    def _today(self) -> date:
        return self._desk.office.context.today()

    def _connect(self) -> None:
        self.parts.chosen.connect(self.show_part)
        self.head.reveal_wanted.connect(lambda full: self.editor.reveal(full=full))
        self.head.form_wanted.connect(self.print_form)
        self.head.concern_wanted.connect(self.receive)
        self.timeline.opened.connect(self._desk.navigate)
        self.head.close_wanted.connect(self.close_household)
        self.head.step_wanted.connect(self._on_step)
        self.editor.part_wanted.connect(
            lambda part: self.show_part("form" if part == FORM else "members")
        )
        self.editor.given_up.connect(self.closed)

    def _ask_history(self) -> None:
        households, detail = self._desk.office.households, self.detail
        if detail is None:
            self.changes.show_record("", tuple)
        else:
            self.changes.show_record(detail.label, lambda: households.history(detail.id))

    def _lay_out(self) -> None:
        words = label(
            "先选村、组，再到“家庭成员”登记户主；户编号不填就自动编号。", "field", wrap=True
        )
        head = column_of(label("新增农户", "title"), words, gap=4)
        pad(head, across=16, down=12)
        self._new_head = QWidget()
        self._new_head.setLayout(head)
        tabs = line_of(self.parts, STRETCH)
        pad(tabs, across=16, down=6)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.timeline)
        self._stack.addWidget(self.changes)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._new_head)
        column.addWidget(self._head_room)
        column.addLayout(tabs)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        self.editor.show_part(MEMBERS)
