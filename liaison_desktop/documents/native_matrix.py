"""A matrix as a native table of a slide: shaded cells with their values."""

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.shapetree import SlideShapes
from pptx.table import _Cell as Cell
from pptx.util import Cm, Length, Pt

from liaison_desktop.documents.native_chart import Place
from liaison_desktop.documents.native_face import name_face, rgb
from liaison_desktop.documents.text import clean
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.chart_tone import shade
from liaison_desktop.domain.figures.chart_words import largest_of, value_words

_INK, _WHITE = RGBColor(0x1E, 0x28, 0x2C), RGBColor(0xFF, 0xFF, 0xFF)
_HIGHEST = Cm(1.4)
_HEAD, _BLANK = "#e0dbd1", ("#ffffff", False)


def add_matrix(shapes: SlideShapes, chart: Chart, place: Place) -> None:
    """Put a matrix on a slide.

    Args:
        shapes: Of the slide.
        chart: A chart of kind MATRIX.
        place: Where; rows are not stretched beyond what is legible.
    """
    rows, columns = len(chart.rows) + 1, len(chart.categories) + 1
    high = Length(min(place.height // rows, _HIGHEST))
    sides = (place.x, place.y, place.width, Length(high * rows))
    table = shapes.add_table(rows, columns, *sides).table
    table.columns[0].width = first = Length(place.width // max(7, columns // 2))
    for column in range(1, columns):
        table.columns[column].width = Length((place.width - first) // (columns - 1))
    size = min(place.size, high.pt / 1.9, place.width.pt / columns / 3.4)
    for column, name in enumerate(("", *chart.categories)):
        _set(table.cell(0, column), name, (_HEAD, False), size)
    largest = largest_of(chart)
    for row, (name, one) in enumerate(zip(chart.rows, chart.series, strict=True), start=1):
        table.rows[row].height = high
        _set(table.cell(row, 0), name, (_HEAD, False), size)
        for column, value in enumerate(one.values, start=1):
            look = _BLANK if value is None else shade(value / largest)
            words = "" if value is None else value_words(value, one.unit)
            _set(table.cell(row, column), words, look, size)


def _set(cell: Cell, text: str, look: tuple[str, bool], size: float) -> None:
    ground, white = look
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(ground)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Length(0)
    cell.margin_left = cell.margin_right = Cm(0.1)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.size, run.font.bold = Pt(size), False
    run.font.color.rgb = _WHITE if white else _INK
    name_face(run.font)
