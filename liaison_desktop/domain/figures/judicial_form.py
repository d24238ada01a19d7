"""The judicial-administration monthly table of people's mediation (domain.md 5.5).

Every item that is recorded comes with its share and with 同比 and 环比; what no ledger holds
stays blank, to be written by hand, and is never 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from liaison_desktop.domain.figures.comparison import Compared
from liaison_desktop.domain.figures.indicator import Nature, Number, percentage, round_half_up
from liaison_desktop.domain.figures.number_words import PERCENT, WAN_YUAN, YUAN, written
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.statutory_form import (
    FormWords,
    NumberLook,
    Side,
    StatutoryCell,
    StatutoryForm,
)
from liaison_desktop.domain.figures.token import Style

_HEADS = (
    "项目", "单位", "本期", "占比（%）", "上年同期", "同比增减", "同比（%）",
    "上期", "环比增减", "环比（%）",
)  # fmt: skip
_WIDTHS = (52.0, 13.0, 18.0, 15.0, 17.0, 16.0, 15.0, 17.0, 16.0, 15.0)
_WAN = Decimal(10_000)
_NONE = "—"  # nothing to divide by
_HEAD_HIGH, _ROW_HIGH = 8.0, 4.6


@dataclass(frozen=True, slots=True)
class JudicialLine:
    """One item of the table.

    Attributes:
        label: 项目.
        unit: Its unit.
        year_ago, before: The figure beside that of last year and of the period before; None
            for an item no ledger holds.
        whole: What its share is of; None for items without one.
        depth: How far it is set in.
        group: Whether it is a heading over the items below it.
    """

    label: str
    unit: str = ""
    year_ago: Compared | None = None
    before: Compared | None = None
    whole: Number | None = None
    depth: int = 0
    group: bool = False


def judicial_form(
    period: Period, station: str, lines: tuple[JudicialLine, ...], words: FormWords
) -> StatutoryForm:
    """Lay the table out."""
    return StatutoryForm(
        title=f"{period.label}人民调解工作情况统计表",
        above=((f"填报单位（盖章）：{words.made_at or station}", f"统计时段：{_span(period)}"),),
        widths=_WIDTHS,
        heights=(_HEAD_HIGH, *(_ROW_HIGH for _ in lines)),
        cells=(
            *(StatutoryCell(0, place, name, head=True) for place, name in enumerate(_HEADS)),
            *(cell for row, line in enumerate(lines, start=1) for cell in _cells(row, line)),
        ),
        below=(
            (f"备注：{words.remark or '空格为本单位台账没有记录的项目；“—”为基数为零或无数据。'}",),
            (
                f"审核人：{words.issued_by}",
                f"填表人：{words.made_by}",
                "填表日期：　　　　年　　月　　日",
            ),
        ),
        size=8.5,
    )


def _span(period: Period) -> str:
    first, last = period.first, period.last
    return f"{first.year}.{first.month}.{first.day}—{last.year}.{last.month}.{last.day}"


def _cells(row: int, line: JudicialLine) -> Iterator[StatutoryCell]:
    if line.group:
        yield StatutoryCell(row, 0, line.label, columns=len(_HEADS), side=Side.LEFT, head=True)
        return
    yield StatutoryCell(row, 0, line.label, side=Side.LEFT, indent=line.depth)
    wan = line.unit == YUAN
    yield StatutoryCell(row, 1, WAN_YUAN if wan else line.unit)
    now = line.before.now.value if line.before is not None else None
    yield _number(row, 2, now, line.unit)
    share = None if now is None or line.whole is None else percentage(now, line.whole)
    yield _number(row, 3, share, "%")
    yield from _against(row, 4, line.year_ago, line.unit)
    yield from _against(row, 7, line.before, line.unit)


def _against(row: int, first: int, compared: Compared | None, unit: str) -> Iterator[StatutoryCell]:
    """Yield base, change and change in per cent; of a rate the change is in 百分点."""
    if compared is None or compared.now.value is None:
        for place in range(first, first + 3):
            yield StatutoryCell(row, place)
        return
    base, delta = compared.base.value, compared.delta
    yield StatutoryCell(row, first, _NONE) if base is None else _number(row, first, base, unit)
    yield _number(row, first + 1, delta, unit, _NONE)
    percent = compared.percent
    if compared.indicator.nature is Nature.RATE or percent is None or delta is None:
        yield StatutoryCell(row, first + 2, _NONE)
    else:
        yield _number(row, first + 2, -percent if delta < 0 else percent, "%", _NONE)


def _number(
    row: int, column: int, value: Number | None, unit: str, missing: str | None = None
) -> StatutoryCell:
    """Return a number; with a word for what is missing it is a change and carries its sign."""
    if value is None:
        return StatutoryCell(row, column, missing or "")
    if unit == YUAN:
        text, look = written(value, unit, Style.WAN_2), NumberLook.HUNDREDTH
        value = round_half_up(Decimal(str(value)) / _WAN, 2)
    else:
        text = written(value, unit)
        look = NumberLook.TENTH if unit == PERCENT else NumberLook.WHOLE
    if missing is not None and value > 0:
        text = f"+{text}"
    return StatutoryCell(row, column, text, value, look=look)
