"""Kills importing programs at random moments and looks at what they leave: all or nothing.

Each round a child opens the store, plans a made-up roster and stores it; it is killed
after a random share of the time one import takes. Then the store is opened again: it
holds the whole import or none of it, its file and its journal chain are whole.

    python -m benchmarks.kill_import --kills 200
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import made_up
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import Office, open_office

HOUSEHOLDS = 400
_READY, _DONE = "ready", "done"
_SOURCE = Path("虚构花名册.xlsx")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all rounds left.

    Attributes:
        nothing, everything: Rounds that left none or all of the import.
        torn: Rounds that left something else, or a damaged store.
        lost: Rounds that had told the import was stored, and it was not.
    """

    nothing: int
    everything: int
    torn: int
    lost: int


def run(folder: Path, kills: int, *, seed: int = 7, households: int = HOUSEHOLDS) -> Outcome:
    """Kill ``kills`` imports.

    Args:
        folder: An empty folder for the store.
        kills: How many rounds.
        seed: For the moments of death.
        households: Size of the import.
    """
    new = folder / "new"
    with open_office(new, create=True) as office:
        office.areas.set_up_station("罗平县", "罗雄镇")
    usual = _one_round(_copy(new, folder / "whole"), households, None)
    chance = random.Random(seed)
    left = {0: 0, households: 0}
    torn = lost = 0
    for number in range(kills):
        data = _copy(new, folder / str(number))
        told = _one_round(data, households, chance.uniform(0, usual)) < float("inf")
        with open_office(data) as office:
            count = office.households.count(HouseholdFilter())
            if count not in left or not _whole(office, count):
                torn += 1
            else:
                left[count] += 1
            lost += told and not count
        shutil.rmtree(data)
    return Outcome(left[0], left[households], torn, lost)


def _copy(folder: Path, to: Path) -> Path:
    """Give each round a store of its own, so that the hundredth is as quick as the first."""
    shutil.copytree(folder, to)
    return to


def _whole(office: Office, households: int) -> bool:
    """Tell whether the store is sound and every household has all its people."""
    rows = office.households.rows(office.households.ids(HouseholdFilter()))
    sizes = {row.size for row in rows.values()}
    complete = sizes == ({made_up.PEOPLE_A_HOUSEHOLD} if households else set())
    return complete and office.check.run().whole


def _one_round(folder: Path, households: int, after: float | None) -> float:
    """Start an import; kill it after some seconds.

    Returns:
        How long it took to its acknowledgement; infinite when it was killed before it.
    """
    command = [sys.executable, "-m", "benchmarks.kill_import", "--child", str(folder)]
    child = subprocess.Popen([*command, str(households)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None  # noqa: S101 - a pipe was asked for
    with child.stdout as said:
        said.readline()  # ready: everything is loaded, the store is open
        started = time.perf_counter()
        if after is not None:
            time.sleep(after)
            child.kill()
        done = said.read().strip() == _DONE
    took = time.perf_counter() - started
    ended = child.wait()
    if ended > 0 and sys.platform != "win32":  # there a killed child ends with 1, too
        raise RuntimeError(f"the import itself failed with exit code {ended}")
    return took if done else float("inf")


def _import(folder: Path, households: int) -> None:
    """Import in the child, saying when it begins and when all is stored."""
    some = made_up.roster(list(made_up.houses(households)))
    with open_office(folder) as office:
        importing = office.household_import
        print(_READY, flush=True)
        importing.apply(importing.plan_roster(some, _SOURCE))
        print(_DONE, flush=True)


def main() -> int:
    """Run the rounds and print what they left."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--child", nargs=2, metavar=("FOLDER", "HOUSEHOLDS"))
    options = parser.parse_args()
    if options.child:
        _import(Path(options.child[0]), int(options.child[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), options.kills)
    print(f"{options.kills} kills: {outcome.nothing} left nothing, ", end="")
    print(f"{outcome.everything} left everything, {outcome.torn} torn, {outcome.lost} lost")
    return 1 if outcome.torn or outcome.lost else 0


if __name__ == "__main__":
    sys.exit(main())
