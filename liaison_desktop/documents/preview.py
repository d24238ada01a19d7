"""PDF pages as pictures, for the preview and for printers that take only pictures.

pdfium draws exactly what the file says, so what is previewed is what is printed. No Qt
here: the window wraps the bytes in its own picture without copying them.
"""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

import pypdfium2

from liaison_desktop.documents.pdfium import LOCK
from liaison_desktop.documents.text import MM
from liaison_desktop.domain.errors import InputRefusedError

LARGEST_SIDE = 20_000  # pixels; beyond, a picture would not fit in memory


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels.

    Attributes:
        width, height: Pixels.
        stride: Bytes from one row to the next.
        data: Rows from the top.
        format: ``"BGR888"`` (blue, green, red bytes) or ``"Grayscale8"``.
    """

    width: int
    height: int
    stride: int
    data: bytes
    format: str


class Preview:
    """A PDF kept open while its pages are looked at; close it, or use ``with``."""

    def __init__(self, pdf: bytes) -> None:
        """Open a document.

        Raises:
            InputRefusedError: When the bytes are not a PDF that can be read.
        """
        with LOCK:
            try:
                self._document = pypdfium2.PdfDocument(pdf)
            except pypdfium2.PdfiumError as error:
                raise InputRefusedError("这个文件不是可以预览的 PDF，请重新生成。") from error

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the document."""
        self.close()

    def close(self) -> None:
        """Close the document; a second call does nothing."""
        with LOCK:
            self._document.close()

    @property
    def page_count(self) -> int:
        """Number of pages."""
        with LOCK:
            return len(self._document)

    def page_size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page (from 0) in millimetres."""
        with LOCK:
            wide, high = self._document.get_page_size(page)
        return wide / MM, high / MM

    def render(self, page: int, dpi: float, *, grey: bool = False) -> PageImage:
        """Return a page as pixels.

        Args:
            page: Number of the page, from 0.
            dpi: Pixels an inch; 96 is true size on a common screen.
            grey: One byte a pixel, for black-and-white printers.

        Raises:
            IndexError: When there is no such page.
            ValueError: When the picture would be larger than 20,000 pixels on a side.
        """
        if not 0 <= page < self.page_count:
            raise IndexError(page)
        if max(self.page_size(page)) / 25.4 * dpi > LARGEST_SIDE:
            raise ValueError("picture too large")
        with LOCK:
            sheet = self._document[page]
            bitmap = sheet.render(scale=dpi / 72, grayscale=grey)
            image = PageImage(
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                bytes(bitmap.buffer),
                "Grayscale8" if grey else "BGR888",
            )
            bitmap.close()
            sheet.close()
        return image


def render_page(pdf: bytes, page: int, dpi: float) -> PageImage:
    """Return one page (from 0) of a PDF as pixels."""
    with Preview(pdf) as preview:
        return preview.render(page, dpi)
