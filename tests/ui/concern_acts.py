"""What a clerk does on the page 民情台账, for its tests."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from liaison_desktop.domain.matters.concern import ConcernDraft
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui.matters.concern_page import ConcernPage
from tests.ui.conftest import TODAY


def opened(desk, qtbot):
    page = ConcernPage(desk)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    return page


def forget_ledger(office):
    """Take the import of the practice ledger back, so that a test knows every concern."""
    for operation in office.history.operations(100):
        if "民情台账" in operation.sentence:
            office.undo.take_back(operation.number)
    assert office.concerns.count() == 0
    return office


def heard(desk):
    """Return the notices told from now on: text, button, call, further button."""
    told = []
    desk.noticed.connect(lambda text, action, then: told.append((text, action, then, None)))
    desk.offered.connect(lambda text, action, then, also: told.append((text, action, then, also)))
    return told


def printed(desk):
    """Return the papers asked for from now on."""
    papers = []
    desk.print_wanted.connect(lambda what, paper: papers.append((what, paper)))
    return papers


def press(qtbot, keys):
    """Press keys such as Alt+W where the keys are now."""
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(QApplication.focusWidget(), combination.key(), combination.keyboardModifiers())


def type_in(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def write_in(text):
    """Type a Chinese text, as an input method hands it over."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QPlainTextEdit):
        widget.insertPlainText(text)
    elif hasattr(widget, "lineEdit"):
        widget.lineEdit().setText(text)
    else:
        widget.insert(text)


def household(desk, place=0):
    return desk.office.households.ids(HouseholdFilter())[place]


def registered(desk, title="水管破裂", received=TODAY, limit=None, **more):
    values = {
        "received_on": received,
        "title": title,
        "content": "组里主管道断了",
        "category": "difficulty",
        "level": "village",
        **({"limit_on": limit} if limit else {}),
    }
    draft = ConcernDraft(
        None, 0, values, household_id=household(desk), first_receiver="张三", **more
    )
    key, changes = desk.office.concerns.save(draft)
    desk.bus.tell(changes)
    return key


def detail(desk, key):
    return desk.office.concerns.detail(key)


def take(desk, key, step, *values):
    concerns = desk.office.concerns
    desk.bus.tell(getattr(concerns, step)(key, detail(desk, key).version, *values))
