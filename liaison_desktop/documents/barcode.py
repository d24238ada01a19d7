"""Codes on cards: QR (GB/T 18284-2000) and Code 128 (GB/T 18347-2001), made by zxing-cpp.

A code is a grid of black and white modules; how large a module is printed is for the
page to say. Quiet zones are not part of the grid.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import zxingcpp


@dataclass(frozen=True, slots=True)
class ModuleGrid:
    """A code as modules.

    Attributes:
        columns, rows: Size in modules; one row for bar codes.
        bits: Rows from the top, each padded to whole bytes, most significant bit first,
            1 is black.
    """

    columns: int
    rows: int
    bits: bytes


@lru_cache(maxsize=8192)
def qr_code(text: str) -> ModuleGrid:
    """Return the QR code of a text (UTF-8, error correction level M).

    One cadre looks after many households, so the same code is asked for many times.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return _grid(np.array(code.to_image(scale=1, add_quiet_zones=False)))


def code_128(digits: str) -> ModuleGrid:
    """Return the Code 128 of a number (pairs of digits in set C).

    Raises:
        ValueError: When the text is not made of the digits 0 to 9.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("digits only")
    code = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.Code128)
    return _grid(np.array(code.to_image(scale=1, add_quiet_zones=False))[:1])


def _grid(image: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]") -> ModuleGrid:
    rows, columns = image.shape
    return ModuleGrid(columns, rows, np.packbits(image == 0, axis=1).tobytes())
