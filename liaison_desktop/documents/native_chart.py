"""Charts of Office: native, editable, with their data in an embedded workbook.

Made with python-pptx; a .docx takes the same chart part (tech.md 8). Colours and patterns are
those of the paper. A matrix is no chart of Office: it becomes a table.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pptx import Presentation
from pptx.chart.chart import Chart as OfficeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Length, Pt

from liaison_desktop.documents.chart_workbook import chart_workbook
from liaison_desktop.documents.native_face import name_face, rgb
from liaison_desktop.documents.native_line import move_to_line
from liaison_desktop.documents.text import clean
from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_scale import COLUMNS_BELOW_LINE, line_bounds, scale_for
from liaison_desktop.domain.figures.chart_tone import Hatch, Tone, gap_width, tones
from liaison_desktop.domain.figures.chart_words import (
    axis_unit,
    category_words,
    columns_of,
    series_words,
)
from liaison_desktop.domain.figures.number_words import PERCENT

if TYPE_CHECKING:
    from pptx.chart.data import ChartData

_TYPES = {
    ChartKind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.BULLETS: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.COLUMNS_AND_LINE: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.STACK: XL_CHART_TYPE.COLUMN_STACKED,
}
_PATTERNS = {
    Hatch.RISING: MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    Hatch.LEVEL: MSO_PATTERN.LIGHT_HORIZONTAL,
    Hatch.CROSSED: MSO_PATTERN.OUTLINED_DIAMOND,
}
_LYING = {ChartKind.BARS, ChartKind.BULLETS}
_WHOLE, _RATE, _NO_ZEROS = "General", 'General"%"', "0;-0;;"
_INK, _SOFT, _FAINT = RGBColor(0x1E, 0x28, 0x2C), RGBColor(0x4D, 0x58, 0x5D), RGBColor(*[0xDB] * 3)


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart as parts of an Office file.

    Attributes:
        xml: The chart part; its data stand in the part related as ``rId1``.
        workbook: That part, an .xlsx file.
    """

    xml: bytes
    workbook: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chart stands on its slide, and its type in points."""

    x: Length
    y: Length
    width: Length
    height: Length
    size: float = 14.0


def drawable(chart: Chart) -> bool:
    """Tell whether Office can draw a chart: there is something to draw, and it is no matrix."""
    return chart.kind is not ChartKind.MATRIX and bool(chart.categories) and not chart.empty


def chart_part(chart: Chart, size: float = 10.5) -> NativeChart | None:
    """Return the parts of a chart for a .docx, None where Office cannot draw it.

    Args:
        chart: What is drawn; a matrix is to be set as a table.
        size: Type in points.
    """
    if not drawable(chart):
        return None
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    sides = (Length(0), Length(0), Length(5_400_000), Length(3_600_000))
    made = add_chart(slide.shapes, chart, Place(*sides, size))
    return NativeChart(made.part.blob, chart_workbook(chart))


def add_chart(shapes: SlideShapes, chart: Chart, place: Place) -> OfficeChart:
    """Put a chart on a slide and return it."""
    sides = (place.x, place.y, place.width, place.height)
    # The library names the base class of the data it takes; the frame it returns is another.
    data = cast("ChartData", _data(chart))
    frame = cast(GraphicFrame, shapes.add_chart(_TYPES[chart.kind], *sides, data))
    made = frame.chart
    part = cast(ChartPart, made.part)
    part.chart_workbook.update_from_xlsx_blob(chart_workbook(chart))
    _set_type(made, place.size)
    _set_axes(made, chart)
    _set_series(made, chart)
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position = XL_LEGEND_POSITION.TOP
        made.legend.include_in_layout = False
    if chart.kind is ChartKind.COLUMNS_AND_LINE:
        move_to_line(made, tones(chart)[-1].colour, line_bounds(chart.series[-1].values))
    return made


def _data(chart: Chart) -> CategoryChartData:
    data = CategoryChartData(number_format=_WHOLE)
    data.categories = list(map(clean, category_words(chart)))
    for one in chart.series:
        data.add_series(clean(series_words(one)), one.values)
    return data


def _set_type(made: OfficeChart, size: float) -> None:
    made.has_title = False
    made.font.size = Pt(size)
    made.font.color.rgb = _INK
    name_face(made.font)


def _set_axes(made: OfficeChart, chart: Chart) -> None:
    names, values = made.category_axis, made.value_axis
    names.format.line.color.rgb = _SOFT
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.has_major_gridlines = False
    _name_every_category(made)
    values.minimum_scale = 0
    values.format.line.fill.background()
    if chart.kind in _LYING:
        names.reverse_order = True
        values.visible = values.has_major_gridlines = False
        return
    if chart.kind is ChartKind.COLUMNS_AND_LINE:
        values.has_major_gridlines = False  # they would run through the line's part
    else:
        values.major_gridlines.format.line.color.rgb = _FAINT
    values.tick_labels.number_format = _RATE if axis_unit(chart) == PERCENT else _WHOLE
    values.tick_labels.number_format_is_linked = False
    if chart.kind is ChartKind.COLUMNS_AND_LINE:
        scale = scale_for(value for one in columns_of(chart) for value in one.values)
        values.maximum_scale, values.major_unit = scale.top * COLUMNS_BELOW_LINE, scale.step
        values.tick_labels.number_format = f"[<={scale.top}]General;"


def _name_every_category(made: OfficeChart) -> None:
    """Keep Office from leaving out names where it finds them close (ECMA-376, 21.2.2.209)."""
    after = made.element.find(f".//{qn('c:catAx')}/{qn('c:noMultiLvlLbl')}")
    after.addprevious(after.makeelement(qn("c:tickLblSkip"), {"val": "1"}))


def _set_series(made: OfficeChart, chart: Chart) -> None:
    plot = made.plots[0]
    plot.gap_width = gap_width(len(chart.categories))
    if chart.kind is not ChartKind.STACK:
        plot.overlap = 0
    for one, series, tone in zip(chart.series, plot.series, tones(chart), strict=True):
        _fill(series, tone)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format = _RATE if one.unit == PERCENT else _WHOLE
        labels.number_format_is_linked = False
        if chart.kind is ChartKind.STACK:
            labels.number_format = _NO_ZEROS
            labels.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF) if tone.dark else _INK
            labels.font.bold = not tone.dark
        else:
            labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _fill(series: BarSeries, tone: Tone) -> None:
    fill = series.format.fill
    series.invert_if_negative = False
    if tone.hatch is Hatch.NONE:
        fill.solid()
        fill.fore_color.rgb = rgb(tone.ground)
    else:
        fill.patterned()
        fill.pattern = _PATTERNS[tone.hatch]
        fill.fore_color.rgb, fill.back_color.rgb = rgb(tone.colour), rgb(tone.ground)
    series.format.line.color.rgb = rgb(tone.colour)
