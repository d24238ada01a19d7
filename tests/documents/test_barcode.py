import numpy as np
import pytest
import zxingcpp

from liaison_desktop.documents.barcode import code_128, qr_code


def image(grid, scale=6):
    bits = np.unpackbits(np.frombuffer(grid.bits, np.uint8).reshape(grid.rows, -1), axis=1)
    dark = np.pad(bits[:, : grid.columns], ((4, 4), (12, 12)))
    if grid.rows == 1:
        dark = np.repeat(dark[4:5], 40, axis=0)
    return np.kron(1 - dark, np.ones((scale, scale), np.uint8)) * 255


def test_a_number_packs_two_digits_in_a_symbol():
    grid = code_128("0000012347")
    assert grid.rows == 1
    assert grid.columns == 11 + 5 * 11 + 11 + 13  # start, five pairs, check, stop
    assert zxingcpp.read_barcode(image(grid)).text == "0000012347"


@pytest.mark.parametrize("text", ["", "12A4", "１２３４"])
def test_only_digits_make_a_card_number(text):
    with pytest.raises(ValueError, match="digits"):
        code_128(text)


def test_chinese_text_is_read_back_at_level_m():
    text = "FN:古丽米娜·买买提𬭊\r\n"
    code = zxingcpp.read_barcode(image(qr_code(text)))
    assert code.text == text
    assert code.ec_level == "M"
