"""Step 3: what the import would do, row by row and cell by cell."""

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.register.import_plan import (
    ROW_STATE_LABELS,
    Choice,
    PlanRow,
    PlanSummary,
    RowState,
)
from liaison_desktop.domain.register.roster import RosterProblem
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip, FilterChips
from liaison_desktop.ui.importing.cell_choice import CellChoice
from liaison_desktop.ui.importing.nouns import COUNTED
from liaison_desktop.ui.importing.plan_columns import (
    PROBLEM_COLUMNS,
    ROW_COLUMNS,
    count_states,
)
from liaison_desktop.ui.lanes import Lanes
from liaison_desktop.ui.layout_parts import STRETCH, column_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.table import TablePane
from liaison_desktop.ui.tick_pane import TickPane

_ALL = "all"
_SHOWN_STATES = (RowState.NEW, RowState.CHANGED, RowState.DOUBTFUL, RowState.DAMAGED)
ROWS, PROBLEMS = "rows", "problems"


class PlanStep(QWidget):
    """Every row is ticked at first; filters only look, they never decide what is taken."""

    choice_changed = Signal()
    """Other rows or cells are taken now."""
    errors_wanted = Signal()
    """The problem rows are to be written to a workbook."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._summary = PlanSummary({}, (), (), ())
        self._rows: Mapping[int, PlanRow] = {}
        self._problems: Mapping[int, RosterProblem] = {}
        self.tiles = _Tiles()
        self.views = Segments(((ROWS, "逐行查看", ""), (PROBLEMS, "需要核对", "")))
        self.chips = FilterChips(
            (Chip(_ALL, "全部"), *(Chip(one.value, ROW_STATE_LABELS[one]) for one in _SHOWN_STATES))
        )
        self.rows = TickPane("import-rows", ROW_COLUMNS, self._fetch_rows, lanes, measure="行")
        self.problems = TablePane(
            "import-problems", PROBLEM_COLUMNS, self._fetch_problems, lanes, measure="处"
        )
        self.cells = CellChoice()
        self.errors_button = button("导出问题行…", icon_name="export")
        self.take_button = button("全部取用", variant="quiet")
        self.leave_button = button("全部不取", variant="quiet")
        self._notes = label("", "field", wrap=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_plan(self, summary: PlanSummary) -> None:
        """Show a plan with everything taken."""
        self._summary = summary
        self._rows = {row.key: row for row in summary.rows}
        self._problems = dict(enumerate(summary.problems))
        states = count_states(summary.rows)
        self.tiles.show_summary(summary, states)
        self.chips.choose(_ALL)
        self.chips.set_counts(
            {_ALL: len(summary.rows), **{one.value: states[one] for one in _SHOWN_STATES}}
        )
        self.cells.forget()
        self.rows.ticks.clear_ticks()
        self.rows.ticks.set_ticks(self._rows, ticked=True)
        self._show_rows()
        self.problems.set_empty(EmptyText("ok", "没有需要核对的地方"))
        self.problems.show_ids(array("q", self._problems))
        self.views.segment(PROBLEMS).setText(f"需要核对 {len(self._problems)}")
        self.errors_button.setEnabled(bool(self._problems))
        self._notes.setText("\n".join(summary.notes))
        self._notes.setVisible(bool(summary.notes))
        self.show_view(ROWS)

    def choice(self) -> Choice:
        """Return what is left out."""
        left = frozenset(self._rows) - self.rows.ticks.all_ticked()
        return Choice(left, frozenset(one for one in self.cells.left if one[0] not in left))

    def taken(self) -> int:
        """Return how many rows are taken."""
        return len(self._rows) - len(self.choice().left_rows)

    def show_view(self, key: str) -> None:
        """Show the rows or what is to be looked at."""
        self.views.choose(key)
        self._stack.setCurrentIndex(0 if key == ROWS else 1)

    def _show_rows(self) -> None:
        wanted = self.chips.current()
        keys = [key for key, row in self._rows.items() if wanted in (_ALL, row.state.value)]
        same = not self._rows
        text = "文件里的内容和已存入的完全相同，没有要导入的" if same else "没有这样的行"
        self.rows.set_empty(EmptyText("ok", text))
        self.rows.show_ids(array("q", keys))
        if keys and self.rows.current_id() is None:
            self.rows.show_record(keys[0])

    def _fetch_rows(self, ids: Sequence[int]) -> Mapping[int, PlanRow]:
        return {one: self._rows[one] for one in ids if one in self._rows}

    def _fetch_problems(self, ids: Sequence[int]) -> Mapping[int, RosterProblem]:
        return {one: self._problems[one] for one in ids if one in self._problems}

    def _on_current_changed(self, key: int | None) -> None:
        self.cells.show_row(self._rows.get(key) if key is not None else None)

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _key: self._show_rows())
        self.views.chosen.connect(self.show_view)
        self.rows.current_changed.connect(self._on_current_changed)
        self.rows.ticks_changed.connect(lambda _count: self.choice_changed.emit())
        self.cells.changed.connect(self.choice_changed)
        self.errors_button.clicked.connect(self.errors_wanted)
        self.take_button.clicked.connect(lambda: self.rows.tick_shown(ticked=True))
        self.leave_button.clicked.connect(lambda: self.rows.tick_shown(ticked=False))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.cells.setFixedHeight(sizes.px(150))
        upper = QWidget()
        above = line_of(self.chips, self.take_button, self.leave_button)
        above.setStretch(0, 1)
        column = column_of(above, self.rows, self.cells, gap=6)
        column.setStretch(1, 1)
        upper.setLayout(column)
        self._stack.addWidget(upper)
        self._stack.addWidget(self.problems)
        outer = QVBoxLayout(self)
        pad(outer, across=24, down=12)
        outer.setSpacing(sizes.px(10))
        outer.addWidget(self.tiles)
        outer.addWidget(self._notes)
        outer.addLayout(line_of(self.views, STRETCH, self.errors_button))
        outer.addWidget(self._stack, 1)


class _Tiles(QWidget):
    """新增, 变更, 相同, 存疑, 损坏 in figures."""

    def __init__(self) -> None:
        super().__init__()
        self.figures = {state: label("0", "title") for state in RowState}
        self._details = {state: label("", "caption") for state in RowState}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.metrics().px(10))
        for state, words in ROW_STATE_LABELS.items():
            tile = QFrame()
            tile.setProperty("role", "card")
            column = column_of(
                line_of(label(words, "field"), STRETCH, self.figures[state]),
                self._details[state],
                gap=2,
            )
            pad(column, across=14, down=8)
            tile.setLayout(column)
            row.addWidget(tile, 1)

    def show_summary(self, summary: PlanSummary, states: Mapping[RowState, int]) -> None:
        """Show the figures of a plan."""
        for state, attribute in (
            (RowState.NEW, "new"),
            (RowState.CHANGED, "changed"),
            (RowState.SAME, "same"),
        ):
            parts = []
            total = 0
            for noun, count in summary.counts.items():
                number = int(getattr(count, attribute))
                words, measure = COUNTED.get(noun, (noun, "条"))
                total += number
                parts.append(f"{words} {number:,} {measure}")
            self.figures[state].setText(f"{total:,}")
            self._details[state].setText("，".join(parts))
        for state, words in (
            (RowState.DOUBTFUL, "可能与已有的人重复"),
            (RowState.DAMAGED, "有内容不能存入"),
        ):
            self.figures[state].setText(f"{states[state]:,}")
            self._details[state].setText(words if states[state] else "没有")
