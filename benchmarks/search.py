"""Search while typing: the index beside the straightforward ``LIKE '%…%'``, on one store.

``python -m benchmarks.search 1000 15000 250000`` fills a store of that many households
(four people each) and asks the same questions both ways.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from benchmarks.made_up import fill
from liaison_desktop.models.store import Store, open_store
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.areas import Areas
from liaison_desktop.services.system.search import Search

_ASKED = 40  # of each kind
_LIMIT = 50


def questions(session: Session, seed: int = 1) -> dict[str, list[str]]:
    """Draw questions of every kind from the people in the store."""
    chance = random.Random(seed)
    resident, household = table("resident"), table("household")
    people = session.execute(
        select(resident.c.name, resident.c.phone, resident.c.id_number, household.c.number)
        .join(household, household.c.id == resident.c.household_id)
        .where(resident.c.phone.is_not(None), resident.c.id_number.is_not(None))
        .limit(20_000)
    ).all()
    drawn = [chance.choice(people) for _ in range(_ASKED)]
    return {
        "one character": [name[0] for name, *_ in drawn],
        "two characters": [name[-2:] for name, *_ in drawn],
        "whole name": [name for name, *_ in drawn],
        "last 4 of phone": [phone[-4:] for _, phone, *_ in drawn],
        "last 6 of id": [number[-6:] for _, _, number, _ in drawn],
        "household number": [number for *_, number in drawn],
        "surname and last 3": [f"{name[0]} {phone[-3:]}" for name, phone, *_ in drawn],
        "nobody": [f"龘{i}" for i in range(_ASKED)],
    }


def pinyin_questions(seed: int = 1) -> dict[str, list[str]]:
    """Draw questions the rival cannot answer at all."""
    chance = random.Random(seed)
    return {
        "initials": ["".join(chance.choices("zwlcyxhgjm", k=3)) for _ in range(_ASKED)],
        "pinyin": [
            chance.choice(("zhang", "wang", "li", "chen")) + chance.choice("wfxmgh")
            for _ in range(_ASKED)
        ],
    }


def like(session: Session, text: str) -> int:
    """Ask the straightforward way: every part anywhere in name, phone, number; 50 at most."""
    resident, household = table("resident"), table("household")
    statement = select(resident.c.id, resident.c.name, household.c.number).join(
        household, household.c.id == resident.c.household_id
    )
    for part in text.split():
        columns = (
            resident.c.name, resident.c.phone, resident.c.id_number, household.c.number,
        )  # fmt: skip
        statement = statement.where(or_(*(c.contains(part, autoescape=True) for c in columns)))
    return len(session.execute(statement.limit(_LIMIT)).all())


def _times(ask: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """Return median and 95th percentile in milliseconds."""
    taken = []
    for text in texts:
        begun = time.perf_counter()
        ask(text)
        taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    return statistics.median(taken), taken[int(len(taken) * 0.95) - 1]


def measure(store: Store) -> list[tuple[str, float, float, float | None, float | None]]:
    """Return rows: kind of question, ours p50 and p95, the rival's p50 and p95 (ms)."""
    search = Search(Context(store, "测量"))
    rows: list[tuple[str, float, float, float | None, float | None]] = []
    with store.reading() as session:
        for kind, texts in questions(session).items():
            ours = _times(search.find, texts)
            rows.append((kind, *ours, *_times(lambda text: like(session, text), texts)))
    rows += [(kind, *_times(search.find, texts), None, None)
             for kind, texts in pinyin_questions().items()]  # fmt: skip
    return rows


def run(households: int) -> None:
    """Fill a store of this many households, measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), create=True)
        context = Context(store, "测量")
        Areas(context).set_up_station("罗平县", "罗雄镇")
        fill(context, households)
        rows = measure(store)
        store.close()
    print(f"\nSearch, {households * 4:,} people (ms)\n")
    print("| question | p50 | p95 | LIKE p50 | LIKE p95 | LIKE ÷ ours (p95) |")
    print("|---|---|---|---|---|---|")
    for kind, p50, p95, rival50, rival95 in rows:
        rival = (
            f"{rival50:.1f} | {rival95:.1f} | {rival95 / p95:.0f} ×"
            if rival50 is not None and rival95 is not None
            else "– | – | not possible"
        )
        print(f"| {kind} | {p50:.1f} | {p95:.1f} | {rival} |")


def main() -> None:
    """Measure each size given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("households", type=int, nargs="*", default=[1_000, 15_000])
    for households in parser.parse_args().households:
        run(households)


if __name__ == "__main__":
    main()
