"""Acts on the page 统计图表 that several of its tests share."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.domain.matters.dispute import DisputeDraft
from liaison_desktop.domain.terms.dispute import Side
from liaison_desktop.ui.figures.figures_page import FiguresPage
from tests.ui.dispute_desk import outsider

SLOWEST = 20_000  # ms for the first charts, with every core of the machine busy


def opened(desk, qtbot):
    page = FiguresPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: page.charts.settled, timeout=SLOWEST)
    return page


def village(desk):
    return desk.office.figures.scope_parts(Dimension.VILLAGE)[0]


def type_into(box, text):
    """Type initials into a box, or words as an input method does, and press Enter."""
    box.setFocus()
    line, popup = box.lineEdit(), box._completer.popup()
    line.selectAll()
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        line.insert(text)
    QTest.keyClick(popup if box.listing else line, Qt.Key.Key_Return)


def register(desk):
    """Enter a dispute of today and tell the pages."""
    today = desk.office.context.today()
    given = {"found_on": today, "category": "0201", "risk": "yellow", "facts": "争水"}
    parties = (outsider(Side.FIRST, "古月"), outsider(Side.SECOND, "江河"))
    _key, changes = desk.office.disputes.save(DisputeDraft(None, 0, given, parties))
    desk.bus.tell(changes)


def ids(records):
    return sorted(one.id for one in records)
