"""The question line (领导问数): 期间 · 指标 · 范围 · 分组 · 对比, and its answer."""

from dataclasses import dataclass

from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.indicator import Figure
from liaison_desktop.domain.figures.scope import EVERYWHERE, Dimension, Scope
from liaison_desktop.domain.figures.summary import PaperTable
from liaison_desktop.domain.figures.token import Run


@dataclass(frozen=True, slots=True)
class Question:
    """A question in five boxes.

    Attributes:
        period: Key of the period.
        indicator: Key of the indicator.
        scope: 范围.
        by: 分组, None for the figure alone.
        against: 对比, None for none.
    """

    period: str
    indicator: str
    scope: Scope = EVERYWHERE
    by: Dimension | None = None
    against: Against | None = None


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """The answer: a sentence whose figures are tokens, a table, a chart.

    Attributes:
        question: What was asked.
        sentence: Runs of one sentence.
        figure: The figure asked for.
        table: The same figures as a table.
        chart: The same figures drawn; None where one figure stands alone.
    """

    question: Question
    sentence: tuple[Run, ...]
    figure: Figure
    table: PaperTable
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class PinnedQuestion:
    """A question somebody keeps on 统计图表."""

    id: int
    title: str
    question: Question
