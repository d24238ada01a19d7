"""指标: every figure of the period by group, compared both ways; one of them beside the list."""

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout

from liaison_desktop.domain.figures.comparison import Against, Compared
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.own_indicator import OwnIndicator
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.figures.figure_view import FigureView
from liaison_desktop.ui.figures.indicator_detail import IndicatorDetail
from liaison_desktop.ui.figures.indicator_file import export_lines
from liaison_desktop.ui.figures.indicator_lines import (
    COLUMNS,
    GROUPS,
    OWN,
    IndicatorLine,
    lines_of,
)
from liaison_desktop.ui.figures.own_indicator_editor import OwnIndicatorEditor
from liaison_desktop.ui.filter_chips import Chip, FilterChips
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, pad
from liaison_desktop.ui.list_tools import column_button
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.window_state import SplitterKeeper

_ALL = "all"
_CHIPS = (
    Chip(_ALL, "全部"),
    *(Chip(key, words) for key, words, _ in GROUPS),
    Chip(OWN, "自定"),
)
_NO_OWN = EmptyText(
    "chart", "还没有自定指标。用现有的指标加限定、求占比或相加，不用编程", "新建自定指标"
)
_Values = tuple[tuple[Indicator, ...], dict[str, Compared], dict[str, Compared]]


class IndicatorList(FigureView):
    """Enter in the list goes to the records of an indicator, Ctrl+N makes an own one."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.lines: tuple[IndicatorLine, ...] = ()
        self._wanted, self._filling = "", False
        self.chips = FilterChips(_CHIPS)
        self.list = TablePane("indicators", COLUMNS, self._rows, desk.lanes, measure="项")
        self.new_button = button("新建自定指标", icon_name="add", tip="Ctrl+N")
        self.export_button = button("导出", icon_name="export", tip="导出为 Excel 表格（Ctrl+E）")
        self.detail = IndicatorDetail(desk)
        self.editor = OwnIndicatorEditor(desk)
        self._side = QStackedWidget()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Ask for every indicator and what it is compared with."""
        office, period, scope = self.desk.office, self.period, self.scope

        def read() -> _Values:
            terms = office.figures.indicators()
            keys = [term.key for term in terms]
            year_ago, before = (
                office.figures.several_compared(keys, period, one, scope)
                for one in (Against.YEAR_AGO, Against.BEFORE)
            )
            return terms, year_ago, before

        self.desk.lanes.read((id(self), "figures"), read, self._on_values, owner=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        typing = self._side.currentWidget() is self.editor
        return {
            "new": self.begin_new,
            "edit": self.edit,
            "export": self.export,
            "save": self.editor.save if typing else _nothing,
            "delete": self.editor.delete if typing else self._delete_current,
        }

    def begin_new(self) -> None:
        """Begin an indicator of the office's own."""
        self._side.setCurrentWidget(self.editor)
        self.editor.begin((line.term for line in self.lines), (self.period, self.scope))

    def edit(self) -> None:
        """Change the office's own indicator that is shown."""
        self._with_own(self._begin_edit)

    def export(self) -> None:
        """Save what the list shows as a workbook."""
        export_lines(self.desk, self, self._shown(), f"{self.span_words()}指标")

    def current(self) -> IndicatorLine | None:
        """Return the indicator shown beside the list."""
        place = self.list.current_id()
        return None if place is None else self.lines[place]

    def show_indicator(self, key: str) -> None:
        """Show an indicator beside the list."""
        places = {line.term.key: place for place, line in enumerate(self.lines)}
        if key in places:
            if places[key] not in self.list.model.ids:
                self.chips.choose(_ALL)
                self._show_list()
            self.list.show_record(places[key])

    def _begin_edit(self, own: OwnIndicator) -> None:
        self._side.setCurrentWidget(self.editor)
        terms = (line.term for line in self.lines)
        self.editor.edit(own, terms, (self.period, self.scope))

    def _delete_current(self) -> None:
        def delete(own: OwnIndicator) -> None:
            self._begin_edit(own)
            self.editor.delete()

        self._with_own(delete)

    def _with_own(self, then: Callable[[OwnIndicator], None]) -> None:
        """Do something with the own indicator shown; say so when it is a shipped one."""
        line, office = self.current(), self.desk.office
        if line is None:
            return
        if line.group != OWN:
            self.desk.notice("程序自带的指标不能修改；可以按 Ctrl+N 新建自定指标")
            return
        key = line.term.key

        def found(rows: tuple[OwnIndicator, ...]) -> None:
            own = next((one for one in rows if one.key == key), None)
            if own is not None:
                then(own)

        def read() -> tuple[OwnIndicator, ...]:
            return office.own_indicators.rows()

        self.desk.lanes.read((id(self), "own"), read, found, owner=self)

    def _on_values(self, values: _Values) -> None:
        shown = self.current()
        key = self._wanted or (shown.term.key if shown is not None else "")
        self._wanted = ""
        self._filling = True
        self.lines = lines_of(*values)
        counts = Counter(line.group for line in self.lines)
        self.chips.set_counts({_ALL: len(self.lines), OWN: 0, **counts})
        self._show_list()
        if key:
            self.show_indicator(key)
        self._filling = False
        self._show_current()

    def _show_list(self) -> None:
        chip = self.chips.current()
        ids = array("q", (n for n, line in enumerate(self.lines) if chip in (_ALL, line.group)))
        self.list.set_empty(_NO_OWN if chip == OWN else EmptyText("chart", "这里没有指标"))
        self.list.show_ids(ids)
        self.list.model.refresh()
        if self.list.current_id() is None and len(ids):
            self.list.show_record(ids[0])

    def _rows(self, ids: Sequence[int]) -> Mapping[int, IndicatorLine]:
        lines = self.lines
        return {one: lines[one] for one in ids if one < len(lines)}

    def _shown(self) -> tuple[IndicatorLine, ...]:
        return tuple(self.lines[one] for one in self.list.model.ids)

    def _show_current(self) -> None:
        line = self.current()
        if line is not None:
            self.detail.show_line(line, self.period, self.scope)

    def _on_current_changed(self, place: object) -> None:
        if place is not None and not self._filling:
            self._side.setCurrentWidget(self.detail)
            self._show_current()

    def _on_chip(self) -> None:
        self._show_list()

    def _on_saved(self, key: str) -> None:
        self._wanted = key
        self._leave_editor()
        self.refresh()

    def _leave_editor(self) -> None:
        self._side.setCurrentWidget(self.detail)
        self.list.setFocus()

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _key: self._on_chip())
        self.list.current_changed.connect(self._on_current_changed)
        self.list.open_requested.connect(lambda _place: self.detail.records.setFocus())
        self.list.empty_action_requested.connect(self.begin_new)
        self.list.copied.connect(lambda count: self.desk.notice(f"已复制 {count} 行"))
        self.new_button.clicked.connect(self.begin_new)
        self.export_button.clicked.connect(self.export)
        self.detail.edit_wanted.connect(self.edit)
        self.editor.saved.connect(self._on_saved)
        self.editor.deleted.connect(self._leave_editor)
        self.editor.given_up.connect(self._leave_editor)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        for side in (self.detail, self.editor):
            self._side.addWidget(side)
        theme.keep_width(self._side, least=400)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self._side)
        for place in range(2):
            splitter.setStretchFactor(place, 1)
        splitter.setSizes([sizes.px(700), sizes.px(520)])
        self._keeper = SplitterKeeper(splitter, self.desk.settings, "indicators")
        column = QVBoxLayout(self)
        pad(column, across=16, down=10)
        column.setSpacing(sizes.gap)
        column.addLayout(
            flow_of(
                self.chips, STRETCH, column_button(self.list), self.export_button,
                self.new_button,
            )
        )  # fmt: skip
        column.addWidget(splitter, 1)
        self.setFocusProxy(self.list)


def _nothing() -> None:
    """Do nothing: there is nothing typed."""
