"""The ledgers of a large township beside all rows loaded, filtered and sorted in Python.

``python -m benchmarks.ledgers`` fills a station of 15,000 households with 10,000 concerns,
10,000 disputes and 10,000 visits of three years and measures what the pages ask: lists,
their filters, sorts and counts, 今日, a household's timeline, search, earlier disputes,
figures, the month-end round and the notice. ``--neglected`` leaves matters open however
old they are. Times are milliseconds: median and 95th percentile of the clock, and the
median of the processor's time, which a busy machine does not spoil.
"""

import argparse
import gc
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks import ledger_rivals as rivals
from benchmarks.figures import pair_and_issue
from benchmarks.ledger_lists import TODAY, Ledger, concerns, disputes, visits
from benchmarks.made_up import fill
from benchmarks.made_up_matters import add_matters
from liaison_desktop.domain.figures.period import half_year_of
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.dispute import DisputeDetail, DisputeFilter
from liaison_desktop.domain.matters.notice import Board
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office, open_office

_MONTH = date(2026, 4, 1), date(2026, 4, 30)
_PAGE = 200
_ASKED = 40  # questions of each kind
LIST, SEARCH, FIGURES = 200.0, 50.0, 1000.0  # budgets in milliseconds
_FIRST = """
import sys, time
from pathlib import Path
from liaison_desktop.services.office import open_office
data, name, page = sys.argv[1:]
with open_office(Path(data)) as office:
    begun, used = time.perf_counter(), time.process_time()
    service = getattr(office, name)
    if name == "concerns":
        from liaison_desktop.domain.matters.concern import ConcernFilter as Filter
    elif name == "disputes":
        from liaison_desktop.domain.matters.dispute import DisputeFilter as Filter
    else:
        from liaison_desktop.domain.matters.visit import VisitFilter as Filter
    from liaison_desktop.domain.listing import Sort
    service.rows(service.ids(Filter(), Sort())[:int(page)])
    taken, cpu = time.perf_counter() - begun, time.process_time() - used
print(f"{taken * 1000:.0f} ({cpu * 1000:.0f})")
"""
Work = Callable[[], object]


_NATURAL = Sort()


@dataclass(frozen=True, slots=True)
class Task:
    """Something a page asks, and the rival's way to it.

    Attributes:
        budget: Milliseconds the 95th percentile may take.
        rival: None where it cannot answer.
    """

    what: str
    ours: Sequence[Work]
    rival: Sequence[Work]
    budget: float


@dataclass(frozen=True, slots=True)
class Taken:
    """How long something took, in milliseconds."""

    median: float
    p95: float
    cpu: float


class _Measured:
    """One office, and everything that is asked of it."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._chance = random.Random(1)

    def tasks(self) -> Iterator[Task]:
        """Yield what is measured."""
        for ledger in (concerns(), disputes(), visits()):
            yield from self._list_tasks(ledger)
        yield from self._desk_tasks()
        yield from self._search_tasks()
        yield from self._month_tasks()

    def _reading(self, work: Callable[[Session], object]) -> Work:
        def asked() -> object:
            with self._office.context.store.reading() as session:
                return work(session)

        return asked

    def _list_tasks(self, ledger: Ledger) -> Iterator[Task]:
        service = getattr(self._office, ledger.name)

        def opened(wanted: object, sort: Sort = _NATURAL) -> Work:
            return lambda: service.rows(service.ids(wanted, sort)[:_PAGE])

        def filtered(holds: Callable[[Any], bool]) -> Work:
            return self._reading(
                lambda session: [one for one in ledger.load(session) if holds(one)]
            )

        def in_order(key: str) -> Work:
            chosen = ledger.rival_keys.get(key, lambda line: getattr(line.values, key))
            return self._reading(lambda session: rivals.ordered(ledger.load(session), chosen))

        def counts(session: Session) -> dict[str, int]:
            lines = ledger.load(session)
            return {name: sum(map(chip.holds, lines)) for name, chip in ledger.chips.items()}

        def asked() -> dict[str, int]:
            return {name: service.count(chip.wanted) for name, chip in ledger.chips.items()}

        with self._office.context.store.reading() as session:
            ours, theirs = asked(), counts(session)
        if any(ours[name] != theirs[name] for name, chip in ledger.chips.items() if chip.is_exact):
            raise AssertionError(f"{ours} and {theirs}")
        caption, everything = ledger.caption, ledger.everything
        first = in_order(ledger.sort_keys[0])
        yield Task(f"{caption} opens", [opened(everything)], [first], LIST)
        for name, chip in ledger.chips.items():
            work = [opened(chip.wanted)], [filtered(chip.holds)]
            yield Task(f"{caption} · {name}", *work, LIST)
        for key in ledger.sort_keys:
            yield Task(
                f"{caption} by {key}", [opened(everything, Sort(key))], [in_order(key)], LIST
            )
        told = self._reading(counts)
        yield Task(f"{caption}: counts of all filters", [asked], [told], LIST)

    def _desk_tasks(self) -> Iterator[Task]:
        office, reading = self._office, self._reading
        late = office.concerns.ids(ConcernFilter(overdue=True))
        drawn = [office.concerns.detail(self._chance.choice(late)) for _ in range(_ASKED)]
        owner, homes = drawn[0].owner_id, [one.household_id or 0 for one in drawn]
        yield Task(
            "今日 of the station",
            [office.agenda.duties],
            [reading(lambda session: rivals.duties(session, TODAY))],
            LIST,
        )
        yield Task(
            "今日 of one cadre",
            [lambda: office.agenda.duties(owner)],
            [reading(lambda session: rivals.duties(session, TODAY, owner))],
            LIST,
        )
        beside = [reading(lambda session: rivals.of_household(session, homes[0]))]
        timelines = [partial(office.agenda.timeline, home) for home in homes]
        greetings = [partial(office.agenda.greeting, home) for home in homes]
        yield Task("timeline of a household", timelines, beside, LIST)
        yield Task("greeting of a household", greetings, beside, LIST)
        yield self._earlier()

    def _earlier(self) -> Task:
        disputes = self._office.disputes
        drawn = [
            disputes.detail(key)
            for key in self._chance.sample(list(disputes.ids(DisputeFilter())), _ASKED)
        ]
        one = drawn[0]
        homes = {party.household_id for party in one.parties if party.household_id is not None}
        place = str(one.values.get("place", ""))

        def asked(detail: DisputeDetail) -> object:
            plot, there = (str(detail.values.get(name, "")) for name in ("plot", "place"))
            return disputes.earlier(
                detail.parties, detail.village_id, plot, there, exclude_id=detail.id
            )

        return Task(
            "earlier disputes while parties are typed",
            [partial(asked, detail) for detail in drawn],
            [self._reading(lambda s: rivals.earlier(s, homes, one.village_id or 0, place))],
            SEARCH,
        )

    def _search_tasks(self) -> Iterator[Task]:
        concern, dispute, party = table("concern").c, table("dispute").c, table("party").c
        find = self._office.search.find
        with self._office.context.store.reading() as session:
            numbers = session.scalars(select(concern.number)).all()
            titles = session.scalars(select(dispute.title)).all()
            names = session.scalars(select(party.name)).all()
        kinds = {
            "number": [self._chance.choice(numbers) for _ in range(_ASKED)],
            "words of a title": [self._chance.choice(titles)[-4:] for _ in range(_ASKED)],
            "name of a party": [self._chance.choice(names) for _ in range(_ASKED)],
        }
        for kind, questions in kinds.items():
            yield Task(
                f"search by {kind}",
                [partial(find, text) for text in questions],
                [self._reading(partial(rivals.like, text=text)) for text in questions],
                SEARCH,
            )
        letters = ["".join(self._chance.choices("zwlcyxhgjm", k=3)) for _ in range(_ASKED)]
        typed = [partial(find, text) for text in letters]
        yield Task("search by pinyin", typed, [], SEARCH)

    def _month_tasks(self) -> Iterator[Task]:
        office, reading, (first, last) = self._office, self._reading, _MONTH
        period = half_year_of(TODAY)
        counted = reading(lambda session: rivals.figures(session, date(2026, 1, 1), TODAY))
        ours = {one.key: one.value for one in office.figures.all(period)}
        told = counted()
        if not isinstance(told, dict) or any(ours[key] != told[key] for key in told):
            raise AssertionError(f"{told} and {ours}")
        yield Task(
            "figures of a half-year", [lambda: office.figures.all(period)], [counted], FIGURES
        )
        yield Task(
            "month-end round",
            [lambda: office.notices.round(first)],
            [reading(lambda session: rivals.month_round(session, first, last, TODAY))],
            LIST,
        )
        lines = office.notices.draft(Board.TOWNSHIP, None, first).lines
        yield Task(
            f"notice of the township, {len(lines):,} lines, scanned",
            [lambda: office.notices.draft(Board.TOWNSHIP, None, first)],
            [reading(lambda session: rivals.notice(session, first, last))],
            FIGURES,
        )


def timed(works: Sequence[Work], least: int) -> Taken:
    """Run works in turn, at least so many, after one run that does not count."""
    works[0]()
    gc.collect()  # nobody pays for what was measured before
    walls, cpus = [], []
    for turn in range(max(least, len(works))):
        begun, used = time.perf_counter(), time.process_time()
        works[turn % len(works)]()
        cpus.append((time.process_time() - used) * 1000)
        walls.append((time.perf_counter() - begun) * 1000)
    walls.sort()
    return Taken(
        walls[len(walls) // 2], walls[int(len(walls) * 0.95)], sorted(cpus)[len(cpus) // 2]
    )


def line_of(task: Task, rounds: int) -> tuple[str, bool]:
    """Measure a task; return its line of the table, and whether it kept its budget."""
    ours = timed(task.ours, rounds)
    kept = ours.p95 <= task.budget
    beside = "– | – | not possible"
    if task.rival:
        rival = timed(task.rival, 5)
        beside = f"{rival.median:.0f} | {rival.cpu:.0f} | {rival.cpu / max(ours.cpu, 0.1):.1f} ×"
    budget = f"≤ {task.budget:.0f}{'' if kept else ': **missed**'}"
    own = f"{ours.median:.1f} | {ours.p95:.1f} | {ours.cpu:.1f}"
    return f"| {task.what} | {own} | {beside} | {budget} |", kept


def first_opening(data: Path, name: str) -> str:
    """Open a list in a process of its own; return milliseconds, the processor's in brackets."""
    command = [sys.executable, "-c", _FIRST, str(data), name, str(_PAGE)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def fill_station(data: Path, households: int, matters: int, *, neglected: bool) -> None:
    """Make a station with households, cadres, cards and ledgers."""
    with open_office(data, create=True, today=lambda: TODAY) as office:
        fill(office.context, households)
        pair_and_issue(office)
        add_matters(office.context, matters, TODAY, neglected=neglected)


def run(data: Path, households: int, matters: int, *, neglected: bool, rounds: int) -> None:
    """Fill a station, measure everything and print a table."""
    # In a process of its own: what filling leaves in memory would slow what is measured.
    filling = multiprocessing.get_context("spawn").Process(
        target=fill_station, args=(data, households, matters), kwargs={"neglected": neglected}
    )
    filling.start()
    filling.join()
    how = ", nothing ever closed in time" if neglected else ""
    print(f"\nLedgers, {households:,} households, {matters:,} of each{how} (ms)\n")
    print("| what | p50 | p95 | CPU | rival p50 | rival CPU | rival ÷ ours (CPU) | budget (p95) |")
    print("|---|---|---|---|---|---|---|---|")
    missed = 0
    with open_office(data, today=lambda: TODAY) as office:
        for task in _Measured(office).tasks():
            line, kept = line_of(task, rounds)
            missed += not kept
            print(line, flush=True)
    print(f"\nBudgets missed: {missed}. First opening of a list in a new process, clock (CPU):")
    for name in ("concerns", "disputes", "visits"):
        print(f"{name} {', '.join(first_opening(data, name) for _ in range(3))}")


def main() -> None:
    """Measure a station; see the module."""
    parser = argparse.ArgumentParser(description="the ledgers of a large township")
    parser.add_argument("--households", type=int, default=15_000)
    parser.add_argument("--matters", type=int, default=10_000, help="of each ledger")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--neglected", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(
            Path(folder), options.households, options.matters,
            neglected=options.neglected, rounds=options.rounds,
        )  # fmt: skip


if __name__ == "__main__":
    main()
