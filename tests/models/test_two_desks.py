"""Two desks on one shared database: no key twice, no change lost, both chains whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import select

from liaison_desktop.models.register.household import Household
from liaison_desktop.models.store import Store
from liaison_desktop.models.system.chain import chain_problems
from liaison_desktop.models.system.journal import Change
from liaison_desktop.models.tables import table
from tests.factories import make_area, make_household


@pytest.fixture
def desks(shared_url: str):
    """Give two open stores on one database, with one household in it."""
    pair = [Store(shared_url, desk=name) for name in ("前台", "后台")]
    with pair[0].operation("建户", "甲") as operation:
        make_household(operation, make_area(operation), "001")
    yield pair
    for store in pair:
        store.close()


def _both(desks: list[Store], work) -> list[object]:
    barrier = Barrier(2)

    def run(store: Store) -> object:
        barrier.wait()
        return work(store)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, desks))


def test_keys_taken_in_turns_are_never_the_same(desks: list[Store]) -> None:
    def add(store: Store) -> list[int]:
        taken: list[int] = []
        for _ in range(15):
            with store.operation("登记", "甲") as operation:
                number = operation.next_number("row", 5)
                rows = [
                    {"village_id": 1, "number": f"n{number + i}", "number_key": "n"}
                    for i in range(5)
                ]
                taken += operation.bulk_insert(table("household"), rows)
        return taken

    first, second = _both(desks, add)
    assert len({*first, *second}) == 150
    with desks[0].reading() as session:
        assert list(chain_problems(session)) == []


def test_a_series_begun_by_both_at_once_gives_no_number_twice(desks: list[Store]) -> None:
    def begin(store: Store) -> list[tuple[int, int]]:
        taken: list[tuple[int, int]] = []
        for series in range(200):
            with store.operation("编号", "甲") as operation:
                taken.append((series, operation.next_number(f"series {series}")))
        return taken

    first, second = _both(desks, begin)
    assert sorted([*first, *second]) == [(series, n) for series in range(200) for n in (1, 2)]


def test_batches_of_two_desks_do_not_lose_each_other(desks: list[Store]) -> None:
    def set_door(store: Store) -> None:
        for step in range(10):
            with store.operation("改门牌", "甲") as operation:
                door = f"{store}-{step}"[-30:]
                operation.bulk_update(table("household"), [{"id": 1, "door": door}])

    _both(desks, set_door)
    with desks[0].reading() as session:
        changes = session.scalars(
            select(Change).where(Change.action == "update").order_by(Change.id)
        ).all()
        pairs = [change.values["door"] for change in changes]
        # Each change starts from what the one before it left.
        assert [before for before, _ in pairs[1:]] == [after for _, after in pairs[:-1]]
        assert session.get(Household, 1).door == pairs[-1][1]
        assert list(chain_problems(session)) == []


def test_a_desk_that_writes_sees_nothing_change_until_it_ends(desks: list[Store]) -> None:
    """Also through other connections: what is counted and what is listed must agree."""
    begun = Event()

    def set_door() -> None:
        begun.set()
        with desks[1].operation("改门牌", "乙") as operation:
            household = operation.session.get(Household, 1)
            household.door = f"{household.door}乙"

    def door(store: Store) -> str | None:
        with store.reading() as session:
            return session.get(Household, 1).door

    with ThreadPoolExecutor(1) as pool:
        with desks[0].operation("改门牌", "甲") as operation:
            waiting = pool.submit(set_door)
            assert begun.wait(10)
            before = door(desks[0])
            operation.session.get(Household, 1).door = "甲"
            operation.session.flush()
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
            assert door(desks[0]) == before
        waiting.result(timeout=30)
    assert door(desks[0]) == "甲乙"


def test_one_reading_sees_one_state(desks: list[Store]) -> None:
    with desks[0].reading() as session:
        before = session.scalars(select(Household.door)).all()
        with desks[1].operation("改门牌", "乙") as operation:
            operation.session.get(Household, 1).door = "新"
        session.expire_all()
        assert session.scalars(select(Household.door)).all() == before
