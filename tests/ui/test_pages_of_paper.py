"""Preview and printing with real PDF pages."""

import io

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from liaison_desktop.domain.progress import CancelledError, Silence
from liaison_desktop.ui.page_image import Pages, pixels, to_image
from liaison_desktop.ui.pdf_view import PdfView
from liaison_desktop.ui.printing import (
    NO_CORRECTION,
    Correction,
    PrintError,
    PrintJob,
    Side,
    make_printer,
    prepare_printer,
    print_pages,
    store_correction,
    stored_correction,
)
from tests.fakes import InlineLanes

A4 = (210.0, 297.0)


class Picture:
    def __init__(self, bitmap):
        self.width, self.height, self.stride = bitmap.width, bitmap.height, bitmap.stride
        self.data = bytes(bitmap.buffer)


class Paper:
    """A PDF with a black square of 100 mm, its corner 30 mm right and 40 mm down, a page."""

    def __init__(self, count=2, size=A4):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(size[0] * mm, size[1] * mm))
        for _ in range(count):
            canvas.rect(30 * mm, (size[1] - 140) * mm, 100 * mm, 100 * mm, stroke=0, fill=1)
            canvas.showPage()
        canvas.save()
        self.pdf = buffer.getvalue()
        self.document = pypdfium2.PdfDocument(self.pdf)
        self.rendered = []
        self.pages = Pages((size,) * count, self.render)

    def render(self, page, dpi):
        self.rendered.append((page, dpi))
        return Picture(self.document[page].render(scale=dpi / 72, grayscale=True))


def square_mm(pdf, page=0):
    """Return left, top, width and height of the black square of a printed page."""
    dpi = 300
    document = pypdfium2.PdfDocument(pdf)
    image = to_image(Picture(document[page].render(scale=dpi / 72, grayscale=True)))
    width, height = document[page].get_size()
    document.close()
    rows = [y for y in range(image.height()) if image.pixelColor(900, y).lightness() < 128]
    line = rows[len(rows) // 2]
    columns = [x for x in range(image.width()) if image.pixelColor(x, line).lightness() < 128]
    sizes = (columns[0], rows[0], len(columns), len(rows))
    return [value * 25.4 / dpi for value in sizes], (width * 25.4 / 72, height * 25.4 / 72)


@pytest.fixture
def print_to(tmp_path, qapp):
    def run(job, progress=None):
        file = tmp_path / "out.pdf"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        prepare_printer(printer, job.pages.sizes_mm[0])
        print_pages(printer, job, progress or Silence())
        return file.read_bytes()

    return run


@pytest.mark.parametrize("size", [A4, (297.0, 210.0), (148.0, 210.0)])
def test_a_page_prints_at_true_size(print_to, size):
    paper = Paper(1, size)
    square, sheet = square_mm(print_to(PrintJob("cards", paper.pages)))
    assert square == pytest.approx([30, 40, 100, 100], abs=0.15)
    assert sheet == pytest.approx(size, abs=0.3)
    assert paper.rendered == [(0, 600)]


def test_the_correction_of_each_side_moves_and_scales_it(print_to):
    job = PrintJob(
        "cards",
        Paper(2).pages,
        (Side.FRONT, Side.BACK),
        front=Correction(2.0, -1.5),
        back=Correction(-1.0, 0.5, 1.01),
    )
    pdf = print_to(job)
    assert square_mm(pdf, 0)[0] == pytest.approx([32, 38.5, 100, 100], abs=0.15)
    back = [30 * 1.01 - 1, 40 * 1.01 + 0.5, 101, 101]
    assert square_mm(pdf, 1)[0] == pytest.approx(back, abs=0.15)


def test_printing_reports_pages_and_can_be_cancelled(print_to):
    seen = []

    class Stop:
        def step(self, done, total, sentence):
            seen.append((done, total, sentence))
            if done == 1:
                raise CancelledError

    with pytest.raises(CancelledError):
        print_to(PrintJob("cards", Paper(3).pages), Stop())
    assert [(done, total) for done, total, _ in seen] == [(0, 3), (1, 3)]
    assert "第 1 页" in seen[0][2]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_written_to_is_told(tmp_path, qapp):
    printer = make_printer("", A4)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "missing" / "out.pdf"))
    with pytest.raises(PrintError, match="打印机"):
        print_pages(printer, PrintJob("cards", Paper(1).pages), Silence())


def test_corrections_are_kept_for_printer_tray_and_side(qapp):
    correction = Correction(0.4, -0.3, 1.001)
    assert stored_correction("HP/1020") == NO_CORRECTION
    store_correction(correction, "HP/1020")
    store_correction(Correction(9), "HP/1020", "手送", Side.BACK)
    assert stored_correction("HP/1020") == correction
    assert stored_correction("HP/1020", "手送") == correction
    assert stored_correction("HP/1020", "手送", Side.BACK) == Correction(9)
    assert stored_correction("HP/1020", side=Side.BACK) == NO_CORRECTION
    assert stored_correction("Canon") == NO_CORRECTION


@pytest.fixture
def view(qtbot):
    made = PdfView(InlineLanes())
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def test_the_preview_draws_the_page_in_sight_and_three_neighbours(view):
    paper = Paper(20)
    view.show_pages(paper.pages)
    assert view.cached_pages() == (0, 1, 2, 3)
    assert paper.rendered[0][0] == 0
    view.go_to(10)
    assert view.page == 10
    assert view.cached_pages() == tuple(range(7, 14))


def test_the_preview_shows_the_page_itself(view):
    view.show_pages(Paper(1).pages)
    picture = view.viewport().grab().toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 60
        for x in range(0, picture.width(), 10)
        for y in range(0, picture.height(), 10)
    )
    share = 100 * 100 / (210 * 297) * (view.zoom / 100) ** 2 * pixels(210, 96) * pixels(297, 96)
    assert dark * 100 == pytest.approx(share, rel=0.15)


def test_zooming_keeps_the_page_and_draws_it_anew(view, qtbot):
    paper = Paper(8)
    view.show_pages(paper.pages)
    view.go_to(4)
    view.set_zoom(100)
    view.zoom_in()
    assert view.zoom == 125
    view.zoom_out()
    assert view.zoom == 100
    assert view.page == 4
    assert paper.rendered[-1][1] == 96
    view.resize(500, 500)
    assert view.zoom == 100
    view.fit_width()
    assert view.zoom < 60
    assert view.horizontalScrollBar().maximum() == 0


def test_keys_turn_the_pages(view, qtbot):
    view.show_pages(Paper(9).pages)
    pages = []
    view.page_changed.connect(pages.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End):
        qtbot.keyClick(view, key)
    assert pages[:3] == [1, 2, 1]
    assert view.page >= 7
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0


def test_another_document_replaces_the_first(view):
    view.show_pages(Paper(9).pages)
    view.go_to(8)
    view.show_pages(Paper(1, (90.0, 54.0 * 3)).pages)
    assert view.page == 0
    assert view.cached_pages() == (0,)
    view.show_pages(Pages((), Paper(1).render))
    assert view.page_count == 0
    view.grab()


def test_pixels_of_every_kind_become_pictures(qapp):
    class Raw:
        def __init__(self, depth):
            self.width, self.height, self.stride = 4, 2, 4 * depth
            self.data = bytes([10, 20, 30, 255][:depth] * 8)

    assert to_image(Raw(3)).pixelColor(1, 1).getRgb()[:3] == (30, 20, 10)
    assert to_image(Raw(4)).pixelColor(1, 1).getRgb()[:3] == (30, 20, 10)
    assert to_image(Raw(1)).size() == QSize(4, 2)
    with pytest.raises(ValueError, match="pixels"):
        to_image(Raw(2))
