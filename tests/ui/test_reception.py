from datetime import date

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.visit import Named, VisitDraft
from liaison_desktop.domain.terms.concern import ConcernState, ConcernStepKind
from liaison_desktop.ui.draft_keeper import KEPT_AFTER_MS
from liaison_desktop.ui.lanes import ThreadLanes
from liaison_desktop.ui.main_window import MainWindow
from liaison_desktop.ui.matters.concern_fields import typed_deadline
from liaison_desktop.ui.page import CONCERNS, RECEPTION, DeskContext, Destination
from tests.ui.concern_acts import (
    detail,
    forget_ledger,
    heard,
    household,
    opened,
    press,
    printed,
    registered,
    type_in,
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


def test_reception_from_a_household_takes_ten_keys_besides_the_text(page, desk, qtbot, notices):
    family = desk.office.households.detail(household(desk))
    keys = 1  # Ctrl+R on the household
    page.show_destination(Destination(CONCERNS, Kind.HOUSEHOLD, family.id, view=RECEPTION))
    for one in ("Return", "Return", "Return"):  # applicant, phone and channel stand already
        press(qtbot, one)
        keys += 1
    type_in(qtbot, "s")
    press(qtbot, "Return")
    write_in("水管破裂")
    press(qtbot, "Return")
    write_in("组里主管道被车压断，三天没有水")
    press(qtbot, "Ctrl+Return")
    page.commands()["save"]()
    keys += 5
    assert keys <= 10
    (key,) = desk.office.concerns.ids()
    stored = detail(desk, key)
    assert stored.values["applicant"] == family.head
    assert stored.values["category"] == "difficulty"
    assert stored.values["channel"] == "call_in"
    assert stored.values["title"] == "水管破裂"
    assert stored.values["content"] == "组里主管道被车压断，三天没有水"
    assert (stored.household_id, stored.village) == (family.id, family.village)
    assert stored.resident_id == next(one.id for one in family.members if one.is_head)
    assert stored.first_receiver == stored.owner == "张三"
    assert stored.state is S.PENDING
    assert page.ledger.list.current_id() == key
    assert page.ledger.pane.record.lines()[0].endswith("登记")
    assert page.ledger.pane.record.isVisible()
    text, action, _, also = notices[-1]
    assert text == f"已登记 {stored.number}，责任人 张三"
    assert (action, also[0]) == ("撤销", "打印回执")


def test_receipt_is_printed_from_the_notice(page, desk, qtbot, notices, papers):
    page.commands()["new"]()
    form = page.ledger.pane.editor.form
    form.set_value("applicant", "李来")
    form.set_value("title", "低保咨询")
    page.commands()["save"]()
    notices[-1][3][1]()
    what, paper = papers[-1]
    assert what == "paper"
    assert paper.draw(None, "").startswith(b"%PDF")


def test_undo_in_the_notice_takes_the_registration_back(page, desk, notices):
    page.commands()["new"]()
    page.ledger.pane.editor.form.set_value("title", "低保咨询")
    page.commands()["save"]()
    notices[-1][2]()
    assert list(desk.office.concerns.ids()) == []


def test_answered_on_the_spot_needs_only_the_answer(page, desk, qtbot):
    page.show_destination(Destination(CONCERNS, Kind.HOUSEHOLD, household(desk), view=RECEPTION))
    form = page.ledger.pane.editor.form
    form.set_value("title", "合作医疗怎么缴")
    press(qtbot, "Alt+A")
    assert QApplication.focusWidget() is form.editor("result")
    assert not form.editor("limit_on").isVisible()
    page.commands()["save"]()
    assert form.problem("result") == "请写明当场答复了什么。"
    write_in("在手机上缴，已教他操作")
    page.commands()["save"]()
    (key,) = desk.office.concerns.ids()
    assert detail(desk, key).state is S.ANSWERED
    assert detail(desk, key).values["result"] == "在手机上缴，已教他操作"
    assert page.ledger.chips.chip("answered").text() == "当场答复 1"


def test_days_become_the_date_they_end_on_which_may_be_changed(page, desk, qtbot):
    page.commands()["new"]()
    form = page.ledger.pane.editor.form
    form.set_value("title", "水管破裂")
    form.set_value("received_on", date(2023, 6, 20))
    form.focus_field("limit")
    type_in(qtbot, "5")
    press(qtbot, "Return")
    # 22 to 24 June 2023 were 端午节, the 25th a worked Sunday.
    assert form.values()["limit_on"] == date(2023, 6, 28)
    form.set_value("limit_on", date(2023, 6, 30))
    page.commands()["save"]()
    (key,) = desk.office.concerns.ids()
    assert detail(desk, key).limit_today == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("words", "days", "working"),
    [
        ("7个工作日", 7, True),
        ("20天", 20, False),
        ("10工作日", 10, True),
        ("5", 5, True),  # as offered
        ("7", 7, False),
    ],
)
def test_any_number_of_days_may_be_typed(words, days, working):
    limit = typed_deadline(words)
    assert (limit.days, limit.working) == (days, working)
    assert typed_deadline("月底") is None


def test_days_that_cannot_be_read_are_told_and_not_stored_as_no_limit(page, desk, qtbot):
    page.commands()["new"]()
    form = page.ledger.pane.editor.form
    form.set_value("title", "水管破裂")
    form.focus_field("limit")
    write_in("月底")
    press(qtbot, "Return")
    assert form.problem("limit") == "看不懂，请填如 5、15天 或 7个工作日"
    page.commands()["save"]()
    assert list(desk.office.concerns.ids()) == []
    assert QApplication.focusWidget() is form.editor("limit")
    form.set_value("limit", "")
    page.commands()["save"]()
    assert len(list(desk.office.concerns.ids())) == 1


def test_telephone_is_shown_in_part_until_its_field_is_entered(page, desk, qtbot):
    family = desk.office.households.detail(household(desk))
    page.show_destination(Destination(CONCERNS, Kind.HOUSEHOLD, family.id, view=RECEPTION))
    form = page.ledger.pane.editor.form
    phone, box = form.values()["applicant_phone"], form.editor("applicant_phone")
    assert box.text() == f"{phone[:3]}****{phone[-4:]}"
    form.focus_field("applicant_phone")
    assert box.text() == phone
    press(qtbot, "Return")
    assert box.text() == f"{phone[:3]}****{phone[-4:]}"
    form.set_value("title", "水管破裂")
    page.commands()["save"]()
    (key,) = desk.office.concerns.ids()
    assert detail(desk, key).values["applicant_phone"] == phone
    form.focus_field("applicant_phone")
    box.setText("13800001111")
    press(qtbot, "Return")
    assert box.text() == "13800001111"  # what was just typed can be read over
    page.commands()["save"]()
    assert detail(desk, key).values["applicant_phone"] == "13800001111"


def test_somebody_from_outside_is_written_down_by_name(page, desk, qtbot):
    page.commands()["new"]()
    editor = page.ledger.pane.editor
    assert QApplication.focusWidget() is editor.household.box
    write_in("外来商户赵老板")
    qtbot.keyClick(editor.household.box, Qt.Key.Key_Return)
    qtbot.keyClick(editor.household.box, Qt.Key.Key_Return)
    assert editor.form.values()["applicant"] == "外来商户赵老板"
    editor.form.set_value("title", "摊位纠纷")
    editor.save()
    (key,) = desk.office.concerns.ids()
    assert detail(desk, key).household_id is None
    assert detail(desk, key).values["applicant"] == "外来商户赵老板"


def test_a_plan_is_asked_where_the_rule_wants_one(page, desk):
    page.commands()["new"]()
    form = page.ledger.pane.editor.form
    form.set_value("title", "修路")
    assert not form.editor("plan").isVisible()
    form.set_value("disposition", "coordinate")
    assert form.editor("plan").isVisible()
    page.commands()["save"]()
    assert form.problem("plan") == "协调办、上报办的事项须写明方案措施。"
    assert list(desk.office.concerns.ids()) == []


def test_reception_half_typed_survives_a_power_cut(page, desk, qtbot, notices):
    where = Destination(CONCERNS, Kind.HOUSEHOLD, household(desk, 3), view=RECEPTION)
    page.show_destination(where)
    editor = page.ledger.pane.editor
    editor.form.set_value("title", "水管破裂")
    assert KEPT_AFTER_MS < 2000
    editor._drafts._soon.timeout.emit()
    again = opened(desk, qtbot)
    again.show_destination(where)
    assert again.ledger.pane.editor.form.values()["title"] == "水管破裂"
    assert notices[-1][0] == "已接上次没有保存的内容"
    other = Destination(CONCERNS, Kind.HOUSEHOLD, household(desk, 4), view=RECEPTION)
    again.show_destination(other)
    assert "title" not in again.ledger.pane.editor.form.values()
    again.show_destination(where)
    again.ledger.pane.save()
    assert desk.office.drafts.all() == ()


def test_nothing_is_kept_of_a_reception_in_which_nothing_was_typed(page, desk):
    where = Destination(CONCERNS, Kind.HOUSEHOLD, household(desk), view=RECEPTION)
    page.show_destination(where)
    page.keep_draft()
    assert desk.office.drafts.all() == ()
    assert not page.ledger.pane.editor.dirty


def test_escape_gives_up_and_the_notice_brings_it_back(page, desk, qtbot, notices):
    registered(desk)
    page.commands()["new"]()
    editor = page.ledger.pane.editor
    editor.form.set_value("title", "不要了")
    editor.form.focus_field("title")
    press(qtbot, "Esc")
    assert not page.ledger.pane.is_new
    assert notices[-1][:2] == ("已放弃未保存的内容", "恢复")


def test_a_visit_becomes_a_concern(page, desk):
    family = desk.office.households.detail(household(desk))
    visit, _ = desk.office.visits.save(
        VisitDraft(
            None,
            0,
            {"on": TODAY, "way": "visit", "said": "饮水困难。管道老化"},
            households=(Named(family.id, family.head),),
            cadres=(Named(None, "李强"),),
        )
    )
    page.show_destination(Destination(CONCERNS, Kind.VISIT, visit, view="from:"))
    typed = page.ledger.pane.editor.form.values()
    assert typed["title"] == "饮水困难"
    assert typed["first_receiver"] == "李强"
    page.commands()["save"]()
    (key,) = desk.office.concerns.ids()
    assert detail(desk, key).visit_id == visit
    assert detail(desk, key).household_id == family.id


def test_window_leads_back_to_a_reception_half_typed(desk, qtbot):
    where = household(desk, 2)
    desk.office.drafts.keep("reception", str(where), {"values": {"title": "水管破裂"}})
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice._text.text() == "上次有 1 份没填完，已替您存着"
    window.notice._action.click()
    assert window.page().name == CONCERNS
    assert window.page().ledger.pane.editor.form.values()["title"] == "水管破裂"


def test_reception_is_stored_through_the_threads_of_the_window(practice_office, qtbot):
    unhandled = []
    lanes = ThreadLanes(unhandled.append)
    desk = DeskContext(practice_office, lanes, settings=QSettings())
    page = opened(desk, qtbot)
    where = household(desk)
    page.show_destination(Destination(CONCERNS, Kind.HOUSEHOLD, where, view=RECEPTION))
    form = page.ledger.pane.editor.form
    qtbot.waitUntil(lambda: "applicant" in form.values())
    assert not page.ledger.pane.editor.dirty
    form.set_value("title", "水管破裂")
    form.set_value("limit", "5个工作日")
    qtbot.waitUntil(lambda: "limit_on" in form.values())
    page.commands()["save"]()
    qtbot.waitUntil(lambda: page.ledger.pane.head.title.text() == "水管破裂")
    (key,) = practice_office.concerns.ids()
    assert detail(desk, key).household_id == where
    assert unhandled == []
    lanes.close()


def test_choosing_another_concern_keeps_what_was_half_typed(page, desk, notices):
    other = registered(desk)
    where = household(desk, 3)
    page.show_destination(Destination(CONCERNS, Kind.HOUSEHOLD, where, view=RECEPTION))
    second = registered(desk, title="修路")
    assert page.ledger.pane.is_new
    page.ledger.pane.editor.form.set_value("title", "水管破裂")
    page.ledger.list.view.setFocus()
    page.ledger.list.show_record(other)
    page.ledger.list.show_record(second)
    assert page.ledger.pane.head.title.text() == "修路"
    assert ("没登记完的已替您存着", "接着填") in [told[:2] for told in notices]
    resume = next(told[2] for told in notices if told[1] == "接着填")
    resume()
    assert page.ledger.pane.editor.form.values()["title"] == "水管破裂"
