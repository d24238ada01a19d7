"""A rendered page as it comes from the documents floor, and as Qt draws it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from liaison_desktop.documents.preview import Preview

MM_PER_INCH = 25.4


class PageImage(Protocol):
    """Pixels of a page: one byte a pixel is grey, three are BGR, four are BGRx."""

    @property
    def width(self) -> int:
        """Pixels in a row."""

    @property
    def height(self) -> int:
        """Rows."""

    @property
    def stride(self) -> int:
        """Bytes from one row to the next."""

    @property
    def data(self) -> bytes:
        """All rows."""


class RenderPage(Protocol):
    """Draws one page; called on a lane, never on the window's thread."""

    def __call__(self, page: int, dpi: int) -> PageImage:
        """Return page number ``page`` (from 0) at ``dpi`` dots an inch."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A document that can be looked at and printed.

    Attributes:
        sizes_mm: Width and height of each page in millimetres.
        render: Draws one of them.
    """

    sizes_mm: tuple[tuple[float, float], ...]
    render: RenderPage


def opened_pdf(pdf: bytes) -> "Preview":
    """Open a PDF to be looked at; to be closed by whoever looks at it.

    Raises:
        InputRefusedError: When the bytes are not a PDF that can be read.
    """
    # Nothing waits for pdfium before something is looked at.
    from liaison_desktop.documents.preview import Preview  # noqa: PLC0415 - see above

    return Preview(pdf)


def pages_of(preview: "Preview") -> Pages:
    """Return all pages of an opened PDF, drawn while it stays open."""
    sizes = tuple(preview.page_size(page) for page in range(preview.page_count))
    return Pages(sizes, preview.render)


def to_image(page: PageImage) -> QImage:
    """Return a page as a Qt image that owns its pixels.

    Raises:
        ValueError: When the pixels are of no known kind.
    """
    formats = {
        1: QImage.Format.Format_Grayscale8,
        3: QImage.Format.Format_BGR888,
        4: QImage.Format.Format_RGB32,
    }
    kind = formats.get(page.stride // page.width)
    if kind is None:
        raise ValueError("unknown pixels")
    return QImage(page.data, page.width, page.height, page.stride, kind).copy()


def pixels(millimetres: float, dpi: float) -> int:
    """Return a length on paper in dots."""
    return round(millimetres * dpi / MM_PER_INCH)
