"""The Sichuan-type monthly form 矛盾纠纷排查情况表, row by row (domain.md 6.2).

Rows 1–5 总况, 6–43 the nineteen classes, 44–47 涉及人数, 48–51 重大矛盾纠纷, 52 集中排查. The
columns are the level a dispute was handled at, 小计 and 年度累计. 调处率 = 调处 ÷ 排查 and
成功率 = 成功 ÷ 调处, two decimals, 0 when there is nothing to divide by.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.indicator import Number, round_half_up
from liaison_desktop.domain.figures.number_words import written
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.statutory_form import (
    FormWords,
    NumberLook,
    Side,
    StatutoryCell,
    StatutoryForm,
    total,
)

LEVEL_HEADS = ("县市区", "乡镇街道", "村居")
ROWS = 52
_FIRST, _SUM, _YEAR = 2, 5, 6  # columns of the first level, 小计 and 年度累计
_HEADS = 2  # rows of headings
_FOUND, _MEDIATED, _MEDIATE_RATE, _SETTLED, _SETTLE_RATE = (
    "排查数", "调处数", "调处率", "成功数", "成功率",
)  # fmt: skip
_KINDS = {"": "月份", "Q": "季度", "H": "半年度"}
_WIDTHS = (46.0, 24.0, 22.0, 22.0, 22.0, 22.0, 24.0)
_ROW_HIGH, _HEAD_HIGH = 4.35, 5.0


@dataclass(frozen=True, slots=True)
class SichuanCounts:
    """The numbers of one column; None where the ledger was never kept.

    Attributes:
        found, mediated, settled: 排查数, 调处数, 成功数.
        classes: 排查数 and 调处数 of each of the nineteen classes, in their order.
        bands: 排查数 of each band of 涉及人数.
        major: 排查数, 调处数, 成功数 of 重大矛盾纠纷.
        sweeps: 开展集中排查(次数), typed.
    """

    found: Number | None
    mediated: Number | None
    settled: Number | None
    classes: tuple[tuple[Number | None, Number | None], ...]
    bands: tuple[Number | None, ...]
    major: tuple[Number | None, Number | None, Number | None]
    sweeps: Number | None = None


@dataclass(frozen=True, slots=True)
class SichuanFigures:
    """What the form of a period says.

    Attributes:
        period: 月, 季, 半年 or 年.
        station: 填报单位.
        classes, bands: Names of the classes and of the bands, as the form prints them.
        levels: The columns 县市区, 乡镇街道, 村居.
        year: The column 年度累计: from 1 January to the period's last day.
    """

    period: Period
    station: str
    classes: tuple[str, ...]
    bands: tuple[str, ...]
    levels: tuple[SichuanCounts, SichuanCounts, SichuanCounts]
    year: SichuanCounts


def require_form_period(period: Period) -> None:
    """Refuse a period the form is not made for.

    Raises:
        RefusedError: When it is no month, quarter, half-year or year.
    """
    if "W" in period.key or ".." in period.key:
        raise RefusedError("这张表按月、季、半年或年填报，请改选期间。")


def year_to_date(period: Period) -> str:
    """Return the key of the stretch 年度累计 covers."""
    return f"{period.first.year:04d}-01-01..{period.last.isoformat()}"


def band_gap(figures: SichuanFigures) -> Number:
    """Return 排查数 of the year less the sum of rows 44–47; 0 when the form foots."""
    bands = total(figures.year.bands)
    return (figures.year.found or 0) - (bands or 0)


def sichuan_form(figures: SichuanFigures, words: FormWords) -> StatutoryForm:
    """Lay the form out.

    Raises:
        RefusedError: When Σ rows 44–47 年度累计 is not row 1 年度累计.
    """
    require_form_period(figures.period)
    if gap := band_gap(figures):
        raise RefusedError(gap_sentence(figures, gap))
    period, station = figures.period, figures.station
    made_at = words.made_at or station
    return StatutoryForm(
        title=f"{period.label}{station}矛盾纠纷排查情况表",
        above=((f"填报单位（盖章）：{station}", f"填报{_kind(period)}：{period.label}"),),
        widths=_WIDTHS,
        heights=(_HEAD_HIGH,) * _HEADS + (_ROW_HIGH,) * ROWS,
        cells=(*_heads(), *_labels(figures), *_numbers(figures)),
        below=(
            (f"备注：{words.remark}",),
            (f"签发人：{words.issued_by}", f"制表人：{words.made_by}", f"制表机关：{made_at}"),
        ),
        repeated=_HEADS,
        size=8.0,
    )


def gap_sentence(figures: SichuanFigures, gap: Number) -> str:
    """Say why the form does not foot."""
    bands, found = total(figures.year.bands) or 0, figures.year.found or 0
    return (
        f"第44至47行（涉及人数）年度累计合计 {bands} 起，第1行排查数年度累计 {found} 起，"
        f"相差 {abs(gap)} 起，不能保存和打印。请给没写涉及人数的纠纷补上人数。"
    )


def _kind(period: Period) -> str:
    if len(period.key) == len("2023"):
        return "年度"
    return next((word for mark, word in _KINDS.items() if mark and mark in period.key), "月份")


def _heads() -> Iterator[StatutoryCell]:
    yield StatutoryCell(0, 0, "内容", rows=_HEADS, columns=2, head=True)
    yield StatutoryCell(0, _FIRST, "层级", columns=5, head=True)
    for offset, name in enumerate((*LEVEL_HEADS, "小计", "年度累计")):
        yield StatutoryCell(1, _FIRST + offset, name, head=True)


def _labels(figures: SichuanFigures) -> Iterator[StatutoryCell]:
    row = _HEADS
    for group, names in _groups(figures):
        yield StatutoryCell(row, 0, group, rows=len(names), side=Side.LEFT)
        for offset, name in enumerate(names):
            yield StatutoryCell(row + offset, 1, name)
        row += len(names)


def _groups(figures: SichuanFigures) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "总况", (_FOUND, _MEDIATED, _MEDIATE_RATE, _SETTLED, _SETTLE_RATE)
    for name in figures.classes:
        yield name, (_FOUND, _MEDIATED)
    yield "涉及人数（起数）", figures.bands
    yield "重大矛盾纠纷", (_FOUND, _MEDIATED, _SETTLED, _SETTLE_RATE)
    yield "开展集中排查", ("次数",)


def _numbers(figures: SichuanFigures) -> Iterator[StatutoryCell]:
    columns = (*(_column(one) for one in figures.levels), _column(figures.year))
    for index, kind in enumerate(_row_kinds(figures)):
        row = _HEADS + index
        values = [column[index] for column in columns]
        whole = total(tuple(values[:3]))
        placed = zip((_FIRST, _FIRST + 1, _FIRST + 2, _YEAR), values, strict=True)
        if kind is not None:
            part, of = _HEADS + kind[0], _HEADS + kind[1]
            sums = [total(tuple(column[at] for column in columns[:3])) for at in kind]
            for place, value in (*placed, (_SUM, _rate(sums[0], sums[1]))):
                yield _rate_cell(row, place, value, part, of)
            continue
        for place, value in placed:
            yield StatutoryCell(row, place, "" if value is None else written(value), value)
        formula = f"SUM([{row},{_FIRST}]:[{row},{_FIRST + 2}])" if whole is not None else ""
        yield StatutoryCell(row, _SUM, "" if whole is None else written(whole), whole, formula)


def _column(counts: SichuanCounts) -> list[Number | None]:
    """Return the numbers of a column from row 1 to row 52."""
    classes = [number for pair in counts.classes for number in pair]
    major = counts.major
    return [
        counts.found,
        counts.mediated,
        _rate(counts.mediated, counts.found),
        counts.settled,
        _rate(counts.settled, counts.mediated),
        *classes,
        *counts.bands,
        *major,
        _rate(major[2], major[1]),
        counts.sweeps,
    ]


def _row_kinds(figures: SichuanFigures) -> Sequence[tuple[int, int] | None]:
    """Return for every row what its rate divides, counted from row 1 as 0; None for counts."""
    first_major = 5 + 2 * len(figures.classes) + len(figures.bands)
    rates = {2: (1, 0), 4: (3, 1), first_major + 3: (first_major + 2, first_major + 1)}
    return [rates.get(index) for index in range(first_major + 5)]


def _rate(part: Number | None, of: Number | None) -> float | None:
    """Return a share with two decimals of a per cent; 0 when there is nothing to divide by."""
    if part is None or of is None:
        return None
    if not of:
        return 0.0
    return round_half_up(Decimal(str(part)) / Decimal(str(of)), 4)


def _rate_cell(row: int, place: int, value: Number | None, part: int, of: int) -> StatutoryCell:
    if value is None:
        return StatutoryCell(row, place)
    text = f"{Decimal(str(value)) * 100:.2f}%"
    formula = f"IF([{of},{place}]=0,0,ROUND([{part},{place}]/[{of},{place}],4))"
    return StatutoryCell(row, place, text, value, formula, look=NumberLook.PER_CENT)
