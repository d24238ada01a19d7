"""起草: the summaries beside the one being written; new ones are drafted here."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.figures.closing import ClosedPeriod
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.summary import (
    SummaryDetail,
    SummaryRow,
    SummaryState,
)
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.figures.summary_frame import DraftOptions
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.new_summary import NewSummary, NewSummaryPane
from liaison_desktop.ui.figures.summary_work import SummaryWork
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.layout_parts import STRETCH, column_of, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Page
from liaison_desktop.ui.side_by_side import side_by_side
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone

_STATES = {SummaryState.DRAFT: ("起草", Tone.ACCENT), SummaryState.CLOSED: ("已封账", Tone.GREEN)}
_C = Column[SummaryRow]
_COLUMNS: tuple[_C, ...] = (
    _C(key="period", title="期间", text=lambda row: parse_period(row.period).label, width=110,
       tip=lambda row: row.title, sortable=False),
    _C(key="structure", title="结构", text=lambda row: row.structure, width=48, sortable=False,
       tip=lambda row: row.title),
    _C(key="state", title="状态", text=lambda row: _STATES[row.state][0],
       tone=lambda row: _STATES[row.state][1], width=70, sortable=False),
    _C(key="title", title="标题", text=lambda row: row.title, tip=lambda row: row.title,
       width=220, sortable=False, hidden=True),
    _C(key="changed", title="最近修改", text=lambda row: row.changed_at[:16].replace("T", " "),
       width=130, sortable=False, hidden=True),
)  # fmt: skip
_NOTHING = EmptyText("report", "还没有总结。选一种结构，数字自动从台账填好", "新建总结")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A summary as it was read."""

    detail: SummaryDetail
    closed: ClosedPeriod | None


class SummaryView(Page):
    """Ctrl+N drafts another; Enter in the list goes to the text."""

    name: ClassVar[str] = SUMMARIES
    concerns: ClassVar[frozenset[Kind]] = frozenset(Kind)  # any record may change a figure

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._rows: dict[int, SummaryRow] = {}
        self._wanted: int | None = None
        self.list = TablePane("summaries", _COLUMNS, self._fetch, desk.lanes, measure="份")
        self.new_button = button(
            "新建总结", variant="primary", icon_name="add", tip="新建（Ctrl+N）"
        )
        self.delete_button = button("删除", icon_name="delete", tip="删除起草中的总结（Ctrl+Del）")
        self.work = SummaryWork(desk)
        self.new = NewSummaryPane(desk)
        self._nothing = QWidget()
        self._right = QStackedWidget()
        self._lay_out()
        self._empty = EmptyState(self._nothing)
        self._empty.show_text(_NOTHING)
        self._connect()

    def refresh(self) -> None:
        """Ask for the list and for the summary shown."""
        summaries = self.desk.office.summaries
        self.desk.lanes.read((id(self), "list"), summaries.rows, self._show_rows, owner=self)

    def show_summary(self, summary_id: int) -> None:
        """Open a summary."""
        self._wanted = summary_id
        self.refresh()

    def begin_new(self) -> None:
        """Ask what is to be drafted."""
        self.begin("", None)

    def begin(self, structure: str, period: Period | None) -> None:
        """Ask what is to be drafted, a structure and a period chosen before."""
        self.new.begin(structure, period)
        self._right.setCurrentWidget(self.new)
        self.new.setFocus()

    def delete(self) -> None:
        """Delete the summary shown; 撤销 brings it back."""
        detail, summaries = self.work.detail, self.desk.office.summaries
        if detail is None or detail.id is None or self.work.is_closed:
            return
        key, version, title = detail.id, detail.version or 0, detail.title

        def done(changes: Changes) -> None:
            self.work.discard()
            self.desk.done(changes, f"已删除《{title}》")

        self.desk.lanes.write(lambda _progress: summaries.delete(key, version), done, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {
            "new": self.begin_new,
            "edit": self._edit,
            "save": self._save,
            "delete": self.delete,
            "print": self.work.print_paper,
            "export": self.work.export_paper,
            "import": self.work.begin_number,
            "refresh": self._ask_again,
        }

    def keep_draft(self) -> None:
        """Keep what was typed but not stored."""
        self.work.keep_draft()

    def _edit(self) -> None:
        if self._right.currentWidget() is self.work:
            self.work.editor.setFocus()

    def _save(self) -> None:
        if self._right.currentWidget() is self.new:
            self.new.draft()
        else:
            self.work.save()

    def _ask_again(self) -> None:
        self.refresh()
        self.work.ask()

    def _on_draft_wanted(self, wanted: NewSummary) -> None:
        summaries = self.desk.office.summaries
        options = DraftOptions(wanted.scope, wanted.organisation, wanted.signed_on)

        def work(_progress: Progress) -> tuple[int, Changes]:
            return summaries.save(summaries.draft(wanted.structure, wanted.period, options))

        def done(answer: tuple[int, Changes]) -> None:
            key, changes = answer
            self._wanted = key
            self._right.setCurrentWidget(self.work)
            self.desk.done(changes, f"已起草{wanted.period.label}总结，数字来自台账")
            self.refresh()
            self.work.editor.setFocus()

        self.desk.lanes.write(work, done, owner=self)

    def _show_rows(self, rows: Sequence[SummaryRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.list.show_ids(array("q", self._rows))
        self.list.refresh()
        wanted, self._wanted = self._wanted, None
        if wanted is None and self.list.current_id() is None and rows:
            wanted = rows[0].id
        before = self.list.current_id()
        if wanted is not None:
            self.list.show_record(wanted)
        if not rows:
            self.work.show_nothing()
            self._show_work()
        elif self.list.current_id() == before:
            self._ask_detail()

    def _ask_detail(self) -> None:
        key, office = self.list.current_id(), self.desk.office
        if key is None:
            return

        def read() -> _Opened:
            detail = office.summaries.detail(key)
            closed = None
            if detail.state is SummaryState.CLOSED:
                closed = next(
                    (one for one in office.closings.rows() if one.summary_id == key), None
                )
            return _Opened(detail, closed)

        def gone(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self.desk.notice(error.message)
            self.work.show_nothing()
            self._show_work()

        self.desk.lanes.read((id(self), "detail"), read, self._show_detail, gone, owner=self)

    def _show_detail(self, opened: _Opened) -> None:
        if opened.detail.id != self.list.current_id():
            return
        self.work.show_summary(opened.detail, opened.closed)
        self.delete_button.setEnabled(not self.work.is_closed)
        if self._right.currentWidget() is self._nothing:
            self._show_work()

    def _show_work(self) -> None:
        """Show the text, or what stands there when there is none."""
        shown = self.work if self.work.detail is not None else self._nothing
        self._right.setCurrentWidget(shown)

    def _on_current_changed(self, current: int | None) -> None:
        if current is not None:
            self._show_work()
            self._ask_detail()

    def _on_left_new(self) -> None:
        self._show_work()
        (self.work.editor if self.work.detail is not None else self.list).setFocus()

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, SummaryRow]:
        rows = self._rows
        return {one: rows[one] for one in ids if one in rows}

    def _connect(self) -> None:
        self.list.set_empty(EmptyText("report", "还没有总结"))
        self.list.current_changed.connect(self._on_current_changed)
        self.list.open_requested.connect(lambda _key: self._edit())
        self.new_button.clicked.connect(self.begin_new)
        self.delete_button.clicked.connect(self.delete)
        self._empty.action_requested.connect(self.begin_new)
        self.new.draft_wanted.connect(self._on_draft_wanted)
        self.new.left.connect(self._on_left_new)

    def _lay_out(self) -> None:
        left = QWidget()
        theme.keep_width(left, least=190)
        left.setLayout(column_of(line_of(self.new_button, STRETCH, self.delete_button), self.list))
        for part in (self.new, self._nothing):
            part.setProperty("role", "pane")
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for part in (self._nothing, self.work, self.new):
            self._right.addWidget(part)
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.addWidget(
            side_by_side(self.desk.settings, "summaries", (left, 240, 0), (self._right, 1000, 1))
        )
        self.setFocusProxy(self.list)
