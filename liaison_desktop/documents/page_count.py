"""How many pages a file has when it is printed into a dossier."""

import pypdfium2

from liaison_desktop.documents.pdfium import LOCK
from liaison_desktop.domain.errors import InputRefusedError

_PICTURES = frozenset((".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp"))


def page_count(suffix: str, content: bytes) -> int:
    """Return the pages of a PDF, 1 for a picture, 0 for what the program cannot print.

    Args:
        suffix: Ending of the file's name with its dot, e.g. ``.pdf``.
        content: Its bytes.

    Raises:
        InputRefusedError: When it is called a PDF and cannot be read as one.
    """
    ending = suffix.lower()
    if ending in _PICTURES:
        return 1
    if ending != ".pdf":
        return 0
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise InputRefusedError(
                "这个 PDF 打不开，可能已损坏或设有密码。请另存一份再添加。"
            ) from error
        try:
            return len(document)
        finally:
            document.close()
