"""Charts of the disputes: by class, by month, by village."""

from dataclasses import replace

from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.scope import Dimension, DividedPart
from liaison_desktop.services.figures import headlines
from liaison_desktop.services.figures.chart_making import (
    REST,
    ChartBench,
    Words,
    by_place,
    classes_said,
    labels,
    matched,
    sorted_parts,
)

_LEDGER = "矛盾纠纷台账"
_FOUND, _SETTLED = "disputes_found", "disputes_settled"
# 受理 and its rate; where an office keeps no acceptance, 参与调解 and that rate.
_ACCEPTED = ("disputes_accepted", "dispute_accepted_settle_rate")
_MEDIATED = ("disputes_mediated", "dispute_settle_rate")


def dispute_classes(bench: ChartBench) -> Chart:
    """Return the disputes found by the classes of the judicial report, the most first."""
    divided = bench.divided(_FOUND, Dimension.CATEGORY)
    parts = tuple(map(_named, sorted_parts(divided.parts)))
    said = classes_said(bench, _FOUND, replace(divided, parts=parts), "矛盾纠纷")
    further = "为0的类别不列出。" if len(parts) < len(divided.parts) else ""
    words = Words("dispute_classes", "矛盾纠纷类型", _LEDGER, said, (_FOUND,), further)
    return bench.chart(words, ChartKind.BARS, labels(parts), bench.series(divided, parts))


def disputes_by_month(bench: ChartBench) -> Chart:
    """Return month by month what came and what was settled, with the rate of success."""
    shown = bench.by_month()
    came_key, rate_key = _ACCEPTED if shown.figure(_ACCEPTED[0]).value else _MEDIATED
    keys = (came_key, _SETTLED, rate_key)
    came, settled, rate = (shown.divided(key, Dimension.MONTH) for key in keys)
    all_came, all_settled, its_rate = (bench.figure(key) for key in keys)
    months = came.parts if shown is bench else ()
    said = headlines.by_month(all_came, all_settled, its_rate, months)
    if not all_came.value and not all_settled.value:
        said = headlines.nothing("调解的矛盾纠纷", all_came)
    words = Words("disputes_by_month", "各月矛盾纠纷调解", _LEDGER, said, keys)
    series = (shown.series(each, each.parts) for each in (came, settled, rate))
    return shown.chart(words, ChartKind.COLUMNS_AND_LINE, labels(came.parts), *series)


def disputes_by_village(bench: ChartBench) -> Chart:
    """Return the disputes found and settled, village by village as in the register."""
    (found, parts), (settled, others) = (by_place(bench, key) for key in (_FOUND, _SETTLED))
    said = headlines.by_village(parts, found.total, settled.total)
    if not found.total.value:
        said = headlines.nothing("矛盾纠纷", found.total)
    words = Words("disputes_by_village", "各村矛盾纠纷", _LEDGER, said, (_FOUND, _SETTLED))
    return bench.chart(
        words,
        ChartKind.COLUMNS,
        labels(parts),
        bench.series(found, parts),
        bench.series(settled, matched(settled, others, [part.part for part in parts])),
    )


def _named(part: DividedPart) -> DividedPart:
    """Name a class as the meeting does: 邻里纠纷 for 邻里."""
    label = part.part.label
    if not part.part.value or label.endswith(("纠纷", "争议", REST)):
        return part
    return replace(part, part=replace(part.part, label=f"{label}纠纷"))
