"""工作日历: the days off and the worked weekends of a year; the next year's are imported."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.matters.work_calendar import WorkCalendar
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.matters.working_days import CalendarImport
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.matters.month_stepper import YearStepper
from liaison_desktop.ui.matters.year_picture import YearPicture
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import CONCERNS, DeskContext, Page
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.tokens import Tone

_TABLES = "调休表 (*.xlsx *.xls *.et *.csv)"
_WEEKDAYS = "一二三四五六日"
_MOST_TOLD = 6


class WorkingDaysView(Page):
    """Limits counted in working days follow these days."""

    name: ClassVar[str] = CONCERNS
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.CALENDAR_DAY})

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._calendar = WorkCalendar({}, {})
        self.year = YearStepper(desk.office.context.today)
        self.picture = YearPicture()
        self.list = QTreeWidget()
        self.known, self.problem = label("", "field"), label("", "problem", wrap=True)
        self.import_button = button(
            "导入调休表",
            icon_name="import",
            tip="“日期、类别（休或班）、名称”三栏，一天一行（Ctrl+I）",
        )
        self._lay_out()
        self.empty = EmptyState(self.list.viewport())
        self.year.changed.connect(self._show)
        self.import_button.clicked.connect(self.ask_file)

    def refresh(self) -> None:
        """Ask for the calendar."""
        calendar = self.desk.office.calendar
        self.desk.lanes.read((id(self), "calendar"), calendar.calendar, self._on_read, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"import": self.ask_file}

    def ask_file(self) -> None:
        """Ask for a table of days and take it in."""
        folder = str(kept_folder(self.desk.settings, "import"))
        name, _ = QFileDialog.getOpenFileName(self, "导入调休表", folder, _TABLES)
        if name:
            self.import_days(Path(name))

    def import_days(self, path: Path) -> None:
        """Take in a table of days; rows left out are told."""
        keep_folder(self.desk.settings, "import", path)
        calendar = self.desk.office.calendar

        def work(_progress: Progress) -> CalendarImport:
            return calendar.import_days(path)

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self._show_problem(error.message)

        job = self.desk.lanes.write(work, self._on_imported, failed, owner=self)
        show_progress(self, "正在读调休表", job)

    def _on_imported(self, done: CalendarImport) -> None:
        told = [f"第 {line} 行：{sentence}" for line, sentence in done.problems[:_MOST_TOLD]]
        more = len(done.problems) - len(told)
        self._show_problem("\n".join([*told, *([f"还有 {more} 行没有采用"] if more > 0 else [])]))
        self.desk.done(done.changes, f"已导入 {done.days} 天")
        self.refresh()

    def _on_read(self, calendar: WorkCalendar) -> None:
        self._calendar = calendar
        self._show()

    def _show(self) -> None:
        year, calendar = self.year.year(), self._calendar
        today = self.desk.office.context.today()
        self.picture.show_year(calendar, year, today)
        through = calendar.known_through
        if year > through:
            words = f"{year} 年的放假安排还没有，只认周末和日期固定的节日；国务院办公厅发布后请导入"
        else:
            words = f"已有到 {through} 年的放假安排（国务院办公厅通知）"
        self.known.setText(words)
        theme.set_property(self.known, "tone", Tone.AMBER.value if year > through else "")
        self._show_days(year)

    def _show_days(self, year: int) -> None:
        calendar = self._calendar
        days = {
            **{day: ("休", name) for day, name in calendar.holidays.items() if day.year == year},
            **{day: ("班", name) for day, name in calendar.workdays.items() if day.year == year},
        }
        self.list.clear()
        for day, (kind, name) in sorted(days.items()):
            self.list.addTopLevelItem(_line(day, kind, name))
        if days:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
            self.empty.hide()
        else:
            self.empty.show_text(EmptyText("calendar", "这一年还没有放假安排", ""))

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.list.setHeaderLabels(["日期", "休/班", "名称"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName("放假和调休")
        for column, width in enumerate((146, 62, 70)):
            self.list.setColumnWidth(column, sizes.px(width))
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.problem.hide()
        sheet = QWidget()
        sheet.setProperty("role", "pane")
        inner = QHBoxLayout(sheet)
        pad(inner, across=20, down=16)
        inner.setSpacing(sizes.px(24))
        inner.addWidget(self.picture, 5)
        inner.addWidget(self.list, 3)
        theme.keep_width(self.list, least=250)
        column_layout = QVBoxLayout(self)
        pad(column_layout, across=16, down=12)
        column_layout.setSpacing(sizes.gap)
        column_layout.addLayout(line_of(self.year, self.known, STRETCH, self.import_button))
        column_layout.addWidget(self.problem)
        column_layout.addWidget(sheet, 1)
        self.setFocusProxy(self.list)


def _line(day: date, kind: str, name: str) -> QTreeWidgetItem:
    return QTreeWidgetItem([f"{day.isoformat()} 周{_WEEKDAYS[day.weekday()]}", kind, name])
