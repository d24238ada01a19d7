"""One dispute from discovery to its file, by keys alone, on a shown window."""

from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.dispute import AgreementForm, DisputeState
from liaison_desktop.ui.main_window import MainWindow
from liaison_desktop.ui.page import DISPUTES
from liaison_desktop.ui.paper_dialog import PaperDialog

TERMS = "甲方让出三尺通道，乙方出料修整"
KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(key, modifier=NONE, times=1):
    """Press a key wherever the keys are."""
    for _ in range(times):
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None, "nobody has the keys"
        QTest.keyClick(target, key, modifier)


def type_keys(text):
    """Type what a keyboard has."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def commit(text):
    """Type Chinese as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


@pytest.fixture
def window(desk, qtbot):
    made = MainWindow(desk, page=DISPUTES)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def heads(office):
    """Two heads of one village whose names no other household has."""
    rows = office.households.rows(office.households.ids(HouseholdFilter())).values()
    names = [row.head for row in rows]
    known = [row for row in rows if row.head and names.count(row.head) == 1]
    known = [row for row in known if len(office.search.find(row.head)) == 2]
    return [row for row in known if row.village == known[0].village][:2]


def find_person(name):
    """Pick somebody of the register: typed, Enter asks, Enter takes and goes on."""
    commit(name)
    press(KEY.Key_Return, times=2)


def test_from_discovery_to_the_file_without_a_mouse(window, desk, qtbot, tmp_path, monkeypatch):
    first, second = heads(desk.office)
    register_parties_and_plot(first.head, second.head)
    (key,) = newest(desk)
    assert [party.name for party in state_of(desk, key).parties] == [first.head, second.head]
    assert all(party.resident_id for party in state_of(desk, key).parties)
    mediate_and_agree(desk, key)
    perform_and_file(desk, key)
    out = tmp_path / "卷宗.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    save_the_whole_file(window, qtbot)
    detail = state_of(desk, key)
    text = text_of(out)
    for words in (first.head, second.head, TERMS, detail.file_number.replace(" ", "")):
        assert words in text
    numbers = [party.values.get("id_number") for party in detail.parties]
    assert all(number not in text for number in numbers if number), "no purpose was given"


def newest(desk):
    today = desk.office.context.today()
    return tuple(desk.office.disputes.ids(DisputeFilter(since=today, until=today)))


def state_of(desk, key):
    return desk.office.disputes.detail(key)


def register_parties_and_plot(first, second):
    press(KEY.Key_N, CTRL)
    find_person(first)
    press(KEY.Key_Return)  # a blank line: the other side
    find_person(second)
    press(KEY.Key_Return)  # a blank line: where it is
    commit("老水井旁")
    press(KEY.Key_Return)
    commit("井边通道")
    press(KEY.Key_Return, times=3)  # plot, village, group
    type_keys("0202")
    press(KEY.Key_Return)
    press(KEY.Key_Return)  # the title is made of the parties
    type_keys("party")
    press(KEY.Key_Return)
    press(KEY.Key_Return)  # found today
    type_keys("yellow")
    press(KEY.Key_Return)
    press(KEY.Key_S, CTRL)


def mediate_and_agree(desk, key):
    detail = state_of(desk, key)
    assert detail.values["category"] == "0202"
    assert detail.values["limit_on"] == detail.values["found_on"] + timedelta(days=15)
    press(KEY.Key_C, ALT)
    commit("先到现场稳住双方")
    press(KEY.Key_S, CTRL)
    assert state_of(desk, key).state is DisputeState.FIRST_AID
    press(KEY.Key_A, ALT)
    press(KEY.Key_Return, times=2)
    assert state_of(desk, key).file_number.endswith("人调字第1号")
    press(KEY.Key_G, ALT)
    press(KEY.Key_Return)
    assert state_of(desk, key).values["informed_on"]
    press(KEY.Key_D, ALT)
    commit("问：通道从前谁走？答：两家都走。")
    press(KEY.Key_S, CTRL)
    press(KEY.Key_T, ALT)
    press(KEY.Key_Return, times=7)
    commit("双方各退一步")
    press(KEY.Key_Tab)
    type_keys("agreed")
    press(KEY.Key_Return)
    assert state_of(desk, key).state is DisputeState.MEDIATING
    press(KEY.Key_X, ALT)
    commit(TERMS)
    press(KEY.Key_S, CTRL)
    detail = state_of(desk, key)
    assert detail.state is DisputeState.AGREED
    assert detail.agreements[0].form is AgreementForm.WRITTEN
    assert detail.agreements[0].values["copies"] == 3


def perform_and_file(desk, key):
    press(KEY.Key_L, ALT)
    press(KEY.Key_S, CTRL)
    assert state_of(desk, key).state is DisputeState.PERFORMED
    press(KEY.Key_K, ALT)
    type_keys("my")
    press(KEY.Key_Return)
    press(KEY.Key_S, CTRL)
    assert state_of(desk, key).follow_ups[0].values["satisfaction"] == "satisfied"
    press(KEY.Key_J, ALT)
    press(KEY.Key_S, CTRL)
    assert state_of(desk, key).state is DisputeState.FILED


def save_the_whole_file(window, qtbot):
    """Go to the papers and save all of them from the print dialog."""
    # Without a screen the window is forgotten when the last pop-up goes.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(KEY.Key_2, ALT)
    # A button that hears its keys goes down first, and is clicked when it comes up.
    qtbot.waitUntil(window.page().dossier.isVisible)
    press(KEY.Key_Q, ALT)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    (dialog,) = dialogs()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for _ in range(20):
        if dialog.save_button.hasFocus():
            break
        press(KEY.Key_Tab)
    press(KEY.Key_Space)
    dialog.reject()


def dialogs():
    """The print dialogs open."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog)]


def text_of(path):
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())
