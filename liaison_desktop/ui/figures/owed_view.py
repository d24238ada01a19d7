"""应报材料: what is owed to whom by when, the log of what was sent, and the list itself."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.figures.reporting import OwedReport, ReportDue, SentReport
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.figures.owed_columns import OWED_COLUMNS, SENT_COLUMNS, due_columns
from liaison_desktop.ui.figures.owed_pane import Line, OwedPane
from liaison_desktop.ui.layout_parts import STRETCH, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.side_by_side import record_side, side_by_side
from liaison_desktop.ui.table import TablePane

Row = TypeVar("Row")
DUE, SENT, OWED = "due", "sent", "owed"


@dataclass(frozen=True, slots=True)
class _Read:
    """Everything of the view; all of it is few."""

    due: tuple[ReportDue, ...]
    sent: tuple[SentReport, ...]
    owed: tuple[OwedReport, ...]


class OwedView(Page):
    """Arrows choose a report, Enter writes down that it was sent, Alt+G opens what makes it."""

    name: ClassVar[str] = SUMMARIES
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.OWED_REPORT, Kind.SENT_REPORT})

    making_wanted = Signal(str, str)
    """What makes a report is wanted: ``OwedReport.made_from``, key of the period."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._read = _Read((), (), ())
        self.parts = Segments(
            ((DUE, "待报", "Alt+Q"), (SENT, "报送记录", "Alt+W"), (OWED, "材料清单", "Alt+R"))
        )
        lanes = desk.lanes
        self.due = TablePane(
            "reports_due",
            due_columns(desk.office.context.today),
            self._due_rows,
            lanes,
            measure="项",
        )
        self.sent = TablePane("reports_sent", SENT_COLUMNS, self._sent_rows, lanes, measure="次")
        self.owed = TablePane("owed_reports", OWED_COLUMNS, self._owed_rows, lanes, measure="项")
        self.new_button = button("添加应报材料", icon_name="add", tip="添加（Ctrl+N）")
        self.pane = OwedPane(desk)
        self._lists = QStackedWidget()
        self._new = False
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for what is due, what was sent and what is owed."""
        owed = self.desk.office.owed_reports

        def read() -> _Read:
            rows = owed.rows()
            known = {row.name for row in rows}
            shipped = tuple(row for row in owed.shipped() if row.name not in known)
            return _Read(owed.due(), owed.sent(), (*rows, *shipped))

        self.desk.lanes.read((id(self), "all"), read, self._show, owner=self)

    def show_destination(self, destination: Destination) -> None:
        """Show an owed report, or a line of the log."""
        if destination.kind is Kind.SENT_REPORT:
            self.show_part(SENT)
        self.refresh()
        if destination.kind is Kind.OWED_REPORT:
            rows = self._read.due
            place = next((n for n, row in enumerate(rows) if row.owed.id == destination.record), -1)
            if place >= 0:
                self.due.show_record(place)

    def show_part(self, key: str) -> None:
        """Show 待报, 报送记录 or 材料清单."""
        self.parts.choose(key)
        self._new = False
        self._lists.setCurrentWidget(self._list())
        self._list().setFocus()
        self._show_side()

    def begin_new(self) -> None:
        """Ask for another owed report."""
        self.show_part(OWED)
        self._new = True
        self.pane.begin_new()

    def make(self) -> None:
        """Open what makes the report marked."""
        due = self._due()
        if due is not None and due.owed.made_from:
            self.making_wanted.emit(due.owed.made_from, due.period)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        pane = self.pane
        return {"new": self.begin_new, "edit": pane.edit, "save": pane.save, "delete": pane.drop}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self._new = False
            self._list().setFocus()
            self._show_side()
        else:
            super().keyPressEvent(event)

    def _on_stored(self, changes: Changes, told: str) -> None:
        self._new = False
        self.desk.done(changes, told)
        self._list().setFocus()

    def _show(self, read: _Read) -> None:
        self._read = read
        self.due.set_empty(
            EmptyText("ok", "没有待报的材料")
            if any(row.id is not None for row in read.owed)
            else EmptyText(
                "calendar", "还没有登记应报的材料。到“材料清单”里启用常见的几项", "去启用"
            )
        )
        self.sent.set_empty(EmptyText("history", "还没有报送记录"))
        for pane, rows in ((self.due, read.due), (self.sent, read.sent), (self.owed, read.owed)):
            before = pane.current_id()
            pane.show_ids(array("q", range(len(rows))))
            pane.refresh()
            if rows:
                pane.show_record(min(before or 0, len(rows) - 1))
        self._show_side()

    def _show_side(self) -> None:
        """Show beside the list what can be done with the line marked."""
        marked: Line | None = {DUE: self._due, SENT: self._sent, OWED: self._owed}[
            self.parts.current()
        ]()
        if self._new:
            self.pane.show_new()
        elif marked is None:
            self.pane.show_nothing()
        else:
            self.pane.show_line(marked, self.focusWidget())

    def _list(self) -> QWidget:
        lists: dict[str, QWidget] = {DUE: self.due, SENT: self.sent, OWED: self.owed}
        return lists[self.parts.current()]

    def _due(self) -> ReportDue | None:
        return _at(self._read.due, self.due.current_id())

    def _sent(self) -> SentReport | None:
        return _at(self._read.sent, self.sent.current_id())

    def _owed(self) -> OwedReport | None:
        return _at(self._read.owed, self.owed.current_id())

    def _due_rows(self, ids: Sequence[int]) -> Mapping[int, ReportDue]:
        return _picked(self._read.due, ids)

    def _sent_rows(self, ids: Sequence[int]) -> Mapping[int, SentReport]:
        return _picked(self._read.sent, ids)

    def _owed_rows(self, ids: Sequence[int]) -> Mapping[int, OwedReport]:
        return _picked(self._read.owed, ids)

    def _connect(self) -> None:
        self.parts.chosen.connect(self.show_part)
        for pane in (self.due, self.sent, self.owed):
            pane.current_changed.connect(self._on_current_changed)
            pane.open_requested.connect(lambda _row: self.pane.edit())
        self.due.empty_action_requested.connect(lambda: self.show_part(OWED))
        self.pane.making_wanted.connect(self.make)
        self.pane.stored.connect(self._on_stored)
        QShortcut(QKeySequence("Alt+G"), self).activated.connect(self.make)
        self.new_button.clicked.connect(self.begin_new)

    def _on_current_changed(self, _current: object) -> None:
        self._new = False
        self._show_side()

    def _lay_out(self) -> None:
        for pane in (self.due, self.sent, self.owed):
            self._lists.addWidget(pane)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line_of(self.parts, STRETCH, self.new_button))
        column.addWidget(self._lists, 1)
        right = record_side(self.pane, 360)
        page = QVBoxLayout(self)
        pad(page, across=16, down=12)
        page.addWidget(
            side_by_side(self.desk.settings, "owed_reports", (left, 760, 1), (right, 480, 0))
        )
        self.setFocusProxy(self._lists)


def _at(rows: Sequence[Row], place: int | None) -> Row | None:
    return rows[place] if place is not None and place < len(rows) else None


def _picked(rows: Sequence[Row], places: Sequence[int]) -> Mapping[int, Row]:
    return {one: rows[one] for one in places if one < len(rows)}
