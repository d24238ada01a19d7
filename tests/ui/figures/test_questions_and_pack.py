"""问数 and 会议材料 of 统计图表: questions, answers, and the meeting pack."""

import pypdfium2
from openpyxl import load_workbook
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.own_indicator import Measure, OwnIndicator
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.ui.figures.figures_page import INDICATORS, MEETING, QUESTIONS
from liaison_desktop.ui.page import FIGURES, Destination
from tests.ui.figures_desk import ids, opened, register, type_into, village

HALF = parse_period("2023H1")


def test_a_question_is_typed_and_answered(page, desk):
    page.show_view(QUESTIONS)
    view = page.questions
    boxes = view.boxes
    type_into(boxes.period, "2023Q1")
    type_into(boxes.indicator, "tjcg")
    type_into(boxes.by, "lb")
    type_into(boxes.against, "hb")
    question = Question("2023Q1", "disputes_settled", by=Dimension.CATEGORY, against=Against.BEFORE)
    assert boxes.question() == question
    answer = desk.office.questions.answer(question)
    assert view.answer == answer
    assert view.sentence.text() == view.text()
    assert f"调解成功{answer.figure.value}起" in view.text()
    assert view.table.table == answer.table
    assert view.card.chart == answer.chart
    view.copy_sentence_button.click()
    assert QGuiApplication.clipboard().text() == view.text()
    view.records_button.click()
    assert ids(view.records.records.records) == sorted(
        desk.office.figures.record_ids("disputes_settled", parse_period("2023Q1"))
    )


def test_a_bar_of_the_answer_opens_its_records(page, desk):
    page.show_view(QUESTIONS)
    page.questions.show_question(Question("2023H1", "disputes_found", by=Dimension.MONTH))
    canvas = page.questions.card.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    found = page.questions.records.records.records
    january = desk.office.figures.record_ids("disputes_found", parse_period("2023-01"))
    assert ids(found) == sorted(january)


def test_what_does_not_fit_another_indicator_is_dropped(page):
    page.show_view(QUESTIONS)
    boxes = page.questions.boxes
    page.questions.show_question(Question("2023H1", "disputes_found", by=Dimension.RISK))
    type_into(boxes.indicator, "农户人口")
    assert boxes.question() == Question("2023H1", "residents")
    assert page.questions.problem.isHidden()
    assert page.questions.answer.question == Question("2023H1", "residents")


def test_questions_are_kept_with_their_present_answer_and_let_go(page, desk):
    page.show_view(QUESTIONS)
    view = page.questions
    assert not view.no_pins.isHidden()
    asked = Question("2023H1", "disputes_found", by=Dimension.VILLAGE)
    view.show_question(asked)
    page.commands()["save"]()
    assert [one.question for one in desk.office.questions.pinned()] == [asked]
    assert view.star.text() == "★ 已留用"
    line = view.pins.lines()[0]
    assert line.detail == view.text()
    view.show_question(Question("2023H1", "visits"))
    assert view.star.text() == "☆ 留用"
    register(desk)
    assert "37起" in view.pins.lines()[0].detail
    view.pins.setFocus()
    QTest.keyClick(view.pins, Qt.Key.Key_Return)
    assert view.boxes.question() == asked
    view.star.click()
    assert desk.office.questions.pinned() == ()
    assert not view.no_pins.isHidden()


def test_the_question_follows_the_page(page, desk):
    page.show_view(QUESTIONS)
    page.period.step(-1)
    assert page.questions.boxes.question().period == "2022H2"
    page.scope.choose(Scope((village(desk),)))
    page.scope.changed.emit()
    assert page.questions.boxes.question().scope == Scope((village(desk),))


# 会议材料


def pages_of(view):
    return view.view.page_count


def test_the_pack_is_previewed_and_follows_the_ticks(page, desk):
    page.show_view(MEETING)
    view = page.meeting
    usual = tuple(one.key for one in desk.office.charts.meeting(HALF))
    assert view.keys() == usual
    assert pages_of(view) == len(usual)
    view.charts.setFocus()
    view.charts.setCurrentRow(0)
    QTest.keyClick(view.charts, Qt.Key.Key_Space)
    assert view.keys() == usual[1:]
    assert pages_of(view) == len(usual) - 1
    page.period.step(-1)
    assert view.keys() == usual[1:], "what was chosen holds for other periods too"
    view.usual_button.click()
    assert view.keys() == tuple(
        one.key for one in desk.office.charts.meeting(parse_period("2022H2"))
    )


def test_the_pack_is_written_as_slides_pdf_and_workbook(page, desk, target, told):
    page.show_view(MEETING)
    view = page.meeting
    for suffix, made in view.buttons.items():
        made.click()
        assert target(suffix).exists()
        assert made.isEnabled()
    keys = view.keys()
    slides = Presentation(str(target(".pptx"))).slides
    charts = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == len(keys)
    with pypdfium2.PdfDocument(target(".pdf")) as pdf:
        assert len(pdf) == pages_of(view)
    assert len(load_workbook(target(".xlsx")).sheetnames) >= len(keys)
    assert told[-1] == "已生成 out.xlsx"


def test_without_ticks_nothing_is_written(page, told):
    page.show_view(MEETING)
    view = page.meeting
    for row in range(view.charts.count()):
        view.charts.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not view.empty_state.isHidden()
    assert not any(made.isEnabled() for made in view.buttons.values())
    view.write(".pptx")
    assert told == ["请先勾选要放入的图表"]


# The page


def test_keys_and_destinations_lead_to_every_view(page, desk):
    views = {Qt.Key.Key_2: INDICATORS, Qt.Key.Key_3: QUESTIONS, Qt.Key.Key_4: MEETING}
    for keys, name in views.items():
        QTest.keyClick(page, keys, Qt.KeyboardModifier.AltModifier)
        assert page.segments.current() == name
    here = Scope((village(desk),))
    draft = OwnIndicator(None, None, "中和村纠纷", "起", Measure.COUNT, "disputes_found", here)
    own, changes = desk.office.own_indicators.save(draft)
    desk.bus.tell(changes)
    page.show_destination(Destination(FIGURES, Kind.OWN_INDICATOR, own))
    assert page.segments.current() == INDICATORS
    assert page.indicators.current().term.key == f"own_{own}"
    page.show_destination(Destination(FIGURES, view=QUESTIONS))
    assert page.segments.current() == QUESTIONS


def test_a_station_without_records_opens_every_view(empty_desk, qtbot):
    page = opened(empty_desk, qtbot)
    assert all(card.chart.empty for card in page.charts.cards.values())
    page.show_view(INDICATORS)
    assert page.indicators.detail.title.text() == "农户"
    page.indicators.chips.chip("own").click()
    assert not page.indicators.list.empty_state.isHidden()
    page.indicators.list.empty_action_requested.emit()
    assert page.indicators._side.currentWidget() is page.indicators.editor
    page.show_view(QUESTIONS)
    assert "无数据" in page.questions.text()
    assert page.questions.card.isHidden()
    page.show_view(MEETING)
    assert pages_of(page.meeting) == len(page.meeting.keys())


def test_a_box_that_gets_the_keys_is_typed_over(page):
    page.show_view(QUESTIONS)
    box = page.questions.boxes.indicator
    assert box.lineEdit().selectedText() == box.currentText() != ""
    box.lineEdit().deselect()
    page.commands()["new"]()
    assert box.lineEdit().selectedText() == box.currentText()


def test_choices_that_come_late_leave_what_is_being_typed(page):
    page.show_view(QUESTIONS)
    box = page.questions.boxes.indicator
    kept = box.key()
    QTest.keyClicks(box.lineEdit(), "tjcgl")
    box.offer(((kept, "排查矛盾纠纷"), ("settled_rate", "调解成功率")))
    assert box.currentText() == "tjcgl"
    QTest.keyClick(box._completer.popup(), Qt.Key.Key_Return)
    assert box.key() == "settled_rate"
