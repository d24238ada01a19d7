"""What every test stands on: no screen, no settings of this person, nothing left behind."""

import os
import threading
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from liaison_desktop.ui.theme import apply_theme


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what the platform without a screen says about windows and pop-ups."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support ")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The application in its look, with settings that vanish after the run."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    qapp.setOrganizationName("liaison-desktop")
    qapp.setApplicationName("tests")
    apply_theme(qapp, 100)
    return qapp


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window or a thread."""
    threads = set(threading.enumerate())
    with_window = "qapp" in request.fixturenames or "qtbot" in request.fixturenames
    if with_window:
        request.getfixturevalue("qapp")
        QSettings().clear()
    yield
    if with_window:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        assert not left, f"windows left open: {left}"
    assert set(threading.enumerate()) <= threads, "a thread was left running"
