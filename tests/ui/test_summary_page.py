"""总结报告: drafting, numbers that stay numbers, 口径检查, handing in, and what is owed."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from liaison_desktop.documents.preview import Preview
from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.summary import BlockKind, SummaryState
from liaison_desktop.domain.figures.token import BLANK, Token, TokenKind
from liaison_desktop.ui import theme
from liaison_desktop.ui.figures.card_list import CardList
from liaison_desktop.ui.figures.summary_page import (
    CLOSED,
    DRAFT,
    SummaryPage,
)
from liaison_desktop.ui.figures.summary_papers import write_file
from liaison_desktop.ui.page import SUMMARIES, Destination
from tests.ui.dispute_desk import registered
from tests.ui.summary_desk import opened

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = ALT | Qt.KeyboardModifier.ShiftModifier
HALF_YEAR = parse_period("2023H1")


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def work(page):
    """A summary of structure A, drafted with the keyboard."""
    page.drafting.begin_new()
    QTest.keyClick(page.drafting.new.structures, Qt.Key.Key_Return)
    return page.drafting.work


@pytest.fixture
def told(desk):
    heard = []
    desk.noticed.connect(lambda text, action, then: heard.append((text, action, then)))
    return heard


def paragraph(work, words):
    """The number of the first paragraph that has some words."""
    return next(n for n, block in enumerate(work.editor.blocks()) if words in block.text)


def put_cursor(work, number, *, at_end=True):
    block = work.editor.document().findBlockByNumber(number)
    cursor = work.editor.textCursor()
    cursor.setPosition(block.position() + (block.length() - 1 if at_end else 0))
    work.editor.setTextCursor(cursor)


def choose(work, words):
    """Walk from number to number until one with these words is chosen."""
    work.editor.moveCursor(QTextCursor.MoveOperation.Start)
    while work.editor.step_token(1):
        if work.editor.current_token().shown == words:
            return work.editor.current_token()
    raise AssertionError(words)


def found_late(office, day=date(2023, 5, 1)):
    """A dispute of the half-year nobody had entered."""
    return registered(office, "古月", found_on=day)


def close(work):
    work.begin_closing()
    QTest.keyClick(work.closing.close_button, Qt.Key.Key_Return)


def test_draft_with_two_keys(page, work, desk):
    row = desk.office.summaries.rows()[0]
    assert (row.structure, row.period, row.state) == ("A", "2023H1", SummaryState.DRAFT)
    assert work.detail.id == row.id == page.drafting.list.current_id()
    assert work.editor.blocks() == desk.office.summaries.draft("A", HALF_YEAR).blocks
    digits = [run for block in work.editor.blocks() for run in block.runs if isinstance(run, str)]
    assert not any(sign.isdigit() for text in digits for sign in text)
    assert work.editor.hasFocus()
    assert not work.dirty


def test_other_structure_and_village_by_keys(page, desk):
    page.drafting.begin_new()
    new = page.drafting.new
    for _ in range(4):
        QTest.keyClick(new.structures, Qt.Key.Key_Down)
    new.place.setCurrentIndex(1)
    QTest.keyClick(new.structures, Qt.Key.Key_Return)
    detail = page.drafting.work.detail
    assert detail.structure == "E"
    scopes = {
        run.source.scope.label
        for block in detail.blocks
        for run in block.runs
        if isinstance(run, Token) and run.source.kind is TokenKind.FIGURE
    }
    assert scopes == {new.place.itemText(1)}


def test_escape_drafts_nothing(page, desk):
    page.drafting.begin_new()
    QTest.keyClick(page.drafting.new.structures, Qt.Key.Key_Escape)
    assert desk.office.summaries.rows() == ()


def test_number_says_what_it_means_and_opens_its_records(page, work, desk):
    QTest.keyClick(work.editor, Qt.Key.Key_Down, ALT)
    token = choose(work, "36")
    assert work.card.token == token
    assert "排查日期在期内的矛盾纠纷" in work.card.meaning.text()
    assert "36 条记录" in work.card.working.text()
    assert [one.id for one in work.card.records.records] == list(
        desk.office.figures.record_ids("disputes_found", HALF_YEAR)
    )
    QTest.keyClick(work.editor, Qt.Key.Key_Return)
    assert work.card.records.list.view.hasFocus()
    went = []
    desk.went.connect(went.append)
    QTest.keyClick(work.card.records.list.view, Qt.Key.Key_Return)
    assert went == [Destination("disputes", Kind.DISPUTE, work.card.records.records[0].id)]
    assert len(work.editor.blocks()) == len(work.detail.blocks)  # Enter broke no paragraph


def test_pointer_is_told_the_meaning(work):
    token = choose(work, "57.1")
    assert "调解成功率" in work.editor.words_about(token)
    place = work.editor.cursorRect().topLeft() - QPoint(8, -8)
    QTest.mouseClick(work.editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert work.editor.current_token() == token


def test_backspace_takes_a_number_whole_and_undo_brings_it_back(work):
    number = paragraph(work, "排查矛盾纠纷")
    before = work.editor.blocks()
    choose(work, "36")
    cursor = work.editor.textCursor()
    cursor.clearSelection()
    work.editor.setTextCursor(cursor)
    QTest.keyClick(work.editor, Qt.Key.Key_Backspace)
    assert "排查矛盾纠纷起" in work.editor.blocks()[number].text
    QTest.keyClick(work.editor, Qt.Key.Key_Z, CTRL)
    assert work.editor.blocks() == before


def test_typing_beside_numbers_breaks_none(work):
    number = paragraph(work, "排查矛盾纠纷")
    tokens = work.editor.tokens()
    choose(work, "36")
    QTest.keyClick(work.editor, Qt.Key.Key_Right)
    QTest.keyClicks(work.editor, "abc")
    assert "36abc起" in work.editor.blocks()[number].text
    assert work.editor.tokens() == tokens
    assert work.dirty


def test_copied_numbers_stay_numbers_and_foreign_text_is_plain(work):
    number = paragraph(work, "排查矛盾纠纷")
    runs = work.editor.blocks()[number].runs
    put_cursor(work, number, at_end=False)
    work.editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    QTest.keyClick(work.editor, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == work.editor.blocks()[number].text
    target = paragraph(work, "四、下步工作打算") + 1
    put_cursor(work, target)
    QTest.keyClick(work.editor, Qt.Key.Key_V, CTRL)
    assert work.editor.blocks()[target].runs == runs
    foreign = QMimeData()
    foreign.setHtml("<b>215</b>起<img src='x.png'>")
    foreign.setText("215起\n第二段")
    put_cursor(work, paragraph(work, "罗雄镇群众工作站") + 1)
    work.editor.insertFromMimeData(foreign)
    texts = [block.runs for block in work.editor.blocks()]
    assert ("215起",) in texts
    assert ("第二段",) in texts


def test_paragraph_after_a_heading_is_body(work):
    number = paragraph(work, "四、下步工作打算")
    put_cursor(work, number)
    QTest.keyClick(work.editor, Qt.Key.Key_Return)
    assert work.editor.blocks()[number + 1].kind is BlockKind.BODY
    assert work.editor.blocks()[number].kind is BlockKind.HEADING_1
    QTest.keyClicks(work.editor, "abc")
    work.head.kinds.setCurrentIndex(work.head.kinds.findData(BlockKind.HEADING_2))
    work.head.kinds.activated.emit(work.head.kinds.currentIndex())
    assert work.editor.blocks()[number + 1].kind is BlockKind.HEADING_2
    assert work.editor.blocks()[number + 1].text == "abc"


def test_saved_text_is_the_text_typed(work, desk, told):
    put_cursor(work, paragraph(work, "四、下步工作打算") + 1)
    QTest.keyClicks(work.editor, "abc")
    written = work.editor.blocks()
    work.save()
    assert desk.office.summaries.detail(work.detail.id).blocks == written
    assert not work.dirty
    assert told[-1][0].startswith("已保存")
    QTest.keyClicks(work.editor, "def")
    work.save()  # the version went on with it
    assert desk.office.summaries.detail(work.detail.id).blocks == work.editor.blocks()


def test_another_day_of_the_paper_is_written_at_once(work, desk):
    work.foot.day.setFocus()
    work.foot.day.setText("7.5")
    QTest.keyClick(work.foot.day, Qt.Key.Key_Return)
    assert work.editor.blocks()[-1].text == "2023年7月5日"
    work.save()
    assert desk.office.summaries.detail(work.detail.id).signed_on == date(2023, 7, 5)
    assert not work.dirty


def test_annexes_chosen_go_with_the_paper(work, desk):
    papers = []
    desk.print_wanted.connect(lambda what, paper: papers.append(paper))
    work.print_paper()
    for box in (work.foot.sources, work.foot.tables):
        box.click()
    work.print_paper()
    whole, bare = (Preview(paper.draw(None, "")) for paper in papers)
    assert bare.page_count < whole.page_count
    for one in (whole, bare):
        one.close()


def test_number_inserted_by_initials(work, desk):
    number = paragraph(work, "四、下步工作打算") + 1
    put_cursor(work, number)
    QTest.keyClick(work.editor, Qt.Key.Key_I, CTRL)
    strip = work.number_strip
    QTest.keyClicks(strip.indicator, "pcmdjf")
    QTest.keyClick(strip.indicator, Qt.Key.Key_Return)
    assert strip.shown.text() == "36起"
    QTest.keyClick(strip, Qt.Key.Key_Return)
    runs = work.editor.blocks()[number].runs
    assert (runs[0].shown, runs[0].source.key, runs[1]) == ("36", "disputes_found", "起")
    assert work.editor.hasFocus()


def test_facts_are_put_where_the_cursor_is(work, desk):
    number = paragraph(work, "（一）思想认识方面") + 1
    put_cursor(work, number)
    work.show_side("facts")
    fact = desk.office.summaries.facts(HALF_YEAR)[0]
    QTest.keyClick(work.facts.list, Qt.Key.Key_Return)
    assert work.editor.blocks()[number].runs == fact.runs


def test_changed_figure_is_marked_and_updated_by_key(page, work, desk):
    found_late(desk.office)
    desk.bus.tell(Changes(frozenset({Kind.DISPUTE}), None))
    token = choose(work, "36")
    assert work.editor.marks()[token] == "37"
    assert work.card.update_button.text() == "更新为 37"
    QTest.keyClick(work.editor, Qt.Key.Key_U, ALT)
    assert work.editor.current_token().shown == "37"
    assert not work.editor.marks()
    QTest.keyClick(work.editor, Qt.Key.Key_Z, CTRL)
    work.ask()
    assert work.head.update_button.text() == "更新 1 处数字"
    QTest.keyClick(work.editor, Qt.Key.Key_U, ALT_SHIFT)
    assert not work.editor.marks()
    assert not work.head.update_button.isEnabled()
    assert work.editor.blocks() == desk.office.summaries.draft("A", HALF_YEAR).blocks


def test_what_was_typed_is_offered_after_a_crash(page, work, desk, qtbot):
    put_cursor(work, paragraph(work, "四、下步工作打算") + 1)
    QTest.keyClicks(work.editor, "abc")
    written, key = work.editor.blocks(), work.detail.id
    qtbot.waitUntil(lambda: desk.office.drafts.find("summary", str(key)) is not None, timeout=3000)
    again = SummaryPage(desk)  # the program was started anew
    qtbot.addWidget(again)
    again.show()
    again.show_destination(Destination(SUMMARIES, Kind.SUMMARY, key))
    assert again.drafting.work.editor.blocks() == written
    assert again.drafting.work.dirty
    again.drafting.work.save()
    assert desk.office.summaries.detail(key).blocks == written
    assert desk.office.drafts.all() == ()


def slip(work):
    put_cursor(work, paragraph(work, "半年来"))
    work.editor.insertPlainText("排查矛盾纠纷215起，调解成功195起，调解成功率98.9%。")
    work.ask()


def test_red_findings_keep_the_paper_back_until_signed(work, desk, told):
    slip(work)
    papers = []
    desk.print_wanted.connect(lambda what, paper: papers.append(paper))
    work.print_paper()
    assert papers == []
    assert "红色问题" in told[-1][0]
    assert "红色问题" in work.foot.told.text()
    work.begin_closing()
    assert not work.closing.close_button.isEnabled()
    QTest.keyClick(work.closing, Qt.Key.Key_Escape)
    pane = work.proof
    while any(one.blocks_printing for one in pane.findings):
        finding = pane.current()
        QTest.keyClick(pane.list, Qt.Key.Key_Return)  # jumps to the words
        assert work.editor.textCursor().hasSelection()
        assert work.editor.hasFocus()
        work.show_side("check")
        QTest.keyClick(pane.list, Qt.Key.Key_Q, ALT)
        assert pane.strip.isVisible()
        pane.strip.reason.setText("与司法所口径不同，已附说明")
        QTest.keyClick(pane.strip.reason, Qt.Key.Key_Return)
        signed = [one for one in pane.findings if one.signed_by]
        assert finding.sentence in {one.sentence for one in signed}
    work.print_paper()
    assert papers[0].draw(None, "").startswith(b"%PDF")


def test_number_typed_by_hand_is_vouched_for(work):
    put_cursor(work, paragraph(work, "半年来"))
    work.editor.insertPlainText("另外走访农户3户。")
    work.ask()
    typed = next(one for one in work.proof.findings if one.code == "typed-number")
    lines = [line.key for line in work.proof.list.lines()]
    work.proof.list.setCurrentRow(lines.index(typed))
    QTest.keyClick(work.proof.list, Qt.Key.Key_W, ALT)
    shown = [token.shown for token in work.editor.tokens() if token.source.kind is TokenKind.TYPED]
    assert "3" in shown
    assert not [one for one in work.proof.findings if one.code == "typed-number"]
    assert "另外走访农户3户。" in "".join(block.text for block in work.editor.blocks())


def test_handed_in_report_stays_and_the_next_tells_the_adjustment(page, work, desk, tmp_path):
    close(work)
    closed = desk.office.closings.rows()[0]
    assert closed.summary_id == work.detail.id
    assert work.is_closed
    assert work.editor.isReadOnly()
    assert {name.rpartition(".")[2] for name in closed.papers} == {"pdf", "docx"}
    name = next(one for one in closed.papers if one.endswith(".pdf"))
    frozen = desk.office.closings.reprint(closed.id, name)
    before = work.editor.blocks()
    found_late(desk.office)
    desk.bus.tell(Changes(frozenset({Kind.DISPUTE}), None))
    assert work.editor.blocks() == before
    assert not work.editor.marks()
    papers = []
    desk.print_wanted.connect(lambda what, paper: papers.append(paper))
    work.print_paper()
    assert papers[0].draw(None, "") == frozen
    page.show_view(CLOSED)
    view = page.view(CLOSED)
    assert view.list.current_id() == closed.id
    said = [line.text for line in view.changes.lines()]
    assert "排查矛盾纠纷由36起调整为37起（补录1起）" in said
    assert [one.on for one in view.records.records] == [date(2023, 5, 1)]
    assert view.state.text() == "与封账时一致"
    page.show_view(DRAFT)
    page.drafting.begin("A", parse_period("2023H2"))
    page.drafting.new.draft()
    told = ["".join(getattr(run, "shown", run) for run in fact.runs)
            for fact in (line.key for line in page.drafting.work.facts.list.lines())]  # fmt: skip
    assert any("由36起调整为37起" in text for text in told)


def test_file_is_written_where_asked(work, desk, tmp_path, told):
    target = tmp_path / "总结.txt"
    detail = work.written()
    write_file(work, desk, target, lambda path: desk.office.summaries.write(detail, path))
    assert "排查矛盾纠纷36起" in target.read_text(encoding="utf-8-sig")
    assert told[-1][:2] == ("已存为 总结.txt", "打开文件夹")


def test_deleted_draft_can_be_brought_back(page, work, desk):
    heard = []
    desk.noticed.connect(lambda text, action, then: heard.append(then))
    page.drafting.delete()
    assert desk.office.summaries.rows() == ()
    heard[-1]()
    assert len(desk.office.summaries.rows()) == 1


def test_text_stays_readable_when_it_grows(work, qapp):
    before = work.editor.blocks()
    theme.apply_theme(qapp, 150)
    try:
        assert work.editor.blocks() == before
    finally:
        theme.apply_theme(qapp, 100)


def test_empty_station_drafts_blanks_and_says_what_to_do(empty_desk, qtbot):
    page = SummaryPage(empty_desk)
    qtbot.addWidget(page)
    page.show()
    assert page.drafting.work.detail is None
    page.drafting.begin_new()
    page.drafting.new.draft()
    tokens = page.drafting.work.editor.tokens()
    assert BLANK in {token.shown for token in tokens}
    assert isinstance(page.drafting.work.proof.list, CardList)
