from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from liaison_desktop.domain.matters.concern import ConcernDraft, Feedback
from liaison_desktop.domain.matters.notice import Board, NoticeLine
from liaison_desktop.domain.terms.concern import ConcernState, ConcernStepKind
from liaison_desktop.ui import theme
from liaison_desktop.ui.matters.concern_page import (
    CALENDAR,
    LEDGER,
    MONTH_END,
    NOTICES,
)
from liaison_desktop.ui.matters.notice_table import NoticeTable
from liaison_desktop.ui.matters.round_lists import CARRY, STRIKE
from tests.ui.concern_acts import (
    detail,
    forget_ledger,
    heard,
    opened,
    press,
    printed,
    registered,
    take,
    write_in,
)
from tests.ui.conftest import TODAY

S, K = ConcernState, ConcernStepKind


@pytest.fixture
def practice_office(practice_office):
    """The practice station before its concern ledger was imported."""
    return forget_ledger(practice_office)


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def notices(desk):
    return heard(desk)


@pytest.fixture
def papers(desk):
    return printed(desk)


def test_round_carries_over_and_strikes_off_what_is_ticked(page, desk, qtbot, notices):
    first, second = registered(desk), registered(desk, title="修路")
    struck = registered(desk, title="办证")
    take(desk, struck, "finish", TODAY, "办好了")
    take(desk, struck, "feed_back", Feedback(TODAY, "phone", "本人", "satisfied"))
    page.show_view(MONTH_END)
    lists = page.round.lists
    assert lists.chips.current() == STRIKE
    press(qtbot, "Alt+C")
    assert detail(desk, struck).state is S.STRUCK_OFF
    lists.chips.chip(CARRY).click()
    press(qtbot, "Alt+A")
    assert set(lists.chosen()) == {first, second}
    press(qtbot, "Alt+G")
    assert lists.problem.text() == "请写明办理情况，再结转。"
    write_in("已上报，等待批复")
    press(qtbot, "Return")
    for key in (first, second):
        assert detail(desk, key).steps[-1].kind is K.CARRIED_OVER
        assert detail(desk, key).steps[-1].note == "已上报，等待批复"
    assert notices[-1][0] == "已结转 2 件"
    assert lists.chips.chip("carried").text() == "已结转 2"


def test_several_are_struck_off_at_once_and_undone_at_once(page, desk, qtbot):
    told = []
    desk.offered.connect(lambda text, action, then, also: told.append((text, action, then)))
    desk.noticed.connect(lambda text, action, then: told.append((text, action, then)))
    keys = [registered(desk, title=title) for title in ("办证", "修路", "通水")]
    for key in keys:
        take(desk, key, "finish", TODAY, "办好了")
        take(desk, key, "feed_back", Feedback(TODAY, "phone", "本人", "satisfied"))
    page.show_view(MONTH_END)
    lists = page.round.lists
    press(qtbot, "Alt+A")
    version = detail(desk, keys[1]).version
    desk.office.concerns.reopen(keys[1], version, "又坏了")  # at another desk: not told here
    press(qtbot, "Alt+C")
    assert f"{detail(desk, keys[1]).number}：" in lists.problem.text()
    assert "其余 2 件也没有动" in lists.problem.text()
    assert [detail(desk, key).state for key in (keys[0], keys[2])] == [S.FED_BACK] * 2
    press(qtbot, "Alt+C")  # its tick is gone: the same key does the rest
    assert [detail(desk, key).state for key in (keys[0], keys[2])] == [S.STRUCK_OFF] * 2
    assert told[-1][:2] == ("已销号 2 件", "撤销")
    told[-1][2]()
    assert [detail(desk, key).state for key in (keys[0], keys[2])] == [S.FED_BACK] * 2


def test_leaks_keep_a_notice_back_until_they_are_mended(page, desk, qtbot, notices, papers):
    key = registered(desk)
    village = detail(desk, key).village_id
    desk.office.notices.carry_over([key], "联系 13812345678，因患肝癌住院", TODAY)
    page.show_view(MONTH_END)
    page.round.board.setCurrentIndex(page.round.board.findData(village))
    pane = page.round.pane
    assert pane.leaks.count() == 2
    assert not pane.publish_button.isEnabled()
    assert not pane.print_button.isEnabled()
    pane.publish()
    assert desk.office.notices.rows() == ()
    pane.table.go_to(pane.content.leaks[0])
    editor = pane.table.findChild(QPlainTextEdit)
    editor.setPlainText("正在办理：已联系施工队")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert pane.leaks.count() == 0
    page.commands()["print"]()
    assert papers[-1][1].draw(None, "").startswith(b"%PDF")
    assert "save" not in page.commands()  # what is put up stays up: not by a habit of the hand
    press(qtbot, "Alt+B")
    (row,) = desk.office.notices.rows()
    assert (row.board, row.count) == (Board.VILLAGE, 1)
    assert desk.office.notices.content(row.id).lines[0].handling == "正在办理：已联系施工队"
    assert notices[-1][1] == "打印公示表"
    page.show_view(NOTICES)
    assert page.notices.list.current_id() == row.id
    assert not page.notices.pane.publish_button.isVisible()
    assert page.notices.pane.print_button.isEnabled()


def test_what_was_mended_on_a_draft_survives_a_power_cut(page, desk, qtbot):
    registered(desk)
    page.show_view(MONTH_END)
    page.round.board.setCurrentIndex(1)
    page.round.pane.table.item(0, 3).setText("正在办理：等水管到货")
    page.round.pane._keeper._soon.timeout.emit()
    again = opened(desk, qtbot)
    again.show_view(MONTH_END)
    again.round.board.setCurrentIndex(1)
    assert again.round.pane.content.lines[0].handling == "正在办理：等水管到货"
    again.round.pane.reset_button.click()
    assert again.round.pane.content.lines[0].handling == "正在办理"


def test_rows_of_a_notice_are_as_high_as_their_texts(qtbot):
    table = NoticeTable()
    qtbot.addWidget(table)
    lines = [NoticeLine(0, "字" * count, "村委会", TODAY, "在办") for count in range(1, 101)]
    table.show_lines(lines, mendable=True)  # before it has its width
    table.resize(820, 400)
    with qtbot.waitExposed(table):
        table.show()
    for width in (820, 600, 1300, 700):
        table.resize(width, 400)
        aside = 2 * theme.metrics().px(8)  # of the style sheet
        fit = (table.columnWidth(0) - aside) // table.fontMetrics().horizontalAdvance("字")
        heights = [table.rowHeight(row) for row in range(2 * fit)]
        assert set(heights[:fit]) == {heights[0]}
        assert set(heights[fit:]) == {heights[fit]}
        assert 0 < heights[fit] - heights[0] < 2 * table.fontMetrics().lineSpacing()


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_papers_of_the_list_and_the_month_are_drawn(page, desk, papers):
    key = registered(desk)
    stored = detail(desk, key)
    values = {**stored.values, "applicant_phone": "13812345678"}
    desk.office.concerns.save(
        ConcernDraft(key, stored.version, values, household_id=stored.household_id)
    )
    page.commands()["print"]()
    page.ledger.print_visitors()
    page.show_view(MONTH_END)
    page.round.print_briefing()
    assert len(papers) == 3
    for _, paper in papers:
        assert paper.draw(None, "核对").startswith(b"%PDF")
    assert papers[1][1].asks_purpose
    phone = "13812345678"
    assert phone in text_of(papers[1][1].draw(None, "核对"))
    assert phone not in text_of(papers[1][1].draw(None, ""))
    assert desk.office.disclosures.all()[0].purpose == "核对"


def test_calendar_shows_days_and_takes_the_next_years_in(page, desk, tmp_path):
    page.show_view(CALENDAR)
    view = page.calendar
    assert view.picture.words_of(date(2023, 6, 25)) == "6月25日 星期日 端午节，调休上班"
    through = desk.office.calendar.known_through()
    view.year.show_year(through + 1)
    view.year.changed.emit()
    assert "还没有" in view.known.text()
    table = tmp_path / "调休.csv"
    table.write_text(
        f"日期,类别,名称\n{through + 1}-10-01,休,国庆节\n不是日期,休,怪\n", encoding="utf-8"
    )
    view.import_days(table)
    assert desk.office.calendar.known_through() == through + 1
    assert view.list.topLevelItemCount() == 1
    assert "第 3 行" in view.problem.text()


def test_an_empty_ledger_says_what_to_do(empty_desk, qtbot):
    page = opened(empty_desk, qtbot)
    assert page.ledger.list.empty_state.isVisible()
    assert page.ledger._empty_text().action == "导入台账"
    page.show_view(MONTH_END)
    page.show_view(NOTICES)
    assert page.notices.list.empty_state.isVisible()


@pytest.mark.parametrize("view", [LEDGER, MONTH_END, NOTICES, CALENDAR])
def test_every_view_fits_a_small_screen_at_large_text(qapp, desk, qtbot, view):
    registered(desk)
    theme.apply_theme(qapp, 150)
    try:
        page = opened(desk, qtbot)
        page.show_view(view)
        assert page.minimumSizeHint().height() <= 620
        assert page.minimumSizeHint().width() <= 1280
    finally:
        theme.apply_theme(qapp)


def test_a_step_being_typed_has_the_pane_for_itself_on_a_small_screen(desk, qtbot):
    page = opened(desk, qtbot)
    registered(desk)
    page.resize(1280, 640)
    press(qtbot, "Alt+B")
    pane = page.ledger.pane
    assert not pane.record.isVisible()
    assert pane.strip.confirm_button.isVisible()
    press(qtbot, "Esc")
    assert pane.record.isVisible()
