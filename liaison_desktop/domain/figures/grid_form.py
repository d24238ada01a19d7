"""The monthly set of a grid (R137): what was done for people, this period, the last, the year.

Ledgers the office does not keep leave their lines blank, to be written by hand.
"""

from dataclasses import dataclass

from liaison_desktop.domain.figures.indicator import Number
from liaison_desktop.domain.figures.number_words import WAN_YUAN, YUAN, written
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.statutory_form import (
    FormWords,
    NumberLook,
    Side,
    StatutoryCell,
    StatutoryForm,
)
from liaison_desktop.domain.figures.token import Style

_HEADS = ("类别", "项目", "单位", "本期", "上期", "年度累计", "备注")
_WIDTHS = (26.0, 52.0, 16.0, 22.0, 22.0, 24.0, 18.0)


@dataclass(frozen=True, slots=True)
class GridLine:
    """One item.

    Attributes:
        group: 类别; neighbours of one group share a cell.
        label, unit: 项目 and its unit.
        values: This period, the one before, the year so far; None where not recorded.
    """

    group: str
    label: str
    unit: str
    values: tuple[Number | None, Number | None, Number | None] = (None, None, None)


def grid_form(
    period: Period, station: str, lines: tuple[GridLine, ...], words: FormWords
) -> StatutoryForm:
    """Lay the set out."""
    cells = [StatutoryCell(0, place, name, head=True) for place, name in enumerate(_HEADS)]
    begun = 0
    for row, line in enumerate(lines, start=1):
        if row == 1 or line.group != lines[row - 2].group:
            begun = row
        if row == len(lines) or lines[row].group != line.group:
            cells.append(StatutoryCell(begun, 0, line.group, rows=row - begun + 1))
        wan = line.unit == YUAN
        cells.append(StatutoryCell(row, 1, line.label, side=Side.LEFT))
        cells.append(StatutoryCell(row, 2, WAN_YUAN if wan else line.unit))
        cells += [
            _number(row, place, value, line.unit) for place, value in enumerate(line.values, 3)
        ]
        cells.append(StatutoryCell(row, 6))
    return StatutoryForm(
        title=f"{period.label}网格群众工作统计表",
        above=((f"填报单位（盖章）：{words.made_at or station}", f"统计期间：{period.label}"),),
        widths=_WIDTHS,
        heights=(8.5, *(7.2 for _ in lines)),
        cells=tuple(cells),
        below=(
            (f"说明：{words.remark or '空格为台账没有记录的项目，请据实填写。'}",),
            (
                f"审核人：{words.issued_by}",
                f"填表人：{words.made_by}",
                "填表日期：　　　　年　　月　　日",
            ),
        ),
        size=9.5,
    )


def _number(row: int, place: int, value: Number | None, unit: str) -> StatutoryCell:
    if value is None:
        return StatutoryCell(row, place)
    if unit == YUAN:
        text = written(value, unit, Style.WAN)
        return StatutoryCell(row, place, text, float(text), look=NumberLook.FREE)
    return StatutoryCell(row, place, written(value, unit), value, look=NumberLook.FREE)
