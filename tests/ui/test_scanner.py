"""The scanner: bursts of digits are told from typing by the time stamps of the keys."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget

from liaison_desktop.domain.codes import code_list
from liaison_desktop.ui.code_edit import CodeEdit
from liaison_desktop.ui.scanner import Scanner

CODE = "001234567"


class Desk(QMainWindow):
    def __init__(self):
        super().__init__()
        page = QWidget()
        self.setCentralWidget(page)
        column = QVBoxLayout(page)
        self.line, self.text, self.box = QLineEdit(), QPlainTextEdit(), CodeEdit(code_list("sex"))
        for widget in (self.line, self.text, self.box):
            column.addWidget(widget)
        self.scanner = Scanner(self)
        self.codes, self.entered = [], []
        self.scanner.scanned.connect(self.codes.append)
        self.line.returnPressed.connect(lambda: self.entered.append(self.line.text()))
        self.clock = 1000

    def press(self, text, gap, key=None, modifiers=Qt.KeyboardModifier.NoModifier):
        self.clock += gap
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key or ord(text), modifiers, text)
            event.setTimestamp(self.clock)
            QCoreApplication.sendEvent(self.windowHandle(), event)

    def type_keys(self, text, gap, *, enter_gap=None):
        for character in text:
            self.press(character, gap)
        if enter_gap is not None:
            self.press("\r", enter_gap, Qt.Key.Key_Return)


@pytest.fixture
def desk(qtbot):
    made = Desk()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.line.setFocus()
    return made


def test_a_burst_is_a_scan_and_leaves_the_field_as_it_was(desk):
    desk.line.setText("张三 13800")
    desk.line.setCursorPosition(2)
    desk.press("x", 500)
    desk.type_keys(CODE, 12, enter_gap=12)
    assert desk.codes == [CODE]
    assert desk.line.text() == "张三x 13800"
    assert desk.line.cursorPosition() == 3
    assert desk.entered == []


def test_typing_is_not_a_scan(desk):
    desk.type_keys(CODE, 90, enter_gap=90)
    assert desk.codes == []
    assert desk.line.text() == CODE
    assert desk.entered == [CODE]


@pytest.mark.parametrize(
    ("digits", "gap", "enter_gap", "scanned"),
    [
        ("12345678", 34, 34, True),
        ("1234567", 10, 10, False),
        ("12345678", 35, 10, False),
        ("12345678", 10, 35, False),
        ("1234567a8", 10, 10, False),
    ],
)
def test_the_limits(desk, digits, gap, enter_gap, scanned):
    desk.type_keys(digits, gap, enter_gap=enter_gap)
    assert desk.codes == ([digits] if scanned else [])
    assert desk.line.text() == ("" if scanned else digits)


def test_only_the_fast_part_after_slow_typing_counts(desk):
    desk.type_keys("12", 200)
    desk.clock += 300
    desk.type_keys(CODE, 10, enter_gap=10)
    assert desk.codes == [CODE]
    assert desk.line.text() == "12"


def test_fast_digits_without_enter_stay_typed(desk):
    desk.type_keys(CODE, 10)
    desk.press("\r", 400, Qt.Key.Key_Return)
    assert desk.codes == []
    assert desk.entered == [CODE]


def test_two_scans_after_each_other(desk):
    desk.type_keys(CODE, 8, enter_gap=8)
    desk.clock += 5
    desk.type_keys("87654321", 8, enter_gap=8)
    assert desk.codes == [CODE, "87654321"]
    assert desk.line.text() == ""


def test_a_scan_replaces_no_selection(desk):
    desk.line.setText("保留")
    desk.line.selectAll()
    desk.type_keys(CODE, 8, enter_gap=8)
    assert desk.line.text() == "保留"


def test_long_text_and_choices_are_put_back_too(desk):
    desk.text.setPlainText("第一行\n第二行")
    desk.text.setFocus()
    desk.type_keys(CODE, 8, enter_gap=8)
    assert desk.text.toPlainText() == "第一行\n第二行"
    desk.box.setFocus()
    desk.box.set_code("1")
    before = desk.box.currentText()
    desk.box._completer.popup().hide()
    desk.type_keys(CODE, 8, enter_gap=8)
    assert desk.box.currentText() == before
    assert desk.codes == [CODE, CODE]


def test_digits_with_ctrl_are_shortcuts_not_scans(desk):
    for digit in CODE:
        desk.press(digit, 8, modifiers=Qt.KeyboardModifier.ControlModifier)
    desk.press("\r", 8, Qt.Key.Key_Return)
    assert desk.codes == []


def test_keys_without_a_time_stamp_are_not_scanned(desk, qtbot):
    qtbot.keyClicks(desk.line, CODE)
    qtbot.keyClick(desk.line, Qt.Key.Key_Return)
    assert desk.codes == []
    assert desk.entered == [CODE]


def test_only_a_window_can_be_watched(qtbot):
    inner = QWidget()
    qtbot.addWidget(inner)
    child = QWidget(inner)
    with pytest.raises(ValueError, match="top-level"):
        Scanner(child)
