"""Pictures of one contact card, both sides, exactly as it prints."""

from liaison_desktop.documents.contact_card import draw_sides
from liaison_desktop.documents.preview import PageImage, Preview
from liaison_desktop.documents.sheet import SheetOptions, grid_of, plan_sides
from liaison_desktop.domain.progress import Silence
from liaison_desktop.domain.register.contact_card import CardContent
from liaison_desktop.domain.terms.contact_card import Duplex

_MM_PER_INCH = 25.4
_OPTIONS = SheetOptions(duplex=Duplex.LONG, crop_marks=False)


def card_pictures(content: CardContent, dpi: float) -> tuple[PageImage, PageImage]:
    """Return front and back of a card as pixels, cut out of the sheet it prints on.

    Args:
        content: What it prints.
        dpi: Pixels an inch; 96 is true size on a common screen.
    """
    sides = plan_sides([content], _OPTIONS)
    grid = grid_of(content.layout, _OPTIONS)
    with Preview(draw_sides(sides, _OPTIONS, Silence())) as preview:
        pictures = []
        for number, side in enumerate(sides):
            left, top = grid.origin(side.cells[0][0])
            size = (grid.cell_width, grid.cell_height)
            pictures.append(_cut(preview.render(number, dpi), (left, top), size, dpi))
    return pictures[0], pictures[1]


def _cut(
    sheet: PageImage, corner: tuple[float, float], size: tuple[float, float], dpi: float
) -> PageImage:
    """Return a part of a picture; corner and size in millimetres."""
    left, top, wide, high = (round(mm * dpi / _MM_PER_INCH) for mm in (*corner, *size))
    depth = sheet.stride // sheet.width
    wide, high = min(wide, sheet.width - left), min(high, sheet.height - top)
    starts = (row * sheet.stride + left * depth for row in range(top, top + high))
    data = b"".join(sheet.data[start : start + wide * depth] for start in starts)
    return PageImage(wide, high, wide * depth, data, sheet.format)
