"""How long from starting the program until its first page is filled, beside a bare window.

Run: ``python benchmarks/start_window.py DATA``. Each program is a process of its own, the
two in turn, the shortest of several runs counts (a busy machine only ever adds).
"""

import os
import subprocess
import sys
import time

RUNS = 7
_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("text"))
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
_OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from liaison_desktop.app import Desk, Place, make_application
app = make_application(sys.argv[:1])
desk = Desk(app, QSettings())
desk.open(Place(Path(sys.argv[1])))
timer = QTimer()
timer.timeout.connect(lambda: app.quit() if desk.lanes.idle else None)
timer.start(1)
app.exec()
desk.close()
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
    """Print the table."""
    data = sys.argv[1]
    bare, ours = [], []
    for _ in range(RUNS):
        bare.append(run(_BARE))
        ours.append(run(_OURS, data))
    print(f"bare PySide6 window        {min(bare):6.3f} s")
    print(f"this program, page filled  {min(ours):6.3f} s")
    print(f"ratio                      {min(ours) / min(bare):6.2f}")


if __name__ == "__main__":
    main()
