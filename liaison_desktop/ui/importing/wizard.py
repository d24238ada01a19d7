"""The import wizard: file, columns, plan, result; one for all three kinds of workbook."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.progress import CancelledError, Progress
from liaison_desktop.domain.register.import_plan import ImportReport
from liaison_desktop.domain.system.operation import UndoReport
from liaison_desktop.ui import theme
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.importing.blank_list import open_file, save_blank_list
from liaison_desktop.ui.importing.file_choice import ask_out
from liaison_desktop.ui.importing.file_step import FileStep, Source
from liaison_desktop.ui.importing.mapping_step import MappingStep
from liaison_desktop.ui.importing.nouns import NOUN_OF
from liaison_desktop.ui.importing.plan_step import PlanStep
from liaison_desktop.ui.importing.result_step import ResultStep
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad, rule
from liaison_desktop.ui.message import button
from liaison_desktop.ui.notice import Notice
from liaison_desktop.ui.page import DeskContext, undo_sentence
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.shy_scroll import ShyScroll
from liaison_desktop.ui.window_state import size_to_screen

if TYPE_CHECKING:
    from liaison_desktop.services.system.workbook_import import Planned, WorkbookImport

FILE, COLUMNS, PLAN, RESULT = range(4)
_CAPTIONS = ("选择文件", "核对列", "看会怎样变", "完成")


class ImportWizard(QDialog):
    """Nothing is stored before step 3 is confirmed; what is stored is one operation."""

    def __init__(self, desk: DeskContext, noun: str, path: str, parent: QWidget | None) -> None:
        """Begin with a file, or with the choice of one.

        Args:
            desk: What the pages share.
            noun: ``households``, ``cadres`` or ``pairings``; "" to guess by the name.
            path: The file, "" to choose it.
            parent: The window it covers.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("导入")
        self._desk = desk
        self._source: Source | None = None
        self._plan: Planned | None = None
        self._report: ImportReport | None = None
        self.files = FileStep(noun, path, kept_folder(desk.settings, "import"))
        self.mapping = MappingStep()
        self.plan = PlanStep(desk.lanes)
        self.outcome = ResultStep()
        self.back_button = button("上一步", icon_name="previous")
        self.next_button = button("下一步", variant="primary")
        self.close_button = button("取消")
        self._steps: list[QLabel] = [label(f"{n} {t}") for n, t in enumerate(_CAPTIONS, start=1)]
        self._stack = QStackedWidget()
        self._lay_out()
        # Its own: that of the window lies behind the wizard.
        self.notice = Notice(self)
        self._connect()
        self._go(FILE)

    @property
    def step(self) -> int:
        """The step shown: ``FILE``, ``COLUMNS``, ``PLAN`` or ``RESULT``."""
        return self._stack.currentIndex()

    def go_on(self) -> None:
        """Do what the button at the lower right says."""
        if self.step == FILE:
            self._read_file(COLUMNS)
        elif self.step == COLUMNS:
            self._from_columns()
        elif self.step == PLAN:
            self._store()
        else:
            self.accept()

    def go_back(self) -> None:
        """Go to the step before."""
        if FILE < self.step < RESULT:
            self._go(self.step - 1)

    def save_errors(self) -> None:
        """Ask where, and write the problem rows to a workbook."""
        source, told = self._source, self._report or self._plan
        if source is None or told is None:
            return
        out = ask_out(self, source.path.with_name(f"{source.path.stem}-问题行.xlsx"))
        if out is None:
            return
        job = self._desk.lanes.heavy(
            lambda _progress: self._importer(source).error_workbook(told, source.path, out),
            lambda _none: self.notice.show_message(f"已存为 {out}", "打开", lambda: open_file(out)),
            owner=self,
        )
        show_progress(self, "正在写问题行", job)

    def save_blank(self) -> None:
        """Ask where, and write an empty list of the kind chosen."""
        tell = self.notice.show_message
        save_blank_list(self._desk, self.files.kind.current(), self, tell)

    def _read_file(self, then: int) -> None:
        source = self.files.source()
        if source is None:
            return
        corrections = self.mapping.corrections() if self.step != FILE else None

        def work(progress: Progress) -> "Planned":
            return self._importer(source).plan(
                source.path, corrections, village=source.village, progress=progress
            )

        def done(plan: "Planned") -> None:
            self._source, self._plan, self._report = source, plan, None
            keep_folder(self._desk.settings, "import", source.path)
            if then == COLUMNS:
                self.mapping.show_mappings(NOUN_OF[source.noun], plan.summary.mappings)
            else:
                self._remember(source, plan)
            self.plan.show_plan(plan.summary)
            self._go(then)

        job = self._desk.lanes.heavy(work, done, self._on_not_read, owner=self)
        show_progress(self, f"正在读取 {source.path.name}", job)

    def _importer(self, source: Source) -> "WorkbookImport[Any, Planned]":
        """Return the service; on a lane, since it brings in the readers of workbooks."""
        return NOUN_OF[source.noun].importer(self._desk.office)

    def _on_not_read(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, AppError):
            raise error
        self._go(FILE)
        self.files.show_problem(error.message)

    def _on_file_chosen(self) -> None:
        self._update_next()
        self._give_keys()

    def _give_keys(self) -> None:
        """Give the keys to the button that leads on."""
        first = self.next_button if self.next_button.isEnabled() else self.files.drop.button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _from_columns(self) -> None:
        if self.mapping.corrections():
            self._read_file(PLAN)
        else:
            self._go(PLAN)

    def _remember(self, source: Source, plan: "Planned") -> None:
        """Keep how the person corrected the columns, for the next file of this kind."""
        corrected = self.mapping.corrections()

        def work(_progress: Progress) -> None:
            importer = self._importer(source)
            for mapping in plan.summary.mappings:
                if mapping.fingerprint in corrected:
                    importer.remember(mapping)

        self._desk.lanes.write(work, owner=self)

    def _store(self) -> None:
        source, plan = self._source, self._plan
        if source is None or plan is None:
            return
        choice = self.plan.choice()

        def work(progress: Progress) -> ImportReport:
            importer = self._importer(source)
            return importer.apply(plan, choice, since=source.since, progress=progress)

        def done(report: ImportReport) -> None:
            self._report = report
            self._desk.bus.tell(report.changes)
            self.outcome.show_report(report)
            self._go(RESULT)

        def failed(error: BaseException) -> None:
            if isinstance(error, CancelledError):
                return
            if not isinstance(error, AppError):
                raise error
            self._go(FILE)
            self.files.show_problem(error.message)

        job = self._desk.lanes.write(work, done, failed, owner=self)
        show_progress(self, f"正在导入 {source.path.name}", job)

    def _undo(self) -> None:
        number = self._report.changes.operation if self._report is not None else None
        if number is None:
            return
        undo = self._desk.office.undo

        def done(report: UndoReport) -> None:
            self._desk.bus.tell(report.changes)
            self.outcome.show_undone(undo_sentence(report), whole=not report.kept)

        job = self._desk.lanes.write(lambda _progress: undo.take_back(number), done, owner=self)
        show_progress(self, "正在撤销导入", job)

    def _open_list(self) -> None:
        source = self._source
        self.accept()
        if source is not None:
            self._desk.go(NOUN_OF[source.noun].place)

    def _go(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        for place, one in enumerate(self._steps):
            theme.set_property(
                one, "tone", "accent" if place == step else "green" if place < step else "grey"
            )
        self.back_button.setVisible(step in (COLUMNS, PLAN))
        self.close_button.setVisible(step != RESULT)
        self._update_next()
        self._give_keys()

    def _update_next(self) -> None:
        captions: dict[int, Callable[[], str]] = {
            FILE: lambda: "下一步",
            COLUMNS: lambda: "下一步",
            PLAN: lambda: f"导入 {self.plan.taken():,} 行",
            RESULT: lambda: "关闭",
        }
        self.next_button.setText(captions[self.step]())
        ready = self.step != FILE or self.files.source() is not None
        taken = self.step != PLAN or self.plan.taken() > 0
        self.next_button.setEnabled(ready and taken)

    def _connect(self) -> None:
        self.files.chosen.connect(self._on_file_chosen)
        self.files.blank_wanted.connect(self.save_blank)
        self.files.form.changed.connect(self._update_next)
        self.plan.choice_changed.connect(self._update_next)
        self.plan.errors_wanted.connect(self.save_errors)
        self.outcome.errors_wanted.connect(self.save_errors)
        self.outcome.undo_wanted.connect(self._undo)
        self.outcome.list_wanted.connect(self._open_list)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        head = line_of(*self._steps, STRETCH, gap=10)
        pad(head, across=24, down=14)
        for one in (self.files, self.mapping, self.plan, self.outcome):
            self._stack.addWidget(ShyScroll(one))
        foot = line_of(self.close_button, STRETCH, self.back_button, self.next_button)
        pad(foot, across=24, down=14)
        self.next_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        size_to_screen(self, 1040, 720)
