"""Redrawing a chart on the screen, beside plain pyqtgraph of the same data.

``python -m benchmarks.charts_redraw``: no screen is needed. Both draw into a picture of the same
size; the rival draws bars, values and names with pyqtgraph's own items, without hatches,
wrapped names or anything to click on.
"""

import os
import time
from collections.abc import Callable
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pyqtgraph as pg
from PySide6.QtWidgets import QApplication, QWidget

from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.chart_canvas import ChartCanvas

_SIZE = (600, 330)
_ROUNDS = 15
_BUDGET_MS = 200


def made_charts(turn: int) -> tuple[Chart, ...]:
    """Return a chart of each size; other values each turn, so that nothing is kept."""
    return (
        _chart("6 months, 2 series and a rate", ChartKind.COLUMNS_AND_LINE, (6, 3), turn),
        _chart("26 villages, 3 series", ChartKind.COLUMNS, (26, 3), turn),
        _chart("58 cadres, done beside owed", ChartKind.BULLETS, (58, 2), turn),
        _chart("24 villages by 12 groups", ChartKind.MATRIX, (12, 24), turn),
    )


def _chart(name: str, kind: ChartKind, size: tuple[int, int], turn: int) -> Chart:
    count, rows = size
    series = tuple(
        Series(f"第{row + 1}项", tuple((7 * row + 3 * n + turn) % 37 for n in range(count)), "起")
        for row in range(rows)
    )
    names = tuple(f"第{n + 1}村" for n in range(count))
    matrix = tuple(one.name for one in series) if kind is ChartKind.MATRIX else ()
    return Chart("made", name, "", kind, names, series, "", matrix)


def ours(widget: ChartCanvas, chart: Chart) -> None:
    """Draw a chart as 统计图表 does."""
    widget.show_chart(chart)
    widget.grab()


def rival(widget: pg.PlotWidget, chart: Chart) -> None:
    """Draw the same values with pyqtgraph's own items."""
    widget.clear()
    wide = 0.8 / len(chart.series)
    for row, one in enumerate(chart.series):
        places = [n + row * wide for n in range(len(one.values))]
        widget.addItem(pg.BarGraphItem(x=places, height=one.values, width=wide, brush=row))
        for x, value in zip(places, one.values, strict=True):
            words = pg.TextItem(str(value), anchor=(0.5, 1))
            words.setPos(x, value)
            widget.addItem(words)
    widget.getAxis("bottom").setTicks([list(enumerate(chart.categories))])
    widget.grab()


def milliseconds(draw: Callable[[Chart], None], number: int) -> float:
    """Return the median time of a chart, its first drawing left out."""
    taken = []
    for turn in range(_ROUNDS + 1):
        chart = made_charts(turn)[number]
        begun = time.perf_counter()
        draw(chart)
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken[1:])


def main() -> None:
    """Print one line a chart."""
    app = QApplication([])
    theme.apply_theme(app, 100)
    canvas, plain = ChartCanvas(), pg.PlotWidget()
    widgets: tuple[QWidget, ...] = (canvas, plain)
    for widget in widgets:
        widget.resize(*_SIZE)
        widget.show()
        widget.grab()  # what is laid out and loaded once is not measured
    print("| chart | this program | plain pyqtgraph | ratio | budget |")
    print("|---|---|---|---|---|")
    for number, chart in enumerate(made_charts(0)):
        mine = milliseconds(lambda one: ours(canvas, one), number)
        other = milliseconds(lambda one: rival(plain, one), number)
        print(
            f"| {chart.title} | {mine:.1f} ms | {other:.1f} ms | {other / mine:.1f} × faster"
            f" | ≤ {_BUDGET_MS} ms |"
        )


if __name__ == "__main__":
    main()
