"""Made-up cards, and reading printed pages back the way a person or a scanner does."""

import datetime

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c
import zxingcpp

from liaison_desktop.domain.register.card_number import card_number
from liaison_desktop.domain.register.contact_card import CardContent
from liaison_desktop.domain.terms.contact_card import CardLayout

MM = 72 / 25.4


def card(serial=1, **changes):
    values = {
        "number": card_number(serial),
        "title": "民情联系卡",
        "village": "中和村",
        "group": "第3组",
        "household_number": f"03-{serial:04d}",
        "head": "张三",
        "cadre": "岳青松",
        "post": "副镇长",
        "unit": "罗雄镇人民政府",
        "address": "罗平县罗雄镇振兴街12号",
        "phone": "13800001234",
        "email": "yue@example.cn",
        "team": "第二责任小组",
        "station": "罗平县罗雄镇群众工作站",
        "liaison": "王小二",
        "liaison_phone": "13900005678",
        "hotline": "0874-8000000",
        "promises": ("每季度入户走访不少于一次。", "三日内答复，办结后回访。"),
        "made_on": datetime.date(2023, 5, 8),
        "layout": CardLayout.BUSINESS,
    }
    return CardContent(**(values | changes))


def page_count(pdf):
    return len(pypdfium2.PdfDocument(pdf))


def page_text(pdf, page=0):
    return pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range()


def text_in(pdf, page, box):
    """Text inside left, top, width, height (mm from the top left corner)."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    left, top, width, height = (length * MM for length in box)
    high = sheet.get_height()
    return sheet.get_textpage().get_text_bounded(
        left, high - top - height, left + width, high - top
    )


def cell_box(grid, cell):
    return (*grid.origin(cell), grid.cell_width, grid.cell_height)


def picture(pdf, page, dpi):
    """A page as grey values, rows from the top."""
    return pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72, grayscale=True).to_numpy()


def codes(pdf, page, dpi=300):
    """Every code a scanner finds on a page: format name to texts."""
    found = {}
    for code in zxingcpp.read_barcodes(np.squeeze(picture(pdf, page, dpi)).copy()):
        found.setdefault(code.format.name, []).append(code.text)
    return found


def fonts(pdf):
    """Every font that text is set in: name and whether it is embedded."""
    found = set()
    for sheet in pypdfium2.PdfDocument(pdf):
        for item in sheet.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=4):
            font = pdfium_c.FPDFTextObj_GetFont(item.raw)
            size = pdfium_c.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = pdfium_c.ctypes.create_string_buffer(size)
            pdfium_c.FPDFFont_GetBaseFontName(font, buffer, size)
            found.add((buffer.value.decode(), bool(pdfium_c.FPDFFont_GetIsEmbedded(font))))
    return found


def strokes(profile, dpi):
    """Middles of the dark stretches of a row or column of pixels, in mm."""
    dark = np.flatnonzero(np.squeeze(profile) < 128)
    groups = np.split(dark, np.flatnonzero(np.diff(dark) > 1) + 1)
    return [(group[0] + group[-1] + 1) / 2 / dpi * 25.4 for group in groups if len(group)]
