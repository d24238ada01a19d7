"""Commands work while a field has the keys, although X11 would give them to the field."""

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow

from liaison_desktop.ui.window_keys import WindowKeys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class GreedyField(QLineEdit):
    """Takes every key for itself, as X11 makes fields take some."""

    def event(self, event):
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    made.setCentralWidget(GreedyField())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.centralWidget().setFocus()
    return made


def command(window, key, modifiers):
    """Return what a command with a key has done: its key for every time it ran."""
    done = []
    shortcut = QShortcut(QKeySequence(QKeyCombination(modifiers, key)), window)
    shortcut.activated.connect(lambda: done.append(key))
    return done


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_E, CTRL), (Qt.Key.Key_A, CTRL | SHIFT)])
def test_a_command_runs_from_a_field(window, key, modifiers):
    done = command(window, key, modifiers)
    QTest.keyClick(window.windowHandle(), key, modifiers)
    assert done == []
    WindowKeys(window)
    QTest.keyClick(window.windowHandle(), key, modifiers)
    assert done == [key]


@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_A])
def test_the_field_keeps_its_other_keys(window, key):
    WindowKeys(window)
    done = command(window, key, CTRL)
    QTest.keyClick(window.windowHandle(), key, CTRL)
    assert done == []
