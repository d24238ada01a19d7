"""Fair pairing: quotas kept, everybody covered, groups together, harder to higher."""

from collections import Counter, defaultdict
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.domain.cadres.fair_pairing import Wanting, fair_pairs
from liaison_desktop.domain.cadres.fair_share import Taker, shares

GROUP_SIZES = [38, 35, 30, 29, 27, 27, 26]


def wanting(sizes: list[int], hardness: list[int] | None = None) -> list[Wanting]:
    found = []
    for group, size in enumerate(sizes):
        for _ in range(size):
            key = len(found)
            found.append(Wanting(key, group // 4, group, hardness[key] if hardness else 0))
    return found


def test_fixture_s000_a_is_met_exactly() -> None:
    """58 cadres, 19 × 5 + 39 × 3 = 212 households (domain.md 13)."""
    quotas = [5] * 19 + [3] * 39
    takers = [Taker(n, int(quota == 3), quota) for n, quota in enumerate(quotas)]
    pairs = fair_pairs(takers, wanting(GROUP_SIZES))
    assert len(pairs) == 212
    assert Counter(pairs.values()) == dict(enumerate(quotas))


def test_fixture_s000_b_is_met_exactly() -> None:
    """8 × 5 + 4 × 3 = 52 with 12 cadres (domain.md R22)."""
    takers = [Taker(n, 0, 5) for n in range(8)] + [Taker(8 + n, 1, 3) for n in range(4)]
    pairs = fair_pairs(takers, wanting([20, 17, 15]))
    assert sorted(Counter(pairs.values()).values()) == [3] * 4 + [5] * 8


def test_groups_that_the_quotas_fill_are_not_split() -> None:
    takers = [Taker(n, 0, quota) for n, quota in enumerate([5, 5, 3, 3, 3, 5])]
    households = wanting([8, 6, 10])
    pairs = fair_pairs(takers, households)
    groups = defaultdict(set)
    for household in households:
        groups[pairs[household.id]].add(household.group)
    assert all(len(of_cadre) == 1 for of_cadre in groups.values())


def test_higher_ranks_take_the_harder_households() -> None:
    hardness = [0, 3, 0, 3, 0, 3, 0, 0]
    takers = [Taker(1, 0, 3), Taker(2, 1, 5)]
    pairs = fair_pairs(takers, wanting([8], hardness))
    assert {key for key, cadre in pairs.items() if cadre == 1} == {1, 3, 5}


def test_harder_groups_get_the_higher_ranks() -> None:
    takers = [Taker(1, 1, 4), Taker(2, 0, 4)]
    pairs = fair_pairs(takers, wanting([4, 4], [0] * 4 + [2] * 4))
    assert {pairs[key] for key in range(4, 8)} == {2}


def takers_of(*quota_and_held: tuple[int | None, int]) -> list[Taker]:
    return [Taker(n, 0, quota, held) for n, (quota, held) in enumerate(quota_and_held)]


@pytest.mark.parametrize(
    ("takers", "households", "expected"),
    [
        (takers_of((None, 0), (None, 0), (None, 0)), 8, [3, 3, 2]),
        (takers_of((0, 0), (0, 0)), 3, [2, 1]),
        (takers_of((5, 3), (None, 0)), 7, [2, 5]),  # 5 and 5 of 10
        (takers_of((5, 3), (5, 5), (5, 5)), 7, [4, 2, 1]),  # 7, 7 and 6
        (takers_of((5, 0), (3, 0), (None, 0)), 8, [5, 3, 0]),  # the quotas add up
        (takers_of((5, 0), (3, 0), (None, 0)), 11, [5, 3, 3]),
        (takers_of((5, 9), (5, 0)), 6, [0, 6]),  # who has too many gets no more
        (takers_of((0, 0), (2, 0)), 6, [0, 6]),  # 0 is a quota: nobody wanted
        (takers_of((None, 4), (None, 0)), 6, [1, 5]),
    ],
)
def test_loads_stay_as_equal_as_possible(takers, households, expected) -> None:
    assert shares(takers, households) == expected


TAKERS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 9)), st.integers(0, 12)),
    min_size=1,
    max_size=25,
).map(lambda pairs: takers_of(*pairs))


@given(takers=TAKERS, households=st.integers(0, 200))
@settings(max_examples=300, deadline=None)
def test_quotas_are_filled_first_and_nobody_is_far_ahead(takers, households) -> None:
    taken = shares(takers, households)
    assert sum(taken) == households
    assert min(taken) >= 0
    room = [max((taker.quota or 0) - taker.held, 0) for taker in takers]
    enough = households <= sum(room)
    for share, free in zip(taken, room, strict=True):
        assert share <= free if enough else share >= free
    asked = sorted(taker.quota for taker in takers if taker.quota)
    usual = asked[(len(asked) - 1) // 2] if asked else 1
    weights = [usual if t.quota is None and not enough else t.quota or 0 for t in takers]
    weights = weights if any(weights) else [1] * len(takers)
    loads = [taker.held + share for taker, share in zip(takers, taken, strict=True)]
    base = [t.held if enough else t.held + r for t, r in zip(takers, room, strict=True)]
    # One level for all: everybody stands within one household of it, or had more before.
    above = [
        Fraction(load - 1, weight)
        for load, weight, before in zip(loads, weights, base, strict=True)
        if weight and load > before
    ]
    both = zip(loads, weights, strict=True)
    below = [Fraction(load + 1, weight) for load, weight in both if weight]
    assert not above or max(above) < min(below)
    assert all(not share for share, weight in zip(taken, weights, strict=True) if not weight)
    assert shares(takers, households) == taken


@given(
    takers=TAKERS,
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=9),
    seed=st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_every_household_gets_one_cadre_and_every_cadre_his_share(takers, sizes, seed) -> None:
    households = wanting(sizes, [seed.randrange(4) for _ in range(sum(sizes))])
    pairs = fair_pairs(takers, households)
    assert set(pairs) == {household.id for household in households}
    counts = Counter(pairs.values())
    assert [counts[taker.id] for taker in takers] == shares(takers, len(households))
    assert fair_pairs(takers, households) == pairs
