"""导出: a list as a workbook; which columns, masked or not and why, into which file."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.diary import DiaryFilter
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.matters.visit import VillageStayFilter, VisitFilter
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.field import Privacy
from liaison_desktop.services.office import Office
from liaison_desktop.services.system.export import EVERYTHING, ExportPart, ExportReport
from liaison_desktop.services.system.export_columns import ExportColumn
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.window_state import size_to_screen

TITLES = {
    "households": "农户名册",
    "residents": "家庭成员名册",
    "cadres": "干部名册",
    "pairings": "结对联户表",
    "cards": "联系卡清单",
    "coverage": "联户覆盖情况",
    "concerns": "民情台账",
    "visits": "走访",
    "diaries": "民情日记",
    "village_stays": "住村",
    "disputes": "矛盾纠纷",
    "archive": "归档目录",
}
# Whose filter names the records of a list, and the service that finds them.
_SERVICES: dict[type, str] = {
    CardFilter: "cards",
    VisitFilter: "visits",
    DiaryFilter: "diaries",
    VillageStayFilter: "village_stays",
    ConcernFilter: "concerns",
    DisputeFilter: "disputes",
}
PURPOSES = ("上级部门核查", "入户走访核对", "换发证卡核对", "应急联络")
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Task:
    """An export as asked for."""

    noun: str
    path: Path
    which: object
    columns: frozenset[str]
    purpose: str


class ExportDialog(QDialog):
    """Masked unless a purpose is given; the purpose is kept with name, time and rows."""

    def __init__(self, desk: DeskContext, noun: str, which: object, parent: QWidget) -> None:
        """Open for a list.

        Args:
            desk: Where the store is.
            noun: One of ``Exports.nouns()``.
            which: The filter of the page, None for all.
            parent: The window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._noun, self._which = desk, noun, which
        self.setWindowTitle(f"导出{TITLES[noun]}")
        self.columns = QListWidget()
        self._personal = self._fill_columns(desk.office.exports.columns(noun))
        self.masked = QRadioButton("隐去一部分：身份证号留前 6 后 4 位，电话留前 3 后 4 位")
        self.unmasked = QRadioButton("完整导出，要写明事由")
        self.purpose = QComboBox()
        self.path = QLineEdit(str(self._proposed_path()))
        self.browse_button = button("选择…", tip="选保存的位置和文件名")
        self.export_button = button("导出", variant="primary", icon_name="export")
        self.export_button.setDefault(True)
        self._problem = label("", "problem", wrap=True)
        self._lay_out()
        self._connect()
        self._update()

    def export(self) -> None:
        """Write the workbook."""
        task, office = self._task(), self._desk.office
        if not task.columns or (self.unmasked.isChecked() and not task.purpose):
            return
        self.export_button.setEnabled(False)

        def work(progress: Progress) -> ExportReport:
            return _export(office, task, progress)

        # Keeping the purpose writes to the store, so that this is work of the write lane.
        lane = self._desk.lanes.write if task.purpose else self._desk.lanes.heavy
        job = lane(work, self._on_exported, owner=self)
        when_ended(job, self._update)
        show_progress(self, f"正在导出{TITLES[self._noun]}", job)

    def _task(self) -> _Task:
        items = (self.columns.item(row) for row in range(self.columns.count()))
        chosen = (item for item in items if item.checkState() == Qt.CheckState.Checked)
        purpose = self.purpose.currentText().strip() if self.unmasked.isChecked() else ""
        path = Path(self.path.text().strip())
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        keys = frozenset(str(item.data(_KEY)) for item in chosen)
        return _Task(self._noun, path, self._which, keys, purpose)

    def _on_exported(self, report: ExportReport) -> None:
        folder = QUrl.fromLocalFile(str(report.path.parent))
        self._desk.notice(
            f"已导出 {report.rows:,} 行到 {report.path.name}",
            "打开文件夹",
            lambda: _open_folder(folder),
        )
        self.accept()

    def _fill_columns(self, columns: tuple[ExportColumn, ...]) -> bool:
        """List the columns, all ticked; tell whether any is personal."""
        for column in columns:
            private = column.privacy is not Privacy.OPEN
            item = QListWidgetItem(f"{column.label}（个人信息）" if private else column.label)
            item.setData(_KEY, column.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.columns.addItem(item)
        return any(column.privacy is not Privacy.OPEN for column in columns)

    def _proposed_path(self) -> Path:
        today = self._desk.office.context.today()
        folder = kept_folder(self._desk.settings, "export")
        return folder / f"{TITLES[self._noun]}{today:%Y%m%d}.xlsx"

    def _on_browse(self) -> None:
        dialog = QFileDialog(self, "导出到", self.path.text(), "Excel 工作簿 (*.xlsx)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, name: str) -> None:
        self.path.setText(name)
        keep_folder(self._desk.settings, "export", Path(name))

    def _set_all(self, state: Qt.CheckState) -> None:
        for row in range(self.columns.count()):
            self.columns.item(row).setCheckState(state)

    def _update(self) -> None:
        """Say what is missing, and let the export run when nothing is."""
        task = self._task()
        problem = ""
        if not task.columns:
            problem = "请至少勾选一列"
        elif self.unmasked.isChecked() and not task.purpose:
            problem = "请写明完整导出的事由，会与姓名、时间一起留存"
        elif not self.path.text().strip():
            problem = "请填写文件名"
        self._problem.setText(problem)
        self.export_button.setEnabled(not problem)
        self.purpose.setEnabled(self.unmasked.isChecked())

    def _connect(self) -> None:
        self.columns.itemChanged.connect(lambda _item: self._update())
        self.unmasked.toggled.connect(lambda _on: self._update())
        self.purpose.currentTextChanged.connect(lambda _text: self._update())
        self.path.textChanged.connect(lambda _text: self._update())
        self.browse_button.clicked.connect(self._on_browse)
        self.export_button.clicked.connect(self.export)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.masked.setChecked(True)
        self.purpose.setEditable(True)
        self.purpose.addItems(PURPOSES)
        self.purpose.setCurrentIndex(-1)
        self.purpose.setAccessibleName("事由")
        line = self.purpose.lineEdit()
        if line is not None:
            line.setPlaceholderText("事由，如：上级部门核查")
        self.columns.setAccessibleName("导出的列")
        everything, nothing = (button(words, variant="quiet") for words in ("全选", "全不选"))
        everything.clicked.connect(lambda: self._set_all(Qt.CheckState.Checked))
        nothing.clicked.connect(lambda: self._set_all(Qt.CheckState.Unchecked))
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        pad(column, across=22, down=20)
        column.setSpacing(sizes.px(10))
        column.addWidget(label(f"导出{TITLES[self._noun]}", "heading"))
        column.addWidget(label(_which_words(self._which), "field", wrap=True))
        column.addLayout(line_of(label("列", "section"), STRETCH, everything, nothing))
        column.addWidget(self.columns, 1)
        for part in (self.masked, self.unmasked, self.purpose):
            part.setVisible(self._personal)
            column.addWidget(part)
        column.addLayout(line_of(label("文件", "field"), self.path, self.browse_button))
        column.addWidget(self._problem)
        column.addLayout(line_of(STRETCH, cancel, self.export_button))
        size_to_screen(self, 560, 600)


def _which_words(which: object) -> str:
    """Return in words which records are exported."""
    if which is None or which == type(which)():
        return "导出全部记录，第一行是表头"
    return "只导出当前列表里的记录，第一行是表头"


def _export(office: Office, task: _Task, progress: Progress) -> ExportReport:
    """Write the workbook; runs on a lane."""
    wanted, records = EVERYTHING, None
    if isinstance(task.which, HouseholdFilter):
        wanted = task.which
    elif service := _SERVICES.get(type(task.which)):
        records = frozenset(getattr(office, service).ids(task.which))
    part = ExportPart(wanted, task.columns, records)
    return office.exports.to_workbook(
        task.noun, task.path, part, purpose=task.purpose, progress=progress
    )


def _open_folder(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)
