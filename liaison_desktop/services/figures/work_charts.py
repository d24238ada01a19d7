"""Charts of the office's own work: visits, pairing, and this period beside others."""

from collections.abc import Sequence

from liaison_desktop.domain.figures.chart import Chart, ChartKind, ChartSource, Series
from liaison_desktop.domain.figures.comparison import Against, Compared
from liaison_desktop.domain.figures.indicator import Number
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import Dimension, DividedPart, Scope
from liaison_desktop.domain.register.place_name import group_position
from liaison_desktop.services.figures import headlines
from liaison_desktop.services.figures.chart_making import ChartBench, Words, labels

_VISITS, _VISITED = "visits", "households_visited"
_COVERAGE, _PAIRED = "household_coverage", "households_paired"
# What the paired bars show: counts that can stand on one axis, as the meeting asks for them.
_MAIN = (
    "disputes_found", "disputes_settled", "concerns_collected", "concerns_closed",
    "households_visited", "visits", "diaries", "cards_issued", "deeds",
)  # fmt: skip
_MOST_MAIN = 7


def visits_by_month(bench: ChartBench) -> Chart:
    """Return month by month the visits and the households visited."""
    shown = bench.by_month()
    times, households = (shown.divided(key, Dimension.MONTH) for key in (_VISITS, _VISITED))
    total = bench.figure(_VISITS)
    said = headlines.visits(total, bench.figure(_VISITED), times.parts if shown is bench else ())
    if not total.value:
        said = headlines.nothing("入户走访", total)
    words = Words("visits_by_month", "各月入户走访", "走访登记", said, (_VISITS, _VISITED))
    series = (
        shown.series(each, each.parts, f"{each.indicator.label}（{each.indicator.unit}）")
        for each in (times, households)
    )
    # 户次 and 户 are never exchanged: each name says its own, the axis none.
    named = (Series(one.name, one.values, "", one.sources) for one in series)
    return shown.chart(words, ChartKind.COLUMNS, labels(times.parts), *named)


def coverage_matrix(bench: ChartBench) -> Chart:
    """Return the share of households with a cadre, 村×组."""
    parts = bench.divided(_COVERAGE, Dimension.GROUP).parts
    placed = [(*_village_and_group(part.part.label), part) for part in parts if part.part.value]
    placed = [one for one in placed if one[2].figure.value is not None]
    villages = tuple(dict.fromkeys(village for village, _, _ in placed))
    columns = sorted({group for _, group, _ in placed}, key=_group_order)
    known = [(f"{village}{group}", part.figure.value) for village, group, part in placed]
    rates = [(name, float(rate)) for name, rate in known if rate is not None]
    said = headlines.coverage(rates) if rates else "没有可统计的村民小组"
    series = [
        _matrix_row(bench, village, columns, {g: part for v, g, part in placed if v == village})
        for village in villages
    ]
    words = Words("coverage_matrix", "各村民小组农户覆盖率", "结对联户台账", said, (_COVERAGE,))
    return bench.chart(words, ChartKind.MATRIX, columns, *series, rows=villages)


def _matrix_row(
    bench: ChartBench, village: str, columns: Sequence[str], groups: dict[str, DividedPart]
) -> Series:
    """Return one village: its groups under their numbers, None where it has no such group."""
    found = [groups.get(column) for column in columns]
    sources = tuple(
        ChartSource(_COVERAGE, bench.period.key, bench.within(part.part)) if part else None
        for part in found
    )
    return Series(
        village, tuple(part.figure.value if part else None for part in found), "%", sources
    )


def _village_and_group(label: str) -> tuple[str, str]:
    """Return village and group of a part's label; numbered groups are named alike everywhere."""
    village, _, group = label.partition(" ")
    position = group_position(group, village)
    return village, group if position is None else f"第{position}组"


def _group_order(group: str) -> tuple[int, str]:
    position = group_position(group)
    return (10**9 if position is None else position, group)


def quota_bullets(bench: ChartBench) -> Chart:
    """Return the households of each cadre beside those he should have (R21), fewest first."""
    here = {
        part.part.value
        for part in bench.divided("cadres", Dimension.CADRE).parts
        if part.figure.value
    }
    wanted = bench.desk.owed()
    divided = bench.figures.divided(_PAIRED, bench.period, Dimension.CADRE, _everywhere(bench))
    pairs = [
        (part, wanted[part.part.value])
        for part in divided.parts
        if part.part.value in here and part.part.value in wanted
    ]
    pairs.sort(key=lambda pair: _share(pair[0].figure.value, pair[1]))
    parts = [part for part, _ in pairs]
    done = bench.series(divided, parts, "已联系")
    owed = Series("应联系", tuple(count for _, count in pairs), done.unit)
    said = headlines.quotas(done, owed)
    further = "应联系户数按干部本人所定或生效的规则方案；没有规定的干部不列出。"
    if divided.scope != bench.scope:
        further += "户数含干部在别处联系的农户。"
    words = Words("quota_bullets", "干部联户任务", "结对联户台账", said, (_PAIRED,), further)
    return bench.chart(words, ChartKind.BULLETS, labels(parts), done, owed)


def _everywhere(bench: ChartBench) -> Scope:
    """Return the scope without its places: a quota is reached wherever the households are."""
    places = (Dimension.VILLAGE, Dimension.GROUP)
    return Scope(tuple(part for part in bench.scope.parts if part.dimension not in places))


def _share(done: Number | None, owed: int) -> float:
    return (done or 0) / owed if owed else 1.0


def year_and_before(bench: ChartBench) -> Chart:
    """Return the main indicators beside last year's and the period before's."""
    year_ago = bench.compared(_MAIN, Against.YEAR_AGO)
    before = bench.compared(_MAIN, Against.BEFORE)
    shown = [
        pair
        for pair in zip(year_ago, before, strict=True)
        if any((pair[0].now.value, pair[0].base.value, pair[1].base.value))
    ][:_MOST_MAIN]
    lately, earlier = [one for one, _ in shown], [other for _, other in shown]
    bases = {"上年同期": _base(bench, lately), "上期": _base(bench, earlier)}
    if bases["上期"] is not None and _period_of(lately) == _period_of(earlier):
        del bases["上期"]  # of a year both are the year before
    said = headlines.largest_change(lately, earlier)
    further = "".join(f"{word}无数据。" for word, base in bases.items() if base is None)
    if not bench.over:
        said = headlines.so_far(lately)
        further += "本期尚未结束，比较的是上年同期和上期的全期。"
    keys = tuple(one.indicator.key for one in lately) or _MAIN[:1]
    words = Words("year_and_before", "主要指标同比环比", "各类台账", said, keys, further)
    names = [f"{one.indicator.label}（{one.indicator.unit}）" for one in lately]
    series = (_now(bench, lately), *filter(None, bases.values()))
    return bench.chart(words, ChartKind.COLUMNS, names, *series)


def _now(bench: ChartBench, compared: Sequence[Compared]) -> Series:
    sources = tuple(
        ChartSource(one.indicator.key, bench.period.key, bench.scope) for one in compared
    )
    return Series(bench.period.label, tuple(one.now.value for one in compared), "", sources)


def _base(bench: ChartBench, compared: Sequence[Compared]) -> Series | None:
    """Return the figures of the other time, None when no ledger has anything of it.

    What was reported then and is frozen opens no records of today.
    """
    period = _period_of(compared)
    if period is None or not any(one.base.value for one in compared):
        return None
    sources = tuple(
        None if one.frozen else ChartSource(one.indicator.key, period.key, bench.scope)
        for one in compared
    )
    return Series(period.label, tuple(one.base.value for one in compared), "", sources)


def _period_of(compared: Sequence[Compared]) -> Period | None:
    return next((one.base_period for one in compared if one.base_period is not None), None)
