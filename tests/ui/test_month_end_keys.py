"""月末梳理 and 公示 by keys: where the keys stay, what is asked twice, on which sheet."""

import pypdfium2
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from liaison_desktop.domain.matters.concern import Feedback
from liaison_desktop.ui import theme
from liaison_desktop.ui.main_window import MainWindow
from liaison_desktop.ui.matters.concern_page import LEDGER, MONTH_END
from liaison_desktop.ui.matters.round_lists import CARRY, STRIKE
from liaison_desktop.ui.page import CONCERNS
from liaison_desktop.ui.paper_dialog import PaperDialog
from tests.ui.concern_acts import (
    detail,
    forget_ledger,
    opened,
    press,
    printed,
    registered,
    take,
    write_in,
)
from tests.ui.conftest import TODAY

MM = 72 / 25.4


@pytest.fixture
def practice_office(practice_office):
    """The practice station before its concern ledger was imported."""
    return forget_ledger(practice_office)


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


def carry_on(page, qtbot):
    """Carry over what stands in the list, by keys."""
    press(qtbot, "Alt+A")
    page.round.lists.note.setFocus()
    write_in("等待批复")
    press(qtbot, "Return")


def test_the_keys_stay_in_the_list_when_everything_was_carried_over(page, desk, qtbot):
    registered(desk)
    page.show_view(MONTH_END)
    lists = page.round.lists
    assert lists.chips.current() == CARRY
    carry_on(page, qtbot)
    assert lists.chips.current() == CARRY, "says that nothing is left"
    assert not lists.note.isEnabled()
    assert lists.isAncestorOf(QApplication.focusWidget())


def test_a_refused_note_gets_the_keys_back(page, desk, qtbot):
    key = registered(desk)
    page.show_view(MONTH_END)
    lists = page.round.lists
    concerns = desk.office.concerns
    concerns.void(key, concerns.detail(key).version, "重复登记")  # at another desk: not told here
    carry_on(page, qtbot)
    assert lists.problem.text()
    assert QApplication.focusWidget() is lists.note


def test_the_round_goes_on_with_what_is_left_to_do(page, desk, qtbot):
    struck = registered(desk, title="办证")
    registered(desk)
    take(desk, struck, "finish", TODAY, "办好了")
    take(desk, struck, "feed_back", Feedback(TODAY, "phone", "本人", "satisfied"))
    page.show_view(MONTH_END)
    lists = page.round.lists
    assert lists.chips.current() == STRIKE
    press(qtbot, "Alt+C")
    assert lists.chips.current() == CARRY
    assert lists.isAncestorOf(QApplication.focusWidget())


def test_a_second_notice_of_a_month_is_asked_for_twice(page, desk, qtbot):
    village = detail(desk, registered(desk)).village_id
    page.show_view(MONTH_END)
    pane, notices = page.round.pane, desk.office.notices
    page.round.board.setCurrentIndex(page.round.board.findData(village))
    press(qtbot, "Alt+B")
    assert [row.issue for row in notices.rows()] == [1]
    assert pane.publish_button.text() == "第 2 次公示"
    press(qtbot, "Alt+B")
    assert [row.issue for row in notices.rows()] == [1], "pressed once too often"
    assert "请再按一次" in pane.problem.text()
    press(qtbot, "Alt+B")
    assert sorted(row.issue for row in notices.rows()) == [1, 2]


def test_a_notice_is_drawn_on_a4_or_a3_and_the_choice_is_kept(page, desk, qtbot):
    registered(desk)
    papers = printed(desk)
    page.show_view(MONTH_END)
    press(qtbot, "Ctrl+P")
    page.commands()["print"]()
    ((_, paper),) = papers
    desk.settings.remove("print")
    assert sheet_of(shown(desk, paper, qtbot)) == (297, 210)
    dialog = shown(desk, paper, qtbot)
    dialog.sheet.setCurrentText("A3")
    assert sheet_of(dialog) == (420, 297)
    assert sheet_of(shown(desk, paper, qtbot)) == (420, 297)
    QSettings().remove("print")


def test_other_papers_offer_no_sheet(page, desk, qtbot):
    registered(desk)
    papers = printed(desk)
    page.show_view(MONTH_END)
    press(qtbot, "Alt+T")
    qtbot.waitUntil(lambda: len(papers) == 1)
    dialog = shown(desk, papers[-1][1], qtbot)
    assert not dialog.sheet.isVisible()
    assert QApplication.focusWidget() is dialog.view, "the arrows turn the pages at once"


def test_papers_of_a_concern_open_with_a_key(page, desk, qtbot):
    key = registered(desk)
    page.show_view(LEDGER)
    page.ledger.list.show_record(key)
    button = page.ledger.pane.head.print_button
    qtbot.waitUntil(button.isVisible)
    press(qtbot, "Alt+P")
    qtbot.waitUntil(button.menu().isVisible)
    button.menu().close()


def test_what_is_told_hides_no_button_of_the_page(desk, qtbot):
    window = MainWindow(desk, page=CONCERNS)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    desk.notice("已结转 15 件", "撤销", lambda: None)
    assert window.notice.isVisible()
    page_ends = window.centralWidget().geometry().bottom()
    assert window.notice.geometry().top() > page_ends - theme.metrics().px(8), "its own margin"


def shown(desk, paper, qtbot):
    """Open the print dialog of a paper."""
    dialog = PaperDialog(desk, paper)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def sheet_of(dialog):
    """Return width and height of the pages shown, in whole mm."""
    with pypdfium2.PdfDocument(dialog._pdf) as document:
        width, height = document[0].get_size()
    return round(width / MM), round(height / MM)


def test_closing_keeps_the_note_being_typed(page, desk):
    registered(desk)
    page.show_view(MONTH_END)
    page.round.lists.note.setFocus()
    write_in("等待批复")
    page.keep_draft()
    kept = [draft.values for draft in desk.office.drafts.all() if draft.form == "carry_note"]
    assert kept == [{"note": "等待批复"}]
