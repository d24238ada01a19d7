"""All figures of a half-year, beside adding them up in Python from rows read one table a time.

``python -m benchmarks.figures 1000 15000`` fills stores of that many households, pairs them
with a cadre for every four, gives each a card, and adds concerns, disputes and visits: two of
each for every three households (10,000 at 15,000). Measured are all figures of the station,
all figures of one village, and each figure divided once (by village where it can be, else by
month). The rival is the straightforward report script: read the tables and count in sets and
dictionaries; it counts some of the figures, whole and by village. What both count must agree.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.made_up import fill
from benchmarks.made_up_matters import add_matters
from liaison_desktop.domain.figures.period import half_year_of
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.concern import (
    CLOSED_STATES,
    COLLECTED_STATES,
    LEDGER_STATES,
    ConcernState,
)
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import default_way
from liaison_desktop.services.office import Office, open_office

TODAY = date(2026, 5, 20)
_A_CADRE = 4  # households
_RECORDS, _OF = 2, 3  # of each ledger, for so many households
_RUNS = 3
_PERIOD = half_year_of(TODAY)
_Row = tuple[Any, ...]


def pair_and_issue(office: Office) -> None:
    """Make cadres, pair them with everybody and issue the cards."""
    households = office.households.ids(HouseholdFilter())
    context = office.context
    with context.store.operation("结对", context.actor) as operation:
        rows = [
            {"name": f"干部{n}", "name_key": f"{n:09d}", "phone": f"139{n:08d}"}
            for n in range(-(-len(households) // _A_CADRE))
        ]
        cadres = operation.bulk_insert(table("cadre"), rows)
        operation.bulk_insert(
            table("pairing"),
            [
                {"household_id": key, "cadre_id": cadres[n // _A_CADRE], "way": default_way()}
                for n, key in enumerate(households)
            ],
        )
    office.cards.issue(HouseholdFilter())


def counted_in_python(office: Office) -> dict[str, Counter[int | None]]:
    """Return figures by village as a report script would; the whole is their sum."""

    def rows(name: str, *columns: str) -> list[_Row]:
        chosen = [table(name).c[column] for column in columns]
        return [tuple(row) for row in session.execute(select(*chosen))]

    with office.context.store.reading() as session:
        kept = {key: village for key, village, since, until
                in rows("household", "id", "village_id", "since", "until")
                if _held(since, until)}  # fmt: skip
        counts = dict(_counted_register(kept, rows))
        counts |= dict(_counted_visits(kept, rows))
        counts |= dict(
            _counted_concerns(
                rows(
                    "concern",
                    "village_id",
                    "state",
                    "received_on",
                    "done_on",
                    "returned_on",
                    "limit_on",
                )
            )
        )
        counts |= dict(
            _counted_disputes(
                rows(
                    "dispute",
                    "village_id",
                    "state",
                    "found_on",
                    "mediated_on",
                    "settled_on",
                    "amount",
                )
            )
        )
    return counts


_Counts = Iterator[tuple[str, Counter[int | None]]]


def _held(since: date | None, until: date | None) -> bool:
    return (since is None or since <= TODAY) and (until is None or until > TODAY)


def _in(day: date | None) -> bool:
    return day is not None and _PERIOD.first <= day <= _PERIOD.last


def _counted_register(kept: dict[int, int], rows: Callable[..., list[_Row]]) -> _Counts:
    people = rows("resident", "household_id", "since", "until")
    cadres = {key for key, since, until in rows("cadre", "id", "since", "until")
              if _held(since, until)}  # fmt: skip
    pairs = rows("pairing", "household_id", "cadre_id", "since", "until")
    paired = {home for home, cadre, since, until in pairs
              if home in kept and cadre in cadres and _held(since, until)}  # fmt: skip
    yield "households", Counter(kept.values())
    yield "residents", Counter(kept[home] for home, since, until in people
                               if home in kept and _held(since, until))  # fmt: skip
    yield "households_paired", Counter(kept[home] for home in paired)
    yield "cards_valid", Counter(kept[home] for home, state in rows(
        "contact_card", "household_id", "state") if state in {"made", "handed_out"})  # fmt: skip


def _counted_visits(kept: dict[int, int], rows: Callable[..., list[_Row]]) -> _Counts:
    every = rows("visit", "id", "village_id", "on", "counted")
    real = {key: village for key, village, on, counted in every if counted and _in(on)}
    whom = [(visit, home) for visit, home in rows("visit_household", "visit_id", "household_id")
            if visit in real]  # fmt: skip
    yield "visits", Counter(kept[home] if home else real[visit] for visit, home in whom)
    yield "households_visited", Counter(kept[home] for home in {home for _, home in whom} if home)


def _counted_concerns(concerns: list[_Row]) -> _Counts:
    collected, ledger, closed = (
        {state.value for state in states}
        for states in (COLLECTED_STATES, LEDGER_STATES, CLOSED_STATES)
    )
    answered = ConcernState.ANSWERED.value
    kept = [row for row in concerns if row[1] in ledger]
    still = [row for row in kept if row[2] <= _PERIOD.last
             and (row[3] is None or row[3] > _PERIOD.last)
             and (row[4] is None or row[4] > _PERIOD.last)]  # fmt: skip
    for key, found in (
        ("concerns_collected", [r for r in concerns if r[1] in collected and _in(r[2])]),
        ("concerns_answered", [r for r in concerns if r[1] == answered and _in(r[2])]),
        ("concerns_entered", [row for row in kept if _in(row[2])]),
        ("concerns_closed", [row for row in kept if row[1] in closed and _in(row[3])]),
        ("concerns_open", still),
    ):
        yield key, Counter(row[0] for row in found)


def _counted_disputes(disputes: list[_Row]) -> _Counts:
    counted = [row for row in disputes if row[1] != "void"]
    for key, place in (("disputes_found", 2), ("disputes_mediated", 3), ("disputes_settled", 4)):
        yield key, Counter(row[0] for row in counted if _in(row[place]))
    amounts: Counter[int | None] = Counter()
    for row in counted:
        if _in(row[3]):
            amounts[row[0]] += row[5] or 0
    yield "dispute_amount", amounts


def divided_once(office: Office) -> None:
    """Divide every figure that has a value once."""
    figures = office.figures
    for figure in figures.all(_PERIOD):
        if figure.value is not None:
            dimensions = figures.dimensions(figure.key)
            by = Dimension.VILLAGE if Dimension.VILLAGE in dimensions else Dimension.MONTH
            figures.divided(figure.key, _PERIOD, by)


def _require_agreement(office: Office, counted: dict[str, Counter[int | None]]) -> None:
    """Compare with the rival, whole and by village.

    Raises:
        AssertionError: When the two do not agree.
    """
    for key, by_village in counted.items():
        divided = office.figures.divided(key, _PERIOD, Dimension.VILLAGE)
        ours = {one.part.value: one.figure.value for one in divided.parts if one.figure.value}
        theirs = {str(village or ""): count for village, count in by_village.items() if count}
        if ours != theirs or divided.total.value != sum(theirs.values()):
            raise AssertionError(f"{key}: {divided.total.value} and {sum(theirs.values())}")


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_RUNS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[_RUNS // 2]


def measure(households: int) -> tuple[float, float, float, float]:
    """Return seconds for all figures, for those of a village, for divisions, for the rival.

    Raises:
        AssertionError: When our figures and the rival's do not agree.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        open_office(Path(folder), create=True, today=lambda: TODAY) as office,
    ):
        fill(office.context, households)
        pair_and_issue(office)
        add_matters(office.context, _RECORDS * households // _OF, TODAY)
        _require_agreement(office, counted_in_python(office))
        village = Scope(office.figures.scope_parts(Dimension.VILLAGE)[:1])
        return (
            _median(lambda: office.figures.all(_PERIOD)),
            _median(lambda: office.figures.all(_PERIOD, village)),
            _median(lambda: divided_once(office)),
            _median(lambda: counted_in_python(office)),
        )


def main() -> None:
    """Print a table of sizes, times and ratios."""
    parser = argparse.ArgumentParser(description="all figures of a half-year")
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 15_000])
    heads = ("households", "all s", "village s", "divided s", "in Python s", "ratio")
    print(" ".join(f"{head:>12}" for head in heads))
    for size in parser.parse_args().sizes:
        ours, village, divided, rival = measure(size)
        print(
            f"{size:>12,} {ours:>12.3f} {village:>12.3f} {divided:>12.3f} {rival:>12.3f} "
            f"{rival / ours:>11.1f}×"
        )


if __name__ == "__main__":
    main()
