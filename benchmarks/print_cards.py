"""Printing contact cards, beside the reportlab program one would write in an afternoon.

``python -m benchmarks.print_cards 1000 15000`` draws the same cards both ways in one run.
The rival draws card by card with ``drawString``, ``QrCodeWidget`` and reportlab's own
Code 128, with the same fonts, texts and ten cards on a sheet. Ours is what the program
does: the texts of a card fitted, sheets with crop marks, long runs in a child process.
Above a thousand cards the rival is measured on a thousand and multiplied.
"""

import argparse
import io
import time
from collections.abc import Callable, Sequence
from datetime import date

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode import code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.made_up import House, houses
from liaison_desktop import paths
from liaison_desktop.documents.contact_card import contact_cards_pdf
from liaison_desktop.documents.sheet import SheetOptions
from liaison_desktop.documents.vcard import Contact, vcard
from liaison_desktop.domain.progress import Silence
from liaison_desktop.domain.register.card_number import card_number, spoken
from liaison_desktop.domain.register.contact_card import CardContent
from liaison_desktop.domain.terms.contact_card import CardLayout
from liaison_desktop.services.register.contact_cards_print import LONG_RUN, cards_pdf

_RIVAL_AT_MOST = 1000
_PER_CADRE = 4
_PER_SHEET = 10


def contents(count: int) -> list[CardContent]:
    """Return made-up cards of as many households; a cadre has four of them."""
    made_up = list(houses(count))
    return [
        _content(n, house, made_up[n // _PER_CADRE].people[1].values["name"])
        for n, house in enumerate(made_up)
    ]


def _content(n: int, house: House, cadre: str) -> CardContent:
    responsible = n // _PER_CADRE
    return CardContent(
        number=card_number(n + 1),
        title="民情联系卡",
        village=house.village,
        group=house.group,
        household_number=house.number,
        head=house.people[0].values["name"],
        cadre=cadre,
        post="四级调研员",
        unit="县政府办公室",
        address=f"罗平县罗雄镇振兴街{responsible % 90 + 1}号",
        phone=f"138{responsible:08d}",
        email=f"gb{responsible}@example.cn",
        team="第1责任小组",
        station="罗平县罗雄镇群众工作站",
        liaison="",
        liaison_phone="",
        hotline="0874-8212345",
        promises=(),
        made_on=date(2023, 6, 30),
        layout=CardLayout.BUSINESS,
    )


def rival(cards: Sequence[CardContent]) -> bytes:
    """Draw cards the straightforward way."""
    for name, file in (("Song", "NotoSerifSC-Regular.ttf"), ("Hei", "NotoSansSC-Bold-subset.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(paths.resource("fonts", file)), shapable=False))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for n, card in enumerate(cards):
        cell = n % _PER_SHEET
        if n and cell == 0:
            canvas.showPage()
        _draw(canvas, card, (15 + cell % 2 * 90) * mm, A4[1] - (13.5 + (cell // 2 + 1) * 54) * mm)
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, card: CardContent, x: float, y: float) -> None:
    """Draw one card with its lower left corner at ``x``, ``y``."""
    canvas.rect(x, y, 90 * mm, 54 * mm)
    lines = (
        ("Hei", 11, 46, card.title),
        ("Song", 7.5, 41, f"{card.village} {card.group} {card.household_number} {card.head}"),
        ("Hei", 12, 34, card.cadre),
        ("Song", 7.5, 29, f"{card.unit} {card.post}"),
        ("Song", 7.5, 25, card.address),
        ("Hei", 13, 19, card.phone),
        ("Song", 7.5, 14, card.email),
        ("Song", 7.5, 4, f"{card.station} {card.made_on.isoformat()}"),
        ("Song", 7.5, 8, spoken(card.number)),
    )
    for font, size, height, text in lines:
        canvas.setFont(font, size)
        canvas.drawString(x + 4 * mm, y + height * mm, text)
    person = Contact(
        name=card.cadre,
        unit=card.unit,
        post=card.post,
        phone=card.phone,
        email=card.email,
        address=card.address,
    )
    code = QrCodeWidget(vcard(person), barLevel="M", barWidth=26 * mm, barHeight=26 * mm)
    drawing = Drawing(26 * mm, 26 * mm)
    drawing.add(code)
    renderPDF.draw(drawing, canvas, x + 61 * mm, y + 24 * mm)
    bars = code128.Code128(card.number, barHeight=7 * mm, barWidth=0.25 * mm)
    bars.drawOn(canvas, x + 50 * mm, y + 9 * mm)


def _seconds(work: Callable[[], bytes]) -> tuple[float, int]:
    begun = time.perf_counter()
    size = len(work())
    return time.perf_counter() - begun, size


def _one_process(cards: Sequence[CardContent]) -> bytes:
    return contact_cards_pdf(cards, SheetOptions(), Silence())


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="cards printed, beside plain reportlab")
    parser.add_argument("cards", type=int, nargs="*", default=[1000, 15000])
    sizes = parser.parse_args().cards
    every = contents(max(sizes))
    _one_process(every[:10])  # fonts are read once in a program's life
    rival(every[:10])
    print(f"{'cards':>7} {'way':34} {'s':>8} {'cards/s':>9} {'MB':>6} {'ratio':>7}")
    measured: dict[int, tuple[float, int]] = {}
    for size in sizes:
        cards = every[:size]
        part = cards[:_RIVAL_AT_MOST]
        if len(part) not in measured:
            measured[len(part)] = _seconds(lambda part=part: rival(part))
        taken, length = measured[len(part)]
        scale = size / len(part)
        base = taken * scale
        note = "" if scale == 1 else f" (of {len(part)}, × {scale:g})"
        rows = [(f"reportlab, card by card{note}", base, length * scale)]
        rows.append(("ours", *_seconds(lambda cards=cards: _one_process(cards))))
        if size >= LONG_RUN:
            run = _seconds(lambda cards=cards: cards_pdf(cards, SheetOptions()))
            rows.append(("ours, in a child process", *run))
        for name, seconds, length_ in rows:
            speed = f"{seconds:8.2f} {size / seconds:9.0f} {length_ / 1e6:6.1f}"
            print(f"{size:7} {name:34} {speed} {base / seconds:6.1f}×")


if __name__ == "__main__":
    main()
