"""问数: a question put together from five boxes, its answer, and the questions kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.figures.chart import Chart, ChartSource
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.question import PinnedQuestion, Question, QuestionAnswer
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.token import Run, Token
from liaison_desktop.ui import theme
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.figures.card_list import CardLine, CardList
from liaison_desktop.ui.figures.chart_card import ChartCard
from liaison_desktop.ui.figures.chart_files import (
    ask_file,
    chart_pack,
    copy_picture,
    write_charts,
)
from liaison_desktop.ui.figures.chart_places import Bar, bar_words, source_of
from liaison_desktop.ui.figures.figure_records import FigureRecords
from liaison_desktop.ui.figures.figure_view import FigureView
from liaison_desktop.ui.figures.paper_table import PaperTableView
from liaison_desktop.ui.figures.question_boxes import QuestionBoxes
from liaison_desktop.ui.layout_parts import STRETCH, flow_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext

_FIRST = "disputes_found"
_MOST_ROWS = 12
_NO_PINS = EmptyText("chart", "常问的问题按 ☆ 留在这里，\n打开就是现在的答案")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A question somebody keeps, with what its answer is now."""

    pinned: PinnedQuestion
    answer: str


@dataclass(frozen=True, slots=True)
class _Offers:
    """What the boxes offer."""

    terms: tuple[Indicator, ...]
    dimensions: tuple[Dimension, ...]
    parts: tuple[ScopePart, ...]


class QuestionView(FigureView):
    """Every choice is answered at once: a sentence, a table, a chart, and the records."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk)
        self.answer: QuestionAnswer | None = None
        self._kept: tuple[_Kept, ...] = ()
        self._offered = ""
        self.boxes = QuestionBoxes(desk.office.context.today)
        self.star = button("☆ 留用", tip="常问的问题留在左边（Ctrl+S）；再按一次取消（Ctrl+Del）")
        self.sentence = label("", "heading", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.copy_sentence_button = _tool("复制句子", "copy", "Alt+J")
        self.copy_table_button = _tool("复制表格", "copy", "Alt+B")
        self.copy_picture_button = _tool("复制图片", "copy", "Alt+P")
        self.records_button = _tool("列出记录", "search", "Alt+L")
        self.card = ChartCard()
        self.card.headline.hide()
        self.table = PaperTableView("答案的表格")
        self.pins = CardList("留用的问题")
        self.no_pins = EmptyState(self.pins.viewport())
        self.records = FigureRecords(desk, "question_records")
        self.records.hide()
        self.boxes.show_question(Question(self.period.key, _FIRST))
        self._lay_out()
        self._connect()

    def show_span(self, period: Period, scope: Scope) -> None:
        """Ask about the period and the area of the page, each where the page's was changed."""
        if period != self.period:
            self.boxes.show_period(period)
        if scope != self.scope:
            self.boxes.scope.choose(scope)
        super().show_span(period, scope)

    def refresh(self) -> None:
        """Ask for what can be asked, for the answer and for the questions kept."""
        self._ask_offers()
        self.ask()
        self._ask_pins()

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the window's commands do here."""
        return {"save": self.pin, "delete": self.unpin, "new": self.boxes.begin}

    def ask(self) -> None:
        """Answer the question in the boxes."""
        question, office = self.boxes.question(), self.desk.office

        def failed(error: BaseException) -> None:
            if not isinstance(error, AppError):
                raise error
            self._show_problem(error.message)

        self.desk.lanes.read(
            (id(self), "answer"),
            lambda: office.questions.answer(question),
            self._on_answer,
            failed,
            owner=self,
        )

    def show_question(self, question: Question) -> None:
        """Put a question in the boxes and answer it."""
        self.boxes.show_question(question)
        self._ask_offers()
        self.ask()

    def pin(self) -> None:
        """Keep the question, unless it is kept."""
        if self._pinned() is None:
            question, office = self.boxes.question(), self.desk.office

            def done(answer: tuple[int, Changes]) -> None:
                self.desk.done(answer[1], "已留用这个问题")

            self.desk.lanes.write(lambda _p: office.questions.pin(question), done, owner=self)

    def unpin(self) -> None:
        """Stop keeping the question."""
        pinned, office = self._pinned(), self.desk.office
        if pinned is not None:
            key = pinned.id

            def done(changes: Changes) -> None:
                self.desk.done(changes, f"已取消留用 {pinned.title}")

            self.desk.lanes.write(lambda _p: office.questions.unpin(key), done, owner=self)

    def text(self) -> str:
        """Return the sentence of the answer."""
        return _text(self.answer.sentence) if self.answer is not None else ""

    def _ask_offers(self) -> None:
        """Ask by what the indicator in the box can be limited and divided."""
        office, key = self.desk.office, self.boxes.indicator.key()
        period = parse_period(self.boxes.period.key())

        def read() -> _Offers:
            figures = office.figures
            dimensions = figures.dimensions(key)
            parts = (
                part
                for one in dimensions
                if one is not Dimension.MONTH
                for part in figures.scope_parts(one, key, period)
            )
            return _Offers(figures.indicators(), dimensions, tuple(parts))

        def show(found: _Offers) -> None:
            self.boxes.offer(found.terms, found.dimensions, found.parts)
            if self.boxes.question() != asked:
                self.ask()  # what it was limited to or divided by does not fit this indicator

        asked = self.boxes.question()
        self.desk.lanes.read((id(self), "offers"), read, show, _nothing, owner=self)

    def _ask_pins(self) -> None:
        office = self.desk.office

        def read() -> tuple[_Kept, ...]:
            return tuple(
                _Kept(one, _answered(office.questions.answer, one.question))
                for one in office.questions.pinned()
            )

        self.desk.lanes.read((id(self), "pins"), read, self._on_pins, owner=self)

    def _on_answer(self, answer: QuestionAnswer) -> None:
        self.answer = answer
        self.problem.hide()
        self.sentence.setText(self.text())
        self.table.show_table(answer.table)
        self.table.setFixedHeight(self.table.whole_height(_MOST_ROWS))
        self.card.setVisible(answer.chart is not None)
        self.copy_picture_button.setVisible(answer.chart is not None)
        if answer.chart is not None:
            self.card.show_chart(answer.chart)
            self.card.headline.hide()
        self._show_star()
        if not self.records.isHidden():
            self.list_records()

    def _show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _on_pins(self, kept: tuple[_Kept, ...]) -> None:
        self._kept = kept
        self.pins.show_lines([CardLine(one.pinned.title, one.answer, key=one) for one in kept])
        if kept:
            self.no_pins.hide()
        else:
            self.no_pins.show_text(_NO_PINS)
        self._show_star()

    def _pinned(self) -> PinnedQuestion | None:
        question = self.boxes.question()
        same = (one.pinned for one in self._kept if one.pinned.question == question)
        return next(same, None)

    def _show_star(self) -> None:
        self.star.setText("★ 已留用" if self._pinned() is not None else "☆ 留用")

    def _on_star(self) -> None:
        if self._pinned() is None:
            self.pin()
        else:
            self.unpin()

    def _on_pin_taken(self, kept: object) -> None:
        if isinstance(kept, _Kept):
            self.show_question(kept.pinned.question)

    def list_records(self) -> None:
        """List the records behind the figure asked for."""
        answer = self.answer
        if answer is None:
            return
        asked = answer.question
        self.records.show()
        source = ChartSource(asked.indicator, asked.period, asked.scope)
        self.records.ask(source, f"{answer.table.title} 的记录")

    def _on_records_wanted(self) -> None:
        self.list_records()
        self.records.setFocus()

    def _on_bar(self, bar: Bar) -> None:
        chart = self.card.chart
        if chart is not None:
            self.records.show()
            self.records.ask(source_of(chart, bar), bar_words(chart, bar))
            self.records.setFocus()

    def _on_records_closed(self) -> None:
        self.records.hide()
        self.card.setFocus()

    def _copy_sentence(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.desk.notice("句子已复制")

    def _copy_table(self) -> None:
        self.table.copy()
        self.desk.notice("表格已复制，可以粘贴到 Excel 或 WPS")

    def _copy_picture(self, chart: Chart) -> None:
        copy_picture(self.desk, self, lambda: self._pack(chart))

    def _save(self, chart: Chart, suffix: str) -> None:
        path = ask_file(self.desk, self, chart.title, suffix)
        if path is not None:
            write_charts(self.desk, self, lambda: self._pack(chart), path)

    def _pack(self, chart: Chart) -> MeetingPack:
        answer = self.answer
        period = parse_period(answer.question.period) if answer is not None else self.period
        return chart_pack(self.desk, chart, period)

    def _on_indicator(self) -> None:
        self._ask_offers()
        self.ask()

    def _connect(self) -> None:
        self.boxes.changed.connect(self.ask)
        self.boxes.indicator_chosen.connect(lambda _key: self._on_indicator())
        self.star.clicked.connect(self._on_star)
        self.pins.taken.connect(self._on_pin_taken)
        self.pins.itemClicked.connect(lambda _item: self._on_current_pin())
        self.copy_sentence_button.clicked.connect(self._copy_sentence)
        self.copy_table_button.clicked.connect(self._copy_table)
        self.copy_picture_button.clicked.connect(self.card.copy)
        self.records_button.clicked.connect(self._on_records_wanted)
        self.card.copy_wanted.connect(self._copy_picture)
        self.card.save_wanted.connect(self._save)
        self.card.canvas.opened.connect(self._on_bar)
        self.records.closed.connect(self._on_records_closed)

    def _on_current_pin(self) -> None:
        line = self.pins.current()
        if line is not None:
            self._on_pin_taken(line.key)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        asked = QFrame()
        asked.setProperty("role", "step")
        line = line_of(self.boxes, self.star)
        line.setStretch(0, 1)
        line.setAlignment(self.star, Qt.AlignmentFlag.AlignTop)
        pad(line, across=14, down=10)
        asked.setLayout(line)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem.hide()
        tools = flow_of(
            self.copy_sentence_button, self.copy_table_button, self.copy_picture_button,
            self.records_button,
        )  # fmt: skip
        body = QWidget()
        body.setProperty("role", "sheet")
        inner = QVBoxLayout(body)
        pad(inner, across=8, down=2)
        inner.setSpacing(sizes.gap)
        for one in (self.sentence, self.problem):
            inner.addWidget(one)
        inner.addLayout(tools)
        inner.addWidget(self.card)
        inner.addWidget(self.table)
        inner.addStretch(1)
        middle = QScrollArea()
        middle.setWidgetResizable(True)
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.setWidget(body)
        pins = QWidget()
        pins.setProperty("role", "pane")
        pins.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left = QVBoxLayout(pins)
        pad(left, across=1, down=10)
        head = line_of(label("留用的问题", "section"), STRETCH)
        head.setContentsMargins(sizes.px(12), 0, 0, 0)
        left.addLayout(head)
        left.addWidget(self.pins, 1)
        pins.setMinimumWidth(sizes.px(200))
        self.records.setMinimumWidth(sizes.px(280))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for part, stretch in ((pins, 0), (middle, 1), (self.records, 0)):
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([sizes.px(250), sizes.px(660), sizes.px(320)])
        column = QVBoxLayout(self)
        pad(column, across=16, down=10)
        column.setSpacing(sizes.gap)
        column.addWidget(asked)
        column.addWidget(splitter, 1)
        self.setFocusProxy(self.boxes)


def _tool(caption: str, icon_name: str, keys: str) -> QPushButton:
    made = button(caption, variant="quiet", icon_name=icon_name, tip=keys)
    made.setShortcut(keys)
    return made


def _answered(answer: Callable[[Question], QuestionAnswer], question: Question) -> str:
    """Return the sentence of a question now, or why there is none."""
    try:
        return _text(answer(question).sentence)
    except AppError as error:
        return error.message


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.shown if isinstance(run, Token) else run for run in runs)


def _nothing(_error: BaseException) -> None:
    """The answer says what is wrong."""
