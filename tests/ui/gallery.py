"""A window with one of everything, to be looked at: ``python -m tests.ui.gallery FOLDER``."""

import os
import sys
from array import array
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QRadioButton,
    QSplitter,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import ConflictError
from liaison_desktop.domain.system.search import Hit
from liaison_desktop.domain.terms import household
from liaison_desktop.ui import theme
from liaison_desktop.ui.actions import COMMANDS, build_actions, fill_menu, fill_toolbar
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.errors import ConflictDialog, ReportDialog
from liaison_desktop.ui.form import Form
from liaison_desktop.ui.icons import icon
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.lanes import Job, ProgressReport
from liaison_desktop.ui.message import MessageDialog, button
from liaison_desktop.ui.notice import Notice
from liaison_desktop.ui.progress_dialog import ProgressDialog
from liaison_desktop.ui.search_box import SearchBox
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone
from tests.fakes import InlineLanes

TABS = (
    ("today", "今日"), ("household", "农户"), ("card", "联系卡"), ("cadre", "干部结对"),
    ("visit", "走访日记"), ("concern", "民情台账"), ("dispute", "矛盾纠纷"), ("chart", "统计图表"),
    ("report", "总结报告"),
)  # fmt: skip
STATES = (
    ("已发", Tone.GREEN), ("待换发", Tone.AMBER), ("作废", Tone.GREY), ("逾期 3 天", Tone.RED),
    ("未制卡", None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    village: str
    group: str
    number: str
    head: str
    people: int
    cadre: str
    state: str
    tone: Tone | None


NAMES = ("张三", "李桂芳", "单兴旺", "古丽米娜·买买提", "仇小妹", "王建国", "赵㛃", "尉迟云")
COLUMNS = (
    Column[Line](key="place", title="村组", text=lambda r: f"{r.village} {r.group}", width=130),
    Column[Line](key="number", title="户编号", text=lambda r: r.number, width=90),
    Column[Line](key="head", title="户主", text=lambda r: r.head, width=150),
    Column[Line](key="people", title="人口", text=lambda r: str(r.people), width=70, align=RIGHT),
    Column[Line](key="cadre", title="联系干部", text=lambda r: r.cadre, width=110),
    Column[Line](
        key="state", title="联系卡", text=lambda r: r.state, tone=lambda r: r.tone, width=110
    ),
)


def line(one: int) -> Line:
    word, tone = STATES[one % 5]
    name = NAMES[one % 8]
    return Line(
        one, "中和村", f"{one % 9 + 1}组", f"{one:04d}", name, one % 7 + 1, "周华", word, tone
    )


def make_table(lanes: InlineLanes, count: int) -> TablePane[Line]:
    pane = TablePane(
        f"gallery{count}", COLUMNS, lambda ids: {i: line(i) for i in ids}, lanes, measure="户"
    )
    pane.set_empty(
        EmptyText("household", "还没有农户。把村里的花名册导入进来，什么格式都可以。", "导入花名册")
    )
    pane.show_ids(array("q", range(1, count + 1)))
    pane.show_sort("number", descending=False)
    return pane


def make_form() -> Form:
    form = Form(household.KEY_FIELDS + household.FIELDS, today=lambda: date(2023, 6, 1))
    form.set_values(
        {
            "village": "中和村", "group": "三组", "number": "0032", "head": "古丽米娜·买买提",
            "door": "中和村三组 18 号", "registered_on": date(2022, 11, 3), "kind": "一般户",
            "land": 3.5, "income": 12800.0, "crops": "烤烟、玉米", "note": "长期在外务工。",
        }
    )  # fmt: skip
    form.restore_draft({**form.values(), "verified_on": "昨儿", "paddy": "两亩多"})
    form.set_problems({"number": "本村已有 0032 户（李桂芳）。请改户编号，或打开那一户。"})
    return form


def buttons() -> QWidget:
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.metrics().px(10))
    row.addWidget(button("保存", variant="primary", icon_name="save"))
    row.addWidget(button("打印", icon_name="print"))
    row.addWidget(button("更多条件", variant="quiet", icon_name="filter"))
    row.addWidget(button("删除", variant="danger", icon_name="delete"))
    off = button("导出")
    off.setEnabled(False)
    row.addWidget(off)
    for caption in ("全部 132", "待换发 4", "未结对 11"):
        chip = button(caption, variant="chip")
        chip.setCheckable(True)
        chip.setChecked(caption.startswith("待"))
        row.addWidget(chip)
    row.addStretch(1)
    return strip


def choices() -> QWidget:
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.metrics().px(10))
    for kind, caption, on in (
        (QCheckBox, "只看待换发", True), (QCheckBox, "含已迁出", False),
        (QRadioButton, "名片", True), (QRadioButton, "A6", False),
    ):  # fmt: skip
        box = kind(caption)
        box.setAutoExclusive(False)
        box.setChecked(on)
        row.addWidget(box)
    for tone, word in ((Tone.RED, "逾期"), (Tone.AMBER, "今日到期"), (Tone.GREY, "以后")):
        label = QLabel(word)
        label.setProperty("tone", tone.value)
        row.addWidget(label)
    row.addStretch(1)
    return strip


def find(text: str) -> tuple[Hit, ...]:
    return (
        Hit(Kind.HOUSEHOLD, 1, "单兴旺", "中和村 三组 0032 · 联系干部 周华", 1),
        Hit(Kind.HOUSEHOLD, 2, "单小旺", "补歹村 一组 0007 · 未结对", 2),
        Hit(Kind.RESIDENT, 3, "单兴旺", "中和村 三组 0032 户主单兴国 · 长子", 1),
        Hit(Kind.CADRE, 4, "单学文", "罗雄镇农业农村服务中心 · 联系 12 户", None),
    )


def make_window(lanes: InlineLanes) -> tuple[QMainWindow, SearchBox, Notice]:
    window = QMainWindow()
    window.setWindowTitle("罗雄镇群众工作站")
    actions = build_actions(window, COMMANDS)
    fill_menu(window.menuBar().addMenu("系统"), actions, ("settings", "backup", "-", "quit"))
    fill_menu(window.menuBar().addMenu("编辑"), actions, ("undo", "redo"))
    tabs = QTabWidget()
    tabs.setDocumentMode(True)
    search = SearchBox(find, lanes)
    page = QWidget()
    page.setProperty("role", "page")
    column = QVBoxLayout(page)
    sizes = theme.metrics()
    column.setContentsMargins(sizes.margin, sizes.px(12), sizes.margin, sizes.px(12))
    head = QHBoxLayout()
    head.addWidget(search, 1)
    bar = QToolBar()
    fill_toolbar(bar, actions, ("new", "edit", "-", "import", "export", "print"))
    head.addWidget(bar)
    column.addLayout(head)
    column.addWidget(buttons())
    column.addWidget(choices())
    split = QSplitter(Qt.Orientation.Horizontal)
    table = make_table(lanes, 132)
    table.show_record(5)
    split.addWidget(table)
    split.addWidget(make_form())
    split.setSizes([sizes.px(700), sizes.px(520)])
    column.addWidget(split, 1)
    for name, caption in TABS:
        tab = page if name == "household" else QWidget()
        tabs.addTab(tab, icon(name), caption)
    tabs.setCurrentWidget(page)
    window.setCentralWidget(tabs)
    window.statusBar().addPermanentWidget(QLabel("本系统不得存储、处理国家秘密"))
    window.statusBar().addWidget(QLabel("F4 同上 · Enter 下一项 · Ctrl+S 保存"))
    return window, search, Notice(tabs)


def save_pictures(app: QApplication, folder: Path, percent: int) -> None:
    theme.apply_theme(app, percent)
    lanes = InlineLanes()
    window, search, notice = make_window(lanes)
    window.resize(min(1366 * percent // 100, 1600), min(800 * percent // 100, 1080))
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    notice.show_message("已保存 中和村/0032 古丽米娜·买买提", "撤销", lambda: None)
    window.grab().save(str(folder / f"window-{percent}.png"))
    search.search_for("sx")
    window.grab().save(str(folder / f"search-{percent}.png"))
    empty = make_table(lanes, 0)
    wide = QMainWindow()
    wide.setCentralWidget(make_form())
    progress = ProgressDialog(None, "正在导入 中和村农户花名册.xlsx")
    progress.watch(Job())
    progress.report(ProgressReport(81, 132, "正在核对第 81 户"))
    conflict = ConflictError(
        "这一户在您修改时被 2 号窗口保存过。请选择留哪一个。",
        {"联系电话": ("138****5678", "139****0011"), "主要困难": ("", "缺劳力，缺技术")},
    )
    message = MessageDialog(
        None, "无法读取", "这个文件设了密码。请在 Excel 中去掉密码、另存后再导入。", Tone.AMBER
    )
    message.add_button("知道了", variant="primary")
    shown = {
        "empty": empty, "form": wide, "progress": progress, "message": message,
        "conflict": ConflictDialog(None, conflict), "report": ReportDialog(None, ValueError("1")),
    }  # fmt: skip
    for name, widget in shown.items():
        if name in ("empty", "form"):
            widget.resize(1000 * percent // 100, 620 * percent // 100)
        widget.show()
        app.sendPostedEvents()
        widget.grab().save(str(folder / f"{name}-{percent}.png"))
        widget.hide()
    progress.finish()
    window.close()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    target = Path(sys.argv[1])
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(target))
    for size in (100, 150, 200):
        save_pictures(application, target, size)
