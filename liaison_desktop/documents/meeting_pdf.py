"""The meeting pack on paper: A4 landscape, one chart a page with its data beneath (N22)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from liaison_desktop.documents.chart_drawing import draw_plot, headline_marks
from liaison_desktop.documents.chart_marks import LEADING, Region, block, em, lines_of
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import A4, Align, Ink, Mark, Page, Placed, Text
from liaison_desktop.documents.ruled import Frame, RowType, RuledCell, Sheets
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import clean, width
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_pieces import pieces
from liaison_desktop.domain.figures.chart_words import chart_table
from liaison_desktop.domain.figures.meeting_pack import MeetingPack

_FRAME = Frame(A4[1], A4[0], left=18, top=16, right=18, bottom=18)
_HEADLINE, _LABEL, _NOTE, _FOOT = 12.5, 10.5, 9.0, 9.0  # points
_TABLE = RowType(9.0, 1.2, least=5.6, pad=0.7)
_FIRST_COLUMN = 34.0  # mm at most
_MOST_COLUMNS = 14  # of values; more are set in a second band
_GAP = 2.5


def meeting_pdf(pack: MeetingPack) -> bytes:
    """Return the pack as a PDF; dated by the pack, so that a reprint is the same."""
    return pdf_of(meeting_pages(pack), clean(pack.title))


def meeting_pages(pack: MeetingPack) -> tuple[Page, ...]:
    """Return one page a chart; a chart of very many categories takes several."""
    charts = [piece for chart in pack.charts for piece in pieces(chart)]
    return tuple(
        Page(
            _FRAME.width,
            _FRAME.height,
            (*_chart(chart), Placed(0, 0, _foot(pack, number, len(charts)))),
        )
        for number, chart in enumerate(charts, start=1)
    )


def _chart(chart: Chart) -> tuple[Placed, ...]:
    """Return a page's body: headline, plot as high as the rest leaves, note, data."""
    marks, top = headline_marks(chart, _FRAME.wide, _HEADLINE)
    table, high = _table(chart)
    note = lines_of(chart.note, _NOTE, _FRAME.wide)
    note_high = len(note) * em(_NOTE) * LEADING
    under = _FRAME.high - high
    room = under - note_high - 2 * _GAP - top - _GAP
    plot = draw_plot(chart, Region(0, top + _GAP, _FRAME.wide, room), _LABEL)
    said = block((0, under - note_high - _GAP), note, _NOTE, Align.LEFT, Ink.GREY)
    return (
        Placed(_FRAME.left, _FRAME.top, (*marks, *plot, *said)),
        Placed(0, _FRAME.top + under, table),
    )


def _table(chart: Chart) -> tuple[tuple[Mark, ...], float]:
    """Return the data under a chart and its height, mm; a matrix is its own table."""
    if chart.kind is ChartKind.MATRIX or not chart.categories:
        return (), 0.0
    table = chart_table(chart)
    rows = (table.heads, *table.rows)
    longest = max(width(clean(row[0]), Style.SONG, _TABLE.size) for row in rows)
    first = min(max(longest + 3 * _TABLE.pad, 18.0), _FIRST_COLUMN)
    sheets = Sheets(replace(_FRAME, top=0.0))
    for start, end in _bands(len(chart.categories)):
        wide = (_FRAME.wide - first) / (end - start)
        for number, row in enumerate(rows):
            style = Style.SONG if number else Style.HEI
            cells = [RuledCell(row[0], first, Align.CENTRE, Style.SONG)]
            cells += [
                RuledCell(text, wide, Align.CENTRE, style) for text in row[1 + start : 1 + end]
            ]
            sheets.row(cells, _TABLE)
        sheets.down(1.0)
    return tuple(sheets.marks), sheets.y - 1.0


def _bands(count: int) -> Sequence[tuple[int, int]]:
    """Return from where to where the columns of each band go, evenly."""
    bands = -(-count // _MOST_COLUMNS)
    bounds = [round(count * number / bands) for number in range(bands + 1)]
    return list(pairwise(bounds))


def _foot(pack: MeetingPack, number: int, count: int) -> tuple[Mark, ...]:
    y = _FRAME.end + 8
    left = "　".join(filter(None, (clean(pack.title), clean(pack.station))))
    right = f"{day_words(pack.dated)}　第 {number} 页　共 {count} 页"
    edge = _FRAME.left + _FRAME.wide
    return (
        Text(_FRAME.left, y, left, Style.SONG, _FOOT, ink=Ink.GREY),
        Text(edge, y, right, Style.SONG, _FOOT, Align.RIGHT, ink=Ink.GREY),
    )
