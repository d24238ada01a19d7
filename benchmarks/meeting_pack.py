"""The meeting pack of a half-year, beside a script that puts the same numbers into bare charts.

``python -m benchmarks.meeting_pack`` fills a station of 15,000 households with 10,000 records
of each ledger, makes the charts of a meeting from it and writes them in every form. The rival
is what a skilled clerk would script for slides, workbook and PDF: python-pptx, openpyxl and
reportlab.graphics with their default charts of the same values – no patterns, no notes, no
data tables, no named fonts in the slides. Times are seconds, the best of three runs; the
first run, which loads the libraries, is told apart.
"""

import argparse
import io
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm
from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from benchmarks.figures import pair_and_issue
from benchmarks.ledger_lists import TODAY
from benchmarks.made_up import fill
from benchmarks.made_up_matters import add_matters
from liaison_desktop.documents.fonts import Style, registered_name
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.domain.figures.period import half_year_of
from liaison_desktop.services.figures.meeting_files import SUFFIXES, write_pack
from liaison_desktop.services.office import open_office

_RUNS = 3


def bare_slides(charts: Sequence[Chart], path: Path) -> None:
    """Write slides with default charts."""
    deck = Presentation()
    for chart in charts:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = chart.headline
        data = CategoryChartData()
        data.categories = chart.categories
        for one in chart.series:
            data.add_series(one.name, one.values)
        kind = XL_CHART_TYPE.COLUMN_CLUSTERED
        slide.shapes.add_chart(kind, Cm(1), Cm(4), Cm(23), Cm(14), data)
    deck.save(str(path))


def bare_workbook(charts: Sequence[Chart], path: Path) -> None:
    """Write a workbook with default charts."""
    book = Workbook()
    for chart in charts:
        sheet = book.create_sheet(chart.key)
        sheet.append(["", *(one.name for one in chart.series)])
        for number, name in enumerate(chart.categories):
            sheet.append([name, *(one.values[number] for one in chart.series)])
        made, last = BarChart(), len(chart.categories) + 1
        columns = len(chart.series) + 1
        cells = Reference(sheet, min_col=2, max_col=columns, min_row=1, max_row=last)
        made.add_data(cells, titles_from_data=True)
        made.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
        sheet.add_chart(made, "F2")
    book.save(path)


def bare_pages(charts: Sequence[Chart], path: Path) -> None:
    """Write a PDF with default charts."""
    name, target = registered_name(Style.PLAIN), io.BytesIO()
    canvas = Canvas(target, pagesize=landscape(A4))
    for chart in charts:
        drawing = Drawing(760, 420)
        made = VerticalBarChart()
        made.x, made.y, made.width, made.height = 50, 60, 680, 330
        made.data = [tuple(value or 0 for value in one.values) for one in chart.series]
        made.categoryAxis.categoryNames = list(chart.categories)
        made.categoryAxis.labels.fontName = made.barLabels.fontName = name
        made.barLabelFormat, made.valueAxis.valueMin = "%d", 0
        drawing.add(made)
        canvas.setFont(name, 18)
        canvas.drawString(50, 550, chart.headline)
        renderPDF.draw(drawing, canvas, 40, 90)
        canvas.showPage()
    canvas.save()
    path.write_bytes(target.getvalue())


RIVALS = {".pptx": bare_slides, ".xlsx": bare_workbook, ".pdf": bare_pages}


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the first run and of the best that follow."""
    taken = []
    for _ in range(_RUNS + 1):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return taken[0], min(taken[1:])


def measure(households: int, records: int, folder: Path) -> None:
    """Fill a station and print one row a form."""
    with open_office(folder / "data", create=True, today=lambda: TODAY) as office:
        fill(office.context, households)
        pair_and_issue(office)
        add_matters(office.context, records, TODAY)
        period = half_year_of(TODAY)
        first, best = timed(lambda: office.charts.meeting(period))
        print(f"charts of a meeting from the ledgers: {best:.2f} s (first {first:.2f} s)")
        pack = office.charts.pack(period)
    for suffix in SUFFIXES:
        print(_row(pack, suffix, folder))


def _row(pack: MeetingPack, suffix: str, folder: Path) -> str:
    first, best = timed(lambda: write_pack(pack, folder / f"ours{suffix}"))
    said = f"{suffix}: {best:.2f} s (first {first:.2f} s)"
    if suffix not in RIVALS:
        return said
    _, rival = timed(lambda: RIVALS[suffix](pack.charts, folder / f"rival{suffix}"))
    return f"{said}, bare script {rival:.2f} s, ratio {best / rival:.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("households", nargs="?", type=int, default=15_000)
    parser.add_argument("records", nargs="?", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.households, options.records, Path(folder))


if __name__ == "__main__":
    main()
