"""Pages onto paper at true size, corrected for the printer, the tray and the side."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QMarginsF, QRectF, QSettings, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.ui.page_image import MM_PER_INCH, Pages, to_image

PRINT_DPI = 600
_NO_TRAY = "auto"


class PrintError(AppError):
    """The printer did not take the job."""

    title = "没有打印"


class Side(Enum):
    """Which side of the sheet; printers are off differently on the two."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Correction:
    """How far a printer is off, measured on the calibration page.

    Attributes:
        right_mm: Move everything right by this, negative is left.
        down_mm: Move everything down by this, negative is up.
        scale: Multiply lengths by this; 1.002 when 100 mm come out as 99.8.
    """

    right_mm: float = 0.0
    down_mm: float = 0.0
    scale: float = 1.0


NO_CORRECTION = Correction()


def stored_correction(printer: str, tray: str = _NO_TRAY, side: Side = Side.FRONT) -> Correction:
    """Return the correction kept for a printer, its tray and a side.

    A tray never measured takes what was measured for the printer's automatic tray.
    """
    settings = QSettings()
    for one in (tray, _NO_TRAY):
        key = _key(printer, one, side)
        if settings.contains(f"{key}/right_mm"):
            parts = (settings.value(f"{key}/{name}") for name in ("right_mm", "down_mm", "scale"))
            right, down, scale = (float(str(part)) for part in parts)
            return Correction(right, down, scale)
    return NO_CORRECTION


def store_correction(
    correction: Correction, printer: str, tray: str = _NO_TRAY, side: Side = Side.FRONT
) -> None:
    """Keep the correction of a printer, its tray and a side on this machine."""
    settings, key = QSettings(), _key(printer, tray, side)
    settings.setValue(f"{key}/right_mm", correction.right_mm)
    settings.setValue(f"{key}/down_mm", correction.down_mm)
    settings.setValue(f"{key}/scale", correction.scale)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is to be printed, and how.

    Attributes:
        title: Name of the job in the printer's queue; ASCII is safest.
        pages: The document.
        sides: Side of each page; all fronts if shorter than the document.
        front: Correction of front sides.
        back: Correction of back sides.
        copies: How often.
    """

    title: str
    pages: Pages
    sides: Sequence[Side] = ()
    front: Correction = NO_CORRECTION
    back: Correction = NO_CORRECTION
    copies: int = 1

    def correction(self, page: int) -> Correction:
        """Return the correction of a page."""
        side = self.sides[page] if page < len(self.sides) else Side.FRONT
        return self.back if side is Side.BACK else self.front


def make_printer(name: str, size_mm: tuple[float, float]) -> QPrinter:
    """Return a printer set to 600 dpi, the whole sheet, no margins of the driver's.

    Args:
        name: The printer's name in the system.
        size_mm: Width and height of the sheet in millimetres.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    prepare_printer(printer, size_mm)
    return printer


def prepare_printer(printer: QPrinter, size_mm: tuple[float, float]) -> None:
    """Set resolution, sheet and margins; in this order, or drivers put margins back."""
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    width, height = size_mm
    lying = width > height
    size = QPageSize(
        QSizeF(min(size_mm), max(size_mm)), QPageSize.Unit.Millimeter, "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )  # fmt: skip
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, way, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def print_pages(printer: QPrinter, job: PrintJob, progress: Progress) -> None:
    """Draw the pages on a prepared printer; run it on the heavy lane.

    The page is rendered at the printer's own resolution, so that a dot is a dot.

    Raises:
        PrintError: When the printer refuses.
        CancelledError: When the person cancels; the job is aborted.
    """
    printer.setDocName(job.title)
    printer.setCopyCount(job.copies)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError("打印机没有响应。请检查打印机是否开机、联机，然后再打印一次。")
    total = len(job.pages.sizes_mm)
    finished = False
    try:
        for page in range(total):
            progress.step(page, total, f"正在打印第 {page + 1} 页，共 {total} 页")
            if page and not printer.newPage():
                raise PrintError(f"打印机在第 {page + 1} 页停下了。请检查纸张后从这一页接着打印。")
            _draw(painter, printer.resolution(), job, page)
        finished = True
    finally:
        if not finished:
            printer.abort()
        painter.end()


def _draw(painter: QPainter, dpi: int, job: PrintJob, page: int) -> None:
    width_mm, height_mm = job.pages.sizes_mm[page]
    image = to_image(job.pages.render(page, dpi))
    painter.setWorldTransform(_transform(job.correction(page), dpi))
    size = QSizeF(width_mm, height_mm) * (dpi / MM_PER_INCH)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)


def _transform(correction: Correction, dpi: int) -> QTransform:
    dots = dpi / MM_PER_INCH
    moved = QTransform.fromTranslate(correction.right_mm * dots, correction.down_mm * dots)
    return QTransform.fromScale(correction.scale, correction.scale) * moved


def _key(printer: str, tray: str, side: Side) -> str:
    plain = f"{printer}|{tray}|{side.value}".replace("/", "_").replace("\\", "_")
    return f"printing/{plain}"
