"""Fair pairing: quotas kept, everybody covered, groups together, harder to higher."""

from collections import Counter, defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.domain.cadres.fair_pairing import Taker, Wanting, fair_pairs, shares

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


def test_without_any_quota_households_are_split_evenly() -> None:
    assert shares([0, 0, 0], 8) == [3, 3, 2]


@given(
    quotas=st.lists(st.integers(0, 9), min_size=1, max_size=25),
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=9),
    seed=st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_everybody_is_covered_and_shares_are_proportional(quotas, sizes, seed) -> None:
    households = wanting(sizes, [seed.randrange(4) for _ in range(sum(sizes))])
    takers = [Taker(n, seed.randrange(3), quota) for n, quota in enumerate(quotas)]
    pairs = fair_pairs(takers, households)
    assert set(pairs) == {household.id for household in households}
    given_ = Counter(pairs.values())
    total = sum(quotas)
    for n, quota in enumerate(quotas):
        due = quota * len(households) / total if total else len(households) / len(quotas)
        assert abs(given_[n] - due) < 1
    assert fair_pairs(takers, households) == pairs
