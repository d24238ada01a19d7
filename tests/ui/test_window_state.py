"""A window that very large text made larger than the screen comes back onto it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from liaison_desktop.ui.window_state import keep_on_screen


def test_window_larger_than_the_screen_is_made_smaller(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    window.resize(room + QSize(300, 200))
    keep_on_screen(window)
    assert window.width() < room.width()
    assert window.height() < room.height()


def test_window_that_fits_stays_as_it_is(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 240)
    keep_on_screen(window)
    assert window.size() == QSize(320, 240)
