"""How long from starting the program until its window stands and its first page is filled.

Beside it a bare PySide6 window. The window stands while the store is still being opened;
its first page is filled when what is due today stands there. DATA must have
something due; without it a practice station is made. How long a program takes to end is not
counted. Then how long the window's thread was held at most until the other pages are imported
behind it, and what the first list of each costs after that.

Run: ``python -m benchmarks.start_window [DATA]``. Each program is a process of its own, all
in turn, the shortest of several runs counts (a busy machine only ever adds).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from liaison_desktop.services.system.practice import make_practice_station

RUNS = 7
_LONGEST_S = 60  # a window that tells an error instead of filling its page never ends
_BARE = """
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("text"))
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, lambda: os._exit(0))
app.exec()
"""
_STANDS = """
import os
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from liaison_desktop.app import Desk, Place, make_application
app = make_application(sys.argv[:1])
desk = Desk(app, QSettings())
desk.open(Place(Path(sys.argv[1])))
QTimer.singleShot(0, lambda: os._exit(0))
app.exec()
"""
_FILLED = """
import os
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from liaison_desktop.app import Desk, Place, make_application
app = make_application(sys.argv[:1])
desk = Desk(app, QSettings())
desk.open(Place(Path(sys.argv[1])))
def look():
    if getattr(desk.window.stack.currentWidget(), "blocks", None):
        QTimer.singleShot(0, lambda: os._exit(0))
timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
app.exec()
"""
_HELD = """
import os
import sys
import time
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from liaison_desktop.app import Desk, Place, make_application
app = make_application(sys.argv[:1])
desk = Desk(app, QSettings())
desk.open(Place(Path(sys.argv[1])))
last, longest = time.perf_counter(), 0.0
def beat():
    global last, longest
    now = time.perf_counter()
    last, longest = now, max(longest, now - last)
def end():
    print(longest, flush=True)
    os._exit(0)
timer = QTimer()
timer.timeout.connect(beat)
timer.start(1)
desk.window.warmed.connect(end)
app.exec()
"""
_FIRST_LIST = """
import os
import sys
import time
from pathlib import Path
from PySide6.QtCore import QSettings
from liaison_desktop.app import Desk, Place, make_application
app = make_application(sys.argv[:1])
desk = Desk(app, QSettings())
desk.open(Place(Path(sys.argv[1])))
def ask():
    office = desk.window.desk.office
    noun = getattr(office, sys.argv[2])
    filter_of = __import__(sys.argv[3], fromlist=[sys.argv[4]])
    begin = time.perf_counter()
    noun.rows(noun.ids(getattr(filter_of, sys.argv[4])())[:50])
    print(time.perf_counter() - begin, flush=True)
    os._exit(0)
desk.window.warmed.connect(ask)
app.exec()
"""
_LISTS = (
    ("households", "liaison_desktop.domain.register.household", "HouseholdFilter"),
    ("concerns", "liaison_desktop.domain.matters.concern", "ConcernFilter"),
    ("disputes", "liaison_desktop.domain.matters.dispute", "DisputeFilter"),
    ("visits", "liaison_desktop.domain.matters.visit", "VisitFilter"),
)


def run(script: str, *arguments: str) -> float:
    """Return the seconds a script takes as a process."""
    begin = time.perf_counter()
    _answer(script, *arguments)
    return time.perf_counter() - begin


def _answer(script: str, *arguments: str) -> str:
    """Run a script as a process and return what it prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=True,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=_LONGEST_S,
    )
    return done.stdout


def main() -> None:
    """Print the table for the data folder named, else for a practice station made for it."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        station = Path(folder, "station")
        make_practice_station(station)
        measure(str(station))


def measure(data: str) -> None:
    """Print what a start takes on the station of a data folder."""
    scripts = {"bare PySide6 window": _BARE, "window stands": _STANDS, "page filled": _FILLED}
    seconds: dict[str, float] = dict.fromkeys(scripts, 3600.0)
    for _ in range(RUNS):
        for name, script in scripts.items():
            seconds[name] = min(seconds[name], run(script, data))
    bare = seconds["bare PySide6 window"]
    for name, took in seconds.items():
        print(f"{name:<24}{took:7.3f} s   {took / bare:5.2f} ×")
    held = [float(_answer(_HELD, data)) for _ in range(RUNS)]
    print(f"window's thread held until all pages are imported: {_span(held)}")
    for which in _LISTS:
        first = [float(_answer(_FIRST_LIST, data, *which)) for _ in range(RUNS)]
        print(f"first list of {which[0]} once they are: {_span(first)}")


def _span(seconds: list[float]) -> str:
    """Say the shortest and the longest of several runs."""
    return f"{min(seconds) * 1000:.0f}–{max(seconds) * 1000:.0f} ms"


if __name__ == "__main__":
    main()
