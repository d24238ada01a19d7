"""What can be done with one line of 应报材料: write down that it was sent, correct it, keep it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.reporting import OwedReport, ReportDue, SentReport
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.owed_columns import rule_words, standing
from liaison_desktop.ui.figures.owed_forms import (
    OWED_FIELDS,
    SENT_FIELDS,
    corrected_line,
    line_of_due,
    maker_words,
    owed_from,
    owed_values,
    report_choices,
    sent_values,
)
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

Line = ReportDue | SentReport | OwedReport


class OwedPane(QWidget):
    """A head, the form of what is marked, and the buttons that store it."""

    making_wanted = Signal()
    """What makes the report is wanted."""
    stored = Signal(object, str)
    """Something was stored: its ``Changes``, in words."""

    def __init__(self, desk: DeskContext) -> None:
        """Make the pane for a desk."""
        super().__init__()
        self._desk = desk
        self._line: Line | None = None
        self._today = desk.office.context.today
        self.title, self.told = label("", "heading", wrap=True), label("", "field", wrap=True)
        self.make_button = button("生成", icon_name="report", tip="打开做这份材料的地方（Alt+G）")
        self.sent_form = Form(SENT_FIELDS, choices=report_choices, today=self._today)
        self.owed_form = Form(OWED_FIELDS, choices=report_choices, today=self._today)
        self.problem = label("", "problem", wrap=True)
        self.save_button = button("", variant="primary", icon_name="save")
        self.drop_button = button("", icon_name="delete")
        self._forms, self._body = QStackedWidget(), QWidget()
        self._lay_out()
        self._empty = EmptyState(self)
        self.make_button.clicked.connect(self.making_wanted)
        self.save_button.clicked.connect(self.save)
        self.drop_button.clicked.connect(self.drop)
        for form in (self.sent_form, self.owed_form):
            form.completed.connect(self.save)

    def show_nothing(self) -> None:
        """Say that a line can be chosen."""
        self._show_body(None)
        self._body.hide()
        self._empty.show_text(EmptyText("report", "在左边选一项"))

    def show_line(self, line: Line, focused: QWidget | None) -> None:
        """Show what can be done with a line.

        Args:
            line: What is due, what was sent, or what is owed.
            focused: What has the keys; a form that is typed in keeps what was typed.
        """
        self._show_body(line)
        if isinstance(line, ReportDue):
            self._show_due(line, focused)
        elif isinstance(line, SentReport):
            self._show_sent(line, focused)
        else:
            self._show_owed(line, focused)

    def show_new(self) -> None:
        """Go on with another owed report."""
        self._show_body(None)
        self.title.setText("添加应报材料")
        self.told.setText("写明报给谁、多久一报、哪天以前报")
        self._show_form(self.owed_form, "保存", "")

    def begin_new(self) -> None:
        """Ask for another owed report."""
        self.owed_form.set_values({"rhythm": "month", "due_day": 5})
        self.show_new()
        self.owed_form.focus_field("name")

    def edit(self) -> None:
        """Give the form the keys."""
        form = self._forms.currentWidget()
        if isinstance(form, Form) and self._body.isVisibleTo(self):
            form.focus_field("sent_on" if form is self.sent_form else "name")

    def save(self) -> None:
        """Write down what was sent, or keep the owed report."""
        if not self._body.isVisibleTo(self):
            return
        if self._forms.currentWidget() is self.owed_form:
            self._save_owed()
        else:
            self._save_sent()

    def drop(self) -> None:
        """Delete the owed report, or say that a line of the log was a mistake."""
        line, owed_reports = self._line, self._desk.office.owed_reports
        if isinstance(line, OwedReport) and line.id is not None:
            key, version = line.id, line.version or 0
            self._write(lambda: owed_reports.delete(key, version), f"已删除《{line.name}》")
        elif isinstance(line, SentReport) and not standing(line):
            gone = replace(line, id=0, corrects=line.id, withdrawn=True, corrected=False)
            self._write(
                lambda: owed_reports.record_sent(gone)[1], f"已撤回《{line.name}》的报送记录"
            )

    def _save_sent(self) -> None:
        line, owed_reports = self._line, self._desk.office.owed_reports
        if line is None or isinstance(line, OwedReport):
            return
        values = self.sent_form.values()
        problems = self.sent_form.unreadable()
        if not isinstance(values.get("sent_on"), date):
            problems.setdefault("sent_on", "请填写报送日期")
        self.sent_form.set_problems(problems)
        if problems:
            self.sent_form.focus_first_problem()
            return
        if isinstance(line, SentReport):
            told, sent = "已更正", corrected_line(values, line)
        else:
            told, sent = "已登记", line_of_due(values, line)
        self._write(lambda: owed_reports.record_sent(sent)[1], f"{told}报送：{sent.name}")

    def _save_owed(self) -> None:
        problems = self.owed_form.unreadable()
        self.owed_form.set_problems(problems)
        if problems:
            self.owed_form.focus_first_problem()
            return
        before = self._line if isinstance(self._line, OwedReport) else None
        owed = owed_from(self.owed_form.values(), before)
        owed_reports = self._desk.office.owed_reports
        self._write(lambda: owed_reports.save(owed)[1], f"已保存应报材料《{owed.name}》")

    def _write(self, work: Callable[[], Changes], told: str) -> None:
        def done(changes: Changes) -> None:
            self.sent_form.mark_stored()
            self.owed_form.mark_stored()
            self.stored.emit(changes, told)

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self.problem.setText(error.message)
            self.problem.show()

        self.problem.hide()
        self.save_button.setEnabled(False)
        job = self._desk.lanes.write(lambda _progress: work(), done, failed, owner=self)
        when_ended(job, lambda: self.save_button.setEnabled(True))

    def _show_body(self, line: Line | None) -> None:
        self._line = line
        self._body.show()
        self._empty.hide()
        self.problem.hide()
        self.make_button.hide()

    def _show_due(self, due: ReportDue, focused: QWidget | None) -> None:
        self.title.setText(f"{due.owed.name}　{parse_period(due.period).label}")
        maker = f"，用“{maker_words(due.owed.made_from)}”生成" if due.owed.made_from else ""
        self.told.setText(f"{due.due_on.isoformat()} 前报{due.owed.to_whom}{maker}")
        self.make_button.setVisible(bool(due.owed.made_from))
        values: dict[str, Value] = {
            "name": due.owed.name,
            "to_whom": due.owed.to_whom,
            "sent_on": self._today(),
            "by": self._desk.office.context.actor,
        }
        self._show_form(self.sent_form, "登记报送", "")
        _fill(self.sent_form, values, focused)

    def _show_sent(self, sent: SentReport, focused: QWidget | None) -> None:
        self.title.setText(f"{sent.name}　{parse_period(sent.period).label}")
        state = standing(sent)
        counted = f" · 随报 {len(sent.figures)} 个数字" if sent.figures else ""
        self.told.setText(f"{state or '有效'}{counted}。报送记录不改写，错了另记一条更正")
        self._show_form(self.sent_form, "记一条更正", "没有报送过，撤回")
        _fill(self.sent_form, sent_values(sent), focused)
        self.sent_form.set_read_only(read_only=bool(state))
        for one in (self.save_button, self.drop_button):
            one.setVisible(not state)

    def _show_owed(self, owed: OwedReport, focused: QWidget | None) -> None:
        shipped = owed.id is None
        self.title.setText(owed.name)
        self.told.setText(
            "常见的应报材料，核对以后保存，就从今天起提醒" if shipped else rule_words(owed)
        )
        self._show_form(self.owed_form, *(("启用", "") if shipped else ("保存", "删除")))
        _fill(self.owed_form, owed_values(owed), focused)

    def _show_form(self, form: Form, save: str, drop: str) -> None:
        self._forms.setCurrentWidget(form)
        form.set_read_only(read_only=False)
        self.save_button.setText(save)
        self.save_button.setToolTip(f"{save}（Ctrl+S）")
        self.save_button.show()
        self.drop_button.setText(drop)
        self.drop_button.setVisible(bool(drop))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        for form in (self.sent_form, self.owed_form):
            self._forms.addWidget(form)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, sizes.px(12), 0, sizes.px(12))
        head = line_of(self.title, self.make_button)
        foot = line_of(self.drop_button, STRETCH, self.save_button)
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


def _fill(form: Form, values: Mapping[str, Value], focused: QWidget | None) -> None:
    """Show values, unless somebody types in the form."""
    if not (form.dirty and focused is not None and form.isAncestorOf(focused)):
        form.set_values(values)
