"""The back of a contact card: promises, who else helps, what the household should know."""

from functools import lru_cache

from liaison_desktop.documents.card_front import frame
from liaison_desktop.documents.card_measures import CardMeasures
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Ink, Line, Mark, Stamp, Text
from liaison_desktop.documents.paragraphs import Box, Paragraph, marks, settle
from liaison_desktop.documents.text import MM, clean, fit_line, fit_lines, width
from liaison_desktop.domain.register.contact_card import CardContent

HEADING, HEADING_WITHOUT_PROMISES = "承诺事项", "联系记录"
_NOTICE_LINES = 3
_ROW = 1.75  # height of a contact row, in units of the type size
_WRITING = 6.5  # between lines to write on, mm


@lru_cache
def back_stamp(measures: CardMeasures, heading: str, notice: str, ink: Ink) -> Stamp:
    """Return what all backs of a run share: heading, rules, the notice."""
    at = frame(measures)
    size = measures.text[0] * 1.2
    drawn: list[Mark] = [
        Text(at.left, _heading_line(measures), heading, Style.HEI, size, spacing=0.5, ink=ink),
        Line(at.left, _rule(measures), at.right, _rule(measures), measures.rule, ink),
    ]
    lines = _notice(measures, notice)
    first = _notice_top(measures, notice) + 0.88 * measures.small / MM
    step = 1.25 * measures.small / MM
    drawn += [
        Text(at.left, first + n * step, line, Style.PLAIN, measures.small)
        for n, line in enumerate(lines)
    ]
    if lines:
        y = _notice_top(measures, notice) - 0.35 * measures.small / MM
        drawn.append(Line(at.left, y, at.right, y, 0.1))
    name = f"back-{measures.name}-{ink.name}-{heading.encode().hex()}"
    return Stamp(name, tuple(drawn))


def heading_of(card: CardContent) -> str:
    """Return the heading of the back: promises, or notes when there are none."""
    return HEADING if _promises(card) else HEADING_WITHOUT_PROMISES


def back(card: CardContent, measures: CardMeasures, notice: str) -> tuple[Mark, ...]:
    """Return what differs from card to card."""
    at = frame(measures)
    contacts = _contacts(card)
    em = measures.text[0] / MM
    row = _ROW * em
    bottom = _notice_top(measures, notice) - 0.6 * measures.small / MM
    contacts_top = bottom - row * len(contacts)
    promises = _promises(card)
    top = _rule(measures) + 0.4 * em
    box = Box(at.right - at.left, contacts_top - 0.4 * em - top)
    settled = settle(promises, box, measures.text, label_width=1.4)
    drawn: list[Mark] = [*_team(card, measures), *marks(settled, promises, at.left, top)]
    if contacts:
        drawn.append(Line(at.left, contacts_top, at.right, contacts_top, 0.1))
    if not promises:
        drawn += _writing_lines(measures, top, contacts_top)
    for n, (label, phone) in enumerate(contacts):
        drawn += _contact(measures, label, phone, contacts_top + (n + 1) * row - 0.5 * em)
    return tuple(drawn)


def _writing_lines(measures: CardMeasures, top: float, bottom: float) -> list[Mark]:
    """Return lines for notes by hand, where there are no promises to print."""
    at = frame(measures)
    count = int((bottom - top) / _WRITING)
    heights = (top + (n + 1) * _WRITING for n in range(count))
    return [Line(at.left, y, at.right, y, 0.05, Ink.GREY) for y in heights if y < bottom - 1]


def _promises(card: CardContent) -> tuple[Paragraph, ...]:
    kept = [text for text in map(clean, card.promises) if text]
    return tuple(Paragraph(f"{n}.", text) for n, text in enumerate(kept, start=1))


def _contacts(card: CardContent) -> list[tuple[str, str]]:
    contacts = []
    if (name := clean(card.liaison)) or clean(card.liaison_phone):
        contacts.append((f"民情联络员　{name}".strip(), clean(card.liaison_phone)))
    if hotline := clean(card.hotline):
        contacts.append(("监督服务电话", hotline))
    return contacts


def _contact(measures: CardMeasures, label: str, phone: str, y: float) -> list[Mark]:
    at = frame(measures)
    size = measures.text[0]
    strong = size * 1.25
    long = at.right - at.left
    number = fit_line(phone, Style.HEI, strong, 0.55 * long, size)
    taken = width(number.lines[0], Style.HEI, number.size) * number.stretch
    shown = fit_line(label, Style.PLAIN, size, long - taken - size / MM, measures.text[1])
    return [
        Text(at.left, y, shown.lines[0], Style.PLAIN, shown.size, stretch=shown.stretch),
        Text(
            at.right, y, number.lines[0], Style.HEI, number.size,
            align=Align.RIGHT, stretch=number.stretch,
        ),
    ]  # fmt: skip


def _team(card: CardContent, measures: CardMeasures) -> tuple[Text, ...]:
    team = clean(card.team)
    if not team:
        return ()
    at = frame(measures)
    room = (at.right - at.left) * 0.6
    shown = fit_line(f"责任小组：{team}", Style.PLAIN, measures.small, room, measures.small)
    return (
        Text(
            at.right, _heading_line(measures), shown.lines[0], Style.PLAIN, shown.size,
            align=Align.RIGHT, stretch=shown.stretch,
        ),
    )  # fmt: skip


def _heading_line(measures: CardMeasures) -> float:
    return measures.inset + 0.88 * 1.2 * measures.text[0] / MM


def _rule(measures: CardMeasures) -> float:
    return _heading_line(measures) + 0.5 * measures.text[0] / MM


@lru_cache
def _notice(measures: CardMeasures, notice: str) -> tuple[str, ...]:
    text = clean(notice)
    if not text:
        return ()
    at = frame(measures)
    sizes = (measures.small,)
    return fit_lines(text, Style.PLAIN, sizes, at.right - at.left, _NOTICE_LINES).lines


def _notice_top(measures: CardMeasures, notice: str) -> float:
    step = 1.25 * measures.small / MM
    return measures.height - measures.inset - step * len(_notice(measures, notice))
