"""How long from starting the program until its window stands and its first page is filled.

Beside it a bare PySide6 window. The window stands while the store is still being opened;
its first page is filled when what is due today stands there. DATA must have
something due; without it a practice station is made. How long a program takes to end is not
counted.

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


def run(script: str, *arguments: str) -> float:
    """Return the seconds a script takes as a process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - begin


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


if __name__ == "__main__":
    main()
