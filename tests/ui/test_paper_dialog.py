"""The print dialog of a paper that takes its time: who has the keys, which pages are shown."""

import threading

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from liaison_desktop.documents.page import Page
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.ui.lanes import ThreadLanes
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.paper_dialog import Paper, PaperDialog
from liaison_desktop.ui.progress_dialog import ProgressDialog


class SlowPaper:
    """Has a page more for every letter of the purpose; each is drawn only when let go."""

    def __init__(self):
        self.purposes: list[str] = []
        self.given_up: list[str] = []
        self._let_go = {"": threading.Event(), "abc": threading.Event(), "no": threading.Event()}

    def draw(self, progress, purpose):
        self.purposes.append(purpose)
        try:
            progress.step(1, 3, "")
            while not self._let_go[purpose].wait(0.01):
                progress.step(1, 3, "")
        except CancelledError:
            self.given_up.append(purpose)
            raise
        if purpose == "no":
            raise RefusedError("排不出来。")
        return pdf_of([Page(210, 297, ())] * (1 + len(purpose)), "纸")

    def let_go(self, purpose):
        self._let_go[purpose].set()


@pytest.fixture
def paper():
    return SlowPaper()


@pytest.fixture
def unhandled():
    return []


@pytest.fixture
def dialog(qtbot, empty_office, paper, unhandled):
    """The dialog while its first pages are still being drawn."""
    lanes = ThreadLanes(unhandled.append)
    desk = DeskContext(empty_office, lanes, settings=QSettings())
    made = PaperDialog(desk, Paper("纸", paper.draw, asks_purpose=True))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: made.pages.text() == "正在排版… 1 / 3")
    yield made
    if isValid(made):
        made.reject()
    lanes.close()


def test_what_is_typed_while_pages_are_drawn_goes_to_the_purpose(dialog, paper, qtbot):
    assert not dialog.findChildren(ProgressDialog), "nothing may take the keys"
    QTest.keyClicks(QApplication.focusWidget(), "abc")
    assert dialog.purpose.text() == "abc"
    assert not dialog.print_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    paper.let_go("")
    qtbot.waitUntil(lambda: dialog.pages.text() == "共 1 页")
    assert dialog.save_button.isEnabled()


def test_a_purpose_given_meanwhile_draws_anew_and_only_that_is_shown(
    dialog, paper, unhandled, qtbot
):
    QTest.keyClicks(QApplication.focusWidget(), "abc")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: paper.given_up == [""])
    assert not dialog.save_button.isEnabled(), "pages without the purpose are not offered"
    paper.let_go("abc")
    qtbot.waitUntil(lambda: dialog.pages.text() == "共 4 页")
    assert paper.purposes == ["", "abc"]
    assert [type(one) for one in unhandled] == [CancelledError]  # of which nothing is said


def test_what_could_not_be_drawn_can_be_drawn_again(dialog, paper, unhandled, qtbot):
    paper.let_go("")
    qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.purpose.setText("no")
    paper.let_go("no")
    dialog.redraw_button.click()
    qtbot.waitUntil(lambda: bool(unhandled))
    assert isinstance(unhandled[0], RefusedError)
    assert not dialog.save_button.isEnabled()
    assert dialog.redraw_button.isEnabled()


def test_closing_gives_up_the_drawing(dialog, paper, qtbot):
    dialog.reject()
    qtbot.waitUntil(lambda: paper.given_up == [""])
