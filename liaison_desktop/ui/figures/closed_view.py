"""封账: every report that was handed in, its frozen files, and what changed since."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.adjustment_words import adjustment_phrase
from liaison_desktop.domain.figures.closing import Adjustment, ClosedPeriod
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.figures.record_list import RecordList
from liaison_desktop.ui.figures.summary_papers import reprint, save_frozen, save_word
from liaison_desktop.ui.id_table_model import Column
from liaison_desktop.ui.layout_parts import STRETCH, ToneLabel, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Destination, Page
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone
from liaison_desktop.ui.window_state import SplitterKeeper

_C = Column[ClosedPeriod]
_COLUMNS: tuple[_C, ...] = (
    _C(key="period", title="期间", text=lambda row: parse_period(row.period).label, width=118,
       sortable=False, tip=lambda row: row.title),
    _C(key="issue", title="第几次", text=lambda row: f"第 {row.issue} 次", width=66,
       sortable=False),
    _C(key="on", title="封账日期", text=lambda row: row.closed_on.isoformat(), width=100,
       sortable=False),
    _C(key="by", title="经办", text=lambda row: row.by, width=80, sortable=False),
    _C(key="title", title="材料", text=lambda row: row.title, tip=lambda row: row.title,
       width=260, sortable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kept:
    """A closing as it was read."""

    closed: ClosedPeriod
    whole: bool
    changes: tuple[Adjustment, ...]


class ClosedView(Page):
    """Arrows choose a closing; Ctrl+P prints its paper again, byte for byte."""

    name: ClassVar[str] = SUMMARIES
    concerns: ClassVar[frozenset[Kind]] = frozenset(Kind)  # any record may be an adjustment

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._rows: dict[int, ClosedPeriod] = {}
        self._wanted: int | None = None
        self._shown: _Kept | None = None
        self.list = TablePane("closed_periods", _COLUMNS, self._fetch, desk.lanes, measure="次")
        self.title, self.told = label("", "heading", wrap=True), label("", "field", wrap=True)
        self.state = ToneLabel()
        self.digest = label("", "caption", wrap=True)
        self.files = line_of(STRETCH)
        self._buttons: list[QPushButton] = []
        self.changes_title = label("", "section", wrap=True)
        self.changes = CardList("封账以后的调整")
        self.records = RecordList(desk, "adjustment_records")
        self._rest, self._body = QWidget(), QWidget()
        self._lay_out()
        self._empty = EmptyState(self._body.parentWidget() or self)
        self.list.current_changed.connect(self._on_current_changed)
        self.list.empty_action_requested.connect(self._on_empty_action)
        self.changes.currentRowChanged.connect(lambda _row: self._show_records())
        self.changes.taken.connect(lambda _key: self.records.setFocus())

    def refresh(self) -> None:
        """Ask for the closings."""
        closings = self.desk.office.closings
        self.desk.lanes.read((id(self), "list"), closings.rows, self._show_rows, owner=self)

    def show_destination(self, destination: Destination) -> None:
        """Show a closing."""
        self._wanted = destination.record
        self.refresh()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"print": self.reprint, "export": self.save_file}

    def reprint(self) -> None:
        """Print the paper as it was handed in."""
        if self._shown is not None:
            reprint(self.desk, self._shown.closed)

    def save_file(self) -> None:
        """Write the Word file, or the first there is, as it was handed in."""
        if self._shown is not None:
            save_word(self, self.desk, self._shown.closed)

    def _show_rows(self, rows: Sequence[ClosedPeriod]) -> None:
        self._rows = {row.id: row for row in rows}
        self.list.set_empty(
            EmptyText("lock", "还没有封过账。总结上报以后，在“起草”里按“上报并封账”", "去起草")
        )
        self.list.show_ids(array("q", self._rows))
        self.list.refresh()
        before = self.list.current_id()
        wanted, self._wanted = self._wanted, None
        if wanted is None and before is None and rows:
            wanted = rows[0].id
        if wanted is not None:
            self.list.show_record(wanted)
        self._body.setVisible(bool(rows))
        if not rows:
            self._empty.show_text(EmptyText("lock", "封账以后，这里列出封存的文件和台账的调整"))
        else:
            self._empty.hide()
        if before is not None and self.list.current_id() == before:
            self._on_current_changed(before)

    def _on_current_changed(self, current: int | None) -> None:
        if current is None or current not in self._rows:
            return
        closed, closings = self._rows[current], self.desk.office.closings
        newest = max(one.id for one in self._rows.values() if one.period == closed.period)

        def read() -> _Kept:
            # Adjustments are told of what was reported last.
            changes = (
                closings.adjustments(parse_period(closed.period)) if (closed.id == newest) else ()
            )
            return _Kept(closed, closings.verify(closed.id), changes)

        self.desk.lanes.read((id(self), "kept"), read, self._show, owner=self)

    def _show(self, kept: _Kept) -> None:
        closed = kept.closed
        if closed.id != self.list.current_id():
            return
        self._shown = kept
        self.title.setText(closed.title)
        self.told.setText(
            f"{parse_period(closed.period).label} · {closed.closed_on.isoformat()} "
            f"由{closed.by}封账"
        )
        self.state.show_words(
            "与封账时一致" if kept.whole else "与封账时不一致，请从备份恢复",
            Tone.GREEN if kept.whole else Tone.RED,
        )
        self.digest.setText(f"摘要值 {closed.digest[:16]}…{closed.digest[-8:]}")
        self.digest.setToolTip(closed.digest)
        self._show_files(closed)
        count = len(kept.changes)
        self.changes_title.setText(
            f"封账以后台账有 {count} 项数字变了，会在下一份总结里列为调整"
            if count
            else "封账以后台账没有影响这些数字的改动"
        )
        self.changes.setVisible(bool(count))
        self.changes.show_lines(
            [
                CardLine(f"{one.indicator.label}{adjustment_phrase(one)}", key=one)
                for one in kept.changes
            ]
        )
        self._show_records()

    def _show_files(self, closed: ClosedPeriod) -> None:
        for old in self._buttons:
            self.files.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for name in closed.papers:
            ending = name.rpartition(".")[2].upper()
            if ending == "PDF":
                made = button("重印", variant="primary", icon_name="print", tip=f"{name}（Ctrl+P）")
                made.clicked.connect(self.reprint)
                self._add_button(made)
            save = button(
                f"另存 {'Word' if ending == 'DOCX' else ending}", icon_name="save", tip=name
            )
            save.clicked.connect(
                lambda _on=False, file=name: save_frozen(self, self.desk, closed, file)
            )
            self._add_button(save)

    def _add_button(self, made: QPushButton) -> None:
        self.files.insertWidget(len(self._buttons), made)
        self._buttons.append(made)

    def _show_records(self) -> None:
        line = self.changes.current() if self.changes.isVisibleTo(self) else None
        change = line.key if line is not None else None
        self.records.setVisible(isinstance(change, Adjustment))
        self._rest.setVisible(not isinstance(change, Adjustment))
        if isinstance(change, Adjustment):
            self.records.show_records((*change.added, *change.removed), "这一项没有逐条的记录")

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, ClosedPeriod]:
        rows = self._rows
        return {one: rows[one] for one in ids if one in rows}

    def _on_empty_action(self) -> None:
        self.desk.go(Destination(SUMMARIES, view="draft"))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        right = QWidget()
        right.setProperty("role", "pane")
        theme.keep_width(right, least=380)
        outer = QVBoxLayout(right)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._body)
        column = QVBoxLayout(self._body)
        pad(column, across=16, down=14)
        head = line_of(self.title, self.state)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(self.told)
        column.addLayout(self.files)
        column.addWidget(self.digest)
        column.addSpacing(sizes.px(6))
        column.addWidget(self.changes_title)
        column.addWidget(self.changes, 1)
        column.addWidget(self.records, 1)
        column.addWidget(self._rest, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes([sizes.px(560), sizes.px(680)])
        self._keeper = SplitterKeeper(splitter, self.desk.settings, "closed_periods")
        page = QVBoxLayout(self)
        pad(page, across=16, down=12)
        page.addWidget(splitter)
        self.setFocusProxy(self.list)
