"""矛盾纠纷: the ledger, the form with its parties, the steps, zero reports and settings."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.dispute import DisputeDraft, DisputeFilter, Party
from liaison_desktop.domain.terms.dispute import (
    DisputeState,
    DisputeStepKind,
    Side,
)
from liaison_desktop.ui.draft_keeper import KEPT_AFTER_MS
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.matters.dispute_columns import FILED, OPEN, OVERDUE, UNLINKED, light_words
from liaison_desktop.ui.matters.dispute_page import DisputePage
from liaison_desktop.ui.page import DISPUTES, Destination
from tests.ui.dispute_desk import accepted, heads, opened, outsider, pick, registered, show


@pytest.fixture
def outsiders(practice_office):
    """Two disputes between outsiders, beside whatever the practice station has."""
    return tuple(registered(practice_office, first) for first in ("古月", "白云"))


@pytest.fixture
def page(desk, outsiders, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def told(desk):
    heard = []
    desk.noticed.connect(lambda text, action, then: heard.append((text, action, then)))
    return heard


def test_list_shows_counts_and_the_newest_beside_it(page, desk, outsiders):
    ledger = page.ledger
    count = desk.office.disputes.count(DisputeFilter())
    assert ledger.chips.chip("all").text() == f"全部 {count}"
    open_count = desk.office.disputes.count(DisputeFilter(open=True))
    assert ledger.chips.chip(OPEN).text() == f"在办 {open_count}"
    assert ledger.dispute_pane.view.detail.id == outsiders[-1]
    ledger.chips.chip(FILED).click()
    assert list(ledger.list.model.ids) == list(
        desk.office.disputes.ids(DisputeFilter(states=(DisputeState.FILED,)))
    )


def test_clock_reads_in_words():
    assert light_words(Light.RED, -3) == "超期 3 天"
    assert light_words(Light.AMBER, 0) == "今天到期"
    assert light_words(Light.GREY, 9) == "剩 9 天"
    assert light_words(Light.PAUSED, 9) == "已暂停"
    assert light_words(Light.DONE, None) == ""


def test_filters_by_class_risk_and_destination(page, desk, outsiders):
    ledger = page.ledger
    ledger.category.setCurrentIndex(ledger.category.findData("02"))
    assert ledger.filter() == DisputeFilter(category="02")
    assert set(outsiders) <= set(ledger.list.model.ids)
    page.show_destination(Destination(DISPUTES, filter=DisputeFilter(overdue=True)))
    assert ledger.chips.current() == OVERDUE
    assert ledger.filter() == DisputeFilter(overdue=True)
    page.show_destination(Destination(DISPUTES, filter=DisputeFilter(household_id=1)))
    assert ledger.filter() == DisputeFilter(household_id=1)
    assert not ledger.narrowed.isHidden()


def test_register_knows_its_people_and_gives_the_village(page, desk):
    first = heads(desk.office)[0]
    page.ledger.begin_new()
    editor = page.ledger.dispute_pane.editor
    row = editor.parties.row(Side.FIRST, 0)
    pick(row, first.head)
    party = editor.parties.parties()[0]
    assert party.name == first.head
    assert party.resident_id is not None
    assert first.village in row.words.text()
    assert editor.form.values()["village"] == first.village
    assert row.chip.isHidden()
    # Another name is another person: nothing of the register stays.
    row.box.setText("")
    QTest.keyClicks(row.box, "xx")
    assert editor.parties.parties()[0].resident_id is None
    assert editor.parties.parties()[0].values == {}
    assert row.chip.text() == "待核对"


def test_typed_outsider_gets_fields_of_his_own(page, desk, qtbot):
    page.ledger.begin_new()
    pane = page.ledger.dispute_pane
    row = pane.editor.parties.row(Side.FIRST, 0)
    row.box.setText("")
    QTest.keyClicks(row.box, "Qqzzj")
    QTest.keyClick(row.box, Qt.Key.Key_Return)  # nobody of that name
    QTest.keyClick(row.box, Qt.Key.Key_Return)
    form = row._form
    assert form is not None
    assert form.isVisible()
    QTest.keyClick(form.editor("is_outsider"), Qt.Key.Key_Space)
    QTest.keyClicks(form.editor("phone"), "13812345678")
    QTest.keyClick(form.editor("phone"), Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert pane.editor.is_new, "Esc closed the fields, not the form"
    party = pane.editor.parties.parties()[0]
    assert party.values == {"is_outsider": True, "phone": "13812345678"}
    assert "138****5678" in row.words.text()
    assert row.chip.text() == "册外"


def test_new_dispute_needs_a_party_or_a_name(page, desk):
    page.ledger.begin_new()
    editor = page.ledger.dispute_pane.editor
    editor.form.set_value("facts", "说不清")
    editor.save()
    assert "纠纷名称或当事人" in editor.form.problem("title")
    editor.form.set_value("title", "水渠纠纷")
    editor.save()
    assert page.ledger.dispute_pane.view.detail.values["title"] == "水渠纠纷"
    assert not editor.is_new
    assert page.ledger.list.current_id() == page.ledger.dispute_pane.view.detail.id


def test_risk_proposes_the_limit_until_one_is_typed(page, desk):
    page.ledger.begin_new()
    form, today = page.ledger.dispute_pane.editor.form, desk.office.context.today()
    form.set_value("risk", "red")
    assert form.values()["limit_on"] == today + timedelta(days=3)
    form.set_value("risk", "blue")
    assert form.values()["limit_on"] == today + timedelta(days=30)
    form.set_value("limit_on", today + timedelta(days=5))
    form.set_value("risk", "orange")
    assert form.values()["limit_on"] == today + timedelta(days=5)


def test_earlier_matter_of_the_two_comes_up_while_they_are_typed(page, desk, outsiders, told):
    page.ledger.begin_new()
    pane = page.ledger.dispute_pane
    pane.editor.parties.restore([outsider(Side.SECOND, "古月"), outsider(Side.FIRST, "江河")])
    pane.editor.parties.changed.emit()
    assert pane.editor.earlier.isHidden()
    pane.editor.earlier.ask_now()
    (matter,) = pane.editor.earlier.matters
    assert matter.dispute_id == outsiders[0]
    assert pane.editor.earlier.isVisible()
    pane.editor.earlier._lines.itemAt(0).widget().click()
    assert pane.view.detail.id == outsiders[0]
    assert not pane.is_new
    assert told[-1][1] == "接着填"
    told[-1][2]()
    assert pane.is_new
    assert [party.name for party in pane.editor.parties.parties()] == ["江河", "古月"]


def test_new_dispute_survives_a_power_cut(page, desk, qtbot):
    page.ledger.begin_new()
    editor = page.ledger.dispute_pane.editor
    editor.parties.restore([outsider(Side.FIRST, "古月")])
    editor.form.set_value("facts", "还没有写完")
    qtbot.waitUntil(lambda: desk.office.drafts.find("dispute", "") is not None, timeout=4000)
    again = DisputePage(desk)
    qtbot.addWidget(again)
    again.show()
    again.ledger.begin_new()
    restored = again.ledger.dispute_pane.editor
    assert restored.form.values()["facts"] == "还没有写完"
    assert restored.parties.parties()[0].values == {"is_outsider": True}
    restored.save()
    assert desk.office.drafts.find("dispute", "") is None


def test_looking_at_another_dispute_keeps_no_empty_draft(page, desk, outsiders, qtbot):
    pane = show(page, outsiders[0])
    pane.editor.form.set_value("demands", "要水")
    pane = show(page, outsiders[1])
    page.ledger.begin_new()
    pane.editor.discard()
    kept = {draft.record: draft for draft in desk.office.drafts.all()}
    assert set(kept) == {str(outsiders[0])}
    assert kept[str(outsiders[0])].values["form"]["demands"] == "要水"
    assert show(page, outsiders[0]).editor.form.values()["demands"] == "要水"


def test_step_asks_only_its_fields_and_refuses_in_one_sentence(page, desk, outsiders):
    pane = show(page, outsiders[0])
    pane.take_step(DisputeStepKind.EXTENDED.value)
    panel = pane.panel
    assert list(panel.form.values()) == ["new_limit"]
    panel.store()
    assert panel.form.problem("approved_by") == "请填写同意或批准人"
    panel.form.set_value("approved_by", "李站长")
    panel.form.set_value("reason", "等测量")
    panel.form.set_value("new_limit", desk.office.context.today())
    panel.store()
    assert "新时限应晚于原时限" in panel.problem.text()
    panel.form.set_value("new_limit", desk.office.context.today() + timedelta(days=40))
    panel.store()
    assert not panel.is_open
    detail = pane.view.detail
    assert detail.values["limit_on"] == desk.office.context.today() + timedelta(days=40)
    assert detail.steps[-1].approved_by == "李站长"


def test_half_typed_step_survives_a_power_cut(page, desk, outsiders, qtbot):
    pane = show(page, outsiders[0])
    pane.take_step(DisputeStepKind.FIRST_AID.value)
    pane.panel.form.set_value("text", "先劝开")
    kept = str(outsiders[0])
    qtbot.waitUntil(
        lambda: desk.office.drafts.find("dispute_step", kept) is not None,
        timeout=KEPT_AFTER_MS + 2500,
    )
    again = DisputePage(desk)
    qtbot.addWidget(again)
    again.show()
    panel = show(again, outsiders[0]).panel
    assert panel.is_open
    assert panel.form.values()["text"] == "先劝开"
    panel.store()
    assert desk.office.disputes.detail(outsiders[0]).state is DisputeState.FIRST_AID
    assert desk.office.drafts.find("dispute_step", kept) is None


def test_steps_offered_are_those_allowed(page, desk, outsiders):
    pane = show(page, outsiders[0])
    assert pane.head.step_button("受理") is not None
    assert pane.head.step_button("调解") is None
    assert not pane.head.actions_by_key["mediated"].isEnabled()
    accepted(desk, outsiders[0])
    page.refresh()
    assert pane.head.step_button("告知权利义务").property("variant") == "primary"
    pane.take_step("informed")
    pane.panel.store()
    assert pane.head.step_button("告知权利义务") is None
    assert pane.head.step_button("达成协议").property("variant") == "primary"
    assert pane.head.actions_by_key["supervised"].isEnabled()


def test_oral_agreement_has_no_seal_and_is_not_offered_for_contracted_land(page, desk):
    key = registered(desk.office, "水生", category="0901")
    accepted(desk, key)
    pane = show(page, key)
    pane.take_step(DisputeStepKind.AGREED.value)
    panel = pane.panel
    assert "土地承包" in panel.hint.text()
    panel.form.set_value("terms", "各种各的")
    panel.form.set_value("form", "oral")
    assert not panel.form.editor("sealed_on").isVisible()
    panel.store()
    assert "应当制作书面调解协议书" in panel.problem.text()
    panel.form.set_value("form", "written")
    assert panel.form.editor("sealed_on").isVisible()
    panel.store()
    assert pane.view.detail.state is DisputeState.AGREED


def test_confirmation_counts_its_days_or_says_why_not(page, desk):
    key = registered(desk.office, "水生", category="0901")
    accepted(desk, key)
    pane = show(page, key)
    for terms, offered in (("甲方补偿乙方300元", True), ("三亩山林归甲方所有", False)):
        pane.take_step(DisputeStepKind.AGREED.value)
        pane.panel.form.set_value("terms", terms)
        pane.panel.store()
        action = pane.head.actions_by_key["confirmed"]
        assert action.isEnabled() is offered
        assert ("权属" in pane.head.why_not.text()) is not offered
        if offered:
            pane.take_step(DisputeStepKind.CONFIRMED.value)
            assert pane.view.detail.confirm_until.isoformat() in pane.panel.hint.text()
            pane.panel.cancel()


def test_session_is_opened_from_the_record_and_changed(page, desk, outsiders):
    accepted(desk, outsiders[0])
    pane = show(page, outsiders[0])
    pane.show_part("record")
    tree = pane.record.tree
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert pane.panel.is_open
    assert pane.panel.form.values()["text"] == "谈成"
    pane.panel.form.set_value("text", "谈成，各让一步")
    pane.save()
    (session,) = desk.office.disputes.detail(outsiders[0]).mediations
    assert session.values["text"] == "谈成，各让一步"


def test_stale_form_shows_both_values_and_mine_can_be_kept(page, desk, outsiders):
    pane = show(page, outsiders[0])
    detail = pane.view.detail
    theirs = {**detail.values, "facts": "他们改的"}
    draft = DisputeDraft(detail.id, detail.version, theirs, detail.parties)
    desk.office.disputes.save(draft)
    pane.editor.form.set_value("facts", "我改的")
    pane.save()
    (dialog,) = page.findChildren(ConflictDialog)
    dialog.keep_mine.emit()
    dialog.reject()
    assert desk.office.disputes.detail(detail.id).values["facts"] == "我改的"


def test_limit_of_a_stored_dispute_moves_only_by_extension(page, desk, outsiders):
    pane = show(page, outsiders[0])
    assert not pane.editor.form.editor("limit_on").isEnabled()
    page.ledger.begin_new()
    assert pane.editor.form.editor("limit_on").isEnabled()


def test_party_waiting_is_listed_and_linked(page, desk, outsiders):
    office = desk.office
    parties = (Party(None, Side.FIRST, "王某某"), outsider(Side.SECOND, "江河"))
    values = {"found_on": office.context.today(), "category": "0201"}
    key = office.disputes.save(DisputeDraft(None, 0, values, parties))[0]
    page.refresh()
    page.ledger.chips.chip(UNLINKED).click()
    assert key in page.ledger.list.model.ids
    pane = show(page, key)
    pick(pane.editor.parties.row(Side.FIRST, 0), heads(office)[0].head)
    pane.save()
    assert key not in office.disputes.ids(DisputeFilter(unlinked=True))


def test_a_party_waiting_is_marked_as_nobody_of_the_register(page, desk, outsiders, told):
    office = desk.office
    offered = []
    desk.offered.connect(lambda text, action, then, also: offered.append((text, action, then)))
    parties = (Party(None, Side.FIRST, "王某某"), Party(None, Side.SECOND, "赵某某"))
    values = {"found_on": office.context.today(), "category": "0201"}
    key = office.disputes.save(DisputeDraft(None, 0, values, parties))[0]
    page.refresh()
    pane = show(page, key)
    first, second = (pane.editor.parties.row(side, 0) for side in Side)
    assert first.outsider_button.isVisibleTo(pane)
    first.outsider_button.click()
    stored = office.disputes.detail(key).parties
    assert [bool(party.values.get("is_outsider")) for party in stored] == [True, False]
    assert not first.outsider_button.isVisibleTo(pane)
    assert first.chip.text() == "册外"
    assert not pane.editor.dirty
    (told + offered)[-1][2]()
    assert first.outsider_button.isVisibleTo(pane)
    pane.editor.form.set_value("place", "大田")  # amid typing it is stored with the rest
    pane.editor.form.changed.emit()
    second.outsider_button.click()
    assert not office.disputes.detail(key).parties[1].values.get("is_outsider")
    pane.save()
    stored = office.disputes.detail(key)
    assert stored.parties[1].values["is_outsider"] is True
    assert stored.values["place"] == "大田"
