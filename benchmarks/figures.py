"""All figures of a half-year, beside adding them up in Python from rows read one table a time.

``python -m benchmarks.figures 1000 15000`` fills stores of that many households, pairs them
with a cadre for every four and gives each a card. The rival is the straightforward report
script: read households, residents, cadres, pairings and cards, and count in sets. Both
must come to the same numbers.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.made_up import fill
from liaison_desktop.domain.figures.period import half_year_of
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import default_way
from liaison_desktop.services.office import Office, open_office

TODAY = date(2026, 5, 20)
_A_CADRE = 4  # households
_RUNS = 3


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


def counted_in_python(office: Office) -> dict[str, int]:
    """Return the stock figures as a report script would."""

    def held(since: date | None, until: date | None) -> bool:
        return (since is None or since <= TODAY) and (until is None or until > TODAY)

    def rows(name: str, *columns: str) -> list[tuple[Any, ...]]:
        chosen = [table(name).c[column] for column in columns]
        return [tuple(row) for row in session.execute(select(*chosen))]

    with office.context.store.reading() as session:
        households = {i for i, since, until in rows("household", "id", "since", "until")
                      if held(since, until)}  # fmt: skip
        residents = [h for h, since, until in rows("resident", "household_id", "since", "until")
                     if h in households and held(since, until)]  # fmt: skip
        cadres = {i for i, since, until in rows("cadre", "id", "since", "until")
                  if held(since, until)}  # fmt: skip
        pairs = [(h, c) for h, c, since, until
                 in rows("pairing", "household_id", "cadre_id", "since", "until")
                 if held(since, until)]  # fmt: skip
        cards = [state for (state,) in rows("contact_card", "state")]
    return {
        "households": len(households),
        "residents": len(residents),
        "cadres": len(cadres),
        "households_paired": len({h for h, c in pairs if h in households and c in cadres}),
        "cadres_paired": len({c for h, c in pairs if h in households and c in cadres}),
        "cards_valid": sum(state in {"made", "handed_out"} for state in cards),
    }


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_RUNS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[_RUNS // 2]


def measure(households: int) -> tuple[float, float]:
    """Return seconds for all figures, and for the rival.

    Raises:
        AssertionError: When the two do not agree.
    """
    period = half_year_of(TODAY)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_office(Path(folder), create=True, today=lambda: TODAY) as office,
    ):
        fill(office.context, households)
        pair_and_issue(office)
        ours = {one.key: one.value for one in office.figures.all(period)}
        for key, value in counted_in_python(office).items():
            if ours[key] != value:
                raise AssertionError(f"{key}: {ours[key]} and {value}")
        return _median(lambda: office.figures.all(period)), _median(
            lambda: counted_in_python(office)
        )


def main() -> None:
    """Print a table of sizes, times and ratios."""
    parser = argparse.ArgumentParser(description="all figures of a half-year")
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 15_000])
    print(f"{'households':>12} {'figures s':>12} {'in Python s':>12} {'ratio':>8}")
    for size in parser.parse_args().sizes:
        ours, rival = measure(size)
        print(f"{size:>12,} {ours:>12.3f} {rival:>12.3f} {rival / ours:>7.1f}×")


if __name__ == "__main__":
    main()
