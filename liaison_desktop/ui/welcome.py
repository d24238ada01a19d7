"""The first day: make a station, try a practice station, or open a folder that has one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.paths import store_file
from liaison_desktop.services.office import Office, open_office
from liaison_desktop.services.on_demand import on_demand
from liaison_desktop.ui import theme
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.icons import Ink, pixmap
from liaison_desktop.ui.lanes import Lanes
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, rule, sheet
from liaison_desktop.ui.message import button
from liaison_desktop.ui.practice_folder import practice_folder
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.ui.status_line import NO_STATE_SECRETS
from liaison_desktop.ui.window_state import size_to_screen

COUNTY, TOWNSHIP = "county", "township"
_FIELDS = (Field(COUNTY, "县（市、区）"), Field(TOWNSHIP, "乡镇（街道）"))


class Welcome(QWidget):
    """Shown where the data folder holds no store."""

    ready = Signal(object)
    """The ``Office`` that was opened."""

    def __init__(self, data: Path, lanes: Lanes, operator: str) -> None:
        """Offer the three ways.

        Args:
            data: The data folder.
            lanes: Where the store is made.
            operator: Who is at the desk, for the journal.
        """
        super().__init__()
        self._data, self._lanes, self._operator = data, lanes, operator
        self.setWindowTitle("群众工作站")
        self.form = Form(_FIELDS)
        self.folder = QLineEdit(str(data))
        self.folder.setReadOnly(True)
        self.folder_button = button("选择…", tip="数据存放的文件夹；里面已有数据就直接打开")
        self.start_button = button("建立工作站", variant="primary")
        self.practice_button = button(
            "先用练习站试试", icon_name="today", tip="人员均为虚构，随时可以删除，不影响正式数据"
        )
        self._lay_out()
        self.folder_button.clicked.connect(self._on_choose_folder)
        self.start_button.clicked.connect(self.start)
        self.practice_button.clicked.connect(self.practise)
        self.form.completed.connect(self.start)
        self.form.focus_field(COUNTY)

    @property
    def data(self) -> Path:
        """The data folder chosen."""
        return self._data

    def choose_folder(self, folder: Path) -> None:
        """Take another data folder; one with a store is opened at once."""
        self._data = folder
        self.folder.setText(str(folder))
        if store_file(folder).exists():
            self._open(lambda _progress: open_office(folder, actor=self._operator), "正在打开")

    def start(self) -> None:
        """Make the station of the township typed."""
        values = self.form.values()
        county, township = (str(values.get(name, "")) for name in (COUNTY, TOWNSHIP))
        missing = {
            name: f"请填写{words}"
            for name, words, given in (
                (COUNTY, "县（市、区）的名称", county),
                (TOWNSHIP, "乡镇（街道）的名称", township),
            )
            if not given
        }
        if missing:
            self.form.set_problems(missing)
            self.form.focus_first_problem()
            return
        data, operator = self._data, self._operator

        def work(_progress: Progress) -> Office:
            office = open_office(data, actor=operator, create=True)
            try:
                office.areas.set_up_station(county, township)
            except BaseException:
                office.close()
                raise
            return office

        self._open(work, "正在建立工作站")

    def practise(self) -> None:
        """Make a practice station beside the data folder and open it."""
        folder, operator = practice_folder(self._data), self._operator

        def work(progress: Progress) -> Office:
            prepare_practice(folder, progress)
            return open_office(folder, actor=operator)

        self._open(work, "正在准备练习站")

    def _open(self, work: Callable[[Progress], Office], caption: str) -> None:
        for one in (self.start_button, self.practice_button, self.folder_button):
            one.setEnabled(False)

        def failed(error: BaseException) -> None:
            for one in (self.start_button, self.practice_button, self.folder_button):
                one.setEnabled(True)
            raise error

        job = self._lanes.write(work, self.ready.emit, failed, owner=self)
        show_progress(self, caption, job)

    def _on_choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择数据文件夹", str(self._data.parent))
        if chosen:
            self.choose_folder(Path(chosen))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        sign = label()
        sign.setPixmap(pixmap("household", Ink.ACCENT, sizes.px(44), self.devicePixelRatioF()))
        # High enough for both fields with a problem under each.
        self.form.setFixedHeight(sizes.px(150))
        card = sheet(
            line_of(
                sign,
                column_of(
                    label("欢迎使用群众工作站", "title"),
                    label("这台电脑上还没有台账。填写县和乡镇，就可以导入农户花名册了。", "field"),
                    gap=4,
                ),
                STRETCH,
                gap=14,
            ),
            6,
            self.form,
            label("数据文件夹", "field"),
            line_of(self.folder, self.folder_button),
            label("数据只存在本机，不上传。换电脑或重装系统前请备份这个文件夹。", "caption"),
            10,
            line_of(self.practice_button, STRETCH, self.start_button),
            gap=8,
        )
        card.setFixedWidth(sizes.px(600))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        reminder = label(NO_STATE_SECRETS, "caption")
        reminder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        column.addWidget(rule())
        column.addWidget(reminder)
        size_to_screen(self, 1000, 680)


def prepare_practice(folder: Path, progress: Progress) -> None:
    """Make the practice station unless it is there; runs on a lane."""
    if not store_file(folder).exists():
        on_demand("make_practice_station")(folder, progress=progress)
