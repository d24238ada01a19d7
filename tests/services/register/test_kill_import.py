"""An import killed at any moment leaves all of it or nothing."""

import os

from benchmarks.kill_import import run

KILLS = int(os.environ.get("LIAISON_KILLS", "10"))


def test_killed_imports_leave_all_or_nothing(tmp_path):
    outcome = run(tmp_path / "data", KILLS, households=60)
    assert outcome.torn == outcome.lost == 0
    assert outcome.nothing + outcome.everything == KILLS
