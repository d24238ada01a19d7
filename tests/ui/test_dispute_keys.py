"""矛盾纠纷 by keys: where Tab goes, what is in sight, what the steps keep."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from liaison_desktop.domain.matters.agenda import DutyKind
from liaison_desktop.domain.matters.dispute import Agreement, Mediation
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.dispute import AgreementForm, MediationOutcome, PaperKind, Side
from liaison_desktop.ui.code_edit import CodeEdit
from liaison_desktop.ui.matters.concern_fields import WordChoices
from liaison_desktop.ui.matters.dispute_page import DOSSIER, SETTINGS
from liaison_desktop.ui.matters.party_values import DETAIL_NAMES
from liaison_desktop.ui.today.due import gather
from tests.ui.dispute_desk import accepted, opened, registered, show

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


def press(key, modifier=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def type_stranger(page):
    """Begin a dispute with somebody of 甲方 whom no register has, his fields open."""
    page.ledger.begin_new()
    parties = page.ledger.dispute_pane.editor.parties
    row = parties.row(Side.FIRST, 0)
    QTest.keyClicks(row.box, "Qqzzj")
    press(KEY.Key_Return)  # nobody of that name
    press(KEY.Key_Return)
    return parties, row


def test_picking_somebody_goes_on_to_the_next_line(page, desk):
    ids = desk.office.households.ids(HouseholdFilter())
    household = desk.office.households.rows(ids[:1])[ids[0]]
    page.ledger.begin_new()
    parties = page.ledger.dispute_pane.editor.parties
    row = parties.row(Side.FIRST, 0)
    QTest.keyClicks(row.box, household.number)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert row.party().household_id == household.id
    assert row.party().name == household.head
    assert QApplication.focusWidget() is parties.row(Side.FIRST, 1).box


def seen(widget):
    """Whether all of a widget is in sight."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_tab_goes_through_a_partys_own_fields_and_on_to_the_next_line(page, qtbot):
    parties, row = type_stranger(page)
    blank = parties.row(Side.FIRST, 1)
    qtbot.waitUntil(blank.box.isVisible)
    form = row._form
    row.box.setFocus()
    walked = []
    for _ in range(20):
        press(KEY.Key_Tab)
        walked.append(QApplication.focusWidget())
        if walked[-1] is blank.box:
            break
    fields = [form.editor(name) for name in DETAIL_NAMES]
    assert walked == [row.details_button, row.remove_button, *fields, blank.box]
    press(KEY.Key_Tab)
    assert QApplication.focusWidget() is parties.row(Side.SECOND, 0).box
    press(KEY.Key_Tab)
    assert QApplication.focusWidget() is page.ledger.dispute_pane.editor.form.editor("place")
    press(KEY.Key_Backtab)
    press(KEY.Key_Backtab)
    assert QApplication.focusWidget() is blank.box


def test_tab_never_stops_where_nothing_can_be_typed(page):
    page.ledger.begin_new()
    form = page.ledger.dispute_pane.editor.form
    form.focus_field("place")
    for _ in range(30):
        press(KEY.Key_Tab)
        focused = QApplication.focusWidget()
        field = isinstance(focused, QPlainTextEdit) or not isinstance(focused, QAbstractScrollArea)
        assert field or focused is page.list.view, type(focused).__name__


def test_first_tab_in_the_settings_is_a_field(page):
    page.show_view(SETTINGS)
    committees = page.settings.committees
    committees.tree.setFocus()
    press(KEY.Key_Tab)
    assert QApplication.focusWidget() is committees.form.editor("name")


def test_the_line_that_gets_the_keys_comes_into_sight(page, qtbot):
    parties, row = type_stranger(page)
    form = row._form
    form.focus_field(DETAIL_NAMES[-1])
    qtbot.waitUntil(lambda: seen(form.editor(DETAIL_NAMES[-1])))
    blank = parties.row(Side.FIRST, 1)
    press(KEY.Key_Return)  # the last field: on to the next line
    assert QApplication.focusWidget() is blank.box
    qtbot.waitUntil(lambda: seen(blank.box))


def test_times_of_a_session_are_kept_as_the_papers_print_them(page, desk):
    key = registered(desk.office, "古月")
    disputes = desk.office.disputes
    disputes.accept(key, disputes.detail(key).version, desk.office.context.today(), "party")
    show(page, key)
    press(KEY.Key_T, ALT)
    panel = page.ledger.dispute_pane.panel
    panel.form.set_value("start_time", "930")
    panel.form.set_value("end_time", "下午4点半")
    page.commands()["save"]()
    (session,) = disputes.detail(key).mediations
    assert session.values["start_time"] == "9:30"
    assert session.values["end_time"] == "16:30"


def test_two_sessions_of_one_day_are_told_apart(page, desk):
    key = registered(desk.office, "古月")
    accepted(desk, key)
    disputes, today = desk.office.disputes, desk.office.context.today()
    session = Mediation(None, 0, MediationOutcome.AGREED, {"on": today, "text": "再谈"})
    disputes.mediate(key, disputes.detail(key).version, session)
    show(page, key)
    page.show_view(DOSSIER)
    papers = page.dossier.papers
    items = [papers.topLevelItem(place) for place in range(papers.topLevelItemCount())]
    kinds = [lamp.kind for lamp in papers.lamps]
    names = [
        item.text(0) for item, kind in zip(items, kinds, strict=True) if kind is PaperKind.MEDIATION
    ]
    day = f"（{today.month}.{today.day}）"
    assert names == [f"调解记录1{day}", f"调解记录2{day}"]


def test_steps_that_have_no_button_open_with_a_key(page, desk, qtbot):
    show(page, registered(desk.office, "古月"))
    press(KEY.Key_M, ALT)
    menu = page.ledger.dispute_pane.head.more.menu()
    qtbot.waitUntil(menu.isVisible)
    menu.close()


def test_a_long_name_is_read_from_its_beginning(qtbot):
    box = CodeEdit(WordChoices([("1", "汤德成 · 县政府办公室")]))
    qtbot.addWidget(box)
    box.set_code("1")
    box.set_choices(WordChoices([("1", "汤德成 · 县政府办公室"), ("2", "李家")]))
    assert box.lineEdit().cursorPosition() == 0


def test_an_agreement_names_nobody_as_its_clerk(page, desk):
    key = registered(desk.office, "古月")
    accepted(desk, key)
    disputes, today = desk.office.disputes, desk.office.context.today()
    values = {"agreed_on": today, "terms": "让出三尺", "signed_on": today, "sealed_on": today}
    agreement = Agreement(None, 0, AgreementForm.WRITTEN, values)
    disputes.agree(key, disputes.detail(key).version, agreement)
    disputes.perform(key, disputes.detail(key).version, today, "voluntary")
    tree = show(page, key).record.tree
    headings = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    (line,) = [one.child(0) for one in headings if one.text(0).startswith("调解协议")]
    assert line.text(2) == f"{today.isoformat()} 生效 自动履行 让出三尺"
    assert line.text(3) == ""


def test_disputes_are_counted_with_the_measure_word_of_concerns(desk):
    areas = {area.key: area.measure for area in gather(desk.office).areas}
    assert areas[DutyKind.DISPUTE_LIMIT.value] == areas[DutyKind.CONCERN_LIMIT.value] == "件"
