"""Fair shares: how many households each of several cadres takes.

Quotas are filled first, each by the same part of itself when there are too few households
for all (R21). What is left over rises like water in vessels: always to whoever has the
least beside his quota, so that in the end all carry the same part more (R28: every
household gets somebody). What a cadre has already counts. The sources are domain.md 1.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low


@dataclass(frozen=True, slots=True)
class Taker:
    """A cadre who can take households.

    Attributes:
        id: Key.
        order: Place by rank, 0 the highest.
        quota: 应联系户数, 0 for nobody wanted, None when nothing says so; such a cadre
            counts with the median of the others.
        held: Households he has already.
    """

    id: int
    order: int
    quota: int | None
    held: int = 0


def shares(takers: Sequence[Taker], households: int) -> list[int]:
    """Return how many households each cadre takes; the shares add up to the households.

    Quotas that add up are met exactly. Otherwise nobody is a whole household away from
    what he would take if households could be divided.

    Args:
        takers: Where two are due the same part of a household, the first one gets it.
        households: Households there are; at least one cadre is needed for them.
    """
    room = [max((taker.quota or 0) - taker.held, 0) for taker in takers]
    if households <= sum(room):
        quotas = [taker.quota or 0 for taker in takers]
        return _poured(quotas, [taker.held for taker in takers], households)
    full = [taker.held + free for taker, free in zip(takers, room, strict=True)]
    more = _poured(_weights(takers), full, households - sum(room))
    return [free + extra for free, extra in zip(room, more, strict=True)]


def _weights(takers: Sequence[Taker]) -> list[int]:
    """Return what shares are in proportion to, once every quota is filled."""
    asked = [taker.quota for taker in takers if taker.quota]
    usual = median_low(asked) if asked else 1
    weights = [usual if taker.quota is None else taker.quota for taker in takers]
    return weights if any(weights) else [1] * len(takers)


def _poured(weights: Sequence[int], held: Sequence[int], amount: int) -> list[int]:
    """Return what each gets when loads rise to the same part of their weights.

    Whole households go by the largest remainder. Who already has more than the level gets
    nothing, and so does a weight of 0.
    """
    level = _level(weights, held, amount)
    due = [
        max(level * weight - load, Fraction(0)) for weight, load in zip(weights, held, strict=True)
    ]
    given = [int(part) for part in due]
    by_rest = sorted(range(len(due)), key=lambda n: (given[n] - due[n], n))
    for n in by_rest[: amount - sum(given)]:
        given[n] += 1
    return given


def _level(weights: Sequence[int], held: Sequence[int], amount: int) -> Fraction:
    """Return the load per weight at which exactly ``amount`` households are handed out."""
    vessels = sorted(
        (Fraction(load, weight), weight, load)
        for weight, load in zip(weights, held, strict=True)
        if weight
    )
    width = content = 0
    level = Fraction(0)
    for bottom, weight, load in vessels:
        if width and level <= bottom:
            break
        width += weight
        content += load
        level = Fraction(amount + content, width)
    return level
