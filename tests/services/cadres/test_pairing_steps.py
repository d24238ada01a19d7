"""Whatever is paired in whatever order, the pairings of a household stay sound."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.domain.cadres.pairing import NewPairing
from liaison_desktop.services.cadres.pairing_changes import StoredPairing, plan_steps

TODAY = date(2023, 6, 30)
DAYS = st.one_of(st.none(), st.integers(-60, 60).map(lambda n: TODAY + timedelta(days=n)))
WANTED = st.builds(
    NewPairing, st.integers(1, 2), st.integers(1, 3), st.sampled_from(["cadre", "leader"]), DAYS
)
ENDED = st.builds(
    NewPairing,
    st.integers(1, 2),
    st.integers(1, 3),
    st.sampled_from(["cadre", "leader"]),
    st.none(),
    st.integers(-90, -1).map(lambda n: TODAY + timedelta(days=n)),
)


def applied(stored: list[StoredPairing], steps, first_id: int) -> list[StoredPairing]:
    """Do what the store would do with the steps."""
    dates = {row["id"]: (row["since"], row["until"]) for row in steps.updates}
    kept = [
        StoredPairing(
            row.id,
            row.household_id,
            row.cadre_id,
            row.way,
            *dates.get(row.id, (row.since, row.until)),
        )
        for row in stored
        if row.id not in steps.deletes
    ]
    new = [
        StoredPairing(first_id + n, *(row[name] for name in list(row)[:5]))
        for n, row in enumerate(steps.inserts)
    ]
    return [*kept, *new]


@given(st.lists(WANTED, min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_one_cadre_at_a_time_and_never_twice_the_same(wanted: list[NewPairing]) -> None:
    stored: list[StoredPairing] = []
    for n, new in enumerate(wanted):
        steps = plan_steps(stored, [new], TODAY, close_earlier=True)
        stored = applied(stored, steps, first_id=n * 10)
        start = new.since or TODAY
        holding = [
            row
            for row in stored
            if (row.household_id, row.way) == (new.household_id, new.way)
            and row.meets(start, start)
        ]
        assert {row.cadre_id for row in holding} == {new.cadre_id}
        again = plan_steps(stored, [new], TODAY, close_earlier=True)
        assert (again.inserts, again.updates, again.deletes) == ([], [], [])
    by_triple = defaultdict(list)
    for row in stored:
        assert row.since is None or row.until is None or row.since <= row.until
        by_triple[row.household_id, row.cadre_id, row.way].append(row)
    for rows in by_triple.values():
        rows.sort(key=lambda row: row.since or date.min)
        for earlier, later in pairwise(rows):
            assert earlier.until is not None
            assert later.since is not None
            assert earlier.until < later.since


@given(st.lists(st.one_of(WANTED, ENDED), min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_history_ends_no_pairing_and_no_pairing_ends_before_it_begins(wanted) -> None:
    stored: list[StoredPairing] = []
    for n, new in enumerate(wanted):
        steps = plan_steps(stored, [new], TODAY, close_earlier=True)
        if new.until is not None:
            assert (steps.updates, steps.deletes) == ([], [])
        stored = applied(stored, steps, first_id=n * 10)
        start = new.since or min(TODAY, new.until or TODAY)
        assert any(row.cadre_id == new.cadre_id and row.meets(start, start) for row in stored)
    assert all(row.since is None or row.until is None or row.since <= row.until for row in stored)
