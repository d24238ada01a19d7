"""Lines of the list of indicators: value, 同比 and 环比 in words, and the table of a division."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liaison_desktop.domain.figures import catalogue
from liaison_desktop.domain.figures.comparison import AGAINST_LABELS, Compared
from liaison_desktop.domain.figures.indicator import (
    Figure,
    Indicator,
    Nature,
    Number,
    percentage,
)
from liaison_desktop.domain.figures.number_words import written
from liaison_desktop.domain.figures.scope import DIMENSION_LABELS, Divided
from liaison_desktop.domain.figures.summary import PaperTable
from liaison_desktop.domain.figures.wording import change_phrase, missing_base
from liaison_desktop.ui.id_table_model import RIGHT, Column

MISSING = "—"
OWN = "own"
GROUPS: tuple[tuple[str, str, tuple[Indicator, ...]], ...] = (
    ("register", "农户", catalogue.REGISTER),
    ("cadres", "联户", catalogue.CADRES),
    ("cards", "联系卡", catalogue.CARDS),
    ("visits", "走访", catalogue.VISITS),
    ("concerns", "民情", catalogue.CONCERNS),
    ("disputes", "纠纷", catalogue.DISPUTES),
    ("work", "其他工作", catalogue.WORK),
)
"""Groups of the catalogue (domain.md 1.17) in the order it is reported."""
GROUP_LABELS = {key: label for key, label, _ in GROUPS} | {OWN: "自定"}
_GROUP_OF = {term.key: key for key, _, terms in GROUPS for term in terms}


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator of a period, compared both ways."""

    term: Indicator
    year_ago: Compared
    before: Compared

    @property
    def figure(self) -> Figure:
        """Its figure."""
        return self.year_ago.now

    @property
    def group(self) -> str:
        """Key of its group; ``own`` for indicators of the office."""
        return _GROUP_OF.get(self.term.key, OWN)


def number(value: Number | None, unit: str) -> str:
    """Return a value as it stands in a list: 16, 57.1%, — for a missing one."""
    if value is None:
        return MISSING
    return written(value, unit) + ("%" if unit == "%" else "")


def change_words(compared: Compared) -> str:
    """Return a comparison without its name: ▲ 增加12起，上升33.3%; — where nothing is known."""
    if compared.now.value is None:
        return MISSING
    phrase = change_phrase(compared)
    if phrase == missing_base(compared.against):
        return phrase
    words = phrase.removeprefix(AGAINST_LABELS[compared.against])
    delta = compared.delta or 0
    sign = "▲ " if delta > 0 else "▼ " if delta < 0 else ""
    return f"{sign}{words}"


def lines_of(
    terms: Iterable[Indicator],
    year_ago: Mapping[str, Compared],
    before: Mapping[str, Compared],
) -> tuple[IndicatorLine, ...]:
    """Return the lines of the list, in the order of the catalogue."""
    return tuple(IndicatorLine(term, year_ago[term.key], before[term.key]) for term in terms)


_C = Column[IndicatorLine]
COLUMNS: tuple[_C, ...] = (
    _C(key="group", title="类别", text=lambda row: GROUP_LABELS[row.group], width=70,
       sortable=False),
    _C(key="label", title="指标", text=lambda row: row.term.label, width=160, sortable=False,
       tip=lambda row: row.term.meaning),
    _C(key="value", title="数值", text=lambda row: number(row.figure.value, row.term.unit),
       width=80, align=RIGHT, sortable=False),
    _C(key="unit", title="单位", text=lambda row: row.term.unit, width=56, sortable=False),
    _C(key="year_ago", title="同比", text=lambda row: change_words(row.year_ago), width=160,
       sortable=False, tip=lambda row: base_words(row.year_ago)),
    _C(key="before", title="环比", text=lambda row: change_words(row.before), width=160,
       sortable=False, tip=lambda row: base_words(row.before)),
)  # fmt: skip


def base_words(compared: Compared) -> str:
    """Return what a figure is compared with: 2022年上半年 47起（已封账）."""
    if compared.base_period is None:
        return ""
    frozen = "（已封账）" if compared.frozen else ""
    unit = "" if compared.base.value is None or compared.indicator.unit == "%" else (
        compared.indicator.unit
    )  # fmt: skip
    shown = number(compared.base.value, compared.indicator.unit)
    return f"{compared.base_period.label} {shown}{unit}{frozen}"


def comparison_sentence(compared: Compared) -> str:
    """Return a comparison as a line of its own: 同比（2022年上半年 47起）：▼ 减少11起."""
    words = change_words(compared)
    label = AGAINST_LABELS[compared.against]
    if words in (MISSING, missing_base(compared.against)):
        return f"{label}：{words}"
    return f"{label}（{base_words(compared)}）：{words}"


def parts_words(term: Indicator, figure: Figure) -> str:
    """Return what a rate is made of: 调解成功 16 ÷ 参与调解 28; "" for other indicators."""
    if term.nature is not Nature.RATE:
        return ""
    top = number(figure.numerator, "")
    below = number(figure.denominator, "")
    return f"{term.numerator_words} {top} ÷ {term.denominator_words} {below}"


def division_table(divided: Divided) -> PaperTable:
    """Return a divided figure as a table, the total last."""
    term, dimension = divided.indicator, DIMENSION_LABELS[divided.by]
    rate = term.nature is Nature.RATE
    shares = not rate and not divided.overlapping
    lines = [(one.part.label or "未填", one.figure) for one in divided.parts]
    rows = [
        (name, *_cells(term, figure, divided.total if shares else None))
        for name, figure in (*lines, ("合计", divided.total))
    ]
    if rate:
        heads = (dimension, f"{term.label}", term.numerator_words, term.denominator_words)
    else:
        heads = (dimension, f"{term.label}（{term.unit}）", *(("占比",) if shares else ()))
    note = "同一条记录可能计入几项，各项之和可以大于合计" if divided.overlapping else ""
    return PaperTable(f"{divided.period.label}{term.label}", heads, tuple(rows), note=note)


def _cells(term: Indicator, figure: Figure, whole: Figure | None) -> tuple[str, ...]:
    value = number(figure.value, term.unit)
    if term.nature is Nature.RATE:
        return value, number(figure.numerator, ""), number(figure.denominator, "")
    if whole is None:
        return (value,)
    share = (
        percentage(figure.value, whole.value) if figure.value is not None and whole.value else None
    )
    return value, number(share, "%")
