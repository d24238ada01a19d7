"""口径检查 over figures: parts sum to totals, identities hold, rates are what they are made of."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from liaison_desktop.domain.figures.indicator import Figure, Indicator, Nature, percentage
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.scope import DIMENSION_LABELS, Dimension, Divided
from liaison_desktop.services.figures.figures import Figures

# Left side, right side (sign and key) of what always holds (domain.md 1.17).
_IDENTITIES: tuple[tuple[str, tuple[tuple[int, str], ...]], ...] = (
    ("concerns_collected", ((1, "concerns_answered"), (1, "concerns_entered"))),
    (
        "concerns_open",
        ((1, "concerns_open_before"), (1, "concerns_entered"), (-1, "concerns_closed"),
         (-1, "concerns_returned")),
    ),
    (
        "disputes_open",
        ((1, "disputes_open_before"), (1, "disputes_found"), (-1, "disputes_closed")),
    ),
)  # fmt: skip
_LADDERS = (("disputes_found", "disputes_mediated"), ("disputes_mediated", "disputes_settled"))
_WHOLE = 100
# By what reports, tables and charts divide.
_SHOWN = (Dimension.VILLAGE, Dimension.CATEGORY, Dimension.SOURCE, Dimension.MONTH)


def proved_figures(
    figures: Figures, period: Period, *, every: bool = True
) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """Return the figures of a period, and what does not add up in them.

    Args:
        figures: Where they are asked.
        period: The period.
        every: By every division there is; False for those that reports and charts show.
    """
    whole, divisions = figures.all_divided(period, partial(_is_proved, every=every))
    return whole, tuple(_findings({one.key: one for one in whole}, divisions))


def _findings(found: Mapping[str, Figure], divisions: Iterable[Divided]) -> Iterator[Finding]:
    yield from _identities(found)
    yield from _ladders(found)
    yield from _rates(found)
    for divided in divisions:
        yield from _division(divided)


def _is_proved(term: Indicator, by: Dimension, *, every: bool) -> bool:
    """Tell whether a division is proved; what held at each month's end does not add up."""
    flows = term.nature is Nature.FLOW
    return (by is not Dimension.MONTH or flows) and (every or (by in _SHOWN and flows))


def _division(divided: Divided) -> Iterator[Finding]:
    """Compare a figure with the sum of its parts; of a rate, both of its numbers."""
    total, parts = divided.total, [one.figure for one in divided.parts]
    if divided.overlapping or not parts:
        return
    rate = divided.indicator.nature is Nature.RATE
    for side in ("numerator", "denominator") if rate else ("value",):
        summed = sum((Decimal(str(getattr(one, side) or 0)) for one in parts), Decimal())
        whole = Decimal(str(getattr(total, side) or 0))
        if summed != whole:
            name = DIMENSION_LABELS[divided.by]
            said = f"“{total.label}”按{name}分项之和是{summed}，总数是{whole}，请核对台账。"
            excerpt = f"{total.label}按{name}{summed}≠{whole}"
            yield Finding("division-not-summing", Severity.RED, said, excerpt=excerpt)


def _identities(found: Mapping[str, Figure]) -> Iterator[Finding]:
    for left, right in _IDENTITIES:
        keys = (left, *(key for _, key in right))
        if any(found.get(key) is None or found[key].value is None for key in keys):
            continue
        summed = sum(sign * (found[key].value or 0) for sign, key in right)
        if summed == found[left].value:
            continue
        working = "".join(
            f"{'＋' if sign > 0 else '－'}{found[key].label}{found[key].value}"
            for sign, key in right
        ).removeprefix("＋")
        said = f"{found[left].label}{found[left].value}应当等于{working}，即{summed}，请核对台账。"
        excerpt = f"{found[left].label}{found[left].value}≠{working}"
        yield Finding("identity", Severity.RED, said, excerpt=excerpt)


def _ladders(found: Mapping[str, Figure]) -> Iterator[Finding]:
    for above, below in _LADDERS:
        upper, lower = found.get(above), found.get(below)
        if upper is None or lower is None or upper.value is None or lower.value is None:
            continue
        if lower.value > upper.value:
            excerpt = f"{lower.label}{lower.value}＞{upper.label}{upper.value}"
            said = (
                f"{lower.label}{lower.value}{lower.unit}多于{upper.label}{upper.value}{upper.unit}："
                "其中有上期转来的，正文里请写明。"
            )
            yield Finding("ladder", Severity.AMBER, said, excerpt=excerpt)


def _rates(found: Mapping[str, Figure]) -> Iterator[Finding]:
    for one in found.values():
        if one.numerator is None or one.denominator is None:
            continue
        if one.value != percentage(one.numerator, one.denominator):
            excerpt = f"{one.label}{one.value}%≠{one.numerator}÷{one.denominator}"
            said = f"“{one.label}”{one.value}%不等于{one.numerator}÷{one.denominator}，请核对。"
            yield Finding("rate-arithmetic", Severity.RED, said, excerpt=excerpt)
        elif one.value is not None and one.value > _WHOLE:
            excerpt = f"{one.label}{one.value}%"
            said = f"“{one.label}”{one.value}%超过了100%：分子里有上期转来的，正文里请写明。"
            yield Finding("rate-over-100", Severity.AMBER, said, excerpt=excerpt)
