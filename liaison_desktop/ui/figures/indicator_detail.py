"""One indicator: value, comparisons, definition, division as a table, records."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from liaison_desktop.domain.figures.chart import ChartSource
from liaison_desktop.domain.figures.indicator import Figure
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import (
    DIMENSION_LABELS,
    Dimension,
    Divided,
    Scope,
    within,
)
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.figure_records import FigureRecords
from liaison_desktop.ui.figures.indicator_lines import (
    GROUP_LABELS,
    OWN,
    IndicatorLine,
    comparison_sentence,
    division_table,
    number,
    parts_words,
)
from liaison_desktop.ui.figures.paper_table import PaperTableView
from liaison_desktop.ui.layout_parts import STRETCH, ToneLabel, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tokens import Tone

_MOST_ROWS = 7
_Answer = tuple[tuple[Dimension, ...], Divided | None]


class IndicatorDetail(QWidget):
    """The right side of 指标; a row of the division narrows the records to it."""

    edit_wanted = Signal()
    """The office's own indicator is to be changed."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._line: IndicatorLine | None = None
        self._span: tuple[Period, Scope] | None = None
        self._divided: Divided | None = None
        self._by: Dimension | None = None
        self.title = label("", "title")
        self.group = ToneLabel()
        self.value = label("", "figure")
        self.unit = label("", "unit")
        self.year_ago = label("")
        self.before = label("")
        self.meaning = label("", "field", wrap=True)
        self.made_of = label("", "field", wrap=True)
        self.edit_button = button("修改", icon_name="edit", tip="修改这项自定指标（F2）")
        self.by = QComboBox()
        self.by.setAccessibleName("按什么划分")
        self.table = PaperTableView("划分")
        self.note = label("", "caption", wrap=True)
        self.records = FigureRecords(desk, "indicator_records")
        self.records.close_button.hide()
        self._lay_out()
        self.by.currentIndexChanged.connect(self._on_by_chosen)
        self.table.row_chosen.connect(self._on_row)
        self.table.enter_pressed.connect(self.records.setFocus)
        self.edit_button.clicked.connect(self.edit_wanted)

    def show_line(self, line: IndicatorLine, period: Period, scope: Scope) -> None:
        """Show an indicator of a period within a scope."""
        term, figure = line.term, line.figure
        other = self._line is None or self._line.term.key != term.key
        self._line, self._span = line, (period, scope)
        self.title.setText(term.label)
        self.group.show_words(GROUP_LABELS[line.group], Tone.ACCENT)
        self.value.setText(number(figure.value, term.unit))
        self.unit.setText("" if term.unit == "%" or figure.value is None else term.unit)
        self.year_ago.setText(comparison_sentence(line.year_ago))
        self.before.setText(comparison_sentence(line.before))
        self.meaning.setText(f"口径：{term.meaning}")
        words = parts_words(term, figure)
        self.made_of.setText(words)
        self.made_of.setVisible(bool(words))
        self.edit_button.setVisible(line.group == OWN)
        self._ask(None if other else self._by)

    def _ask(self, by: Dimension | None) -> None:
        """Ask by what the figure can be divided, and for its division."""
        line, span = self._line, self._span
        if line is None or span is None:
            return
        office, key, (period, scope) = self._desk.office, line.term.key, span

        def read() -> _Answer:
            dimensions = office.figures.dimensions(key)
            chosen = by if by in dimensions else _first(dimensions)
            divided = office.figures.divided(key, period, chosen, scope) if chosen else None
            return dimensions, divided

        self._desk.lanes.read((id(self), "divided"), read, self._on_divided, owner=self)

    def _on_divided(self, answer: _Answer) -> None:
        dimensions, divided = answer
        self._divided = divided
        self._by = divided.by if divided is not None else None
        with QSignalBlocker(self.by):
            self.by.clear()
            for one in dimensions:
                self.by.addItem(f"按{DIMENSION_LABELS[one]}", one)
            self.by.setCurrentIndex(dimensions.index(self._by) if self._by in dimensions else -1)
        self.by.setEnabled(bool(dimensions))
        if divided is not None:
            table = division_table(divided)
            self.table.show_table(table)
            self.table.setFixedHeight(self.table.whole_height(_MOST_ROWS))
            self.note.setText(table.note)
            self.note.setVisible(bool(table.note))
        self._list_records(self._whole(), self._words())

    def _on_by_chosen(self) -> None:
        by = self.by.currentData()
        if isinstance(by, Dimension):
            self._ask(by)

    def _on_row(self, row: int) -> None:
        """Narrow the records to the part in a row; the last row is all of them."""
        divided, whole = self._divided, self._whole()
        if divided is None or whole is None:
            return
        if row >= len(divided.parts):
            self._list_records(whole, self._words())
            return
        one = divided.parts[row]
        source = ChartSource(whole.key, whole.period, within(whole.scope, one.part))
        name = one.part.label or "未填"
        self._list_records(source, f"{name}：{self._words(one.figure)}")

    def _list_records(self, source: ChartSource | None, words: str) -> None:
        self.records.ask(source, words)

    def _whole(self) -> ChartSource | None:
        if self._line is None or self._span is None:
            return None
        period, scope = self._span
        return ChartSource(self._line.term.key, period.key, scope)

    def _words(self, figure: Figure | None = None) -> str:
        line = self._line
        if line is None:
            return ""
        shown = figure or line.figure
        unit = "" if line.term.unit == "%" or shown.value is None else line.term.unit
        return f"{line.term.label} {number(shown.value, line.term.unit)}{unit} 的记录"

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for one in (self.year_ago, self.before):
            one.setWordWrap(True)
        head, below, whole = QWidget(), QWidget(), QVBoxLayout(self)
        column = QVBoxLayout(head)
        pad(column, across=16, down=12)
        column.setSpacing(sizes.px(5))
        figure = line_of(
            self.title, self.group, STRETCH, self.value, self.unit, self.edit_button, gap=8
        )
        column.addLayout(figure)
        for one in (self.year_ago, self.before, self.meaning, self.made_of):
            column.addWidget(one)
        inner = QVBoxLayout(below)
        pad(inner, across=16, down=2)
        inner.addLayout(line_of(label("划分", "section"), self.by, STRETCH))
        inner.addWidget(self.table)
        inner.addWidget(self.note)
        self.records.setMinimumHeight(sizes.px(210))
        self.records.setProperty("role", "")
        body = QWidget()
        body.setProperty("role", "sheet")
        sheet = column_of(head, below, self.records, gap=0)
        sheet.setStretch(2, 1)
        body.setLayout(sheet)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(area)


def _first(dimensions: tuple[Dimension, ...]) -> Dimension | None:
    """Return by what a figure is divided at first: by village where it can be."""
    if Dimension.VILLAGE in dimensions:
        return Dimension.VILLAGE
    return dimensions[0] if dimensions else None
