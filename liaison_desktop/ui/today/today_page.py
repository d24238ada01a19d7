"""The page 今日: what is due, in areas of three lines; calm when nothing is."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Kind
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, flow_of
from liaison_desktop.ui.page import TODAY, DeskContext, Page
from liaison_desktop.ui.today.coverage_bar import CoverageBar
from liaison_desktop.ui.today.due import Due, gather
from liaison_desktop.ui.today.due_block import DueBlock

_TWO_COLUMNS_FROM = 900  # logical pixels at 100 %
NOTHING_DUE = EmptyText("ok", "今天没有要办的事。农户都有干部，联系卡都已发放，号码都已补正。")
NOTHING_OWED = EmptyText("ok", "他今天没有到期、超期和答应过群众的事。")
NOTHING_KEPT = EmptyText(
    "import", "台账还是空的。先导入农户花名册，再导入干部和结对。", "导入农户花名册"
)


class TodayPage(Page):
    """The first thing seen in the morning."""

    name: ClassVar[str] = TODAY
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        (
            Kind.HOUSEHOLD, Kind.RESIDENT, Kind.CADRE, Kind.PAIRING, Kind.CONTACT_CARD, Kind.AREA,
            Kind.VISIT, Kind.CONCERN, Kind.DISPUTE, Kind.ZERO_REPORT, Kind.PUBLIC_NOTICE,
            Kind.CALENDAR_DAY, Kind.OWED_REPORT, Kind.SENT_REPORT,
        )
    )  # fmt: skip

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        sizes = theme.metrics()
        self.blocks: list[DueBlock] = []
        self._columns = 0
        self.day = QLabel()
        self.day.setProperty("role", "title")
        self.person = CadreBox()
        self.households = CoverageBar("农户覆盖率", "户")
        self.cadres = CoverageBar("干部参与率", "人")
        head = flow_of(self.day, self.person, STRETCH, self.households, self.cadres, gap=18)
        sheet = Widget()
        sheet.setProperty("role", "sheet")
        self._grid = QGridLayout(sheet)
        self._grid.setContentsMargins(0, 0, 0, sizes.margin)
        self._grid.setSpacing(sizes.px(14))
        self._scroll = QScrollArea()
        self._scroll.setWidget(sheet)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.px(24), sizes.px(18), sizes.px(24), 0)
        column.setSpacing(sizes.px(18))
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self._lay_out_person()
        self.empty = EmptyState(self._scroll)
        self.empty.action_requested.connect(lambda: desk.start_import("households"))

    def refresh(self) -> None:
        """Ask what is due."""
        today = self.desk.office.context.today()
        shown = QDate(today.year, today.month, today.day)
        weekday = QLocale(QLocale.Language.Chinese).dayName(shown.dayOfWeek())
        self.day.setText(f"今天 {today.month} 月 {today.day} 日 {weekday}")
        office, cadre = self.desk.office, self.person.cadre_id()

        def read() -> tuple[Due, Mapping[int, CadreRow]]:
            cadres = office.cadres
            return gather(office, cadre), cadres.rows(cadres.ids(CadreFilter()))

        self.desk.lanes.read((id(self), "due"), read, self._on_read, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between one and two columns."""
        super().resizeEvent(event)
        self._place()

    def _lay_out_person(self) -> None:
        """Let one person's duties be looked at alone."""
        theme.keep_width(self.person, least=232)
        self.person.setAccessibleName("看谁的事")
        line = self.person.lineEdit()
        if line is not None:
            line.setPlaceholderText("全站；填干部只看他的事")
        self.person.edited.connect(self.refresh)

    def _on_read(self, answer: tuple[Due, Mapping[int, CadreRow]]) -> None:
        due, cadres = answer
        self.person.set_cadres(cadres.values())
        self._show(due)

    def _show(self, due: Due) -> None:
        coverage = due.coverage
        self.households.show_figures(coverage.households_paired, coverage.households)
        self.cadres.show_figures(coverage.cadres_paired, coverage.cadres)
        for block in self.blocks:
            self._grid.removeWidget(block)
            block.deleteLater()
        self.blocks = [DueBlock(area) for area in due.areas]
        for block in self.blocks:
            block.went.connect(self.desk.go)
        self._columns = 0
        self._place()
        if due.areas:
            self.empty.hide()
        else:
            nothing = NOTHING_OWED if self.person.cadre_id() is not None else NOTHING_DUE
            self.empty.show_text(nothing if due.households else NOTHING_KEPT)

    def _place(self) -> None:
        columns = 2 if self.width() >= theme.metrics().px(_TWO_COLUMNS_FROM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for number, block in enumerate(self.blocks):
            self._grid.removeWidget(block)
            self._grid.addWidget(block, number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        last = self._grid.rowCount()
        for row in range(last):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch((len(self.blocks) + columns - 1) // columns, 1)
