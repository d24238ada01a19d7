"""The lines of the judicial table, the county form and the grid set, asked of ``Figures``."""

from collections.abc import Iterator, Mapping

from liaison_desktop.domain.figures.comparison import Against, Compared, base_period
from liaison_desktop.domain.figures.county_form import CountyLine
from liaison_desktop.domain.figures.grid_form import GridLine
from liaison_desktop.domain.figures.indicator import Figure, Indicator, Number
from liaison_desktop.domain.figures.judicial_form import JudicialLine
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.sichuan_form import year_to_date
from liaison_desktop.services.figures.figures import Figures

_ACCEPTED, _SETTLED, _OPEN = "disputes_accepted", "disputes_settled", "disputes_open"
_EFFECTS = ("disputes_found", "disputes_prevented", "people_prevented")
_RESULTS = (
    _SETTLED,
    "dispute_accepted_settle_rate",
    "agreement_amount",
    "dispute_parties",
    "disputes_of_three",
    "agreements_oral",
    "agreements_written",
    "agreements_performed",
    "agreements_confirmed",
)
# Items of the form that no ledger holds (domain.md 5.5); each in 件 and, where two, 人.
_UNKEPT_EFFECTS = (
    ("预防纠纷", ("件",)),
    ("防止民间纠纷引起自杀", ("件", "人")),
    ("防止民间纠纷转化为刑事案件", ("件", "人")),
    ("防止群体性上访", ("件", "人")),
    ("防止群体性械斗", ("件", "人")),
)
_UNKEPT_COURT = (
    "达成协议后反悔起诉",
    "法院维持协议",
    "法院变更协议",
    "法院撤销协议",
    "疑难复杂案件",
)
_GRID: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "帮扶就业和社保",
        (
            ("", "帮扶下岗职工再就业", "人"),
            ("", "办理养老统筹", "人"),
            ("", "办理医疗统筹", "人"),
        ),
    ),
    (
        "走访慰问",
        (
            ("households_visited", "", ""),
            ("visits", "", ""),
            ("relief_households", "", ""),
            ("relief_money", "", ""),
            ("diaries", "", ""),
        ),
    ),
    (
        "民情和来访",
        (
            ("concerns_collected", "", ""),
            ("concerns_closed", "", ""),
            ("deeds", "", ""),
            ("", "接待来访", "人次"),
        ),
    ),
    (
        "平安建设",
        (
            ("", "排查安全隐患", "条"),
            ("disputes_found", "", ""),
            ("disputes_mediated", "", ""),
            ("disputes_settled", "", ""),
        ),
    ),
    (
        "宣传培训",
        (
            ("trainings", "", ""),
            ("training_attendance", "", ""),
            ("reports_published", "", ""),
            ("", "收到表扬信、锦旗", "件"),
        ),
    ),
)
_Pairs = tuple[Mapping[str, Compared], Mapping[str, Compared]]


def judicial_lines(figures: Figures, period: Period) -> tuple[JudicialLine, ...]:
    """Return every item of the judicial table."""
    keys = (_ACCEPTED, *_RESULTS, *_EFFECTS)
    pairs = (
        figures.several_compared(keys, period, Against.YEAR_AGO),
        figures.several_compared(keys, period, Against.BEFORE),
    )
    whole = pairs[1][_ACCEPTED].now.value
    lines = [JudicialLine("一、受理情况", group=True), _line(pairs, _ACCEPTED)]
    lines += _divided(figures, period, Dimension.SOURCE, whole)
    lines.append(JudicialLine("二、受理纠纷类型", group=True))
    lines += _divided(figures, period, Dimension.CATEGORY, whole)
    lines.append(JudicialLine("三、调解结果", group=True))
    lines += [_line(pairs, key) for key in _RESULTS]
    lines += [JudicialLine(name, "件") for name in _UNKEPT_COURT]
    lines.append(JudicialLine("四、预防效果", group=True))
    lines.append(_line(pairs, "disputes_found", "排查纠纷"))
    lines += [JudicialLine(name, unit) for name, units in _UNKEPT_EFFECTS for unit in units]
    lines.append(_line(pairs, "disputes_prevented", "防止矛盾激化"))
    lines.append(_line(pairs, "people_prevented", "防止矛盾激化"))
    return tuple(lines)


def county_lines(
    figures: Figures, period: Period
) -> tuple[tuple[str, ...], tuple[CountyLine, ...]]:
    """Return the classes, and a line for every village and for what names none."""
    whole = {key: figures.divided(key, period, Dimension.VILLAGE) for key in (_SETTLED, _OPEN)}
    places = {one.part.value: one.part for divided in whole.values() for one in divided.parts}
    unplaced = places.pop("", None)
    parts = [*places.values(), *([unplaced] if unplaced else [])]
    found = [
        (part, [_classes(figures, key, period, part) for key in (_SETTLED, _OPEN)])
        for part in parts
    ]
    names = dict.fromkeys(name for _, pair in found for one in pair for name in one)
    lines = tuple(
        CountyLine(
            part.label if part.value else "未写明村",
            tuple(pair[0].get(name, _nothing(pair[0])) for name in names),
            tuple(pair[1].get(name, _nothing(pair[1])) for name in names),
        )
        for part, pair in found
    )
    return tuple(name or "未分类" for name in names), lines


def grid_lines(figures: Figures, period: Period) -> tuple[GridLine, ...]:
    """Return the items of the monthly grid set (R137)."""
    keys = [key for _, items in _GRID for key, _, _ in items if key]
    before = base_period(period, Against.BEFORE)
    now = figures.several(keys, period)
    then = figures.several(keys, before) if before is not None else {}
    year = figures.several(keys, parse_period(year_to_date(period)))
    return tuple(
        GridLine(
            group, label or now[key].label, unit or now[key].unit, _values(key, now, then, year)
        )
        for group, items in _GRID
        for key, label, unit in items
    )


def _values(
    key: str, now: dict[str, Figure], then: dict[str, Figure], year: dict[str, Figure]
) -> tuple[Number | None, Number | None, Number | None]:
    if not key:
        return None, None, None
    return now[key].value, then[key].value if key in then else None, year[key].value


def _line(pairs: _Pairs, key: str, label: str = "") -> JudicialLine:
    before = pairs[1][key]
    term = before.indicator
    return JudicialLine(label or term.label, _measure(term), pairs[0][key], before)


def _measure(term: Indicator) -> str:
    """Return the measure word of the judicial statistics: they count 件 (domain.md 5.5)."""
    return "件" if term.unit == "起" else term.unit


def _divided(
    figures: Figures, period: Period, by: Dimension, whole: Number | None
) -> Iterator[JudicialLine]:
    """Yield the parts of what was accepted, each with its share."""
    year_ago, before = (
        figures.compared_parts(_ACCEPTED, period, by, against)
        for against in (Against.YEAR_AGO, Against.BEFORE)
    )
    ago = {part.value: one for part, one in year_ago}
    for part, one in before:
        other = ago.get(part.value)
        yield JudicialLine(part.label, _measure(one.indicator), other, one, whole, depth=1)


def _classes(
    figures: Figures, key: str, period: Period, part: ScopePart
) -> dict[str, Number | None]:
    divided = figures.divided(key, period, Dimension.CATEGORY, Scope((part,)))
    return {
        one.part.label if one.part.value else "": one.figure.value
        for one in divided.parts
    }  # fmt: skip


def _nothing(values: dict[str, Number | None]) -> Number | None:
    return 0 if any(value is not None for value in values.values()) else None
