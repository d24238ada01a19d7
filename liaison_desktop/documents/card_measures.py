"""Measures of the contact card in its three sizes (domain.md 3.2, "Type")."""

from dataclasses import dataclass

from liaison_desktop.domain.terms.contact_card import CardLayout


@dataclass(frozen=True, slots=True)
class CardMeasures:
    """Sizes of one card layout: lengths in millimetres, type in points.

    Attributes:
        name: Unique name, part of stamp names.
        width, height: Cut size.
        inset: Cut to the nearest text.
        title, person, phone: Type of the title, the cadre's name and the phone.
        text: Wished and smallest type of the other lines.
        small: Type of captions and the bottom line.
        code: Side of the QR code.
        bar: Widest module of the bar code; whole dots at 600 dpi.
        bar_height: Height of the bars.
        column: Width of the right column, which holds the codes.
        rule: Thickness of the rule under the title.
        code_bytes: Most bytes in the QR code, so that its modules stay ≥ 0.33 mm.
    """

    name: str
    width: float
    height: float
    inset: float
    title: float
    person: float
    phone: float
    text: tuple[float, float]
    small: float
    code: float
    bar: float
    bar_height: float
    column: float
    rule: float
    code_bytes: int


MEASURES = {
    CardLayout.BUSINESS: CardMeasures(
        name="card", width=90, height=54, inset=4, title=12, person=12.5, phone=14,
        text=(8.5, 7.5), small=7.5, code=21, bar=0.254, bar_height=4.8, column=23,
        rule=0.35, code_bytes=285,
    ),
    CardLayout.A6: CardMeasures(
        name="a6", width=148, height=105, inset=8, title=20, person=21, phone=25,
        text=(13.5, 11), small=11, code=38, bar=0.423, bar_height=9.5, column=40,
        rule=0.5, code_bytes=400,
    ),
    CardLayout.A5: CardMeasures(
        name="a5", width=210, height=148.5, inset=12, title=28, person=30, phone=35,
        text=(19, 15), small=15, code=54, bar=0.593, bar_height=13.5, column=56,
        rule=0.7, code_bytes=400,
    ),
}  # fmt: skip
