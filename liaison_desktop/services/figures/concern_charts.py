"""Charts of the concern ledger: its states, 民情四类, satisfaction."""

from dataclasses import replace

from liaison_desktop.domain.figures.chart import Chart, ChartKind, Series
from liaison_desktop.domain.figures.scope import Dimension, Divided, ScopePart
from liaison_desktop.services.figures import headlines
from liaison_desktop.services.figures.chart_making import (
    ChartBench,
    Words,
    by_place,
    classes_said,
    difference,
    labels,
    matched,
    sorted_parts,
)

_LEDGER = "民情台账"
_COLLECTED = "concerns_collected"
_DONE, _OPEN, _OVERDUE = "concerns_closed", "concerns_open", "concerns_overdue"
_JUDGED = "satisfaction_rate"


def ledger_states(bench: ChartBench) -> Chart:
    """Return what of each class is done, in hand within its limit, and past it."""
    done, waiting, overdue = (
        bench.divided(key, Dimension.CATEGORY) for key in (_DONE, _OPEN, _OVERDUE)
    )
    parts = _together(done, waiting, overdue)
    said = headlines.ledger_states(done.total, waiting.total, overdue.total)
    if not done.total.value and not waiting.total.value:
        said = headlines.nothing("民情台账事项", done.total)
    late = bench.series(overdue, matched(overdue, overdue.parts, parts), "超期未办结")
    all_open = matched(waiting, waiting.parts, parts)
    in_time = difference([each.figure.value for each in all_open], late.values)
    words = Words("ledger_states", "民情台账办理状态", _LEDGER, said, (_DONE, _OPEN, _OVERDUE))
    return bench.chart(
        words,
        ChartKind.STACK,
        [part.label for part in parts],
        bench.series(done, matched(done, done.parts, parts), "已办结"),
        Series("未超期在办", in_time, waiting.indicator.unit),
        late,
    )


def concern_classes(bench: ChartBench) -> Chart:
    """Return what people said by the four classes (R90), the most first."""
    divided = bench.divided(_COLLECTED, Dimension.CATEGORY)
    parts = sorted_parts(divided.parts)
    said = classes_said(bench, _COLLECTED, replace(divided, parts=parts), "收集的意见建议")
    words = Words("concern_classes", "民情分类", _LEDGER, said, (_COLLECTED,))
    return bench.chart(words, ChartKind.BARS, labels(parts), bench.series(divided, parts))


def satisfaction_stack(bench: ChartBench) -> Chart:
    """Return the grades people gave what was done for them, village by village."""
    grades = [part for part in bench.divided(_DONE, Dimension.GRADE).parts if part.part.value]
    whole, places = by_place(bench, _DONE)
    parts = [each.part for each in places]
    series = []
    for grade in grades:
        divided = bench.divided(_DONE, whole.by, grade.part)
        found = matched(divided, divided.parts, parts)
        series.append(bench.series(divided, found, grade.part.label))
    said = headlines.satisfaction(bench.figure(_JUDGED))
    words = Words("satisfaction_stack", "各村群众满意度", _LEDGER, said, (_DONE, _JUDGED))
    return bench.chart(words, ChartKind.STACK, [part.label for part in parts], *series)


def _together(*divided: Divided) -> list[ScopePart]:
    """Return the parts any of several figures has, in the office's order."""
    known: dict[ScopePart, None] = {}
    for each in divided:
        known |= dict.fromkeys(part.part for part in each.parts)
    return sorted(known, key=lambda part: not part.value)
