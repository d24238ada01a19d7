"""Fair pairing: who takes which households, worked out without the store.

Rules (domain.md 1.2): every household gets somebody (R27, R28); how many each cadre takes
says ``fair_share``; groups stay together where the shares allow it; within a place the
higher ranks take the harder households (R23). The same input always gives the same answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liaison_desktop.domain.cadres.fair_share import Taker, shares


@dataclass(frozen=True, slots=True)
class Wanting:
    """A household that needs somebody.

    Attributes:
        id: Key.
        village, group: Where it is; households come in place order.
        hardness: Higher is harder, 0 unknown.
    """

    id: int
    village: int
    group: int
    hardness: int


def fair_pairs(takers: Sequence[Taker], households: Sequence[Wanting]) -> dict[int, int]:
    """Return household to cadre.

    Whole groups are filled first, then what is left of villages, then what is left at
    all; each time with the cadres whose shares fill the place best. Harder places come
    first, so that they get the higher ranks.

    Args:
        takers: At least one; their order in the answer is by rank, then key.
        households: In place order.
    """
    ranked = sorted(takers, key=lambda taker: (taker.order, taker.id))
    keys = [taker.id for taker in ranked]
    free = dict(zip(keys, shares(ranked, len(households)), strict=True))
    pairs: dict[int, int] = {}
    rest = list(households)
    for by_group in (True, False):
        places = _places(rest, by_group=by_group)
        for place in sorted(places, key=_hardest_first):
            chosen = _filling({key: free[key] for key in free if free[key]}, len(place))
            _hand_out(place, chosen, free, pairs)
        rest = [household for household in rest if household.id not in pairs]
    _hand_out(rest, [key for key in free if free[key]], free, pairs)
    return pairs


def _places(households: Iterable[Wanting], *, by_group: bool) -> list[list[Wanting]]:
    found: dict[tuple[int, int], list[Wanting]] = defaultdict(list)
    for household in households:
        found[household.village, household.group if by_group else 0].append(household)
    return list(found.values())


def _hardest_first(place: Sequence[Wanting]) -> float:
    return -sum(household.hardness for household in place) / len(place)


def _filling(free: dict[int, int], size: int) -> list[int]:
    """Return cadres, the highest ranks first, whose shares fill a place as far as possible.

    A bounded subset sum over the few different shares there are; among equal fillings
    the one with more of the higher ranks wins.
    """
    by_share: dict[int, list[int]] = defaultdict(list)
    for key, share in free.items():
        if share <= size:
            by_share[share].append(key)
    reached: dict[int, tuple[int, ...]] = {0: ()}
    for share, keys in by_share.items():
        wider: dict[int, tuple[int, ...]] = {}
        for total, counts in reached.items():
            for count in range(min(len(keys), (size - total) // share) + 1):
                candidate = (*counts, count)
                known = wider.get(total + count * share)
                if known is None or candidate > known:
                    wider[total + count * share] = candidate
        reached = wider
    counts = reached[max(reached)]
    chosen = {
        key for keys, count in zip(by_share.values(), counts, strict=False) for key in keys[:count]
    }
    return [key for key in free if key in chosen]


def _hand_out(
    place: Sequence[Wanting], cadres: Sequence[int], free: dict[int, int], pairs: dict[int, int]
) -> None:
    """Give a place's households out: where hardness differs, the hardest to the first cadre."""
    ordered = sorted(place, key=lambda household: -household.hardness)
    start = 0
    for key in cadres:
        part = ordered[start : start + free[key]]
        pairs.update((household.id, key) for household in part)
        free[key] -= len(part)
        start += len(part)
