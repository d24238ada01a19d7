"""走访日记: visits, stays, diaries and sheets, typed and printed from the page."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from liaison_desktop.domain.cadres.cadre import CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.diary import DiaryDraft, DiaryFilter
from liaison_desktop.domain.matters.visit import (
    Named,
    VillageStayDraft,
    VillageStayFilter,
    VisitDraft,
    VisitFilter,
)
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui.errors import ConflictDialog
from liaison_desktop.ui.importing.nouns import guessed_noun
from liaison_desktop.ui.matters.visit_columns import ALL, COUNTED, SAID, WAITING
from liaison_desktop.ui.matters.visit_page import DIARIES, ENTRY, SHEETS, STAYS, VisitPage
from liaison_desktop.ui.page import CONCERNS, VISITS, Destination
from liaison_desktop.ui.tabs import TAB_OF

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(desk, qtbot):
    page = VisitPage(desk)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    page.show()
    page.activateWindow()
    return page


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def editor(page):
    return page.ledger.pane.editor


@pytest.fixture
def notices(desk):
    told = []
    desk.noticed.connect(lambda text, action, then: told.append((text, action, then)))
    return told


@pytest.fixture
def went(desk):
    places = []
    desk.went.connect(places.append)
    return places


@pytest.fixture
def printed(desk):
    papers = []
    desk.print_wanted.connect(lambda _what, paper: papers.append(paper))
    return papers


def homes(desk):
    office = desk.office
    return list(office.households.rows(office.households.ids(HouseholdFilter())).values())


@pytest.fixture
def households(desk):
    return homes(desk)


@pytest.fixture
def cadre(desk):
    rows = desk.office.cadres.rows(desk.office.cadres.ids(CadreFilter())).values()
    return next(row for row in rows if row.name == "任家富")


def press(page, qtbot, key, modifier):
    """Press a shortcut of a button; the button goes down and up before it does anything."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, key, modifier)
    down = [made for made in page.findChildren(QPushButton) if made.isDown()]
    assert len(down) == 1
    qtbot.waitUntil(lambda: not down[0].isDown())


def find(box, text, qtbot):
    """Type into a box of households and take the first."""
    qtbot.keyClicks(box, text)
    box._ask()
    qtbot.keyClick(box, ENTER)


def count(desk, **which):
    return desk.office.visits.count(VisitFilter(**which))


def a_visit(desk, households, cadres, **values):
    draft = VisitDraft(
        None, 0, {"on": date(2023, 6, 1), "way": "home", **values}, households, cadres
    )
    key, changes = desk.office.visits.save(draft)
    desk.bus.tell(changes)
    return key


class Silent:
    def step(self, done, total, sentence):
        """Nobody listens."""


def drawn(paper, purpose=""):
    return paper.draw(Silent(), purpose)


def test_tab_stands_between_pairing_and_concerns():
    names = list(TAB_OF)
    assert names.index(VISITS) == names.index("cadres") + 1
    assert TAB_OF[VISITS].caption == "走访日记"


def test_list_and_chips_count_the_visits_kept(page, desk):
    ledger = page.ledger
    for key, which in (
        (ALL, {}),
        (COUNTED, {"counted": True}),
        (WAITING, {"unresolved": True}),
        (SAID, {"with_problem": True}),
    ):
        assert ledger.chips.chip(key).text().endswith(f" {count(desk, **which):,}")
    assert ledger.pane.detail.id == ledger.list.model.id_at(0)


def test_a_visit_of_two_households_typed_by_keyboard(page, desk, qtbot, cadre, notices):
    editor, households = page.ledger.pane.editor, homes(desk)
    before = count(desk)
    page.commands()["new"]()
    box = editor.people.line()
    assert box.hasFocus()
    find(box, households[0].number, qtbot)
    find(box, households[3].number, qtbot)
    qtbot.keyClick(box, ENTER)
    assert editor.people.cadres.hasFocus()
    qtbot.keyClicks(editor.people.cadres, "rjf")
    qtbot.keyClick(editor.people.cadres, ENTER)
    editor.form.set_value("on", date(2023, 6, 18))
    editor.form.set_value("said", "饮水困难")
    page.commands()["save"]()
    assert count(desk) == before + 1
    detail = page.ledger.pane.detail
    assert [one.id for one in detail.households] == [households[0].id, households[3].id]
    assert [one.id for one in detail.cadres] == [cadre.id]
    assert detail.counted
    assert page.ledger.list.current_id() == detail.id
    assert notices[-1][:2] == ("已登记走访", "撤销")
    notices[-1][2]()
    assert count(desk) == before


def test_a_visit_to_nobody_is_told_beside_the_households(page, editor, desk):
    before = count(desk)
    page.commands()["new"]()
    page.commands()["save"]()
    assert count(desk) == before
    assert editor.people.problem.text() == "请填写走访了哪一户。"
    assert editor.people.line().hasFocus()


def test_a_typed_name_waits_and_one_key_resolves_it(page, desk, qtbot, households, cadre):
    home = households[0]
    key = a_visit(desk, (Named(None, home.head),), (Named(cadre.id, cadre.name),))
    page.show_destination(Destination(VISITS, Kind.VISIT, key))
    pane = page.ledger.pane
    assert pane.strip.isVisible()
    assert home.head in pane.strip._words.text()
    chip = pane.editor.people.households.chip(0)
    assert "待核对" in chip.text()
    meant = pane.strip.waiting.candidates[0]
    press(page, qtbot, Qt.Key.Key_R, ALT)
    assert [one.id for one in desk.office.visits.detail(key).households] == [meant.id]
    assert not pane.strip.isVisible()
    assert pane.editor.people.households.people()[0].id == meant.id


def test_a_name_nobody_has_is_looked_for_again_with_the_same_key(page, desk, qtbot, cadre):
    key = a_visit(desk, (Named(None, "欧阳无此人"),), (Named(cadre.id, cadre.name),))
    page.show_destination(Destination(VISITS, Kind.VISIT, key))
    pane = page.ledger.pane
    assert "没有找到" in pane.strip._words.text()
    press(page, qtbot, Qt.Key.Key_R, ALT)
    assert pane.editor.people.line().hasFocus()
    assert pane.editor.people.line().text() == "欧阳无此人"


def test_backspace_and_delete_take_households_off(page, editor, desk, qtbot, households):
    page.commands()["new"]()
    box = editor.people.line()
    for home in households[:3]:
        find(box, home.number, qtbot)
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor.people.households.chip(0), Qt.Key.Key_Delete)
    assert [one.id for one in editor.people.households.people()] == [households[1].id]


def test_each_question_becomes_a_concern_and_what_was_typed_is_saved_first(
    page, desk, qtbot, cadre, went
):
    editor, households = page.ledger.pane.editor, homes(desk)
    key = a_visit(desk, (Named(households[0].id, ""),), (Named(cadre.id, ""),))
    page.show_destination(Destination(VISITS, Kind.VISIT, key))
    editor.questions_button.click()
    line = editor.form.editor("question_difficulty")
    line.setPlainText("孩子上学没钱")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_M, CONTROL)
    assert went[-1] == Destination(CONCERNS, Kind.VISIT, key, view="from:question_difficulty")
    draft = desk.office.visits.concern_draft(key, "question_difficulty")
    assert draft.values["content"] == "孩子上学没钱"
    editor.form.set_value("said", "路不通")
    editor.concern_buttons["said"].click()
    assert went[-1].view == "from:"
    assert desk.office.visits.detail(key).values["said"] == "路不通"


def test_questions_are_folded_until_they_hold_something(page, editor, desk, households, cadre):
    who = (Named(households[0].id, ""),), (Named(cadre.id, ""),)
    plain = a_visit(desk, *who)
    asked = a_visit(desk, *who, question_wishes="想养牛")
    page.show_destination(Destination(VISITS, Kind.VISIT, plain))
    assert not editor.form.editor("question_wishes").isVisible()
    page.show_destination(Destination(VISITS, Kind.VISIT, asked))
    assert editor.form.editor("question_wishes").isVisible()
    assert editor.questions_button.text() == "六问 1 / 6"


def test_what_was_typed_comes_back_after_a_power_cut(desk, page, qtbot, households, cadre):
    key = a_visit(desk, (Named(households[0].id, ""),), (Named(cadre.id, ""),))
    page.show_destination(Destination(VISITS, Kind.VISIT, key))
    editor = page.ledger.pane.editor
    editor.form.set_value("said", "还没写完的话")
    find(editor.people.line(), households[5].number, qtbot)
    editor._drafts._soon.timeout.emit()
    again = opened(desk, qtbot)
    again.show_destination(Destination(VISITS, Kind.VISIT, key))
    back = again.ledger.pane.editor
    assert back.dirty
    assert back.form.values()["said"] == "还没写完的话"
    assert [one.id for one in back.people.households.people()] == [
        households[0].id,
        households[5].id,
    ]
    qtbot.keyClick(back.form.editor("place"), ESC)
    assert not back.dirty
    assert desk.office.drafts.find("visit", str(key)) is None


def test_a_stale_save_shows_both_and_mine_can_be_kept(page, editor, desk, households, cadre):
    who = (Named(households[0].id, ""),), (Named(cadre.id, cadre.name),)
    key = a_visit(desk, *who)
    page.show_destination(Destination(VISITS, Kind.VISIT, key))
    detail = desk.office.visits.detail(key)
    theirs = {**detail.values, "said": "别人写的"}
    desk.office.visits.save(VisitDraft(key, detail.version, theirs, *who))
    editor.form.set_value("said", "我写的")
    page.commands()["save"]()
    dialog = page.findChild(ConflictDialog)
    dialog.keep_mine.emit()
    dialog.accept()
    assert desk.office.visits.detail(key).values["said"] == "我写的"
    assert not editor.dirty


def test_papers_of_a_visit_and_of_the_list_are_drawn(page, desk, printed):
    page.commands()["print"]()
    head = page.ledger.pane.head
    for action in (head.questions_action, head.pages_action):
        action.trigger()
    assert [paper.title for paper in printed] == ["走访登记表", "六问表", "问事记录页"]
    for paper in printed:
        assert drawn(paper).startswith(b"%PDF")


def test_a_destination_with_a_filter_nobody_can_choose_is_told(page, desk, cadre):
    page.show_destination(Destination(VISITS, filter=VisitFilter(cadre_id=cadre.id)))
    ledger = page.ledger
    assert ledger.filter() == VisitFilter(cadre_id=cadre.id)
    assert ledger.narrowed.text() == "只看：从别处选定的走访"
    ledger.clear_button.click()
    assert ledger.filter() == VisitFilter()


def test_a_stay_typed_by_keyboard_counts_its_days(page, desk, qtbot, households, cadre):
    page.show_view(STAYS)
    view, editor = page.stays, page.stays.pane.editor
    page.commands()["new"]()
    qtbot.keyClicks(editor.cadre, "rjf")
    qtbot.keyClick(editor.cadre, ENTER)
    assert editor.village.hasFocus()
    qtbot.keyClick(editor.village, ENTER)
    find(editor.household, households[0].number, qtbot)
    editor.form.set_value("since", date(2023, 6, 1))
    editor.form.set_value("until", date(2023, 6, 4))
    editor.form.set_value("board_fee", 120.0)
    page.commands()["save"]()
    (row,) = desk.office.village_stays.rows()
    assert (row.cadre_id, row.household_id, row.days) == (cadre.id, households[0].id, 4)
    assert row.village == households[0].village
    assert view.pane.head.title.text() == "任家富 住村 4 天"
    assert view.chips.chip("unpaid").text() == "食宿费未交 1"
    days = {one.cadre_id: one.days for one in desk.office.village_stays.year_days(2023)}
    assert days[cadre.id] == 4
    page.commands()["delete"]()
    assert desk.office.village_stays.rows() == ()


def test_a_stay_without_a_cadre_is_told_above_the_form(page, desk):
    page.show_view(STAYS)
    page.stays.begin_new()
    page.commands()["save"]()
    assert page.stays.pane.editor.problem.text() == "请选择住村的干部。"
    assert desk.office.village_stays.rows() == ()


def test_days_stand_beside_what_the_rule_set_asks(page, desk, cadre):
    stays = desk.office.village_stays
    stays.save(VillageStayDraft(None, 0, cadre.id, None, None, {"since": date(2023, 5, 1)}))
    page.show_view(STAYS)
    asked = {one.cadre_id: one for one in stays.year_days(2023)}
    assert asked[cadre.id].quota is not None
    assert len(page.stays.days.model.ids) == len(asked)
    assert "罗平住村" in page.stays.days_title.text()


def test_a_diary_of_a_visit_is_written_reviewed_and_locked(page, desk, qtbot, cadre, printed):
    households = homes(desk)
    key = a_visit(
        desk, (Named(households[0].id, ""),), (Named(cadre.id, ""),), said="缺水", place="中和村"
    )
    page.show_destination(Destination(VISITS, Kind.VISIT, key, view="diary"))
    pane = page.diaries.pane
    editor = pane.editor
    assert editor.cadre.cadre_id() == cadre.id
    assert editor.form.values()["content"] == "缺水"
    qtbot.keyClicks(editor.form.editor("weather"), "qing")
    assert editor.line.text() == "6月1日　星期四　天气 qing"
    page.commands()["save"]()
    (written,) = desk.office.diaries.ids(DiaryFilter())
    detail = desk.office.diaries.detail(written)
    assert (detail.visit_id, detail.cadre_id) == (key, cadre.id)
    press(page, qtbot, Qt.Key.Key_P, ALT)
    assert pane.strip.isVisible()
    qtbot.keyClicks(pane.strip.reviewer, "Li")
    qtbot.keyClick(pane.strip.text, ENTER)
    assert "点评内容或评定等级" in pane.strip.problem.text()
    qtbot.keyClicks(pane.strip.text, "hao")
    page.commands()["save"]()  # Ctrl+S stores the review, not the diary below it
    assert desk.office.diaries.detail(written).locked
    assert not editor.form.editor("content").isEnabled()
    page.commands()["print"]()
    assert drawn(printed[-1]).startswith(b"%PDF")
    pane.head.review_button.click()
    assert not desk.office.diaries.detail(written).locked
    assert editor.form.editor("content").isEnabled()


def test_a_diary_half_written_is_a_draft(page, desk, qtbot, cadre):
    draft = DiaryDraft(None, 0, cadre.id, None, {"on": date(2023, 6, 2), "content": "走访"})
    key, changes = desk.office.diaries.save(draft)
    desk.bus.tell(changes)
    page.show_destination(Destination(VISITS, Kind.DIARY, key))
    page.diaries.pane.editor.form.set_value("reflection", "要多来")
    page.keep_draft()
    assert desk.office.drafts.find("diary", str(key)).values["values"]["reflection"] == "要多来"


def test_a_sheet_is_made_of_a_village_in_the_order_of_the_route(
    page, desk, qtbot, households, printed
):
    page.show_view(SHEETS)
    maker = page.sheets.maker
    for home in (households[0], households[7], households[3]):
        find(maker.person, home.number, qtbot)
    route = maker.route
    route.setCurrentItem(route.topLevelItem(2))
    qtbot.keyClick(route, Qt.Key.Key_Up, ALT)
    assert route.households() == (households[0].id, households[3].id, households[7].id)
    route.setCurrentItem(route.topLevelItem(0))
    qtbot.keyClick(route, Qt.Key.Key_Delete)
    page.commands()["save"]()
    (row,) = desk.office.visit_sheets.rows()
    assert row.households == 2
    assert printed[-1].title == f"走访单 {row.number}"
    assert printed[-1].asks_purpose
    assert drawn(printed[-1]).startswith(b"%PDF")
    found = desk.office.visit_sheets.by_code(row.number)
    assert found.household_ids == (households[3].id, households[7].id)


def test_a_whole_group_is_added_and_a_code_opens_its_lines(page, desk, qtbot, households):
    page.show_view(SHEETS)
    maker = page.sheets.maker
    village = next(row for row in desk.office.areas.villages() if row.name == "中和村")
    maker.place.choose(village.id)
    press(page, qtbot, Qt.Key.Key_A, ALT)
    wanted = list(desk.office.households.ids(HouseholdFilter(village_id=village.id)))
    assert list(maker.route.households()) == wanted
    page.commands()["save"]()
    (row,) = desk.office.visit_sheets.rows()
    page.sheets.code.setText("没有这个号")
    qtbot.keyClick(page.sheets.code, ENTER)
    assert page.sheets.problem.isVisible()
    page.sheets.code.setText(row.number)
    qtbot.keyClick(page.sheets.code, ENTER)
    assert page.segments.current() == ENTRY
    assert len(page.entry.grid.lines.rows) == len(wanted) + 1


def test_a_sheet_without_visits_can_be_deleted(page, desk, households):
    desk.office.visit_sheets.make("走访", [households[0].id])
    page.show_view(SHEETS)
    page.commands()["delete"]()
    assert desk.office.visit_sheets.rows() == ()


def test_an_empty_station_says_what_to_do(empty_desk, qtbot):
    page = opened(empty_desk, qtbot)
    ledger = page.ledger
    assert ledger.list.empty_state.isVisible()
    for view in (ENTRY, STAYS, DIARIES, SHEETS):
        page.show_view(view)
        assert page.segments.current() == view
    assert page.sheets.list.empty_state.isVisible()


def test_the_wizard_knows_a_list_of_visits(tmp_path):
    assert guessed_noun(tmp_path / "走访登记表(3月).xlsx") == VISITS
    assert guessed_noun(tmp_path / "农户花名册.xlsx") == "households"


def test_each_list_of_this_tab_asks_for_its_own_export(page, desk):
    asked = []
    desk.export_wanted.connect(lambda what, which: asked.append((what, which)))
    page.ledger.chips.chip(COUNTED).click()
    page.commands()["export"]()
    for view in (STAYS, DIARIES):
        page.show_view(view)
        page.commands()["export"]()
    assert asked == [
        (VISITS, VisitFilter(counted=True)),
        ("village_stays", VillageStayFilter()),
        ("diaries", DiaryFilter()),
    ]
