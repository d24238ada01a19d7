"""Headlines of charts: one plain sentence each, with figures that stand in the chart's data.

No adjectives and no causes: what is most, how much of the whole it is, and how it stands
to the same period of last year. Where last year is not known nothing is said of it.
"""

from collections.abc import Iterator, Sequence

from liaison_desktop.domain.figures.chart import Series
from liaison_desktop.domain.figures.comparison import Compared
from liaison_desktop.domain.figures.indicator import Figure, Nature
from liaison_desktop.domain.figures.number_words import PERCENT, POINTS, written
from liaison_desktop.domain.figures.scope import DividedPart
from liaison_desktop.domain.figures.share_words import share_words

REST = "其他"
_MOST_TIED = 3


def counted(figure: Figure) -> str:
    """Return a figure with its measure word: 36件, 57.1%, 无数据 never."""
    return f"{written(figure.value or 0, figure.unit)}{figure.unit}"


def against_last_year(compared: Compared) -> str:
    """Return how a count stands to last year's, "" where that is not known or was nothing."""
    delta, base = compared.delta, compared.base.value
    if delta is None or not base:
        return ""
    if delta == 0:
        return "与去年同期持平"
    unit = POINTS if compared.indicator.nature is Nature.RATE else compared.now.unit
    return f"比去年同期{'多' if delta > 0 else '少'}{written(abs(delta), unit)}{unit}"


def leading(parts: Sequence[DividedPart]) -> tuple[DividedPart, ...]:
    """Return the part with the most, or those that share it; nothing where all are 0.

    Neither 未填 nor 其他 is a class that could lead.
    """
    named = [part for part in parts if part.part.value and not _is_rest(part)]
    most = max((part.figure.value or 0 for part in named), default=0)
    return tuple(part for part in named if most and part.figure.value == most)


def _is_rest(part: DividedPart) -> bool:
    """Tell whether a part is what belongs to no other: 其他, 其他纠纷."""
    return part.part.label.startswith(REST)


def largest_share(parts: Sequence[DividedPart], total: Figure, compared: Compared | None) -> str:
    """Return which part is the largest and its share of the total.

    Args:
        parts: With at least one named one that is not 0.
        total: Of all parts.
        compared: The largest part beside last year's, None where several are the largest.
    """
    first = leading(parts)
    names = "、".join(part.part.label for part in first[:_MOST_TIED])
    each = counted(first[0].figure)
    share = share_words(first[0].figure.value or 0, total.value or 0)
    if len(first) > 1:
        more = "等" if len(first) > _MOST_TIED else ""
        said = [f"{names}{more}最多", f"各{each}", f"各{share}" if share else ""]
    else:
        said = [f"{names}{each}", share, against_last_year(compared) if compared else ""]
    return "；".join(
        filter(None, ("，".join(filter(None, said)), *_beside(parts, first[0].figure)))
    )


def _beside(parts: Sequence[DividedPart], largest: Figure) -> Iterator[str]:
    """Yield what else must be known of a division: a rest larger than the largest, 未填."""
    for part in parts:
        value = part.figure.value or 0
        if not part.part.value and value:
            yield f"另有{counted(part.figure)}未填"
        elif _is_rest(part) and value > (largest.value or 0):
            yield f"归入{part.part.label}{counted(part.figure)}"


def most(parts: Sequence[DividedPart], total: Figure) -> str:
    """Return where the most is, "" where several share it or there is only one part."""
    first = leading(parts)
    if len(first) != 1 or len(parts) < 2:
        return ""
    label, figure = first[0].part.label, first[0].figure
    if figure.value == total.value:
        return f"均在{label}"
    return f"{label}最多，{counted(figure)}"


def by_month(came: Figure, done: Figure, rate: Figure, months: Sequence[DividedPart]) -> str:
    """Return what came, what was settled, the rate, and the month with the most."""
    said = [f"{came.label}{counted(came)}", f"{done.label}{counted(done)}"]
    if rate.value is not None:
        said[-1] += f"，{rate.label}{counted(rate)}"
    return "；".join(filter(None, ("，".join(said), most(months, came))))


def by_village(found: Sequence[DividedPart], total: Figure, settled: Figure) -> str:
    """Return the totals and the village with the most."""
    said = f"{total.label}{counted(total)}"
    if settled.value is not None:
        said += f"，{settled.label}{counted(settled)}"
    return "；".join(filter(None, (said, most(found, total))))


def ledger_states(done: Figure, waiting: Figure, overdue: Figure) -> str:
    """Return what of the ledger is done, in hand and past its limit."""
    said = f"民情台账办结{counted(done)}，在办{counted(waiting)}"
    if waiting.value and overdue.value == waiting.value:
        return f"{said}，均已超期"
    return f"{said}，其中超期{counted(overdue)}" if overdue.value else f"{said}，没有超期"


def largest_change(year_ago: Sequence[Compared], before: Sequence[Compared]) -> str:
    """Return the indicator that changed most: against last year, else the period before."""
    for compared, words in ((year_ago, "去年同期"), (before, "上期")):
        known = [one for one in compared if one.percent is not None]
        if not known:
            continue
        most = max(known, key=lambda one: one.percent or 0)
        now = f"{most.indicator.label}{counted(most.now)}"
        if not most.delta:
            return f"{now}，各项主要指标与{words}持平"
        way = "增加" if most.delta > 0 else "减少"
        size = f"{written(abs(most.delta), most.now.unit)}{most.now.unit}"
        return f"{now}，比{words}{way}{size}（{written(most.percent or 0, PERCENT)}%），变化最大"
    first = next((one.now for one in year_ago if one.now.value is not None), None)
    if first is None:
        return "本期主要指标无数据"
    return f"{first.label}{counted(first)}；上年同期和上期均无数据"


def so_far(lately: Sequence[Compared]) -> str:
    """Return what a period that still runs has come to, beside nothing."""
    known = [one.now for one in lately if one.now.value]
    if not known:
        return "本期主要指标无数据"
    return "本期至今" + "，".join(f"{one.label}{counted(one)}" for one in known[:_MOST_TIED])


def coverage(names: Sequence[tuple[str, float]]) -> str:
    """Return how many groups are covered in full, and which is lowest.

    Args:
        names: Every group with its rate.
    """
    low = [(rate, name) for name, rate in names if rate < 100]
    if not low:
        return f"{len(names)}个村民小组农户联系全部覆盖"
    rate, name = min(low, key=lambda one: one[0])
    return f"{len(names)}个村民小组中{len(low)}个未全覆盖，最低为{name}{written(rate, PERCENT)}%"


def satisfaction(judged: Figure) -> str:
    """Return the rate with what it was made of."""
    if judged.value is None:
        return "本期没有评议记录"
    return (
        f"{judged.label}{counted(judged)}（已评议{judged.denominator}件，满意{judged.numerator}件）"
    )


def quotas(done: Series, owed: Series) -> str:
    """Return how many cadres reached what they owe, and how much is missing."""
    pairs = [
        (reached or 0, wanted)
        for reached, wanted in zip(done.values, owed.values, strict=True)
        if wanted is not None
    ]
    if not pairs:
        return "没有为干部定联户任务"
    short = [wanted - reached for reached, wanted in pairs if reached < wanted]
    if not short:
        return f"{len(pairs)}名干部全部完成联户任务"
    reached = len(pairs) - len(short)
    missing = written(sum(short), owed.unit)
    return f"{len(pairs)}名干部中{reached}名完成联户任务，{len(short)}名共差{missing}{owed.unit}"


def visits(times: Figure, households: Figure, months: Sequence[DividedPart]) -> str:
    """Return how often and how many households were visited, and the month with the most."""
    said = f"{times.label}{counted(times)}"
    if households.value is not None:
        said += f"，{households.label}{counted(households)}"
    return "；".join(filter(None, (said, most(months, times))))


def nothing(subject: str, total: Figure) -> str:
    """Return what is said of an empty chart: nothing happened, or nothing is known."""
    return f"本期没有{subject}" if total.value is not None else f"{subject}无数据"
