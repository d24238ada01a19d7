"""Rates of a report: each is its numerator ÷ denominator as the text names them.

A rate of 100 % while cases are open is red as well (anchors.md 8, N3).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from liaison_desktop.domain.figures.number_words import percent_words, plain_number, rounded
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.proof_finding import (
    Known,
    at,
)
from liaison_desktop.domain.figures.proof_reading import PERCENT, Quantity, ReadBlock
from liaison_desktop.domain.figures.report_words import report_words

_WHOLE = Decimal(100)
_ALL_OR_NOTHING = (Decimal(0), _WHOLE)  # said only where they are true, whatever the rounding
_AT_LEAST = frozenset(("以上", "余", "多", "不低于", "不少于", "突破", "超过", "超"))
_TO_CLOSE = "to_close"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Numerator and denominator of a rate, as the text has them."""

    numerator: Quantity
    denominator: Decimal
    parts: tuple[Quantity, ...]

    @property
    def percent(self) -> Decimal:
        return self.numerator.value * 100 / self.denominator

    @property
    def working(self) -> str:
        return (
            f"{plain_number(self.numerator.value)}÷{plain_number(self.denominator)}"
            f"={percent_words(self.percent)}"
        )


def rate_findings(blocks: Sequence[ReadBlock], known: Known) -> Iterator[Finding]:
    """Yield the rates that are not what their numbers give."""
    for block in blocks:
        if block.plan:
            continue
        for one in block.quantities:
            if one.unit != PERCENT or one.compared or not one.role:
                continue
            wrong = _over(block, one) or _wrong(block, one) or _full(block, one, known)
            if wrong is not None:
                yield wrong


def _over(block: ReadBlock, one: Quantity) -> Finding | None:
    if one.value <= _WHOLE or one.source is not None:
        return None
    said = f"“{one.word}{one.shown}”超过了100%，比率不会大于100%，请核对分子和分母。"
    return at(block, (one,), "rate-over-100", said)


def _wrong(block: ReadBlock, one: Quantity) -> Finding | None:
    pair = _pair(block, one)
    if pair is None or _fits(one, pair.percent):
        return None
    numbers = (*pair.parts, one)
    if all(number.source is not None for number in numbers):
        return None  # the ledger's own rate, of another denominator than the text names
    shown = f"{one.word}{plain_number(one.value)}%{one.approximate}"
    right = percent_words(pair.percent)
    said = f"“{shown}”与文中数字不符：{pair.working}，应为{right}。"
    return at(block, (one,), "rate-arithmetic", said)


def _fits(one: Quantity, exact: Decimal) -> bool:
    if one.approximate in _AT_LEAST:
        return exact >= one.value
    if one.approximate == "近":
        return exact <= one.value
    if one.approximate == "约":
        return abs(exact - one.value) <= 1
    if one.value in _ALL_OR_NOTHING:
        return exact == one.value
    return rounded(exact, one.places) == one.value


def _pair(block: ReadBlock, one: Quantity) -> _Pair | None:
    role = report_words().rate(one.role)
    if role is None:
        return None
    for numerator_role, denominator_role in role.of:
        numerator = _nearest(block, one, numerator_role)
        if numerator is None or numerator.approximate:
            continue
        denominator = _denominator(block, one, denominator_role)
        if denominator is not None and denominator[0] > 0:
            value, parts = denominator
            return _Pair(numerator, value, (numerator, *parts))
    return None


def _denominator(
    block: ReadBlock, one: Quantity, role: str
) -> tuple[Decimal, tuple[Quantity, ...]] | None:
    if role != _TO_CLOSE:
        found = _nearest(block, one, role)
        return None if found is None or found.approximate else (found.value, (found,))
    entered = _nearest(block, one, "entered")
    if entered is None or entered.approximate:
        return None
    before, returned = (_nearest(block, one, name) for name in ("open_before", "returned"))
    parts = tuple(part for part in (entered, before, returned) if part is not None)
    value = entered.value + (before.value if before else 0) - (returned.value if returned else 0)
    return value, parts


def _nearest(block: ReadBlock, one: Quantity, role: str) -> Quantity | None:
    """Return the number of a role nearest to a rate: its own sentence first, then before it."""
    fitting = [
        other
        for other in block.quantities
        if other.role == role and not other.compared and _one_family(one, other)
    ]
    same = [other for other in fitting if other.sentence == one.sentence]
    before = [other for other in same if other.start < one.start]
    if before:
        return before[-1]
    if same:
        return same[0]
    earlier = [
        other for other in fitting if other.sentence < one.sentence and other.bare and one.bare
    ]
    return earlier[-1] if earlier else None


def _one_family(one: Quantity, other: Quantity) -> bool:
    return one.family == other.family or "" in (one.family, other.family)


def _full(block: ReadBlock, one: Quantity, known: Known) -> Finding | None:
    """Tell whether 100 % is claimed while something is still open."""
    if one.value != _WHOLE or one.role not in report_words().full_rates or one.approximate:
        return None
    still = _open_in_text(block, one)
    if still is not None:
        said = (
            f"“{one.word}100%”，但同一段里还有“{still.word}{still.shown}”没有办完；"
            "请核对比率，或写明口径。"
        )
        return at(block, (one,), "rate-with-open-cases", said)
    key = report_words().indicator(one.family, "open")
    count = known.value(key) if one.bare and key else None
    if not count:
        return None
    unit = known.figures[key].unit
    said = (
        f"“{one.word}100%”，但台账里期末还有{plain_number(count)}{unit}没有办完；"
        "请核对比率，或写明口径。"
    )
    # A figure of the ledger is true by its definition; it only says less than it seems to.
    severity = Severity.RED if one.source is None else Severity.AMBER
    return at(block, (one,), "rate-with-open-cases", said, severity)


def _open_in_text(block: ReadBlock, one: Quantity) -> Quantity | None:
    still = (
        other
        for other in block.quantities
        if other.role in ("open", "failed") and other.value and not other.compared
        and _one_family(one, other)
    )  # fmt: skip
    return next(still, None)
