"""The simpler county form: places by class, 化解数 and 未化解数 of each (domain.md 6.2).

合计 stands on top. 本月总数 is what was settled and what is still open, so that every line foots.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from liaison_desktop.domain.figures.indicator import Number
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.statutory_form import (
    FormWords,
    Side,
    StatutoryCell,
    StatutoryForm,
    total,
)

_HEADS = 2
_TOP = _HEADS  # row of 合计
_FIRST = 3  # column of the first class


@dataclass(frozen=True, slots=True)
class CountyLine:
    """One place.

    Attributes:
        name: The village.
        settled, still_open: 化解数 and 未化解数, a number a class.
    """

    name: str
    settled: tuple[Number | None, ...]
    still_open: tuple[Number | None, ...]


def county_form(
    period: Period,
    station: str,
    table: tuple[tuple[str, ...], tuple[CountyLine, ...]],
    words: FormWords,
) -> StatutoryForm:
    """Lay the form out.

    Args:
        period: 期间.
        station: 填报单位.
        table: Names of the classes, and the places.
        words: 备注, 签发人, 制表人.
    """
    classes, lines = table
    wide = (297.0 - 28.0 - 22.0 - 2 * 11.0) / (2 * len(classes))
    month = "-" in period.key and ".." not in period.key and "W" not in period.key
    span = "本月" if month else "本期"
    return StatutoryForm(
        title=f"{period.label}{station}矛盾纠纷排查化解情况统计表",
        above=((f"填报单位（盖章）：{station}", f"填报期间：{period.label}"),),
        widths=(22.0, 11.0, 11.0, *([wide] * (2 * len(classes)))),
        heights=(15.0, 13.0, *([7.5] * (len(lines) + 1))),
        cells=(*_heads(classes, span), *_body(classes, lines)),
        below=(
            (f"备注：{words.remark or '化解数按达成协议日期，未化解数为期末在调的。'}",),
            (
                f"签发人：{words.issued_by}",
                f"制表人：{words.made_by}",
                "制表日期：　　　　年　　月　　日",
            ),
        ),
        repeated=_HEADS,
        upright=False,
        size=8.0,
    )


def _heads(classes: tuple[str, ...], span: str) -> Iterator[StatutoryCell]:
    yield StatutoryCell(0, 0, "单位", rows=_HEADS, head=True)
    yield StatutoryCell(0, 1, f"{span}总数", rows=_HEADS, head=True)
    yield StatutoryCell(0, 2, f"{span}未化解", rows=_HEADS, head=True)
    for number, name in enumerate(classes):
        place = _FIRST + 2 * number
        yield StatutoryCell(0, place, name, columns=2, head=True)
        yield StatutoryCell(1, place, "化解数", head=True)
        yield StatutoryCell(1, place + 1, "未化解数", head=True)


def _body(classes: tuple[str, ...], lines: tuple[CountyLine, ...]) -> Iterator[StatutoryCell]:
    last = _TOP + len(lines)
    columns = _FIRST + 2 * len(classes)
    sums: list[list[Number | None]] = [[] for _ in range(columns)]
    for row, line in enumerate(lines, start=_TOP + 1):
        pairs = [n for pair in zip(line.settled, line.still_open, strict=True) for n in pair]
        values = [total(tuple(pairs)), total(line.still_open), *pairs]
        yield StatutoryCell(row, 0, line.name, side=Side.LEFT)
        for place, value in enumerate(values, start=1):
            sums[place].append(value)
            yield _cell(row, place, value, _across(row, place, columns))
    yield StatutoryCell(_TOP, 0, "合计", head=True)
    for place in range(1, columns):
        down = f"SUM([{_TOP + 1},{place}]:[{last},{place}])"
        yield _cell(_TOP, place, total(tuple(sums[place])), down)


def _across(row: int, place: int, columns: int) -> str:
    if place == 1:
        return f"SUM([{row},{_FIRST}]:[{row},{columns - 1}])"
    if place == 2:
        return "+".join(f"[{row},{one}]" for one in range(_FIRST + 1, columns, 2))
    return ""


def _cell(row: int, place: int, value: Number | None, formula: str) -> StatutoryCell:
    if value is None:
        return StatutoryCell(row, place)
    return StatutoryCell(row, place, str(value), value, formula)
