"""统计图表: charts, indicators, questions and the meeting pack of one period and one area."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.scope import ScopePart
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.chart_view import ChartView
from liaison_desktop.ui.figures.figure_view import FigureView
from liaison_desktop.ui.figures.indicator_list import IndicatorList
from liaison_desktop.ui.figures.meeting_view import MeetingView
from liaison_desktop.ui.figures.period_choice import PeriodChoice
from liaison_desktop.ui.figures.scope_choice import PLACES, ScopeChoice
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, label, line_of
from liaison_desktop.ui.on_demand import on_demand
from liaison_desktop.ui.page import FIGURES, DeskContext, Destination, Page
from liaison_desktop.ui.segments import Segments

if TYPE_CHECKING:
    from liaison_desktop.ui.figures.question_line import QuestionView

CHARTS, INDICATORS, QUESTIONS, MEETING = "charts", "indicators", "questions", "meeting"
_VIEWS = (
    (CHARTS, "图表", "Alt+1"),
    (INDICATORS, "指标", "Alt+2"),
    (QUESTIONS, "问数", "Alt+3"),
    (MEETING, "会议材料", "Alt+4"),
)
_COMMANDS = ("new", "edit", "save", "delete", "print", "export", "refresh")
_VIEW_OF = {Kind.OWN_INDICATOR: INDICATORS, Kind.PINNED_QUESTION: QUESTIONS}
_PLACES = frozenset({Kind.AREA, Kind.UNIT, Kind.TEAM, Kind.CADRE, Kind.STATION})


class FiguresPage(Page):
    """Period and area stand above all views; each asks for itself when it comes into sight."""

    name: ClassVar[str] = FIGURES
    concerns: ClassVar[frozenset[Kind]] = _PLACES

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.setProperty("role", "page")
        self.segments = Segments(_VIEWS)
        self.period = PeriodChoice(desk.office.context.today)
        self.scope = ScopeChoice()
        self._stack = QStackedWidget()
        self._lay_out()
        self.segments.chosen.connect(self.show_view)
        self.period.changed.connect(self._on_span_chosen)
        self.scope.changed.connect(self._on_span_chosen)
        self._stack.setCurrentWidget(self.charts)

    @cached_property
    def charts(self) -> ChartView:
        """The view 图表; the others are built when they are first shown."""
        view = ChartView(self.desk)
        self._stack.addWidget(view)
        return view

    @cached_property
    def indicators(self) -> IndicatorList:
        """The view 指标."""
        view = IndicatorList(self.desk)
        self._stack.addWidget(view)
        return view

    @cached_property
    def questions(self) -> "QuestionView":
        """The view 问数."""
        # It draws charts, and pyqtgraph is not needed before one is shown.
        view: QuestionView = on_demand("QuestionView")(self.desk)
        self._stack.addWidget(view)
        return view

    @cached_property
    def meeting(self) -> MeetingView:
        """The view 会议材料."""
        view = MeetingView(self.desk)
        self._stack.addWidget(view)
        return view

    def refresh(self) -> None:
        """Ask for the areas and people that can be chosen, and for the view in sight."""
        office = self.desk.office

        def read() -> tuple[ScopePart, ...]:
            return tuple(part for one in PLACES for part in office.figures.scope_parts(one))

        self.desk.lanes.read((id(self), "places"), read, self.scope.set_parts, owner=self)

    def show_view(self, view: str) -> None:
        """Bring a view into sight and give it the keys."""
        self.segments.choose(view)
        shown = self._view()
        shown.show_span(self.period.period(), self.scope.scope())
        self._stack.setCurrentWidget(shown)
        shown.setFocus()

    def show_destination(self, destination: Destination) -> None:
        """Show a view; an own indicator in 指标, a question kept in 问数."""
        known = [key for key, _, _ in _VIEWS]
        view = _VIEW_OF.get(destination.kind, destination.view) if destination.kind else (
            destination.view
        )  # fmt: skip
        self.show_view(view if view in known else CHARTS)
        if destination.kind is Kind.OWN_INDICATOR and destination.record is not None:
            self.indicators.show_indicator(f"own_{destination.record}")

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do, in the view in sight when they are given."""
        return {name: partial(self._run, name) for name in _COMMANDS}

    def _run(self, name: str) -> None:
        view = self._view()
        call = view.refresh if name == "refresh" else view.commands().get(name)
        if call is not None:
            call()

    def _view(self) -> FigureView:
        match self.segments.current():
            case "indicators":
                return self.indicators
            case "questions":
                return self.questions
            case "meeting":
                return self.meeting
            case _:
                return self.charts

    def _on_span_chosen(self) -> None:
        self._view().show_span(self.period.period(), self.scope.scope())

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        words = label("范围(&R)", "field")
        words.setBuddy(self.scope.box)
        area = QWidget()
        area.setLayout(line_of(words, self.scope, gap=6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.px(12), 0, 0)
        column.setSpacing(0)
        strip = flow_of(self.segments, STRETCH, self.period, area)
        strip.setContentsMargins(sizes.px(16), 0, sizes.px(16), 0)
        column.addLayout(strip)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.segments)
