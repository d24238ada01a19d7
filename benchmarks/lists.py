"""Opening and sorting the household list, beside loading all rows into a Python list.

``python -m benchmarks.lists 1000 15000 300000`` fills a store of that many households. Ours
is what the window does: the sorted keys of the whole list, then the first page of rows. The
rival is the straightforward way: all rows with head, size and cadre in one SELECT.
"""

import argparse
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.made_up import fill
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.models.store import Store, open_store
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.areas import Areas
from liaison_desktop.services.register.households import Households

_PAGE = 200
_RUNS = 5
Row = tuple[str, float, float]


def all_rows(store: Store) -> int:
    """Load everything the list shows into a Python list; return how many rows."""
    household, resident = table("household"), table("resident")
    village, group = table("area").alias("village"), table("area").alias("grp")
    head = resident.alias("head")
    size = select(func.count()).where(resident.c.household_id == household.c.id).scalar_subquery()
    statement = (
        select(
            household.c.id, village.c.name, group.c.name, household.c.number, head.c.name,
            head.c.phone, household.c.kind, size,
        )
        .join(village, village.c.id == household.c.village_id)
        .outerjoin(group, group.c.id == household.c.group_id)
        .outerjoin(head, (head.c.household_id == household.c.id) & head.c.is_head)
        .order_by(village.c.name, group.c.name, household.c.number)
    )  # fmt: skip
    with store.reading() as session:
        return len([tuple(row) for row in session.execute(statement)])


def _best(work: Callable[[], object]) -> float:
    """Return the median of a few runs in milliseconds."""
    taken = []
    for _ in range(_RUNS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)[_RUNS // 2]


def _peak(work: Callable[[], object]) -> float:
    """Return the peak memory Python takes for it, in MB."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def measure(store: Store) -> list[Row]:
    """Return rows: what, milliseconds, peak megabytes."""
    households = Households(Context(store, "测量"))

    def opened(sort: Sort, chosen: HouseholdFilter) -> Callable[[], object]:
        return lambda: households.rows(households.ids(chosen, sort)[:_PAGE])

    ids = households.ids(HouseholdFilter())
    middle = ids[len(ids) // 2 : len(ids) // 2 + _PAGE]
    works: dict[str, Callable[[], object]] = {
        "open (村→组→户号)": opened(Sort(), HouseholdFilter()),
        "sort by head (pinyin)": opened(Sort("head"), HouseholdFilter()),
        "sort by size": opened(Sort("size", descending=True), HouseholdFilter()),
        "only without a cadre": opened(Sort(), HouseholdFilter(paired=False)),
        "only with problems": opened(Sort(), HouseholdFilter(with_problems=True)),
        "jump to the middle": lambda: households.rows(middle),
        "rival: all rows in a list": lambda: all_rows(store),
    }
    return [(what, _best(work), _peak(work)) for what, work in works.items()]


def run(households: int) -> None:
    """Fill a store, measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), create=True)
        context = Context(store, "测量")
        Areas(context).set_up_station("罗平县", "罗雄镇")
        fill(context, households)
        rows = measure(store)
        store.close()
    rival = rows[-1][1]
    print(f"\nHousehold list, {households:,} households\n")
    print("| what | ms | rival ÷ it | peak MB |")
    print("|---|---|---|---|")
    for what, taken, peak in rows:
        print(f"| {what} | {taken:.1f} | {rival / taken:.1f} × | {peak:.1f} |")


def main() -> None:
    """Measure each size given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("households", type=int, nargs="*", default=[1_000, 15_000])
    for households in parser.parse_args().households:
        run(households)


if __name__ == "__main__":
    main()
