from datetime import timedelta

import pytest

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.concern import ConcernDraft, ConcernFilter
from liaison_desktop.domain.terms.concern import ConcernState, ConcernStepKind
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.importing.nouns import NOUN_OF, guessed_noun
from liaison_desktop.ui.matters.concern_columns import ALL, AMBER, OPEN, OVERDUE, OWED
from liaison_desktop.ui.matters.concern_page import (
    CALENDAR,
    LEDGER,
    MONTH_END,
)
from liaison_desktop.ui.matters.concern_pane import FIELDS, FILES, RECORD
from liaison_desktop.ui.page import CONCERNS, Destination
from tests.ui.concern_acts import (
    detail,
    forget_ledger,
    heard,
    opened,
    press,
    printed,
    registered,
    take,
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


def test_first_receiver_stays_and_the_owner_is_chosen_by_initials(page, desk, qtbot):
    key = registered(desk)
    page.ledger.show_destination(Destination(CONCERNS, Kind.CONCERN, key))
    press(qtbot, "Alt+J")
    strip = page.ledger.pane.strip
    box = strip.cell("owner").editor
    cadre = next(iter(desk.office.cadres.rows(desk.office.cadres.ids(CadreFilter())).values()))
    box.lineEdit().setText(cadre.name)
    box.setFocus()
    press(qtbot, "Return")
    press(qtbot, "Return")
    stored = detail(desk, key)
    assert (stored.owner, stored.owner_id) == (cadre.name, cadre.id)
    assert stored.first_receiver == "张三"
    assert not page.ledger.pane.editor.form.editor("first_receiver").isVisible()


def test_concern_is_walked_to_its_end_by_keys_alone(page, desk, qtbot, notices):
    key = registered(desk, limit=TODAY + timedelta(days=10))
    page.ledger.list.view.setFocus()
    press(qtbot, "Alt+L")
    assert detail(desk, key).state is S.IN_HAND
    press(qtbot, "Alt+N")
    write_in("已到现场查看")
    press(qtbot, "Ctrl+Return")
    press(qtbot, "Return")
    press(qtbot, "Alt+W")
    write_in("水管已换")
    page.commands()["save"]()
    assert detail(desk, key).values["done_on"] == TODAY
    press(qtbot, "Alt+K")
    strip = page.ledger.pane.strip
    assert strip.values()["feedback_to"] == detail(desk, key).values["applicant"]
    type_in(qtbot, "dhfk")
    press(qtbot, "Return")
    press(qtbot, "Return")
    type_in(qtbot, "my")
    press(qtbot, "Return")
    assert detail(desk, key).values["feedback_way"] == "phone"
    assert detail(desk, key).values["satisfaction"] == "satisfied"
    press(qtbot, "Alt+C")
    stored = detail(desk, key)
    assert stored.state is S.STRUCK_OFF
    kinds = [step.kind for step in stored.steps]
    assert kinds == [
        K.REGISTERED, K.ACCEPTED, K.PROGRESS, K.DONE, K.FED_BACK, K.STRUCK_OFF,
    ]  # fmt: skip
    assert page.ledger.pane.record.lines()[0].startswith(f"{TODAY.isoformat()} 销号")
    assert notices[-1][0] == f"{stored.number} 已登记：销号"
    assert strip.step is None


def test_a_step_without_its_reason_says_so_and_stores_nothing(page, desk, qtbot):
    key = registered(desk)
    press(qtbot, "Alt+T")
    pane = page.ledger.pane
    pane.save()
    assert pane.strip.cell("reason").problem() == "请填写退回理由"
    assert detail(desk, key).state is S.PENDING
    press(qtbot, "Esc")
    assert pane.strip.step is None
    assert not pane.strip.isVisible()


def test_a_refusal_of_the_service_stands_in_the_strip(page, desk, qtbot):
    key = registered(desk)
    press(qtbot, "Alt+Y")
    strip = page.ledger.pane.strip
    for name, value in (("limit_on", TODAY), ("approved_by", "王镇长"), ("reason", "等材料")):
        strip.cell(name).editor.set_value(value)
    page.ledger.pane.save()
    assert strip.problem.text() == "这件事项没有办结时限，请直接填写时限，不必延期。"
    assert strip.isVisible()
    assert detail(desk, key).values.get("limit_on") is None


def test_only_steps_that_may_be_taken_are_offered(page, desk, qtbot):
    key = registered(desk, limit=TODAY)
    head = page.ledger.pane.head
    assert next(iter(head.buttons)) is K.ACCEPTED
    assert K.FED_BACK not in head.allowed()
    take(desk, key, "pause", "等批复")
    assert next(iter(head.buttons)) is K.RESUMED
    assert head.light.text() == "暂停计时"
    press(qtbot, "Alt+Z")
    page.ledger.pane.save()
    assert K.RESUMED not in head.allowed()


def test_escalation_goes_only_upwards_and_offers_its_application(
    page, desk, qtbot, notices, papers
):
    key = registered(desk, limit=TODAY + timedelta(days=9))
    head, strip = page.ledger.pane.head, page.ledger.pane.strip
    assert not head.papers["application"].isEnabled()
    press(qtbot, "Alt+B")
    box = strip.cell("level").editor
    assert [box.itemText(place) for place in range(box.count())] == ["镇", "县"]
    for name, value in (("level", "township"), ("note", "请拨水管"), ("plan", "村里出工")):
        strip.cell(name).editor.set_value(value)
    page.ledger.pane.save()
    assert detail(desk, key).state is S.ESCALATED
    assert notices[-1][3][0] == "打印办理申请单"
    notices[-1][3][1]()
    assert papers[-1][1].draw(None, "").startswith(b"%PDF")
    assert head.papers["application"].isEnabled()


def test_escalation_asks_for_the_limit_of_a_concern_without_one(page, desk, qtbot):
    key = registered(desk)
    strip = page.ledger.pane.strip
    press(qtbot, "Alt+B")
    assert strip.values() == {"level": "township"}  # the next level up stands already
    write_in("请拨水管")
    press(qtbot, "Ctrl+Return")
    write_in("村里出工")
    page.ledger.pane.save()
    assert strip.cell("limit_on").problem() == "请填写办结时限"
    type_in(qtbot, (TODAY + timedelta(days=5)).strftime("%Y%m%d"))
    page.ledger.pane.save()
    stored = detail(desk, key)
    assert stored.state is S.ESCALATED
    assert stored.limit_today == TODAY + timedelta(days=5)


def test_words_typed_in_a_line_of_a_step_are_kept_and_stored(page, desk, qtbot):
    key = registered(desk)
    press(qtbot, "Alt+D")
    type_in(qtbot, "wang")
    press(qtbot, "Return")
    write_in("三天内报结果")
    page.ledger.pane.save()
    assert detail(desk, key).steps[-1].note == "wang督办：三天内报结果"


def test_an_answer_of_the_store_takes_the_keys_from_nobody(page, desk, qtbot):
    box = page.ledger.place.village
    box.setFocus()
    key = registered(desk)  # at another desk, say; it is the first, and is shown
    assert page.ledger.pane.detail.id == key
    assert page.ledger.pane.record.isVisible()
    assert box.hasFocus()


def test_what_was_done_stays_in_sight_while_the_next_step_is_written(page, desk, qtbot):
    page.resize(1300, 620)  # what a small screen leaves
    registered(desk)
    pane = page.ledger.pane
    press(qtbot, "Alt+W")
    assert pane.strip.step is not None
    assert pane.record.isVisible()
    assert not pane.parts.isVisible()
    assert pane.record.height() >= pane.record.fontMetrics().height() * 3
    page.resize(1300, 460)
    qtbot.waitUntil(lambda: not pane.record.isVisible())


def test_escape_leads_from_the_fields_back_to_the_list(page, desk, qtbot):
    key = registered(desk)
    page.ledger.list.view.setFocus()
    press(qtbot, "Return")
    assert page.ledger.pane.editor.form.focused_field() == "title"
    write_in("改")
    press(qtbot, "Esc")  # gives up what was typed
    assert not page.ledger.list.view.hasFocus()
    press(qtbot, "Esc")
    assert page.ledger.list.view.hasFocus()
    assert page.ledger.list.current_id() == key


def test_a_step_given_up_gives_the_keys_back_to_the_fields(page, desk, qtbot):
    registered(desk)
    page.ledger.pane.edit()
    press(qtbot, "Alt+W")
    press(qtbot, "Esc")
    assert page.ledger.pane.editor.form.focused_field() == "title"


def test_a_step_given_up_comes_back_with_what_was_typed(page, desk, qtbot, notices):
    registered(desk)
    strip = page.ledger.pane.strip
    press(qtbot, "Alt+W")
    press(qtbot, "Esc")
    assert notices == []  # nothing was typed
    press(qtbot, "Alt+W")
    write_in("水管已换，等验收")
    press(qtbot, "Esc")
    assert strip.step is None
    text, action, restore, _ = notices[-1]
    assert (text, action) == ("已放弃没有登记的“办结”", "恢复")
    restore()
    assert strip.values()["result"] == "水管已换，等验收"


def test_conversion_is_told_before_it_is_done_and_leads_to_the_dispute(page, desk, qtbot):
    key = registered(desk)
    went = []
    desk.went.connect(went.append)
    press(qtbot, "Alt+M")
    strip = page.ledger.pane.strip
    assert strip.isVisible()
    assert detail(desk, key).state is S.PENDING
    strip.confirm_button.click()
    stored = detail(desk, key)
    assert stored.state is S.CONVERTED
    page.ledger.pane.head.dispute_button.click()
    assert (went[-1].kind, went[-1].record) == (Kind.DISPUTE, stored.dispute_id)


def test_fields_are_corrected_and_saved(page, desk, qtbot):
    key = registered(desk)
    page.commands()["edit"]()
    assert page.ledger.pane.parts.current() == FIELDS
    form = page.ledger.pane.editor.form
    assert not page.ledger.pane.editor.dirty
    form.set_value("title", "主水管破裂")
    page.commands()["save"]()
    assert detail(desk, key).values["title"] == "主水管破裂"
    assert detail(desk, key).owner == "张三"
    assert not page.ledger.pane.editor.dirty


def test_step_taken_while_fields_are_typed_leaves_them_and_they_still_save(page, desk):
    key = registered(desk)
    page.commands()["edit"]()
    form = page.ledger.pane.editor.form
    form.set_value("content", "三天没有水")
    take(desk, key, "supervise", "王镇长", "月底前办好")
    assert form.values()["content"] == "三天没有水"
    page.commands()["save"]()
    assert detail(desk, key).values["content"] == "三天没有水"


def test_stale_save_shows_both_values_and_mine_can_be_kept(page, desk):
    key = registered(desk)
    page.commands()["edit"]()
    pane = page.ledger.pane
    pane.editor.form.set_value("title", "我写的")
    stored = detail(desk, key)
    theirs = {**stored.values, "title": "他们写的"}
    desk.office.concerns.save(
        ConcernDraft(key, stored.version, theirs, household_id=stored.household_id, owner="张三")
    )
    page.commands()["save"]()
    (dialog,) = page.findChildren(ConflictDialog)
    dialog.keep_mine.emit()
    dialog.close()
    assert detail(desk, key).values["title"] == "我写的"


def test_step_half_typed_survives_a_power_cut(page, desk, qtbot):
    key = registered(desk)
    press(qtbot, "Alt+W")
    write_in("水管已换，等验收")
    page.ledger.pane._steps_kept._soon.timeout.emit()
    again = opened(desk, qtbot)
    strip = again.ledger.pane.strip
    assert strip.values()["result"] == "水管已换，等验收"
    again.ledger.pane.save()
    assert detail(desk, key).values["result"] == "水管已换，等验收"
    assert desk.office.drafts.all() == ()


def test_chips_and_filters_count_what_they_show(page, desk):
    registered(desk, limit=TODAY - timedelta(days=2), received=TODAY - timedelta(days=9))
    done = registered(desk, title="修路")
    take(desk, done, "finish", TODAY, "修好了")
    chips = page.ledger.chips
    assert chips.chip(ALL).text() == "全部 2"
    assert chips.chip(OVERDUE).text() == "超期 1"
    assert chips.chip(OWED).text() == "待反馈销号 1"
    assert chips.chip(AMBER).text() == "临期 0"
    page.ledger.category.setCurrentIndex(page.ledger.category.findData("proposal"))
    assert len(page.ledger.list.model.ids) == 0
    page.ledger.clear_button.click()
    assert len(page.ledger.list.model.ids) == 2


def test_a_filter_of_another_page_chooses_its_chip(page, desk):
    overdue = registered(desk, limit=TODAY - timedelta(days=2), received=TODAY - timedelta(days=9))
    other = registered(desk)
    page.show_destination(Destination(CONCERNS, filter=ConcernFilter(overdue=True)))
    assert page.ledger.chips.current() == OVERDUE
    assert list(page.ledger.list.model.ids) == [overdue]
    page.show_destination(Destination(CONCERNS, filter=ConcernFilter(ids=(other,))))
    assert list(page.ledger.list.model.ids) == [other]
    assert page.ledger.narrowed.isVisible()
    assert page.ledger.filter_of(OPEN).states


def test_attachments_are_added_told_and_taken_off(page, desk, tmp_path, notices):
    key = registered(desk)
    photo, program = tmp_path / "现场.jpg", tmp_path / "x.exe"
    photo.write_bytes(b"\xff\xd8\xff\xe0photo")
    program.write_bytes(b"MZ program")
    pane = page.ledger.pane
    pane.show_part(FILES)
    pane.files.add_files([photo, program])
    assert [one.name for one in desk.office.attachments.of(Kind.CONCERN, key)] == ["现场.jpg"]
    assert "x.exe" in pane.files.problem.text()
    assert pane.parts.segment(FILES).text() == "附件 1"
    pane.files.remove_current()
    assert desk.office.attachments.of(Kind.CONCERN, key) == ()
    notices[-1][2]()
    assert len(pane.files.attachments) == 1


def test_views_are_chosen_by_destination_and_new_begins_from_any(page):
    page.show_destination(Destination(CONCERNS, view=MONTH_END))
    assert page.segments.current() == MONTH_END
    page.show_destination(Destination(CONCERNS, view=CALENDAR))
    assert page.segments.current() == CALENDAR
    page.commands()["new"]()
    assert page.segments.current() == LEDGER
    assert page.ledger.pane.is_new


def test_list_is_exported_as_it_is_filtered_and_imported_by_name(page, desk, tmp_path):
    wanted = []
    desk.export_wanted.connect(lambda what, which: wanted.append((what, which)))
    page.commands()["export"]()
    assert wanted == [(CONCERNS, page.ledger.filter())]
    assert NOUN_OF[guessed_noun(tmp_path / "2023年民情台账.xlsx")].service == "concern_import"


def test_record_comes_back_when_another_concern_is_chosen(page, desk):
    first, second = registered(desk), registered(desk, title="修路")
    page.commands()["edit"]()
    page.ledger.list.show_record(second)
    assert page.ledger.pane.parts.current() == RECORD
    assert page.ledger.pane.head.title.text() == "修路"
    page.ledger.list.show_record(first)
    assert page.ledger.pane.head.title.text() == "水管破裂"
