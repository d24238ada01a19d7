"""图表: every chart of the period and the area; a bar opens its records beside them."""

from collections.abc import Mapping
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.chart_files import ask_file, chart_pack, copy_picture, write_charts
from liaison_desktop.ui.figures.chart_places import Bar, bar_words, source_of
from liaison_desktop.ui.figures.figure_records import FigureRecords
from liaison_desktop.ui.figures.figure_view import FigureView
from liaison_desktop.ui.layout_parts import pad
from liaison_desktop.ui.on_demand import on_demand
from liaison_desktop.ui.page import CADRES, CONCERNS, DISPUTES, VISITS, DeskContext, Destination

if TYPE_CHECKING:
    from liaison_desktop.ui.figures.chart_card import ChartCard

_DRAWING = "liaison_desktop.ui.figures.chart_card"
_WIDTH_OF_TWO = 860
_WHERE: Mapping[str, tuple[str, str]] = {
    "dispute_classes": (DISPUTES, "去登记矛盾纠纷"),
    "disputes_by_month": (DISPUTES, "去登记矛盾纠纷"),
    "disputes_by_village": (DISPUTES, "去登记矛盾纠纷"),
    "ledger_states": (CONCERNS, "去登记民情"),
    "concern_classes": (CONCERNS, "去登记民情"),
    "satisfaction_stack": (CONCERNS, "去登记民情"),
    "visits_by_month": (VISITS, "去登记走访"),
    "coverage_matrix": (CADRES, "去结对联户"),
    "quota_bullets": (CADRES, "去结对联户"),
}
"""Where what an empty chart shows is entered."""


class ChartView(FigureView):
    """Charts in two columns, those of many bars across both; empty ones come last."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.cards: dict[str, ChartCard] = {}
        self._indicators: dict[str, Indicator] = {}
        self._opened: tuple[str, str, int] | None = None
        self._sheet = QWidget()
        self._sheet.setProperty("role", "sheet")
        self._grid = QGridLayout(self._sheet)
        pad(self._grid, across=0, down=0)
        self._grid.setSpacing(theme.metrics().px(12))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._sheet)
        self.area.viewport().installEventFilter(self)
        self.records = FigureRecords(desk, "chart_records")
        self.records.setMinimumWidth(theme.metrics().px(300))
        self.records.hide()
        self.records.closed.connect(self.close_records)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for stretch, part in ((1, self.area), (0, self.records)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([theme.metrics().px(900), theme.metrics().px(360)])
        self._arranged: tuple[int, tuple[str, ...]] = (0, ())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._arrange)
        self._waiting: list[Chart] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._draw_next)
        column = QVBoxLayout(self)
        pad(column, across=16, down=10)
        column.addWidget(self.splitter)

    def refresh(self) -> None:
        """Ask for every chart."""
        office, period, scope = self.desk.office, self.period, self.scope

        def read() -> tuple[tuple[Chart, ...], tuple[Indicator, ...]]:
            # pyqtgraph takes most of a second to import: not on the window's thread.
            import_module(_DRAWING)
            charts = office.charts.several(office.charts.keys(), period, scope)
            return charts, office.figures.indicators()

        self.desk.lanes.read((id(self), "charts"), read, self._on_charts, owner=self)

    def open_bar(self, chart: Chart, bar: Bar) -> None:
        """List the records behind a bar, beside the charts."""
        self._opened = (chart.key, chart.categories[bar.category], bar.series)
        self.records.show()
        self.records.ask(source_of(chart, bar), bar_words(chart, bar))
        self.records.records.setFocus()

    def close_records(self) -> None:
        """Give the charts the whole width again, and the keys back to the bar."""
        opened, self._opened = self._opened, None
        self.records.hide()
        if opened is not None and (card := self.cards.get(opened[0])) is not None:
            card.setFocus()

    def pack_of(self, chart: Chart) -> MeetingPack:
        """Return a pack of one chart as it is shown; called on a lane."""
        return chart_pack(self.desk, chart, self.period)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay the cards out again when there is room for another column."""
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            self._soon.start(0)
        return super().eventFilter(watched, event)

    def hint(self, chart: Chart, bar: Bar) -> str:
        """Return what the pointer is told about a bar: value, definition, what a click does."""
        words = bar_words(chart, bar)
        source = source_of(chart, bar)
        if source is None:
            return words
        known = self._indicators.get(source.key)
        said = f"\n口径：{known.meaning}" if known is not None else ""
        return f"{words}{said}\n单击或按回车，列出背后的记录"

    @property
    def settled(self) -> bool:
        """Whether every chart asked for is drawn."""
        return not self._waiting

    def _on_charts(self, found: tuple[tuple[Chart, ...], tuple[Indicator, ...]]) -> None:
        charts, indicators = found
        self._indicators = {one.key: one for one in indicators}
        self._waiting = list(charts)
        self._draw_next()

    def _draw_next(self) -> None:
        """Draw one chart a turn, so that the window answers in between."""
        if not self._waiting:
            return
        chart = self._waiting.pop(0)
        card = self.cards.get(chart.key) or self._new_card(chart.key)
        if card.chart != chart:
            card.show_chart(chart)
        if self._waiting:
            self._next.start(0)
        else:
            self._refresh_records()
        self._arrange()

    def _refresh_records(self) -> None:
        """List the records of the same bar again, or close the list when it has gone."""
        if self._opened is None:
            return
        key, category, series = self._opened
        card = self.cards[key]
        chart = card.chart
        if chart is None:
            return
        same = (
            bar
            for bar in card.canvas.places.bars
            if (chart.categories[bar.category], bar.series) == (category, series)
        )
        bar = next(same, None)
        if bar is None:
            self.close_records()
        else:
            self.records.ask(source_of(chart, bar), bar_words(chart, bar))

    def _new_card(self, key: str) -> "ChartCard":
        card: ChartCard = on_demand("ChartCard")()  # imported by now, on the lane
        self.cards[key] = card
        card.canvas.hint = self.hint
        card.canvas.opened.connect(lambda bar: self._on_bar_opened(card, bar))
        card.copy_wanted.connect(self._copy)
        card.save_wanted.connect(self._save)
        card.canvas.empty_state.action_requested.connect(
            lambda: self.desk.go(Destination(_WHERE[key][0]))
        )
        card.canvas.what_to_do = _WHERE.get(key, ("", ""))[1]
        return card

    def _on_bar_opened(self, card: "ChartCard", bar: Bar) -> None:
        if card.chart is not None:
            self.open_bar(card.chart, bar)

    def _copy(self, chart: Chart) -> None:
        copy_picture(self.desk, self, lambda: self.pack_of(chart))

    def _save(self, chart: Chart, suffix: str) -> None:
        path = ask_file(self.desk, self, chart.title, suffix)
        if path is not None:
            write_charts(self.desk, self, lambda: self.pack_of(chart), path)

    def _arrange(self) -> None:
        """Put the cards in as many columns as there is room for."""
        wide = self.area.viewport().width() >= theme.metrics().px(_WIDTH_OF_TWO)
        columns = 2 if wide else 1
        order = sorted(self.cards.items(), key=lambda one: _is_empty(one[1]))
        arranged = (columns, tuple(f"{key}{card.is_wide}" for key, card in order))
        if arranged == self._arranged:
            return
        self._arranged = arranged
        while self._grid.takeAt(0) is not None:
            pass
        row = column = 0
        for _key, card in order:
            span = columns if card.is_wide else 1
            if column + span > columns:
                row, column = row + 1, 0
            self._grid.addWidget(card, row, column, 1, span)
            card.show()
            column += span
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._grid.setRowStretch(row + 1, 1)
        self._keep_order([card for _key, card in order])

    def _keep_order(self, cards: "list[ChartCard]") -> None:
        """Let Tab go through the cards as they stand."""
        parts = [
            part for card in cards for part in (card.canvas, card.copy_button, card.save_button)
        ]
        for one, other in pairwise(parts):
            QWidget.setTabOrder(one, other)
        if cards:
            self.setFocusProxy(cards[0])


def _is_empty(card: "ChartCard") -> bool:
    return card.chart is None or card.chart.empty
