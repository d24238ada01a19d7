"""The hand that sets a dossier's papers: title, lines to fill, paragraphs, signatures.

Body in 仿宋 四号 on a 156 mm wide type area (GB/T 9704-2012, 5.2.1), full lines justified;
further pages begin with the paper's name and 【续页】. What people wrote is set as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Line, Rect, Text
from liaison_desktop.documents.ruled import (
    RULE,
    Frame,
    RowType,
    RuledCell,
    Sheets,
    kept_lines,
    set_lines,
)
from liaison_desktop.documents.text import MM, clean, fit_line, width, wrap
from liaison_desktop.domain.matters.dossier_blocks import OPEN_DAY
from liaison_desktop.domain.matters.dossier_paper import PaperPerson, Signature

FRAME = Frame(left=28, top=30, right=26, bottom=30)
TITLE, BODY, SMALL = 22.0, 14.0, 12.0  # 二号, 四号, 小四
# Ways to set a paper, from generous to close: one that spares a page is taken.
DENSITIES = (1.0, 0.9, 0.82)
_STEP = 9.2  # body line to line, mm: 26 points
_INDENT = "一一"  # two characters wide, taken off again after breaking the lines
_SIGN_HIGH = 15.0  # room for a name and a finger print, mm
_SIGN_LINE = 27.0  # least length of a line to sign on, mm
_DAY_HIGH = 12.0
_SEAL_HIGH = 40.0  # a committee's seal is 42 mm across and may cover the date
_LOOSEST = 0.12  # space between letters that still looks set, in em


@dataclass(frozen=True, slots=True)
class Slot:
    """A label and its value on an underlined place; ``share`` of the line's width."""

    label: str
    value: str
    share: float = 1.0


class Flow(Sheets):
    """The pages of one paper under construction."""

    def __init__(self, title: str, density: float = 1.0) -> None:
        """Begin a paper.

        Args:
            title: Its name.
            density: One of ``DENSITIES``; smaller sets lines and rows closer.
        """
        super().__init__(FRAME)
        self.density = density
        self.size = BODY  # of the lines to fill
        self.step = _STEP * density
        self.cell = RowType(SMALL, 1.5 * density, 10.0 * density)
        self.heads: tuple[RuledCell, ...] = ()  # repeated on further pages of a table
        self._name = clean(title)

    @property
    def sign_high(self) -> float:
        """Height of a line to sign on, mm."""
        return _SIGN_HIGH * self.density

    def begin(self) -> None:
        """Set the continuing head: which paper goes on here."""
        text = f"{self._name}【续页】"
        shown = fit_line(text, Style.KAI, SMALL, self.frame.wide, 8)
        middle = self.frame.left + self.frame.wide / 2
        y = self.frame.top - 6
        self.marks.append(
            Text(middle, y, shown.lines[0], Style.KAI, shown.size, align=Align.CENTRE)
        )
        if self.heads:
            self.row(self.heads, self.cell)

    def table_of(self, *heads: tuple[str, float]) -> None:
        """Set the heads of a table, label and width in mm, to stand on further pages too."""
        self.heads = tuple(RuledCell(label, wide, Align.CENTRE, Style.HEI) for label, wide in heads)
        self.row(self.heads, self.cell)

    def table_end(self) -> None:
        """Leave the table: further pages no longer begin with its heads."""
        self.heads = ()

    def title(self, number: str = "") -> None:
        """Set the paper's name, and its number on the right under it."""
        frame = self.frame
        shown = fit_line(self._name, Style.TITLE, TITLE, frame.wide, 16)
        self._put(frame.left + frame.wide / 2, 9, shown.lines[0], (Style.TITLE, shown.size))
        self.down(14)
        if number := clean(number):
            fitted = fit_line(number, Style.FANG, BODY, frame.wide, 9)
            x, line = frame.left + frame.wide, fitted.lines[0]
            self._put(x, 5, line, (Style.FANG, fitted.size), Align.RIGHT)
            self.down(self.step)
        self.down(4)

    def slots(self, slots: Sequence[Slot]) -> None:
        """Set labels with underlined values beside each other; long values take more lines."""
        shares = sum(slot.share for slot in slots)
        gap = 2.0
        places: list[tuple[Slot, float, float, float, tuple[str, ...]]] = []
        x = self.frame.left
        for slot in slots:
            wide = self.frame.wide * slot.share / shares
            label = width(slot.label, Style.FANG, self.size) + 1
            room = wide - label - gap
            places.append((slot, x, label, room, _slot_lines(slot.value, self.size, room)))
            x += wide
        for number in range(max(len(lines) for *_, lines in places)):
            self.need(self.step)
            for slot, at, label, room, lines in places:
                if number < len(lines):
                    self._slot(slot.label * (not number), at, label, (room, lines, number))
            self.down(self.step)

    def _slot(
        self, label: str, x: float, wide: float, value: tuple[float, tuple[str, ...], int]
    ) -> None:
        room, lines, number = value
        base = self.step - 3.0
        if label:
            self._put(x, base, label, (Style.FANG, self.size), Align.LEFT)
        y = self.y + base + 1.5
        self.marks.append(Line(x + wide, y, x + wide + room, y, RULE))
        shown = fit_line(lines[number], Style.FANG, self.size, room, 9)
        if len(lines) > 1:
            self._put(x + wide, base, shown.lines[0], (Style.FANG, shown.size), Align.LEFT)
        else:
            self._put(x + wide + room / 2, base, shown.lines[0], (Style.FANG, shown.size))

    def person(self, person: PaperPerson) -> None:
        """Set the person block of the ministry's forms; it stays on one page."""
        self.need(self.step * (3 + bool(person.id_number)))
        role = clean(person.role)
        if person.organisation:
            self.slots((Slot(f"{role}名称", person.name or "/"),))
            first = Slot("负责人", person.representative or "无")
            self.slots((first, Slot("联系方式", person.phone or "无")))
            self.slots((Slot("单位住所", person.address or "无"),))
            return
        self.slots(
            (
                Slot(f"{role}姓名", person.name or "/", 3.2 + 0.4 * len(role)),
                Slot("性别", person.sex or "/", 1.7),
                Slot("民族", person.ethnicity or "/", 2.2),
                Slot("年龄", person.age or "/", 2.1),
            )
        )
        self.slots(
            (
                Slot("职业或职务", person.occupation or "无"),
                Slot("联系方式", person.phone or "无"),
            )
        )
        if person.id_number:
            self.slots((Slot("公民身份号码", person.id_number),))
        self.slots((Slot("单位或住址", person.address or "无"),))

    def heading(self, text: str) -> None:
        """Set a heading that stays with two lines of what follows."""
        self.need(3.4 * self.step)
        self.down(0.8)
        for line in wrap(clean(text), Style.HEI, BODY, self.frame.wide):
            self._put(self.frame.left, self.step - 3, line, (Style.HEI, BODY), Align.LEFT)
            self.down(self.step)

    def paragraphs(self, text: str, keep: float = 0.0) -> None:
        """Set a text as paragraphs with two characters' indent, running over pages.

        Args:
            text: What is set.
            keep: Height of what follows and must not stand on a page without text (the
                signatures): the last two lines go with it, mm.
        """
        em = BODY / MM
        keep = min(keep, self.frame.high / 2)
        paragraphs = [
            wrap(_INDENT + raw, Style.FANG, BODY, self.frame.wide) for raw in kept_lines(text)
        ]
        left = sum(map(len, paragraphs))
        for lines in paragraphs:
            last = len(lines) - 1
            for number, line in enumerate(lines):
                self.need(self.step * min(left, 2) + keep if left <= 2 else self.step)
                left -= 1
                indent = 0.0 if number else len(_INDENT) * em
                shown = line if number else line.removeprefix(_INDENT)
                spacing = self._spacing(shown, self.frame.wide - indent) * (number < last)
                if shown:
                    x, y = self.frame.left + indent, self.y + self.step - 3
                    self.marks.append(Text(x, y, shown, Style.FANG, BODY, spacing=spacing))
                self.down(self.step)

    def flush(self, text: str) -> None:
        """Set a line from the left edge, e.g. whom a paper is addressed to."""
        for line in set_lines(text, Style.FANG, BODY, self.frame.wide):
            self.need(self.step)
            self._put(self.frame.left, self.step - 3, line, (Style.FANG, BODY), Align.LEFT)
            self.down(self.step)

    def _spacing(self, line: str, room: float) -> float:
        """Return what makes a full line reach the right edge, points a letter."""
        if len(line) < 2:
            return 0.0
        spare = (room - width(line, Style.FANG, BODY)) * MM / (len(line) - 1)
        return spare if 0 < spare <= _LOOSEST * BODY else 0.0

    def block(self, label: str, text: str, keep: float = 0.0) -> None:
        """Set a heading and its paragraphs; ``keep`` as in ``paragraphs``."""
        if label:
            self.heading(label)
        else:
            self.down(1.5)
        self.paragraphs(text, keep)

    def signing(
        self, signatures: Sequence[Signature], *, day: bool = True, sealed: bool = False
    ) -> float:
        """Return the height lines to sign on take with the day or the seal, mm."""
        lines = self.sign_high * len(self._sign_rows(signatures))
        return 3 + lines + day * _DAY_HIGH + sealed * self._seal_high

    def signatures(self, signatures: Sequence[Signature], *, day: bool = True) -> None:
        """Set the lines to sign on, two in a row where they are short, and the day."""
        rows = self._sign_rows(signatures)
        self.need(min(self.signing(signatures, day=day), self.frame.high))
        self.down(3)
        for row in rows:
            self.need(self.sign_high)
            wide = self.frame.wide / len(row)
            for number, label in enumerate(row):
                x = self.frame.left + number * wide
                fitted = fit_line(label, Style.FANG, BODY, wide - _SIGN_LINE, 8)
                self._put(
                    x, self.sign_high - 4, fitted.lines[0], (Style.FANG, fitted.size), Align.LEFT
                )
                first = x + width(fitted.lines[0], Style.FANG, fitted.size) + 1
                y = self.y + self.sign_high - 2.5
                self.marks.append(Line(first, y, x + wide - 3, y, RULE))
            self.down(self.sign_high)
        if day:
            self.day()

    def _sign_rows(self, signatures: Sequence[Signature]) -> list[tuple[str, ...]]:
        half = self.frame.wide / 2 - _SIGN_LINE
        rows: list[tuple[str, ...]] = []
        for signature in signatures:
            who = clean(signature.who)
            label = f"{clean(signature.label)}{f' {who}' if who else ''}："
            short = width(label, Style.FANG, BODY) <= half
            if short and rows and len(rows[-1]) == 1 and self._short(rows[-1][0], half):
                rows[-1] = (rows[-1][0], label)
            else:
                rows.append((label,))
        return rows

    @staticmethod
    def _short(label: str, room: float) -> bool:
        return width(label, Style.FANG, BODY) <= room

    def day(self, label: str = "") -> None:
        """Set the open day on the right."""
        self.need(_DAY_HIGH)
        x = self.frame.left + self.frame.wide
        self._put(x, 9, f"{label}{OPEN_DAY}", (Style.FANG, BODY), Align.RIGHT)
        self.down(_DAY_HIGH)

    @property
    def _seal_high(self) -> float:
        return _SEAL_HIGH * self.density

    def seal(self, committee: str) -> None:
        """Set the committee over the open day, with room for its seal."""
        self.need(self._seal_high)
        self.down(12)
        name = f"{clean(committee)}（印章）" if clean(committee) else "人民调解委员会（印章）"
        fitted = fit_line(name, Style.FANG, BODY, self.frame.wide, 9)
        middle = self.frame.left + self.frame.wide - 42
        if fitted.lines[0]:
            reach = width(fitted.lines[0], Style.FANG, fitted.size) / 2
            middle = min(middle, self.frame.left + self.frame.wide - reach)
            self._put(middle, 6, fitted.lines[0], (Style.FANG, fitted.size))
        self.down(self.step)
        self._put(middle, 6, OPEN_DAY.replace("　　　　", "　　　", 1), (Style.FANG, BODY))
        self.down(self._seal_high - 12 - self.step)

    def frame_box(self, high: float, text: str) -> None:
        """Set an empty ruled place with a grey hint, e.g. to paste copies on."""
        self.need(high)
        frame = self.frame
        self.marks.append(Rect(frame.left, self.y, frame.wide, high, RULE))
        self._put(frame.left + frame.wide / 2, high / 2, clean(text), (Style.KAI, SMALL))
        self.down(high)

    def _put(
        self,
        x: float,
        base: float,
        text: str,
        face: tuple[Style, float],
        align: Align = Align.CENTRE,
    ) -> None:
        """Put a text with its baseline so far below the current place."""
        if text:
            self.marks.append(Text(x, self.y + base, text, *face, align=align))


def _slot_lines(value: str, size: float, room: float) -> tuple[str, ...]:
    """Break a value for its underlined place; what nearly fits is set smaller instead."""
    text = clean(" ".join(kept_lines(value)))
    if fit_line(text, Style.FANG, size, room, 0.8 * size).stretch == 1.0:
        return (text,)
    return wrap(text, Style.FANG, size, room)
