"""应报材料: what is owed to whom by when, the log of what was sent, and the list itself."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.reporting import (
    OwedReport,
    ReportDue,
    SentReport,
)
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.owed_columns import (
    OWED_COLUMNS,
    SENT_COLUMNS,
    due_columns,
    rule_words,
    standing,
)
from liaison_desktop.ui.figures.owed_forms import (
    OWED_FIELDS,
    SENT_FIELDS,
    maker_words,
    owed_from,
    owed_values,
    report_choices,
    sent_values,
)
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import SUMMARIES, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.window_state import SplitterKeeper

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
        self._today = desk.office.context.today
        self._correcting: SentReport | None = None
        self.parts = Segments(
            ((DUE, "待报", "Alt+Q"), (SENT, "报送记录", "Alt+W"), (OWED, "材料清单", "Alt+R"))
        )
        lanes = desk.lanes
        self.due = TablePane("reports_due", due_columns(self._today), self._due_rows, lanes,
                             measure="项")  # fmt: skip
        self.sent = TablePane("reports_sent", SENT_COLUMNS, self._sent_rows, lanes, measure="次")
        self.owed = TablePane("owed_reports", OWED_COLUMNS, self._owed_rows, lanes, measure="项")
        self.title, self.told = label("", "heading", wrap=True), label("", "field", wrap=True)
        self.make_button = button("生成", icon_name="report", tip="打开做这份材料的地方（Alt+G）")
        self.new_button = button("添加应报材料", icon_name="add", tip="添加（Ctrl+N）")
        self.sent_form = Form(SENT_FIELDS, choices=report_choices, today=self._today)
        self.owed_form = Form(OWED_FIELDS, choices=report_choices, today=self._today)
        self.problem = label("", "problem", wrap=True)
        self.save_button = button("", variant="primary", icon_name="save")
        self.drop_button = button("", icon_name="delete")
        self._lists, self._forms, self._body = QStackedWidget(), QStackedWidget(), QWidget()
        self._new = False
        self._lay_out()
        self._empty = EmptyState(self._side)
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
        self.owed_form.set_values({"rhythm": "month", "due_day": 5})
        self.owed_form.set_read_only(read_only=False)
        self._show_side()
        self.owed_form.focus_field("name")

    def save(self) -> None:
        """Write down what was sent, or keep the owed report."""
        if self.parts.current() == OWED:
            self._save_owed()
        else:
            self._save_sent()

    def make(self) -> None:
        """Open what makes the report marked."""
        due = self._due()
        if due is not None and due.owed.made_from:
            self.making_wanted.emit(due.owed.made_from, due.period)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"new": self.begin_new, "edit": self._edit, "save": self.save, "delete": self.drop}

    def drop(self) -> None:
        """Delete the owed report, or say that a line of the log was a mistake."""
        owed_reports = self.desk.office.owed_reports
        if self.parts.current() == OWED:
            row = self._owed()
            if row is not None and row.id is not None and not self._new:
                key, version = row.id, row.version or 0
                self._write(lambda: owed_reports.delete(key, version), f"已删除《{row.name}》")
            return
        sent = self._sent()
        if self.parts.current() == SENT and sent is not None and not standing(sent):
            gone = replace(sent, id=0, corrects=sent.id, withdrawn=True, corrected=False)
            self._write(
                lambda: owed_reports.record_sent(gone)[1], f"已撤回《{sent.name}》的报送记录"
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self._new = False
            self._list().setFocus()
            self._show_side()
        else:
            super().keyPressEvent(event)

    def _save_sent(self) -> None:
        due, sent = self._due(), self._sent()
        correcting = self.parts.current() == SENT
        if (correcting and sent is None) or (not correcting and due is None):
            return
        values = self.sent_form.values()
        problems = self.sent_form.unreadable()
        if not isinstance(values.get("sent_on"), date):
            problems.setdefault("sent_on", "请填写报送日期")
        self.sent_form.set_problems(problems)
        if problems:
            self.sent_form.focus_first_problem()
            return
        line = _line_of(values, sent if correcting else None, None if correcting else due)
        owed_reports = self.desk.office.owed_reports
        verb = "已更正" if correcting else "已登记"
        self._write(lambda: owed_reports.record_sent(line)[1], f"{verb}报送：{line.name}")

    def _save_owed(self) -> None:
        problems = self.owed_form.unreadable()
        self.owed_form.set_problems(problems)
        if problems:
            self.owed_form.focus_first_problem()
            return
        before = None if self._new else self._owed()
        owed = owed_from(self.owed_form.values(), before)
        owed_reports = self.desk.office.owed_reports
        self._write(lambda: owed_reports.save(owed)[1], f"已保存应报材料《{owed.name}》")

    def _write(self, work: Callable[[], Changes], told: str) -> None:
        def done(changes: Changes) -> None:
            self._new = False
            self.sent_form.mark_stored()
            self.owed_form.mark_stored()
            self.desk.done(changes, told)
            self._list().setFocus()

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self.problem.setText(error.message)
            self.problem.show()

        self.problem.hide()
        self.save_button.setEnabled(False)
        job = self.desk.lanes.write(lambda _progress: work(), done, failed, owner=self)
        when_ended(job, lambda: self.save_button.setEnabled(True))

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
        part, today = self.parts.current(), self._today()
        due, sent, owed = self._due(), self._sent(), self._owed()
        shown = {DUE: due, SENT: sent, OWED: owed}[part] is not None or self._new
        self._body.setVisible(shown)
        self._empty.setVisible(not shown)
        self.problem.hide()
        self.make_button.hide()
        if not shown:
            self._empty.show_text(EmptyText("report", "在左边选一项"))
        elif part == DUE and due is not None:
            self._show_due(due, today)
        elif part == SENT and sent is not None:
            self._show_sent(sent)
        else:
            self._show_owed(owed)

    def _show_due(self, due: ReportDue, today: date) -> None:
        self.title.setText(f"{due.owed.name}　{parse_period(due.period).label}")
        maker = f"，用“{maker_words(due.owed.made_from)}”生成" if due.owed.made_from else ""
        self.told.setText(f"{due.due_on.isoformat()} 前报{due.owed.to_whom}{maker}")
        self.make_button.setVisible(bool(due.owed.made_from))
        values: dict[str, Value] = {
            "name": due.owed.name,
            "to_whom": due.owed.to_whom,
            "sent_on": today,
            "by": self.desk.office.context.actor,
        }
        self._show_form(self.sent_form, values, "登记报送", "")

    def _show_sent(self, sent: SentReport) -> None:
        self.title.setText(f"{sent.name}　{parse_period(sent.period).label}")
        state = standing(sent)
        counted = f" · 随报 {len(sent.figures)} 个数字" if sent.figures else ""
        self.told.setText(f"{state or '有效'}{counted}。报送记录不改写，错了另记一条更正")
        self._show_form(self.sent_form, sent_values(sent), "记一条更正", "没有报送过，撤回")
        self.sent_form.set_read_only(read_only=bool(state))
        for one in (self.save_button, self.drop_button):
            one.setVisible(not state)

    def _show_owed(self, owed: OwedReport | None) -> None:
        if self._new or owed is None:
            self.title.setText("添加应报材料")
            self.told.setText("写明报给谁、多久一报、哪天以前报")
            self._show_form(self.owed_form, None, "保存", "")
            return
        self.title.setText(owed.name)
        self.told.setText(
            "常见的应报材料，核对以后保存，就从今天起提醒" if owed.id is None else rule_words(owed)
        )
        caption = "启用" if owed.id is None else "保存"
        self._show_form(
            self.owed_form, owed_values(owed), caption, "" if owed.id is None else "删除"
        )

    def _show_form(
        self, form: Form, values: Mapping[str, Value] | None, save: str, drop: str
    ) -> None:
        self._forms.setCurrentWidget(form)
        form.set_read_only(read_only=False)
        if values is not None and not (
            form.dirty and form.isAncestorOf(self.focusWidget() or self)
        ):
            form.set_values(values)
        self.save_button.setText(save)
        self.save_button.setToolTip(f"{save}（Ctrl+S）")
        self.save_button.show()
        self.drop_button.setText(drop)
        self.drop_button.setVisible(bool(drop))

    def _edit(self) -> None:
        form = self._forms.currentWidget()
        if isinstance(form, Form) and self._body.isVisibleTo(self):
            form.focus_field("sent_on" if form is self.sent_form else "name")

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
            pane.open_requested.connect(lambda _row: self._edit())
        self.due.empty_action_requested.connect(lambda: self.show_part(OWED))
        self.make_button.clicked.connect(self.make)
        QShortcut(QKeySequence("Alt+G"), self).activated.connect(self.make)
        self.new_button.clicked.connect(self.begin_new)
        self.save_button.clicked.connect(self.save)
        self.drop_button.clicked.connect(self.drop)
        self.sent_form.completed.connect(self.save)
        self.owed_form.completed.connect(self.save)

    def _on_current_changed(self, _current: object) -> None:
        self._new = False
        self._show_side()

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        for pane in (self.due, self.sent, self.owed):
            self._lists.addWidget(pane)
        for form in (self.sent_form, self.owed_form):
            self._forms.addWidget(form)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line_of(self.parts, STRETCH, self.new_button))
        column.addWidget(self._lists, 1)
        self._side = QWidget()
        self._side.setProperty("role", "pane")
        self._side.setMinimumWidth(sizes.px(360))
        outer = QVBoxLayout(self._side)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._body)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, sizes.px(12), 0, sizes.px(12))
        head, foot = (
            line_of(self.title, self.make_button),
            line_of(self.drop_button, STRETCH, self.save_button),
        )
        head.setStretch(0, 1)
        words = QVBoxLayout()
        words.addLayout(head)
        words.addWidget(self.told)
        words.addWidget(self.problem)
        for line in (words, foot):
            pad(line, across=16, down=0)
        inside.addLayout(words)
        inside.addWidget(self._forms, 1)
        inside.addLayout(foot)
        self.problem.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([sizes.px(760), sizes.px(480)])
        self._keeper = SplitterKeeper(splitter, self.desk.settings, "owed_reports")
        page = QVBoxLayout(self)
        pad(page, across=16, down=12)
        page.addWidget(splitter)
        self.setFocusProxy(self._lists)


def _line_of(
    values: Mapping[str, Value], before: SentReport | None, due: ReportDue | None
) -> SentReport:
    """Return the line of the log a form stands for."""
    day = values["sent_on"]
    owed_id = before.owed_id if before is not None else due.owed.id if due is not None else None
    return SentReport(
        id=0,
        owed_id=owed_id,
        period=before.period if before is not None else due.period if due is not None else "",
        name=str(values.get("name", "")),
        to_whom=str(values.get("to_whom", "")),
        sent_on=day if isinstance(day, date) else date.min,
        by=str(values.get("by", "")),
        way=str(values.get("way", "")),
        sha256=before.sha256 if before is not None else "",
        figures=before.figures if before is not None else (),
        corrects=before.id if before is not None else None,
    )


def _at(rows: Sequence[Row], place: int | None) -> Row | None:
    return rows[place] if place is not None and place < len(rows) else None


def _picked(rows: Sequence[Row], places: Sequence[int]) -> Mapping[int, Row]:
    return {one: rows[one] for one in places if one < len(rows)}
