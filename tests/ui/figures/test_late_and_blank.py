"""Late entries before a period is closed, and blanks walked through one by one."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.proof import Severity
from liaison_desktop.domain.figures.template_words import LATE_ENTRIES
from liaison_desktop.domain.figures.token import BLANK
from liaison_desktop.ui.figures.blanks_left import BLANK_LEFT, BlanksLeft
from liaison_desktop.ui.figures.proof_pane import ProofPane
from liaison_desktop.ui.figures.summary_panes import CHECK, FACTS
from tests.ui.dispute_desk import registered
from tests.ui.summary_desk import opened

HALF_YEAR = parse_period("2023H1")
FAR_OFF = "2099H1"  # not over, so nothing of it is late


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def empty_page(empty_desk, qtbot):
    return opened(empty_desk, qtbot)


@pytest.fixture
def work(page):
    page.drafting.begin_new()
    QTest.keyClick(page.drafting.new.structures, Qt.Key.Key_Return)
    return page.drafting.work


@pytest.fixture
def blank_work(empty_page):
    """A summary of a station without ledgers: blanks wherever a number belongs."""
    empty_page.drafting.begin_new()
    empty_page.drafting.new.draft()
    return empty_page.drafting.work


def chosen(work):
    """The paragraph and the words that are chosen."""
    cursor = work.editor.textCursor()
    return cursor.blockNumber(), min(cursor.position(), cursor.anchor()), cursor.position()


def the_blanks(work):
    rows = [row for row, line in enumerate(work.proof.list.lines())
            if isinstance(line.key, BlanksLeft)]  # fmt: skip
    assert len(rows) == 1
    work.proof.list.setCurrentRow(rows[0])
    return work.proof.list.lines()[rows[0]].key


def test_number_of_late_entries_is_told_inserted_and_opened(work, desk):
    late = desk.office.late_entries.of(HALF_YEAR)
    lines = work.facts.list.lines()
    row = next(row for row, line in enumerate(lines) if line.key.key == LATE_ENTRIES)
    assert lines[row].text == f"期末以后补录的记录{len(late)}条。"
    work.show_side(FACTS)
    work.facts.list.setCurrentRow(row)
    QTest.keyClick(work.facts.list, Qt.Key.Key_Return)
    number = work.editor.textCursor().blockNumber()
    assert lines[row].key.runs[1] in work.editor.blocks()[number].runs
    QTest.keyClick(work.editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert work.card.token == lines[row].key.runs[1]
    assert "期末以后才录入" in work.card.meaning.text()
    assert work.card.records.isVisible()
    assert len(work.card.records.records) == len(late)
    QTest.keyClick(work.editor, Qt.Key.Key_Return)
    assert work.card.records.list.view.hasFocus()
    went = []
    desk.went.connect(went.append)
    first = work.card.records.records[0]
    QTest.keyClick(work.card.records.list.view, Qt.Key.Key_Return)
    assert [(one.kind, one.record) for one in went] == [(first.kind, first.id)]


def test_late_entries_are_told_before_a_period_is_closed(work, desk):
    count = desk.office.late_entries.count(HALF_YEAR)
    work.begin_closing()
    assert work.closing.late.isVisible()
    assert work.closing.late.text() == f"2023年上半年有 {count} 条记录是期末以后补录的"
    assert work.closing.close_button.isEnabled()  # it is told, and keeps nobody back
    work.closing.close_strip()
    registered(desk.office, "古月", found_on=date(2023, 5, 1))
    work.begin_closing()
    assert f" {count + 1} 条" in work.closing.late.text()


def test_nothing_is_told_where_nothing_is_late(page):
    page.drafting.begin("A", parse_period(FAR_OFF))
    page.drafting.new.draft()
    work = page.drafting.work
    assert work.detail.period == FAR_OFF
    assert LATE_ENTRIES not in {line.key.key for line in work.facts.list.lines()}
    work.begin_closing()
    assert work.closing.isVisible()
    assert not work.closing.late.isVisible()


def test_blanks_are_one_line_that_names_the_first(blank_work):
    blanks = the_blanks(blank_work)
    count = len(blanks.findings)
    text = "".join(block.text for block in blank_work.editor.blocks())
    assert count == text.count(BLANK) > 3
    said = blanks.sentence
    assert said.startswith(f"{count}处空白待填：“")
    assert "：“根据《＿＿”、“（＿＿”、“共收集意见建议＿＿”等处。" in said
    findings = blank_work.proof.findings
    assert {one for one in findings if one.code == BLANK_LEFT} == set(blanks.findings)
    amber = sum(one.severity is Severity.AMBER for one in findings)
    assert f"{amber} 处请看一看" in blank_work.proof.told.text()


def test_enter_walks_through_the_blanks_and_begins_anew(blank_work):
    blanks = the_blanks(blank_work)
    blank_work.show_side(CHECK)
    places = []
    for _ in blanks.findings:
        QTest.keyClick(blank_work.proof.list, Qt.Key.Key_Return)
        assert blank_work.proof.list.hasFocus()
        assert blank_work.proof.isVisible()
        places.append(chosen(blank_work))
    assert len(set(places)) == len(blanks.findings)
    assert places == sorted(places)
    assert [place[0] for place in places] == [one.block for one in blanks.findings]
    QTest.keyClick(blank_work.proof.list, Qt.Key.Key_Return)
    assert chosen(blank_work) == places[0]
    QTest.keyClick(blank_work.proof.list, Qt.Key.Key_Escape)
    assert blank_work.editor.hasFocus()
    assert chosen(blank_work) == places[0]


def test_one_click_is_one_blank(blank_work):
    the_blanks(blank_work)
    pane = blank_work.proof.list
    blank_work.show_side(CHECK)
    row = pane.visualItemRect(pane.currentItem()).center()
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=row)
    first = chosen(blank_work)
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert chosen(blank_work) > first
    second = chosen(blank_work)
    QTest.mouseDClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert chosen(blank_work) == second  # its first click went on already


def test_a_blank_that_was_filled_is_left_out_and_the_walk_goes_on(blank_work):
    before = the_blanks(blank_work)
    blank_work.show_side(CHECK)
    QTest.keyClick(blank_work.proof.list, Qt.Key.Key_Return)
    first = chosen(blank_work)
    QTest.keyClick(blank_work.proof.list, Qt.Key.Key_Escape)
    blank_work.editor.insertPlainText("一二三四五六七")  # in place of the blank alone
    assert "根据《一二三四五六七》" in blank_work.editor.blocks()[first[0]].text
    blank_work.ask()
    blank_work.show_side(CHECK)
    after = the_blanks(blank_work)
    assert len(after.findings) == len(before.findings) - 1
    QTest.keyClick(blank_work.proof.list, Qt.Key.Key_Return)
    assert chosen(blank_work)[:2] > first[:2]
    assert blank_work.editor.textCursor().blockNumber() == after.findings[0].block


def test_a_single_blank_is_said_as_it_was(work):
    work.editor.selectAll()
    work.editor.textCursor().insertText(f"根据《{BLANK}》文件精神。")
    work.ask()
    (line,) = [line for line in work.proof.list.lines() if line.key.code == BLANK_LEFT]
    assert line.text == "这里还空着，请补填，或删去这一句。"
    QTest.keyClick(work.proof.list, Qt.Key.Key_Return)
    assert work.editor.hasFocus()
    assert work.editor.textCursor().selectedText().endswith(BLANK)


def test_nothing_is_offered_to_be_signed_before_the_check_has_answered(qtbot):
    pane = ProofPane()
    qtbot.addWidget(pane)
    pane.show()
    assert pane.told.text() == "正在核对…"
    assert not pane.sign_button.isVisible()
    assert not pane.vouch_button.isVisible()
