"""The guided line of a question: [期间] [指标] [范围] [分组] [对比], read as a sentence."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.comparison import AGAINST_LABELS, Against
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.period import (
    Period,
    half_year,
    month_period,
    parse_period,
    quarter,
    year_period,
)
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import DIMENSION_LABELS, Dimension, ScopePart
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.scope_choice import ChoiceBox, ScopeChoice
from liaison_desktop.ui.layout_parts import flow_of, label, line_of

_YEARS = 3
_NOT_DIVIDED, _NOT_COMPARED = "不分组", "不对比"


class QuestionBoxes(QWidget):
    """Five boxes; initials of pinyin pick, Enter goes on, every choice asks at once."""

    changed = Signal()
    """Another question is asked."""
    indicator_chosen = Signal(str)
    """Another indicator was chosen: by what it can be limited and divided is another too."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Make the line.

        Args:
            today: Returns the present day.
        """
        super().__init__()
        self.period = ChoiceBox(((one.key, one.label) for one in _periods(today().year)), "期间")
        self.period.understand = _period_of
        self.period.setToolTip("如 2023年上半年，也可输入 2023H1、2023Q2、2023-06、2023-W07")
        self.indicator = ChoiceBox((), "指标")
        self.scope = ScopeChoice("问数范围")
        self.by = ChoiceBox((("", _NOT_DIVIDED),), "分组")
        self.against = ChoiceBox(
            (("", _NOT_COMPARED), *((one.value, AGAINST_LABELS[one]) for one in Against)), "对比"
        )
        for box, wide in (
            (self.period, 150), (self.indicator, 180), (self.scope.box, 170), (self.by, 130),
            (self.against, 96),
        ):  # fmt: skip
            theme.keep_width(box, fixed=wide)
        for box in (self.by, self.against):
            box.choose("")
        parts = (
            _said("", self.period), _said("的", self.indicator), _said("，范围", self.scope),
            _said("，分组", self.by), _said("，对比", self.against),
        )  # fmt: skip
        self.setLayout(flow_of(*parts, gap=6))
        self.period.chosen.connect(lambda _key: self.changed.emit())
        self.indicator.chosen.connect(self.indicator_chosen)
        for box in (self.by, self.against):
            box.chosen.connect(lambda _key: self.changed.emit())
        self.scope.changed.connect(self.changed)
        self.setFocusProxy(self.indicator)

    def begin(self) -> None:
        """Ask for another indicator."""
        self.indicator.setFocus()
        self.indicator.select()

    def question(self) -> Question:
        """Return what is asked."""
        by, against = self.by.key(), self.against.key()
        return Question(
            self.period.key(),
            self.indicator.key(),
            self.scope.scope(),
            Dimension(by) if by else None,
            Against(against) if against else None,
        )

    def show_period(self, period: Period) -> None:
        """Show a period without telling anyone."""
        self.period.add(period.key, period.label)
        self.period.choose(period.key)

    def show_question(self, question: Question) -> None:
        """Show a question without telling anyone."""
        self.show_period(parse_period(question.period))
        self.indicator.choose(question.indicator)
        self.scope.choose(question.scope)
        if question.by is not None:
            self.by.add(question.by.value, DIMENSION_LABELS[question.by])
        self.by.choose(question.by.value if question.by is not None else "")
        self.against.choose(question.against.value if question.against is not None else "")

    def offer(
        self,
        terms: Sequence[Indicator],
        dimensions: Sequence[Dimension],
        parts: Sequence[ScopePart],
    ) -> None:
        """Offer indicators, and by what the chosen one can be divided and limited."""
        self.indicator.offer((one.key, one.label) for one in terms)
        self.by.offer(
            (("", _NOT_DIVIDED), *((one.value, DIMENSION_LABELS[one]) for one in dimensions))
        )
        self.scope.set_parts(parts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next box with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def _said(words: str, box: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(line_of(label(words), box, gap=6) if words else line_of(box))
    return made


def _periods(year: int) -> Iterator[Period]:
    """Yield half-years, quarters, months and years, the newest first."""
    for one in range(year, year - _YEARS, -1):
        yield from (half_year(one, 1), half_year(one, 2), year_period(one))
    for one in range(year, year - _YEARS, -1):
        yield from (quarter(one, number) for number in range(1, 5))
    for one in range(year, year - 2, -1):
        yield from (month_period(one, number) for number in range(1, 13))


def _period_of(written: str) -> tuple[str, str] | None:
    """Understand a period as the command line writes it: 2023Q2, 2023-06, two days."""
    if not written.isascii():
        return None
    try:
        period = parse_period(written)
    except UsageError:
        return None
    return period.key, period.label
