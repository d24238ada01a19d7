"""覆盖: the two full coverages, by place, and who is still missing (domain.md R28, R29)."""

from array import array
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import Coverage, CoverageRow
from liaison_desktop.domain.register.area import Level
from liaison_desktop.domain.register.household import HouseholdRow
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_columns import CADRE_COLUMNS
from liaison_desktop.ui.cadres.coverage_meter import CoverageMeter, percent_words
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, label, line_of
from liaison_desktop.ui.list_tools import cadre_rows, household_rows
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone
from liaison_desktop.ui.window_state import SplitterKeeper

HOUSEHOLDS, CADRES = "households", "cadres"
_PROPOSE_TIP = "按应联系户数给未结对的农户分配干部，确认前不保存"
VILLAGES, GROUPS = Level.VILLAGE.value, Level.GROUP.value


def _tone(row: CoverageRow) -> Tone | None:
    if row.households == row.households_paired:
        return Tone.GREEN
    return Tone.RED if row.households_paired == 0 else Tone.AMBER


AREA_COLUMNS: tuple[Column[CoverageRow], ...] = (
    Column(key="area", title="村 / 组", text=lambda row: row.area, width=150, sortable=False),
    Column(
        key="households",
        title="农户",
        text=lambda row: f"{row.households:,}",
        width=64,
        align=RIGHT,
        sortable=False,
    ),
    Column(
        key="missing",
        title="未结对",
        text=lambda row: f"{row.households - row.households_paired:,}",
        width=72,
        align=RIGHT,
        sortable=False,
    ),
    Column(
        key="share",
        title="覆盖率",
        text=lambda row: percent_words(row.households_paired, row.households),
        width=90,
        tone=_tone,
        sortable=False,
    ),
)
UNCOVERED_COLUMNS: tuple[Column[HouseholdRow], ...] = (
    Column(key="village", title="村", text=lambda row: row.village, width=92, sortable=False),
    Column(key="group", title="组", text=lambda row: row.group, width=72, sortable=False),
    Column(key="number", title="户编号", text=lambda row: row.number, width=92, sortable=False),
    Column(key="head", title="户主", text=lambda row: row.head, width=90, sortable=False),
    Column(
        key="size",
        title="人口",
        text=lambda row: str(row.size),
        width=60,
        align=RIGHT,
        sortable=False,
    ),
    Column(key="kind", title="户类型", text=lambda row: row.kind, width=110, sortable=False),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Everything the view shows."""

    coverage: Coverage
    areas: tuple[CoverageRow, ...]
    uncovered: "array[int]"
    idle: "array[int]"


class CoverageView(QWidget):
    """Every number leads to its records, every list to what mends it."""

    pairing_wanted = Signal(object)
    """Pair these households: their keys; None to propose a pairing for all uncovered."""
    cadre_pairing_wanted = Signal(int)
    """Households are to be chosen for this cadre: his key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._areas: dict[int, CoverageRow] = {}
        self.household_meter = CoverageMeter("农户覆盖率：每户都有干部联系", "户", "未结对")
        self.cadre_meter = CoverageMeter("干部参与率：每名干部都有联系户", "人", "无联系户")
        self.levels = Segments(((VILLAGES, "按村", ""), (GROUPS, "按组", "")))
        self.areas = TablePane(
            "coverage_areas",
            AREA_COLUMNS,
            lambda ids: {one: self._areas[one] for one in ids if one in self._areas},
            desk.lanes,
            measure="个",
        )
        self.missing = Segments(((HOUSEHOLDS, "未结对农户", ""), (CADRES, "无联系户干部", "")))
        self.uncovered = TablePane(
            "uncovered",
            UNCOVERED_COLUMNS,
            household_rows(desk),
            desk.lanes,
            measure="户",
        )
        self.idle = TablePane(
            "idle_cadres",
            tuple(column for column in CADRE_COLUMNS if column.key != "cards"),
            cadre_rows(desk),
            desk.lanes,
            measure="人",
        )
        self.propose_button = button("公平结对建议", icon_name="link", tip=_PROPOSE_TIP)
        self.pair_button = button("结对所选", variant="primary")
        self.export_button = button("导出", icon_name="export", tip="导出覆盖情况表（Ctrl+E）")
        self._lists = QStackedWidget()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for coverage, places and both lists."""
        office, level = self._desk.office, Level(self.levels.current())
        self._desk.lanes.read(
            (id(self), "coverage"), lambda: _read(office, level), self._on_read, owner=self
        )

    def export(self) -> None:
        """Open the export dialog."""
        self._desk.export("coverage")

    def _on_read(self, answer: _Answer) -> None:
        coverage = answer.coverage
        self.household_meter.show_share(coverage.households_paired, coverage.households)
        self.cadre_meter.show_share(coverage.cadres_paired, coverage.cadres)
        self._areas = {row.area_id: row for row in answer.areas}
        self._show_empty_texts(coverage)
        self.areas.show_ids(array("q", self._areas))
        self.uncovered.show_ids(answer.uncovered)
        self.idle.show_ids(answer.idle)
        counts = {HOUSEHOLDS: len(answer.uncovered), CADRES: len(answer.idle)}
        for key, caption in ((HOUSEHOLDS, "未结对农户"), (CADRES, "无联系户干部")):
            self.missing.segment(key).setText(f"{caption} {counts[key]:,}")
        self.propose_button.setEnabled(counts[HOUSEHOLDS] > 0 and coverage.cadres > 0)
        self._update()

    def _show_empty_texts(self, coverage: Coverage) -> None:
        if coverage.households:
            self.uncovered.set_empty(EmptyText("ok", "每户都有干部联系"))
        else:
            self.uncovered.set_empty(
                EmptyText("household", "还没有农户，先导入农户花名册", "导入花名册")
            )
        if coverage.cadres:
            self.idle.set_empty(EmptyText("ok", "每名干部都有联系户"))
        else:
            self.idle.set_empty(EmptyText("cadre", "还没有干部，先导入干部名册", "导入名册"))
        self.areas.set_empty(EmptyText("village", "还没有村组"))

    def _update(self) -> None:
        """Let the button say what it would do with what is selected."""
        if self.missing.current() == HOUSEHOLDS:
            count = self.uncovered.selected_count()
            self.pair_button.setText(f"结对所选 {count} 户" if count else "结对所选")
            self.pair_button.setEnabled(count > 0)
        else:
            self.pair_button.setText("给这名干部结对")
            self.pair_button.setEnabled(self.idle.current_id() is not None)

    def _on_pair_clicked(self) -> None:
        if self.missing.current() == HOUSEHOLDS:
            self.pairing_wanted.emit(tuple(self.uncovered.selected_ids()))
            return
        current = self.idle.current_id()
        if current is not None:
            self.cadre_pairing_wanted.emit(current)

    def _show_missing(self, which: str) -> None:
        self.missing.choose(which)
        self._lists.setCurrentIndex(0 if which == HOUSEHOLDS else 1)
        self._update()

    def _connect(self) -> None:
        self.levels.chosen.connect(lambda _key: self.refresh())
        self.missing.chosen.connect(self._show_missing)
        self.household_meter.missing_button.clicked.connect(lambda: self._show_missing(HOUSEHOLDS))
        self.cadre_meter.missing_button.clicked.connect(lambda: self._show_missing(CADRES))
        self.pair_button.clicked.connect(self._on_pair_clicked)
        self.propose_button.clicked.connect(lambda: self.pairing_wanted.emit(None))
        self.export_button.clicked.connect(self.export)
        self.uncovered.selection_changed.connect(lambda _count: self._update())
        self.uncovered.open_requested.connect(lambda _id: self._on_pair_clicked())
        self.uncovered.empty_action_requested.connect(lambda: self._desk.start_import("households"))
        self.idle.current_changed.connect(lambda _id: self._update())
        self.idle.open_requested.connect(lambda _id: self._on_pair_clicked())
        self.idle.empty_action_requested.connect(lambda: self._desk.start_import("cadres"))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        left, right = QWidget(), QWidget()
        places = QVBoxLayout(left)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(sizes.gap)
        places.addLayout(
            flow_of(label("各村各组", "heading"), STRETCH, self.levels, self.export_button)
        )
        places.addWidget(self.areas, 1)
        for one in (self.uncovered, self.idle):
            self._lists.addWidget(one)
        lists = QVBoxLayout(right)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(sizes.gap)
        lists.addLayout(flow_of(self.missing, STRETCH, self.propose_button, self.pair_button))
        lists.addWidget(self._lists, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([sizes.px(440), sizes.px(850)])
        self._keeper = SplitterKeeper(splitter, self._desk.settings, "coverage")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(sizes.px(12))
        outer.addLayout(line_of(self.household_meter, self.cadre_meter, gap=12))
        outer.addWidget(splitter, 1)


def _read(office: Office, level: Level) -> _Answer:
    """Read everything; runs on the read lane."""
    report = office.coverage
    return _Answer(
        coverage=report.on(),
        areas=report.by_area(level),
        uncovered=report.uncovered_households(),
        idle=report.idle_cadres(),
    )
