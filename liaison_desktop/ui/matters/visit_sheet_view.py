"""走访单: the sheets made, and making another; a sheet that came back is typed from here."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreFilter, CadreRow
from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.visit import FoundVisitSheet, VisitSheetRow
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.layout_parts import STRETCH, label, line_of
from liaison_desktop.ui.list_tools import column_button
from liaison_desktop.ui.matters import visit_prints
from liaison_desktop.ui.matters.sheet_maker import SheetMaker
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import VISITS, DeskContext, Page
from liaison_desktop.ui.side_by_side import record_side, side_by_side
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tokens import Tone

_C = Column[VisitSheetRow]


def _standing(row: VisitSheetRow) -> str:
    if row.visited == 0:
        return "未录入"
    return "已录完" if row.visited >= row.households else f"已录 {row.visited} 户"


def _tone(row: VisitSheetRow) -> Tone:
    if row.visited == 0:
        return Tone.GREY
    return Tone.GREEN if row.visited >= row.households else Tone.AMBER


_COLUMNS: tuple[_C, ...] = (
    _C(key="number", title="编号", text=lambda row: row.number, width=116, sortable=False),
    _C(
        key="title",
        title="标题",
        text=lambda row: row.title,
        tip=lambda row: row.title,
        width=190,
        sortable=False,
    ),
    _C(
        key="made_on",
        title="制单日期",
        text=lambda row: row.made_on.isoformat(),
        width=100,
        sortable=False,
    ),
    _C(key="cadre", title="走访干部", text=lambda row: row.cadre, width=90, sortable=False),
    _C(
        key="households",
        title="户数",
        text=lambda row: f"{row.households} 户",
        width=70,
        align=RIGHT,
        sortable=False,
    ),
    _C(key="standing", title="录入", text=_standing, tone=_tone, width=104, sortable=False),
)


class VisitSheetView(Page):
    """Enter on a sheet opens its households to be typed; Ctrl+P prints it."""

    name: ClassVar[str] = VISITS
    concerns: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.VISIT_SHEET, Kind.VISIT, Kind.CADRE, Kind.AREA}
    )
    entry_wanted = Signal(int)
    """The visits of a sheet are to be typed: its key."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self._rows: dict[int, VisitSheetRow] = {}
        self._wanted = 0
        self.list = TablePane("visit_sheets", _COLUMNS, self._fetch, desk.lanes, measure="张走访单")
        self.code = QLineEdit()
        self.code.setPlaceholderText("扫码，或输编号后回车")
        self.code.setToolTip("扫走访单上的码，或输走访单编号后回车，录入这张单")
        self.code.setAccessibleName("走访单编号")
        self.code.setClearButtonEnabled(True)
        self.problem = label("", "problem")
        self.problem.hide()
        self.entry_button = button(
            "录入走访", variant="primary", icon_name="edit", tip="打开各户逐行录入（Enter）"
        )
        self.print_button = button("打印", icon_name="print", tip="打印走访单（Ctrl+P）")
        self.delete_button = button(
            "删除", icon_name="delete", tip="删除没有录入的走访单（Ctrl+Delete）"
        )
        self.maker = SheetMaker(desk)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for the sheets, cadres and places."""
        office = self.desk.office

        def read() -> tuple[tuple[VisitSheetRow, ...], list[CadreRow], tuple[AreaRow, ...]]:
            cadres = office.cadres.rows(office.cadres.ids(CadreFilter())).values()
            return office.visit_sheets.rows(), list(cadres), office.areas.tree()

        self.desk.lanes.read((id(self), "list"), read, self._on_read, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {
            "new": self.begin_new,
            "edit": self.begin_new,
            "save": self.maker.make,
            "print": self.print_current,
            "delete": self.delete_current,
        }

    def begin_new(self) -> None:
        """Begin another sheet."""
        self.maker.title.setFocus()

    def print_current(self) -> None:
        """Show the sheet marked in the list to be printed."""
        row = self._current()
        if row is not None:
            self.desk.print("paper", visit_prints.sheet(self.desk.office, row))

    def delete_current(self) -> None:
        """Delete a sheet nobody has entered a visit from."""
        row, sheets = self._current(), self.desk.office.visit_sheets
        if row is None:
            return

        def done(changes: Changes) -> None:
            self.desk.done(changes, f"已删除走访单 {row.number}")

        self.desk.lanes.write(lambda _progress: sheets.delete(row.id), done, owner=self)

    def find_code(self) -> None:
        """Open the sheet whose code was scanned or typed."""
        text, sheets = self.code.text().strip(), self.desk.office.visit_sheets
        if not text:
            return

        def found(one: FoundVisitSheet) -> None:
            self.problem.hide()
            self.code.clear()
            self.entry_wanted.emit(one.id)

        def failed(error: BaseException) -> None:
            if not isinstance(error, RefusedError):
                raise error
            self.problem.setText(error.message)
            self.problem.show()

        self.desk.lanes.read(
            (id(self), "code"), lambda: sheets.by_code(text), found, failed, owner=self
        )

    def _on_read(
        self, found: tuple[tuple[VisitSheetRow, ...], list[CadreRow], tuple[AreaRow, ...]]
    ) -> None:
        rows, cadres, areas = found
        self._rows = {row.id: row for row in rows}
        self.maker.set_choices(cadres, areas)
        self.list.set_empty(
            EmptyText("visit", "还没有走访单。在右边选好农户制一张，带着下村；回来扫码就能录入")
        )
        self.list.show_ids(array("q", self._rows))
        self.list.refresh()
        wanted, self._wanted = self._wanted, 0
        if wanted in self._rows:
            self.list.show_record(wanted)
            self.print_current()
        elif self.list.current_id() is None and rows:
            self.list.show_record(rows[0].id)
        self._on_current_changed()

    def _on_made(self, key: int) -> None:
        self._wanted = key
        self.refresh()

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, VisitSheetRow]:
        return {one: self._rows[one] for one in ids if one in self._rows}

    def _current(self) -> VisitSheetRow | None:
        return self._rows.get(self.list.current_id() or 0)

    def _on_enter(self) -> None:
        row = self._current()
        if row is not None:
            self.entry_wanted.emit(row.id)

    def _on_current_changed(self) -> None:
        row = self._current()
        for part in (self.entry_button, self.print_button):
            part.setEnabled(row is not None)
        self.delete_button.setEnabled(row is not None and row.visited == 0)

    def _connect(self) -> None:
        self.list.open_requested.connect(lambda _id: self._on_enter())
        self.list.current_changed.connect(lambda _id: self._on_current_changed())
        self.list.copied.connect(lambda count: self.desk.notice(f"已复制 {count} 行"))
        self.entry_button.clicked.connect(self._on_enter)
        self.print_button.clicked.connect(self.print_current)
        self.delete_button.clicked.connect(self.delete_current)
        self.code.returnPressed.connect(self.find_code)
        self.maker.made.connect(self._on_made)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap)
        theme.keep_width(self.code, least=230)
        column.addLayout(line_of(self.code, STRETCH, column_button(self.list)))
        column.addWidget(self.problem)
        column.addWidget(self.list, 1)
        column.addLayout(line_of(self.delete_button, STRETCH, self.print_button, self.entry_button))
        right = record_side(self.maker, 400)
        self.splitter = side_by_side(
            self.desk.settings, "visit_sheets", (left, 690, 1), (right, 550, 1)
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(sizes.margin, sizes.px(12), sizes.margin, sizes.px(12))
        outer.addWidget(self.splitter, 1)
        self.setFocusProxy(self.list)
