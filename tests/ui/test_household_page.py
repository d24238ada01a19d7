import dataclasses
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.page import CADRES, HOUSEHOLDS, Destination
from liaison_desktop.ui.register.close_dialog import CloseDialog
from liaison_desktop.ui.register.household_page import HouseholdPage
from liaison_desktop.ui.register.household_typing import (
    Typed,
    household_draft,
    rebased,
    stored_in,
)
from liaison_desktop.ui.register.member_editing import BLANK


@pytest.fixture
def page(desk, qtbot):
    page = HouseholdPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    page.show()
    return page


@pytest.fixture
def notices(desk):
    told = []
    desk.noticed.connect(lambda text, action, then: told.append((text, action, then)))
    return told


def first_id(desk):
    return desk.office.households.ids(HouseholdFilter())[0]


def column(page, key):
    return [one.key for one in page.list.model.columns].index(key)


def cell(page, row, key):
    return page.list.model.index(row, column(page, key)).data()


def member_index(page, row, field):
    model = page.pane.editor.members.members
    return model.index(row, [one.name for one in model.fields].index(field))


def test_list_opens_with_every_household_and_the_first_one_beside_it(page):
    assert len(page.list.model.ids) == 212
    assert page.list.count_label.text() == "共 212 户"
    assert cell(page, 0, "number") == "ZH0001"
    assert page.pane.head.name.text() == f"{cell(page, 0, 'head')}户"
    assert page.places.tree.topLevelItem(0).text(1) == "212"


def test_chips_count_and_narrow_the_list(page, desk):
    damaged = desk.office.households.count(HouseholdFilter(with_problems=True))
    chip = page.chips.chip("damaged")
    assert chip.text() == f"号码待补正 {damaged}"
    chip.click()
    assert len(page.list.model.ids) == damaged
    assert all(cell(page, row, "problems") for row in range(damaged))


def test_place_tree_narrows_list_and_chips(page, desk):
    village = next(row for row in desk.office.areas.villages() if row.name == "补歹村")
    item = next(
        page.places.tree.topLevelItem(row)
        for row in range(page.places.tree.topLevelItemCount())
        if page.places.tree.topLevelItem(row).text(0) == "补歹村"
    )
    page.places.tree.setCurrentItem(item)
    assert len(page.list.model.ids) == village.households == 80
    assert page.chips.chip("all").text() == "全部 80"


def test_heading_sorts_by_the_store(page):
    page.list.view.horizontalHeader().sectionClicked.emit(column(page, "size"))
    sizes = [int(cell(page, row, "size")) for row in range(50)]
    assert sizes == sorted(sizes)


def test_numbers_are_masked_until_the_eye_is_clicked(page, desk):
    detail = desk.office.households.detail(first_id(desk))
    number = detail.members[0].values["id_number"]
    shown = member_index(page, 0, "id_number").data()
    assert shown == f"{number[:6]}********{number[-4:]}"
    page.pane.head.reveal.click()
    assert member_index(page, 0, "id_number").data() == number
    page.list.show_record(page.list.model.ids[1])
    page.list.show_record(page.list.model.ids[0])
    assert member_index(page, 0, "id_number").data() == shown


def test_member_cell_is_typed_with_the_keys_and_saved(page, desk, qtbot, notices):
    table = page.pane.editor.members
    table.edit_cell(0, "education")
    editor = table.focusWidget()
    qtbot.keyClicks(editor, "dz")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert page.pane.editor.dirty
    assert page.pane.editor.save_button.isEnabled()
    page.commands()["save"]()
    stored = desk.office.households.detail(first_id(desk))
    assert member_index(page, 0, "education").data().startswith("大")
    assert stored.members[0].values["education"] == code_list("education").value_of("大专")
    assert not page.pane.editor.dirty
    assert notices[-1][:2] == ("已保存 中和村/ZH0001", "撤销")


def test_undo_of_the_notice_brings_the_old_value_back(page, desk, notices):
    before = desk.office.households.detail(first_id(desk)).members[0].values
    model = page.pane.editor.members.members
    model.setData(member_index(page, 0, "phone"), "13800001234")
    page.pane.editor.save()
    assert desk.office.households.detail(first_id(desk)).members[0].values["phone"] == "13800001234"
    notices[-1][2]()
    assert desk.office.households.detail(first_id(desk)).members[0].values == before
    assert notices[-1][:2] == ("已撤销：修改中和村/ZH0001 户信息：联系电话", "恢复")


def open_editor(table):
    return table.indexWidget(table.currentIndex())


def test_new_member_is_typed_on_one_line_with_enter_alone(page, qtbot):
    table = page.pane.editor.members
    rows = len(table.members.members)
    table.edit_cell(rows, "name")
    for typed in ("孔小宝", "孙子", "53032420200101001X", "13800001234"):
        editor = open_editor(table)
        (editor.lineEdit() if isinstance(editor, QComboBox) else editor).setText(typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    (new,) = table.members.members[rows:]
    assert (new.name, new.relation) == ("孔小宝", "孙子")
    assert new.values["phone"] == "13800001234"


def test_problem_of_the_cell_just_typed_is_said_at_the_foot(page, qtbot):
    table = page.pane.editor.members
    table.edit_cell(0, "phone")
    qtbot.keyClicks(open_editor(table), "138001380")
    qtbot.keyClick(open_editor(table), Qt.Key.Key_Return)
    assert page.pane.editor.foot.state.text().startswith("联系电话：")
    page.pane.editor.discard()
    assert page.pane.editor.foot.state.text() == ""


def test_rows_are_named_while_the_names_are_out_of_sight(page):
    table = page.pane.editor.members
    head = table.members.members[0].name
    orientation = Qt.Orientation.Vertical
    assert table.members.headerData(0, orientation) == "1"
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    assert table.members.headerData(0, orientation) == head
    table.horizontalScrollBar().setValue(0)
    assert table.members.headerData(0, orientation) == "1"


def test_last_line_takes_a_new_member_and_the_number_fills_sex_and_birth(page, desk):
    model = page.pane.editor.members.members
    rows = len(model.members)
    model.setData(model.index(rows, 0), "孔小宝")
    model.setData(member_index(page, rows, "relation"), "孙子")
    model.setData(member_index(page, rows, "id_number"), "11010519491231002X")
    page.pane.editor.save()
    new = desk.office.households.detail(first_id(desk)).members[-1]
    assert (new.name, new.relation) == ("孔小宝", "孙子")
    assert new.values["sex"] == "2"
    assert new.values["birth"] == date(1949, 12, 31)


def test_repeated_number_is_marked_while_typing_and_stops_saving(page, desk):
    other = desk.office.households.detail(page.list.model.ids[4])
    number = next(m.values["id_number"] for m in other.members if m.values.get("id_number"))
    model = page.pane.editor.members.members
    model.setData(member_index(page, 1, "id_number"), number)
    page.pane.editor._check_soon.timeout.emit()
    assert "ZH0005" in model.problem(1, "id_number")
    page.pane.editor.save()
    assert page.pane.editor.dirty
    assert "ZH0005" in page.pane.editor.foot.state.text()


def test_wrong_check_digit_is_marked_but_saved(page, desk):
    model = page.pane.editor.members.members
    number = desk.office.households.detail(first_id(desk)).members[0].values["id_number"]
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    model.setData(member_index(page, 0, "id_number"), wrong)
    assert "校验" in model.problem(0, "id_number")
    page.pane.editor.save()
    assert desk.office.households.detail(first_id(desk)).members[0].id_state == "check-digit"


def test_escape_gives_up_and_the_notice_brings_it_back(page, qtbot, notices):
    model = page.pane.editor.members.members
    model.setData(member_index(page, 0, "name"), "改错了")
    qtbot.keyClick(page.pane, Qt.Key.Key_Escape)
    assert not page.pane.editor.dirty
    assert model.members[0].name != "改错了"
    text, action, restore = notices[-1]
    assert (text, action) == ("已放弃未保存的修改", "恢复")
    restore()
    assert model.members[0].name == "改错了"


def test_what_was_typed_comes_back_after_a_crash(page, desk, qtbot):
    model = page.pane.editor.members.members
    model.setData(member_index(page, 0, "name"), "孔正涛二")
    page.keep_draft()
    other = HouseholdPage(desk)  # the program starts anew
    qtbot.addWidget(other)
    other.show()
    assert other.pane.editor.members.members.members[0].name == "孔正涛二"
    assert other.pane.editor.dirty
    other.pane.editor.discard()
    assert desk.office.drafts.all() == ()


def test_form_saves_household_fields(page, desk, qtbot):
    page.pane.parts.segment("form").click()
    form = page.pane.editor.form
    land = form.editor("land")
    land.setFocus()
    land.selectAll()
    qtbot.keyClicks(land, "8.5")
    page.commands()["save"]()
    assert desk.office.households.detail(first_id(desk)).values["land"] == 8.5


def test_new_household_gets_a_number_in_its_group(page, desk):
    village = desk.office.areas.villages()[0]
    group = desk.office.areas.groups(village.id)[0]
    page.places.choose(village.id, group.id)
    page._on_place_chosen(village.id, group.id)
    page.commands()["new"]()
    model = page.pane.editor.members.members
    model.setData(model.index(0, 0), "赵新")
    model.setData(member_index(page, 0, "relation"), "户主")
    page.pane.editor.save()
    new = desk.office.households.detail(page.list.current_id())
    assert (new.village, new.group, new.head) == (village.name, group.name, "赵新")
    assert new.number
    assert page.pane.head.name.text() == "赵新户"


def test_new_household_in_a_new_village_makes_the_village(page, desk):
    page.commands()["new"]()
    form = page.pane.editor.form
    form.restore_draft({"village": "金鸡村", "group": "一组"})
    model = page.pane.editor.members.members
    model.setData(model.index(0, 0), "赵新")
    page.pane.editor.save()
    assert "金鸡村" in [row.name for row in desk.office.areas.villages()]


def test_household_without_village_is_not_saved(page, desk):
    page.commands()["new"]()
    model = page.pane.editor.members.members
    model.setData(model.index(0, 0), "赵新")
    page.pane.editor.save()
    assert page.pane.editor.form.problem("village")
    assert desk.office.households.count(HouseholdFilter()) == 212


def test_what_is_typed_while_saving_goes_on_from_what_is_stored(desk):
    households = desk.office.households
    detail = households.detail(first_id(desk))
    new = dataclasses.replace(BLANK, name="孔小宝")
    saved = Typed(stored_in(detail).values, (*detail.members, new))
    key, _ = households.save(household_draft(saved, detail))
    stored = households.detail(key)
    grown = dataclasses.replace(new, name="孔小宝宝")
    later = rebased(Typed(saved.values, (*detail.members, grown)), saved, stored)
    households.save(household_draft(later, stored))
    names = [member.name for member in households.detail(key).members]
    assert names == [*(member.name for member in detail.members), "孔小宝宝"]


def test_cadre_who_left_is_responsible_for_nobody(page, desk):
    cadres, pairing = desk.office.cadres, page.pane.detail.pairings[0]
    cadre = cadres.detail(pairing.cadre_id)
    cadres.leave(cadre.id, cadre.version, date(2023, 6, 1))
    page.refresh()
    assert page.pane.head.steps["pair"].isVisible()
    assert page.pane.head.facts["cadre"].text() == "还没有责任干部"


def test_two_desks_see_both_values_and_mine_wins_when_wanted(page, desk, qtbot):
    key = first_id(desk)
    model = page.pane.editor.members.members
    model.setData(member_index(page, 0, "phone"), "13800001234")
    theirs = desk.office.households.detail(key)
    members = list(theirs.members)
    members[0] = dataclasses.replace(
        members[0], values={**members[0].values, "phone": "13900009999"}
    )
    desk.office.households.save(
        household_draft(Typed(stored_in(theirs).values, tuple(members)), theirs)
    )
    page.pane.editor.save()
    dialog = page.window().findChild(ConflictDialog)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("9999" in text for text in shown)
    assert any("1234" in text for text in shown)
    dialog.keep_mine.emit()
    dialog.close()
    assert desk.office.households.detail(key).members[0].values["phone"] == "13800001234"


def test_closing_asks_for_day_and_reason_and_can_be_undone(page, desk, notices):
    page.commands()["delete"]()
    dialog = page.findChild(CloseDialog)
    dialog.form.restore_draft({"on": date(2023, 6, 1), "reason": "整户迁出"})
    dialog.confirm.click()
    assert desk.office.households.count(HouseholdFilter()) == 211
    assert notices[-1][0] == "已注销 中和村/ZH0001"
    notices[-1][2]()
    assert desk.office.households.count(HouseholdFilter()) == 212


def test_card_is_handed_out_from_the_head(page, desk):
    page.pane.head.steps["hand_out"].click()
    card = desk.office.households.detail(first_id(desk)).cards[0]
    assert card.handed_out_on == date(2023, 6, 30)
    assert not page.pane.head.steps["hand_out"].isVisible()


def test_destination_with_a_filter_presses_its_chip(page):
    page.show_destination(Destination(HOUSEHOLDS, filter=HouseholdFilter(with_problems=True)))
    assert page.chips.current() == "damaged"


def test_destination_opens_a_household_the_list_hides(page):
    wanted = page.list.model.ids[100]
    page.chips.chip("unpaired").click()
    assert len(page.list.model.ids) == 0
    page.show_destination(Destination(HOUSEHOLDS, Kind.HOUSEHOLD, wanted))
    assert page.list.current_id() == wanted
    assert page.chips.current() == "all"


def test_pairing_is_asked_for_where_there_is_none(page, desk):
    went = []
    desk.went.connect(went.append)
    detail = page.pane.detail
    desk.office.pairings.end([detail.pairings[0].pairing_id], date(2023, 6, 1))
    page.refresh()
    page.pane.head.steps["pair"].click()
    assert went == [Destination(CADRES, Kind.HOUSEHOLD, detail.id, view="pairing")]


def test_pairing_holds_through_its_last_day(page, desk):
    detail = page.pane.detail
    desk.office.pairings.end([detail.pairings[0].pairing_id], date(2023, 6, 30))
    page.refresh()
    assert cell(page, 0, "cadre") == detail.pairings[0].cadre
    assert detail.pairings[0].cadre in page.pane.head.facts["cadre"].text()
    assert not page.pane.head.steps["pair"].isVisible()


def test_history_tells_who_changed_what(page, desk):
    model = page.pane.editor.members.members
    model.setData(member_index(page, 0, "phone"), "13800001234")
    page.pane.editor.save()
    page.commands()["history"]()
    tree = page.pane.changes.tree
    first = tree.topLevelItem(0)
    assert "张三　修改中和村/ZH0001" in first.text(0)
    assert first.child(0).text(1) == "联系电话"
    assert first.child(0).text(3) == "138****1234"


def test_empty_station_offers_the_import(empty_desk, qtbot):
    page = HouseholdPage(empty_desk)
    qtbot.addWidget(page)
    page.show()
    wanted = []
    empty_desk.import_wanted.connect(lambda noun, path: wanted.append(noun))
    assert page.list.empty_state.isVisible()
    page.list.empty_action_requested.emit()
    assert wanted == ["households"]


def test_form_names_the_group_of_a_household_in_another_village(page, desk):
    """The groups offered are those of the village shown before until the values are shown."""
    page.pane.show_part("form")
    form = page.pane.editor.form
    for village in ("中和村", "补歹村"):
        key = next(
            key
            for key in desk.office.households.ids(HouseholdFilter())
            if desk.office.households.detail(key).village == village
        )
        page.list.show_record(key)
        detail = desk.office.households.detail(key)
        assert form.editor("village").currentText() == detail.village
        assert form.editor("group").currentText() == detail.group
        assert not page.pane.editor.dirty


def test_number_typed_for_a_group_is_never_taken_for_a_key(page, desk):
    village = desk.office.areas.villages()[0]
    other = desk.office.areas.groups(desk.office.areas.villages()[1].id)[0]
    page.commands()["new"]()
    form = page.pane.editor.form
    form.restore_draft({"village": village.name, "group": str(other.id)})
    form.editor("group").take_best_hit()
    model = page.pane.editor.members.members
    model.setData(model.index(0, 0), "赵新")
    page.pane.editor.save()
    new = desk.office.households.detail(page.list.current_id())
    assert (new.village, new.group) == (village.name, f"{other.id}组")
