"""The annex tables of a summary: pairing, visits, concerns, disputes by class and village."""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.comparison import Against, base_period
from liaison_desktop.domain.figures.indicator import Figure, Number, percentage
from liaison_desktop.domain.figures.number_words import PERCENT, YUAN, unit_written, written
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import DIMENSION_LABELS, Dimension, Divided, Scope
from liaison_desktop.domain.figures.summary import PaperTable
from liaison_desktop.domain.figures.token import Style
from liaison_desktop.domain.figures.wording import period_span
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.summary_tokens import sorted_out

ZERO, MISSING, TOTAL = "（无）", "—", "合计"


@dataclass(frozen=True, slots=True)
class _Plan:
    """A table: indicators side by side, divided."""

    title: str
    by: Dimension
    keys: tuple[str, ...]


_PAIRING = _Plan(
    "干部结对联户情况表",
    Dimension.VILLAGE,
    ("households", "households_paired", "household_coverage", "cards_issued"),
)
_VISITS = _Plan(
    "走访情况表", Dimension.VILLAGE, ("households", "households_visited", "visit_rate", "visits")
)
_CONCERNS = _Plan(
    "民情台账情况表",
    Dimension.CATEGORY,
    ("concerns_collected", "concerns_entered", "concerns_closed", "concerns_open",
     "concerns_overdue", "concern_close_rate"),
)  # fmt: skip
_DISPUTE_KEYS = (
    "disputes_found", "disputes_mediated", "disputes_settled", "dispute_settle_rate",
    "dispute_amount",
)  # fmt: skip
_BY_CLASS = _Plan("矛盾纠纷分类情况表", Dimension.CATEGORY, _DISPUTE_KEYS)
_BY_VILLAGE = _Plan("矛盾纠纷分村情况表", Dimension.VILLAGE, _DISPUTE_KEYS)
_USUAL = (_PAIRING, _VISITS, _CONCERNS, _BY_CLASS, _BY_VILLAGE)
# What came in, as its report heads it (domain.md 5.5); the first that is kept.
_CAME_IN = (("disputes_accepted", "受理（件）"), ("disputes_found", "排查（起）"))


def annex_tables(
    context: Context, period: Period, scope: Scope, table: str = ""
) -> tuple[PaperTable, ...]:
    """Return the annex tables; a ledger that is not kept has none.

    Args:
        context: What the services share.
        period: Of the summary.
        scope: What the summary is limited to.
        table: ``disputes`` for the table of a 通报, "" for the usual ones.
    """
    figures = Figures(context)
    if table:
        return _classes_table(figures, period, scope)
    made = (_table(figures, plan, period, scope) for plan in _USUAL)
    return tuple(one for one in made if one is not None)


def _table(figures: Figures, plan: _Plan, period: Period, scope: Scope) -> PaperTable | None:
    columns: list[Divided] = []
    for key in plan.keys:
        try:
            found = figures.divided(key, period, plan.by, scope)
        except UsageError:
            continue
        if found.total.records is not None:
            columns.append(found)
    if not columns:
        return None
    # Every village has its row, unless the summary is about some of them.
    every = plan.by is Dimension.VILLAGE and not any(
        part.dimension in (Dimension.VILLAGE, Dimension.GROUP) for part in scope.parts
    )
    heads = [DIMENSION_LABELS[plan.by], *(_head(one.total) for one in columns)]
    values = [{one.part.value: one.figure for one in column.parts} for column in columns]
    rows = [
        (label, *(cell(one.get(value)) for one in values))
        for value, label in _names(columns).items()
        if every or any(_counts(one.get(value)) for one in values)
    ]
    rows.append((TOTAL, *(cell(column.total) for column in columns)))
    return PaperTable(plan.title, tuple(heads), tuple(rows), _shares(len(heads)), _note(period))


def _classes_table(figures: Figures, period: Period, scope: Scope) -> tuple[PaperTable, ...]:
    """Return 类别 · 件数 · 占比 · 去年同期 · 增减 · 幅度 of the disputes that came in (P40)."""
    for key, head in _CAME_IN:
        now = figures.divided(key, period, Dimension.CATEGORY, scope)
        if now.total.value is not None:
            before = base_period(period, Against.YEAR_AGO)
            then = None if before is None else figures.divided(key, before, now.by, scope)
            return (_classes_beside(head, now, then, period),)
    return ()


def _classes_beside(head: str, now: Divided, then: Divided | None, period: Period) -> PaperTable:
    base: dict[str, Number | None] = {}
    if then is not None and sorted_out(then):
        base = {one.part.value: one.figure.value for one in then.parts}
    whole = now.total.value or 0
    rows = [
        (one.part.label, *_class_cells(one.figure.value, base.get(one.part.value), whole))
        for one in now.parts
    ]
    last = None if then is None else then.total.value
    rows.append((TOTAL, *_class_cells(whole, last, whole)))
    heads = ("类别", head, "占比（%）", "去年同期", "增减", "增减幅度（%）")
    return PaperTable("矛盾纠纷分类统计表", heads, tuple(rows), _shares(len(heads)), _note(period))


def _class_cells(now: Number | None, base: Number | None, whole: Number) -> tuple[str, ...]:
    share = None if now is None else percentage(now, whole)
    delta = None if now is None or base is None else now - base
    size = None if delta is None or not base else percentage(delta, base)
    return (
        _number(now), _number(share, PERCENT), _number(base), _signed(delta), _signed(size, PERCENT)
    )  # fmt: skip


def _signed(value: Number | None, unit: str = "") -> str:
    """Write a difference; what did not change is 0, which is something else than （无）."""
    return MISSING if value is None else written(value, unit)


def cell(figure: Figure | None) -> str:
    """Return a figure as it stands in a table: 0 as （无）, missing as —."""
    if figure is None or figure.value is None:
        return MISSING
    style = Style.WAN if figure.unit == YUAN else Style.EXACT
    return ZERO if figure.value == 0 else written(figure.value, figure.unit, style)


def _number(value: Number | None, unit: str = "") -> str:
    if value is None:
        return MISSING
    return written(value, unit) if value else ZERO


def _counts(figure: Figure | None) -> bool:
    return figure is not None and bool(figure.value)


def _head(figure: Figure) -> str:
    style = Style.WAN if figure.unit == YUAN else Style.EXACT
    return f"{figure.label}（{unit_written(figure.unit, style)}）"


def _names(columns: list[Divided]) -> Mapping[str, str]:
    """Return value to label of every part, in the order of the longest column."""
    names: dict[str, str] = {}
    for column in sorted(columns, key=lambda one: -len(one.parts)):
        for one in column.parts:
            names.setdefault(one.part.value, one.part.label)
    if "" in names:  # 未填 comes last
        names[""] = names.pop("")
    return names


def _shares(count: int) -> tuple[float, ...]:
    """Give the names twice the width of a figure."""
    width = 1 / (count + 1)
    return (2 * width, *(width for _ in range(count - 1)))


def _note(period: Period) -> str:
    return f"统计时段：{period_span(period)}。“{ZERO}”为零，“{MISSING}”为没有数据。"
