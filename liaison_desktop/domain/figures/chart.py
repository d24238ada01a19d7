"""Charts as values: one description for the screen, paper, slides and workbooks."""

from dataclasses import dataclass
from enum import Enum

from liaison_desktop.domain.figures.indicator import Number
from liaison_desktop.domain.figures.scope import Scope


class ChartKind(Enum):
    """How a chart is drawn; no pies, no third dimension (domain.md 11.4)."""

    BARS = "bars"  # horizontal, sorted, 其他 last
    COLUMNS = "columns"  # vertical, one or several series side by side
    STACK = "stack"  # vertical, series on top of each other
    COLUMNS_AND_LINE = "columns_and_line"  # the last series is a rate on an axis of its own
    BULLETS = "bullets"  # horizontal, done beside what is owed (quota), one a cadre
    MATRIX = "matrix"  # 村×组 cells, shaded and with their value


@dataclass(frozen=True, slots=True)
class ChartSource:
    """Where one value of a chart comes from: what a click on its bar opens.

    Attributes:
        key: Indicator.
        period: Key of the period.
        scope: What it is limited to.
    """

    key: str
    period: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values.

    Attributes:
        name: What stands in the legend.
        values: One a category; None where nothing is known, which is not drawn as 0.
        unit: Measure word.
        sources: As many as values; empty where values have no records of their own.
    """

    name: str
    values: tuple[Number | None, ...]
    unit: str
    sources: tuple[ChartSource | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart for screen, paper, slide and workbook.

    Attributes:
        key: Name of the chart, the same for every period, e.g. ``dispute_classes``.
        title: What it shows, with the period.
        headline: One plain sentence that says what to see; all its figures are in the data.
        kind: How it is drawn.
        categories: Names along the axis.
        series: At least one.
        note: Source, period (统计时段), date and definition, as it stands under the chart.
        rows: For a ``MATRIX``: names of its rows; each series is a row then.
    """

    key: str
    title: str
    headline: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    note: str
    rows: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for one in self.series for value in one.values)
