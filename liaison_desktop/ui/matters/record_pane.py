"""The right side of 住村 and 民情日记: one record's head, its form, its history."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad, rule
from liaison_desktop.ui.matters.ledger_page import MatterPane
from liaison_desktop.ui.matters.record_editor import RecordEditor, RecordT
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.record_changes import RecordChanges
from liaison_desktop.ui.save_foot import SaveFoot
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.shy_scroll import ShyScroll

FIELDS, CHANGES = "fields", "changes"


class RecordPane(MatterPane[RecordT]):
    """A subclass brings head, editor and words."""

    noun = ""
    """What a record is called: 住村记录, 日记."""
    new_title = "登记"
    """What stands above a new one."""
    fields_caption = "内容"

    def __init__(
        self, desk: DeskContext, head: QWidget, editor: RecordEditor[RecordT, Any]
    ) -> None:
        super().__init__()
        self._desk = desk
        self.detail: RecordT | None = None
        self.head, self.editor = head, editor
        self.top = column_of(gap=0)
        """Head, and what a subclass puts below it."""
        self.parts = Segments(
            ((FIELDS, self.fields_caption, "Alt+6"), (CHANGES, "变更历史", "Alt+7"))
        )
        self.changes = RecordChanges(desk, own=f"本{self.noun}")
        self._stack = QStackedWidget()
        self._body, self._above, self._new_head = QWidget(), QWidget(), QWidget()
        self._lay_out()
        self._empty = EmptyState(self)
        self.parts.chosen.connect(self.show_part)
        editor.saved.connect(self._on_saved)
        editor.stored.connect(self._on_stored)
        editor.given_up.connect(self._on_given_up)
        self.show_nothing()

    @abstractmethod
    def empty_text(self) -> EmptyText:
        """Return what stands here while nothing is chosen."""

    @abstractmethod
    def show_head(self, detail: RecordT) -> None:
        """Show the head of a record."""

    @abstractmethod
    def history_of(self, record_id: int) -> Callable[[], Sequence[FieldChange]]:
        """Return what reads the history of a record."""

    def form_side(self) -> QWidget:
        """Return what is typed in: the form with its foot."""
        return self.editor

    def foot(self) -> SaveFoot:
        """Return the foot of the form."""
        return self.editor.foot

    @property
    def is_new(self) -> bool:
        """Whether a new record is being typed."""
        return self._new_head.isVisibleTo(self) and self.editor.is_new

    def show_detail(self, detail: RecordT) -> None:
        """Show a stored record; what is being typed about it stays."""
        self.detail = detail
        self._show_body(new=False)
        self.show_head(detail)
        self.editor.show_record(detail)
        if self.parts.current() == CHANGES:
            self.show_part(CHANGES)

    def show_blank(self) -> None:
        """Begin a new record."""
        self.detail = None
        self._show_body(new=True)
        self.editor.begin()

    def show_nothing(self) -> None:
        """Say that a record can be chosen."""
        self.editor.keep_draft()
        self.detail = None
        self._new_head.hide()
        self._body.hide()
        self._empty.show_text(self.empty_text())

    def show_part(self, key: str) -> None:
        """Show fields or history."""
        self.parts.choose(key)
        self._stack.setCurrentWidget(self.changes if key == CHANGES else self.editor)
        if key == CHANGES and self.detail is not None:
            self.changes.show_record("", self.history_of(self.detail.id))

    def edit(self) -> None:
        """Give the fields the keys (F2)."""
        if self._body.isVisibleTo(self):
            self.show_part(FIELDS)
            self.editor.edit()

    def save(self) -> None:
        """Store what was typed (Ctrl+S)."""
        self.editor.save()

    def keep_draft(self) -> None:
        """Keep what was typed but not saved."""
        self.editor.keep_draft()

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part of the head that was just opened, where there is little room."""
        QTimer.singleShot(
            0, self._head_room, lambda: self._head_room.ensureWidgetVisible(part, 0, 0)
        )

    def write(self, work: Callable[[], Changes], told: str) -> None:
        """Do something to the record on the write lane, and tell it."""
        self._desk.lanes.write(
            lambda _progress: work(), lambda changes: self._desk.done(changes, told), owner=self
        )

    def _on_saved(self, detail: RecordT, new: bool) -> None:
        if new:
            self.show_detail(detail)
        self.saved.emit(detail.id)

    def _on_stored(self, changes: Changes, new: bool) -> None:
        self._desk.done(changes, f"已登记{self.noun}" if new else f"已保存{self.noun}")

    def _on_given_up(self) -> None:
        self.show_nothing()
        self.given_up.emit()

    def _show_body(self, *, new: bool) -> None:
        self._empty.hide()
        self._body.show()
        self._above.setVisible(not new)
        self._new_head.setVisible(new)
        if new:
            self.show_part(FIELDS)

    def _lay_out(self) -> None:
        tabs = line_of(self.parts, STRETCH)
        pad(tabs, across=16, down=6)
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        top = QWidget()
        self.top.addWidget(self.head)
        top.setLayout(self.top)
        self._head_room = ShyScroll(top)
        above.addWidget(self._head_room)
        above.addLayout(tabs)
        above.addWidget(rule())
        hint = label("Enter 下一格 · Ctrl+S 保存", "caption")
        new = line_of(label(self.new_title, "title"), STRETCH, hint)
        pad(new, across=16, down=10)
        self._new_head.setLayout(new)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.changes)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._above)
        column.addWidget(self._new_head)
        column.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
