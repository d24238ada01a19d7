"""The front of a contact card: who is responsible for the household, and how to reach him.

Left column from large to small, right column the codes; positions follow from the
measures, so the three sizes are one design.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from liaison_desktop.documents.barcode import code_128, qr_code
from liaison_desktop.documents.card_measures import CardMeasures
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Code, Ink, Line, Mark, Stamp, Text
from liaison_desktop.documents.paragraphs import Box, Paragraph, Settled, marks, part, settle
from liaison_desktop.documents.text import MM, NARROWEST, Fitted, clean, cut, fit_line, width
from liaison_desktop.documents.vcard import Contact, vcard_within
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.register.card_number import spoken
from liaison_desktop.domain.register.contact_card import CardContent

CAPTION = "扫码存电话"
_INDENT = 2.6  # two characters of a label and a gap, in units of the type size
_RISE, _FALL = 0.88, 0.12  # of the em square, above and below the baseline


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a front stand, all in millimetres from its top left corner."""

    left: float
    right: float
    place_line: float
    head_line: float
    rule: float
    top: float
    column: float
    bottom: float
    foot_rule: float
    foot_line: float


@lru_cache
def frame(measures: CardMeasures) -> Frame:
    """Return where the parts stand for a set of measures."""
    em = measures.small / MM
    place_line = measures.inset + _RISE * em
    head_line = place_line + 1.3 * em
    rule = head_line + 0.55 * em
    foot_line = measures.height - measures.inset - _FALL * em
    foot_rule = foot_line - 1.25 * em
    return Frame(
        left=measures.inset,
        right=measures.width - measures.inset,
        place_line=place_line,
        head_line=head_line,
        rule=rule,
        top=rule + 0.6 * em,
        column=measures.width - measures.inset - measures.column,
        bottom=foot_rule - 0.25 * em,
        foot_rule=foot_rule,
        foot_line=foot_line,
    )


@lru_cache
def front_stamp(measures: CardMeasures, title: str, ink: Ink, *, caption: bool) -> Stamp:
    """Return what all fronts of a run share: title, rules, caption of the QR code."""
    at = frame(measures)
    em = measures.title / MM
    middle = (at.place_line + at.head_line) / 2 - 0.38 * measures.small / MM
    shown = _title(measures, title)
    baseline = middle + 0.38 * em
    drawn: list[Mark] = [
        Text(
            at.left, baseline, shown.lines[0], Style.TITLE, shown.size,
            stretch=shown.stretch, spacing=0.06 * measures.title, ink=ink,
        ),
        Line(at.left, at.rule, at.right, at.rule, measures.rule, ink),
        Line(at.left, at.foot_rule, at.right, at.foot_rule, 0.1),
    ]  # fmt: skip
    if caption:
        drawn.append(_centred(measures, caption_line(measures), CAPTION))
    name = f"front-{measures.name}-{ink.name}-{'q' if caption else 'n'}-{title.encode().hex()}"
    return Stamp(name, tuple(drawn))


def caption_line(measures: CardMeasures) -> float:
    """Return the baseline of the caption under the QR code."""
    return frame(measures).top + measures.code + 1.15 * measures.small / MM


def front(card: CardContent, measures: CardMeasures) -> tuple[Mark, ...]:
    """Return what differs from card to card."""
    return (
        *_household(card, measures),
        *_cadre(card, measures),
        *_codes(card, measures),
        *_foot(card, measures),
    )


def _household(card: CardContent, measures: CardMeasures) -> tuple[Text, ...]:
    """Return whom the card is for; when it is too long, the group and the number stay whole."""
    at = frame(measures)
    title = _title(measures, clean(card.title))
    taken = width(title.lines[0], Style.TITLE, title.size) * title.stretch * 1.1
    room = at.right - at.left - taken - measures.small / MM
    number = clean(card.household_number)
    tail = f"　户编号：{number}" if number else ""
    place = _whole_tail(clean(card.village), f" {clean(card.group)}".rstrip(), measures, room)
    head = _whole_tail(f"户主：{clean(card.head)}", tail, measures, room)
    return (_right(measures, at.place_line, place), _right(measures, at.head_line, head))


def _whole_tail(head: str, tail: str, measures: CardMeasures, room: float) -> Fitted:
    shown = fit_line(head + tail, Style.PLAIN, measures.small, room, measures.small)
    wide = room / NARROWEST
    rest = wide - width(tail, Style.PLAIN, measures.small)
    if shown.whole or rest < wide / 3:
        return shown
    return replace(shown, lines=(cut(head, Style.PLAIN, measures.small, rest) + tail,))


def _right(measures: CardMeasures, y: float, text: Fitted) -> Text:
    return Text(
        frame(measures).right,
        y,
        text.lines[0],
        Style.PLAIN,
        text.size,
        align=Align.RIGHT,
        stretch=text.stretch,
    )


def _title(measures: CardMeasures, title: str) -> Fitted:
    return fit_line(title, Style.TITLE, measures.title, measures.width / 3, measures.small)


def _cadre(card: CardContent, measures: CardMeasures) -> tuple[Text, ...]:
    """Return name, post, unit, phone, address and mail, in the left column."""
    at = frame(measures)
    room = at.column - 0.1 * measures.column - at.left
    em = measures.text[0] / MM
    person, above = _person(card, measures, room)
    above += _given("单位", card.unit)
    below = _given("地址", card.address)
    mail = _given("邮箱", card.email, one_line=True)
    phone = fit_line(
        clean(card.phone), Style.HEI, measures.phone, room - _INDENT * em, measures.text[0]
    )
    person_high = 1.25 * measures.person / MM
    phone_high = (phone.size / MM + 0.6 * em) if phone.lines[0] else 0.0
    box = Box(room, at.bottom - at.top - person_high - phone_high)
    settled = settle((*above, *below, *mail), box, measures.text, label_width=_INDENT)
    spare = min((box.height - settled.height) / 3, 0.7 * em)
    y = at.top + person_high + spare / 2
    upper, lower = part(settled, 0, len(above)), part(settled, len(above), len(settled.lines))
    middle = y + upper.height + 0.2 * em + spare / 2
    return (
        *person,
        *marks(upper, above, at.left, y),
        *_phone(phone, settled, at.left, middle),
        *marks(lower, (*below, *mail), at.left, y + upper.height + phone_high + spare * 1.5),
    )


def _given(label: str, text: str, *, one_line: bool = False) -> tuple[Paragraph, ...]:
    shown = clean(text)
    return (Paragraph(label, shown, one_line),) if shown else ()


def _person(
    card: CardContent, measures: CardMeasures, room: float
) -> tuple[tuple[Text, ...], tuple[Paragraph, ...]]:
    """Return the name with the post beside it, or the post as a paragraph if it is long."""
    at = frame(measures)
    baseline = at.top + measures.person / MM
    shown = fit_line(clean(card.cadre), Style.HEI, measures.person, room, 0.8 * measures.person)
    name = Text(at.left, baseline, shown.lines[0], Style.HEI, shown.size, stretch=shown.stretch)
    post = clean(card.post)
    taken = width(shown.lines[0], Style.HEI, shown.size) * shown.stretch
    gap = 0.7 * measures.person / MM
    size = measures.text[0]
    if not post:
        return (name,), ()
    if taken + gap + width(post, Style.PLAIN, size) > room:
        return (name,), (Paragraph("职务", post),)
    return (name, Text(at.left + taken + gap, baseline, post, Style.PLAIN, size)), ()


def _phone(phone: Fitted, settled: Settled, x: float, top: float) -> tuple[Text, ...]:
    number = phone.lines[0]
    if not number:
        return ()
    baseline = top + 0.95 * phone.size / MM
    at = x + settled.indent
    return (
        Text(x, baseline, "电话", Style.PLAIN, settled.size),
        Text(at, baseline, number, Style.HEI, phone.size, stretch=phone.stretch),
    )


def _codes(card: CardContent, measures: CardMeasures) -> tuple[Mark, ...]:
    at = frame(measures)
    drawn: list[Mark] = []
    if clean(card.phone):
        text = vcard_within(
            Contact(card.cadre, card.unit, card.post, card.phone, card.email, card.address),
            measures.code_bytes,
        )
        x = at.right - (measures.column + measures.code) / 2
        drawn.append(Code(x, at.top, measures.code, measures.code, qr_code(text)))
    bars = code_128(card.number)
    module = min(measures.bar, measures.column / bars.columns)
    long = module * bars.columns
    number_line = at.bottom - _FALL * measures.small / MM
    top = number_line - 0.95 * measures.small / MM - measures.bar_height
    drawn.append(
        Code(at.right - (measures.column + long) / 2, top, long, measures.bar_height, bars)
    )
    drawn.append(_centred(measures, number_line, spoken(card.number)))
    return tuple(drawn)


def _centred(measures: CardMeasures, y: float, text: str) -> Text:
    x = frame(measures).right - measures.column / 2
    return Text(x, y, text, Style.PLAIN, measures.small, align=Align.CENTRE)


def _foot(card: CardContent, measures: CardMeasures) -> tuple[Text, ...]:
    at = frame(measures)
    made = f"{day_words(card.made_on)}制"
    size = measures.small
    room = at.right - at.left - width(made, Style.PLAIN, size) - 2 * size / MM
    shown = fit_line(clean(card.station), Style.PLAIN, size, room, size)
    return (
        Text(at.left, at.foot_line, shown.lines[0], Style.PLAIN, size, stretch=shown.stretch),
        Text(at.right, at.foot_line, made, Style.PLAIN, size, align=Align.RIGHT),
    )
