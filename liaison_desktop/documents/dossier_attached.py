"""Files bound into a dossier: their pages counted, and put on numbered A4 pages.

pdfium carries pages of PDF files over as they are, scaled into the frame; pictures are
turned the way they were taken and kept at a size that prints well. What is in a file is
never run: form fields and notes become plain drawing.
"""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdfium2 import raw

from liaison_desktop.documents.page import A4
from liaison_desktop.documents.pdfium import LOCK
from liaison_desktop.documents.text import MM
from liaison_desktop.domain.errors import InputRefusedError

LEFT, TOP, RIGHT, BOTTOM = 22.0, 24.0, 14.0, 16.0  # room on the carrying page, mm
_LONG_SIDE = 2200  # pixels, 200 dpi on the long side of A4
_QUALITY = 85
_PICTURES = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF")


@dataclass(frozen=True, slots=True)
class Carried:
    """A page of a file and the page of the dossier that carries it, both from 0."""

    path: Path
    name: str
    source: int
    target: int


def attached_pages(path: Path, name: str = "") -> int:
    """Return how many pages a file prints: those of a PDF, of a picture its frames, else 0.

    Args:
        path: The file; what it is, its first bytes say.
        name: What people call it, "" for its file name.

    Raises:
        InputRefusedError: When it is missing, a PDF is locked or damaged, or a picture is
            too large.
    """
    name = name or path.name
    if _is_pdf(path, name):
        with _opened(path, name) as document:
            return len(document)
    try:
        with _picture(path, name) as picture:
            return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    except UnidentifiedImageError:
        return 0


def carried(pdf: bytes, pages: Sequence[Carried]) -> bytes:
    """Return a PDF with pages of files put on its empty pages.

    Args:
        pdf: The dossier as drawn so far.
        pages: What goes where.

    Raises:
        InputRefusedError: When a file cannot be shown.
    """
    if not pages:
        return pdf
    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        for page in pages:
            if _is_pdf(page.path, page.name):
                _carry_page(document, page)
            else:
                _carry_picture(document, page)
        target = io.BytesIO()
        document.save(target)
        document.close()
    return target.getvalue()


def _is_pdf(path: Path, name: str) -> bool:
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError as error:
        raise InputRefusedError(f"附件“{name}”找不到或者读不出来，请重新添加。") from error


@contextmanager
def _opened(path: Path, name: str) -> Iterator[pypdfium2.PdfDocument]:
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise InputRefusedError(
                f"附件“{name}”打不开，可能已经损坏或者设有密码。请换一份能打开的 PDF 再试。"
            ) from error
        try:
            yield document
        finally:
            document.close()


@contextmanager
def _picture(path: Path, name: str) -> Iterator[Image.Image]:
    """Open a picture; one of more than 89 million pixels is refused, not unpacked."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=_PICTURES) as picture:
                yield picture
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise InputRefusedError(f"图片“{name}”过大，请缩小后重新添加。") from error


def _carry_page(document: pypdfium2.PdfDocument, carried_page: Carried) -> None:
    with _opened(carried_page.path, carried_page.name) as source:
        source.init_forms()
        sheet = source[carried_page.source]
        # Notes and filled-in fields become part of the page, as a printer would show them.
        raw.FPDFPage_Flatten(sheet, raw.FLAT_PRINT)
        sheet.close()
        # pdfium turns and crops the page itself: the piece begins at its lower left corner.
        wide, tall = source.get_page_size(carried_page.source)
        piece = source.page_as_xobject(carried_page.source, document)
        place = (wide, tall, carried_page.target)
        _put(document, piece.as_pageobject(), pypdfium2.PdfMatrix(), place)
        piece.close()


def _carry_picture(document: pypdfium2.PdfDocument, carried_page: Carried) -> None:
    data, wide, tall = _printable(carried_page)
    drawn = pypdfium2.PdfImage.new(document)
    drawn.load_jpeg(io.BytesIO(data), inline=True)
    # A picture is one unit wide and high; its pixels count as 150 to the inch at most.
    scale = 72 / 150
    matrix = pypdfium2.PdfMatrix().scale(wide * scale, tall * scale)
    _put(document, drawn, matrix, (wide * scale, tall * scale, carried_page.target))


def _printable(carried_page: Carried) -> tuple[bytes, int, int]:
    """Return a picture upright as JPEG bytes with its width and height."""
    name = carried_page.name
    try:
        with _picture(carried_page.path, name) as picture:
            picture.draft("RGB", (_LONG_SIDE, _LONG_SIDE))
            picture.seek(carried_page.source)
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise InputRefusedError(f"图片“{name}”已经损坏，请换一张再试。") from error
    upright.thumbnail((_LONG_SIDE, _LONG_SIDE))
    white = Image.new("RGB", upright.size, "white")
    white.paste(upright, mask=upright.getchannel("A"))
    target = io.BytesIO()
    white.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue(), *white.size


def _put(
    document: pypdfium2.PdfDocument,
    drawn: pypdfium2.PdfObject,
    matrix: pypdfium2.PdfMatrix,
    place: tuple[float, float, int],
) -> None:
    """Scale an object into the frame of a page, in the middle, never larger than it is."""
    wide, tall, target = place
    room_wide, room_tall = (A4[0] - LEFT - RIGHT) * MM, (A4[1] - TOP - BOTTOM) * MM
    scale = min(1.0, room_wide / wide, room_tall / tall)
    matrix = matrix.scale(scale, scale)
    x = LEFT * MM + (room_wide - wide * scale) / 2
    y = BOTTOM * MM + (room_tall - tall * scale)
    drawn.set_matrix(matrix.translate(x, y))
    sheet = document[target]
    sheet.insert_obj(drawn)
    sheet.gen_content()
    sheet.close()
