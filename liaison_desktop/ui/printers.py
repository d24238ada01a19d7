"""The printers of this machine, opened for true size."""

from typing import Protocol

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from liaison_desktop.domain.terms.contact_card import Duplex
from liaison_desktop.ui.printing import make_printer

AUTOMATIC_TRAY = "auto"
TRAYS: dict[str, tuple[str, QPrinter.PaperSource]] = {
    AUTOMATIC_TRAY: ("自动选纸盒", QPrinter.PaperSource.Auto),
    "upper": ("上纸盒", QPrinter.PaperSource.Upper),
    "lower": ("下纸盒", QPrinter.PaperSource.Lower),
    "middle": ("中纸盒", QPrinter.PaperSource.Middle),
    "manual": ("手动进纸", QPrinter.PaperSource.Manual),
    "cassette": ("纸盘", QPrinter.PaperSource.Cassette),
}
_DUPLEX = {
    Duplex.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Duplex.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}


class Printers(Protocol):
    """Where a document can be printed."""

    def names(self) -> tuple[str, ...]:
        """Return the names of the printers, the default one first."""

    def open(self, name: str, tray: str, duplex: Duplex, size_mm: tuple[float, float]) -> QPrinter:
        """Return a printer ready for sheets of a size.

        Args:
            name: One of ``names()``.
            tray: Key of ``TRAYS``.
            duplex: ``LONG`` and ``SHORT`` are left to the printer, else it prints one side.
            size_mm: Width and height of the sheet.
        """


class SystemPrinters:
    """The printers the system knows."""

    def names(self) -> tuple[str, ...]:
        """Return their names, the default one first."""
        default = QPrinterInfo.defaultPrinterName()
        names = QPrinterInfo.availablePrinterNames()
        return tuple(sorted(names, key=lambda name: (name != default, name)))

    def open(self, name: str, tray: str, duplex: Duplex, size_mm: tuple[float, float]) -> QPrinter:
        """Return a printer set to the tray and the sides; see ``Printers.open``."""
        printer = make_printer(name, size_mm)
        printer.setPaperSource(TRAYS[tray][1])
        printer.setDuplex(_DUPLEX.get(duplex, QPrinter.DuplexMode.DuplexNone))
        return printer
