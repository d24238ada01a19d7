"""The table of commands: keys unique, icons there, menus and tool bars from it."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from liaison_desktop.ui.actions import (
    COMMANDS,
    ActionSpec,
    build_actions,
    fill_menu,
    shortcut_clashes,
)
from liaison_desktop.ui.icons import icon


def test_no_keys_serve_two_commands():
    assert shortcut_clashes(COMMANDS) == []
    assert len({spec.id for spec in COMMANDS}) == len(COMMANDS)


def test_clashes_are_found_within_a_page_and_with_the_window_only():
    def spec(name, keys, scope="window"):
        return ActionSpec(name, name, keys, scope=scope)

    assert shortcut_clashes([spec("a", "Ctrl+P"), spec("b", "Ctrl+P")]) == ["Ctrl+P"]
    assert shortcut_clashes([spec("a", "Ctrl+P"), spec("b", "ctrl+p", "cards")]) == ["Ctrl+P"]
    pages = [spec("a", "Ctrl+D", "cards"), spec("b", "Ctrl+D", "cadres")]
    assert shortcut_clashes(pages) == []
    assert shortcut_clashes([spec("a", ""), spec("b", "")]) == []


@pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.id)
def test_every_command_has_keys_qt_knows_and_an_icon_that_exists(qapp, spec):
    assert spec.caption
    if spec.shortcut:
        assert QKeySequence(spec.shortcut)[0].key().name != "Key_unknown"
    if spec.icon:
        assert not icon(spec.icon).isNull()


def test_actions_and_menus_come_from_the_table(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = build_actions(window, COMMANDS)
    assert actions["print"].shortcut() == QKeySequence("Ctrl+P")
    assert "Ctrl+P" in actions["print"].toolTip()
    menu = QMenu(window)
    fill_menu(menu, actions, ("new", "-", "quit"))
    assert [action.text() for action in menu.actions()] == ["新建", "", "退出"]
    heard = []
    actions["print"].triggered.connect(lambda: heard.append("print"))
    actions["print"].trigger()
    assert heard == ["print"]
