"""Indicators (指标) and figures: what is counted, in which unit, how it is rounded."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from liaison_desktop.domain.changes import Kind

Number = int | float
_ALL_OR_NOTHING = (0, 100)
_MOST_PLACES = 6


class Nature(Enum):
    """How an indicator relates to a period (DESIGN 7)."""

    STOCK = "stock"  # what held on the period's last day, or today if it is not over
    FLOW = "flow"  # what happened in it, by the date of the event
    RATE = "rate"  # numerator ÷ denominator, in per cent


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator (指标) in the office's words (domain.md 1.17); the services know its query.

    Attributes:
        key: Identifier, the same in every output.
        label: The office's word for it.
        unit: Measure word or unit; 户 and 户次, 件 and 起 are never exchanged.
        nature: How it relates to a period.
        meaning: What is counted, in one Chinese sentence for people.
        numerator_words, denominator_words: What a rate's two numbers are, e.g. 调解成功 and
            参与调解; "" for indicators that are no rate.
    """

    key: str
    label: str
    unit: str
    nature: Nature
    meaning: str
    numerator_words: str = ""
    denominator_words: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one period.

    Attributes:
        key, label, unit: As in the ``Indicator``.
        value: The number; None for a ledger never opened and for a rate of nothing.
        numerator, denominator: What a rate was made of; of other indicators the
            numerator is the value and there is no denominator.
        records: How many records stand behind the value (of a rate: behind its
            numerator), None for a ledger never opened.
    """

    key: str
    label: str
    value: Number | None
    unit: str
    numerator: Number | None
    denominator: Number | None
    records: int | None


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One record behind a figure.

    Attributes:
        kind: What it is.
        id: Its key.
        record: What people call it: 村/户编号, a card number, a cadre's unit.
        name: The person it speaks of.
        on: Date of the event, None for stock figures without a start.
    """

    kind: Kind
    id: int
    record: str
    name: str
    on: date | None


def percentage(numerator: Number, denominator: Number) -> float | None:
    """Return per cent as they are printed (``tenths``); None when there is nothing to divide by.

    Decimal arithmetic, because ``round(0.25, 1)`` is 0.2 and binary halves are not halves.
    """
    if not denominator:
        return None
    return float(tenths(Decimal(str(numerator)) * 100 / Decimal(str(denominator))))


def tenths(percent: Decimal) -> Decimal:
    """Round per cent half up to 0.1, further where that would say all or nothing untruly.

    Of 15 000 households 14 995 are 99.97 %, not 100 %; one of them is 0.007 %, not 0 %.
    """
    for places in range(1, _MOST_PLACES + 1):
        rounded = percent.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        if rounded == percent or rounded not in _ALL_OR_NOTHING:
            break
    return rounded


def round_half_up(value: Decimal | Number, places: int) -> float:
    """Round as the office rounds: halves away from zero."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return float(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
