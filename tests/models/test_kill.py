"""A program killed at any moment of a long operation leaves all of it or none."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from liaison_desktop.models.store import open_store
from liaison_desktop.models.system.chain import chain_problems
from liaison_desktop.models.tables import table
from tests.factories import make_area

KILLS = int(os.environ.get("LIAISON_KILLS", "10"))
_ROWS = 3000
_WRITER = """
import sys
from pathlib import Path
from liaison_desktop.models.store import open_store
from liaison_desktop.models.tables import table
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    with store.operation("导入", "张会计") as operation:
        first = operation.next_number("row", 3000)
        operation.bulk_insert(table("household"), [
            {"village_id": 1, "number": str(i), "number_key": str(i)}
            for i in range(first, first + 3000)])
    print("stored", flush=True)
"""


def test_killed_imports_leave_all_or_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path, create=True)
    with store.operation("建村", "张会计") as operation:
        make_area(operation)
    store.close()
    chance = random.Random(7)
    acknowledged = 0
    for _ in range(KILLS):
        acknowledged += _run_and_kill(tmp_path, chance)
        store = open_store(tmp_path)
        with store.reading() as session:
            rows = session.scalar(select(func.count()).select_from(table("household")))
            assert list(chain_problems(session)) == []
        store.close()
        assert rows is not None
        assert rows % _ROWS == 0
        assert rows >= acknowledged * _ROWS
        acknowledged = rows // _ROWS


def _run_and_kill(folder: Path, chance: random.Random) -> int:
    """Kill a writer after a random share of a second; return what it said it had stored."""
    writer = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", _WRITER, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    try:
        writer.wait(timeout=chance.uniform(0.0, 0.5))
    except subprocess.TimeoutExpired:
        writer.send_signal(signal.SIGKILL)
    said = writer.stdout.read().count("stored")
    writer.stdout.close()
    writer.wait()
    return said
