"""The right side of 走访: one visit, what came out of it, its files and its history."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.matters.visit import VisitDetail
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad, rule
from liaison_desktop.ui.matters import visit_prints
from liaison_desktop.ui.matters.attachment_pane import AttachmentPane
from liaison_desktop.ui.matters.ledger_page import MatterPane
from liaison_desktop.ui.matters.visit_editor import VisitEditor
from liaison_desktop.ui.matters.visit_head import VisitHead
from liaison_desktop.ui.matters.waiting_strip import WaitingStrip
from liaison_desktop.ui.page import CONCERNS, VISITS, DeskContext, Destination
from liaison_desktop.ui.record_changes import RecordChanges
from liaison_desktop.ui.save_foot import SaveFoot
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.shy_scroll import ShyScroll

FIELDS, FILES, CHANGES = "fields", "files", "changes"
_PARTS = (
    (FIELDS, "走访情况", "Alt+6"),
    (FILES, "附件", "Alt+7"),
    (CHANGES, "变更历史", "Alt+8"),
)


class VisitPane(MatterPane[VisitDetail]):
    """Shows one visit, a blank one, or what to do next."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.detail: VisitDetail | None = None
        self.head = VisitHead()
        self.strip = WaitingStrip(desk)
        self.parts = Segments(_PARTS)
        self.editor = VisitEditor(desk)
        self.files = AttachmentPane(desk, Kind.VISIT)
        self.changes = RecordChanges(desk, own="本次走访")
        self._stack = QStackedWidget()
        self._body, self._above, self._new_head = QWidget(), QWidget(), QWidget()
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

    @property
    def is_new(self) -> bool:
        """Whether a new visit is being typed."""
        return self._new_head.isVisibleTo(self) and self.editor.is_new

    def show_detail(self, detail: VisitDetail) -> None:
        """Show a stored visit; what is being typed about it stays."""
        self.detail = detail
        self._show_body(new=False)
        self.head.show_visit(detail)
        waits = any(one.id is None for one in (*detail.households, *detail.cadres))
        self.strip.show_visit(detail.id, waits=waits)
        self.editor.show_record(detail)
        self.files.show_owner(detail.id)
        if self.parts.current() == CHANGES:
            self._ask_history()

    def show_blank(self) -> None:
        """Begin a new visit."""
        self.detail = None
        self._show_body(new=True)
        self.strip.show_visit(None, waits=False)
        self.editor.begin()

    def show_nothing(self) -> None:
        """Say that a visit can be chosen."""
        self.editor.keep_draft()
        self.detail = None
        self._new_head.hide()
        self._body.hide()
        self._empty.show_text(
            EmptyText("visit", "在左边选一次走访；新登记按 Ctrl+N，一叠手写记录用“连续录入”")
        )

    def show_part(self, key: str) -> None:
        """Show fields, files or history."""
        self.parts.choose(key)
        shown: dict[str, QWidget] = {
            FIELDS: self.editor,
            FILES: self.files,
            CHANGES: self.changes,
        }
        self._stack.setCurrentWidget(shown[key])
        if key == CHANGES:
            self._ask_history()
        if key != FIELDS:
            shown[key].setFocus()

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

    def delete(self) -> None:
        """Delete the visit; 撤销 brings it back."""
        detail, visits = self.detail, self._desk.office.visits
        if detail is None:
            return
        self._desk.lanes.write(
            lambda _progress: visits.delete(detail.id, detail.version),
            lambda changes: self._desk.done(changes, "已删除这次走访"),
            owner=self,
        )

    def _ask_history(self) -> None:
        if self.detail is None:
            return
        visits, key = self._desk.office.visits, self.detail.id
        self.changes.show_record("", lambda: visits.history(key))

    def _print(self, what: str) -> None:
        if self.detail is not None:
            self._desk.print("paper", visit_prints.of_visit(self._desk.office, self.detail, what))

    def _on_saved(self, detail: VisitDetail, new: bool) -> None:
        if new:
            self.show_detail(detail)
        self.saved.emit(detail.id)

    def _on_stored(self, changes: Changes, new: bool) -> None:
        self._desk.done(changes, "已登记走访" if new else "已保存走访")

    def _on_concern_wanted(self, field: str) -> None:
        if self.detail is not None:
            question = "" if field == "said" else field
            self._desk.go(
                Destination(CONCERNS, Kind.VISIT, self.detail.id, view=f"from:{question}")
            )

    def _on_diary_wanted(self) -> None:
        if self.detail is not None:
            self._desk.go(Destination(VISITS, Kind.VISIT, self.detail.id, view="diary"))

    def _on_find_wanted(self, typed: str) -> None:
        """Take the name out of the chips and look for it again."""
        self.show_part(FIELDS)
        chips = self.editor.people.households
        places = [n for n, one in enumerate(chips.people()) if one.id is None and one.name == typed]
        if places:
            chips.chip(places[0]).click()

    def _on_given_up(self) -> None:
        self.show_nothing()
        self.given_up.emit()

    def _on_counted(self, count: int) -> None:
        self.parts.segment(FILES).setText(f"附件 {count}" if count else "附件")

    def _show_body(self, *, new: bool) -> None:
        self._empty.hide()
        self._body.show()
        self._above.setVisible(not new)
        self._new_head.setVisible(new)
        if new:
            self.show_part(FIELDS)

    def _connect(self) -> None:
        self.parts.chosen.connect(self.show_part)
        self.editor.saved.connect(self._on_saved)
        self.editor.stored.connect(self._on_stored)
        self.editor.given_up.connect(self._on_given_up)
        self.editor.concern_wanted.connect(self._on_concern_wanted)
        self.editor.household_wanted.connect(lambda key: self._desk.navigate(Kind.HOUSEHOLD, key))
        self.files.counted.connect(self._on_counted)
        self.strip.find_wanted.connect(self._on_find_wanted)
        self.head.print_wanted.connect(self._print)
        self.head.receipt_wanted.connect(lambda: self._print(visit_prints.RECEIPT))
        self.head.diary_wanted.connect(self._on_diary_wanted)
        self.head.concern_wanted.connect(lambda key: self._desk.navigate(Kind.CONCERN, key))
        self.head.delete_wanted.connect(self.delete)

    def _lay_out(self) -> None:
        tabs = line_of(self.parts, STRETCH)
        pad(tabs, across=16, down=6)
        strip = line_of(self.strip)
        pad(strip, across=16, down=0)
        top = QWidget()
        top.setLayout(column_of(self.head, strip, gap=0))
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(ShyScroll(top))
        above.addLayout(tabs)
        above.addWidget(rule())
        new = line_of(
            label("登记走访", "title"), STRETCH, label("Enter 下一格 · Ctrl+S 保存", "caption")
        )
        pad(new, across=16, down=10)
        self._new_head.setLayout(new)
        for part in (self.editor, self.files, self.changes):
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
