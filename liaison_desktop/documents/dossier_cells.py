"""Ruled cells of a dossier's forms: labels and values, persons, long texts, signing."""

from collections.abc import Sequence

from liaison_desktop.documents.dossier_flow import SMALL, Flow
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import Align, Rect, Text
from liaison_desktop.documents.ruled import PAD, RULE, RowType, RuledCell, set_lines
from liaison_desktop.documents.text import MM, clean, width
from liaison_desktop.domain.matters.dossier_blocks import OPEN_DAY
from liaison_desktop.domain.matters.dossier_paper import PaperPerson

_SIGN_CELL = 34.0  # height of a cell to sign in, mm


def cells(flow: Flow, pairs: Sequence[tuple[str, str]], label: float = 30.0) -> None:
    """Set a ruled row of labels and values that share its width."""
    wide = flow.frame.wide / len(pairs) - label
    row: list[RuledCell] = []
    for name, value in pairs:
        row.append(RuledCell(name, label, Align.CENTRE, Style.SONG, repeated=True))
        row.append(RuledCell(value, wide, style=Style.FANG))
    flow.row(row, flow.cell)


def person_cells(flow: Flow, person: PaperPerson) -> None:
    """Set a person as ruled rows beside the role, on one page."""
    flow.need(44)
    first, role, wide = flow.y, 14.0, flow.frame.wide - 14
    name, leader = ("名称", "负责人") if person.organisation else ("姓名", "职业或职务")
    occupation = person.representative if person.organisation else person.occupation
    if person.organisation:
        _pairs(flow, ((name, person.name or "/", wide),), role)
    else:
        _pairs(
            flow,
            (
                (name, person.name or "/", wide * 0.32),
                ("性别", person.sex or "/", wide * 0.2),
                ("民族", person.ethnicity or "/", wide * 0.25),
                ("年龄", person.age or "/", wide * 0.23),
            ),
            role,
        )
    half = wide / 2
    _pairs(
        flow, ((leader, occupation or "无", half), ("联系方式", person.phone or "无", half)), role
    )
    if person.id_number:
        _pairs(flow, (("公民身份号码", person.id_number, wide),), role)
    _pairs(flow, (("单位或住址", person.address or "无", wide),), role)
    _beside(flow, (first, role), clean(person.role))


def _pairs(flow: Flow, pairs: Sequence[tuple[str, str, float]], indent: float) -> None:
    row: list[RuledCell] = []
    for label, value, wide in pairs:
        narrow = width(label, Style.SONG, SMALL) + 3 * PAD
        row.append(RuledCell(label, narrow, Align.CENTRE, Style.SONG, repeated=True))
        row.append(RuledCell(value, wide - narrow, style=Style.FANG, whole=True))
    flow.row(row, flow.cell, indent)


def _beside(flow: Flow, place: tuple[float, float], label: str) -> None:
    """Set an upright label in a cell beside the rows above; top and width in mm."""
    top, wide = place
    top = min(top, flow.y - flow.cell.least)
    flow.marks.append(Rect(flow.frame.left, top, wide, flow.y - top, RULE))
    step = 1.15 * SMALL / MM
    y = (top + flow.y - step * len(label)) / 2 + 0.85 * step
    for letter in label:
        x = flow.frame.left + wide / 2
        flow.marks.append(Text(x, y, letter, Style.SONG, SMALL, align=Align.CENTRE))
        y += step


def long_cell(flow: Flow, label: str, text: str, least: float = 40.0) -> None:
    """Set a ruled row with a long text, running over pages under its repeated label."""
    cells = (
        RuledCell(label, 30, Align.CENTRE, Style.SONG, repeated=True),
        RuledCell(text, flow.frame.wide - 30, style=Style.FANG, top=True),
    )
    flow.row(cells, RowType(SMALL, flow.cell.leading, least * flow.density**2))


def sign_cells(flow: Flow, labels: Sequence[str]) -> None:
    """Set ruled cells to sign in, each with its label above and an open day below."""
    high = _SIGN_CELL * flow.density
    flow.need(high)
    wide = flow.frame.wide / len(labels)
    y, x = flow.y, flow.frame.left
    for label in labels:
        flow.marks.append(Rect(x, y, wide, high, RULE))
        lines = set_lines(label, Style.SONG, SMALL, wide - 2 * PAD)
        for number, line in enumerate(lines):
            base = y + PAD + 4.5 + number * 6
            flow.marks.append(Text(x + PAD + 0.5, base, line, Style.SONG, SMALL))
        day = Text(x + wide - 3, y + high - 3, OPEN_DAY[1:], Style.FANG, SMALL, align=Align.RIGHT)
        flow.marks.append(day)
        x += wide
    flow.down(high)
