from datetime import date

import pytest
from PySide6.QtCore import Qt

from liaison_desktop.domain.cadres.cadre import CadreDraft, CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.card_number import spoken
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import CardLayout, CardState, ReceiptWay
from liaison_desktop.ui.page import CARDS, Destination
from liaison_desktop.ui.register.card_columns import (
    CLOSED,
    OUT,
    STALE,
    TO_MAKE,
    TO_PRINT,
    VALID,
    WAITING,
)
from liaison_desktop.ui.register.card_issue_dialog import IssueDialog
from liaison_desktop.ui.register.card_page import HAND_OUT, CardPage


def opened(desk, qtbot):
    page = CardPage(desk)
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


def choose(page, chip, qtbot):
    qtbot.mouseClick(page.chips.chip(chip), Qt.MouseButton.LeftButton)


def click(widget, qtbot):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def card(desk, card_id):
    return desk.office.cards.rows((card_id,))[card_id]


def change_phone_of(desk, card_id, phone):
    """Give the cadre of a card another phone."""
    row = card(desk, card_id)
    cadres = desk.office.cadres
    key = next(one for one, found in cadres.rows(cadres.ids(CadreFilter())).items()
               if found.name == row.cadre)  # fmt: skip
    detail = cadres.detail(key)
    draft = CadreDraft(
        key,
        detail.version,
        detail.name,
        detail.unit,
        detail.team,
        {**detail.values, "phone": phone},
    )
    _, changes = cadres.save(draft)
    desk.bus.tell(changes)
    return key


def test_page_opens_on_every_valid_card_with_counts_and_the_first_one_beside_it(page, desk):
    assert len(page.list.model.ids) == 212
    assert page.chips.chip(VALID).text() == "全部有效 212"
    assert page.chips.chip(WAITING).text() == "已制未发 212"
    assert page.chips.chip(TO_MAKE).text() == "待制 0"
    first = card(desk, page.list.model.id_at(0))
    assert page.detail.detail.row == first
    assert page.detail.picture.drawn
    assert page.print_button.text() == "打印 212 张"


def test_picture_shows_both_sides_and_is_not_blank(page):
    picture = page.detail.picture.grab().toImage()
    colours = {picture.pixelColor(x, y).name()
               for x in range(0, picture.width(), 7)
               for y in range(0, picture.height(), 7)}  # fmt: skip
    assert "#000000" in colours
    assert page.detail.picture.height() > page.detail.picture.width()


def test_handing_out_one_card_from_the_pane_moves_it_and_logs_it(page, desk, qtbot, notices):
    card_id = page.list.current_id()
    click(page.detail.hand_out_button, qtbot)
    page.detail.strip.way.setCurrentIndex(page.detail.strip.way.findText("家属"))
    page.detail.strip.receiver.setText("李四")
    qtbot.keyClick(page.detail.strip.receiver, Qt.Key.Key_Return)
    row = card(desk, card_id)
    assert row.state is CardState.HANDED_OUT
    assert row.handed_out_on == date(2023, 6, 30)
    assert "李四" in row.receiver
    assert page.chips.chip(OUT).text() == "已发 1"
    assert any("发放" in line and "李四" in line for line in page.detail.log_lines())
    assert notices[-1][:2] == ("已发放 1 张。登记错了请用“回收”", "")
    assert not page.detail.hand_out_button.isEnabled()
    assert page.detail.take_back_button.isEnabled()


def test_voiding_needs_a_reason_and_keeps_it(page, desk, qtbot):
    card_id = page.list.current_id()
    click(page.detail.void_button, qtbot)
    click(page.detail.strip.confirm_button, qtbot)
    assert card(desk, card_id).state is CardState.MADE
    page.detail.strip.reason.setEditText("印制有误")
    click(page.detail.strip.confirm_button, qtbot)
    assert card(desk, card_id).state is CardState.VOID
    assert page.chips.chip(CLOSED).text() == "停用 1"
    assert page.chips.chip(TO_MAKE).text() == "待制 1"
    choose(page, CLOSED, qtbot)
    assert list(page.list.model.ids) == [card_id]
    assert any("印制有误" in line for line in page.detail.log_lines())
    assert not page.print_button.isEnabled()


def test_changed_phone_makes_exactly_the_cards_of_that_cadre_stale_and_replacing_mends_them(
    page, desk, qtbot
):
    desk.office.cards.mark_printed(desk.office.cards.ids())
    key = change_phone_of(desk, page.list.current_id(), "13999990000")
    choose(page, STALE, qtbot)
    affected = list(page.list.model.ids)
    assert len(affected) == desk.office.cadres.rows((key,))[key].households
    assert page.replace_button.text() == f"换发 {len(affected)} 张"
    assert page.list.model.index(0, 1).data() == "待换发"
    assert not page.print_button.isEnabled()
    assert not page.detail.print_button.isEnabled()
    click(page.replace_button, qtbot)
    assert page.chips.current() == TO_PRINT
    assert page.print_button.text() == f"打印 {len(affected)} 张"
    assert desk.office.cards.counts().stale == 0
    assert {card(desk, one).state for one in affected} == {CardState.REPLACED}
    assert page.detail.detail.row.phone == "13999990000"


def test_place_and_cadre_narrow_list_and_counts(page, desk):
    village = page.place.village
    village.setCurrentIndex(village.findText("补歹村"))
    assert page.chips.chip(VALID).text() == "全部有效 80"
    assert page.list.model.index(0, 2).data() == "补歹村"
    page.place.choose(None)
    first = next(iter(desk.office.cadres.ids(CadreFilter())))
    page.cadre.set_cadre(first)
    page.refresh()
    rows = desk.office.cards.rows(page.list.model.ids)
    assert {row.cadre for row in rows.values()} == {desk.office.cadres.detail(first).name}


def test_click_on_a_heading_sorts_by_the_store(page, desk, qtbot):
    page.list.view.horizontalHeader().sectionClicked.emit(
        [column.key for column in page.list.model.columns].index("head")
    )
    assert page.list.model.ids == desk.office.cards.ids(page.query().cards(), Sort("head"))


def test_households_without_a_card_are_made_by_the_dialog(page, desk, qtbot):
    ids = tuple(page.list.model.ids)[:3]
    desk.office.cards.mark_printed(desk.office.cards.ids())
    report = desk.office.cards.void(ids, "重复制卡")
    desk.bus.tell(report.changes)
    choose(page, TO_MAKE, qtbot)
    assert len(page.to_make.model.ids) == 3
    click(page.issue_button, qtbot)
    dialog = page.findChild(IssueDialog)
    assert dialog.issue_button.text() == "制卡 3 张"
    dialog.layout_box.setCurrentIndex(dialog.layout_box.findData(CardLayout.A5))
    click(dialog.issue_button, qtbot)
    assert page.chips.current() == TO_PRINT
    assert page.print_button.text() == "打印 3 张"
    assert page.detail.detail.row.layout is CardLayout.A5
    assert desk.office.cards.counts().valid == 212


def test_issue_dialog_names_households_without_a_cadre_and_why(page, desk, qtbot):
    households = desk.office.households
    key = next(iter(households.ids(HouseholdFilter())))
    pairing = households.detail(key).pairings[0].pairing_id
    desk.office.pairings.end((pairing,), date(2023, 1, 1))
    desk.office.cards.void(desk.office.cards.ids(CardFilter(HouseholdFilter(ids=(key,)))), "重制")
    page.refresh()
    click(page.issue_button, qtbot)
    dialog = page.findChild(IssueDialog)
    assert not dialog.issue_button.isEnabled()
    assert dialog.list.model.index(0, 2).data() == "没有联系干部"
    dialog.reject()


def test_delivery_is_ticked_with_space_and_stored_at_once(page, desk, qtbot, notices):
    click(page.hand_out_button, qtbot)
    view = page.hand_out
    order = list(view.list.model.ids)
    assert order == list(desk.office.cards.ids(CardFilter(states=(CardState.MADE,))))
    for _ in range(3):
        qtbot.keyClick(view.list.view, Qt.Key.Key_Space)
        qtbot.keyClick(view.list.view, Qt.Key.Key_Down)
    assert view.confirm_button.text() == "登记发放 3 张"
    view.way.setCurrentIndex(view.way.findData(ReceiptWay.PROXY))
    view.receiver.setText("王小组长")
    view.day.set_value(date(2023, 6, 30))
    click(view.confirm_button, qtbot)
    rows = desk.office.cards.rows(order[:4])
    assert [rows[one].state for one in order[:4]] == [CardState.HANDED_OUT] * 3 + [CardState.MADE]
    assert notices[-1][0].startswith("已发放 3 张。")
    assert list(view.list.model.ids) == order[3:]
    assert len(desk.office.history.operations(1)) == 1
    assert "发放联系卡 3 张" in desk.office.history.operations(1)[0].sentence
    click(view.back_button, qtbot)
    assert page.chips.chip(OUT).text() == "已发 3"


def test_stale_cards_do_not_stand_in_the_delivery(page, desk, qtbot):
    change_phone_of(desk, page.list.current_id(), "13999990000")
    stale = set(desk.office.cards.ids(CardFilter(stale=True)))
    click(page.hand_out_button, qtbot)
    assert not stale.intersection(page.hand_out.list.model.ids)
    assert len(page.hand_out.list.model.ids) == 212 - len(stale)


def test_destination_opens_a_closed_card_a_household_a_filter_and_the_delivery(page, desk, qtbot):
    void = page.list.model.id_at(5)
    desk.office.cards.void((void,), "卡片损坏")
    page.show_destination(Destination(CARDS, Kind.CONTACT_CARD, void))
    assert page.chips.current() == CLOSED
    assert page.detail.detail.row.id == void
    household = card(desk, page.list.model.id_at(0)).household_id
    page.show_destination(Destination(CARDS, Kind.HOUSEHOLD, household))
    assert len(page.list.model.ids) == 0
    assert page.clear_button.isVisible()
    click(page.clear_button, qtbot)
    assert len(page.list.model.ids) == 211
    page.show_destination(Destination(CARDS, filter=CardFilter(stale=True)))
    assert page.chips.current() == STALE
    third = desk.office.cards.ids(CardFilter(states=(CardState.MADE,)))[2]
    which = CardFilter(states=(CardState.MADE,))
    page.show_destination(Destination(CARDS, Kind.CONTACT_CARD, third, filter=which))
    assert page.chips.current() == WAITING
    assert page.detail.detail.row.id == third
    page.show_destination(Destination(CARDS, filter=HouseholdFilter(card="none")))
    assert page.chips.current() == TO_MAKE
    page.show_destination(Destination(CARDS, view=HAND_OUT))
    assert page.hand_out.isVisible()


def test_selected_cards_are_what_is_printed(page, desk, qtbot):
    wanted = []
    desk.print_wanted.connect(lambda what, which: wanted.append((what, which)))
    page.list.view.selectAll()
    assert page.print_button.text() == "打印 212 张"
    page.list.view.clearSelection()
    page.list.view.selectRow(0)
    selection = page.list.view.selectionModel()
    flag = selection.SelectionFlag
    selection.select(page.list.model.index(1, 0), flag.Select | flag.Rows)
    assert page.print_button.text() == "打印 2 张"
    click(page.print_button, qtbot)
    assert wanted == [("cards", tuple(page.list.model.ids)[:2])]
    click(page.detail.print_button, qtbot)
    assert wanted[-1] == ("cards", (page.detail.detail.row.id,))


def test_page_without_households_says_what_to_do_next(empty_desk, qtbot):
    wanted = []
    empty_desk.import_wanted.connect(lambda noun, path: wanted.append(noun))
    page = opened(empty_desk, qtbot)
    assert page.list.empty_state.isVisible()
    page.list.empty_state.action_requested.emit()
    assert wanted == ["households"]
    assert not page.print_button.isEnabled()
    assert not page.hand_out_button.isEnabled()


def test_undo_in_the_notice_takes_a_voiding_back(page, desk, qtbot, notices):
    card_id = page.list.current_id()
    click(page.detail.void_button, qtbot)
    page.detail.strip.reason.setEditText("印制有误")
    qtbot.keyClick(page.detail.strip.reason.lineEdit(), Qt.Key.Key_Return)
    assert page.chips.chip(VALID).text() == "全部有效 211"
    notices[-1][2]()
    assert card(desk, card_id).state is CardState.MADE
    assert page.chips.chip(VALID).text() == "全部有效 212"
    assert page.list.model.index(0, 0).data() == spoken(card(desk, card_id).number)


def test_escape_closes_the_strip_and_nothing_is_done(page, desk, qtbot):
    click(page.detail.void_button, qtbot)
    qtbot.keyClick(page.detail.strip.reason.lineEdit(), Qt.Key.Key_Escape)
    assert not page.detail.strip.isVisible()
    assert card(desk, page.list.current_id()).state is CardState.MADE


def test_keys_store_the_delivery_and_lead_back(page, desk, qtbot):
    click(page.hand_out_button, qtbot)
    view = page.hand_out
    view.list.ticks.set_ticks(list(view.list.model.ids)[:2], ticked=True)
    qtbot.keyClick(view.list.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.office.cards.counts().handed_out == 2
    qtbot.keyClick(view.list.view, Qt.Key.Key_Escape)
    assert not view.isVisible()
