from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from liaison_desktop.domain.cadres.cadre import CadreDraft, CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui.cadres.cadre_choice import CadreBox, fits
from liaison_desktop.ui.cadres.cadre_view import EVERYBODY, LEFT, NONE, SHORT
from liaison_desktop.ui.cadres.coverage_meter import percent_words
from liaison_desktop.ui.cadres.handover_dialog import HandoverDialog
from liaison_desktop.ui.cadres.page import COVERAGE, PAIRING, PEOPLE, RULES, CadrePage
from liaison_desktop.ui.cadres.pairing_households import EVERYTHING, TICKED, UNPAIRED
from liaison_desktop.ui.draft_keeper import KEPT_AFTER_MS
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.page import CADRES, Destination

TODAY = date(2023, 6, 30)


def opened(desk, qtbot):
    page = CadrePage(desk)
    qtbot.addWidget(page)
    page.resize(1300, 760)
    page.show()
    return page


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def notices(desk):
    told = []
    desk.noticed.connect(lambda text, action, then: told.append((text, action, then)))
    return told


def click(widget, qtbot):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def cadre_ids(desk):
    return list(desk.office.cadres.ids(CadreFilter()))


def open_households_of(desk, cadre_id):
    """Take all households away from a cadre, so that they have nobody."""
    detail = desk.office.cadres.detail(cadre_id)
    pairings = [one.pairing_id for one in detail.households]
    changes = desk.office.pairings.end(pairings, TODAY - timedelta(days=1))
    desk.bus.tell(changes)
    return [one.household_id for one in detail.households]


def test_list_shows_everybody_in_post_with_counts_and_the_first_beside_it(page, desk):
    view = page.people
    assert len(view.list.model.ids) == 58
    assert view.chips.chip(EVERYBODY).text() == "在岗 58"
    assert view.chips.chip(SHORT).text() == "缺额 0"
    assert view.detail.detail.id == view.list.model.id_at(0)


def test_typing_pinyin_initials_narrows_the_list(page, desk, qtbot):
    rows = desk.office.cadres.rows(cadre_ids(desk))
    expected = [key for key in cadre_ids(desk) if fits(rows[key], "rj")]
    qtbot.keyClicks(page.people.search, "rj")
    page.people._soon.timeout.emit()
    assert list(page.people.list.model.ids) == expected
    assert "任家富" in {rows[key].name for key in expected}


def test_editing_a_phone_saves_it_and_lists_the_cards_to_be_replaced(page, desk, qtbot, notices):
    editor = page.people.detail.editor
    key = page.people.detail.detail.id
    assert not editor.save_button.isEnabled()
    line = editor.form.editor("phone")
    line.selectAll()
    qtbot.keyClicks(line, "13999990000")
    click(editor.save_button, qtbot)
    detail = desk.office.cadres.detail(key)
    assert detail.values["phone"] == "13999990000"
    stale = desk.office.cards.ids(CardFilter(stale=True))
    assert len(stale) == len(detail.households)
    assert notices[-1][0] == f"已保存干部 {detail.name}"
    assert not editor.dirty
    notices[-1][2]()
    assert desk.office.cadres.detail(key).values["phone"] != "13999990000"
    assert editor.form.values()["phone"] != "13999990000"


def test_new_cadre_without_a_name_stays_with_the_problem_under_the_field(page, desk, qtbot):
    view = page.people
    click(view.new_button, qtbot)
    editor = view.detail.editor
    editor.form.editor("unit").setText("财政所")
    click(editor.save_button, qtbot)
    assert editor.form.problem("name") == "请填写干部姓名。"
    assert len(cadre_ids(desk)) == 58
    editor.form.editor("name").setText("赵新来")
    click(editor.save_button, qtbot)
    assert len(cadre_ids(desk)) == 59
    assert view.detail.detail.name == "赵新来"
    assert view.list.current_id() == view.detail.detail.id
    assert view.chips.chip(NONE).text() == "无联系户 1"


def test_stale_save_shows_both_values_and_mine_can_be_kept(page, desk, qtbot):
    editor = page.people.detail.editor
    detail = page.people.detail.detail
    theirs = {**detail.values, "phone": "13711112222"}
    desk.office.cadres.save(
        CadreDraft(detail.id, detail.version, detail.name, detail.unit, detail.team, theirs)
    )
    editor.form.editor("phone").setText("13733334444")
    click(editor.save_button, qtbot)
    dialog = page.findChild(ConflictDialog)
    dialog.keep_mine.emit()
    dialog.accept()
    assert desk.office.cadres.detail(detail.id).values["phone"] == "13733334444"
    assert not editor.dirty


def test_what_was_typed_is_kept_as_a_draft_and_comes_back(page, desk, qtbot, notices):
    editor = page.people.detail.editor
    first, second = page.people.list.model.id_at(0), page.people.list.model.id_at(1)
    editor.form.editor("skills").setText("会计")
    page.people.list.show_record(second)
    assert desk.office.drafts.find("cadre", str(first)).values["skills"] == "会计"
    assert editor.form.values().get("skills") != "会计"
    page.people.list.show_record(first)
    assert editor.form.values()["skills"] == "会计"
    assert editor.dirty
    assert notices[-1][:2] == ("已接上次没有保存的内容", "放弃")
    qtbot.keyClick(editor.form.editor("skills"), Qt.Key.Key_Escape)
    assert desk.office.drafts.find("cadre", str(first)) is None
    assert not editor.dirty
    assert KEPT_AFTER_MS < 2000


def test_leaving_lists_what_is_to_be_handed_over_and_the_handover_takes_it(page, desk, qtbot):
    view = page.people
    key = view.detail.detail.id
    households = {one.household_id for one in view.detail.detail.households}
    click(view.detail.leave_button, qtbot)
    assert view.detail.leave_strip.day.value() == TODAY
    qtbot.keyClick(view.detail.leave_strip.day, Qt.Key.Key_Return)
    assert view.chips.chip(LEFT).text() == "已离岗 1"
    assert desk.office.coverage.on().households_paired == 212 - len(households)
    view.chips.choose(LEFT)
    view.refresh()
    click(view.detail.households.handover_button, qtbot)
    dialog = page.findChild(HandoverDialog)
    receiver = cadre_ids(desk)[0]
    dialog.receiver.set_cadre(receiver)
    assert dialog.confirm_button.text() == f"移交 {len(households)} 户"
    dialog.list.view.selectRow(0)
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Space)
    assert dialog.confirm_button.text() == f"移交 {len(households) - 1} 户"
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Space)
    click(dialog.confirm_button, qtbot)
    taken = {one.household_id for one in desk.office.cadres.detail(receiver).households}
    assert households <= taken
    assert desk.office.coverage.on().households_paired == 212
    assert key not in cadre_ids(desk)


def test_selected_pairings_end_today_and_can_be_undone(page, desk, qtbot, notices):
    pane = page.people.detail.households
    page.people.detail.tabs.chosen.emit("households")
    assert not pane.end_button.isEnabled()
    pane.list.view.selectRow(0)
    click(pane.end_button, qtbot)
    until = [
        one.until for one in desk.office.cadres.detail(page.people.detail.detail.id).households
    ]
    assert until.count(TODAY) == 1
    notices[-1][2]()
    until = [
        one.until for one in desk.office.cadres.detail(page.people.detail.detail.id).households
    ]
    assert until.count(TODAY) == 0


def test_coverage_shows_both_percentages_and_leads_to_the_pairing(page, desk, qtbot):
    first = cadre_ids(desk)[0]
    missing = open_households_of(desk, first)
    page.show_view(COVERAGE)
    view = page.coverage
    assert view.household_meter._percent.text() == percent_words(212 - len(missing), 212)
    assert view.cadre_meter.missing_button.text() == "还差 1 人"
    assert sorted(view.uncovered.model.ids) == sorted(missing)
    assert list(view.idle.model.ids) == [first]
    view.uncovered.view.selectAll()
    click(view.pair_button, qtbot)
    assert page.segments.current() == PAIRING
    assert sorted(page.pairing.households.ticked()) == sorted(missing)


def test_coverage_is_counted_by_village_and_by_group(page, qtbot):
    page.show_view(COVERAGE)
    areas = page.coverage.areas
    assert [areas.model.index(row, 0).data() for row in range(2)] == ["中和村", "补歹村"]
    click(page.coverage.levels.segment("group"), qtbot)
    assert areas.model.rowCount() > 2
    assert areas.model.index(0, 3).data() == "100.0%"


def test_percentages_round_half_up(page):
    assert percent_words(1, 3) == "33.3%"
    assert percent_words(1, 16) == "6.3%"
    assert percent_words(212, 212) == "100.0%"
    assert percent_words(0, 0) == "暂无"


def test_pairing_by_keyboard_stores_one_operation(page, desk, qtbot, notices):
    first = cadre_ids(desk)[0]
    missing = open_households_of(desk, first)
    page.show_view(PAIRING)
    view = page.pairing
    assert view.households.chips.chip(UNPAIRED).text() == f"未结对 {len(missing)}"
    assert not view.pair_button.isEnabled()
    view.choose_cadre(first)
    qtbot.keyClick(view.households.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.households.list.view, Qt.Key.Key_Space)
    assert view.pair_button.text() == f"结对 {len(missing)} 户"
    before = desk.office.history.operations(1)[0].number
    click(view.pair_button, qtbot)
    assert desk.office.coverage.on().households_paired == 212
    assert desk.office.history.operations(1)[0].number == before + 1
    assert notices[-1][1] == "撤销"
    assert len(view.households.list.model.ids) == 0
    assert view.households.ticked() == ()


def test_ticks_stay_when_another_filter_is_chosen(page, qtbot):
    page.show_view(PAIRING)
    households = page.pairing.households
    click(households.chips.chip(EVERYTHING), qtbot)
    households.list.view.selectRow(3)
    qtbot.keyClick(households.list.view, Qt.Key.Key_Space)
    chosen = households.list.current_id()
    village = households.place.village
    village.setCurrentIndex(village.findText("补歹村"))
    assert len(households.list.model.ids) == 80
    assert households.ticked() == (chosen,)
    village.setCurrentIndex(0)
    click(households.chips.chip(TICKED), qtbot)
    assert list(households.list.model.ids) == [chosen]


def test_search_in_the_pairing_finds_a_household_by_its_head(page, desk):
    page.show_view(PAIRING)
    households = page.pairing.households
    households.chips.choose(EVERYTHING)
    key = next(iter(desk.office.households.ids(HouseholdFilter())))
    head = desk.office.households.rows((key,))[key].head
    households.search.setText(head)
    households._soon.timeout.emit()
    assert key in households.list.model.ids
    assert len(households.list.model.ids) < 20


def test_proposal_is_changed_by_hand_and_confirmed_at_once(page, desk, qtbot, notices):
    ids = cadre_ids(desk)
    missing = open_households_of(desk, ids[0]) + open_households_of(desk, ids[1])
    page.show_view(PAIRING)
    click(page.pairing.propose_button, qtbot)
    proposal = page.pairing.proposal
    assert proposal.isVisible()
    assert sorted(pair.household_id for pair in proposal.proposed()) == sorted(missing)
    assert {pair.cadre_id for pair in proposal.proposed()} == {ids[0], ids[1]}
    proposal.pairs.view.selectRow(0)
    changed = proposal.pairs.current_id()
    proposal.receiver.set_cadre(ids[2])
    click(proposal.change_button, qtbot)
    assert next(p.cadre_id for p in proposal.proposed() if p.household_id == changed) == ids[2]
    assert "手工改动 1 户" in proposal._title.text()
    before = desk.office.history.operations(1)[0].number
    click(proposal.confirm_button, qtbot)
    assert desk.office.coverage.on().households_paired == 212
    assert desk.office.history.operations(1)[0].number == before + 1
    assert changed in {one.household_id for one in desk.office.cadres.detail(ids[2]).households}
    assert not proposal.isVisible()


def test_proposal_that_is_not_wanted_stores_nothing(page, desk, qtbot):
    open_households_of(desk, cadre_ids(desk)[0])
    page.show_view(PAIRING)
    before = desk.office.history.operations(1)[0].number
    click(page.pairing.propose_button, qtbot)
    click(page.pairing.proposal.cancel_button, qtbot)
    assert desk.office.history.operations(1)[0].number == before
    assert page.pairing.cadres.isVisible()


def test_rule_set_is_adopted_from_the_choices_and_ended(page, desk, qtbot, notices):
    page.show_view(RULES)
    view = page.rules
    assert view.choices.model.rowCount() == len(desk.office.rule_sets.shipped())
    before = [one.name for one in desk.office.rule_sets.adopted()]
    name = next(
        one.name
        for one in desk.office.rule_sets.shipped()
        if one.name not in before
        and any(rule.indicator == "paired_households" for rule in one.rules)
    )

    def show():
        view.choices.show_record(
            next(key for key, choice in view._choices.items() if choice.name == name)
        )

    def stored():
        return next(one for one in desk.office.rule_sets.adopted() if one.name == name)

    show()
    view.since.setText("2023-1-1")
    click(view.adopt_button, qtbot)
    assert [one.name for one in desk.office.rule_sets.adopted()] == [*before, name]
    assert stored().since == date(2023, 1, 1)
    show()
    assert view.choices.model.index(len(before), 1).data() == "采用中"
    click(view.end_button, qtbot)
    assert stored().until == TODAY
    assert notices[-1][1] == "撤销"


def test_gap_report_leads_to_the_pairing_of_that_cadre(page, desk, qtbot):
    first = cadre_ids(desk)[0]
    open_households_of(desk, first)
    page.show_view(RULES)
    assert list(page.rules.gaps.model.ids) == [first]
    page.rules.gaps.show_record(first)
    click(page.rules.pair_button, qtbot)
    assert page.segments.current() == PAIRING
    assert page.pairing.cadres.row().id == first


def test_destinations_open_a_cadre_a_household_and_a_view(page, desk):
    ids = cadre_ids(desk)
    page.show_destination(Destination(CADRES, Kind.CADRE, ids[7]))
    assert page.people.detail.detail.id == ids[7]
    household = next(iter(desk.office.households.ids(HouseholdFilter())))
    page.show_destination(Destination(CADRES, Kind.HOUSEHOLD, household))
    assert page.pairing.households.ticked() == (household,)
    page.show_destination(Destination(CADRES, view=COVERAGE))
    assert page.coverage.isVisible()
    page.show_destination(Destination(CADRES, filter=CadreFilter(state="short")))
    assert page.segments.current() == PEOPLE
    assert page.people.chips.current() == SHORT


def test_commands_follow_the_view_in_sight(page, desk):
    wanted = []
    desk.import_wanted.connect(lambda noun, path: wanted.append(noun))
    desk.export_wanted.connect(lambda what, which: wanted.append(what))
    page.commands()["import"]()
    page.commands()["export"]()
    page.show_view(PAIRING)
    page.commands()["import"]()
    page.commands()["export"]()
    page.show_view(COVERAGE)
    page.commands()["export"]()
    assert wanted == ["cadres", "cadres", "pairings", "pairings", "coverage"]
    assert "new" not in page.commands()


def test_views_of_an_empty_station_say_what_to_do_next(empty_desk, qtbot):
    wanted = []
    empty_desk.import_wanted.connect(lambda noun, path: wanted.append(noun))
    page = opened(empty_desk, qtbot)
    page.people.list.empty_state.action_requested.emit()
    page.show_view(COVERAGE)
    page.coverage.uncovered.empty_state.action_requested.emit()
    page.show_view(PAIRING)
    page.pairing.households.list.empty_state.action_requested.emit()
    page.pairing.cadres.list.empty_state.action_requested.emit()
    assert wanted == ["cadres", "households", "households", "cadres"]
    assert not page.pairing.pair_button.isEnabled()


def test_proposing_without_a_cadre_tells_why(empty_desk, qtbot, lanes):
    page = opened(empty_desk, qtbot)
    page.show_view(PAIRING)
    click(page.pairing.propose_button, qtbot)
    assert "没有可以结对的在岗干部" in lanes.told[-1].message
    assert page.pairing.propose_button.isEnabled()


def test_cadre_is_chosen_by_the_initials_of_the_name(desk, qtbot):
    box = CadreBox()
    qtbot.addWidget(box)
    rows = desk.office.cadres.rows(cadre_ids(desk))
    box.set_cadres(rows.values())
    wanted = next(row for row in rows.values() if row.name == "任家富")
    box.show()
    qtbot.keyClicks(box.lineEdit(), "rjf")
    box.take_best_hit()
    assert box.cadre_id() == wanted.id
    box.set_cadre(None)
    assert box.cadre_id() is None
