"""Disputes for the tests of their page, and a page to show them on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.dispute import DisputeDraft, Mediation, Party
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.dispute import MediationOutcome, Side
from liaison_desktop.ui.matters.dispute_page import DisputePage
from liaison_desktop.ui.page import DISPUTES, Destination


def registered(office, first, **values):
    """Enter a dispute between two outsiders of today."""
    today = office.context.today()
    parties = (outsider(Side.FIRST, first), outsider(Side.SECOND, "江河"))
    given = {"found_on": today, "category": "0201", "risk": "yellow", "facts": "争水"} | values
    return office.disputes.save(DisputeDraft(None, 0, given, parties))[0]


def outsider(side, name):
    """A party nobody looks for in the register."""
    return Party(None, side, name, values={"is_outsider": True})


def heads(office):
    """Heads whose names nobody else in the register has."""
    rows = office.households.rows(office.households.ids(HouseholdFilter())).values()
    return [row for row in rows if row.head and len(office.search.find(row.head)) == 2]


def pick(row, name):
    """Find somebody of the register in a line and go on."""
    row.box.setFocus()
    row.box.setText(name)
    QTest.keyClick(row.box, Qt.Key.Key_Return)
    QTest.keyClick(row.box, Qt.Key.Key_Return)


def accepted(desk, key):
    """Accept a dispute and hold one session that agreed."""
    disputes, today = desk.office.disputes, desk.office.context.today()
    disputes.accept(key, disputes.detail(key).version, today, "party")
    session = Mediation(None, 0, MediationOutcome.AGREED, {"on": today, "text": "谈成"})
    disputes.mediate(key, disputes.detail(key).version, session)


def show(page, key):
    page.show_destination(Destination(DISPUTES, Kind.DISPUTE, key))
    assert page.ledger.dispute_pane.view.detail.id == key
    return page.ledger.dispute_pane


def opened(desk, qtbot):
    """A page that is shown and has the keys."""
    page = DisputePage(desk)
    qtbot.addWidget(page)
    page.resize(1300, 780)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page
