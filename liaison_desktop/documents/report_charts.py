"""Charts behind an official paper, two on an upright page."""

from collections.abc import Sequence

from liaison_desktop.documents.chart_drawing import draw_chart
from liaison_desktop.documents.page import Placed
from liaison_desktop.documents.report_page import HIGH, ROW, WIDE
from liaison_desktop.documents.report_parts import Annex
from liaison_desktop.documents.report_tables import annex_head
from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_pieces import pieces

_GAP = ROW  # between two charts
_SIZE = 9.0  # points of their labels
_MOST = {ChartKind.BARS: 14, ChartKind.BULLETS: 14, ChartKind.MATRIX: 14}  # on half a page


def half_page_charts(charts: Sequence[Chart]) -> tuple[Chart, ...]:
    """Return charts of which each is legible on half a page; long ones are cut into pieces."""
    return tuple(piece for chart in charts for piece in pieces(chart, _MOST.get(chart.kind, 0)))


def chart_sides(annex: Annex) -> tuple[tuple[Placed, ...], ...]:
    """Return what stands on every page of an annex of charts, measured from its type area."""
    marks, top = annex_head(annex, WIDE)
    sides: list[tuple[Placed, ...]] = []
    charts = half_page_charts(annex.charts)
    for first in range(0, len(charts), 2):
        high = (HIGH - top - _GAP) / 2
        parts = [
            Placed(0, top + number * (high + _GAP), draw_chart(chart, WIDE, high, size=_SIZE))
            for number, chart in enumerate(charts[first : first + 2])
        ]
        sides.append((Placed(0, 0, () if first else marks), *parts))
        top = 0.0
    return tuple(sides)
