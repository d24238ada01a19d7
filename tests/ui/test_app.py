"""The program as a process: the picture it saves, the store it cannot open."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from liaison_desktop.app import Desk, PictureSize, Place, save_picture
from liaison_desktop.domain.errors import StoreError, UsageError
from liaison_desktop.paths import store_file
from liaison_desktop.ui.main_window import MainWindow
from liaison_desktop.ui.message import MessageDialog
from liaison_desktop.ui.welcome import Welcome


@pytest.fixture
def started(qapp):
    """A desk with its real lanes; closed at the end."""
    desk = Desk(QApplication.instance(), QSettings())
    yield desk
    if desk.window is not None:
        desk.window.close()
    desk.close()


def test_window_stands_before_its_store_is_open(started, practice_office, qtbot):
    data = practice_office.data
    practice_office.close()
    started.open(Place(data))
    window = started.window
    assert isinstance(window, MainWindow)
    assert window.isVisible()
    assert not window.search.isEnabled()
    qtbot.waitUntil(lambda: window.desk.is_open and started.lanes.idle, timeout=20_000)
    assert window.search.isEnabled()
    assert window.page().blocks


def test_welcome_opens_where_there_is_no_store(started, tmp_path):
    started.open(Place(tmp_path / "nothing"))
    assert isinstance(started.window, Welcome)
    assert not store_file(tmp_path / "nothing").exists()


def test_station_made_in_the_welcome_opens_the_window(started, tmp_path, qtbot):
    started.open(Place(tmp_path / "nothing"))
    started.window.form.restore_draft({"county": "罗平县", "township": "罗雄镇"})
    started.window.start()
    qtbot.waitUntil(lambda: isinstance(started.window, MainWindow), timeout=20_000)
    assert started.window.isVisible()


def test_store_in_use_is_said_in_a_sentence(started, practice_office, qtbot):
    started.open(Place(practice_office.data))
    qtbot.waitUntil(lambda: started.error is not None, timeout=20_000)
    assert "另一个程序" in started.error.message
    assert started.error.exit_code == 4
    dialog = started.window.findChild(MessageDialog)
    assert dialog.isVisible()
    dialog.close()


def test_picture_of_a_store_in_use_is_refused(qapp, practice_office, tmp_path):
    with pytest.raises(StoreError, match="另一个程序"):
        save_picture(tmp_path / "window.png", practice_office.data)
    assert not (tmp_path / "window.png").exists()


def test_picture_shows_the_page_in_its_size(qapp, practice_office, tmp_path):
    data = practice_office.data
    practice_office.close()
    out = tmp_path / "window.png"
    save_picture(out, data, page="农户", size=PictureSize(960, 600))
    image = QImage(str(out))
    assert (image.width(), image.height()) == (960, 600)
    colours = {image.pixel(x, y) for x in range(0, 960, 13) for y in range(0, 600, 13)}
    assert len(colours) > 20


def test_unknown_page_is_refused(qapp, tmp_path):
    with pytest.raises(UsageError, match="今日、农户、联系卡、干部结对"):
        save_picture(tmp_path / "window.png", tmp_path, page="天气")


def test_start_brings_in_no_library_of_another_task(practice_office, tmp_path):
    """Charts, PDF, workbooks and migrations are imported by those who need them."""
    data = practice_office.data
    practice_office.close()
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from liaison_desktop.app import save_picture\n"
        f"save_picture(Path({str(tmp_path / 'w.png')!r}), Path({str(data)!r}))\n"
        "print(sorted(set(sys.modules) & {'pyqtgraph', 'reportlab', 'openpyxl', 'pypdfium2',"
        " 'python_calamine', 'xlsxwriter', 'alembic', 'numpy'}))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=root,
        env=environment,
        check=True,
    )
    assert done.stdout.strip() == "[]"
