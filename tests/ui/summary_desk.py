"""The page 总结报告 as several of its tests open it."""

from liaison_desktop.ui.figures.summary_page import SummaryPage


def opened(desk, qtbot):
    """Return the page, shown and with the keys."""
    page = SummaryPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page
